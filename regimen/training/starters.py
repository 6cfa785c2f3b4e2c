"""What a teacher begins a case of one's own from: an example of its kind, whole, solved, and ready to be changed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from regimen.course import Course
from regimen.coursefile import as_text
from regimen.errors import RegimenError
from regimen.protocol.parts import FORMAT
from regimen.training.build import SECTIONS, exercise_of
from regimen.training.case import Case
from regimen.training.casefile import read_case
from regimen.training.exercise import Exercise
from regimen.training.figures.named import chosen
from regimen.training.generate.generator import MAKERS, generate
from regimen.training.generate.lot import Wishes
from regimen.training.kinds.registry import KINDS
from regimen.training.shelf import CASES

_STORY = "fever-on-day-4"
"""No story is drawn by lot; this one is the example."""
_SEED: Final = 1
_LEVEL: Final = "easy"
"""What the other examples follow from."""
_OWN = ("calendar", "worksheet")
"""Kinds that ask of any course by themselves."""

_DROPPED = ("generated", "items", "seed")
"""What of an example says something of the example only."""


def starter(kind: str, about: Mapping[str, str], course: Course | None = None, folder: Path = Path()) -> Case:
    """A case of a kind; `about` says id, title and the like, and a course takes the place of the example's.

    `folder` is where the case will lie, and from where its course names a protocol file.

    The answers that the engine gives are stated in it, so that a change that changes them is told by `train check`.
    """
    chosen(KINDS, kind, "kind of exercise")
    example = generate(kind, _SEED, 1, Wishes(_LEVEL)) if kind in MAKERS else read_case(CASES / f"{_STORY}.yaml")
    data = {name: part for name, part in _data(example).items() if name not in _DROPPED}
    if course is not None:
        data = {**_of_the_example(data, kind), "course": _data(course)}
    case = Case.model_validate({**data, "format": str(FORMAT), **about})
    return case if kind == "story" else _stated(case, exercise_of(case, folder))


def _of_the_example(data: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The example without what was said of its own course."""
    if kind not in _OWN and KINDS[kind].needs == "nothing":
        raise RegimenError(f"a case of kind {kind} has no course", hint="leave --course out")
    return {name: value for name, value in data.items() if name not in (SECTIONS[kind], "as_of", "settings")}


def _stated(case: Case, exercise: Exercise) -> Case:
    """The case with the answer of every item stated."""
    notes = {item.id: {"answer": item.key.answer} for item in exercise.items}
    return Case.model_validate({**_data(case), "format": str(FORMAT), "items": notes})


def _data(model: BaseModel) -> dict[str, Any]:
    """A model as a file holds it: every value as text."""
    held: dict[str, Any] = as_text(model.model_dump(mode="json", exclude_defaults=True))
    return held
