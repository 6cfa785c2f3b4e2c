"""What the keys of an exercise do: hints, certainty, reasons, other items, the end, another case like it."""

import time

from textual.screen import Screen

from regimen.errors import RegimenError
from regimen.training.marking import Result
from tui.exercising import Work
from tui.notebook import Sitting

_BEFORE = {"hint", "sure", "end", "mark", "remove", "nothing", "undo"}
"""Actions that the end takes away."""


class Answering(Screen[str | None]):
    """The actions of an exercise; ExerciseScreen adds the layout. The result is where another case is found."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.work: Work = sitting.work
        self.result: Result | None = None
        """What it came to; None before the end."""
        self._since = time.monotonic()

    def show(self) -> None:
        """Draw what is given and the item in focus."""
        raise NotImplementedError

    @property
    def pictures(self) -> bool:
        """Whether there is a calendar or chart to look at."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep what stands in the line, where answers can still be changed."""
        raise NotImplementedError

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """A short word in the corner; never markup, since it may quote a file."""
        self.notify(text, severity="error" if wrong else "information", markup=False)

    def tell_problem(self) -> None:
        """Say once why nothing is kept."""
        if problem := self.sitting.problem:
            self.notify(problem, severity="warning", timeout=10, markup=False)

    def lap(self) -> int:
        """Seconds since this was asked last."""
        before, self._since = self._since, time.monotonic()
        return round(self._since - before)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The end takes away what changes answers, and brings another case."""
        if action == "another":
            return self.result is not None
        if action == "picture":
            return self.pictures
        return self.result is None or action not in _BEFORE

    def action_step(self, by: int) -> None:
        """Another item; what is typed is kept."""
        self.keep()
        self.work.step(by)
        self.show()

    def action_onward(self) -> None:
        """The next item without an answer."""
        self.keep()
        self.work.onward()
        self.show()

    def action_hint(self) -> None:
        """Take a hint; it costs what was said."""
        self.keep()
        if self.work.locked or self.work.hint() is None:
            self.tell("there is no more hint to this item" if self.work.item.hints else "this item has no hint")
        self.show()

    def action_sure(self, by: int) -> None:
        """Say how certain the answer is."""
        self.keep()
        if self.work.locked and self.work.item.id not in self.work.given_up:
            self.tell("this answer stands, and how certain you were; say it before you answer")
        self.work.sure(by)
        self.show()

    def action_why(self) -> None:
        """The reason of the item in focus; before the end it costs the whole item."""
        from tui.screens.dialogs import PickScreen

        if self.result is not None:
            self._reason()
        elif self.work.exercise.route is not None:
            self.tell("a story tells why at its end")
        elif not self.work.locked:
            options = [("no", "go on without"), ("yes", "tell me why, and give the item up")]
            question = "The key and its reason are told, and the item earns nothing."
            self.app.push_screen(PickScreen("Why?", question, options, "no"), self._told)

    def _told(self, answer: str | None) -> None:
        if answer == "yes":
            self.work.give_up()
            self.show()

    def _reason(self) -> None:
        from textual.content import Content

        from tui.screens.dialogs import TextScreen

        item = self.work.item
        text = "\n".join((item.prompt, "", f"Right: {item.key.words}", *(f"  {why}" for why in item.why)))
        self.app.push_screen(TextScreen("Why", Content(text)))

    def action_end(self) -> None:
        """End and mark; with items open, ask first."""
        self.keep()
        if not self.work.open:
            self._ended("yes")
            return
        from tui.screens.dialogs import PickScreen

        options = [("no", "go on"), ("yes", "end and mark")]
        question = "Not everything is answered yet." if self.work.stepwise else self.work.unanswered
        self.app.push_screen(PickScreen("End?", question, options, "no"), self._ended)

    def _ended(self, answer: str | None) -> None:
        if answer == "yes":
            self.result = self.sitting.end()
            self.work.at = 0
            self.refresh_bindings()
            self.show()

    def action_another(self) -> None:
        """Leave for another case like this one."""
        from tui.lots import another

        try:
            self.dismiss(another(self.work.exercise, self.sitting.place))
        except RegimenError as error:
            self.tell(error.message, wrong=True)

    def action_help(self) -> None:
        """Explain the exercise and its keys."""
        from tui.screens.dialogs import TextScreen
        from tui.traininghelp import exercise_help

        self.app.push_screen(TextScreen("Help", exercise_help(getattr(self.app, "moved_keys", {}))))

    def action_back(self) -> None:
        """Return; what was answered is kept."""
        self.keep()
        self.dismiss(None)

    def action_quit(self) -> None:
        """Leave the program by way of the screens below."""
        self.keep()
        self.dismiss(None)
        self.app.call_later(self.app.action_quit)
