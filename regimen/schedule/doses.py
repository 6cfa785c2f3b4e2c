"""The doses of a schedule: what the calculator is asked for each line, and what the course as a whole adds up to."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from regimen.dosing.calculator import DoseRequest, DoseResult, calculate
from regimen.dosing.limits import EquivalenceFactors, anthracycline, label_maximum
from regimen.dosing.policy import DosePolicy
from regimen.dosing.products import Product
from regimen.dosing.subject import Subject
from regimen.findings import Finding, Severity
from regimen.protocol.resolve import ResolvedLine, ResolvedProtocol
from regimen.quantity import Basis, Dose
from regimen.schedule.items import Entry, Item

LABEL_NOTE = "information only"


def dose_result(
    resolved: ResolvedProtocol,
    line: ResolvedLine,
    dose: Dose,
    days: int,
    cycles: int,
    subject: Subject | None,
    policy: DosePolicy,
) -> DoseResult:
    """One dose of a line worked out for one subject; `days` are those of one of the `cycles`."""
    products = tuple(
        Product(product.form, product.strength, product.rxnorm) for product in resolved.products(line.agent)
    )
    request = DoseRequest(
        line.agent, dose, days, cycles, line.slots.a_day, line.cap, products, line.marks["dose"].assumed
    )
    return calculate(request, subject, policy)


def course_findings(
    resolved: ResolvedProtocol, items: list[Item], given: list[tuple[Entry, int]], subject: Subject | None
) -> list[Finding]:
    """What is remarkable: order between blocks, each line's own findings, labelled maxima, cumulative anthracyclines.

    `given` pairs each dose entry with its number of administrations.
    """
    findings = [finding for entry, _ in given if entry.result for finding in entry.result.findings]
    findings += _order_broken(resolved, items)
    findings += _above_label(resolved, (entry for entry, _ in given))
    if resolved.anthracyclines:
        findings += _anthracycline(resolved, given, subject)
    return list(dict.fromkeys(findings))


def _order_broken(resolved: ResolvedProtocol, items: list[Item]) -> Iterator[Finding]:
    """Blocks that start in another order than the protocol demands; the same day is no breach, days have no hours."""
    if not resolved.protocol.constraints:
        return
    starts: dict[str, int] = {}
    for item in items:
        if item.entry.line is not None and item.entry.line.block is not None:
            starts.setdefault(item.entry.line.block, item.day)
    for rule in resolved.protocol.constraints:
        first, then = starts.get(rule.first), starts.get(rule.then)
        if first is not None and then is not None and then < first:
            message = f"{rule.then} starts on Day {then}, before {rule.first} on Day {first}; {rule.first} comes first"
            yield Finding("order-broken", Severity.IMPORTANT, message, rule.id, rule.source)


def _above_label(resolved: ResolvedProtocol, entries: Iterable[Entry]) -> Iterator[Finding]:
    for entry in entries:
        agent = resolved.agent(entry.name)
        if entry.line is None or entry.result is None or entry.result.amount is None or agent.label_maximum is None:
            continue
        daily = entry.result.amount.times(entry.line.slots.a_day)
        note = f"{LABEL_NOTE}: {agent.label_note}" if agent.label_note else LABEL_NOTE
        reference = resolved.protocol.references[agent.sources.get("label_maximum", agent.source)]
        finding = label_maximum(entry.name, daily, agent.label_maximum, reference.citation, note=note)
        if finding is not None:
            yield finding


def _anthracycline(
    resolved: ResolvedProtocol, given: list[tuple[Entry, int]], subject: Subject | None
) -> list[Finding]:
    """The course's anthracyclines in mg/m² by agent, every administration counted."""
    course: dict[str, Decimal] = {}
    for entry, count in given:
        if entry.name in resolved.anthracyclines and entry.dose is not None and entry.dose.basis is Basis.PER_M2:
            course[entry.name] = course.get(entry.name, Decimal(0)) + entry.dose.value * count
    agents = [resolved.agent(name) for name in course]
    sources = dict.fromkeys(agent.sources.get("anthracycline", agent.source) for agent in agents)
    citation = "; ".join(resolved.protocol.references[source].citation for source in sources)
    return anthracycline(course, subject, EquivalenceFactors(resolved.anthracyclines, citation))
