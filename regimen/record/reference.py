"""The actual reference day: the date on which the drug that it stands for was first given.

Everything that is judged counts from it, never from the day that was planned: a first dose three days late moves
Day 45 by three days, and is one finding, not fifteen.
"""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from pendulum import Date

from regimen.protocol.resolved import ResolvedProtocol
from regimen.record.entries import Administration
from regimen.record.names import Names

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
    named = names.within(resolved.event)
    agents = named or tuple(dict.fromkeys(line.agent for line in resolved.lines if line.purpose == _TREATMENT))
    intended = Date(planned.year, planned.month, planned.day)
    days = [entry.date for entry in given if names.drug(entry.agent) in agents]
    if not days:
        return Reference(intended, False, intended, agents)
    offset = 0 if named else _first_offset(resolved)
    return Reference(Date.fromordinal(min(days).toordinal() - offset), True, intended, agents)


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
