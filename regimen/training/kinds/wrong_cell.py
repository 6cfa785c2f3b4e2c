"""Spot the wrong cell: a calendar with errors that the case names, or that are drawn by lot."""

from collections.abc import Iterator

from regimen.course import Plan
from regimen.printouts.daylist import dose_text
from regimen.printouts.document import Column, Heading, Part, Table, cell
from regimen.printouts.words import dated
from regimen.record.names import names_of
from regimen.schedule.items import Item, Kind
from regimen.training.exercise import Item as Asked
from regimen.training.given import course_parts, line_parts
from regimen.training.keys.marks import Marks, Target
from regimen.training.kinds.registry import Made
from regimen.training.lots import drawn
from regimen.training.material import Material
from regimen.training.planting import ERRORS, LOOK_ALIKES, Wrong, planted
from regimen.training.tasks.wrong_cell import WrongCellTask

_COLUMNS = (Column("Day and date", 4), Column("Doses", 10))
MARKS = "marks"
"""Id of the one item."""


def wrong_cell(material: Material) -> Made:
    """One item: marks on the cells that are wrong."""
    task = material.case.wrong_cell or WrongCellTask()
    names = names_of(material.plan.resolved)
    errors = [Wrong(one.error, names.drug(one.drug), one.day, one.to) for one in task.planted]
    shown, targets = planted(material.plan, errors or drawn(material.plan, task.number, material.case.seed, task.among))
    if not task.name_it:
        targets = tuple(target._replace(cls=None) for target in targets)
    known = {**names.drugs, **{drug: drug for drug in LOOK_ALIKES.values()}}
    classes = ERRORS if task.name_it else {}
    key = Marks(targets, names=known, classes=classes, numbering=material.plan.resolved.numbering)
    prompt = "Which cells of the calendar are wrong?"
    item = Asked(id=MARKS, prompt=prompt, key=key, why=_why(targets))

    def parts() -> tuple[Part, ...]:
        return (*course_parts(material.plan), *line_parts(material.plan), *_table(shown))

    return Made((item,), parts, shown=shown, solution=material.plan)


def _why(targets: tuple[Target, ...]) -> tuple[str, ...]:
    return tuple(target.words for target in targets)


def _table(shown: Plan) -> Iterator[Part]:
    """The calendar as it is shown, a row a day with doses."""
    rows = []
    for day, items in shown.schedule.by_day.items():
        doses: dict[str, list[Item]] = {}
        for item in items:
            if item.kind == Kind.DOSE:
                doses.setdefault(f"{item.entry.id} {item.entry.name}", []).append(item)
        if doses:
            told = (dose_text(shown, given[0], [item.slot for item in given]) for given in doses.values())
            rows.append((cell(dated(shown, day)), cell(*told)))
    yield Heading("The calendar to check")
    yield Table("The calendar to check", _COLUMNS, tuple(rows))
