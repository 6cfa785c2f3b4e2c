"""The board of courses: who is where, what is due, what is overdue; and the weekly list, course by course."""

import asyncio
import time
from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from regimen.errors import RegimenError
from regimen.nomenclature import NOTICE
from tui.actions import BOARD_ACTIONS, bindings
from tui.boarding import EMPTY, Board, head
from tui.keeping import Keeper
from tui.screens.planner import NARROW, WIDE, bar_text
from tui.screens.standing import stands
from tui.session import Session
from tui.widgets.courselist import CourseList
from tui.widgets.keyrow import KeyRow

_TURN_SECONDS = 0.01
"""How long courses are judged before keys are listened to again."""
_SHOWN_SECONDS = 0.25
"""How often the list is sorted anew while courses are judged."""
_TOLD = 5
"""Ids that a word in the corner names."""


class _Words(VerticalScroll, inherit_bindings=False):
    """The course in focus in words; up and down stay with the list, so that a call goes on to the next course."""

    class Resized(Message):
        """There is another width to fold to."""

    def on_resize(self) -> None:
        """Tell the screen."""
        self.post_message(self.Resized())


class BoardScreen(Screen[bool]):
    """The list, and the course in focus in words; the result says whether a course was opened in the planner."""

    CSS_PATH = ["common.tcss", "library.tcss", "board.tcss"]
    BINDINGS = [
        *bindings(BOARD_ACTIONS),
        Binding("escape", "back", "Back", show=False),
        Binding("enter", "open", "Open", show=False),
        Binding("up", "row(-1)", "Row up", show=False),
        Binding("down", "row(1)", "Row down", show=False),
        Binding("pageup", "page(-1)", "Words back", show=False),
        Binding("pagedown", "page(1)", "Words on", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = "#courses"

    actions = BOARD_ACTIONS
    """What the palette offers."""

    def __init__(self, session: Session, keeper: Keeper, *, hide: bool) -> None:
        super().__init__()
        self.session, self.keeper = session, keeper
        self.board = Board(keeper, session.today, hide=hide)
        self.settled = False
        """Whether the rows were all judged once; until then who has not moved stays on top."""

    def compose(self) -> ComposeResult:
        """Bar, notice, list under its search, the course in focus, six keys."""
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        with Horizontal(id="board-body"):
            with Vertical(id="shelf", classes="-courses"):
                yield Input(placeholder="/ searches: id, level, verdict, overdue, day 9", id="search", compact=True)
                yield Static(id="heads", markup=False)
                yield CourseList(id="courses")
            yield _Words(Static(id="sheet", markup=False), id="preview")
        yield KeyRow()

    def on_mount(self) -> None:
        """Name the panel."""
        self.query_one("#preview").border_title = "Course"

    def on_screen_resume(self) -> None:
        """List what is kept, the course of the planner in focus first."""
        self.board.look()
        kept = None if self._list.rows else self.session.kept_id
        self.settled = self.settled or kept is not None
        self.fill(kept)
        self._judge()

    def ledger_changed(self) -> None:
        """Tell what another program changed, and judge that anew."""
        if names := self.board.look():
            more = f" and {len(names) - _TOLD} more" if len(names) > _TOLD else ""
            self.tell(f"changed by another program: {', '.join(names[:_TOLD])}{more}")
        self.fill()
        self._judge()

    @work(exclusive=True)
    async def _judge(self) -> None:
        """Judge what waits, rows in sight first, in short turns."""
        shown = time.monotonic()
        while self.board.waiting:
            await _turn(lambda: self.board.judge_next(self._list.in_sight), lambda: bool(self.board.waiting))
            if not stands(self):
                return
            if time.monotonic() - shown > _SHOWN_SECONDS:
                shown = time.monotonic()
                self.fill()
        self.fill()
        self.settled = True

    def fill(self, name: str | None = None) -> None:
        """Hand the rows to the list."""
        rows = self.board.listed(self.query_one("#search", Input).value)
        on_top = not self.settled and not self._list.row and rows
        self._list.show(rows, name or (rows[0].id if on_top else None))

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """A short word in the corner; never markup, since it may quote a record."""
        self.notify(text, severity="error" if wrong else "information", markup=False)

    @property
    def _list(self) -> CourseList:
        return self.query_one(CourseList)

    @on(CourseList.Moved)
    @on(_Words.Resized)
    def _show(self) -> None:
        """The course in focus in words; the bar counts."""
        preview, row = self.query_one("#preview"), self._list.course
        width = max(preview.scrollable_content_region.width, 20)
        text = self.board.detail(row, width) if row else self.board.problem or self._nothing()
        sheet = self.query_one("#sheet", Static)
        if str(sheet.render()) != text:
            sheet.update(text)
            preview.scroll_home(animate=False)
        self.query_one("#heads", Static).update(head(self._list.size.width - 1))
        waits = f"{self.board.waiting} to be judged" if self.board.waiting else ""
        place = f"{self._list.row + 1} of {len(self._list.rows)}" if self.has_class("-week") else ""
        left = ["Board", *self.board.summary]
        self.query_one("#bar", Static).update(
            bar_text(left, [waits, place, "Enter opens", "Esc returns"], self.app.size.width)
        )

    def _nothing(self) -> str:
        return "Nothing holds all these words." if self.board.rows else f"{EMPTY}\n\nLedger: {self.keeper.path}"

    @on(Input.Changed, "#search")
    def _typed(self) -> None:
        self.fill()

    @on(Input.Submitted, "#search")
    def _found(self) -> None:
        """Go to the list."""
        self._list.focus()

    def action_row(self, by: int) -> None:
        """Move in the list, also while the search is typed or the weekly list is read."""
        self._list.row += by

    def action_page(self, by: int) -> None:
        """Read on in the words, or back."""
        preview = self.query_one("#preview")
        preview.scroll_relative(y=by * max(preview.size.height - 1, 1), animate=False)

    def action_search(self) -> None:
        """Go to the search."""
        self.remove_class("-week")
        self.query_one("#search").focus()

    def action_order(self) -> None:
        """Sort by the next order."""
        self.board.sort_on()
        self.fill()

    def action_week(self) -> None:
        """The weekly list, one course at a time on the whole screen, or back to the board."""
        self.toggle_class("-week")
        (self.query_one("#preview") if self.has_class("-week") else self._list).focus()

    def action_hide(self) -> None:
        """Blank assumed values, or show them again."""
        self.board.show(hide=not self.board.hide)
        self.fill()
        self._judge()
        self.tell("assumed values are blanked" if self.board.hide else "assumed values are shown, marked †")

    @work(exclusive=True, group="copy")
    async def action_copy(self) -> None:
        """Copy the weekly list of all courses as text."""
        names = [row.id for row in self._list.rows]
        while names:
            await _turn(lambda: self.board.week(names.pop()), lambda: bool(names))
            if not stands(self):
                return
        text = self.board.sheet(row.id for row in self._list.rows)
        self.app.copy_to_clipboard(text)
        self.tell(f"the weekly list ({text.count(chr(10))} lines) went to the clipboard; or: regimen courses week")

    def action_print(self) -> None:
        """Print every course listed, the one in focus shown first."""
        from tui.screens.printing import print_class

        row = self._list.course
        if row is None:
            self.tell("no course is listed that could be printed", wrong=True)
            return
        ids = [row.id, *(other.id for other in self._list.rows if other.id != row.id)]
        print_class(self.app, self.session, self.keeper, ids)

    def action_new(self) -> None:
        """Keep the planner's course under another subject's id, without acts and record."""
        from tui.screens.dialogs import AskScreen

        def keep(name: str) -> None:
            held = self.session.begin_kept(self.keeper, name)
            self.board.look()
            self.fill(held.id)
            self._judge()
            self.tell(f"{held.id}: kept in {self.keeper.path}")

        hint = "id of the subject, a code such as T-07 and never a name; protocol, level and Day 1 are the planner's"
        self.app.push_screen(AskScreen("New course", hint, "", keep))

    def action_open(self) -> None:
        """Open the course in focus in the planner."""
        row = self._list.course
        if row is None:
            return
        try:
            self.session.open_kept(self.keeper, row.id)
        except RegimenError as error:
            self.tell(error.message, wrong=True)
        else:
            self.dismiss(True)

    @on(CourseList.Opened)
    def _clicked(self) -> None:
        self.action_open()

    def action_help(self) -> None:
        """Explain the board."""
        from tui.boardhelp import board_help
        from tui.screens.dialogs import TextScreen

        self.app.push_screen(TextScreen("Help", board_help(getattr(self.app, "moved_keys", {}))))

    def action_back(self) -> None:
        """From the weekly list to the board, from the search to the list, then to the planner."""
        search = self.query_one("#search", Input)
        if self.has_class("-week"):
            self.action_week()
        elif search.value:
            search.value = ""
        elif search.has_focus:
            self._list.focus()
        else:
            self.dismiss(False)

    def action_quit(self) -> None:
        """Leave the program by way of the planner, which asks for its own file."""
        self.dismiss(False)
        self.app.call_later(self.app.action_quit)


async def _turn(work_on: Callable[[], object], goes_on: Callable[[], bool]) -> None:
    """One short turn of a long work."""
    until = time.monotonic() + _TURN_SECONDS
    while goes_on() and time.monotonic() < until:
        work_on()
    await asyncio.sleep(0)
