"""Deviations for scripts: one finding each, keys as docs/contract.md lists them."""

from collections.abc import Iterator
from typing import Any

from regimen.cli.entry_places import Finds
from regimen.cli.output import as_mapping
from regimen.deviations.deviation import Deviation
from regimen.findings import Finding, Place
from regimen.review import Review


def finding_facts(made: Review, place: Finds) -> Iterator[dict[str, Any]]:
    """Every deviation, then what could not be compared and what is doubtful about follow-ups."""
    report = made.report
    for one in report.deviations:
        yield _deviation(made, one, place(one.entries[0]) if one.entries else None)
    for finding in (*report.remarks, *report.doubtful):
        yield _remark(finding._replace(place=place(finding.subject)))


def _deviation(made: Review, one: Deviation, place: Place | None) -> dict[str, Any]:
    return as_mapping(one.finding._replace(place=place)) | {
        "class": one.code,
        "key": one.key,
        "days": list(one.days),
        "planned": one.planned,
        "actual": one.actual,
        "agents": list(one.agents),
        "explains": one.explains,
        "outcome": str(one.outcome),
        "category": str(one.category),
        "major_minor": one.major_minor,
        "dvcat": one.dvcat,
        "dvdecod": one.dvdecod,
        "why": one.why,
        "would_clear": one.would_clear,
        "explained_by": one.explained_by,
        "entries": list(one.entries),
        "open": one.open,
        "follow_up": _follow_up(made, one),
    }


def _follow_up(made: Review, one: Deviation) -> dict[str, Any] | None:
    """What was recorded of it, later entries over earlier ones; null if nothing was."""
    done = one.follow_up
    return done and {
        "date": str(made.date(done.day)),
        "who": done.who,
        "cause": done.cause,
        "impact": done.impact,
        "corrective_action": done.corrective_action,
        "approved_on": None if done.approved_day is None else str(made.date(done.approved_day)),
        "approved_by": done.approved_by,
    }


_NOTHING: dict[str, Any] = {
    "key": None, "days": [], "planned": None, "actual": None, "agents": [], "explains": 0, "outcome": None,
    "category": None, "major_minor": None, "dvcat": None, "dvdecod": None, "why": None, "would_clear": None,
    "explained_by": None, "entries": [], "open": False, "follow_up": None,
}  # fmt: skip
"""What a remark has instead of a deviation's facts, so that every finding has the same keys."""


def _remark(finding: Finding) -> dict[str, Any]:
    return as_mapping(finding) | {"class": finding.code, **_NOTHING}
