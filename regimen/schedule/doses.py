"""The doses of a schedule: what the calculator is asked for each line, and what the course as a whole adds up to."""

from collections.abc import Iterator
from decimal import Decimal

from regimen.dosing.calculator import DoseRequest, DoseResult, calculate
from regimen.dosing.limits import EquivalenceFactors, anthracycline, label_maximum
from regimen.dosing.policy import DosePolicy
from regimen.dosing.products import Product
from regimen.dosing.subject import Subject
from regimen.dosing.summary import body_summary
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, drug_name
from regimen.protocol.resolve import ResolvedLine, ResolvedProtocol, ResolvedStep
from regimen.quantity import MG, Amount, Basis
from regimen.schedule.items import Entry, Item

LABEL_NOTE = "information only"


def dose_result(
    resolved: ResolvedProtocol,
    line: ResolvedLine,
    step: ResolvedStep,
    days: int,
    cycles: int,
    subject: Subject | None,
    policy: DosePolicy,
) -> DoseResult:
    """One dose of a line worked out for one subject; `days` are those of one of the `cycles`."""
    products = tuple(
        Product(product.form, product.strength, product.rxnorm) for product in resolved.products(line.agent)
    )
    several = cycles > 1 and resolved.cycles_assumed
    request = DoseRequest(
        line.agent, step.dose, days, cycles, several, line.slots.a_day, line.cap, products, step.marks["dose"].assumed
    )
    return calculate(request, subject, policy)


def course_findings(
    resolved: ResolvedProtocol,
    items: list[Item],
    given: list[tuple[Entry, int]],
    subject: Subject | None,
    policy: DosePolicy,
) -> list[Finding]:
    """What is remarkable: order between blocks, each line's own findings, labelled maxima, cumulative anthracyclines.

    `given` pairs each dose entry with its number of administrations.
    """
    findings = [finding for entry, _ in given if entry.result for finding in entry.result.findings]
    findings += _order_broken(resolved, items)
    findings += _above_label(resolved, items)
    if resolved.anthracyclines:
        findings += _anthracycline(resolved, given, subject, policy)
    return list(dict.fromkeys(findings))


def _order_broken(resolved: ResolvedProtocol, items: list[Item]) -> Iterator[Finding]:
    """Blocks that start in another order than the protocol demands; the same day is no breach, days have no hours."""
    if not resolved.protocol.constraints:
        return
    starts: dict[str, tuple[int, str]] = {}
    for item in items:
        if item.entry.line is not None and item.entry.line.block is not None:
            mark = MARK if item.entry.marks["days"].assumed else ""
            starts.setdefault(item.entry.line.block, (item.day, mark))
    for rule in resolved.protocol.constraints:
        first, then = starts.get(rule.first), starts.get(rule.then)
        if first is not None and then is not None and then[0] < first[0]:
            days = f"{rule.then} starts on Day {then[0]}{then[1]}, before {rule.first} on Day {first[0]}{first[1]}"
            message = f"{days}; {rule.first} comes first"
            yield Finding("order-broken", Severity.IMPORTANT, message, rule.id, rule.source)


def _above_label(resolved: ResolvedProtocol, items: list[Item]) -> Iterator[Finding]:
    """The highest daily amount of each drug, all its lines together, against its labelled maximum."""
    for name, agent in resolved.protocol.agents.items():
        if agent.label_maximum is None:
            continue
        daily: dict[int, Amount] = {}
        for item in items:
            if item.entry.name == name and item.entry.result and (amount := item.entry.result.amount):
                daily[item.day] = daily[item.day].plus(amount) if item.day in daily else amount
        if daily:
            highest = max(daily.values(), key=lambda amount: amount.value * amount.unit.factor)
            note = f"{LABEL_NOTE}: {agent.label_note}" if agent.label_note else LABEL_NOTE
            citation = resolved.protocol.references[agent.sources.get("label_maximum", agent.source)].citation
            if finding := label_maximum(name, highest, agent.label_maximum, citation, note=note):
                yield finding


def _anthracycline(
    resolved: ResolvedProtocol, given: list[tuple[Entry, int]], subject: Subject | None, policy: DosePolicy
) -> list[Finding]:
    """The course's anthracyclines in mg/m² by agent, every administration counted."""
    course: dict[str, Decimal] = {}
    for entry, count in given:
        if entry.name in resolved.anthracyclines:
            each = _mg_per_m2(entry, subject, policy)
            if each is None:
                message = (
                    f"cannot assess cumulative anthracycline exposure: {drug_name(entry.name)} is not given by body "
                    "surface area, and height and weight are unknown"
                )
                return [Finding("anthracycline-cannot-assess", Severity.IMPORTANT, message, "height_cm")]
            course[entry.name] = course.get(entry.name, Decimal(0)) + each * count
    agents = [resolved.agent(name) for name in course]
    sources = dict.fromkeys(agent.sources.get("anthracycline", agent.source) for agent in agents)
    citation = "; ".join(resolved.protocol.references[source].citation for source in sources)
    return anthracycline(course, subject, EquivalenceFactors(resolved.anthracyclines, citation))


def _mg_per_m2(entry: Entry, subject: Subject | None, policy: DosePolicy) -> Decimal | None:
    """One administration in mg/m²: as prescribed, or what a flat or capped amount comes to on this body."""
    assert entry.dose is not None
    assert entry.line is not None
    assert entry.result is not None
    if entry.dose.unit.kind is not MG.kind:
        return None
    prescribed = Amount(entry.dose.value, entry.dose.unit).to(MG).value
    if entry.dose.basis is Basis.PER_M2 and entry.line.cap is None:
        return prescribed
    bsa = body_summary(subject, policy).bsa_used
    if bsa is None or entry.result.amount_unrounded is None:
        return prescribed if entry.dose.basis is Basis.PER_M2 else None
    return entry.result.amount_unrounded.to(MG).value / bsa.m2_unrounded
