"""Chances filled into a ladder: each level recommended, and how many subjects to expect, by two walks over it.

Up: how likely each level is reached, by what was left behind below. Down: how likely a climb from there comes to
nothing and sends the trial back. Their product is the return to a level.
"""

from collections.abc import Sequence
from typing import NamedTuple

from regimen.escalation.exact.ladder import Floor, Ladder

Weighed = list[tuple[float, float]]
"""Of each set of terms: its chance, and its chance times its results."""


class Sums(NamedTuple):
    """What is expected from a state on."""

    select: list[float]
    """By level, the lowest first."""
    none: float
    more: list[float]
    """Results to come, by level."""


def sums(ladder: Ladder, chances: Sequence[float]) -> Sums:
    """Chances of every end, and expected results."""
    weighed = [_weighed(floor, p) for floor, p in zip(ladder.floors, chances, strict=False)]
    ends, more = [0.0] * (len(chances) + 1), [0.0] * len(chances)
    reached = _climbed(ladder, weighed, ends, more)
    _returned(ladder, weighed, reached, ends, more)
    return Sums(ends[1:], ends[0], more)


def _weighed(floor: Floor, p: float) -> Weighed:
    yes, no = [1.0], [1.0]
    for _ in range(floor.most):
        yes.append(yes[-1] * p)
        no.append(no[-1] * (1 - p))
    found = []
    for terms in floor.terms:
        chance = results = 0.0
        for dlts, others, ways, _ in terms:
            one = ways * yes[dlts] * no[others]
            chance += one
            results += one * (dlts + others)
        found.append((chance, results))
    return found


def _climbed(ladder: Ladder, weighed: list[Weighed], ends: list[float], more: list[float]) -> list[list[float]]:
    """How likely each level is climbed to, by kind of the level below; what ends on the way is added up."""
    reached = [[1.0]]
    for place, (floor, weights) in enumerate(zip(ladder.floors, weighed, strict=True)):
        left, expected = [0.0] * len(floor.returns), 0.0
        for arrived, stay in zip(reached[place], floor.climbs, strict=True):
            results = 0.0
            for kind, terms in stay.up:
                chance, some = weights[terms]
                left[kind] += arrived * chance
                results += some
            for level, terms in stay.ends:
                chance, some = weights[terms]
                ends[level] += arrived * chance
                results += some
            for terms in stay.down:
                results += weights[terms][1]
            expected += arrived * results
        more[place] = expected
        reached.append(left)
    return reached


def _returned(
    ladder: Ladder, weighed: list[Weighed], reached: list[list[float]], ends: list[float], more: list[float]
) -> None:
    """Levels from the highest: who is sent back there, and what becomes of them."""
    back: list[float] = []
    """Of those who leave the level in hand upwards, by kind: how likely the level above sends them back."""
    for place in range(len(ladder.floors) - 1, -1, -1):
        floor, weights, sent = ladder.floors[place], weighed[place], list[float]()
        for number, (arrived, stay) in enumerate(zip(reached[place], floor.climbs, strict=True)):
            down = 0.0
            for terms in stay.down:
                down += weights[terms][0]
            for kind, left in stay.up:
                again = weights[left][0] * back[kind]
                if not again:
                    continue
                then = floor.returns[kind][number]
                for terms in then.down:
                    chance, results = weights[terms]
                    down += again * chance
                    more[place] += arrived * again * results
                for level, terms in then.ends:
                    chance, results = weights[terms]
                    ends[level] += arrived * again * chance
                    more[place] += arrived * again * results
            sent.append(down)
        back = sent
