"""Cases for the commands of training: by id or by file, with their progress, on a sheet and for scripts."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from regimen.errors import RegimenError
from regimen.findings import Finding
from regimen.printouts.document import Part
from regimen.protocol.yamltext import yaml_files
from regimen.training.debrief import debrief
from regimen.training.exercise import Exercise, Item
from regimen.training.marking import Marked, Result, Standing
from regimen.training.places import exercise_at, file_place, is_lot
from regimen.training.sheets import offered
from regimen.training.shelf import case_ids, case_path

if TYPE_CHECKING:
    from decimal import Decimal

    from regimen.training.progress import Progress

ROW = ("case", "learner", "score", "items", *(str(one).replace(" ", "_") for one in Standing),
       "precision", "recall", "brier", "seconds", "remarks")  # fmt: skip
"""Keys of a marked exercise, in their order."""


class Opened(NamedTuple):
    """An exercise, and how it is named again."""

    exercise: Exercise
    place: str
    """Id of a case that comes with the program, or its file."""


def opened(name: str | None, usage: str) -> Opened:
    """The exercise of a case by its id or file."""
    if name is None:
        raise RegimenError("which case?", hint=f"{usage}; regimen train list shows those that come with the program")
    if is_lot(name):
        return Opened(exercise_at(name), name)
    path = path_of(name)
    place = name if name in case_ids() else file_place(path)
    return Opened(exercise_at(place), place)


def path_of(name: str) -> Path:
    """The file of a case that comes with the program, or of one's own."""
    path = Path(name)
    if name in case_ids() or not (path.suffix or path.exists()):
        return case_path(name)
    return path


def files_of(names: Sequence[str]) -> list[Path]:
    """The files meant, those of folders with all that is in them; without any, the cases of the program."""
    found = list[Path]()
    for name in names or case_ids():
        if not Path(name).is_dir():
            found.append(path_of(name))
            continue
        files = yaml_files(Path(name), below=True)
        if not files:
            raise RegimenError(f"the folder {name} holds no YAML file", hint="name a file, or another folder")
        found += files
    return list(dict.fromkeys(found))


def progress(ledger: str | None) -> "Progress":
    """What was done so far by whoever uses a ledger."""
    from regimen.ledger.place import ledger_path
    from regimen.training.progress import Progress

    return Progress(ledger_path(ledger))


def exercise_facts(exercise: Exercise, *, key: bool) -> dict[str, Any]:
    """An exercise for scripts: what the learner sees, and with `key` the right answers."""
    facts = {name: getattr(exercise, name) for name in ("id", "title", "kind", "difficulty", "minutes", "introduction")}
    more = {"debrief": exercise.debrief, "pointers": [one._asdict() for one in exercise.pointers]} if key else {}
    facts |= {"goals": exercise.goals, "material": _given(exercise.material), **more}
    return facts | {"items": [_item(item, key=key) for item in exercise.items]}


def _given(parts: Iterable[Part]) -> str | None:
    """What is given, as the text that a learner reads; None where it is nothing."""
    from regimen.printouts.formats.text import parts_text
    from regimen.printouts.wrap import WIDTH

    return parts_text(parts, WIDTH) or None


def _item(item: Item, *, key: bool) -> dict[str, Any]:
    facts = {
        "id": item.id,
        "group": item.group or None,
        "material": _given(item.material),
        "prompt": item.prompt,
        "how": item.key.how,
        "offered": dict(offered(item.key)),
        "weight": item.weight,
        "hints": len(item.hints),
    }
    if not key:
        return facts
    told_hints = [hint._asdict() for hint in item.hints]
    return facts | {"hints": told_hints, "answer": item.key.answer, "words": item.key.words, "why": item.why}


def result_row(result: Result) -> dict[str, Any]:
    """A marked exercise in one row."""
    standings = {str(one).replace(" ", "_"): len(result.of(one)) for one in Standing}
    shares = {name: short(getattr(result, name)) for name in ("precision", "recall", "brier")}
    return {
        "case": result.exercise.id,
        "learner": result.answers.learner,
        "score": short(result.percent),
        "items": len(result.marked),
        **standings,
        **shares,
        "seconds": result.seconds,
        "remarks": len(result.findings),
    }


def short(value: "Decimal | None") -> "Decimal | None":
    """To four places, which is more than anybody reads."""
    return None if value is None else round(value, 4)


def marked_facts(result: Result) -> list[dict[str, Any]]:
    """Every item of a marked exercise for scripts."""
    return [_marked(one) for one in result.marked]


def _marked(one: Marked) -> dict[str, Any]:
    return {
        "id": one.item.id,
        "standing": str(one.standing),
        "share": short(one.share),
        "earned": short(one.earned),
        "weight": one.item.weight,
        "given": None if one.judged is None else one.judged.given,
        "told": one.told,
        "right": one.item.key.words,
        "why": one.item.why,
    }


def debrief_text(result: Result) -> str:
    """The debrief for a terminal."""
    from regimen.nomenclature import NOTICE
    from regimen.printouts.formats.pane import pane_text
    from regimen.printouts.wrap import WIDTH

    return f"{NOTICE}\n\n{pane_text(debrief(result), WIDTH)}\n\n{NOTICE}"


def named(path: Path, findings: Iterable[Finding]) -> Iterator[str]:
    """Each finding about a file in a line that begins with the file."""
    return (str(one) if one.place else f"{path}: {one.message}" for one in findings)
