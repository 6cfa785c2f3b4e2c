"""What there is to work out for one body and for each dose line, each with its answer where the data allow one.

The answers are the calculator's own figures, so that a key never says anything else than `regimen dose`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from regimen.course import Plan
from regimen.dosing.preparation import Preparation
from regimen.dosing.renal import CLEARANCE_UNIT
from regimen.dosing.summary import GIVEN, body_summary
from regimen.dosing.wording import shown, shown_amount, signed_percent
from regimen.nomenclature import MARK, drug_name, safe_duration, safe_number
from regimen.printouts.dosesheet import TOTAL, field_words
from regimen.printouts.supply import supply_of, supply_words
from regimen.printouts.totals import Tally, total_words
from regimen.printouts.words import amount_assumed, day_assumed, marked
from regimen.quantity import Amount, Basis
from regimen.schedule.drugs import products_of
from regimen.schedule.items import Entry
from regimen.schedule.preparing import bag_rules, is_made_up, preparation

EXACT = "exact"
NEAR = f"±1 %{MARK}"
_NEAR_AREA = f"±0.01 m²{MARK}"
_NEAR_VARIANCE = f"±0.1 percentage points{MARK}"
_ANTHRACYCLINE = ("anthracycline-cumulative", "anthracycline-cannot-assess")
_CONCENTRATION = ("dose ÷ (drug volume + diluent volume)",)
_MINUTES = 60


class Step(NamedTuple):
    """One figure to work out."""

    what: str
    """`Dose before rounding, mg`."""
    answer: str | None
    """None where the data do not allow one."""
    tolerance: str = NEAR
    """How far a result may lie from it (†)."""
    working: tuple[str, ...] = ()
    """How it comes about, or what is missing."""


def body_steps(plan: Plan) -> Iterator[Step]:
    """Surface area, clearance and cumulative anthracycline, as far as the protocol asks for them."""
    body = body_summary(plan.course.subject, plan.course.policy)
    bases = {entry.dose.basis for entry in plan.ideal.doses if entry.dose is not None}
    if Basis.PER_M2 in bases:
        area = body.bsa_used
        answer = None if area is None else marked(f"{safe_number(area.m2)} m²", area.formula != GIVEN)
        yield Step("Body surface area, m²", answer, _NEAR_AREA)
    clearance, wanted = body.renal.used, Basis.AUC in bases or plan.course.subject.creatinine is not None
    if wanted:
        answer = None if clearance is None else f"{shown(clearance.ml_min)} {CLEARANCE_UNIT}{MARK}"
        lacking = _missing(body.renal.missing)
        how = lacking if clearance is None else (f"weight used: {clearance.weight}{MARK}",)
        yield Step(f"Creatinine clearance (Cockcroft-Gault), {CLEARANCE_UNIT}", answer, working=how)
    for finding in plan.ideal.findings:
        if finding.code in _ANTHRACYCLINE:
            yield Step("Cumulative anthracycline with this course, doxorubicin equivalent, mg/m²", finding.message)


def dose_steps(plan: Plan, tally: Tally) -> Iterator[Step]:
    """From the dose expression to the course total, and to the bag and its rate where there is one."""
    yield from _amounts(tally)
    entry = tally.entry
    if _counted(plan, entry):
        words = supply_words(found) if (found := supply_of(plan, [entry])) else None
        yield Step("Capsules or tablets for one dose", None if words is None else ", ".join(words), EXACT)
    if is_made_up(entry):
        yield from _preparing(plan, entry)


def _amounts(tally: Tally) -> Iterator[Step]:
    entry = tally.entry
    assert entry.dose is not None
    assert entry.result is not None
    result, unit, assumed = entry.result, entry.dose.unit.words, amount_assumed(entry)
    lacking = _missing(result.missing)
    steps = lacking or tuple(step for step in result.working if not step.endswith(TOTAL))
    if entry.dose.basis is not Basis.FLAT:
        yield Step(f"One dose before rounding, {unit}", _amount(result.amount_unrounded, assumed=assumed), NEAR, steps)
        steps = ()
    yield Step(f"One dose, {unit}", _amount(result.amount, assumed=assumed), EXACT, steps)
    for drug in entry.line.carries if entry.line else ():
        carried = _amount(result.carried.get(drug), assumed=assumed)
        yield Step(f"{drug_name(drug)} in the same product, one dose", carried)
    if entry.dose.basis is not Basis.FLAT:
        variance = None if result.variance_percent is None else marked(signed_percent(result.variance_percent), assumed)
        yield Step("Variance, %", variance, _NEAR_VARIANCE, lacking or ("(rounded − calculated) × 100 ÷ calculated",))
    total = _amount(tally.course_total, assumed=assumed or day_assumed(entry) or tally.cycles_assumed)
    yield Step(f"Course total, {unit}", total, EXACT, (total_words(tally),) if total else lacking)


def _amount(amount: Amount | None, *, assumed: bool) -> str | None:
    return None if amount is None else marked(shown_amount(amount), assumed)


def _missing(fields: tuple[str, ...]) -> tuple[str, ...]:
    return (f"missing: {', '.join(map(field_words, fields))}",) if fields else ()


def _counted(plan: Plan, entry: Entry) -> bool:
    return not is_made_up(entry) and any(
        one.counted for one in products_of(plan.resolved, entry.name, plan.course.policy.region)
    )


def _preparing(plan: Plan, entry: Entry) -> Iterator[Step]:
    """Volume, bag, concentration and rate, as far as products and label let them be worked out."""
    assert entry.dose is not None
    unit = Amount(entry.dose.value, entry.dose.unit)
    policy, resolved, assumed = plan.course.policy, plan.resolved, amount_assumed(entry)
    products = products_of(resolved, entry.name, policy.region)
    if not any(one.strength.per_ml and one.strength.amount.unit.kind is unit.unit.kind for one in products):
        return
    made = preparation(resolved, entry, policy, assumed=assumed)
    volume = None if made is None or made.volume_ml is None else marked(f"{shown(made.volume_ml)} mL", assumed)
    yield Step("Volume to draw up, mL", volume, EXACT, made.lines[:1] if made else ())
    rules = bag_rules(resolved, entry, unit)
    if rules is not None and rules.bags:
        yield from _bag(entry, made)


def _bag(entry: Entry, made: Preparation | None) -> Iterator[Step]:
    assert entry.line is not None
    assert entry.dose is not None
    diluted = made.diluted if made else None
    bag, final = (None, None) if diluted is None else (diluted.bag_ml, diluted.concentration)
    told = () if diluted is None else diluted.lines
    words = None if bag is None else f"{safe_number(bag)} mL{MARK}"
    yield Step("Smallest bag that fits, mL", "none fits" if diluted and bag is None else words, EXACT, told)
    strength = None if final is None else f"{shown(final.amount.value)} {final.amount.unit.words}/mL{MARK}"
    yield Step(f"Final concentration, {entry.dose.unit.words}/mL", strength, NEAR, _CONCENTRATION)
    minutes = entry.line.duration_min
    if minutes:
        rate, how = None, tuple[str, ...]()
        if made is not None and made.volume_ml is not None and bag is not None:
            rate = f"{shown((made.volume_ml + bag) * _MINUTES / minutes)} mL/h{MARK}"
            how = (f"({shown(made.volume_ml)} mL + {safe_number(bag)} mL) in {safe_duration(minutes)}",)
        yield Step("Rate, mL/h", rate, NEAR, how)
