"""Findings about the course as a whole: the order of blocks, the reference day, doses during a hold."""

from collections.abc import Iterator

from regimen.days import MAX_DAY
from regimen.deviations.causes import covers
from regimen.deviations.classes import Code
from regimen.deviations.edits import Edit, group_of
from regimen.deviations.standard import Standard
from regimen.protocol.resolved import ResolvedLine
from regimen.record.facts import Facts, Given


def order_broken(standard: Standard, given: tuple[Given, ...]) -> Iterator[Edit]:
    """A block that began on a day before the first day of the one that comes first; days have no hours here."""
    resolved = standard.ideal.resolved
    starts: dict[str, int] = {}
    for dose in given:
        if dose.day < starts.get(dose.agent, MAX_DAY + 1):
            starts[dose.agent] = dose.day
    for rule in resolved.protocol.constraints:
        first = {line.agent for line in resolved.lines if line.block == rule.first}
        then = {line.agent: line for line in resolved.lines if line.block == rule.then and line.agent not in first}
        begun = min((starts[agent] for agent in first & starts.keys() - then.keys()), default=None)
        if begun is None or not any(starts[agent] < begun for agent in then.keys() & starts.keys()):
            continue
        before = tuple(dose for dose in given if dose.agent in then and dose.day < begun)
        if _keeps(standard, rule.first, rule.then):
            lines = tuple(then[agent] for agent in dict.fromkeys(dose.agent for dose in before))
            yield Edit(Code.ORDER_BROKEN, rule.then, given=before, lines=lines, detail=rule.first)


def _keeps(standard: Standard, first: str, then: str) -> bool:
    """Whether the schedule itself has the blocks in this order."""
    starts: dict[str | None, int] = {}
    for item in standard.ideal.items:
        if item.entry.line is not None:
            starts.setdefault(item.entry.line.block, item.day)
    return first in starts and then in starts and starts[first] <= starts[then]


def reference_day_differs(standard: Standard) -> Iterator[Edit]:
    """The reference day on another date than planned; an act that put everything off by that much covers it."""
    shift = standard.reference_shift
    if shift:
        yield Edit(Code.REFERENCE_DAY_DIFFERS, "reference day", shift=shift, act=_act_behind(standard, shift))


def _act_behind(standard: Standard, shift: int) -> int | None:
    """The act that moved the first dose of all by this many days."""
    planned, offset = standard.planned, standard.numbering.offset
    doses = [item for item in planned.items if item.entry.line is not None] if planned else []
    if planned is None or not doses:
        return None
    first = min(doses, key=lambda item: offset(item.ideal_day))
    acts = planned.touched.get(first.id, ())
    return acts[-1] if acts and offset(first.day) - offset(first.ideal_day) == shift else None


def during_holds(standard: Standard, facts: Facts) -> Iterator[Edit]:
    """Doses on days on which their drug was held."""
    lines = {line.agent: line for line in reversed(standard.ideal.resolved.lines)}
    for hold in facts.holds:
        groups: dict[str, list[tuple[Given, ResolvedLine | None]]] = {}
        for dose in facts.given:
            if covers(hold, dose.agent, dose.day):
                line = lines.get(dose.agent)
                groups.setdefault(group_of(line) if line else dose.agent, []).append((dose, line))
        for group, found in groups.items():
            given = tuple(dose for dose, _ in found)
            about = tuple({line.id: line for _, line in found if line is not None}.values())
            yield Edit(
                Code.DOSE_DURING_HOLD, group, given=given, lines=about,
                detail=str(hold.first_day), hold=hold.reason, explains=len(given),
            )  # fmt: skip
