"""The conduct of `conduct.py` in whole numbers only, fast enough for tens of thousands of trials a second.

For designs whose decision looks at a level and its neighbours. A tally is one number and a decision another; each
question is put to the design once, and what is left is a loop over starts and verdicts. A test holds it to the plain
form, trial by trial.
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.decision import Action, Design
from regimen.escalation.state import State, Tally
from regimen.escalation.timing.arrivals import Arrivals, lot_of
from regimen.escalation.timing.planning import Planning

_ENROLLED, _KNOWN, _BITS = 1 << 16, 1 << 8, 255
"""A tally: those who count, of them the evaluable, of them those with a DLT, eight bits each."""
_OFF = -1
"""The tally beyond either end of the ladder."""
_HOLD, _STOP_HERE, _STOP_NONE = 3, 4, 6
"""Decisions; 0, 1 and 2 enrol at the level below, here and above, 5 stops and recommends the one below."""
_NEVER = 1 << 62


class Finish(NamedTuple):
    """How one trial ended."""

    day: int
    """Days from its opening to the last decision."""
    level: int
    """Recommended level; 0 if there is none."""
    treated: int
    dlts: int


class Race:
    """One design on one ladder; every answer of the design is kept."""

    def __init__(self, design: Design, chances: Sequence[float], planning: Planning, start: int = 1) -> None:
        if not design.local:
            allowed = "designs that are tables of a level and its neighbours: 3 + 3, A + B, rolling six"
            raise RegimenError(f"{design.id} looks at every level and is not run through the calendar", allowed=allowed)
        self.design, self.planning = design, planning
        self._start, self._chances = start, (0.0, *chances)
        self._answers: dict[tuple[int, int, int], int] = {}

    def run(self, arrivals: Arrivals) -> Finish:
        """One trial."""
        days, tolerances, answers, chances = arrivals.days, arrivals.tolerances, self._answers, self._chances
        window, lag, stagger = self.planning.window, self.planning.review_lag, self.planning.stagger
        complete = None if self.planning.recovery is None else self.planning.complete
        tallies, opens = [_OFF, *[0] * (len(chances) - 1), _OFF], [0] * (len(chances) + 1)
        pending: list[tuple[int, int, int]] = []
        level, due = self._start, _NEVER
        now = came = treated = dlts = 0
        while True:
            key = tallies[level - 1], tallies[level], tallies[level + 1]
            code = answers.get(key)
            if code is None:
                code = answers[key] = self._ask(*key)
            if code < _HOLD:
                at = level + code - 1
                first = opens[at] if opens[at] > now else now  # noqa: FURB136 - max() takes twice as long
                if came == len(days) or days[came] < first:
                    came = arrivals.after(first, came)
                if (day := days[came]) < due:
                    level, now = at, day
                    opens[at] = day + stagger
                    tallies[at] += _ENROLLED
                    tolerance = tolerances[treated]
                    dlt = tolerance < chances[at]
                    days_on = window + dlt if dlt or complete is None else complete(lot_of(tolerance))
                    heappush(pending, (day + days_on + lag, at, _KNOWN + dlt))
                    due = pending[0][0]
                    came, treated, dlts = came + 1, treated + 1, dlts + dlt
                    continue
            elif code > _HOLD:
                return Finish(now, 0 if code == _STOP_NONE else level + _STOP_HERE - code, treated, dlts)
            now = due
            while due == now:
                _, at, known = heappop(pending)
                tallies[at] += known
                due = pending[0][0] if pending else _NEVER

    def _ask(self, below: int, here: int, above: int) -> int:
        """The design's answer where a level and its neighbours have these tallies."""
        level = 1 if below == _OFF else 2
        tallies = tuple(_tally(one) for one in (below, here, above) if one != _OFF)
        decision = self.design.decide(State(level, tallies))
        if decision.action is Action.HOLD:
            if not any(one.pending for one in tallies):
                raise RegimenError(f"{self.design.id} holds with nobody pending, so the trial would never end")
            return _HOLD
        if decision.level is None:
            return _STOP_NONE
        return level + _STOP_HERE - decision.level if decision.action is Action.STOP else decision.level - level + 1


def _tally(number: int) -> Tally:
    evaluable = number >> 8 & _BITS
    return Tally(evaluable, number & _BITS, (number >> 16) - evaluable)
