"""The kinds of value a protocol file may hold, as pydantic field types.

A field that may rest on an assumption or on the dose level accepts a reference (`$mec.mitoxantrone`,
`$level.days`) in place of the value; resolve.py looks it up.
"""

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
)

_REF = re.compile(r"\$([a-z0-9][a-z0-9-]*)\.([a-z0-9][a-z0-9_-]*)", re.ASCII)
_ID = re.compile(r"[a-z0-9-][a-z0-9.-]{0,63}", re.ASCII)
_AGES = re.compile(r"(<|<=|>|>=)?\s*([0-9]{1,3})(?:-([0-9]{1,3}))?", re.ASCII)
MAX_AGE = 120
MAX_TEXT = 2_000
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
    if not re.fullmatch(r"-?[0-9]{1,6}", text, re.ASCII):
        raise ValueSyntaxError(f"'{text[:40]}' is not a whole number", allowed="digits, for example 45")
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
