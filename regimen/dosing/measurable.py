"""Rounding to the nearest amount that the products measure.

It keeps within 5 % of the calculated amount (†). That is tighter than the 10 % that HOPA accepts (Fahrenbruch R
et al. J Oncol Pract 2018;14:e130-6) and than the 6 % of the NHS England cytotoxic bands.
"""

from decimal import Decimal
from functools import partial

from regimen.dosing.counting import MAX_UNITS
from regimen.dosing.measuring import Measured, nearest_measurable
from regimen.dosing.products import Product, same_kind
from regimen.dosing.rounded import Rounded, kept, not_measurable, variance_percent, within
from regimen.dosing.wording import shown_amount, signed_percent
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, drug_name, safe_amount, safe_number
from regimen.quantity import Amount

MEASURABLE_TOLERANCE_PERCENT = Decimal(5)
"""Furthest the nearest measurable amount may lie from the calculated one, inclusive (†)."""


def to_measurable(
    calculated: Amount, products: tuple[Product, ...], agent: str, cap: Amount | None, *, flat: bool
) -> Rounded:
    """The nearest measurable amount, not above `cap`; what cannot be measured closely enough is kept."""
    if not same_kind(calculated, products)[0]:
        if flat or products:
            return kept(calculated, None)
        text = f"{shown_amount(calculated)} is not rounded: no product is listed, so no measurable amount is known"
        return kept(calculated, text, Finding("no-product", Severity.INFO, f"{drug_name(agent)}: {text}", agent))
    nearest = nearest_measurable(calculated, products, cap)
    if nearest is None or not within(nearest.amount.value, calculated.value, MEASURABLE_TOLERANCE_PERCENT):
        return not_measurable(calculated, _too_far(calculated, nearest), agent)
    variance = variance_percent(nearest.amount.value, calculated.value) or Decimal(0)
    return Rounded(nearest.amount, variance, partial(_told, calculated, nearest, variance), nearest, ())


def _told(calculated: Amount, nearest: Measured, variance: Decimal) -> str:
    if not variance:
        return f"{safe_amount(calculated)} as {nearest.text}"
    how = f"nearest measurable, {nearest.step}; {signed_percent(variance)}"
    return f"rounded to {safe_amount(nearest.amount)} ({how}){MARK}"


def _too_far(calculated: Amount, nearest: Measured | None) -> str:
    if nearest is None:
        why = f"no product makes an amount near it with {MAX_UNITS} units or fewer"
    else:
        variance = signed_percent(variance_percent(nearest.amount.value, calculated.value))
        why = f"the nearest measurable amount, {nearest.text} = {safe_amount(nearest.amount)}, is {variance} away"
    limit = f"limit {safe_number(MEASURABLE_TOLERANCE_PERCENT)} %{MARK}"
    return f"{shown_amount(calculated)} is kept: {why} ({limit})"
