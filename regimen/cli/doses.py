"""The doses for scripts: one entry a dose line (or step of a ramp), keys as docs/contract.md lists them."""

from typing import Any

from regimen.printouts.totals import Tally, tallies
from regimen.printouts.words import amount_assumed, day_assumed, dose_assumed
from regimen.schedule.items import Schedule

KEYS = (
    "id", "agent", "abbreviation", "dose", "amount_unrounded", "amount", "unit", "days", "course_total",
    "variance_percent", "product", "working", "route", "slots", "days_in_cycle", "cycles", "assumed",
    "amount_assumed", "missing",
)  # fmt: skip
"""Keys of every dose."""


def dose_rows(schedule: Schedule, *, hide: bool) -> list[dict[str, Any]]:
    """One mapping a dose line, in protocol order."""
    return [_row(schedule, tally, hide=hide) for tally in tallies(schedule)]


def _row(schedule: Schedule, tally: Tally, *, hide: bool) -> dict[str, Any]:
    entry = tally.entry
    assert entry.line is not None
    assert entry.dose is not None
    assert entry.result is not None
    known = entry.result.amount is not None and not (hide and amount_assumed(entry))
    amount = entry.result.amount if known else None
    unrounded = entry.result.amount_unrounded if known else None
    timed = not (hide and (day_assumed(entry) or tally.cycles_assumed))
    total = tally.course_total if known and timed else None
    return {
        "id": entry.id,
        "agent": entry.name,
        "abbreviation": schedule.resolved.agent(entry.name).abbreviation,
        "dose": None if hide and dose_assumed(entry) else str(entry.dose),
        "amount_unrounded": None if unrounded is None else unrounded.value,
        "amount": None if amount is None else amount.value,
        "unit": entry.dose.unit.ucum,
        "days": tally.days * tally.cycles if timed else None,
        "course_total": None if total is None else total.value,
        "variance_percent": entry.result.variance_percent if known else None,
        "product": entry.result.product if known else None,
        "working": list(entry.result.working) if known and timed else [],
        "route": entry.line.route,
        "slots": tally.a_day,
        "days_in_cycle": tally.days if timed else None,
        "cycles": tally.cycles,
        "assumed": entry.assumed,
        "amount_assumed": amount_assumed(entry),
        "missing": list(entry.result.missing),
    }
