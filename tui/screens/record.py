"""The record of a course: plan beside actual by day, counts as chart and table, deviations, verdict."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from regimen.nomenclature import MARK, NOTICE
from tui.actions import RECORD_ACTIONS, bindings
from tui.recordbook import Book, deviation_texts
from tui.screens.dialogs import hanging
from tui.screens.planner import NARROW, WIDE, bar_text
from tui.screens.recording import Recording
from tui.session import Session
from tui.verdicts import verdict_text
from tui.widgets.chart import CountChart
from tui.widgets.days import DayGrid
from tui.widgets.flowsheet import CountTable
from tui.widgets.keyrow import KeyRow
from tui.widgets.recordlist import RecordList

PANES = {
    "day": "Day",
    "chart": "Chart",
    "table": "Counts",
    "deviations": "Deviations: Enter leads to the day, f follows up",
    "verdict": "Verdict",
}
"""What can stand beside the days, by id, in the order of the keys 1 to 5."""
_PARTS = {"head": "bold $text-accent", "strong": "bold", "quiet": "$foreground-muted"}


class RecordScreen(Recording):
    """Days on the left, one of five panes beside them; the verdict and the days left stay in sight."""

    CSS_PATH = ["common.tcss", "record.tcss"]
    BINDINGS = [
        *bindings(RECORD_ACTIONS),
        Binding("escape", "back", "Back", show=False),
        Binding("tab", "app.focus_next", "Next panel", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = "#days"

    actions = RECORD_ACTIONS
    """What the palette offers."""
    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """The day in focus, as days elapsed from the actual reference day."""

    def __init__(self, session: Session, date_offset: int, *, hide: bool) -> None:
        super().__init__()
        self.session, self.hide = session, hide
        made = session.review
        day = session.plan.date(session.plan.resolved.numbering.day(date_offset))
        self.start = (day - made.timeline.reference.date).days
        """The day of the planner, counted from the actual reference day."""
        self.pane = "day"

    def compose(self) -> ComposeResult:
        """Bar, notice, status, the days beside the panes, six keys."""
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        yield Static(id="status", markup=False)
        with Horizontal(id="body"):
            yield RecordList(id="days")
            with VerticalScroll(id="day", classes="pane", can_focus=True):
                yield Static(id="day-text")
            yield CountChart(id="chart", classes="pane")
            yield CountTable(id="table", classes="pane")
            yield OptionList(id="deviations", classes="pane", markup=False)
            with VerticalScroll(id="verdict", classes="pane", can_focus=True):
                yield Static(id="verdict-text", markup=False)
        yield KeyRow()

    def on_mount(self) -> None:
        """The day that was in focus on the calendar."""
        self.query_one("#days").border_title = "Plan and actual"
        for name, title in PANES.items():
            self.query_one(f"#{name}").border_title = title
        self.show()
        self.cursor = self.book.at(self.start).offset
        self.action_pane("day")

    def show(self) -> None:
        """Judge the record anew and hand it down."""
        self.book = Book(self.session.review, self.session.course.record, hide=self.hide)
        self.query_one(RecordList).show(self.book)
        self.query_one("#status", Static).update(self.book.status)
        self.cursor = self.book.at(self.cursor).offset
        self.watch_cursor()
        self._bar()
        self._fill()

    def _bar(self) -> None:
        course = self.session.course
        name = f"kept: {self.session.kept_id}" if self.session.kept_id else getattr(self.session.file, "name", None)
        saved = "not saved" if self.session.modified else ""
        left = ["Record", f"subject {course.subject.id or '–'}", name, saved]
        right = [f"{MARK} blanked" if self.hide else "", "1-5 panes", "Esc returns"]
        self.query_one("#bar", Static).update(bar_text(left, right, self.app.size.width))

    def on_resize(self) -> None:
        """Fit what is wrapped to the new width."""
        if hasattr(self, "book"):
            self._bar()
            self.call_after_refresh(self._fill)

    def watch_cursor(self) -> None:
        """Take every pane to the day in focus."""
        for view in (self.query_one(RecordList), self.query_one(CountChart), self.query_one(CountTable)):
            view.cursor = self.cursor
        if self.pane == "day":
            self._fill()

    @on(DayGrid.Moved)
    def _moved(self, message: DayGrid.Moved) -> None:
        self.cursor = self.book.at(message.offset).offset

    def action_pane(self, name: str) -> None:
        """Show another pane; where it needs the room, the days give way."""
        self.pane = name
        for other in PANES:
            self.query_one(f"#{other}").display = other == name
        self.set_class(name != "day", "-full")
        self.call_after_refresh(self._fill)
        (self.query_one(RecordList) if name == "day" else self.query_one(f"#{name}")).focus()

    def _fill(self) -> None:
        """Draw the pane that is shown; the others wait until they are."""
        made, hide = self.book.made, self.hide
        if self.pane == "chart":
            self.query_one(CountChart).show(made, hide=hide)
        elif self.pane == "table":
            self.query_one(CountTable).show(made, hide=hide)
        elif self.pane == "deviations":
            self._list_deviations()
        elif self.pane == "verdict":
            width = self.query_one("#verdict").scrollable_content_region.width or 60
            self.query_one("#verdict-text", Static).update(verdict_text(made, max(width - 1, 30), hide=hide))
        else:
            parts = [(text, _PARTS.get(part, "")) for text, part in self.book.words(self.book.at(self.cursor))]
            width = self.query_one("#day").scrollable_content_region.width or 40
            self.query_one("#day-text", Static).update(hanging(Content.assemble(*parts), max(width - 1, 20)))

    def _list_deviations(self) -> None:
        found, box = self.book.made.report.deviations, self.query_one("#deviations", OptionList)
        width, at = box.scrollable_content_region.width or 60, box.highlighted
        box.clear_options()
        texts = [*([] if found else ["No deviations were found."]), *deviation_texts(self.book.made)]
        box.add_options([Option(hanging(Content(f"{text}\n"), max(width - 2, 30))) for text in texts])
        box.highlighted = min(at or 0, len(texts) - 1)

    @on(OptionList.OptionSelected, "#deviations")
    def _jump(self, event: OptionList.OptionSelected) -> None:
        """From a deviation to its first day."""
        found = self.book.made.report.deviations
        if event.option_index < len(found):
            self.cursor = self.book.at(self.book.offset_of(found[event.option_index].days[0])).offset
            self.action_pane("day")

    def action_back(self) -> None:
        """From a pane to the day, from the day to the planner."""
        if self.pane != "day":
            self.action_pane("day")
        else:
            self.dismiss(self.cursor)
