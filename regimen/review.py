"""A course under way, judged: its record held against the schedule, and the count-recovery verdict as of a day."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pendulum import Date

from regimen.course import Course, Plan, plan
from regimen.coursefile import Finder
from regimen.dates import date_of, day_of
from regimen.days import DayNumbering
from regimen.deviations.check import Report, check
from regimen.deviations.series import Series
from regimen.deviations.standard import Other, Standard
from regimen.dlt.case import Case
from regimen.dlt.definition import Definition
from regimen.dlt.settings import GROUPS, define
from regimen.dlt.treatment import treatment_given
from regimen.dlt.verdict import Verdict, judge
from regimen.errors import RegimenError
from regimen.protocol.model import Protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol
from regimen.record.timeline import Timeline, timeline
from regimen.schedule.build import build_schedule, dose_days
from regimen.schedule.frame import DoseDays


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

    def date(self, day: int) -> Date:
        """The date of a study day, counted from the actual reference day."""
        return date_of(day, self.timeline.reference.date, self.numbering)

    @property
    def reference_shift(self) -> int:
        """Days from the planned date of the reference day to the actual one."""
        reference = self.timeline.reference
        return reference.date.toordinal() - reference.planned.toordinal() if reference.actual else 0

    @cached_property
    def case(self) -> Case:
        """What a verdict is about."""
        facts = self.timeline.facts
        treatment = treatment_given(self.plan.ideal, self.plan.schedule, self.reference_shift, facts, self.as_of)
        return Case(facts, treatment, self.as_of, self.numbering)

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
        return Standard(
            self.plan.ideal,
            self.plan.schedule,
            _Others(self.plan, self.find),
            as_of=self.as_of,
            recovered=self.verdict.day if self.verdict else None,
            reference_shift=self.reference_shift,
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
    day = day_of(as_of, line.reference.date, laid.resolved.numbering)
    return Review(laid, line, day, settings or {}, find)


def split_choices(choices: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """`GROUP=SET` choices that are the protocol's own, and those of the recovery definition."""
    own = {name: choice for name, choice in choices.items() if name not in GROUPS}
    return own, {name: choice for name, choice in choices.items() if name in GROUPS}


class _Others:
    """The other levels, and the other versions, that the doses may have followed by mistake.

    Most records are explained by their own schedule, and most levels give most drugs on the same days. So what lies on
    other days is asked first, and amounts are worked out for what is left.
    """

    def __init__(self, laid: Plan, find: Finder) -> None:
        self._laid = laid
        self._find = find
        self._body = laid.course.subject, laid.course.policy
        self._made: dict[str, Other] = {}

    def __call__(self, series: Series) -> Iterator[Other]:
        """Those that plan a series on other days."""
        for name, resolved, days in self._days:
            if days.get((series.agent, series.route), series.days) != series.days:
                if name not in self._made:
                    self._made[name] = Other(name, build_schedule(resolved, *self._body))
                yield self._made[name]

    @cached_property
    def _days(self) -> list[tuple[str, ResolvedProtocol, DoseDays]]:
        found = _others(self._laid, self._find)
        return [(name, resolved, dose_days(resolved, *self._body)) for name, resolved in found]


def _others(laid: Plan, find: Finder) -> Iterator[tuple[str, ResolvedProtocol]]:
    """Every level of every version but the one in force."""
    course, current = laid.course, laid.resolved
    for version in current.protocol.versions:
        old = course.model_copy(update={"version": version, "acts": []})
        protocol = current.protocol if version == current.protocol.version else find(old)
        for level in protocol.ladder.levels if protocol.ladder else [None]:
            if (version, level) != (current.protocol.version, current.level):
                sets = {name: choice for name, choice in course.assumptions.items() if name in protocol.assumptions}
                yield f"version {version}{f', {level}' if level else ''}", resolve(protocol, level, sets)
