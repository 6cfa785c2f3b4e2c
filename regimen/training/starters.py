"""What a teacher begins a case of one's own from: an example of its kind, whole, solved, and ready to be changed."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from regimen.course import Course
from regimen.coursefile import as_text, finder
from regimen.errors import RegimenError
from regimen.protocol.parts import FORMAT
from regimen.record.model import Record
from regimen.review import review
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
_SAMPLES = 5
"""How many of the last samples of a record a verdict is called on."""
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
        data = {**_of_the_example(data, kind), **_of_the_record(kind, course, folder), "course": _data(course)}
    case = Case.model_validate({**data, "format": str(FORMAT), **about})
    return case if kind == "story" else _stated(case, exercise_of(case, folder))


def _of_the_example(data: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The example without what was said of its own course."""
    if kind not in _OWN and KINDS[kind].needs == "nothing":
        raise RegimenError(f"a case of kind {kind} has no course", hint="leave --course out")
    kept = {name: value for name, value in data.items() if name not in (SECTIONS[kind], "as_of", "settings")}
    return {**kept, "introduction": f"A course of one subject: {KINDS[kind].words}."}


def _of_the_record(kind: str, course: Course, folder: Path) -> dict[str, Any]:
    """As of when a record is judged: at its last entry, or at its last samples."""
    if KINDS[kind].needs != "record":
        return {}
    dates = [] if course.record is None else list(_dates(course.record))
    if not dates:
        what = f"a case of kind {kind} needs a course with a record"
        raise RegimenError(what, hint="regimen record add writes entries, regimen record import tables")
    if kind == "errors":
        return {"as_of": str(max(dates))}
    find = finder(folder)
    samples = review(course, find(course), find, max(dates), {}).timeline.facts.samples
    days = sorted({sample.day for sample in samples})[-_SAMPLES:]
    if not days:
        raise RegimenError("the record has no blood counts to call a verdict on", hint="regimen record add writes them")
    return {SECTIONS[kind]: {"days": ",".join(map(str, days))}}


def _dates(record: Record) -> Iterator[dt.date]:
    """The date of every entry."""
    for name in type(record).model_fields:
        held = getattr(record, name)
        for entry in held if isinstance(held, list) else [held]:
            if (date := getattr(entry, "date", None)) is not None:
                yield date


def _stated(case: Case, exercise: Exercise) -> Case:
    """The case with the answer of every item stated."""
    notes = {item.id: {"answer": item.key.answer} for item in exercise.items}
    return Case.model_validate({**_data(case), "format": str(FORMAT), "items": notes})


def _data(model: BaseModel) -> dict[str, Any]:
    """A model as a file holds it: every value as text."""
    held: dict[str, Any] = as_text(model.model_dump(mode="json", exclude_defaults=True))
    return held
