"""What goes into every dose, and nothing that comes out: for sheets on which doses are worked out by hand."""

from collections.abc import Iterator

from regimen.course import Plan
from regimen.dates import safe_date
from regimen.dosing.body import BSA_FORMULAS
from regimen.dosing.dilution import Dilution
from regimen.dosing.products import Product
from regimen.nomenclature import (
    MARK,
    NOT_IN_SOURCES,
    agent_dose,
    drug_name,
    safe_amount,
    safe_duration,
    safe_number,
    safe_strength,
)
from regimen.printouts.facts import ROUNDING, Fact, level_words
from regimen.printouts.totals import Tally
from regimen.printouts.words import day_assumed, day_words, dose_words, marked, plural
from regimen.quantity import Amount
from regimen.schedule.drugs import products_of
from regimen.schedule.items import Entry
from regimen.schedule.preparing import bag_rules, is_made_up

_SEXES = {"F": "female", "M": "male"}


def course_facts(plan: Plan) -> Iterator[Fact]:
    """Protocol, level and reference day."""
    resolved = plan.resolved
    yield "Protocol", f"{resolved.protocol.id}, version {resolved.protocol.version}"
    if level := level_words(resolved):
        yield "Dose level", level
    yield day_words(resolved.numbering.reference), safe_date(plan.course.reference_date)


def body_facts(plan: Plan) -> Iterator[Fact]:
    """What is known of the subject, and the rules by which it is used."""
    subject, policy = plan.course.subject, plan.course.policy
    creatinine, prior = subject.creatinine, subject.prior_anthracycline
    known = {
        "Height": None if subject.height_cm is None else f"{safe_number(subject.height_cm)} cm",
        "Weight": None if subject.weight_kg is None else f"{safe_number(subject.weight_kg)} kg",
        "Sex": None if subject.sex is None else _SEXES[subject.sex],
        "Age": None if subject.age is None else f"{subject.age} years",
        "Creatinine": None if creatinine is None else creatinine.text,
        "Prior anthracycline": None if prior is None else f"{safe_number(prior)} mg/m² of doxorubicin equivalent",
    }
    yield from ((name, text or "not known") for name, text in known.items())
    if subject.bsa is not None:
        yield "Body surface area", f"{safe_number(subject.bsa)} m², given"
    else:
        yield "Formula", f"body surface area by {BSA_FORMULAS[policy.bsa_formula].name}{MARK}, actual weight{MARK}"
    yield "Weight for clearance", f"{policy.renal_weight}{MARK}"
    yield "Rounding", f"{ROUNDING.get(str(policy.rounding), str(policy.rounding))}{MARK}"
    for name, factor in plan.resolved.anthracyclines.items():
        yield "Equivalence", f"{drug_name(name)} counts as {safe_number(factor)}{MARK} × doxorubicin"


def dose_facts(plan: Plan, tally: Tally) -> Iterator[Fact]:
    """What goes into a dose line besides the body."""
    entry = tally.entry
    line, dose = entry.line, entry.dose
    assert line is not None
    assert dose is not None
    yield "Given on", _times(tally)
    if line.cap is not None:
        yield "Largest dose", f"{safe_amount(line.cap)} for one administration"
    for drug, other in line.carries.items():
        yield "In one product", f"{agent_dose(drug, other)} {drug_name(drug)} beside {dose_words(entry)}"
    products = products_of(plan.resolved, entry.name, plan.course.policy.region)
    yield "Products", "; ".join(_product(plan, one) for one in products) or NOT_IN_SOURCES
    rules = bag_rules(plan.resolved, entry, Amount(dose.value, dose.unit)) if is_made_up(entry) else None
    if rules is not None:
        yield "Bag", _bag_words(rules)
    if line.duration_min:
        yield "Duration", marked(safe_duration(line.duration_min), _duration_assumed(entry))


def _duration_assumed(entry: Entry) -> bool:
    assert entry.line is not None
    return "over" in entry.line.marks and entry.line.marks["over"].assumed


def _times(tally: Tally) -> str:
    """`days 4-8 (5 days)`, `days 1-3 (3 days), 2 times a day, 4 cycles`."""
    entry = tally.entry
    parts = [marked(f"{entry.days_text} ({plural(tally.days, 'day')})", day_assumed(entry))]
    if tally.a_day > 1:
        parts.append(f"{tally.a_day} times a day")
    if entry.fewer:
        parts.append(f"{plural(tally.a_cycle, 'dose')} in all")
    if tally.cycles > 1:
        parts.append(marked(plural(tally.cycles, "cycle"), tally.cycles_assumed))
    return ", ".join(parts)


def _product(plan: Plan, one: Product) -> str:
    """`2 mg/mL concentrate (vials of 10, 12.5, 15 mL, US†)`."""
    vials = ", ".join(map(safe_number, one.vials))
    sold = f" (vials of {vials} mL, {plan.course.policy.region}{MARK})" if vials else ""
    return f"{safe_strength(one.strength)} {one.form}{sold}"


def _bag_words(rules: Dilution) -> str:
    """`250, 500, 1,000 mL† of glucose 5 %; 0.2 mg/mL to 0.4 mg/mL`."""
    sizes = ", ".join(map(safe_number, rules.bags))
    parts = [f"{sizes} mL{MARK} of {rules.diluent}" if sizes else rules.diluent]
    parts += [f"lowest {safe_strength(rules.lowest)}"] if rules.lowest else []
    parts += [f"highest {safe_strength(rules.highest)}"] if rules.highest else []
    parts += [f"at least {safe_number(rules.smallest_ml)} mL of diluent"] if rules.smallest_ml else []
    return "; ".join(parts)
