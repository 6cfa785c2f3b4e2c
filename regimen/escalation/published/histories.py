"""Every history of a stage that fits its published totals.

A history is the cohorts in the order in which they were opened, each with its letters; subjects may change places
inside a cohort. A stage is enumerated by itself, because an amendment begins a new ladder: whatever came before, the
rules know nothing of it. So the histories of a trial are the product of those of its stages.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, product

from regimen.errors import RegimenError
from regimen.escalation.outcomes import DLT, EXCLUDED, NONE, Cohort, Trial
from regimen.escalation.published.model import LevelTotals, Stage

History = Trial
"""Cohorts of a stage in the order in which they were opened; levels count from the lowest rung of its ladder."""
MOST = 10_000
"""Histories of one stage that are enumerated; a reader could not look through more."""


def stage_histories(stage: Stage, cohort: int) -> tuple[History, ...]:
    """Every history of a stage; `cohort` is the fewest subjects that were enrolled together."""
    rungs = [stage.ladder.index(totals.level) + 1 for totals in stage.levels]
    splits = [_first(_splits(rung, totals, cohort)) for rung, totals in zip(rungs, stage.levels, strict=True)]
    merged = _in_turn if stage.order == "as-listed" else _interleaved
    found = _first(chain.from_iterable(merged(chosen) for chosen in product(*splits)))
    if len(found) > MOST:
        raise RegimenError(
            f"more than {MOST:,} histories fit the totals of version {stage.version}",
            hint="give the order of the levels or their cohorts where the sources do",
        )
    return found


def _first(histories: Iterator[History]) -> tuple[History, ...]:
    """As many as are enumerated, and one more to see that there are more."""
    return tuple(islice(histories, MOST + 1))


def most_replaced(treated: int, cohort: int) -> int:
    """Subjects of a level who may have been replaced: those beyond two cohorts, the most that a 3 + 3 design asks for.

    All others are taken to be evaluable.
    """
    return max(0, treated - 2 * cohort)


def _splits(level: int, totals: LevelTotals, cohort: int) -> Iterator[History]:
    """The cohorts of one level, with its DLTs and the subjects not evaluable laid on them in every way."""
    if totals.cohorts is not None:
        yield tuple(Cohort(level, "".join(sorted(letters))) for letters in totals.cohorts)
        return
    for sizes in _compositions(totals.treated, cohort):
        for replaced in range(most_replaced(totals.treated, cohort) + 1):
            for dlts in _spread(totals.dlts, sizes):
                rest = [size - t for size, t in zip(sizes, dlts, strict=True)]
                for left_out in _spread(replaced, rest):
                    parts = zip(rest, dlts, left_out, strict=True)
                    yield tuple(Cohort(level, NONE * (free - x) + DLT * t + EXCLUDED * x) for free, t, x in parts)


def _compositions(count: int, fewest: int) -> Iterator[tuple[int, ...]]:
    """`7` in parts of at least 3: 3 + 4, 4 + 3, 7; what is less than `fewest` stays whole."""
    for first in range(fewest, count - fewest + 1):
        yield from ((first, *rest) for rest in _compositions(count - first, fewest))
    yield (count,)


def _spread(count: int, rooms: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every way to lay `count` into rooms of these sizes, the first room as full as can be first."""
    if not rooms:
        if count == 0:
            yield ()
        return
    for here in range(min(count, rooms[0]), -1, -1):
        yield from ((here, *rest) for rest in _spread(count - here, rooms[1:]))


def _in_turn(levels: Sequence[History]) -> Iterator[History]:
    yield tuple(chain.from_iterable(levels))


def _interleaved(levels: Sequence[History]) -> Iterator[History]:
    """Every order of the cohorts that leaves those of one level in their own order."""
    if not any(levels):
        yield ()
    for number, cohorts in enumerate(levels):
        if cohorts:
            rest = [*levels[:number], cohorts[1:], *levels[number + 1 :]]
            yield from ((cohorts[0], *later) for later in _interleaved(rest))
