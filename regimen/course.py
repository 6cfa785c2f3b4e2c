"""A course: one subject under one protocol at one level, from one reference date.

The plan made of it is the schedule plus dates. Dates come last, so that everything before is whole study days.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any

from pendulum import Date
from pydantic import PlainSerializer, PlainValidator, ValidationError, WithJsonSchema

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
from regimen.protocol.model import Protocol
from regimen.protocol.parts import Format, Part
from regimen.protocol.resolve import ResolvedProtocol, resolve
from regimen.protocol.shelf import HOME
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
