"""The audit of a course: when, who, what, why, and whether it still holds."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from regimen.changes import Change, Kind, applied
from regimen.errors import RegimenError
from regimen.ledger.events import RECEIVED, REDONE, UNDONE, Body, BrokenCourse, Event, bodies
from regimen.ledger.fold import CHANGES, State
from regimen.ledger.words import words_of

Data = dict[str, Any] | None
"""A course as plain data, or none yet."""


class Logged(NamedTuple):
    """One event as people read it."""

    course: str
    seq: int
    action: int
    at: dt.datetime
    """When, in UTC."""
    actor: str
    """Role of whoever did it."""
    kind: str
    words: str
    """What it did."""
    reason: str | None
    """Why."""
    undone: bool
    """Whether it was undone and not done again."""

    @property
    def line(self) -> str:
        """`2026-12-01 14:05 UTC, research nurse: recorded …`."""
        why = f" ({self.reason})" if self.reason else ""
        return (
            f"{self.at:%Y-%m-%d %H:%M} UTC, {self.actor}: {self.words}{why}{' [undone since]' if self.undone else ''}"
        )


def logged(events: Sequence[Event], state: State) -> list[Logged]:
    """Every event of a course, oldest first."""
    return list(_logged(events, frozenset(state.done)))


def action_words(log: Sequence[Logged], action: int) -> str:
    """All that one action did."""
    return "; ".join(one.words for one in log if one.action == action)


def _logged(events: Sequence[Event], in_force: frozenset[int]) -> Iterator[Logged]:
    told: dict[int, str] = {}
    before: dict[int, Data] = {}
    after: dict[int, Data] = {}
    data: Data = None
    for event, body in zip(events, bodies(events), strict=True):
        standing = True
        if event.kind in (UNDONE, REDONE):
            number = body["action"]
            words = f"{event.kind}: {told[number]}"
            if event.kind == UNDONE:
                after[number] = data
            data = (before if event.kind == UNDONE else after)[number]
        else:
            words = _words(event, body, data)
            told[event.action] = f"{told[event.action]}; {words}" if event.action in told else words
            before.setdefault(event.action, data)
            standing = event.action in in_force or event.kind == RECEIVED
            if event.kind in CHANGES:
                data = applied(data, Change(cast("Kind", event.kind), body))
        yield Logged(
            event.course,
            event.seq,
            event.action,
            _time(event),
            event.actor,
            event.kind,
            words,
            event.reason,
            undone=not standing,
        )


def _words(event: Event, body: Body, before: Data) -> str:
    """What an event did; also one that was undone must be readable, though nothing of it is left in the course."""
    try:
        return words_of(event.kind, body, before)
    except (LookupError, TypeError, AttributeError, ValueError, RegimenError) as error:
        raise BrokenCourse(event.course, event.seq, f"its body is not that of '{event.kind}' ({error})") from error


def _time(event: Event) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(event.at)
    except ValueError as error:
        raise BrokenCourse(event.course, event.seq, f"its time '{event.at[:40]}' cannot be read") from error
