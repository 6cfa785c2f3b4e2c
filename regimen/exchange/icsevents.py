"""The events of a calendar: one an administration, assessment or milestone, and one for the whole DLT window.

An event fills the days the plan gives it; no source states an hour. `timed` puts doses at the nominal hours by which
long infusions are counted, marked as the assumption they are, but never against the order that the protocol asks for.
What an act left out stays as a cancelled event, so that it also goes from calendars that have it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from regimen.course import Plan
from regimen.exchange.icswords import about, foot, window_about, window_title, words_of_day
from regimen.nomenclature import MARK
from regimen.printouts.words import label, span
from regimen.protocol.resolved import ResolvedLine
from regimen.schedule.items import Item, Kind, Schedule

Key = tuple[str, int, int]
"""What makes an event the same one wherever acts move it: id of its entry, ideal day, slot."""
TRAINING = "TRAINING – "
"""How the title of every event begins."""
_WINDOW = "dlt:window"
"""In place of an entry's id; no entry has a colon in its id."""
_CATEGORIES = {kind: kind.word.capitalize() for kind in Kind}


class Status(StrEnum):
    """How certain an event is, in the words of RFC 5545."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    """An event or a condition decides whether, or when, it happens."""
    CANCELLED = "CANCELLED"
    """An act left it out."""


class Event(NamedTuple):
    """One event."""

    key: Key
    begins: dt.date
    """A date, or a local time without zone."""
    ends: dt.date | None
    """The first day, or the moment, after it; None for a moment whose duration nobody states."""
    summary: str
    description: tuple[str, str, str]
    """What it is, its day, what the signs mean; apart, since the first and the last are alike on many days."""
    category: str
    status: Status
    alarming: bool = True
    """Whether it may remind: neither what is cancelled nor the window as a whole does."""


class _Said(NamedTuple):
    """What all events of one entry, slot and cycle say alike."""

    summary: str
    about: str
    foot: str
    category: str
    status: Status


def key_of(item: Item) -> Key:
    """The key of an item's event; how many doses a day has is not in it, since another version may change that."""
    return item.entry.id, item.ideal_day, item.slot


def window_key(window: tuple[int, int]) -> Key:
    """The key of the event that is the DLT window."""
    return _WINDOW, window[0], 0


def events(plan: Plan, *, timed: bool = False) -> Iterator[Event]:
    """Every event of a plan: the window, what is planned in the order of its days, what acts left out."""
    if (window := plan.schedule.window) is not None:
        yield _window(plan, window)
    yield from _events(plan, plan.schedule.items, timed=timed)
    for event in _events(plan, (left.item for left in plan.schedule.left_out), timed=timed):
        summary = f"{TRAINING}left out: {event.summary.removeprefix(TRAINING)}"
        yield event._replace(summary=summary, status=Status.CANCELLED, alarming=False)


def _window(plan: Plan, window: tuple[int, int]) -> Event:
    about = window_about(plan, window)
    begins, ends = _dates(plan, *window)
    return Event(
        key=window_key(window),
        begins=begins,
        ends=ends,
        summary=f"{TRAINING}{window_title(plan, window)}",
        description=(about, span(plan, *window), foot(plan, about)),
        category="DLT window",
        status=Status.CONFIRMED,
        alarming=False,
    )


def _events(plan: Plan, items: Iterable[Item], *, timed: bool) -> Iterator[Event]:
    """The events of items; what several say alike is worded once, because there are thousands."""
    said: dict[tuple[object, ...], _Said] = {}
    on_day: dict[tuple[object, ...], tuple[dt.date, dt.date, str]] = {}  # of the same days, moved by the same acts
    schedule, touched = plan.schedule, plan.schedule.touched
    for item in items:
        entry, day = item.entry, item.day
        hourly = timed and not _out_of_order(schedule, item)
        same = item.order, item.slot, item.cycle, hourly
        if same not in said:
            said[same] = _said(plan, item, timed=hourly)
        summary, what, below, category, status = said[same]
        acts = touched.get(item.id, ()) if touched else ()
        window = None if entry.line else schedule.window_of(item)
        here = day, item.end_day, item.ideal_day, acts, window, entry.line is None
        if here not in on_day:
            first, after = _dates(plan, day, item.end_day)
            on_day[here] = first, after, words_of_day(plan, item, first, acts, window)
        begins: dt.date
        ends: dt.date | None
        begins, ends, when = on_day[here]
        if hourly and entry.line:
            begins, ends = _hours(begins, entry.line, item.slot)
        yield Event(key_of(item), begins, ends, summary, (what, when, below), category, status)


def _said(plan: Plan, item: Item, *, timed: bool) -> _Said:
    entry = item.entry
    nominal = f", at a nominal hour{MARK}" if timed and entry.line else ""
    depends = entry.event_anchored or entry.until is not None or bool(item.conditions(plan.resolved))
    status = Status.TENTATIVE if depends else Status.CONFIRMED
    what = about(plan, item, timed=timed)
    return _Said(f"{TRAINING}{label(item)}{nominal}", what, foot(plan, what), _CATEGORIES[entry.kind], status)


def _dates(plan: Plan, day: int, end_day: int) -> tuple[dt.date, dt.date]:
    """The first date, and the one after the last."""
    begins = plan.date(day)
    last = begins if day == end_day else plan.date(end_day)
    return begins, dt.date.fromordinal(last.toordinal() + 1)


def _out_of_order(schedule: Schedule, item: Item) -> bool:
    """Whether nominal hours would break the order that the protocol asks for within the day; then none is shown."""
    line = item.entry.line
    if line is None or (line.after is None and line.before is None and line.order is None):
        return False
    others = {other.entry.line.id: other.entry.line for other in schedule.by_day.get(item.day, ()) if other.entry.line}
    number = line.order or 0
    first = [one for one in others.values() if line.after == one.id or 0 < (one.order or 0) < number]
    pairs = [*((one, line) for one in first), *((line, one) for one in others.values() if line.before == one.id)]
    return any(then.start_min < one.start_min + max(one.duration_min or 0, 1) for one, then in pairs)


def _hours(date: dt.date, line: ResolvedLine, slot: int) -> tuple[dt.datetime, dt.datetime | None]:
    """When a dose begins and ends by nominal hours."""
    minutes = line.start_min + (slot - 1) * line.slots.every_min
    begins = dt.datetime.combine(date, dt.time()) + dt.timedelta(minutes=minutes)
    return begins, begins + dt.timedelta(minutes=line.duration_min) if line.duration_min else None
