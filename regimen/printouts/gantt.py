"""Cohorts on the calendar, drawn in plain lines: a row a subject, the window as a bar, months above."""

from collections.abc import Iterator
from itertools import pairwise

from pendulum import Date

from regimen.dates import MONTHS, safe_date
from regimen.escalation.timing.gantt import Bar, Gantt, Lane
from regimen.printouts.words import plural
from regimen.printouts.wrap import WIDTH

GUTTER = 14
"""Columns on the left for who the rows are."""
WAITED, OPEN, OVER, TO_COME, TODAY, OPENS = "■", "□", "·", "┄", "│", "↑"
LEGEND = (
    f"{WAITED} waited for   {OPEN} still open   {OVER} known, no longer waited for   {TO_COME} subject yet to come",
    f"N T X the verdict, on the day it was known   {TODAY} today   {OPENS} the next cohort may open, as planned",
)
_SCALES = (1, 2, 3, 4, 7, 14, 28, 56, 112)
"""Days that a column may stand for."""


def gantt_lines(gantt: Gantt, width: int = WIDTH) -> tuple[str, ...]:
    """Months, cohorts with their subjects, the next opening, and what the signs mean."""
    days = _Days(gantt, width)
    lines = [days.months()]
    for number, lane in enumerate(gantt.lanes, 1):
        lines.append(lane_words(lane, number))
        lines += [days.row(f"  {bar.subject}", days.signs(bar)) for bar in lane.bars]
    if gantt.opens is not None:
        lines.append(days.row("  next cohort", {days.column(gantt.opens.date): OPENS}))
    scale = f"One column is {plural(days.scale, 'day')}; the first begins on {safe_date(gantt.first)}."
    return (*lines, *LEGEND, scale)


def lane_words(lane: Lane, number: int) -> str:
    """`Cohort 2: level 2, d10-10: NPP`; subjects yet to come are dots."""
    level = "closed level" if lane.number is None else f"level {lane.number}"
    letters = "".join(TO_COME if bar.to_come else bar.letter for bar in lane.bars)
    return f"Cohort {number}: {level}{f', {lane.level}' if lane.level else ''}: {letters}"


class _Days:
    """Dates across."""

    def __init__(self, gantt: Gantt, width: int) -> None:
        self._first, self._last, self._today = gantt.first, gantt.last, gantt.today
        span, self._room = self._last.toordinal() - self._first.toordinal() + 1, width - GUTTER
        self.scale = next((one for one in _SCALES if -(-span // one) <= self._room), -(-span // self._room))

    def column(self, date: Date) -> int:
        """The column of a date."""
        return (date.toordinal() - self._first.toordinal()) // self.scale

    def signs(self, bar: Bar) -> dict[int, str]:
        """The signs of a subject by column; where a column holds several days, the later sign of this order wins."""
        end = bar.closes if bar.done is None else max(bar.done, bar.closes)
        known = bar.done or end
        spans = [(bar.start, end, TO_COME if bar.to_come else OPEN)]
        if not bar.to_come:
            spans = [(known, end, OVER)] if bar.done else spans
            spans.append((bar.start, min(known, self._today), WAITED))
        found: dict[int, str] = {}
        for first, last, sign in spans:
            found |= dict.fromkeys(range(self.column(first), self.column(last) + 1), sign)
        return found | ({self.column(bar.done): bar.letter} if bar.done else {})

    def row(self, label: str, signs: dict[int, str]) -> str:
        """A line of the calendar; today shows where nothing else stands."""
        cells = {self.column(self._today): TODAY, **signs}
        drawn = "".join(cells.get(column, " ") for column in range(self.column(self._last) + 1))
        return f"{label[: GUTTER - 1]:<{GUTTER}}{drawn}".rstrip()

    def months(self) -> str:
        """The months, each where it begins, as far as there is room; the year with the first and with January."""
        begin = list(self._begin())
        line = [" "] * (GUTTER + self.column(self._last) + 1)
        for (date, column), (_, end) in pairwise([*begin, (self._last, self._room + 1)]):
            month = MONTHS[date.month - 1]
            dated = [f"{month} {date.year}"] if column == 0 or date.month == 1 else []
            named = next((name for name in (*dated, month) if len(name) < end - column), "")
            line[GUTTER + column : GUTTER + column + len(named)] = named
        return "".join(line).rstrip()

    def _begin(self) -> Iterator[tuple[Date, int]]:
        """The first date, then the first of every month, with their columns."""
        yield self._first, 0
        for ordinal in range(self._first.toordinal() + 1, self._last.toordinal() + 1):
            date = Date.fromordinal(ordinal)
            if date.day == 1:
                yield date, self.column(date)
