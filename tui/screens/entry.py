"""A form for one entry of a record: a row a field, how it is read below; Enter records it."""

from collections.abc import Callable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from regimen.errors import RegimenError
from tui.entryform import Row
from tui.screens.dialogs import FRAME_CSS, AskScreen, frame, hanging, room, told
from tui.widgets.choice import Choice

WIDTH = 84
Values = Mapping[str, str]


class EntryScreen(ModalScreen[bool]):
    """Rows of fields; `preview` says how they are read, `use` records them or raises, and then nothing is lost."""

    DEFAULT_CSS = (
        FRAME_CSS.format(name="EntryScreen", width=WIDTH)
        + "EntryScreen .row { height: 1; } EntryScreen Label { width: 19; color: $foreground-muted; }"
        + "EntryScreen Input { width: 1fr; background: $boost; }"
        + "EntryScreen #rows { height: auto; max-height: 60vh; scrollbar-size: 1 1; }"
        + "EntryScreen #told { height: auto; margin: 1 0 0 0; }"
    )
    BINDINGS = [
        Binding("escape", "cancel", "Back", show=False),
        Binding("enter", "do", "Record", show=False),
        Binding("up", "app.focus_previous", "Row up", show=False),
        Binding("down", "app.focus_next", "Row down", show=False),
    ]

    def __init__(
        self,
        title: str,
        rows: list[Row],
        values: Values,
        preview: Callable[[Values], str],
        use: Callable[[Values], object],
        *,
        does: str = "records",
    ) -> None:
        super().__init__()
        self.does = does
        """What Enter does, in a word."""
        self.heading, self.rows, self.values, self.preview, self.use = title, rows, values, preview, use
        self.text = Content("")
        """How the rows are read, or why they cannot be."""

    def compose(self) -> ComposeResult:
        """A row a field, then how it is read."""
        rows = [Horizontal(Label(row.label), self._field(row), classes="row") for row in self.rows]
        yield frame(
            f"{self.heading} · Enter {self.does}, Esc returns",
            VerticalScroll(*rows, id="rows", can_focus=False),
            Static(id="told"),
        )

    def _field(self, row: Row) -> Choice | Input:
        value = self.values.get(row.name, "")
        if row.choices:
            return Choice(row.choices, value, id=f"f-{row.name}")
        return Input(value, placeholder=row.hint, id=f"f-{row.name}", compact=True)

    def on_mount(self) -> None:
        """Begin on the first field that is empty."""
        fields = [self.query_one(f"#f-{row.name}") for row in self.rows]
        empty = [one for one in fields if isinstance(one, Input) and not one.value]
        (empty or fields)[0].focus()
        self._follow()

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the rows."""
        found = {}
        for row in self.rows:
            field = self.query_one(f"#f-{row.name}")
            found[row.name] = (
                field.key if isinstance(field, Choice) else field.value if isinstance(field, Input) else ""
            )
        return found

    @on(Choice.Changed)
    @on(Input.Changed)
    def _follow(self) -> None:
        """Say how the rows are read so far, or what they lack."""
        if lacking := self._lacking():
            self._say(f"needed: {', '.join(row.label for row in lacking)}", "$foreground-muted")
            return
        try:
            self._say(self.preview(self.typed), "$text-accent")
        except RegimenError as error:
            self._say(told(error.message), "$foreground-muted")

    def _lacking(self) -> list[Row]:
        """The rows that must be filled and are not."""
        typed = self.typed
        return [row for row in self.rows if row.needed and not typed[row.name].strip()]

    def _say(self, text: str, style: str) -> None:
        self.text = Content.styled(text, style)
        self.on_resize()

    def on_resize(self) -> None:
        """Wrap what is said to the new width."""
        self.query_one("#told", Static).update(hanging(self.text, room(self, WIDTH)))

    @on(Input.Submitted)
    def action_do(self) -> None:
        """Record it, unless something is lacking or it is refused."""
        if lacking := self._lacking():
            self._say(f"needed: {', '.join(row.label for row in lacking)}", "$text-error")
            self.query_one(f"#f-{lacking[0].name}").focus()
            return
        try:
            self.use(self.typed)
        except RegimenError as error:
            self._say(told(error.message), "$text-error")
            return
        self.dismiss(True)

    def action_cancel(self) -> None:
        """Back; nothing is recorded."""
        self.dismiss(False)


class QuickScreen(AskScreen):
    """One line to type, with how it is read below it while it is typed."""

    def __init__(
        self, title: str, hint: str, preview: Callable[[str], str], use: Callable[[str], object], value: str = ""
    ) -> None:
        super().__init__(title, hint, value, use)
        self.preview = preview

    def reading(self, text: str) -> str:
        """How the line is read so far, or what it lacks."""
        try:
            return self.preview(text) if text.strip() else ""
        except RegimenError as error:
            return told(error.message)
