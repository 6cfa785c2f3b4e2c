"""Subjects drawn by lot: when somebody comes, and what those who are enrolled tolerate; the same for every design."""

import random
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate, repeat
from math import log1p

_AT_ONCE = 40
"""Subjects drawn at once: most trials of five levels need no more."""


_LOWER_DIGITS = float(1 << 20)


def lot_of(tolerance: float) -> float:
    """A second number from 0 to 1 for the same subject: what the lower digits of its tolerance say."""
    return tolerance * _LOWER_DIGITS % 1


class Arrivals:
    """The subjects of one trial, as many as are asked for."""

    __slots__ = ("_accrual", "_seed", "days", "tolerances")

    def __init__(self, drawn: Callable[[], float], accrual: int, seed: int) -> None:
        self._accrual, self._seed = accrual, seed
        self.days = _days(drawn, accrual)
        """Days on which somebody comes, in order, from the opening of the trial."""
        self.tolerances = _tolerances(drawn)
        """In the order in which they are enrolled: a level whose chance of a DLT lies above it gives one."""

    def after(self, day: int, came: int) -> int:
        """The place of the first day, from the place `came` on, that is a given day or later."""
        while (place := bisect_left(self.days, day, came)) == len(self.days):
            self._more()
        return place

    def _more(self) -> None:
        """Draw more from a source of their own, so that the next trial has the same subjects whoever asks for more."""
        drawn = random.Random(self._seed + len(self.days)).random  # noqa: S311 - a lot, not a secret
        last = self.days[-1]
        self.days += [last + day for day in _days(drawn, self._accrual)]
        self.tolerances += _tolerances(drawn)


def _days(drawn: Callable[[], float], accrual: int) -> list[int]:
    """Somebody comes at any time with the same chance, on average every `accrual` days."""
    return [int(-accrual * one) for one in accumulate(map(log1p, [-drawn() for _ in repeat(None, _AT_ONCE)]))]


def _tolerances(drawn: Callable[[], float]) -> list[float]:
    return [drawn() for _ in repeat(None, _AT_ONCE)]


def lots(seed: int, accrual: int, trials: int) -> Iterator[Arrivals]:
    """The subjects of each trial; the same seed draws the same."""
    drawn = random.Random(seed).random  # noqa: S311 - a lot, not a secret
    return (Arrivals(drawn, accrual, (seed << 64) + (number << 32)) for number in range(trials))
