"""How the scenes of a story hang together: where each decision leads, and what is wrong with the whole."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from regimen.errors import nearest
from regimen.nomenclature import rounded
from regimen.protocol.ranges import Misfit
from regimen.protocol.shape import KeyPath
from regimen.training.keys.key import ALL, NOTHING
from regimen.training.tasks.story import StoryStep, StoryTask

if TYPE_CHECKING:
    from regimen.training.marking import Marked

_STORY, _STEPS, _ENDINGS = "story", "steps", "endings"
_CODE = "case-refused"


def after(task: StoryTask, marked: Sequence["Marked"]) -> str | None:
    """Step or ending that follows what was decided so far; None where nothing was decided and no way is open."""
    if not marked:
        return task.first
    step, judged = task.steps[marked[-1].item.id], marked[-1].judged
    chosen = [one for one in step.options.values() if judged is not None and one.words == judged.given]
    if chosen and chosen[0].to is not None:
        return chosen[0].to
    score = _score(marked)
    return next((way.to for way in step.ways if way.score is None or score >= way.score), None)


def onward(task: StoryTask, name: str) -> tuple[str, ...]:
    """Where each answer to a step leads, for whoever works on paper; steps by their numbers, endings by their names."""
    numbers = {step: f"question {number}" for number, step in enumerate(task.steps, 1)}
    step = task.steps[name]

    def place(goal: str) -> str:
        return numbers.get(goal, f"ending '{goal}'")

    led = {option: one.to for option, one in step.options.items() if one.to is not None}
    rest = " or ".join(option for option in step.options if option not in led) if led else "any answer"
    lines = [f"{option}: {place(goal)}" for option, goal in led.items()]
    for way in step.ways if rest else ():
        least = "" if way.score is None else f", with {rounded(way.score * 100, 0)} % so far (your teacher knows)"
        lines.append(f"{rest}{least}: {place(way.to)}")
        rest = "otherwise"
    return tuple(lines)


def _score(marked: Sequence["Marked"]) -> Decimal:
    possible = sum((one.item.weight for one in marked), NOTHING)
    return sum((one.earned for one in marked), NOTHING) / possible


def faults(task: StoryTask) -> Iterator[Misfit]:
    """What keeps a story from being told: each with its place in the file."""
    if both := sorted(set(task.steps) & set(task.endings)):
        yield Misfit(_CODE, f"'{both[0]}' is a step and an ending; give one another id", (_STORY, _ENDINGS, both[0]))
    lost = [*_lost(task)]
    yield from lost
    for name, step in task.steps.items():
        yield from _within(step, (_STORY, _STEPS, name))
        yield from _onward(step, (_STORY, _STEPS, name))
    if not lost:
        yield from _unreached(task)
        yield from _in_circles(task)


def _lost(task: StoryTask) -> Iterator[Misfit]:
    """Whatever leads to nothing there is."""
    known = [*task.steps, *task.endings]
    named: list[tuple[str, KeyPath]] = [(task.first, (_STORY, "first"))]
    for name, step in task.steps.items():
        named += _leads(step, (_STORY, _STEPS, name))
    for goal, path in named:
        if goal not in known:
            message = f"there is no step and no ending '{goal[:40]}'{nearest(goal, known)}; allowed: {', '.join(known)}"
            yield Misfit(_CODE, message, path)
    if task.first in task.endings and task.first not in task.steps:
        yield Misfit(_CODE, f"the story begins with its ending '{task.first}'; let it begin with a step", named[0][1])


def _leads(step: StoryStep, path: KeyPath) -> list[tuple[str, KeyPath]]:
    """Every goal of a step, with where it is named."""
    options = [(one.to, (*path, "options", name, "to")) for name, one in step.options.items() if one.to is not None]
    return [*options, *((way.to, (*path, "ways", place, "to")) for place, way in enumerate(step.ways))]


def _within(step: StoryStep, path: KeyPath) -> Iterator[Misfit]:
    """What is wrong in one step by itself."""
    stated = [name for name, one in step.options.items() if one.earns is not None]
    if step.figure is not None and stated:
        message = f"the figure decides what '{stated[0]}' earns; remove 'earns'"
        yield Misfit(_CODE, message, (*path, "options", stated[0], "earns"))
    if step.figure is None and step.question is None:
        yield Misfit(_CODE, "the step asks nothing; add 'question', or a 'figure'", path)
    if step.figure is None and all(one.earns != ALL for one in step.options.values()):
        yield Misfit(_CODE, "no option of the step is right; let one earn 100", path)
    words = [" ".join(one.words.lower().split()) for one in step.options.values()]
    if len(set(words)) < len(words):
        yield Misfit(_CODE, "two options of the step read alike; give each its own words", (*path, "options"))


def _onward(step: StoryStep, path: KeyPath) -> Iterator[Misfit]:
    """Where one step does not go on, or never would by one of its ways."""
    dead = [f"option '{name}'" for name, one in step.options.items() if one.to is None]
    if not step.ways and (dead or not step.options):
        yield Misfit(_CODE, f"{dead[0] if dead else 'the step'} leads nowhere; add 'to', or 'ways' to the step", path)
    if step.ways and step.ways[-1].score is not None:
        message = "with a low score no way is open; let the last one need no score"
        yield Misfit(_CODE, message, (*path, "ways", len(step.ways) - 1, "score"))
    for place, way in enumerate(step.ways[:-1]):
        if way.score is None:
            message = "a way that needs no score is always taken, so those after it never are; put it last"
            yield Misfit(_CODE, message, (*path, "ways", place))


def _goals(task: StoryTask) -> dict[str, list[str]]:
    return {name: [goal for goal, _ in _leads(step, ())] for name, step in task.steps.items()}


def _unreached(task: StoryTask) -> Iterator[Misfit]:
    goals, seen, ahead = _goals(task), set[str](), [task.first]
    while ahead:
        if (name := ahead.pop()) not in seen:
            seen.add(name)
            ahead += goals.get(name, ())
    for section, names in ((_STEPS, task.steps), (_ENDINGS, task.endings)):
        for name in names:
            if name not in seen:
                yield Misfit(_CODE, f"nothing leads to '{name}'; lead there, or remove it", (_STORY, section, name))


def _in_circles(task: StoryTask) -> Iterator[Misfit]:
    try:
        TopologicalSorter(_goals(task)).prepare()
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        yield Misfit(_CODE, f"the story goes in a circle: {circle}; let every way lead to an ending", (_STORY, _STEPS))
