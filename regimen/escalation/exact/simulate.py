"""Simulated trials, seeded: draws from the exact chances of every end, so that a million take under a second.

It shows what exact chances do not: how far the few trials that anybody runs lie from the average. Ladders too long
for whole states are walked trial by trial.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.exact.course import Conduct
from regimen.escalation.exact.engine import MOST_WHOLE
from regimen.escalation.exact.given import check_chances
from regimen.escalation.exact.graph import Node, graph_of
from regimen.escalation.exact.subjects import Subjects, Walker, seeded
from regimen.escalation.exact.whole import sums_of
from regimen.escalation.state import State

MOST_DRAWN, MOST_WALKED = 5_000_000, 200_000
"""Trials of one simulation."""


class End(NamedTuple):
    """What is kept of a trial."""

    recommended: int | None
    subjects: int
    dlts: int


class Simulated(NamedTuple):
    """What became of simulated trials."""

    trials: int
    seed: int
    ends: tuple[tuple[End, int], ...]
    """Every end that came up, with its number of trials, the most frequent first."""

    def recommended(self, level: int | None) -> int:
        """Trials that recommend a level, or none."""
        return sum(count for end, count in self.ends if end.recommended == level)

    @property
    def mean_subjects(self) -> float:
        """Subjects of a trial on average."""
        return sum(end.subjects * count for end, count in self.ends) / self.trials

    @property
    def mean_dlts(self) -> float:
        """DLTs of a trial on average."""
        return sum(end.dlts * count for end, count in self.ends) / self.trials


def simulate(conduct: Conduct, chances: Sequence[float], state: State, trials: int, seed: int) -> Simulated:
    """Run trials; the same seed gives the same ones."""
    check_chances(chances, state.levels)
    drawn = state.levels <= MOST_WHOLE or not conduct.design.local
    most = MOST_DRAWN if drawn else MOST_WALKED
    if not 1 <= trials <= most:
        raise RegimenError(f"{trials:,} trials of {state.levels} levels", allowed=f"1 to {most:,}")
    ends = (_drawn if drawn else _walked)(conduct, chances, state, trials, seeded(seed))
    return Simulated(trials, seed, tuple(ends.most_common()))


def _drawn(conduct: Conduct, chances: Sequence[float], state: State, trials: int, random: Random) -> Counter[End]:
    _, finals = sums_of(graph_of(conduct, state), chances)
    weights = list(accumulate(final.chance for final in finals))
    found: Counter[End] = Counter()
    for place, count in Counter(random.choices(range(len(finals)), cum_weights=weights, k=trials)).items():
        found[_end(finals[place].node)] += count
    return found


def _walked(conduct: Conduct, chances: Sequence[float], state: State, trials: int, random: Random) -> Counter[End]:
    walker = Walker(conduct, state, chances)
    return Counter(_end(walker.walk(Subjects(random))[-1][0]) for _ in range(trials))


def _end(node: Node) -> End:
    tallies = node.state.tallies
    return End(node.recommended, sum(tally.enrolled for tally in tallies), sum(tally.dlts for tally in tallies))
