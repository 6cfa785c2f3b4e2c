"""How counts run after treatment: on-time, late and failed recovery, as parameters of the model, all invented (†)."""

from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from regimen.training.generate.friberg import Course, Effect, Lineage, circulating, steps_of

LAST_DAY = 64
"""Study day up to which counts are worked out."""
_SPREAD = 0.12
"""How far a subject's parameters lie from those of the pattern, either way."""
BLASTS = (12, 60)
"""Percent of blasts in a marrow where leukaemia stays."""
_LEN_SLOPE, _HALF_LIFE = 0.1, 1.0


class Pattern(NamedTuple):
    """Parameters of one way to recover; every one of them is invented."""

    words: str
    anc: Lineage
    platelets: Lineage
    slope: float
    """Of one day of MEC."""
    blasts: bool = False


PATTERNS: Mapping[str, Pattern] = {
    "on-time": Pattern(
        "recovers above its baseline before Day 45",
        Lineage(0.6, 3.5, 7.6, 0.125), Lineage(35, 180, 7.8, 0.125), 1.0,
    ),
    "late": Pattern(
        "recovers above its baseline, but after Day 45",
        Lineage(0.6, 3.5, 12.8, 0.105), Lineage(35, 180, 13.0, 0.105), 1.6,
    ),
    "failed": Pattern(
        "leukaemia stays and holds the counts below the thresholds",
        Lineage(0.25, 3.5, 10.0, 0.1), Lineage(12, 180, 10.5, 0.1), 1.2, blasts=True,
    ),
}  # fmt: skip
"""Name to pattern."""


class Curves(NamedTuple):
    """The subject's own cells at the start of each study day, Day 1 first; nobody sees them but the generator."""

    anc: list[float]
    platelets: list[float]


def curves(lot: Random, name: str, given: Mapping[str, tuple[int, ...]]) -> Curves:
    """The counts of a subject drawn by lot, for the study days on which LEN and MEC were given."""
    pattern = PATTERNS[name]
    effects = (
        Effect(given["MEC"], pattern.slope * _varied(lot), _HALF_LIFE),
        Effect(given["LEN"], _LEN_SLOPE * _varied(lot), _HALF_LIFE),
    )
    course, slowness = Course(effects, pattern.blasts), _varied(lot)
    steps, lineages = steps_of(course, LAST_DAY), (pattern.anc, pattern.platelets)
    anc, platelets = (circulating(_drawn(lot, lineage, slowness), course, steps) for lineage in lineages)
    return Curves(anc, platelets)


def _drawn(lot: Random, lineage: Lineage, slowness: float) -> Lineage:
    """A lineage of one subject; transit times of one marrow lie together."""
    return Lineage(
        lineage.baseline * _varied(lot),
        lineage.set_point * _varied(lot),
        lineage.transit_days * slowness,
        lineage.feedback,
    )


def _varied(lot: Random, spread: float = _SPREAD) -> float:
    return lot.uniform(1 - spread, 1 + spread)
