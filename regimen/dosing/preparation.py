"""Making up one administration: volume, vials to open, bag and final concentration; worked out when it is shown.

The concentration counts drug plus diluent volume. Bag sizes are not in the sources of a protocol, so every bag
carries †.
"""

from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from regimen.dosing.counting import Counted, vials_to_open
from regimen.dosing.dilution import Diluted, Dilution, dilute
from regimen.dosing.measuring import Measured
from regimen.dosing.products import Product, same_kind
from regimen.dosing.wording import shown, shown_amount
from regimen.nomenclature import MARK, safe_number, safe_strength
from regimen.quantity import ML, Amount


class Vial(NamedTuple):
    """So many vials of one size."""

    number: int
    size: Amount
    """Content: mL of a liquid, drug in a powder."""


class Preparation(NamedTuple):
    """How one administration is made up."""

    product: Product
    """The liquid it is drawn from, or one of the powders."""
    volume_ml: Decimal | None
    """Volume to draw up; unknown for a powder, which is dissolved first."""
    vials: tuple[Vial, ...]
    """Vials to open; empty where no sizes are listed."""
    left_over: Amount | None
    """What stays in the vials: mL of a liquid, drug of a powder."""
    diluted: Diluted | None
    """Bag and concentration, where the drug is diluted."""
    lines: tuple[str, ...]
    """All of it in words, assumptions marked †."""


def prepare(
    amount: Amount,
    products: Collection[Product],
    region: str,
    *,
    measured: Measured | None = None,
    dilution: Dilution | None = None,
    mark: str = MARK,
) -> Preparation | None:
    """Make up an amount of a parenteral drug; None where nothing that is drawn up or dissolved is listed.

    `mark` is † where the amount rests on an assumption.
    """
    liquid = drawn_from(amount, products, measured)
    if liquid is not None:
        return _from_liquid(amount, liquid, region, dilution, mark)
    powders = [product for product in same_kind(amount, products)[0] if product.powder]
    return _from_powder(amount, powders, mark) if powders else None


def drawn_from(amount: Amount, products: Collection[Product], measured: Measured | None) -> Product | None:
    """The liquid that an amount is drawn from: the one it was measured by, else the first one listed."""
    if measured is not None and measured.product is not None:
        return measured.product
    return next((product for product in same_kind(amount, products)[0] if product.strength.per_ml), None)


def volume_of(amount: Amount, liquid: Product) -> Decimal:
    """The volume in mL that holds an amount."""
    return amount.to(liquid.strength.amount.unit).value / liquid.strength.amount.value


def _from_liquid(amount: Amount, product: Product, region: str, dilution: Dilution | None, mark: str) -> Preparation:
    volume = volume_of(amount, product)
    opened = vials_to_open(volume, product.vials)
    vials, left_over = _opened(opened, Amount(volume, ML))
    strength = f"{safe_strength(product.strength)} {product.form}"
    lines = [f"{shown(volume)} mL of {strength}{mark}"]
    if left_over is not None:
        lines.append(f"open {_words(vials)}{mark} ({region}{MARK}), {_left(left_over)}{MARK} left over")
    diluted = None if dilution is None else dilute(amount, volume, dilution, mark)
    lines += diluted.lines if diluted else ()
    return Preparation(product, volume, vials, left_over, diluted, tuple(lines))


def _from_powder(amount: Amount, powders: list[Product], mark: str) -> Preparation:
    unit = powders[0].strength.amount.unit
    needed = amount.to(unit)
    opened = vials_to_open(needed.value, [product.strength.amount.to(unit).value for product in powders])
    vials, left_over = _opened(opened, needed)
    lines = [f"{shown_amount(amount)} of powder{mark}, dissolved as its label says"]
    if left_over is not None:
        lines.append(f"open {_words(vials)}{mark}, {_left(left_over)}{mark} left over")
    return Preparation(powders[0], None, vials, left_over, None, tuple(lines))


def _opened(opened: Counted | None, needed: Amount) -> tuple[tuple[Vial, ...], Amount | None]:
    if opened is None:
        return (), None
    vials = tuple(Vial(count, Amount(size, needed.unit)) for count, size in opened.counts)
    return vials, Amount(opened.total - needed.value, needed.unit)


def _words(vials: tuple[Vial, ...]) -> str:
    """`1 × 15 mL vial + 2 × 10 mL vials`."""
    return " + ".join(
        f"{vial.number} × {safe_number(vial.size.value)} {vial.size.unit.words} vial{'' if vial.number == 1 else 's'}"
        for vial in vials
    )


def _left(left_over: Amount) -> str:
    return shown_amount(left_over) if left_over.value else "nothing"
