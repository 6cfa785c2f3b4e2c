"""Dose bands: a rule of our own in the style of the NHS, which are not the NHS England national tables (†).

Like those, the bands widen with the dose (logarithmic banding), every band has one standard dose, and none of its
amounts differs from that by more than 6 %, or 10 % for biological drugs (NICE KTT22 quotes both limits). The
national tables are set drug by drug; these are computed, in volumes that a syringe shows.
"""

from collections.abc import Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from regimen.dosing.measuring import drawn
from regimen.dosing.products import DEFAULT_MEASURABLE_ML, Product
from regimen.dosing.rounded import Rounded, not_measurable, variance_percent
from regimen.dosing.wording import shown, shown_amount, signed_percent
from regimen.nomenclature import MARK, safe_amount
from regimen.quantity import Amount

CYTOTOXIC_PERCENT = Decimal(6)
"""Furthest an amount may lie from the dose of its band, inclusive."""
BIOLOGIC_PERCENT = Decimal(10)
"""The same for biological drugs."""
_STYLE = "NHS-style"
_NOT_THE_TABLES = "not the NHS England national tables"

_FIRST_STEPS = 8
"""Steps in the smallest dose: below it even the next step up is more than 12 % away."""
_GRADUATIONS = ((5, Decimal("0.1")), (20, Decimal("0.5")), (50, Decimal(1)), (200, Decimal(5)))
"""Volume in mL up to which a dose is a multiple of so many mL; beyond, of the last."""
_LAST_GRADUATION = Decimal(10)


class Band(NamedTuple):
    """One band: amounts from `low`, which belongs to it, to `high`, which does not."""

    low: Decimal
    dose: Decimal
    """What every amount of the band is given as."""
    high: Decimal


def limit_percent(agent: str) -> Decimal:
    """The limit for a drug: antibodies, by their stem -mab, are biological; their conjugates are cytotoxic."""
    return BIOLOGIC_PERCENT if agent.endswith("mab") else CYTOTOXIC_PERCENT


def bands(limit: Decimal, step_ml: Decimal = DEFAULT_MEASURABLE_ML) -> Iterator[Band]:
    """Every band in mL, smallest first and without end: neighbours meet half-way between their doses."""
    doses = _doses((100 + limit) / (100 - limit), step_ml / DEFAULT_MEASURABLE_ML)
    dose = next(doses)
    low = dose * 100 / (100 + limit)
    for following in doses:
        high = (dose + following) / 2
        yield Band(low, dose, high)
        low, dose = high, following


def band_of(value: Decimal, found: Iterable[Band]) -> Band | None:
    """The band of an amount; None below the first one."""
    band = next(band for band in found if value < band.high)
    return band if value >= band.low else None


def to_band(calculated: Amount, product: Product, agent: str, cap: Amount | None) -> Rounded:
    """The dose of the band that an amount of a liquid lies in; kept where there is none, or its dose is above `cap`."""
    limit = limit_percent(agent)
    per_ml = product.strength.amount.to(calculated.unit).value
    band = band_of(calculated.value / per_ml, bands(limit, product.measurable_ml or DEFAULT_MEASURABLE_ML))
    if band is None:
        return not_measurable(calculated, f"{shown_amount(calculated)} is kept: too small for a band{MARK}", agent)
    dose = band.dose * per_ml
    if cap is not None and dose > cap.to(calculated.unit).value:
        text = f"{shown_amount(calculated)} is kept: its band{MARK} is given as more than the cap"
        return not_measurable(calculated, text, agent)
    amount, variance = Amount(dose, calculated.unit), variance_percent(dose, calculated.value)
    span = f"{shown(band.low * per_ml)} to under {shown_amount(Amount(band.high * per_ml, calculated.unit))}"
    how = f"{_STYLE} band from {span}, {_NOT_THE_TABLES}; {signed_percent(variance)}"
    return Rounded(amount, variance, f"rounded to {safe_amount(amount)} ({how}){MARK}", drawn(amount, product), ())


def _doses(ratio: Decimal, scale: Decimal) -> Iterator[Decimal]:
    """Volumes that a syringe shows, each as far above the last as the limit allows."""
    dose = _FIRST_STEPS * DEFAULT_MEASURABLE_ML
    while True:
        yield dose * scale
        furthest = dose * ratio
        step = next((step for below, step in _GRADUATIONS if furthest < below), _LAST_GRADUATION)
        dose = (furthest / step).to_integral_value(ROUND_FLOOR) * step
