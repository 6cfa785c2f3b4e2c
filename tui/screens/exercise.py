"""An exercise on the screen: what is given, one item at a time to answer, and the debrief."""

import time

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from regimen.errors import ValueSyntaxError
from regimen.nomenclature import NOTICE
from regimen.printouts.words import plural
from regimen.training.debrief import debrief
from regimen.training.exercise import Exercise
from regimen.training.marking import Result
from tui.actions import EXERCISE_ACTIONS, bindings
from tui.exercising import Attempt
from tui.partwords import pane_text
from tui.screens.planner import NARROW, WIDE, bar_text
from tui.widgets.keyrow import KeyRow


class ExerciseScreen(Screen[Result | None]):
    """Items are answered in any order until the end; nothing is marked before."""

    CSS_PATH = ["planner.tcss", "exercise.tcss"]
    BINDINGS = [
        *bindings(EXERCISE_ACTIONS),
        Binding("escape", "back", "Back", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = "#answer"
    actions = EXERCISE_ACTIONS
    """What the palette offers."""

    def __init__(self, exercise: Exercise, attempt: Attempt | None = None) -> None:
        super().__init__()
        self.exercise, self.attempt = exercise, attempt or Attempt(exercise)
        self.result: Result | None = None
        """What it came to; None before the end."""
        self._hints: dict[str, list[str]] = {}
        self._since = time.monotonic()

    def compose(self) -> ComposeResult:
        """Bar, notice, what is given beside the item and its answer, keys."""
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        with Horizontal(id="body"):
            with VerticalScroll(id="given", can_focus=False):
                yield Static(id="given-text", markup=False)
            with Vertical(id="asked"):
                with VerticalScroll(id="item", can_focus=False):
                    yield Static(id="item-text", markup=False)
                yield Input(id="answer", compact=True, select_on_focus=False)
                yield Static(id="how", markup=False)
        yield KeyRow()

    def on_mount(self) -> None:
        """The first item."""
        self.query_one("#given").border_title = "Given"
        self.query_one("#asked").border_title = "Item"
        self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """Wrap what is given to the new width."""
        if self.is_mounted:
            self.call_after_refresh(self.show)

    def show(self) -> None:
        """Draw what is given and the item in focus."""
        exercise, attempt = self.exercise, self.attempt
        item, asked = attempt.item, attempt.asked
        place = f"item {attempt.at + 1} of {len(asked)}" + ("" if exercise.route is None else " so far")
        left, right = ["Training", exercise.title], [place, f"{attempt.open} open", "Esc returns"]
        self.query_one("#bar", Static).update(bar_text(left, right, self.app.size.width))
        if self.result is None:
            self.query_one("#given-text", Static).update(self._given())
        answer, lines = attempt.answer, [item.prompt]
        if item.group:
            lines.insert(0, item.group)
        lines += ["", *(f"Hint: {text}" for text in self._hints.get(item.id, ()))]
        if left_over := len(item.hints) - answer.hints:
            lines.append(
                f"{plural(left_over, 'hint')} left; the next costs {item.hints[answer.hints].cost:.0%} of the item"
            )
        if answer.certainty is not None:
            lines.append(f"certainty {answer.certainty} %")
        if self.result is not None:
            lines += ["", *self._why()]
        if item.material:
            lines += ["", pane_text(item.material, self._width("#item"))]
        self.query_one("#item-text", Static).update("\n".join(lines))
        self.query_one("#how", Static).update(
            f"Answer: {item.key.how}. Enter goes on; {'F8 ends and marks' if self.result is None else 'marked'}."
        )
        box = self.query_one(Input)
        box.disabled = self.result is not None
        with box.prevent(Input.Changed):
            box.value = answer.raw if isinstance(answer.raw, str) else str(answer.raw)
        box.cursor_position = len(box.value)

    def _width(self, name: str) -> int:
        return max((self.query_one(name).scrollable_content_region.width or 40) - 1, 24)

    def _given(self) -> str:
        parts = pane_text(self.exercise.material, self._width("#given"))
        return "\n\n".join(filter(None, (self.exercise.introduction, parts)))

    def _why(self) -> list[str]:
        """What became of the item in focus."""
        assert self.result is not None
        one = next((one for one in self.result.marked if one.item is self.attempt.item), None)
        if one is None:
            return []
        told = [f"{one.standing.upper()}: {one.told}" if one.told else one.standing.upper()]
        return [*told, f"Key: {one.item.key.words}", *one.item.why]

    def _kept(self) -> None:
        """Keep what is typed."""
        now = time.monotonic()
        if self.result is None:
            self.attempt.write(self.query_one(Input).value, round(now - self._since))
        self._since = now

    @on(Input.Submitted)
    def _entered(self) -> None:
        """Keep the answer and go to the next item; after the last one, say how to end."""
        self._kept()
        try:
            if self.attempt.answer.raw:
                self.attempt.item.key.judge(self.attempt.answer.raw)
        except ValueSyntaxError as error:
            self.notify(error.message, severity="error", markup=False)
            return
        if self.attempt.at + 1 < len(self.attempt.asked):
            self.attempt.step(1)
        elif not self.attempt.open:
            self.notify("all items are answered; F8 ends and marks", markup=False)
        self.show()

    def action_step(self, by: int) -> None:
        """Another item; what is typed is kept."""
        self._kept()
        self.attempt.step(by)
        self.show()

    def action_page(self, by: int) -> None:
        """Read on in what is given."""
        box = self.query_one("#given")
        box.scroll_relative(y=by * max(box.size.height - 1, 1), animate=False)

    def action_hint(self) -> None:
        """Take a hint; it costs what was said."""
        if self.result is not None:
            return
        self._kept()
        hint = self.attempt.hint()
        if hint is None:
            self.notify("there is no more hint to this item", markup=False)
        else:
            self._hints.setdefault(self.attempt.item.id, []).append(hint.text)
        self.show()

    def action_sure(self, by: int) -> None:
        """Say how certain the answer is."""
        if self.result is None:
            self._kept()
            self.attempt.sure(by)
            self.show()

    def action_end(self) -> None:
        """End and mark; with items open, ask first."""
        self._kept()
        if self.result is not None:
            return
        if self.attempt.open:
            from tui.screens.dialogs import PickScreen

            options = [("no", "go on"), ("yes", "end and mark")]
            question = f"{self.attempt.open} of {len(self.attempt.asked)} items have no answer."
            self.app.push_screen(PickScreen("End?", question, options, "no"), self._ended)
        else:
            self._ended("yes")

    def _ended(self, answer: str | None) -> None:
        if answer != "yes":
            return
        self.result = self.attempt.result
        self.query_one("#given").border_title = f"Debrief: {self.result.percent:.0f} %"
        self.query_one("#given-text", Static).update(pane_text(debrief(self.result), self._width("#given")))
        self.query_one("#given").scroll_home(animate=False)
        self.show()

    def action_calendar(self) -> None:
        """The calendar of the debrief, or the one that may be seen while working."""
        plan = self.exercise.solution if self.result is not None else self.exercise.shown
        if plan is None:
            self.notify("there is no calendar to look at before the end", markup=False)
            return
        from tui.screens.looking import LookScreen

        self.app.push_screen(LookScreen(plan, self.exercise.title))

    def action_help(self) -> None:
        """Explain the exercise and its keys."""
        from tui.screens.dialogs import TextScreen
        from tui.traininghelp import exercise_help

        self.app.push_screen(TextScreen("Help", exercise_help(getattr(self.app, "moved_keys", {}))))

    def action_back(self) -> None:
        """Return; what was answered stays until the program is left."""
        self._kept()
        self.dismiss(self.result)

    def action_quit(self) -> None:
        """Leave the program by way of the screens below."""
        self.dismiss(self.result)
        self.app.call_later(self.app.action_quit)
