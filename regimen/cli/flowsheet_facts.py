"""Plan beside actual and the flowsheet for scripts, keys as docs/contract.md lists them."""

from collections.abc import Iterator
from typing import Any

from regimen.abreast import Line
from regimen.counts.ctcae import Grade
from regimen.flowsheet.columns import Column
from regimen.flowsheet.responses import Standing
from regimen.flowsheet.sheet import Depth, Flowsheet, Worst
from regimen.printouts.abreast import planned_words


def abreast_facts(line: Line, *, hide: bool = False) -> dict[str, Any]:
    """One drug on one day."""
    return {
        "day": line.day,
        "date": str(line.date),
        "agent": line.agent,
        "planned": planned_words(line, hide=hide) if line.planned else None,
        "doses_planned": len(line.planned),
        "given": [
            {
                "amount": None if one.amount is None else one.amount.value,
                "unit": None if one.amount is None else one.amount.unit.ucum,
                "route": one.route,
                "key": one.key,
            }
            for one in line.given
        ],
        "state": line.state,
        "deviations": [one.key for one in line.deviations],
    }


def sample_facts(column: Column) -> dict[str, Any]:
    """One column of the flowsheet."""
    return {
        "day": column.day,
        "date": str(column.date),
        "minute": column.sample.minute if column.sample else None,
        "key": column.sample.key if column.sample else None,
        "days_left": column.left,
        "values": {
            name: {
                "value": value.number.value,
                "below_limit": value.number.below,
                "level": value.level,
                "why": value.why,
                "grades": {one.version: _grade(one) for one in value.grades},
            }
            for name, value in column.values.items()
        },
        "anc_by_wbc": column.by_wbc,
        "support": [one.kind for one in column.support],
        "marrow": [{"adequate": one.adequate, "blasts": one.blasts} for one in column.marrows],
        "decides": column.decides,
        "baseline": column.baseline,
    }


def _grade(grade: Grade) -> dict[str, Any]:
    return {"low": grade.low, "high": grade.high, "needs": list(grade.needs), "clinical": grade.clinical}


def summary_facts(sheet: Flowsheet) -> dict[str, Any]:
    """What the columns come to."""
    return {
        "days_left": sheet.left,
        "counts": {one.name: _depth(one) for one in sheet.depths},
        "worst_grades": list(map(_worst, sheet.worst)),
        "responses": {one.proven.criteria: _response(one) for one in sheet.responses},
        "doses": [
            {"name": one.name, "given": sorted(one.given), "in_part": sorted(one.part), "planned": sorted(one.planned)}
            for one in sheet.doses
        ],
    }


def _depth(depth: Depth) -> dict[str, Any]:
    nadir = depth.nadir
    return {
        "nadir": None if nadir is None else {"day": nadir[0], "value": nadir[1].value, "below_limit": nadir[1].below},
        "days_low": list(_low(depth)),
        "low_again": None if depth.fall is None else {"day": depth.fall.day, "least": depth.fall.least},
    }


def _low(depth: Depth) -> Iterator[dict[str, Any]]:
    for one in depth.low:
        yield {"threshold": one.threshold, "assumed": one.assumed, "least": one.days.least, "most": one.days.most}


def _worst(worst: Worst) -> dict[str, Any]:
    baseline = None if worst.baseline is None else _grade(worst.baseline)
    told = {"name": worst.name, "ctcae": worst.grade.version, "day": worst.day}
    return told | _grade(worst.grade) | {"baseline": baseline, "worse": worst.worse}


def _response(standing: Standing) -> dict[str, Any]:
    return {
        "category": standing.proven.category,
        "at_best": standing.at_best,
        "not_known": list(standing.proven.open),
        "marrow_day": standing.marrow,
        "counts_day": standing.sample,
    }
