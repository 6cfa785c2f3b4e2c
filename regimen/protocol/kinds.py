"""The kinds of value that a protocol file holds, in words and examples; each kind is a field type of values.py."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from regimen.protocol import values


class Kind(NamedTuple):
    """How one kind of value is written."""

    name: str
    fields: tuple[Any, ...]
    """The field type that reads it, and the one that takes a reference as well."""
    words: str
    examples: tuple[str, ...]

    def named(self, hint: Any) -> str | None:
        """The kind's name if `hint` is one of its field types; a reference is told."""
        if hint not in self.fields:
            return None
        return self.name if hint == self.fields[0] else f"{self.name} or $reference"


KINDS = (
    Kind("text", (values.Text, values.TextOrRef), "One line; quotes if it holds `: ` or ` #`.", ("relapsed AML",)),
    Kind("id", (values.Id,), "Lower-case letters, digits, `-` and `.`, at most 64.", ("d10-50", "label-etoposide")),
    Kind("whole number", (values.Int, values.IntOrRef), "Digits, with `-` in front where less than 0.", ("45", "-3")),
    Kind(
        "number", (values.DecimalField, values.DecimalOrRef),
        "Digits with at most one point, a digit before it; kept exactly as written.", ("0.5", "1000"),
    ),
    Kind("date", (values.DateText,), "Year, month, day.", ("2015-03-01",)),
    Kind(
        "days", (values.DaysField, values.DaysOrRef),
        "Days, ranges and steps, joined by commas; the day before Day 1 is -1.",
        ("1-10", "1,8,15", "-7--1", "1-21/2"),
    ),
    Kind(
        "dose", (values.DoseField, values.DoseOrRef),
        "One administration, not a day or a course: a number and a unit, alone or per m2 or per kg; or AUC.",
        ("50 mg", "8 mg/m2", "5 mcg/kg", "10000 international units/m2", "AUC 5"),
    ),
    Kind("amount", (values.AmountField,), "A number and a unit.", ("2 mg", "500 mL")),
    Kind("strength", (values.StrengthField,), "An amount in one unit of the product, or per mL.", ("25 mg", "2 mg/mL")),
    Kind("duration", (values.Minutes,), "Hours and minutes.", ("30 min", "1 h 30 min", "46 h")),
    Kind("spread", (values.SlotsField,), f"One of {', '.join(values.SLOTS)}.", ("q12h",)),
    Kind("age band", (values.AgesField,), "Years of age: a sign and a bound, or both ends.", ("<60", ">=60", "18-59")),
    Kind("band", (values.BandField,), "A sign and a bound, or both ends (included).", ("<60", ">=60", "15-50")),
)  # fmt: skip
REFERENCE = Kind(
    "$reference", (), "In place of a value: a key of the chosen set of an assumption group, or of the dose level.",
    ("$mec.etoposide", "$level.dose"),
)  # fmt: skip


def kind_name(hint: Any) -> str | None:
    """The name of the kind of value that a field type reads, if it is one."""
    return next(_names(hint), None)


def _names(hint: Any) -> Iterator[str]:
    for kind in KINDS:
        if name := kind.named(hint):
            yield name
