"""The flowsheet of counts: one row a sample, the day in focus lit; what the signs mean and the summary below."""

import re

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region

from regimen.flowsheet.columns import GRADED
from regimen.printouts.countwords import LOW, OPEN, grades_short
from regimen.printouts.flowsheet import HEAD, WORDS, notes_of, rows, summary
from regimen.printouts.sheet import Table, aligned
from regimen.printouts.wrap import wrapped
from tui.widgets.counts import CountsView
from tui.widgets.days import DayGrid

HERE = "›"
"""Before the row of the day in focus, or before the last one that precedes it."""
_UNFOLDED = 10_000
_FLAGGED = re.compile(rf"(\S+[{re.escape(LOW + OPEN)}])")
_SHORT = {"anc": "ANC", "wbc": "WBC", "platelets": "PLT", "haemoglobin": "Hb"}


class CountTable(CountsView):
    """One row a sample; the head of the table stays while the rows scroll."""

    head_lines = 4

    def lay_out(self, width: int, height: int) -> int:  # noqa: ARG002 - rows do not depend on it
        """The table as it stands, and the summary wrapped to the width."""
        assert self.sheet is not None
        self.table = aligned(Table(HEAD, tuple(rows(self.sheet)), WORDS), _UNFOLDED) or [""]
        self.below = ["", *(line for note in notes_of(self.sheet) for line in wrapped(note, width - 2, "  ", "    "))]
        for block in summary(self.sheet):
            if block.entries:
                self.below += ["", f" {block.heading}"]
            for entry in block.entries:
                self.below += wrapped(entry.text, width - 2, "  ", "    ")
        return len(self.sheet.columns) + len(self.below)

    @property
    def row(self) -> int | None:
        """The row of the day in focus, or the last one before it."""
        assert self.sheet is not None
        offset = self.sheet.numbering.offset
        return max(
            (number for number, one in enumerate(self.sheet.columns) if offset(one.day) <= self.cursor), default=None
        )

    def reveal(self) -> None:
        """Scroll the row of the day in focus into sight; from the last one on, what stands below too."""
        if self.sheet is None or self.row is None:
            return
        last = self.row == len(self.sheet.columns) - 1
        room = self.size.height - self.head_lines
        height = min(room, 1 + len(self.below)) if last else 1
        region = Region(0, self.row, 1, height + self.head_lines)
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def on_click(self, event: object) -> None:
        """A click moves to the day of the row under it."""
        row = int(event.y) - self.head_lines  # type: ignore[attr-defined]
        if self.sheet is not None and 0 <= row < len(self.sheet.columns) - self.scroll_offset.y:
            row += self.scroll_offset.y
            self.post_message(DayGrid.Moved(self.sheet.numbering.offset(self.sheet.columns[row].day)))

    def head_line(self, row: int) -> list[Segment]:
        """Day, counts and grades of the day in focus, then the head of the table."""
        if row == self.head_lines - 1:
            return [Segment(f" {self.table[0]}", self.ground + self.part("axis"))]
        if row == self.head_lines - 2:
            return [Segment(f"   {self.grades_line}", self.ground)]
        return super().head_line(row)

    @property
    def grades_line(self) -> str:
        """`CTCAE 4.03/5.0/6.0: ANC 4/4/3, PLT 4`; a grade is no DLT."""
        told = [
            f"{_SHORT[name]} {grades_short(one.values[name])}"
            for one in self.here
            for name in GRADED
            if name in one.values
        ]
        return f"grades by CTCAE 4.03/5.0/6.0: {', '.join(told)}" if told else ""

    def line(self, row: int) -> list[Segment]:
        """A row of the table, or a line below it."""
        assert self.sheet is not None
        if row >= len(self.sheet.columns):
            number = row - len(self.sheet.columns)
            text = self.below[number] if number < len(self.below) else ""
            return [Segment(text, self.ground + self.part("head" if re.match(r" \S", text) else "legend"))]
        column, text = self.sheet.columns[row], self.table[row + 1]
        sign = HERE if row == self.row else " "
        if self.sheet.numbering.offset(column.day) == self.cursor:
            return [Segment(f"{sign}{text}".ljust(self.size.width), self.ground + self.part("cursor"))]
        base = self.ground + (self.part("decides") if column.decides else Style())
        found = [Segment(sign, base + self.part("today"))]
        for number, part in enumerate(_FLAGGED.split(text)):
            flag = {LOW: "threshold", OPEN: "support"}[part[-1]] if number % 2 else ""
            found.append(Segment(part, base + self.part(flag)))
        return found
