"""Events, as the ledger keeps them, and their bodies."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

BODY_VERSION = 1
"""Version of the form of event bodies that this program writes."""
UNDONE, REDONE, ARCHIVED, RESTORED, RECEIVED = "undone", "redone", "archived", "restored", "received"
"""Kinds of the ledger's own, beside those of changes: what undoes, what takes a course off the board, what came in."""

Body = Mapping[str, Any]


class Event(NamedTuple):
    """One row of the ledger."""

    course: str
    seq: int
    """1, 2, 3 … in its course."""
    action: int
    """Number of the action it belongs to; an action is written whole and undone whole."""
    at: str
    """When, in UTC, as ISO 8601 with milliseconds."""
    actor: str
    """Role of whoever acted."""
    kind: str
    version: int
    """Version of the body's form."""
    body: str
    """JSON."""
    reason: str | None
    """Why, in words."""


class BrokenCourse(Exception):
    """Events that do not add up to a course; raised at the event that cannot be, told by whoever reads them."""

    def __init__(self, course: str, seq: int, what: str) -> None:
        self.course = course
        self.seq = seq
        self.what = what
        super().__init__(f"course {course}, event {seq}: {what}")


def body_text(body: Body) -> str:
    """A body as it is kept."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def bodies(events: Sequence[Event]) -> list[dict[str, Any]]:
    """The bodies of events; one call for all, since most of a fold's time would be spent on calls."""
    try:
        found = json.loads(f"[{','.join(event.body for event in events)}]")
    except ValueError:
        found = ()
    readable = len(found) == len(events) and all(isinstance(body, dict) for body in found)
    if not readable or any(event.version != BODY_VERSION for event in events):
        return [_body(event) for event in events]
    return list(found)


def _body(event: Event) -> dict[str, Any]:
    if event.version != BODY_VERSION:
        newer = "; update the program" if event.version > BODY_VERSION else ""
        raise BrokenCourse(event.course, event.seq, f"its form {event.version} is not known here{newer}")
    try:
        body = json.loads(event.body)
    except ValueError as error:
        raise BrokenCourse(event.course, event.seq, f"its body cannot be read ({error})") from error
    if not isinstance(body, dict):
        raise BrokenCourse(event.course, event.seq, "its body is not a mapping")
    return body
