"""A thousand courses in a ledger: folded, judged and checked one after the other; one course after one key.

python tests/benchmarks/bench_ledger.py --courses 1000 --rounds 6

Every course has its own body, 25 to 29 doses and 20 blood counts, recorded as people do it: the doses of a day at once,
each sample by itself. One course in five departs from its plan. Times are those of this process, so that others on the
machine do not count.
"""

import argparse
import datetime as dt
import random
import sys
import tempfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from bench_check import COUNTS, LEN, MEC, ONE_IN, milliseconds
from measuring import HEAD, Spread, compile_first, ratios, rounds

from regimen.board.standing import standing
from regimen.changes import Change, recorded
from regimen.course import Course, plan
from regimen.coursefile import finder
from regimen.ledger.ledger import Ledger
from regimen.protocol.shelf import load
from regimen.record.entries import Administration, BloodCount, MarrowExam
from regimen.review import review
from regimen.schedule.items import Item, Kind
from regimen.start import lighten

MAX_COURSE_MS, MAX_RATIO, MAX_KEY_MS = 1, 5, 50
MARROW = 30
DAY_1, TODAY = dt.date(2026, 12, 1), dt.date(2027, 1, 20)
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, where there is one: the disk is another question
Edit = Callable[[Item], int | None]
"""The day on which a planned dose is given; None for not at all."""
EDITS: tuple[Edit, ...] = (
    lambda item: item.day + 2 if item.entry.name in MEC else item.day,
    lambda item: item.day + 2 if item.entry.name in MEC and item.day > 5 else item.day,
    lambda item: None if item.entry.name in LEN and item.day == 5 else item.day,
    lambda item: None if item.entry.name in LEN and item.day > 7 else item.day,
)


def course(number: int, chance: random.Random) -> Course:
    """A subject on one of the levels."""
    levels = list(load().ladder.levels)  # type: ignore[union-attr]
    subject = {
        "id": f"T-{number:05}",
        "height_cm": str(chance.randint(150, 195)),
        "weight_kg": str(Decimal(chance.randint(450, 1100)) / 10),
        "age": str(chance.randint(25, 80)),
    }
    return Course.model_validate(
        {"reference_date": str(DAY_1), "version": "2", "level": levels[number % len(levels)], "subject": subject}
    )


def entries(made: Course, number: int, chance: random.Random) -> list[Change]:
    """What is recorded of a course, in the order in which it came."""
    laid = plan(made, load(version="2"), TODAY)
    edit = EDITS[number // ONE_IN % len(EDITS)] if number % ONE_IN == 0 else lambda item: item.day
    given: dict[int, list[Administration]] = {}
    for item in laid.ideal.items:
        if item.kind == Kind.DOSE and (day := edit(item)) is not None:
            assert item.entry.result is not None
            assert item.entry.line is not None
            what = {"agent": item.entry.name, "amount": str(item.entry.result.amount), "route": item.entry.line.route}
            one = Administration.model_validate({"date": str(laid.date(day)), **what})
            given.setdefault(day, []).append(one)
    found = [recorded("administrations", of_day) for of_day in given.values()]
    for day in COUNTS:
        counts = {"anc": f"{chance.randint(0, 30) / 10} 10^9/L", "platelets": f"{chance.randint(5, 200)} 10^9/L"}
        sample = BloodCount.model_validate({"date": str(laid.date(day)), **counts})
        found.append(recorded("counts", [sample]))
    marrow = MarrowExam.model_validate({"date": str(laid.date(MARROW)), "adequate": "yes"})
    return [*found, recorded("marrow", [marrow])]


def filled(path: Path, count: int) -> None:
    """Begin a ledger with so many courses under way."""
    chance, find = random.Random(45), finder(Path())  # noqa: S311 - bodies, not secrets
    with Ledger.open(path, create=True) as ledger:
        for number in range(count):
            made = course(number, chance)
            held = ledger.enrol(made, find, who="coordinator")
            ledger.commit(held.id, entries(made, number, chance), held.seq, who="coordinator")


def main() -> None:
    """Measure, and print rows for docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--courses", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=6)
    options = parser.parse_args()
    compile_first()
    lighten()
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        path = Path(folder) / "ledger.sqlite"
        filled(path, options.courses)
        with Ledger.open(path) as ledger:
            found = rounds(options.rounds, contestants(ledger, options.courses))
    print(HEAD)
    told(found, options.courses)


def contestants(ledger: Ledger, count: int) -> Mapping[str, Callable[[], float]]:
    """What is measured, in milliseconds a course."""

    def read() -> int:
        return sum(1 for _ in ledger.all())

    def check() -> int:
        return sum(
            bool(review(held.course, held.protocol, held.find, TODAY).report.deviations) for held in ledger.all()
        )

    def key() -> object:
        held = ledger.held(names[count // 2])
        return standing(held.id, review(held.course, held.protocol, held.find, TODAY))

    names = ledger.ids()
    if read() != count or not count // ONE_IN <= check() < count // 2:
        sys.exit("the courses are not what they are meant to be; nothing was measured")
    works: dict[str, tuple[Callable[[], Any], int]] = {"read": (read, count), "check": (check, count), "key": (key, 1)}
    return {name: lambda work=work, by=by: milliseconds(work) / by for name, (work, by) in works.items()}


def told(found: Mapping[str, list[float]], count: int) -> None:
    """Print the rows."""
    print(Spread.of(found["read"]).row(f"a course of {count:,} folded and read", " ms"))
    print(Spread.of(found["check"]).row("the same, with verdict and deviations", " ms", MAX_COURSE_MS))
    print(ratios(found, "check", "read").row("checked ÷ folded and read", at_most=MAX_RATIO))
    print(Spread.of([1000 / each for each in found["check"]]).row("courses checked a second, one core"))
    print(Spread.of(found["key"]).row(f"one of {count:,} courses folded again, and where it stands", " ms", MAX_KEY_MS))


if __name__ == "__main__":
    main()
