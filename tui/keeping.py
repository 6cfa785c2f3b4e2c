"""The ledger as the app uses it: opened when it is first needed, and watched for what others write. No Textual."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from regimen.changes import Change, acted, corrected, recorded, revised
from regimen.course import Course
from regimen.coursefile import Finder
from regimen.errors import RegimenError
from regimen.ledger.place import is_there, ledger_path, role

if TYPE_CHECKING:
    from regimen.ledger.ledger import Ledger
    from regimen.ledger.reading import Held

_State = tuple[int, int] | None
"""Which file it is, and its version or when it was written; None while there is none."""


class Keeper:
    """One ledger for all screens. No file is made before a course is kept."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or ledger_path()
        self.who = role()
        """Role of whoever acts; asked for when a course is kept."""
        self._ledger: Ledger | None = None
        self._seen: _State = None

    def ledger(self, *, create: bool = False) -> "Ledger":
        """The open ledger; raises where it cannot be opened, or where there is none."""
        if self._ledger is None:
            from regimen.ledger.ledger import Ledger

            self._seen = self._state()
            self._ledger = Ledger.open(self.path, create=create)
            self._seen = self._state()
        return self._ledger

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept."""
        return self._ledger is not None or is_there(self.path)

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    def changed(self) -> bool:
        """Whether somebody else has written since this was asked last; a file put in its place is opened anew."""
        before, self._seen = self._seen, self._state()
        if self._ledger is not None and (self._seen is None or before is None or self._seen[0] != before[0]):
            self.close()
            self._seen = self._state()
        return self._seen != before

    def _state(self) -> _State:
        try:
            found = self.path.stat()
        except OSError:
            return None
        if self._ledger is None:
            return found.st_ino, found.st_mtime_ns
        try:
            return found.st_ino, self._ledger.version()
        except RegimenError:  # what is wrong is told by whoever reads it next
            return found.st_ino, -1

    def keep(self, course: Course, find: Finder, *, who: str, why: str | None) -> "Held":
        """Keep a course; the first one begins the ledger."""
        held = self.ledger(create=True).enrol(course, find, who=role(who), why=why or None)
        self.who = role(who)
        self._seen = self._state()
        return held

    def held(self, name: str) -> "Held":
        """A course as it stands in the ledger."""
        return self.ledger().held(name)

    def commit(self, name: str, changes: Sequence[Change], seq: int) -> "Held":
        """Write changes to a course as one action."""
        held = self.ledger().commit(name, changes, seq, who=self.who)
        self._seen = self._state()
        return held

    def undo(self, name: str, seq: int) -> "tuple[Held, str] | None":
        """Take the last action back; the course, and what was done by whom. None if there is nothing to take back."""
        ledger = self.ledger()
        last = ledger.can_undo(name)
        if last is None:
            return None
        held = ledger.undo(name, seq, who=self.who)
        self._seen = self._state()
        return held, last.line

    def redo(self, name: str, seq: int) -> "tuple[Held, str] | None":
        """Bring the action back that was undone last."""
        ledger = self.ledger()
        last = ledger.can_redo(name)
        if last is None:
            return None
        held = ledger.redo(name, seq, who=self.who)
        self._seen = self._state()
        return held, last.line


def changes_between(before: Course, after: Course) -> list[Change]:
    """What makes one course of another, as the ledger writes it; acts and entries are only ever added."""
    found = [] if _plain(before) == _plain(after) else [revised(after)]
    kept = len(before.acts)
    if after.acts[:kept] != before.acts:
        raise RegimenError("acts of a kept course are taken back in turn", hint="undo takes the last action back")
    found += map(acted, after.acts[kept:])
    return [*found, *_entries(before, after)]


def _plain(course: Course) -> Course:
    """A course without what is only ever added to."""
    return course.model_copy(update={"acts": [], "record": None})


def _entries(before: Course, after: Course) -> list[Change]:
    """The entries and corrections that a record has more."""
    if after.record is None or after.record == before.record:
        return []
    from regimen.record.model import REPLACEMENTS, holds_many

    found = []
    for section in REPLACEMENTS:
        old, new = getattr(before.record, section, None), getattr(after.record, section)
        more = new[len(old or []) :] if holds_many(section) else [new] * (new != old)
        if more:
            found.append(recorded(section, more))
    corrections = before.record.corrections if before.record else []
    return [*found, *map(corrected, after.record.corrections[len(corrections) :])]
