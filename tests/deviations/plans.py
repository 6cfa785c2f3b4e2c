"""Schedules to hold records against, and records of them: as planned but for the days that a test names."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from regimen.counts.count import Count
from regimen.days import DAY_ONE, DayNumbering, DaySet
from regimen.deviations.assessments import COUNTS, kind_of
from regimen.deviations.check import Report, check
from regimen.deviations.deviation import Deviation
from regimen.deviations.standard import Other, Standard
from regimen.dosing.subject import Subject
from regimen.protocol.reader import parse_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import HOME as HOME_ID
from regimen.protocol.shelf import load
from regimen.quantity import parse_amount
from regimen.record.facts import Facts, Given, Marrow, Sample
from regimen.schedule.acts import Act
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Item, Kind, Schedule

BODY = Subject(height_cm=Decimal(180), weight_kg=Decimal(75))
HOME = build_schedule(resolve(load()), BODY)
"""LEN 50 mg on days 1-10, MEC on days 4-8, counts daily to Day 14, weekly to Day 43 and on Day 45."""
FIRST_VERSION = build_schedule(resolve(load(HOME_ID, "1"), "d14-10"), BODY)
"""LEN 10 mg on days 1-14."""
MEC = ("mitoxantrone", "etoposide", "cytarabine")

SMALL = """
format: 1
id: small
version: "1"
title: Small
short: Small
references: {{teaching: {{kind: assumption, citation: Invented for a test}}}}
reference_day: {{number: {reference}, event: start, source: teaching}}
{cycle}
agents:
  one: {{letter: O, source: teaching}}
  two: {{letter: T, source: teaching, products: [{{form: capsule, strength: 60 mg}}]}}
doses:
{lines}
{more}
"""


def small(*lines: str, reference: int = 1, cycle: str = "", more: str = "", body: Subject | None = BODY) -> Schedule:
    """A schedule of these dose lines, each with the fields that differ from a flat oral dose of 10 mg."""
    usual = {"agent": "one", "dose": "10 mg", "route": "PO", "source": "teaching"}
    text = "".join(f"  - {{{_fields(usual, line)}}}\n" for line in lines)
    head = f"cycle: {{{cycle}, source: teaching}}" if cycle else ""
    return build_schedule(
        resolve(parse_protocol(SMALL.format(reference=reference, cycle=head, lines=text, more=more))), body
    )


def _fields(usual: Mapping[str, str], line: str) -> str:
    return ", ".join([*(f"{key}: {value}" for key, value in usual.items() if f"{key}:" not in line), line])


def days(text: str) -> list[int]:
    """`1-3,5,5` as days; a day may stand twice."""
    return [day for part in text.split(",") if part for day in DaySet.parse(part).days()]


def dose(agent: str, day: int, amount: str | None = None, route: str | None = None) -> Given:
    """One administration."""
    return Given(agent, day, None, parse_amount(amount) if amount else None, route)


def planned_doses(schedule: Schedule, agent: str) -> list[Item]:
    """The planned doses of a drug."""
    return [item for item in schedule.items if item.kind == Kind.DOSE and item.entry.name == agent]


def _given(items: list[Item], text: str | None) -> list[Given]:
    """A drug as planned, or with its usual amount on other days."""
    found = [] if text is None else [(items[0], day) for day in days(text)]
    return [
        Given(item.entry.name, day, None, item.entry.result and item.entry.result.amount, item.entry.line.route)
        for item, day in (found if text is not None else [(item, item.day) for item in items])
    ]


def record(
    schedule: Schedule = HOME,
    changed: Mapping[str, str] | None = None,
    *,
    more: Iterable[Given] = (),
    counts: str | None = None,
    marrow: str = "30",
    **kinds: Any,
) -> Facts:
    """A record equal to the schedule, but for the days of the blocks or drugs in `changed`."""
    changed = changed or {}
    given: list[Given] = []
    for agent in dict.fromkeys(entry.name for entry in schedule.doses):
        items = planned_doses(schedule, agent)
        block = items[0].entry.line.block
        given += _given(items, changed.get(agent, changed.get(block) if block else None))
    on = days(counts) if counts is not None else count_days(schedule)
    samples = (Sample(day, anc=Count(Decimal(1)), platelets=Count(Decimal(50))) for day in on)
    marrows = tuple(Marrow(day, adequate=True) for day in days(marrow))
    return Facts(given=(*given, *more), samples=tuple(samples), marrows=marrows, **kinds)


def count_days(schedule: Schedule) -> list[int]:
    """The days on which blood counts are planned."""
    return sorted({item.day for item in schedule.items if kind_of(item.entry) == COUNTS})


def act(kind: str, day: int, **fields: object) -> Act:
    """An act as a course file holds it."""
    texts = {key: value if isinstance(value, list) else str(value) for key, value in fields.items()}
    return Act.model_validate({"act": kind, "day": str(day), "why": "test", **texts})


def report(schedule: Schedule, facts: Facts, *, others: Iterable[Other] = (), **given: Any) -> Report:
    """The check of a record against a schedule."""
    return check(Standard(schedule, others=lambda _: others, **given), facts)


def told(found: Report, numbering: DayNumbering = DAY_ONE) -> list[str]:
    """Each deviation in short: `deferred-series MEC 4-8>6-10 x15`."""
    return [short(one, numbering) for one in found.deviations]


def short(one: Deviation, numbering: DayNumbering = DAY_ONE) -> str:
    """Class, subject, planned days > actual days, number of doses."""
    both = (one.planned_days, one.actual_days)
    planned, actual = (str(DaySet.of(some, numbering)) if some else "" for some in both)
    return f"{one.code} {one.subject} {planned}>{actual} x{one.explains}"
