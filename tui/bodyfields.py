"""The rows of the panel that tell of the subject and of how doses are calculated. No Textual."""

from collections.abc import Iterator

from regimen.course import Course, Plan
from regimen.dosing.body import BSA_FORMULAS
from regimen.dosing.policy import REGIONS
from regimen.dosing.renal import RENAL_WEIGHTS
from regimen.nomenclature import safe_number
from regimen.quantity import Basis
from tui.field import Field

UNKNOWN = "unknown"
_MEASURES: tuple[tuple[str, str, str, str], ...] = (
    ("height_cm", "Height", "cm", "50 to 250 cm"),
    ("weight_kg", "Weight", "kg", "2 to 400 kg"),
    ("sex", "Sex", "", ""),
    ("age", "Age", "years", "0 to 120 years"),
    ("creatinine", "Creatinine", "", "mg/dL, or with its unit: 80 umol/L"),
    ("bilirubin", "Bilirubin", "", "mg/dL, or with its unit: 17 umol/L"),
    ("lvef", "Ejection fraction", "%", "left ventricle, percent"),
    (
        "prior_anthracycline",
        "Prior anthracycline",
        "mg/m²",
        "doxorubicin-equivalent mg/m²; 0 if none, empty if unknown",
    ),
    ("chest_radiotherapy", "Chest radiotherapy", "", "whether the chest was irradiated before"),
    ("childbearing_potential", "Childbearing", "", "whether pregnancy is possible"),
)
_CHOICES = {
    "sex": ("F", "M", UNKNOWN),
    "chest_radiotherapy": ("no", "yes", UNKNOWN),
    "childbearing_potential": ("no", "yes", UNKNOWN),
}


def subject_rows(course: Course) -> Iterator[Field]:
    """What is known of the subject."""
    for name, label, unit, hint in _MEASURES:
        value = getattr(course.subject, name)
        if choices := _CHOICES.get(name):
            chosen = {None: UNKNOWN, True: "yes", False: "no"}.get(value, value)
            yield Field(f"subject.{name}", label, chosen, chosen, choices, hint)
            continue
        text = "" if value is None else safe_number(value) if name in _NUMBERS else str(value)
        shown = f"{text} {unit}".strip() if text else UNKNOWN
        yield Field(f"subject.{name}", label, shown, text.replace(",", ""), hint=hint)


_NUMBERS = {"height_cm", "weight_kg", "lvef", "prior_anthracycline"}
"""Decimals, written without what does not count."""


def dosing_rows(plan: Plan) -> Iterator[Field]:
    """How doses are calculated; what no drug of the protocol needs is left out."""
    course, protocol = plan.course, plan.resolved.protocol
    yield Field("bsa_formula", "BSA formula", course.bsa_formula, course.bsa_formula, tuple(BSA_FORMULAS), "", True)
    rounding = str(course.rounding)
    yield Field("rounding", "Rounding", rounding, rounding, hint="none, measurable, nearest:5", assumed=True)
    weight = course.renal_weight
    yield Field("renal_weight", "Clearance weight", weight, weight, RENAL_WEIGHTS, "weight in Cockcroft-Gault", True)
    if any(entry.dose and entry.dose.basis is Basis.AUC for entry in plan.schedule.entries):
        cap = course.gfr_cap
        hint = "highest clearance in Calvert's formula, mL/min, or none"
        yield Field("gfr_cap", "Clearance cap", cap, cap, hint=hint, assumed=True)
    if any(product.vials for agent in protocol.agents.values() for product in agent.products):
        yield Field("region", "Vials of", course.region, course.region, REGIONS, "where the vials are bought")
