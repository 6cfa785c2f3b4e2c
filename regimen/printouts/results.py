"""Published results as blocks of a sheet: counts with exact intervals, levels compared, what can only be quoted."""

from collections.abc import Iterator
from itertools import chain

from regimen.escalation.intervals import CONFIDENCES, Interval
from regimen.escalation.published.replay import Replay
from regimen.escalation.published.results import Compared, DltRate, Rate, comparisons, dlt_rates, rates
from regimen.printouts.sheet import Block, Entry, Table, block

HEADS = (*(f"{confidence} % CI" for confidence in CONFIDENCES), "source")


def result_blocks(told: Replay) -> tuple[Block, ...]:
    """Everything that was published beside the conduct."""
    trial = told.published.trial
    quoted = (
        Entry(f"{quote.what} [{quote.source}]", (*_figures(quote.figures), *([quote.caution] if quote.caution else [])))
        for quote in trial.quoted
    )
    return (
        Block("DLTs by level, intervals exact", (), _table(("level", "DLTs"), chain(*map(_dlt_rows, dlt_rates(told))))),
        Block("Results, intervals exact", (), _table(("result", "count", "published"), map(_rate_row, rates(trial)))),
        block("Compared", *map(_compared, comparisons(trial))),
        block("Quoted, nothing derived", *quoted),
        *_successor(told),
    )


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Table:
    return Table((*heads, *HEADS), tuple(rows), frozenset((0, len(heads) + len(HEADS) - 1)))


def _ends(intervals: tuple[Interval, ...]) -> tuple[str, ...]:
    return tuple(interval.ends for interval in intervals)


def _dlt_rows(rate: DltRate) -> Iterator[tuple[str, ...]]:
    for intervals in rate.readings:
        evaluable = intervals[0].of
        left_out = rate.treated - evaluable
        name = f"{rate.name}, if {left_out} of {rate.treated} was not evaluable" if left_out else rate.name
        yield name, f"{intervals[0].events}/{evaluable}", *_ends(intervals), rate.source


def _rate_row(rate: Rate) -> tuple[str, ...]:
    count = f"{rate.intervals[0].events}/{rate.intervals[0].of}"
    return f"{rate.what}, {rate.among}", count, rate.published, *_ends(rate.intervals), rate.source


def _compared(one: Compared) -> Entry:
    higher, lower = one.higher, one.lower
    counts = f"{higher.dlts}/{higher.treated} at {higher.level} against {lower.dlts}/{lower.treated} at {lower.level}"
    return Entry(f"DLTs, {counts}: Fisher's exact test, two-sided p = {one.p:.2f}", (f"{one.reading} [{one.source}]",))


def _figures(figures: dict[str, str]) -> Iterator[str]:
    return (f"{name}: {figure}" for name, figure in figures.items())


def _successor(told: Replay) -> Iterator[Block]:
    after = told.published.trial.successor
    if after is not None:
        yield block("Afterwards", Entry(f"{after.id}: {after.what} [{after.source}]", tuple(after.told)))
