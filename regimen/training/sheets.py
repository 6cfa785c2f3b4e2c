"""Exercises on paper: the learner's sheet with room for answers, the key on a sheet of its own, the debrief."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from regimen.nomenclature import rounded
from regimen.printouts.document import (
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Identity,
    Line,
    Lines,
    PageBreak,
    Part,
    Table,
    Tone,
    cell,
    headed,
)
from regimen.printouts.facts import Fact
from regimen.printouts.formats.text import parts_text
from regimen.printouts.identity import identity_of
from regimen.printouts.sheet import Entry
from regimen.printouts.words import plural
from regimen.printouts.wrap import WIDTH
from regimen.training.debrief import debrief, percent
from regimen.training.exercise import Exercise, Item
from regimen.training.keys.choice import Choice, Choices
from regimen.training.keys.decision import Decision
from regimen.training.keys.key import NONE, Key
from regimen.training.keys.marks import Marks
from regimen.training.marking import Result

LEARNER = "Learner ____ (a code; do not write a real person's name)"
_ASKED = (Column("Question", 9), Column("Answer with", 7), Column("Answer", 7), Column("Certain, %", 3))
_KEYED = (Column("Question", 7), Column("Right answer", 7), Column("Why", 12), Column("Weight", 2))
_ASSUMPTIONS = Heading("Assumptions in force")
"""Part of the material of some kinds, which is not said a second time."""
_FEW = 4
"""So many options are named where they are asked for."""
_MARK_LINES = 8
"""Room for marks, whose number the learner is not told."""
_ROUTED = "Which question comes next depends on your answers: below each stands where to go on. Begin with the first."


def offered(key: Key) -> tuple[Fact, ...]:
    """What may be answered, each with what it means, as far as it says more than the name."""
    match key:
        case Choice(options) | Choices(options):
            known = {option.id: option.meaning for option in options}
        case Marks():
            known = {**key.classes, **key.categories}
        case Decision():
            known = dict(key.levels or {})
        case _:
            known = {}
    return tuple((name, words) for name, words in known.items() if name != words)


def exercise_facts(exercise: Exercise) -> tuple[Fact, ...]:
    """What stands at the head of an exercise."""
    return (
        ("Case", exercise.id),
        ("Kind", exercise.kind),
        ("Difficulty", exercise.difficulty),
        ("Time", f"about {plural(exercise.minutes, 'minute')}"),
        ("After it you can", "; ".join(exercise.goals)),
    )


def digest_of(exercise: Exercise) -> str:
    """SHA-256 of what is asked and of its keys: it differs where an earlier answer could mean something else."""
    asked = [_meant(item) for item in exercise.items]
    return hashlib.sha256(json.dumps([exercise.id, exercise.introduction, asked]).encode()).hexdigest()


def _meant(item: Item) -> list[Any]:
    """An item and its key, as far as an answer rests on them."""
    key = item.key
    options = [(one.id, one.words, str(one.share)) for one in key.options] if isinstance(key, Choice | Choices) else []
    return [item.id, item.prompt, parts_text(item.material, WIDTH), key.how, key.words, key.answer, options]


def learner_sheet(exercise: Exercise) -> Document:
    """What a learner gets on paper; what belongs to a later question stands on a later page."""
    return Document(
        kind="exercise",
        title=exercise.title,
        subtitle=exercise.introduction,
        subject=LEARNER,
        identity=_identity([exercise], said=_ASSUMPTIONS in exercise.material),
        parts=(
            Facts(exercise_facts(exercise)),
            *([Heading("The course")] if exercise.material and isinstance(exercise.material[0], Facts) else []),
            *exercise.material,
            *([Lines((Line(_ROUTED, Tone.STRONG),))] if exercise.route else []),
            *_questions(exercise),
            *_endings(exercise),
        ),
    )


def key_sheet(exercises: Sequence[Exercise], title: str) -> Document:
    """The keys of some exercises, each with the engine's reasons, on a sheet that stays with the teacher."""
    parts = list[Part]()
    for exercise in exercises:
        parts += _key_of(exercise)
    return Document(
        kind="exercise-key",
        title=title,
        subtitle="for the teacher: right answers and reasons, worked out by the program",
        subject=f"{plural(len(exercises), 'case')}, no subject",
        identity=_identity(exercises),
        parts=tuple(parts),
    )


def debrief_sheet(result: Result) -> Document:
    """What there is to say about a marked exercise, as a sheet."""
    return Document(
        kind="debrief",
        title=f"{result.exercise.title}: debrief",
        subtitle=f"Score {percent(result)}",
        subject=LEARNER.replace("____", result.answers.learner or "____"),
        identity=_identity([result.exercise]),
        parts=debrief(result),
    )


def _identity(exercises: Sequence[Exercise], *, said: bool = False) -> Identity:
    """The identity of the course where all share its protocol and level; the digest is that of the questions."""
    made = hashlib.sha256("".join(map(digest_of, exercises)).encode()).hexdigest()
    of = "cases" if len(exercises) > 1 else "case"
    plans = [one.shown or one.solution for one in exercises]
    found = [identity_of(plan) for plan in plans[:1] if plan is not None]
    courses = {
        (plan.resolved.protocol.id, plan.resolved.protocol.version, plan.resolved.level) if plan else None
        for plan in plans
    }
    if found and len(courses) == 1:
        assumptions = () if said else found[0].assumptions
        return found[0]._replace(digest=made, assumptions=assumptions, of=of, issue=1, supersedes=None)
    held = {plan.resolved.protocol.id for plan in plans if plan is not None}
    return Identity(" and ".join(sorted(held)) or "no protocol", None, None, made, (), of=of)


def _questions(exercise: Exercise) -> Iterator[Part]:
    """The questions in their order, in a table for those that stand together."""
    number, seen = 0, set[tuple[Fact, ...]]()
    for _, held in groupby(enumerate(exercise.items), key=lambda one: _block(exercise.items, one[0])):
        block = [item for _, item in held]
        if block[0].material and number:
            yield PageBreak()
        yield from block[0].material
        if heading := block[0].group or ("" if number and not block[0].material else "Questions"):
            yield Heading(heading)
        rows = tuple(_blank(item, number + place) for place, item in enumerate(block, 1))
        yield Table(heading or "Questions", _ASKED, rows)
        number += len(block)
        for item in block:
            if (known := offered(item.key)) and known not in seen:
                seen.add(known)
                yield Heading(f"Answers to {item.id}")
                yield Facts(known)
        yield from headed("Where to go on", *(line for item in block for line in item.onward))


def _endings(exercise: Exercise) -> tuple[Part, ...]:
    """Every ending, on a page of its own."""
    return (PageBreak(), Heading("Endings"), Facts(exercise.endings)) if exercise.endings else ()


def _block(items: Sequence[Item], place: int) -> int:
    """Place of the item that begins the block of another one: a new group or material of its own begins one."""
    while place and not items[place].material and items[place].group == items[place - 1].group:
        place -= 1
    return place


def _how(key: Key) -> str:
    """How to answer; what may be answered is named where it is listed."""
    match key:
        case Choice(options) if len(options) > _FEW and offered(key):
            return "one of those listed"
        case Marks() if offered(key):
            asked = " and ".join(name for name, held in (("class", key.classes), ("category", key.categories)) if held)
            return f"{key.how_marked}; {asked} as listed; '{NONE}' if nothing is wrong"
    return key.how


def _blank(item: Item, number: int) -> tuple[Cell, ...]:
    asked = Cell((Line(f"{number}. {item.prompt}", Tone.STRONG), Line(item.id, Tone.QUIET)))
    room = _MARK_LINES if isinstance(item.key, Marks) else 1
    return asked, cell(_how(item.key)), Cell(write=room), Cell(write=1)


def _key_of(exercise: Exercise) -> Iterator[Part]:
    yield Heading(f"{exercise.title} ({exercise.id})")
    yield Facts(exercise_facts(exercise)[1:])
    yield Table(f"Key to {exercise.id}", _KEYED, tuple(map(_answered, exercise.items)))
    said = (Entry(item.id, told) for item in exercise.items if (told := tuple(_consequences(item.key))))
    yield from headed("What to say to an answer", *said)
    hints = (Entry(item.id, tuple(_hints(item))) for item in exercise.items if item.hints)
    yield from headed("Hints to give, at their price", *hints)
    yield from headed("What to take away", *exercise.debrief)
    yield from headed("Rules and sources", *(Entry(one.rule, (one.source,)) for one in exercise.pointers))


def _consequences(key: Key) -> Iterator[str]:
    """What comes of each option of a decision, and why what looks wrong is not."""
    match key:
        case Choice(options):
            yield from (f"{one.id} ({rounded(one.share * 100, 0)} %): {one.why}" for one in options if one.why)
        case Marks(decoys=decoys):
            yield from (f"{min(one.cells, key=itemgetter(1, 0)).words}: {one.why}" for one in decoys)


def _right(key: Key) -> Iterator[str]:
    """The right answer as a learner writes it: options by their ids, and what was found with class and category."""
    match key:
        case Choice() | Choices():
            best = (key.best,) if isinstance(key, Choice) else key.right
            named = (one.id if one.meaning == one.id else f"{one.id}: {one.meaning}" for one in best)
            yield "; ".join(named) or NONE
        case Marks(targets) if targets:
            for one in targets:
                asked = ", ".join(filter(None, (one.cls, one.category)))
                yield f"{one.words.removesuffix('.')} ({asked})." if asked else one.words
        case _:
            yield key.words


def _hints(item: Item) -> Iterator[str]:
    return (f"{hint.text} (costs {rounded(hint.cost * 100, 0)} %)" for hint in item.hints)


def _answered(item: Item) -> tuple[Cell, ...]:
    asked = Cell((Line(item.prompt, Tone.STRONG), Line(item.id, Tone.QUIET)))
    return asked, cell(*_right(item.key), tone=Tone.STRONG), cell(*item.why), cell(str(item.weight))
