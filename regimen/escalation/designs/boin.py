"""BOIN, the Bayesian optimal interval design (Liu and Yuan 2015): an observed rate between two fixed bounds stays.

Its table is by number of evaluable subjects: so many DLTs or fewer escalate, so many or more de-escalate, so many
close the level for good. What it recommends at the end looks at every level (isotonic regression), so it is no table
of a level and its neighbours.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.decision import Action, Decision
from regimen.escalation.intervals import at_least
from regimen.escalation.state import State, Tally

SOURCE = "Liu and Yuan 2015, doi:10.1111/rssc.12089"
COHORT, MOST_SUBJECTS, MOST_AT_LEVEL, SURE = 3, 30, 12, 0.95
"""Teaching assumptions †: cohorts, end of the trial, end at one level, and how sure closing a level must be."""
_LOW, _HIGH = 0.6, 1.4
"""Rates that count as too low and too high, as shares of the target (the paper's recommendation)."""
_FEWEST_TO_CLOSE = 3
_RANGE = (0.05, 0.6)


class Bounds(NamedTuple):
    """What a number of evaluable subjects leads to."""

    evaluable: int
    escalate: int
    """So many DLTs or fewer escalate; −1 where none do."""
    de_escalate: int
    """So many or more de-escalate."""
    close: int | None
    """So many or more close the level and all above."""


@dataclass(frozen=True)
class Boin:
    """BOIN at a target rate."""

    target: float
    cohort: int = COHORT
    most: int = MOST_SUBJECTS
    most_at_level: int = MOST_AT_LEVEL

    def __post_init__(self) -> None:
        low, high = _RANGE
        if not low <= self.target <= high:
            raise RegimenError(f"a target rate of {self.target:g}", allowed=f"{low:g} to {high:g}")

    @property
    def id(self) -> str:
        """`boin:0.25`."""
        return f"boin:{self.target:g}"

    @property
    def name(self) -> str:
        """Plain name."""
        return f"BOIN, target {100 * self.target:g} %"

    @property
    def about(self) -> str:
        """What makes it differ."""
        return "compares the rate seen at the level with two bounds; has a target rate, which 3 + 3 has not"

    @property
    def waits(self) -> bool:
        """Yes: a cohort is treated together."""
        return True

    @property
    def local(self) -> bool:
        """No: what is recommended looks at every level."""
        return False

    @cached_property
    def rates(self) -> tuple[float, float]:
        """The bounds: a rate at or below the first escalates, at or above the second de-escalates."""
        p, low, high = self.target, _LOW * self.target, _HIGH * self.target
        first = log((1 - low) / (1 - p)) / log(p * (1 - low) / (low * (1 - p)))
        second = log((1 - p) / (1 - high)) / log(high * (1 - p) / (p * (1 - high)))
        return first, second

    def bounds(self, evaluable: int) -> Bounds:
        """A row of its table."""
        first, second = self.rates
        dlts = range(evaluable + 1)
        escalate = max((one for one in dlts if one <= first * evaluable), default=-1)
        down = next((one for one in dlts if one >= second * evaluable), evaluable + 1)
        close = next((one for one in dlts if self.closes(Tally(evaluable, one))), None)
        return Bounds(evaluable, escalate, down, close)

    def closes(self, tally: Tally) -> bool:
        """Whether the rate lies above the target with more than 95 % probability (uniform prior)."""
        return tally.evaluable >= _FEWEST_TO_CLOSE and _above(tally.evaluable, tally.dlts, self.target) > SURE

    def decide(self, state: State) -> Decision:
        """What comes next; nobody is enrolled while what comes next hangs on the pending."""
        tally = state.at(state.level)
        if not tally.pending:
            return self._settled(state)
        if tally.counted % self.cohort and not self.closes(tally):
            lacking = self.cohort - tally.counted % self.cohort
            return Decision(Action.STAY, state.level, "fill", "the cohort is not full", SOURCE, lacking)
        ways = {}
        for more in range(tally.pending + 1):
            tallies = list(state.tallies)
            tallies[state.level - 1] = Tally(tally.counted, tally.dlts + more)
            way = self._settled(state._replace(tallies=tuple(tallies)))
            ways[way.action, way.level] = way
        if len(ways) == 1:
            return next(iter(ways.values()))
        words = "subjects are pending, and what comes next hangs on them"
        return Decision(Action.HOLD, None, "pending", words, SOURCE)

    def _settled(self, state: State) -> Decision:
        tally, level = state.at(state.level), state.level
        closed = next((at for at in range(1, state.levels + 1) if self.closes(state.at(at))), state.levels + 1)
        if closed == 1:
            words = "the lowest level is too toxic: stop, no level is recommended"
            return Decision(Action.STOP, None, "too-toxic", words, SOURCE)
        if tally.evaluable % self.cohort and tally.evaluable:
            lacking = self.cohort - tally.evaluable % self.cohort
            return Decision(Action.STAY, level, "fill", "the cohort is not full", SOURCE, lacking)
        if not tally.evaluable:
            return Decision(Action.STAY, level, "fill", f"treat {self.cohort}", SOURCE, self.cohort)
        if sum(one.evaluable for one in state.tallies) >= self.most:
            return self._stop(state, closed, "full", f"{self.most} subjects†: stop; recommended by isotonic regression")
        found = self._step(level, tally, closed, state.levels)
        if found.level == level and tally.evaluable >= self.most_at_level:
            words = f"{self.most_at_level} subjects† at the level and no reason to leave it: stop"
            return self._stop(state, closed, "enough", words)
        return found

    def _step(self, level: int, tally: Tally, closed: int, levels: int) -> Decision:
        first, second = self.rates
        rate = tally.dlts / tally.evaluable
        if level >= closed or (rate >= second and level > 1):
            words = "too toxic for good" if level >= closed else f"{rate:.0%} is {second:.3f} or more"
            return Decision(
                Action.DE_ESCALATE, min(level, closed) - 1, "down", f"{words}: go down", SOURCE, self.cohort
            )
        if rate <= first and level + 1 < closed and level < levels:
            words = f"{rate:.0%} is {first:.3f} or less: next level"
            return Decision(Action.ESCALATE, level + 1, "up", words, SOURCE, self.cohort)
        words = f"{rate:.0%} at target {self.target:g}: stay"
        return Decision(Action.STAY, level, "stay", words, SOURCE, self.cohort)

    def _stop(self, state: State, closed: int, row: str, words: str) -> Decision:
        return Decision(Action.STOP, self.recommended(state, closed), row, words, SOURCE)

    def recommended(self, state: State, closed: int) -> int | None:
        """The level whose smoothed rate is nearest to the target, of those tried and not closed."""
        tried = [at for at in range(1, closed) if at <= state.levels and state.at(at).evaluable]
        if not tried:
            return None
        rates = isotonic([(state.at(at).dlts + 0.05, state.at(at).evaluable + 0.1) for at in tried])
        # Of levels that tie, the highest below the target, the lowest above it, as the authors' program does.
        best = min(
            zip(tried, rates, strict=True),
            key=lambda one: (round(abs(one[1] - self.target), 12), -one[0] if one[1] < self.target else one[0]),
        )
        return best[0]


def isotonic(parts: list[tuple[float, float]]) -> list[float]:
    """Rates that never fall, from events and weights: neighbours in the wrong order are pooled."""
    pools: list[tuple[float, float, int]] = []
    for events, weight in parts:
        pools.append((events, weight, 1))
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] > pools[-1][0] * pools[-2][1]:
            (one, first, many), (other, second, more) = pools[-2:]
            pools[-2:] = [(one + other, first + second, many + more)]
    return [events / weight for events, weight, count in pools for _ in range(count)]


@lru_cache(maxsize=4096)
def _above(evaluable: int, dlts: int, target: float) -> float:
    """Probability that the rate exceeds the target after a uniform prior: a tail of the binomial distribution."""
    return 1 - at_least(dlts + 1, evaluable + 1, target)
