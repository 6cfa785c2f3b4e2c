"""How much was given of the treatment that a verdict judges, and after which dose recovery is looked for."""

from collections import Counter
from decimal import Decimal

from regimen.dlt.case import Treatment, first_ending
from regimen.dlt.definition import ALL_TREATMENT
from regimen.record.facts import Facts, Given
from regimen.schedule.items import Item, Schedule

_OTHER_TREATMENT = ("next-therapy", "transplant")
"""Endings on whose own day a dose already belongs to what comes next."""


def treatment_given(ideal: Schedule, planned: Schedule, reference_shift: int, facts: Facts, as_of: int) -> Treatment:
    """The treatment as of a day, held against the ideal schedule; `planned`, after acts, says which doses still come.

    `reference_shift` is how many days the reference day came later than the planned one, from which acts count.
    """
    block = ideal.resolved.dlt.after if ideal.resolved.dlt else None
    given = _doses_that_count(facts, as_of)
    deciding = _judged(ideal, block)
    drugs = {item.entry.name for item in deciding}
    last = max((dose.day for dose in given if dose.agent in drugs), default=None)
    today = ideal.resolved.numbering.offset(as_of)
    coming = deciding if planned.items is ideal.items else _judged(planned, block)
    to_come = any(_planned_on(planned, item, reference_shift) > today for item in coming)
    due = Counter[str]()
    if first_ending(facts, as_of) is None:
        due.update(item.entry.name for item in _judged(planned) if _planned_on(planned, item, reference_shift) >= today)
        due.subtract(dose.agent for dose in given if dose.day >= as_of)
    return Treatment(block or ALL_TREATMENT, last, _least_share(_judged(ideal), given, due), not to_come)


def _doses_that_count(facts: Facts, as_of: int) -> list[Given]:
    """The doses up to a day that are the protocol's: those of a next therapy are none, also if the drug is the same."""
    ending = first_ending(facts, as_of)
    if ending is None:
        return [dose for dose in facts.given if dose.day <= as_of]
    last = ending.day - (ending.kind in _OTHER_TREATMENT)
    return [dose for dose in facts.given if dose.day <= last]


def _judged(schedule: Schedule, block: str | None = None) -> list[Item]:
    """The doses of the treatment, or of one block of it."""
    return [
        item
        for item in schedule.items
        if (line := item.entry.line) is not None and line.purpose == "treatment" and block in (None, line.block)
    ]


def _planned_on(planned: Schedule, item: Item, reference_shift: int) -> int:
    """Offset of the day on which a dose is planned: acts gave dates, everything else moves with the reference day."""
    offset = planned.resolved.numbering.offset
    if item.day == item.ideal_day:
        return offset(item.ideal_day)
    return offset(item.day) - reference_shift


def _least_share(judged: list[Item], given: list[Given], due: Counter[str]) -> Decimal:
    """The smallest share of its planned doses that any drug was or can still be given, 0 to 1.

    What is due today or later is not missed, so nobody is called not evaluable while it can still be given.
    """
    asked = Counter(item.entry.name for item in judged)
    had = Counter(dose.agent for dose in given)
    shares = (Decimal(had[drug] + max(0, due[drug])) / doses for drug, doses in asked.items())
    return min((min(Decimal(1), share) for share in shares), default=Decimal(0))
