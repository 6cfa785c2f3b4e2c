"""Rounding a calculated amount: not at all, to what can be measured, or to a step.

The default keeps within 5 % of the calculated amount (†). That is tighter than the 10 % that HOPA accepts
(Fahrenbruch R et al. J Oncol Pract 2018;14:e130-6) and than the 6 % of the NHS England cytotoxic bands.
"""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from regimen.dosing.products import MAX_UNITS, Measured, Product, nearest_measurable, same_kind
from regimen.dosing.wording import shown_amount, signed_percent
from regimen.errors import ValueSyntaxError
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, drug_name, safe_amount, safe_number, safe_strength
from regimen.quantity import Amount, parse_decimal, plain

MEASURABLE_TOLERANCE_PERCENT = Decimal(5)
"""Furthest the nearest measurable amount may lie from the calculated one, inclusive (†)."""
HOPA_LIMIT_PERCENT = Decimal(10)
"""Variance above which any rounding is remarked on, exclusive."""
HOPA_CITATION = "Fahrenbruch R et al. (HOPA). J Oncol Pract 2018;14:e130-6"
ROUNDINGS_ALLOWED = "none, measurable, or nearest:N with N in the dose's own unit, such as nearest:5"


@dataclass(frozen=True, slots=True)
class Rounding:
    """A rounding policy."""

    kind: Literal["none", "measurable", "nearest"] = "measurable"
    """How."""
    step: Decimal | None = None
    """The N of `nearest:N`, in the dose's own unit."""

    def __str__(self) -> str:
        return self.kind if self.step is None else f"{self.kind}:{plain(self.step)}"


DEFAULT_ROUNDING = Rounding()


class Rounded(NamedTuple):
    """A rounded amount and how it came about."""

    amount: Amount
    """The amount to give, in the calculated amount's unit."""
    variance_percent: Decimal
    """Rounded minus calculated, in percent of calculated; not rounded."""
    step: str | None
    """The sentence for the working; None when there is nothing to say."""
    product: str | None
    """What to take, when the listed products make the amount exactly."""
    findings: tuple[Finding, ...]
    """What is remarkable about it."""


def parse_rounding(text: str) -> Rounding:
    """Read a rounding policy: `none`, `measurable` or `nearest:N`."""
    kind, colon, number = text.strip().partition(":")
    if not colon and kind == "none":
        return Rounding("none")
    if not colon and kind == "measurable":
        return Rounding("measurable")
    if kind != "nearest" or not number:
        raise ValueSyntaxError(f"unknown rounding '{text[:40]}'", allowed=ROUNDINGS_ALLOWED)
    step = parse_decimal(number.strip())
    if step == 0:
        raise ValueSyntaxError(f"the rounding '{text[:40]}' has a step of zero", allowed=ROUNDINGS_ALLOWED)
    return Rounding("nearest", step)


def round_amount(
    calculated: Amount,
    rounding: Rounding,
    products: tuple[Product, ...],
    *,
    agent: str,
    cap: Amount | None = None,
    flat: bool = False,
) -> Rounded:
    """Round `calculated`, never above `cap`; a flat dose is the protocol's own figure and takes no step."""
    findings = [_foreign(calculated, product, agent) for product in same_kind(calculated, products)[1]]
    if rounding.kind == "measurable":
        result = _to_measurable(calculated, products, agent, cap, flat=flat)
    elif rounding.step is not None and not flat:
        result = _to_step(calculated, rounding.step, agent, cap)
    else:
        result = _kept(calculated, None if flat else f"not rounded{MARK}")
    product = result.product or _exact(result.amount, products)
    return result._replace(product=product, findings=(*findings, *result.findings))


def variance_percent(given: Decimal, calculated: Decimal) -> Decimal:
    """Given minus calculated in percent of calculated."""
    return (given - calculated) * 100 / calculated


def _to_measurable(
    calculated: Amount, products: tuple[Product, ...], agent: str, cap: Amount | None, *, flat: bool
) -> Rounded:
    if not same_kind(calculated, products)[0]:
        if flat or products:
            return _kept(calculated, None)
        text = f"{shown_amount(calculated)} is not rounded: no product is listed, so no measurable amount is known"
        return _kept(calculated, text, Finding("no-product", Severity.INFO, f"{drug_name(agent)}: {text}", agent))
    nearest = nearest_measurable(calculated, products, cap)
    if nearest is not None and nearest.amount.value == calculated.value:
        return Rounded(nearest.amount, Decimal(0), f"{safe_amount(calculated)} as {nearest.text}", nearest.text, ())
    if nearest is None or not _within(nearest.amount.value, calculated.value, MEASURABLE_TOLERANCE_PERCENT):
        return _not_measurable(calculated, nearest, agent)
    variance = variance_percent(nearest.amount.value, calculated.value)
    how = f"nearest measurable, {nearest.step}; {signed_percent(variance)}"
    return Rounded(
        nearest.amount, variance, f"rounded to {safe_amount(nearest.amount)} ({how}){MARK}", nearest.text, ()
    )


def _not_measurable(calculated: Amount, nearest: Measured | None, agent: str) -> Rounded:
    if nearest is None:
        why = f"no product makes an amount near it with {MAX_UNITS} units or fewer"
    else:
        variance = signed_percent(variance_percent(nearest.amount.value, calculated.value))
        why = f"the nearest measurable amount, {nearest.text} = {safe_amount(nearest.amount)}, is {variance} away"
    limit = f"limit {safe_number(MEASURABLE_TOLERANCE_PERCENT)} %{MARK}"
    text = f"{shown_amount(calculated)} is kept: {why} ({limit})"
    return _kept(calculated, text, Finding("not-measurable", Severity.OTHER, f"{drug_name(agent)}: {text}", agent))


def _to_step(calculated: Amount, step: Decimal, agent: str, cap: Amount | None) -> Rounded:
    steps = (calculated.value / step).quantize(Decimal(1), ROUND_HALF_UP)
    if cap is not None:
        steps = min(steps, (cap.to(calculated.unit).value / step).to_integral_value(ROUND_FLOOR))
    size = safe_amount(Amount(step, calculated.unit))
    if steps < 1:
        text = f"{shown_amount(calculated)} is kept: rounding to the nearest {size} would give nothing"
        return _kept(calculated, text, Finding("not-measurable", Severity.OTHER, f"{drug_name(agent)}: {text}", agent))
    amount = Amount(steps * step, calculated.unit)
    variance = variance_percent(amount.value, calculated.value)
    text = f"rounded to {safe_amount(amount)} (nearest {size}; {signed_percent(variance)}){MARK}"
    findings: tuple[Finding, ...] = ()
    if not _within(amount.value, calculated.value, HOPA_LIMIT_PERCENT):
        message = f"{drug_name(agent)}: {text} lies more than 10 % from the calculated amount; choose a finer step"
        findings = (Finding("rounding-variance", Severity.IMPORTANT, message, agent, HOPA_CITATION),)
    return Rounded(amount, variance, text, None, findings)


def _within(given: Decimal, calculated: Decimal, percent: Decimal) -> bool:
    return abs(given - calculated) * 100 <= percent * calculated


def _kept(calculated: Amount, step: str | None, *findings: Finding) -> Rounded:
    return Rounded(calculated, Decimal(0), step, None, findings)


def _exact(amount: Amount, products: tuple[Product, ...]) -> str | None:
    nearest = nearest_measurable(amount, products)
    return nearest.text if nearest is not None and nearest.amount.value == amount.value else None


def _foreign(amount: Amount, product: Product, agent: str) -> Finding:
    strength = safe_strength(product.strength)
    text = f"{drug_name(agent)}: the {strength} {product.form} is not used for a dose in {amount.unit.words}"
    return Finding("product-unit", Severity.OTHER, f"{text}; the two are never converted into each other", agent)
