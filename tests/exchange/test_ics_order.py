"""Nominal hours never break the order that a protocol asks for within a day."""

import datetime as dt
from itertools import product

import pytest

from regimen.course import Course, plan
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.exchange.icsevents import events
from regimen.protocol.shelf import library_ids, load

DAY_1 = dt.date(2027, 3, 29)


@pytest.mark.parametrize("protocol", library_ids())
def test_no_hour_contradicts_the_order(protocol: str) -> None:
    """Where one drug comes after another, it begins once that has ended, or both share the day without hours."""
    course = Course(protocol=protocol, reference_date=DAY_1, subject=SAMPLE_SUBJECT, cycles=None)
    laid = plan(course, load(protocol), DAY_1)
    timed = {one.key: one for one in events(laid, timed=True) if isinstance(one.begins, dt.datetime)}
    for items in laid.schedule.by_day.values():
        lines = {item.entry.line.id: item for item in items if item.entry.line and item.slot == 1}
        for then, first in product(lines.values(), repeat=2):
            line = then.entry.line
            assert line is not None
            assert first.entry.line is not None
            asked = line.after == first.entry.line.id or first.entry.line.before == line.id
            keys = [(item.entry.id, item.ideal_day, item.slot) for item in (first, then)]
            if asked and all(key in timed for key in keys):
                before, after = (timed[key] for key in keys)
                assert after.begins >= (before.ends or before.begins)
                assert after.begins != before.begins


def test_the_later_of_two_has_its_day_alone() -> None:
    """Paclitaxel stands at its nominal hour, carboplatin after it without one."""
    course = Course(protocol="carboplatin-paclitaxel", reference_date=DAY_1, subject=SAMPLE_SUBJECT)
    laid = plan(course, load("carboplatin-paclitaxel"), DAY_1)
    found = {one.summary.split()[2].lower(): one for one in events(laid, timed=True)}
    assert isinstance(found["paclitaxel"].begins, dt.datetime)
    assert not isinstance(found["carboplatin"].begins, dt.datetime)
    assert "nominal" in found["paclitaxel"].summary
    assert "nominal" not in found["carboplatin"].summary + found["carboplatin"].description[0]
