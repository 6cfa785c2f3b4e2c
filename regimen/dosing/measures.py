"""Reading body and laboratory values: what is refused, and what the writer probably meant.

The hard ranges keep out slips of unit (metres for centimetres, umol/L for mg/dL), not unusual people. They
and the usual ranges are this program's own choices; no guideline sets them.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from regimen.errors import ValueSyntaxError
from regimen.quantity import parse_decimal, plain

_LAB = re.compile(r"([0-9.]+)\s*([^0-9.\s].*)?", re.ASCII)
_MASS_UNIT = "mg/dL"
_MOLAR_UNITS = {"umol/l", "µmol/l", "μmol/l", "micromol/l"}
_MAX_MAGNITUDE = 12
_METRES = (Decimal("0.5"), Decimal("2.5"))


class Range(NamedTuple):
    """What a value may be, and what it usually is."""

    low: Decimal
    """Smallest value accepted."""
    high: Decimal
    """Largest value accepted."""
    usual_low: Decimal
    """Smallest value that raises no question."""
    usual_high: Decimal
    """Largest value that raises no question."""
    unit: str
    """Unit as written for people."""

    def holds(self, value: Decimal) -> bool:
        """Whether the value is accepted; both ends are."""
        return self.low <= value <= self.high

    def usual(self, value: Decimal) -> bool:
        """Whether the value raises no question; neither end does."""
        return self.usual_low <= value <= self.usual_high


def _range(low: str, high: str, usual_low: str, usual_high: str, unit: str) -> Range:
    return Range(Decimal(low), Decimal(high), Decimal(usual_low), Decimal(usual_high), unit)


RANGES = {
    "height_cm": _range("50", "250", "120", "220", "cm"),
    "weight_kg": _range("2", "400", "30", "200", "kg"),
    "age": _range("0", "120", "18", "100", "years"),
    "creatinine": _range("0.1", "20", "0.3", "5", _MASS_UNIT),
    "bsa": _range("0.1", "3.5", "1.2", "2.6", "m²"),
    "bilirubin": _range("0.1", "60", "0.1", "10", _MASS_UNIT),
    "lvef": _range("5", "90", "20", "80", "%"),
    "prior_anthracycline": _range("0", "2000", "0", "700", "mg/m²"),
}
"""By subject field. Zero is possible only for an age and for a prior exposure."""

UMOL_L_PER_MG_DL = {"creatinine": Decimal("88.42"), "bilirubin": Decimal("17.1")}
"""umol/L in 1 mg/dL, from the molar masses 113.12 and 584.7 g/mol."""


@dataclass(frozen=True, slots=True)
class LabValue:
    """A laboratory value in mg/dL, with the text it was written as."""

    mg_dl: Decimal
    """The value in mg/dL; a value in umol/L is divided to 28 digits and not rounded."""
    written: str
    """As written; a bare number means mg/dL."""

    @property
    def text(self) -> str:
        """As written, with the unit that a bare number stands for."""
        return self.written if not self.written[-1].isdigit() else f"{self.written} {_MASS_UNIT}"

    def __str__(self) -> str:
        return self.written


def read_number(raw: object) -> Decimal:
    """Read an exact number from text, int, float (by its shortest form) or Decimal; NaN and infinity refused."""
    if isinstance(raw, str):
        return parse_decimal(raw.strip())
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise ValueSyntaxError(f"a {type(raw).__name__} is not a number", allowed="a number such as 170 or 0.9")
    value = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    if not value.is_finite() or abs(value.adjusted()) > _MAX_MAGNITUDE:
        raise ValueSyntaxError("the number is not finite or far out of range", allowed="a number such as 170 or 0.9")
    return value


def read_measure(field: str, raw: object) -> Decimal:
    """Read the value of one subject field and refuse it outside its hard range."""
    value = read_number(raw)
    allowed = RANGES[field]
    if field == "height_cm" and _METRES[0] <= value <= _METRES[1]:
        raise ValueSyntaxError(f"{plain(value)} looks like metres", hint=f"did you mean {plain(value * 100)} cm?")
    if field == "lvef" and 0 < value <= 1:
        raise ValueSyntaxError(f"{plain(value)} looks like a fraction", hint=f"did you mean {plain(value * 100)} %?")
    if not allowed.holds(value):
        raise _outside(plain(value), allowed, None)
    return value


def read_lab(field: str, raw: object) -> LabValue:
    """Read a laboratory value such as `1.09 mg/dL`, `96.3 umol/L` or a bare number in mg/dL."""
    if isinstance(raw, LabValue):
        return raw
    written = raw.strip() if isinstance(raw, str) else plain(read_number(raw))
    match = _LAB.fullmatch(written)
    unit = (match[2] or "") if match else ""
    if match is None or unit.lower() not in {"", _MASS_UNIT.lower(), *_MOLAR_UNITS}:
        raise ValueSyntaxError(
            f"cannot read '{written[:40]}'", allowed="a number in mg/dL or umol/L, such as 0.9 mg/dL"
        )
    number, factor, allowed = parse_decimal(match[1]), UMOL_L_PER_MG_DL[field], RANGES[field]
    molar = unit.lower() in _MOLAR_UNITS
    value = number / factor if molar else number
    if not allowed.holds(value):
        other = number if molar else number / factor
        meant = f"{plain(number)} {_MASS_UNIT if molar else 'umol/L'}"
        hint = f"did you mean {meant}?" if allowed.holds(other) else None
        raise _outside(plain(number), _molar(allowed, factor) if molar else allowed, hint)
    return LabValue(value, written)


def _molar(allowed: Range, factor: Decimal) -> Range:
    low, high, usual_low, usual_high = (bound * factor for bound in allowed[:4])
    return Range(low, high, usual_low, usual_high, "umol/L")


def _outside(value: str, allowed: Range, hint: str | None) -> ValueSyntaxError:
    unit = allowed.unit
    return ValueSyntaxError(
        f"{value} {unit} is outside {plain(allowed.low)} to {plain(allowed.high)} {unit}", hint=hint
    )
