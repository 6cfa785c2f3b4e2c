"""Decision tables: rows with conditions, looked up by what was seen at a level and at its neighbours.

The first row that fits decides. A table says of every state what to do; where the source of a design is silent, the
row says that too, so that nothing is decided by a rule that nobody can read.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from regimen.escalation.decision import Action
from regimen.escalation.state import Tally


class Above(StrEnum):
    """What lies above a level."""

    OPEN = "open"
    TOP = "top"
    """Nothing: the level is the highest of the ladder."""
    CLOSED = "closed"
    """A level found too toxic."""


class Below(StrEnum):
    """What lies below a level."""

    NONE = "none"
    SHORT = "short"
    """A level with fewer subjects than are needed to recommend it."""
    FULL = "full"


class Span(NamedTuple):
    """Whole numbers from `low` to `high`, without end where `high` is None."""

    low: int = 0
    high: int | None = None

    def holds(self, number: int) -> bool:
        """Whether a number lies in it."""
        return self.low <= number and (self.high is None or number <= self.high)

    def __str__(self) -> str:
        """`3`, `0-2`, `7+` or `any`, as a table of one's own has it."""
        if self.high is None:
            return f"{self.low}+" if self.low else "any"
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


ANY = Span()
SILENT = " (the source is silent)"
"""Behind the words of a row of which the source says nothing, wherever rows are shown."""


def exactly(number: int) -> Span:
    """One number only."""
    return Span(number, number)


class Row(NamedTuple):
    """One row: when it holds, and what it says."""

    id: str
    evaluable: Span
    dlts: Span
    action: Action
    words: str
    source: str
    above: tuple[Above, ...] = tuple(Above)
    below: tuple[Below, ...] = tuple(Below)
    enrolled: Span = ANY
    """Of those who count: evaluable or pending. Only rows of designs that enrol while others are pending look at it."""
    to: int = 0
    """Where a stay enrols: up to so many subjects who count."""
    here: bool = True
    """Where a stop recommends a level: this one, else the one below."""
    silent: bool = False
    """Whether the source says nothing of the state."""

    def holds(self, tally: Tally, above: Above, below: Below) -> bool:
        """Whether it decides."""
        return (
            self.evaluable.holds(tally.evaluable)
            and self.dlts.holds(tally.dlts)
            and self.enrolled.holds(tally.counted)
            and above in self.above
            and below in self.below
        )


class Table(NamedTuple):
    """The rows of a design, in the order in which they are tried."""

    rows: tuple[Row, ...]

    def row(self, tally: Tally, above: Above, below: Below) -> Row | None:
        """The row that decides; None where the table has a gap, which only a user's table can have."""
        return next((row for row in self.rows if row.holds(tally, above, below)), None)

    def states(self, most: int) -> Iterator[tuple[Tally, Above, Below]]:
        """Every state with up to `most` evaluable subjects, in order."""
        for evaluable in range(most + 1):
            for dlts in range(evaluable + 1):
                for above in Above:
                    for below in Below:
                        yield Tally(evaluable, dlts), above, below
