"""The text of a file with findings beside its lines: a sign in front of each, the words behind it where they fit."""

import re
from collections.abc import Iterable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import TextArea

from regimen.findings import Finding, Severity

_LEAST = 16
"""Columns behind a line that are worth filling with words."""
_UNDO_STEPS = 1_000
_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that would steer the terminal or turn the line around; shown as a box."""


class SourceArea(TextArea):
    """A text area with line numbers and remarks; Enter keeps the indentation."""

    COMPONENT_CLASSES = {"source--error", "source--remark"}
    DEFAULT_CSS = """
    SourceArea { border: none; padding: 0; scrollbar-size: 1 1; }
    SourceArea:focus { border: none; }
    SourceArea > .source--error { color: $text-error; text-style: bold; }
    SourceArea > .source--remark { color: $text-warning; }
    """
    BINDINGS = [Binding("enter", "new_line", "New line", show=False, priority=True)]

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        self.beside: dict[int, list[tuple[str, Finding]]] = {}
        """Row to its findings with their signs, the weightiest first."""
        super().__init__(text, show_line_numbers=True, max_checkpoints=_UNDO_STEPS, id=id)

    def remark(self, findings: Iterable[tuple[str, Finding]]) -> None:
        """Show findings, each with its sign, beside their lines."""
        self.beside = {}
        for sign, finding in sorted(findings, key=lambda signed: -signed[1].severity.weight):
            if finding.place:
                self.beside.setdefault(finding.place.line - 1, []).append((sign, finding))
        self.refresh()

    def action_new_line(self) -> None:
        """Begin a line as far in as this one."""
        row, column = self.cursor_location
        blank = re.match(r" *", self.document.get_line(row)[:column])
        start, end = self.selection
        self.replace(f"\n{blank[0] if blank else ''}", start, end, maintain_selection_offset=False)
        self.scroll_cursor_visible()

    def get_line(self, line_index: int) -> Text:
        """A line as it is shown: what would steer the terminal is shown as a box."""
        return Text(_UNSHOWN.sub("▯", self.document.get_line(line_index)), end="", no_wrap=True)

    def render_line(self, y: int) -> Strip:
        """A line of the widget, with the sign and the words of what was found there."""
        strip = super().render_line(y)
        at = y + self.scroll_offset.y
        if not self.beside or at >= self.wrapped_document.height:
            return strip
        row, column = self.wrapped_document.offset_to_location(Offset(0, at))
        found = self.beside.get(row)
        if not found:
            return strip
        sign, finding = found[0]
        part = "error" if finding.severity is Severity.ERROR else "remark"
        style = self.get_component_rich_style(f"source--{part}", partial=True)
        if column == 0:
            strip = _over(strip, self.gutter_width - 2, sign, style)
        last = len(self.wrapped_document.get_offsets(row)) == _section(self, row, at)
        return self._worded(strip, finding, len(found), style) if last else strip

    def _worded(self, strip: Strip, finding: Finding, count: int, style: Style) -> Strip:
        """The words of the weightiest finding behind the text, where there is room for some of them."""
        used = cell_len(strip.text.rstrip()) + 2
        room = self.scrollable_content_region.width - used
        if room < _LEAST:
            return strip
        more = f"{count} findings; " if count > 1 else ""
        words = f"◂ {more}{finding.message.removeprefix(f'{finding.subject}: ')}"
        return _over(strip, used, words if len(words) <= room else f"{words[: room - 1]}…", style)


def _over(strip: Strip, at: int, text: str, style: Style) -> Strip:
    """Text drawn over a strip, on the ground that is there."""
    ground = next((segment.style for segment in strip.crop(at, at + 1) if segment.style), Style())
    written = Strip([Segment(text, ground + style)])
    return Strip.join([strip.crop(0, at), written, strip.crop(at + written.cell_length, strip.cell_length)])


def _section(area: TextArea, row: int, at: int) -> int:
    """Which wrapped part of its row stands at a height."""
    return at - area.wrapped_document.location_to_offset((row, 0)).y
