"""A protocol at one dose level under chosen assumptions: plain values, each knowing what it rests on.

Light frozen dataclasses, not pydantic: these are what schedules are computed from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from regimen.days import DayNumbering, DaySet
from regimen.protocol.agents import Agent, Product
from regimen.protocol.model import Protocol
from regimen.protocol.parts import Cycle
from regimen.protocol.values import Ages, Band, Slots
from regimen.quantity import Amount, Dose


class Mark(NamedTuple):
    """What one fact rests on."""

    reference: str
    """Id of the reference."""
    assumed: bool
    """Whether the sources leave it open (†)."""
    group: str | None = None
    """Assumption group that holds the value, where one does."""
    choice: str | None = None
    """The set of that group in force."""


@dataclass(frozen=True, slots=True)
class ResolvedStep:
    """One dose on one set of cycle days."""

    dose: Dose
    days: DaySet
    marks: Mapping[str, Mark]
    """What this dose and these days rest on."""


@dataclass(frozen=True, slots=True)
class ResolvedLine:
    """A dose line with every reference looked up."""

    id: str
    agent: str
    purpose: str
    block: str | None
    steps: tuple[ResolvedStep, ...]
    route: str
    other_routes: tuple[str, ...]
    site: str | None
    carries: Mapping[str, Dose]
    """Further drugs of the same product, with their dose."""
    slots: Slots
    first_slot: int
    """Slot that the first day of the series begins with."""
    last_slot: int
    """Slot that the last day of the series ends with."""
    duration_min: int | None
    start_min: int
    """Nominal minute of the day of the first slot, lags to other lines counted in."""
    cap: Amount | None
    rounding: str | None
    ages: Ages | None
    weight: Band | None
    lvef: Band | None
    provided: str | None
    """Condition that a person judges."""
    cycles: DaySet | None
    period: int | None
    until: str | None
    """Event that ends the series early."""
    order: int | None
    after: str | None
    before: str | None
    lag_min: int | None
    lag_from: str | None
    caution: str | None
    marks: Mapping[str, Mark]
    """Field name to what it rests on; dose and days have theirs in each step."""


@dataclass(frozen=True, slots=True)
class ResolvedAssessment:
    """An assessment with every reference looked up."""

    id: str
    name: str
    letter: str
    days: DaySet
    before: int
    after: int
    anchor: str | None
    until: str | None
    cycles: DaySet | None
    caution: str | None
    marks: Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class ResolvedMilestone:
    """A milestone: a fixed day, or the first or last dose of a block."""

    id: str
    name: str
    at: str | None
    block: str | None
    day: int | None
    marks: Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class ResolvedDlt:
    """The count-recovery window and its thresholds (x10^9/L)."""

    last_day: int
    after: str | None
    """Block after whose last dose recovery is looked for; None for all treatment."""
    anc: Decimal
    platelets: Decimal
    marks: Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class ResolvedProtocol:
    """Everything a schedule needs, with nothing left to look up."""

    protocol: Protocol
    level: str | None
    choices: Mapping[str, str]
    """Assumption group to the set in force."""
    overlays: tuple[str, ...]
    """Overlays that are drawn, in protocol order."""
    cycle_count: int
    """Cycles drawn; one where the protocol has none."""
    numbering: DayNumbering
    event: str
    """What the reference day stands for."""
    event_mark: Mark
    lines: tuple[ResolvedLine, ...]
    assessments: tuple[ResolvedAssessment, ...]
    milestones: tuple[ResolvedMilestone, ...]
    dlt: ResolvedDlt | None
    anthracyclines: Mapping[str, Decimal]
    """Agent to its factor to doxorubicin equivalents."""

    @property
    def cycle_length(self) -> int | None:
        """Days in a cycle, if the protocol has cycles."""
        return self.protocol.cycle.length if self.protocol.cycle else None

    @property
    def cycles_assumed(self) -> bool:
        """Whether the number of cycles drawn is an assumption (†)."""
        cycle = self.protocol.cycle
        return cycle is not None and self.cycle_count == cycle.count and self._assumed(cycle, "count")

    @property
    def length_assumed(self) -> bool:
        """Whether the length of a cycle, and with it every day of the later ones, is an assumption (†)."""
        return self.protocol.cycle is not None and self._assumed(self.protocol.cycle, "length")

    def _assumed(self, cycle: Cycle, field: str) -> bool:
        return self.protocol.references[cycle.sources.get(field, cycle.source)].kind == "assumption"

    def agent(self, name: str) -> Agent:
        """The agent of a line."""
        return self.protocol.agents[name]

    def products(self, name: str) -> list[Product]:
        """The products of an agent, preferred first."""
        return self.protocol.agents[name].products
