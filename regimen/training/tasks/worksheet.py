"""What is asked of a second-check worksheet."""

from typing import Literal

from regimen.protocol.values import Text
from regimen.record.fields import YesNo
from regimen.training.tasks.task import Task

Line = Literal[
    "before-rounding", "dose", "variance", "total", "units", "volume", "bag", "concentration", "rate", "carried"
]


class WorksheetTask(Task):
    """The second check, line by line."""

    body: YesNo = True
    """Whether surface area and clearance are asked for too."""
    drugs: list[Text] = []
    """Drugs, blocks or dose lines asked about; all if empty."""
    lines: list[Line] = []
    """Lines of the worksheet that are asked for; all if empty."""
