"""Look up every reference of a protocol: at one dose level, under chosen assumptions, with the overlays asked for."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from regimen.errors import RegimenError, nearest
from regimen.protocol.check import READERS
from regimen.protocol.clock import start_minutes
from regimen.protocol.lines import Assessment, Condition, DoseLine
from regimen.protocol.model import Protocol
from regimen.protocol.parts import Entity
from regimen.protocol.ranges import most_cycles, numbering, repeats
from regimen.protocol.resolved import (
    Mark,
    ResolvedAssessment,
    ResolvedDlt,
    ResolvedLine,
    ResolvedMilestone,
    ResolvedProtocol,
    ResolvedStep,
)
from regimen.protocol.same import Same
from regimen.protocol.shape import KeyPath
from regimen.protocol.values import LEVEL, SLOTS, Ref


class UnknownChoice(RegimenError):
    """A level, group or set that the protocol does not have; `path` is where a course file would hold it."""

    def __init__(self, what: str, path: KeyPath, *, allowed: str | None = None, hint: str | None = None) -> None:
        self.path = path
        super().__init__(what, allowed=allowed, hint=hint)


def resolve(
    protocol: Protocol,
    level: str | None = None,
    choices: Mapping[str, str] | None = None,
    overlays: Collection[str] = (),
    cycles: int | None = None,
) -> ResolvedProtocol:
    """Look up every reference at `level` (default: the ladder's) under `choices` (default sets elsewhere).

    `overlays` adds what the protocol offers by analogy; `cycles` draws another number of cycles than usual.
    """
    return _resolved(Same(protocol), level, tuple((choices or {}).items()), tuple(overlays), cycles)


@lru_cache(maxsize=64)
def _resolved(
    same: Same[Protocol],
    level: str | None,
    choices: tuple[tuple[str, str], ...],
    overlays: tuple[str, ...],
    cycles: int | None,
) -> ResolvedProtocol:
    """What was asked for last is kept: the courses of a cohort follow a few protocols on a few levels."""
    protocol = same.it
    lookup = _Lookup(protocol, _chosen_level(protocol, level), _chosen_sets(protocol, dict(choices)))
    drawn = _chosen_overlays(protocol, overlays)
    event, event_mark = lookup.fact(protocol.reference_day, "event")
    starts = start_minutes(protocol.doses)
    count = _chosen_cycles(protocol, cycles)
    lines = ((i, line) for i, line in enumerate(protocol.doses) if _drawn(line, drawn))
    return ResolvedProtocol(
        protocol,
        lookup.level,
        lookup.choices,
        drawn,
        count,
        numbering(protocol),
        event,
        event_mark,
        tuple(_line(lookup, line, starts[i]) for i, line in lines if _in_cycles(protocol, line, count)),
        tuple(_assessment(lookup, part) for part in protocol.assessments if _drawn(part, drawn)),
        tuple(_milestones(lookup)),
        _dlt(lookup),
        {
            name: lookup.fact(agent, "anthracycline")[0]
            for name, agent in protocol.agents.items()
            if agent.anthracycline
        },
    )


def _drawn(part: DoseLine | Assessment, overlays: Collection[str]) -> bool:
    return part.overlay is None or part.overlay in overlays


def _in_cycles(protocol: Protocol, line: DoseLine, count: int) -> bool:
    """Whether a line has a dose in the cycles that are drawn."""
    length = protocol.cycle.length if protocol.cycle else 0
    return line.cycles is None or line.cycles.days()[0] <= repeats(length, count, line.period)[1]


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


def _chosen_overlays(protocol: Protocol, overlays: Collection[str]) -> tuple[str, ...]:
    known = protocol.overlays
    for name in overlays:
        if name not in known:
            what = f"unknown overlay '{name}' in {protocol.id}{nearest(name, known)}"
            raise UnknownChoice(what, ("overlays",), allowed=", ".join(known) or "none")
    return tuple(name for name in known if name in overlays)


def _chosen_cycles(protocol: Protocol, cycles: int | None) -> int:
    cycle = protocol.cycle
    if cycle is None:
        if cycles is not None:
            raise UnknownChoice(f"{protocol.id} has no cycles to count", ("cycles",), hint="leave the number out")
        return 1
    if cycles is None:
        return cycle.count
    fewest, most = cycle.fewest or 1, cycle.most or most_cycles(cycle.length)
    if not fewest <= cycles <= most:
        raise UnknownChoice(f"{cycles} cycles of {protocol.id}", ("cycles",), allowed=f"{fewest} to {most}")
    return cycles


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


def _line(lookup: _Lookup, line: DoseLine, start_min: int) -> ResolvedLine:
    pairs: list[tuple[Any, Any]] = [(step.dose, step.days) for step in line.steps] or [(line.dose, line.days)]
    steps = tuple(
        ResolvedStep(
            lookup.value("dose", dose),
            lookup.value("days", days),
            {"dose": lookup.mark(line, "dose", dose), "days": lookup.mark(line, "days", days)},
        )
        for dose, days in pairs
    )
    slots, when = line.slots or SLOTS["daily"], line.when or Condition()
    return ResolvedLine(
        id=line.id or line.agent, agent=line.agent, purpose=line.purpose, block=line.block, steps=steps,
        route=line.route, other_routes=tuple(line.other_routes), site=line.site, carries=line.carries,
        slots=slots, first_slot=line.first_slot, last_slot=line.last_slot or slots.a_day,
        duration_min=line.over, start_min=start_min, cap=line.cap, rounding=line.rounding,
        ages=when.age, weight=when.weight, lvef=when.lvef, provided=when.provided,
        cycles=line.cycles, period=line.period, until=line.until, order=line.order,
        after=line.after, before=line.before, lag_min=line.lag, lag_from=line.lag_from, caution=line.caution,
        marks=lookup.marks(line, "route", "over", "cap", "slots", "rounding"),
    )  # fmt: skip


def _assessment(lookup: _Lookup, part: Assessment) -> ResolvedAssessment:
    return ResolvedAssessment(
        part.id, part.name, part.letter, lookup.value("days", part.days), part.before, part.after,
        lookup.value("anchor", part.anchor), part.until, part.cycles, part.caution,
        lookup.marks(part, "days", "before", "after", "anchor", "until"),
    )  # fmt: skip


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
    marks = lookup.marks(dlt, "last_day", "after", "thresholds")
    marks |= {name: lookup.mark(dlt, "thresholds", getattr(limits, name)) for name in ("anc", "platelets")}
    anc, platelets = lookup.value("anc", limits.anc), lookup.value("platelets", limits.platelets)
    return ResolvedDlt(dlt.last_day, dlt.after, anc, platelets, marks)
