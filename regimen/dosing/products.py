"""Products: what a drug is supplied as, and which of its products measure a dose at all."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from regimen.quantity import MG, Amount, Strength

DEFAULT_MEASURABLE_ML = Decimal("0.1")
"""Smallest volume step of a solution whose product names none (†)."""
FINE_MEASURABLE_ML = Decimal("0.02")
"""The step for strong solutions, whose last millilitre is measured in a 1 mL syringe (†)."""
STRONG_MG_PER_ML = Decimal(50)
"""Strength above which a solution is strong: a tenth of a millilitre would be more than 5 mg (†)."""
POWDER_STEPS = 100
"""Measurable steps in a vial of powder: tenths of a millilitre, once dissolved in 10 mL (†)."""

_WHOLE_FORMS = {"capsule", "tablet", "caplet", "softgel", "sachet", "suppository", "patch", "pill", "syringe"}


class Product(NamedTuple):
    """One product of a drug."""

    form: str
    """`capsule`, `tablet`, `concentrate`, …; decides whether units are counted."""
    strength: Strength
    """What one unit or one mL holds."""
    rxnorm: str | None = None
    """RxNorm concept id."""
    measurable_ml: Decimal | None = None
    """Smallest volume step of a solution; None leaves it to the strength (†)."""
    vials: tuple[Decimal, ...] = ()
    """Vial sizes of a liquid that are sold where the drug is bought, mL."""

    @property
    def counted(self) -> bool:
        """Whether the product is given in whole units; a vial of powder is not."""
        words = {word.removesuffix("s") for word in self.form.lower().replace("-", " ").split()}
        return not self.strength.per_ml and bool(words & _WHOLE_FORMS)

    @property
    def powder(self) -> bool:
        """Whether a vial of it is dissolved first."""
        return self.form == "powder" and not self.strength.per_ml

    @property
    def step_ml(self) -> Decimal:
        """Smallest volume step of a solution."""
        if self.measurable_ml is not None:
            return self.measurable_ml
        amount = self.strength.amount
        strong = amount.unit.kind is MG.kind and amount.to(MG).value > STRONG_MG_PER_ML
        return FINE_MEASURABLE_ML if strong else DEFAULT_MEASURABLE_ML


def same_kind(amount: Amount, products: Iterable[Product]) -> tuple[list[Product], list[Product]]:
    """Products whose strength measures what the amount does, and the others, which are never converted."""
    usable: list[Product] = []
    others: list[Product] = []
    for product in products:
        fits = product.strength.amount.unit.kind is amount.unit.kind
        (usable if fits else others).append(product)
    return usable, others
