"""Records held against their schedule: as planned, edited, and a thousand courses of which one in five is edited.

python tests/benchmarks/bench_check.py --rounds 20
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from measuring import HEAD, Spread, compile_first, rounds

from regimen.counts.count import Count
from regimen.deviations.check import check
from regimen.deviations.readings import kept_alignment
from regimen.deviations.standard import Standard
from regimen.dosing.subject import Subject
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import load
from regimen.record.facts import Facts, Given, Marrow, Sample
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Kind, Schedule

COURSES, ONE_IN = 1000, 5
COUNTS = (*range(1, 16), 22, 29, 36, 43, 45)
MAX_CLEAN_MS, MAX_EDITED_MS, MAX_COURSE_MS = 0.3, 1, 0.5


def as_planned(schedule: Schedule) -> Facts:
    """Twenty-five doses, twenty blood counts, a marrow."""
    given = tuple(
        Given(item.entry.name, item.day, None, item.entry.result and item.entry.result.amount, item.entry.line.route)
        for item in schedule.items
        if item.kind == Kind.DOSE and item.entry.line
    )
    samples = tuple(Sample(day, anc=Count(Decimal(1)), platelets=Count(Decimal(50))) for day in COUNTS)
    return Facts(given=given, samples=samples, marrows=(Marrow(30, adequate=True),))


def _days(facts: Facts, agents: Sequence[str], day_of: Callable[[int], int | None]) -> Facts:
    """A record with some drugs on other days, or not given."""
    given = []
    for dose in facts.given:
        day = day_of(dose.day) if dose.agent in agents else dose.day
        if day is not None:
            given.append(dose._replace(day=day))
    return facts._replace(given=tuple(given))


MEC, LEN = ("mitoxantrone", "etoposide", "cytarabine"), ("lenalidomide",)
EDITS: dict[str, Callable[[Facts], Facts]] = {
    "MEC deferred by two days": lambda facts: _days(facts, MEC, lambda day: day + 2),
    "MEC paused and made up": lambda facts: _days(facts, MEC, lambda day: day + 2 if day > 5 else day),
    "a LEN dose missed": lambda facts: _days(facts, LEN, lambda day: None if day == 5 else day),
    "LEN ceased, a day of MEC missed": lambda facts: _days(
        _days(facts, LEN, lambda day: None if day > 7 else day),
        MEC,
        lambda day: None if day == 6 else day,
    ),
    "a week of counts missing": lambda facts: facts._replace(samples=facts.samples[:6] + facts.samples[13:]),
}


def milliseconds(work: Callable[[], object], times: int = 1) -> float:
    """How long one of several equal runs takes, in time of this process: others on the machine do not count."""
    began = time.process_time()
    for _ in range(times):
        work()
    return 1000 * (time.process_time() - began) / times


def afresh(standard: Standard, facts: Facts) -> object:
    """One record checked with nothing kept from the last one."""
    kept_alignment.cache_clear()
    return check(standard, facts)


def long_course() -> tuple[Standard, Facts]:
    """Six cycles of 21 days of lenalidomide with twenty doses missed."""
    schedule = build_schedule(resolve(load("lenalidomide-aml-maintenance"), cycles=6))
    facts = as_planned(schedule)
    missing = set(random.Random(45).sample(range(len(facts.given)), 20))  # noqa: S311 - a sample, not a secret
    given = tuple(dose for number, dose in enumerate(facts.given) if number not in missing)
    return Standard(schedule), facts._replace(given=given)


def main() -> None:
    """Measure, and print rows for docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    compile_first()
    schedule = build_schedule(resolve(load()), Subject(height_cm=Decimal(180), weight_kg=Decimal(75)))
    standard, clean = Standard(schedule, recovered=45), as_planned(schedule)
    edited = {name: edit(clean) for name, edit in EDITS.items()}
    if check(standard, clean).deviations or not all(check(standard, one).deviations for one in edited.values()):
        sys.exit("the records are not what they are meant to be; nothing was measured")
    kinds = list(edited.values())
    courses = [kinds[number // ONE_IN % len(kinds)] if number % ONE_IN == 0 else clean for number in range(COURSES)]
    found = rounds(
        options.rounds,
        {
            "as planned": lambda: milliseconds(lambda: afresh(standard, clean), 100),
            **{name: lambda one=one: milliseconds(lambda: afresh(standard, one), 100) for name, one in edited.items()},
            "a course": lambda: milliseconds(lambda: [check(standard, one) for one in courses]) / COURSES,
        },
    )
    print(HEAD)
    print(Spread.of(found["as planned"]).row("25 doses and 20 counts as planned", " ms", MAX_CLEAN_MS))
    for name in edited:
        print(Spread.of(found[name]).row(name, " ms", MAX_EDITED_MS))
    print(Spread.of(found["a course"]).row(f"a course of {COURSES:,}, one in five edited", " ms", MAX_COURSE_MS))
    rate = Spread.of([1000 / each for each in found["a course"]])
    print(rate.row("courses a second, one core"))
    plan, facts = long_course()
    spread = Spread.of(rounds(options.rounds, {"long": lambda: milliseconds(lambda: afresh(plan, facts))})["long"])
    print(spread.row(f"{len(facts.given) + 20} doses of six cycles, 20 missed", " ms"))


if __name__ == "__main__":
    main()
