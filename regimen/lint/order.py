"""Order and names of days: lines that wait for what is not given, drugs that stand twice, names that say other days."""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import combinations

from regimen.days import MAX_DAY, DayNumbering, DaySet
from regimen.errors import RegimenError
from regimen.lint.bodies import together
from regimen.lint.laid import due
from regimen.lint.rule import Hit
from regimen.lint.view import Variant, View
from regimen.nomenclature import drug_name, safe_dose
from regimen.protocol.ranges import numbering
from regimen.protocol.resolved import ResolvedLine
from regimen.protocol.shape import KeyPath
from regimen.protocol.values import LEVEL, Ref
from regimen.quantity import parse_dose

_DAYS = re.compile(r"\b[Dd]ays? ((?:[-−]?\d+)(?:(?:-|–| to |, ?| and |/)[-−]?\d+)*)(?![\d%]| ?%)")
_DOSE = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?) (mg|mcg|g)((?:/m2|/m²|/kg)?)")


def order_without_other(view: View) -> Iterator[Hit]:
    """A line that follows or precedes another on a day on which the other is not given."""
    for name, (i, line) in view.lines.items():
        field = "after" if line.after else "before"
        other = line.after or line.before or ""
        for variant in view.variants if other else ():
            lines = variant.lines
            if other in lines and name in lines and (alone := lines[name].days - lines[other].days):
                message = f"Day {min(alone)}{_more(alone)}{variant.words} has no {other} to be given {field}"
                yield Hit(("doses", i, field), f"{message}; give the order only where both are given")


def _more(days: Collection[int]) -> str:
    return f" (and {len(days) - 1} more)" if len(days) > 1 else ""


def same_slot_twice(view: View) -> Iterator[Hit]:
    """Two lines that give one drug by one route at one time to one subject."""
    for one, other in combinations(view.default.lines.values(), 2):
        shared = one.days & other.days if one.line.agent == other.line.agent else frozenset()
        if shared and _at_once(view.default, one.line, other.line):
            drug = drug_name(other.line.agent)
            message = f"gives {drug} on Day {min(shared)}{_more(shared)} again, at the time of {one.line.id}"
            hint = "say which comes first, or for whom each is"
            yield Hit(("doses", view.lines[other.line.id][0]), f"{message}; {hint}")


def _at_once(variant: Variant, one: ResolvedLine, other: ResolvedLine) -> bool:
    """Whether nothing tells two administrations apart: route, hour, order, or whom they are for."""
    if one.route != other.route or not _starts(one) & _starts(other) or not together(one, other):
        return False
    if one.order is not None and other.order is not None and one.order != other.order:
        return False
    follows = _follows(variant)
    return not (_leads(follows, one.id, other.id) or _leads(follows, other.id, one.id))


def _starts(line: ResolvedLine) -> set[int]:
    """The nominal minutes of the day at which its administrations begin."""
    return {line.start_min + slot * line.slots.every_min for slot in range(line.slots.a_day)}


def _follows(variant: Variant) -> dict[str, set[str]]:
    """Line id to the lines that directly come later on its days."""
    found: dict[str, set[str]] = {line.id: set() for line in variant.resolved.lines}
    for line in variant.resolved.lines:
        if line.after:
            found[line.after].add(line.id)
        if line.before:
            found[line.id].add(line.before)
    return found


def _leads(follows: dict[str, set[str]], start: str, end: str) -> bool:
    """Whether one line comes later than another, over the lines between them."""
    reached, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += follows[name]
    return end in reached


def constraint_broken(view: View) -> Iterator[Hit]:
    """Blocks that start in another order than the protocol itself demands; the same day is no breach."""
    for variant in view.variants:
        starts: dict[str | None, int] = {}
        for laid in variant.lines.values():
            first = min(laid.days, default=MAX_DAY)
            starts[laid.line.block] = min(first, starts.get(laid.line.block, MAX_DAY))
        for i, rule in enumerate(view.protocol.constraints):
            first, then = starts.get(rule.first, MAX_DAY), starts.get(rule.then, MAX_DAY)
            if then < first:
                message = f"{rule.then} starts on Day {then}, before {rule.first}{variant.words}, which comes first"
                yield Hit(("constraints", i), message)


def level_says_otherwise(view: View) -> Iterator[Hit]:
    """A level whose name gives another dose or other days than its values."""
    ladder, days = view.protocol.ladder, numbering(view.protocol)
    read = {"days": _level_keys(view, "days"), "dose": _level_keys(view, "dose")}
    for level, rung in ladder.levels.items() if ladder else ():
        path = ("ladder", "levels", level, "name")
        named = _named_days(rung.name, days)
        if len(read["days"]) == len(named) == 1:
            value = rung.values[read["days"][0]]
            if set(DaySet.parse(value).days(days)) != named[0]:
                said_days = DaySet.of(named[0], days)
                yield Hit(path, f"the name says days {said_days}, the values say {value}; write both alike")
        figures = _DOSE.findall(rung.name)
        if len(read["dose"]) == len(figures) == 1:
            said = parse_dose("".join((figures[0][0].replace(",", ""), " ", *figures[0][1:])))
            dose = parse_dose(rung.values[read["dose"][0]])
            if said != dose:
                yield Hit(path, f"the name says {safe_dose(said)}, the values say {safe_dose(dose)}; write both alike")


def _level_keys(view: View, field: str) -> list[str]:
    """The keys of a level that once-daily lines read for their dose or days."""
    found = [
        value.key
        for _, line in view.lines.values()
        for value in (getattr(line, field), *(getattr(step, field) for step in line.steps))
        if isinstance(value, Ref) and value.group == LEVEL and (line.slots is None or line.slots.a_day == 1)
    ]
    return list(dict.fromkeys(found))


def _named_days(text: str, numbering: DayNumbering) -> list[set[int]]:
    """The days that a name gives: `days 1-14`, `Day 8`, `days 1, 3 and 5`; what cannot be read says nothing."""
    found = []
    for match in _DAYS.finditer(text):
        span = re.sub(r" to |–", "-", match[1].replace("−", "-"))
        with suppress(RegimenError):
            found.append(set(DaySet.parse(re.sub(r" and |, ?", ",", span)).days(numbering)))
    return found


def name_says_otherwise(view: View) -> Iterator[Hit]:
    """An assessment or milestone whose name gives a day on which it does not stand."""
    resolved, count = view.default.resolved, numbering(view.protocol)
    targets = due(resolved)
    for i, part in enumerate(view.protocol.assessments):
        days = {day for at, first, last in targets[part.id] for day in (at, *range(first, last + 1))}
        yield from _named_otherwise(("assessments", i, "name"), part.name, days, count)
    fixed = {stone.id: stone.day for stone in resolved.milestones}
    for i, stone in enumerate(view.protocol.milestones):
        day = fixed[stone.id]
        yield from _named_otherwise(("milestones", i, "name"), stone.name, set() if day is None else {day}, count)


def _named_otherwise(path: KeyPath, name: str, days: set[int], count: DayNumbering) -> Iterator[Hit]:
    said = set().union(*_named_days(name, count))
    if said and days and not said & days:
        yield Hit(path, f"the name says Day {min(said)}, but it stands on Day {min(days)}; write both alike")
