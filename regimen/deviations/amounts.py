"""Whether each dose had its planned amount and route; equal departures that follow each other are one edit."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from regimen.deviations.classes import AMOUNTS, Code
from regimen.deviations.costs import AMOUNT, AMOUNT_TOLERANCE_PERCENT, LIKE_PERCENT, ROUTE
from regimen.deviations.edits import Edit, Reading, group_of, line_of
from regimen.dosing.calculator import DoseResult
from regimen.findings import Finding, Severity
from regimen.nomenclature import drug_name, safe_amount
from regimen.quantity import Amount
from regimen.record.facts import Given
from regimen.schedule.items import Item

_HUNDRED = Decimal(100)


class _Step(NamedTuple):
    """One dose that departs, and how."""

    number: int
    """Place among the matched doses, to see which follow each other."""
    item: Item
    given: Given
    code: Code
    percent: Decimal | None = None
    detail: str = ""


def as_planned(reading: Reading) -> bool:
    """Whether every matched dose had just its planned amount and route, as far as the record says."""
    items, given = reading.series.items, reading.given
    for i, j in reading.alignment.pairs:
        dose, entry = given[j], items[i].entry
        if dose.amount is not None and (_lacks(entry.result) or not _just(entry.result, dose.amount)):
            return False
        if dose.route is not None and entry.line is not None and dose.route != entry.line.route:
            return False
    return True


def given_otherwise(reading: Reading) -> Iterator[Edit]:
    """Doses on which too much, too little or another route was given."""
    for steps in (list(_amount_steps(reading)), list(_route_steps(reading))):
        run: list[_Step] = []
        for step in steps:
            if run and not _follows(run, step):
                yield _edit(run)
                run = []
            run.append(step)
        if run:
            yield _edit(run)


def percent_given(item: Item, amount: Amount) -> Decimal | None:
    """An amount in percent of the unrounded planned one; None where they cannot be held against each other."""
    result = item.entry.result
    planned = result.amount_unrounded if result else None
    if planned is None or planned.unit.kind is not amount.unit.kind:
        return None
    return amount.to(planned.unit).value * _HUNDRED / planned.value


def not_comparable(reading: Reading) -> Iterator[Finding]:
    """Amounts in units that never turn into those of the plan, or for which the plan has none."""
    lacking: dict[str, None] = {}
    for i, j in reading.alignment.pairs:
        item, given = reading.series.items[i], reading.given[j]
        planned = item.entry.result.amount if item.entry.result else None
        if given.amount and item.entry.result and _lacks(item.entry.result):
            lacking |= dict.fromkeys(item.entry.result.missing)
        if planned and given.amount and planned.unit.kind is not given.amount.unit.kind:
            message = (
                f"{drug_name(given.agent)} on Day {given.day}: {safe_amount(given.amount)} cannot be compared with a "
                f"plan in {planned.unit.words}; record it in the plan's unit"
            )
            yield Finding("amount-not-compared", Severity.OTHER, message, given.agent)
    if lacking:
        agent, told = reading.series.agent, "the plan has no amount, so none was compared"
        message = f"{drug_name(agent)}: {told}; add {' and '.join(lacking)} to the subject of the course"
        yield Finding("amount-not-compared", Severity.OTHER, message, agent)


def _amount_steps(reading: Reading) -> Iterator[_Step]:
    for number, (i, j) in enumerate(reading.alignment.pairs):
        given = reading.given[j]
        if given.amount is None:
            continue
        items = _plans(reading, reading.series.items[i])
        if any(_just(item.entry.result, given.amount) for item in items):
            continue
        found = [(item, percent_given(item, given.amount)) for item in items]
        if any(percent is None or abs(percent - _HUNDRED) <= AMOUNT_TOLERANCE_PERCENT for _, percent in found):
            continue
        item, percent = found[0]
        code = Code.OVER_DOSE if percent is not None and percent > _HUNDRED else Code.UNDER_DOSE
        yield _Step(number, item, given, code, percent)


def _lacks(result: DoseResult | None) -> bool:
    """Whether the plan has no amount because data of the subject are missing."""
    return result is not None and result.amount is None and bool(result.missing)


def _just(result: DoseResult | None, amount: Amount) -> bool:
    """Whether it is just what the plan says after rounding, or the plan has no amount."""
    return result is None or result.amount is None or result.amount == amount


def _plans(reading: Reading, item: Item) -> list[Item]:
    """The planned doses an amount may be that of: in force first, then those of the version that was followed."""
    if reading.instead_of is None:
        return [item]
    in_force = reading.instead_of.items
    return [next((one for one in in_force if one.day == item.day), in_force[-1]), item]


def _route_steps(reading: Reading) -> Iterator[_Step]:
    for number, (i, j) in enumerate(reading.alignment.pairs):
        item, given = reading.series.items[i], reading.given[j]
        if given.route is not None and given.route != line_of(item).route:
            yield _Step(number, item, given, Code.WRONG_ROUTE, detail=given.route)


def _follows(run: list[_Step], step: _Step) -> bool:
    """Whether a departure goes on: the next dose of the line, in the same way."""
    first, last = run[0], run[-1]
    same = step.code is first.code and step.detail == first.detail
    next_one = step.number == last.number + 1 and line_of(step.item) is line_of(first.item)
    return same and next_one and alike(first.percent, step.percent)


def alike(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two parts of the planned amount depart equally."""
    return one is None or other is None or abs(one - other) <= LIKE_PERCENT


def _edit(run: list[_Step]) -> Edit:
    first = run[0]
    line = line_of(first.item)
    return Edit(
        first.code,
        group_of(line),
        tuple(step.item for step in run),
        tuple(step.given for step in run),
        (line,),
        percent=first.percent,
        detail=first.detail,
        explains=len(run),
        cost=AMOUNT if first.code in AMOUNTS else ROUTE,
    )
