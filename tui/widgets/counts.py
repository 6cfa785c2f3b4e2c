"""What chart and flowsheet of counts have in common: a review, a day in focus with its counts in words, and keys.

Days count from the actual reference day, as the verdict counts them; the calendar counts from the planned one.
"""

from collections.abc import Iterator

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from regimen.dates import safe_date
from regimen.flowsheet.columns import Column
from regimen.flowsheet.sheet import Flowsheet, flowsheet
from regimen.printouts.axes import Days
from regimen.printouts.countwords import anc_words, support_words, to_close, value_words
from regimen.printouts.words import day_words
from regimen.review import Review
from tui.widgets.days import DayGrid

POINTER = "▼"
"""Stands over the day in focus, so that it is told without colour."""
_PARTS = (
    "anc", "platelets", "threshold", "closes", "window", "axis", "label", "dose", "support", "legend", "today", "shade",
    "cursor", "head", "decides",
)  # fmt: skip


class CountsView(ScrollView, can_focus=True):
    """Base of the views of counts, drawn line by line; `show` gives them what they draw."""

    COMPONENT_CLASSES = {f"counts--{part}" for part in _PARTS}

    DEFAULT_CSS = """
    CountsView { background: $background; color: $foreground; scrollbar-size: 1 1; overflow-x: hidden; }
    CountsView > .counts--head { text-style: bold; }
    CountsView > .counts--anc { color: $text-primary; text-style: bold; }
    CountsView > .counts--platelets { color: $text-warning; text-style: bold; }
    CountsView > .counts--threshold { color: $text-error; }
    CountsView > .counts--closes { color: $text-error; text-style: bold; }
    CountsView > .counts--window { color: $text-accent; }
    CountsView > .counts--axis { color: $foreground-muted; }
    CountsView > .counts--label { color: $foreground-muted; }
    CountsView > .counts--legend { color: $foreground-muted; }
    CountsView > .counts--dose { color: $text-success; }
    CountsView > .counts--support { color: $text-accent; text-style: bold; }
    CountsView > .counts--today { color: $text-warning; text-style: bold; }
    CountsView > .counts--decides { text-style: bold; }
    CountsView > .counts--shade { background: $primary-muted; }
    CountsView > .counts--cursor { background: $accent; color: $background; text-style: bold; }
    CountsView:ansi > .counts--shade { background: ansi_default; }
    CountsView:ansi > .counts--cursor { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """

    BINDINGS = [
        Binding("left", "move(-1)", "Day back", show=False),
        Binding("right", "move(1)", "Day on", show=False),
        Binding("up", "sample(-1)", "Sample before", show=False),
        Binding("down", "sample(1)", "Next sample", show=False),
        Binding("home", "edge(0)", "First day", show=False),
        Binding("end", "edge(1)", "Last day", show=False),
        Binding("pageup", "move(-7)", "Week back", show=False),
        Binding("pagedown", "move(7)", "Week on", show=False),
    ]

    head_lines = 2
    """Lines on top that never scroll: the day in focus, and its counts."""
    cursor: reactive[int] = reactive(0)
    """Day in focus, as days elapsed from the actual reference day."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.made: Review | None = None
        self.sheet: Flowsheet | None = None
        self.first = self.last = 0
        """First and last day that can be reached."""
        self.ground = Style()
        """The widget's own colours, as of the last drawing."""

    def show(self, made: Review, *, hide: bool = False) -> None:
        """Draw a review; with `hide`, without what rests on assumed thresholds."""
        self.made, self.sheet = made, flowsheet(made, hide=hide)
        days = Days(self.sheet, self.outer_size.width)
        self.first, self.last = days.first, max(days.last, made.numbering.offset(made.as_of))
        self._fit()

    def on_resize(self) -> None:
        """Fit the drawing to the room there is."""
        self._fit()

    def _fit(self) -> None:
        width, height = self.outer_size.width or 80, self.outer_size.height or 24
        if self.sheet is not None:
            room = height - self.head_lines
            lines = self.lay_out(width, room)
            if lines > room:  # the scroll bar takes a column
                width -= 1
                lines = self.lay_out(width, room)
            self.virtual_size = Size(width, lines + self.head_lines)
            if self.outer_size:
                self.reveal()
            self.refresh()

    def lay_out(self, width: int, height: int) -> int:
        """Measure for a room; the number of lines that it takes. Each view its own."""
        raise NotImplementedError(width, height)

    def reveal(self) -> None:
        """Scroll the day in focus into sight; each view its own."""

    def head_line(self, row: int) -> list[Segment]:
        """One line of the head."""
        text = self.counts_line if row else self.day_line
        return [Segment(f" {text}", self.ground + self.part("" if row else "head"))]

    def line(self, row: int) -> list[Segment]:
        """One line below the head."""
        raise NotImplementedError(row)

    def watch_cursor(self) -> None:
        """Keep the day in focus in sight."""
        if self.sheet is not None:
            self.reveal()
            self.refresh()

    def action_move(self, days: int) -> None:
        """Move by days, staying on what is drawn."""
        self.post_message(DayGrid.Moved(min(max(self.cursor + days, self.first), self.last)))

    def action_sample(self, step: int) -> None:
        """Go to the next day that has something, or to the one before."""
        if self.sheet is None:
            return
        offsets = [self.sheet.numbering.offset(one.day) for one in self.sheet.columns]
        beyond = [day for day in offsets if (day - self.cursor) * step > 0]
        if beyond:
            self.post_message(DayGrid.Moved(min(beyond) if step > 0 else max(beyond)))

    def action_edge(self, last: int) -> None:
        """Go to the first or last day."""
        self.post_message(DayGrid.Moved(self.last if last else self.first))

    def part(self, name: str) -> Style:
        """The style of one kind of sign."""
        return self.get_component_rich_style(f"counts--{name}", partial=True) if name in _PARTS else Style()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; the widget's own style is worked out once."""
        self.ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the widget; those of the head never scroll."""
        if self.sheet is None:
            return Strip.blank(self.size.width, self.ground)
        row = y - self.head_lines
        segments = self.head_line(y) if row < 0 else self.line(row + self.scroll_offset.y)
        return Strip(segments).adjust_cell_length(self.size.width, self.ground)

    @property
    def here(self) -> list[Column]:
        """The columns of the day in focus."""
        assert self.sheet is not None
        return [one for one in self.sheet.columns if self.sheet.numbering.offset(one.day) == self.cursor]

    @property
    def day_line(self) -> str:
        """The day in focus, its date, and how far it is to the end of the window."""
        assert self.sheet is not None
        assert self.made is not None
        day = self.sheet.numbering.day(self.cursor)
        text = f"{POINTER} {day_words(day)}, {safe_date(self.made.date(day))}"
        if self.sheet.definition is None:
            return text
        return f"{text} · {to_close(self.sheet, self.sheet.numbering.elapsed(day, self.sheet.definition.last_day))}"

    @property
    def counts_line(self) -> str:
        """What was measured and given on the day in focus; without a sample, when the last one was."""
        assert self.sheet is not None
        told = " · ".join("  ".join(_told(one)) for one in self.here)
        if any(one.sample for one in self.here):
            return f"  {told}"
        before = [
            one for one in self.sheet.columns if one.sample and self.sheet.numbering.offset(one.day) < self.cursor
        ]
        last = (
            f"no sample; last on {day_words(before[-1].day)}: {'  '.join(_told(before[-1]))}"
            if before
            else "no sample yet"
        )
        return f"  {told} · {last}" if told else f"  {last}"


def _told(column: Column) -> Iterator[str]:
    """`ANC 0.1↓`, `platelets 12↓`, `P R`."""
    anc = anc_words(column)
    if anc:
        yield f"ANC {anc}"
    yield from (
        f"{word} {value_words(name, column.values[name])}" for name, word in _SHORT.items() if name in column.values
    )
    if beside := support_words(column):
        yield beside


_SHORT = {"platelets": "PLT", "wbc": "WBC", "haemoglobin": "Hb", "blasts": "blasts"}
