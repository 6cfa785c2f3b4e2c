"""Three dialogs that serve every question: read a text, pick one of a list, type one line; loaded when first used."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from regimen.errors import RegimenError
from regimen.nomenclature import NOTICE

FRAME_CSS = """
{name} {{ align: center middle; }}
{name} > Vertical {{ width: {width}; max-width: 96%; height: auto; max-height: 92%; background: $surface;
    border: thick $primary; border-title-color: $text-accent; border-subtitle-color: $text-warning; padding: 0 1; }}
"""


SIDES = 6
"""Columns that frame, padding and scroll bar of a dialog take."""
_TABLE = re.compile(r" *\S+( \S+)*  +")
"""A row of a table: something, a gap, the rest."""
_DEEP = 20


def hanging(text: Content, width: int) -> Content:
    """Text wrapped to a width, each line's rest under its beginning; rows of a table under their last column."""
    lines: list[Content] = []
    for line in text.split("\n", allow_blank=True):
        plain = line.plain
        row = _TABLE.match(plain)
        blank = len(plain) - len(plain.lstrip())
        indent = row.end() if row and row.end() <= _DEEP else blank + 2 if blank else 0
        first, *rest = line.wrap(max(width, 30)) or [line]
        lines.append(first)
        if rest:
            tail = line[len(first.plain) :]
            tail = tail[len(tail.plain) - len(tail.plain.lstrip()) :]
            lines += [part.pad_left(indent) for part in tail.wrap(max(width - indent, 20))]
    return Content("\n").join(lines)


def frame(title: str, *children: Widget) -> Vertical:
    """The framed box of a dialog, the notice in its frame."""
    box = Vertical(*children)
    box.border_title, box.border_subtitle = title, NOTICE.partition(" – ")[0]
    return box


class TextScreen(ModalScreen[str | None]):
    """A text to read."""

    DEFAULT_CSS = (
        FRAME_CSS.format(name="TextScreen", width=92) + "TextScreen VerticalScroll { height: auto; max-height: 100%; }"
    )
    BINDINGS = [Binding("escape,q,f1,f2,f4,enter", "dismiss", "Back", show=False)]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self.heading, self.text = title, text

    def compose(self) -> ComposeResult:
        """The text, scrollable."""
        yield frame(f"{self.heading} · Escape returns", VerticalScroll(Static(self.text)))

    def on_resize(self) -> None:
        """Wrap the text to the new width."""
        self.query_one(Static).update(hanging(self.text, room(self, 92)))

    async def action_dismiss(self, result: str | None = None) -> None:
        """Back."""
        self.dismiss(result)


def room(screen: ModalScreen[Any], width: int) -> int:
    """Columns for text in a dialog of this width."""
    return min(width, screen.app.size.width * 96 // 100) - SIDES


class PickScreen(ModalScreen[str | None]):
    """One of a list; the result is the id of the option."""

    DEFAULT_CSS = (
        FRAME_CSS.format(name="PickScreen", width=86)
        + "PickScreen Static { color: $foreground-muted; }"
        + "PickScreen OptionList { height: auto; max-height: 64vh; padding: 0; margin: 1 0 0 0; }"
        + "PickScreen OptionList, PickScreen OptionList:focus { border: none; background: $surface; }"
    )
    BINDINGS = [Binding("escape", "cancel", "Back", show=False)]

    def __init__(self, title: str, why: str, options: Sequence[tuple[str, str]], current: str | None) -> None:
        super().__init__()
        self.heading, self.why, self.current = title, why, current
        self.options = options

    def compose(self) -> ComposeResult:
        """Reason above, options below."""
        texts = [hanging(Content(text), room(self, 86)) for _, text in self.options]
        picks = OptionList(*(Option(text, id=f"o{n}") for n, text in enumerate(texts)), markup=False)
        yield frame(f"{self.heading} · Enter chooses, Escape returns", Static(self.why, markup=False), picks)

    def on_mount(self) -> None:
        """Begin on the choice in force."""
        names = [name for name, _ in self.options]
        picks = self.query_one(OptionList)
        picks.highlighted = names.index(self.current) if self.current in names else 0
        picks.focus()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.options[event.option_index][0])

    def action_cancel(self) -> None:
        """Back without a choice."""
        self.dismiss(None)


class AskScreen(ModalScreen[str | None]):
    """One line to type; `check` refuses what cannot be used and says why, so that nothing typed is lost."""

    DEFAULT_CSS = (
        FRAME_CSS.format(name="AskScreen", width=76)
        + "AskScreen Static { color: $foreground-muted; height: auto; } AskScreen #wrong { color: $text-error; }"
        + "AskScreen #wrong.-read { color: $text-accent; }"
        + "AskScreen VerticalScroll { height: auto; max-height: 58vh; scrollbar-size: 1 1; }"
        + "AskScreen Input { background: $boost; margin: 1 0; }"
    )
    BINDINGS = [
        Binding("escape", "cancel", "Back", show=False),
        Binding("pageup,up", "page(-1)", "Problems back", show=False),
        Binding("pagedown,down", "page(1)", "Problems on", show=False),
    ]

    def __init__(self, title: str, hint: str, value: str, check: Callable[[str], object]) -> None:
        super().__init__()
        self.heading, self.hint, self.value, self.check = title, hint, value, check
        self.problem = ""
        """What is wrong with the text typed last, or how it is read."""

    def compose(self) -> ComposeResult:
        """Hint, input, and what is wrong."""
        yield frame(
            f"{self.heading} · Enter goes on, Escape returns",
            Static(self.hint, markup=False),
            Input(self.value, select_on_focus=True, compact=True),
            VerticalScroll(Static("", id="wrong", markup=False), can_focus=False),
        )

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Wrap what is wrong to the new width."""
        self.query_one("#wrong", Static).update(hanging(Content(self.problem), room(self, 76)))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.problem = self.reading(event.value)
        self.query_one("#wrong").add_class("-read")
        self.on_resize()

    def reading(self, text: str) -> str:  # noqa: ARG002 - a dialog that follows what is typed says so here
        """How a text is read while it is typed."""
        return ""

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        try:
            self.check(text)
        except RegimenError as error:
            self.problem = told(error.message)
            self.query_one("#wrong").remove_class("-read")
            self.on_resize()
            self.query_one(VerticalScroll).scroll_home(animate=False)
            return
        self.dismiss(text)

    def action_page(self, by: int) -> None:
        """Read on in the problems, or back."""
        problems = self.query_one(VerticalScroll)
        problems.scroll_relative(y=by * max(problems.size.height - 1, 1), animate=False)

    def action_cancel(self) -> None:
        """Back without an answer."""
        self.dismiss(None)


def told(message: str) -> str:
    """A message; where it holds many problems, a line each, counted."""
    problems = message.splitlines()
    if len(problems) < 2:  # noqa: PLR2004 - one problem needs no counting
        return message
    return "\n".join([f"{len(problems)} problems (PgDn reads on):", *(f" {problem}" for problem in problems)])
