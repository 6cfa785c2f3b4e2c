"""A case with what it is about: the protocol found, the course laid out, the record judged as of any date."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pendulum import Date

from regimen.course import Course, Plan, plan
from regimen.coursefile import Finder, finder
from regimen.dates import date_of, day_of
from regimen.errors import RegimenError
from regimen.protocol.model import Protocol
from regimen.review import Review, review
from regimen.training.case import Case


@dataclass(frozen=True, eq=False)
class Material:
    """What a kind makes an exercise of."""

    case: Case
    find: Finder
    """Finds the protocols of courses, in any version."""
    _reviews: dict[dt.date, Review] = field(default_factory=dict)

    @property
    def course(self) -> Course:
        """The course; raises for a case without one."""
        if self.case.course is None:
            raise RegimenError(f"case {self.case.id} has no course", hint="add the section 'course'")
        return self.case.course

    @cached_property
    def protocol(self) -> Protocol:
        """The protocol in the version in force."""
        return self.find(self.course)

    @cached_property
    def plan(self) -> Plan:
        """The course laid out."""
        return plan(self.course, self.protocol, self.today)

    @property
    def today(self) -> dt.date:
        """The date from which the case is looked at: that of the judgement, else the reference date."""
        return self.case.as_of or self.course.reference_date

    def review(self, on: dt.date) -> Review:
        """The record as of a date; judged once for each."""
        if on not in self._reviews:
            self._reviews[on] = review(self.course, self.protocol, self.find, on, self.case.settings)
        return self._reviews[on]

    @cached_property
    def reference(self) -> Date:
        """Date of the reference day by the record, else as planned."""
        return self.review(self.today).timeline.reference.date

    def recorded_date(self, day: int) -> Date:
        """The date of a study day, counted from the actual reference day."""
        return date_of(day, self.reference, self.plan.resolved.numbering)

    def recorded_day(self, date: dt.date) -> int:
        """The study day of a date, counted from the actual reference day."""
        return day_of(date, self.reference, self.plan.resolved.numbering)


def material_of(case: Case, folder: Path) -> Material:
    """The material of a case whose file lies, or would lie, in a folder."""
    return Material(case, finder(folder))
