"""What is planted in a calendar in which cells are wrong."""

from typing import Literal

from pydantic import model_validator

from regimen.errors import ValueSyntaxError
from regimen.protocol.values import Int, Text
from regimen.record.fields import YesNo
from regimen.training.tasks.task import Task

Error = Literal["moved", "left-out", "added", "course-total", "tenfold", "other-drug"]
MOST = 20
"""Errors that one calendar may hold."""


class Planted(Task):
    """One wrong cell."""

    error: Error
    """What is wrong with it."""
    drug: Text
    """The drug, by generic name or abbreviation."""
    day: Int
    """Study day on which it is planned; for `added`, the study day of the wrong cell."""
    to: Int | None = None
    """For `moved`, the study day on which it is shown instead."""

    @model_validator(mode="after")
    def _moved_somewhere(self) -> "Planted":
        """What is moved has a day to go to, and nothing else has."""
        if (self.to is not None) != (self.error == "moved"):
            raise ValueSyntaxError(f"'{self.error}' with{'out' if self.to is None else ''} a day to go to",
                                   allowed="'to' beside 'moved', and only there")  # fmt: skip
        return self


class WrongCellTask(Task):
    """Spot what is wrong in a calendar."""

    planted: list[Planted] = []
    """The wrong cells; drawn by lot from the case's seed if there are none."""
    number: Int = 1
    """How many are drawn by lot."""
    among: list[Error] = []
    """Errors that are drawn from; all if empty."""
    name_it: YesNo = False
    """Whether each mark must also say what is wrong."""

    @model_validator(mode="after")
    def _few(self) -> "WrongCellTask":
        """A calendar holds at least one error, and most of it stays right."""
        if not 1 <= self.number <= MOST or len(self.planted) > MOST:
            raise ValueSyntaxError(f"a calendar with {self.number} errors is no exercise", allowed=f"1 to {MOST}")
        return self
