"""The record of a course file: checked in one go, with the place of everything, and its published schema."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from regimen import course as course_module
from regimen.course import Course
from regimen.coursefile import course_in, course_text, protocol_of
from regimen.dosing import subject
from regimen.errors import RegimenError
from regimen.findings import Finding, Severity
from regimen.protocol.model import Protocol
from regimen.protocol.reader import UnusableFile
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.schema import described, literals, published
from regimen.protocol.shape import KeyPath
from regimen.protocol.tree import MAX_BYTES, Tree, read_tree
from regimen.record import entries as entry_models
from regimen.record import model
from regimen.record.corrections import Held, Kept, corrected, in_force, placed_entries
from regimen.record.importing.columns import Kind
from regimen.record.importing.table import Table
from regimen.record.importing.take import Taken, Wishes, take
from regimen.record.model import REPLACEMENTS, Correction, Record, holds_many, kind_of
from regimen.record.questions import Question, questions
from regimen.record.timeline import Timeline, timeline_of
from regimen.schedule import acts

M = TypeVar("M", bound=BaseModel)


class Checked(NamedTuple):
    """What came of a check."""

    course: Course | None
    """None if the file cannot be used."""
    timeline: Timeline | None
    """The record in study days, where there is one."""
    findings: list[Finding]
    """Every fault and every question, in the order of the file."""


def check_record(path: Path, today: dt.date) -> Checked:
    """Read a course file and its record; faults and questions are told together."""
    tree = read_tree(path)
    try:
        course, protocol = course_in(tree, path.parent)
    except UnusableFile as refused:
        return Checked(None, None, _in_order([*refused.findings, *_questions_beside(tree, path.parent, today)]))
    if course.record is None:
        message = "the course has no record: nothing has been recorded yet"
        return Checked(course, None, [Finding("nothing-recorded", Severity.INFO, message, "record")])
    entries, resolved = in_force(course.record), resolve(protocol, *course.choices)
    line = timeline_of(entries, resolved, course.reference_date)
    return Checked(course, line, _in_order(_placed_questions(tree, entries, line, resolved, today)))


def _placed_questions(
    tree: Tree, entries: list[Kept], line: Timeline, resolved: ResolvedProtocol, today: dt.date
) -> Iterator[Finding]:
    for one in questions(entries, resolved, line.reference, today):
        path = ("record", *one.path)
        about = tree.subject(path)
        yield Finding(one.code, one.severity, f"{about}: {one.message}", about, None, tree.place(path))


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.place[1:] if finding.place else (0, 0))


_HEADER = ("format", "protocol", "protocol_file", "version", "level", "assumptions", "reference_date", "overlays")
"""What of a course file says which protocol its record is held against."""


def _questions_beside(tree: Tree, folder: Path, today: dt.date) -> list[Finding]:
    """Questions about the entries that can be read, in a file with faults; none if its protocol is not known."""
    try:
        course = Course.model_validate({key: tree.data[key] for key in _HEADER if key in tree.data})
        resolved = resolve(protocol_of(course, folder), *course.choices)
    except (RegimenError, ValidationError):
        return []
    record = tree.data.get("record")
    if not isinstance(record, dict):
        return []
    entries, corrections = _readable(record)
    kept = corrected(entries, corrections).in_force
    line = timeline_of(kept, resolved, course.reference_date)
    return list(_placed_questions(tree, kept, line, resolved, today))


def _readable(record: Mapping[str, Any]) -> tuple[list[Kept], list[tuple[int, Correction]]]:
    """The entries and corrections of a faulty record that can be read, with the places they have in it."""
    sections: dict[str, Held] = {}
    for section in REPLACEMENTS:
        kind, raw, listed = kind_of(section), record.get(section), holds_many(section)
        if isinstance(raw, list) and listed:
            sections[section] = [_read(kind, one) for one in raw]
        elif raw is not None and not listed:
            sections[section] = _read(kind, raw)
    raw = record.get("corrections")
    corrections = [_read(Correction, one) for one in raw] if isinstance(raw, list) else []
    numbered = [(index, correction) for index, correction in enumerate(corrections) if correction is not None]
    return list(placed_entries(sections)), numbered


def _read(kind: type[M], raw: object) -> M | None:
    try:
        return kind.model_validate(raw)
    except ValidationError:
        return None


def asked(course: Course, protocol: Protocol, today: dt.date) -> list[Question]:
    """Every question about the record of a course."""
    entries, resolved = in_force(course.record or Record()), resolve(protocol, *course.choices)
    reference = timeline_of(entries, resolved, course.reference_date).reference
    return questions(entries, resolved, reference, today)


class Import(NamedTuple):
    """A table taken into the record of a course, and what is questionable about its rows."""

    course: Course
    taken: Taken
    findings: list[Finding]


def imported(course: Course, protocol: Protocol, table: Table, kind: Kind, wishes: Wishes, today: dt.date) -> Import:
    """The course with a table in its record; raises if any of it is refused. Questions point to rows of the table."""
    before = course.record or Record()
    taken = take(before, table, kind, wishes, course.subject.id)
    after = course.model_copy(update={"record": taken.record})
    if len(course_text(after).encode()) > MAX_BYTES:
        raise RegimenError(f"the course file would be larger than {MAX_BYTES:,} bytes", hint="import fewer rows")
    first = len(getattr(before, kind.section))
    lines: dict[KeyPath, int] = {(kind.section, first + number): row for number, row in enumerate(taken.added)}
    found = [
        one.finding._replace(place=table.place(lines[one.kept.path], 0))
        for one in asked(after, protocol, today)
        if one.kept.path in lines
    ]
    return Import(after, taken, found)


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a course file with its record."""
    schema = Course.model_json_schema()
    record = Record.model_json_schema()
    parts_of_record = record.pop("$defs")
    schema["$defs"] |= {**parts_of_record, Record.__name__: record}
    schema["properties"]["record"] = {"$ref": f"#/$defs/{Record.__name__}"}
    described(schema, Course.__name__, _words)
    return published(schema, "course with its record")


def _words(model_name: str, field: str) -> str:
    """The literal under a field of a model of the file; of an entry's own fields, or those that all entries have."""
    written = literals(course_module, subject, acts, entry_models, model)
    bases = (model_name, *(base.__name__ for base in getattr(entry_models, model_name, entry_models.Entry).__mro__))
    return next((text for base in bases if (text := written.get((base, field)))), "")
