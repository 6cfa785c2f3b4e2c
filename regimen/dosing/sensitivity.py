"""How much a dose depends on choices that no source makes: surface formula and rounding, side by side."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from regimen.dosing.body import BSA_FORMULAS, Bsa
from regimen.dosing.calculator import DoseRequest, calculate
from regimen.dosing.policy import DosePolicy
from regimen.dosing.rounding import Rounding
from regimen.dosing.subject import Subject
from regimen.dosing.summary import surface_area
from regimen.quantity import Amount, Basis


class Variant(NamedTuple):
    """One surface area and what the dose comes to by it."""

    formula: str
    """Formula id, or `given`."""
    bsa: Bsa
    amounts: tuple[Amount, ...]
    """One for each rounding policy."""


class Sensitivity(NamedTuple):
    """One dose line by every formula and every rounding."""

    roundings: tuple[Rounding, ...]
    """The columns."""
    variants: tuple[Variant, ...]
    """The rows."""

    @property
    def spreads(self) -> tuple[Decimal, ...]:
        """For each rounding, the largest amount less the smallest, in percent of the smallest."""
        return tuple(_spread(column) for column in zip(*(variant.amounts for variant in self.variants), strict=True))

    @property
    def spread_percent(self) -> Decimal:
        """The same over the whole table."""
        return _spread([amount for variant in self.variants for amount in variant.amounts])


def roundings(policy: DosePolicy) -> tuple[Rounding, ...]:
    """The policies compared: without rounding, measurable, bands, and the step of the course if it has one."""
    plain = (Rounding("none"), Rounding("measurable"), Rounding("bands"))
    return (*plain, policy.rounding) if policy.rounding.step is not None else plain


def sensitivity(request: DoseRequest, subject: Subject | None, policy: DosePolicy) -> Sensitivity | None:
    """The table of one line by body surface; None for other lines and without a surface area."""
    if request.dose.basis is not Basis.PER_M2 or subject is None:
        return None
    compared = roundings(policy)
    # A surface area that is given stands above all formulas, so there is one row.
    formulas = [policy.bsa_formula] if subject.bsa is not None else list(BSA_FORMULAS)
    variants = [variant for formula in formulas if (variant := _variant(request, subject, policy, formula, compared))]
    return Sensitivity(compared, tuple(variants)) if variants else None


def _variant(
    request: DoseRequest, subject: Subject, policy: DosePolicy, formula: str, compared: Sequence[Rounding]
) -> Variant | None:
    used = surface_area(subject, replace(policy, bsa_formula=formula))
    if used is None:
        return None
    results = [
        calculate(request, subject, replace(policy, bsa_formula=formula, rounding=rounding)) for rounding in compared
    ]
    amounts = tuple(result.amount for result in results if result.amount is not None)
    return Variant(used.formula, Bsa(used.m2_unrounded, used.m2), amounts)


def _spread(amounts: Sequence[Amount]) -> Decimal:
    values = [amount.value for amount in amounts]
    return (max(values) - min(values)) * 100 / min(values)
