"""Training home: what is under way and due, cases by level or goal, what each is about, what was learned so far."""

import datetime as dt

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from regimen.nomenclature import NOTICE
from regimen.printouts.words import plural
from tui.actions import TRAINING_ACTIONS, bindings
from tui.cases import LEVELS, Done, Listed, Row, Sieve, done, elsewhere, listed, rows
from tui.casewords import about, like, line
from tui.learned import learned
from tui.notebook import Notebook
from tui.screens.dialogs import hanging
from tui.screens.planner import NARROW, WIDE, bar_text
from tui.screens.starting import Starting
from tui.widgets.keyrow import KeyRow


class TrainingScreen(Starting):
    """The list of cases under its search, beside it the case in focus and the progress."""

    CSS_PATH = ["common.tcss", "training.tcss"]
    BINDINGS = [
        *bindings(TRAINING_ACTIONS),
        Binding("escape", "back", "Back", show=False),
        Binding("up", "row(-1)", "Row up", show=False),
        Binding("down", "row(1)", "Row down", show=False),
        Binding("pageup", "page(-1)", "About back", show=False, priority=True),
        Binding("pagedown", "page(1)", "About on", show=False, priority=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = "#cases"
    actions = TRAINING_ACTIONS
    """What the palette offers."""

    def __init__(self, book: Notebook, today: dt.date) -> None:
        super().__init__()
        self.book, self.today, self.sieve = book, today, Sieve()
        self.shelf: list[Listed] = listed()
        self.known: list[tuple[Listed, Done]] = []
        """Every case with what became of it."""
        self._learned: list[str] = []
        self.rows: list[Row | None] = []
        """The rows shown; None for a heading."""

    def compose(self) -> ComposeResult:
        """Bar, notice, the list under its search beside the case in focus, keys."""
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        with Horizontal(id="training-body"):
            with Vertical(id="shelf"):
                yield Input(placeholder="/ searches: day 45, deferral, verdict", id="search", compact=True)
                yield OptionList(id="cases", markup=False)
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="about-text", markup=False)
        yield KeyRow()

    def on_mount(self) -> None:
        """The first case that can be begun."""
        self.query_one("#shelf").border_title = "Cases"
        self.query_one("#about").border_title = "About"
        self.show()
        self.tell_problem()

    def on_resize(self) -> None:
        """Fit the bar and the words to the new width."""
        if self.is_mounted:
            self._bar()
            self.call_after_refresh(self._about)

    def ledger_changed(self) -> None:
        """Take what another program wrote."""
        self.book.read()
        self.show()

    def show(self) -> None:
        """Draw the list anew; the row in focus stays."""
        attempts = self.book.attempts
        cases = [*elsewhere(attempts, self.shelf), *self.shelf]
        self.known = [(one, done(one, attempts, self.today)) for one in cases]
        self._learned = [*learned(self.known, attempts, self.today)]
        self._list()

    def _list(self) -> None:
        box, before = self.query_one("#cases", OptionList), self.here
        states, group, options = dict(self.known), "", list[Option]()
        self.rows = []
        for row in rows(self.known, self.sieve):
            if row.group != group:
                group = row.group
                self.rows.append(None)
                options.append(Option(group, disabled=True))
            self.rows.append(row)
            options.append(Option(line(row, states[row.one])))
        box.clear_options()
        box.add_options(options)
        found = [place for place, row in enumerate(self.rows) if row is not None]
        box.highlighted = max(found, key=lambda place: like(self.rows[place], before), default=None)
        self._bar()
        self._about()

    def _bar(self) -> None:
        shelf = [state for one, state in self.known if one.on_shelf]
        shown = {row.one.id for row in self.rows if row is not None}
        left = ["Training", f"{sum(1 for state in shelf if state.attempts)} of {len(shelf)} done"]
        left += [f"{self.sieve.words_of}: {plural(len(shown), 'case')}"] if self.sieve.words_of else []
        self.query_one("#bar", Static).update(bar_text(left, ["Enter begins", "Esc returns"], self.app.size.width))

    @property
    def here(self) -> Row | None:
        """The row in focus."""
        at = self.query_one("#cases", OptionList).highlighted
        return None if at is None or at >= len(self.rows) else self.rows[at]

    @on(OptionList.OptionHighlighted, "#cases")
    def _about(self) -> None:
        """The case in focus and what became of it, then everything that was learned."""
        row, states = self.here, dict(self.known)
        lines = about(row, states[row.one]) if row else ["No case is left; Esc empties the search."]
        lines += ["", "Your progress", *(f"  {text}" for text in self._learned)] if row else []
        pane = self.query_one("#about")
        width = max((pane.scrollable_content_region.width or 50) - 1, 30)
        self.query_one("#about-text", Static).update(hanging(Content("\n".join(lines)), width))
        pane.scroll_home(animate=False)

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        self._sift(self.sieve._replace(words=event.value))

    def _sift(self, sieve: Sieve) -> None:
        self.sieve = sieve
        self._list()

    def action_level(self) -> None:
        """The next level alone, after the last all of them."""
        self._sift(self.sieve._replace(level=_next(("", *LEVELS), self.sieve.level)))

    def action_kind(self) -> None:
        """The next kind alone, after the last all of them."""
        kinds = ("", *sorted({one.kind for one, _ in self.known if one.kind}))
        self._sift(self.sieve._replace(kind=_next(kinds, self.sieve.kind)))

    def action_goals(self) -> None:
        """Under goals, or under levels."""
        self._sift(self.sieve._replace(by_goal=not self.sieve.by_goal))

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one("#search").focus()

    def action_row(self, by: int) -> None:
        """Move in the list while the search is typed."""
        box = self.query_one("#cases", OptionList)
        (box.action_cursor_down if by > 0 else box.action_cursor_up)()

    def action_page(self, by: int) -> None:
        """Read on in what is said of the case and the progress."""
        pane = self.query_one("#about")
        pane.scroll_relative(y=by * max(pane.size.height - 1, 1), animate=False)

    @on(OptionList.OptionSelected, "#cases")
    @on(Input.Submitted, "#search")
    def action_start(self) -> None:
        """Begin the case, or go on where it was left; of a case that is due again, the items that came back."""
        self.query_one("#cases").focus()  # whoever comes back finds letters to be keys again
        if (row := self.here) is not None:
            self.begin(row.one.place, row.only)

    def action_again(self) -> None:
        """Begin the case anew and whole; what was answered of it is asked about first."""
        if (row := self.here) is None:
            return
        kept = dict(self.known)[row.one].answered
        if not kept:
            self.begin(row.one.place, again=True)
            return
        from tui.screens.dialogs import PickScreen

        def picked(answer: str | None) -> None:
            if answer is not None:
                self.begin(row.one.place, again=answer == "again")

        options = [("on", "go on where it was left"), ("again", "begin anew, without them")]
        self.app.push_screen(PickScreen("Begin anew?", f"{plural(kept, 'answer')} kept of it.", options, "on"), picked)

    def action_back(self) -> None:
        """Show all cases again, then return."""
        search = self.query_one("#search", Input)
        if search.has_focus or self.sieve.words_of:
            with search.prevent(Input.Changed):
                search.value = ""
            self._sift(Sieve(by_goal=self.sieve.by_goal))
            self.query_one("#cases").focus()
        else:
            self.dismiss(None)

    def action_help(self) -> None:
        """Explain the training and its keys."""
        from tui.screens.dialogs import TextScreen
        from tui.traininghelp import training_help

        self.app.push_screen(TextScreen("Help", training_help(getattr(self.app, "moved_keys", {}))))

    def action_quit(self) -> None:
        """Leave the program by way of the planner, which asks about what is not saved."""
        self.dismiss(None)
        self.app.call_later(self.app.action_quit)


def _next(known: tuple[str, ...], now: str) -> str:
    """The one after, and after the last the first."""
    return known[(known.index(now) + 1) % len(known)]
