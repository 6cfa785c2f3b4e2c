"""The kinds of value a record holds, as pydantic field types: each is kept as it was written.

Dates and times are those of the place where things happened; a record needs no time zone, since days are calendar
days and the order of two times on one day is all that is asked.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context
from functools import lru_cache, partial
from typing import Annotated, Any

from pendulum import Date
from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from regimen.counts.units import Measured, read_measured
from regimen.dates import FIRST_DATE, LAST_DATE, MONTHS, parse_date
from regimen.errors import ValueSyntaxError
from regimen.quantity import MAX_DIGITS, Amount, parse_amount, plain

_DAY_MONTH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})", re.ASCII)
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_LAST_MONTH = 12
_WORST = 5
_TEXTS_KEPT = 2048
"""Texts of one kind of value that stay read: the records of a cohort say the same few things again and again."""


def read_day(raw: object) -> Date:
    """Read a date of a record, `YYYY-MM-DD`; a date with the day or the month in front is told to be ambiguous."""
    if isinstance(raw, dt.date):
        raw = raw.isoformat()
    text = raw.strip() if isinstance(raw, str) else repr(raw)
    if match := _DAY_MONTH.fullmatch(text):
        readings = _readings(int(match[1]), int(match[2]))
        told = f"is ambiguous: {readings}" if readings else "is not written as dates are here"
        raise ValueSyntaxError(f"'{text}' {told}", hint=_WRITE)
    date = parse_date(text)
    if not FIRST_DATE <= date <= LAST_DATE:
        raise ValueSyntaxError(f"the date {text} is out of range", allowed=f"{FIRST_DATE} to {LAST_DATE}")
    return date


_WRITE = "write YYYY-MM-DD"


def _readings(first: int, second: int) -> str:
    """`1 Feb or 2 Jan`, where a date can be read both ways."""
    if first == second or not (0 < first <= _LAST_MONTH and 0 < second <= _LAST_MONTH):
        return ""
    return f"{first} {MONTHS[second - 1]} or {second} {MONTHS[first - 1]}"


def read_time(raw: object) -> str:
    """Read a time of day, `HH:MM`; midnight opens a day, so `24:00` is the next day's `00:00`."""
    text = raw.strip() if isinstance(raw, str) else repr(raw)
    if not _TIME.fullmatch(text):
        hint = "write 00:00 of the next day" if text == "24:00" else None
        raise ValueSyntaxError(f"'{text[:20]}' is not a time", allowed="HH:MM, 00:00 to 23:59", hint=hint)
    return text


def minute_of(time: str | None) -> int | None:
    """The minute of the day of a time as records write it."""
    return None if time is None else int(time[:2]) * 60 + int(time[3:])


def _amount(raw: object) -> Amount:
    return _writable(raw) if isinstance(raw, Amount) else parse_amount(raw if isinstance(raw, str) else repr(raw))


def _writable(amount: Amount) -> Amount:
    """An amount as a file can hold it: one that was worked out and never rounded keeps six digits."""
    if len(plain(amount.value)) <= MAX_DIGITS:
        return amount
    return Amount(Context(prec=6, rounding=ROUND_HALF_UP).plus(amount.value), amount.unit)


def _yes(raw: object) -> bool:
    answer = raw if isinstance(raw, bool) else {"yes": True, "no": False}.get(str(raw).strip().lower())
    if answer is None:
        raise ValueSyntaxError(f"'{str(raw)[:20]}' is neither yes nor no", allowed="yes or no")
    return answer


def _grade(raw: object) -> int:
    if str(raw) not in map(str, range(1, _WORST + 1)):
        raise ValueSyntaxError(f"'{str(raw)[:20]}' is no grade", allowed="1 to 5")
    return int(str(raw))


def _field(read: Callable[[Any], Any], schema: dict[str, Any], write: Callable[[Any], Any] = str) -> tuple[Any, ...]:
    kept = lru_cache(_TEXTS_KEPT)(read)

    def reader(raw: object) -> Any:
        # Only text: 1, 1.0 and True are one key to a cache, and lists are none.
        return kept(raw) if isinstance(raw, str) else read(raw)

    return PlainValidator(reader), WithJsonSchema(schema), PlainSerializer(write)


def _count(analyte: str) -> tuple[Any, ...]:
    return _field(partial(read_measured, analyte), {"type": ["string", "number"] if analyte == "blasts" else "string"})


Day = Annotated[Date, *_field(read_day, {"type": "string", "format": "date"})]
Time = Annotated[str, *_field(read_time, {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"})]
GivenAmount = Annotated[Amount, *_field(_amount, {"type": "string"})]
YesNo = Annotated[bool, *_field(_yes, {"enum": [True, False, "yes", "no"]}, bool)]
GradeField = Annotated[int, *_field(_grade, {"type": ["string", "number"], "enum": [*range(1, 6), *"12345"]}, int)]
Anc = Annotated[Measured, *_count("anc")]
Wbc = Annotated[Measured, *_count("wbc")]
Platelets = Annotated[Measured, *_count("platelets")]
Haemoglobin = Annotated[Measured, *_count("haemoglobin")]
Blasts = Annotated[Measured, *_count("blasts")]
