"""Calendar programs that others wrote show the days of the plan: khal, and ical.js where Node has it."""

import datetime as dt
from pathlib import Path

import pytest
from calendars import DEFER, Khal, awkward, exported, ical_js, laid

from regimen.course import Plan
from regimen.exchange.ics import Wishes, calendar_text
from regimen.protocol.shelf import load

PLANS = {
    "home": laid,
    "clocks-go-forward": lambda: laid(day="2027-03-20"),
    "clocks-go-back": lambda: laid(day="2026-10-20"),
    "leap-day": lambda: laid(day="2028-02-20"),
    "day-zero": lambda: laid(awkward("beam")),
    "46-hours": lambda: laid(load("mfolfox6"), cycles="6"),
}


def expected(plan: Plan) -> set[tuple[str, str, str]]:
    """Date, UID and title of every day an event touches, counted from the reference date (`exported` is tested so)."""
    return {(str(day), one.uid, one.title) for one in exported(plan) for day in one.days}


def span_of(shown: set[tuple[str, str, str]]) -> tuple[dt.date, dt.date]:
    """First and last date of what is shown."""
    dates = [dt.date.fromisoformat(date) for date, _, _ in shown]
    return min(dates), max(dates)


@pytest.mark.parametrize("name", PLANS)
def test_khal_shows_every_event_on_its_days(tmp_path: Path, name: str) -> None:
    """Imported into khal, each event stands on the dates of the plan and on no other, in a zone that changes clocks."""
    plan = PLANS[name]()
    khal = Khal(tmp_path)
    khal.take(calendar_text(plan))
    assert khal.days(*span_of(expected(plan))) == expected(plan)


def test_khal_moves_what_an_act_moved(tmp_path: Path) -> None:
    """A second file of the same course moves its events in khal's calendar instead of doubling them."""
    khal, after = Khal(tmp_path), laid(acts=[DEFER])
    khal.take(calendar_text(laid()))
    khal.take(calendar_text(after, Wishes(sequence=1)))
    assert khal.days(*span_of(expected(after))) == expected(after)


@pytest.mark.parametrize("name", PLANS)
def test_ical_js_reads_the_same(name: str) -> None:
    """UIDs, titles, texts and dates come back from ical.js as from icalendar, whole days without a zone."""
    plan = PLANS[name]()
    found = ical_js(calendar_text(plan))
    if found is None:
        pytest.skip("Node does not find ical.js; NODE_PATH names the folder it is installed in")
    ours = [[one.uid, one.title, one.text, str(one.begins), str(one.ends), True, "floating"] for one in exported(plan)]
    assert found == ours
