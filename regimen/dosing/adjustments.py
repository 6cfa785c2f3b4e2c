"""What labels and guidelines say for impaired organs or age: told to the reader, never applied to a dose.

A rule speaks when every one of its bounds is known to hold. A creatinine clearance cut is compared with a
Cockcroft-Gault clearance only, never with an indexed eGFR.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from regimen.dosing.policy import DosePolicy
from regimen.dosing.renal import CLEARANCE_UNIT, NEVER_COMPARED, Renal, renal_function
from regimen.dosing.scale import Scale, Span
from regimen.dosing.subject import Subject
from regimen.dosing.summary import surface_area
from regimen.dosing.wording import shown
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, drug_name, safe_dose, safe_number
from regimen.quantity import Amount, Basis, Dose

_CLEARANCE, _BILIRUBIN = "creatinine clearance", "bilirubin"


class Adjustment(NamedTuple):
    """What one source says; all given bounds must hold."""

    note: str
    """What it says, in a few words."""
    crcl: Span | None = None
    """Creatinine clearance in mL/min."""
    bilirubin: Span | None = None
    """Total bilirubin in mg/dL."""
    age: Span | None = None
    """Age in years."""
    from_dose: Dose | None = None
    """Smallest dose of one administration it is about."""
    percent: Decimal | None = None
    """Percentage of the dose that the source gives."""
    source: str | None = None
    """Citation."""
    assumed: bool = False
    """Whether the rule itself is an assumption (†)."""


class Given(NamedTuple):
    """One administration of the drug, as prescribed and as calculated."""

    dose: Dose
    amount: Amount | None


class Body(NamedTuple):
    """What is known of the subject, worked out once for all drugs."""

    subject: Subject
    renal: Renal
    bsa_m2: Decimal | None

    @property
    def known(self) -> bool:
        """Whether anything at all is known."""
        return any(value is not None for field, value in self.subject if field != "id")


class _Bound(NamedTuple):
    """One bound of a rule, held against the subject."""

    name: str
    """`creatinine clearance`."""
    band: str
    """`creatinine clearance 15 to 50 mL/min`."""
    value: str
    """`42.3 mL/min`."""
    holds: bool | None
    """None while the value is unknown."""


def body_of(subject: Subject | None, policy: DosePolicy) -> Body:
    """The values that rules ask for."""
    known = subject or Subject()
    bsa = surface_area(known, policy)
    return Body(known, renal_function(known, policy.renal_weight), None if bsa is None else bsa.m2_unrounded)


def adjustments(agent: str, rules: Sequence[Adjustment], given: Sequence[Given], body: Body) -> Iterator[Finding]:
    """Each rule that speaks about this subject; then, once, what could not be assessed."""
    unknown: dict[str, None] = {}
    speaking = [
        one for one in rules if one.from_dose is None or any(_reaches(one.from_dose, dose, body) for dose in given)
    ]
    scales = _scales(speaking, body)
    for rule in speaking:
        bounds = list(_bounds(rule, body, scales))
        if any(bound.holds is False for bound in bounds):
            continue
        if all(bound.holds for bound in bounds):
            yield Finding("dose-adjustment", Severity.OTHER, _told(agent, rule, bounds), agent, rule.source)
        else:
            unknown |= dict.fromkeys(bound.name for bound in bounds if bound.holds is None)
    for scale in scales.values():
        if beyond := scale.beyond:
            told = f"{drug_name(agent)}: its sources say nothing about {scale.name} {beyond} {scale.unit}"
            message = f"{told} (this subject: {scale.told}); a person must judge"
            yield Finding("adjustment-beyond-sources", Severity.OTHER, message, agent)
    if unknown and body.known:
        yield _cannot_assess(agent, list(unknown), body)


def _reaches(threshold: Dose, one: Given, body: Body) -> bool:
    """Whether an administration is at least so large; in its own terms, or in those of the body."""
    if one.dose.unit.kind is not threshold.unit.kind:
        return False
    least = Amount(threshold.value, threshold.unit)
    if one.dose.basis is threshold.basis:
        return Amount(one.dose.value, one.dose.unit).to(least.unit).value >= least.value
    sizes = {Basis.FLAT: Decimal(1), Basis.PER_M2: body.bsa_m2, Basis.PER_KG: body.subject.weight_kg}
    size = sizes.get(threshold.basis)
    return one.amount is not None and size is not None and one.amount.to(least.unit).value >= least.value * size


def _scales(rules: Sequence[Adjustment], body: Body) -> dict[str, Scale]:
    """What the rules measure of kidneys and liver."""
    clearances = tuple(rule.crcl for rule in rules if rule.crcl is not None)
    bilirubins = tuple(rule.bilirubin for rule in rules if rule.bilirubin is not None)
    used, lab = body.renal.used, body.subject.bilirubin
    how = "" if used is None else f"{shown(used.ml_min)} {CLEARANCE_UNIT}{MARK}, {used.weight} weight{MARK}"
    scales = (
        Scale(_CLEARANCE, CLEARANCE_UNIT, None if used is None else used.ml_min, how, clearances, -1),
        Scale(_BILIRUBIN, "mg/dL", None if lab is None else lab.mg_dl, "" if lab is None else lab.text, bilirubins, 1),
    )
    return {scale.name: scale for scale in scales if scale.bands}


def _bounds(rule: Adjustment, body: Body, scales: Mapping[str, Scale]) -> Iterator[_Bound]:
    for name, band in ((_CLEARANCE, rule.crcl), (_BILIRUBIN, rule.bilirubin)):
        if band is not None:
            scale = scales[name]
            yield _Bound(name, f"{name} {band.words} {scale.unit}", scale.told, scale.holds(band))
    if rule.age is not None:
        age = body.subject.age
        yield _Bound("age", f"age {rule.age.words}", f"{age} years", None if age is None else age in rule.age)


def _told(agent: str, rule: Adjustment, bounds: list[_Bound]) -> str:
    mark = MARK if rule.assumed else ""
    smallest = "" if rule.from_dose is None else f" from {safe_dose(rule.from_dose)}{mark} a dose"
    bands = " and ".join(f"{bound.band}{mark} (this subject: {bound.value})" for bound in bounds)
    share = "" if rule.percent is None else f"the source gives {safe_number(rule.percent)} % of the dose; "
    return f"{drug_name(agent)}{smallest}{' at ' if bands else ''}{bands}: {share}{rule.note}; told, never applied"


def _cannot_assess(agent: str, names: list[str], body: Body) -> Finding:
    message = f"{drug_name(agent)}: cannot assess what its sources say about {' and '.join(names)}: not known"
    if _CLEARANCE in names and body.renal.egfr is not None:
        message += f". {NEVER_COMPARED}"
    return Finding("adjustment-cannot-assess", Severity.INFO, message, agent)
