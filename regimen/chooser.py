"""The Day-1 chooser: what each of seven start days would mean, before anyone is booked.

Day 1 fixes every later weekday; the last window day, for one, always falls on Day 1's weekday + 2 when it is
Day 45. The penalties are a teaching assumption (†), shown with each option so that a reader can disagree.
"""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from pendulum import Date

from regimen.dates import WEEKDAYS, date_of, is_weekend, safe_date
from regimen.schedule.items import Kind, Schedule

PENALTIES = {
    "infusion": 2,
    "window": 2,
    "marrow": 1,
    "start": 1,
}
"""Points for each day that falls on a weekend or holiday: a day with an infusion or injection, the day the DLT window
closes, the first day of an event-anchored window (marrow), and Day 1 itself. The lower sum is the better."""


class StartOption(NamedTuple):
    """One possible Day 1."""

    date: Date
    """Date of the reference day."""
    penalty: int
    """Sum of the penalties; lower is better."""
    free_infusion_days: tuple[int, ...]
    """Study days with an infusion or injection that fall on a weekend or holiday."""
    closes: Date | None
    """Date on which the DLT window closes."""
    windows: tuple[tuple[str, Date, Date], ...]
    """Event-anchored assessments: name, first and last date."""
    reasons: tuple[str, ...]
    """Each penalty in words."""


def start_options(schedule: Schedule, first: dt.date, holidays: Collection[dt.date] = ()) -> list[StartOption]:
    """Seven start days from `first`, in date order."""
    days = (Date.fromordinal(first.toordinal() + n) for n in range(7))
    return [_option(schedule, day, holidays) for day in days]


def best(options: list[StartOption]) -> StartOption:
    """The option with the lowest penalty; the earliest of equals."""
    return min(options, key=lambda option: (option.penalty, option.date))


def _option(schedule: Schedule, start: Date, holidays: Collection[dt.date]) -> StartOption:
    numbering = schedule.resolved.numbering

    def free(day: int) -> bool:
        date = date_of(day, start, numbering)
        return is_weekend(date) or date in holidays

    def on(day: int) -> str:
        return safe_date(date_of(day, start, numbering))[:-5]  # the year stands with the option's own date

    infusions = sorted({item.day for item in schedule.items if item.entry.line and item.entry.line.route != "PO"})
    lost = tuple(day for day in infusions if free(day))
    penalty, reasons = 0, []
    if lost:
        penalty += PENALTIES["infusion"] * len(lost)
        reasons.append("infusions on " + ", ".join(map(on, lost)))
    if free(numbering.reference):
        penalty += PENALTIES["start"]
        reasons.append(f"Day {numbering.reference} on {on(numbering.reference)}")
    closes = schedule.window[1] if schedule.window else None
    if closes is not None and free(closes):
        penalty += PENALTIES["window"]
        reasons.append(f"the window closes on {on(closes)}")
    windows = _windows(schedule)
    for name, opens, _ in windows:
        if free(opens):
            penalty += PENALTIES["marrow"]
            reasons.append(f"{name.lower()}: window opens on {on(opens)}")
    return StartOption(
        start,
        penalty,
        lost,
        None if closes is None else date_of(closes, start, numbering),
        tuple((name, date_of(a, start, numbering), date_of(b, start, numbering)) for name, a, b in windows),
        tuple(reasons),
    )


def _windows(schedule: Schedule) -> list[tuple[str, int, int]]:
    found = []
    for item in schedule.items:
        window = schedule.window_of(item)
        if item.kind == Kind.ASSESSMENT and item.entry.event_anchored and window:
            found.append((item.entry.name, *window))
    return found


def weekday_pattern(option: StartOption) -> str:
    """`Tue start, window closes Thu`."""
    text = f"{WEEKDAYS[option.date.weekday()]} start"
    return text if option.closes is None else f"{text}, window closes {WEEKDAYS[option.closes.weekday()]}"
