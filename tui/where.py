"""Finding a day from what a person types: a date, a study day, a cycle day, or a word."""

import datetime as dt
import re

from regimen.course import Plan
from regimen.dates import parse_date
from regimen.errors import RegimenError
from regimen.printouts.words import day_words
from regimen.protocol.resolved import ResolvedProtocol

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
        offset = _cycle_offset(plan.resolved, int(match[1]), _int(match[2]))
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


def _cycle_offset(resolved: ResolvedProtocol, cycle: int, day: int) -> int:
    """Days elapsed to a day of a cycle; refuses cycles and days the protocol does not have."""
    length, count = resolved.cycle_length, resolved.cycle_count
    if length is None:
        raise RegimenError("this protocol has no cycles", hint="give a study day such as 45")
    offset = resolved.numbering.offset(day)
    if not 1 <= cycle <= count or offset >= length:
        allowed = f"C1D{resolved.numbering.day(0)} to C{count}D{resolved.numbering.day(length - 1)}"
        raise RegimenError(f"there is no C{cycle}D{day}", allowed=allowed)
    return (cycle - 1) * length + offset


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
