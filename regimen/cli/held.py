"""A course by its file or by its id in the ledger: read, changed and written alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from regimen.changes import Change, applied, course_data
from regimen.course import Course
from regimen.coursefile import Finder, finder, open_course, save_course
from regimen.ledger.place import ledger_path, role
from regimen.ledger.usable import usable_course
from regimen.protocol.model import Protocol
from regimen.protocol.yamltext import is_yaml, seen


@dataclass(frozen=True)
class Opened:
    """An open course; a change makes another one."""

    ref: str
    """What it was asked for by: a file's name, or an id."""
    course: Course
    protocol: Protocol
    find: Finder
    path: Path
    """The course file, or the ledger."""
    seq: int | None = None
    """Number of its last event in the ledger; None for a file."""
    was: str | None = None
    """What the file held when it was read; None in the ledger."""

    def commit(self, changes: Sequence[Change], *, who: str | None = None, why: str | None = None) -> "Opened":
        """Write changes as one action, all of them or none; a file keeps neither who nor why."""
        if self.seq is not None:
            from regimen.ledger.ledger import Ledger

            with Ledger.open(self.path) as ledger:
                held = ledger.commit(self.ref, changes, self.seq, who=role(who), why=why)
            return replace(self, course=held.course, protocol=held.protocol, seq=held.seq)
        data = course_data(self.course)
        for change in changes:
            data = applied(data, change)
        course, protocol = usable_course(data, self.find, self.ref)
        return replace(self.written(course), protocol=protocol)

    def written(self, course: Course) -> "Opened":
        """Write the course file, unless another program did so since."""
        save_course(course, self.path, overwrite=True, was=self.was)
        return replace(self, course=course, was=seen(self.path))


def opened(ref: str, ledger: str | None = None) -> Opened:
    """The course that a word of the command line names: a file if it looks like one or is one, else an id."""
    path = Path(ref)
    if is_yaml(path) or "/" in ref or "\\" in ref or path.is_file():
        was = seen(path)
        course, protocol = open_course(path)
        return Opened(ref, course, protocol, finder(path.parent), path, was=was)
    from regimen.ledger.ledger import Ledger

    place = ledger_path(ledger)
    with Ledger.open(place) as kept:
        held = kept.held(ref)
    return Opened(ref, held.course, held.protocol, held.find, place, held.seq)
