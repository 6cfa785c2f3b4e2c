"""The cases that can be done: those of the shelf, and new ones by lot; what came of each. No Textual."""

from decimal import Decimal
from typing import NamedTuple

from regimen.training.case import Case
from regimen.training.casefile import open_case, read_case
from regimen.training.exercise import Exercise
from regimen.training.marking import Result
from regimen.training.shelf import CASES

ORDER = ("easy", "moderate", "hard")


class Listed(NamedTuple):
    """One case of the list."""

    id: str
    title: str
    kind: str
    difficulty: str
    minutes: int
    goals: tuple[str, ...]
    introduction: str
    exercise: Exercise | None = None
    """Ready made; None while it has not been opened."""
    best: Decimal | None = None
    """The best score so far, in percent; None before the first."""

    def scored(self, result: Result) -> "Listed":
        """After it was done once more."""
        return self._replace(best=max(self.best or Decimal(0), result.percent))


def listed() -> list[Listed]:
    """The cases of the shelf, the easy ones first."""
    found = [_of(read_case(path)) for path in sorted(CASES.glob("*.yaml"))]
    return sorted(found, key=lambda one: (ORDER.index(one.difficulty), one.title))


def _of(case: Case, exercise: Exercise | None = None) -> Listed:
    return Listed(
        case.id, case.title, case.kind, case.difficulty, case.minutes, tuple(case.goals), case.introduction, exercise
    )


def opened(one: Listed) -> Exercise:
    """The exercise of a case of the shelf."""
    return open_case(CASES / f"{one.id}.yaml")
