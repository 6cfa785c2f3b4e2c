"""The days of a record, one row a day: what was planned of each drug, what became of it, what else was recorded."""

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.recordbook import Book
from tui.widgets.days import DayGrid


class RecordList(ScrollView, can_focus=True):
    """Rows of days; the one in focus is lit and pointed at, the window's days are shaded."""

    COMPONENT_CLASSES = {f"days--{part}" for part in ("cursor", "window", "today", "wrong")}

    DEFAULT_CSS = """
    RecordList { background: $background; color: $foreground; scrollbar-size: 1 1; overflow-x: hidden; }
    RecordList > .days--window { background: $primary-muted; }
    RecordList > .days--today { text-style: bold underline; }
    RecordList > .days--wrong { color: $text-warning; text-style: bold; }
    RecordList > .days--cursor { background: $accent; color: $background; text-style: bold; }
    RecordList:ansi > .days--window { background: ansi_default; }
    RecordList:ansi > .days--cursor { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """

    BINDINGS = [
        Binding("up,left", "move(-1)", "Day back", show=False),
        Binding("down,right", "move(1)", "Day on", show=False),
        Binding("pageup", "move(-7)", "Week back", show=False),
        Binding("pagedown", "move(7)", "Week on", show=False),
        Binding("home", "edge(0)", "First day", show=False),
        Binding("end", "edge(-1)", "Last day", show=False),
    ]

    cursor: reactive[int] = reactive(0)
    """Day in focus, as days elapsed from the actual reference day."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.book: Book | None = None
        self.ground = Style()
        """The widget's own colours, as of the last drawing."""

    def show(self, book: Book) -> None:
        """Draw a record."""
        self.book = book
        self.virtual_size = Size(10, len(book.days))
        self.watch_cursor()

    def watch_cursor(self) -> None:
        """Keep the day in focus in sight."""
        if self.book is not None:
            row = self.cursor - self.book.days[0].offset
            self.scroll_to_region(Region(0, row, 1, 1), animate=False, force=True, x_axis=False)
            self.refresh()

    def action_move(self, days: int) -> None:
        """Move by days, staying on what is listed."""
        if self.book is not None:
            self.post_message(DayGrid.Moved(self.book.at(self.cursor + days).offset))

    def action_edge(self, end: int) -> None:
        """Go to the first or last day."""
        if self.book is not None:
            self.post_message(DayGrid.Moved(self.book.days[end].offset))

    def on_click(self, event: object) -> None:
        """A click moves to the day under it."""
        row = int(event.y) + self.scroll_offset.y  # type: ignore[attr-defined]
        if self.book is not None and row < len(self.book.days):
            self.post_message(DayGrid.Moved(self.book.days[row].offset))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; the widget's own style is worked out once."""
        self.ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One day."""
        row = y + self.scroll_offset.y
        if self.book is None or row >= len(self.book.days):
            return Strip.blank(self.size.width, self.ground)
        made, day = self.book.made, self.book.days[row]
        window, style = made.plan.resolved.dlt, self.ground
        if window is not None and 0 <= day.offset <= made.numbering.offset(window.last_day):
            style += self.part("window")
        if any(line.state in ("missing", "differs", "unplanned") for line in day.lines):
            style += self.part("wrong")
        if day.day == made.as_of:
            style += self.part("today")
        here = day.offset == self.cursor
        if here:
            style = self.ground + self.part("cursor")
        text = f"{'▸' if here else ' '}{self.book.row(day)}{'  today' if day.day == made.as_of else ''}"
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)

    def part(self, name: str) -> Style:
        """The style of one kind of row."""
        return self.get_component_rich_style(f"days--{name}", partial=True)
