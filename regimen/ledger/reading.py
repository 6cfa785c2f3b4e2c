"""Courses as the ledger holds them, and what was done to them: all that needs no writing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from regimen.course import Course
from regimen.coursefile import Finder
from regimen.errors import RegimenError, nearest
from regimen.ledger.backup import last_good
from regimen.ledger.events import ARCHIVED, BrokenCourse, Event
from regimen.ledger.faults import DamagedLedger
from regimen.ledger.fold import State, fold
from regimen.ledger.log import Logged, action_words, logged
from regimen.ledger.protocols import Kept, KeptProtocol
from regimen.ledger.store import Store
from regimen.ledger.usable import read_course
from regimen.protocol.model import Protocol


class Held(NamedTuple):
    """A course as the ledger holds it."""

    id: str
    """The subject's id."""
    course: Course
    protocol: Protocol
    seq: int
    """Number of its last event; a write says on which one it was made."""
    find: Finder
    """Finds the protocol in its other versions, as the ledger keeps them."""
    archived: bool = False
    """Whether it was taken off the board."""


class Reader:
    """The reading half of a ledger."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._texts: dict[str, KeptProtocol] = {}

    def ids(self, *, archived: bool = False) -> list[str]:
        """Ids of the courses on the board, or of those taken off it."""
        off = {course for course in self.store.of_kind(ARCHIVED) if self._off_board(course)}
        return [course for course in self.store.courses() if (course in off) == archived]

    def _off_board(self, course: str) -> bool:
        """Whether a course was taken off the board; one that cannot be read stays on it, so that it is seen."""
        try:
            return self.state(course)[1].archived
        except DamagedLedger:
            return False

    def held(self, course: str) -> Held:
        """One course."""
        _, state = self.state(course)
        return self._held(course, state, self.kept(state))

    def all(self) -> Iterator[Held]:
        """Every course on the board, in the order of ids; one query, and each course is made when it is asked for."""
        kept: dict[str, Kept] = {}
        for course, own in groupby(self.store.events(), attrgetter("course")):
            with self._intact():
                state = fold(list(own))
            if not state.archived:
                if state.protocol not in kept:
                    kept[state.protocol] = self.kept(state)
                yield self._held(course, state, kept[state.protocol])

    def history(self, course: str) -> list[Logged]:
        """What was done to a course, oldest first."""
        return self._log(*self.state(course))

    def log(self) -> list[Logged]:
        """What was done to any course, in the order in which it was written."""
        found: list[Logged] = []
        for _, own in groupby(self.store.events(), attrgetter("course")):
            events = list(own)
            with self._intact():
                found += logged(events, fold(events))
        order = {row: number for number, row in enumerate(self.store.written())}
        return sorted(found, key=lambda one: order[one.course, one.seq])

    def can_undo(self, course: str) -> Logged | None:
        """The action that undo would take back."""
        events, state = self.state(course)
        return _of_action(self._log(events, state), state.done[-1]) if len(state.done) > 1 else None

    def can_redo(self, course: str) -> Logged | None:
        """The action that redo would bring back."""
        events, state = self.state(course)
        return _of_action(self._log(events, state), state.undone[-1]) if state.undone else None

    def state(self, course: str) -> tuple[list[Event], State]:
        """The events of a course and what they add up to."""
        events = self.store.events(course)
        if not events:
            known = self.store.courses()
            hint = "regimen courses keep FILE enrols a course" if not known else None
            allowed = ", ".join(known[:20]) or None
            raise RegimenError(
                f"no course '{course[:40]}' in {self.store.path}{nearest(course, known)}", allowed=allowed, hint=hint
            )
        with self._intact():
            return events, fold(events)

    def _held(self, name: str, state: State, kept: Kept) -> Held:
        """A course from its state; it was laid out before it was written, so it need not be laid out again."""
        try:
            course = read_course(state.data, name)
            return Held(name, course, kept.find(course), state.seq, kept.find, state.archived)
        except RegimenError as error:
            raise self.damaged(f"course {name}: {error.message}") from error

    def kept(self, state: State) -> Kept:
        """The kept texts that a course's protocol is found in."""
        others = [
            self.text(digest) for digest in self.store.digests(state.data["protocol"]) if digest != state.protocol
        ]
        return Kept(self.text(state.protocol), others)

    def text(self, digest: str) -> KeptProtocol:
        """A kept protocol by its digest."""
        if digest not in self._texts:
            text = self.store.text(digest)
            kept = None if text is None else KeptProtocol(text)
            if kept is None or kept.digest != digest:
                what = "is missing" if kept is None else "is not what it was"
                raise self.damaged(f"the protocol text {digest[:12]} {what}")
            self._texts[digest] = kept
        return self._texts[digest]

    def _log(self, events: Sequence[Event], state: State) -> list[Logged]:
        with self._intact():
            return logged(events, state)

    @contextmanager
    def _intact(self) -> Iterator[None]:
        """Events that do not add up are damage to the file."""
        try:
            yield
        except BrokenCourse as error:
            raise self.damaged(str(error)) from error

    def damaged(self, place: str) -> DamagedLedger:
        """The error that says what is wrong, and where the last good backup lies."""
        return DamagedLedger(self.store.path, place, last_good(self.store.path))


def _of_action(log: Sequence[Logged], action: int) -> Logged:
    first = next(one for one in log if one.action == action)
    return first._replace(words=action_words(log, action))
