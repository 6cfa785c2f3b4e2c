"""The events of a calendar for scripts: one entry an administration, keys as docs/contract.md lists them."""

from collections.abc import Iterator
from typing import Any

from regimen.course import Plan
from regimen.nomenclature import NOT_IN_SOURCES
from regimen.printouts.words import amount_assumed, day_assumed, dose_assumed, label
from regimen.schedule.items import Item, Kind
from regimen.schedule.why import why_here

KEYS = (
    "id", "kind", "label", "day", "date", "ideal_day", "ideal_date", "cycle", "cycle_day", "window", "anchor",
    "assumed", "source", "why",
)  # fmt: skip
"""Keys of every event."""
DOSE_KEYS = (
    "agent", "abbreviation", "dose", "amount", "amount_unrounded", "unit", "route", "slot", "slots", "duration_min",
    "end_day", "amount_assumed", "purpose", "until", "conditions", "carries",
)  # fmt: skip
"""Keys that doses add."""


def events(plan: Plan, *, hide: bool = False) -> Iterator[dict[str, Any]]:
    """Every event in order; hidden, one whose day is an assumption is left out, for a day is never null."""
    for item in plan.schedule.items:
        if hide and day_assumed(item.entry):
            continue
        event = _common(plan, item, hide=hide)
        if item.kind == Kind.DOSE:
            event |= _dose(plan, item, hide=hide)
        yield event


def unplaced(plan: Plan) -> list[dict[str, str]]:
    """What is left out of the events when assumptions are hidden."""
    entries = [entry for entry in plan.schedule.entries if day_assumed(entry)]
    return [{"id": entry.id, "label": entry.name, "why": f"which days: {NOT_IN_SOURCES}"} for entry in entries]


def _common(plan: Plan, item: Item, *, hide: bool) -> dict[str, Any]:
    entry, window = item.entry, plan.schedule.window_of(item)
    blank = hide and entry.anchor_mark.assumed
    return {
        "id": item.id,
        "kind": entry.kind.word,
        "label": label(item, hide=hide),
        "day": item.day,
        "date": str(plan.date(item.day)),
        "ideal_day": item.ideal_day,
        "ideal_date": str(plan.date(item.ideal_day)),
        "cycle": item.cycle,
        "cycle_day": item.cycle_day,
        "window": None if window is None else list(window),
        "anchor": None if blank else entry.anchor,
        "assumed": entry.assumed or ((item.cycle or 1) > 1 and plan.resolved.length_assumed),
        "source": entry.source,
        "why": why_here(plan.schedule, item, hide=hide),
    }


def _dose(plan: Plan, item: Item, *, hide: bool) -> dict[str, Any]:
    entry, line = item.entry, item.entry.line
    assert line is not None
    assert entry.dose is not None
    assert entry.result is not None
    blank, result = hide and amount_assumed(entry), entry.result
    amount = None if blank else result.amount
    unrounded = None if blank else result.amount_unrounded
    return {
        "agent": entry.name,
        "abbreviation": plan.resolved.agent(entry.name).abbreviation,
        "dose": None if hide and dose_assumed(entry) else str(entry.dose),
        "amount": None if amount is None else amount.value,
        "amount_unrounded": None if unrounded is None else unrounded.value,
        "unit": entry.dose.unit.ucum if result.amount is None else result.amount.unit.ucum,
        "route": line.route,
        "slot": item.slot,
        "slots": line.slots.a_day,
        "duration_min": line.duration_min,
        "end_day": item.end_day,
        "amount_assumed": amount_assumed(entry),
        "purpose": line.purpose,
        "until": line.until,
        "conditions": " and ".join(item.conditions(plan.resolved)) or None,
        "carries": ", ".join(f"{drug} {dose}" for drug, dose in line.carries.items()) or None,
    }
