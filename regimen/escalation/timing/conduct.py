"""A trial run through the calendar, event by event, under any design: who starts when, which verdict opens what.

Whole days throughout, as ordinals. A verdict counts from the day after it is known, plus the review lag; those that
count from one day count together. Two DLTs wait for nobody because the design says so of the pending.
"""

from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from regimen.escalation.decision import Decision, Design
from regimen.escalation.outcomes import PENDING, Cohort
from regimen.escalation.state import State, empty
from regimen.escalation.timing.accrual import Accrual
from regimen.escalation.timing.planning import Planning

_VERDICT, _START = 0, 1
"""Of one day the verdicts come first: they count from that day on."""


class Enrolment(NamedTuple):
    """One subject on the calendar."""

    id: str
    level: int
    start: int
    """Day 1."""
    done: int
    """Last day that is waited for."""
    letter: str
    """How it ends."""


class Moment(NamedTuple):
    """A start, or the verdicts that count from one day, and what the design says before and after."""

    day: int
    start: bool
    """Whether somebody starts."""
    who: tuple[Enrolment, ...]
    before: Decision
    after: Decision
    state: State
    """After it."""


class Ladder(NamedTuple):
    """The rungs a trial can use."""

    levels: int
    start: int = 1


class Coming(NamedTuple):
    """Subjects who are yet to come."""

    accrual: Accrual
    treat: Callable[[int, int, int], Enrolment]
    """Of a subject: its number among those to come, 1 the first, its level and its Day 1."""


_Event = tuple[int, int, int, Enrolment]
"""Day, kind, place in the order of enrolment, subject."""


def conduct(
    design: Design, ladder: Ladder, planning: Planning, enrolled: Iterable[Enrolment] = (), coming: Coming | None = None
) -> Iterator[Moment]:
    """Every moment in order: of those enrolled as they were, then of those to come as the design lets them."""
    run = _Run(design, empty(ladder.levels, ladder.start), planning, sorted(enrolled, key=lambda one: one.start))
    while events := run.next(coming):
        yield run.happens(events)


class _Run:
    """A trial under way."""

    def __init__(self, design: Design, state: State, planning: Planning, enrolled: list[Enrolment]) -> None:
        self._design, self._planning, self._state = design, planning, state
        self._decision = design.decide(state)
        self._queue: list[_Event] = [(one.start, _START, number, one) for number, one in enumerate(enrolled)]
        heapify(self._queue)
        self._recorded = self._enrolled = self._to_start = len(enrolled)
        self._opens: dict[int, int] = {}
        """Level to the first day on which its stagger lets another one start."""
        self._now = 0

    def next(self, coming: Coming | None) -> list[_Event]:
        """What happens next: somebody new only where a place is open before anything else happens."""
        queue, level = self._queue, self._decision.level
        if coming is not None and level is not None and self._decision.enrol and not self._to_start:
            day = coming.accrual.after(max(self._now, self._opens.get(level, 0)))
            if day is not None and not (queue and queue[0][0] <= day):
                coming.accrual.take()
                self._enrolled, self._to_start = self._enrolled + 1, 1
                return [(day, _START, self._enrolled, coming.treat(self._enrolled - self._recorded, level, day))]
        events = [heappop(queue)] if queue else []
        while events and events[0][1] == _VERDICT and queue and queue[0][:2] == events[0][:2]:
            events.append(heappop(queue))
        return events

    def happens(self, events: list[_Event]) -> Moment:
        """The trial after what happens together."""
        (self._now, what, *_), before = events[0], self._decision
        for _, _, number, who in events:
            if what == _START:
                self._starts(number, who)
            else:
                self._state = settled(self._state, who.level, who.letter)
        self._decision = self._design.decide(self._state)
        subjects = tuple(event[3] for event in events)
        return Moment(self._now, what == _START, subjects, before, self._decision, self._state)

    def _starts(self, number: int, who: Enrolment) -> None:
        self._to_start -= 1
        self._opens[who.level] = self._now + self._planning.stagger
        self._state = self._state.plus(Cohort(who.level, PENDING))
        counts_from = max(self._now, who.done + 1 + self._planning.review_lag)
        heappush(self._queue, (counts_from, _VERDICT, number, who))


def settled(state: State, level: int, letter: str) -> State:
    """The state after the verdict on a pending subject; the level in force stays."""
    tallies = list(state.tallies)
    tally = tallies[level - 1]
    tallies[level - 1] = tally._replace(pending=tally.pending - 1).plus(letter)
    return State(state.level, tuple(tallies))
