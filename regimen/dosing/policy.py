"""The choices behind a calculation; none of them is in the sources, so each is shown with its mark."""

from dataclasses import dataclass
from decimal import Decimal

from regimen.dosing.body import BSA_FORMULAS, DEFAULT_BSA_FORMULA
from regimen.dosing.renal import RENAL_WEIGHTS
from regimen.dosing.rounding import DEFAULT_ROUNDING, Rounding
from regimen.errors import RegimenError, ValueSyntaxError, nearest
from regimen.quantity import parse_decimal

REGIONS = ("US", "EU", "NZ")
"""Where the vials are bought; the first is the default."""
NO_CAP = "none"
"""What lifts the GFR cap."""
DEFAULT_GFR_CAP = Decimal(125)
"""Highest clearance used in Calvert's formula, mL/min (FDA communication on carboplatin dosing, October 2010)."""
GFR_CAP_ALLOWED = f"mL/min, more than 0, such as 125; or {NO_CAP}"


@dataclass(frozen=True, slots=True)
class DosePolicy:
    """How doses are calculated, rounded and made up."""

    bsa_formula: str = DEFAULT_BSA_FORMULA
    """Id of a body surface area formula."""
    rounding: Rounding = DEFAULT_ROUNDING
    """Rounding policy."""
    renal_weight: str = RENAL_WEIGHTS[0]
    """Weight for Cockcroft-Gault: actual, ideal, adjusted or lean."""
    gfr_cap: Decimal | None = DEFAULT_GFR_CAP
    """Highest clearance used in Calvert's formula, mL/min; None lifts the cap."""
    region: str = REGIONS[0]
    """Where the vials are bought."""

    def __post_init__(self) -> None:
        for what, chosen, known in (
            ("BSA formula", self.bsa_formula, BSA_FORMULAS),
            ("weight", self.renal_weight, RENAL_WEIGHTS),
            ("region", self.region, REGIONS),
        ):
            if chosen not in known:
                raise RegimenError(f"unknown {what} '{chosen[:40]}'{nearest(chosen, known)}", allowed=", ".join(known))
        if self.gfr_cap is not None and not (self.gfr_cap.is_finite() and self.gfr_cap > 0):
            raise RegimenError(f"the GFR cap {self.gfr_cap} cannot be used", allowed="more than 0 mL/min, or none")


def parse_gfr_cap(text: str) -> Decimal | None:
    """Read a cap on the clearance in Calvert's formula: mL/min, or `none`."""
    text = text.strip()
    if text == NO_CAP:
        return None
    cap = parse_decimal(text)
    if cap == 0:
        raise ValueSyntaxError("a GFR cap of 0 mL/min leaves no dose", allowed=GFR_CAP_ALLOWED)
    return cap
