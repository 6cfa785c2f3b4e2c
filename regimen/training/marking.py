"""Answers marked by an exercise's keys: each item right, partly right or wrong, with the engine's reason."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from regimen.errors import RegimenError, ValueSyntaxError, nearest
from regimen.findings import Finding, Severity
from regimen.printouts.words import plural
from regimen.training import scores
from regimen.training.answers import Answer, Answers
from regimen.training.exercise import Exercise, Item
from regimen.training.keys.key import ALL, NOTHING, Hits, Judged, Sure
from regimen.training.keys.marks import Marks

_WHOLE = Decimal(100)


class Standing(StrEnum):
    """What became of an item."""

    RIGHT = "right"
    PARTLY = "partly right"
    WRONG = "wrong"
    UNREADABLE = "not readable"
    UNANSWERED = "not answered"


class Marked(NamedTuple):
    """One item, marked."""

    item: Item
    standing: Standing
    share: Decimal
    """What the answer is worth, 0 to 1, before hints are paid for."""
    earned: Decimal
    """`share` less the cost of hints, times the item's weight."""
    told: str
    """What the engine says of the answer."""
    answer: Answer | None = None
    judged: Judged | None = None
    """None where there is no answer that can be read."""

    @property
    def hits(self) -> Hits | None:
        """Marks set against what there was to find; None where the item asks for no marks."""
        if self.judged is not None:
            return self.judged.hits
        key = self.item.key
        return Hits(0, len(key.targets), 0) if isinstance(key, Marks) else None

    @property
    def sure(self) -> tuple[Sure, ...]:
        """Certainty of the answer as a whole and of its parts, as far as it was stated."""
        parts = self.judged.sure if self.judged is not None else ()
        stated = None if self.answer is None or self.standing is Standing.UNANSWERED else self.answer.certainty
        return parts if stated is None else (Sure(stated, self.standing is Standing.RIGHT), *parts)


@dataclass(frozen=True, eq=False)
class Result:
    """All items of an exercise, marked."""

    exercise: Exercise
    answers: Answers
    marked: tuple[Marked, ...]
    """In the order in which they were asked; only those on the way taken."""
    findings: tuple[Finding, ...]
    """What was missing, extra or unreadable."""

    @property
    def earned(self) -> Decimal:
        """Credit earned."""
        return sum((one.earned for one in self.marked), NOTHING)

    @property
    def possible(self) -> Decimal:
        """Credit that could be earned on the way taken."""
        return sum((one.item.weight for one in self.marked), NOTHING)

    @property
    def percent(self) -> Decimal:
        """The score: credit earned, in percent of what could be earned."""
        return _WHOLE * self.earned / self.possible if self.possible else NOTHING

    def of(self, standing: Standing) -> tuple[Marked, ...]:
        """The items that came to one standing."""
        return tuple(one for one in self.marked if one.standing is standing)

    @property
    def hits(self) -> Hits | None:
        """All marks set against all there was to find; None where no item asks for marks."""
        return scores.together([hits for one in self.marked if (hits := one.hits) is not None])

    @property
    def precision(self) -> Decimal | None:
        """Of what was marked, the share that was to be found."""
        return scores.precision(self.hits)

    @property
    def recall(self) -> Decimal | None:
        """Of what was to be found, the share that was marked."""
        return scores.recall(self.hits)

    @property
    def sure(self) -> tuple[Sure, ...]:
        """Every certainty that was stated, with whether it was justified."""
        return tuple(sure for one in self.marked for sure in one.sure)

    @property
    def brier(self) -> Decimal | None:
        """Mean squared distance of certainty from the truth; None where none was stated."""
        return scores.brier(self.sure)

    @property
    def bins(self) -> tuple[scores.Bin, ...]:
        """The calibration curve."""
        return scores.calibration(self.sure)

    @property
    def seconds(self) -> int | None:
        """Time taken: in all as stated, else the sum of the items' times; None where neither is."""
        if self.answers.seconds is not None:
            return self.answers.seconds
        each = [one.answer.seconds for one in self.marked if one.answer and one.answer.seconds is not None]
        return sum(each) if each else None


def mark(exercise: Exercise, answers: Answers) -> Result:
    """Mark a learner's answers as far as they go; what is missing, extra or unreadable is named."""
    marked = list[Marked]()
    for item in _way(exercise, marked):
        marked.append(_marked(item, answers.by_item.get(item.id)))
    findings = (*answers.findings, *_about(exercise, answers, marked))
    return Result(exercise, answers, tuple(marked), findings)


def perfect(exercise: Exercise) -> Answers:
    """The answers that earn everything, as the keys state them; only of the items on their way."""
    marked, right = list[Marked](), dict[str, Answer]()
    for item in _way(exercise, marked):
        right[item.id] = Answer(item.key.answer)
        marked.append(_marked(item, right[item.id]))
    return Answers(right, exercise.id)


def given_up(item: Item, answer: Answer | None) -> bool:
    """Whether the reason was told before an item was answered, which is kept as one hint more than it has."""
    return answer is not None and answer.raw in (None, "") and answer.hints > len(item.hints)


def ahead(exercise: Exercise, answers: Answers, passed: Collection[str] = ()) -> Item | None:
    """The first item on the way that has no answer yet, and was neither passed over nor given up; None at the end."""
    marked = list[Marked]()
    for item in _way(exercise, marked):
        one = _marked(item, answers.by_item.get(item.id))
        if one.standing is Standing.UNANSWERED and item.id not in passed and not given_up(item, one.answer):
            return item
        marked.append(one)
    return None


def _way(exercise: Exercise, marked: list[Marked]) -> Iterator[Item]:
    """The items as they are asked; `marked` grows while they are taken."""
    if exercise.route is None:
        yield from exercise.items
        return
    while (name := exercise.route(marked)) is not None:
        if any(one.item.id == name for one in marked):
            raise RegimenError(f"case {exercise.id} comes back to '{name}'", hint="let every way lead to an end")
        yield exercise.by_id[name]


def _marked(item: Item, answer: Answer | None) -> Marked:
    if answer is None or answer.raw in (None, ""):
        return Marked(item, Standing.UNANSWERED, NOTHING, NOTHING, "", answer)
    try:
        judged = item.key.judge(answer.raw)
    except ValueSyntaxError as error:
        return Marked(item, Standing.UNREADABLE, NOTHING, NOTHING, error.message, answer)
    standing = Standing.PARTLY if judged.share else Standing.WRONG
    if judged.share == ALL:
        standing = Standing.RIGHT
    paid = sum((hint.cost for hint in item.hints[: answer.hints]), NOTHING)
    earned = item.weight * judged.share * max(NOTHING, ALL - paid)
    return Marked(item, standing, judged.share, earned, judged.told, answer, judged)


def _about(exercise: Exercise, answers: Answers, marked: list[Marked]) -> Iterator[Finding]:
    """What is missing, extra or unreadable."""
    if answers.case not in (None, exercise.id):
        yield _finding("other-case", f"the answers are to case {answers.case}, not {exercise.id}", "case")
    for one in marked:
        yield from _about_item(one)
    way = {one.item.id for one in marked}
    for name in answers.by_item:
        if name in way:
            continue
        if name in exercise.by_id:
            yield _finding("item-not-reached", f"item {name} was not asked on the way taken; it does not count", name)
        else:
            near = nearest(name, exercise.by_id)
            yield _finding("item-unknown", f"the case has no item '{name[:40]}'{near}; it does not count", name)


def _about_item(one: Marked) -> Iterator[Finding]:
    name = one.item.id
    if one.standing is Standing.UNANSWERED or one.answer is None:
        yield _finding("item-unanswered", f"item {name} is not answered", name)
        return
    if one.standing is Standing.UNREADABLE:
        yield _finding("item-unreadable", f"item {name}: {one.told}", name)
    for misfit in one.judged.misfits if one.judged else ():
        yield _finding("item-unreadable", f"item {name}, a part of the answer: {misfit}", name)
    if one.answer.hints > len(one.item.hints):
        message = f"item {name}: {plural(one.answer.hints, 'hint')} taken, but it has {len(one.item.hints)}"
        yield _finding("item-hints", message, name)


def _finding(code: str, message: str, subject: str) -> Finding:
    return Finding(code, Severity.OTHER, message, subject)
