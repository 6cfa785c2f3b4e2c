"""Three dialogs that serve every question: read a text, pick one of a list, type one line; loaded when first used."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from regimen.errors import RegimenError
from regimen.nomenclature import NOTICE

_CSS = """
{name} {{ align: center middle; }}
{name} > Vertical {{ width: {width}; max-width: 96%; height: auto; max-height: 92%; background: $surface;
    border: thick $primary; border-title-color: $text-accent; border-subtitle-color: $text-warning; padding: 0 1; }}
"""


class _Dialog:
    """What the dialogs share: Escape always leaves without a result; the notice stands in the frame."""

    @staticmethod
    def frame(title: str, *children: object) -> Vertical:
        """The framed box."""
        box = Vertical(*children)  # type: ignore[arg-type]
        box.border_title, box.border_subtitle = title, NOTICE.partition(" – ")[0]
        return box


class TextScreen(ModalScreen[None]):
    """A text to read."""

    DEFAULT_CSS = (
        _CSS.format(name="TextScreen", width=92) + "TextScreen VerticalScroll { height: auto; max-height: 100%; }"
    )
    BINDINGS = [Binding("escape,q,f1,f2,f4,enter", "dismiss", "Back", show=False)]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self.heading, self.text = title, text

    def compose(self) -> ComposeResult:
        """The text, scrollable."""
        yield _Dialog.frame(f"{self.heading} · Escape returns", VerticalScroll(Static(self.text)))

    async def action_dismiss(self, result: None = None) -> None:
        """Back."""
        self.dismiss(result)


class PickScreen(ModalScreen[str | None]):
    """One of a list; the result is the id of the option."""

    DEFAULT_CSS = (
        _CSS.format(name="PickScreen", width=86)
        + "PickScreen Static { color: $text-muted; }"
        + "PickScreen OptionList { height: auto; max-height: 24; border: none; }"
    )
    BINDINGS = [Binding("escape", "cancel", "Back", show=False)]

    def __init__(self, title: str, why: str, options: Sequence[tuple[str, str]], current: str | None) -> None:
        super().__init__()
        self.heading, self.why, self.current = title, why, current
        self.options = options

    def compose(self) -> ComposeResult:
        """Reason above, options below."""
        picks = OptionList(*(Option(text, id=f"o{n}") for n, (_, text) in enumerate(self.options)), markup=False)
        yield _Dialog.frame(f"{self.heading} · Enter chooses, Escape returns", Static(self.why, markup=False), picks)

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
        _CSS.format(name="AskScreen", width=76)
        + "AskScreen Static { color: $text-muted; height: auto; } AskScreen .-wrong { color: $text-error; }"
        + "AskScreen Input { background: $boost; margin: 1 0; }"
    )
    BINDINGS = [Binding("escape", "cancel", "Back", show=False)]

    def __init__(self, title: str, hint: str, value: str, check: Callable[[str], object]) -> None:
        super().__init__()
        self.heading, self.hint, self.value, self.check = title, hint, value, check

    def compose(self) -> ComposeResult:
        """Hint, input, and what is wrong."""
        yield _Dialog.frame(
            f"{self.heading} · Enter goes on, Escape returns",
            Static(self.hint, markup=False),
            Input(self.value, select_on_focus=True, compact=True),
            Static("", id="wrong", classes="-wrong", markup=False),
        )

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one("#wrong", Static).update("")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        try:
            self.check(text)
        except RegimenError as error:
            self.query_one("#wrong", Static).update(error.message)
            return
        self.dismiss(text)

    def action_cancel(self) -> None:
        """Back without an answer."""
        self.dismiss(None)
