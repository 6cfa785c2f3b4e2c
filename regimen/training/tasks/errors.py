"""What is planted in a record that holds deviations, and what only looks like one."""

from typing import Annotated, Literal

from pydantic import PlainSerializer

from regimen.protocol.values import DaysField, Text
from regimen.record.fields import YesNo
from regimen.training.tasks.task import Task

Deviation = Literal[
    "missed", "omitted", "ceased", "extra", "duplicate", "beyond-plan", "early", "late", "advanced-series",
    "deferred-series", "over-dose", "under-dose", "wrong-agent", "wrong-route", "superseded-schedule", "order-broken",
    "dose-during-hold", "counts-missing", "assessment-missed", "assessment-out-of-window", "reference-day-differs",
]  # fmt: skip
Days = Annotated[DaysField, PlainSerializer(str)]


class PlantedDeviation(Task):
    """One deviation that the record holds."""

    deviation: Deviation
    """Its class."""
    what: Text
    """Block, drug or assessment it is about, as findings name it."""
    planned: Days | None = None
    """Study days on which it was planned; absent where nothing was."""
    given: Days | None = None
    """Study days on which it happened; absent where nothing did."""
    category: Literal["important", "other", "unclassifiable"] | None = None
    """Its category, where the case promises one."""


class LookAlike(Task):
    """Something in the record that looks wrong and is not."""

    what: Text
    """Drug or assessment."""
    days: Days
    """Study days on which it is seen."""
    why: Text
    """Why it is no deviation."""


class ErrorsTask(Task):
    """A room of errors."""

    planted: list[PlantedDeviation] | None = None
    """Every deviation there is; the case is refused if the engine finds others. Not promised if absent."""
    look_alikes: list[LookAlike] = []
    """What is no deviation; the case is refused if the engine finds one there."""
    name_class: YesNo = True
    """Whether each mark must name the class."""
    name_category: YesNo = True
    """Whether each mark must name the category."""
