"""Every date of a course moved by the same number of days, so that it can be passed on without its real dates."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from regimen.errors import RegimenError
from regimen.ledger.events import Event, bodies, body_text

MOST_DAYS = 36_500
_NAMES = ("protocol", "protocol_file", "version", "level", "assumptions", "overlays")
"""Keys of a course, or of an act, whose values are names."""
Move = Callable[[str], str]
_DATE = re.compile(r"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])", re.ASCII)


def shifted(events: Sequence[Event], days: int) -> list[Event]:
    """The events with every date in them moved, those within texts and the times of the audit too.

    Only dates written YYYY-MM-DD are found; "around Christmas" stays. So does a date within a name that something else
    goes by: the protocol, its version and level, the subject's id.
    """
    if abs(days) > MOST_DAYS:
        raise RegimenError(f"dates cannot be moved by {days:,} days", allowed=f"{-MOST_DAYS:,} to {MOST_DAYS:,}")
    if days == 0:
        return list(events)
    move = partial(_DATE.sub, partial(_moved, days))
    return [
        event._replace(
            at=move(event.at), body=body_text(_within(body, move)), reason=event.reason and move(event.reason)
        )
        for event, body in zip(events, bodies(events), strict=True)
    ]


def _within(value: Any, move: Move) -> Any:
    if isinstance(value, str):
        return move(value)
    if isinstance(value, list):
        return [_within(one, move) for one in value]
    if not isinstance(value, dict):
        return value
    moved = {key: one if key in _NAMES else _within(one, move) for key, one in value.items()}
    if isinstance(subject := value.get("subject"), dict) and "id" in subject:
        moved["subject"]["id"] = subject["id"]  # which its course goes by
    return moved


def _moved(days: int, match: re.Match[str]) -> str:
    """What has the form of a date and is none stays as it is."""
    try:
        return str(dt.date.fromisoformat(match[0]) + dt.timedelta(days=days))
    except (ValueError, OverflowError):
        return match[0]
