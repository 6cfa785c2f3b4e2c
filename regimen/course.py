"""A course: one subject under one protocol at one level, from one reference date; kept as a YAML file.

The plan made of it is the schedule plus dates. Dates come last, so that everything before is whole study days.
"""

import datetime as dt
import os
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import yaml
from pendulum import Date
from pydantic import PlainSerializer, PlainValidator, ValidationError, WithJsonSchema
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from regimen.dates import (
    PLAUSIBLE_AHEAD_DAYS,
    PLAUSIBLE_FROM,
    date_of,
    day_of,
    parse_reference_date,
    safe_date,
)
from regimen.dosing.body import BSA_FORMULAS, DEFAULT_BSA_FORMULA
from regimen.dosing.policy import DosePolicy
from regimen.dosing.renal import RENAL_WEIGHTS
from regimen.dosing.rounding import Rounding, parse_rounding
from regimen.dosing.subject import Subject
from regimen.errors import RegimenError, ValueSyntaxError, nearest
from regimen.findings import Finding, Severity
from regimen.nomenclature import NOTICE
from regimen.protocol.model import FORMAT, Format, Part, Protocol
from regimen.protocol.reader import UnusableFile, read_protocol, usable
from regimen.protocol.resolve import ResolvedProtocol, UnknownChoice, resolve
from regimen.protocol.shape import placed, shaped
from regimen.protocol.shelf import HOME, load
from regimen.protocol.tree import read_tree
from regimen.protocol.values import Id, Text
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Schedule


def _reference_date(raw: object) -> Date:
    if isinstance(raw, dt.date):
        raw = raw.isoformat()
    return parse_reference_date(raw if isinstance(raw, str) else repr(raw))


def _rounding(raw: object) -> Rounding:
    return raw if isinstance(raw, Rounding) else parse_rounding(str(raw))


def _one_of(names: Collection[str], what: str) -> PlainValidator:
    """A validator for a choice by name."""

    def read(raw: object) -> str:
        if raw not in names:
            near = nearest(str(raw), names)
            raise ValueSyntaxError(f"unknown {what} '{str(raw)[:40]}'{near}", allowed=", ".join(names))
        return str(raw)

    return PlainValidator(read)


DateField = Annotated[
    dt.date, PlainValidator(_reference_date), WithJsonSchema({"type": "string", "format": "date"}), PlainSerializer(str)
]
RoundingField = Annotated[Rounding, PlainValidator(_rounding), WithJsonSchema({"type": "string"}), PlainSerializer(str)]


class Course(Part):
    """What a course file holds."""

    format: Format = "1"
    """Version of this file format."""
    protocol: Id = HOME
    """Id of a protocol in the library."""
    protocol_file: Text | None = None
    """Or a protocol file, relative to the course file."""
    level: Id | None = None
    """Dose level; the protocol's default if absent."""
    assumptions: dict[Id, Id] = {}
    """Assumption group to the set chosen; defaults elsewhere."""
    reference_date: DateField
    """Date of the reference day (Day 1, or Day 0 where the protocol has one), as planned."""
    subject: Subject = Subject()
    """Body and laboratory data; no names, dates of birth or record numbers."""
    bsa_formula: Annotated[str, _one_of(BSA_FORMULAS, "BSA formula")] = DEFAULT_BSA_FORMULA
    """Body surface area formula."""
    rounding: RoundingField = Rounding()
    """Rounding policy."""
    renal_weight: Annotated[str, _one_of(RENAL_WEIGHTS, "weight")] = RENAL_WEIGHTS[0]
    """Weight for Cockcroft-Gault."""

    @property
    def policy(self) -> DosePolicy:
        """The course's choices for the dose calculator."""
        return DosePolicy(self.bsa_formula, self.rounding, self.renal_weight)


@dataclass(frozen=True, eq=False)
class Plan:
    """A course laid out: its schedule and the dates of its days."""

    course: Course
    schedule: Schedule
    findings: tuple[Finding, ...]

    @property
    def resolved(self) -> ResolvedProtocol:
        """The protocol as resolved for this course."""
        return self.schedule.resolved

    def date(self, day: int) -> Date:
        """The date of a study day."""
        return date_of(day, self.course.reference_date, self.resolved.numbering)

    def day(self, date: dt.date) -> int:
        """The study day of a date."""
        return day_of(date, self.course.reference_date, self.resolved.numbering)


def plan(course: Course, protocol: Protocol, today: dt.date) -> Plan:
    """Lay out a course; `today` only serves to question a reference date far away."""
    resolved = resolve(protocol, course.level, course.assumptions)
    schedule = build_schedule(resolved, course.subject, course.policy)
    return Plan(course, schedule, (*schedule.findings, *_date_questions(course.reference_date, today)))


def _date_questions(date: dt.date, today: dt.date) -> list[Finding]:
    if PLAUSIBLE_FROM <= date <= today + dt.timedelta(days=PLAUSIBLE_AHEAD_DAYS):
        return []
    message = (
        f"the reference date {safe_date(date)} is unusual; "
        f"usual: {safe_date(PLAUSIBLE_FROM)} to five years from today; check the year"
    )
    return [Finding("date-questionable", Severity.OTHER, message, "reference_date")]


def changed(course: Course, field: str, text: str | None) -> Course:
    """The course with one value changed (`subject.weight_kg`, `assumptions.mec`, `level`); None clears it."""
    data = course.model_dump(mode="json", exclude_none=True)
    head, _, tail = field.partition(".")
    inner: dict[str, Any] = data.setdefault(head, {}) if tail else data
    inner.pop(tail or head, None)
    if text is not None:
        inner[tail or head] = text
    try:
        return Course.model_validate(data)
    except ValidationError as error:
        raise RegimenError(error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")) from error


def open_course(path: Path) -> tuple[Course, Protocol]:
    """Read a course file and the protocol it follows; raises UnusableFile with every problem and its place."""
    tree = read_tree(path)
    if tree.findings or not tree.data:
        return usable(None, tree.findings)
    course = usable(*shaped(tree, Course))
    try:
        protocol = protocol_of(course, path.parent)
        resolve(protocol, course.level, course.assumptions)
    except UnusableFile:
        raise
    except UnknownChoice as error:
        raise UnusableFile([placed(tree, "unknown-choice", error.message, error.path)]) from error
    except RegimenError as error:
        raise UnusableFile([placed(tree, "unknown-protocol", error.message, ("protocol",))]) from error
    return course, protocol


def read_course(path: Path) -> Course:
    """The course of a file."""
    return open_course(path)[0]


def protocol_of(course: Course, folder: Path) -> Protocol:
    """The protocol a course follows; a file path is relative to `folder`, where the course file lies."""
    if course.protocol_file is None:
        return load(course.protocol)
    return read_protocol(folder / course.protocol_file)


class _Dumper(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes every scalar plain where that is readable back; our reader takes all of them as text."""

    def __init__(self, stream: Any, **_: Any) -> None:
        Emitter.__init__(self, stream, allow_unicode=True, width=120)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, sort_keys=False)
        BaseResolver.__init__(self)


def course_text(course: Course) -> str:
    """The course as a YAML file; what stands at its default is left out, except what a reader looks for."""
    data = course.model_dump(mode="json", exclude_defaults=True)
    head: dict[str, Any] = {"format": str(FORMAT)}
    if course.protocol_file is None:
        head["protocol"] = course.protocol
    return f"# {NOTICE}\n" + yaml.dump(_as_text({**head, **data}), Dumper=_Dumper)


def _as_text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _as_text(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def save_course(course: Course, path: Path, *, overwrite: bool = False) -> None:
    """Write a course file whole or not at all; an existing file is kept unless `overwrite`."""
    if path.exists() and not overwrite:
        raise RegimenError(f"{path} exists and was kept", hint="choose another name or allow overwriting")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp", text=True)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(course_text(course))
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise RegimenError(f"cannot write {path}: {error.strerror}", hint="choose a folder you can write to") from error
