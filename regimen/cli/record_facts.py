"""What `regimen record` says of a record as a whole, in a line and for scripts."""

from typing import Any

from regimen.dates import safe_date
from regimen.nomenclature import drug_name
from regimen.record.corrections import in_force
from regimen.record.reference import Reference
from regimen.recordfile import Checked


def record_facts(checked: Checked) -> dict[str, Any]:
    """`protocol, subject, reference, entries` of a record; null or empty where the file cannot be used."""
    course, line = checked.course, checked.timeline
    entries: dict[str, int] = {}
    for kept in in_force(course.record) if course and course.record else []:
        entries[kept.section] = entries.get(kept.section, 0) + 1
    return {
        "protocol": course.protocol if course else None,
        "subject": course.subject.id if course else None,
        "reference": line
        and {
            "date": str(line.reference.date),
            "planned": str(line.reference.planned),
            "actual": line.reference.actual,
            "agents": list(line.reference.agents),
        },
        "entries": entries,
    }


def record_line(file: str, checked: Checked) -> str:
    """How many entries hold, and which date study days count from."""
    assert checked.course is not None
    assert checked.course.record is not None
    assert checked.timeline is not None
    number = len(in_force(checked.course.record))
    counted = reference_words(checked.timeline.reference)
    return f"{file}: {number} {'entry' if number == 1 else 'entries'}; days count from {counted}"


def reference_words(reference: Reference) -> str:
    """`Tue 01 Dec 2026 (first dose of lenalidomide given)`: the date that study days count from, and why."""
    drugs = " or ".join(map(drug_name, reference.agents))
    why = f"first dose of {drugs} given" if reference.actual else f"planned; no dose of {drugs} is recorded"
    return f"{safe_date(reference.date)} ({why})"
