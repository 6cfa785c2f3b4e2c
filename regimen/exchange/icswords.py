"""What the events of a calendar say: the notice, what is given and how, study day, protocol, what the signs mean."""

import datetime as dt
from collections.abc import Iterator

from regimen.course import Plan
from regimen.nomenclature import MARK, NOT_IN_SOURCES, NOTICE
from regimen.printouts.daylist import cycle_day
from regimen.printouts.facts import level_words, recovery
from regimen.printouts.notes import CYCLE_DAY, MARK_MEANS, ORDER_OPEN, key, order_open, used
from regimen.printouts.words import anchor_words, day_and_date, day_words, dose_line, label, marked, span
from regimen.schedule.items import Item

NOMINAL = f"The hour is nominal{MARK}: no source gives a time of day."


def about(plan: Plan, item: Item, *, timed: bool) -> str:
    """The notice, and what one dose line, assessment or milestone is on all its days."""
    return "\n".join((NOTICE, *_lines(plan, item, timed=timed)))


def _lines(plan: Plan, item: Item, *, timed: bool) -> Iterator[str]:
    entry, line = item.entry, item.entry.line
    if line is None:
        yield label(item)
        if entry.event_anchored:
            yield f"Due at {anchor_words(entry)}; it stands on the first day of its window."
    else:
        several = line.slots.a_day > 1
        yield dose_line(entry) + (f", {line.slots.name}, dose {item.slot} of {line.slots.a_day}" if several else "")
        if timed:
            yield NOMINAL
    for condition in item.conditions(plan.resolved):
        yield f"Only if {condition}."
    if entry.until:
        yield f"The series ends early at {entry.until}."
    if entry.caution:
        yield f"The source's text {entry.caution}."


def window_title(plan: Plan, window: tuple[int, int]) -> str:
    """`DLT window, Day 1 to Day 45†`."""
    dlt = plan.resolved.dlt
    assumed = plan.resolved.event_mark.assumed or (dlt is not None and dlt.marks["last_day"].assumed)
    return marked(f"DLT window, {day_words(window[0])} to {day_words(window[1])}", assumed)


def window_about(plan: Plan, window: tuple[int, int]) -> str:
    """The notice, when counts have recovered, and what the sources leave open."""
    rule = f"Count recovery only, {recovery(plan.resolved, hide=False)}"
    return "\n".join((NOTICE, window_title(plan, window), rule, f"Other DLT criteria: {NOT_IN_SOURCES}"))


def foot(plan: Plan, said: str) -> str:
    """Protocol and version, and what † and the abbreviations mean that an event or an act uses."""
    protocol, level = plan.resolved.protocol, level_words(plan.resolved)
    lines = [f"Protocol {protocol.id}, version {protocol.version}" + (f", level {level}" if level else "")]
    acts = (act.words for act in plan.schedule.acts)
    short = used(key(plan.resolved), " ".join((said, *lines, *acts, CYCLE_DAY)))
    lines += [f"{name} = {words}" for name, words in short]
    if MARK in said or any(MARK in line for line in lines):
        lines.append(MARK_MEANS)
    return "\n".join(lines)


def words_of_day(plan: Plan, item: Item, begins: dt.date, acts: tuple[int, ...], window: tuple[int, int] | None) -> str:
    """Study day and date, its window, and where acts moved it from."""
    schedule, day = plan.schedule, item.day
    days = day_and_date(day, begins) if day == item.end_day else span(plan, day, item.end_day)
    cycle = cycle_day(schedule, day)
    lines = [f"{cycle} · {days}" if cycle else days]
    if window is not None:
        lines.append(f"In time: {span(plan, *window)}")
    if day != item.ideal_day:
        lines.append(f"By the protocol on {day_words(item.ideal_day)}")
    lines += [f"Act {number}: {schedule.acts[number - 1].words}" for number in acts]
    if item.entry.line and order_open(schedule.by_day.get(day, ())):
        lines.append(ORDER_OPEN)
    return "\n".join(lines)
