"""A course as an iCalendar file (RFC 5545), for any calendar program.

The same course gives the same bytes. An act moves events and keeps their UIDs, so that importing the file again moves
them in the calendar, too. Days are dates and hours local times without zone: a dose on Day 4 is on that day wherever
the calendar is read, also in the night the clocks change.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from regimen.course import Plan
from regimen.exchange.icsevents import TRAINING, Key, events
from regimen.exchange.icslines import CRLF, text_below, text_line
from regimen.exchange.revisions import UNKEPT, Revisions
from regimen.nomenclature import NOTICE

DOMAIN = "regimen.invalid"
"""Domain part of UIDs, on a top-level domain that is reserved and can name no host (RFC 2606)."""
_UID_DIGITS = 32
_HEAD = "".join(
    line + CRLF
    for line in ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//regimen//training calendar//EN", "CALSCALE:GREGORIAN")
)


class Wishes(NamedTuple):
    """What whoever exports may ask for."""

    timed: bool = False
    """Doses at nominal hours instead of whole days."""
    alarm: int | None = None
    """Minutes before an event at which it reminds; none without."""
    sequence: int | None = None
    """SEQUENCE of every event, instead of how often the ledger saw it moved."""


_NONE = Wishes()


def calendar_text(plan: Plan, wishes: Wishes = _NONE, revisions: Revisions = UNKEPT) -> str:
    """The file as text, with the line ends it must have."""
    return "".join((_HEAD, *_about_calendar(plan), *_vevents(plan, wishes, revisions), "END:VCALENDAR", CRLF))


def _about_calendar(plan: Plan) -> Iterator[str]:
    resolved = plan.resolved
    whose = " · ".join(filter(None, (resolved.level, plan.course.subject.id)))
    yield text_line("X-WR-CALNAME", f"{TRAINING}{resolved.protocol.short}" + (f" ({whose})" if whose else ""))
    yield text_line("X-WR-CALDESC", NOTICE)


def _vevents(plan: Plan, wishes: Wishes, revisions: Revisions) -> Iterator[str]:
    stamp, moves = _stamp(plan, revisions), revisions.moves
    whose = hashlib.sha256(f"{plan.resolved.protocol.id}\n{plan.course.subject.id or ''}\n".encode())
    alike, day = cache(_alike), cache(_day)  # thousands of events share few texts, and each day ends where one begins
    for event in events(plan, timed=wishes.timed):
        key, begins, ends, summary, (what, when, foot), category, status, alarming = event
        sequence = moves.get(key, 0) if wishes.sequence is None else wishes.sequence
        above, below = alike(summary, what, foot, category, status)
        if ends is None or isinstance(begins, dt.datetime):
            moments = _moments(begins, ends)
        else:
            moments = f"DTSTART;VALUE=DATE:{day(begins)}\r\nDTEND;VALUE=DATE:{day(ends)}\r\n"
        alarm = _alarm(summary, wishes.alarm) if alarming and wishes.alarm is not None else ""
        yield (
            f"BEGIN:VEVENT\r\nUID:{_uid(whose, key)}\r\n{stamp}SEQUENCE:{sequence}\r\n{moments}"
            f"{above}{text_below(when)}{below}{alarm}END:VEVENT\r\n"
        )


def _alike(summary: str, what: str, foot: str, category: str, status: str) -> tuple[str, str]:
    """What many events have alike, above what their day says and below it."""
    below = f"{text_below(foot)}CATEGORIES:Training,{category}{CRLF}STATUS:{status}{CRLF}TRANSP:TRANSPARENT{CRLF}"
    return text_line("SUMMARY", summary) + text_line("DESCRIPTION", what), below


def _day(date: dt.date) -> str:
    return date.isoformat().replace("-", "")


def _stamp(plan: Plan, revisions: Revisions) -> str:
    """When the course last changed, as far as anybody wrote it down; never the clock, which would change the bytes."""
    if revisions.last is None:
        return f"DTSTAMP:{plan.course.reference_date:%Y%m%d}T000000Z{CRLF}"
    return f"DTSTAMP:{revisions.last.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}{CRLF}"


def _uid(whose: "hashlib._Hash", key: Key) -> str:
    entry, ideal_day, slot = key
    digest = whose.copy()
    digest.update(f"{entry}\n{ideal_day}\n{slot}".encode())
    return f"{digest.hexdigest()[:_UID_DIGITS]}@{DOMAIN}"


def _moments(begins: dt.date, ends: dt.date | None) -> str:
    """Local times without zone, which mean the same wherever they are read."""
    moments = ("DTSTART", begins), ("DTEND", ends)
    return "".join(f"{name}:{at:%Y%m%dT%H%M%S}{CRLF}" for name, at in moments if at)


def _alarm(summary: str, minutes: int) -> str:
    trigger = f"BEGIN:VALARM{CRLF}ACTION:DISPLAY{CRLF}TRIGGER:-PT{minutes}M{CRLF}"
    return f"{trigger}{text_line('DESCRIPTION', summary)}END:VALARM{CRLF}"
