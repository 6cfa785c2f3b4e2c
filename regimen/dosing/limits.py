"""Remarks on labelled maxima and cumulative anthracyclines: information for the reader, never a clearance.

No line below which the heart is out of danger is known, so no result here reassures. Unknown earlier
exposure cannot be assessed at all.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from regimen.dosing.subject import Subject
from regimen.dosing.wording import shown
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, drug_name, safe_amount, safe_number
from regimen.quantity import Amount

_SUBJECT = "prior_anthracycline"


class EquivalenceFactors(NamedTuple):
    """How many mg of doxorubicin 1 mg of each anthracycline counts as (†: authorities differ)."""

    factors: Mapping[str, Decimal]
    """By lower-case generic name."""
    source: str
    """Citation."""


def label_maximum(
    agent: str, daily: Amount, maximum: Amount, source: str, *, note: str | None = None
) -> Finding | None:
    """A remark when the daily amount is above the labelled maximum; `note` says what the label leaves open."""
    if daily.to(maximum.unit).value <= maximum.value:
        return None
    text = (
        f"{drug_name(agent)} {safe_amount(daily)} a day is above the labelled maximum of {safe_amount(maximum)} a day"
    )
    return Finding("label-maximum", Severity.INFO, f"{text}; {note}" if note else text, agent, source)


def anthracycline(
    course_mg_m2: Mapping[str, Decimal],
    subject: Subject | None,
    equivalence: EquivalenceFactors,
) -> list[Finding]:
    """The course's anthracyclines (mg/m² by agent) added to the earlier ones, or why that cannot be done."""
    if not course_mg_m2:
        return []
    prior = None if subject is None else subject.prior_anthracycline
    unknown = [agent for agent in course_mg_m2 if agent not in equivalence.factors]
    if unknown:
        names = ", ".join(map(drug_name, unknown))
        return [_cannot_assess(f"no equivalence factor for {names} in the set chosen{MARK}", equivalence)]
    added = sum((mg * equivalence.factors[agent] for agent, mg in course_mg_m2.items()), Decimal(0))
    terms = " + ".join(_term(agent, mg, equivalence.factors[agent]) for agent, mg in course_mg_m2.items())
    if prior is None:
        course = f"this course adds {terms} = {shown(added)} mg/m²{MARK} of doxorubicin equivalent"
        return [_cannot_assess(f"prior exposure is unknown; {course}", equivalence)]
    total = prior + added
    text = (
        f"cumulative anthracycline in doxorubicin equivalents: {safe_number(prior)} mg/m² before + {terms}"
        f" = {shown(total)} mg/m²{MARK}; {_heart(subject)}; "
        "risk rises with dose from the first dose on"
    )
    return [Finding("anthracycline-cumulative", Severity.INFO, text, _SUBJECT, equivalence.source)]


def _term(agent: str, mg_m2: Decimal, factor: Decimal) -> str:
    return f"{drug_name(agent)} {shown(mg_m2)} mg/m² × {safe_number(factor)}{MARK}"


def _heart(subject: Subject | None) -> str:
    """What else bears on the heart, and what of it is unknown."""
    radiotherapy = None if subject is None else subject.chest_radiotherapy
    lvef = None if subject is None else subject.lvef
    chest = {None: "unknown", True: "yes", False: "no"}[radiotherapy]
    return f"chest radiotherapy: {chest}; LVEF: {'unknown' if lvef is None else f'{safe_number(lvef)} %'}"


def _cannot_assess(why: str, equivalence: EquivalenceFactors) -> Finding:
    message = f"cannot assess cumulative anthracycline exposure: {why}"
    return Finding("anthracycline-cannot-assess", Severity.IMPORTANT, message, _SUBJECT, equivalence.source)
