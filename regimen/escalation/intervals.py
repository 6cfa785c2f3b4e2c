"""Exact binomial intervals (Clopper and Pearson 1934): what a few subjects can and cannot say about a chance.

The lower end is the chance at which as many events or more would be seen with half the remaining probability; the
upper end is the same question asked of those without the event. Sums of binomial terms, halved until the numbers
of the machine lie no closer.
"""

from functools import lru_cache
from math import exp, fsum, lgamma, log, log1p
from typing import NamedTuple

from regimen.errors import RegimenError

CONFIDENCES = (90, 95)
"""Per cent: what is shown side by side."""
MOST_SUBJECTS = 10_000


class Interval(NamedTuple):
    """A proportion and the chances it is compatible with."""

    events: int
    of: int
    confidence: float
    """Per cent."""
    low: float
    high: float

    @property
    def ends(self) -> str:
        """Both ends as per cent with one decimal: `0.4–57.9`."""
        return f"{100 * self.low:.1f}–{100 * self.high:.1f}"

    def __str__(self) -> str:
        return f"{self.events}/{self.of} ({self.confidence:g} % CI {self.ends})"


def exact_intervals(events: int, of: int) -> tuple[Interval, ...]:
    """The 90 % and the 95 % interval, in that order."""
    return tuple(exact_interval(events, of, confidence) for confidence in CONFIDENCES)


@lru_cache(maxsize=512)
def exact_interval(events: int, of: int, confidence: float = 95) -> Interval:
    """The Clopper-Pearson interval of `events` out of `of`."""
    if not 1 <= of <= MOST_SUBJECTS:
        raise RegimenError(f"no interval for {of} subjects", allowed=f"1 to {MOST_SUBJECTS}")
    if not 0 <= events <= of:
        raise RegimenError(f"{events} events in {of} subjects cannot be", allowed=f"0 to {of}")
    if not 0 < confidence < 100:  # noqa: PLR2004 - per cent
        raise RegimenError(f"a confidence of {confidence:g} % cannot be", allowed="above 0 and below 100")
    outside = (1 - confidence / 100) / 2
    low = _lower_end(events, of, outside)
    return Interval(events, of, confidence, low, 1 - _lower_end(of - events, of, outside))


def _lower_end(events: int, of: int, outside: float) -> float:
    """The chance at which `events` or more have the probability `outside`."""
    if events == 0:
        return 0.0
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        if at_least(events, of, middle) < outside:
            low = middle
        else:
            high = middle
    return middle


def at_least(events: int, of: int, chance: float) -> float:
    """The probability of `events` or more among `of`, each with the same chance strictly between 0 and 1."""
    yes, no, ways = log(chance), log1p(-chance), lgamma(of + 1)
    terms = (
        exp(ways - lgamma(seen + 1) - lgamma(of - seen + 1) + seen * yes + (of - seen) * no)
        for seen in range(events, of + 1)
    )
    return min(1.0, fsum(terms))
