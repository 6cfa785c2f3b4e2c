"""A room of errors: a recorded course with deviations in it, and things that only look like some."""

from collections.abc import Mapping

from regimen.days import DayNumbering
from regimen.deviations.assessments import COUNTS, kind_of
from regimen.deviations.classes import CLASSES, NOT_GIVEN, UNPLANNED, Code
from regimen.deviations.deviation import Deviation
from regimen.deviations.outcomes import Outcome
from regimen.deviations.words import FOOTER
from regimen.errors import RegimenError
from regimen.printouts.document import Heading, Line, Lines, Part
from regimen.printouts.words import day_words
from regimen.record.names import names_of
from regimen.review import Review
from regimen.schedule.items import Kind
from regimen.training.daybook import assessment_parts, daybook_parts
from regimen.training.events import recorded_part
from regimen.training.exercise import Item
from regimen.training.given import course_parts, line_parts
from regimen.training.keys.cells import Cell
from regimen.training.keys.marks import Decoy, Marks, Target
from regimen.training.kinds.registry import Made
from regimen.training.material import Material
from regimen.training.promises import UNCLASSIFIABLE, category_of, hold
from regimen.training.tasks.errors import ErrorsTask, LookAlike

MARKS = "marks"
"""Id of the one item."""
CATEGORIES = {
    "important": "may affect the reliability of the trial's data, or the subject's safety",
    "other": "any other deviation",
    UNCLASSIFIABLE: "the rule that would decide is not in the sources",
}
"""Category to what it means."""
_ALIKE = (
    NOT_GIVEN, UNPLANNED, {Code.EARLY, Code.ADVANCED_SERIES}, {Code.LATE, Code.DEFERRED_SERIES},
    {Code.ASSESSMENT_MISSED, Code.ASSESSMENT_OUT_OF_WINDOW, Code.COUNTS_MISSING},
)  # fmt: skip
"""Classes that are near each other."""


def errors(material: Material) -> Made:
    """One item: marks on everything in the record that departs from the schedule."""
    if material.case.as_of is None:
        raise RegimenError("a record is judged as of a date", hint="add 'as_of' to the case")
    task = material.case.errors or ErrorsTask()
    made = material.review(material.case.as_of)
    found = [one for one in made.report.deviations if one.outcome is not Outcome.PERMITTED]
    hold(task.planted, found, made.numbering)
    item = Item(
        id=MARKS,
        prompt=f"What in the record until {day_words(made.as_of)} departs from the schedule?",
        key=_key(made, task, found),
        why=tuple(f"{one.message}: {one.why}" for one in found) or ("the record departs from the schedule nowhere",),
    )

    def parts() -> tuple[Part, ...]:
        recorded = (Heading("Counts and events"), recorded_part(made))
        given = (*course_parts(made.plan), *line_parts(made.plan), *assessment_parts(made.plan))
        return (*given, *daybook_parts(made), *recorded, Lines((Line(f"Judged: {FOOTER}."),)))

    return Made((item,), parts, shown=material.plan, solution=material.plan, review=made)


def _key(made: Review, task: ErrorsTask, found: list[Deviation]) -> Marks:
    targets = tuple(_target(made, task, number, one) for number, one in enumerate(found, 1))
    names = _names(made)
    wrong = frozenset[Cell]().union(*(target.cells for target in targets))
    decoys = [_decoy(one, names, made.numbering) for one in task.look_alikes]
    if both := sorted(cell for decoy in decoys for cell in decoy.cells & wrong):
        raise RegimenError(f"no look-alike: the engine finds a deviation in {both[0].words}")
    permitted = (one for one in made.report.deviations if one.outcome is Outcome.PERMITTED)
    decoys += (Decoy(_cells(made, one), f"permitted: {one.because}") for one in permitted)
    return Marks(
        targets,
        tuple(decoys),
        {**names, **{agent: agent for one in found for agent in one.agents}},
        {code: CLASSES[code].means for code in CLASSES} if task.name_class else {},
        CATEGORIES if task.name_category else {},
        made.numbering,
    )


def _target(made: Review, task: ErrorsTask, number: int, one: Deviation) -> Target:
    alike = {code.value for family in _ALIKE if one.code in family for code in family if code is not one.code}
    return Target(
        str(number),
        _cells(made, one),
        f"{one.message}.",
        one.code.value if task.name_class else None,
        category_of(one) if task.name_category else None,
        frozenset(alike),
    )


def _cells(made: Review, one: Deviation) -> frozenset[Cell]:
    """Every cell in which a deviation is seen: its drugs, their block, or each assessment of its kind."""
    days = set(one.days)
    if one.code is Code.COUNTS_MISSING:
        days |= {day - back for day in one.days for back in range(made.definition().sample_days + 1)}
    alike = [name for ids in _by_kind(made).values() if one.subject in ids for name in ids]
    named = [one.subject] if not one.agents or one.subject in names_of(made.plan.resolved).blocks else []
    return frozenset(Cell(name, day) for name in (*one.agents, *named, *alike) for day in days)


def _by_kind(made: Review) -> Mapping[str, list[str]]:
    """Kind of assessment to the ids of those of its kind."""
    found: dict[str, list[str]] = {}
    for entry in dict.fromkeys(item.entry for item in made.plan.ideal.items if item.kind == Kind.ASSESSMENT):
        found.setdefault(kind_of(entry), []).append(entry.id)
    return found


def _names(made: Review) -> dict[str, str]:
    """Everything in a record that can be marked, by the names it goes by."""
    names, kinds = names_of(made.plan.resolved), _by_kind(made)
    same = (*names.blocks, *(name for ids in kinds.values() for name in ids), _REFERENCE)
    counts = {"counts": kinds[COUNTS][0]} if COUNTS in kinds else {}
    return {**names.drugs, **{name: name for name in same}, **counts}


_REFERENCE = "reference day"
"""Subject of the finding about a first dose on another date."""


def _decoy(one: LookAlike, names: Mapping[str, str], numbering: DayNumbering) -> Decoy:
    what = {name.lower(): known for name, known in names.items()}.get(one.what.lower(), one.what)
    return Decoy(frozenset(Cell(what, day) for day in one.days.days(numbering)), one.why)
