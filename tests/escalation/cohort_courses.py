"""Courses for tests of escalation in time: Day 1, level and counts in a few words, judged by the real engine."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pendulum import Date

from regimen.coursefile import course_in, finder
from regimen.dates import date_of
from regimen.days import DAY_ONE
from regimen.escalation.timing.members import Member, member
from regimen.protocol.tree import parse_tree
from regimen.review import Review, review

DAY_1 = Date(2026, 12, 1)
MEC = {"mitoxantrone": "15 mg", "etoposide": "150 mg", "cytarabine": "1882 mg"}
LOW, GOOD = "0.1/9", "0.9/60"
USUAL = (*range(1, 16), 22, 29, 36, 43)
"""Days of planned blood counts, less the one that decides Day 45."""
FOLDER = Path(__file__).parents[1] / "fixtures" / "cohorts"
"""Six courses: `1NNN 2NNT` once all is known."""


def on(day: int, day1: dt.date = DAY_1) -> Date:
    """The date of a study day."""
    return date_of(day, day1, DAY_ONE)


def counts(good: int | None = None, last: int = 43) -> dict[int, str]:
    """Low counts on the usual days, good on one of them or beside them."""
    days = {day: LOW for day in USUAL if day <= last and (good is None or day < good)}
    return days if good is None else {**days, good: GOOD}


def course_text(
    day: int,
    name: str = "T-07",
    day1: dt.date = DAY_1,
    level: str = "d10-50",
    samples: Mapping[int, str] | None = None,
    more: str = "",
    protocol: str = "nct01681537",
) -> str:
    """A course file; of its doses and counts those up to a day are recorded."""
    given = [f"{{date: {on(one, day1)}, agent: lenalidomide, amount: 50 mg}}" for one in range(1, 11) if one <= day]
    for drug, amount in MEC.items():
        given += [f"{{date: {on(one, day1)}, agent: {drug}, amount: {amount}}}" for one in range(4, 9) if one <= day]
    found = (counts() if samples is None else samples).items()
    taken = [
        f"{{date: {on(one, day1)}, anc: {text.split('/')[0]} 10^9/L, platelets: {text.split('/')[1]} 10^9/L}}"
        for one, text in found
        if one <= day
    ]
    return (
        f"format: 1\nprotocol: {protocol}\nlevel: {level}\nreference_date: {day1}\n"
        f"subject: {{id: {name}, height_cm: 170, weight_kg: 75, sex: F, age: 61}}\n"
        f"record:\n  administrations: [{', '.join(given)}]\n  counts: [{', '.join(taken)}]\n{more}"
    )


def judged(text: str, as_of: dt.date, settings: Mapping[str, str] | None = None) -> Review:
    """A course file judged as of a date."""
    course, protocol = course_in(parse_tree(text.encode(), "course.yaml"), Path())
    return review(course, protocol, finder(Path()), as_of, settings)


def one(day: int, settings: Mapping[str, str] | None = None, **course: object) -> Member:
    """The subject of a course as of a study day."""
    day1 = course.get("day1", DAY_1)
    assert isinstance(day1, dt.date)
    return member(str(course.get("name", "T-07")), judged(course_text(day, **course), on(day, day1), settings))


@cache
def recorded(as_of: dt.date) -> tuple[Member, ...]:
    """The subjects of the folder as of a date."""
    return tuple(
        member(path.stem, judged(path.read_text(encoding="utf-8"), as_of)) for path in sorted(FOLDER.iterdir())
    )
