"""Amounts and dose expressions: exact decimals with a unit, UCUM inside.

International units and USP units are different kinds and never convert into each other: reading one as the
other is a thousand-fold error for bleomycin. A bare "units" is refused for the same reason.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from regimen.errors import RegimenError, ValueSyntaxError


class Kind(Enum):
    """What a unit measures; amounts convert only within one kind."""

    MASS = "mass"
    INTERNATIONAL = "international units"
    USP = "USP units"
    VOLUME = "volume"
    DROPS = "drops"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of one administration."""

    ucum: str
    """UCUM code, used in files and JSON."""
    words: str
    """Text for people, never an abbreviation on a do-not-use list."""
    kind: Kind
    factor: Decimal
    """How many of the kind's base unit (mg, unit, mL) one of these is."""


MG = Unit("mg", "mg", Kind.MASS, Decimal(1))
G = Unit("g", "g", Kind.MASS, Decimal(1000))
MCG = Unit("ug", "mcg", Kind.MASS, Decimal("0.001"))
INTERNATIONAL = Unit("[IU]", "international units", Kind.INTERNATIONAL, Decimal(1))
USP = Unit("[USP'U]", "USP units", Kind.USP, Decimal(1))
ML = Unit("mL", "mL", Kind.VOLUME, Decimal(1))
L = Unit("L", "L", Kind.VOLUME, Decimal(1000))
DROPS = Unit("[drp]", "drops", Kind.DROPS, Decimal(1))

SPELLINGS = {
    "mg": MG, "g": G, "ug": MCG, "mcg": MCG, "µg": MCG, "μg": MCG,
    "[IU]": INTERNATIONAL, "IU": INTERNATIONAL, "international units": INTERNATIONAL,
    "[USP'U]": USP, "USP units": USP, "mL": ML, "L": L,
    "[drp]": DROPS, "drop": DROPS, "drops": DROPS,
}  # fmt: skip
"""Unit as a file may spell it."""
_BARE_UNITS = {"u", "unit", "units", "iu", "i.u."}
UNITS_ALLOWED = "mg, g, mcg, international units, USP units, mL, L, drops, each alone or per m2 or per kg; or AUC"


class Basis(Enum):
    """What a dose is scaled by; the value is the UCUM tail."""

    FLAT = ""
    PER_M2 = "/m2"
    PER_KG = "/kg"
    AUC = "AUC"


_BASES = {"": Basis.FLAT, "m2": Basis.PER_M2, "m²": Basis.PER_M2, "m^2": Basis.PER_M2, "kg": Basis.PER_KG}

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_QUANTITY = re.compile(rf"({_NUMBER})\s*([^0-9\s].*)?", re.ASCII)
_AUC = re.compile(rf"AUC\s*({_NUMBER})", re.ASCII)
_DURATION = re.compile(r"(?:([0-9]{1,4}) ?h)?\s*(?:([0-9]{1,5}) ?min)?", re.ASCII)
MAX_DIGITS = 12
"""Longest number that is read, in characters."""
MAX_DURATION_MIN = 28 * 24 * 60
"""Longest single administration: four weeks."""


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of one unit, exact."""

    value: Decimal
    unit: Unit

    def to(self, unit: Unit) -> "Amount":
        """The same amount in another unit of the same kind."""
        if unit is self.unit:
            return self
        if unit.kind is not self.unit.kind:
            raise RegimenError(
                f"cannot turn {self.unit.words} into {unit.words}",
                hint="they measure different things and are never converted silently",
            )
        return Amount(self.value * self.unit.factor / unit.factor, unit)

    def times(self, count: int | Decimal) -> "Amount":
        """`count` of these."""
        return Amount(self.value * count, self.unit)

    def plus(self, other: "Amount") -> "Amount":
        """The sum, in this amount's unit."""
        return Amount(self.value + other.to(self.unit).value, self.unit)

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.unit.ucum}"


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose expression for one administration: `50 mg`, `8 mg/m2`, `5 ug/kg`, `AUC 5`."""

    value: Decimal
    unit: Unit
    """Unit of the resulting amount (mg for AUC)."""
    basis: Basis

    def __str__(self) -> str:
        if self.basis is Basis.AUC:
            return f"AUC {plain(self.value)}"
        return f"{plain(self.value)} {self.unit.ucum}{self.basis.value}"


@dataclass(frozen=True, slots=True)
class Strength:
    """What one product unit holds: `25 mg` (a capsule) or `2 mg/mL` (a solution)."""

    amount: Amount
    per_ml: bool

    def __str__(self) -> str:
        return f"{self.amount}/mL" if self.per_ml else str(self.amount)


def plain(value: Decimal) -> str:
    """Digits without exponent, trailing zeros or thousands separator."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def parse_decimal(text: str) -> Decimal:
    """Read an exact positive number as printed on a label: digits, at most one point, a digit before it."""
    if not re.fullmatch(_NUMBER, text, re.ASCII) or len(text) > MAX_DIGITS:
        raise ValueSyntaxError(f"'{text[:40]}' is not a number", allowed="digits with at most one point: 0.5, 8, 1000")
    return Decimal(text)


def parse_amount(text: str) -> Amount:
    """Read an amount such as `2 mg`."""
    dose = parse_dose(text)
    if dose.basis is not Basis.FLAT:
        raise ValueSyntaxError(f"'{text[:40]}' is a dose by body size", allowed="an amount such as 2 mg")
    return Amount(dose.value, dose.unit)


def parse_dose(text: str) -> Dose:
    """Read a dose expression; a number without a unit is refused."""
    text = text.strip()
    if match := _AUC.fullmatch(text):
        return Dose(_positive(match[1], text), MG, Basis.AUC)
    match = _QUANTITY.fullmatch(text)
    if match is None:
        raise ValueSyntaxError(
            f"cannot read the dose '{text[:40]}'", allowed="a number and a unit, such as 50 mg or 8 mg/m2"
        )
    if match[2] is None:
        raise ValueSyntaxError(f"the dose '{text}' has no unit", allowed=UNITS_ALLOWED)
    unit_text, _, tail = match[2].strip().partition("/")
    unit, basis = _unit(unit_text.strip(), text), _BASES.get(tail.strip())
    if basis is None:
        hint = "a dose is one administration: leave out the day" if tail.strip().endswith(("d", "day")) else None
        raise ValueSyntaxError(f"cannot read '/{tail[:20]}' in the dose '{text[:40]}'", allowed="/m2 or /kg", hint=hint)
    return Dose(_positive(match[1], text), unit, basis)


def parse_strength(text: str) -> Strength:
    """Read a product strength: `25 mg` or `2 mg/mL`."""
    head, slash, tail = text.strip().partition("/")
    if slash and tail.strip() != "mL":
        raise ValueSyntaxError(f"cannot read the strength '{text[:40]}'", allowed="an amount, or an amount per mL")
    return Strength(parse_amount(head), bool(slash))


def parse_duration(text: str) -> int:
    """Read a duration in hours and minutes (`30 min`, `1 h 30 min`, `46 h`) as minutes."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or not (match[1] or match[2]):
        raise ValueSyntaxError(
            f"cannot read the duration '{text[:40]}'", allowed="hours and minutes: 30 min, 1 h, 46 h"
        )
    minutes = int(match[1] or 0) * 60 + int(match[2] or 0)
    if not 0 < minutes <= MAX_DURATION_MIN:
        raise ValueSyntaxError(f"the duration '{text}' is out of range", allowed="1 min to 672 h")
    return minutes


def _unit(spelled: str, text: str) -> Unit:
    unit = SPELLINGS.get(spelled)
    if unit is not None:
        return unit
    if spelled.lower() in _BARE_UNITS:
        raise ValueSyntaxError(
            f"'{spelled}' in the dose '{text[:40]}' does not say which units",
            allowed="international units or USP units, written out",
        )
    near = next((s for s in SPELLINGS if s.lower() == spelled.lower()), None)
    raise ValueSyntaxError(
        f"unknown unit '{spelled[:20]}' in the dose '{text[:40]}'",
        allowed=UNITS_ALLOWED,
        hint=f"did you mean {near}?" if near else None,
    )


def _positive(digits: str, text: str) -> Decimal:
    value = parse_decimal(digits)
    if value == 0:
        raise ValueSyntaxError(f"the dose '{text[:40]}' is zero", allowed="more than 0")
    return value
