"""Equal edits of the lines of one block become one edit; nothing ever merges across blocks."""

from collections.abc import Iterable
from dataclasses import replace

from regimen.deviations.amounts import alike
from regimen.deviations.classes import AMOUNTS, MOVED, Code
from regimen.deviations.edits import Edit

_WHATEVER_DAYS = frozenset({Code.DOSE_DURING_HOLD, Code.SUPERSEDED_SCHEDULE})
"""One cause by itself: the same hold, the same other version."""


def merged(edits: Iterable[Edit]) -> list[Edit]:
    """The edits, equal ones of a block as one; in the order in which each first came."""
    kept: list[Edit] = []
    places: dict[tuple[object, ...], list[int]] = {}
    for edit in edits:
        key = (edit.code, edit.group, edit.detail, edit.shift, edit.hold, edit.act)
        found = places.setdefault(key, [])
        number = next((number for number in found if _equal(kept[number], edit)), None)
        if number is None:
            found.append(len(kept))
            kept.append(edit)
        else:
            kept[number] = _joined(kept[number], edit)
    return kept


def _equal(one: Edit, other: Edit) -> bool:
    """Whether two edits of one class and block say the same of different doses."""
    if one.code in _WHATEVER_DAYS:
        return True
    planned, others = ({item.day for item in edit.items} for edit in (one, other))
    if one.code in MOVED:
        return not planned.isdisjoint(others)
    if one.code in AMOUNTS and not alike(one.percent, other.percent):
        return False
    if planned != others:
        return False
    return bool(planned) or {dose.day for dose in one.given} == {dose.day for dose in other.given}


def _joined(one: Edit, other: Edit) -> Edit:
    return replace(
        one,
        items=one.items + other.items,
        given=one.given + other.given,
        lines=tuple({id(line): line for line in one.lines + other.lines}.values()),
        explains=one.explains + other.explains,
        cost=one.cost + other.cost,
    )
