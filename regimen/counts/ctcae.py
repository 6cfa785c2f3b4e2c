"""CTCAE grades of blood counts, by version: the tables as data, and what a number alone cannot settle.

The same aplastic patient changes grade with the version, and relapsed leukaemia often begins at grade 3 or 4: a
grade is no dose-limiting toxicity.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from regimen.counts.count import Count
from regimen.errors import RegimenError

VERSIONS = ("4.03", "5.0", "6.0")
LLN = None
"""Stands in a table for the laboratory's lower limit of normal."""


class Scale(NamedTuple):
    """How one value is graded in one unit."""

    under: tuple[Decimal | None, ...]
    """For grade 1, 2, …: the bound that the value must lie below."""
    clinical: Mapping[int, str]
    """Grade by the number to what the grading asks for beside it."""


def _scale(*under: str | None, clinical: Mapping[int, str] | None = None) -> Scale:
    return Scale(tuple(None if bound is None else Decimal(bound) for bound in under), clinical or {})


_ANAEMIA = {3: "grade 4 is clinical: life-threatening"}
_CELLS = "10^9/L"
_TO_5 = {
    ("anc", _CELLS): _scale(LLN, "1.5", "1.0", "0.5"),
    ("platelets", _CELLS): _scale(LLN, "75", "50", "25"),
    ("wbc", _CELLS): _scale(LLN, "3.0", "2.0", "1.0"),
    ("lymphocytes", _CELLS): _scale(LLN, "0.8", "0.5", "0.2"),
    ("haemoglobin", "g/dL"): _scale(LLN, "10.0", "8.0", clinical=_ANAEMIA),
    ("haemoglobin", "g/L"): _scale(LLN, "100", "80", clinical=_ANAEMIA),
    ("haemoglobin", "mmol/L"): _scale(LLN, "6.2", "4.9", clinical=_ANAEMIA),
}
_FROM_6 = {
    **{key: scale for key, scale in _TO_5.items() if key[0] in ("wbc", "haemoglobin")},
    ("anc", _CELLS): _scale("1.5", "1.0", "0.5", "0.1"),
    ("platelets", _CELLS): _scale(
        LLN,
        "75",
        "50",
        "10",
        clinical={3: "asks for a transfusion indicated too", 4: "asks for life-threatening consequences too"},
    ),
}
SCALES = {"4.03": _TO_5, "5.0": _TO_5, "6.0": _FROM_6}
"""Version to (value, unit) to scale. The unit counts: 4.9 mmol/L is printed as grade 2, though it is 7.9 g/dL."""


class Grade(NamedTuple):
    """What a value says of a grade."""

    low: int
    """Lowest grade the number allows; 0 is none."""
    high: int
    """Highest grade the number allows."""
    version: str
    needs: tuple[str, ...] = ()
    """What would settle it."""
    clinical: str | None = None
    """What the grade asks for beside the number."""

    @property
    def value(self) -> int | None:
        """The grade, if the number settles it."""
        return self.low if self.low == self.high else None

    @property
    def words(self) -> str:
        """`grade 4 (CTCAE 5.0)`, `grade 0 or 1 (CTCAE 5.0; needs the lower limit of normal)`."""
        between = " or " if self.high == self.low + 1 else " to "
        told = [f"CTCAE {self.version}", *(f"needs {need}" for need in self.needs), self.clinical]
        return f"grade {between.join(map(str, sorted({self.low, self.high})))} ({'; '.join(filter(None, told))})"

    def worse_than(self, baseline: "Grade") -> bool | None:
        """Whether it is surely higher than the grade at baseline; None if the numbers leave that open."""
        if self.low > baseline.high:
            return True
        return False if self.high <= baseline.low else None


def grade(name: str, count: Count, version: str, *, lln: Decimal | None = None, unit: str | None = None) -> Grade:
    """The grade of a value given in its base unit, or in `unit`, with the lower limit of normal in the same unit."""
    scale = _scale_of(name, version, unit)
    low = high = 0
    for number, bound in enumerate(scale.under, 1):
        limit = lln if bound is LLN else bound
        under = None if limit is None else count.under(limit)
        low = number if under else low
        high = high if under is False else number
    needs = _needs(count, low, high, normal_unknown=scale.under[0] is LLN and lln is None)
    return Grade(low, high, version, needs, scale.clinical.get(low))


def _needs(count: Count, low: int, high: int, *, normal_unknown: bool) -> tuple[str, ...]:
    """What would settle a grade that lies between two."""
    if low == high:
        return ()
    normal = normal_unknown and low == 0
    by_limit = high > 1 or not normal
    return (
        *(["the lower limit of normal"] if normal else []),
        *([f"a value instead of {count.text}"] if by_limit else []),
    )


def _scale_of(name: str, version: str, unit: str | None) -> Scale:
    if version not in SCALES:
        raise RegimenError(f"CTCAE version '{version[:20]}' is not known", allowed=", ".join(VERSIONS))
    table = SCALES[version]
    for (graded, used), scale in table.items():
        if graded == name and unit in (None, used):
            return scale
    raise RegimenError(
        f"{name}{f' in {unit}' if unit else ''} has no grades of CTCAE {version} in the sources",
        allowed=", ".join(f"{known} in {used}" for known, used in table),
    )
