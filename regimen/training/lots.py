"""Errors drawn by lot: every one that could be planted in a plan, and some of them that can be told apart."""

from collections.abc import Collection, Iterator
from random import Random

from regimen.course import Plan
from regimen.errors import RegimenError
from regimen.schedule.items import Kind
from regimen.training.planting import ERRORS, LOOK_ALIKES, Wrong, ambiguous


def drawn(plan: Plan, number: int, seed: int, among: Collection[str] = ()) -> list[Wrong]:
    """Errors drawn by lot, on cells of their own; the kind of error first, so that common ones do not crowd others."""
    lot = Random(seed)  # noqa: S311 - an exercise that can be made again, not a secret
    pools: dict[str, list[Wrong]] = {}
    for error in possible(plan):
        if error.error in (among or ERRORS):
            pools.setdefault(error.error, []).append(error)
    found = list[Wrong]()
    while len(found) < number:
        if not pools:
            raise RegimenError(f"the plan has no room for {number} errors", allowed=f"at most {len(found)}")
        name = lot.choice(list(pools))
        error = pools[name].pop(lot.randrange(len(pools[name])))
        found += [error] if _free(error, found) else []
        pools = pools if pools[name] else {other: pool for other, pool in pools.items() if other != name}
    return found


def _free(error: Wrong, found: list[Wrong]) -> bool:
    """Whether an error has its cells to itself and cannot be taken for part of another one."""
    return not any(error.cells & one.cells for one in found) and not ambiguous(error, found)


def possible(plan: Plan) -> Iterator[Wrong]:
    """Every error that can be planted in a plan, in a fixed order; doses move and appear beside their series."""
    days: dict[str, list[int]] = {}
    for item in plan.schedule.items:
        if item.kind == Kind.DOSE and item.day not in days.setdefault(item.entry.name, []):
            days[item.entry.name].append(item.day)
    for drug, given in days.items():
        beside = [day for day in (_beside(plan, given[0], -1), _beside(plan, given[-1], 1)) if day not in given]
        known = all(entry.result and entry.result.amount for entry in plan.schedule.doses if entry.name == drug)
        for day in beside:
            yield Wrong(error="added", drug=drug, day=day)
            yield from (Wrong(error="moved", drug=drug, day=one, to=day) for one in given)
        for day in given:
            yield Wrong(error="left-out", drug=drug, day=day)
            if known:
                yield Wrong(error="tenfold", drug=drug, day=day)
            if known and len(given) > 1:
                yield Wrong(error="course-total", drug=drug, day=day)
            if drug in LOOK_ALIKES:
                yield Wrong(error="other-drug", drug=drug, day=day)


def _beside(plan: Plan, day: int, by: int) -> int:
    numbering = plan.resolved.numbering
    return numbering.day(numbering.offset(day) + by)
