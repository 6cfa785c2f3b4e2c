"""One subject as of one day: what was recorded until then, and how much treatment was given."""

from decimal import Decimal
from typing import NamedTuple

from regimen.days import DAY_ONE, DayNumbering
from regimen.record.facts import Ending, Facts

_SAME_DAY = ("death", "next-therapy", "transplant", "relapse", "withdrawal")
"""Which of two endings on one day counts, first one first."""


class Treatment(NamedTuple):
    """What was given of the treatment that is judged."""

    block: str
    """Block after whose last dose recovery is looked for, as people are told: `MEC`."""
    last_day: int | None
    """Last study day on which a dose of the block was given; None if none was."""
    share: Decimal
    """Smallest share of its planned doses that any drug was given, or can still be given, 0 to 1."""
    finished: bool = True
    """Whether no further dose of the block is to come."""


class Case(NamedTuple):
    """What a verdict is about. Nothing after `as_of` counts, so an earlier verdict can be made again."""

    facts: Facts
    treatment: Treatment
    as_of: int
    numbering: DayNumbering = DAY_ONE

    @property
    def ending(self) -> Ending | None:
        """The first ending so far."""
        return first_ending(self.facts, self.as_of)

    @property
    def until(self) -> int:
        """Last study day whose samples and marrows count: nothing does after an ending."""
        ending = self.ending
        return self.as_of if ending is None else min(ending.day, self.as_of)


def first_ending(facts: Facts, as_of: int) -> Ending | None:
    """What ended the observation first, as far as is known on a day."""
    known = [ending for ending in facts.endings if ending.day <= as_of]
    return min(known, key=lambda ending: (ending.day, _SAME_DAY.index(ending.kind)), default=None)
