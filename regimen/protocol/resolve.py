"""A protocol at one dose level under chosen assumptions: plain values, each knowing what it rests on.

Light frozen dataclasses, not pydantic: these are what schedules are computed from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from regimen.days import DayNumbering, DaySet
from regimen.errors import RegimenError, nearest
from regimen.protocol.agents import Agent, Product
from regimen.protocol.check import READERS
from regimen.protocol.lines import DoseLine
from regimen.protocol.model import Protocol
from regimen.protocol.parts import Entity
from regimen.protocol.ranges import numbering
from regimen.protocol.shape import KeyPath
from regimen.protocol.values import LEVEL, SLOTS, Ages, Ref, Slots
from regimen.quantity import Amount, Dose


class UnknownChoice(RegimenError):
    """A level, group or set that the protocol does not have; `path` is where a course file would hold it."""

    def __init__(self, what: str, path: KeyPath, *, allowed: str | None = None, hint: str | None = None) -> None:
        self.path = path
        super().__init__(what, allowed=allowed, hint=hint)


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
    block: str | None
    steps: tuple[ResolvedStep, ...]
    route: str
    slots: Slots
    duration_min: int | None
    cap: Amount | None
    ages: Ages | None
    cycles: DaySet | None
    period: int | None
    order: int | None
    after: str | None
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
    def cycle_count(self) -> int:
        """Cycles drawn; one where the protocol has none."""
        return self.protocol.cycle.count if self.protocol.cycle else 1

    @property
    def cycles_assumed(self) -> bool:
        """Whether the number of cycles drawn is an assumption (†)."""
        cycle = self.protocol.cycle
        if cycle is None:
            return False
        return self.protocol.references[cycle.sources.get("count", cycle.source)].kind == "assumption"

    def agent(self, name: str) -> Agent:
        """The agent of a line."""
        return self.protocol.agents[name]

    def products(self, name: str) -> list[Product]:
        """The products of an agent, preferred first."""
        return self.protocol.agents[name].products


def resolve(protocol: Protocol, level: str | None = None, choices: Mapping[str, str] | None = None) -> ResolvedProtocol:
    """Look up every reference at `level` (default: the ladder's) under `choices` (default sets elsewhere)."""
    lookup = _Lookup(protocol, _chosen_level(protocol, level), _chosen_sets(protocol, choices or {}))
    event, event_mark = lookup.fact(protocol.reference_day, "event")
    return ResolvedProtocol(
        protocol,
        lookup.level,
        lookup.choices,
        numbering(protocol),
        event,
        event_mark,
        tuple(_line(lookup, line) for line in protocol.doses),
        tuple(_assessments(lookup)),
        tuple(_milestones(lookup)),
        _dlt(lookup),
        {
            name: lookup.fact(agent, "anthracycline")[0]
            for name, agent in protocol.agents.items()
            if agent.anthracycline
        },
    )


def _chosen_level(protocol: Protocol, level: str | None) -> str | None:
    if protocol.ladder is None:
        if level is not None:
            what = f"{protocol.id} has no dose levels, so level '{level}' cannot be chosen"
            raise UnknownChoice(what, ("level",), hint="leave the level out")
        return None
    levels = protocol.ladder.levels
    if level is not None and level not in levels:
        what = f"unknown level '{level}' in {protocol.id}{nearest(level, levels)}"
        raise UnknownChoice(what, ("level",), allowed=", ".join(levels))
    return level or protocol.ladder.default


def _chosen_sets(protocol: Protocol, choices: Mapping[str, str]) -> dict[str, str]:
    groups = protocol.assumptions
    for group, choice in choices.items():
        path = ("assumptions", group)
        if group not in groups:
            what = f"unknown assumption group '{group}' in {protocol.id}{nearest(group, groups)}"
            raise UnknownChoice(what, path, allowed=", ".join(groups) or "none")
        sets = groups[group].sets
        if choice not in sets:
            what = f"unknown set '{choice}' of assumption group '{group}'{nearest(choice, sets)}"
            raise UnknownChoice(what, path, allowed=", ".join(sets))
    return {name: choices.get(name, group.default) for name, group in groups.items()}


class _Lookup:
    """Turns fields that may be references into values with their marks."""

    def __init__(self, protocol: Protocol, level: str | None, choices: dict[str, str]) -> None:
        self.protocol, self.level, self.choices = protocol, level, choices

    def value(self, name: str, value: Any) -> Any:
        """The value of a field, looked up if it is a reference."""
        if not isinstance(value, Ref):
            return value
        if value.group == LEVEL:
            assert self.protocol.ladder is not None
            assert self.level is not None
            return READERS[name](self.protocol.ladder.levels[self.level].values[value.key])
        return READERS[name](self.protocol.assumptions[value.group].sets[self.choices[value.group]][value.key])

    def mark(self, entity: Entity, name: str, value: Any) -> Mark:
        """What a field rests on."""
        reference = entity.sources.get(name, entity.source)
        if isinstance(value, Ref):
            if value.group != LEVEL:
                return Mark(reference, True, value.group, self.choices[value.group])
            assert self.protocol.ladder is not None
            reference = self.protocol.ladder.source
        return Mark(reference, self.protocol.references[reference].kind == "assumption")

    def fact(self, entity: Entity, name: str) -> tuple[Any, Mark]:
        """A field's value and its mark."""
        value = getattr(entity, name)
        return self.value(name, value), self.mark(entity, name, value)

    def marks(self, entity: Entity, *names: str) -> dict[str, Mark]:
        """The marks of several fields."""
        return {
            name: self.mark(entity, name, getattr(entity, name)) for name in names if getattr(entity, name) is not None
        }


def _line(lookup: _Lookup, line: DoseLine) -> ResolvedLine:
    pairs: list[tuple[Any, Any]] = [(step.dose, step.days) for step in line.steps] or [(line.dose, line.days)]
    steps = tuple(
        ResolvedStep(
            lookup.value("dose", dose),
            lookup.value("days", days),
            {"dose": lookup.mark(line, "dose", dose), "days": lookup.mark(line, "days", days)},
        )
        for dose, days in pairs
    )
    marks = lookup.marks(line, "route", "over", "cap", "slots")
    return ResolvedLine(
        line.id or line.agent, line.agent, line.block, steps, line.route, line.slots or SLOTS["daily"],
        line.over, line.cap,
        line.when.age if line.when else None, line.cycles, line.period, line.order, line.after, line.caution, marks,
    )  # fmt: skip


def _assessments(lookup: _Lookup) -> list[ResolvedAssessment]:
    return [
        ResolvedAssessment(
            part.id, part.name, part.letter, lookup.value("days", part.days), part.before, part.after,
            lookup.value("anchor", part.anchor), part.until, part.cycles, part.caution,
            lookup.marks(part, "days", "before", "after", "anchor", "until"),
        )
        for part in lookup.protocol.assessments
    ]  # fmt: skip


def _milestones(lookup: _Lookup) -> list[ResolvedMilestone]:
    return [
        ResolvedMilestone(
            part.id, part.name, part.at, part.block, lookup.value("day", part.day), lookup.marks(part, "day", "at")
        )
        for part in lookup.protocol.milestones
    ]


def _dlt(lookup: _Lookup) -> ResolvedDlt | None:
    dlt = lookup.protocol.dlt
    if dlt is None:
        return None
    limits = dlt.thresholds
    marks = lookup.marks(dlt, "last_day", "thresholds")
    marks |= {name: lookup.mark(dlt, "thresholds", getattr(limits, name)) for name in ("anc", "platelets")}
    return ResolvedDlt(
        dlt.last_day, lookup.value("anc", limits.anc), lookup.value("platelets", limits.platelets), marks
    )
