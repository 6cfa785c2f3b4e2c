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
from regimen.escalation.designs.tabled import WAIT, may_close, settled
from regimen.escalation.intervals import at_least
from regimen.escalation.state import State, Tally

SOURCE = "Liu and Yuan 2015, doi:10.1111/rssc.12089"
COHORT, MOST_SUBJECTS, MOST_AT_LEVEL, SURE = 3, 30, 12, 0.95
"""Teaching assumptions †: cohorts, end of the trial, end at one level, and how sure closing a level must be."""
MOST_ASKED = 120
"""Subjects that may be asked for."""
_LOW, _HIGH = 0.6, 1.4
"""Rates that count as too low and too high, as shares of the target (the paper's recommendation)."""
_FEWEST_TO_CLOSE = 3
_PRIOR = 0.05
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
    """Subjects of the trial."""
    most_at_level: int = MOST_AT_LEVEL

    def __post_init__(self) -> None:
        low, high = _RANGE
        if not low <= self.target <= high:
            raise RegimenError(f"a target rate of {self.target:g}", allowed=f"{low:g} to {high:g}")
        numbers = self.cohort, self.most, self.most_at_level
        if min(numbers) < 1 or max(numbers) > MOST_ASKED:
            words = f"cohorts of {self.cohort}, {self.most} subjects, {self.most_at_level} at a level"
            raise RegimenError(words, allowed=f"each 1 to {MOST_ASKED}")

    @property
    def id(self) -> str:
        """`boin:0.25`; with the three numbers behind it where they are not the usual ones."""
        numbers = (self.cohort, self.most, self.most_at_level)
        usual = numbers == (COHORT, MOST_SUBJECTS, MOST_AT_LEVEL)
        return ",".join([f"boin:{self.target!r}", *map(str, () if usual else numbers)])

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
        if any(may_close(self, below) for below in state.tallies[: state.level - 1]):
            return WAIT
        if not tally.pending:
            return self._settled(state)
        if tally.counted % self.cohort and state.level < self._closed(state):
            return self._fill(state)
        ways = {}
        for one in settled(tally):
            tallies = list(state.tallies)
            tallies[state.level - 1] = one
            way = self._settled(State(state.level, tuple(tallies)))
            ways[way.action, way.level] = way
        return next(iter(ways.values())) if len(ways) == 1 else WAIT

    def _closed(self, state: State) -> int:
        """The lowest level that is too toxic, one above the ladder if none is."""
        return next((at for at, tally in enumerate(state.tallies, 1) if self.closes(tally)), state.levels + 1)

    def _settled(self, state: State) -> Decision:
        """With nobody pending at the level in force."""
        tally, closed = state.at(state.level), self._closed(state)
        if closed == 1:
            words = "the lowest level is too toxic: stop, no level is recommended"
            return Decision(Action.STOP, None, "too-toxic", words, SOURCE)
        if state.level < closed and (tally.evaluable % self.cohort or not tally.evaluable):
            return self._fill(state)
        if sum(one.evaluable for one in state.tallies) >= self.most:
            return self._stop(state, closed, "full", f"{self.most} subjects†: stop")
        found = self._step(state, closed)
        if found.level == state.level and tally.evaluable >= self.most_at_level:
            words = f"{self.most_at_level} subjects† at the level and no reason to leave it: stop"
            return self._stop(state, closed, "enough", words)
        return found

    def _step(self, state: State, closed: int) -> Decision:
        """Up, down or neither, by the rate seen at the level in force."""
        level, tally = state.level, state.at(state.level)
        if level >= closed:
            words = f"level {closed} is too toxic for good: go down"
            return self._treat(state, Action.DE_ESCALATE, closed - 1, "down", words)
        first, second = self.rates
        rate = tally.dlts / tally.evaluable
        said = f"{tally.dlts} of {tally.evaluable} is {rate:.3f}"
        if first < rate < second:
            words = f"{said}, between {first:.3f} and {second:.3f}: stay"
            return self._treat(state, Action.STAY, level, "stay", words)
        said += f", at most {first:.3f}" if rate <= first else f", at least {second:.3f}"
        if rate <= first and level + 1 < closed:
            return self._treat(state, Action.ESCALATE, level + 1, "up", f"{said}: next level")
        if rate >= second and level > 1:
            return self._treat(state, Action.DE_ESCALATE, level - 1, "down", f"{said}: go down")
        return self._treat(state, Action.STAY, level, "stay", f"{said}, but no level is open there: stay")

    def _treat(self, state: State, action: Action, level: int, row: str, words: str) -> Decision:
        return Decision(action, level, row, words, SOURCE, self._lacking(state.at(level)))

    def _fill(self, state: State) -> Decision:
        tally = state.at(state.level)
        words = f"the cohort is not full: treat {self.cohort}" if tally.counted else f"treat {self.cohort}"
        return self._treat(state, Action.STAY, state.level, "fill", words)

    def _lacking(self, tally: Tally) -> int:
        return self.cohort - tally.counted % self.cohort

    def _stop(self, state: State, closed: int, row: str, words: str) -> Decision:
        if any(tally.pending for tally in state.tallies):
            return WAIT
        words = f"{words}; recommended is the level whose smoothed rate is nearest to the target"
        return Decision(Action.STOP, self.recommended(state, closed), row, words, SOURCE)

    def recommended(self, state: State, closed: int) -> int | None:
        """The level whose smoothed rate is nearest to the target, of those tried and not closed."""
        tried = [at for at in range(1, min(closed, state.levels + 1)) if state.at(at).evaluable]
        rates = isotonic([_estimate(state.at(at)) for at in tried])
        # Of levels that tie, the highest below the target, the lowest above it, as the authors' program does.
        return min(
            zip(tried, rates, strict=True),
            key=lambda one: (round(abs(one[1] - self.target), 12), -one[0] if one[1] < self.target else one[0]),
            default=(None, 0.0),
        )[0]


def _estimate(tally: Tally) -> tuple[float, float]:
    """Rate and weight of a level: mean and inverse variance after the authors' prior of 0.05 DLTs and 0.05 others."""
    yes, no = tally.dlts + _PRIOR, tally.evaluable - tally.dlts + _PRIOR
    both = yes + no
    return yes / both, both**2 * (both + 1) / (yes * no)


def isotonic(parts: list[tuple[float, float]]) -> list[float]:
    """Rates that never fall, from rates and weights: neighbours in the wrong order share their mean."""
    pools: list[tuple[float, float, int]] = []
    for rate, weight in parts:
        pools.append((rate, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, first, many), (other, second, more) = pools[-2:]
            mean = (one * first + other * second) / (first + second)
            pools[-2:] = [(mean, first + second, many + more)]
    return [rate for rate, _, count in pools for _ in range(count)]


@lru_cache(maxsize=4096)
def _above(evaluable: int, dlts: int, target: float) -> float:
    """Probability that the rate exceeds the target after a uniform prior: a tail of the binomial distribution."""
    return 1 - at_least(dlts + 1, evaluable + 1, target)
