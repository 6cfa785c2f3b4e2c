"""How a trial runs between two decisions: who is enrolled, and whose results come next.

A design says how many enrol. Here it is settled when their results are known: by default all of them before anybody
else enrols; with `waiting` above one, a design that enrols one by one goes on until so many wait. Results come in
the order of enrolment, and before the trial leaves a level or ends, those who still wait there are known.
"""

from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.decision import Decision, Design
from regimen.escalation.state import State, Tally

MOST_WAITING = 6


class Draw(NamedTuple):
    """Results about to come."""

    state: State
    """Before them; those they belong to are pending."""
    level: int
    results: int


class Ended(NamedTuple):
    """The end of the trial."""

    state: State
    decision: Decision


Step = Draw | Ended


class Conduct(NamedTuple):
    """A design, and how many may wait for their results at once."""

    design: Design
    waiting: int = 1

    @property
    def accrual(self) -> str:
        """Which results are taken to be known when the next subjects are enrolled."""
        if self.design.waits:
            return "every result of a cohort is known before anybody else is enrolled"
        if self.waiting == 1:
            return "each result is known before the next subject is enrolled"
        return f"up to {self.waiting} subjects wait for their results at once, which come in the order of enrolment"

    def first(self, state: State) -> Step:
        """What happens from a state on: enrol until results are due or the trial ends."""
        while True:
            due = self._due(state)
            if due:
                return due
            decision, pending = self.design.decide(state), state.at(state.level).pending
            if not decision.continues or (decision.level or state.level) != state.level:
                if pending:
                    return Draw(state, state.level, pending)
                if not decision.continues:
                    return Ended(state, decision)
            elif decision.level is None or not decision.enrol:
                return self._held(state, decision)
            state = self._enrolled(state, decision)

    def after(self, draw: Draw, dlts: int) -> Step:
        """What happens when `dlts` of the results are DLTs."""
        return self.first(known(draw, dlts))

    def _due(self, state: State) -> Draw | None:
        """Results that come before anybody decides."""
        for level, tally in enumerate(state.tallies, 1):
            if tally.pending and (level != state.level or self.waiting == 1 or self.design.waits):
                return Draw(state, level, tally.pending)
        return Draw(state, state.level, 1) if state.at(state.level).pending >= self.waiting else None

    def _held(self, state: State, decision: Decision) -> Draw:
        if not state.at(state.level).pending:
            what = f"{self.design.id} holds at level {state.level} with nobody pending, so the trial would never go on"
            raise RegimenError(what, hint=f"row {decision.row} says so; let it stay, move or stop")
        return Draw(state, state.level, 1)

    def _enrolled(self, state: State, decision: Decision) -> State:
        """With a cohort more, or one subject of a design that enrols one by one."""
        level = decision.level or state.level
        here = state.at(level)
        more = decision.enrol if self.design.waits else 1
        return _with(state, level, here._replace(pending=here.pending + more), level)


def conduct_of(design: Design, waiting: int = 1) -> Conduct:
    """A design with so many waiting at once; a design that waits for its cohorts has no such choice."""
    if not 1 <= waiting <= MOST_WAITING:
        raise RegimenError(f"{waiting} waiting for their results at once", allowed=f"1 to {MOST_WAITING}")
    return Conduct(design, 1 if design.waits else waiting)


def known(draw: Draw, dlts: int) -> State:
    """The state once `dlts` of the results are DLTs, before anything is decided."""
    was = draw.state.at(draw.level)
    tally = Tally(was.evaluable + draw.results, was.dlts + dlts, was.pending - draw.results, was.excluded)
    return _with(draw.state, draw.level, tally, draw.state.level)


def _with(state: State, level: int, tally: Tally, force: int) -> State:
    """The state with another tally at a level, and the level in force."""
    tallies = state.tallies
    return State(force, (*tallies[: level - 1], tally, *tallies[level:]))
