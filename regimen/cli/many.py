"""Many courses for one command: those named, those of a folder, or all on the board of the ledger."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from regimen.board.rows import Source, Unreadable, judged
from regimen.cli.held import opened
from regimen.cli.progress import followed
from regimen.course import Course
from regimen.coursefile import Finder
from regimen.errors import RegimenError
from regimen.ledger.place import ledger_path
from regimen.protocol.model import Protocol
from regimen.protocol.yamltext import yaml_files
from regimen.review import Review

T = TypeVar("T")
_PROTOCOL = re.compile(rb"^(?:doses|agents|reference_day)\s*:", re.MULTILINE)
"""What a protocol file has and a course file has not."""


def each(
    refs: Sequence[str], ledger: str | None, as_of: dt.date, use: Callable[[str, Review], T]
) -> list[T | Unreadable]:
    """What `use` makes of every course and its id; `refs` may name files, folders and ids, else it is all the ledger.

    Of files that hold the same subject all but the first are told apart by their names.
    """
    seen: set[str] = set()

    def judge(source: Source) -> T | Unreadable:
        def named(name: str, made: Review) -> T:
            told = f"{name} ({source.id})" if name in seen else name
            seen.add(name)
            return use(told, made)

        return judged(source, as_of, named)

    with _sources(refs, ledger) as sources:
        return [judge(source) for source in followed(sources, "courses judged")]


@contextmanager
def _sources(refs: Sequence[str], ledger: str | None) -> Iterator[list[Source]]:
    if refs:
        yield [_named(ref, ledger) for word in refs for ref in _files_in(word)]
        return
    from regimen.ledger.ledger import Ledger

    with Ledger.open(ledger_path(ledger)) as kept:

        def held(name: str) -> tuple[Course, Protocol, Finder]:
            found = kept.held(name)
            return found.course, found.protocol, found.find

        yield [_of(name, held) for name in kept.ids()]


def _of(name: str, read: Callable[[str], tuple[Course, Protocol, Finder]]) -> Source:
    return Source(name, lambda: read(name))


def _named(ref: str, ledger: str | None) -> Source:
    def read(name: str) -> tuple[Course, Protocol, Finder]:
        found = opened(name, ledger)
        return found.course, found.protocol, found.find

    return _of(ref, read)


def are_many(refs: Sequence[str]) -> bool:
    """Whether words of the command line name more than one course, or a folder of them."""
    return len(refs) > 1 or any(Path(ref).is_dir() for ref in refs)


def _files_in(ref: str) -> list[str]:
    """The course files of a folder, by name; anything else as it is."""
    folder = Path(ref)
    if not folder.is_dir():
        return [ref]
    try:
        found = [str(path) for path in yaml_files(folder) if not _is_protocol(path)]
    except OSError as error:
        raise RegimenError(f"the folder {ref} cannot be read: {error.strerror}") from error
    if not found:
        raise RegimenError(f"the folder {ref} holds no course file", hint="name a file, or another folder")
    return found


def _is_protocol(path: Path) -> bool:
    """Whether a file is a protocol that lies among the courses; one that cannot be read is told in its row."""
    try:
        return _PROTOCOL.search(path.read_bytes()) is not None
    except OSError:
        return False
