"""What an explanation of one line's doses says and what it costs: matches, doses missed, extra doses, the end.

Pure integers: days are offsets from the reference day.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from regimen.deviations.costs import EXTRA, MISS, OVERRUN, PAUSE_DOSES, STOP, run_cost

Pair = tuple[int, int]
"""Index of a planned dose and of the given dose that it was."""


class Alignment(NamedTuple):
    """How the given doses are read."""

    cost: int
    pairs: tuple[Pair, ...]
    missed: tuple[tuple[int, int], ...]
    """Index of each planned dose that was due and not given, with the day on which it was expected."""
    extras: tuple[int, ...]
    """Index of each given dose that fits no planned one."""
    tail: int
    """Index of the planned dose after the last match; what is missed from here on is the end of the line."""
    paused: frozenset[int] = frozenset()
    """Indices of missed doses that cost nothing more, as a pause already explains them."""


def laid(planned: Sequence[int], given: Sequence[int], pairs: Sequence[Pair], limit: int | None = None) -> Alignment:
    """What an explanation by these matches says and costs."""
    cost = shift = i = j = 0
    missed: list[tuple[int, int]] = []
    extras: list[int] = []
    paused: list[int] = []
    for a, b in pairs:
        missed += ((k, planned[k] + shift) for k in range(i, a))
        extras += range(j, b)
        if a - i > PAUSE_DOSES and shift == 0 and given[b] == planned[a]:
            paused += _pause(planned, i, a)
        cost += MISS * (a - i) + EXTRA * (b - j)
        if given[b] - planned[a] != shift:
            shift = given[b] - planned[a]
            cost += run_cost(shift)
        i, j = a + 1, b + 1
    last = bisect_right(planned, last_due(limit, shift), i) if limit is not None else len(planned)
    missed += ((k, planned[k] + shift) for k in range(i, last))
    extras += range(j, len(given))
    cost += tail_cost(last - i, *beyond(planned, given, j)) - MISS * len(paused)
    return Alignment(cost, tuple(pairs), tuple(missed), tuple(extras), i, frozenset(paused))


def _pause(planned: Sequence[int], i: int, a: int) -> range:
    """The doses of a pause that cost nothing more: of those before dose `a`, day by day, all but the first two."""
    first = a
    while first > i and follows(planned, first):
        first -= 1
    return range(first + PAUSE_DOSES, a)


def follows(planned: Sequence[int], i: int) -> bool:
    """Whether a planned dose is of the same day as the one before it, or of the next."""
    return i > 0 and planned[i] - planned[i - 1] <= 1


def last_due(limit: int, shift: int) -> int:
    """Last planned day that is due: doses moved later are due later, doses moved earlier no earlier."""
    return limit - 1 - max(shift, 0)


def beyond(planned: Sequence[int], given: Sequence[int], j: int) -> tuple[int, int]:
    """Of the given doses from `j` on: how many lie up to the last planned day, and how many after it."""
    after = len(given) - max(j, bisect_right(given, planned[-1]))
    return len(given) - j - after, after


def tail_cost(due: int, within: int, beyond: int) -> int:
    """What is left after the last match: due doses not given, extra doses, doses beyond the plan."""
    return (0, MISS, STOP)[min(due, 2)] + EXTRA * within + (0, EXTRA, OVERRUN)[min(beyond, 2)]
