"""Published counts with exact intervals: response, DLTs by level, levels held against each other."""

from typing import NamedTuple

from regimen.escalation.fisher import fisher_exact
from regimen.escalation.intervals import Interval, exact_intervals
from regimen.escalation.published.model import PublishedTrial
from regimen.escalation.published.replay import Replay


class Rate(NamedTuple):
    """A published count of a count."""

    id: str
    what: str
    among: str
    published: str
    """As the source writes it."""
    source: str
    intervals: tuple[Interval, ...]
    """The 90 % and the 95 % interval."""


class DltRate(NamedTuple):
    """The DLTs of one level."""

    level: str
    name: str
    """The level in words."""
    treated: int
    readings: tuple[tuple[Interval, ...], ...]
    """Both intervals for each number of evaluable subjects that a history has, most first."""
    source: str


class Side(NamedTuple):
    """One of two levels."""

    level: str
    dlts: int
    treated: int


class Compared(NamedTuple):
    """The DLTs of two levels held against each other."""

    id: str
    question: str
    higher: Side
    lower: Side
    p: float
    """Fisher's exact test, two-sided."""
    reading: str
    """Whose reading was published."""
    source: str


def rates(trial: PublishedTrial) -> tuple[Rate, ...]:
    """Every result that is a count of a count."""
    return tuple(
        Rate(one.id, one.what, one.among, one.published, one.source, exact_intervals(one.events, one.of))
        for one in trial.results
    )


def dlt_rates(told: Replay) -> tuple[DltRate, ...]:
    """The DLTs of every level in the escalation, lowest level first."""
    found = []
    for stage, published in zip(told.stages, told.published.trial.stages, strict=True):
        for rung, level in enumerate(stage.ladder, 1):
            for totals in published.levels:
                if totals.level == level:
                    left_out = {one.states[-1].at(rung).excluded for one in stage.histories}
                    readings = (
                        exact_intervals(totals.dlts, totals.treated - replaced) for replaced in sorted(left_out)
                    )
                    name = stage.names[rung - 1]
                    found.append(DltRate(level, name, totals.treated, tuple(readings), totals.source))
    return tuple(found)


def comparisons(trial: PublishedTrial) -> tuple[Compared, ...]:
    """The levels that the sources hold against each other; all treated subjects are counted."""
    found = []
    for contrast in trial.comparisons:
        higher, lower = _treated_at(trial, contrast.higher), _treated_at(trial, contrast.lower)
        p = fisher_exact(*higher, *lower)
        sides = Side(contrast.higher, *higher), Side(contrast.lower, *lower)
        found.append(Compared(contrast.id, contrast.question, *sides, p, contrast.reading, contrast.source))
    return tuple(found)


def _treated_at(trial: PublishedTrial, level: str) -> tuple[int, int]:
    """DLTs and subjects of a level in the escalation."""
    totals = [one for stage in trial.stages for one in stage.levels if one.level == level]
    return sum(one.dlts for one in totals), sum(one.treated for one in totals)
