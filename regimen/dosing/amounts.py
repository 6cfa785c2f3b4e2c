"""From a dose expression to an amount: flat, by body surface, by weight, by Calvert's formula."""

from typing import NamedTuple

from regimen.dosing.body import BSA_FORMULAS
from regimen.dosing.policy import DosePolicy
from regimen.dosing.renal import renal_function
from regimen.dosing.subject import Subject
from regimen.dosing.summary import GIVEN, surface_area
from regimen.dosing.wording import Words, shown, shown_amount
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, agent_dose, drug_name, rounded, safe_number
from regimen.quantity import Amount, Basis, Dose

CALVERT_CITATION = "Calvert AH et al. J Clin Oncol 1989;7:1748-56"
_CALVERT_NON_RENAL = 25
_BSA_PLACES = 6


class Calculated(NamedTuple):
    """What a dose comes to before cap and rounding."""

    amount: Amount | None
    """None while data are missing."""
    working: tuple[Words, ...] = ()
    """Each step as a sentence."""
    missing: tuple[str, ...] = ()
    """Subject fields without which there is no amount."""
    findings: tuple[Finding, ...] = ()
    """Why there is none although nothing is missing."""
    mark: str = MARK
    """† where the amount rests on an assumption: the dose, the formula, the weight used."""


def calculated_amount(agent: str, dose: Dose, mark: str, subject: Subject, policy: DosePolicy) -> Calculated:
    """One administration; `mark` is † where the dose itself is an assumption."""
    if dose.basis is Basis.PER_M2:
        return _per_m2(agent, dose, mark, subject, policy)
    words = f"{agent_dose(agent, dose)}{mark}"
    if dose.basis is Basis.FLAT:
        return Calculated(Amount(dose.value, dose.unit), (f"{words} flat dose",), mark=mark)
    if dose.basis is Basis.PER_KG:
        return _per_kg(dose, words, subject)
    return _calvert(agent, dose, words, subject, policy)


def _per_m2(agent: str, dose: Dose, mark: str, subject: Subject, policy: DosePolicy) -> Calculated:
    bsa = surface_area(subject, policy)
    if bsa is None:
        fields = {"height_cm": subject.height_cm, "weight_kg": subject.weight_kg}
        return Calculated(None, missing=tuple(field for field, value in fields.items() if value is None))
    amount = Amount(dose.value * bsa.m2_unrounded, dose.unit)
    result = mark if bsa.formula == GIVEN else MARK

    def area() -> str:
        return f"BSA {safe_number(bsa.m2)} m² ({_bsa_origin(bsa.formula, subject)})"

    def product() -> str:
        # Six decimals, so that a reader who multiplies gets the amount shown; three would not give it.
        factor = f"{rounded(bsa.m2_unrounded, _BSA_PLACES)} m²"
        return f"{agent_dose(agent, dose)}{mark} × {factor} = {shown_amount(amount)}{result}"

    return Calculated(amount, (area, product), mark=result)


def _bsa_origin(formula: str, subject: Subject) -> str:
    if formula == GIVEN or subject.height_cm is None or subject.weight_kg is None:
        return "given for this subject"
    height, weight = safe_number(subject.height_cm), safe_number(subject.weight_kg)
    return f"{BSA_FORMULAS[formula].name}{MARK}, {height} cm, {weight} kg actual weight{MARK}"


def _per_kg(dose: Dose, words: str, subject: Subject) -> Calculated:
    if subject.weight_kg is None:
        return Calculated(None, missing=("weight_kg",))
    amount = Amount(dose.value * subject.weight_kg, dose.unit)
    weight = f"{safe_number(subject.weight_kg)} kg"
    return Calculated(
        amount,
        (f"weight {weight} (actual weight{MARK})", f"{words} × {weight} = {shown_amount(amount)}{MARK}"),
    )


def _calvert(agent: str, dose: Dose, words: str, subject: Subject, policy: DosePolicy) -> Calculated:
    """Calvert 1989: mg = AUC × (GFR + 25), GFR taken as the Cockcroft-Gault clearance, capped."""
    renal = renal_function(subject, policy.renal_weight)
    if renal.used is None:
        findings: tuple[Finding, ...] = ()
        if not renal.missing:
            message = f"{drug_name(agent)}: no amount, because {renal.notes[0]}"
            findings = (Finding("renal-not-computed", Severity.OTHER, message, agent, CALVERT_CITATION),)
        return Calculated(None, missing=renal.missing, findings=findings)
    gfr, working = renal.used.ml_min, list[Words]()
    origin = f"Cockcroft-Gault{MARK}, {shown(renal.used.weight_kg)} kg {renal.used.weight} weight{MARK}"
    working.append(f"GFR {shown(gfr)} mL/min ({origin}{_laboratory(subject)})")
    if policy.gfr_cap is not None and gfr > policy.gfr_cap:
        gfr = policy.gfr_cap
        working.append(f"GFR capped at {safe_number(gfr)} mL/min{MARK}")
    amount = Amount(dose.value * (gfr + _CALVERT_NON_RENAL), dose.unit)
    working.append(f"{words} × ({shown(gfr)} + {_CALVERT_NON_RENAL}) = {shown_amount(amount)}{MARK} (Calvert)")
    return Calculated(amount, tuple(working))


def _laboratory(subject: Subject) -> str:
    return "" if subject.creatinine is None else f", creatinine {subject.creatinine.text}"
