"""Courses of the home case for tests of the board: Day 1 on Tuesday 1 December 2026, so Day 45 is Thu 14 Jan 2027."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from regimen.board.due import Due
from regimen.board.standing import Standing, standing
from regimen.coursefile import course_in, finder
from regimen.days import DAY_ONE
from regimen.protocol.tree import parse_tree
from regimen.review import Review, review

DAY_1 = dt.date(2026, 12, 1)
MEC = {"mitoxantrone": "15 mg", "etoposide": "150 mg", "cytarabine": "1882 mg"}
LOW, GOOD = ("0.1", "9"), ("0.9", "60")
USUAL = (*range(1, 16), 22, 29, 36, 43)
"""Days on which blood counts are planned, less the one that decides Day 45."""


def on(day: int) -> dt.date:
    """The date of a study day."""
    return DAY_1 + dt.timedelta(days=DAY_ONE.offset(day))


def course_text(
    *,
    until: int = 100,
    name: str = "T-07",
    len_days: Iterable[int] = range(1, 11),
    mec_days: Iterable[int] = range(4, 9),
    counts: Mapping[int, tuple[str, str]] | None = None,
    acts: str = "",
    more: str = "",
    protocol: str = "nct01681537",
) -> str:
    """A course file; of its doses and counts those up to a day are recorded, `more` as it is."""
    given = [f"{{date: {on(day)}, agent: lenalidomide, amount: 50 mg}}" for day in len_days if day <= until]
    for drug, amount in MEC.items():
        given += [f"{{date: {on(day)}, agent: {drug}, amount: {amount}}}" for day in mec_days if day <= until]
    samples = [
        f"{{date: {on(day)}, anc: {anc} 10^9/L, platelets: {platelets} 10^9/L}}"
        for day, (anc, platelets) in (dict.fromkeys(USUAL, LOW) if counts is None else counts).items()
        if day <= until
    ]
    lines = [
        "format: 1", f"protocol: {protocol}", f"reference_date: {DAY_1}",
        f"subject: {{id: {name}, height_cm: 170, weight_kg: 75, sex: F, age: 61}}", acts,
        "record:", f"  administrations: [{', '.join(given)}]", f"  counts: [{', '.join(samples)}]", more,
    ]  # fmt: skip
    return "\n".join(line for line in lines if line) + "\n"


def reviewed(day: int, **course: object) -> Review:
    """A course with its record up to a study day, judged on that day."""
    text = course_text(**({"until": day} | course))
    made, protocol = course_in(parse_tree(text.encode(), "course.yaml"), Path())
    return review(made, protocol, finder(Path()), on(day))


def board(day: int, **course: object) -> Standing:
    """The row of such a course."""
    return standing("T-07", reviewed(day, **course))


def days_of(found: Iterable[Due], what: str) -> list[int]:
    """The study days on which something is due."""
    return [one.day for one in found if what in (one.entry.id, one.entry.name)]
