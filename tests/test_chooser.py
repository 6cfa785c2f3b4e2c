"""The Day-1 chooser: what each of seven start days would mean."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.chooser import PENALTIES, best, start_options, weekday_pattern
from regimen.protocol.reader import read_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import load
from regimen.schedule.build import build_schedule

HOME = build_schedule(resolve(load()))
TUESDAY = dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("start", "infusions", "penalty"),
    [
        ("2026-12-01", (5, 6), 5),  # Tue: MEC Fri-Tue; the marrow window opens on Sun 20 Dec
        ("2026-12-02", (4, 5), 4),  # Wed: MEC Sat-Wed
        ("2026-12-03", (4,), 4),  # Thu: MEC Sun-Thu; Day 45 is a Saturday
        ("2026-12-04", (), 2),  # Fri: MEC Mon-Fri; Day 45 is a Sunday
        ("2026-12-05", (8,), 3),  # Sat: MEC Tue-Sat
        ("2026-12-06", (7, 8), 5),  # Sun: MEC Wed-Sun
        ("2026-12-07", (6, 7), 5),  # Mon: MEC Thu-Mon; the marrow window opens on Sat 26 Dec
    ],
)
def test_each_weekday_has_its_price(start, infusions, penalty) -> None:
    """Weekend infusions, the closing day, the marrow window and Day 1 itself are counted as listed."""
    (option,) = [option for option in start_options(HOME, TUESDAY) if str(option.date) == start]
    assert (option.free_infusion_days, option.penalty) == (infusions, penalty)


def test_friday_is_cheapest_without_holidays() -> None:
    """On the home case only a Friday start keeps all MEC days on weekdays."""
    assert str(best(start_options(HOME, TUESDAY)).date) == "2026-12-04"


def test_a_holiday_costs_like_a_weekend() -> None:
    """25 December on a MEC day costs one infusion, on the closing day one window."""
    free = {dt.date(2026, 12, 25)}
    plain, feast = (start_options(HOME, dt.date(2026, 12, 18), days)[0] for days in ((), free))
    assert feast.penalty - plain.penalty == PENALTIES["infusion"]
    closing = dt.date(2026, 12, 25) - dt.timedelta(days=44)
    plain, feast = (start_options(HOME, closing, days)[0] for days in ((), free))
    assert feast.penalty - plain.penalty == PENALTIES["window"]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)))
def test_day_45_is_day_1_weekday_plus_2(first) -> None:
    """Whatever the start, the window closes two weekdays on, 44 days later."""
    options = start_options(HOME, first)
    assert [option.date.toordinal() for option in options] == [first.toordinal() + n for n in range(7)]
    for option in options:
        assert option.closes is not None
        assert (option.closes.weekday() - option.date.weekday()) % 7 == 2
        assert (option.closes - option.date).days == 44


def test_marrow_window_is_dated() -> None:
    """The marrow window of Day 20 to 45 stands with its two dates."""
    option = start_options(HOME, TUESDAY)[0]
    ((name, opens, closes),) = option.windows
    assert (name, str(opens), str(closes)) == ("Bone marrow at count recovery", "2026-12-20", "2027-01-14")
    assert weekday_pattern(option) == "Tue start, window closes Thu"


def test_without_a_window_nothing_closes(request) -> None:
    """A protocol without a DLT window is compared by its infusions alone."""
    path = request.config.rootpath / "tests" / "fixtures" / "protocols" / "mfolfox6.yaml"
    option = start_options(build_schedule(resolve(read_protocol(path))), TUESDAY)[0]
    assert option.closes is None
    assert weekday_pattern(option) == "Tue start"
