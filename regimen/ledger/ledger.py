"""The ledger: courses under way, each the sum of its events. Every write is one action, and one step of undo."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from regimen.changes import Change, enrolled, imported
from regimen.course import Course
from regimen.coursefile import Finder
from regimen.errors import RegimenError
from regimen.ledger.actions import (
    Draft,
    board_draft,
    conflict,
    folded,
    numbered,
    redo_draft,
    stamp,
    told,
    undo_draft,
)
from regimen.ledger.events import Event
from regimen.ledger.fold import State
from regimen.ledger.opening import open_store
from regimen.ledger.protocols import KeptProtocol, contradiction, kept_protocol
from regimen.ledger.reading import Held, Reader
from regimen.ledger.store import KeptText
from regimen.ledger.usable import usable_course


class Ledger(Reader):
    """An open ledger; close it, or use it as a context."""

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open a ledger; with `create` begin one where there is none."""
        return cls(open_store(path, create=create))

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.store.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written where it lies."""
        return self.store.read_only

    def version(self) -> int:
        """A number that differs after any change, also by another program; cheap enough to be asked every second."""
        return self.store.version()

    def enrol(
        self,
        course: Course,
        find: Finder,
        *,
        who: str,
        why: str | None = None,
        source: tuple[str, str] | None = None,
        as_kept: bool = False,
    ) -> Held:
        """Keep a course under its subject's id, and its protocol with it; `source` is the name and digest of its file.

        The version in force is written down, so that neither a later amendment nor another Day 1 changes it by itself.
        `as_kept` takes the protocol as the ledger has it, where what `find` gives has been changed since.
        """
        name = course.subject.id
        if name is None:
            hint = "write subject: {id: T-07} in the course file, a code and never a name"
            raise RegimenError("a course in the ledger needs the subject's id", hint=hint)
        protocol = find(course)
        if as_kept and (digests := self.store.digests(protocol.id)):
            kept = self.text(digests[-1])
        else:
            kept = kept_protocol(protocol, lambda version: find(_under(course, version)))
        version = course.version or find(_under(course, None)).version
        own = course.model_copy(update={"protocol": protocol.id, "protocol_file": None, "version": version})
        change = enrolled(own) if source is None else imported(own, *source)
        events = numbered(name, None, [(change.kind, {"protocol": kept.digest, **change.body})], who, why)
        return self.enter(events, [kept], who=who)

    def enter(self, events: Sequence[Event], kept: Sequence[KeptProtocol], *, who: str) -> Held:
        """Keep a course that the ledger does not have, event by event, and its protocol."""
        name = events[0].course
        with self.store.writing():
            if self.store.events(name):
                what = f"{name} is in the ledger already, and one id is one subject"
                raise RegimenError(what, hint="give the subject another id")
            for one in kept:
                self._keep(one, who)
            held = self.tried(events)
            self.store.add(events)
        return held

    def tried(self, events: Sequence[Event]) -> Held:
        """What the events of a course make, laid out once; raises if they make nothing that can be used."""
        name, state = events[0].course, folded(events)
        find = self.kept(state).find
        course, protocol = usable_course(state.data, find, name)
        told(events, state)
        if course.subject.id != name:
            raise RegimenError(f"{name} keeps its id, in the subject too", hint="enrol another subject anew")
        return Held(name, course, protocol, state.seq, find, state.archived)

    def commit(
        self, course: str, changes: Sequence[Change], expected: int, *, who: str, why: str | None = None
    ) -> Held:
        """Make changes to a course as one action; nothing is written if any of them cannot be."""

        def drafts(state: State) -> list[Draft]:
            if state.archived:
                raise RegimenError(f"{course} was taken off the board", hint="regimen courses restore brings it back")
            if not changes:
                raise RegimenError(f"nothing is to be changed in {course}")
            return [(change.kind, change.body) for change in changes]

        return self._act(course, expected, drafts, who, why)

    def undo(self, course: str, expected: int, *, who: str) -> Held:
        """Take the last action back, whole."""
        return self._act(course, expected, lambda state: [undo_draft(course, state)], who, None)

    def redo(self, course: str, expected: int, *, who: str) -> Held:
        """Bring back the action last undone; there is none once something else was done."""
        return self._act(course, expected, lambda state: [redo_draft(course, state)], who, None)

    def archive(self, course: str, expected: int, *, who: str, why: str | None = None) -> Held:
        """Take a course off the board, such as one entered by mistake; all of it stays in the ledger."""
        return self._act(course, expected, lambda state: [board_draft(course, state, archive=True)], who, why)

    def restore(self, course: str, expected: int, *, who: str, why: str | None = None) -> Held:
        """Put a course back on the board."""
        return self._act(course, expected, lambda state: [board_draft(course, state, archive=False)], who, why)

    def keep_protocol(self, kept: KeptProtocol, *, who: str) -> bool:
        """Keep a protocol that no course follows yet, so that courses can be moved to its versions; False if it was."""
        with self.store.writing():
            return self._keep(kept, who)

    def _act(
        self, course: str, expected: int, drafts: Callable[[State], list[Draft]], who: str, why: str | None
    ) -> Held:
        with self.store.writing():
            events, state = self.state(course)
            if state.seq != expected:
                raise conflict(course, events, state, expected)
            new = numbered(course, state, drafts(state), who, why)
            held = self.tried([*events, *new])
            self.store.add(new)
        return held

    def _keep(self, kept: KeptProtocol, who: str) -> bool:
        """Keep the text of a protocol, unless it is kept; no version that is kept is ever given another content."""
        name = kept.latest.id
        digests = self.store.digests(name)
        if kept.digest in digests:
            return False
        if version := contradiction(kept, map(self.text, digests)):
            what = f"the ledger keeps version {version} of {name} with another content, and courses may follow it"
            hint = "give the changed protocol a version of its own, or let the course follow the kept one (--as-kept)"
            raise RegimenError(what, hint=hint)
        self.store.keep(KeptText(kept.digest, name, kept.latest.versions[-1], kept.text, stamp(), who))
        return True


def _under(course: Course, version: str | None) -> Course:
    """The course as enrolled, under a version of its protocol; without one, that in force on the reference date."""
    return course.model_copy(update={"version": version, "acts": []})
