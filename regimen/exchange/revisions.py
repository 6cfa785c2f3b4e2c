"""How often each event of a course was moved, by its ledger, so that calendars know which file is the later one."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from regimen.course import Plan, plan
from regimen.coursefile import Finder
from regimen.exchange.icsevents import Key, key_of, window_key
from regimen.ledger.events import ARCHIVED, RESTORED, Event
from regimen.ledger.fold import fold
from regimen.ledger.usable import read_course

Place = tuple[dt.date, dt.date] | None
"""First and last day of an event; None where an act left it out."""


class Revisions(NamedTuple):
    """What a ledger knows of a course's events."""

    last: dt.datetime | None
    """When the course last changed, in UTC."""
    moves: Mapping[Key, int]
    """How many actions moved an event, left it out or brought it back; none where it is not named."""


_BESIDE = frozenset(("recorded", "corrected", ARCHIVED, RESTORED))
"""Kinds of events that leave the plan alone; to undo one of them is of another kind."""
UNKEPT = Revisions(None, {})
"""Of a course that no ledger keeps."""


def revisions(events: Sequence[Event], find: Finder) -> Revisions:
    """The revisions of a course from its ledger's events; undoing an act is one more, since calendars never go back."""
    moves: dict[Key, int] = {}
    known: dict[Key, Place] = {}
    for laid in _plans(events, find):
        places = _places(laid)
        for key in places.keys() & known.keys():
            if places[key] != known[key]:
                moves[key] = moves.get(key, 0) + 1
        known |= places
    return Revisions(dt.datetime.fromisoformat(events[-1].at), moves)


def _plans(events: Sequence[Event], find: Finder) -> Iterator[Plan]:
    """The plan after each action that may have changed it; most actions record what happened and change none."""
    before: dict[str, Any] | None = None
    end = 0
    for _, own in groupby(events, attrgetter("action")):
        kinds = [event.kind for event in own]
        end += len(kinds)
        if _BESIDE.issuperset(kinds):
            continue
        data = {key: value for key, value in fold(events[:end]).data.items() if key != "record"}
        if data != before:
            course = read_course(data, events[0].course)
            yield plan(course, find(course), course.reference_date)
            before = data


def _places(laid: Plan) -> dict[Key, Place]:
    schedule = laid.schedule
    places: dict[Key, Place] = {key_of(left.item): None for left in schedule.left_out}
    places |= {key_of(item): (laid.date(item.day), laid.date(item.end_day)) for item in schedule.items}
    if (window := schedule.window) is not None:
        places[window_key(window)] = laid.date(window[0]), laid.date(window[1])
    return places
