"""The dialog that keeps a course in the ledger: under which id, who does it, why."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from regimen.errors import RegimenError
from tui.screens.dialogs import FRAME_CSS, frame, hanging, room

WIDTH = 84
_WORDS = (
    "From then on the ledger holds the course: every change is written there at once, with who and when; u and U go "
    "through it. The protocol is kept with it, whatever the library says later."
)


class KeepScreen(ModalScreen[bool]):
    """Three rows; Enter keeps. What cannot be kept says why, and nothing typed is lost."""

    DEFAULT_CSS = (
        FRAME_CSS.format(name="KeepScreen", width=WIDTH)
        + "KeepScreen .row { height: 1; } KeepScreen Label { width: 10; color: $foreground-muted; }"
        + "KeepScreen Input { width: 1fr; background: $boost; }"
        + "KeepScreen #words, KeepScreen #wrong { height: auto; margin: 1 0 0 0; }"
        + "KeepScreen #words { color: $foreground-muted; } KeepScreen #wrong { color: $text-error; }"
    )
    BINDINGS = [
        Binding("escape", "cancel", "Back", show=False),
        Binding("up", "app.focus_previous", "Row up", show=False),
        Binding("down", "app.focus_next", "Row down", show=False),
    ]

    def __init__(self, name: str, who: str, keep: Callable[[str, str, str | None], None]) -> None:
        super().__init__()
        self.typed = {"name": name, "who": who}
        self.keep = keep
        """Keeps the course under an id, in a role, for a reason; raises where that cannot be."""
        self.problem = ""

    def compose(self) -> ComposeResult:
        """Id, role, reason, and what it means."""
        rows = (
            (
                "Subject",
                Input(self.typed["name"], placeholder="a code such as T-07, never a name", id="name", compact=True),
            ),
            ("Who", Input(self.typed["who"], placeholder="role, never a name", id="who", compact=True)),
            ("Why", Input(placeholder="may stay empty", id="why", compact=True)),
        )
        yield frame(
            "Keep in the ledger · Enter keeps, Esc returns",
            *(Horizontal(Label(text), field, classes="row") for text, field in rows),
            Static(id="words"),
            Static(id="wrong"),
        )

    def on_mount(self) -> None:
        """Begin on the id."""
        self.query_one("#name", Input).focus()

    def on_resize(self) -> None:
        """Wrap the words to the new width."""
        self.query_one("#words", Static).update(hanging(Content(_WORDS), room(self, WIDTH)))
        self.query_one("#wrong", Static).update(hanging(Content(self.problem), room(self, WIDTH)))

    @on(Input.Submitted)
    def _entered(self) -> None:
        name, who, why = (self.query_one(f"#{field}", Input).value.strip() for field in ("name", "who", "why"))
        try:
            self.keep(name, who, why or None)
        except RegimenError as error:
            self.problem = error.message
            self.on_resize()
        else:
            self.dismiss(True)

    def action_cancel(self) -> None:
        """Back; nothing is kept."""
        self.dismiss(False)
