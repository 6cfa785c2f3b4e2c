"""Plans for the printout tests: the home case and the fixture protocols on one date."""

import datetime as dt
from pathlib import Path

from regimen.course import Course, Plan, plan
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject
from regimen.protocol.model import Protocol
from regimen.protocol.reader import read_protocol
from regimen.protocol.shelf import load

TESTS = Path(__file__).parent.parent
GOLDEN = TESTS / "golden" / "printouts"
DAY_ONE = "2026-12-01"
TODAY = dt.date(2026, 12, 1)


def laid(protocol: Protocol | None = None, *, subject: Subject = SAMPLE_SUBJECT, **course: object) -> Plan:
    """A plan with its reference date on 1 December 2026."""
    return plan(Course(reference_date=DAY_ONE, subject=subject, **course), protocol or load(), TODAY)  # type: ignore[arg-type]


def fixture(name: str) -> Protocol:
    """One of the awkward regimens."""
    return read_protocol(TESTS / "fixtures" / "protocols" / f"{name}.yaml")
