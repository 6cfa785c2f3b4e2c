"""One value out of a few on one line: left and right step through them, a letter leads to one."""

from collections.abc import Sequence

from textual.binding import Binding
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Static

Options = Sequence[tuple[str, str]]
"""Keys, each with the words that are shown for it."""


class Choice(Static, can_focus=True):
    """Shows the words of the key in force between signs for the ways left open."""

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; background: $boost; text-wrap: nowrap; text-overflow: ellipsis; }
    Choice:focus { background: $accent; color: $background; text-style: bold; }
    Choice:ansi:focus { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """

    BINDINGS = [
        Binding("left", "step(-1)", "Choice before", show=False),
        Binding("right", "step(1)", "Choice after", show=False),
    ]

    class Changed(Message):
        """The person stepped to another choice."""

        def __init__(self, choice: "Choice") -> None:
            self.choice = choice
            super().__init__()

        @property
        def control(self) -> "Choice":
            """The widget, for handlers of one of several."""
            return self.choice

    def __init__(self, options: Options, key: str | None = None, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self.offer(options, key)

    def offer(self, options: Options, key: str | None = None) -> None:
        """Give other choices; the one in force is `key`, else the first."""
        self.options = options
        keys = [name for name, _ in options]
        self.at = keys.index(key) if key in keys else 0
        self._draw()

    @property
    def key(self) -> str:
        """The choice in force; empty where there is none."""
        return self.options[self.at][0] if self.options else ""

    def choose(self, key: str) -> None:
        """Put another choice in force, as stepping does."""
        self.offer(self.options, key)
        self.post_message(self.Changed(self))

    def action_step(self, by: int) -> None:
        """The choice before or after."""
        if 0 <= self.at + by < len(self.options):
            self.choose(self.options[self.at + by][0])

    def on_key(self, event: Key) -> None:
        """A letter or digit leads to the next choice whose words begin with it."""
        around = [*range(self.at + 1, len(self.options)), *range(self.at)]
        sign = event.character if event.is_printable else None
        found = [at for at in around if sign and self.options[at][1].lower().startswith(sign.lower())]
        if found:
            event.stop()
            self.choose(self.options[found[0]][0])

    def _draw(self) -> None:
        before, after = "◂" if self.at else " ", "▸" if self.at + 1 < len(self.options) else " "
        self.update(Content(f"{before}{after} {self.options[self.at][1] if self.options else '–'}"))
