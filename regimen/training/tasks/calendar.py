"""What is asked of a calendar that the learner builds."""

from typing import Literal

from pydantic import Field

from regimen.protocol.values import Text
from regimen.record.fields import YesNo
from regimen.training.tasks.task import Task

Asked = Literal["days", "dose", "totals", "milestones", "days-left"]


class CalendarTask(Task):
    """Which day, what dose."""

    ask: list[Asked] = Field(["days", "dose", "milestones", "days-left"], min_length=1)
    """Days of each drug, doses, course totals, dates of milestones, days from last doses to the end of the window."""
    drugs: list[Text] = []
    """Drugs, blocks or dose lines asked about; all if empty."""
    lines: YesNo = True
    """Whether the dose lines of the protocol are given; otherwise they must be known."""
