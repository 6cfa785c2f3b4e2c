"""Ledgers for tests: one subject, small changes, and the file itself as SQLite sees it."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from regimen import changes
from regimen.course import Course
from regimen.coursefile import finder
from regimen.ledger.ledger import Ledger
from regimen.ledger.reading import Held
from regimen.record.entries import Administration, BloodCount
from regimen.record.model import Correction
from regimen.schedule.acts import Act

NURSE = "research nurse"
FIND = finder(Path())


def course(name: str | None = "T-07", **more: Any) -> Course:
    """A course of the home protocol."""
    fields = {"version": "2", "level": "d10-50", "reference_date": "2026-12-01", "subject": {"id": name}}
    return Course.model_validate(fields | more)


def dose(day: int = 1, agent: str = "LEN") -> Administration:
    """A dose given on a day of December."""
    return Administration.model_validate({"date": f"2026-12-{day:02}", "agent": agent, "amount": "50 mg"})


def sample(day: int = 14, **values: str) -> BloodCount:
    """A blood count on a day of December."""
    return BloodCount.model_validate({"date": f"2026-12-{day:02}", **(values or {"anc": "0.4 10^9/L"})})


def given(*days: int) -> changes.Change:
    """Doses of lenalidomide recorded."""
    return changes.recorded("administrations", [dose(day) for day in days])


def omission(day: int = 5) -> changes.Change:
    """LEN left out on one day."""
    return changes.acted(Act.model_validate({"act": "omit", "day": str(day), "what": ["LEN"], "why": "rash"}))


def voided(place: str = "administrations[1]") -> changes.Change:
    """An entry struck out."""
    fields = {"of": place, "date": "2026-12-20", "reason": "never given", "void": "yes"}
    return changes.corrected(Correction.model_validate(fields))


def begun(path: Path, name: str = "T-07") -> Held:
    """A ledger begun with one course."""
    with Ledger.open(path, create=True) as ledger:
        return ledger.enrol(course(name), FIND, who=NURSE)


def days_given(held: Held) -> list[int]:
    """Days of December on which a dose is recorded."""
    return [entry.date.day for entry in held.course.record.administrations] if held.course.record else []


def tampered(path: Path, *statements: str) -> None:
    """Change a ledger's file behind its back: the triggers are taken off first and put back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            with suppress(sqlite3.OperationalError):  # its table may be gone
                connection.execute(sql)
