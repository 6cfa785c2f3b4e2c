"""3 + 3 written down once more, without tables, states or sums: every path of the three variants, one by one."""

from collections.abc import Iterator, Sequence
from math import comb
from typing import NamedTuple

Cohorts = tuple[tuple[int, int], ...]
"""Level and DLTs of each cohort of three."""


class Walked(NamedTuple):
    """One path."""

    chance: float
    recommended: int
    """0 for none."""
    cohorts: Cohorts


def walked(chances: Sequence[float], *, down: bool, six: bool) -> Iterator[Walked]:
    """Every path from level 1."""
    yield from _go(chances, 1, (), 1.0, down=down, six=six)


def _go(
    chances: Sequence[float], level: int, before: Cohorts, chance: float, *, down: bool, six: bool
) -> Iterator[Walked]:
    """Three more at a level."""
    p = chances[level - 1]
    for dlts in range(4):
        cohorts = (*before, (level, dlts))
        here = chance * comb(3, dlts) * p**dlts * (1 - p) ** (3 - dlts)
        following = _following(cohorts, len(chances), down=down, six=six)
        if following > 0:
            yield from _go(chances, following, cohorts, here, down=down, six=six)
        else:
            yield Walked(here, -following, cohorts)


def _following(cohorts: Cohorts, top: int, *, down: bool, six: bool) -> int:
    """The next level, or the recommended one with a minus sign."""
    level = cohorts[-1][0]
    seen = [dlts for at, dlts in cohorts if at == level]
    returned = any(at > level for at, _ in cohorts)
    if sum(seen) > 1:
        lower = [dlts for at, dlts in cohorts if at == level - 1]
        return level - 1 if down and len(lower) == 1 else 1 - level
    if len(seen) == 1 and (seen[0] == 1 or (six and level == top)):
        return level
    return -level if returned or level == top else level + 1
