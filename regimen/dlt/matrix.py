"""One subject under many definitions: what the open settings make of the same counts."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from regimen.dlt.case import Case
from regimen.dlt.definition import Definition, Disease
from regimen.dlt.verdict import Letter, Verdict, judge

THRESHOLDS = ((Decimal("0.5"), Decimal(20)), (Decimal("0.5"), Decimal(50)), (Decimal("1.0"), Decimal(100)))
"""ANC and platelets: no support needed, partial recovery (CRh), complete recovery (CR)."""
PLATELET_FREE_DAYS = (0, 3, 7)
LAST_DAYS = (42, 45)
LEUKAEMIA: tuple[Disease, ...] = ("evaluable_no_haematological_dlt", "not_evaluable")
AXES = {
    "thresholds": ("anc", "platelets"),
    "platelet_free_days": ("platelet_free_days",),
    "last_day": ("last_day",),
    "residual_leukaemia": ("residual_leukaemia",),
}
"""What is varied, and the fields of a Definition that hold it."""


class Matrix(NamedTuple):
    """The verdicts side by side, that of the definition in force first."""

    verdicts: tuple[Verdict, ...]

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters that occur, sorted."""
        return tuple(sorted({verdict.letter for verdict in self.verdicts}))

    @property
    def flips(self) -> bool:
        """Whether any two definitions differ in how the subject counts in the escalation."""
        return len(self.letters) > 1

    @property
    def hinges(self) -> tuple[str, ...]:
        """The axes along which alone the letter of the definition in force changes."""
        base, *others = self.verdicts
        return tuple(
            axis
            for axis, varied in AXES.items()
            if any(other.letter != base.letter and _differ(base, other) <= {*varied} for other in others)
        )


def definitions(base: Definition) -> Iterator[Definition]:
    """Every combination of the axes, the definition in force first; all else stays as it is there."""
    assert base.anc is not None
    assert base.platelets is not None
    for (anc, platelets), free, last_day, leukaemia in product(
        dict.fromkeys([(base.anc, base.platelets), *THRESHOLDS]),
        dict.fromkeys([base.platelet_free_days, *PLATELET_FREE_DAYS]),
        dict.fromkeys([base.last_day, *LAST_DAYS]),
        dict.fromkeys([base.residual_leukaemia, *LEUKAEMIA]),
    ):
        varied = {
            "anc": anc,
            "platelets": platelets,
            "platelet_free_days": free,
            "last_day": last_day,
            "residual_leukaemia": leukaemia,
        }
        others = {name for name, value in varied.items() if value != getattr(base, name)}
        yield replace(base, assumed=base.assumed | others, **varied)


def verdict_matrix(case: Case, base: Definition) -> Matrix:
    """The verdict under every definition; under none but the one in force where its thresholds are hidden."""
    if base.anc is None or base.platelets is None:
        return Matrix((judge(case, base),))
    return Matrix(tuple(judge(case, definition) for definition in definitions(base)))


def _differ(one: Verdict, other: Verdict) -> set[str]:
    """Names of the fields in which two definitions differ."""
    varied = [name for names in AXES.values() for name in names]
    return {name for name in varied if getattr(one.definition, name) != getattr(other.definition, name)}
