"""The month calendar: a page a month, whole weeks, what is given and done on each day.

A week that runs over the end of a month is shown whole on both pages, so that no page ends in the middle of a week.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from regimen.course import Plan
from regimen.dates import MONTHS, WEEKDAYS, is_weekend, safe_date
from regimen.printouts.daylist import BULLETS, DayList, cycle_day, day_list
from regimen.printouts.document import Document, Line, Lines, Month, MonthDay, Orientation, Tone
from regimen.printouts.facts import level_words
from regimen.printouts.identity import identity_of
from regimen.printouts.kinds.short import short_line
from regimen.printouts.kinds.source import WEEK_STARTS, Options, Source
from regimen.printouts.notes import CYCLE_DAY, MARK_MEANS, used
from regimen.printouts.particulars import above, below
from regimen.printouts.words import day_words
from regimen.schedule.items import Item, Kind

_WEEK = 7
_FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_GAPS = "Months without anything planned are left out."
_TONES = {Kind.DOSE: Tone.STRONG, Kind.ASSESSMENT: Tone.QUIET, Kind.MILESTONE: Tone.PLAIN}
_SIGN_WORDS = {Kind.DOSE: "dose", Kind.ASSESSMENT: "visit or test", Kind.MILESTONE: "milestone"}
YearMonth = tuple[int, int]


def month(source: Source, options: Options) -> Document:
    """A page a month from the first to the last day of the plan, then the particulars."""
    plan, content = source.plan, day_list(source.plan)
    dates = sorted({*_busy(plan), *_window(plan)})
    months = list(dict.fromkeys((date.year, date.month) for date in dates))
    gaps = [Lines((Line(_GAPS),))] if _count(months[0], months[-1]) > len(months) else []
    pages = [_page(plan, content, year_month, options) for year_month in months]
    return Document(
        kind="month",
        title=f"{plan.resolved.protocol.short}: month calendar",
        subtitle=plan.resolved.protocol.title,
        subject=content.identity,
        identity=identity_of(plan),
        parts=(*pages, *above(content), *gaps, *below(content)),
        orientation=Orientation.LANDSCAPE,
    )


def _busy(plan: Plan) -> Iterator[dt.date]:
    """Dates on which something happens."""
    for item in plan.schedule.items:
        yield plan.date(item.day)
        yield plan.date(item.end_day)


def _window(plan: Plan) -> tuple[dt.date, ...]:
    """First and last date of the DLT window, if there is one."""
    return tuple(map(plan.date, plan.schedule.window or ()))


def _count(first: YearMonth, last: YearMonth) -> int:
    return (last[0] - first[0]) * 12 + last[1] - first[1] + 1


class _Reach(NamedTuple):
    """Days elapsed since the reference day."""

    course: range
    """From the first item to the end of the last."""
    window: range
    """The DLT window; empty without one."""


def _reach(plan: Plan) -> _Reach:
    offset, schedule = plan.resolved.numbering.offset, plan.schedule
    first, last = map(offset, schedule.window) if schedule.window else (0, -1)
    return _Reach(range(offset(schedule.first_day), offset(schedule.last_day) + 1), range(first, last + 1))


def _page(plan: Plan, content: DayList, year_month: YearMonth, options: Options) -> Month:
    year, number = year_month
    starts, reach = WEEK_STARTS[options.week_starts], _reach(plan)
    weeks = tuple(tuple(_day(plan, reach, date, number) for date in week) for week in _weeks(year, number, starts))
    return Month(
        title=f"{_FULL_MONTHS[number - 1]} {year}",
        about=_about(plan),
        weekdays=tuple(WEEKDAYS[(starts + place) % _WEEK] for place in range(_WEEK)),
        weeks=weeks,
        window=_window_words(plan),
        key=tuple(_key(plan, content, weeks)),
    )


def _about(plan: Plan) -> str:
    """What each page must say even when it hangs alone: level, Day 1, last day of the window."""
    level, numbering = level_words(plan.resolved), plan.resolved.numbering
    days = [numbering.reference, *(plan.schedule.window or ())[1:]]
    dated = [f"{day_words(day)} = {safe_date(plan.date(day))}" for day in days]
    return " · ".join([f"dose level {level}", *dated] if level else dated)


def _weeks(year: int, number: int, starts: int) -> Iterator[list[dt.date]]:
    """The whole weeks that a month touches."""
    first = dt.date(year, number, 1).toordinal()
    begin = first - (dt.date.fromordinal(first).weekday() - starts) % _WEEK
    end = (dt.date(year + number // 12, number % 12 + 1, 1)).toordinal()
    for monday in range(begin, end, _WEEK):
        yield [dt.date.fromordinal(monday + place) for place in range(_WEEK)]


def _day(plan: Plan, reach: _Reach, date: dt.date, month: int) -> MonthDay:
    day = plan.day(date)
    offset = plan.resolved.numbering.offset(day)
    return MonthDay(
        date=f"{date.day:02d} {MONTHS[date.month - 1]}",
        full_date=safe_date(date),
        label=_label(plan, day) if offset in reach.course or offset in reach.window else "",
        lines=tuple(_lines(plan, day, date)),
        shaded=offset in reach.window,
        framed=bool(reach.window) and offset == reach.window[-1],
        weekend=is_weekend(date),
        outside=date.month != month,
    )


def _label(plan: Plan, day: int) -> str:
    """`Day 29`, or `C2D1 · Day 29` where there are several cycles."""
    cycle = cycle_day(plan.schedule, day) if plan.resolved.cycle_count > 1 else ""
    return " · ".join(filter(None, (cycle, day_words(day))))


def _lines(plan: Plan, day: int, date: dt.date) -> Iterator[Line]:
    if date in plan.course.blackouts:
        yield Line("blackout date", Tone.STRONG)
    groups: dict[str, list[Item]] = {}
    for item in plan.schedule.by_day.get(day, ()):
        groups.setdefault(item.entry.id, []).append(item)
    # What is done stands last: where a day is too full, the page counts what it leaves out from the end.
    for items in sorted(groups.values(), key=lambda items: items[0].entry.kind is Kind.ASSESSMENT):
        kind = items[0].entry.kind
        yield Line(short_line(plan, items), _TONES[kind], BULLETS[kind])


def _window_words(plan: Plan) -> str:
    """`DLT window, Day 1 to Day 45`; empty without one."""
    window = plan.schedule.window
    return f"DLT window, {day_words(window[0])} to {day_words(window[1])}" if window else ""


def _key(plan: Plan, content: DayList, weeks: Iterable[Iterable[MonthDay]]) -> Iterator[str]:
    """The signs, and the abbreviations that stand on the page."""
    yield from (f"{sign} {_SIGN_WORDS[kind]}" for kind, sign in BULLETS.items())
    lines = (line.text for week in weeks for day in week for line in day.lines)
    cycles = CYCLE_DAY if plan.resolved.cycle_count > 1 else ""
    shown = "\n".join((_about(plan), _window_words(plan), cycles, *lines))
    yield from (f"{short} = {meaning}" for short, meaning in used(content.key, shown))
    yield MARK_MEANS
