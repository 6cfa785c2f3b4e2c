"""Where printed files go, the writing of them in a thread of its own, and what came of it. No Textual."""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.exchange.batch import write_all
from regimen.exchange.request import Request
from regimen.printouts.findings import finding_line
from regimen.printouts.words import plural
from regimen.printouts.write import Written, obstacle
from tui.document import typed_path
from tui.printing import Printed

_SLASHES = re.compile(r"[/\\]")
_NAMED = 2
"""Files that a message names."""


def targets(folder: str, names: Iterable[str]) -> list[Path]:
    """The files asked for; refuses a folder and names that cannot be meant."""
    where = typed_path(folder.strip())
    found = []
    for name in names:
        if not (bare := name.strip()):
            raise RegimenError("the file has no name", hint="type one, such as month.pdf")
        if _SLASHES.search(bare):
            what = f"'{bare[:40]}' has a slash, and a file's name has none"
            raise RegimenError(what, hint="folders go into the row above")
        found.append(where / bare)
    return found


class Standing(NamedTuple):
    """How the destination stands."""

    problem: str
    """Why nothing can be written there; empty if something can."""
    existing: tuple[Path, ...]
    """Files that would be replaced."""


def standing(paths: Sequence[Path]) -> Standing:
    """Look at every file that is to be written."""
    found = {path: one for path in paths if (one := obstacle(path)) is not None}
    hard = next((one for one in found.values() if not one.exists), None)
    return Standing(f"{hard.what}; {hard.mend}" if hard else "", tuple(found))


def several(paths: Sequence[Path]) -> str:
    """`a.pdf, b.pdf and 10 more`."""
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return f"{', '.join(path.name for path in paths[:_NAMED])}{more}"


def standing_words(paths: Sequence[Path]) -> str:
    """What will be written, and what is there already."""
    found, count = standing(paths), len(paths)
    if found.problem:
        return found.problem
    head = f"Enter writes {plural(count, 'file') if count > 1 else paths[0]}."
    if not found.existing:
        return head
    there = "It exists" if count == 1 else f"{len(found.existing)} of them exist: {several(found.existing)}"
    return f"{head} {there}; nothing is replaced unasked."


class Outcome(NamedTuple):
    """What came of writing."""

    written: Sequence[Written]
    asked: int
    """How many files were to be written."""
    error: str = ""

    @property
    def place(self) -> Path | None:
        """The file, or the folder of several; None where nothing was written."""
        if not self.written:
            return None
        path = self.written[0].path.resolve()
        return path if self.asked == 1 else path.parent

    @property
    def words(self) -> str:
        """What was written, where, and what could not be drawn in it."""
        if self.error or not self.written:
            return self.error or "stopped; nothing was written"
        done = len(self.written)
        pages = sum(one.pages or 0 for one in self.written)
        counted = f", {plural(pages, 'page')}" if pages else ""
        head = f"written: {self.place}{counted}"
        if self.asked > 1:
            head = f"{plural(done, 'file')} in {self.place}{counted}"
            head += f"; stopped, {self.asked - done} not written" if done < self.asked else ""
        remarks = dict.fromkeys(finding_line(finding) for one in self.written for finding in one.findings)
        return "\n".join((head, *remarks))


class Stopped(Exception):
    """Whoever waits has enough."""


class Run:
    """Files being laid out and written in a thread of its own: how far it is, and how to stop it."""

    def __init__(self, printed: Printed, request: Request, paths: Sequence[Path], *, overwrite: bool) -> None:
        self._printed, self._request, self._paths, self._overwrite = printed, request, paths, overwrite
        self._stop = threading.Event()
        self.count = len(paths)
        self.done, self.phase = 0, "laid out"

    def stop(self) -> None:
        """Begin nothing more; what was begun is finished."""
        self._stop.set()

    @property
    def words(self) -> str:
        """`57 of 200 written`."""
        return f"{self.done:,} of {self.count:,} {self.phase}"

    def _watched(self, names: Sequence[str]) -> Iterator[str]:
        """The names one by one, while it is counted how many are laid out."""
        for self.done, name in enumerate(names):
            if self._stop.is_set():
                raise Stopped
            yield name

    def __call__(self) -> Outcome:
        """Lay out all, then write all; nothing is written while one of them cannot be."""
        try:
            tasks = self._printed.tasks(self._request, self._watched)
            self.done, self.phase = 0, "written"
            found = write_all(tasks, self._paths, overwrite=self._overwrite, tell=self._told)
        except Stopped:
            return Outcome((), self.count)
        except RegimenError as error:
            return Outcome((), self.count, error.message)
        return Outcome(found, self.count)

    def _told(self, number: int) -> bool:
        self.done = number
        return not self._stop.is_set()
