"""One input for one value; what is typed is followed at once, Enter keeps it, Escape takes it back."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tui.field import Field


class Editor(Vertical):
    """Label, input, and a line that says what may be typed or what is wrong."""

    DEFAULT_CSS = """
    Editor { height: auto; background: $boost; padding: 0 1; border-top: solid $accent; }
    Editor { border-title-color: $text-accent; }
    Editor > Input { background: $surface; }
    Editor > Static { height: auto; color: $foreground-muted; }
    Editor > Static.-wrong { color: $text-error; }
    """

    BINDINGS = [Binding("escape", "leave", "Back", show=False)]

    class Typed(Message):
        """The text changed."""

        def __init__(self, field: Field, text: str) -> None:
            self.field, self.text = field, text
            super().__init__()

    class Kept(Message):
        """Enter: the text is meant."""

        def __init__(self, field: Field, text: str) -> None:
            self.field, self.text = field, text
            super().__init__()

    class Left(Message):
        """Escape: the value stays as it was."""

    def __init__(self, field: Field) -> None:
        super().__init__(id="editor")
        self.field = field
        self.border_title = field.label
        self.help = f"{field.hint}  Enter keeps · Escape returns" if field.hint else "Enter keeps · Escape returns"

    def compose(self) -> ComposeResult:
        """The input over its help line."""
        yield Input(self.field.edit, select_on_focus=True, compact=True)
        yield Static(self.help, markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.field, event.value.strip()))

    @on(Input.Submitted)
    def _kept(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Kept(self.field, event.value.strip()))

    def action_leave(self) -> None:
        """Go back without a change."""
        self.post_message(self.Left())

    def say(self, problem: str | None) -> None:
        """Show what is wrong, or the help again."""
        line = self.query_one(Static)
        line.set_class(problem is not None, "-wrong")
        line.update(problem or self.help)
