"""What labels say of the drugs of a course, as remarks: maxima, impaired organs, pregnancy."""

from collections.abc import Iterator, Sequence

from regimen.dosing.adjustments import Given, adjustments, body_of
from regimen.dosing.limits import label_maximum
from regimen.dosing.policy import DosePolicy
from regimen.dosing.pregnancy import pregnancy
from regimen.dosing.subject import Subject
from regimen.findings import Finding
from regimen.protocol.resolved import ResolvedProtocol
from regimen.quantity import Amount
from regimen.schedule.drugs import adjustments_of, citation
from regimen.schedule.items import Entry, Item

LABEL_NOTE = "information only"


def label_findings(
    resolved: ResolvedProtocol, items: Sequence[Item], doses: list[Entry], subject: Subject | None, policy: DosePolicy
) -> Iterator[Finding]:
    """Every remark that rests on what labels and guidelines say."""
    yield from _above_label(resolved, items)
    yield from _adjustments(resolved, doses, subject, policy)
    yield from _pregnancy(resolved, doses, subject)


def _above_label(resolved: ResolvedProtocol, items: Sequence[Item]) -> Iterator[Finding]:
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
            source = citation(resolved, agent, "label_maximum")
            if finding := label_maximum(name, highest, agent.label_maximum, source, note=note):
                yield finding


def _adjustments(
    resolved: ResolvedProtocol, doses: list[Entry], subject: Subject | None, policy: DosePolicy
) -> Iterator[Finding]:
    """What sources say of each drug for this subject's organs and age."""
    ruled = {entry.name: agent for entry in doses if (agent := resolved.agent(entry.name)).adjustments}
    if not ruled:
        return
    body = body_of(subject, policy)
    for name, agent in ruled.items():
        given = [
            Given(entry.dose, entry.result.amount if entry.result else None)
            for entry in doses
            if entry.name == name and entry.dose
        ]
        yield from adjustments(name, adjustments_of(resolved, agent), given, body)


def _pregnancy(resolved: ResolvedProtocol, doses: list[Entry], subject: Subject | None) -> Iterator[Finding]:
    """What the label of each drug demands where pregnancy is possible."""
    for name in dict.fromkeys(entry.name for entry in doses):
        agent = resolved.agent(name)
        source = citation(resolved, agent, "pregnancy")
        if agent.pregnancy and (finding := pregnancy(name, agent.pregnancy, subject, source)):
            yield finding
