"""Order and names of days: lines that wait for what is not given, drugs that stand twice, names that say other days."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations

from regimen.days import DayNumbering, DaySet
from regimen.errors import RegimenError
from regimen.lint.bodies import together
from regimen.lint.rule import Hit
from regimen.lint.view import Variant, View
from regimen.nomenclature import drug_name
from regimen.protocol.ranges import numbering
from regimen.protocol.resolved import ResolvedLine
from regimen.protocol.values import LEVEL, Ref
from regimen.quantity import parse_dose
from regimen.schedule.items import Item, Kind

_DAYS = re.compile(r"\b[Dd]ays? ((?:[-−]?\d+)(?:(?:-|–| to |, ?| and |/)[-−]?\d+)*)(?![\d%]| ?%)")
_DOSE = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?) (mg|mcg|g)((?:/m2|/m²|/kg)?)")


def order_without_other(view: View) -> Iterator[Hit]:
    """A line that follows or precedes another on a day on which the other is not given."""
    for name, (i, line) in view.lines.items():
        field = "after" if line.after else "before"
        other = line.after or line.before
        for variant in view.variants:
            days = variant.days
            if other in days and name in days and (alone := sorted(days[name] - days[other])):
                message = f"Day {alone[0]}{_more(alone)}{variant.words} has no {other} to be given {field}"
                yield Hit(("doses", i, field), f"{message}; give the order only where both are given")


def _more(days: list[int]) -> str:
    return f" (and {len(days) - 1} more)" if len(days) > 1 else ""


def same_slot_twice(view: View) -> Iterator[Hit]:
    """Two lines that give one drug by one route at one time to one subject."""
    at: dict[tuple[str, int, int], list[Item]] = {}
    for item in view.default.doses:
        at.setdefault((item.entry.name, item.day, item.slot), []).append(item)
    pairs: dict[tuple[str, str], list[int]] = {}
    for (_, day, _), items in at.items():
        for one, other in combinations([item.entry.line for item in items if item.entry.line], 2):
            if one.id != other.id and _at_once(view.default, one, other):
                pairs.setdefault((one.id, other.id), []).append(day)
    for (first, second), days in pairs.items():
        message = f"gives {drug_name(view.lines[second][1].agent)} on Day {days[0]}{_more(sorted(set(days)))} again,"
        hint = "say which comes first, or for whom each is"
        yield Hit(("doses", view.lines[second][0]), f"{message} at the time of {first}; {hint}")


def _at_once(variant: Variant, one: ResolvedLine, other: ResolvedLine) -> bool:
    """Whether nothing tells two administrations apart: route, hour, order, or whom they are for."""
    if one.route != other.route or one.start_min != other.start_min or not together(one, other):
        return False
    if one.order is not None and other.order is not None and one.order != other.order:
        return False
    follows = _follows(variant)
    return not (_leads(follows, one.id, other.id) or _leads(follows, other.id, one.id))


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
    """Blocks that start in another order than the protocol itself demands."""
    places = {part.id: i for i, part in enumerate(view.protocol.constraints)}
    for variant in view.variants:
        for finding in variant.schedule.findings:
            if finding.code == "order-broken":
                yield Hit(("constraints", places[finding.subject]), f"{finding.message}{variant.words}")


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
                yield Hit(path, f"the name says {said}, the values say {dose}; write both alike")


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
    schedule = view.default.schedule
    places: dict[str, tuple[str, int]] = {
        part.id: ("assessments", i) for i, part in enumerate(view.protocol.assessments)
    }
    places |= {part.id: ("milestones", i) for i, part in enumerate(view.protocol.milestones)}
    due: dict[str, set[int]] = {}
    for item in schedule.items:
        if item.kind != Kind.DOSE and item.entry.id in places:
            first, last = schedule.window_of(item) or (item.day, item.day)
            due.setdefault(item.entry.id, set()).update(range(first, last + 1), {item.cycle_day or item.day})
    for name, days in due.items():
        group, i = places[name]
        named = _named_days(getattr(view.protocol, group)[i].name, numbering(view.protocol))
        said = set().union(*named)
        if said and not said & days:
            message = f"the name says Day {min(said)}, but it stands on Day {min(days)}; write both alike"
            yield Hit((group, i, "name"), message)
