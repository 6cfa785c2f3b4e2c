"""Finding a day from what a person types: a date, a study day, a cycle day, or a word."""

import datetime as dt
import re

from regimen.course import Plan
from regimen.dates import parse_date
from regimen.errors import RegimenError
from regimen.printouts.words import day_words
from regimen.schedule.intervals import cycle_starts
from regimen.schedule.items import Schedule

_DAY = re.compile(r"(?:d|day)?\s*([-−]?[0-9]{1,4})", re.IGNORECASE | re.ASCII)
_CYCLE_DAY = re.compile(r"c\s*([0-9]{1,3})\s*d\s*([-−]?[0-9]{1,3})", re.IGNORECASE | re.ASCII)
WHERE_ALLOWED = "45, -3, C2D8, 2027-01-14, today"


def find_offset(plan: Plan, text: str, today: dt.date, span: tuple[int, int]) -> int:
    """Days elapsed from the reference day to the day meant; refuses what lies outside `span`."""
    numbering = plan.resolved.numbering
    text = text.strip()
    if text.lower() == "today":
        offset = today.toordinal() - plan.course.reference_date.toordinal()
    elif match := _CYCLE_DAY.fullmatch(text):
        offset = _cycle_offset(plan.schedule, int(match[1]), _int(match[2]))
    elif match := _DAY.fullmatch(text):
        offset = numbering.offset(_int(match[1]))
    else:
        try:
            date = parse_date(text)
        except RegimenError as error:
            raise RegimenError(f"cannot find '{text[:30]}'", allowed=WHERE_ALLOWED) from error
        offset = date.toordinal() - plan.course.reference_date.toordinal()
    first, last = span
    if not first <= offset <= last:
        allowed = f"{day_words(numbering.day(first))} to {day_words(numbering.day(last))}"
        raise RegimenError(f"{day_words(numbering.day(offset))} lies outside this calendar", allowed=allowed)
    return offset


def _cycle_offset(schedule: Schedule, cycle: int, day: int) -> int:
    """Days elapsed to a day of a cycle as planned; refuses cycles and days the protocol does not have."""
    length, numbering = schedule.resolved.cycle_length, schedule.resolved.numbering
    if length is None:
        raise RegimenError("this protocol has no cycles", hint="give a study day such as 45")
    starts = {number: numbering.offset(start) for number, start in cycle_starts(schedule).items()}
    ends = {number: starts.get(number + 1, start + length) for number, start in starts.items()}
    offset = numbering.offset(day)
    if cycle not in starts or starts[cycle] + offset >= ends[cycle]:
        last = max(starts)
        allowed = f"C1D{numbering.day(0)} to C{last}D{numbering.day(ends[last] - starts[last] - 1)}"
        raise RegimenError(f"there is no C{cycle}D{day}", allowed=allowed)
    return starts[cycle] + offset


def _int(text: str) -> int:
    return int(text.replace("−", "-"))


def milestone_offset(plan: Plan, cursor: int, step: int) -> int | None:
    """The next (1) or previous (-1) day with a milestone."""
    offset = plan.resolved.numbering.offset
    days = sorted({offset(item.day) for item in plan.schedule.items if item.entry.kind.word == "milestone"})
    ahead = [day for day in days if (day > cursor if step > 0 else day < cursor)]
    if not ahead:
        return None
    return ahead[0] if step > 0 else ahead[-1]
