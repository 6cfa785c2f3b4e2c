"""Recorded subjects as cohorts: by level and order of Day 1, written as outcomes `1NNN 2NNT`."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from regimen.escalation.decision import Design
from regimen.escalation.outcomes import EXCLUDED, Cohort, Trial
from regimen.escalation.timing.ladder import Rungs
from regimen.escalation.timing.members import Member


class Group(NamedTuple):
    """Subjects enrolled at one level, one after the other."""

    level: str
    """Its id."""
    number: int | None
    """Its number on the ladder; None where it is closed."""
    members: tuple[Member, ...]
    """In order of Day 1."""

    @property
    def letters(self) -> str:
        """A letter a subject who has begun."""
        return "".join(one.letter for one in self.members if one.begun)


def grouped(members: Iterable[Member], rungs: Rungs, design: Design) -> tuple[Group, ...]:
    """The cohorts in order; a cohort ends where the level changes, or where it has as many as the design begins with.

    A subject who is not evaluable fills no place, so the one who replaces it belongs to the same cohort. Designs that
    enrol one at a time have no cohorts but their levels.
    """
    groups: list[list[Member]] = []
    for one in sorted(members, key=lambda one: (one.day1, one.id)):
        same = bool(groups) and groups[-1][0].level == one.level
        if same and not (design.waits and _filled(groups[-1]) >= design.cohort):
            groups[-1].append(one)
        else:
            groups.append([one])
    return tuple(Group(found[0].level or "", rungs.number(found[0].level), tuple(found)) for found in groups)


def _filled(group: Sequence[Member]) -> int:
    return sum(one.letter != EXCLUDED for one in group)


def outcomes(groups: Iterable[Group]) -> Trial:
    """The cohorts on the ladder as outcomes; those of closed rungs belong to an earlier ladder."""
    return tuple(Cohort(group.number, group.letters) for group in groups if group.number is not None and group.letters)
