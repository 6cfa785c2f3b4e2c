"""One dose line for one subject: amount, course total, product, and the working step by step.

Order: calculate with unrounded body data, cap, round, multiply out to the course total. Giving a course total
as one day's dose has killed, so the total is always spelled out as a product.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from regimen.dosing.body import BSA_FORMULAS
from regimen.dosing.policy import DosePolicy
from regimen.dosing.products import Product
from regimen.dosing.renal import renal_function
from regimen.dosing.rounding import round_amount
from regimen.dosing.subject import Subject
from regimen.dosing.summary import GIVEN, body_summary
from regimen.dosing.wording import shown, shown_amount
from regimen.errors import RegimenError
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, drug_name, rounded, safe_amount, safe_dose, safe_number
from regimen.quantity import Amount, Basis, Dose

CALVERT_CITATION = "Calvert AH et al. J Clin Oncol 1989;7:1748-56"
_CALVERT_NON_RENAL = 25
_BSA_PLACES = 6


@dataclass(frozen=True, slots=True)
class DoseRequest:
    """One dose line of a plan."""

    agent: str
    """Lower-case generic name."""
    dose: Dose
    """Dose of one administration."""
    days: int = 1
    """Number of dosing days in one cycle."""
    cycles: int = 1
    """Number of cycles in the course."""
    cycles_assumed: bool = False
    """Whether their number is an assumption (†)."""
    slots: int = 1
    """Administrations a day."""
    cap: Amount | None = None
    """Largest amount of one administration."""
    products: tuple[Product, ...] = ()
    """What the amount may be made from."""
    assumed: bool = False
    """Whether the dose itself is an assumption (†)."""

    def __post_init__(self) -> None:
        if min(self.days, self.cycles, self.slots) < 1:
            what = f"{self.agent}: {self.cycles} cycles of {self.days} days with {self.slots} doses a day"
            raise RegimenError(what, allowed="1 or more of each")


class DoseResult(NamedTuple):
    """A dose line worked out; amounts are None while body data are missing."""

    dose: Dose
    """The dose as requested."""
    amount_unrounded: Amount | None
    """One administration, calculated and capped, before rounding."""
    amount: Amount | None
    """One administration, rounded by the policy."""
    course_total: Amount | None
    """`amount` × administrations a day × days × cycles."""
    variance_percent: Decimal | None
    """Rounded minus calculated, in percent of calculated; not rounded."""
    product: str | None
    """What to take or draw up, when the products make the amount exactly."""
    working: tuple[str, ...]
    """Each step as a sentence, assumptions marked †."""
    missing: tuple[str, ...]
    """Subject fields without which there is no amount."""
    findings: tuple[Finding, ...]
    """What is remarkable about it."""


class _Calculated(NamedTuple):
    amount: Amount | None
    working: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    mark: str = MARK
    """† where the amount rests on an assumption: the dose, the formula, the weight used."""


def calculate(request: DoseRequest, subject: Subject | None, policy: DosePolicy) -> DoseResult:
    """Work out one dose line; missing data leave the dose and say what is needed."""
    calculated = _calculate(request, subject or Subject(), policy)
    if calculated.amount is None:
        return DoseResult(request.dose, None, None, None, None, None, *calculated[1:4])
    amount, working = calculated.amount, list(calculated.working)
    cap = None if request.cap is None else request.cap.to(amount.unit)
    if cap is not None and amount.value > cap.value:
        amount = cap
        working.append(f"capped at {safe_amount(cap)} for one administration")
    flat = request.dose.basis is Basis.FLAT
    result = round_amount(amount, policy.rounding, request.products, agent=request.agent, cap=cap, flat=flat)
    if result.step is not None:
        working.append(result.step)
    total = result.amount.times(request.slots * request.days * request.cycles)
    mark = MARK if result.variance_percent else calculated.mark
    working.append(_total_text(request, result.amount, total, mark))
    findings = (*calculated.findings, *result.findings)
    return DoseResult(
        request.dose,
        amount,
        result.amount,
        total,
        result.variance_percent,
        result.product,
        tuple(working),
        (),
        findings,
    )


def _calculate(request: DoseRequest, subject: Subject, policy: DosePolicy) -> _Calculated:
    dose, mark = request.dose, MARK if request.assumed else ""
    if dose.basis is Basis.FLAT:
        return _Calculated(Amount(dose.value, dose.unit), (f"{safe_dose(dose)}{mark} flat dose",), mark=mark)
    if dose.basis is Basis.PER_M2:
        return _per_m2(dose, mark, subject, policy)
    if dose.basis is Basis.PER_KG:
        return _per_kg(dose, mark, subject)
    return _calvert(request, mark, subject, policy)


def _per_m2(dose: Dose, mark: str, subject: Subject, policy: DosePolicy) -> _Calculated:
    bsa = body_summary(subject, policy).bsa_used
    if bsa is None:
        fields = {"height_cm": subject.height_cm, "weight_kg": subject.weight_kg}
        return _Calculated(None, missing=tuple(field for field, value in fields.items() if value is None))
    amount = Amount(dose.value * bsa.m2_unrounded, dose.unit)
    result = mark if bsa.formula == GIVEN else MARK
    # Six decimals, so that a reader who multiplies gets the amount shown; three would not give it.
    area = rounded(bsa.m2_unrounded, _BSA_PLACES)
    return _Calculated(
        amount,
        (
            f"BSA {safe_number(bsa.m2)} m² ({_bsa_origin(bsa.formula, subject)})",
            f"{safe_dose(dose)}{mark} × {area} m² = {shown_amount(amount)}{result}",
        ),
        mark=result,
    )


def _bsa_origin(formula: str, subject: Subject) -> str:
    if formula == GIVEN or subject.height_cm is None or subject.weight_kg is None:
        return "given for this subject"
    height, weight = safe_number(subject.height_cm), safe_number(subject.weight_kg)
    return f"{BSA_FORMULAS[formula].name}{MARK}, {height} cm, {weight} kg actual weight{MARK}"


def _per_kg(dose: Dose, mark: str, subject: Subject) -> _Calculated:
    if subject.weight_kg is None:
        return _Calculated(None, missing=("weight_kg",))
    amount = Amount(dose.value * subject.weight_kg, dose.unit)
    weight = f"{safe_number(subject.weight_kg)} kg"
    return _Calculated(
        amount,
        (
            f"weight {weight} (actual weight{MARK})",
            f"{safe_dose(dose)}{mark} × {weight} = {shown_amount(amount)}{MARK}",
        ),
    )


def _calvert(request: DoseRequest, mark: str, subject: Subject, policy: DosePolicy) -> _Calculated:
    """Calvert 1989: mg = AUC × (GFR + 25), GFR taken as the Cockcroft-Gault clearance, capped."""
    dose, renal = request.dose, renal_function(subject, policy.renal_weight)
    if renal.used is None:
        findings: tuple[Finding, ...] = ()
        if not renal.missing:
            message = f"{drug_name(request.agent)}: no amount, because {renal.notes[0]}"
            findings = (Finding("renal-not-computed", Severity.OTHER, message, request.agent, CALVERT_CITATION),)
        return _Calculated(None, missing=renal.missing, findings=findings)
    gfr, working = renal.used.ml_min, []
    origin = f"Cockcroft-Gault{MARK}, {shown(renal.used.weight_kg)} kg {renal.used.weight} weight{MARK}"
    working.append(f"GFR {shown(gfr)} mL/min ({origin}{_laboratory(subject)})")
    if policy.gfr_cap is not None and gfr > policy.gfr_cap:
        gfr = policy.gfr_cap
        working.append(f"GFR capped at {safe_number(gfr)} mL/min{MARK}")
    amount = Amount(dose.value * (gfr + _CALVERT_NON_RENAL), dose.unit)
    working.append(
        f"{safe_dose(dose)}{mark} × ({shown(gfr)} + {_CALVERT_NON_RENAL}) = {shown_amount(amount)}{MARK} (Calvert)"
    )
    return _Calculated(amount, tuple(working))


def _laboratory(subject: Subject) -> str:
    return "" if subject.creatinine is None else f", creatinine {subject.creatinine.text}"


def _total_text(request: DoseRequest, amount: Amount, total: Amount, mark: str) -> str:
    factors = [f"{shown_amount(amount)}{mark}", f"{request.days} day" if request.days == 1 else f"{request.days} days"]
    if request.slots > 1:
        factors.insert(1, f"{request.slots} times a day")
    if request.cycles > 1:
        factors.append(f"{request.cycles} cycles{MARK if request.cycles_assumed else ''}")
        mark = mark or (MARK if request.cycles_assumed else "")
    return f"{' × '.join(factors)} = {shown_amount(total)}{mark} course total"
