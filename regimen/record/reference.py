"""The actual reference day: the date on which the drug that it stands for was first given.

Everything that is judged counts from it, never from the day that was planned: a first dose three days late moves
Day 45 by three days, and is one finding, not fifteen.
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pendulum import Date

from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.same import Same
from regimen.record.entries import Administration
from regimen.record.names import Names, names_of

_TREATMENT = "treatment"


class Reference(NamedTuple):
    """The date that study days count from."""

    date: Date
    actual: bool
    """Whether a dose that was given fixes it; else it is the planned date."""
    planned: Date
    agents: tuple[str, ...]
    """Drugs whose first dose it is."""


def reference_of(
    given: Iterable[Administration], resolved: ResolvedProtocol, names: Names, planned: dt.date
) -> Reference:
    """The actual reference day; the planned one while its drug has not been given.

    Where the protocol's words name no drug of it, the first dose of any drug stands for the first day planned.
    """
    agents, offset = _meant(Same(resolved))
    intended = Date(planned.year, planned.month, planned.day)
    days = [entry.date for entry in given if names.drug(entry.agent) in agents]
    if not days:
        return Reference(intended, False, intended, agents)
    return Reference(Date.fromordinal(min(days).toordinal() - offset), True, intended, agents)


@lru_cache(maxsize=64)
def _meant(same: Same[ResolvedProtocol]) -> tuple[tuple[str, ...], int]:
    """The drugs whose first dose the reference day is, and the offset of that dose."""
    resolved = same.it
    named = names_of(resolved).within(resolved.event)
    if named:
        return named, 0
    treatment = dict.fromkeys(line.agent for line in resolved.lines if line.purpose == _TREATMENT)
    return tuple(treatment), _first_offset(resolved)


def _first_offset(resolved: ResolvedProtocol) -> int:
    """Days from the reference day to the first day of treatment as planned: below zero before a transplant."""
    return min(
        (
            offset
            for line in resolved.lines
            if line.purpose == _TREATMENT
            for step in line.steps
            for offset in step.days.offsets(resolved.numbering)[:1]
        ),
        default=0,
    )
