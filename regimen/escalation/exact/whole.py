"""Exact sums over the graph of whole states, for designs that look further than one level up and down."""

from collections.abc import Iterable, Sequence
from math import comb
from typing import NamedTuple

from regimen.escalation.exact.chances import Sums
from regimen.escalation.exact.graph import Graph, Node
from regimen.escalation.exact.spread import Spread


class Final(NamedTuple):
    """A state in which the trial ends."""

    node: Node
    chance: float


def sums_of(graph: Graph, chances: Sequence[float]) -> tuple[Sums, list[Final]]:
    """Chances of every end, and expected results; beside them every final state with its chance."""
    nodes = graph.ordered()
    reached = [1.0] + [0.0] * (len(nodes) - 1)
    cohorts: dict[tuple[int, int], list[float]] = {}
    ends, more, finals = [0.0] * (len(chances) + 1), [0.0] * len(chances), list[Final]()
    for node, here in zip(nodes, reached, strict=True):
        if node.ended:
            ends[node.recommended or 0] += here
            finals.append(Final(node, here))
            continue
        key = node.level - 1, node.results
        if key not in cohorts:
            cohorts[key] = binomial(node.results, chances[node.level - 1])
        more[node.level - 1] += here * node.results
        for after, chance in zip(node.then, cohorts[key], strict=True):
            reached[after.index] += here * chance
    return Sums(ends[1:], ends[0], more), finals


def binomial(results: int, p: float) -> list[float]:
    """The chance of 0, 1, … DLTs."""
    return [comb(results, dlts) * p**dlts * (1 - p) ** (results - dlts) for dlts in range(results + 1)]


def subjects_of(finals: Sequence[Final]) -> Spread:
    """Chance of each number of subjects at the end."""
    return _spread((sum(tally.enrolled for tally in node.state.tallies), chance) for node, chance in finals)


def dlts_of(finals: Sequence[Final]) -> Spread:
    """Chance of each number of DLTs at the end."""
    return _spread((sum(tally.dlts for tally in node.state.tallies), chance) for node, chance in finals)


def _spread(parts: Iterable[tuple[int, float]]) -> Spread:
    found: Spread = {}
    for number, chance in parts:
        found[number] = found.get(number, 0.0) + chance
    return {number: found[number] for number in sorted(found) if found[number]}


def path_count_of(graph: Graph) -> int:
    """How many paths there are, cohorts told apart by their number of DLTs."""
    nodes = graph.ordered()
    paths = [1] + [0] * (len(nodes) - 1)
    for node, here in zip(nodes, paths, strict=True):
        for after in () if node.ended else node.then:
            paths[after.index] += here
    return sum(count for node, count in zip(nodes, paths, strict=True) if node.ended)
