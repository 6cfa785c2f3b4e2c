"""The second check, line by line: every figure of a dose worked out again."""

from collections.abc import Iterator

from regimen.errors import RegimenError
from regimen.nomenclature import drug_name
from regimen.printouts.document import Facts, Heading, Part
from regimen.printouts.kinds.doseinputs import dose_facts
from regimen.printouts.recalculation import body_steps, dose_steps
from regimen.printouts.totals import Tally, tallies
from regimen.printouts.words import dose_words, giving
from regimen.training.exercise import Item
from regimen.training.figures import amounts
from regimen.training.figures.figure import Asked
from regimen.training.figures.registry import found
from regimen.training.given import course_parts
from regimen.training.kinds.calendar import asked_lines, part_id
from regimen.training.kinds.registry import Made
from regimen.training.material import Material
from regimen.training.tasks.worksheet import WorksheetTask


def worksheet(material: Material) -> Made:
    """The lines of the second-check worksheet that one figure answers, as far as the case asks for them."""
    task = material.case.worksheet or WorksheetTask()
    entries = asked_lines(material, task.drugs)
    lines = [tally for tally in tallies(material.plan.ideal) if tally.entry in entries]
    items = (*(_body(material) if task.body else ()), *_lines(material, lines, task))
    if not items:
        raise RegimenError("the worksheet has no such line", hint="ask for other lines or drugs")

    def parts() -> tuple[Part, ...]:
        return (*course_parts(material.plan), *_inputs(material, lines))

    return Made(items, parts, solution=material.plan)


def _body(material: Material) -> Iterator[Item]:
    for step in filter(amounts.is_one_figure, body_steps(material.plan)):
        answer = found(material, Asked(step.id))
        yield Item(id=step.id, prompt=answer.prompt, key=answer.key, why=answer.why, group="Body")


def _lines(material: Material, lines: list[Tally], task: WorksheetTask) -> Iterator[Item]:
    for tally in lines:
        for step in filter(amounts.is_one_figure, dose_steps(material.plan, tally)):
            if not task.lines or step.id.partition(".")[0] in task.lines:
                answer = amounts.of_line(tally, step)
                name = f"{step.id}.{part_id(tally.entry.id)}"
                yield Item(id=name, prompt=step.what, key=answer.key, why=answer.why, group=_heading(tally))


def _heading(tally: Tally) -> str:
    """`mitoXANTRONE 8 mg/m²† IV over 30 min`."""
    assert tally.entry.line is not None
    return f"{drug_name(tally.entry.name)} {dose_words(tally.entry)} {giving(tally.entry.line)}"


def _inputs(material: Material, lines: list[Tally]) -> Iterator[Part]:
    """What goes into each dose line, and nothing that comes out."""
    for tally in lines:
        yield Heading(_heading(tally))
        yield Facts(tuple(dose_facts(material.plan, tally)))
