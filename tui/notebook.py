"""What became of exercises, kept in the ledger answer by answer; without a ledger, until the program is left.

No Textual.
"""

from collections.abc import Sequence
from pathlib import Path

from regimen.dates import now
from regimen.errors import RegimenError
from regimen.training.answers import Answer
from regimen.training.attempts import Attempt, Kept
from regimen.training.exercise import Exercise, part_of
from regimen.training.marking import Result
from regimen.training.progress import Progress, unfinished
from regimen.training.sheets import digest_of
from tui.exercising import Work


class Notebook:
    """The attempts of whoever uses the app; a ledger that fails is told of once, and work goes on without it."""

    def __init__(self, ledger: Path) -> None:
        self._progress: Progress | None = Progress(ledger)
        self._problem = ""
        self.attempts: list[Attempt] = []
        """Every attempt of nobody named, the oldest first."""
        self.read()

    def read(self) -> None:
        """Take what is kept by now; another program may have written."""
        if self._progress is not None:
            try:
                self.attempts = [one for one in self._progress.attempts() if one.learner is None]
            except RegimenError as error:
                self._give_up(error)

    @property
    def problem(self) -> str:
        """Why nothing is kept, the first time it is asked for; empty where all is well or it was told."""
        told, self._problem = self._problem, ""
        return told

    def _give_up(self, error: RegimenError) -> None:
        self._progress = None
        self._problem = f"progress lasts until the program is left and is not kept: {error.message}"

    def unfinished(self, exercise: Exercise) -> Attempt | None:
        """The last attempt at an exercise, if it was left before its end and the exercise is still the same."""
        return unfinished(self.attempts, exercise)

    def sit(self, exercise: Exercise, place: str, only: Sequence[str] = (), *, again: bool = False) -> "Sitting":
        """Go on with an exercise, or begin it, `again` in any case; `only` some of its items."""
        return Sitting(self, exercise, place, only, None if again else self.unfinished(exercise))

    def begun(self, exercise: Exercise, place: str, only: Sequence[str]) -> Attempt:
        """Keep that an exercise was begun."""
        number, only = -len(self.attempts) - 1, () if exercise.route else only
        if self._progress is not None:
            try:
                number = self._progress.begin(exercise, place, None, only)
            except RegimenError as error:
                self._give_up(error)
        about = (exercise.id, place, digest_of(exercise), None)
        attempt = Attempt(number, *about, now().isoformat(), tuple(only))
        self.attempts.append(attempt)
        return attempt

    def answered(self, attempt: Attempt, item: str, answer: Answer) -> None:
        """Keep one answer."""
        attempt.answers[item] = answer
        if self._progress is not None and attempt.number > 0:
            try:
                self._progress.answer(attempt.number, item, answer)
            except RegimenError as error:
                self._give_up(error)

    def finished(self, attempt: Attempt, result: Result) -> None:
        """Keep what came of an attempt."""
        attempt.finished, attempt.percent, attempt.sure = now().isoformat(), result.percent, result.sure
        attempt.items = {one.item.id: Kept(one.share, one.answer.hints if one.answer else 0) for one in result.marked}
        if self._progress is not None and attempt.number > 0:
            try:
                self._progress.finish(attempt.number, result)
            except RegimenError as error:
                self._give_up(error)


class Sitting:
    """One attempt being made; it is begun with its first answer, so that a look leaves no trace."""

    def __init__(
        self, book: Notebook, exercise: Exercise, place: str, only: Sequence[str], attempt: Attempt | None
    ) -> None:
        self._book, self._whole, self.place, self._attempt = book, exercise, place, attempt
        self._only = tuple(only) if self._attempt is None else self._attempt.only
        self.work = Work(part_of(exercise, self._only), self._keep)
        if self._attempt is not None:
            self.work.answers.update(self._attempt.answers)
            self.work.at = -1
            self.work.onward()

    def _keep(self, item: str, answer: Answer) -> None:
        self._book.answered(self._begun(), item, answer)

    def _begun(self) -> Attempt:
        if self._attempt is None:
            self._attempt = self._book.begun(self._whole, self.place, self._only)
        return self._attempt

    def end(self) -> Result:
        """Mark, and keep what came of it."""
        result = self.work.result
        self._book.finished(self._begun(), result)
        return result

    @property
    def problem(self) -> str:
        """Why nothing is kept, told once."""
        return self._book.problem
