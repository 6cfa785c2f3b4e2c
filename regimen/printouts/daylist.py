"""The day list: a plan day by day, as light values that any renderer can write.

Rules for printed dose lines: ISMP and the CTEP guidelines (nomenclature.py). The training notice stands at the
top and at the bottom; assumed values carry †. Only screens and the calendar command may hide them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from regimen.course import Plan
from regimen.dates import is_weekend, safe_date
from regimen.nomenclature import MARK, NOTICE
from regimen.printouts.facts import Fact, assumptions, identity, plan_facts
from regimen.printouts.findings import finding_line, shown_findings
from regimen.printouts.moves import act_summary, ideal_words
from regimen.printouts.notes import key, notes, order_open
from regimen.printouts.totals import total_lines
from regimen.printouts.words import (
    amount_assumed,
    anchor_words,
    dated,
    day_assumed,
    day_words,
    dose_line,
    label,
    marked,
    span,
)
from regimen.schedule.intervals import cycle_label, cycle_starts
from regimen.schedule.items import Item, Kind, Schedule

BULLETS = {Kind.DOSE: "●", Kind.ASSESSMENT: "○", Kind.MILESTONE: "◆"}
"""Sign before a line, by kind, so that the kinds are told apart without colour."""


TOTALS = "Doses: per day × days = course total"


class Line(NamedTuple):
    """One thing on one day."""

    kind: Kind
    text: str


class Day(NamedTuple):
    """One day with something on it."""

    day: str
    """`Day 5 · C1D5`."""
    date: str
    """`Sat 05 Dec 2026 · weekend`."""
    lines: tuple[Line, ...]
    order_open: bool
    """Whether it has several drugs and no source puts them in order."""

    @property
    def heading(self) -> str:
        """`Day 5 · C1D5 · Sat 05 Dec 2026 · weekend`."""
        return f"{self.day} · {self.date}"


class Section(NamedTuple):
    """The days of one cycle, or of the whole course."""

    heading: str | None
    """Which cycle, where there are several."""
    days: tuple[Day, ...]


class DayList(NamedTuple):
    """Everything a day list says, in order."""

    notice: str
    title: str
    """Short name, for the heading."""
    full_title: str
    identity: str
    facts: tuple[Fact, ...]
    acts: tuple[str, ...]
    """Acts behind the plan, and what they left out."""
    milestones: tuple[str, ...]
    sections: tuple[Section, ...]
    totals_heading: str
    totals: tuple[str, ...]
    """Per day × days = course total, one a dose line."""
    assumptions: tuple[str, ...]
    findings: tuple[str, ...]
    key: tuple[Fact, ...]
    """Abbreviation and meaning."""
    notes: tuple[str, ...]


def day_list(plan: Plan, *, hide: bool = False, products: bool = False) -> DayList:
    """The day list of a plan; `hide` blanks assumed values, `products` says what to take or draw up."""
    schedule, protocol = plan.schedule, plan.resolved.protocol
    return DayList(
        notice=NOTICE,
        title=f"{protocol.short}: day list",
        full_title=protocol.title,
        identity=identity(plan.course.subject.id),
        facts=tuple(plan_facts(plan, hide=hide)),
        acts=tuple(act_summary(plan)),
        milestones=tuple(_milestones(plan, hide=hide)),
        sections=tuple(_sections(plan, hide=hide, products=products)),
        totals_heading=TOTALS + (", by the protocol, before acts" if schedule.acts else ""),
        totals=tuple(total_lines(plan.ideal, hide=hide)),
        assumptions=tuple(assumptions(plan, hide=hide)),
        findings=tuple(map(finding_line, shown_findings(schedule, plan.findings, hide=hide))),
        key=tuple(key(plan.resolved)),
        notes=tuple(notes(schedule, hide=hide)),
    )


def _milestones(plan: Plan, *, hide: bool) -> Iterator[str]:
    for item in plan.schedule.items:
        if item.kind == Kind.MILESTONE and not (hide and day_assumed(item.entry)):
            yield f"{dated(plan, item.day)}: {label(item).removeprefix(f'{day_words(item.day)}: ')}"


def _sections(plan: Plan, *, hide: bool, products: bool) -> Iterator[Section]:
    for heading, days in by_cycle(plan, hide=hide):
        yield Section(
            heading, tuple(_day(plan, day, items, hide=hide, products=products) for day, items in days.items())
        )


def by_cycle(plan: Plan, *, hide: bool = False) -> Iterator[tuple[str | None, dict[int, list[Item]]]]:
    """The days with their items, by cycle where there are several; a day outside every cycle comes last."""
    several = plan.resolved.cycle_count > 1
    groups: dict[int | None, dict[int, list[Item]]] = {}
    for day, items in plan.schedule.by_day.items():
        shown = [item for item in items if not (hide and day_assumed(item.entry))]
        if shown:
            cycle = next((item.cycle for item in shown), None) if several else None
            groups.setdefault(cycle, {})[day] = shown
    for cycle, days in groups.items():
        yield _cycle_heading(plan, cycle) if several else None, days


def _cycle_heading(plan: Plan, cycle: int | None) -> str:
    length, numbering = plan.resolved.cycle_length, plan.resolved.numbering
    if cycle is None or length is None:
        return "After the last cycle"
    starts = cycle_starts(plan.schedule)
    first = starts[cycle]
    after = numbering.offset(starts.get(cycle + 1, numbering.day(numbering.offset(first) + length)))
    mark = MARK if cycle > 1 and plan.resolved.length_assumed else ""
    heading = f"Cycle {cycle}{mark}: {span(plan, first, numbering.day(after - 1))}"
    condition = plan.resolved.protocol.cycle.provided.get(cycle) if plan.resolved.protocol.cycle else None
    return f"{heading}; only if {condition}" if condition else heading


def _day(plan: Plan, day: int, items: list[Item], *, hide: bool, products: bool) -> Day:
    date = plan.date(day)
    label = cycle_day(plan.schedule, day)
    days = f"{day_words(day)} · {label}" if label else day_words(day)
    dates = f"{safe_date(date)} · weekend" if is_weekend(date) else safe_date(date)
    lines: dict[str, Line] = {}
    for item in items:
        if item.entry.line:
            given = [other.slot for other in items if other.entry is item.entry]
            text = dose_text(plan, item, given, hide=hide, products=products)
        else:
            text = other_text(plan, item, hide=hide)
        lines.setdefault(item.entry.id, Line(item.entry.kind, text))
    return Day(days, dates, tuple(lines.values()), order_open(items))


def cycle_day(schedule: Schedule, day: int) -> str:
    """`C1D5`, where a day with something on it stands in its cycle; after acts, from the cycle's planned start."""
    if schedule.touched:
        return cycle_label(schedule, day)
    for item in schedule.by_day.get(day, ()):
        if item.cycle is not None:
            return item.label
    return ""


def dose_text(plan: Plan, item: Item, given: list[int], *, hide: bool = False, products: bool = False) -> str:
    """One line for all of a day's administrations of one drug; `given` are the slots of that day."""
    entry, line = item.entry, item.entry.line
    assert line is not None
    assert entry.result is not None
    text = dose_line(entry, hide=hide)
    if line.slots.a_day > 1:
        text += f", {line.slots.name} ({_times(given, line.slots.a_day)})"
    if item.end_day != item.day and line.slots.a_day == 1:
        text += f", ends on {dated(plan, item.end_day)}"
    if products and entry.result.product and not (hide and amount_assumed(entry)):
        text += f": {marked(entry.result.product, amount_assumed(entry))}"
    text += ideal_words(item)
    if line.provided:
        text += f", only if {line.provided}"
    return text


def _times(given: list[int], a_day: int) -> str:
    """`4 times a day`, or which of the day's doses where the series begins or ends in mid-day."""
    if len(given) == a_day:
        return f"{a_day} times a day"
    which = f"dose {given[0]}" if len(given) == 1 else f"doses {given[0]} to {given[-1]}"
    return f"{which} of {a_day} this day"


def other_text(plan: Plan, item: Item, *, hide: bool = False) -> str:
    """An assessment or milestone, with its window."""
    text = label(item)
    if (window := plan.schedule.window_of(item)) is None:
        return text
    when = f"at {anchor_words(item.entry, hide=hide)}; window " if item.entry.event_anchored else "window "
    return f"{text} ({when}{span(plan, *window)})"
