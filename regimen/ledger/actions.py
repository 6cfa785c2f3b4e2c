"""Actions made ready: what is to be written as the next events of a course, and what stands against it."""

from collections.abc import Sequence

from regimen.dates import now
from regimen.errors import RegimenError
from regimen.ledger.events import (
    ARCHIVED,
    BODY_VERSION,
    REDONE,
    RESTORED,
    UNDONE,
    Body,
    BrokenCourse,
    Event,
    body_text,
)
from regimen.ledger.faults import Conflict
from regimen.ledger.fold import State, fold
from regimen.ledger.log import logged

Draft = tuple[str, Body]
"""Kind and body of an event not yet written."""


def undo_draft(course: str, state: State) -> Draft:
    """Takes the last action back; the one that made the course stays."""
    if len(state.done) == 1:
        what = f"there is nothing to undo: {course} was enrolled, and nothing done since stands"
        raise RegimenError(what, hint="regimen courses archive takes a course off the board")
    return UNDONE, {"action": state.done[-1]}


def redo_draft(course: str, state: State) -> Draft:
    """Brings the action last undone back."""
    if not state.undone:
        raise RegimenError(f"there is nothing to redo: no action of {course} stands undone")
    return REDONE, {"action": state.undone[-1]}


def board_draft(course: str, state: State, *, archive: bool) -> Draft:
    """Takes a course off the board, or puts it back."""
    if state.archived == archive:
        raise RegimenError(f"{course} {'was taken off the board already' if archive else 'is on the board'}")
    return (ARCHIVED if archive else RESTORED), {}


def numbered(course: str, state: State | None, drafts: Sequence[Draft], who: str, why: str | None) -> list[Event]:
    """Drafts as the events of one action, after those there are."""
    seq, action = (state.seq, state.action) if state else (0, 0)
    at = stamp()
    for text in (who, why or ""):
        if not text.isprintable():
            raise RegimenError("who and why are one line of printable characters each")
    return [
        Event(course, seq + number, action + 1, at, who, kind, BODY_VERSION, body_text(body), why)
        for number, (kind, body) in enumerate(drafts, start=1)
    ]


def stamp() -> str:
    """The time as events keep it: UTC, to the millisecond."""
    return now().isoformat(timespec="milliseconds").replace("+00:00", "Z")


def folded(events: Sequence[Event]) -> State:
    """What events not yet written add up to; if they do not, they are at fault and not the file."""
    try:
        return fold(events)
    except BrokenCourse as error:
        raise RegimenError(f"this cannot be kept: event {error.seq}: {error.what}") from error


def told(events: Sequence[Event], state: State) -> None:
    """Raises where events not yet written cannot be told in words: also what was undone must be readable for good."""
    try:
        logged(events, state)
    except BrokenCourse as error:
        raise RegimenError(f"this cannot be kept: event {error.seq}: {error.what}") from error


def conflict(course: str, events: Sequence[Event], state: State, expected: int) -> Conflict:
    """What happened to a course since it was read."""
    since = "; ".join(one.line for one in logged(events, state) if one.seq > expected)
    what = f"{course} was changed since it was read: {since or 'the ledger was replaced by an older one'}"
    return Conflict(what, hint="nothing was written; look at it and do it again")
