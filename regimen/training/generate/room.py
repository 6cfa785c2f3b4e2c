"""A room of errors while it is furnished: doses as planned, and everything that is then done to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any, Literal, NamedTuple

from regimen.course import Plan
from regimen.days import DaySet
from regimen.dosing.calculator import DoseResult
from regimen.schedule.items import Kind
from regimen.training.generate.lot import AZA_VEN, HOME, Setting

LEN, MEC, AZA, VEN = "LEN", "MEC", "azacitidine", "venetoclax"
"""Blocks; a drug without a block is one by itself."""
BLOCKS: Mapping[str, tuple[str, str]] = {HOME: (LEN, MEC), AZA_VEN: (VEN, AZA)}
"""Protocol to its blocks, the oral one first: the days count from it."""
PLANNED: Mapping[str, tuple[int, ...]] = {
    LEN: tuple(range(1, 11)), MEC: tuple(range(4, 9)), AZA: tuple(range(1, 8)), VEN: tuple(range(1, 29)),
}  # fmt: skip
"""Block to the study days that the protocol gives; of AZA and VEN in the first cycle."""
DRUGS: Mapping[str, tuple[str, ...]] = {
    LEN: ("lenalidomide",), MEC: ("mitoxantrone", "etoposide", "cytarabine"), AZA: (AZA,), VEN: (VEN,),
}  # fmt: skip
"""Block to its drugs."""
ORAL = frozenset({LEN, VEN})
ROUTES = {"lenalidomide": "PO", VEN: "PO", AZA: "SC"}
"""Drug to its route, where that is not IV."""
SMALLEST = {"lenalidomide": Decimal("2.5"), VEN: Decimal(10)}
"""Drug taken by mouth to its smallest capsule or tablet, mg; the others make its multiples."""
MARROW_DAYS = {HOME: (20, 45), AZA_VEN: (14, 28)}
"""Protocol to the window of its marrow."""
DAILY, WEEKLY, LATER = tuple(range(1, 15)), (15, 22, 29, 36, 43), (45, 50, 57)
"""Days of the home protocol's blood counts, and of those that follow while counts are low."""
IMPORTANT, OTHER, UNCLASSIFIABLE = "important", "other", "unclassifiable"
"""Categories."""
Lack = Literal["lacks", "spare", "both", ""]
"""Whether a plant leaves doses lacking, spare ones, or both: such of two blocks could be taken for each other."""


@dataclass(slots=True)
class Dose:
    """One dose given."""

    agent: str
    day: int
    amount: str
    route: str
    time: str | None = None
    as_planned: bool = True
    """Whether it stands where the plan has it, with nothing done to it."""


class Planted(NamedTuple):
    """One deviation, as the case promises it."""

    deviation: str
    what: str
    planned: tuple[int, ...]
    given: tuple[int, ...]
    category: str

    @property
    def data(self) -> dict[str, str]:
        """As a case file holds it."""
        days = {"planned": self.planned, "given": self.given}
        told = {name: str(DaySet.of(some)) for name, some in days.items() if some}
        return {"deviation": self.deviation, "what": self.what, **told, "category": self.category}


@dataclass(slots=True)
class Room:
    """One record in the making."""

    lot: Random
    setting: Setting
    results: Mapping[tuple[str, int], DoseResult]
    """Drug and study day to the dose worked out."""
    doses: list[Dose] = field(default_factory=list)
    acts: list[dict[str, Any]] = field(default_factory=list)
    holds: list[dict[str, Any]] = field(default_factory=list)
    samples: set[int] = field(default_factory=lambda: {*DAILY, *WEEKLY, *LATER})
    marrow: int | Literal["none", "usual"] = "usual"
    """Study day of the marrow; usually soon after recovery."""
    blasts: int = 2
    """Percent of blasts in it."""
    late_by: int = 0
    """Days by which the reference day came late (early, if negative)."""
    planted: list[Planted] = field(default_factory=list)
    look_alikes: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, lot: Random, setting: Setting, plan: Plan) -> "Room":
        """A record equal to the schedule."""
        doses = ((item, item.entry.result) for item in plan.ideal.items if item.kind == Kind.DOSE)
        room = cls(lot, setting, {(item.entry.name, item.day): result for item, result in doses if result})
        for block in room.blocks:
            room.doses += [room.dose(agent, day) for day in PLANNED[block] for agent in DRUGS[block]]
        return room

    @property
    def blocks(self) -> tuple[str, str]:
        """The blocks of its protocol."""
        return BLOCKS[self.setting.protocol]

    def dose(self, agent: str, day: int, *, as_planned: bool = True) -> Dose:
        """One dose of a drug of the plan, with the amount planned for its day, or for the nearest day."""
        return Dose(agent, day, str(self.result(agent, day).amount), ROUTES.get(agent, "IV"), as_planned=as_planned)

    def part(self, dose: Dose, share: Decimal) -> str | None:
        """A share of an amount as it is recorded; None where no capsule or tablet makes it."""
        value, unit = dose.amount.split()
        amount = Decimal(value) * share
        if dose.agent in SMALLEST and amount % SMALLEST[dose.agent]:
            return None
        return f"{amount.normalize():f} {unit}"

    def result(self, agent: str, day: int) -> DoseResult:
        """The dose of a drug worked out for a day, or for the nearest one that has one."""
        nearest = min((one for one in self.results if one[0] == agent), key=lambda one: (abs(one[1] - day), one[1]))
        return self.results[nearest]

    def of_block(self, block: str, days: tuple[int, ...]) -> Iterator[Dose]:
        """The doses of a block given on some days."""
        return (one for one in self.doses if one.agent in DRUGS[block] and one.day in days)

    def remove(self, agents: tuple[str, ...], days: tuple[int, ...]) -> None:
        """Leave doses out."""
        self.doses = [one for one in self.doses if not (one.agent in agents and one.day in days)]

    def given(self, block: str) -> tuple[int, ...]:
        """Study days on which anything of a block was given."""
        return tuple(sorted({one.day for one in self.doses if one.agent in DRUGS[block]}))
