"""Counting: which whole units, or which vials, make up an amount.

Whole units: the fewest, then a single strength (HOPA dose-rounding position statement: Fahrenbruch R et al.
J Oncol Pract 2018;14:e130-6), then larger strengths first. Units are never split: lenalidomide capsules, for
one, must not be opened. Vials are opened so that the least is left over, then so that they are few.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from math import gcd
from typing import NamedTuple

MAX_UNITS = 40
"""Most units proposed for one administration; more is a slip, not a dose."""

_MAX_CELLS = 5_000
"""Largest grid searched; real strengths of one drug share a step and need far fewer."""

_Key = tuple[int, int, tuple[int, ...]]
"""Units, strengths, and the counts negated: the least key is the choice wanted."""
_Rank = Callable[[Decimal], tuple[Decimal, ...] | None]
"""How good a sum is, least first; None is no answer."""


class Counted(NamedTuple):
    """So many of each size."""

    total: Decimal
    """What they hold together."""
    counts: tuple[tuple[int, Decimal], ...]
    """Count and size, largest size first."""


def nearest_count(wanted: Decimal, sizes: Collection[Decimal], top: Decimal | None = None) -> Counted | None:
    """Whole units nearest to `wanted` and not above `top`, a tie upwards; None beyond MAX_UNITS or without sizes."""
    if not sizes or wanted > MAX_UNITS * max(sizes):
        return None
    highest = wanted + max(sizes)
    return _counted(sizes, highest if top is None else min(highest, top), lambda total: (abs(total - wanted), -total))


def vials_to_open(needed: Decimal, sizes: Collection[Decimal]) -> Counted | None:
    """The vials that hold `needed` and leave the least over; None beyond MAX_UNITS or without sizes."""
    if not sizes:
        return None
    return _counted(sizes, needed + max(sizes), lambda total: (total - needed,) if total >= needed else None)


def _counted(sizes: Iterable[Decimal], top: Decimal, rank: _Rank) -> Counted | None:
    """The sum up to `top` with the least rank, made of the fewest units."""
    ordered = sorted(set(sizes), reverse=True)
    grid, weights = _grid(ordered)
    cells = int(top // grid)
    if cells > _MAX_CELLS:
        return None
    reachable = _fewest(weights, cells)
    ranked = [(key, cell) for cell in reachable if cell and (key := rank(cell * grid)) is not None]
    if not ranked:
        return None
    best = min(ranked)[1]
    counts = [-count for count in reachable[best][2]]
    return Counted(best * grid, tuple((count, size) for count, size in zip(counts, ordered, strict=True) if count))


def _grid(sizes: list[Decimal]) -> tuple[Decimal, tuple[int, ...]]:
    """The greatest step that all sizes are multiples of, and the multiples."""
    places = max(0, *(-int(size.normalize().as_tuple().exponent) for size in sizes))
    scaled = [int(size.scaleb(places)) for size in sizes]
    step = gcd(*scaled)
    return Decimal(step).scaleb(-places), tuple(weight // step for weight in scaled)


@lru_cache(maxsize=256)
def _fewest(weights: tuple[int, ...], cells: int) -> Mapping[int, _Key]:
    """For each reachable sum the least key, one size after another, largest first.

    Kept, because a plan is laid out again at every keystroke and its capsules stay the same.
    """
    best: dict[int, _Key] = {0: (0, 0, ())}
    for weight in weights:
        using: dict[int, _Key] = {}
        for cell in range(weight, cells + 1):
            options = []
            if first := best.get(cell - weight):
                options.append((first[0] + 1, first[1] + 1, (*first[2], -1)))
            if more := using.get(cell - weight):
                options.append((more[0] + 1, more[1], (*more[2][:-1], more[2][-1] - 1)))
            if options and (least := min(options))[0] <= MAX_UNITS:
                using[cell] = least
        without = {cell: (units, kinds, (*counts, 0)) for cell, (units, kinds, counts) in best.items()}
        best = without | {cell: min(key, without.get(cell, key)) for cell, key in using.items()}
    return best
