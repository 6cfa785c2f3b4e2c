"""What the exercise screen says of an item: the question, hints taken, what it came to. No Textual."""

from collections.abc import Iterator

from regimen.nomenclature import rounded
from regimen.printouts.formats.pane import pane_text
from regimen.printouts.words import plural
from regimen.training.keys.choice import Choice
from regimen.training.keys.marks import Marks
from regimen.training.marking import Marked
from regimen.training.sheets import offered
from tui.exercising import Work
from tui.rooms import Line

_PERCENT = 100


def asked(work: Work) -> Iterator[Line]:
    """The item in focus before the end."""
    item, answer = work.item, work.answer
    yield from _question(work)
    for hint in item.hints[: answer.hints]:
        yield f"\nHint: {hint.text}\n", ""
    if item.id in work.given_up:
        yield "\nGiven up: it earns nothing.\n", "strong"
        yield from _reason(work)
        return
    if (left := len(item.hints) - answer.hints) and not work.locked:
        cost = rounded(item.hints[answer.hints].cost * _PERCENT, 0)
        yield f"\n{plural(left, 'hint')} left (F2); the next costs {cost} % of the item\n", "quiet"
    if work.locked:
        yield f"\nYou answered: {item.key.judge(answer.raw).given}\n", "strong"
        yield from ((f"\n{text}\n", "") for text in filter(None, [work.consequence()]))
    elif not isinstance(item.key, Choice | Marks):
        known = offered(item.key)
        yield from ([("\n", "")] if known else [])
        yield from ((f"{name}: {meaning}\n", "quiet") for name, meaning in known)


def marked(work: Work, one: Marked | None) -> Iterator[Line]:
    """The item in focus after the end: what it came to, the key, and why."""
    yield from _question(work)
    if one is not None:
        if one.judged is not None:
            yield f"\nYou answered: {one.judged.given}\n", ""
        yield f"\n{one.standing.upper()}", "strong"
        yield f"{f': {one.told}' if one.told else ''}\n", ""
    yield from _reason(work)


def _question(work: Work) -> Iterator[Line]:
    if work.item.group:
        yield f"{work.item.group}\n", "head"
    yield f"{work.item.prompt}\n", "strong"


def _reason(work: Work) -> Iterator[Line]:
    yield f"\nRight: {work.item.key.words}\n", ""
    yield from ((f"  {why}\n", "quiet") for why in work.item.why)


def how(work: Work, *, ended: bool, room: bool) -> str:
    """The line below: what can be done about the item in focus."""
    other = "↑↓ items" if len(work.asked) > 1 else ""
    if ended:
        calendar = "F5 the marked calendar" if work.exercise.solution is not None else ""
        return " · ".join(filter(None, (other, calendar, "F6 why", "a another case like it")))
    if work.locked:
        return "Enter goes on" if work.open else "F8 ends and marks"
    if room:
        return "Enter marks, x unmarks, u undoes, n nothing wrong, Tab marks, F5 text"
    if isinstance(work.item.key, Choice):
        count = len(work.item.key.options)
        return f"{count} choices: ↑↓ or a digit; Enter answers, F3 and F4 say how certain"
    return ". ".join(filter(None, (f"Answer: {work.item.key.how}", "Enter goes on", other)))


def given(work: Work, width: int, *, narrow: bool) -> str:
    """What is given: the introduction, what came to light before, the course; on a narrow screen the item's own first.

    A story is told scene by scene and does not look back.
    """
    before = [] if work.exercise.route else [part for one in work.asked[: work.at] for part in one.material]
    now = pane_text(work.item.material if narrow else (), width)
    seen, course = pane_text(before, width), pane_text(work.exercise.material, width)
    told = (now, seen, work.exercise.introduction, course) if narrow else (work.exercise.introduction, seen, course)
    return "\n\n".join(filter(None, told))
