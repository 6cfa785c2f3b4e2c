"""Acts: the dialog that makes one and says beforehand what it will do, and the list of those made."""

from contextlib import suppress

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from regimen.courseacts import read_act
from regimen.errors import RegimenError
from regimen.printouts.movesheet import move_sheet
from regimen.printouts.words import dated
from regimen.schedule.acts import Act
from tui.acting import effect, kinds, others, past_words, scopes, whats
from tui.fields import rung
from tui.revise import alike
from tui.screens.dialogs import FRAME_CSS, TextScreen, frame, hanging, room
from tui.session import Session
from tui.widgets.choice import Choice

WIDTH = 84
_UNSAID = "…"
"""Stands for the reason while it is not written yet."""


class ActScreen(ModalScreen[Act | None]):
    """What is decided in rows, what will happen below them; Enter does it, one undo step."""

    DEFAULT_CSS = (
        FRAME_CSS.format(name="ActScreen", width=WIDTH)
        + "ActScreen .row { height: 1; } ActScreen Label { width: 10; color: $foreground-muted; }"
        + "ActScreen Input { width: 1fr; background: $boost; }"
        + "ActScreen VerticalScroll { height: auto; max-height: 54vh; margin: 1 0 0 0; scrollbar-size: 1 1; }"
    )
    BINDINGS = [
        Binding("escape", "cancel", "Back", show=False),
        Binding("enter", "do", "Do it", show=False),
        Binding("up", "app.focus_previous", "Row up", show=False),
        Binding("down", "app.focus_next", "Row down", show=False),
        Binding("pageup", "page(-1)", "Read back", show=False),
        Binding("pagedown", "page(1)", "Read on", show=False),
        Binding("f1", "help", "Help", show=False),
    ]

    def __init__(self, session: Session, day: int, *, hide: bool) -> None:
        super().__init__()
        self.session, self.day, self.hide = session, day, hide
        self.text = Content("")
        """What the act will do, or why it cannot be done."""

    def compose(self) -> ComposeResult:
        """A row a decision, and what will happen."""
        plan = self.session.plan
        picks = kinds(plan, self.day)
        rows = {
            "act": ("Act", Choice([(key, f"{key}: {words}") for key, words in picks], id="act")),
            "what": ("What", Choice([(key, f"{key}: {words}".removeprefix(": ")) for key, words in
                                     whats(plan, self.day)], id="what")),
            "scope": ("Scope", Choice((), id="scope")),
            "by": ("Days", Input("1", id="by", compact=True)),
            "version": ("Version", Choice([(name, name) for name in others(plan)], id="version")),
            "level": ("Level", Choice((), id="level")),
            "why": ("Reason", Input(placeholder="needed: a few words", id="why", compact=True)),
            "who": ("Who", Input(placeholder="role, never a name; may stay empty", id="who", compact=True)),
        }  # fmt: skip
        yield frame(
            f"Act on {dated(plan, self.day)} · Enter does it, Esc returns",
            *(Horizontal(Label(text), field, id=f"row-{name}", classes="row") for name, (text, field) in rows.items()),
            VerticalScroll(Static(id="effect"), can_focus=False),
        )

    def on_mount(self) -> None:
        """Begin on the kind of act."""
        self._offer()
        self.query_one("#act").focus()

    @property
    def kind(self) -> str:
        """Which act it is."""
        return self._key("act")

    def _key(self, name: str) -> str:
        return self.query_one(f"#{name}", Choice).key

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    @on(Choice.Changed, "#act")
    def _offer(self) -> None:
        """Show the rows that this act has, with its usual scope."""
        amend = self.kind == "amend"
        shown = {"what": not amend, "scope": not amend, "by": self.kind == "defer", "version": amend, "level": amend}
        for name, here in shown.items():
            self.query_one(f"#row-{name}").display = here
        if amend:
            self._offer_levels()
        else:
            self.query_one("#scope", Choice).offer(scopes(self.kind, self.session.plan))
        self._follow()

    @on(Choice.Changed, "#version")
    def _offer_levels(self) -> None:
        """Show the levels of the version, the nearest first."""
        options: list[tuple[str, str]] = []
        with suppress(RegimenError):  # a file that is gone is told where the act is tried
            protocol = self.session.protocol_at(self._key("version"))
            options = [
                (name, f"{name}: {rung(protocol, name)}") for name in alike(protocol, self.session.plan.resolved)
            ]
        self.query_one("#level", Choice).offer(options)
        self.query_one("#row-level").display = bool(options)

    @on(Choice.Changed)
    @on(Input.Changed)
    def _follow(self) -> None:
        """Say what will happen, or why it cannot."""
        try:
            act = self._act(self._typed("why") or _UNSAID)
            lines = list(effect(self.session.plan, self.session.with_act(act), hide=self.hide))
            lines += past_words(self.session.course, act, self.session.find)
        except RegimenError as error:
            self._say((error.message, "$text-error"))
            return
        self._say((f"{act.words.removesuffix(f': {_UNSAID}')}\n", "bold $text-accent"), "\n".join(lines))

    def _act(self, why: str) -> Act:
        """The act as it stands in the rows."""
        fields: dict[str, object] = {"act": self.kind, "day": str(self.day), "why": why, "who": self._typed("who")}
        if self.kind == "amend":
            level = self._key("level")
            fields |= {"version": self._key("version")}
            fields |= {"level": level} if level != self.session.course.level_in_force else {}
            return read_act(fields)
        usual, scope = scopes(self.kind, self.session.plan)[0].key, self._key("scope")
        fields |= {"what": [self._key("what")] if self._key("what") else [], "scope": scope if scope != usual else ""}
        return read_act(fields | ({"by": self._typed("by")} if self.kind == "defer" else {}))

    def _say(self, *parts: str | tuple[str, str]) -> None:
        self.text = Content.assemble(*parts)
        self.on_resize()

    def on_resize(self) -> None:
        """Wrap what will happen to the new width."""
        self.query_one("#effect", Static).update(hanging(self.text, room(self, WIDTH)))

    @on(Input.Submitted)
    def action_do(self) -> None:
        """Do it, unless something is missing or it is refused."""
        try:
            act = self._act(self._typed("why"))
            self.session.act(act)
        except RegimenError as error:
            self._say((error.message, "$text-error"))
            if not self._typed("why"):
                self.query_one("#why").focus()
            return
        self.dismiss(act)

    def action_page(self, by: int) -> None:
        """Read on in what will happen, or back."""
        box = self.query_one(VerticalScroll)
        box.scroll_relative(y=by * max(box.size.height - 1, 1), animate=False)

    def action_help(self) -> None:
        """Explain acts."""
        from tui.texts import guide_text

        self.app.push_screen(TextScreen("Help", guide_text("act")))

    def action_cancel(self) -> None:
        """Back; nothing is done."""
        self.dismiss(None)


class ActsScreen(TextScreen):
    """The acts made, each with what it did, then ideal and planned days side by side."""

    BINDINGS = [
        Binding("backspace,x", "dismiss('back')", "Take the last back", show=False),
        Binding("s", "dismiss('save')", "Save", show=False),
    ]

    def __init__(self, session: Session, *, hide: bool) -> None:
        super().__init__("Acts · x takes the last back · s saves", acts_text(session, hide=hide))


def acts_text(session: Session, *, hide: bool) -> Content:
    """Every act with what it did, then what all of them leave."""
    parts: list[str | tuple[str, str]] = []
    acts, *rest = move_sheet(session.plan, hide=hide).blocks
    for entry, (before, after) in zip(acts.entries, session.act_steps(), strict=True):
        parts.append((f" {entry.text}\n", "bold $text-accent"))
        parts += [f"   {line}\n" for line in effect(before, after, hide=hide)]
    for block in rest:
        if block.entries:
            parts.append((f"\n{block.heading}\n", "bold $text-accent"))
        for entry in block.entries:
            parts.append(f"  {entry.text}\n")
            parts += [f"    {detail}\n" for detail in entry.details]
    return Content.assemble(*parts)
