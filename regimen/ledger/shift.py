"""Every date of a course moved by the same number of days, so that it can be passed on without its real dates."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import partial

from regimen.errors import RegimenError
from regimen.ledger.events import Event

MOST_DAYS = 36_500
_DATE = re.compile(r"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])", re.ASCII)


def shifted(events: Sequence[Event], days: int) -> list[Event]:
    """The events with every date in them moved, those within texts and the times of the audit too.

    Only dates written YYYY-MM-DD are found; "around Christmas" stays.
    """
    if abs(days) > MOST_DAYS:
        raise RegimenError(f"dates cannot be moved by {days:,} days", allowed=f"{-MOST_DAYS:,} to {MOST_DAYS:,}")
    if days == 0:
        return list(events)
    move = partial(_DATE.sub, partial(_moved, days))
    return [
        event._replace(at=move(event.at), body=move(event.body), reason=event.reason and move(event.reason))
        for event in events
    ]


def _moved(days: int, match: re.Match[str]) -> str:
    """What has the form of a date and is none stays as it is."""
    try:
        return str(dt.date.fromisoformat(match[0]) + dt.timedelta(days=days))
    except (ValueError, OverflowError):
        return match[0]
