"""Cohorts on the calendar as a drawing for paper: a bar a subject, months across, today, the next opening."""

from collections.abc import Iterator

from pendulum import Date

from regimen.dates import MONTHS
from regimen.escalation.timing.gantt import Bar, Gantt
from regimen.printouts.drawing import Area, Drawing, Fill, Label, Pen, Shape, Sign, Stroke

WIDTH = 720.0
_NAMES, _ROW, _HEAD, _BAR = 96.0, 13.0, 16.0, 8.0
_MIDDLE, _GAP = 0.5, 3.0


def gantt_drawing(gantt: Gantt) -> Drawing:
    """Every subject on a line of its own, under a line that names its cohort."""
    rows = sum(1 + len(lane.bars) for lane in gantt.lanes) + (1 if gantt.opens else 0)
    return Drawing(WIDTH, _HEAD + rows * _ROW + 2, tuple(_shapes(gantt, _Across(gantt))))


class _Across:
    """Dates across the page."""

    def __init__(self, gantt: Gantt) -> None:
        self.first, self.last = gantt.first.toordinal(), gantt.last.toordinal()
        self._unit = (WIDTH - _NAMES) / max(self.last - self.first + 1, 1)

    def at(self, date: Date, part: float = 0.0) -> float:
        """Where a date begins, or the given part of it."""
        return _NAMES + (date.toordinal() - self.first + part) * self._unit

    def months(self) -> Iterator[Date]:
        """The first date shown, and the first of each month."""
        for ordinal in range(self.first, self.last + 1):
            date = Date.fromordinal(ordinal)
            if date.day == 1 or ordinal == self.first:
                yield date


def _shapes(gantt: Gantt, across: _Across) -> Iterator[Shape]:
    foot = _HEAD + sum(1 + len(lane.bars) for lane in gantt.lanes) * _ROW
    named = -100.0
    for month in across.months():
        left = across.at(month)
        yield Stroke(((left, _HEAD - _GAP), (left, foot)), Pen.HAIR)
        if left - named >= _NAMES / 2:
            yield Label((left + 1, _HEAD - 2 * _GAP), f"{MONTHS[month.month - 1]} {month.year}")
            named = left
    top = _HEAD
    for number, lane in enumerate(gantt.lanes, 1):
        name = f", {lane.level}" if lane.level else ""
        yield Label((0, top + _ROW - _GAP), f"Cohort {number}{name}", strong=True)
        top += _ROW
        for bar in lane.bars:
            yield from _bar(bar, across, top)
            top += _ROW
    today = across.at(gantt.today, _MIDDLE)
    yield Stroke(((today, _HEAD - _GAP), (today, top)), Pen.DASHED)
    if gantt.opens is not None:
        yield Label((8, top + _ROW - _GAP), "next cohort")
        yield Sign((across.at(gantt.opens.date, _MIDDLE), top + _ROW / 2), "▲")


def _bar(bar: Bar, across: _Across, top: float) -> Iterator[Shape]:
    """The window open, what was waited of it dark, the letter where the verdict was known."""
    upper, lower = top + (_ROW - _BAR) / 2, top + (_ROW + _BAR) / 2
    yield Label((8, top + _ROW - _GAP), bar.subject)
    yield Area(across.at(bar.start), upper, across.at(bar.closes, 1), lower, Fill.OPEN)
    if bar.done is not None:
        yield Area(across.at(bar.start), upper, across.at(bar.done, 1), lower, Fill.TINT)
        yield Label((across.at(bar.done, 1) + 2, lower), bar.letter, strong=True)
