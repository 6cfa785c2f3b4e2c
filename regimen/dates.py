"""The edge where study days become dates.

Only strict `YYYY-MM-DD` is read: the standard library, pendulum and most command-line parsers also accept
`20261201` or `2026-W05-1`, and a date misread is a wrong day. Days are added, never months.
"""

import datetime as dt
import re

from pendulum import Date

from regimen.days import DayNumbering
from regimen.errors import ValueSyntaxError

FIRST_DATE = dt.date(1980, 1, 1)
LAST_DATE = dt.date(2099, 12, 31)
"""Reference dates outside this span are refused: no protocol of this kind can have run then."""
PLAUSIBLE_FROM = dt.date(2000, 1, 1)
PLAUSIBLE_AHEAD_DAYS = 5 * 366
"""A reference date before 2000 or more than five years ahead is kept but questioned."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SATURDAY = 5
"""First weekend day as `date.weekday()` counts."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def parse_date(text: str) -> Date:
    """Read `YYYY-MM-DD` and nothing else."""
    if not _ISO.fullmatch(text):
        raise ValueSyntaxError(f"'{text[:40]}' is not a date", allowed="YYYY-MM-DD, for example 2026-12-01")
    try:
        return Date.fromisoformat(text)
    except ValueError as error:
        raise ValueSyntaxError(f"{text} is not in the calendar", hint=f"{error}") from error


def parse_reference_date(text: str) -> Date:
    """Read the date of Day 1 (or Day 0); refuses dates no course of this kind can have."""
    date = parse_date(text)
    if not FIRST_DATE <= date <= LAST_DATE:
        raise ValueSyntaxError(f"reference date {text} is out of range", allowed=f"{FIRST_DATE} to {LAST_DATE}")
    return date


def today() -> Date:
    """The local date; the clock is read here and in `now` only."""
    date = dt.date.today()  # noqa: DTZ011 - the user's own calendar day is what is wanted
    return Date(date.year, date.month, date.day)


def now() -> dt.datetime:
    """The time in UTC, for the ledger's audit: when something was written, not when it happened."""
    return dt.datetime.now(dt.UTC)


def date_of(day: int, reference_date: dt.date, numbering: DayNumbering) -> Date:
    """The date of a study day."""
    return _date(reference_date.toordinal() + numbering.offset(day))


def day_of(date: dt.date, reference_date: dt.date, numbering: DayNumbering) -> int:
    """The study day of a date."""
    return numbering.day(date.toordinal() - reference_date.toordinal())


def reference_from(day: int, date: dt.date, numbering: DayNumbering) -> Date:
    """The reference date that puts `date` on study day `day`."""
    return _date(date.toordinal() - numbering.offset(day))


def _date(ordinal: int) -> Date:
    """A date by its ordinal; pendulum's own way makes every date three times."""
    plain = dt.date.fromordinal(ordinal)
    return Date(plain.year, plain.month, plain.day)


def is_weekend(date: dt.date) -> bool:
    """Saturday or Sunday."""
    return date.weekday() >= SATURDAY


def safe_date(date: dt.date) -> str:
    """A date that cannot be misread across countries: `Fri 04 Dec 2026` (ISMP)."""
    return f"{WEEKDAYS[date.weekday()]} {date.day:02d} {MONTHS[date.month - 1]} {date.year}"
