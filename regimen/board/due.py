"""What of a course is due, and what should have been recorded by now: doses as planned, assessments in their windows.

Due is what can still be done in time. Overdue is what no longer can and is not in the record; it stays so until it is
recorded, an act leaves it out, or a corrective action says what was done about it. Nothing is due from an ending on.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pendulum import Date

from regimen.abreast import Line, abreast
from regimen.dates import date_of
from regimen.deviations.assessments import Series, asked_for, assessment_series
from regimen.deviations.classes import NOT_GIVEN, Code
from regimen.deviations.deviation import Deviation
from regimen.deviations.standard import Horizon, known
from regimen.review import Review
from regimen.schedule.items import Entry

_NOT_DONE = frozenset({Code.ASSESSMENT_MISSED, Code.COUNTS_MISSING})


class Due(NamedTuple):
    """One drug or one assessment on one day."""

    entry: Entry
    day: int
    """Study day it is planned for, counted from the actual reference day."""
    date: Date
    checked: bool
    """Whether the record tells: of some assessments and drugs it may hold nothing although they took place."""
    window: tuple[int, int] | None = None
    """First and last study day in time; None where that is its day alone."""
    window_assumed: bool = False
    """Whether no source gives the window (†)."""

    @property
    def first_day(self) -> int:
        """The first study day on which it is in time."""
        return self.day if self.window is None else self.window[0]

    @property
    def last_day(self) -> int:
        """The last study day on which it is in time."""
        return self.day if self.window is None else self.window[1]


class Tasks(NamedTuple):
    """What is to be done for a course."""

    ahead: tuple[Due, ...]
    """What can be done in time today or later; by day, doses before assessments."""
    overdue: tuple[Due, ...]


def tasks(made: Review) -> Tasks:
    """What a course still asks for, as far as its record tells."""
    lines = abreast(made)
    facts = known(made.standard, made.timeline.facts)
    series = {one.entry.id: one for one in assessment_series(made.standard, facts)}
    ended = Horizon.of(made.standard, facts).ended
    if ended is None:
        ahead = [*_doses_ahead(made, lines), *_assessments_ahead(made, series.values())]
    else:
        ahead, lines = [], [line for line in lines if made.numbering.offset(line.day) < ended]
    return Tasks(_sorted(made, ahead), _sorted(made, [*_doses_behind(made, lines), *_assessments_behind(made, series)]))


def _sorted(made: Review, found: list[Due]) -> tuple[Due, ...]:
    return tuple(sorted(found, key=lambda one: (made.numbering.offset(one.day), one.entry.kind)))


def _doses_ahead(made: Review, lines: Iterable[Line]) -> Iterator[Due]:
    for line in lines:
        if line.state in ("due", "planned") and line.entry:
            yield Due(line.entry, line.day, line.date, _is_checked(made, line.entry))


def _doses_behind(made: Review, lines: Iterable[Line]) -> Iterator[Due]:
    for line in lines:
        missing = line.state == "missing" and not any(map(_dealt_with, line.deviations))
        if missing and line.entry and _is_checked(made, line.entry):
            yield Due(line.entry, line.day, line.date, checked=True)


def _is_checked(made: Review, entry: Entry) -> bool:
    return entry.name not in made.report.unchecked


def _dealt_with(deviation: Deviation) -> bool:
    """Whether it is recorded what was done about something that was not done."""
    told = deviation.follow_up
    return deviation.code in NOT_GIVEN | _NOT_DONE and told is not None and told.corrective_action is not None


def _assessments_ahead(made: Review, series: Iterable[Series]) -> Iterator[Due]:
    today = made.numbering.offset(made.as_of)
    for one in series:
        for target in one.items:
            in_time = one.window(target)[1] >= today
            if in_time and asked_for(made.standard, one.entry, target) and not one.in_time(target):
                yield _assessment(made, one, target)


def _assessments_behind(made: Review, series: Mapping[str, Series]) -> Iterator[Due]:
    for deviation in made.report.deviations:
        if deviation.code in _NOT_DONE and not _dealt_with(deviation):
            for day in deviation.planned_days:
                yield _assessment(made, series[deviation.subject], made.numbering.offset(day))


def _assessment(made: Review, one: Series, target: int) -> Due:
    day, (first, last) = made.numbering.day(target), one.window(target)
    window = None if first == last else (made.numbering.day(first), made.numbering.day(last))
    date = date_of(day, made.timeline.reference.date, made.numbering)
    return Due(one.entry, day, date, _is_checked(made, one.entry), window, bool(window) and one.window_assumed)
