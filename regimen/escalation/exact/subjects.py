"""Simulated subjects, and a trial walked with them: nobody is fitted, no design knows who comes.

A subject has one tolerance, a number from 0 to 1, for life: at a level with a greater chance of a DLT the subject
has one. So the same subject answers every design alike, and designs can be compared subject by subject.
"""

from collections.abc import Sequence
from random import Random

from regimen.errors import RegimenError
from regimen.escalation.exact.course import Conduct
from regimen.escalation.exact.graph import Graph, Node
from regimen.escalation.state import State

_SEEDS = 10**9


def seeded(seed: int, trial: int = 0) -> Random:
    """The chance of a trial: the same for the same seed, another for each trial."""
    if not 0 <= seed < _SEEDS:
        raise RegimenError(f"seed {seed}", allowed=f"0 to {_SEEDS - 1:,}")
    return Random(seed + _SEEDS * trial)  # noqa: S311 - a simulation


class Subjects:
    """An endless row of subjects; made when first asked for, the same whoever asks."""

    __slots__ = ("_random", "tolerances")

    def __init__(self, random: Random) -> None:
        self._random = random
        self.tolerances: list[float] = []

    def first(self, count: int) -> list[float]:
        """The tolerances of at least the first `count`."""
        had = self.tolerances
        while len(had) < count:
            had.append(self._random.random())
        return had


class Walker:
    """Trials of one conduct from one state, each with its own subjects; the states met are kept."""

    def __init__(self, conduct: Conduct, state: State, chances: Sequence[float]) -> None:
        self.conduct, self.state, self.chances = conduct, state, chances
        self.graph = Graph(conduct, state)

    def walk(self, subjects: Subjects) -> list[tuple[Node, int]]:
        """Every node of a trial with its DLTs, the last one its end with none."""
        if self.graph.full:
            self.graph = Graph(self.conduct, self.state)
        node, seen, met = self.graph.root, 0, list[tuple[Node, int]]()
        while not node.ended:
            tolerances, chance = subjects.first(seen + node.results), self.chances[node.level - 1]
            dlts = 0
            for one in tolerances[seen : seen + node.results]:
                dlts += one < chance
            met.append((node, dlts))
            seen += node.results
            node = node.then[dlts]
        met.append((node, 0))
        return met
