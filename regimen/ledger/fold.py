"""From the events of a course to the course: undone actions are skipped, nothing is ever rewritten."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, cast, get_args

from regimen.changes import BEGINNINGS, Change, Kind, applied
from regimen.ledger.events import (
    ARCHIVED,
    RECEIVED,
    REDONE,
    RESTORED,
    UNDONE,
    BrokenCourse,
    Event,
    bodies,
)

CHANGES = frozenset(get_args(Kind))
"""Kinds of event that change the course itself."""
_STEPS = CHANGES | {ARCHIVED, RESTORED}
"""Kinds of event that an action consists of."""


class State(NamedTuple):
    """A course as its events leave it."""

    data: dict[str, Any]
    """The course as plain data."""
    protocol: str
    """Digest of the protocol it was enrolled under."""
    seq: int
    """Number of the last event."""
    action: int
    """Number of the last action."""
    done: tuple[int, ...]
    """Actions in force, oldest first; the first one made the course."""
    undone: tuple[int, ...]
    """Actions that can be done again, the next one last."""
    archived: bool
    """Whether it was taken off the board."""


def fold(events: Sequence[Event]) -> State:
    """The course that events add up to; raises BrokenCourse at the event that cannot be."""
    found = bodies(events)
    done, undone = _actions(events, found)
    in_force = set(done)
    data: dict[str, Any] | None = None
    archived = False
    for event, body in zip(events, found, strict=True):
        if event.action not in in_force or event.kind not in _STEPS:
            continue
        if event.kind in (ARCHIVED, RESTORED):
            archived = event.kind == ARCHIVED
            continue
        try:
            data = applied(data, Change(cast("Kind", event.kind), body))
        except (LookupError, TypeError, AttributeError) as error:
            raise BrokenCourse(event.course, event.seq, f"its body lacks what '{event.kind}' needs") from error
    protocol = found[0].get("protocol")
    if data is None or not isinstance(protocol, str):
        raise BrokenCourse(events[0].course, 1, "it names no protocol")
    last = events[-1]
    return State(data, protocol, last.seq, last.action, tuple(done), tuple(undone), archived)


def _actions(events: Sequence[Event], found: Sequence[dict[str, Any]]) -> tuple[list[int], list[int]]:
    """Actions in force, and those undone that can be done again."""
    done: list[int] = []
    undone: list[int] = []
    before = 0
    for number, (event, body) in enumerate(zip(events, found, strict=True), start=1):
        _in_sequence(event, number, before)
        if event.kind == UNDONE:
            _move(event, body, done[1:], done, undone)
        elif event.kind == REDONE:
            _move(event, body, undone, undone, done)
        elif event.kind != RECEIVED and event.action != before:
            done.append(event.action)
            undone.clear()
        before = event.action
    return done, undone


def _in_sequence(event: Event, number: int, before: int) -> None:
    if event.seq != number:
        raise BrokenCourse(event.course, number, f"it is missing; event {event.seq} follows")
    if event.action not in (before, before + 1) or event.action < 1:
        raise BrokenCourse(event.course, number, f"its action {event.action} does not follow action {before}")
    if event.kind not in _STEPS and event.kind not in (UNDONE, REDONE, RECEIVED):
        raise BrokenCourse(event.course, number, f"its kind '{event.kind[:20]}' is not known")
    if (event.kind in BEGINNINGS) != (number == 1):
        what = "a course begins there a second time" if number > 1 else f"a course cannot begin with '{event.kind}'"
        raise BrokenCourse(event.course, number, what)


def _move(event: Event, body: dict[str, Any], allowed: list[int], source: list[int], target: list[int]) -> None:
    """Undo or redo names the one action that it can be about; anything else is damage."""
    if not allowed or body.get("action") != allowed[-1]:
        raise BrokenCourse(event.course, event.seq, f"it is about action {body.get('action')}, which is not its turn")
    target.append(source.pop())


def fold_all(events: Iterable[Event]) -> Iterator[tuple[str, State]]:
    """Every course with its state; the events must stand in the order of courses and their numbers."""
    for course, own in groupby(events, attrgetter("course")):
        yield course, fold(list(own))
