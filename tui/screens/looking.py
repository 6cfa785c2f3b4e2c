"""A calendar to look at and nothing else: weeks and the day in focus, Escape returns."""

import datetime as dt

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from regimen.course import Plan
from regimen.nomenclature import NOTICE
from tui.screens.planner import NARROW, WIDE, bar_text
from tui.widgets.days import DayGrid
from tui.widgets.detail import Detail
from tui.widgets.keyrow import KeyRow
from tui.widgets.markedcalendar import MarkedCalendar
from tui.widgets.marks import NOTHING, Recorded


class LookScreen(Screen[None]):
    """One plan, read only, with what became of its days."""

    CSS_PATH = ["common.tcss", "planner.tcss"]
    BINDINGS = [Binding("escape,q,f5", "dismiss", "Back")]
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = "#calendar"

    plan: reactive[Plan | None] = reactive(None, repaint=False)
    """The plan shown."""
    cursor: reactive[int] = reactive(0, repaint=False)
    """The day in focus, as days elapsed from the reference day."""
    hide: reactive[bool] = reactive(False, repaint=False)
    """Whether assumed values are blanked; they are not."""
    recorded: reactive[Recorded] = reactive(NOTHING, repaint=False)
    """What became of the days."""

    def __init__(self, plan: Plan, title: str, flags: Recorded = NOTHING) -> None:
        super().__init__()
        self._plan, self._title, self._flags = plan, title, flags

    def compose(self) -> ComposeResult:
        """Bar, notice, calendar beside the day."""
        today: dt.date = self._plan.today
        shared = (LookScreen.plan, LookScreen.cursor, LookScreen.hide, LookScreen.recorded)
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield MarkedCalendar(today, id="calendar").data_bind(*shared)
            with Vertical(id="right"):
                yield Detail(today, id="detail").data_bind(*shared)
        yield KeyRow()

    def on_mount(self) -> None:
        """The first day with something to tell in focus, else Day 1."""
        self.query_one("#detail").border_title = "Day"
        self.plan, self.recorded = self._plan, self._flags
        self.cursor = min(self._flags.beside, default=0)
        self.query_one("#bar", Static).update(bar_text(["Calendar", self._title], ["Esc returns"], self.app.size.width))

    @on(DayGrid.Moved)
    def _moved(self, message: DayGrid.Moved) -> None:
        self.cursor = message.offset
