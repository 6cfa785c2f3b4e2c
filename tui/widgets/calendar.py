"""The calendar: continuous week rows, one cell a day, drawn line by line (a widget a cell costs 20 times as much)."""

import datetime as dt
import textwrap

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip

from regimen.dates import MONTHS, SATURDAY, WEEKDAYS
from regimen.nomenclature import drug_name
from regimen.printouts.words import label
from regimen.schedule.intervals import cycle_starts
from regimen.schedule.items import DLT_CLOSES, Item, Kind
from tui.widgets.days import DayGrid, packed, side_by_side
from tui.widgets.marks import BLACKOUT, MEANINGS

GUTTER = 4
"""Columns on the left for the month."""
MIN_CELL, MAX_CELL = 5, 14
DATED_CELL = 6
"""Narrower cells show the study day alone."""
MIN_LINES, MAX_LINES = 2, 6
TALL = 4
"""Lines of a cell in which a milestone has two lines for its name."""
MOST_EXPLAINED = 2
"""Lines that the weeks leave free where acts or the record have signs to be explained."""


class Calendar(DayGrid):
    """Weeks from Monday to Sunday, the DLT window shaded, the day in focus lit."""

    def lay_out(self) -> None:
        """Whole weeks around the plan; cells as large as the room allows."""
        assert self.plan is not None
        self.reference = self.plan.course.reference_date.toordinal()
        self.monday = self._monday(self.reference + self.first)
        weeks = (self.reference + self.last - self.monday) // 7 + 1
        width, height = self.outer_size.width or 80, (self.outer_size.height or 20) - 1
        if weeks * MIN_LINES > height:
            width -= 1  # the scroll bar's column
        self.cell = max(MIN_CELL, min(MAX_CELL, (width - GUTTER) // 7))
        room = height - len(self._explained(GUTTER + 7 * self.cell))
        self.lines = max(MIN_LINES, min(MAX_LINES, room // weeks))
        self.weeks = weeks
        self.cycles = self._cycle_starts()
        self.virtual_size = Size(GUTTER + 7 * self.cell, weeks * self.lines + 1)
        self.legend = self._legend(GUTTER + 7 * self.cell, height - weeks * self.lines)

    def _cycle_starts(self) -> dict[int, int]:
        """Week number to the cycle after the first that begins in it."""
        assert self.plan is not None
        offset, starts = self.plan.resolved.numbering.offset, cycle_starts(self.plan.schedule)
        return {(offset(day) + self.reference - self.monday) // 7: cycle for cycle, day in starts.items() if cycle > 1}

    def _legend(self, width: int, room: int) -> list[str]:
        """What the signs mean, in the lines free below the weeks; nothing where not even the drugs fit."""
        assert self.plan is not None
        resolved, entries = self.plan.resolved, self.plan.schedule.entries
        signs = dict.fromkeys((entry.letter, entry.name) for entry in entries if entry.kind is not Kind.MILESTONE)
        drugs = dict.fromkeys((entry.letter, entry.name) for entry in entries if entry.kind is Kind.DOSE)
        full = [f"{letter} {drug_name(name)}" for letter, name in signs]
        short = [f"{letter} {resolved.agent(name).abbreviation or drug_name(name)}" for letter, name in drugs]
        acts = [*(f"{sign} {MEANINGS[sign]}" for sign in self.marks.signs), *self.recorded.meanings]
        rest = ["◆ milestone", *(["─ still in its window"] if self.spans else [])]
        named = [*full[: len(drugs)], *acts, *full[len(drugs) :], *rest]
        for least, names in (([*full[: len(drugs)], *acts], named), ([*short, *acts], [*short, *acts])):
            if len(side_by_side(least, width)) <= room:
                return side_by_side(names, width)[:room]
        return side_by_side(acts, width)[:room]

    def _explained(self, width: int) -> list[str]:
        """The lines that signs of acts and of the record need below the weeks."""
        return self._legend(width, MOST_EXPLAINED) if self.marks.signs or self.recorded.meanings else []

    @staticmethod
    def _monday(ordinal: int) -> int:
        return ordinal - dt.date.fromordinal(ordinal).weekday()

    @property
    def first_shown(self) -> int:
        """The Monday of the first row."""
        return self.monday - self.reference

    @property
    def last_shown(self) -> int:
        """The Sunday of the last row."""
        return self.first_shown + 7 * self.weeks - 1

    def reveal(self) -> None:
        """Scroll the week of the day in focus into sight."""
        week = (self.cursor + self.reference - self.monday) // 7
        self.scroll_to_region(Region(0, week * self.lines, 1, self.lines + 1), animate=False, force=True, x_axis=False)

    def around(self, offset: int) -> Region:
        """The lines of its week."""
        week = (offset + self.reference - self.monday) // 7
        return Region(0, 1 + week * self.lines - self.scroll_offset.y, self.size.width, self.lines)

    def offset_at(self, x: int, y: int) -> int | None:
        """The day under a point of the widget, as offset."""
        row, column = y - 1 + self.scroll_offset.y, x - GUTTER + self.scroll_offset.x
        if y < 1 or not 0 <= column < 7 * self.cell or not 0 <= row < self.weeks * self.lines:
            return None
        return self.first_shown + row // self.lines * 7 + column // self.cell

    def on_click(self, event: object) -> None:
        """A click moves to the day under it."""
        offset = self.offset_at(int(event.x), int(event.y))  # type: ignore[attr-defined]
        if offset is not None:
            self.post_message(self.Moved(offset))

    def render_line(self, y: int) -> Strip:
        """One line of the widget; the first is the row of weekdays and never scrolls."""
        if self.plan is None:
            return Strip.blank(self.size.width, self.ground)
        if y == 0:
            return self._head()
        row = y - 1 + self.scroll_offset.y
        week, line = divmod(row, self.lines)
        if week >= self.weeks:
            return self._legend_line(row - self.weeks * self.lines)
        first = self.monday + 7 * week
        segments = [Segment(self._month(first, line), self.ground + self.part("month"))]
        for column in range(7):
            segments += self._cell(first + column - self.reference, line, weekend=column >= SATURDAY)
        return Strip(segments).adjust_cell_length(self.size.width, self.ground)

    def _legend_line(self, line: int) -> Strip:
        text = self.legend[line] if line < len(self.legend) else ""
        segment = Segment(text, self.ground + self.part("date"))
        return Strip([segment]).adjust_cell_length(self.size.width, self.ground)

    def _head(self) -> Strip:
        base = self.ground + self.part("head")
        segments = [Segment(" " * GUTTER, base)]
        for column, name in enumerate(WEEKDAYS):
            style = base + self.part("weekend") if column >= SATURDAY else base
            segments.append(Segment(f" {name}".ljust(self.cell), style))
        return Strip(segments).adjust_cell_length(self.size.width, self.ground)

    def _month(self, monday: int, line: int) -> str:
        """Month in the row where it begins (and in the first row), year or beginning cycle under it."""
        start, end = dt.date.fromordinal(monday), dt.date.fromordinal(monday + 6)
        cycle = self.cycles.get((monday - self.monday) // 7)
        texts = {1: f"C{cycle}"} if cycle else {}
        if monday == self.monday or end.day <= 7:  # noqa: PLR2004 - the first of a month lies within a week's last seven
            named = end if end.day <= 7 else start  # noqa: PLR2004
            texts = {0: MONTHS[named.month - 1], 1: str(named.year)} | texts
        return texts.get(line, "").rjust(GUTTER)

    def _cell(self, offset: int, line: int, *, weekend: bool) -> list[Segment]:
        base = self.ground + self.day_style(offset, weekend=weekend)
        inside = self._in_window(offset)
        if line == 0:
            content = self._numbers(offset, base)
        elif line == 1:
            content = self._letters_line(offset, base)
        else:
            content = self._words(offset, base, line)
        bar = Segment("▏" if inside else " ", base)
        strip = Strip(content).adjust_cell_length(self.cell - 1, base)
        if line == 0 and self._closes(offset) and strip.text.endswith(" "):
            return [bar, *strip.crop(0, self.cell - 2), Segment("▕", base)]
        return [bar, *strip]

    def _closes(self, offset: int) -> bool:
        return self._in_window(offset) and not self._in_window(offset + 1)

    def _in_window(self, offset: int) -> bool:
        assert self.plan is not None
        window = self.plan.schedule.window
        return window is not None and 0 <= offset <= self.plan.resolved.numbering.offset(window[1])

    def _numbers(self, offset: int, base: Style) -> list[Segment]:
        """Study day on the left, day of the month on the right; where that does not fit, none, for half is wrong."""
        assert self.plan is not None
        date = dt.date.fromordinal(self.reference + offset)
        out = not self.first <= offset <= self.last
        day = str(self.plan.resolved.numbering.day(offset)).replace("-", "−")
        before, after = ("‹", "›") if date == self.today else ("", " ")
        after = BLACKOUT if offset in self.marks.blackouts else after
        room = self.cell - 1 - len(day) - (not before)
        dated = [f"{before}{date.day}{after}", f"{before}{date.day}{after}".rstrip()] if self.cell >= DATED_CELL else []
        text = next(one for one in [*dated, f"{before}{after}".strip(), ""] if len(one) <= room)
        kind = "today" if date == self.today else "date"
        left = Segment(day, base if self.loud(offset) else base + self.part("out" if out else "number"))
        gap = " " * (self.cell - 1 - len(day) - len(text))
        right = Segment(text, base if self.loud(offset) else base + self.part(kind))
        return [left, Segment(gap, base), right]

    def _letters_line(self, offset: int, base: Style) -> list[Segment]:
        """The day's signs, spaced where there is room, else packed, ended by … where that is not enough."""
        signs, room = self.signs(offset), self.cell - 1
        spaced = sum(len(text) + 1 for text, _ in signs) <= room + 1
        if not spaced:
            signs = packed(signs)
        if not spaced and sum(len(text) for text, _ in signs) > room:
            while sum(len(text) for text, _ in signs) >= room:
                signs.pop()
            signs.append(("…", self.part("assessment")))
        gap = " " if spaced else ""
        return [Segment(text + gap, base if self.loud(offset) else base + style) for text, style in signs]

    def _words(self, offset: int, base: Style, line: int) -> list[Segment]:
        """In tall cells: what the milestones of the day are, wrapped to the cell."""
        names = [self._short(item) for item in self.items(offset) if item.entry.kind is Kind.MILESTONE]
        wrapped = [text for name in names for text in textwrap.wrap(name, self.cell - 1, break_long_words=False)]
        if line - 2 >= len(wrapped):
            return []
        style = base if self.loud(offset) else base + self.part("milestone")
        text = wrapped[line - 2]
        return [Segment(text if len(text) < self.cell else f"{text[: self.cell - 2]}…", style)]

    def _short(self, item: Item) -> str:
        """A milestone's name for a cell; the closing day must be readable even in one short line."""
        if item.entry.id != DLT_CLOSES:
            return label(item)
        return "window closes" if self.lines >= TALL else "closes"
