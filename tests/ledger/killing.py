"""Kills a process that writes a ledger, again and again, and looks at what is left.

Run as a program with a folder, a number of kills and a seed. It forks, so that a writer starts at once, and a writer is
a real process that ends by SIGKILL wherever it is: also while a ledger is begun, and between the write and the
confirmation. Power cuts are another matter; this machine's memory outlives its processes.
"""

import hashlib
import itertools
import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import NamedTuple

from ledgers import FIND, NURSE, course, given, omission

from regimen.changes import course_data
from regimen.course import Course
from regimen.ledger.fold import fold
from regimen.ledger.ledger import Ledger
from regimen.ledger.reading import Held

KILLS_A_LEDGER = 25
"""Then another ledger is begun, so that beginnings are hit too."""
AT_ONCE = 5
"""Every fifth writer may be killed before it has confirmed anything; the others once they have."""
LONGEST = 0.05
"""Seconds a writer then lives at most."""


class Left(NamedTuple):
    """What kills left behind."""

    kills: int = 0
    confirmed: int = 0
    """Actions that writers had confirmed."""
    unconfirmed: int = 0
    """Actions found that were not."""
    journals: int = 0
    """Kills that hit within a write: the journal was still there."""


def digest(held: Course) -> str:
    """What a course says, in short."""
    return hashlib.sha256(json.dumps(course_data(held), sort_keys=True).encode()).hexdigest()


def write(path: Path, pipe: int, seed: int) -> None:
    """Write actions and confirm each on the pipe, until killed."""
    choose = random.Random(seed)  # noqa: S311 - repeatable

    def confirm(held: Held) -> Held:
        os.write(pipe, f"{held.seq} {digest(held.course)}\n".encode())
        return held

    with Ledger.open(path, create=True) as ledger:
        held = ledger.held("T-07") if ledger.ids() else confirm(ledger.enrol(course(), FIND, who=NURSE))
        while True:
            kind = choose.choice(["given", "given", "omission", "undo", "redo"])
            if kind == "given":
                days = choose.sample(range(1, 29), choose.randint(1, 4))
                held = ledger.commit("T-07", [given(day) for day in days], held.seq, who=NURSE)
            elif kind == "omission" and not held.course.acts:
                held = ledger.commit("T-07", [omission()], held.seq, who=NURSE)
            elif kind == "undo" and ledger.can_undo("T-07"):
                held = ledger.undo("T-07", held.seq, who=NURSE)
            elif kind == "redo" and ledger.can_redo("T-07"):
                held = ledger.redo("T-07", held.seq, who=NURSE)
            else:
                continue
            confirm(held)


def killed(path: Path, delay: float, seed: int, *, at_once: bool) -> list[str]:
    """A writer that lives so long, from the start or from its first confirmation on; what it confirmed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        write(path, writing, seed)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        first = [] if at_once else [pipe.readline()]
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "the writer ended by itself"
        return [line.rstrip("\n") for line in (*first, *pipe) if line.endswith("\n")]


def look(path: Path, confirmed: list[str], before: int) -> tuple[int, int]:
    """Check that all is there; number of the last event, and of actions that were not confirmed."""
    if not path.exists():
        assert not confirmed
        return 0, 0
    with Ledger.open(path) as ledger:
        assert ledger.store.complaints() == []
        events = ledger.store.events()
    for line in confirmed:
        seq, said = line.split()
        assert digest(Course.model_validate(fold(events[: int(seq)]).data)) == said
    known = int(confirmed[-1].split()[0]) if confirmed else before
    more = {event.action for event in events[known:]}
    assert len(more) <= 1, f"{len(more)} actions that were never confirmed"
    assert not more or fold(events).action == max(more)
    return len(events), len(more)


def kill(folder: Path, kills: int, seed: int) -> Left:
    """Kill so many writers, and look after each."""
    # What a first action loads is loaded here, so that a writer's time goes into writing.
    with Ledger.open(folder / "warm.sqlite", create=True) as warm:
        held = warm.enrol(course(), FIND, who=NURSE)
        warm.commit("T-07", [given(1), omission()], held.seq, who=NURSE)
    choose, left, seq = random.Random(seed), Left(), 0  # noqa: S311 - repeatable
    for number in range(kills):
        path = folder / f"{number // KILLS_A_LEDGER}.sqlite"
        seq = 0 if number % KILLS_A_LEDGER == 0 else seq
        confirmed = killed(path, choose.uniform(0, LONGEST), seed + number, at_once=number % AT_ONCE == 0)
        journal = path.with_name(f"{path.name}-journal").exists()
        seq, more = look(path, confirmed, seq)
        left = Left(*itertools.starmap(int.__add__, zip(left, (1, len(confirmed), more, int(journal)), strict=True)))
    return left


if __name__ == "__main__":
    sys.stdout.write(json.dumps(kill(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))._asdict()) + "\n")
