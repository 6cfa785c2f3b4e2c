"""The list of protocols: each row is read and laid out when it comes into sight, so that a long list opens at once."""

from bisect import bisect_right
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from regimen.printouts.wrap import wrapped
from tui.catalogue import Book

MARGIN = 2
"""Columns in front of a row, for the sign of the row in focus."""
_UNREAD = 2
"""Lines that a row is taken to have until it is read."""


class BookList(ScrollView, can_focus=True):
    """Rows of name, version, short name and condition; as many lines as they need."""

    COMPONENT_CLASSES = {"books--name", "books--words", "books--wrong", "books--cursor"}
    DEFAULT_CSS = """
    BookList { background: $background; scrollbar-size: 1 1; overflow-x: hidden; }
    BookList > .books--name { color: $foreground; text-style: bold; }
    BookList > .books--words { color: $foreground-muted; }
    BookList > .books--wrong { color: $text-error; }
    BookList > .books--cursor { background: $primary-muted; color: $foreground; }
    BookList:focus > .books--cursor { background: $accent; color: $background; text-style: bold; }
    BookList:ansi > .books--cursor { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """
    BINDINGS = [
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(1)", "Last", show=False),
    ]

    row: reactive[int] = reactive(0, always_update=True)
    """The row in focus."""

    class Moved(Message):
        """Another row came into focus, or the list became another."""

    class Opened(Message):
        """The person clicked the row in focus."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.books: Sequence[Book] = ()
        self.laid: list[tuple[str, str]] = []
        """The lines of the rows laid out so far, as text and style name."""
        self.tops: list[int] = []
        """First line of each row laid out so far."""
        self.ground = Style()
        """The widget's own colours, as of the last drawing."""

    @property
    def book(self) -> Book | None:
        """The protocol in focus."""
        return self.books[self.row] if self.books else None

    def show(self, books: Sequence[Book], keep: Book | None = None) -> None:
        """Show other rows; the one in focus stays so if it is among them."""
        self.books = books
        self._forget()
        self.row = books.index(keep) if keep in books else 0

    def validate_row(self, row: int) -> int:
        """Stay on the list."""
        return min(max(row, 0), max(len(self.books) - 1, 0))

    def watch_row(self) -> None:
        """Keep the row in focus in sight."""
        if self.books and self.size.width:
            self._lay_out_rows(self.row)
            region = Region(0, self.tops[self.row], 1, self._height(self.row))
            self.scroll_to_region(region, animate=False, force=True, x_axis=False)
        self.refresh()
        self.post_message(self.Moved())

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Read what comes into sight."""
        super().watch_scroll_y(old, new)
        self._lay_out_lines(round(new) + self.size.height)

    def on_resize(self) -> None:
        """Wrap the rows to the new width."""
        self._forget()
        self.row = self.row

    def _forget(self) -> None:
        self.laid, self.tops = [], []
        self._lay_out_lines(self.size.height)

    def _lay_out_lines(self, lines: int) -> None:
        """Lay out rows until so many lines are known."""
        while len(self.laid) < lines and len(self.tops) < len(self.books):
            self._lay_out_row()
        unread = len(self.books) - len(self.tops)
        self.virtual_size = Size(self.size.width, len(self.laid) + _UNREAD * unread)

    def _lay_out_rows(self, row: int) -> None:
        """Lay out rows up to one, and what is in sight below it."""
        while len(self.tops) <= row:
            self._lay_out_row()
        self._lay_out_lines(self.tops[row] + self.size.height)

    def _lay_out_row(self) -> None:
        book = self.books[len(self.tops)]
        self.tops.append(len(self.laid))
        width = max(self.size.width - MARGIN - 1, 10)
        part = "words" if book.reading.protocol else "wrong"
        self.laid += [(line, "name") for line in wrapped(book.head, width)]
        self.laid += [(line, part) for line in wrapped(book.words, width, "  ", "  ")]

    def _height(self, row: int) -> int:
        after = self.tops[row + 1] if row + 1 < len(self.tops) else len(self.laid)
        return after - self.tops[row]

    def action_edge(self, last: int) -> None:
        """Go to the first or last row."""
        self.row = len(self.books) - 1 if last else 0

    def on_click(self, event: Click) -> None:
        """A click moves to a row; a second click opens it."""
        at = event.get_content_offset(self)
        if at is None or (line := at.y + self.scroll_offset.y) >= len(self.laid):
            return
        row = bisect_right(self.tops, line) - 1
        if row == self.row:
            self.post_message(self.Opened())
        else:
            self.row = row

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; the widget's own style is worked out once, not for each row."""
        self.ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of a row."""
        line = y + self.scroll_offset.y
        if line >= len(self.laid):
            return Strip.blank(self.size.width, self.ground)
        row = bisect_right(self.tops, line) - 1
        text, part = self.laid[line]
        base = self.ground
        style = base + self.get_component_rich_style(f"books--{part}", partial=True)
        if row == self.row:
            base = style = base + self.get_component_rich_style("books--cursor", partial=True)
        sign = "▸ " if row == self.row and line == self.tops[row] else "  "
        return Strip([Segment(sign, base), Segment(text, style)]).adjust_cell_length(self.size.width, base)
