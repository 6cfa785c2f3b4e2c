"""Whether an edit is a deviation, permitted by the protocol, or cannot be classified; with the rule behind it."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from regimen.deviations.classes import MOVED, NOT_GIVEN, Code
from regimen.deviations.edits import Edit, line_of
from regimen.deviations.phrases import route
from regimen.deviations.readings import ends_at_recovery
from regimen.protocol.parts import Cycle
from regimen.schedule.items import Item, Schedule


class Outcome(StrEnum):
    """The three outcomes."""

    DEVIATION = "deviation"
    PERMITTED = "permitted"
    UNCLASSIFIABLE = "unclassifiable"


class Ruling(NamedTuple):
    """An outcome and what it rests on."""

    outcome: Outcome
    because: str | None = None
    """The protocol's rule with its source, or why none can be found; None for plain deviations."""


UNKNOWN_RULE = "cannot classify: the rule is not in the sources"
"""How an outcome without a rule is told."""
_DEVIATION = Ruling(Outcome.DEVIATION)


class Grounds(NamedTuple):
    """What rulings look at."""

    ideal: Schedule
    edits: Iterable[Edit]
    """All of them, because a cycle's delay counts from the cycle before."""


def ruling(grounds: Grounds, edit: Edit) -> Ruling:
    """The first of the checks that has something to say, else a deviation."""
    return next((found for check in _CHECKS if (found := check(grounds, edit))), _DEVIATION)


def _held(_: Grounds, edit: Edit) -> Ruling | None:
    """Whether to hold a drug, and whether to give it nevertheless, are questions that no source answers."""
    if edit.hold is None:
        return None
    return Ruling(Outcome.UNCLASSIFIABLE, f"{UNKNOWN_RULE} (when to hold a drug; the record holds it: {edit.hold})")


def _other_route(_: Grounds, edit: Edit) -> Ruling | None:
    """A route that the source allows besides."""
    if edit.code is not Code.WRONG_ROUTE or any(edit.detail not in line.other_routes for line in edit.lines):
        return None
    sources = ", ".join(dict.fromkeys(line.marks["route"].reference for line in edit.lines))
    return Ruling(Outcome.PERMITTED, f"the protocol also allows it {route(edit.detail)} ({sources})")


def _cycle_moved(grounds: Grounds, edit: Edit) -> Ruling | None:
    """A whole cycle that starts as long after the one before as the source allows."""
    cycle = grounds.ideal.resolved.protocol.cycle
    if edit.code not in MOVED or cycle is None or not _starts_cycle(grounds.ideal, edit.items[0]):
        return None
    low, high = cycle.shortest or cycle.length, cycle.longest or cycle.length
    if (low, high) == (cycle.length, cycle.length):
        return None
    days = cycle.length + edit.shift - _shift_before(grounds, edit)
    if not low <= days <= high:
        return None
    return Ruling(Outcome.PERMITTED, f"cycles may start {low} to {high} days apart ({_source(cycle, 'longest')})")


def _shift_before(grounds: Grounds, edit: Edit) -> int:
    """By how many days the end of the cycle before was moved."""
    before = (edit.items[0].cycle or 0) - 1
    moves = [
        one for one in grounds.edits
        if one.code in MOVED and one.group == edit.group and any(item.cycle == before for item in one.items)
    ]  # fmt: skip
    return moves[-1].shift if moves else 0


def _enough_cycles(grounds: Grounds, edit: Edit) -> Ruling | None:
    """Cycles beyond the fewest that the source allows need not be given."""
    cycle = grounds.ideal.resolved.protocol.cycle
    first = edit.items[0] if edit.items else None
    if edit.code not in (Code.OMITTED, Code.CEASED) or cycle is None or cycle.fewest is None or first is None:
        return None
    if (first.cycle or 0) <= cycle.fewest or not _starts_cycle(grounds.ideal, first):
        return None
    return Ruling(Outcome.PERMITTED, f"{cycle.fewest} cycles are enough ({_source(cycle, 'fewest')})")


def _starts_cycle(ideal: Schedule, item: Item) -> bool:
    """Whether a dose is the first of its line in a later cycle."""
    line = line_of(item)
    return (item.cycle or 1) > 1 and item.day == next(
        one.day for one in ideal.items if one.entry.line is line and one.cycle == item.cycle
    )


def _source(cycle: Cycle, field: str) -> str:
    return cycle.sources.get(field, cycle.source)


def _conditional(grounds: Grounds, edit: Edit) -> Ruling | None:
    """Doses that are given only if a person finds something to be so, which no record says."""
    if edit.code not in NOT_GIVEN:
        return None
    conditions = dict.fromkeys(text for item in edit.items for text in item.conditions(grounds.ideal.resolved))
    if not conditions:
        return None
    return Ruling(Outcome.UNCLASSIFIABLE, f"cannot classify: given only if {' and '.join(conditions)}, not recorded")


def _until(_: Grounds, edit: Edit) -> Ruling | None:
    """Series that an event ends, where the record does not know the event."""
    until = edit.lines[0].until if edit.code in NOT_GIVEN and edit.lines else None
    if until is None or ends_at_recovery(until):
        return None
    return Ruling(Outcome.UNCLASSIFIABLE, f"cannot classify: the series ends at {until}, which is not recorded")


_CHECKS: tuple[Callable[[Grounds, Edit], Ruling | None], ...] = (
    _other_route, _cycle_moved, _enough_cycles, _held, _conditional, _until,
)  # fmt: skip
"""What the protocol permits comes before what cannot be judged."""
