"""The chart of counts: ANC and platelets on a log axis with thresholds, window, support and doses; the day lit."""

from itertools import groupby

from rich.segment import Segment
from rich.style import Style

from regimen.printouts.chart import LEAST_PLOT, Chart
from tui.widgets.counts import POINTER, CountsView
from tui.widgets.days import DayGrid


class CountChart(CountsView):
    """ANC and platelets over days; what the signs mean stands below as soon as there is room."""

    def lay_out(self, width: int, height: int) -> int:
        """The chart with its key, or without it where both do not fit."""
        assert self.sheet is not None
        self.chart = Chart(self.sheet, width, height)
        if len(self.chart.lines) > height and self.chart.plot == LEAST_PLOT:
            self.chart = Chart(self.sheet, width, height, key=False)
        return len(self.chart.lines)

    def on_click(self, event: object) -> None:
        """A click moves to the day under it."""
        offset = self.chart.days.day_at(int(event.x)) if self.sheet else None  # type: ignore[attr-defined]
        if offset is not None:
            self.post_message(DayGrid.Moved(offset))

    def line(self, row: int) -> list[Segment]:
        """One line of the chart: the window shaded, the day in focus lit and pointed at on the axis."""
        if row >= len(self.chart.lines):
            return []
        line = self.chart.lines[row]
        signs = [cell.sign for cell in line]
        if row == self.chart.plot + 1 and self._lit:
            signs[self.chart.days.middle(self.cursor)] = POINTER
        shaded = self.chart.window if 1 <= row <= self.chart.plot else range(0)
        lit = self._lit if 1 <= row < self.chart.foot else range(0)
        kinds = [(cell.part, column in shaded, column in lit) for column, cell in enumerate(line)]
        segments = []
        for (part, inside, here), columns in groupby(range(len(line)), key=kinds.__getitem__):
            style = self.ground + self.part(part)
            style += self.part("shade") if inside else Style()
            style += self.part("cursor") if here else Style()
            segments.append(Segment("".join(signs[column] for column in columns), style))
        return segments

    @property
    def _lit(self) -> range:
        """The columns of the day in focus; none while it lies beside the chart."""
        days = self.chart.days
        if not days.first <= self.cursor <= days.last:
            return range(0)
        return range(days.left(self.cursor), days.right(self.cursor) + 1)
