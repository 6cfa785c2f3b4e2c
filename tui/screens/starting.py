"""How an exercise is begun from the list: the case in focus, what came back of it, a new one by lot, one more."""

from collections.abc import Mapping

from textual.screen import Screen

from regimen.errors import RegimenError
from tui.notebook import Notebook


class Starting(Screen[None]):
    """Opens exercises and keeps what becomes of them; TrainingScreen adds the list."""

    book: Notebook

    def show(self) -> None:
        """Draw the list anew."""
        raise NotImplementedError

    def tell_problem(self) -> None:
        """Say once why nothing is kept."""
        if problem := self.book.problem:
            self.notify(problem, severity="warning", timeout=10, markup=False)

    def begin(self, place: str, only: tuple[str, ...] = (), *, again: bool = False) -> None:
        """Begin the exercise found in a place, or go on where it was left unless `again` is wished."""
        from regimen.training.places import exercise_at
        from tui.screens.exercise import ExerciseScreen

        try:
            exercise = exercise_at(place)
        except RegimenError as error:
            self.notify(error.message, severity="error", markup=False)
            return

        def ended(another: str | None) -> None:
            self.book.read()
            self.show()
            self.tell_problem()
            if another is not None:
                self.begin(another)

        self.app.push_screen(ExerciseScreen(self.book.sit(exercise, place, only, again=again)), ended)

    def action_new(self) -> None:
        """Ask what the new case should be; Enter alone begins one."""
        from tui.lots import fresh, lot_rows, lot_words, place_of
        from tui.screens.entry import EntryScreen

        chosen: list[str] = []

        def use(values: Mapping[str, str]) -> None:
            chosen.append(place_of(values))

        def closed(used: bool | None) -> None:
            if used:
                self.begin(chosen[0])

        form = EntryScreen("New case by lot", lot_rows(), fresh(), lot_words, use, does="begins")
        self.app.push_screen(form, closed)
