"""A course: one subject under one protocol at one level, from one reference date.

The plan made of it is the schedule plus dates. Dates come last, so that everything before is whole study days.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

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
from regimen.dosing.policy import DEFAULT_GFR_CAP, NO_CAP, REGIONS, DosePolicy, parse_gfr_cap
from regimen.dosing.renal import RENAL_WEIGHTS
from regimen.dosing.rounding import Rounding, parse_rounding
from regimen.dosing.subject import Subject
from regimen.errors import RegimenError, ValueSyntaxError, nearest
from regimen.findings import Finding, Severity
from regimen.nomenclature import drug_name
from regimen.protocol.model import Protocol
from regimen.protocol.parts import Format, Part
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.shape import Later
from regimen.protocol.shelf import HOME
from regimen.protocol.values import Id, Int, Text
from regimen.quantity import plain
from regimen.schedule.acts import Act
from regimen.schedule.build import build_schedule
from regimen.schedule.intervals import interval_findings
from regimen.schedule.items import Schedule
from regimen.schedule.moves import planned


def _reference_date(raw: object) -> Date:
    if isinstance(raw, dt.date):
        raw = raw.isoformat()
    return parse_reference_date(raw if isinstance(raw, str) else repr(raw))


def _rounding(raw: object) -> Rounding:
    return raw if isinstance(raw, Rounding) else parse_rounding(str(raw))


def _gfr_cap(raw: object) -> str:
    cap = parse_gfr_cap(str(raw))
    return NO_CAP if cap is None else plain(cap)


def _one_of(names: Collection[str], what: str) -> PlainValidator:
    """A validator for a choice by name."""

    def read(raw: object) -> str:
        name = str(raw)
        if name not in names:
            raise ValueSyntaxError(f"unknown {what} '{name[:40]}'{nearest(name, names)}", allowed=", ".join(names))
        return name

    return PlainValidator(read)


DateField = Annotated[
    dt.date, PlainValidator(_reference_date), WithJsonSchema({"type": "string", "format": "date"}), PlainSerializer(str)
]
RoundingField = Annotated[Rounding, PlainValidator(_rounding), WithJsonSchema({"type": "string"}), PlainSerializer(str)]


def _record_model() -> "type[Record]":
    from regimen.record.model import Record

    return Record


def _record(raw: object) -> object:
    model = _record_model()
    return raw if isinstance(raw, model) else model.model_validate(raw)


def _record_data(record: "Record") -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_defaults=True)


if TYPE_CHECKING:
    from regimen.record.model import Record

    RecordField = Record
else:
    # Only courses under way have a record, and its models would slow every start.
    RecordField = Annotated[
        Any,
        Later(_record_model),
        PlainValidator(_record),
        PlainSerializer(_record_data),
        WithJsonSchema({"type": "object"}),
    ]


class Course(Part):
    """What a course file holds."""

    format: Format = "1"
    """Version of this file format."""
    protocol: Id = HOME
    """Id of a protocol in the library."""
    protocol_file: Text | None = None
    """Or a protocol file, relative to the course file."""
    version: Text | None = None
    """Version of the protocol at enrolment; if absent, the one in force on the reference date."""
    level: Id | None = None
    """Dose level; the protocol's default if absent."""
    assumptions: dict[Id, Id] = {}
    """Assumption group to the set chosen; defaults elsewhere."""
    reference_date: DateField
    """Date of the reference day (Day 1, or Day 0 where the protocol has one), as planned."""
    overlays: list[Id] = []
    """Overlays to draw: supportive care and monitoring by analogy."""
    cycles: Int | None = None
    """Cycles to draw; the protocol's number if absent."""
    subject: Subject = Subject()
    """Body and laboratory data; no names, dates of birth or record numbers."""
    bsa_formula: Annotated[str, _one_of(BSA_FORMULAS, "BSA formula")] = DEFAULT_BSA_FORMULA
    """Body surface area formula."""
    rounding: RoundingField = Rounding()
    """Rounding policy."""
    renal_weight: Annotated[str, _one_of(RENAL_WEIGHTS, "weight")] = RENAL_WEIGHTS[0]
    """Weight for Cockcroft-Gault."""
    gfr_cap: Annotated[str, PlainValidator(_gfr_cap)] = plain(DEFAULT_GFR_CAP)
    """Highest clearance in Calvert's formula, mL/min, or `none`."""
    region: Annotated[str, _one_of(REGIONS, "region")] = REGIONS[0]
    """Where the vials are bought."""

    blackouts: list[DateField] = []
    """Dates on which nothing can be given, such as holidays."""
    acts: list[Act] = []
    """Decisions that move the plan, in order."""
    record: RecordField | None = None
    """What really happened, as far as it is recorded."""

    @property
    def policy(self) -> DosePolicy:
        """The course's choices for the dose calculator."""
        cap = parse_gfr_cap(self.gfr_cap)
        return DosePolicy(self.bsa_formula, self.rounding, self.renal_weight, cap, self.region)

    @property
    def choices(self) -> tuple[str | None, dict[str, str], list[str], int | None]:
        """Level, sets, overlays and cycles, as `resolve` takes them."""
        return self.level_in_force, self.assumptions, self.overlays, self.cycles

    @property
    def level_in_force(self) -> str | None:
        """The level the course follows: the one it was last moved to, else its own."""
        moved = [act.level for act in self.acts if act.level is not None]
        return moved[-1] if moved else self.level

    @property
    def version_in_force(self) -> str | None:
        """The version the course follows: the one it was last moved to, else that of enrolment, if it is named."""
        moved = [act.version for act in self.acts if act.version is not None]
        return moved[-1] if moved else self.version


@dataclass(frozen=True, eq=False)
class Plan:
    """A course laid out: its schedule, ideal and planned, and the dates of its days."""

    course: Course
    schedule: Schedule
    """As planned, after acts."""
    ideal: Schedule
    """As the protocol says."""
    today: dt.date
    """Serves to question a reference date far away."""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything remarkable about it."""
        return (
            *self.ideal.findings,
            *interval_findings(self.schedule),
            *_blackout_findings(self),
            *_date_questions(self.course.reference_date, self.today),
        )

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
    resolved = resolve(protocol, *course.choices)
    ideal = build_schedule(resolved, course.subject, course.policy)
    return Plan(course, planned(ideal, course.acts), ideal, today)


def _blackout_findings(plan: Plan) -> Iterator[Finding]:
    """Doses planned on dates on which nothing can be given."""
    for date in sorted(set(plan.course.blackouts)):
        items = plan.schedule.by_day.get(plan.day(date), ())
        if names := dict.fromkeys(drug_name(item.entry.name) for item in items if item.entry.line):
            message = f"{safe_date(date)} (Day {plan.day(date)}) is a blackout date, and {', '.join(names)} is planned"
            yield Finding("blackout", Severity.OTHER, message, str(date))


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
    head, _, tail = field.partition(".")
    data = course.model_dump(mode="json", exclude_none=True, include={"reference_date", head})
    inner: dict[str, Any] = data.setdefault(head, {}) if tail else data
    inner.pop(tail or head, None)
    if text is not None:
        inner[tail or head] = text
    try:
        return course.model_copy(update={head: getattr(Course.model_validate(data), head)})
    except ValidationError as error:
        raise RegimenError(error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")) from error
