"""Renal function: Cockcroft-Gault creatinine clearance and the CKD-EPI 2021 estimate.

Both are adult formulas. The clearance (mL/min) is what labels cut doses by and what Calvert's formula takes;
the estimate is indexed to 1.73 m² of body surface and is shown beside it, never compared with such a cut.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from regimen.dosing.body import DEVINE_LOWEST_CM, weights
from regimen.dosing.subject import Subject

RENAL_WEIGHTS = ("actual", "ideal", "adjusted", "lean")
"""Which weight the clearance is computed with; the first is the default."""
CLEARANCE_UNIT = "mL/min"
CLEARANCE_CITATION = "Cockcroft DW, Gault MH. Nephron 1976;16:31-41"
EGFR_UNIT = "mL/min/1.73 m²"
EGFR_CITATION = "Inker LA et al. (CKD-EPI 2021). N Engl J Med 2021;385:1737-49"
NEVER_COMPARED = "An indexed eGFR (mL/min/1.73 m²) is never compared with a creatinine clearance cut (mL/min)."
"""Stands beside the two figures wherever they are shown."""

_ADULT_AGE = 18
_FEMALE = Decimal("0.85")
_KAPPA = {"F": 0.7, "M": 0.9}
_ALPHA = {"F": -0.241, "M": -0.302}
_EGFR_FEMALE = 1.012


class Clearance(NamedTuple):
    """A creatinine clearance by Cockcroft-Gault."""

    weight: str
    """Which weight: actual, ideal, adjusted or lean."""
    weight_kg: Decimal
    """That weight in kg."""
    ml_min: Decimal
    """mL/min, unrounded."""


@dataclass(frozen=True, slots=True)
class Renal:
    """What can be said about renal function from the data at hand."""

    clearances: tuple[Clearance, ...]
    """One for each weight that can be used."""
    used: Clearance | None
    """The one that doses are calculated with."""
    egfr: Decimal | None
    """CKD-EPI 2021, mL/min/1.73 m², unrounded."""
    missing: tuple[str, ...]
    """Subject fields without which `used` is None."""
    egfr_missing: tuple[str, ...]
    """Subject fields without which `egfr` is None."""
    notes: tuple[str, ...]
    """What the reader must know, one sentence each."""


def cockcroft_gault(age: int, weight_kg: Decimal, creatinine_mg_dl: Decimal, sex: str) -> Decimal:
    """Creatinine clearance in mL/min (Cockcroft and Gault 1976); all arithmetic is decimal."""
    clearance = (140 - age) * weight_kg / (72 * creatinine_mg_dl)
    return clearance * _FEMALE if sex == "F" else clearance


def ckd_epi_2021(age: int, creatinine_mg_dl: Decimal, sex: str) -> Decimal:
    """Estimated GFR in mL/min/1.73 m² by the race-free creatinine equation (Inker 2021)."""
    ratio = float(creatinine_mg_dl) / _KAPPA[sex]
    egfr = 142 * min(ratio, 1.0) ** _ALPHA[sex] * max(ratio, 1.0) ** -1.2 * 0.9938**age
    return Decimal(repr(float(egfr * (_EGFR_FEMALE if sex == "F" else 1.0))))


def renal_function(subject: Subject | None, weight: str = RENAL_WEIGHTS[0]) -> Renal:
    """Clearance for each weight, the one chosen, and the estimate; None where data are missing."""
    subject = subject or Subject()
    needs = ("age", "sex", "weight_kg", "creatinine") + (("height_cm",) if weight != "actual" else ())
    missing = _absent(subject, needs)
    egfr_missing = _absent(subject, ("age", "sex", "creatinine"))
    age, sex, creatinine = subject.age, subject.sex, subject.creatinine
    if age is None or sex is None or creatinine is None:
        return Renal((), None, None, missing, egfr_missing, (NEVER_COMPARED,))
    if age < _ADULT_AGE:
        note = "Cockcroft-Gault and CKD-EPI 2021 are adult formulas: nothing is computed below 18 years."
        return Renal((), None, None, missing, egfr_missing, (note, NEVER_COMPARED))
    by_name, light, notes = _weights(subject)
    by_weight = {
        name: Clearance(name, kg, cockcroft_gault(age, kg, creatinine.mg_dl, sex)) for name, kg in by_name.items()
    }
    used = None if missing else by_weight.get("actual" if light else weight)
    egfr = ckd_epi_2021(age, creatinine.mg_dl, sex)
    return Renal(tuple(by_weight.values()), used, egfr, missing, egfr_missing, (*notes, NEVER_COMPARED))


def _absent(subject: Subject, fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(field for field in fields if getattr(subject, field) is None)


class _Weights(NamedTuple):
    by_name: dict[str, Decimal]
    light: bool = False
    notes: tuple[str, ...] = ()


def _weights(subject: Subject) -> _Weights:
    """Every weight that may be used; below the ideal weight only the actual one (Winter 2012)."""
    found = weights(subject.height_cm, subject.weight_kg, subject.sex)
    if "lean" not in found:
        return _Weights(found)
    if "ideal" not in found:
        lowest = DEVINE_LOWEST_CM.normalize()
        note = f"Devine's ideal weight is not defined below {lowest} cm, so only actual and lean weight can be used."
        return _Weights(found, notes=(note,))
    if found["actual"] < found["ideal"]:
        note = "The actual weight is below the ideal weight, so the actual weight is used."
        return _Weights({"actual": found["actual"]}, light=True, notes=(note,))
    return _Weights(found)
