"""Lanes: one row an agent or assessment, one column a day; shows at a glance how the drugs lie beside each other."""

import datetime as dt

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip

from regimen.dates import MONTHS, is_weekend
from regimen.nomenclature import MARK, drug_name
from regimen.schedule.items import Entry, Kind
from tui.widgets.days import OPEN, DayGrid, assumed_day, side_by_side
from tui.widgets.marks import BLACKOUT, GONE, LEFT_OUT, MEANINGS

LABEL = 15
"""Columns of the row names."""
HEAD = 4
"""Lines above the lanes: month, day of the month in two lines, study day."""


class Lanes(DayGrid):
    """A row for each drug and assessment, columns of days, the window shaded through all rows."""

    def lay_out(self) -> None:
        """One lane for each name, as many columns as days."""
        assert self.plan is not None
        self.reference = self.plan.course.reference_date.toordinal()
        lanes: dict[str, tuple[str, str]] = {}
        for entry in self.plan.schedule.entries:
            key = self._key(entry)
            lanes.setdefault(key, (entry.letter, key))
        self.lanes = list(lanes.values())
        self.assumed = {self._key(item.entry) for item in self.plan.schedule.items if assumed_day(item)}
        """Rows in which the sources leave a day open."""
        days = self.last - self.first + 1
        room = (self.outer_size.width or 80) - LABEL
        self.cell = 2 if room >= 2 * days else 1
        cut = [f"{letter} {name}" for letter, name in self.lanes if "…" in self._label(letter, name)]
        acts = [*(f"{sign} {MEANINGS[sign]}" for sign in self.marks.signs), *self.recorded.meanings]
        self.notes = side_by_side([*acts, *cut], self.outer_size.width or 80)
        """Signs of acts, and the whole names of the rows whose names are cut, for the lines free below."""
        self.virtual_size = Size(LABEL + days * self.cell, HEAD + len(self.lanes))

    @staticmethod
    def _key(entry: Entry) -> str:
        return "milestones" if entry.kind is Kind.MILESTONE else entry.name

    def reveal(self) -> None:
        """Scroll the column of the day in focus into sight."""
        x = (self.cursor - self.first) * self.cell
        self.scroll_to_region(Region(x, 0, LABEL + self.cell, 1), animate=False, force=True, y_axis=False)

    def offset_at(self, x: int) -> int | None:
        """The day under a column of the widget."""
        column = (x - LABEL + self.scroll_offset.x) // self.cell
        return self.first + column if x >= LABEL and 0 <= column <= self.last - self.first else None

    def on_click(self, event: object) -> None:
        """A click moves to the day under it."""
        offset = self.offset_at(int(event.x))  # type: ignore[attr-defined]
        if offset is not None:
            self.post_message(self.Moved(offset))

    def render_line(self, y: int) -> Strip:
        """One line; the row names stay while the days scroll."""
        row = y + self.scroll_offset.y - HEAD
        if self.plan is None:
            return Strip.blank(self.size.width, self.ground)
        if row >= len(self.lanes):
            return self._note(row - len(self.lanes) - 1)
        if row < 0:
            cells = [self._head_cell(offset, row + HEAD) for offset in self._columns()]
            style = self.ground + self.part("head")
            label = ("Month", "Date", "", "Study day")[row + HEAD]
        else:
            cells = [self._lane_cell(offset, self.lanes[row][1]) for offset in self._columns()]
            label, style = self._label(*self.lanes[row]), self.ground
        head = Segment(label.ljust(LABEL), style)
        return Strip([head, *cells]).adjust_cell_length(self.size.width, self.ground)

    def _label(self, letter: str, name: str) -> str:
        """A row's name, cut where it must be, with † where the sources leave one of its days open."""
        mark = MARK if name in self.assumed and not self.hide else ""
        text, room = f"{letter} {drug_name(name)}", LABEL - 1 - len(mark)
        return (text if len(text) <= room else f"{text[: room - 1]}…") + mark

    def _note(self, row: int) -> Strip:
        segment = Segment(self.notes[row] if 0 <= row < len(self.notes) else "", self.ground + self.part("date"))
        return Strip([segment]).adjust_cell_length(self.size.width, self.ground)

    def _columns(self) -> range:
        start = self.first + self.scroll_offset.x // self.cell
        room = (self.size.width - LABEL) // self.cell
        return range(start, min(self.last + 1, start + room))

    def _head_cell(self, offset: int, line: int) -> Segment:
        assert self.plan is not None
        date = dt.date.fromordinal(self.reference + offset)
        base = self.ground + self.day_style(offset, weekend=is_weekend(date))
        style = base + self.part("today" if date == self.today else "head")
        if line == 0:
            text = self._month_sign(date, offset)
        elif line in (1, 2):
            text = f"{date.day:02d}"[line - 1]
        else:
            text = self._study_day(offset)
        return Segment(text.rjust(self.cell)[-self.cell :], base if self.loud(offset) else style)

    def _month_sign(self, date: dt.date, offset: int) -> str:
        """The month's letters, spread over its first columns."""
        start = max(self.first, offset - date.day + 1)
        name = MONTHS[date.month - 1]
        index = (offset - start) * self.cell
        return name[index : index + self.cell].ljust(self.cell)

    def _study_day(self, offset: int) -> str:
        """Every fifth study day in full, its digits spread over the columns up to it."""
        assert self.plan is not None
        numbering = self.plan.resolved.numbering
        for ahead in range(3):
            day = numbering.day(offset + ahead)
            text = str(day).replace("-", "−")
            if (day % 5 == 0 or day == 1) and offset + ahead <= self.last:
                end = len(text) - ahead * self.cell
                if end > 0:
                    return text[max(0, end - self.cell) : end]
        return ""

    def _lane_cell(self, offset: int, name: str) -> Segment:
        date = dt.date.fromordinal(self.reference + offset)
        base = self.ground + self.day_style(offset, weekend=is_weekend(date))
        here = [item for item in self.items(offset) if self._key(item.entry) == name]
        if not here:
            sign, quiet = self._empty_cell(offset, name)
            return Segment(sign, base if self.loud(offset) else base + self.part(quiet))
        kind = here[0].entry.kind
        part = f"agent-{self.letters[name]}" if kind is Kind.DOSE else kind.word
        text = (here[-1].entry.letter + self.recorded.sign(offset, name)).rjust(self.cell)[-self.cell :]
        return Segment(text, base if self.loud(offset) else base + self.part(part))

    def _empty_cell(self, offset: int, name: str) -> tuple[str, str]:
        """What stands where a row has nothing on a day, and its style."""
        for sign, days in ((LEFT_OUT, self.marks.left_out), (GONE, self.marks.gone)):
            if name in self.drugs(days.get(offset, ())):
                return sign.rjust(self.cell), "act"
        if sign := self.recorded.stray(offset, name):
            return sign.rjust(self.cell), "act"
        if name in self.open_windows(offset):
            return OPEN * self.cell, "assessment"
        closed = offset in self.marks.blackouts and name in self.letters
        return (BLACKOUT if closed else "·").rjust(self.cell), "out"
