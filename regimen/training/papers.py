"""Answer files of a class marked one by one: each finds its case, and none keeps the others from being marked."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from regimen.errors import RegimenError, nearest
from regimen.findings import Finding, Severity
from regimen.protocol.reader import UnusableFile
from regimen.protocol.yamltext import yaml_files
from regimen.training.answers import read_answers
from regimen.training.casefile import open_case, read_case
from regimen.training.exercise import Exercise
from regimen.training.kit import CASES, SUFFIX
from regimen.training.marking import Result, mark
from regimen.training.shelf import case_ids, load_case


class Paper(NamedTuple):
    """One answer file, marked as far as it goes."""

    path: Path
    result: Result | None
    """None where no item could be marked."""
    findings: tuple[Finding, ...]
    """What was missing, extra or unreadable."""


class Shelf:
    """Where the cases of answer files are looked for: folders in their order, then the cases of the program."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = [folder for folder in dict.fromkeys(folders) if folder.is_dir()]
        self._opened: dict[str, Exercise | RegimenError] = {}
        self._named: dict[str, Path] | None = None

    def exercise(self, name: str) -> Exercise:
        """The exercise of a case, made once; raises RegimenError where there is none, or where it cannot be used."""
        if name not in self._opened:
            try:
                self._opened[name] = self._found(name)
            except RegimenError as error:
                self._opened[name] = error
        found = self._opened[name]
        if isinstance(found, RegimenError):
            raise found.with_traceback(None)
        return found

    def _found(self, name: str) -> Exercise:
        """By the name of the file if that is the case's id, else on the shelf, else by what stands in the files."""
        for folder in self.folders:
            if Path(name).name == name and (path := folder / f"{name}{SUFFIX}").is_file():
                exercise = open_case(path)
                if exercise.id == name:
                    return exercise
        return load_case(name) if name in case_ids() else open_case(self._path(name))

    def _path(self, name: str) -> Path:
        """The file of a case by what stands in it; the first of several."""
        if self._named is None:
            self._named = dict(reversed(list(_ids(self.folders))))
        if name not in self._named:
            known = [*self._named, *case_ids()]
            folders = ", ".join(map(str, self.folders)) or "no folder of cases"
            raise RegimenError(f"no case '{name[:40]}' in {folders}{nearest(name, known)}", hint="give --cases FOLDER")
        return self._named[name]


def _ids(folders: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    for folder in folders:
        for path in yaml_files(folder, below=True):
            try:
                yield read_case(path).id, path
            except UnusableFile:
                continue


def answer_files(names: Sequence[str]) -> list[Path]:
    """The answer files meant: those named, and all in the folders named, but for folders of cases in them."""
    found = list[Path]()
    for name in names:
        path = Path(name)
        if path.is_dir():
            files = [one for one in yaml_files(path, below=True) if CASES not in one.relative_to(path).parts[:-1]]
            if not files:
                raise RegimenError(f"the folder {name} holds no YAML file", hint="name a file, or another folder")
            found += files
        elif path.exists():
            found.append(path)
        else:
            raise RegimenError(f"there is no file or folder {name}", hint="name answer files, or a folder of them")
    return list(dict.fromkeys(found))


def shelf_for(names: Iterable[str], cases: Iterable[str]) -> Shelf:
    """The folders named, then a folder of cases within or beside each folder of answers."""
    for name in cases:
        if not Path(name).is_dir():
            raise RegimenError(f"--cases: there is no folder {name}", hint="name the folder that the case files lie in")
    homes = (path if path.is_dir() else path.parent for path in map(Path, names))
    near = (place for home in homes for place in (home / CASES, home.resolve().parent / CASES))
    return Shelf([*map(Path, cases), *near])


def marked_paper(path: Path, shelf: Shelf) -> Paper:
    """One answer file, marked; whatever is wrong with it is told, and nothing is raised."""
    answers = read_answers(path)
    if answers.case is None and not answers.by_item and answers.findings:
        return Paper(path, None, answers.findings)
    if answers.case is None:
        message = "the file does not say which case it answers; add the line 'case: ID'"
        return Paper(path, None, (*answers.findings, _unmarked(message, path)))
    try:
        result = mark(shelf.exercise(answers.case), answers)
    except RegimenError as error:
        return Paper(path, None, (*answers.findings, _unmarked(error.message, path)))
    return Paper(path, result, result.findings)


def _unmarked(message: str, path: Path) -> Finding:
    return Finding("case-unknown", Severity.ERROR, message, str(path))
