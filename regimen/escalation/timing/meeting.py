"""What a cohort meeting looks at: who, Day n, verdict, what the design says, when the next cohort may open, what-ifs.

Plain values, made once and shown alike by command line, screen and printed sheet.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pendulum import Date

from regimen.dates import safe_date
from regimen.errors import RegimenError
from regimen.escalation.decision import Decision, Design
from regimen.escalation.outcomes import DLT, EXCLUDED, NONE, Trial, check_levels
from regimen.escalation.state import State, empty
from regimen.escalation.timing.cohorts import Group, grouped, outcomes
from regimen.escalation.timing.conduct import Ladder
from regimen.escalation.timing.early import off_design
from regimen.escalation.timing.ladder import Rungs, rungs
from regimen.escalation.timing.members import Member
from regimen.escalation.timing.opening import Opening, Place, next_place, opening
from regimen.escalation.timing.planning import Planning
from regimen.escalation.timing.roster import Case, Roster
from regimen.findings import Finding, Severity
from regimen.protocol.model import Protocol

WHAT_IF = (NONE, DLT, EXCLUDED)
"""How a pending subject may end."""


class WhatIf(NamedTuple):
    """What follows if one pending subject ends in one way, and the other pending ones without a DLT."""

    subject: str
    letter: str
    opening: Opening | None


class View(NamedTuple):
    """The meeting's questions answered by one design."""

    design: Design
    today: Decision
    """What it says of the verdicts as of the day of the meeting."""
    place: Place | None
    """Where and from when the next subject may be enrolled if the pending have no DLT; None if there is no place."""
    openings: Mapping[Case, Opening | None]
    what_ifs: tuple[WhatIf, ...]


class Meeting(NamedTuple):
    """A cohort meeting."""

    rungs: Rungs
    cohorts: tuple[Group, ...]
    trial: Trial
    """The cohorts on the ladder as outcomes."""
    state: State
    roster: Roster
    views: tuple[View, ...]
    """The design that is followed, then those beside it."""
    findings: tuple[Finding, ...]

    @property
    def pending(self) -> tuple[Member, ...]:
        """Subjects on the ladder who have begun and are pending, in order of Day 1."""
        return _pending(self.roster)


class Asked(NamedTuple):
    """What a meeting is asked about, besides its subjects."""

    designs: tuple[Design, ...]
    """The one that is followed, then those beside it."""
    planning: Planning = Planning()
    dates: tuple[Date, ...] = ()
    """Dates on which further subjects come."""
    ladder: tuple[str, ...] = ()
    """Levels, the lowest first, where the protocol's own are not meant."""
    start: int | None = None
    """Level at which the escalation began, if not where protocol or first subject say."""


def meeting(members: Sequence[Member], as_of: dt.date, asked: Asked) -> Meeting:
    """The meeting about some subjects on a day."""
    members = _known(members, as_of)
    _check_once(members)
    found = rungs(_protocol(members), asked.ladder)
    groups = grouped(members, found, asked.designs[0])
    climbing = tuple((one, group.number) for group in groups if group.number is not None for one in group.members)
    start = next((one for one in (asked.start, found.start) if one is not None), climbing[0][1] if climbing else 1)
    check_levels(len(found.ids), start)
    today = Date.fromordinal(as_of.toordinal())
    roster = Roster(climbing, Ladder(len(found.ids), start), today, asked.planning, asked.dates)
    trial, state = outcomes(groups), empty(*roster.ladder)
    for cohort in trial:
        state = state.plus(cohort)
    return Meeting(
        found,
        groups,
        trial,
        state,
        roster,
        tuple(_view(design, roster, state) for design in asked.designs),
        (*_elsewhere(groups, found), *off_design(asked.designs[0], roster)),
    )


def _known(members: Sequence[Member], as_of: dt.date) -> list[Member]:
    """Who is known on a day: whoever was first treated after it is not."""
    found = [one for one in members if one.begun or not one.actual]
    if members and not found:
        first = min(members, key=lambda one: one.day1)
        who = first.id if len(members) == 1 else f"the first of {len(members)} subjects, {first.id},"
        what = f"nobody was treated by {safe_date(as_of)}: {who} begins on {safe_date(first.day1)}"
        raise RegimenError(what, hint="look from a later day")
    return found


def _check_once(members: Sequence[Member]) -> None:
    """Refuse a subject that stands in two courses: it would count twice."""
    seen: dict[str, str] = {}
    for one in members:
        if one.subject is not None and one.subject in seen:
            what = f"{one.subject} is the subject of two courses, {seen[one.subject]} and {one.id}"
            raise RegimenError(what, hint="a subject counts once; leave one of them out, or correct its id")
        seen[one.subject or ""] = one.id


def _protocol(members: Sequence[Member]) -> Protocol:
    """The protocol of the subjects, in its latest version among them."""
    names = dict.fromkeys(one.protocol.id for one in members)
    if not names:
        raise RegimenError("there is no subject to look at", hint="name course files, a folder or ids, or keep courses")
    if len(names) > 1:
        what = f"the courses follow {len(names)} protocols: {', '.join(names)}"
        raise RegimenError(what, hint="name one of them: --protocol ID")
    return max((one.protocol for one in members), key=lambda one: one.versions.index(one.version))


def _elsewhere(groups: Sequence[Group], found: Rungs) -> Iterator[Finding]:
    """Levels that are not on the ladder: their subjects are shown and not counted."""
    for level in dict.fromkeys(group.level for group in groups if group.number is None):
        why = f": {found.closed[level]}" if level in found.closed else ""
        message = f"{level} is not on the ladder{why}; its subjects are shown, not counted; --ladder names another one"
        yield Finding("level-off-ladder", Severity.INFO, message, level)


def _pending(roster: Roster) -> tuple[Member, ...]:
    return tuple(one for one, _ in roster.members if one.begun and one.ahead is not None)


def _view(design: Design, roster: Roster, state: State) -> View:
    openings = {case: opening(design, roster, case) for case in Case}
    what_ifs = tuple(
        WhatIf(one.id, letter, opening(design, roster, Case.PLANNED, {one.id: letter}))
        for one in _pending(roster)
        for letter in WHAT_IF
    )
    return View(design, design.decide(state), next_place(design, roster), openings, what_ifs)
