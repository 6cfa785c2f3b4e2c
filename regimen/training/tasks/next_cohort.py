"""What is known of an escalation when the next cohort is decided."""

from regimen.course import DateField
from regimen.escalation.designs.registry import USUAL
from regimen.escalation.timing.planning import WINDOW
from regimen.protocol.values import Id, Int, Text
from regimen.training.tasks.task import Task


class Treated(Task):
    """One subject on the calendar."""

    day1: DateField
    """Date of Day 1."""
    known: Int | None = None
    """Study day on which the verdict was known; at the end of the window if absent, of a DLT the day after it."""


class NextCohortTask(Task):
    """Run an escalation: action, level, and from when the next cohort may open."""

    design: Text = USUAL
    """The design, by the id that `regimen designs list` gives."""
    levels: dict[Id, Text]
    """Level id to what it means, the lowest first."""
    start: Id | None = None
    """The level at which the escalation starts; the lowest if absent."""
    outcomes: Text
    """Cohorts as the literature writes them, such as `1NNN 2NNT`: the number of the level, and a letter a subject."""
    after: list[Int] = []
    """Cohorts, 1 the first, after which the decision is asked for; after each of them if empty."""
    subjects: list[Treated] = []
    """Every subject in the order of enrolment; without them no date is asked for."""
    window: Int = WINDOW
    """Last study day on which recovery is in time."""
    review_lag: Int = 0
    """Days that the review of a cohort takes, on top of the day after it is complete."""
