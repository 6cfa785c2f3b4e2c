"""When the verdict on count recovery is called."""

from typing import Annotated

from pydantic import PlainSerializer

from regimen.protocol.values import DaysField
from regimen.record.fields import YesNo
from regimen.training.tasks.task import Task


class VerdictTask(Task):
    """Counts that grow day by day."""

    days: Annotated[DaysField, PlainSerializer(str)]
    """Study days as of which the state is called, after what was recorded until then."""
    recovery_day: YesNo = False
    """Whether the first documented day of recovery is asked for at the end."""
    letter: YesNo = False
    """Whether the subject's letter in the escalation is asked for at the end."""
