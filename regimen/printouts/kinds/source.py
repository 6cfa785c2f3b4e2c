"""What a kind of sheet is made from, and the wishes it may heed."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from regimen.course import Plan
    from regimen.review import Review

WEEK_STARTS = {"monday": 0, "sunday": 6}
"""First day of a printed week, as `date.weekday()` counts."""
TEACHER = "teacher"
VARIANTS = ("learner", TEACHER)
"""Whom a sheet with a key is for."""


class Source(NamedTuple):
    """A course laid out and, for kinds that need its record, judged."""

    plan: "Plan"
    review: "Review | None" = None


class Options(NamedTuple):
    """Wishes of whoever prints; each kind heeds those that concern it."""

    week_starts: str = "monday"
    """A key of `WEEK_STARTS`."""
    variant: str = "learner"
    """One of `VARIANTS`."""
    design: str | None = None
    """Escalation design of sheets about one."""
