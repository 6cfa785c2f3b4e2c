"""A teacher's kit: cases drawn by lot as files, a learner sheet and a blank answer file for each, and the key."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from regimen.errors import RegimenError, nearest
from regimen.exchange.batch import write_each
from regimen.nomenclature import NOTICE
from regimen.printouts.document import Document
from regimen.printouts.formats.registry import CALENDAR, FORMATS, PAPERS, format_of, rendered
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.wrap import wrapped
from regimen.printouts.write import Written
from regimen.protocol.parts import FORMAT
from regimen.training.casefile import case_text
from regimen.training.exercise import Exercise
from regimen.training.generate.verify import Verified
from regimen.training.sheets import key_sheet, learner_sheet

CASES, SHEETS, ANSWERS, KEY = "cases", "sheets", "answers", "key"
"""What a kit's folder holds: the case files, a sheet and a blank answer file each, and the key."""
SUFFIX = ".yaml"
FORMS = tuple(name for name in FORMATS if name != CALENDAR)


class Filed(NamedTuple):
    """One file of a kit."""

    path: Path
    make: Callable[[], Rendered]


def check_form(form: str, paper: str) -> None:
    """Refuse a format that sheets are not made in, and a paper that there is not."""
    for name, allowed, what in ((form, FORMS, "format"), (paper, PAPERS, "paper")):
        if name not in allowed:
            raise RegimenError(f"unknown {what} '{name[:40]}'{nearest(name, allowed)}", allowed=", ".join(allowed))


def sheet(make: Callable[[], Document], form: str, paper: str) -> Rendered:
    """A sheet in one format, made when it is written."""
    return rendered(make(), form, paper)


def blank_answers(exercise: Exercise) -> str:
    """An answer file to fill in: every item with its question and how to answer it."""
    head = (f"# {NOTICE}", f"# {exercise.title}", f"format: {FORMAT}", f"case: {exercise.id}")
    said = (*head, "learner: ''  # a code; do not write a real person's name", "answers:")
    return "\n".join((*said, *_asked(exercise))) + "\n"


def blank_rendered(exercise: Exercise) -> Rendered:
    """The same as a file."""
    return _text(partial(blank_answers, exercise))


def _asked(exercise: Exercise) -> Iterator[str]:
    for item in exercise.items:
        yield from wrapped(f"{item.prompt} Answer: {item.key.how}.", first="  # ", then="  # ")
        yield f"  {item.id}: ''"


def kit_files(drawn: Sequence[Verified], title: str, form: str | None, paper: str, folder: Path) -> Iterator[Filed]:
    """Every file of a kit; without a form only the cases."""
    for one in drawn:
        yield Filed(folder.joinpath(CASES, f"{one.case.id}{SUFFIX}"), partial(_text, partial(case_text, one.case)))
    if form is None:
        return
    suffix, exercises = format_of(form).suffix, [one.exercise for one in drawn]
    for exercise in exercises:
        name = exercise.id
        yield Filed(folder.joinpath(ANSWERS, f"{name}{SUFFIX}"), partial(blank_rendered, exercise))
        yield Filed(
            folder.joinpath(SHEETS, f"{name}{suffix}"), partial(sheet, partial(learner_sheet, exercise), form, paper)
        )
    key = partial(key_sheet, exercises, title)
    yield Filed(folder.joinpath(f"{KEY}{suffix}"), partial(sheet, key, form, paper))


def _text(make: Callable[[], str]) -> Rendered:
    return Rendered(make().encode())


def write_filed(files: Sequence[Filed], *, overwrite: bool, tell: Callable[[int], bool]) -> list[Written]:
    """Write files, several at a time; their folders are made."""
    for parent in dict.fromkeys(one.path.parent for one in files):
        try:
            parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = f"cannot make the folder {parent}: {error.strerror}"
            raise RegimenError(what, hint="name another folder") from error
    paths, makes = [one.path for one in files], [one.make for one in files]
    return write_each(makes, paths, range(len(files)), overwrite=overwrite, tell=tell)
