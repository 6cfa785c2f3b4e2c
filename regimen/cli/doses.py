"""The doses for scripts: one entry a dose line (or step of a ramp), keys as docs/contract.md lists them."""

from typing import Any

from regimen.dosing.policy import DosePolicy
from regimen.dosing.preparation import Preparation
from regimen.dosing.subject import Subject
from regimen.printouts.sensitivity import sensitivities
from regimen.printouts.totals import Tally, tallies
from regimen.printouts.words import amount_assumed, day_assumed, dose_assumed
from regimen.quantity import MG, ML, Amount
from regimen.schedule.items import Schedule
from regimen.schedule.preparing import preparation

KEYS = (
    "id", "agent", "abbreviation", "dose", "amount_unrounded", "amount", "unit", "days", "course_total",
    "variance_percent", "product", "preparation", "carried", "working", "route", "slots", "days_in_cycle", "cycles",
    "assumed", "amount_assumed", "missing",
)  # fmt: skip
"""Keys of every dose."""


def dose_rows(schedule: Schedule, policy: DosePolicy, *, hide: bool) -> list[dict[str, Any]]:
    """One mapping a dose line, in protocol order."""
    return [_row(schedule, tally, policy, hide=hide) for tally in tallies(schedule)]


def _row(schedule: Schedule, tally: Tally, policy: DosePolicy, *, hide: bool) -> dict[str, Any]:
    entry = tally.entry
    assert entry.line is not None
    assert entry.dose is not None
    assert entry.result is not None
    assumed = amount_assumed(entry)
    known = entry.result.amount is not None and not (hide and assumed)
    amount = entry.result.amount if known else None
    unrounded = entry.result.amount_unrounded if known else None
    made = preparation(schedule.resolved, entry, policy, assumed=assumed) if known and not hide else None
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
        "preparation": None if made is None else _preparation(made, policy),
        "carried": {drug: _quantity(with_it) for drug, with_it in entry.result.carried.items()} if known else {},
        "working": list(entry.result.working) if known and timed else [],
        "route": entry.line.route,
        "slots": tally.a_day,
        "days_in_cycle": tally.days if timed else None,
        "cycles": tally.cycles,
        "assumed": entry.assumed,
        "amount_assumed": assumed,
        "missing": list(entry.result.missing),
    }


def _quantity(amount: Amount) -> dict[str, Any]:
    return {"amount": amount.value, "unit": amount.unit.ucum}


def _preparation(made: Preparation, policy: DosePolicy) -> dict[str, Any]:
    left, diluted = made.left_over, made.diluted
    final = None if diluted is None else diluted.concentration
    in_mg = final is not None and final.amount.unit.kind is MG.kind
    return {
        "volume_ml": made.volume_ml,
        "region": policy.region,
        "vials": [{"number": vial.number, **_quantity(vial.size)} for vial in made.vials],
        "left_over_ml": left.value if left is not None and left.unit is ML else None,
        "left_over": None if left is None else _quantity(left),
        "diluent": None if diluted is None else diluted.diluent,
        "bag_ml": None if diluted is None else diluted.bag_ml,
        "allowed_bags": [] if diluted is None else list(diluted.allowed_bags),
        "concentration_mg_ml": final.amount.to(MG).value if final is not None and in_mg else None,
        "near_limit": None if diluted is None else diluted.near_limit,
        "words": list(made.lines),
    }


def sensitivity_rows(schedule: Schedule, subject: Subject, policy: DosePolicy, *, hide: bool) -> list[dict[str, Any]]:
    """One mapping a dose by body surface: its amount by every formula and rounding."""
    return [
        {
            "id": entry.id,
            "agent": entry.name,
            "dose": str(entry.dose),
            "unit": entry.dose.unit.ucum if entry.dose else None,
            "spread_percent": found.spread_percent,
            "spread_by_rounding": {
                str(rounding): spread for rounding, spread in zip(found.roundings, found.spreads, strict=True)
            },
            "amounts": [
                {
                    "formula": variant.formula,
                    "m2": variant.bsa.m2,
                    **{str(by): amount.value for by, amount in zip(found.roundings, variant.amounts, strict=True)},
                }
                for variant in found.variants
            ],
        }
        for entry, found in sensitivities(schedule, subject, policy, hide=hide)
    ]


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row for CSV: lists and mappings as text, one cell each."""
    made, carried = row["preparation"], row["carried"]
    return row | {
        "preparation": "; ".join(made["words"]) if made else None,
        "carried": ", ".join(f"{drug} {held['amount']} {held['unit']}" for drug, held in carried.items()) or None,
        "working": "; ".join(row["working"]),
        "missing": ", ".join(row["missing"]),
    }
