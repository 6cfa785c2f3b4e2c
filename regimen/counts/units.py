"""Units of blood counts: what laboratories write, read exactly and turned into one unit for each value.

A number without a unit is refused: ANC 500 and 0.5 are the same sample in two countries. Factors of cells are powers
of ten and lose no digit; digits that were written stay, since they say how far a value was rounded.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from regimen.counts.count import Count
from regimen.errors import ValueSyntaxError
from regimen.quantity import parse_decimal, plain

G_DL_PER_MMOL_L = Decimal("1.6114")
"""Haemoglobin in g/dL of 1 mmol/L, counted as single chains (one iron each, 16,114 g/mol), as is usual."""


class CountUnit(NamedTuple):
    """A unit of one kind of value."""

    text: str
    """As files write it."""
    factor: Decimal
    """How many of the base unit one of these is."""
    spellings: frozenset[str]
    """Every way it is written, in lower case, without spaces and multiplication signs."""


def _unit(text: str, factor: str, spellings: str) -> CountUnit:
    return CountUnit(text, Decimal(factor), frozenset(spellings.split()))


CELL_UNITS = (
    _unit("10^9/L", "1", "10^9/l 10*9/l 10e9/l 109/l e9/l g/l gpt/l giga/l"),
    _unit("K/uL", "1", "k/ul 10^3/ul 10*3/ul 10e3/ul 103/ul e3/ul th/ul thou/ul k/mm3 10^3/mm3 10*3/mm3 103/mm3"),
    _unit("/uL", "0.001", "/ul cells/ul /mm3 cells/mm3 /cmm cells/cmm"),
)
HAEMOGLOBIN_UNITS = (
    _unit("g/dL", "1", "g/dl g/100ml gm/dl g%"),
    _unit("g/L", "0.1", "g/l gm/l"),
    _unit("mmol/L", str(G_DL_PER_MMOL_L), "mmol/l"),
)
PERCENT = (_unit("%", "1", "% percent"),)


class Analyte(NamedTuple):
    """What is measured: its units and what its values may be, in the first of them."""

    name: str
    """As said to people."""
    units: tuple[CountUnit, ...]
    """Base unit first."""
    highest: Decimal
    """Largest value that is read; beyond it a unit was mistaken."""
    usual: tuple[Decimal, Decimal]
    """Smallest value above zero and largest value that raise no question."""


def _analyte(name: str, units: tuple[CountUnit, ...], highest: str, low: str, high: str) -> Analyte:
    return Analyte(name, units, Decimal(highest), (Decimal(low), Decimal(high)))


ANALYTES = {
    "anc": _analyte("ANC", CELL_UNITS, "1000", "0.005", "100"),
    "wbc": _analyte("white cells", CELL_UNITS, "2000", "0.005", "400"),
    "lymphocytes": _analyte("lymphocytes", CELL_UNITS, "2000", "0.005", "400"),
    "platelets": _analyte("platelets", CELL_UNITS, "5000", "0.5", "1500"),
    "haemoglobin": _analyte("haemoglobin", HAEMOGLOBIN_UNITS, "30", "3", "22"),
    "blasts": _analyte("blasts", PERCENT, "100", "0", "100"),
}
"""By the key that files use. The ranges are this program's own: they catch slips of unit, not unusual people."""

_PLAIN = str.maketrans({"µ": "u", "μ": "u", "³": "3", "⁹": "9", "×": "x"})
_VALUE = re.compile(r"(<?)\s*([0-9][0-9.]*)\s*([^,=]*)")
_SIGN = re.compile(r"<=|>=|≤|≥|>|-|−")


@dataclass(frozen=True, slots=True)
class Measured:
    """A value in its base unit, with the text it was written as."""

    count: Count
    written: str

    def __str__(self) -> str:
        return self.written


@lru_cache(maxsize=256)
def unit_of(analyte: str, text: str) -> CountUnit:
    """The unit that a text names for an analyte; `G/L` is cells for a count and grams for haemoglobin."""
    spelled = "".join(text.translate(_PLAIN).lower().split()).removeprefix("x")
    known = ANALYTES[analyte]
    for unit in known.units:
        if spelled in unit.spellings:
            return unit
    raise ValueSyntaxError(f"'{text[:20]}' is no unit of {known.name}", allowed=_units_allowed(known))


def read_measured(analyte: str, raw: object) -> Measured:
    """Read a value with its unit: `0.4 10^9/L`, `450 /uL`, `<0.1 K/uL`, `81 g/L`; percent may lack its sign."""
    if isinstance(raw, Measured):
        return raw
    text, known = raw.strip() if isinstance(raw, str) else str(raw), ANALYTES[analyte]
    match = _VALUE.fullmatch(text)
    if match is None:
        raise _unreadable(text, known)
    number, spelled = parse_decimal(match[2]), match[3].strip()
    if not spelled and known.units is not PERCENT:
        raise ValueSyntaxError(
            f"{known.name} {text[:20]} has no unit",
            allowed=_units_allowed(known),
            hint=f"write it behind the number, as in {_example(known)}",
        )
    unit = unit_of(analyte, spelled) if spelled else known.units[0]
    value = number * unit.factor
    if value > known.highest:
        raise _too_high(number, unit, known)
    return Measured(Count(value, bool(match[1])), text)


def in_unit(value: Decimal, unit: CountUnit) -> Decimal:
    """A value of the base unit in another unit of the same analyte."""
    return value / unit.factor


def question(analyte: str, measured: Measured) -> str | None:
    """What is unusual about a value; None if nothing is."""
    known = ANALYTES[analyte]
    (low, high), value = known.usual, measured.count.value
    if value == 0 or low <= value <= high:
        return None
    base = known.units[0].text
    return (
        f"{known.name} {measured} is unusual ({measured.count.text} {base}); "
        f"usual: {plain(low)} to {plain(high)} {base}; check the value and its unit"
    )


def _units_allowed(known: Analyte) -> str:
    return ", ".join(unit.text for unit in known.units)


def _example(known: Analyte) -> str:
    return {"haemoglobin": "8.1 g/dL"}.get(known.name, f"0.4 {known.units[0].text}")


def _unreadable(text: str, known: Analyte) -> ValueSyntaxError:
    sign = _SIGN.match(text)
    if sign and sign[0] in "-−":
        return ValueSyntaxError(f"{known.name} {text[:20]} is below zero", allowed="0 or more")
    if sign:
        return ValueSyntaxError(
            f"{known.name} '{text[:20]}' is no single value", allowed="a number, or <number for a reporting limit"
        )
    hint = "write a decimal point" if re.match(r"<?\s*[0-9]+,[0-9]", text) else None
    return ValueSyntaxError(
        f"cannot read {known.name} '{text[:40]}'", allowed=f"a number and a unit, such as {_example(known)}", hint=hint
    )


def _too_high(number: Decimal, unit: CountUnit, known: Analyte) -> ValueSyntaxError:
    """A value beyond reason, with the unit that makes it a usual one."""
    low, high = known.usual
    meant = [other.text for other in known.units if low <= number * other.factor <= high]
    return ValueSyntaxError(
        f"{known.name} {plain(number)} {unit.text} is above {plain(in_unit(known.highest, unit))} {unit.text}",
        hint=f"did you mean {plain(number)} {meant[0]}?" if meant else None,
    )
