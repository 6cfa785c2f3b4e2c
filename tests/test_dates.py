"""The edge where study days become dates: strict reading, and counting over leap days, year ends and clock changes."""

import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.dates import (
    FIRST_DATE,
    LAST_DATE,
    date_of,
    day_of,
    is_weekend,
    parse_date,
    parse_reference_date,
    reference_from,
    safe_date,
    today,
)
from regimen.days import DAY_ONE, DAY_ZERO, MAX_DAY
from regimen.errors import RegimenError, ValueSyntaxError

DATES = st.dates(FIRST_DATE, LAST_DATE)
OFFSETS = st.integers(-MAX_DAY, MAX_DAY)
NUMBERINGS = st.sampled_from([DAY_ONE, DAY_ZERO])


@pytest.mark.parametrize("text", ["2026-12-01", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
def test_iso_date_is_read(text) -> None:
    """A date written YYYY-MM-DD is read as that date and no other."""
    assert parse_date(text).isoformat() == text


@pytest.mark.parametrize(
    "text",
    [
        "20261201", "2026-W05-1", "2026-1-5", "26-12-01", "2026/12/01", "01.12.2026", "1 Dec 2026", "2026-12",
        "2026-335", "+2026-12-01", "-2026-12-01", " 2026-12-01", "2026-12-01 ", "2026-12-01\n", "2026 -12-01",
        "２０２６-12-01", "٢٠٢٦-١٢-٠١", "2026‐12‐01", "2026-12-01T00:00:00", "2026-12-01 00:00", "2026-12-01Z",
        "1764547200", "today", "None", "",
    ],
)  # fmt: skip
def test_only_one_spelling_is_read(text) -> None:
    """Anything but YYYY-MM-DD in plain digits is refused, with the spelling that is meant."""
    with pytest.raises(ValueSyntaxError, match="is not a date; allowed: YYYY-MM-DD"):
        parse_date(text)


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01"],
)
def test_date_that_is_not_in_the_calendar(text) -> None:
    """A date that no calendar has is refused, not rolled over."""
    with pytest.raises(ValueSyntaxError, match=f"{text} is not in the calendar"):
        parse_date(text)


def test_long_text_is_clipped() -> None:
    """A long text is not repeated in full."""
    with pytest.raises(ValueSyntaxError) as caught:
        parse_date("9" * 100_000)
    assert len(caught.value.message) < 120


@pytest.mark.parametrize("text", ["1980-01-01", "2099-12-31", "2026-12-01"])
def test_reference_date_in_range(text) -> None:
    """Reference dates from 1980 to 2099 are taken, both ends included."""
    assert parse_reference_date(text).isoformat() == text


@pytest.mark.parametrize("text", ["1900-01-01", "1979-12-31", "2100-01-01", "0001-01-01", "9999-12-31"])
def test_reference_date_out_of_range(text) -> None:
    """A Day 1 no course can have had is refused with the range."""
    with pytest.raises(RegimenError, match=r"reference date .* is out of range; allowed: 1980-01-01 to 2099-12-31"):
        parse_reference_date(text)


def test_reference_date_is_read_as_strictly() -> None:
    """The strict spelling holds for reference dates too."""
    with pytest.raises(ValueSyntaxError, match="YYYY-MM-DD"):
        parse_reference_date("20261201")


COUNTED = [
    pytest.param("2024-02-01", "2024-02-29", 29, id="leap-day"),
    pytest.param("2024-02-01", "2024-03-16", 45, id="day-45-after-a-leap-day"),
    pytest.param("2024-02-01", "2024-01-31", -1, id="day-before"),
    pytest.param("2024-02-01", "2024-02-01", 1, id="day-1"),
    pytest.param("2026-12-01", "2027-01-14", 45, id="across-the-year-end"),
    pytest.param("2026-12-01", "2026-12-31", 31, id="year-end"),
    pytest.param("2026-12-01", "2027-01-01", 32, id="new-year"),
    pytest.param("2023-02-01", "2023-03-01", 29, id="no-leap-day"),
    pytest.param("2024-02-29", "2025-02-28", 366, id="a-year-from-a-leap-day"),
    pytest.param("2100-02-28", "2100-03-01", 2, id="no-leap-day-in-2100"),
    pytest.param("2000-02-28", "2000-03-01", 3, id="leap-day-in-2000"),
    pytest.param("2026-01-31", "2026-02-28", 29, id="month-ends"),
]


@pytest.mark.parametrize(("day1", "date", "day"), COUNTED)
def test_day_of_a_date(day1, date, day) -> None:
    """Study days are counted on the calendar, Day 1 being the first (the first three as CDISC --DY would)."""
    reference = parse_date(day1)
    assert day_of(parse_date(date), reference, DAY_ONE) == day
    assert date_of(day, reference, DAY_ONE).isoformat() == date
    assert reference_from(day, parse_date(date), DAY_ONE) == reference


@pytest.mark.parametrize(
    ("day", "date"), [(-6, "2027-01-26"), (-1, "2027-01-31"), (0, "2027-02-01"), (1, "2027-02-02")]
)
def test_day_zero_counts_from_the_transplant(day, date) -> None:
    """Where there is a Day 0 the reference date is Day 0 itself."""
    assert date_of(day, parse_date("2027-02-01"), DAY_ZERO).isoformat() == date


def test_day_zero_has_no_date_in_a_day_one_protocol() -> None:
    """A day that does not exist has no date."""
    with pytest.raises(RegimenError, match="no Day 0 here"):
        date_of(0, parse_date("2026-12-01"), DAY_ONE)


@pytest.fixture
def berlin(monkeypatch):
    """The clock of Berlin, where nights of 23 and 25 hours happen."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("change", ["2026-03-29", "2026-10-25"])
@pytest.mark.usefixtures("berlin")
def test_clock_changes_lose_no_day(change) -> None:
    """Over the nights the clocks change, each date is one study day after the one before."""
    reference = dt.date.fromisoformat(change) - dt.timedelta(days=2)
    assert time.tzname == ("CET", "CEST")
    for day in range(1, 7):
        expected = (reference + dt.timedelta(days=day - 1)).isoformat()
        assert date_of(day, reference, DAY_ONE).isoformat() == expected
        assert day_of(dt.date.fromisoformat(expected), reference, DAY_ONE) == day


@given(DATES, OFFSETS, NUMBERINGS)
def test_dates_and_days_are_inverse(reference, offset, numbering) -> None:
    """A study day's date has that study day, and gives the reference date back."""
    day = numbering.day(offset)
    date = date_of(day, reference, numbering)
    assert day_of(date, reference, numbering) == day
    assert reference_from(day, date, numbering) == reference
    assert parse_date(date.isoformat()) == date


@given(DATES)
def test_day_45_falls_two_weekdays_on(day1) -> None:
    """Day 45 is 44 days after Day 1, so it falls on Day 1's weekday plus two."""
    assert date_of(45, day1, DAY_ONE).weekday() == (day1.weekday() + 2) % 7


@pytest.mark.parametrize(
    ("date", "text", "weekend"),
    [
        ("2026-12-04", "Fri 04 Dec 2026", False),
        ("2026-12-05", "Sat 05 Dec 2026", True),
        ("2026-12-06", "Sun 06 Dec 2026", True),
        ("2026-12-07", "Mon 07 Dec 2026", False),
        ("2027-01-14", "Thu 14 Jan 2027", False),
        ("2024-02-29", "Thu 29 Feb 2024", False),
        ("2026-03-31", "Tue 31 Mar 2026", False),
        ("2026-04-01", "Wed 01 Apr 2026", False),
    ],
)
def test_safe_date_cannot_be_misread(date, text, weekend) -> None:
    """A printed date names weekday and month, so that no country reads it differently."""
    assert safe_date(parse_date(date)) == text
    assert is_weekend(parse_date(date)) is weekend


def test_all_months_are_named() -> None:
    """Each month prints under its own name."""
    printed = [safe_date(dt.date(2026, month, 1)).split()[2] for month in range(1, 13)]
    assert printed == ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@pytest.mark.parametrize(("zone", "date"), [("Europe/Berlin", "2026-12-01"), ("UTC", "2026-11-30")])
def test_today_is_the_local_day(time_machine, zone, date) -> None:
    """Half an hour after midnight in Berlin it is the new day there, and still the old one in UTC."""
    moment = dt.datetime(2026, 12, 1, 0, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    time_machine.move_to(moment.astimezone(ZoneInfo(zone)))
    assert today().isoformat() == date
