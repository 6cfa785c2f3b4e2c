"""What a learner compares: assessments and amounts by the plan, and the doses of a record, day by day and bare."""

from collections.abc import Iterator

from regimen.course import Plan
from regimen.dates import safe_date
from regimen.days import DaySet
from regimen.deviations.assessments import COUNTS, MARROW, kind_of
from regimen.deviations.phrases import route
from regimen.dosing.wording import shown_amount
from regimen.nomenclature import days_words, drug_name
from regimen.printouts.document import Column, Heading, Line, Lines, Part, Table, cell
from regimen.printouts.words import amount_words, day_assumed, day_words, marked, plural
from regimen.record.facts import Given, Hold
from regimen.review import Review
from regimen.schedule.items import Entry, Kind

_COLUMNS = (Column("Day", 3), Column("Date", 5), Column("Doses given", 12))
_ASSESSMENTS = (Column("Assessment", 5), Column("Id", 3), Column("Days by the protocol", 5), Column("In time", 4))
_AMOUNTS = (Column("Drug", 4), Column("One dose by the plan", 5))


def assessment_parts(plan: Plan) -> Iterator[Part]:
    """The blood counts and marrows of the protocol: they are always checked, other assessments only once recorded."""
    entries = dict.fromkeys(item.entry for item in plan.ideal.items if item.kind == Kind.ASSESSMENT)
    rows = [tuple(map(cell, _assessment(one))) for one in entries if kind_of(one) in (COUNTS, MARROW)]
    if rows:
        yield Heading("Assessments by the protocol")
        yield Table("Assessments by the protocol", _ASSESSMENTS, tuple(rows))


def _assessment(entry: Entry) -> tuple[str, ...]:
    """`Blood counts`, `bloods`, `days 15-43 every 7 days until count recovery`, `2 days before`."""
    spans = ((entry.before, "before"), (entry.after, "after"))
    window = ", ".join(f"up to {plural(days, 'day')} {side}" for days, side in spans if days)
    until = f" until {entry.until}" if entry.until else ""
    anchor = f", once there is {entry.anchor}" if entry.event_anchored else ""
    return entry.name, entry.id, f"{marked(entry.days_text, day_assumed(entry))}{until}{anchor}", window


def daybook_parts(made: Review) -> Iterator[Part]:
    """What one dose is by the plan, then every day with doses, then what was held."""
    yield Heading("Doses worked out")
    rows = ((drug_name(one.name), amount_words(one) or "not known") for one in made.plan.ideal.doses)
    yield Table("Doses worked out", _AMOUNTS, tuple(tuple(map(cell, row)) for row in rows))
    yield Heading("Doses given")
    days: dict[int, list[str]] = {}
    for dose in made.timeline.facts.given:
        days.setdefault(dose.day, []).append(_dose(dose))
    lines = ((cell(day_words(day)), cell(safe_date(made.date(day))), cell(*days[day])) for day in sorted(days))
    yield Table("Doses given", _COLUMNS, tuple(lines))
    if holds := [_hold(made, one) for one in made.timeline.facts.holds]:
        yield Heading("Holds")
        yield Lines(tuple(map(Line, holds)))


def _dose(dose: Given) -> str:
    """`cytarabine 1,882 mg IV at 00:40`, as far as it is recorded."""
    amount = "amount not recorded" if dose.amount is None else shown_amount(dose.amount)
    time = "" if dose.minute is None else f" at {dose.minute // 60:02d}:{dose.minute % 60:02d}"
    return f"{drug_name(dose.agent)} {amount}{f' {route(dose.route)}' if dose.route else ''}{time}"


def _hold(made: Review, hold: Hold) -> str:
    """`lenalidomide held on Day 6: rash`."""
    who = ", ".join(map(drug_name, hold.agents)) or "all drugs"
    if hold.last_day is None:
        return f"{who} held from {day_words(hold.first_day)} on: {hold.reason}"
    numbering = made.numbering
    offsets = range(numbering.offset(hold.first_day), numbering.offset(hold.last_day) + 1)
    return f"{who} held on {days_words(DaySet.of(map(numbering.day, offsets), numbering))}: {hold.reason}"
