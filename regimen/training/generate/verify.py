"""Generated cases held against the engine: it must find just what was planted, and its keys must earn everything.

A case that the engine contradicts is a fault of the generator or of the engine, and is raised: it is never thrown away
for another one, since that would hide just the cases that matter.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.training.answers import Answers
from regimen.training.build import CaseRefused, exercise_of
from regimen.training.case import Case
from regimen.training.exercise import Exercise
from regimen.training.generate.generator import MAKERS, generate
from regimen.training.generate.lot import Wishes
from regimen.training.marking import mark, perfect

_ALL = 100
Progress = Callable[[int, int], None]
"""Told how many of how many cases are done."""


class GeneratorFault(RegimenError):
    """A generated case that the engine contradicts: a bug, with everything needed to see it again."""


class Verified(NamedTuple):
    """One case, with the exercise that the engine made of it."""

    case: Case
    exercise: Exercise


def verified(kind: str, seed: int, number: int, wishes: Wishes = Wishes()) -> Verified:  # noqa: B008 - immutable
    """One generated case with its exercise; raises GeneratorFault where the engine finds anything else."""
    case = generate(kind, seed, number, wishes)
    try:
        exercise = exercise_of(case)
    except CaseRefused as refused:
        raise _fault(case, refused.message) from refused
    right, empty = (mark(exercise, answers).percent for answers in (perfect(exercise), Answers({})))
    if right != _ALL or empty:
        raise _fault(case, f"its own key scores {right} %, an empty answer {empty} %")
    return Verified(case, exercise)


def _fault(case: Case, what: str) -> GeneratorFault:
    hint = "report it with this line: the generator or the engine is wrong"
    return GeneratorFault(f"{case.generated}: {what}", hint=hint)


def verify(seed: int, count: int, kinds: Sequence[str] = tuple(MAKERS), progress: Progress | None = None) -> None:
    """Generate and verify so many cases, the kinds in turn; raises at the first fault."""
    for number in range(count):
        verified(kinds[number % len(kinds)], seed, number)
        if progress is not None:
            progress(number + 1, count)
