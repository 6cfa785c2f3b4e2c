"""The list of courses: one line each, drawn when it is in sight, so that thousands cost no more than a screenful."""

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

from regimen.board.rows import Unreadable
from regimen.board.standing import Standing, Urgency
from tui.boarding import Row, line, place

_PRESSING = (Urgency.SETTLE, Urgency.OVERDUE)


class CourseList(ScrollView, can_focus=True):
    """Rows of the board; the one in focus is lit and has a sign."""

    COMPONENT_CLASSES = {"courses--row", "courses--pressing", "courses--quiet", "courses--cursor"}
    DEFAULT_CSS = """
    CourseList { background: $background; scrollbar-size: 1 1; overflow-x: hidden; }
    CourseList > .courses--row { color: $foreground; }
    CourseList > .courses--pressing { color: $text-error; text-style: bold; }
    CourseList > .courses--quiet { color: $foreground-muted; }
    CourseList > .courses--cursor { background: $primary-muted; color: $foreground; }
    CourseList:focus > .courses--cursor { background: $accent; color: $background; text-style: bold; }
    CourseList:ansi > .courses--cursor { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """
    BINDINGS = [
        Binding("up", "move(-1)", "Row up", show=False),
        Binding("down", "move(1)", "Row down", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(1)", "Last", show=False),
    ]

    row: reactive[int] = reactive(0, always_update=True)
    """The row in focus."""

    class Moved(Message):
        """Another row came into focus, or the rows became others."""

    class Opened(Message):
        """The person clicked the row in focus."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self.ground = Style()
        """The widget's own colours, as of the last drawing."""

    @property
    def course(self) -> Row | None:
        """The course in focus."""
        return self.rows[self.row] if self.rows else None

    @property
    def in_sight(self) -> list[str]:
        """Ids of the rows on the screen."""
        top = round(self.scroll_y)
        return [row.id for row in self.rows[top : top + self.size.height]]

    def show(self, rows: Sequence[Row], name: str | None = None) -> None:
        """Show other rows; the course in focus, or the one named, stays so if it is among them."""
        keep = name or (self.course.id if self.course else None)
        self.rows = rows
        self.virtual_size = Size(self.size.width, len(rows))
        self.row = place(rows, keep)

    def validate_row(self, row: int) -> int:
        """Stay on the list."""
        return min(max(row, 0), max(len(self.rows) - 1, 0))

    def watch_row(self) -> None:
        """Keep the row in focus in sight."""
        if self.rows and self.size.width:
            self.scroll_to_region(Region(0, self.row, 1, 1), animate=False, force=True, x_axis=False)
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Lay the rows out to the new width."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.row = self.row

    def action_move(self, by: int) -> None:
        """Go up or down."""
        self.row += by

    def action_edge(self, last: int) -> None:
        """Go to the first or last row."""
        self.row = len(self.rows) - 1 if last else 0

    def on_click(self, event: Click) -> None:
        """A click moves to a row; a second click opens it."""
        at = event.get_content_offset(self)
        if at is None or (row := at.y + self.scroll_offset.y) >= len(self.rows):
            return
        if row == self.row:
            self.post_message(self.Opened())
        else:
            self.row = row

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; the widget's own style is worked out once, not for each row."""
        self.ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row."""
        number = y + self.scroll_offset.y
        if number >= len(self.rows):
            return Strip.blank(self.size.width, self.ground)
        row, base = self.rows[number], self.ground
        style = base + self.get_component_rich_style(f"courses--{_part(row)}", partial=True)
        if number == self.row:
            base = style = base + self.get_component_rich_style("courses--cursor", partial=True)
        sign = "▸" if number == self.row else " "
        text = line(row, self.size.width - len(sign))
        return Strip([Segment(sign, base), Segment(text, style)]).adjust_cell_length(self.size.width, base)


def _part(row: Row) -> str:
    """Which look a row has; its sign says the same."""
    if isinstance(row, Unreadable) or (isinstance(row, Standing) and row.urgency in _PRESSING):
        return "pressing"
    return "quiet" if not isinstance(row, Standing) or row.urgency is Urgency.OVER else "row"
