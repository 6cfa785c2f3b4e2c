"""The kinds of value a protocol file may hold, as pydantic field types.

A field that may rest on an assumption or on the dose level accepts a reference (`$mec.mitoxantrone`,
`$level.days`) in place of the value; resolve.py looks it up.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from pydantic import PlainValidator, WithJsonSchema

from regimen.days import DaySet
from regimen.errors import ValueSyntaxError
from regimen.quantity import (
    Amount,
    Dose,
    Strength,
    parse_amount,
    parse_decimal,
    parse_dose,
    parse_duration,
    parse_strength,
    plain,
)

_REF = re.compile(r"\$([a-z0-9][a-z0-9-]*)\.([a-z0-9][a-z0-9_-]*)", re.ASCII)
_ID = re.compile(r"[a-z0-9-][a-z0-9.-]{0,63}", re.ASCII)
_AGES = re.compile(r"(<|<=|>|>=)?\s*([0-9]{1,3})(?:-([0-9]{1,3}))?", re.ASCII)
_BAND = re.compile(r"(<|<=|>|>=)?\s*([0-9.]{1,12})(?:\s*-\s*([0-9.]{1,12}))?", re.ASCII)
MAX_AGE = 120
MAX_TEXT = 2_000
MAX_DIGITS = 6
"""Digits of a whole number: more days than any calendar holds."""
LEVEL = "level"
"""Reserved group name: `$level.key` reads the chosen dose level."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A pointer to a value of an assumption group or of the dose level."""

    group: str
    key: str

    def __str__(self) -> str:
        return f"${self.group}.{self.key}"


class Ages(NamedTuple):
    """An inclusive band of ages in years."""

    low: int
    high: int

    def __contains__(self, age: object) -> bool:
        return isinstance(age, int) and self.low <= age <= self.high

    @property
    def words(self) -> str:
        """`age under 60`, `age 60 or over`, `age 18 to 59`."""
        if self.low == 0:
            return f"age under {self.high + 1}"
        return f"age {self.low} or over" if self.high == MAX_AGE else f"age {self.low} to {self.high}"


class Band(NamedTuple):
    """A band of numbers; the ends belong to it or not, as written."""

    text: str
    """As written: `<60`, `15-50`."""
    low: Decimal | None
    low_included: bool
    high: Decimal | None
    high_included: bool

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, int | Decimal):
            return False
        above = self.low is None or value > self.low or (self.low_included and value == self.low)
        return above and (self.high is None or value < self.high or (self.high_included and value == self.high))

    @property
    def words(self) -> str:
        """`under 60`, `60 or over`, `15 to 50`."""
        if self.low is not None and self.high is not None:
            return f"{plain(self.low)} to {plain(self.high)}"
        if self.low is not None:
            return f"{plain(self.low)} or over" if self.low_included else f"over {plain(self.low)}"
        assert self.high is not None
        return f"up to {plain(self.high)}" if self.high_included else f"under {plain(self.high)}"


class Slots(NamedTuple):
    """How a day's administrations are spread; nominal clock times serve only to say on which day one ends."""

    name: str
    a_day: int
    first_min: int
    every_min: int


SLOTS = {
    slots.name: slots
    for slots in (
        Slots("daily", 1, 480, 1440),
        Slots("BID", 2, 480, 720),
        Slots("TID", 3, 480, 360),
        Slots("QID", 4, 480, 240),
        Slots("q12h", 2, 480, 720),
        Slots("q8h", 3, 360, 480),
        Slots("q6h", 4, 0, 360),
        Slots("q4h", 6, 0, 240),
    )
}


def parse_ref(text: str) -> Ref:
    """Read `$group.key`."""
    match = _REF.fullmatch(text)
    if match is None:
        raise ValueSyntaxError(
            f"cannot read the reference '{text[:40]}'", allowed="$group.key, for example $mec.etoposide"
        )
    return Ref(match[1], match[2])


def parse_id(text: str) -> str:
    """Read an id: lower-case letters, digits, hyphens and points."""
    if not _ID.fullmatch(text):
        raise ValueSyntaxError(
            f"'{text[:40]}' is not an id", allowed="lower-case letters, digits, '-' and '.', at most 64"
        )
    return text


def parse_int(text: str) -> int:
    """Read a whole number; the sign is kept."""
    if not re.fullmatch(r"-?[0-9]+", text, re.ASCII):
        raise ValueSyntaxError(f"'{text[:40]}' is not a whole number", allowed="digits, for example 45")
    if len(text.removeprefix("-")) > MAX_DIGITS:
        raise ValueSyntaxError(f"'{text[:40]}' is too long a number", allowed=f"at most {MAX_DIGITS} digits")
    return int(text)


def parse_text(text: str) -> str:
    """Read one line of text; empty is refused."""
    if not text.strip():
        raise ValueSyntaxError("the value is empty", hint="write a value or remove the key")
    if len(text) > MAX_TEXT:
        raise ValueSyntaxError(f"the text is {len(text):,} characters long", allowed=f"at most {MAX_TEXT:,}")
    return " ".join(text.split())


def parse_ages(text: str) -> Ages:
    """Read an age band: `<60`, `>=60`, `18-59`."""
    match = _AGES.fullmatch(text.strip())
    if match is None or bool(match[1]) == bool(match[3]):
        raise ValueSyntaxError(f"cannot read the age band '{text[:40]}'", allowed="<60, >=60 or 18-59")
    bound = int(match[2])
    low, high = {
        "<": (0, bound - 1), "<=": (0, bound), ">": (bound + 1, MAX_AGE), ">=": (bound, MAX_AGE),
        None: (bound, int(match[3] or 0)),
    }[match[1]]  # fmt: skip
    if not 0 <= low <= high <= MAX_AGE:
        raise ValueSyntaxError(f"the age band '{text}' is empty or out of range", allowed=f"0 to {MAX_AGE}")
    return Ages(low, high)


def parse_band(text: str) -> Band:
    """Read a band of numbers: `<60`, `>=60`, `15-50` (both ends included)."""
    text = text.strip()
    match = _BAND.fullmatch(text)
    if match is None or bool(match[1]) == bool(match[3]):
        raise ValueSyntaxError(f"cannot read the band '{text[:40]}'", allowed="<60, <=60, >60, >=60 or 15-50")
    sign, bound = match[1], parse_decimal(match[2])
    if sign is None:
        band = Band(text, bound, True, parse_decimal(match[3]), True)
        if band.high is not None and band.high < bound:
            raise ValueSyntaxError(f"the band '{text}' ends before it begins", allowed="the smaller number first")
        return band
    if sign.startswith("<"):
        return Band(text, None, False, bound, sign == "<=")
    return Band(text, bound, sign == ">=", None, False)


def parse_date_text(text: str) -> str:
    """Check a date written as YYYY-MM-DD; it stays text, days are not counted from it."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
            return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise ValueSyntaxError(f"'{text[:40]}' is not a date", allowed="YYYY-MM-DD, for example 2015-03-01")


def parse_slots(text: str) -> Slots:
    """Read how a day's doses are spread."""
    if text not in SLOTS:
        raise ValueSyntaxError(f"'{text[:40]}' is not a known spread of doses", allowed=", ".join(SLOTS))
    return SLOTS[text]


def _field(parse: Callable[[str], Any], *, ref: bool = False, numeric: bool = False) -> tuple[Any, Any]:
    """A validator that reads text with `parse` (or a reference), and the JSON Schema that says so."""

    def read(value: object) -> Any:
        if not isinstance(value, str):
            kind = "a list" if isinstance(value, list) else "a mapping"
            raise ValueSyntaxError(f"found {kind} where one value is meant")
        if ref and value.startswith("$"):
            return parse_ref(value)
        return parse(value)

    kinds = ["string", "number"] if numeric else "string"
    return PlainValidator(read), WithJsonSchema({"type": kinds})


Id = Annotated[str, *_field(parse_id, numeric=True)]
Text = Annotated[str, *_field(parse_text, numeric=True)]
Int = Annotated[int, *_field(parse_int, numeric=True)]
DateText = Annotated[str, *_field(parse_date_text)]
BandField = Annotated[Band, *_field(parse_band)]
DecimalField = Annotated[Decimal, *_field(parse_decimal, numeric=True)]
DoseField = Annotated[Dose, *_field(parse_dose)]
AgesField = Annotated[Ages, *_field(parse_ages)]
SlotsField = Annotated[Slots, _field(parse_slots)[0], WithJsonSchema({"enum": list(SLOTS)})]
Minutes = Annotated[int, *_field(parse_duration)]
StrengthField = Annotated[Strength, *_field(parse_strength)]
AmountField = Annotated[Amount, *_field(parse_amount)]
DaysField = Annotated[DaySet, *_field(DaySet.parse, numeric=True)]

DoseOrRef = Annotated[Dose | Ref, *_field(parse_dose, ref=True)]
DaysOrRef = Annotated[DaySet | Ref, *_field(DaySet.parse, ref=True, numeric=True)]
IntOrRef = Annotated[int | Ref, *_field(parse_int, ref=True, numeric=True)]
TextOrRef = Annotated[str | Ref, *_field(parse_text, ref=True, numeric=True)]
DecimalOrRef = Annotated[Decimal | Ref, *_field(parse_decimal, ref=True, numeric=True)]
