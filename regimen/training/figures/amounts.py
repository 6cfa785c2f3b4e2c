"""Figures about amounts: what the second check works out, with the mistakes that its results give away."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from regimen.dosing.wording import shown
from regimen.errors import RegimenError
from regimen.nomenclature import drug_name
from regimen.printouts.facts import body_words
from regimen.printouts.recalculation import NONE_FITS, Step, body_steps, dose_steps
from regimen.printouts.totals import Tally, tallies
from regimen.printouts.words import dose_words
from regimen.quantity import Basis
from regimen.training.figures.figure import Asked, Found
from regimen.training.figures.named import lines_of
from regimen.training.keys.key import HALF, NOTHING, Slip
from regimen.training.keys.number import CANNOT, Number
from regimen.training.material import Material

_PLACES = Decimal("0.001")
_HUNDREDTH = Decimal("0.01")
TOTAL_AS_DOSE = "this is the total of the whole course; given as one dose it has killed"
DOSE_AS_TOTAL = "this is one dose, not the course total"
NOT_ROUNDED = "calculated right, but not rounded to what the products measure"
NOT_MULTIPLIED = "this is the dose by body size, not yet multiplied by the body's size"


def body(material: Material, asked: Asked) -> Found:
    """A figure of the body: surface area or clearance."""
    step = next((one for one in body_steps(material.plan) if one.id == asked.figure), None)
    if step is None:
        raise RegimenError(f"the protocol does not ask for {asked.figure}", hint="ask for another figure")
    answer = _found(step)
    return answer if answer.why else answer._replace(why=(body_words(material.plan, hide=False),))


def amount(material: Material, asked: Asked) -> Found:
    """A line of the second check of one dose line."""
    tally = _tally(material, asked.of or "")
    steps = {step.id: step for step in dose_steps(material.plan, tally) if is_one_figure(step)}
    if asked.figure not in steps:
        what = f"the second check of {drug_name(tally.entry.name)} has no line '{asked.figure}'"
        raise RegimenError(what, allowed=", ".join(steps))
    return of_line(tally, steps[asked.figure])


def is_one_figure(step: Step) -> bool:
    """Whether a line of the second check is answered by one figure, or by there being none."""
    return step.value is not None or step.answer in (None, NONE_FITS)


def of_line(tally: Tally, step: Step) -> Found:
    """A line of the second check as a question, with the slips that it gives away."""
    answer = _found(step, f"{drug_name(tally.entry.name)} {dose_words(tally.entry)}: ", tuple(_slips(tally, step)))
    result = tally.entry.result
    return answer if answer.why or result is None else answer._replace(why=result.working)


def _tally(material: Material, name: str) -> Tally:
    """The one dose line that a name stands for: its id, or a drug or block with no other; raises for several."""
    known = {tally.entry.id: tally for tally in tallies(material.plan.ideal)}
    if name in known:
        return known[name]
    lines = [known[entry.id] for entry in lines_of(material, name)]
    if len(lines) != 1:
        ids = ", ".join(tally.entry.id for tally in lines)
        raise RegimenError(f"'{name}' stands for {len(lines)} dose lines", allowed=f"one of {ids}")
    return lines[0]


def _found(step: Step, about: str = "", slips: tuple[Slip, ...] = ()) -> Found:
    """A line of the second check as a question."""
    nothing = NONE_FITS if step.answer == NONE_FITS else CANNOT
    value, near = (None, Decimal(0)) if step.value is None else _shown(step.value)
    slack = Decimal(0) if step.value is None else max(near, step.tolerance.around(step.value))
    key = Number(value, step.unit, slack, step.tolerance.words, slips, step.answer or "", nothing)
    return Found(f"{about}{step.what}", key, step.working)


def _shown(value: Decimal) -> tuple[Decimal, Decimal]:
    """A figure as it is shown, and how far a longer one may lie from it: half of its last place, if it was rounded."""
    figure = Decimal(shown(value).replace(",", "").replace("−", "-"))
    exact = value == value.quantize(_PLACES, ROUND_HALF_UP)
    return figure, Decimal(0) if exact else Decimal(1).scaleb(int(figure.as_tuple().exponent)) / 2


def _slips(tally: Tally, step: Step) -> Iterator[Slip]:
    """Results that tell of a mistake; what equals the right answer is none."""
    result, dose = tally.entry.result, tally.entry.dose
    if step.id not in ("dose", "total", "before-rounding") or step.value is None or result is None or dose is None:
        return
    assert result.amount is not None
    assert result.amount_unrounded is not None
    total = tally.course_total
    assert total is not None
    calculated = result.amount_unrounded.value
    if step.id == "total":
        yield Slip(result.amount.value, NOTHING, DOSE_AS_TOTAL)
        return
    if step.id == "dose" and dose.basis is not Basis.FLAT:
        yield Slip(calculated, HALF, NOT_ROUNDED, calculated * _HUNDREDTH)
    yield Slip(total.value, NOTHING, TOTAL_AS_DOSE)
    if dose.basis is not Basis.FLAT:
        yield Slip(dose.value, NOTHING, NOT_MULTIPLIED)
