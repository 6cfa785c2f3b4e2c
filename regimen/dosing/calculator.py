"""One dose line for one subject: amount, course total, product, and the working step by step.

Order: calculate with unrounded body data, cap, round, multiply out to the course total. Giving a course total
as one day's dose has killed, so the total is always spelled out as a product.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from regimen.dosing.amounts import calculated_amount
from regimen.dosing.measuring import Measured
from regimen.dosing.policy import DosePolicy
from regimen.dosing.products import Product
from regimen.dosing.rounded import Rounded
from regimen.dosing.rounding import round_amount, round_to_product
from regimen.dosing.subject import Subject
from regimen.dosing.wording import Words, shown_amount, written
from regimen.errors import RegimenError
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, agent_dose, drug_name, safe_amount, safe_dose
from regimen.quantity import Amount, Basis, Dose


@dataclass(frozen=True, slots=True)
class DoseRequest:
    """One dose line of a plan."""

    agent: str
    """Lower-case generic name."""
    dose: Dose
    """Dose of one administration."""
    days: int = 1
    """Number of dosing days in one cycle."""
    cycles: int = 1
    """Number of cycles in the course."""
    cycles_assumed: bool = False
    """Whether their number is an assumption (†)."""
    slots: int = 1
    """Administrations a day."""
    fewer: int = 0
    """Administrations that the first and last day of a cycle's series lack, where it begins or ends in mid-day."""
    cap: Amount | None = None
    """Largest amount of one administration."""
    products: tuple[Product, ...] = ()
    """What the amount may be made from, preferred first."""
    assumed: bool = False
    """Whether the dose itself is an assumption (†)."""
    to_product: bool = False
    """Whether its source rounds to the nearest product, however far away."""
    source: str | None = None
    """Citation of that rounding."""
    carries: Mapping[str, Dose] = field(default_factory=dict)
    """Further drugs in the same fixed-ratio product, with the dose that goes with this one."""

    def __post_init__(self) -> None:
        if min(self.days, self.cycles, self.slots, self.a_cycle) < 1:
            what = f"{self.agent}: {self.cycles} cycles of {self.days} days with {self.slots} doses a day"
            raise RegimenError(what, allowed="1 or more of each")

    @property
    def a_cycle(self) -> int:
        """Administrations in one cycle."""
        return self.slots * self.days - self.fewer


class DoseResult(NamedTuple):
    """A dose line worked out; amounts are None while body data are missing."""

    dose: Dose
    """The dose as requested."""
    amount_unrounded: Amount | None
    """One administration, calculated and capped, before rounding."""
    amount: Amount | None
    """One administration, rounded by the policy."""
    course_total: Amount | None
    """`amount` × administrations a day × days × cycles."""
    variance_percent: Decimal | None
    """Rounded minus calculated, in percent of calculated; not rounded."""
    measured: Measured | None
    """How the listed products make the amount, when they make it exactly."""
    steps: tuple[Words, ...]
    """Each step of the working."""
    missing: tuple[str, ...]
    """Subject fields without which there is no amount."""
    findings: tuple[Finding, ...]
    """What is remarkable about it."""
    carried: dict[str, Amount]
    """What one administration brings of the further drugs in the same product."""

    @property
    def working(self) -> tuple[str, ...]:
        """Each step as a sentence, assumptions marked †."""
        return tuple(map(written, self.steps))

    @property
    def product(self) -> str | None:
        """What to take or draw up."""
        return None if self.measured is None else self.measured.text


def calculate(request: DoseRequest, subject: Subject | None, policy: DosePolicy) -> DoseResult:
    """Work out one dose line; missing data leave the dose and say what is needed."""
    mark = MARK if request.assumed else ""
    calculated = calculated_amount(request.agent, request.dose, mark, subject or Subject(), policy)
    if calculated.amount is None:
        return DoseResult(request.dose, None, None, None, None, None, *calculated[1:4], {})
    amount, steps = calculated.amount, list(calculated.working)
    cap = None if request.cap is None else request.cap.to(amount.unit)
    if cap is not None and amount.value > cap.value:
        amount = cap
        steps.append(f"capped at {safe_amount(cap)} for one administration")
    result = _rounded(request, amount, cap, policy)
    if result.told is not None:
        steps.append(result.told)
    total = result.amount.times(request.a_cycle * request.cycles)
    mark = MARK if result.variance_percent else calculated.mark
    carried, left = _carried(request, result.amount)
    steps += [partial(_carried_text, request, drug, carried[drug], mark) for drug in carried]
    steps.append(partial(_total_text, request, result.amount, total, mark))
    return DoseResult(
        request.dose,
        amount,
        result.amount,
        total,
        result.variance_percent,
        result.measured,
        tuple(steps),
        (),
        (*calculated.findings, *result.findings, *left),
        carried,
    )


def _rounded(request: DoseRequest, amount: Amount, cap: Amount | None, policy: DosePolicy) -> Rounded:
    if request.to_product:
        return round_to_product(amount, request.products, agent=request.agent, source=request.source)
    flat = request.dose.basis is Basis.FLAT
    return round_amount(amount, policy.rounding, request.products, agent=request.agent, cap=cap, flat=flat)


def _carried(request: DoseRequest, amount: Amount) -> tuple[dict[str, Amount], list[Finding]]:
    """What comes along with an amount: the product holds its drugs in the ratio of their doses."""
    carried: dict[str, Amount] = {}
    left: list[Finding] = []
    dose = request.dose
    for drug, other in request.carries.items():
        if other.basis is dose.basis and other.unit.kind is dose.unit.kind:
            ratio = other.value / Amount(dose.value, dose.unit).to(other.unit).value
            carried[drug] = Amount(amount.to(other.unit).value * ratio, other.unit)
        else:
            doses = f"{safe_dose(other)} and {safe_dose(dose)} have no fixed ratio"
            message = f"{drug_name(drug)} beside {drug_name(request.agent)}: no amount, because {doses}"
            left.append(Finding("carried-not-computed", Severity.OTHER, message, drug))
    return carried, left


def _carried_text(request: DoseRequest, drug: str, amount: Amount, mark: str) -> str:
    beside = f"{agent_dose(drug, request.carries[drug])} beside {agent_dose(request.agent, request.dose)}"
    return f"carries {drug_name(drug)} {shown_amount(amount)}{mark} ({beside}, in one product)"


def _total_text(request: DoseRequest, amount: Amount, total: Amount, mark: str) -> str:
    factors = [f"{shown_amount(amount)}{mark}", f"{request.days} day" if request.days == 1 else f"{request.days} days"]
    if request.fewer:
        factors[1:] = [f"{request.a_cycle} doses on {factors[1]}"]
    elif request.slots > 1:
        factors.insert(1, f"{request.slots} times a day")
    if request.cycles > 1:
        factors.append(f"{request.cycles} cycles{MARK if request.cycles_assumed else ''}")
        mark = mark or (MARK if request.cycles_assumed else "")
    return f"{' × '.join(factors)} = {shown_amount(total)}{mark} course total"
