"""Numbers typed without a unit: read in the base unit where no other unit would make them usual, else refused.

A file or a table never leaves its units out. Whoever types one value is told at once how it was read.
"""

import re
from decimal import Decimal

from regimen.counts.count import Count
from regimen.counts.units import ANALYTES, CountUnit, Measured, question, read_measured
from regimen.errors import ValueSyntaxError
from regimen.quantity import parse_decimal

_BARE = re.compile(r"<?\s*([0-9]+(?:\.[0-9]+)?)", re.ASCII)


def with_unit(analyte: str, text: str) -> str:
    """The text with the base unit behind a bare number; raises where the number could be meant in another unit."""
    match, units = _BARE.fullmatch(text.strip()), ANALYTES[analyte].units
    if match is None or len(units) == 1:
        return text
    number = parse_decimal(match[1])
    base, usual = units[0], dict[Decimal, CountUnit]()
    for unit in units:
        if question(analyte, Measured(Count(number * unit.factor), text)) is None:
            usual.setdefault(unit.factor, unit)
    if number and usual.keys() - {base.factor}:
        readings = " or ".join(f"{number} {unit.text}" for unit in usual.values())
        raise ValueSyntaxError(
            f"{ANALYTES[analyte].name} {text.strip()} has no unit", hint=f"did you mean {readings}? write the unit"
        )
    written = f"{text.strip()} {base.text}"
    read_measured(analyte, written)
    return written
