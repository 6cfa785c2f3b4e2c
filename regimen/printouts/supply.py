"""Capsules and tablets: how many of which strength make one dose of a line, and all doses together."""

from collections import Counter
from collections.abc import Iterable, Mapping

from regimen.course import Plan
from regimen.dosing.counting import nearest_count
from regimen.dosing.measuring import counted_text
from regimen.dosing.products import Product, same_kind
from regimen.printouts.words import amount_assumed, marked
from regimen.schedule.drugs import products_of
from regimen.schedule.items import Entry

Supply = Mapping[Product, int]
"""Product to how many of it."""


def one_dose_of(plan: Plan, entry: Entry) -> Supply | None:
    """The whole units that make one dose exactly; None without an amount, or where none of the products does."""
    if entry.result is None or entry.result.amount is None:
        return None
    amount = entry.result.amount
    usable, _ = same_kind(amount, products_of(plan.resolved, entry.name, plan.course.policy.region))
    by_size = {one.strength.amount.to(amount.unit).value: one for one in reversed(usable) if one.counted}
    found = nearest_count(amount.value, by_size)
    if found is None or found.total != amount.value:
        return None
    return {by_size[size]: count for count, size in found.counts}


def supply_of(plan: Plan, entries: Iterable[Entry]) -> tuple[Supply, bool] | None:
    """What all doses take, one entry a dose, and whether that rests on an assumption; None where one is not known."""
    total: Counter[Product] = Counter()
    doses = list(entries)
    for entry in doses:
        one = one_dose_of(plan, entry)
        if one is None:
            return None
        total.update(one)
    return total, any(map(amount_assumed, doses))


def supply_words(supply: tuple[Supply, bool] | None) -> tuple[str, ...]:
    """`20 × 25 mg capsules`, a product each; or that the number is not known."""
    if supply is None:
        return ("number not known",)
    units, assumed = supply
    return tuple(marked(counted_text(count, product), assumed) for product, count in units.items())
