"""Doses given after midnight that are those of the evening before, where the record has their times."""

from collections import Counter
from collections.abc import Sequence

from regimen.deviations.series import Series, size
from regimen.record.facts import Given

SMALL_HOURS, NOON = 6 * 60, 12 * 60
"""Minute of the day before which a dose may be the evening's: of one dose a day, of several (†)."""


def by_nights(series: Series, given: Sequence[Given], days: Sequence[int]) -> tuple[tuple[Given, ...], tuple[int, ...]]:
    """The doses with their days, each early one counted to the day before while that day lacks one.

    A series of several doses a day often begins in the evening; every dose of the next morning is then the second of
    the day before.
    """
    asked, had = Counter(series.days), Counter(days)
    until = SMALL_HOURS if max(asked.values()) == 1 else NOON
    moved = []
    for dose, day in sorted(zip(given, days, strict=True), key=lambda pair: (pair[1], pair[0].minute or 0)):
        early = dose.minute is not None and dose.minute < until
        on = day - 1 if early and had[day - 1] < asked[day - 1] else day
        had[day] -= 1
        had[on] += 1
        moved.append((dose, on))
    moved.sort(key=lambda pair: (pair[1], size(pair[0].amount), pair[0].minute or 0))
    return tuple(dose for dose, _ in moved), tuple(day for _, day in moved)
