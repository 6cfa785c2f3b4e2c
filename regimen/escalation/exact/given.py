"""The DLT chances that a question begins with: read, counted, and questioned where they fall."""

import re
from collections.abc import Sequence
from itertools import pairwise

from regimen.errors import RegimenError, ValueSyntaxError
from regimen.escalation.outcomes import check_levels
from regimen.findings import Finding, Severity

_NUMBER = re.compile(r"(\d+\.?\d*|\.\d+)(e-?\d{1,3})?\Z", re.ASCII | re.IGNORECASE)
_ALLOWED = "a chance from 0 to 1 for each level, level 1 first, such as .05,.10,.20"


def parse_chances(text: str) -> tuple[float, ...]:
    """Read chances parted by commas; every misfit is told with its place."""
    parts, column = text.split(","), 1
    check_levels(len(parts))
    found = []
    for number, part in enumerate(parts, 1):
        said = part.strip()
        where = f"chance {number} of {len(parts)} (column {column + len(part) - len(part.lstrip())})"
        if not _NUMBER.match(said):
            raise ValueSyntaxError(f"{where}: '{said[:20]}' is no number", allowed=_ALLOWED)
        if not 0 <= float(said) <= 1:
            raise ValueSyntaxError(f"{where}: {said[:20]} is no chance", allowed=_ALLOWED)
        found.append(float(said))
        column += len(part) + 1
    return tuple(found)


def check_chances(chances: Sequence[float], levels: int) -> None:
    """Refuse chances that do not fit the ladder or are none."""
    check_levels(len(chances))
    if len(chances) != levels:
        raise RegimenError(f"chances for {len(chances)} of {levels} levels", allowed="one for each level")
    for level, chance in enumerate(chances, 1):
        if not 0 <= chance <= 1:
            raise RegimenError(f"level {level}: {chance} is no chance", allowed=_ALLOWED)


def falling(chances: Sequence[float]) -> tuple[Finding, ...]:
    """Say where a higher level has the lower chance: allowed, but no escalation expects it."""
    return tuple(
        Finding(
            "chance-falls",
            Severity.OTHER,
            f"the chance of a DLT falls from {lower:g} at level {level} to {higher:g} at level {level + 1}; worked out "
            "as it stands, but every design takes it that a higher level is no safer",
            f"level {level + 1}",
        )
        for level, (lower, higher) in enumerate(pairwise(chances), 1)
        if higher < lower
    )
