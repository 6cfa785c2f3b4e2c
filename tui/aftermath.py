"""The calendar of the debrief: each day marked by what became of the answers about it. No Textual."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from regimen.course import Plan
from regimen.errors import ValueSyntaxError
from regimen.training.exercise import Exercise
from regimen.training.keys.key import Outcome
from regimen.training.keys.when import Days, When
from regimen.training.marking import Marked, Result, Standing
from tui.rooms import anchored
from tui.widgets.marks import NOTHING, Recorded

RIGHT, PARTLY, WRONG, STRAY = "✓", "~", "✗", "!"
MEANINGS = {RIGHT: "right", PARTLY: "partly right", WRONG: "missed or wrong", STRAY: "marked without cause"}
"""Sign of a day to what became of it."""
_CAME = {"right": RIGHT, "partly right": PARTLY, "missed": WRONG, "without cause": STRAY}
_STOOD = {Standing.RIGHT: RIGHT, Standing.PARTLY: PARTLY}


class Flag(NamedTuple):
    """What became of one answer about one day."""

    offset: int
    """Days elapsed from the reference day of the plan drawn."""
    sign: str
    words: str


def calendar_of(exercise: Exercise) -> Plan | None:
    """The calendar of the solution; None where an exercise has none."""
    return exercise.solution if exercise.review is None else anchored(exercise.review)


def aftermath(result: Result, plan: Plan) -> Recorded:
    """What the calendar of the solution shows of the answers."""
    beside: dict[int, str] = {}
    words: dict[int, tuple[str, ...]] = {}
    for flag in (flag for one in result.marked for flag in _flags(result, plan, one)):
        known = beside.get(flag.offset, "")
        beside[flag.offset] = known if flag.sign in known else known + flag.sign
        told = f"{flag.sign} {flag.words}"
        words[flag.offset] = tuple(dict.fromkeys((*words.get(flag.offset, ()), told)))
    used = "".join(beside.values())
    meanings = tuple(f"{sign} {meaning}" for sign, meaning in MEANINGS.items() if sign in used)
    return Recorded({}, beside, words, meanings, heading="Your answers") if beside else NOTHING


def _flags(result: Result, plan: Plan, one: Marked) -> Iterator[Flag]:
    key, stood = one.item.key, _STOOD.get(one.standing, WRONG)
    told = f"{one.item.prompt} {key.words}"
    if one.judged is not None and one.judged.outcomes:
        yield from (_of_cell(result, plan, outcome) for outcome in one.judged.outcomes)
    elif isinstance(key, Days):
        yield from _of_days(plan, key, one)
    elif isinstance(key, When) and key.date is not None:
        yield Flag(_offset(plan, key.date), stood, told)
    elif one.item.as_of is not None:
        yield Flag(_offset(plan, one.item.as_of), stood, told)


def _offset(plan: Plan, date: dt.date) -> int:
    return (date - plan.course.reference_date).days


def _of_cell(result: Result, plan: Plan, outcome: Outcome) -> Flag:
    """Days of a record count from the actual reference day."""
    made, day = result.exercise.review, outcome.cell.day
    date = plan.date(day) if made is None else made.date(day)
    return Flag(_offset(plan, date), _CAME[outcome.came], f"{outcome.cell.words}, {outcome.came}: {outcome.told}")


def _of_days(plan: Plan, key: Days, one: Marked) -> Iterator[Flag]:
    """A set of days, day by day: asked of each whether the answer holds it."""
    numbering = plan.resolved.numbering
    last = max(plan.schedule.last_day, max(key.days, default=plan.schedule.last_day))
    for offset in range(min(0, numbering.offset(plan.schedule.first_day)), numbering.offset(last) + 1):
        day = numbering.day(offset)
        held = one.answer is not None and _holds(Days(frozenset({day}), numbering), one)
        if held or day in key.days:
            sign = RIGHT if held and day in key.days else STRAY if held else WRONG
            yield Flag(offset, sign, f"{one.item.prompt} {key.words}")


def _holds(single: Days, one: Marked) -> bool:
    try:
        return bool(one.answer and single.judge(one.answer.raw).share)
    except ValueSyntaxError:
        return False
