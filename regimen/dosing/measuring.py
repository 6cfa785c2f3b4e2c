"""Measuring: the amount nearest to a calculated one that the products of a drug can make.

The protocol lists its products preferred first. One that makes the amount exactly is taken; else the first one
listed that comes about as near as any, so that a weak solution is not drawn from a score of vials for the sake of
a milligram.
"""

from collections.abc import Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from regimen.dosing.counting import nearest_count
from regimen.dosing.products import POWDER_STEPS, Product, same_kind
from regimen.dosing.wording import Words, written
from regimen.nomenclature import safe_amount, safe_number, safe_strength
from regimen.quantity import Amount

PREFERENCE_PERCENT = Decimal(1)
"""How much nearer, in percent of the amount, a later product must come to be taken before an earlier one (†)."""


class Measured(NamedTuple):
    """An amount that products can make exactly."""

    amount: Amount
    """The amount, in the unit that was asked for."""
    taken: Words
    """What to take: `2 × 25 mg capsules`, `7.5 mL of 2 mg/mL concentrate`."""
    limited: Words
    """What limits it: `2 × 25 mg capsules`, `0.1 mL of 2 mg/mL`."""
    product: Product | None = None
    """The liquid it is drawn from, if it is one."""

    @property
    def text(self) -> str:
        """What to take, written."""
        return written(self.taken)

    @property
    def step(self) -> str:
        """What limits it, written."""
        return written(self.limited)


def nearest_measurable(amount: Amount, products: Iterable[Product], limit: Amount | None = None) -> Measured | None:
    """The makeable amount nearest to `amount` and not above `limit`, by the preferred product; None without any."""
    found = _candidates(amount, same_kind(amount, products)[0], limit)
    if not found:
        return None
    distances = [abs(measured.amount.value - amount.value) for measured in found]
    least = min(distances)
    slack = PREFERENCE_PERCENT * amount.value / 100 if least else least
    return next(measured for measured, distance in zip(found, distances, strict=True) if distance <= least + slack)


def exactly(amount: Amount, products: Iterable[Product]) -> Measured | None:
    """How the products make just this amount; None when they cannot."""
    nearest = nearest_measurable(amount, products)
    return nearest if nearest is not None and nearest.amount.value == amount.value else None


def nearest_unit(amount: Amount, products: Iterable[Product]) -> Measured | None:
    """The single capsule, tablet or syringe nearest to `amount`, however far; a tie goes up."""
    units = [product for product in same_kind(amount, products)[0] if product.counted]
    if not units:
        return None
    sizes = {product: product.strength.amount.to(amount.unit).value for product in units}
    best = min(units, key=lambda product: (abs(sizes[product] - amount.value), -sizes[product]))
    text = counted_text(1, best)
    return Measured(Amount(sizes[best], amount.unit), text, text)


def _candidates(amount: Amount, usable: list[Product], limit: Amount | None) -> list[Measured]:
    """What each product comes to, in the order listed; whole units of all strengths together stand at their first."""
    top = None if limit is None else limit.to(amount.unit).value
    found: list[Measured | None] = []
    counted = [product for product in usable if product.counted]
    for product in usable:
        if product.strength.per_ml:
            found.append(_volume(amount, product, top))
        elif counted and product is counted[0]:
            found.append(_units(amount, counted, top))
    made = [measured for measured in found if measured is not None]
    powders = [product for product in usable if product.powder]
    if not made and powders and (dissolved := _powder(amount, powders, top)):
        made.append(dissolved)
    return made


def _units(amount: Amount, counted: list[Product], top: Decimal | None) -> Measured | None:
    by_size: dict[Decimal, Product] = {}
    for product in counted:
        by_size.setdefault(product.strength.amount.to(amount.unit).value, product)
    chosen = nearest_count(amount.value, by_size, top)
    if chosen is None:
        return None
    text = " + ".join(counted_text(count, by_size[size]) for count, size in chosen.counts)
    return Measured(Amount(chosen.total, amount.unit), text, text)


def _volume(amount: Amount, product: Product, top: Decimal | None) -> Measured | None:
    """The volume nearest to the amount, in whole measurable steps, at least one and not above `top`."""
    per_ml = product.strength.amount.to(amount.unit).value
    value = _steps(amount.value, per_ml * product.step_ml, top)
    if value is None:
        return None
    return drawn(Amount(value, amount.unit), product)


def drawn(amount: Amount, product: Product) -> Measured:
    """An amount as a volume of a liquid."""

    def taken() -> str:
        volume = amount.value / product.strength.amount.to(amount.unit).value
        return f"{safe_number(volume)} mL of {safe_strength(product.strength)} {product.form}"

    def limited() -> str:
        return f"{safe_number(product.step_ml)} mL of {safe_strength(product.strength)}"

    return Measured(amount, taken, limited, product)


def _powder(amount: Amount, powders: list[Product], top: Decimal | None) -> Measured | None:
    """Vials of powder, measured once dissolved: a hundredth of the smallest vial is the step."""
    smallest = min((product.strength.amount.to(amount.unit) for product in powders), key=lambda size: size.value)
    step = Amount(smallest.value / POWDER_STEPS, amount.unit)
    value = _steps(amount.value, step.value, top)
    if value is None:
        return None
    text = f"{safe_amount(Amount(value, amount.unit))} of powder, dissolved"
    return Measured(Amount(value, amount.unit), text, f"{safe_amount(step)}, a hundredth of a vial of powder")


def _steps(value: Decimal, step: Decimal, top: Decimal | None) -> Decimal | None:
    """The multiple of `step` nearest to a value, at least one and not above `top`."""
    count = max((value / step).quantize(Decimal(1), ROUND_HALF_UP), Decimal(1))
    if top is not None:
        count = min(count, (top / step).to_integral_value(ROUND_FLOOR))
    return count * step if count >= 1 else None


def counted_text(count: int, product: Product) -> str:
    """`2 × 25 mg capsules`."""
    form = product.form.removesuffix("s")
    plural = "" if count == 1 else "es" if form.endswith("ch") else "s"
    return f"{count} × {safe_strength(product.strength)} {form}{plural}"
