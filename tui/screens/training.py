"""Training home: cases by level of difficulty, what each is about, what became of it, and the way into it."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from regimen.errors import RegimenError
from regimen.nomenclature import NOTICE
from regimen.training.exercise import Exercise
from regimen.training.marking import Result
from tui.actions import TRAINING_ACTIONS, bindings
from tui.cases import Listed, listed, opened
from tui.exercising import Attempt
from tui.screens.dialogs import hanging
from tui.screens.planner import NARROW, WIDE, bar_text
from tui.widgets.keyrow import KeyRow


class TrainingScreen(Screen[None]):
    """The list of cases beside the one in focus."""

    CSS_PATH = ["planner.tcss", "training.tcss"]
    BINDINGS = [*bindings(TRAINING_ACTIONS), Binding("escape", "dismiss", "Back", show=False)]
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = "#cases"
    actions = TRAINING_ACTIONS
    """What the palette offers."""

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[Listed] = listed()
        self._attempts: dict[str, Attempt] = {}
        """Work under way, until the program is left."""

    def compose(self) -> ComposeResult:
        """Bar, notice, the list beside the case in focus, keys."""
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        with Horizontal(id="body"):
            yield OptionList(id="cases", markup=False)
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="about-text", markup=False)
        yield KeyRow()

    def on_mount(self) -> None:
        """The first case."""
        self.query_one("#cases").border_title = "Cases"
        self.query_one("#about").border_title = "About"
        self.show()

    def on_resize(self) -> None:
        """Fit the bar to the new width."""
        if self.is_mounted:
            self._bar()

    def show(self) -> None:
        """Draw the list anew."""
        box = self.query_one("#cases", OptionList)
        at = box.highlighted or 0
        box.clear_options()
        box.add_options([Option(self._row(one)) for one in self.cases])
        box.highlighted = min(at, len(self.cases) - 1) if self.cases else None
        self._bar()

    def _bar(self) -> None:
        done = sum(1 for one in self.cases if one.best is not None)
        left = ["Training", f"{done} of {len(self.cases)} done"]
        self.query_one("#bar", Static).update(bar_text(left, ["Esc returns"], self.app.size.width))

    def _row(self, one: Listed) -> str:
        score = "" if one.best is None else f"{one.best:.0f} %"
        going = "…" if one.id in self._attempts else " "
        return f"{going} {one.difficulty:<9} {score:>5}  {one.title}"

    @property
    def here(self) -> Listed | None:
        """The case in focus."""
        at = self.query_one("#cases", OptionList).highlighted
        return None if at is None or at >= len(self.cases) else self.cases[at]

    @on(OptionList.OptionHighlighted, "#cases")
    def _about(self) -> None:
        if (one := self.here) is None:
            return
        lines = [one.title, "", f"{one.kind} · {one.difficulty} · about {one.minutes} min", "", one.introduction, ""]
        lines += ["You will be able to", *(f"  {goal}" for goal in one.goals)]
        width = max((self.query_one("#about").scrollable_content_region.width or 50) - 1, 30)
        self.query_one("#about-text", Static).update(hanging(Content("\n".join(lines)), width))

    @on(OptionList.OptionSelected, "#cases")
    def _selected(self) -> None:
        self.action_start()

    def action_start(self) -> None:
        """Begin the case, or go on where it was left."""
        if (one := self.here) is None:
            return
        try:
            exercise = one.exercise or opened(one)
        except RegimenError as error:
            self.notify(error.message, severity="error", markup=False)
            return
        self._run(one, exercise)

    def _run(self, one: Listed, exercise: Exercise) -> None:
        from tui.screens.exercise import ExerciseScreen

        attempt = self._attempts.setdefault(one.id, Attempt(exercise))

        def ended(result: Result | None) -> None:
            if result is not None:
                del self._attempts[one.id]
                place = self.cases.index(one)
                self.cases[place] = one.scored(result)
            self.show()

        self.app.push_screen(ExerciseScreen(exercise, attempt), ended)

    def action_help(self) -> None:
        """Explain the training and its keys."""
        from tui.screens.dialogs import TextScreen
        from tui.traininghelp import training_help

        self.app.push_screen(TextScreen("Help", training_help(getattr(self.app, "moved_keys", {}))))

    def action_quit(self) -> None:
        """Leave the program by way of the planner, which asks about what is not saved."""
        self.dismiss()
        self.app.call_later(self.app.action_quit)
