"""The opening screen: calendar or lanes, the day in focus, the panel of values."""

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.keys import format_key
from textual.reactive import reactive
from textual.widgets import Static

from regimen.course import Plan
from regimen.errors import RegimenError
from regimen.nomenclature import MARK, NOTICE
from regimen.printouts.words import day_words, plural
from tui.actions import BY_ID, bindings
from tui.field import Field
from tui.screens.keeping import Keeping
from tui.session import Session
from tui.widgets.calendar import Calendar
from tui.widgets.days import DayGrid
from tui.widgets.detail import Detail
from tui.widgets.editor import Editor
from tui.widgets.keyrow import KeyRow
from tui.widgets.lanes import Lanes
from tui.widgets.marks import NOTHING, Recorded
from tui.widgets.panel import Panel

NARROW, WIDE = 0, 100
"""Breakpoints in columns: below WIDE the values take the place of the day's detail."""


class PlannerScreen(Keeping):
    """Holds the session; every change makes a new plan, which flows down to the widgets."""

    CSS_PATH = ["common.tcss", "planner.tcss"]
    BINDINGS = bindings()
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = "#calendar"

    plan: reactive[Plan | None] = reactive(None, repaint=False)
    """The plan shown everywhere."""
    cursor: reactive[int] = reactive(0, repaint=False)
    """The day in focus, as days elapsed from the reference day."""
    hide: reactive[bool] = reactive(False, repaint=False)
    """Whether assumed values are blanked."""
    recorded: reactive[Recorded] = reactive(NOTHING, repaint=False)
    """What became of the days, where a record says so."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Bar, notice, calendar beside detail and values, six keys."""
        today = self.session.today
        shared = (PlannerScreen.plan, PlannerScreen.cursor, PlannerScreen.hide, PlannerScreen.recorded)
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                for grid in (Calendar(today, id="calendar"), Lanes(today, id="lanes", classes="-away")):
                    yield grid.data_bind(*shared)
            with Vertical(id="right"):
                yield Detail(today, id="detail").data_bind(*shared)
                yield Panel(id="panel").data_bind(PlannerScreen.plan, PlannerScreen.hide)
        yield KeyRow()

    def on_mount(self) -> None:
        """Show the session's course, Day 1 in focus."""
        self.query_one("#detail").border_title = "Day"
        self.query_one("#panel").border_title = "Values"
        self.show()

    def show(self) -> None:
        """Hand the plan down; what is being typed is over, and the bar tells of files too."""
        for editor in self.query(Editor):
            if editor.has_focus_within:
                self.query_one(Panel).focus()
            editor.remove()
        super().show()
        self.recorded = self.session.recorded
        self.watch_plan(self.plan)

    def watch_plan(self, plan: Plan | None) -> None:
        """Say in the bar whose plan this is."""
        if plan is not None:
            self.query_one("#bar", Static).update(self._bar(plan))

    def watch_hide(self) -> None:
        """Say in the bar that assumed values are blanked."""
        self.watch_plan(self.plan)

    def _bar(self, plan: Plan) -> str:
        protocol, file = plan.resolved.protocol, self.session.file
        name = None if file is None else file.name + (" (not saved)" if self.session.modified else "")
        if self.session.kept_id is not None:
            name = f"kept: {self.session.kept_id}"
        subject = f"subject {plan.course.subject.id or '–'}"
        acts = self._counted(len(plan.course.acts), "act", "acts")
        left = [protocol.short, plan.resolved.level, acts, name, f"{protocol.id} v{protocol.version}", subject]
        right = [f"{MARK} blanked" if self.hide else "", self._counted(len(plan.findings), "finding", "findings")]
        today = f"today is {self._today(plan)}"
        return bar_text(left, [*right, today], self.app.size.width)

    def _today(self, plan: Plan) -> str:
        """`Day 9`; where Day 1 was given on another date, by the plan and by the record."""
        numbering, day, shift = plan.resolved.numbering, plan.day(self.session.today), self.recorded.shift
        if not shift:
            return day_words(day)
        return f"{day_words(day)} by plan, {day_words(numbering.day(numbering.offset(day) - shift))} by record"

    def _counted(self, count: int, word: str, action: str) -> str:
        """`2 findings: f`, with the key that opens them; nothing where there are none."""
        keys = getattr(self.app, "moved_keys", {}).get(action, BY_ID[action].keys)
        key = min(map(format_key, keys.split(",")), key=len)
        return f"{plural(count, word)}: {key}" if count else ""

    def on_resize(self) -> None:
        """Fit the bar to the new width."""
        self.watch_plan(self.plan)

    @on(DayGrid.Moved)
    def _moved(self, message: DayGrid.Moved) -> None:
        self.cursor = message.offset

    @on(Panel.Chosen)
    def _chosen(self, message: Panel.Chosen) -> None:
        self.change(message.path, message.value)

    @on(Panel.Opened)
    def _opened(self, message: Panel.Opened) -> None:
        self._edit(message.field)

    @property
    def _editor(self) -> Editor | None:
        """The open input, if the person is still in it."""
        return next((editor for editor in self.query(Editor) if editor.has_focus_within), None)

    @on(Editor.Typed)
    def _typed(self, message: Editor.Typed) -> None:
        """Follow what is typed; a text that is not a value yet changes nothing."""
        if (editor := self._editor) is None:
            return
        try:
            self.plan = self.session.preview(message.field.path, message.text or None)
            self.stay()
            editor.say(None)
        except RegimenError as error:
            editor.say(error.message)

    @on(Editor.Kept)
    def _kept(self, message: Editor.Kept) -> None:
        """Keep what was typed, if it is a value."""
        if (editor := self._editor) is None:
            return
        try:
            notes = self.session.change(message.field.path, message.text or None)
        except RegimenError as error:
            editor.say(error.message)
            return
        self._close_editor()
        for note in notes:
            self.tell(note)

    @on(Editor.Left)
    def _close_editor(self) -> None:
        self.show()

    @on(DescendantFocus)
    def _focused(self) -> None:
        """Whoever leaves the input by Tab or mouse leaves the value as it was."""
        if any(not editor.has_focus_within for editor in self.query(Editor)):
            self.show()

    def _edit(self, field: Field) -> None:
        """Open one value: a list where it is a choice, else one input below the rows."""
        if field.choices:
            self.pick_choice(field)
        elif not self.query(Editor):
            self.query_one("#right").mount(Editor(field))


def bar_text(left: Iterable[str | None], right: Iterable[str], width: int) -> str:
    """The bar: what is planned on the left, least needful parts dropped first, how things stand on the right."""
    end = " · ".join(filter(None, right))
    parts, room = list(filter(None, left)), max(10, width - len(end) - 4)
    while len(parts) > 1 and len(" · ".join(parts)) > room:
        parts.pop()
    text = " · ".join(parts)
    return f"{text if len(text) <= room else f'{text[: room - 1]}…':<{room}}  {end}"
