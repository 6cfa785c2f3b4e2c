"""ANC and platelets over study days on one log axis, as a drawing: thresholds, window, support, marrows and doses.

It shows what `chart.py` shows in characters. A sample below its threshold always stands wholly below the threshold's
line, even where the two are too close to tell apart; a sample of the last day lies inside the window.
"""

from collections.abc import Iterator
from decimal import Decimal
from math import log10

from regimen.counts.count import Count
from regimen.dlt.words import day_words
from regimen.flowsheet.sheet import Flowsheet
from regimen.nomenclature import safe_number
from regimen.printouts.axes import Counts, charted, span
from regimen.printouts.drawing import SIGN, Area, Drawing, Fill, Label, Pen, Point, Shape, Sign, Stroke
from regimen.printouts.strips import CLOSES, GIVEN, PART, PLANNED, SIGNS, THRESHOLD, TODAY, Row, meanings, rows

WIDTH = 516.0
"""The width of a page of A4 between its margins."""
LEFT, RIGHT = 66.0, WIDTH - 46.0
"""Edges of the plot; beside it stand what the rows are, and the names of the lines."""
TOP, BOTTOM = 16.0, 206.0
"""The highest and the lowest value of the log axis."""
CLEAR = SIGN + 1.2
"""How far below its threshold's line a low sample stands at least."""
_ZERO = 14.0
"""How far zero stands below the log axis, which has none."""
_STRIP, _LINE = 12.0, 13.0
_LETTER = 4.2
"""Mean width of a letter: the legend is set without measuring."""
_BASE = 3.0
"""From the middle of a text to its base line."""
_EVERY = 5
PENS = {"anc": Pen.FINE, "platelets": Pen.BOLD}
_NAMES = {"anc": "ANC", "platelets": "platelets"}


class Plot:
    """Where days and counts stand, in points."""

    def __init__(self, sheet: Flowsheet) -> None:
        self.sheet = sheet
        self.first, self.last, self.closes = span(sheet)
        self.day_width = (RIGHT - LEFT) / (self.last - self.first + 1)
        self.counts = Counts(sheet, int(BOTTOM - TOP))
        self.axis = BOTTOM + CLEAR + (_ZERO if self.counts.zero is not None else 0)
        """The line of the days."""

    def left(self, offset: int) -> float:
        """The edge at which a day begins, counted in days from the reference day."""
        return LEFT + (offset - self.first) * self.day_width

    def middle(self, day: int) -> float:
        """Where the signs of a study day stand."""
        return self.left(self.sheet.numbering.offset(day)) + self.day_width / 2

    def height(self, value: Decimal) -> float:
        """Where a value above zero stands."""
        return TOP + (BOTTOM - TOP) * log10(self.counts.high / value) / log10(self.counts.high / self.counts.low)

    def place(self, count: Count, name: str) -> float:
        """Where a count stands: a low one wholly below the line of its threshold."""
        if not count.value:
            return BOTTOM + _ZERO
        height = self.height(count.value)
        if name in self.counts.thresholds and count.under(bound := self.counts.thresholds[name][1]):
            return max(height, self.height(bound) + CLEAR)
        return height

    def points(self, name: str) -> list[tuple[Point, Count]]:
        """The samples of a count, each with where it stands."""
        found = ((one.day, charted(one, name)) for one in self.sheet.columns)
        return [((self.middle(day), self.place(count, name)), count) for day, count in found if count]


def plotted(sheet: Flowsheet) -> Drawing:
    """The chart of a flowsheet, with what its signs mean."""
    plot = Plot(sheet)
    strips = list(rows(sheet))
    as_of = sheet.numbering.offset(sheet.as_of)
    today = plot.first <= as_of <= plot.last
    below = plot.axis + 15
    shapes = [*_window(plot), *_scale(plot), *_days(plot)]
    for name in SIGNS:
        shapes += _series(plot, name)
    shapes += [Sign((plot.middle(sheet.as_of), plot.axis + 4), TODAY)] if today else []
    for number, strip in enumerate(strips):
        shapes += _strip(plot, strip, below + (number + 0.7) * _STRIP)
    key, height = _key(sheet, below + len(strips) * _STRIP + 14, today=today)
    return Drawing(WIDTH, height, (*shapes, *key))


def _window(plot: Plot) -> Iterator[Shape]:
    """The days of the window, shaded, and the line at the end of the last one."""
    definition = plot.sheet.definition
    if definition is None or plot.closes is None:
        return
    left, right = plot.left(0), plot.left(plot.closes + 1)
    words = f"{day_words(plot.sheet.numbering.reference)} to {day_words(definition.last_day)}"
    yield Area(left, TOP - 6, right, plot.axis)
    yield Label(((left + right) / 2, TOP - 8.5), f"window: {words}{definition.mark('last_day')}", "middle")
    yield Stroke(((right, TOP - 10), (right, plot.axis)), Pen.BOLD)


def _scale(plot: Plot) -> Iterator[Shape]:
    """Powers of ten, and the thresholds, which win over them."""
    bounds = [(label, plot.height(value)) for label, value in plot.counts.thresholds.values()]
    ticks = [(safe_number(value), plot.height(value)) for value in plot.counts.ticks]
    ticks += [("0", BOTTOM + _ZERO)] if plot.counts.zero is not None else []
    for text, height in ticks:
        yield Stroke(((LEFT, height), (RIGHT, height)), Pen.HAIR)
        if all(abs(height - bound) > 2 * _BASE for _, bound in bounds):
            yield Label((LEFT - 4, height + _BASE), text, "end")
    for label, height in bounds:
        yield Stroke(((LEFT, height), (RIGHT, height)), Pen.DASHED)
        yield Label((LEFT - 4, height + _BASE), label, "end", strong=True)
    yield Label((0, TOP - 8.5), "×10⁹/L, log axis")
    yield Stroke(((LEFT, TOP - 6), (LEFT, plot.axis), (RIGHT, plot.axis)))


def _days(plot: Plot) -> Iterator[Shape]:
    """Every fifth day in figures, as far as they fit."""
    numbering, used = plot.sheet.numbering, LEFT - _LETTER
    yield Label((LEFT - 4, plot.axis + 12), "Day", "end")
    for offset in range(plot.first, plot.last + 1):
        day, x = numbering.day(offset), plot.left(offset) + plot.day_width / 2
        text = str(day).replace("-", "−")
        if (offset == 0 or day % _EVERY == 0) and x - len(text) * _LETTER / 2 >= used:
            yield Stroke(((x, plot.axis), (x, plot.axis + 3)))
            yield Label((x, plot.axis + 12), text, "middle", strong=offset == plot.closes)
            used = x + len(text) * _LETTER / 2 + _LETTER


def _series(plot: Plot, name: str) -> Iterator[Shape]:
    """The line, its signs on it, and its name beside its end."""
    found = plot.points(name)
    if len(found) > 1:
        yield Stroke(tuple(at for at, _ in found), PENS[name])
    for at, count in found:
        yield Sign(at, SIGNS[name][count.below])
    if found:
        (_, y), _ = found[-1]
        yield Label((RIGHT + 4, y + _BASE), _NAMES[name])


def _strip(plot: Plot, strip: Row, height: float) -> Iterator[Shape]:
    yield Label((LEFT - 4, height + _BASE), strip.label, "end")
    for day, sign in strip.signs.items():
        x = plot.middle(day)
        if strip.bar:
            yield from _bar(x - plot.day_width / 2 + 0.6, x + plot.day_width / 2 - 0.6, height, sign)
        else:
            yield from _mark((x, height), sign)


def _bar(left: float, right: float, height: float, sign: str) -> Iterator[Shape]:
    """A day of doses: filled, half filled, or open."""
    yield Area(left, height - SIGN, right, height + SIGN, Fill.DARK if sign == GIVEN else Fill.OPEN)
    if sign == PART:
        yield Area(left, height, right, height + SIGN, Fill.DARK)


def _mark(at: Point, sign: str) -> Iterator[Shape]:
    """A sign as it stands on the plot or in the key; letters are text."""
    x, y = at
    if sign in (GIVEN, PART, PLANNED):
        yield from _bar(x - SIGN, x + SIGN, y, sign)
    elif sign.isalpha():
        yield Label((x, y + _BASE), sign, "middle", strong=True)
    elif sign == THRESHOLD:
        yield Stroke(((x - 2 * SIGN, y), (x + 2 * SIGN, y)), Pen.DASHED)
    elif sign == CLOSES:
        yield Stroke(((x, y - 1.6 * SIGN), (x, y + 1.6 * SIGN)), Pen.BOLD)
    else:
        yield Sign(at, sign)


def _key(sheet: Flowsheet, top: float, *, today: bool) -> tuple[list[Shape], float]:
    """What the signs mean, in as few lines as hold it, and where it ends."""
    x, y, shapes = 6.0, top, list[Shape]()
    for signs, words in meanings(sheet, today=today):
        wide = 4 * SIGN * len(signs) + len(words) * _LETTER
        if x + wide > WIDTH and x > LEFT:
            x, y = 6.0, y + _LINE
        for sign in signs:
            shapes += _mark((x, y), sign)
            x += 4 * SIGN
        shapes.append(Label((x - SIGN, y + _BASE), words))
        x += len(words) * _LETTER + 14
    return shapes, y + _LINE / 2
