"""The marrow around the last day: whether low counts are the treatment's doing or the leukaemia's."""

from typing import Literal, NamedTuple

from regimen.dlt.case import Case
from regimen.dlt.definition import Definition
from regimen.record.facts import Marrow


class MarrowAnswer(NamedTuple):
    """What the marrow says, and which one says it."""

    says: Literal["free", "leukaemia", "awaited", "unreadable", "none"]
    marrow: Marrow | None = None


def readable(marrow: Marrow) -> bool:
    """Whether a marrow can be read: adequate, with its blasts counted."""
    return marrow.adequate and marrow.blasts is not None


def near(case: Case, definition: Definition) -> list[Marrow]:
    """Marrows close enough to the last day, the nearest first; of two as near, the later one."""
    last_day = definition.last_day
    taken = [
        one for one in case.facts.marrows if one.day <= case.until and abs(one.day - last_day) <= definition.marrow_days
    ]
    return sorted(taken, key=lambda one: (abs(one.day - last_day), -one.day))


def marrow_answer(case: Case, definition: Definition) -> MarrowAnswer:
    """The nearest marrow that can be read; without one, whether one may still come."""
    taken = near(case, definition)
    for one in taken:
        if one.adequate and one.blasts is not None:
            return MarrowAnswer("free" if one.blasts < definition.leukaemia_blasts else "leukaemia", one)
    if case.as_of <= min(definition.last_day + definition.marrow_days, case.until):
        return MarrowAnswer("awaited", taken[0] if taken else None)
    return MarrowAnswer("unreadable", taken[0]) if taken else MarrowAnswer("none")
