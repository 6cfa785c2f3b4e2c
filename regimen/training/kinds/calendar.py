"""Which day, what dose: the learner builds the calendar of a regimen."""

import re
from collections.abc import Iterator

from regimen.printouts.document import Part
from regimen.schedule.items import Entry, Kind
from regimen.training.exercise import Item
from regimen.training.figures.figure import Asked
from regimen.training.figures.named import doses_of
from regimen.training.figures.registry import found
from regimen.training.given import course_parts, line_parts
from regimen.training.kinds.registry import Made
from regimen.training.material import Material
from regimen.training.tasks.calendar import CalendarTask


def calendar(material: Material) -> Made:
    """Days, doses, totals, milestones and days left, as far as the case asks for them."""
    task = material.case.calendar or CalendarTask()
    entries = asked_lines(material, task.drugs)
    items = tuple(_item(material, *one) for what in task.ask for one in _ASKED[what](material, entries))

    def parts() -> tuple[Part, ...]:
        return (*course_parts(material.plan), *(line_parts(material.plan) if task.lines else ()))

    return Made(items, parts, solution=material.plan)


_One = tuple[str, str, Asked]
"""Group, id and question of one item."""


def _days(_material: Material, entries: list[Entry]) -> Iterator[_One]:
    for drug in dict.fromkeys(entry.name for entry in entries):
        yield "Days", f"days.{drug}", Asked("day-set", drug)


def _doses(_material: Material, entries: list[Entry]) -> Iterator[_One]:
    for entry in entries:
        yield "Doses", f"dose.{part_id(entry.id)}", Asked("dose", entry.id)


def _totals(_material: Material, entries: list[Entry]) -> Iterator[_One]:
    for entry in entries:
        yield "Course totals", f"total.{part_id(entry.id)}", Asked("total", entry.id)


def _milestones(material: Material, _entries: list[Entry]) -> Iterator[_One]:
    for item in material.plan.schedule.items:
        if item.kind == Kind.MILESTONE:
            yield "Dates", f"date.{part_id(item.entry.id)}", Asked("date-of", item.entry.id)


def _days_left(material: Material, entries: list[Entry]) -> Iterator[_One]:
    """Of each block or single drug, where the protocol has a window."""
    if material.plan.schedule.window:
        for block in dict.fromkeys(entry.line.block or entry.name for entry in entries if entry.line):
            yield "Days left", f"left.{part_id(block)}", Asked("days-left", block)


_ASKED = {"days": _days, "dose": _doses, "totals": _totals, "milestones": _milestones, "days-left": _days_left}


def asked_lines(material: Material, names: list[str]) -> list[Entry]:
    """The dose lines of the drugs that are asked about, all without any names; in protocol order."""
    entries = list(material.plan.schedule.doses)
    if not names:
        return entries
    wanted = {item.entry for name in names for item in doses_of(material, name)}
    return [entry for entry in entries if entry in wanted]


def part_id(name: str) -> str:
    """A name as part of an item's id: `cytarabine/2` as `cytarabine.2`, `MEC` as `mec`."""
    return re.sub(r"[^a-z0-9.-]+", "-", name.lower().replace("/", "."))


def _item(material: Material, group: str, name: str, asked: Asked) -> Item:
    answer = found(material, asked)
    return Item(id=name, prompt=answer.prompt, key=answer.key, why=answer.why, group=group)
