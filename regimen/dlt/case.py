"""One subject as of one day: what was recorded until then, and how much treatment was given."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from regimen.days import DAY_ONE, DayNumbering
from regimen.record.facts import Ending, Facts, Given

_SAME_DAY = ("death", "next-therapy", "transplant", "relapse", "withdrawal")
"""Which of two endings on one day counts, first one first."""


class Treatment(NamedTuple):
    """What was given of the treatment that is judged."""

    block: str
    """Block after whose last dose recovery is looked for, as people are told: `MEC`."""
    last_day: int | None
    """Last study day on which a dose of the block was given; None if none was."""
    share: Decimal
    """Smallest share of its planned doses that any drug was given, 0 to 1."""
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
        known = [ending for ending in self.facts.endings if ending.day <= self.as_of]
        return min(known, key=lambda ending: (ending.day, _SAME_DAY.index(ending.kind)), default=None)

    @property
    def until(self) -> int:
        """Last study day whose samples and marrows count: nothing does after an ending."""
        ending = self.ending
        return self.as_of if ending is None else min(ending.day, self.as_of)


def treatment_given(
    given: tuple[Given, ...],
    block: tuple[str, frozenset[str]],
    planned: Mapping[str, int],
    last_planned: int,
    as_of: int,
) -> Treatment:
    """The treatment as of a day, from administrations.

    `block` is its name and its drugs, `planned` every judged drug with the number of its planned doses, `last_planned`
    the day on which the block's last dose is planned.
    """
    name, drugs = block
    so_far = [dose for dose in given if dose.day <= as_of]
    counted = {drug: sum(dose.agent == drug for dose in so_far) for drug in planned}
    shares = [min(Decimal(1), Decimal(counted[drug]) / doses) for drug, doses in planned.items() if doses]
    last = max((dose.day for dose in so_far if dose.agent in drugs), default=None)
    return Treatment(name, last, min(shares, default=Decimal(0)), as_of >= last_planned)
