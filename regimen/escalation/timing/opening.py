"""When the next cohort may open: the calendar run on from what is recorded, in three cases, and for every what-if.

Pending subjects are taken to have no DLT. Where the cohort in force lacks subjects for a decision, as few as are
needed are taken to come first.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pendulum import Date

from regimen.escalation.decision import Action, Decision, Design
from regimen.escalation.state import empty
from regimen.escalation.timing.accrual import Few, Ready
from regimen.escalation.timing.conduct import Coming, Moment, conduct
from regimen.escalation.timing.roster import Case, Roster, accrual, enrolments, treatment

MOST_LACKING = 12
"""Subjects yet to come who are tried before an opening is given up."""
_MOVES = (Action.ESCALATE, Action.DE_ESCALATE, Action.STOP)


class Opening(NamedTuple):
    """What the design says once nobody is waited for, and from which date on it may be done."""

    decision: Decision
    date: Date
    deciding: tuple[str, ...]
    """Subjects whose verdicts are the last that are needed; nobody where none is."""
    lacking: int
    """Subjects who must be enrolled first."""


def opening(design: Design, roster: Roster, case: Case, letters: Mapping[str, str] | None = None) -> Opening | None:
    """The next opening, or the end of the trial; None if nothing leads to either.

    `letters` are what-ifs: pending subjects to how they end.
    """
    enrolled = enrolments(roster, case, letters or {})
    if not enrolled:
        return Opening(design.decide(empty(*roster.ladder)), roster.as_of, (), 0)
    for lacking in range(MOST_LACKING + 1):
        coming = Coming(Few(accrual(roster, case), lacking), treatment(roster, case))
        if found := _opens(list(conduct(design, roster.ladder, roster.planning, enrolled, coming))):
            deciding = () if found.start else tuple(one.id for one in found.who)
            return Opening(found.after, Date.fromordinal(found.day), deciding, lacking)
    return None


class Place(NamedTuple):
    """Where and from when the next subject may be enrolled."""

    level: int
    date: Date


def next_place(design: Design, roster: Roster) -> Place | None:
    """The first place for somebody who is ready from today on; None if there will be none."""
    if not roster.members:
        said = design.decide(empty(*roster.ladder))
        return Place(said.level, roster.as_of) if said.level and said.enrol else None
    coming = Coming(Few(Ready(roster.as_of.toordinal()), 1), treatment(roster, Case.PLANNED))
    enrolled = enrolments(roster, Case.PLANNED, {})
    moments = conduct(design, roster.ladder, roster.planning, enrolled, coming)
    starts = [moment for moment in moments if moment.start][len(enrolled) :]
    return next((Place(one.who[0].level, Date.fromordinal(one.day)) for one in starts), None)


def _opens(moments: Sequence[Moment]) -> Moment | None:
    """The moment that opens a level, gives one up, or ends a wait, once the last subject was enrolled or before it."""
    last = max(place for place, one in enumerate(moments) if one.start)
    if moments[last].after.action not in _MOVES:
        return next((one for one in moments[last + 1 :] if _opened_by(one)), None)
    while last and _said(moments[last].before) == _said(moments[last].after):
        last -= 1
    return moments[last]


def _said(decision: Decision) -> tuple[Action, int | None]:
    return decision.action, decision.level


def _opened_by(moment: Moment) -> bool:
    waited = moment.before.action is Action.HOLD
    return moment.after.action in _MOVES or (waited and moment.after.action is Action.STAY)
