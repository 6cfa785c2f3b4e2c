"""Rounding a calculated amount: not at all, to what can be measured, to a dose band, to a step, or to a product."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal

from regimen.dosing.bands import to_band
from regimen.dosing.measurable import to_measurable
from regimen.dosing.measuring import exactly, nearest_unit
from regimen.dosing.products import Product, same_kind
from regimen.dosing.rounded import (
    HOPA_CITATION,
    HOPA_LIMIT_PERCENT,
    Rounded,
    kept,
    not_measurable,
    variance_percent,
    within,
)
from regimen.dosing.wording import shown_amount, signed_percent
from regimen.errors import RegimenError, ValueSyntaxError
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, drug_name, safe_amount, safe_strength
from regimen.quantity import Amount, Unit, parse_amount, parse_decimal, plain

ROUNDINGS_ALLOWED = (
    "none, measurable, bands, or nearest:N with N in the dose's own unit or with a unit, "
    "such as nearest:5 or nearest:5 mg"
)
_PLAIN_KINDS: dict[str, Literal["none", "measurable", "bands"]] = {
    "none": "none",
    "measurable": "measurable",
    "bands": "bands",
}


@dataclass(frozen=True, slots=True)
class Rounding:
    """A rounding policy."""

    kind: Literal["none", "measurable", "bands", "nearest"] = "measurable"
    """How."""
    step: Decimal | None = None
    """The N of `nearest:N`."""
    unit: Unit | None = None
    """Unit of the step; None means the dose's own."""

    def __str__(self) -> str:
        if self.step is None:
            return self.kind
        return f"{self.kind}:{plain(self.step)}" + (f" {self.unit.ucum}" if self.unit else "")


DEFAULT_ROUNDING = Rounding()


def parse_rounding(text: str) -> Rounding:
    """Read a rounding policy: `none`, `measurable`, `bands`, `nearest:N` or `nearest:N mg`."""
    kind, colon, step = (part.strip() for part in text.strip().partition(":"))
    if not colon and kind in _PLAIN_KINDS:
        return Rounding(_PLAIN_KINDS[kind])
    if kind != "nearest" or not step:
        raise ValueSyntaxError(f"unknown rounding '{text[:40]}'", allowed=ROUNDINGS_ALLOWED)
    try:
        amount = parse_amount(step) if step[-1].isalpha() or step[-1] == "]" else None
        number = parse_decimal(step) if amount is None else amount.value
    except RegimenError as error:
        raise ValueSyntaxError(
            f"cannot read the step of '{text[:40]}': {error.what}", allowed=ROUNDINGS_ALLOWED
        ) from error
    if number == 0:
        raise ValueSyntaxError(f"the rounding '{text[:40]}' has a step of zero", allowed=ROUNDINGS_ALLOWED)
    return Rounding("nearest", number, amount.unit if amount else None)


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
    usable, foreign = same_kind(calculated, products)
    findings = [_foreign(calculated, product, agent) for product in foreign]
    liquid = next((product for product in usable if product.strength.per_ml), None)
    if rounding.kind == "bands" and liquid is not None and not flat:
        result = to_band(calculated, liquid, agent, cap)
    elif rounding.kind in ("measurable", "bands"):
        result = to_measurable(calculated, products, agent, cap, flat=flat)
    elif rounding.step is not None and not flat:
        result = _to_step(calculated, rounding, agent, cap)
    else:
        result = kept(calculated, None if flat else f"not rounded{MARK}")
    measured = result.measured or exactly(result.amount, products)
    return result._replace(measured=measured, findings=(*findings, *result.findings))


def round_to_product(calculated: Amount, products: tuple[Product, ...], *, agent: str, source: str | None) -> Rounded:
    """The nearest single product however far away, where the source of a dose line says so."""
    nearest = nearest_unit(calculated, products)
    if nearest is None:
        text = f"{shown_amount(calculated)} is kept: its source rounds to a product, and none is listed that is counted"
        return not_measurable(calculated, text, agent)
    variance = variance_percent(nearest.amount.value, calculated.value)
    how = f"nearest product, as the source has it; {signed_percent(variance)}"
    text = f"rounded to {safe_amount(nearest.amount)} ({how})"
    findings: tuple[Finding, ...] = ()
    if not within(nearest.amount.value, calculated.value, HOPA_LIMIT_PERCENT):
        message = f"{drug_name(agent)}: {text}; more than 10 % from the calculated amount, because the source rounds so"
        findings = (Finding("product-variance", Severity.INFO, message, agent, source),)
    return Rounded(nearest.amount, variance, text, nearest, findings)


def _to_step(calculated: Amount, rounding: Rounding, agent: str, cap: Amount | None) -> Rounded:
    assert rounding.step is not None
    given = Amount(rounding.step, rounding.unit or calculated.unit)
    if given.unit.kind is not calculated.unit.kind:
        text = f"{shown_amount(calculated)} is kept: a step in {given.unit.words} does not fit it"
        return not_measurable(calculated, text, agent)
    step = given.to(calculated.unit).value
    steps = (calculated.value / step).quantize(Decimal(1), ROUND_HALF_UP)
    if cap is not None:
        steps = min(steps, (cap.to(calculated.unit).value / step).to_integral_value(ROUND_FLOOR))
    size = safe_amount(given)
    if steps < 1:
        text = f"{shown_amount(calculated)} is kept: rounding to the nearest {size} would give nothing"
        return not_measurable(calculated, text, agent)
    amount = Amount(steps * step, calculated.unit)
    variance = variance_percent(amount.value, calculated.value)
    text = f"rounded to {safe_amount(amount)} (nearest {size}; {signed_percent(variance)}){MARK}"
    findings: tuple[Finding, ...] = ()
    if not within(amount.value, calculated.value, HOPA_LIMIT_PERCENT):
        message = f"{drug_name(agent)}: {text} lies more than 10 % from the calculated amount; choose a finer step"
        findings = (Finding("rounding-variance", Severity.IMPORTANT, message, agent, HOPA_CITATION),)
    return Rounded(amount, variance, text, None, findings)


def _foreign(amount: Amount, product: Product, agent: str) -> Finding:
    strength = safe_strength(product.strength)
    text = f"{drug_name(agent)}: the {strength} {product.form} is not used for a dose in {amount.unit.words}"
    return Finding("product-unit", Severity.OTHER, f"{text}; the two are never converted into each other", agent)
