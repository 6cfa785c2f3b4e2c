"""Drugs and how they are given: products, routes, durations, caps, dilutions, factors."""

import re
from collections.abc import Iterator
from decimal import Decimal

from regimen.dosing.counting import nearest_count
from regimen.lint.rule import Hit
from regimen.lint.view import View
from regimen.nomenclature import drug_name, safe_amount, safe_dose, safe_strength
from regimen.protocol.agents import Product
from regimen.protocol.lines import DoseLine
from regimen.quantity import Basis, Dose, Kind

ANTHRACYCLINES = {
    *("aclarubicin", "daunorubicin", "doxorubicin", "epirubicin", "idarubicin", "mitoxantrone", "pirarubicin"),
}
_ORAL = {"capsule", "tablet", "solution", "drops", "powder"}
_INJECTED = {"concentrate", "solution", "syringe", "powder"}
_FORMS = {
    **dict.fromkeys(("IV", "SC", "IM", "intrathecal"), _INJECTED),
    "PO": _ORAL,
    "ophthalmic": {"drops", "solution"},
}
_NOT_SUPPLIED = {Kind.VOLUME, Kind.DROPS}
"""What is measured so needs no product to be counted or drawn up."""
_DURATION_TOLD = re.compile(r"infusion times?|bolus|duration|push|slow injection|infusions? over", re.IGNORECASE)
_CAP_TOLD = re.compile(r"\bcap(?:s|ped)?\b|\bat most\b|\bmaximum\b|\bmax\b", re.IGNORECASE)


def no_product(view: View) -> Iterator[Hit]:
    """A drug that is given, without any product."""
    for name, agent in view.protocol.agents.items():
        if not agent.products and _kinds(view, name) - _NOT_SUPPLIED:
            yield Hit(("agents", name), "has no products, so nobody can say what to take or draw up", of_key=True)


def _kinds(view: View, name: str) -> set[Kind]:
    """What the doses of a drug measure."""
    return {step.dose.unit.kind for line in view.default.resolved.lines if line.agent == name for step in line.steps}


def agent_not_given(view: View) -> Iterator[Hit]:
    """A drug that no line gives."""
    given = {name for line in view.protocol.doses for name in (line.agent, *line.carries)}
    for name in view.protocol.agents:
        if name not in given:
            yield Hit(("agents", name), "no dose line gives it; add one, or take the drug out", of_key=True)


def overlay_empty(view: View) -> Iterator[Hit]:
    """An overlay that draws nothing."""
    drawn = {part.overlay for part in view.protocol.doses} | {part.overlay for part in view.protocol.assessments}
    for name in view.protocol.overlays:
        if name not in drawn:
            yield Hit(("overlays", name), "no line or assessment belongs to it", of_key=True)


def route_without_form(view: View) -> Iterator[Hit]:
    """A route for which the drug is not supplied, such as an infusion of capsules."""
    for i, line in view.lines.values():
        forms = {product.form for product in view.protocol.agents[line.agent].products}
        if forms and not forms & _FORMS[line.route]:
            supplied = ", ".join(sorted(forms))
            yield Hit(("doses", i, "route"), f"{line.route} of a drug supplied only as {supplied}; correct one of them")


def unlike_units(view: View) -> Iterator[Hit]:
    """A labelled limit that measures something else than the doses, so that it is never held against them."""
    for name, agent in view.protocol.agents.items():
        for field in ("single_maximum", "lifetime_maximum"):
            limit: Dose | None = getattr(agent, field)
            kinds = _kinds(view, name) if limit is not None else set()
            if limit is not None and kinds and limit.unit.kind not in kinds:
                others = ", ".join(sorted(kind.value for kind in kinds))
                message = f"{safe_dose(limit)} is in {limit.unit.kind.value}, the doses are in {others}"
                yield Hit(("agents", name, field), f"{message}; write both alike")


def infusion_without_duration(view: View) -> Iterator[Hit]:
    """An intravenous line that says neither how long it runs nor that the source does not say."""
    notes = [_agents_in(view, note) for note in view.protocol.notes if _DURATION_TOLD.search(note)]
    for i, line in view.lines.values():
        told = any(not agents or line.agent in agents for agents in notes)
        if line.route == "IV" and line.over is None and not told and not _DURATION_TOLD.search(line.caution or ""):
            yield Hit(("doses", i), "IV without a duration; give 'over', or say that the source gives no infusion time")


def _agents_in(view: View, note: str) -> set[str]:
    """The drugs that a note names."""
    words = note.lower().replace("-", " ")
    return {name for name in view.protocol.agents if name.replace("-", " ") in words}


def cap_without_reason(view: View) -> Iterator[Hit]:
    """A cap of which the file does not say why."""
    for i, line in view.lines.values():
        if line.cap is not None and not _cap_told(view, line):
            message = f"capped at {safe_amount(line.cap)} without a reason; name its source under sources, or a caution"
            yield Hit(("doses", i, "cap"), message)


def _cap_told(view: View, line: DoseLine) -> bool:
    """Whether a source of its own, the line, the label or a note explains a cap."""
    labelled = view.protocol.agents[line.agent].single_maximum
    by_label = labelled is not None and labelled.basis is Basis.FLAT
    told = [line.caution or "", *(note for note in view.protocol.notes if line.agent in _agents_in(view, note))]
    return "cap" in line.sources or by_label or any(map(_CAP_TOLD.search, told))


def anthracycline_without_factor(view: View) -> Iterator[Hit]:
    """An anthracycline that cumulative sums leave out."""
    given = {line.agent for line in view.protocol.doses}
    for name, agent in view.protocol.agents.items():
        if name in given and name.removesuffix("-liposomal") in ANTHRACYCLINES and agent.anthracycline is None:
            yield Hit(("agents", name), "has no factor to doxorubicin, so its sum is not counted", of_key=True)


def dilution_backwards(view: View) -> Iterator[Hit]:
    """A lowest concentration above the highest."""
    for name, agent in view.protocol.agents.items():
        made = agent.dilution
        if made and made.lowest and made.highest and made.lowest.amount.unit.kind is made.highest.amount.unit.kind:
            unit = made.highest.amount.unit
            if made.lowest.amount.to(unit).value > made.highest.amount.value:
                ends = f"lowest {safe_strength(made.lowest)} is above highest {safe_strength(made.highest)}"
                yield Hit(("agents", name, "dilution", "lowest"), f"{ends}; change the two round")


def not_in_whole_units(view: View) -> Iterator[Hit]:
    """A flat oral dose that the capsules or tablets do not make."""
    for variant, line, dose, path in view.doses:
        products = view.protocol.agents[line.agent].products
        if line.route != "PO" or dose.basis is not Basis.FLAT or line.rounding is not None or not products:
            continue
        sizes = [_size(product, dose) for product in products]
        if None not in sizes and not _made(dose, [size for size in sizes if size is not None]):
            supplied = ", ".join(safe_strength(product.strength) for product in products)
            message = f"{drug_name(line.agent)} {safe_dose(dose)}{variant.words} cannot be made of {supplied}"
            yield Hit(path, f"{message}; units are never split")


def _size(product: Product, dose: Dose) -> Decimal | None:
    """What one capsule or tablet holds, in the unit of the dose; None for anything else."""
    amount = product.strength.amount
    counted = product.form in ("capsule", "tablet") and amount.unit.kind is dose.unit.kind
    return amount.to(dose.unit).value if counted else None


def _made(dose: Dose, sizes: list[Decimal]) -> bool:
    """Whether whole units make a dose exactly."""
    nearest = nearest_count(dose.value, sizes)
    return nearest is not None and nearest.total == dose.value
