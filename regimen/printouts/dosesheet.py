"""The dose sheet: body size, renal function and every dose line with its working, as `regimen dose` prints it."""

from collections.abc import Iterator

from regimen.dosing.body import BSA_FORMULAS
from regimen.dosing.policy import DosePolicy
from regimen.dosing.renal import CLEARANCE_UNIT, EGFR_UNIT
from regimen.dosing.subject import Subject
from regimen.dosing.summary import GIVEN, BodySummary, body_summary
from regimen.dosing.wording import shown
from regimen.findings import Finding
from regimen.nomenclature import MARK, NOT_IN_SOURCES, drug_name, safe_number
from regimen.printouts.facts import identity, level_words
from regimen.printouts.findings import finding_line, shown_findings
from regimen.printouts.keyblock import key_block
from regimen.printouts.notes import MARK_MEANS
from regimen.printouts.sheet import Block, Entry, Sheet, block
from regimen.printouts.totals import Tally, tallies, total_words
from regimen.printouts.words import amount_assumed, day_assumed, marked, prescription
from regimen.schedule.items import Schedule
from regimen.schedule.preparing import preparation

TOTAL = "course total"
"""How the calculator's last step ends; the sheet tells the total itself, with its mark."""


def dose_sheet(
    schedule: Schedule,
    subject: Subject,
    policy: DosePolicy,
    findings: tuple[Finding, ...],
    *,
    hide: bool,
    blocks: tuple[Block, ...] = (),
) -> Sheet:
    """The doses of a schedule for one subject; `blocks` stand below them."""
    resolved = schedule.resolved
    level = level_words(resolved)
    lead = [identity(subject.id), f"Protocol {resolved.protocol.id}, version {resolved.protocol.version}"]
    lead += [f"Dose level {level}"] if level else []
    return Sheet(
        f"{resolved.protocol.short}: doses",
        tuple(lead),
        (
            block("Body and kidneys", *_body(body_summary(subject, policy), hide=hide)),
            Block("Doses", tuple(_dose(schedule, tally, policy, hide=hide) for tally in tallies(schedule))),
            *blocks,
            block("Findings", *map(finding_line, shown_findings(schedule, findings, hide=hide))),
            key_block(resolved),
            block("Notes", MARK_MEANS),
        ),
    )


def _body(body: BodySummary, *, hide: bool) -> Iterator[str]:
    used = body.bsa_used
    if used is None:
        yield "Body surface area: unknown; give height and weight, or the area itself"
    elif used.formula == GIVEN:
        yield f"Body surface area used: {safe_number(used.m2)} m² (given)"
    elif hide:
        yield f"Body surface area used: which formula is {NOT_IN_SOURCES}"
    else:
        yield f"Body surface area used: {safe_number(used.m2)} m² ({BSA_FORMULAS[used.formula].name}{MARK})"
    if body.bsa:
        yield "By formula: " + ", ".join(
            f"{BSA_FORMULAS[key].name} {safe_number(bsa.m2)} m²" for key, bsa in body.bsa.items()
        )
    if len(body.weights) > 1:
        named = {"actual": "actual", "ideal": "ideal (Devine)", "adjusted": "adjusted", "lean": "lean (Janmahasatian)"}
        yield "Weights: " + ", ".join(f"{named[name]} {shown(kg)} kg" for name, kg in body.weights.items())
    yield from _renal(body, hide=hide)


def _renal(body: BodySummary, *, hide: bool) -> Iterator[str]:
    renal = body.renal
    for clearance in renal.clearances:
        used = not hide and renal.used is not None and clearance.weight == renal.used.weight
        text = f"Creatinine clearance (Cockcroft-Gault, {clearance.weight} weight {shown(clearance.weight_kg)} kg): "
        yield f"{text}{shown(clearance.ml_min)} {CLEARANCE_UNIT}{f' (used{MARK})' if used else ''}"
    if renal.egfr is not None:
        yield f"eGFR (CKD-EPI 2021): {shown(renal.egfr)} {EGFR_UNIT}"
    if renal.missing and not renal.clearances:
        yield f"Creatinine clearance: unknown; missing: {', '.join(map(field_words, renal.missing))}"
    yield from renal.notes if renal.clearances or not renal.missing else ()


def field_words(field: str) -> str:
    """`height_cm` as people say it."""
    return {"height_cm": "height", "weight_kg": "weight"}.get(field, field.replace("_", " "))


def _dose(schedule: Schedule, tally: Tally, policy: DosePolicy, *, hide: bool) -> Entry:
    entry = tally.entry
    assert entry.line is not None
    assert entry.result is not None
    short = f" ({entry.line.block})" if entry.line.block else ""
    name = drug_name(entry.name)
    slots = f", {entry.line.slots.name}" if tally.a_day > 1 else ""
    days = marked(entry.days_text, day_assumed(entry))
    days = f"days {NOT_IN_SOURCES}" if hide and day_assumed(entry) else days
    blank = hide and amount_assumed(entry)
    text = f"{name}{short}: {prescription(entry, hide=hide)}{slots}, {days}"
    details = [total_words(tally, hide=hide)]
    if not blank:
        details += [step for step in entry.result.working if not step.endswith(TOTAL)]
        details += _taking(schedule, tally, policy, hide=hide)
    if entry.result.missing:
        details.append(f"no amount; missing: {', '.join(map(field_words, entry.result.missing))}")
    return Entry(text, tuple(details))


def _taking(schedule: Schedule, tally: Tally, policy: DosePolicy, *, hide: bool) -> list[str]:
    """What to take, or what to draw up, from which vials, into which bag; hidden, no vials and bags: they are ours."""
    entry = tally.entry
    assert entry.result is not None
    assumed = amount_assumed(entry)
    made = None if hide else preparation(schedule.resolved, entry, policy, assumed=assumed)
    if made is not None:
        return [f"take or draw up: {made.lines[0]}", *made.lines[1:]]
    product = entry.result.product
    return [f"take or draw up: {marked(product, assumed)}"] if product else []
