"""Products: which whole units, or which volume, make up an amount.

Whole units: the fewest, then a single strength (HOPA dose-rounding position statement: Fahrenbruch R et al.
J Oncol Pract 2018;14:e130-6), then larger strengths first. Units are never split: lenalidomide capsules, for
one, must not be opened.
"""

from collections.abc import Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from math import gcd
from typing import NamedTuple

from regimen.nomenclature import safe_number, safe_strength
from regimen.quantity import Amount, Strength

MAX_UNITS = 40
"""Most units proposed for one administration; more is a slip, not a dose."""
DEFAULT_MEASURABLE_ML = Decimal("0.1")
"""Smallest volume step of a solution whose product names none (†)."""

_MAX_CELLS = 5_000
"""Largest grid searched; real strengths of one drug share a step and need far fewer."""
_WHOLE_FORMS = {"capsule", "tablet", "caplet", "softgel", "sachet", "suppository", "patch", "pill"}

_Key = tuple[int, int, tuple[int, ...]]
"""Units, strengths, and the counts negated: the least key is the choice wanted."""


class Product(NamedTuple):
    """One product of a drug."""

    form: str
    """`capsule`, `tablet`, `concentrate`, …; decides whether units are counted."""
    strength: Strength
    """What one unit or one mL holds."""
    rxnorm: str | None = None
    """RxNorm concept id."""
    measurable_ml: Decimal | None = None
    """Smallest volume step of a solution; None means the default (†)."""

    @property
    def counted(self) -> bool:
        """Whether the product is given in whole units; a vial of powder is not."""
        words = {word.removesuffix("s") for word in self.form.lower().replace("-", " ").split()}
        return not self.strength.per_ml and bool(words & _WHOLE_FORMS)


class Measured(NamedTuple):
    """An amount that products can make exactly."""

    amount: Amount
    """The amount, in the unit that was asked for."""
    text: str
    """What to take: `2 × 25 mg capsules`, `7.5 mL of 2 mg/mL concentrate`."""
    step: str
    """What limits it: `2 × 25 mg capsules`, `0.1 mL of 2 mg/mL`."""


def same_kind(amount: Amount, products: Iterable[Product]) -> tuple[list[Product], list[Product]]:
    """Products whose strength measures what the amount does, and the others, which are never converted."""
    usable: list[Product] = []
    others: list[Product] = []
    for product in products:
        fits = product.strength.amount.unit.kind is amount.unit.kind
        (usable if fits else others).append(product)
    return usable, others


def nearest_measurable(amount: Amount, products: Iterable[Product], limit: Amount | None = None) -> Measured | None:
    """The makeable amount nearest to `amount` and not above `limit`; None when there is none.

    Ties: whole units before a volume, the smaller volume, the larger amount (half up).
    """
    usable, _ = same_kind(amount, products)
    top = None if limit is None else limit.to(amount.unit).value
    ranked: list[tuple[Decimal, Decimal, Measured]] = []
    if units := whole_units(amount, usable, limit):
        ranked.append((abs(units.amount.value - amount.value), Decimal(0), units))
    for product in usable:
        if product.strength.per_ml and (drawn := _volume(amount, product, top)):
            volume, measured = drawn
            ranked.append((abs(measured.amount.value - amount.value), volume, measured))
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def whole_units(amount: Amount, products: Iterable[Product], limit: Amount | None = None) -> Measured | None:
    """Whole units nearest to `amount` and not above `limit`; None beyond MAX_UNITS or without such products."""
    by_strength: dict[Decimal, Product] = {}
    for product in same_kind(amount, products)[0]:
        if product.counted:
            by_strength.setdefault(product.strength.amount.to(amount.unit).value, product)
    strengths = sorted(by_strength, reverse=True)
    if not strengths or amount.value > MAX_UNITS * strengths[0]:
        return None
    top = amount.value + strengths[0]
    if limit is not None:
        top = min(top, limit.to(amount.unit).value)
    grid, weights = _grid(strengths)
    cells = int(top // grid)
    if cells > _MAX_CELLS:
        return None
    reachable = _fewest(weights, cells)
    sums = [cell for cell in reachable if cell]
    if not sums:
        return None
    best = min(sums, key=lambda cell: (abs(cell * grid - amount.value), -cell))
    counts = [-count for count in reachable[best][2]]
    text = " + ".join(
        _counted_text(count, by_strength[strength]) for count, strength in zip(counts, strengths, strict=True) if count
    )
    return Measured(Amount(best * grid, amount.unit), text, text)


def _volume(amount: Amount, product: Product, top: Decimal | None) -> tuple[Decimal, Measured] | None:
    """The volume nearest to the amount, in whole measurable steps, at least one and not above `top`."""
    step_ml = product.measurable_ml or DEFAULT_MEASURABLE_ML
    step = product.strength.amount.to(amount.unit).value * step_ml
    steps = max((amount.value / step).quantize(Decimal(1), ROUND_HALF_UP), Decimal(1))
    if top is not None:
        steps = min(steps, (top / step).to_integral_value(ROUND_FLOOR))
    if steps < 1:
        return None
    volume, strength = steps * step_ml, safe_strength(product.strength)
    text = f"{safe_number(volume)} mL of {strength} {product.form}"
    return volume, Measured(Amount(steps * step, amount.unit), text, f"{safe_number(step_ml)} mL of {strength}")


def _grid(strengths: list[Decimal]) -> tuple[Decimal, list[int]]:
    """The greatest step that all strengths are multiples of, and the multiples."""
    places = max(0, *(-int(strength.normalize().as_tuple().exponent) for strength in strengths))
    scaled = [int(strength.scaleb(places)) for strength in strengths]
    step = gcd(*scaled)
    return Decimal(step).scaleb(-places), [weight // step for weight in scaled]


def _fewest(weights: list[int], cells: int) -> dict[int, _Key]:
    """For each reachable sum the least key, one strength after another, largest first."""
    best: dict[int, _Key] = {0: (0, 0, ())}
    for weight in weights:
        using: dict[int, _Key] = {}
        for cell in range(weight, cells + 1):
            options = []
            if first := best.get(cell - weight):
                options.append((first[0] + 1, first[1] + 1, (*first[2], -1)))
            if more := using.get(cell - weight):
                options.append((more[0] + 1, more[1], (*more[2][:-1], more[2][-1] - 1)))
            if options and (least := min(options))[0] <= MAX_UNITS:
                using[cell] = least
        without = {cell: (units, kinds, (*counts, 0)) for cell, (units, kinds, counts) in best.items()}
        best = without | {cell: min(key, without.get(cell, key)) for cell, key in using.items()}
    return best


def _counted_text(count: int, product: Product) -> str:
    form = product.form.removesuffix("s")
    plural = "" if count == 1 else "es" if form.endswith("ch") else "s"
    return f"{count} × {safe_strength(product.strength)} {form}{plural}"
