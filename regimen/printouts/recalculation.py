"""What there is to work out for one body and for each dose line, each with its answer where the data allow one.

The answers are the calculator's own figures, so that a key never says anything else than `regimen dose`.
"""

from collections.abc import Iterator
from decimal import Decimal
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

NONE_FITS = "none fits"
"""The answer where no bag of the list holds the infusion."""
_ANTHRACYCLINE = ("anthracycline-cumulative", "anthracycline-cannot-assess")
_CONCENTRATION = ("dose ÷ (drug volume + diluent volume)",)
_MINUTES = 60


class Tolerance(NamedTuple):
    """How far a result may lie from the answer."""

    words: str
    by: Decimal = Decimal(0)
    relative: bool = False
    """Whether `by` is a share of the answer."""

    def around(self, value: Decimal) -> Decimal:
        """The same in the unit of the answer."""
        return abs(value) * self.by if self.relative else self.by


EXACT = Tolerance("exact")
NEAR = Tolerance(f"±1 %{MARK}", Decimal("0.01"), relative=True)
_NEAR_AREA = Tolerance(f"±0.01 m²{MARK}", Decimal("0.01"))
_NEAR_VARIANCE = Tolerance(f"±0.1 percentage points{MARK}", Decimal("0.1"))


class Step(NamedTuple):
    """One figure to work out."""

    id: str
    """What it is, for programs: `before-rounding`."""
    what: str
    """`Dose before rounding, mg`."""
    answer: str | None
    """None where the data do not allow one."""
    value: Decimal | None = None
    """The figure itself; None also where the answer is more than one."""
    unit: str = ""
    """In words."""
    tolerance: Tolerance = NEAR
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
        yield Step("bsa", "Body surface area, m²", answer, area.m2 if area else None, "m²", _NEAR_AREA)
    clearance, wanted = body.renal.used, Basis.AUC in bases or plan.course.subject.creatinine is not None
    if wanted:
        answer = None if clearance is None else f"{shown(clearance.ml_min)} {CLEARANCE_UNIT}{MARK}"
        lacking = _missing(body.renal.missing)
        how = lacking if clearance is None else (f"weight used: {clearance.weight}{MARK}",)
        what, value = (
            f"Creatinine clearance (Cockcroft-Gault), {CLEARANCE_UNIT}",
            clearance.ml_min if clearance else None,
        )
        yield Step("clearance", what, answer, value, CLEARANCE_UNIT, working=how)
    for finding in plan.ideal.findings:
        if finding.code in _ANTHRACYCLINE:
            what = "Cumulative anthracycline with this course, doxorubicin equivalent, mg/m²"
            yield Step("anthracycline", what, finding.message)


def dose_steps(plan: Plan, tally: Tally) -> Iterator[Step]:
    """From the dose expression to the course total, and to the bag and its rate where there is one."""
    yield from _amounts(tally)
    entry = tally.entry
    if _counted(plan, entry):
        found = supply_of(plan, [entry])
        words = ", ".join(supply_words(found)) if found else None
        count = Decimal(sum(found[0].values())) if found and len(found[0]) == 1 else None
        yield Step("units", "Capsules or tablets for one dose", words, count, tolerance=EXACT)
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
        yield _dose("before-rounding", "One dose before rounding", result.amount_unrounded, entry, NEAR, steps)
        steps = ()
    yield _dose("dose", "One dose", result.amount, entry, EXACT, steps)
    for drug in entry.line.carries if entry.line else ():
        amount = result.carried.get(drug)
        what, carried = f"{drug_name(drug)} in the same product, one dose", _amount(amount, assumed=assumed)
        yield Step(f"carried.{drug}", what, carried, _value(amount), amount.unit.words if amount else "")
    if entry.dose.basis is not Basis.FLAT:
        variance = None if result.variance_percent is None else marked(signed_percent(result.variance_percent), assumed)
        how = lacking or ("(rounded − calculated) × 100 ÷ calculated",)
        yield Step("variance", "Variance, %", variance, result.variance_percent, "%", _NEAR_VARIANCE, how)
    total, open_here = tally.course_total, assumed or day_assumed(entry) or tally.cycles_assumed
    answer, how = _amount(total, assumed=open_here), (total_words(tally),) if total else lacking
    yield Step("total", f"Course total, {unit}", answer, _value(total), unit, EXACT, how)


def _dose(
    name: str, what: str, amount: Amount | None, entry: Entry, tolerance: Tolerance, working: tuple[str, ...]
) -> Step:
    """The amount of one administration, before or after rounding."""
    assert entry.dose is not None
    unit, answer = entry.dose.unit.words, _amount(amount, assumed=amount_assumed(entry))
    return Step(name, f"{what}, {unit}", answer, _value(amount), unit, tolerance, working)


def _value(amount: Amount | None) -> Decimal | None:
    return None if amount is None else amount.value


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
    volume = None if made is None else made.volume_ml
    answer, how = None if volume is None else marked(f"{shown(volume)} mL", assumed), made.lines[:1] if made else ()
    yield Step("volume", "Volume to draw up, mL", answer, volume, "mL", EXACT, how)
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
    answer = NONE_FITS if diluted and bag is None else words
    yield Step("bag", "Smallest bag that fits, mL", answer, bag, "mL", EXACT, told)
    strength = None if final is None else f"{shown(final.amount.value)} {final.amount.unit.words}/mL{MARK}"
    unit, value = f"{entry.dose.unit.words}/mL", final.amount.value if final else None
    yield Step("concentration", f"Final concentration, {unit}", strength, value, unit, NEAR, _CONCENTRATION)
    minutes = entry.line.duration_min
    if minutes:
        rate, how = None, tuple[str, ...]()
        if made is not None and made.volume_ml is not None and bag is not None:
            rate = (made.volume_ml + bag) * _MINUTES / minutes
            how = (f"({shown(made.volume_ml)} mL + {safe_number(bag)} mL) in {safe_duration(minutes)}",)
        answer = None if rate is None else f"{shown(rate)} mL/h{MARK}"
        yield Step("rate", "Rate, mL/h", answer, rate, "mL/h", NEAR, how)
