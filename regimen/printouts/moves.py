"""What acts did to a plan, in lines: the acts, what is left out, how much is still planned."""

from collections.abc import Iterator
from itertools import groupby

from regimen.course import Plan
from regimen.days import DaySet
from regimen.nomenclature import days_words, drug_name
from regimen.printouts.words import day_words
from regimen.schedule.items import Item, Kind


def act_lines(plan: Plan) -> Iterator[str]:
    """`1. MEC deferred by 2 days from Day 4, all that follows: infection`."""
    for number, act in enumerate(plan.schedule.acts, 1):
        more = ", ".join(part for part in (act.who, f"decided {act.on}" if act.on else None) if part)
        yield f"{number}. {act.words}{f' ({more})' if more else ''}"


def act_summary(plan: Plan) -> Iterator[str]:
    """The acts in a few lines, with what they leave of the doses."""
    yield from act_lines(plan)
    yield from (f"left out: {line}" for line in left_out_lines(plan))
    yield from (f"planned: {line}" for line in planned_lines(plan))


def ideal_words(item: Item) -> str:
    """`, ideal Day 4`, for an item that acts have moved; empty for the others."""
    return f", ideal {day_words(item.ideal_day)}" if item.day != item.ideal_day else ""


def left_out_lines(plan: Plan) -> Iterator[str]:
    """`etoposide, days 5-6: act 2`."""
    doses = [left for left in plan.schedule.left_out if left.item.entry.line is not None]
    for (name, act), group in groupby(doses, key=lambda left: (left.item.entry.name, left.act)):
        days = DaySet.of((left.item.day for left in group), plan.resolved.numbering)
        yield f"{drug_name(name)}, {days_words(days)}: act {act}"


def planned_lines(plan: Plan) -> Iterator[str]:
    """`mitoXANTRONE: 4 of 5 doses`; only where acts have changed the number."""
    planned, ideal = _counts(plan.schedule.items), _counts(plan.ideal.items)
    for name, count in ideal.items():
        if planned.get(name, 0) != count:
            yield f"{drug_name(name)}: {planned.get(name, 0)} of {count} doses"


def _counts(items: tuple[Item, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in items:
        if item.kind == Kind.DOSE:
            counts[item.entry.name] = counts.get(item.entry.name, 0) + 1
    return counts
