"""Edits: what departs from the plan in one line, before equal ones are merged and anything is said about them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from regimen.deviations.classes import Code
from regimen.deviations.explanation import Alignment
from regimen.deviations.series import Series
from regimen.findings import Finding
from regimen.protocol.resolved import ResolvedLine
from regimen.record.facts import Given
from regimen.schedule.items import Item


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """One departure from the plan."""

    code: Code
    group: str
    """Block, or drug without one, or assessment; edits merge within it and never across."""
    items: tuple[Item, ...] = ()
    """What was planned."""
    given: tuple[Given, ...] = ()
    """What was given."""
    lines: tuple[ResolvedLine, ...] = ()
    """Dose lines it is about; none for drugs that the plan does not have."""
    shift: int = 0
    """Days later (earlier, if negative) than planned."""
    percent: Decimal | None = None
    """Amount given, in percent of the planned one."""
    detail: str = ""
    """What else makes two edits of one class differ: the other drug, route, version, hold."""
    done: tuple[int, ...] = ()
    """Study days on which an assessment was done."""
    hold: str | None = None
    """Reason of the recorded hold in which the planned day lies."""
    act: int | None = None
    """Number of the act that covers it."""
    explains: int = 0
    """Number of doses."""
    cost: int = 0


class Reading(NamedTuple):
    """The doses of one series read by one schedule."""

    series: Series
    """The series whose days explain the doses best."""
    given: tuple[Given, ...]
    days: tuple[int, ...]
    """Offsets of the given doses."""
    alignment: Alignment
    closed: bool
    """Whether what is not due by now never will be."""
    late: tuple[Given, ...] = ()
    """Doses given after nothing was due any more."""
    otherwise: tuple[Edit, ...] = ()
    """Matched doses with another amount or route than planned."""
    remarks: tuple[Finding, ...] = ()
    """What could not be compared."""
    instead_of: Series | None = None
    """The series of the version in force, where another one's days fit better."""
    name: str = ""
    """That other version."""

    @property
    def cost(self) -> int:
        """What this reading takes to be believed."""
        return self.alignment.cost + sum(edit.cost for edit in self.otherwise)


SUPPORTIVE = frozenset({"premedication", "fluid", "supportive"})
"""Purposes of drugs that a record may leave out altogether, and whose doses are never important."""


def group_of(line: ResolvedLine) -> str:
    """What the edits of a line merge within."""
    return line.block or line.agent


def line_of(item: Item) -> ResolvedLine:
    """The line of a planned dose."""
    assert item.entry.line is not None
    return item.entry.line
