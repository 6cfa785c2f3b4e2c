"""Two schedules laid over each other, day by day, and the days each leaves until its window closes."""

from typing import NamedTuple

from regimen.nomenclature import drug_name
from regimen.schedule.intervals import days_to_window, last_doses
from regimen.schedule.items import Schedule

SIGNS = {"both": "=", "dose": "~", "removed": "-", "added": "+"}
"""Sign of a day by what happens on it: same in both, another dose, only in the first, only in the second."""


class Lane(NamedTuple):
    """One drug by one route over the days of both schedules."""

    name: str
    days: dict[int, str]
    """Days elapsed from the reference day to a key of SIGNS; a day without a dose in either is absent."""


class Clock(NamedTuple):
    """From the last dose of a block to the day the DLT window closes, in each schedule; None without such a day."""

    name: str
    last: tuple[int | None, int | None]
    """Last study day it is given on."""
    days: tuple[int | None, int | None]
    """Days from then until the window closes."""


def overlay(a: Schedule, b: Schedule) -> list[Lane]:
    """A lane for every drug of either schedule, in protocol order."""
    first, second = _doses(a), _doses(b)
    lanes = []
    for key in dict.fromkeys([*first, *second]):
        old, new = first.get(key, {}), second.get(key, {})
        days = {}
        for day in sorted(old.keys() | new.keys()):
            if day in old and day in new:
                days[day] = "both" if old[day] == new[day] else "dose"
            else:
                days[day] = "removed" if day in old else "added"
        lanes.append(Lane(f"{drug_name(key[0])} {key[1]}", days))
    return lanes


def _doses(schedule: Schedule) -> dict[tuple[str, str], dict[int, list[str]]]:
    """Drug and route to day to what is given."""
    numbering = schedule.resolved.numbering
    found: dict[tuple[str, str], dict[int, list[str]]] = {}
    for item in schedule.items:
        if item.entry.line is not None:
            days = found.setdefault((item.entry.line.agent, item.entry.line.route), {})
            days.setdefault(numbering.offset(item.day), []).append(str(item.entry.dose))
    return found


def clocks(a: Schedule, b: Schedule) -> list[Clock]:
    """For each block, or drug without one: its last day and the days left; only where one schedule has a window."""
    if a.window is None and b.window is None:
        return []
    first, second = last_doses(a), last_doses(b)
    found = []
    for name in dict.fromkeys([*first, *second]):
        last = first.get(name), second.get(name)
        found.append(Clock(drug_name(name), last, (days_to_window(a, last[0]), days_to_window(b, last[1]))))
    return found
