"""A ledger read to its last event: everything that is wrong with it, each with its place in the file."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.findings import Finding, Severity
from regimen.ledger.backup import last_good
from regimen.ledger.events import BrokenCourse, Event
from regimen.ledger.faults import DamagedLedger
from regimen.ledger.fold import fold
from regimen.ledger.form import MIGRATIONS
from regimen.ledger.ledger import Ledger
from regimen.ledger.log import logged
from regimen.ledger.opening import attached, bring_up, form_of
from regimen.ledger.protocols import KeptProtocol, digest_of
from regimen.ledger.store import KeptText, Step, Store

Understood = Callable[[Step], bool]
"""Takes the steps of exercises one by one: whether what one says is understood, which is known to training alone."""


class Checked(NamedTuple):
    """What came of a check."""

    findings: list[Finding]
    """Everything that is wrong; nothing else."""
    courses: int = 0
    events: int = 0
    protocols: int = 0
    read_only: bool = False
    """Whether nothing can be written where it lies."""


def check_ledger(path: Path, understood: Understood = lambda _: True) -> Checked:
    """Everything that is wrong with a ledger; the file is left as it is."""
    try:
        with closing(attached(path)) as store, _in_this_form(store) as ledger:
            checked = _checked(ledger, path, understood)._replace(read_only=store.read_only)
    except DamagedLedger as error:
        checked = Checked([_finding("ledger-damaged", error.place, str(path))])
    if checked.findings:
        good = last_good(path)
        told = f"the last good backup is {good}" if good else "there is no backup that can be read back"
        checked.findings.append(
            Finding("ledger-backup", Severity.INFO, f"{told}; the file was left as it is", str(path))
        )
    return checked


@contextmanager
def _in_this_form(store: Store) -> Iterator[Ledger]:
    """The ledger; of an older form a copy that is brought up, so that the file is left as it is."""
    if form_of(store) == len(MIGRATIONS):
        yield Ledger(store)
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder, store.path.name)
        store.copy_to(copy)
        with closing(attached(copy)) as copied:
            bring_up(copied)
            yield Ledger(copied)


def _checked(ledger: Ledger, path: Path, understood: Understood) -> Checked:
    found = [_finding("ledger-damaged", complaint, str(path)) for complaint in ledger.store.complaints()]
    courses, events, protocols = 0, 0, 0
    try:
        for row in ledger.store.protocols():
            protocols += 1
            found += _protocol(row)
        for course, own in groupby(ledger.store.events(), attrgetter("course")):
            history = list(own)
            courses, events = courses + 1, events + len(history)
            found += _course(ledger, course, history)
        found += _steps(ledger, understood)
    except DamagedLedger as error:
        found = found or [_finding("ledger-damaged", error.place, str(path))]
    return Checked(found, courses, events, protocols)


def _protocol(row: KeptText) -> Iterator[Finding]:
    subject = f"protocol {row.id} version {row.version}"
    try:
        latest = KeptProtocol(row.text).latest
        same = (digest_of(row.text), latest.id, latest.versions[-1]) == (row.digest, row.id, row.version)
        fault = None if same else "its text is not what was kept"
    except RegimenError as error:
        fault = error.message
    if fault:
        yield _finding("ledger-protocol", f"{subject}: {fault}", subject)


def _course(ledger: Ledger, course: str, events: list[Event]) -> Iterator[Finding]:
    try:
        logged(events, fold(events))
    except BrokenCourse as error:
        yield _finding("ledger-event", str(error), f"course {course}, event {error.seq}")
        return
    try:
        ledger.tried(events)
    except DamagedLedger as error:
        yield _finding("ledger-course", f"course {course}: {error.place}", f"course {course}")
    except RegimenError as error:
        yield _finding("ledger-course", f"course {course}: {error.message}", f"course {course}")


def _steps(ledger: Ledger, understood: Understood) -> Iterator[Finding]:
    """The first step of each attempt at an exercise that cannot be read, or that others are missing before."""
    for attempt, steps in groupby(ledger.store.steps(), attrgetter("attempt")):
        for number, step in enumerate(steps, 1):
            if fault := _step_fault(step, number) or ("" if understood(step) else "what it says cannot be understood"):
                subject = f"attempt {attempt}, step {step.seq}"
                yield _finding("ledger-step", f"{subject}: {fault}", subject)
                break


def _step_fault(step: Step, number: int) -> str:
    """What keeps a step from being read."""
    try:
        readable = isinstance(json.loads(step.body), dict)
    except ValueError:
        readable = False
    if not readable:
        return "its body cannot be read"
    try:
        known = dt.datetime.fromisoformat(step.at).utcoffset() is not None
    except ValueError:
        known = False
    if not known:
        return f"its time '{step.at[:40]}' cannot be read"
    return "" if step.seq == number else "what came before it is missing"


def _finding(code: str, message: str, subject: str) -> Finding:
    return Finding(code, Severity.ERROR, message, subject)
