"""Where days and counts stand on a chart: days across, counts up on a log axis."""

from decimal import Decimal
from math import log10

from regimen.counts.count import Count
from regimen.dlt.words import anc_words, platelet_words
from regimen.flowsheet.columns import Column
from regimen.flowsheet.sheet import Flowsheet

GUTTER = 11
"""Columns on the left for what the rows are."""
WIDEST_DAY = 3
"""Columns of a day at most: wider ones would only pull the samples apart."""
_FEWEST_DAYS = 14
_TOP, _BOTTOM = Decimal(100), Decimal("0.1")
"""Values that the axis holds at least."""


def charted(column: Column, name: str) -> Count | None:
    """A value as it is drawn: white cells that prove ANC low stand for it as a limit."""
    if name == "anc" and column.by_wbc and column.sample and column.sample.wbc:
        return Count(column.sample.wbc.value, below=True)
    value = column.values.get(name)
    return value.number if value else None


def span(sheet: Flowsheet) -> tuple[int, int, int | None]:
    """First and last day of a chart, and the last day of the window, as days elapsed from the reference day."""
    offset = sheet.numbering.offset
    days = [offset(one.day) for one in sheet.columns]
    days += [offset(day) for strip in sheet.doses for day in strip.given | strip.part | strip.planned]
    closes = None if sheet.definition is None else offset(sheet.definition.last_day)
    last = max([_FEWEST_DAYS, *days, *([] if closes is None else [closes])]) + 1
    return min([0, *days]), last, closes


class Days:
    """Days across, as days elapsed from the reference day."""

    def __init__(self, sheet: Flowsheet, width: int) -> None:
        self.first, self.last, self.closes = span(sheet)
        self.scale = min(WIDEST_DAY, (width - GUTTER) / (self.last - self.first + 1))

    @property
    def end(self) -> int:
        """First column behind the plot."""
        return self.left(self.last + 1)

    def left(self, offset: int) -> int:
        """First column of a day."""
        return GUTTER + int((offset - self.first) * self.scale)

    def right(self, offset: int) -> int:
        """Last column of a day."""
        return max(self.left(offset), self.left(offset + 1) - 1)

    def middle(self, offset: int) -> int:
        """The column on which a day's signs stand."""
        return (self.left(offset) + self.right(offset)) // 2

    def day_at(self, column: int) -> int | None:
        """The day under a column; None beside the plot."""
        if not GUTTER <= column < self.end:
            return None
        near = self.first + int((column - GUTTER) / self.scale)
        return next(day for day in (near + 1, near, near - 1) if self.left(day) <= column)


class Counts:
    """Counts up, in rows from the top: from a round value to a round value, and zero on a row of its own."""

    def __init__(self, sheet: Flowsheet, rows: int) -> None:
        definition = sheet.definition
        self.thresholds: dict[str, tuple[str, Decimal]] = {}
        """Count to label and value; empty where they are hidden."""
        if definition and definition.anc is not None:
            self.thresholds["anc"] = f"ANC {anc_words(definition)}", definition.anc
        if definition and definition.platelets is not None:
            self.thresholds["platelets"] = f"PLT {platelet_words(definition)}", definition.platelets
        found = [count.value for one in sheet.columns for name in ("anc", "platelets") if (count := charted(one, name))]
        held = [*(value for value in found if value), *(value for _, value in self.thresholds.values())]
        self.low, self.high = _round_down(min([_BOTTOM, *held])), _round_up(max([_TOP, *held]))
        self.rows = rows - any(not value for value in found)
        """Rows of the log axis."""
        self.zero = None if self.rows == rows else self.rows
        """The row of zero, if there is any."""

    @property
    def ticks(self) -> list[Decimal]:
        """The powers of ten on it."""
        powers = range(self.low.adjusted(), self.high.adjusted() + 1)
        return [value for power in powers if self.low <= (value := Decimal(1).scaleb(power)) <= self.high]

    def row(self, value: Decimal) -> int:
        """The row of a value."""
        share = log10(self.high / value) / log10(self.high / self.low)
        return round(share * (self.rows - 1))

    def place(self, count: Count, name: str) -> int:
        """The row of a count: a low one never stands on that of its threshold, a good one never below it."""
        if not count.value:
            return self.rows
        row = self.row(count.value)
        if name not in self.thresholds:
            return row
        bound = self.thresholds[name][1]
        threshold, under = self.row(bound), count.under(bound)
        if under:
            return max(row, min(threshold + 1, self.rows - 1))
        return row if under is None else min(row, threshold)


def _round_down(value: Decimal) -> Decimal:
    """The next of 1, 2 and 5 with zeros that is no larger."""
    unit = Decimal(1).scaleb(value.adjusted())
    return max(step * unit for step in map(Decimal, (1, 2, 5)) if step * unit <= value)


def _round_up(value: Decimal) -> Decimal:
    unit = Decimal(1).scaleb(value.adjusted())
    return min(step * unit for step in map(Decimal, (1, 2, 5, 10)) if step * unit >= value)
