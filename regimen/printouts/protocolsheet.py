"""A protocol in words: what it says, where each fact comes from, what is assumed."""

from collections.abc import Iterator

from regimen.nomenclature import MARK, NOT_IN_SOURCES, days_words, drug_name, safe_amount, safe_dose, safe_strength
from regimen.printouts.facts import recovery, safe_value
from regimen.printouts.keyblock import key_block
from regimen.printouts.notes import MARK_MEANS
from regimen.printouts.sheet import Block, Entry, Sheet, block
from regimen.printouts.words import day_words, giving, marked
from regimen.protocol.agents import Agent
from regimen.protocol.model import Protocol
from regimen.protocol.parts import Cycle
from regimen.protocol.resolved import ResolvedAssessment, ResolvedLine, ResolvedMilestone, ResolvedProtocol


def protocol_sheet(resolved: ResolvedProtocol) -> Sheet:
    """Everything about a protocol at one level, under the assumptions in force."""
    protocol = resolved.protocol
    at = f" at {resolved.level}" if resolved.level else ""
    return Sheet(
        f"{protocol.short}: protocol {protocol.id}, version {protocol.version}",
        (protocol.title,),
        (
            block("Identity", *_identity(resolved)),
            block("References", *(f"{key} ({ref.kind}): {ref.citation}" for key, ref in protocol.references.items())),
            block("Agents", *(_agent(name, agent) for name, agent in protocol.agents.items())),
            block("Dose levels", *_levels(protocol)),
            block("Overlays", *_overlays(resolved)),
            block(f"Dose lines{at}", *(_line(line) for line in resolved.lines)),
            block("Assessments", *(_assessment(part) for part in resolved.assessments)),
            block("DLT window", *_window(resolved)),
            block("Milestones", *(_milestone(part) for part in resolved.milestones)),
            block("Order", *_order(protocol)),
            Block("Assumptions", tuple(_assumptions(resolved))),
            key_block(resolved),
            block("Amendments", *_amendments(protocol)),
            block("Notes", MARK_MEANS, *protocol.notes),
        ),
    )  # fmt: skip


def _identity(resolved: ResolvedProtocol) -> Iterator[str]:
    protocol = resolved.protocol
    if protocol.phase or protocol.condition:
        yield ", ".join(part for part in (protocol.phase and f"phase {protocol.phase}", protocol.condition) if part)
    if protocol.identifiers:
        yield ", ".join(f"{key} {value}" for key, value in protocol.identifiers.items())
    event = marked(resolved.event, resolved.event_mark.assumed)
    yield f"{day_words(resolved.numbering.reference)} stands for: {event}"
    if cycle := protocol.cycle:
        count = marked(str(resolved.cycle_count), resolved.cycles_assumed)
        length = marked(f"{cycle.length} days", resolved.length_assumed)
        yield f"{count} × {length}{_ranges(cycle)} (source {cycle.source})"
        for number, condition in cycle.provided.items():
            yield f"cycle {number} only if {condition}"
    for name, what in protocol.lookalikes.items():
        yield f"not to be confused with {name}: {what}"


def _ranges(cycle: Cycle) -> str:
    """What the source leaves room for: `, 3 to 8 cycles, 28 to 35 days each`."""
    counts = f", {cycle.fewest or 1} to {cycle.most or 'any'} cycles" if cycle.fewest or cycle.most else ""
    lengths = (
        f", {cycle.shortest or 1} to {cycle.longest or 'any'} days each" if cycle.shortest or cycle.longest else ""
    )
    return counts + lengths


def _agent(name: str, agent: Agent) -> Entry:
    short = f" ({agent.abbreviation})" if agent.abbreviation else ""
    details = [f"RxNorm {agent.rxnorm}"] if agent.rxnorm else []
    if agent.products:
        products = ", ".join(f"{safe_strength(product.strength)} {product.form}" for product in agent.products)
        details.append(f"products: {products}")
    if agent.label_maximum:
        details.append(f"labelled maximum: {safe_amount(agent.label_maximum)} a day")
    return Entry(f"{drug_name(name)}{short}", (*details, f"source: {agent.source}"))


def _levels(protocol: Protocol) -> Iterator[str]:
    if protocol.ladder:
        for key, level in protocol.ladder.levels.items():
            default = " (default)" if key == protocol.ladder.default else ""
            start = " (the escalation starts here)" if key == protocol.ladder.start else ""
            closed = f" (closed: {level.closed})" if level.closed else ""
            yield f"{key}: {level.name}{default}{start}{closed}"


def _amendments(protocol: Protocol) -> Iterator[str]:
    for part in protocol.amendments:
        date = part.date or f"date {NOT_IN_SOURCES}"
        yield f"version {part.version} ({date}, source {part.source}): {part.reason}"


def _overlays(resolved: ResolvedProtocol) -> Iterator[str]:
    for key, overlay in resolved.protocol.overlays.items():
        state = "drawn" if key in resolved.overlays else "off"
        yield f"{overlay.title} ({key}, {state}): {overlay.reason} (source {overlay.source})"


def _line(line: ResolvedLine) -> Entry:
    steps = ", then ".join(
        f"{marked(safe_dose(step.dose), step.marks['dose'].assumed)} on "
        f"{marked(days_words(step.days), step.marks['days'].assumed)}"
        for step in line.steps
    )
    block_name = f" ({line.block})" if line.block else ""
    details = [f"{line.slots.name}, {line.slots.a_day} times a day"] if line.slots.a_day > 1 else []
    details += [f"at most {safe_amount(line.cap)} a dose"] if line.cap else []
    details += [f"cycles {line.cycles}"] if line.cycles else []
    details += [f"own cycle of {line.period} days"] if line.period else []
    details += [f"ends early at {line.until}"] if line.until else []
    details += [f"only if {line.provided}"] if line.provided else []
    details += [f"carries {safe_dose(dose)} {drug_name(drug)}" for drug, dose in line.carries.items()]
    details += [line.caution] if line.caution else []
    marks = [mark for step in line.steps for mark in step.marks.values()] + list(line.marks.values())
    sources = ", ".join(dict.fromkeys(mark.reference for mark in marks))
    text = f"{drug_name(line.agent)}{block_name} {giving(line)}: {steps}"
    return Entry(text, (*details, f"source: {sources}"))


def _assessment(part: ResolvedAssessment) -> Entry:
    days = marked(days_words(part.days), part.marks["days"].assumed)
    details = []
    if part.before or part.after:
        details.append(f"window: {part.before} days before to {part.after} days after")
    details += [f"falls due at {marked(part.anchor, part.marks['anchor'].assumed)}"] if part.anchor else []
    details += [f"ends early at {part.until}"] if part.until else []
    details += [part.caution] if part.caution else []
    sources = ", ".join(dict.fromkeys(mark.reference for mark in part.marks.values()))
    return Entry(f"{part.name}: {days}", (*details, f"source: {sources}"))


def _order(protocol: Protocol) -> Iterator[str]:
    for rule in protocol.constraints:
        yield f"{rule.first} starts before {rule.then} (source {rule.source})"


def _window(resolved: ResolvedProtocol) -> Iterator[str]:
    dlt = resolved.dlt
    if dlt is not None:
        yield f"Recovery on Day {dlt.last_day} is in time, on Day {dlt.last_day + 1} it is late"
        if dlt.after is not None:
            yield f"It is looked for after the last dose of {marked(dlt.after, dlt.marks['after'].assumed)}"
        yield recovery(resolved, hide=False)
        yield f"Other DLT criteria: {NOT_IN_SOURCES}"


def _milestone(part: ResolvedMilestone) -> str:
    if part.day is not None:
        return f"{part.name}: {marked(day_words(part.day), part.marks['day'].assumed)}"
    return f"{part.name}: {part.at} dose day{f' of {part.block}' if part.block else ''}"


def _assumptions(resolved: ResolvedProtocol) -> Iterator[Entry]:
    for key, group in resolved.protocol.assumptions.items():
        sets = []
        for name, values in group.sets.items():
            told = ", ".join(f"{drug_name(field)} {safe_value(text)}{MARK}" for field, text in values.items())
            sets.append(f"{name}{' (in force)' if name == resolved.choices[key] else ''}: {told}")
        yield Entry(f"{group.title} ({key}): {group.reason}", tuple(sets))
