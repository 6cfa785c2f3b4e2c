"""Cohorts on the calendar as bars: Day 1, window, the day the verdict was known; on wish with the rest of the trial.

Plain dates for a screen, a text drawing or a printed sheet. What is yet to come is laid out as if nobody had a DLT.
"""

from itertools import groupby
from typing import NamedTuple

from pendulum import Date

from regimen.escalation.decision import Action, Design
from regimen.escalation.outcomes import PENDING
from regimen.escalation.timing.conduct import Coming, Enrolment, conduct
from regimen.escalation.timing.meeting import Meeting
from regimen.escalation.timing.members import Member
from regimen.escalation.timing.opening import Opening
from regimen.escalation.timing.roster import Case, Roster, accrual, enrolments, treatment

MOST_TO_COME = 120
"""Subjects yet to come who are laid out."""


class Bar(NamedTuple):
    """One subject on the calendar."""

    subject: str
    start: Date
    """Day 1."""
    closes: Date
    """Last day of the window."""
    done: Date | None
    """Day on which the verdict was known; None while it is pending or to come."""
    letter: str
    to_come: bool
    """Whether Day 1 is ahead."""


class Lane(NamedTuple):
    """A cohort: its subjects in order of Day 1."""

    level: str
    number: int | None
    """Number of its level; None for a closed one."""
    bars: tuple[Bar, ...]

    @property
    def start(self) -> Date:
        """First Day 1."""
        return self.bars[0].start

    @property
    def closes(self) -> Date:
        """Last day of the last window."""
        return max(bar.closes for bar in self.bars)


class Gantt(NamedTuple):
    """Every cohort on one calendar."""

    today: Date
    lanes: tuple[Lane, ...]
    opens: Opening | None
    """The next opening as planned."""
    ends: Opening | None
    """The end of the trial as laid out; None where it is not."""

    @property
    def first(self) -> Date:
        """First date that is drawn."""
        return min([self.today, *(lane.start for lane in self.lanes)])

    @property
    def last(self) -> Date:
        """Last date that is drawn."""
        dates = [bar.done for lane in self.lanes for bar in lane.bars if bar.done]
        openings = [one.date for one in (self.opens, self.ends) if one]
        return max([self.today, *dates, *openings, *(lane.closes for lane in self.lanes)])


def gantt(made: Meeting, *, rest: bool = False) -> Gantt:
    """The cohorts of a meeting; with `rest` the trial is laid out to its end, by the design that is followed."""
    view = made.views[0]
    lanes = [Lane(group.level, group.number, tuple(map(_recorded, group.members))) for group in made.cohorts]
    ends = None
    if rest and made.roster.members:
        coming, ends = _rest(view.design, made.roster)
        for number, ones in groupby(coming, key=lambda one: one.level):
            bars = tuple(map(_to_come, ones))
            if lanes[-1].number == number and lanes[-1].bars[-1].done is None:
                lanes[-1] = lanes[-1]._replace(bars=(*lanes[-1].bars, *bars))
            else:
                lanes.append(Lane(made.rungs.ids[number - 1], number, bars))
    return Gantt(made.roster.as_of, tuple(lanes), view.openings[Case.PLANNED], ends)


def _recorded(one: Member) -> Bar:
    return Bar(one.id, one.day1, one.closes, one.done, one.letter, to_come=not one.begun)


def _to_come(one: Enrolment) -> Bar:
    return Bar(one.id, Date.fromordinal(one.start), Date.fromordinal(one.done), None, PENDING, to_come=True)


def _rest(design: Design, roster: Roster) -> tuple[list[Enrolment], Opening | None]:
    """Who is enrolled from now on if nobody has a DLT, and the end."""
    coming = Coming(accrual(roster, Case.PLANNED), treatment(roster, Case.PLANNED))
    recorded = {one.id for one, _ in roster.members}
    found: list[Enrolment] = []
    for moment in conduct(design, roster.ladder, roster.planning, enrolments(roster, Case.PLANNED, {}), coming):
        found += [one for one in moment.who if one.id not in recorded and moment.start]
        if moment.after.action is Action.STOP:
            deciding = tuple(one.id for one in moment.who)
            return found, Opening(moment.after, Date.fromordinal(moment.day), deciding, len(found))
        if len(found) == MOST_TO_COME:
            break
    return found, None
