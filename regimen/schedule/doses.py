"""The doses of a schedule: what the calculator is asked for each line, and what is remarkable about the course."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from regimen.dosing.calculator import DoseRequest
from regimen.dosing.policy import DosePolicy
from regimen.dosing.sensitivity import Sensitivity, sensitivity
from regimen.dosing.subject import Subject
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK
from regimen.protocol.resolved import Mark, ResolvedLine, ResolvedProtocol, ResolvedStep
from regimen.quantity import Dose
from regimen.schedule.cumulative import cumulative_findings
from regimen.schedule.drugs import products_of
from regimen.schedule.items import Entry, Item
from regimen.schedule.labels import label_findings
from regimen.schedule.preparing import bag_findings
from regimen.schedule.spinal import spinal_findings
from regimen.schedule.twice import given_twice


def dose_request(
    resolved: ResolvedProtocol,
    line: ResolvedLine,
    step: ResolvedStep,
    days: int,
    fewer: int,
    cycles: int,
    policy: DosePolicy,
) -> DoseRequest:
    """What the calculator is asked for one dose of a line; `days` are those of one of the `cycles`.

    `fewer` is how many administrations its first and last day lack.
    """
    several = cycles > 1 and resolved.cycles_assumed
    request = _request(resolved, line, step.dose, step.marks["dose"], policy)
    return replace(request, days=days, fewer=fewer, cycles=cycles, cycles_assumed=several)


def dose_sensitivity(
    resolved: ResolvedProtocol, entry: Entry, subject: Subject | None, policy: DosePolicy
) -> Sensitivity | None:
    """One dose by every surface formula and rounding; None for doses that do not go by body surface."""
    if entry.line is None or entry.dose is None:
        return None
    return sensitivity(_request(resolved, entry.line, entry.dose, entry.marks["dose"], policy), subject, policy)


def _request(resolved: ResolvedProtocol, line: ResolvedLine, dose: Dose, mark: Mark, policy: DosePolicy) -> DoseRequest:
    """The question for the calculator; `mark` is the dose's."""
    rounding = line.marks.get("rounding", mark)
    return DoseRequest(
        line.agent,
        dose,
        slots=line.slots.a_day,
        cap=line.cap,
        products=products_of(resolved, line.agent, policy.region),
        assumed=mark.assumed,
        to_product=line.rounding == "product",
        source=resolved.protocol.references[rounding.reference].citation,
        carries=line.carries,
    )


def course_findings(
    resolved: ResolvedProtocol,
    items: Sequence[Item],
    given: list[tuple[Entry, int]],
    subject: Subject | None,
    policy: DosePolicy,
) -> list[Finding]:
    """What is remarkable: order between blocks, each line's own findings, labels, cumulative anthracyclines.

    `given` pairs each dose entry with its number of administrations.
    """
    doses = [entry for entry, _ in given]
    findings = [finding for entry in doses if entry.result for finding in entry.result.findings]
    findings += _level_closed(resolved)
    findings += _order_broken(resolved, items)
    findings += spinal_findings(items, doses)
    findings += given_twice(items, doses)
    findings += label_findings(resolved, items, doses, subject, policy)
    findings += bag_findings(resolved, doses, policy)
    if resolved.anthracyclines:
        findings += cumulative_findings(resolved, given, subject, policy)
    return list(dict.fromkeys(findings))


def _level_closed(resolved: ResolvedProtocol) -> Iterator[Finding]:
    """A level on which no subject may start any more, such as one that an amendment took out."""
    ladder, level = resolved.protocol.ladder, resolved.level
    if ladder is not None and level is not None and (why := ladder.levels[level].closed):
        yield Finding("level-closed", Severity.OTHER, f"no subject starts at level {level} any more: {why}", level)


def _order_broken(resolved: ResolvedProtocol, items: Sequence[Item]) -> Iterator[Finding]:
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
