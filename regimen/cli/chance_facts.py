"""Operating characteristics for scripts: unrounded, as docs/contract.md has them."""

from typing import Any

from regimen.escalation.exact.abreast import Abreast
from regimen.escalation.exact.report import Report, Side
from regimen.escalation.exact.simulate import Simulated
from regimen.escalation.outcomes import write_outcomes


def chance_facts(report: Report) -> dict[str, Any]:
    """The first design's keys at the top; what was asked for besides, under keys of its own."""
    course = report.course
    facts = {
        "p": report.chances,
        "start": course.steps[0].before.level if course.steps else course.state.level,
        "from": write_outcomes(tuple(step.cohort for step in course.steps)),
        "departures": [one._asdict() for one in course.departures],
        **_side(report.sides[0]),
    }
    if report.paths:
        facts["path_list"] = [
            {"outcomes": path.outcomes, "recommended": path.recommended, "chance": path.chance} for path in report.paths
        ]
    if len(report.sides) > 1:
        facts["beside"] = [_side(side) for side in report.sides[1:]]
    if report.simulated:
        facts["simulated"] = _simulated(report.simulated, len(report.chances))
    if report.abreast:
        facts["same_subjects"] = _abreast(report.abreast)
    return facts


def _side(side: Side) -> dict[str, Any]:
    found, expected = side.found, side.found.expected
    return {
        "design": side.conduct.design.id,
        "name": side.conduct.design.name,
        "accrual": side.conduct.accrual,
        "p_select": expected.p_select,
        "p_none": expected.p_none,
        "expected_n": expected.expected_n,
        "expected_dlt": expected.expected_dlt,
        "expected_n_per_level": expected.expected_n_per_level,
        "expected_dlt_per_level": expected.expected_dlt_per_level,
        "n_distribution": found.n_distribution,
        "dlt_distribution": found.dlt_distribution,
        "paths": found.paths,
    }


def _simulated(told: Simulated, levels: int) -> dict[str, Any]:
    return {
        "trials": told.trials,
        "seed": told.seed,
        "selected": [told.recommended(level) for level in range(1, levels + 1)],
        "none": told.recommended(None),
        "mean_n": told.mean_subjects,
        "mean_dlt": told.mean_dlts,
    }


def _abreast(told: Abreast) -> dict[str, Any]:
    return {
        "trials": told.trials,
        "seed": told.seed,
        "designs": [side._asdict() for side in told.sides],
        "first_trial": [run._asdict() for run in told.runs],
        "lowest_level_with_dlt": told.lowest,
    }


CSV_KEYS = ("design", "level", "p", "p_select", "expected_n", "expected_dlt")


def chance_rows(report: Report) -> list[dict[str, Any]]:
    """A row a level of every design, and one for no level."""
    rows: list[dict[str, Any]] = []
    for side in report.sides:
        expected, design = side.found.expected, side.conduct.design.id
        rows.append({"design": design, "level": "none", "p_select": expected.p_none})
        columns = (report.chances, expected.p_select, expected.expected_n_per_level, expected.expected_dlt_per_level)
        rows += [
            dict(zip(CSV_KEYS, (design, level, *values), strict=True))
            for level, values in enumerate(zip(*columns, strict=True), 1)
        ]
    return rows
