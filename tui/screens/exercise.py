"""An exercise on the screen: what is given and how it looks, one item at a time to answer, and the debrief."""

import datetime as dt

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from regimen.nomenclature import NOTICE, rounded
from regimen.printouts.formats.pane import pane_text
from regimen.review import Review
from regimen.training.debrief import debrief
from regimen.training.keys.choice import Choice
from regimen.training.marking import Result
from tui.actions import EXERCISE_ACTIONS, bindings
from tui.itemwords import asked, given, how, marked
from tui.notebook import Sitting
from tui.pictures import Counts
from tui.screens.dialogs import hanging
from tui.screens.marking import STYLES
from tui.screens.planner import NARROW, WIDE, bar_text
from tui.screens.replying import Replying
from tui.widgets.chart import CountChart
from tui.widgets.days import DayGrid
from tui.widgets.keyrow import KeyRow
from tui.widgets.markedcalendar import MarkedCalendar


class ExerciseScreen(Replying):
    """Nothing is marked before the end; each answer is kept at once."""

    CSS_PATH = ["common.tcss", "exercise.tcss"]
    BINDINGS = [
        *bindings(EXERCISE_ACTIONS),
        Binding("escape", "back", "Back", show=False),
        Binding("enter", "go", "Go on", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = ""
    actions = EXERCISE_ACTIONS
    """What the palette offers."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._books = {}
        self._record = Counts(self.work.exercise)
        self._pictured = True
        """Whether calendar or chart are shown, where there is one."""
        self._given_of: tuple[object, ...] = ()
        """What the text on the left was drawn for."""

    def compose(self) -> ComposeResult:
        """Bar, notice, what is given beside the item and its answer, keys."""
        today = self.room.plan.today if self.room else dt.date.min
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        with Horizontal(id="exercise-body"):
            with Vertical(id="pictures"):
                yield MarkedCalendar(today, id="grid")
                yield CountChart(id="chart")
                with VerticalScroll(id="given", can_focus=False):
                    yield Static(id="given-text", markup=False)
            with Vertical(id="asked"):
                with VerticalScroll(id="item", can_focus=False):
                    yield Static(id="item-text")
                with VerticalScroll(id="day", can_focus=False):
                    yield Static(id="day-text")
                yield OptionList(id="marks", markup=False)
                yield OptionList(id="options", markup=False)
                yield Input(id="answer", compact=True, select_on_focus=False)
                yield Static(id="how", markup=False)
        yield KeyRow()

    def on_mount(self) -> None:
        """The first item without an answer."""
        self.query_one("#given").border_title = "Given"
        self.query_one("#asked").border_title = "Item"
        self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """Wrap what is given to the new width."""
        if self.is_mounted:
            self.call_after_refresh(self.show)

    @property
    def _counts(self) -> Review | None:
        """The counts behind the item in focus, as far as they are known by then."""
        return None if self.result is not None else self._record.until(self.work.item)

    def show(self) -> None:
        """Draw what is given and the item in focus, and give the keys to whatever answers it."""
        work, ended, book = self.work, self.result is not None, self.book
        item, count = work.item, len(work.asked)
        in_room = book is not None and not ended and self._pictured
        chosen = isinstance(item.key, Choice) and not ended and not work.locked
        typed = not ended and not work.locked and not chosen
        for name, on_it in (("-room", in_room), ("-chart", self._counts is not None and self._pictured),
                            ("-choice", chosen), ("-typed", typed)):  # fmt: skip
            self.set_class(on_it, name)
        if self.result is not None:
            self.query_one("#given").border_title = f"Debrief: {rounded(self.result.percent, 0)} %"
        place = f"item {work.at + 1}" + (" so far" if work.stepwise and not ended else f" of {count}")
        certain = "" if work.answer.certainty is None else f"{work.answer.certainty} % sure"
        left = [work.exercise.title] if certain and self.has_class("-narrow") else ["Training", work.exercise.title]
        right = [place, certain, "" if ended else f"{work.open} open", "Esc returns"]
        self.query_one("#bar", Static).update(bar_text(left, right, self.app.size.width))
        self._focus(in_room=in_room, chosen=chosen, typed=typed)
        self.tell_how(how(work, ended=ended, room=in_room), work.misread if typed else None)
        self.refresh_bindings()
        self.call_after_refresh(self._fill)
        self.tell_problem()

    def _focus(self, *, in_room: bool, chosen: bool, typed: bool) -> None:
        """Give the keys to what answers the item, unless something that may have them has them."""
        wanted: Widget | None = self.query_one(Input) if typed else None
        if chosen:
            wanted = self.query_one("#options")
            self.offer()
        elif in_room:
            wanted = self.grid
        free = (self.grid, self.query_one("#marks"), self.query_one(Input)) if in_room else (wanted,)
        if typed:
            self.line(in_room=in_room)
        if self.focused not in free or self.focused is None:
            self.set_focus(wanted)

    def _fill(self) -> None:
        """Write the texts, once the panes have their places."""
        work, result, item = self.work, self.result, self.work.item
        one = next((one for one in result.marked if one.item is item), None) if result else None
        lines = [*(asked(work) if result is None else marked(work, one))]
        narrow = self.has_class("-narrow")
        if item.material and not narrow:
            told = pane_text(item.material, self._width("#item"))
            scene = work.exercise.route is not None
            lines.insert(0 if scene else len(lines), (f"{told}\n\n" if scene else f"\n{told}\n", ""))
        text = Content.assemble(*((line, STYLES.get(part, "")) for line, part in lines))
        self.query_one("#item-text", Static).update(hanging(text, self._width("#item")))
        width, book = self._width("#given"), self.book
        drawn_for = (item.id if narrow or work.stepwise else "", width, result)
        if self._given_of != drawn_for:
            self._given_of = drawn_for
            told = given(work, width, narrow=narrow) if result is None else pane_text(debrief(result), width)
            self.query_one("#given-text", Static).update(told)
            self.query_one("#given").scroll_home(animate=False)
        if book is not None and self.room is not None and self.has_class("-room"):
            self.show_room(self.room, book)
        if self.has_class("-chart") and (made := self._counts) is not None:
            chart = self.query_one(CountChart)
            if chart.made is not made:
                chart.cursor = made.numbering.offset(made.as_of)
            chart.show(made)

    def _width(self, name: str) -> int:
        return max((self.query_one(name).scrollable_content_region.width or 40) - 1, 24)

    @on(DayGrid.Moved)
    def _chart_moved(self, message: DayGrid.Moved) -> None:
        """Another day in focus on the chart."""
        if self.has_class("-chart"):
            self.query_one(CountChart).cursor = message.offset

    def action_go(self) -> None:
        """Enter where nothing takes it: mark the day, or read on."""
        if self.has_class("-room"):
            self.action_mark()
        elif self.result is not None:
            self.action_step(1)
        elif self.work.locked:
            self.onward()
            self.show()

    def action_page(self, by: int) -> None:
        """Read on in what is given."""
        box = self.query_one("#day" if self.has_class("-room") else "#given")
        box.scroll_relative(y=by * max(box.size.height - 1, 1), animate=False)

    @property
    def pictures(self) -> bool:
        """Whether there is a picture to swap with the text, or after the end a marked calendar."""
        if self.result is not None:
            return self.work.exercise.solution is not None
        return self.book is not None or self._counts is not None

    def action_picture(self) -> None:
        """Swap picture and text; after the end, the calendar marked by what became of the answers."""
        if self.result is not None:
            self._marked_calendar(self.result)
        else:
            self._pictured = not self._pictured
            self.show()

    def _marked_calendar(self, result: Result) -> None:
        from tui.aftermath import aftermath, calendar_of
        from tui.screens.looking import LookScreen

        if (plan := calendar_of(result.exercise)) is not None:
            self.app.push_screen(LookScreen(plan, result.exercise.title, aftermath(result, plan)))
