"""Counts over time: the nadir, and for how many days a value was low.

Between two samples nobody knows, so durations are told as least and most: from the first to the last low sample of a
spell, and from the last sample before it that was not low to the first after it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from regimen.counts.count import Count
from regimen.days import DAY_ONE, DayNumbering

Point = tuple[int, Count]
"""Study day and value; a list of points is in order of time."""


class Spell(NamedTuple):
    """One stretch of low samples."""

    before: int | None
    """Day of the last sample before it that was not low; None if it was low from the first one."""
    first: int
    last: int
    """Days of the first and the last low sample."""
    after: int | None
    """Day of the first sample after it that was not low; None if there is none."""

    def least(self, numbering: DayNumbering = DAY_ONE) -> int:
        """Days that are surely low, counts between low samples taken as low."""
        return numbering.elapsed(self.first, self.last) + 1

    def most(self, numbering: DayNumbering = DAY_ONE) -> int | None:
        """Days that can have been low; None if it began before the samples or goes on."""
        if self.before is None or self.after is None:
            return None
        return max(self.least(numbering), numbering.elapsed(self.before, self.after) - 1)


class DaysLow(NamedTuple):
    """For how many days a value was low, all spells together."""

    least: int
    most: int | None
    """None if a spell has no known beginning or end."""


def nadir(points: Sequence[Point]) -> Point | None:
    """The lowest sample, the first of equal ones; `<0.1` is lower than 0.1."""
    return min(points, key=lambda point: (point[1].value, not point[1].below), default=None)


def spells(points: Sequence[Point], threshold: Decimal) -> Iterator[Spell]:
    """Every stretch of samples below a threshold; a value that cannot tell ends none and begins none."""
    before, first, last = None, None, None
    for day, count in points:
        low = count.under(threshold)
        if low:
            first, last = day if first is None else first, day
        elif low is False:
            if first is not None and last is not None:
                yield Spell(before, first, last, day)
            before, first, last = day, None, None
    if first is not None and last is not None:
        yield Spell(before, first, last, None)


def days_low(points: Sequence[Point], threshold: Decimal, numbering: DayNumbering = DAY_ONE) -> DaysLow:
    """Days below a threshold: at least, and at most."""
    found = list(spells(points, threshold))
    most = [spell.most(numbering) for spell in found]
    known = [days for days in most if days is not None]
    return DaysLow(
        sum(spell.least(numbering) for spell in found),
        sum(known) if len(known) == len(most) else None,
    )
