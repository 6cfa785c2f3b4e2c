"""Subjects on a ladder as of a day, as the calendar runs them: those recorded, and those who may still come."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from pendulum import Date

from regimen.escalation.outcomes import DLT, NONE
from regimen.escalation.timing.accrual import Accrual, Dated, Ready, Steady
from regimen.escalation.timing.conduct import Enrolment, Ladder
from regimen.escalation.timing.members import Member
from regimen.escalation.timing.planning import Planning


class Case(StrEnum):
    """How soon pending subjects are complete; see `Ahead`."""

    BEST = "best"
    PLANNED = "planned"
    WORST = "worst"


class Roster(NamedTuple):
    """Subjects on a ladder as of a day."""

    members: tuple[tuple[Member, int], ...]
    """In order of Day 1, each with the number of its level."""
    ladder: Ladder
    as_of: Date
    planning: Planning
    dates: tuple[Date, ...] = ()
    """Dates on which further subjects come; without any they come as the planning says."""


def enrolments(roster: Roster, case: Case, letters: Mapping[str, str]) -> list[Enrolment]:
    """The recorded subjects; those pending end as `letters` say, else without a DLT."""
    return [_enrolment(one, level, case, letters.get(one.id, NONE)) for one, level in roster.members]


def _enrolment(one: Member, level: int, case: Case, letter: str) -> Enrolment:
    if one.done is not None:
        return Enrolment(one.id, level, one.day1.toordinal(), one.done.toordinal(), one.letter)
    assert one.ahead is not None
    done = getattr(one.ahead, case)
    # A DLT by counts is known the day after the last one that could still show recovery.
    late = letter == DLT and done == one.closes
    return Enrolment(one.id, level, one.day1.toordinal(), done.toordinal() + late, letter)


def accrual(roster: Roster, case: Case) -> Accrual:
    """Who may still come: in the best case somebody is always ready, else on the dates given or at even distances."""
    today = roster.as_of.toordinal()
    if case is Case.BEST:
        return Ready(today)
    if roster.dates:
        return Dated(sorted(date.toordinal() for date in roster.dates if date >= roster.as_of))
    return Steady(today + roster.planning.accrual, roster.planning.accrual)


def treatment(roster: Roster, case: Case) -> Callable[[int, int, int], Enrolment]:
    """What becomes of somebody who comes: complete as the last recorded subject would be who began afresh, no DLT."""
    one = roster.members[-1][0]
    days = one.numbering.offset(getattr(one.next, case))

    def treat(number: int, level: int, start: int) -> Enrolment:
        return Enrolment(f"next {number}", level, start, start + days, NONE)

    return treat
