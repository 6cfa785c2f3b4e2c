"""How much in all: per day × days = course total, for every dose line.

Giving a course total as one day's dose has killed, so the product is always spelled out.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from regimen.dosing.wording import shown_amount
from regimen.nomenclature import NOT_IN_SOURCES, drug_name, safe_dose
from regimen.printouts.words import (
    amount_assumed,
    amount_words,
    day_assumed,
    dose_assumed,
    dose_words,
    giving,
    marked,
    plural,
)
from regimen.quantity import Amount, Basis, Dose
from regimen.schedule.items import Entry, Schedule


class Tally(NamedTuple):
    """How often a dose line is given."""

    entry: Entry
    """The dose line, or one step of a ramp."""
    a_day: int
    """Administrations a day."""
    days: int
    """Dosing days in one cycle."""
    a_cycle: int
    """Administrations in one cycle; fewer than days × times a day where a series begins or ends in mid-day."""
    cycles: int
    """Cycles it is given in."""
    cycles_assumed: bool
    """Whether their number is an assumption (†)."""

    @property
    def times(self) -> int:
        """Administrations in the whole course."""
        return self.a_cycle * self.cycles

    @property
    def course_total(self) -> Amount | None:
        """Everything given in the course; None while the amount of one administration is unknown."""
        assert self.entry.result is not None
        amount = self.entry.result.amount
        return None if amount is None else amount.times(self.times)


def tallies(schedule: Schedule) -> list[Tally]:
    """One for every dose line, or step of a ramp, of an ideal schedule, in protocol order."""
    counts = Counter(id(item.entry) for item in schedule.items)
    found = []
    for entry in schedule.doses:
        assert entry.line is not None
        assert entry.days is not None
        days, a_day = len(entry.days.offsets(schedule.resolved.numbering)), entry.line.slots.a_day
        a_cycle = days * a_day - entry.fewer
        cycles = counts[id(entry)] // a_cycle
        found.append(Tally(entry, a_day, days, a_cycle, cycles, cycles > 1 and schedule.resolved.cycles_assumed))
    return found


def total_lines(schedule: Schedule, *, hide: bool = False) -> Iterator[str]:
    """`mitoXANTRONE: 15 mg† × 5 days = 75 mg† course total`; a drug with several lines is told apart by its route."""
    found = tallies(schedule)
    lines = Counter(tally.entry.name for tally in found)
    for tally in found:
        entry = tally.entry
        assert entry.line is not None
        how = f" {giving(entry.line, hide=hide)}" if lines[entry.name] > 1 else ""
        yield f"{drug_name(entry.name)}{how}: {total_words(tally, hide=hide)}"


def total_words(tally: Tally, *, hide: bool = False) -> str:
    """`15 mg† × 5 days = 75 mg† course total`."""
    entry = tally.entry
    assert entry.result is not None
    one = amount_words(entry, hide=hide)
    if hide and (dose_assumed(entry) or day_assumed(entry) or (one is None and entry.result.amount)):
        what = "dose" if dose_assumed(entry) else "days" if day_assumed(entry) else "amount"
        return f"{what} {NOT_IN_SOURCES}" if what == "dose" else f"{one or dose_words(entry)}; {what} {NOT_IN_SOURCES}"
    factors = [one or dose_words(entry, hide=hide)]
    days = marked(plural(tally.days, "day"), day_assumed(entry))
    if entry.fewer:
        factors.append(f"{plural(tally.a_cycle, 'dose')} on {days}")
    else:
        factors += [f"{tally.a_day} a day", days] if tally.a_day > 1 else [days]
    if hide and tally.cycles_assumed:
        return f"{' × '.join(factors)} a cycle; number of cycles {NOT_IN_SOURCES}"
    factors += [marked(plural(tally.cycles, "cycle"), tally.cycles_assumed)] if tally.cycles != 1 else []
    return f"{' × '.join(factors)}{_sum(tally)}{_carried(tally)}"


def _carried(tally: Tally) -> str:
    """`, with 564.57 mg† cytarabine`: what comes with it in the same product, in the whole course."""
    assert tally.entry.result is not None
    parts = [
        f"{marked(shown_amount(amount.times(tally.times)), amount_assumed(tally.entry))} {drug_name(drug)}"
        for drug, amount in tally.entry.result.carried.items()
    ]
    return f", with {' and '.join(parts)}" if parts else ""


def _sum(tally: Tally) -> str:
    entry, total = tally.entry, tally.course_total
    assert entry.dose is not None
    times_assumed = day_assumed(entry) or tally.cycles_assumed
    if total is not None:
        return f" = {marked(shown_amount(total), amount_assumed(entry) or times_assumed)} course total"
    if entry.dose.basis is Basis.AUC:
        return ""
    dose = Dose(entry.dose.value * Decimal(tally.times), entry.dose.unit, entry.dose.basis)
    return f" = {marked(safe_dose(dose), dose_assumed(entry) or times_assumed)} course total"
