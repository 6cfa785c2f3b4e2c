"""The choices behind a calculation; none of them is in the sources, so each is shown with its mark."""

from dataclasses import dataclass
from decimal import Decimal

from regimen.dosing.body import BSA_FORMULAS, DEFAULT_BSA_FORMULA
from regimen.dosing.renal import RENAL_WEIGHTS
from regimen.dosing.rounding import DEFAULT_ROUNDING, Rounding
from regimen.errors import RegimenError


@dataclass(frozen=True, slots=True)
class DosePolicy:
    """How doses are calculated and rounded."""

    bsa_formula: str = DEFAULT_BSA_FORMULA
    """Id of a body surface area formula."""
    rounding: Rounding = DEFAULT_ROUNDING
    """Rounding policy."""
    renal_weight: str = RENAL_WEIGHTS[0]
    """Weight for Cockcroft-Gault: actual, ideal or adjusted."""
    gfr_cap: Decimal | None = Decimal(125)
    """Highest clearance used in Calvert's formula, mL/min (FDA communication on carboplatin dosing, October 2010)."""

    def __post_init__(self) -> None:
        if self.bsa_formula not in BSA_FORMULAS:
            raise RegimenError(f"unknown BSA formula '{self.bsa_formula[:40]}'", allowed=", ".join(BSA_FORMULAS))
        if self.renal_weight not in RENAL_WEIGHTS:
            raise RegimenError(f"unknown weight '{self.renal_weight[:40]}'", allowed=", ".join(RENAL_WEIGHTS))
        if self.gfr_cap is not None and not (self.gfr_cap.is_finite() and self.gfr_cap > 0):
            raise RegimenError(f"the GFR cap {self.gfr_cap} cannot be used", allowed="more than 0 mL/min, or none")
