"""Dilution: which bag gives a final concentration between the labelled ends, drug and diluent volume together."""

from decimal import Decimal
from typing import NamedTuple

from regimen.dosing.wording import shown
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, drug_name, safe_number, safe_strength
from regimen.quantity import Amount, Strength

NEAR_PERCENT = Decimal(10)
"""A concentration this close below the highest one is near the limit, inclusive (†)."""


class Dilution(NamedTuple):
    """How an infusion is made up."""

    diluent: str
    """What it is diluted with."""
    lowest: Strength | None = None
    """Lowest final concentration."""
    highest: Strength | None = None
    """Highest final concentration."""
    smallest_ml: Decimal | None = None
    """Smallest volume of diluent, mL."""
    bags: tuple[Decimal, ...] = ()
    """Bag sizes to choose from, mL (†)."""
    near_limit: str | None = None
    """What to mind close to the highest concentration."""
    caution: str | None = None
    """What it is not for."""
    source: str | None = None
    """Citation."""


class Diluted(NamedTuple):
    """An amount in its bag."""

    diluent: str
    bag_ml: Decimal | None
    """Smallest bag that fits; None where none does."""
    allowed_bags: tuple[Decimal, ...]
    """Every bag that fits, smallest first."""
    concentration: Strength | None
    """Final concentration in the bag chosen, not rounded."""
    near_limit: str | None
    """What to mind, where the concentration is close to the highest one."""
    lines: tuple[str, ...]
    """All of it in words."""


def concentration(amount: Amount, volume_ml: Decimal, bag_ml: Decimal) -> Decimal:
    """Amount in one mL, drug and diluent volume together."""
    return amount.value / (volume_ml + bag_ml)


def final_volumes(amount: Amount, dilution: Dilution) -> tuple[Decimal | None, Decimal | None]:
    """Smallest and largest final volume in mL that keep between the highest and the lowest concentration."""
    highest, lowest = _per_ml(dilution.highest, amount), _per_ml(dilution.lowest, amount)
    return (None if highest is None else amount.value / highest, None if lowest is None else amount.value / lowest)


def allowed_bags(amount: Amount, volume_ml: Decimal, dilution: Dilution) -> tuple[Decimal, ...]:
    """The bags that keep between the ends, both inclusive, and hold enough diluent; smallest first."""
    return tuple(bag for bag in sorted(dilution.bags) if _fits(amount, volume_ml, bag, dilution))


def _fits(amount: Amount, volume_ml: Decimal, bag_ml: Decimal, dilution: Dilution) -> bool:
    if dilution.smallest_ml is not None and bag_ml < dilution.smallest_ml:
        return False
    # Multiplied, not divided, so that an amount exactly at an end is not lost to the last digit.
    final = volume_ml + bag_ml
    highest, lowest = _per_ml(dilution.highest, amount), _per_ml(dilution.lowest, amount)
    return (highest is None or amount.value <= highest * final) and (lowest is None or amount.value >= lowest * final)


def _per_ml(end: Strength | None, amount: Amount) -> Decimal | None:
    return None if end is None else end.amount.to(amount.unit).value


def dilute(amount: Amount, volume_ml: Decimal, dilution: Dilution, mark: str = MARK) -> Diluted:
    """The smallest bag that fits, with its concentration and the words for both; `mark` is the amount's."""
    fitting = allowed_bags(amount, volume_ml, dilution)
    lines = [_range_text(amount, dilution, mark), dilution.caution or ""]
    if not fitting:
        lines += [_none_fits(dilution)] if dilution.bags else []
        return Diluted(dilution.diluent, None, (), None, None, tuple(filter(None, lines)))
    bag, unit = fitting[0], amount.unit
    final = concentration(amount, volume_ml, bag)
    others = "" if len(fitting) == 1 else f"; allowed: {_sizes(fitting)} mL"
    lines.append(f"{safe_number(bag)} mL bag{MARK} of {dilution.diluent}: {shown(final)} {unit.words}/mL{MARK}{others}")
    near = dilution.near_limit if _near(Amount(final, unit), dilution) else None
    lines += [f"close to the highest concentration{MARK}: {near}"] if near else []
    strength = Strength(Amount(final, unit), True)
    return Diluted(dilution.diluent, bag, fitting, strength, near, tuple(filter(None, lines)))


def no_bag_fits(agent: str, amount: Amount, volume_ml: Decimal, dilution: Dilution) -> Finding | None:
    """The remark that no bag of the list keeps between the ends."""
    if not dilution.bags or allowed_bags(amount, volume_ml, dilution):
        return None
    message = f"{drug_name(agent)}: {_none_fits(dilution)}; {_range_text(amount, dilution, MARK)}"
    return Finding("no-bag-fits", Severity.OTHER, message, agent, dilution.source)


def _near(final: Amount, dilution: Dilution) -> bool:
    highest = _per_ml(dilution.highest, final)
    return highest is not None and final.value * 100 >= highest * (100 - NEAR_PERCENT)


def _range_text(amount: Amount, dilution: Dilution, mark: str) -> str:
    """`final volume at least 375 mL (highest 0.4 mg/mL)`, and the least diluent where the label gives one."""
    smallest, largest = final_volumes(amount, dilution)
    parts = []
    if smallest is not None and dilution.highest is not None:
        parts.append(f"at least {shown(smallest)} mL{mark} (highest {safe_strength(dilution.highest)})")
    if largest is not None and dilution.lowest is not None:
        parts.append(f"at most {shown(largest)} mL{mark} (lowest {safe_strength(dilution.lowest)})")
    text = f"final volume {' and '.join(parts)}" if parts else ""
    if dilution.smallest_ml is not None:
        text += f"{', ' if text else ''}at least {safe_number(dilution.smallest_ml)} mL of diluent"
    return text


def _none_fits(dilution: Dilution) -> str:
    return f"none of the bags of {_sizes(tuple(sorted(dilution.bags)))} mL{MARK} fits"


def _sizes(bags: tuple[Decimal, ...]) -> str:
    return ", ".join(map(safe_number, bags))
