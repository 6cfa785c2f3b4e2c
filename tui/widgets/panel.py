"""The panel of values: every value that can be changed, one row each; a change is followed at once."""

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from regimen.course import Plan
from tui.field import Field, shown_value
from tui.fields import fields

GAP = 2
"""Blank columns after the row names."""
LEAST_LABEL = 12
"""Columns that a row name always has."""


class Panel(ScrollView, can_focus=True):
    """Rows of name and value; left and right step through choices, Enter opens one value."""

    COMPONENT_CLASSES = {"panel--label", "panel--value", "panel--mark", "panel--cursor"}

    DEFAULT_CSS = """
    Panel { background: $surface; scrollbar-size: 1 1; }
    Panel > .panel--label { color: $foreground-muted; }
    Panel > .panel--value { color: $foreground; text-style: bold; }
    Panel > .panel--mark { color: $text-warning; }
    Panel > .panel--cursor { background: $primary-muted; color: $foreground; }
    Panel:focus > .panel--cursor { background: $accent; color: $background; text-style: bold; }
    Panel:ansi > .panel--cursor { background: ansi_default; color: ansi_default; text-style: underline; }
    Panel:ansi:focus > .panel--cursor { text-style: bold reverse; }
    """

    BINDINGS = [
        Binding("up", "row(-1)", "Row up", show=False),
        Binding("down", "row(1)", "Row down", show=False),
        Binding("left", "step(-1)", "Choice before", show=False),
        Binding("right", "step(1)", "Choice after", show=False),
        Binding("enter", "edit", "Change", show=False),
        Binding("escape", "screen.values", "Back", show=False),
    ]

    plan: reactive[Plan | None] = reactive(None, layout=False)
    """The plan whose values are shown."""
    hide: reactive[bool] = reactive(False)
    """Whether assumed values are blanked."""
    row: reactive[int] = reactive(0)
    """The row in focus."""

    ground = Style()
    """The widget's own colours, as of the last drawing."""
    drawn_rows = 0
    """Number of rows at the last layout."""

    class Chosen(Message):
        """The person stepped to another choice."""

        def __init__(self, path: str, value: str) -> None:
            self.path = path
            """Which value."""
            self.value = value
            """The new choice."""
            super().__init__()

    class Opened(Message):
        """The person wants to change one value."""

        def __init__(self, field: Field) -> None:
            self.field = field
            """The row."""
            super().__init__()

    def watch_plan(self, plan: Plan | None) -> None:
        """Read the rows anew."""
        if plan is not None:
            self.rows = fields(plan)
            self.row = min(self.row, len(self.rows) - 1)
            self.virtual_size = Size(10, len(self.rows))
            self.refresh(layout=self.rows_changed())

    def rows_changed(self) -> bool:
        """Whether the number of rows, and with it the height, differs from what is drawn."""
        before, self.drawn_rows = self.drawn_rows, len(self.rows)
        return before != self.drawn_rows

    def watch_row(self) -> None:
        """Keep the row in focus in sight."""
        self.scroll_to_region(Region(0, self.row, 1, 1), animate=False, force=True, x_axis=False)
        self.refresh()

    def watch_hide(self) -> None:
        """Draw again."""
        self.refresh()

    def action_row(self, by: int) -> None:
        """Move to another row."""
        self.row = min(max(self.row + by, 0), len(self.rows) - 1)

    def action_step(self, by: int) -> None:
        """Step through the choices of the row; ends do not wrap, so that a ladder has a top."""
        field = self.rows[self.row]
        if field.choices:
            at = field.choices.index(field.edit) + by
            if 0 <= at < len(field.choices):
                self.post_message(self.Chosen(field.path, field.choices[at]))

    def action_edit(self) -> None:
        """Ask for the value of the row."""
        self.post_message(self.Opened(self.rows[self.row]))

    def on_click(self, event: Click) -> None:
        """A click moves to a row; a second click opens it."""
        at = event.get_content_offset(self)
        if at is None or (row := at.y + self.scroll_offset.y) >= len(self.rows):
            return
        if row == self.row:
            self.action_edit()
        self.row = row

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; the widget's own style is worked out once, not for each row."""
        self.ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row."""
        row = y + self.scroll_offset.y
        if self.plan is None or row >= len(self.rows):
            return Strip.blank(self.size.width, self.ground)
        field, base = self.rows[row], self.ground
        value = self._text(field)
        if row == self.row:
            base = label = text = base + self.get_component_rich_style("panel--cursor", partial=True)
        else:
            label = base + self.get_component_rich_style("panel--label", partial=True)
            text = base + self.get_component_rich_style(
                "panel--mark" if field.assumed else "panel--value", partial=True
            )
        wide = self._label_width()
        name = field.label if len(field.label) <= wide else field.label[: wide - 1] + "…"
        segments = [Segment(f" {name.ljust(wide + GAP)}", label), Segment(value, text)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _text(self, field: Field) -> str:
        return ("◂▸ " if field.choices else "") + shown_value(field, hide=self.hide)

    def _label_width(self) -> int:
        """As wide as the longest name, unless the values need the room."""
        longest = max(len(field.label) for field in self.rows)
        values = max(len(self._text(field)) for field in self.rows)
        return max(LEAST_LABEL, min(longest, self.size.width - 1 - GAP - values))
