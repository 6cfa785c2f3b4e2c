"""What stands above the days: whose list, which protocol and level, which dates, what is assumed."""

from collections.abc import Iterator
from contextlib import suppress

from regimen.course import Plan
from regimen.dates import safe_date
from regimen.dosing.body import BSA_FORMULAS
from regimen.dosing.summary import GIVEN, body_summary
from regimen.errors import RegimenError
from regimen.nomenclature import MARK, NOT_IN_SOURCES, drug_name, safe_dose, safe_number
from regimen.printouts.words import day_words, marked, span
from regimen.protocol.resolved import ResolvedProtocol
from regimen.quantity import parse_decimal, parse_dose

Fact = tuple[str, str]
"""Name and value."""


def identity(code: str | None) -> str:
    """The line for the subject's code; never a name."""
    return f"Training subject {code or '____'} (do not write a real person's name)"


def level_words(resolved: ResolvedProtocol) -> str | None:
    """`d10-50 (LEN 50 mg/day, days 1-10)`; None without a ladder."""
    ladder = resolved.protocol.ladder
    if ladder is None or resolved.level is None:
        return None
    return f"{resolved.level} ({ladder.levels[resolved.level].name})"


def plan_facts(plan: Plan, *, hide: bool) -> Iterator[Fact]:
    """Protocol, level, reference date, DLT window, body."""
    resolved = plan.resolved
    yield "Protocol", f"{resolved.protocol.id}, version {resolved.protocol.version}"
    if level := level_words(resolved):
        yield "Dose level", level
    event = (
        NOT_IN_SOURCES if hide and resolved.event_mark.assumed else marked(resolved.event, resolved.event_mark.assumed)
    )
    reference = day_words(resolved.numbering.reference)
    yield reference, f"{safe_date(plan.course.reference_date)}; stands for: {event}"
    if window := plan.schedule.window:
        yield (
            "DLT window",
            f"{span(plan, *window)}; {recovery(resolved, hide=hide)}; other DLT criteria: {NOT_IN_SOURCES}",
        )
    cycle = resolved.protocol.cycle
    if cycle and resolved.cycle_count == 1 and 1 in cycle.provided:
        yield "Condition", f"only if {cycle.provided[1]}"
    if body := body_words(plan, hide=hide):
        yield "Body", body


def recovery(resolved: ResolvedProtocol, *, hide: bool) -> str:
    """`recovered: ANC ≥ 0.5† and platelets ≥ 20† ×10⁹/L`."""
    dlt = resolved.dlt
    assert dlt is not None
    if hide and (dlt.marks["anc"].assumed or dlt.marks["platelets"].assumed):
        return f"count-recovery thresholds: {NOT_IN_SOURCES}"
    anc = marked(safe_number(dlt.anc), dlt.marks["anc"].assumed)
    platelets = marked(safe_number(dlt.platelets), dlt.marks["platelets"].assumed)
    return f"recovered: ANC ≥ {anc} and platelets ≥ {platelets} ×10⁹/L"


def body_words(plan: Plan, *, hide: bool) -> str:
    """`170 cm, 75 kg, BSA 1.882 m² (Mosteller†)`; empty without data."""
    subject = plan.course.subject
    parts = [f"{safe_number(subject.height_cm)} cm"] if subject.height_cm is not None else []
    parts += [f"{safe_number(subject.weight_kg)} kg"] if subject.weight_kg is not None else []
    used = body_summary(subject, plan.course.policy).bsa_used
    if used is not None and used.formula == GIVEN:
        parts.append(f"BSA {safe_number(used.m2)} m² (given)")
    elif used is not None:
        how = NOT_IN_SOURCES if hide else f"{safe_number(used.m2)} m² ({BSA_FORMULAS[used.formula].name}{MARK})"
        parts.append(f"BSA {how}")
    return ", ".join(parts)


def assumptions(plan: Plan, *, hide: bool) -> Iterator[str]:
    """Every assumption in force with its values; the calculator's own choices where a body is known."""
    resolved = plan.resolved
    for key, group in resolved.protocol.assumptions.items():
        if hide:
            yield f"{group.title} ({key}): {NOT_IN_SOURCES}"
            continue
        chosen = resolved.choices[key]
        values = ", ".join(f"{drug_name(name)} {safe_value(text)}{MARK}" for name, text in group.sets[chosen].items())
        yield f"{group.title} ({key}): {chosen} ({values})"
    if plan.course.subject.model_dump(exclude={"id"}, exclude_none=True):
        yield from _policy(plan, hide=hide)


def _policy(plan: Plan, *, hide: bool) -> Iterator[str]:
    policy = plan.course.policy
    choices = (
        ("Body surface area formula", BSA_FORMULAS[policy.bsa_formula].name),
        ("Weight for body surface area", "actual"),
        ("Rounding", ROUNDING.get(str(policy.rounding), str(policy.rounding))),
    )
    for name, value in choices:
        yield f"{name}: {NOT_IN_SOURCES}" if hide else f"{name}: {value}{MARK}"


ROUNDING = {"measurable": "nearest measurable amount within 5 %", "none": "none"}
"""Rounding policy to how people say it; others stand as written."""


def safe_value(text: str) -> str:
    """A value of an assumption set for people; what is no dose stands as written."""
    with suppress(RegimenError):
        return safe_dose(parse_dose(text))
    with suppress(RegimenError):
        return safe_number(parse_decimal(text))
    return text
