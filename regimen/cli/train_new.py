"""`regimen train new`: a case file to begin one's own case from."""

import sys
from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption

if TYPE_CHECKING:
    from pathlib import Path

    from regimen.course import Course

_JSON = JsonOption()
_KIND, _TITLE = "calendar", "My case"
_ABOUT = "a case of one's own: change what is below, then run regimen train check on it"


def train_new(
    file: Annotated[str | None, Words("FILE", "the file to write; without it the text is printed")] = None,
    /,
    *,
    kind: Annotated[str | None, Words("KIND", "calendar (default), worksheet, errors, verdict and so on")] = None,
    course: Annotated[str | None, Words("FILE", "the course it is about; default: an example")] = None,
    id_: Annotated[str | None, Words("ID", "id of the case; default: the name of FILE")] = None,
    title: Annotated[str | None, Words("TEXT", "title; it gives nothing away")] = None,
    difficulty: Annotated[str | None, Words("LEVEL", "easy, moderate or hard; default: that of the example")] = None,
    overwrite: Annotated[bool, Words("", "replace FILE if it exists")] = False,
    form: JsonOption = _JSON,
) -> int:
    """Make a case file: a whole example of its kind, with the engine's answers, ready to be changed.

    The answers stated in it are promises: once a change makes the engine say something else, train check tells which.
    docs/training.md explains every key.

    Examples:
      regimen train new mine.yaml
      regimen train new mine.yaml --kind worksheet --course course.yaml --title 'A second check'
      regimen train new --kind story
    """
    from pathlib import Path

    from regimen.cli.output import document, emit
    from regimen.errors import RegimenError
    from regimen.protocol.yamltext import save_text
    from regimen.training.casefile import case_text
    from regimen.training.starters import starter

    path = Path(file) if file else None
    if path is not None and path.exists() and not overwrite:
        raise RegimenError(f"{path} exists and was kept", hint="choose another name or give --overwrite")
    about = _about(id_ or (path.stem if path else "my-case"), title, difficulty)
    case = starter(kind or _KIND, about, None if course is None else _course(course, path), (path or Path()).parent)
    text = f"# {_ABOUT}\n{case_text(case)}"
    if path is not None:
        save_text(text, path, overwrite=overwrite)
    if form.json:
        emit(document(file=None if path is None else str(path), id=case.id, kind=case.kind, text=text))
    elif path is None:
        emit(text)
    else:
        sys.stderr.write(f"{path} written; regimen train check {path} looks it over\n")
    return 0


def _about(id_: str, title: str | None, difficulty: str | None) -> dict[str, str]:
    """What the options say of the case, read."""
    from regimen.cli.inputs import reading
    from regimen.protocol.values import parse_id, parse_text
    from regimen.training.figures.named import chosen
    from regimen.training.generate.lot import DIFFICULTIES

    level = {}
    if difficulty is not None:
        level = {"difficulty": chosen({one: one for one in DIFFICULTIES}, difficulty, "difficulty")}
    return {"id": reading("--id", parse_id, id_), "title": reading("--title", parse_text, title or _TITLE), **level}


def _course(file: str, target: "Path | None") -> "Course":
    """The course of a file; a protocol file that it names is named from where the case will lie."""
    from pathlib import Path

    from regimen.coursefile import open_course, portable

    course, _ = open_course(Path(file))
    return portable(course, Path(file).parent, (target or Path()).parent)
