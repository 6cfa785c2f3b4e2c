"""What no act may do to a plan: give a dose twice, swap doses of one drug, break the protocol's order of blocks."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from regimen.days import MAX_DAY
from regimen.nomenclature import drug_name
from regimen.schedule.items import Item, Kind, Schedule

_Place = tuple[int, int]
"""Day as offset from the reference day, and slot."""


def guard(ideal: Schedule, items: list[Item]) -> str | None:
    """Why the items cannot be a plan, or None."""
    doses = [item for item in items if item.kind == Kind.DOSE]
    return next((why for check in (_twice, _swapped, _order, _too_far) for why in check(ideal, doses)), None)


def _places(schedule: Schedule, items: Iterable[Item]) -> dict[tuple[str, str], dict[_Place, list[Item]]]:
    """By drug and route: what is given in each slot of each day."""
    numbering, found = schedule.resolved.numbering, dict[tuple[str, str], dict[_Place, list[Item]]]()
    for item in items:
        line = item.entry.line
        assert line is not None
        slots = found.setdefault((line.agent, line.route), {})
        slots.setdefault((numbering.offset(item.day), item.slot), []).append(item)
    return found


def _lines(items: list[Item]) -> frozenset[str]:
    return frozenset(item.entry.line.id for item in items if item.entry.line)


def _twice(ideal: Schedule, doses: list[Item]) -> Iterator[str]:
    """A drug in one slot from lines that the protocol never puts together, or twice from one line."""
    allowed: dict[tuple[str, str], list[frozenset[str]]] = {
        drug: [_lines(items) for items in places.values()]
        for drug, places in _places(ideal, (item for item in ideal.items if item.kind == Kind.DOSE)).items()
    }
    for drug, places in _places(ideal, doses).items():
        for items in places.values():
            lines = _lines(items)
            if len(items) > 1 and (len(lines) < len(items) or not any(lines <= group for group in allowed[drug])):
                days = " and of ".join(f"Day {item.ideal_day}" for item in items)
                yield f"Day {items[0].day} would hold {drug_name(drug[0])} twice (the doses of {days})"


def _swapped(ideal: Schedule, doses: list[Item]) -> Iterator[str]:
    """A dose of a line that would come after a later one of the same line."""
    offset = ideal.resolved.numbering.offset
    by_line: dict[str, list[Item]] = {}
    for item in doses:
        assert item.entry.line is not None
        by_line.setdefault(item.entry.line.id, []).append(item)
    for items in by_line.values():
        items.sort(key=lambda item: (offset(item.ideal_day), item.slot))
        for item, following in pairwise(items):
            if (offset(item.day), item.slot) > (offset(following.day), following.slot):
                yield (
                    f"{drug_name(item.entry.name)} of Day {item.ideal_day} would fall on Day {item.day}, "
                    f"after that of Day {following.ideal_day} on Day {following.day}"
                )


def _order(ideal: Schedule, doses: list[Item]) -> Iterator[str]:
    """A block that would start before one that comes first, although the protocol keeps the order."""
    before, after = _starts(ideal, ideal.items), _starts(ideal, doses)
    day = ideal.resolved.numbering.day
    for rule in ideal.resolved.protocol.constraints:
        if not {rule.first, rule.then} <= after.keys() or before[rule.then] < before[rule.first]:
            continue
        first, then = after[rule.first], after[rule.then]
        if then < first:
            yield (
                f"{rule.then} would start on Day {day(then)}, before {rule.first} on Day {day(first)}; "
                f"{rule.first} comes first ({rule.source})"
            )


def _starts(schedule: Schedule, items: Iterable[Item]) -> dict[str, int]:
    starts: dict[str, int] = {}
    for item in items:
        if item.entry.line is not None and item.entry.line.block is not None:
            at = schedule.resolved.numbering.offset(item.day)
            starts[item.entry.line.block] = min(at, starts.get(item.entry.line.block, at))
    return starts


def _too_far(ideal: Schedule, doses: list[Item]) -> Iterator[str]:
    """A day beyond what the program counts."""
    last = max((ideal.resolved.numbering.offset(item.end_day) for item in doses), default=0)
    if last > MAX_DAY:
        yield f"the last dose would fall {last} days after the reference day; the program counts to {MAX_DAY}"
