"""A room of errors while it is furnished: doses as planned, and everything that is then done to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal, NamedTuple

from regimen.days import DaySet
from regimen.dosing.calculator import DoseResult
from regimen.training.generate.lot import LEVELS, Setting

LEN, MEC = "LEN", "MEC"
PLANNED: Mapping[str, tuple[int, ...]] = {LEN: tuple(range(1, 11)), MEC: tuple(range(4, 9))}
"""Block to the study days that the protocol gives."""
DRUGS: Mapping[str, tuple[str, ...]] = {LEN: ("lenalidomide",), MEC: ("mitoxantrone", "etoposide", "cytarabine")}
"""Block to its drugs."""
ROUTES = {"lenalidomide": "PO"}
DAILY, WEEKLY, LATER = tuple(range(1, 15)), (15, 22, 29, 36, 43), (45, 50, 57)
"""Days of the protocol's blood counts, and of those that follow while counts are low."""
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
    planned: tuple[int, ...] = ()
    given: tuple[int, ...] = ()
    category: str | None = None

    @property
    def data(self) -> dict[str, str]:
        """As a case file holds it."""
        days = {"planned": self.planned, "given": self.given}
        told = {name: str(DaySet.of(some)) for name, some in days.items() if some}
        return {"deviation": self.deviation, "what": self.what, **told, **(
            {"category": self.category} if self.category else {}
        )}  # fmt: skip


@dataclass(slots=True)
class Room:
    """One record in the making."""

    lot: Random
    setting: Setting
    results: Mapping[str, DoseResult]
    """Drug to its dose worked out."""
    doses: list[Dose] = field(default_factory=list)
    acts: list[dict[str, Any]] = field(default_factory=list)
    holds: list[dict[str, Any]] = field(default_factory=list)
    samples: set[int] = field(default_factory=lambda: {*DAILY, *WEEKLY, *LATER})
    marrow: int | Literal["none", "usual"] = "usual"
    """Study day of the marrow; usually soon after recovery."""
    late_by: int = 0
    """Days by which the reference day came late (early, if negative)."""
    planted: list[Planted] = field(default_factory=list)
    look_alikes: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, lot: Random, setting: Setting, results: Mapping[str, DoseResult]) -> "Room":
        """A record equal to the schedule."""
        room = cls(lot, setting, results)
        for block, days in PLANNED.items():
            room.doses += [room.dose(agent, day) for day in days for agent in DRUGS[block]]
        return room

    def dose(self, agent: str, day: int, *, as_planned: bool = True) -> Dose:
        """One dose of a drug of the plan, with its planned amount."""
        amount = self.results[agent].amount
        assert amount is not None
        return Dose(agent, day, str(amount), ROUTES.get(agent, "IV"), as_planned=as_planned)

    def of_block(self, block: str, days: tuple[int, ...]) -> Iterator[Dose]:
        """The doses of a block given on some days."""
        return (one for one in self.doses if one.agent in DRUGS[block] and one.day in days)

    def remove(self, agents: tuple[str, ...], days: tuple[int, ...]) -> None:
        """Leave doses out."""
        self.doses = [one for one in self.doses if not (one.agent in agents and one.day in days)]

    def given(self, block: str) -> tuple[int, ...]:
        """Study days on which anything of a block was given."""
        return tuple(sorted({one.day for one in self.doses if one.agent in DRUGS[block]}))

    @property
    def len_amount(self) -> int:
        """LEN of one day, mg."""
        return LEVELS[self.setting.level]
