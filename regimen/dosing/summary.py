"""The subject's body-size and renal figures in one value, as shown above the doses and in JSON."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from regimen.dosing.body import BSA_FORMULAS, Bsa, as_bsa, bsa_by, bsa_table, weights
from regimen.dosing.policy import DosePolicy
from regimen.dosing.renal import (
    CLEARANCE_CITATION,
    CLEARANCE_UNIT,
    EGFR_CITATION,
    EGFR_UNIT,
    Clearance,
    Renal,
    renal_function,
)
from regimen.dosing.subject import Subject

GIVEN = "given"
"""Stands in the place of a formula id when the subject's own surface area is used."""


class BsaUsed(NamedTuple):
    """The surface area that doses are calculated with."""

    formula: str
    """Formula id, or `given`."""
    m2_unrounded: Decimal
    """m², as computed."""
    m2: Decimal
    """m², rounded half up to three decimals, for display."""


@dataclass(frozen=True, slots=True)
class BodySummary:
    """Everything computed from the subject alone."""

    bsa: dict[str, Bsa]
    """By formula id; empty without height and weight."""
    bsa_used: BsaUsed | None
    """None when it can neither be computed nor was given."""
    weights: dict[str, Decimal]
    """Actual, ideal, adjusted and lean weight in kg, as far as the data allow."""
    renal: Renal
    """Clearance and estimate."""

    def as_dict(self) -> dict[str, Any]:
        """The keys `bsa`, `bsa_used`, `weights` and `renal` of `regimen dose --json`; numbers stay Decimals."""
        used = self.bsa_used
        return {
            "bsa": {formula: bsa._asdict() for formula, bsa in self.bsa.items()},
            "bsa_used": None if used is None else used._asdict(),
            "weights": self.weights,
            "renal": _renal_dict(self.renal),
        }


def body_summary(subject: Subject | None, policy: DosePolicy) -> BodySummary:
    """Surface area by every formula, the one used, and renal function."""
    subject = subject or Subject()
    table: dict[str, Bsa] = {}
    if subject.height_cm is not None and subject.weight_kg is not None:
        table = bsa_table(subject.height_cm, subject.weight_kg)
    return BodySummary(
        table,
        surface_area(subject, policy),
        weights(subject.height_cm, subject.weight_kg, subject.sex),
        renal_function(subject, policy.renal_weight),
    )


def surface_area(subject: Subject, policy: DosePolicy) -> BsaUsed | None:
    """The given surface area, else by the policy's formula, else None."""
    if subject.bsa is not None:
        return BsaUsed(GIVEN, *as_bsa(subject.bsa))
    if subject.height_cm is None or subject.weight_kg is None:
        return None
    return BsaUsed(policy.bsa_formula, *bsa_by(BSA_FORMULAS[policy.bsa_formula], subject.height_cm, subject.weight_kg))


def _renal_dict(renal: Renal) -> dict[str, Any]:
    return {
        "crcl": {
            "unit": CLEARANCE_UNIT,
            "source": CLEARANCE_CITATION,
            "by_weight": {clearance.weight: _clearance(clearance) for clearance in renal.clearances},
            "used": None if renal.used is None else {"weight": renal.used.weight, **_clearance(renal.used)},
            "missing": list(renal.missing),
        },
        "egfr": {
            "unit": EGFR_UNIT,
            "source": EGFR_CITATION,
            "value": renal.egfr,
            "missing": list(renal.egfr_missing),
        },
        "notes": list(renal.notes),
    }


def _clearance(clearance: Clearance) -> dict[str, Decimal]:
    return {"weight_kg": clearance.weight_kg, "ml_min": clearance.ml_min}
