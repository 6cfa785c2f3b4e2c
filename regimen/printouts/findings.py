"""Findings as they are shown: whole, or without the values that are to be hidden."""

from collections.abc import Iterable

from regimen.findings import Finding
from regimen.nomenclature import MARK, NOT_IN_SOURCES
from regimen.printouts.words import amount_assumed
from regimen.schedule.items import Schedule


def shown_findings(schedule: Schedule, findings: Iterable[Finding], *, hide: bool) -> tuple[Finding, ...]:
    """The findings; hidden, a remark that rests on assumed values says only that it does."""
    if not hide:
        return tuple(findings)
    agents = {entry.name for entry in schedule.doses if amount_assumed(entry)}
    return tuple(_hushed(finding, agents) for finding in findings)


def _hushed(finding: Finding, agents: set[str]) -> Finding:
    if MARK not in finding.message and finding.subject not in agents:
        return finding
    return finding._replace(message=f"{finding.code}: rests on values that are {NOT_IN_SOURCES}")


def finding_line(finding: Finding) -> str:
    """`important: cannot assess …`."""
    return f"{finding.severity}: {finding.message}"
