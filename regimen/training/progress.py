"""Progress: attempts at exercises in the ledger, kept step by step, so that an interruption loses nothing."""

from collections.abc import Sequence
from pathlib import Path

from regimen.dates import now
from regimen.ledger.opening import open_store
from regimen.ledger.place import is_there
from regimen.training.answers import Answer
from regimen.training.attempts import Attempt, end_of, folded
from regimen.training.exercise import Exercise
from regimen.training.marking import Result
from regimen.training.sheets import digest_of
from regimen.training.steps import Answered, Begun, Body, Said


def unfinished(attempts: Sequence[Attempt], exercise: Exercise) -> Attempt | None:
    """The last of somebody's attempts at an exercise, if it was left before its end and is the same exercise still."""
    mine = [one for one in attempts if one.case == exercise.id]
    same = mine and mine[-1].finished is None and mine[-1].digest == digest_of(exercise)
    return mine[-1] if same else None


class Progress:
    """The attempts that a ledger keeps; it is opened for each step, so that other programs may write between."""

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger

    def attempts(self) -> list[Attempt]:
        """Every attempt, the oldest first; none where there is no ledger."""
        if not is_there(self.ledger):
            return []
        store = open_store(self.ledger)
        try:
            return folded(store.steps(), self.ledger)
        finally:
            store.close()

    def unfinished(self, exercise: Exercise, learner: str | None = None) -> Attempt | None:
        """The last attempt at an exercise, if it was left before its end and the exercise is still the same."""
        return unfinished([one for one in self.attempts() if one.learner == learner], exercise)

    def begin(self, exercise: Exercise, place: str, learner: str | None = None, only: Sequence[str] = ()) -> int:
        """Keep that an exercise was begun; the number of the attempt. Begins a ledger where there is none.

        `only` names the items that are asked alone; a story is told whole.
        """
        only = () if exercise.route else only
        about = Begun(case=exercise.id, place=place, digest=digest_of(exercise), learner=learner, only=tuple(only))
        return self._add(None, about)

    def answer(self, attempt: int, item: str, answer: Answer) -> None:
        """Keep one answer, at once."""
        self._add(attempt, Answered(item=item, answer=Said(**answer._asdict())))

    def finish(self, attempt: int, result: Result) -> None:
        """Keep what came of an attempt."""
        self._add(attempt, end_of(result))

    def _add(self, attempt: int | None, body: Body) -> int:
        store = open_store(self.ledger, create=True)
        try:
            with store.writing():
                return store.step(attempt, now().isoformat(), body.KIND, body.model_dump_json())
        finally:
            store.close()
