"""A branching case: scenes, each with a decision; what comes next depends on it, or on the score so far."""

from dataclasses import replace

from regimen.errors import RegimenError
from regimen.printouts.document import Line, Lines, Part
from regimen.protocol.ranges import Misfit
from regimen.training.build import CaseRefused
from regimen.training.exercise import Item
from regimen.training.figures.among import among
from regimen.training.figures.figure import Asked
from regimen.training.figures.registry import found
from regimen.training.given import course_parts
from regimen.training.keys.choice import Choice, Option
from regimen.training.keys.key import NOTHING, Key
from regimen.training.kinds.registry import Made
from regimen.training.material import Material
from regimen.training.storyline import after, faults, onward
from regimen.training.tasks.story import StoryStep

_BY_AUTHOR = "judged by the author of the case, not by the engine"


def story(material: Material) -> Made:
    """An item a step; which ones are asked is decided on the way."""
    task, case = material.case.story, material.case
    if task is None:
        raise RegimenError("nothing is told", hint="add the section 'story' with 'first', 'steps' and 'endings'")
    if case.questions:
        raise RegimenError("a story asks in its steps", hint="move each of 'questions' into a step, with its 'figure'")
    if wrong := list(faults(task)):
        raise CaseRefused(case.id, wrong)
    plan = None if case.course is None else material.plan
    items = tuple(replace(_item(material, name, step), onward=onward(task, name)) for name, step in task.steps.items())

    def parts() -> tuple[Part, ...]:
        return () if plan is None else tuple(course_parts(plan))

    return Made(
        items,
        parts,
        solution=plan,
        route=lambda marked: name if (name := after(task, marked)) in task.steps else None,
        ending=lambda marked: task.endings.get(after(task, marked) or ""),
        endings=tuple(task.endings.items()),
    )


def _item(material: Material, name: str, step: StoryStep) -> Item:
    try:
        prompt, key, why = _decided(material, step)
    except RegimenError as error:
        place = "story", "steps", name
        raise CaseRefused(material.case.id, [Misfit("case-refused", error.message, place)]) from error
    return Item(id=name, prompt=step.question or prompt, key=key, why=why, material=(Lines((Line(step.text),)),))


def _decided(material: Material, step: StoryStep) -> tuple[str, Key, tuple[str, ...]]:
    """The question, its key and its reason: by the engine where a figure is asked for, else by the teacher."""
    if step.figure is None:
        options = (Option(name, one.words, one.earns or NOTHING) for name, one in step.options.items())
        return "", _told(Choice(tuple(options)), step), (_BY_AUTHOR,)
    prompt, key, why = found(material, Asked(step.figure, step.of, step.on))
    if not step.options:
        return prompt, key, why
    return prompt, _told(among(key, {name: one.words for name, one in step.options.items()}), step), why


def _told(choice: Choice, step: StoryStep) -> Choice:
    """The options with what comes of each."""
    told = (one._replace(why=step.options[one.id].consequence or one.why) for one in choice.options)
    return replace(choice, options=tuple(told))
