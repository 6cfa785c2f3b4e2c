"""Whether the parts of a protocol fit together: names that exist, values that can be read, days that exist.

Each check yields (code, message, path); the reader adds the place. Shape (keys, single values) is checked
before, by the models.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from regimen.days import DaySet
from regimen.errors import RegimenError, nearest
from regimen.protocol.links import link_misfits
from regimen.protocol.model import Protocol
from regimen.protocol.parts import AssumptionGroup, Entity, Reference
from regimen.protocol.ranges import Misfit, day_misfits, number_misfits, overlaps, repeated_steps
from regimen.protocol.shape import KeyPath
from regimen.protocol.values import LEVEL, Ref, parse_int, parse_text
from regimen.quantity import parse_decimal, parse_dose

Groups = dict[str, dict[str, tuple[KeyPath, dict[str, str]]]]
"""Group to set to the path and values of the set."""

READERS: dict[str, Callable[[str], Any]] = {
    "dose": parse_dose,
    "days": DaySet.parse,
    "day": parse_int,
    "event": parse_text,
    "anchor": parse_text,
    "anc": parse_decimal,
    "platelets": parse_decimal,
    "anthracycline": parse_decimal,
}
"""How the value behind a reference is read, by the field that holds the reference."""


def misfits(protocol: Protocol) -> Iterator[Misfit]:
    """Everything in a well-shaped protocol that does not fit together."""
    yield from _entries(protocol)
    yield from _duplicate_ids(protocol)
    for path, entity in entities(protocol):
        yield from source_misfits(protocol.references, path, entity)
    yield from _defaults(protocol)
    groups = _groups(protocol)
    for path, name, value in fields(protocol):
        if isinstance(value, Ref):
            yield from _reference(protocol, groups, path, name, value)
        else:
            yield from day_misfits(protocol, path, value)
    yield from _overlaps(protocol, groups)
    yield from _kinds(protocol, groups)
    yield from link_misfits(protocol)
    yield from number_misfits(protocol)


def entities(protocol: Protocol) -> Iterator[tuple[KeyPath, Entity]]:
    """Every part that states facts, with its path in the file."""
    for name in ("reference_day", "cycle", "ladder", "dlt"):
        if (part := getattr(protocol, name)) is not None:
            yield (name,), part
    for key, agent in protocol.agents.items():
        yield ("agents", key), agent
        if agent.dilution is not None:
            yield ("agents", key, "dilution"), agent.dilution
        for i, rule in enumerate(agent.adjustments):
            yield ("agents", key, "adjustments", i), rule
    for key, overlay in protocol.overlays.items():
        yield ("overlays", key), overlay
    for name in ("doses", "assessments", "milestones", "constraints", "amendments"):
        for i, part in enumerate(getattr(protocol, name)):
            yield (name, i), part


@cache
def _readable(model: type[Entity]) -> tuple[str, ...]:
    """Fields of a model that may hold a reference or a day set."""
    return tuple(name for name in READERS if name in model.model_fields)


def fields(protocol: Protocol) -> Iterator[tuple[KeyPath, str, Any]]:
    """Every (path, field name, value) that may be a reference or a day set."""
    for path, entity in entities(protocol):
        for name in _readable(type(entity)):
            if (value := getattr(entity, name)) is not None:
                yield (*path, name), name, value
    for i, line in enumerate(protocol.doses):
        for j, step in enumerate(line.steps):
            yield ("doses", i, "steps", j, "dose"), "dose", step.dose
            yield ("doses", i, "steps", j, "days"), "days", step.days
    if protocol.dlt is not None:
        for name in ("anc", "platelets"):
            yield ("dlt", "thresholds", name), name, getattr(protocol.dlt.thresholds, name)


def _entries(protocol: Protocol) -> Iterator[Misfit]:
    """A protocol without doses or agents draws nothing."""
    if not protocol.doses:
        yield Misfit("nothing-to-do", "at least one dose line is needed", ("doses",), ("doses",))
    for i, line in enumerate(protocol.doses):
        if line.steps and (line.dose or line.days):
            yield Misfit("dose-twice", "give dose and days, or steps, not both", ("doses", i, "steps"))
        elif not line.steps and not (line.dose and line.days):
            lacking = "dose" if line.dose is None else "days"
            yield Misfit("missing-key", f"the key '{lacking}' is missing here (or give steps)", ("doses", i))
    for i, stone in enumerate(protocol.milestones):
        if (stone.at is None) == (stone.day is None):
            yield Misfit("milestone-day", "give either 'at' or 'day'", ("milestones", i))


def _duplicate_ids(protocol: Protocol) -> Iterator[Misfit]:
    seen: set[str] = set()
    ids = [(("doses", i, "id"), line.id or line.agent) for i, line in enumerate(protocol.doses)]
    for name in ("assessments", "milestones", "constraints"):
        ids += [((name, i, "id"), part.id) for i, part in enumerate(getattr(protocol, name))]
    for path, key in ids:
        if key in seen:
            message = f"the id '{key}' is already taken further up; give this one an id of its own"
            yield Misfit("duplicate-id", message, path)
        seen.add(key)


def source_misfits(known: Mapping[str, Reference], path: KeyPath, entity: Entity) -> Iterator[Misfit]:
    """Sources that no reference stands for, and sources of fields that are none."""
    named: list[tuple[KeyPath, str]] = [((*path, "source"), entity.source)]
    named += [((*path, "sources", key), value) for key, value in entity.sources.items()]
    for place, name in named:
        if name not in known:
            message = f"unknown reference '{name}'{nearest(name, known)}; known: {', '.join(known)}"
            yield Misfit("unknown-reference", message, place, ("references", name))
    allowed = [name for name in type(entity).model_fields if name not in ("source", "sources", "caution")]
    for key in entity.sources:
        if key not in allowed:
            message = f"sources names '{key}', which is no field here{nearest(key, allowed)}"
            yield Misfit("unknown-field", message, (*path, "sources", key), of_key=True)


def _defaults(protocol: Protocol) -> Iterator[Misfit]:
    for name, group in protocol.assumptions.items():
        yield from _group(name, group)
    if protocol.ladder is None:
        return
    known = protocol.ladder.levels
    for field in ("default", "start"):
        level = getattr(protocol.ladder, field)
        if level is not None and level not in known:
            message = f"unknown level '{level}'{nearest(level, known)}; known: {', '.join(known)}"
            yield Misfit("unknown-level", message, ("ladder", field), ("ladder", "levels"))


def _group(name: str, group: AssumptionGroup) -> Iterator[Misfit]:
    path = ("assumptions", name)
    if name == LEVEL:
        yield Misfit("reserved-name", f"'{LEVEL}' is the dose level's own name; choose another", path)
    if group.default not in group.sets:
        message = f"unknown set '{group.default}'{nearest(group.default, group.sets)}"
        yield Misfit("unknown-set", message + f"; known: {', '.join(group.sets)}", (*path, "default"))
    keys = {key for values in group.sets.values() for key in values}
    for key, values in group.sets.items():
        if lacking := sorted(keys - values.keys()):
            message = f"lacks {', '.join(lacking)}, which another set has"
            yield Misfit("uneven-sets", message, (*path, "sets", key))


def _reference(protocol: Protocol, groups: Groups, path: KeyPath, name: str, ref: Ref) -> Iterator[Misfit]:
    """Whether a reference leads to a readable value in every set it may be read from."""
    if ref.group not in groups:
        message = f"no assumption group '{ref.group}'{nearest(ref.group, groups)}; known: {', '.join(groups) or 'none'}"
        yield Misfit("unknown-group", message, path, ("ladder",) if ref.group == LEVEL else ("assumptions", ref.group))
        return
    lacking = [key for key, (_, values) in groups[ref.group].items() if ref.key not in values]
    if lacking:
        has = dict.fromkeys(key for _, values in groups[ref.group].values() for key in values)
        where = ", ".join(lacking)
        message = f"{ref} is not in {where}{nearest(ref.key, has)}; known: {', '.join(has) or 'nothing'}"
        yield Misfit("unknown-value", message, path)
    for base, values in groups[ref.group].values():
        if ref.key in values:
            try:
                value = READERS[name](values[ref.key])
            except RegimenError as error:
                yield Misfit("value-refused", str(error), (*base, ref.key))
                continue
            yield from day_misfits(protocol, (*base, ref.key), value)


def _groups(protocol: Protocol) -> Groups:
    """Every group a reference may name; the ladder's levels are the group `level`."""
    groups: Groups = {
        name: {key: (("assumptions", name, "sets", key), values) for key, values in group.sets.items()}
        for name, group in protocol.assumptions.items()
    }
    if protocol.ladder:
        levels = protocol.ladder.levels
        groups[LEVEL] = {key: (("ladder", "levels", key, "values"), level.values) for key, level in levels.items()}
    return groups


def _overlaps(protocol: Protocol, groups: Groups) -> Iterator[Misfit]:
    """Every day set a line may have, held against the length of its cycle and against the line's other steps."""
    for i, line in enumerate(protocol.doses):
        steps: list[tuple[KeyPath, Any]] = [
            (("doses", i, "steps", j, "days"), step.days) for j, step in enumerate(line.steps)
        ]
        spans = steps or [(("doses", i, "days"), line.days)]
        for path, value in spans:
            for place, days in _values(groups, path, "days", value):
                yield from overlaps(protocol, line, place, days)
        sets = [value for _, value in spans if isinstance(value, DaySet)]
        yield from repeated_steps(protocol, ("doses", i, "steps"), sets)


def _values(groups: Groups, path: KeyPath, name: str, value: Any) -> Iterator[tuple[KeyPath, Any]]:
    """A field's value, or every value its reference may lead to; what cannot be read is told elsewhere."""
    if not isinstance(value, Ref):
        if value is not None:
            yield path, value
        return
    for base, values in groups.get(value.group, {}).values():
        with suppress(RegimenError, KeyError):
            yield (*base, value.key), READERS[name](values[value.key])


def _kinds(protocol: Protocol, groups: Groups) -> Iterator[Misfit]:
    """Caps and labelled maxima measure what the doses measure: milligrams are never held against units."""
    for i, line in enumerate(protocol.doses):
        agent = protocol.agents.get(line.agent)
        steps: list[tuple[KeyPath, Any]] = [
            (("doses", i, "steps", j, "dose"), step.dose) for j, step in enumerate(line.steps)
        ]
        for path, value in steps or [(("doses", i, "dose"), line.dose)]:
            for place, dose in _values(groups, path, "dose", value):
                for limit, held in (("cap", line.cap), ("label_maximum", agent.label_maximum if agent else None)):
                    if held is not None and held.unit.kind is not dose.unit.kind:
                        message = (
                            f"the dose is in {dose.unit.words}, its {limit} in {held.unit.words}; write both alike"
                        )
                        yield Misfit("unit-kinds", message, place, ("agents",))
        if line.over and line.slots and line.slots.a_day > 1 and line.over > line.slots.every_min:
            message = f"{line.over} min is longer than the {line.slots.every_min} min from one dose to the next"
            yield Misfit("out-of-range", message, ("doses", i, "over"))
