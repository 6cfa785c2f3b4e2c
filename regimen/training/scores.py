"""What marks come to: precision and recall, and certainty held against correctness."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from regimen.training.keys.key import Hits, Sure

_WHOLE = Decimal(100)
WIDTH = 20
"""Width of a bin of the calibration curve, in percent."""


class Bin(NamedTuple):
    """A point of the calibration curve: how certain, and how often right."""

    low: int
    high: int
    """Certainties from `low` up to below `high`, in percent; 100 belongs to the last bin."""
    answers: int
    """How many answers it holds."""
    certainty: Decimal
    """Mean certainty, in percent."""
    right: Decimal
    """Percent that was right."""


def together(hits: Sequence[Hits]) -> Hits | None:
    """The hits of several items; None where no item asks for marks."""
    return Hits(*map(sum, zip(*hits, strict=True))) if hits else None


def precision(hits: Hits | None) -> Decimal | None:
    """Of what was marked, the share that was to be found; None where nothing was marked."""
    return None if hits is None or not hits.found + hits.false else Decimal(hits.found) / (hits.found + hits.false)


def recall(hits: Hits | None) -> Decimal | None:
    """Of what was to be found, the share that was marked; None where there was nothing to find."""
    return None if hits is None or not hits.found + hits.missed else Decimal(hits.found) / (hits.found + hits.missed)


def brier(sure: Sequence[Sure]) -> Decimal | None:
    """Mean squared distance of certainty from the truth: 0 is perfect, 0.25 is what 50 % throughout earns."""
    return _mean([(Decimal(one.certainty) / _WHOLE - one.right) ** 2 for one in sure])


def overconfidence(sure: Sequence[Sure]) -> Decimal | None:
    """Mean certainty less the share that was right, in percentage points; below zero for the underconfident."""
    return _mean([one.certainty - _WHOLE * one.right for one in sure])


def calibration(sure: Sequence[Sure]) -> tuple[Bin, ...]:
    """The calibration curve: each bin of certainties with how often its answers were right; empty bins are left out."""
    bins: dict[int, list[Sure]] = {}
    for one in sure:
        bins.setdefault(min(one.certainty, int(_WHOLE) - 1) // WIDTH, []).append(one)
    return tuple(
        Bin(
            number * WIDTH,
            (number + 1) * WIDTH,
            len(held),
            sum((Decimal(one.certainty) for one in held), Decimal(0)) / len(held),
            _WHOLE * sum(one.right for one in held) / len(held),
        )
        for number, held in sorted(bins.items())
    )


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return sum(values, Decimal(0)) / len(values) if values else None
