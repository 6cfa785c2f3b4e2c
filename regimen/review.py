"""A course under way, judged: its record held against the schedule, and the count-recovery verdict as of a day."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from regimen.course import Course, Plan, plan
from regimen.coursefile import Finder
from regimen.days import DayNumbering
from regimen.deviations.check import Report, check
from regimen.deviations.standard import Other, Standard
from regimen.dlt.case import Case, treatment_given
from regimen.dlt.definition import Definition
from regimen.dlt.settings import GROUPS, define
from regimen.dlt.verdict import Verdict, judge
from regimen.errors import RegimenError
from regimen.protocol.model import Protocol
from regimen.protocol.resolve import resolve
from regimen.record.timeline import Timeline, timeline
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Kind, Schedule


@dataclass(frozen=True)
class Review:
    """A course with its record as of a date; what is asked for is computed when it is asked for."""

    plan: Plan
    timeline: Timeline
    as_of: int
    """Study day of the judgement, counted from the actual reference day."""
    settings: Mapping[str, str]
    """Groups of the recovery definition to the sets chosen."""
    find: Finder
    """Finds the protocol's other versions."""

    @property
    def numbering(self) -> DayNumbering:
        """How the protocol counts its days."""
        return self.plan.resolved.numbering

    @cached_property
    def case(self) -> Case:
        """What a verdict is about."""
        name, drugs, last = _deciding_block(self.plan.ideal)
        counts: dict[str, int] = {}
        for item in self.plan.ideal.items:
            if item.kind == Kind.DOSE and item.entry.line and item.entry.line.purpose == "treatment":
                counts[item.entry.name] = counts.get(item.entry.name, 0) + 1
        treatment = treatment_given(self.timeline.facts.given, (name, drugs), counts, last, self.as_of)
        return Case(self.timeline.facts, treatment, self.as_of, self.numbering)

    def definition(self, *, hide: bool = False) -> Definition:
        """The definition of recovery in force; raises where the protocol has no count-recovery window."""
        dlt = self.plan.resolved.dlt
        if dlt is None:
            what = f"{self.plan.resolved.protocol.id} has no count-recovery window"
            raise RegimenError(what, hint="add a dlt section to the protocol")
        return define(dlt, self.settings, hide=hide)

    @cached_property
    def verdict(self) -> Verdict | None:
        """The count-recovery verdict; None where the protocol has no such rule."""
        return judge(self.case, self.definition()) if self.plan.resolved.dlt else None

    @cached_property
    def standard(self) -> Standard:
        """What the record is held against."""
        reference = self.timeline.reference
        return Standard(
            self.plan.ideal,
            self.plan.schedule,
            tuple(_others(self.plan, self.find)),
            as_of=self.as_of,
            recovered=self.verdict.day if self.verdict else None,
            reference_shift=(reference.date - reference.planned).days if reference.actual else 0,
        )

    @cached_property
    def report(self) -> Report:
        """Every deviation."""
        return check(self.standard, self.timeline.facts)


def review(
    course: Course, protocol: Protocol, find: Finder, as_of: dt.date, settings: Mapping[str, str] | None = None
) -> Review:
    """Judge a course as of a date."""
    laid = plan(course, protocol, as_of)
    line = timeline(course.record, laid.resolved, course.reference_date)
    day = laid.resolved.numbering.day((as_of - line.reference.date).days)
    return Review(laid, line, day, settings or {}, find)


def split_choices(choices: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """`GROUP=SET` choices that are the protocol's own, and those of the recovery definition."""
    own = {name: choice for name, choice in choices.items() if name not in GROUPS}
    return own, {name: choice for name, choice in choices.items() if name in GROUPS}


def _deciding_block(ideal: Schedule) -> tuple[str, frozenset[str], int]:
    """Block after whose last dose recovery is looked for: the one that comes last by the protocol's order, else all.

    For NCT01681537 that is MEC: LEN goes on beside it and does not keep counts from falling.
    """
    rules = ideal.resolved.protocol.constraints
    block = rules[-1].then if rules else None
    doses = [
        item
        for item in ideal.items
        if item.entry.line
        and item.entry.line.purpose == "treatment"
        and (block is None or item.entry.line.block == block)
    ]
    last = max((item.day for item in doses), key=ideal.resolved.numbering.offset, default=0)
    return block or "treatment", frozenset(item.entry.name for item in doses), last


def _others(laid: Plan, find: Finder) -> Iterator[Other]:
    """The other levels, and the other versions, that the doses may have followed by mistake."""
    course, current = laid.course, laid.resolved
    for version in current.protocol.versions:
        old = course.model_copy(update={"version": version, "acts": []})
        protocol = current.protocol if version == current.protocol.version else find(old)
        for level in protocol.ladder.levels if protocol.ladder else [None]:
            if (version, level) != (current.protocol.version, current.level):
                sets = {name: choice for name, choice in course.assumptions.items() if name in protocol.assumptions}
                schedule = build_schedule(resolve(protocol, level, sets), course.subject, course.policy)
                yield Other(f"version {version}{f', {level}' if level else ''}", schedule)
