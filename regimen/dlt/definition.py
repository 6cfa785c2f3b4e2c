"""What counts as recovered, and what follows where counts alone do not decide: one value holds the whole rule.

The sources say "count recovery" and "Day 45" and leave the rest open, so nearly every field is an assumption that
can be exchanged, and verdicts under two definitions can be laid side by side.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from regimen.errors import RegimenError
from regimen.nomenclature import MARK

Disease = Literal["evaluable_no_haematological_dlt", "not_evaluable"]
"""What leukaemia makes of a subject whose counts did not recover."""
ALL_TREATMENT = "treatment"
"""What is said where recovery is looked for after the last dose of any drug."""
RUN = 3
"""Values, on different days, that make a recovery sustained."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One definition of count recovery by a last day; thresholds in ×10⁹/L, None where they are hidden."""

    last_day: int
    """Recovery on this study day is in time, on the next one it is late."""
    anc: Decimal | None
    platelets: Decimal | None
    assumed: frozenset[str] = frozenset()
    """Names of the fields whose values no source gives (†)."""
    after: str = ALL_TREATMENT
    """Block after whose last dose recovery is looked for, or all treatment."""
    same_sample: bool = True
    """Whether one sample must show both; otherwise each lineage recovers for itself, and the later one counts."""
    platelet_free_days: int = 3
    """Days from the last platelet transfusion from which on a good platelet count is the subject's own."""
    growth_factor_free_days: int = 0
    """The same for ANC and growth factor."""
    sustained: bool = False
    """Whether the first of three values on different days is asked for instead of one."""
    recovery_day: Literal["first_of_run", "confirmation"] = "first_of_run"
    """Which day of a sustained recovery is its day."""
    gap_days: int = 7
    """Longest gap around the last day across which low counts on both sides are taken as low in between."""
    marrow_days: int = 7
    """How far from the last day a marrow may lie, either side."""
    leukaemia_blasts: Decimal = Decimal(5)
    """Percent of marrow blasts from which on leukaemia persists."""
    residual_leukaemia: Disease = "evaluable_no_haematological_dlt"
    disease_death: Disease = "evaluable_no_haematological_dlt"
    least_treatment: Decimal = Decimal("0.8")
    """Share of the planned doses that a subject without a DLT must have been given to be evaluable."""
    sample_days: int = 2
    """How many days before the last day the planned deciding sample may be taken."""

    def __post_init__(self) -> None:
        for name in ("anc", "platelets"):
            value = getattr(self, name)
            if value is not None and value <= 0:
                raise RegimenError(f"{name} threshold {value} is not possible", allowed="above 0 ×10⁹/L")
        for name in ("platelet_free_days", "growth_factor_free_days", "gap_days", "marrow_days", "sample_days"):
            if getattr(self, name) < 0:
                raise RegimenError(f"{name} {getattr(self, name)} is not possible", allowed="0 or more")
        if not 0 <= self.least_treatment <= 1:
            raise RegimenError(f"least_treatment {self.least_treatment} is not possible", allowed="0 to 1")

    @property
    def run(self) -> int:
        """How many good values make a recovery."""
        return RUN if self.sustained else 1

    def mark(self, field: str) -> str:
        """† behind a value that no source gives."""
        return MARK if field in self.assumed else ""
