"""Many courses judged one after the other: one that cannot be read is a row with its findings, and stops nothing."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from regimen.board.standing import Standing
from regimen.course import Course
from regimen.coursefile import Finder
from regimen.errors import RegimenError
from regimen.findings import Finding, Severity
from regimen.protocol.model import Protocol
from regimen.review import Review, review

T = TypeVar("T")


class Source(NamedTuple):
    """A course that is opened when its turn comes."""

    id: str
    """Id of the subject, or the name of the file."""
    open: Callable[[], tuple[Course, Protocol, Finder]]
    """Raises RegimenError where it cannot be read."""


class Unreadable(NamedTuple):
    """A course that cannot be read or judged, and why."""

    id: str
    findings: tuple[Finding, ...]


Row = Standing | Unreadable
"""One row of the board."""


def judged(source: Source, as_of: dt.date, use: Callable[[str, Review], T]) -> T | Unreadable:
    """What `use` makes of a course as of a date; its id is that of the subject where the course has one."""
    try:
        course, protocol, find = source.open()
        return use(course.subject.id or source.id, review(course, protocol, find, as_of))
    except RegimenError as error:
        return unreadable(source.id, error)


def unreadable(name: str, error: RegimenError) -> Unreadable:
    """The row of a course that an error is about."""
    told = Finding("unreadable-course", Severity.ERROR, error.message, name)
    return Unreadable(name, tuple(getattr(error, "findings", ())) or (told,))


def by_urgency(rows: Iterable[Row]) -> list[Row]:
    """Rows as the board shows them: what cannot be read first, for nothing is known of it, then by urgency."""
    return sorted(rows, key=lambda row: (1, row.order) if isinstance(row, Standing) else (0, (0, 0, 0, row.id)))
