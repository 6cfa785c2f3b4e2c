"""A recorded course as one subject of an escalation: Day 1, verdict, and when it was or may be complete."""

from typing import NamedTuple

from pendulum import Date

from regimen.days import DayNumbering
from regimen.dlt.reasons import reason
from regimen.dlt.verdict import Letter, State, Verdict
from regimen.escalation.timing.completion import Ahead, ahead, ahead_of_next, known_on
from regimen.protocol.model import Protocol
from regimen.review import Review


class AheadDates(NamedTuple):
    """Dates on which a pending subject may be complete; see `Ahead`."""

    best: Date
    planned: Date
    worst: Date


class Member(NamedTuple):
    """One subject of an escalation, as of a day."""

    id: str
    """What it is called: the id of the subject, or the name of its file."""
    subject: str | None
    """Id of the subject, if it has one."""
    protocol: Protocol
    """In the version in force for the subject."""
    level: str | None
    day1: Date
    """Date of the reference day."""
    actual: bool
    """Whether a recorded dose fixes it; else it is planned."""
    day: int
    """Study day of the judgement."""
    numbering: DayNumbering
    """How its days are counted."""
    last_day: int
    """Last study day of the window."""
    last_assumed: bool
    """Whether no source gives it (†)."""
    closes: Date
    """Its date."""
    days_left: int
    """Days to it, below zero after it."""
    verdict: Verdict
    done: Date | None
    """The day from which on the verdict was known; None while it is pending."""
    ahead: AheadDates | None
    """Where it is pending: when it may be complete."""
    next: Ahead
    """Study days on which a subject who begins at its level may be complete."""

    @property
    def begun(self) -> bool:
        """Whether Day 1 is not ahead."""
        return self.numbering.offset(self.day) >= 0

    @property
    def state(self) -> State:
        """State of the verdict."""
        return self.verdict.state

    @property
    def letter(self) -> Letter:
        """How it counts in the escalation."""
        return self.verdict.letter

    @property
    def reason(self) -> str:
        """Why the verdict is what it is."""
        return reason(self.verdict)


def member(name: str, made: Review) -> Member:
    """The subject of a course; refuses one whose protocol has no count-recovery window."""
    definition = made.definition()
    verdict = made.verdict
    assert verdict is not None
    pending = verdict.letter == "P"
    days = ahead(made, verdict) if pending else None
    return Member(
        id=name,
        subject=made.plan.course.subject.id,
        protocol=made.plan.resolved.protocol,
        level=made.plan.resolved.level,
        day1=made.timeline.reference.date,
        actual=made.timeline.reference.actual,
        day=made.as_of,
        numbering=made.numbering,
        last_day=definition.last_day,
        last_assumed="last_day" in definition.assumed,
        closes=made.date(definition.last_day),
        days_left=made.numbering.elapsed(made.as_of, definition.last_day),
        verdict=verdict,
        done=None if pending else made.date(known_on(made, verdict)),
        ahead=AheadDates(*map(made.date, days)) if days else None,
        next=ahead_of_next(made),
    )
