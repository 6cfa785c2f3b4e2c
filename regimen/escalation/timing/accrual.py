"""When subjects come: somebody always ready, at even distances, or on given days.

Whole days as ordinals. Who comes while no place is open is treated elsewhere, so asking for a day passes over them.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol


class Accrual(Protocol):
    """Subjects in the order in which they come."""

    def after(self, day: int) -> int | None:
        """The day of the first subject who comes on a day or later; None if nobody does."""

    def take(self) -> None:
        """Enrol that subject."""


class Ready:
    """From a day on somebody is ready whenever a place opens."""

    def __init__(self, first: int) -> None:
        self._first = first

    def after(self, day: int) -> int:
        """That day."""
        return max(day, self._first)

    def take(self) -> None:
        """There is always another one."""


class Dated:
    """Subjects on given days, in order."""

    def __init__(self, days: Sequence[int]) -> None:
        self._days, self._next = days, 0

    def after(self, day: int) -> int | None:
        """The first of the days not before it that is left."""
        self._next = bisect_left(self._days, day, self._next)
        return self._days[self._next] if self._next < len(self._days) else None

    def take(self) -> None:
        """That day is gone."""
        self._next += 1


class Steady:
    """A subject every so many days."""

    def __init__(self, first: int, every: int) -> None:
        self._first, self._every, self._next = first, every, 0

    def after(self, day: int) -> int:
        """The first such day not before it that is left."""
        self._next = max(self._next, -((self._first - day) // self._every))
        return self._first + self._next * self._every

    def take(self) -> None:
        """That day is gone."""
        self._next += 1


class Few:
    """The first few of others."""

    def __init__(self, others: Accrual, most: int) -> None:
        self._others, self._left = others, most

    def after(self, day: int) -> int | None:
        """The day of the next one; None once they are taken."""
        return self._others.after(day) if self._left else None

    def take(self) -> None:
        """One less is left."""
        self._left -= 1
        self._others.take()
