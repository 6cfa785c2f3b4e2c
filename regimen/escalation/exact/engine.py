"""The two exact ways to chances, and which one a design needs.

A ladder costs as much as it has levels and serves every design that decides by a level and its neighbours. Whole
states serve all others; their number grows with the levels unless the design ends by its number of subjects.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from regimen.errors import RegimenError
from regimen.escalation.exact.chances import Sums, sums
from regimen.escalation.exact.course import Conduct
from regimen.escalation.exact.graph import Graph, graph_of
from regimen.escalation.exact.ladder import Ladder, ladder_of
from regimen.escalation.exact.pending import settled
from regimen.escalation.exact.rung import NotLocalError
from regimen.escalation.exact.spread import Spread, dlts, path_count, subjects
from regimen.escalation.exact.whole import dlts_of, path_count_of, subjects_of, sums_of
from regimen.escalation.state import State

MOST_WHOLE = 8
"""Levels up to which a table that climbs again after a return is followed state by state."""


class Engine(Protocol):
    """Exact chances of a conduct from a state."""

    def sums(self, chances: Sequence[float]) -> Sums:
        """Every end, and expected results."""

    def subjects(self, chances: Sequence[float]) -> Spread:
        """Chance of each number of subjects in all."""

    def dlts(self, chances: Sequence[float]) -> Spread:
        """Chance of each number of DLTs in all."""

    @property
    def paths(self) -> int:
        """How many paths there are."""


class ByLadder:
    """By level, once the results that come first are settled."""

    def __init__(self, conduct: Conduct, state: State) -> None:
        self.conduct, self.state = conduct, state
        (self.first, _), *more = self._ladders([0.5] * state.levels)
        self.alone = not more

    def _ladders(self, chances: Sequence[float]) -> list[tuple[Ladder, float]]:
        found = settled(self.conduct, self.state, chances)
        return [(ladder_of(self.conduct, state), chance) for state, chance in found]

    def sums(self, chances: Sequence[float]) -> Sums:
        """Every end, and expected results."""
        if self.alone:
            return sums(self.first, chances)
        select, none, more = [0.0] * len(chances), 0.0, [0.0] * len(chances)
        for ladder, weight in self._ladders(chances):
            part = sums(ladder, chances)
            none += weight * part.none
            for place, (was, now) in enumerate(zip(self.state.tallies, ladder.state.tallies, strict=True)):
                select[place] += weight * part.select[place]
                more[place] += weight * (part.more[place] + was.pending - now.pending)
        return Sums(select, none, more)

    def subjects(self, chances: Sequence[float]) -> Spread:
        """Chance of each number of subjects in all."""
        return self._added(chances, subjects, lambda state: sum(one.evaluable + one.excluded for one in state.tallies))

    def dlts(self, chances: Sequence[float]) -> Spread:
        """Chance of each number of DLTs in all."""
        return self._added(chances, dlts, lambda state: sum(one.dlts for one in state.tallies))

    def _added(
        self,
        chances: Sequence[float],
        spread: Callable[[Ladder, Sequence[float]], Spread],
        so_far: Callable[[State], int],
    ) -> Spread:
        found: Spread = {}
        for ladder, weight in self._ladders(chances):
            had = so_far(ladder.state)
            for number, chance in spread(ladder, chances).items():
                found[number + had] = found.get(number + had, 0.0) + weight * chance
        return {number: found[number] for number in sorted(found) if found[number]}

    @cached_property
    def paths(self) -> int:
        """How many paths there are."""
        return sum(path_count(ladder) for ladder, _ in self._ladders([0.5] * self.state.levels))


class ByState:
    """By whole states."""

    def __init__(self, conduct: Conduct, state: State) -> None:
        self.conduct, self.state = conduct, state

    @property
    def graph(self) -> Graph:
        """Kept for the latest questions only, since it may be large."""
        return graph_of(self.conduct, self.state)

    def sums(self, chances: Sequence[float]) -> Sums:
        """Every end, and expected results."""
        return sums_of(self.graph, chances)[0]

    def subjects(self, chances: Sequence[float]) -> Spread:
        """Chance of each number of subjects in all."""
        return subjects_of(sums_of(self.graph, chances)[1])

    def dlts(self, chances: Sequence[float]) -> Spread:
        """Chance of each number of DLTs in all."""
        return dlts_of(sums_of(self.graph, chances)[1])

    @cached_property
    def paths(self) -> int:
        """How many paths there are."""
        return path_count_of(self.graph)


@lru_cache(maxsize=64)
def engine_of(conduct: Conduct, state: State) -> Engine:
    """The cheapest exact way; refuses a table that needs whole states on a long ladder."""
    if not conduct.design.local:
        return ByState(conduct, state)
    try:
        return ByLadder(conduct, state)
    except NotLocalError:
        if state.levels > MOST_WHOLE:
            what = f"{conduct.design.id} climbs again after it went down, so its whole state must be followed"
            raise RegimenError(what, allowed=f"up to {MOST_WHOLE} levels for such a table") from None
        return ByState(conduct, state)
