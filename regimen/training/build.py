"""From a case to its exercise: the kind's items, with the teacher's notes and questions laid over them.

A stated answer is held against the engine here, whatever the case was made from.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from regimen.dlt.settings import GROUPS
from regimen.errors import RegimenError, ValueSyntaxError
from regimen.protocol.ranges import Misfit
from regimen.protocol.reader import UnusableFile
from regimen.protocol.shape import KeyPath
from regimen.training.case import Case, Notes, Question
from regimen.training.exercise import Exercise, Hint, Item, Pointer
from regimen.training.figures.among import among
from regimen.training.figures.figure import Asked
from regimen.training.figures.named import chosen
from regimen.training.figures.registry import found
from regimen.training.keys.key import ALL
from regimen.training.kinds.registry import KINDS, Made, made
from regimen.training.material import Material, material_of

SECTIONS = {kind: kind.replace("-", "_") for kind in KINDS}
"""Kind to the section of a case file that says what it asks for."""


class CaseRefused(RegimenError):
    """A case that cannot be an exercise, or whose stated answers the engine contradicts; carries every reason."""

    def __init__(self, case: str, faults: list[Misfit]) -> None:
        self.faults = faults
        super().__init__(f"case {case} is refused: {'; '.join(fault.message for fault in faults)}")


def exercise_of(case: Case, folder: Path = Path()) -> Exercise:
    """The exercise of a case; `folder` is where its protocol file is looked for. Raises CaseRefused."""
    if faults := list(_unfit(case)):
        raise CaseRefused(case.id, faults)
    material = material_of(case, folder)
    try:
        result = made(material)
    except (UnusableFile, CaseRefused):
        raise
    except RegimenError as error:
        raise CaseRefused(case.id, [Misfit("case-refused", error.message, _section(case))]) from error
    items, faults = _with_questions(material, result.items)
    faults += _strange(case, items)
    items, contradicted = _annotated(case, items)
    if faults := [*faults, *contradicted]:
        raise CaseRefused(case.id, faults)
    return _exercise(case, result, items)


def _exercise(case: Case, result: Made, items: tuple[Item, ...]) -> Exercise:
    return Exercise(
        id=case.id,
        title=case.title,
        kind=case.kind,
        difficulty=case.difficulty,
        goals=tuple(case.goals),
        minutes=case.minutes,
        introduction=case.introduction,
        items=items,
        debrief=tuple(case.debrief),
        pointers=tuple(Pointer(one.rule, one.source) for one in case.pointers),
        shown=result.shown,
        solution=result.solution,
        review=result.review,
        parts=result.parts,
        route=result.route,
        ending=result.ending,
        endings=result.endings,
    )


def _section(case: Case) -> KeyPath:
    section = SECTIONS[case.kind]
    return (section,) if getattr(case, section) is not None else ("kind",)


def _unfit(case: Case) -> Iterator[Misfit]:
    """What a case lacks for its kind, or has too much."""
    needs = KINDS[case.kind].needs
    if needs != "nothing" and case.course is None:
        yield Misfit("case-refused", f"a case of kind {case.kind} needs a course; add the section 'course'", ("kind",))
    elif needs == "record" and (case.course is None or case.course.record is None):
        yield Misfit("case-refused", f"a case of kind {case.kind} needs a course with a record", ("course",))
    for kind, section in SECTIONS.items():
        if kind != case.kind and getattr(case, section) is not None:
            yield Misfit("case-refused", f"the section belongs to the kind {kind}, this is {case.kind}", (section,))
    for name, choice in case.settings.items():
        try:
            chosen(chosen(GROUPS, name, "setting").sets, choice, f"set of {name}")
        except RegimenError as error:
            yield Misfit("unknown-choice", error.message, ("settings", name))


def _with_questions(material: Material, items: tuple[Item, ...]) -> tuple[tuple[Item, ...], list[Misfit]]:
    """The kind's items and the teacher's questions."""
    asked, faults = list(items), list[Misfit]()
    for name, question in material.case.questions.items():
        try:
            asked.append(_asked(material, name, question))
        except UnusableFile:
            raise
        except RegimenError as error:
            faults.append(Misfit("case-refused", error.message, ("questions", name)))
    return tuple(asked), faults


def _asked(material: Material, name: str, question: Question) -> Item:
    answer = found(material, Asked(question.figure, question.of, question.on))
    key = among(answer.key, question.options) if question.options else answer.key
    return Item(id=name, prompt=answer.prompt, key=key, why=answer.why)


def _strange(case: Case, items: tuple[Item, ...]) -> list[Misfit]:
    """Notes on items that there are not, and ids that stand for two items."""
    ids = Counter(item.id for item in items)
    faults = [
        Misfit("duplicate-id", f"'{name}' is the id of two items; give the question another id", ("questions", name))
        for name, count in ids.items()
        if count > 1
    ]
    for name in case.items:
        try:
            chosen(ids, name, "item")
        except RegimenError as error:
            faults.append(Misfit("item-unknown", error.message, ("items", name), of_key=True))
    return faults


def _annotated(case: Case, items: tuple[Item, ...]) -> tuple[tuple[Item, ...], list[Misfit]]:
    """The items with what the teacher adds to them, and the stated answers that the engine contradicts."""
    after, faults = list[Item](), list[Misfit]()
    for item in items:
        section = "questions" if item.id in case.questions else "items"
        notes: Notes | None = getattr(case, section).get(item.id)
        if notes is not None and notes.answer is not None:
            faults += _contradicted(item, notes, (section, item.id, "answer"))
        after.append(item if notes is None else _noted(item, notes))
    return tuple(after), faults


def _noted(item: Item, notes: Notes) -> Item:
    return replace(
        item,
        prompt=notes.prompt or item.prompt,
        hints=tuple(Hint(hint.text, hint.cost) for hint in notes.hints),
        why=(*item.why, *([notes.why] if notes.why else [])),
        weight=Decimal(notes.weight),
    )


def _contradicted(item: Item, notes: Notes, path: KeyPath) -> Iterator[Misfit]:
    try:
        judged = item.key.judge(notes.answer)
    except ValueSyntaxError as error:
        yield Misfit("answer-contradicted", f"the stated answer cannot be read: {error.message}", path)
        return
    if judged.share < ALL or judged.misfits:
        why = f"; why: {'; '.join(item.why)}" if item.why else ""
        message = f"stated is {judged.given}, but the engine says {item.key.words}{why}"
        yield Misfit("answer-contradicted", message, path)
