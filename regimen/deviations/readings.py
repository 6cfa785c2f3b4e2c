"""Each series read by the version in force, or by another one where that explains the doses at less cost."""

from collections.abc import Iterator
from functools import lru_cache

from regimen.deviations.alignment import align
from regimen.deviations.amounts import as_planned, given_otherwise, not_comparable, percent_given
from regimen.deviations.classes import Code
from regimen.deviations.costs import AMOUNT_TOLERANCE_PERCENT, SUPERSEDED, points
from regimen.deviations.edits import Edit, Reading, group_of, line_of
from regimen.deviations.explanation import Alignment
from regimen.deviations.overnight import by_nights
from regimen.deviations.sameday import by_amount
from regimen.deviations.series import Series
from regimen.deviations.standard import Horizon, Standard
from regimen.record.facts import Given

kept_alignment = lru_cache(maxsize=1024)(align)
"""Alignments stay made: the drugs of a block are given on the same days, and many courses go alike."""


def read(standard: Standard, series: Series, given: tuple[Given, ...], horizon: Horizon) -> Reading:
    """The cheapest reading of one series; at equal points the version in force."""
    best = _reading(standard, series, given, horizon)
    cost = points(best.cost)
    if cost <= points(SUPERSEDED):
        return best
    for other in standard.others(series):
        one = other.series.get((series.agent, series.route))
        if one is not None and one.days != series.days:
            reading = _reading(standard, one, given, horizon, series, other.name)
            if (total := points(SUPERSEDED + reading.cost)) < cost:
                best, cost = reading, total
    return best


def _reading(
    standard: Standard,
    series: Series,
    given: tuple[Given, ...],
    horizon: Horizon,
    instead_of: Series | None = None,
    name: str = "",
) -> Reading:
    """The doses held against one series; what was given after the ending fits none of it."""
    offset = standard.numbering.offset
    days = tuple([offset(dose.day) for dose in given])
    late: tuple[Given, ...] = ()
    if horizon.ended is not None and days and days[-1] > horizon.ended:
        count = sum(day <= horizon.ended for day in days)
        given, days, late = given[:count], days[:count], given[count:]
    until = series.items[-1].entry.until
    if until and ends_at_recovery(until):
        horizon = horizon.sooner(standard.recovery)
    given, days, alignment = _aligned(series, given, days, horizon.limit)
    reading = Reading(series, given, days, alignment, horizon.closed, late, (), (), instead_of, name)
    if as_planned(reading):
        return reading
    return reading._replace(otherwise=tuple(given_otherwise(reading)), remarks=tuple(not_comparable(reading)))


def _aligned(
    series: Series, given: tuple[Given, ...], days: tuple[int, ...], limit: int | None
) -> tuple[tuple[Given, ...], tuple[int, ...], Alignment]:
    """The doses and their days as recorded, or by nights where that explains them at fewer points."""
    alignment = by_amount(series, given, days, kept_alignment(series.days, days, limit), limit)
    if alignment.cost and any(dose.minute is not None for dose in given):
        doses, nights = by_nights(series, given, days)
        other = by_amount(series, doses, nights, kept_alignment(series.days, nights, limit), limit)
        if points(other.cost) < points(alignment.cost):
            return doses, nights, other
    return given, days, alignment


def ends_at_recovery(until: str) -> bool:
    """Whether the event that ends something is count recovery, the only one that is documented in a record."""
    return "recovery" in until.lower()


def superseded(reading: Reading) -> Iterator[Edit]:
    """The one edit that says which version was followed, with the doses that differ by it."""
    if reading.instead_of is None:
        return
    in_force = reading.instead_of
    pairs = zip(in_force.items, in_force.days, strict=True)
    items = tuple(item for item, day in pairs if day not in reading.series.days)
    given = tuple(reading.given[j] for _, j in reading.alignment.pairs if _differs(in_force, reading, j))
    line = line_of(in_force.items[-1])
    yield Edit(
        Code.SUPERSEDED_SCHEDULE, group_of(line), items, given, (line,),
        detail=reading.name, explains=len(items) + len(given), cost=SUPERSEDED,
    )  # fmt: skip


def _differs(in_force: Series, reading: Reading, j: int) -> bool:
    """Whether a dose departs from the version in force, in day or amount."""
    item = next((item for item, day in zip(in_force.items, in_force.days, strict=True) if day == reading.days[j]), None)
    amount = reading.given[j].amount
    if item is None or amount is None:
        return item is None
    percent = percent_given(item, amount)
    return percent is not None and abs(percent - 100) > AMOUNT_TOLERANCE_PERCENT
