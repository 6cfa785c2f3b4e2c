"""ANC and platelets over study days on one log axis, with thresholds, window, support and doses, in characters.

Samples are signs, filled for a value and open where the laboratory only said "below this"; the line joins samples and
claims nothing between them. A sample below its threshold always stands below the threshold's line.
"""

from collections.abc import Iterable

from regimen.dlt.words import day_words
from regimen.flowsheet.sheet import Flowsheet
from regimen.nomenclature import safe_number
from regimen.printouts.axes import GUTTER, Counts, Days, charted
from regimen.printouts.canvas import HEAVY, LIGHT, Canvas, Cell
from regimen.printouts.strips import CLOSES, SIGNS, THRESHOLD, TODAY, Row, legend, rows

PENS = {"anc": LIGHT, "platelets": HEAVY}
LEAST_PLOT = 8
"""Rows of the plot below which nothing can be read."""
_EVERY = 5
"""Days that are written out."""


class Chart:
    """A chart of one size; taller than asked for where it would be too low to be read.

    `key` adds below it what the signs mean.
    """

    def __init__(self, sheet: Flowsheet, width: int, height: int, *, key: bool = True) -> None:
        self.sheet, self.days = sheet, Days(sheet, width)
        as_of = sheet.numbering.offset(sheet.as_of)
        self.today = as_of if self.days.first <= as_of <= self.days.last else None
        """The day of the judgement, if it lies on the chart."""
        strips = list(rows(sheet))
        signs = _beside(legend(sheet, today=self.today is not None), width - 1) if key else []
        beside = 3 + len(strips) + len(signs)
        self.plot = max(LEAST_PLOT, height - beside)
        """Rows of the plot, which begins under the rule of the window."""
        self.foot = self.plot + 3 + len(strips)
        """First row below the strips."""
        self.counts = Counts(sheet, self.plot)
        self.canvas = Canvas(width, self.plot + beside)
        self._window()
        self._scale()
        for name in SIGNS:
            self._series(name)
        self._axis()
        for row, strip in enumerate(strips, self.plot + 3):
            self._strip(row, strip)
        for row, text in enumerate(signs, self.foot):
            self.canvas.put(0, row, f" {text}", "legend")

    @property
    def lines(self) -> list[list[Cell]]:
        """The chart, line by line."""
        return self.canvas.rows

    @property
    def window(self) -> range:
        """The columns of the window, which is shaded."""
        closes = self.days.closes
        return range(0) if closes is None else range(self.days.left(0), self.days.right(closes) + 1)

    def _window(self) -> None:
        """The rule above the plot, and the line on its last day."""
        definition, closes = self.sheet.definition, self.days.closes
        if definition is None or closes is None:
            return
        left, right = self.days.left(0), self.days.right(closes)
        words = f"{day_words(self.sheet.numbering.reference)} to {day_words(definition.last_day)}"
        text = f" window: {words}{definition.mark('last_day')} "
        self.canvas.put(left, 0, f"├{text.center(right - left - 1, '─')}┤", "window")
        for row in range(1, self.plot + 1):
            self.canvas.put(right, row, CLOSES, "closes")

    def _scale(self) -> None:
        """Powers of ten, and the thresholds, which win over them."""
        for row in range(1, self.plot + 1):
            self._tick(row, "", "│", "axis")
        for value in self.counts.ticks:
            self._tick(self.counts.row(value) + 1, safe_number(value), "┤", "axis")
        if self.counts.zero is not None:
            self._tick(self.counts.zero + 1, "0", "┤", "axis")
        for label, value in self.counts.thresholds.values():
            row = self.counts.row(value) + 1
            for column in range(GUTTER, self.days.end):
                crossed = self.canvas.rows[row][column].part == "closes"
                self.canvas.put(column, row, "┼" if crossed else THRESHOLD, "threshold")
            self._tick(row, label, "├", "threshold")

    def _tick(self, row: int, text: str, sign: str, part: str) -> None:
        self.canvas.put(0, row, text.rjust(GUTTER - 1), part)
        self.canvas.put(GUTTER - 1, row, sign, part)

    def _series(self, name: str) -> None:
        """The line first, so that no sign is covered by it."""
        offset = self.sheet.numbering.offset
        found = [(offset(one.day), count) for one in self.sheet.columns if (count := charted(one, name))]
        points = [(self.days.middle(day), self.counts.place(count, name) + 1) for day, count in found]
        self.canvas.line(points, name, PENS[name])
        for (x, y), (_, count) in zip(points, found, strict=True):
            self.canvas.put(x, y, SIGNS[name][count.below], name)

    def _axis(self) -> None:
        """The days: every fifth in figures, as far as they fit."""
        row, numbering, used = self.plot + 1, self.sheet.numbering, GUTTER
        self.canvas.put(GUTTER - 1, row, "└" + "─" * (self.days.end - GUTTER), "axis")
        self.canvas.put(0, row + 1, "Day".rjust(GUTTER - 1), "axis")
        for offset in range(self.days.first, self.days.last + 1):
            day, column = numbering.day(offset), self.days.middle(offset)
            text = str(day).replace("-", "−")
            if (offset == 0 or day % _EVERY == 0) and column - len(text) + 1 >= used:
                self.canvas.put(column, row, "┴", "axis")
                self.canvas.put(
                    column - len(text) + 1, row + 1, text, "closes" if offset == self.days.closes else "axis"
                )
                used = column + 2
        if self.today is not None:
            self.canvas.put(self.days.middle(self.today), row, TODAY, "today")

    def _strip(self, row: int, strip: Row) -> None:
        self.canvas.put(0, row, strip.label[: GUTTER - 1].rjust(GUTTER - 1), "label")
        for day, sign in strip.signs.items():
            offset = self.sheet.numbering.offset(day)
            left, right = self.days.left(offset), self.days.right(offset)
            if strip.bar:
                self.canvas.put(left, row, sign * (right - left + 1), "dose")
            else:
                self.canvas.put(self.days.middle(offset), row, sign, "support")


def _beside(texts: Iterable[str], width: int) -> list[str]:
    """Texts in as few lines as hold them."""
    lines: list[str] = []
    for text in texts:
        if lines and len(lines[-1]) + len(text) + 3 <= width:
            lines[-1] += f"   {text}"
        else:
            lines.append(text)
    return lines


def drawn(sheet: Flowsheet, width: int, height: int) -> list[str]:
    """The chart as plain lines; the window is shaded by dots."""
    chart = Chart(sheet, width, height)
    return [
        "".join(_shaded(chart, cell, column, row) for column, cell in enumerate(line)).rstrip()
        for row, line in enumerate(chart.lines)
    ]


def _shaded(chart: Chart, cell: Cell, column: int, row: int) -> str:
    shade = cell.sign == " " and 1 <= row <= chart.plot and column in chart.window and (column + 2 * row) % 4 == 0
    return "·" if shade else cell.sign
