"""The print dialog: which sheet, how, where to, and what it will say."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Label, Log, Static

from regimen.errors import RegimenError
from regimen.exchange.request import Request
from regimen.nomenclature import NOTICE
from regimen.printouts.kinds.source import VARIANTS, Options
from regimen.printouts.words import plural
from regimen.printouts.wrap import wrapped
from tui.actions import PRINT_ACTIONS, bindings
from tui.printing import KeptClass, OpenCourse, Printed, offers, preview
from tui.printrun import several, standing_words, targets
from tui.screens.dialogs import TextScreen
from tui.screens.planner import bar_text
from tui.screens.standing import stands
from tui.screens.writing import Writing
from tui.session import Session
from tui.widgets.choice import Choice
from tui.widgets.keyrow import KeyRow

if TYPE_CHECKING:
    from tui.keeping import Keeper

_LEAST_WIDTH = 20


class PrintScreen(Writing):
    """Choices on top, the sheet as text below; Enter writes, and asks before anything is replaced."""

    CSS_PATH = ["common.tcss", "print.tcss"]
    BINDINGS = [
        *bindings(PRINT_ACTIONS),
        Binding("escape", "back", "Back"),
        Binding("enter", "write", "Write", show=False),
        Binding("up", "app.focus_previous", "Row up", show=False),
        Binding("down", "app.focus_next", "Row down", show=False),
        Binding("pageup", "page(-1)", "Preview back", show=False),
        Binding("pagedown", "page(1)", "Preview on", show=False),
    ]
    AUTO_FOCUS = "#kind"

    actions = PRINT_ACTIONS
    """What the palette offers."""

    def __init__(self, app: App[Any], printed: Printed, about: Sequence[str | None], kind: str) -> None:
        super().__init__()
        self.printed, self.about = printed, about
        self.wishes = getattr(app, "print_wishes")  # noqa: B009 - the app is known by this name only
        self.kind, self.variant = kind, VARIANTS[0]
        self.usual = printed.names(self.request)[0]
        """Name of the file as long as nobody types another."""

    @property
    def request(self) -> Request:
        """What is asked for."""
        wishes = self.wishes
        return Request(self.kind, wishes.form, wishes.paper, Options(wishes.week_starts, self.variant))

    def compose(self) -> ComposeResult:
        """Bar, notice, choices, how it stands, the sheet as text, keys."""
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        with Vertical(id="choices"):
            yield _row("Sheet", Choice((), id="kind"))
            yield _row("Variant", Choice((), id="variant"), "Format", Choice((), id="form"))
            yield _row("Paper", Choice((), id="paper"), "Week", Choice((), id="week_starts"))
            yield _row("Folder", Input(self.wishes.folder, id="folder", compact=True))
            if self.printed.ids:
                yield _row("Files", Static(id="files", markup=False))
                ids = [
                    (name, f"{name}, {at} of {len(self.printed.ids)}") for at, name in enumerate(self.printed.ids, 1)
                ]
                yield _row("Preview", Choice(ids, id="subject"))
            else:
                yield _row("File", Input(self.usual, id="file", compact=True))
        yield Static(id="standing")
        sheet = Log(id="preview", auto_scroll=False)
        sheet.can_focus, sheet.border_title = False, "Preview as text · PgUp and PgDn read"
        yield sheet
        yield KeyRow()

    def on_mount(self) -> None:
        """Offer what there is; the sheet is shown once its width is known."""
        self._offer()
        self._stand()

    def _offer(self) -> None:
        """The choices in force; one that has no effect offers nothing and is passed over."""
        for name, (options, key) in offers(self.request).items():
            choice = self.query_one(f"#{name}", Choice)
            choice.offer(options, key)
            choice.disabled = not options

    @on(Choice.Changed)
    def _chosen(self, message: Choice.Changed) -> None:
        """Heed a choice; a name nobody typed follows it."""
        name, key = message.choice.id or "", message.choice.key
        before = self.request.suffix
        if name in ("kind", "variant"):
            setattr(self, name, key)
        elif name != "subject":
            setattr(self.wishes, name, key)
        self.outcome = None
        if not self.printed.ids:
            self._rename(before)
        self._offer()
        self._stand()
        self._preview()

    def _rename(self, suffix: str) -> None:
        field, usual = self.query_one("#file", Input), self.printed.names(self.request)[0]
        if field.value.strip() in ("", self.usual):
            field.value = usual
        elif field.value.endswith(suffix):
            field.value = field.value.removesuffix(suffix) + self.request.suffix
        self.usual = usual

    @property
    def paths(self) -> list[Path]:
        """The files asked for; raises where they cannot be meant."""
        names = self.printed.names(self.request) if self.printed.ids else [self.query_one("#file", Input).value]
        return targets(self.query_one("#folder", Input).value, names)

    @on(Input.Changed)
    def _typed(self) -> None:
        """Say how the destination stands while it is typed."""
        if self.is_mounted and self.writing is None:
            self.outcome = None
            self._stand()

    def _stand(self) -> None:
        """Say what Enter will do, or why it cannot."""
        if self.printed.ids:
            self.query_one("#files", Static).update(several([Path(name) for name in self.printed.names(self.request)]))
        try:
            self.say(standing_words(self.paths))
        except RegimenError as error:
            self.say(error.message)

    @work(exclusive=True, group="preview")
    async def _preview(self, *, again: bool = False) -> None:
        """Lay the course out and show the sheet; a later choice overtakes. What is shown again stays where it was."""
        sheet, request = self.query_one(Log), self.request
        subject = self.query_one("#subject", Choice).key if self.printed.ids else ""
        width = max(sheet.scrollable_content_region.width, _LEAST_WIDTH)
        text = await asyncio.to_thread(_shown, self.printed, request, subject, width)
        if stands(self):
            sheet.clear().write(text, scroll_end=False)
            if not again:
                sheet.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Fit bar, words and sheet to the new width."""
        left = ["Print", *self.about]
        self.query_one("#bar", Static).update(bar_text(left, ["Esc returns"], self.app.size.width))
        self.wrap()
        self.call_after_refresh(self._preview, again=True)

    def action_page(self, by: int) -> None:
        """Read on in the sheet, or back."""
        sheet = self.query_one(Log)
        sheet.scroll_relative(y=by * max(sheet.size.height - 1, 1), animate=False)

    def action_help(self) -> None:
        """Explain the dialog."""
        from tui.texts import guide_text

        keys = getattr(self.app, "moved_keys", {})
        self.app.push_screen(TextScreen("Help", guide_text("print", PRINT_ACTIONS, keys)))

    def action_quit(self) -> None:
        """Leave the program by way of the planner, which asks about what is not saved."""
        self.dismiss(None)
        self.app.call_later(self.app.action_quit)


def _row(*parts: str | Widget) -> Horizontal:
    """A line of fields, each behind its name."""
    fields = [
        Label(part, classes="second" if at else "") if isinstance(part, str) else part for at, part in enumerate(parts)
    ]
    return Horizontal(*fields, classes="row")


def _shown(printed: Printed, request: Request, subject: str, width: int) -> str:
    """The sheet as text, or why there is none."""
    try:
        return preview(printed.task(request, subject), width)
    except RegimenError as error:
        return "\n".join(wrapped(f"✗ {error.message}", width, "", "  "))


def print_course(app: App[Any], session: Session, kind: str) -> None:
    """Open the dialog on the open course."""
    kept = session.kept_id
    ledger = getattr(app, "keeper").path if kept else None  # noqa: B009 - the app is known by this name only
    resolved = session.plan.resolved
    about = [resolved.protocol.short, resolved.level, f"subject {session.course.subject.id or '–'}"]
    app.push_screen(PrintScreen(app, OpenCourse(session, ledger), about, kind))


def print_class(app: App[Any], session: Session, keeper: "Keeper", ids: Sequence[str]) -> None:
    """Open the dialog on courses of the ledger."""
    printed = KeptClass(keeper.path, ids, session.today)
    app.push_screen(PrintScreen(app, printed, [f"{plural(len(ids), 'course')} of the ledger"], "month"))
