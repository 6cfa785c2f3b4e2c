"""Records for tests: written as files write them, read by the same reader."""

import datetime as dt
from pathlib import Path

from regimen.course import Course
from regimen.findings import Finding
from regimen.protocol.reader import parse_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.shape import shaped
from regimen.protocol.shelf import load
from regimen.protocol.tree import parse_tree
from regimen.record.model import Record
from regimen.record.timeline import Timeline, timeline

DAY_1 = dt.date(2026, 12, 1)
TODAY = dt.date(2027, 3, 1)
HEAD = "format: 1\nprotocol: nct01681537\nreference_date: 2026-12-01\nrecord:\n"
FIXTURES = Path(__file__).parents[1] / "fixtures" / "protocols"


def record(text: str) -> Record:
    """The record that lines below `record:` hold."""
    course, findings = shaped(parse_tree((HEAD + text).encode(), "c.yaml"), Course)
    assert course is not None, findings
    assert course.record is not None
    return course.record


def misfits(text: str) -> list[Finding]:
    """What the models say against the lines of a record."""
    return shaped(parse_tree((HEAD + text).encode(), "c.yaml"), Course)[1]


def resolved(fixture: str | None = None) -> ResolvedProtocol:
    """The home protocol, or one of the fixtures."""
    if fixture is None:
        return resolve(load())
    return resolve(parse_protocol((FIXTURES / fixture).read_text(encoding="utf-8")))


def line(text: str, fixture: str | None = None) -> Timeline:
    """The timeline of a record planned for 1 December 2026."""
    return timeline(record(text), resolved(fixture), DAY_1)


def given(*entries: str) -> str:
    """Administrations as `DATE AGENT`, in lines of a record."""
    lines = (f"  - {{date: {entry.split()[0]}, agent: {entry.split()[1]}}}\n" for entry in entries)
    return "  administrations:\n" + "".join(lines)
