"""What a record is held against: the schedules, and how far the course has come."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from regimen.days import DayNumbering
from regimen.deviations.series import Series, series_of
from regimen.record.facts import Facts
from regimen.schedule.items import Schedule

NOTHING_DUE_AFTER = frozenset({"next-therapy", "transplant", "withdrawal", "death"})
"""Endings after which no dose and no assessment is due; a transplant is a next therapy."""


@dataclass(frozen=True, eq=False)
class Other:
    """Another version or level that the doses may have followed by mistake."""

    name: str
    """As it is told: `version 1, d14-10`."""
    schedule: Schedule

    @cached_property
    def series(self) -> Mapping[tuple[str, str], Series]:
        """Drug and route to the doses planned."""
        return {(one.agent, one.route): one for one in series_of(self.schedule)}


@dataclass(frozen=True, eq=False)
class Standard:
    """The plan in force, and what is known besides the record."""

    ideal: Schedule
    """As the protocol says; the record is compared with this one."""
    planned: Schedule | None = None
    """After acts, which explain and never excuse."""
    others: Callable[[Series], Iterable[Other]] = lambda _: ()
    """Finds what plans a series on other days; asked where the plan in force does not explain the doses well."""
    as_of: int | None = None
    """Study day of the judgement, or None for a course that is over; what it asks for is due, not yet missed."""
    recovered: int | None = None
    """First documented day of count recovery."""
    reference_shift: int = 0
    """Days from the planned date of the reference day to the actual one."""

    @cached_property
    def numbering(self) -> DayNumbering:
        """How the protocol counts its days."""
        return self.ideal.resolved.numbering

    @cached_property
    def today(self) -> int | None:
        """Offset of the day of the judgement."""
        return None if self.as_of is None else self.numbering.offset(self.as_of)

    @cached_property
    def recovery(self) -> int | None:
        """Offset of the first documented day of recovery."""
        return None if self.recovered is None else self.numbering.offset(self.recovered)


class Horizon(NamedTuple):
    """Up to where things are due, in offsets; None where nothing sets a limit."""

    limit: int | None
    """What is expected on this day or later is not missed."""
    ended: int | None
    """Day of the ending after which nothing is due."""

    @classmethod
    def of(cls, standard: Standard, facts: Facts) -> "Horizon":
        """The earlier of the day of judgement and the first ending."""
        days = [standard.numbering.offset(end.day) for end in facts.endings if end.kind in NOTHING_DUE_AFTER]
        ended = min(days, default=None)
        limits = [day for day in (standard.today, ended) if day is not None]
        return cls(min(limits, default=None), ended)

    def sooner(self, day: int | None) -> "Horizon":
        """With another ending, if it comes first."""
        if day is None or (self.ended is not None and self.ended <= day):
            return self
        return Horizon(day if self.limit is None else min(self.limit, day), day)

    @property
    def closed(self) -> bool:
        """Whether what is not due by now never will be."""
        return self.limit is None or self.limit == self.ended


def known(standard: Standard, facts: Facts) -> Facts:
    """The facts up to the day of judgement, in an order of their own where the record's could matter."""
    if len(facts.holds) > 1:
        facts = facts._replace(holds=tuple(sorted(facts.holds, key=lambda hold: (hold.first_day, hold.reason))))
    last = standard.as_of
    if last is None:
        return facts
    return facts._replace(
        given=tuple(one for one in facts.given if one.day <= last),
        samples=tuple(one for one in facts.samples if one.day <= last),
        marrows=tuple(one for one in facts.marrows if one.day <= last),
        holds=tuple(one for one in facts.holds if one.first_day <= last),
        endings=tuple(one for one in facts.endings if one.day <= last),
        done=tuple(one for one in facts.done if one.day <= last),
        follow_ups=tuple(one for one in facts.follow_ups if one.day <= last),
    )
