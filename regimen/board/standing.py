"""How one course stands on a day: where it is, its verdict, what is to be done, and how urgent it is."""

import datetime as dt
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from pendulum import Date

from regimen.board.due import Due, Tasks, tasks
from regimen.dates import date_of
from regimen.days import DayNumbering
from regimen.deviations.deviation import Deviation
from regimen.deviations.standard import NOTHING_DUE_AFTER
from regimen.dlt.verdict import Letter, State, Verdict, judge
from regimen.record.facts import Ending, Sample
from regimen.review import Review

DAYS_AHEAD = 7
"""Days in sight, today among them."""


class Urgency(IntEnum):
    """Why a course needs a person, the most pressing reason first."""

    SETTLE = 0
    """The verdict waits for an adjudication."""
    OVERDUE = 1
    TODAY = 2
    """Something can be done in time today for the last time."""
    CLOSING = 3
    """The window closes within the days in sight, and recovery is not documented."""
    OPEN = 4
    """An important deviation has no corrective action."""
    SOON = 5
    """Something is due in the days in sight."""
    WAITING = 6
    OVER = 7
    """Nothing more is to be done."""


class Standing(NamedTuple):
    """One course on a day."""

    id: str
    """Id of the subject; of a file without one, the file's name."""
    subject: str | None
    """Id of the subject, if it has one."""
    protocol: str
    version: str
    level: str | None
    reference: Date
    """Date of the reference day."""
    actual: bool
    """Whether a recorded dose fixes it; else it is planned."""
    today: Date
    day: int
    """Study day of the judgement."""
    numbering: DayNumbering
    """How its days are counted."""
    last_day: int | None
    """Last day of the window; None where the protocol has none."""
    closes: Date | None
    """Its date."""
    days_left: int | None
    """Days from today to it, below zero after it."""
    verdict: Verdict | None
    """None where the protocol has no count-recovery rule."""
    counts: Sample | None
    """The last blood sample."""
    due: tuple[Due, ...]
    overdue: tuple[Due, ...]
    open: tuple[Deviation, ...]
    """Important deviations without a corrective action."""
    ending: Ending | None
    """What ended the course; nothing is due after it."""
    urgency: Urgency

    @property
    def state(self) -> State | None:
        """State of the verdict."""
        return self.verdict.state if self.verdict else None

    @property
    def letter(self) -> Letter | None:
        """How the verdict counts in an escalation."""
        return self.verdict.letter if self.verdict else None

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Place on the board: by urgency, then by days left while the window is open, then by id."""
        left = self.days_left
        return self.urgency, left is None or left < 0, abs(left or 0), self.id


def standing(name: str, made: Review, until: dt.date | None = None, *, hide: bool = False) -> Standing:
    """How a course stands on the day of its review; what is due is told to `until`, or as far as the days in sight.

    With `hide` the verdict rests on nothing that the sources do not give.
    """
    reference, numbering, resolved = made.timeline.reference, made.numbering, made.plan.resolved
    today = date_of(made.as_of, reference.date, numbering)
    last = (until or today.add(days=DAYS_AHEAD - 1)).toordinal() - reference.date.toordinal()
    verdict = _verdict(made, hide=hide)
    last_day = verdict.definition.last_day if verdict else None
    found = tasks(made)
    due = tuple(one for one in found.ahead if numbering.offset(one.first_day) <= last)
    open_ones = tuple(one for one in made.report.deviations if one.open)
    left = None if last_day is None else numbering.elapsed(made.as_of, last_day)
    return Standing(
        id=name,
        subject=made.plan.course.subject.id,
        protocol=resolved.protocol.id,
        version=resolved.protocol.version,
        level=resolved.level,
        reference=reference.date,
        actual=reference.actual,
        today=today,
        day=made.as_of,
        numbering=numbering,
        last_day=last_day,
        closes=None if last_day is None else date_of(last_day, reference.date, numbering),
        days_left=left,
        verdict=verdict,
        counts=next((one for one in reversed(made.timeline.facts.samples) if one.day <= made.as_of), None),
        due=due,
        overdue=found.overdue,
        open=open_ones,
        ending=ending_of(made),
        urgency=_urgency(made.as_of, verdict, left, found, due, open_ones),
    )


def _urgency(
    today: int,
    verdict: Verdict | None,
    left: int | None,
    found: Tasks,
    due: Sequence[Due],
    open_ones: Sequence[Deviation],
) -> Urgency:
    """The first reason that holds; what a record need not tell is none."""
    told = [one for one in due if one.checked]
    waits = verdict is not None and (verdict.letter == "P" or verdict.rule == "no-threshold")
    reasons = {
        Urgency.SETTLE: verdict is not None and verdict.state == "needs-adjudication",
        Urgency.OVERDUE: bool(found.overdue),
        Urgency.TODAY: any(one.last_day == today for one in told),
        Urgency.CLOSING: waits and left is not None and 0 <= left < DAYS_AHEAD,
        Urgency.OPEN: bool(open_ones),
        Urgency.SOON: bool(told),
        Urgency.WAITING: waits or any(one.checked for one in found.ahead),
    }
    return next((reason for reason, holds in reasons.items() if holds), Urgency.OVER)


def _verdict(made: Review, *, hide: bool) -> Verdict | None:
    if made.plan.resolved.dlt is None or not hide:
        return made.verdict
    return judge(made.case, made.definition(hide=True))


def ending_of(made: Review) -> Ending | None:
    """What ended the course first, of all after which nothing is due."""
    found = [one for one in made.timeline.facts.endings if one.kind in NOTHING_DUE_AFTER and one.day <= made.as_of]
    return min(found, key=lambda one: one.day, default=None)
