"""The course of counts after treatment: the fall, the recovery, and what is known of the last day of the window.

Works on one series of levels: the samples as a whole, or one lineage. Recovery is looked for only after a fall, and
the fall only after the last dose, so good counts of the first days are none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from regimen.dlt.case import Case
from regimen.dlt.definition import Definition
from regimen.record.facts import Sample

Kind = Literal["late", "waiting", "unconfirmed", "undecided", "recovered", "never-below"]
_WEEK = 7


class Value(NamedTuple):
    """One determined value of a series."""

    day: int
    low: bool
    sample: Sample


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the counts say of recovery by the last day."""

    kind: Kind
    rule: str
    """Id of the rule that made it so."""
    day: int | None = None
    """First documented recovery, in time or not."""
    interval: tuple[int, int] | None = None
    """Last low day before it and first good day: recovery lies after the first and not after the second."""
    deciding: tuple[Sample, ...] = ()
    low: bool = True
    """Whether counts were still low at the end of the window, so that marrow matters."""
    later_fall: int | None = None
    """First low day after the recovery; shown, but no other verdict."""
    weeks: tuple[tuple[int, int], ...] = ()
    """Weeks without a good sample, where no fall is documented."""


class _Trail(NamedTuple):
    """A series followed from the first value on."""

    fall: Value | None
    last_low: Value | None
    """Last low value before the run."""
    run: tuple[Value, ...]
    """Good values in a row, on different days: the first complete run, or the one begun last."""
    complete: bool
    later_fall: int | None


def _follow(values: Sequence[Value], wanted: int) -> _Trail:
    fall = last_low = None
    run: list[Value] = []
    for index, value in enumerate(values):
        if value.low:
            fall, last_low, run = fall or value, value, []
        elif fall is not None and (not run or run[-1].day != value.day):
            run.append(value)
            if len(run) == wanted:
                again = next((one.day for one in values[index:] if one.low), None)
                return _Trail(fall, last_low, tuple(run), True, again)
    return _Trail(fall, last_low, tuple(run), False, None)


def series_outcome(values: Sequence[Value], case: Case, definition: Definition) -> Outcome:
    """What one series says of recovery by the last day; the block's last dose must have been given."""
    trail, last_day = _follow(values, definition.run), definition.last_day
    if trail.fall is None or trail.fall.day > last_day:
        return _no_fall(values, case, definition)
    day, interval = _documented(trail, definition)
    if day is not None and day <= last_day:
        rule = "treatment-goes-on" if _goes_on(case, definition) else "recovered"
        kind: Kind = "recovered" if rule == "recovered" else "waiting"
        return Outcome(kind, rule, day, interval, _samples(trail), later_fall=trail.later_fall)
    if case.as_of <= last_day:
        if trail.run:
            return Outcome("unconfirmed", "unconfirmed", deciding=_samples(trail))
        return Outcome("waiting", "window-open", deciding=_samples(trail))
    if trail.run and trail.run[0].day <= last_day:
        return _run_over_the_last_day(trail, day, interval, case)
    return _after_the_last_day(values, trail, case, definition)


def _goes_on(case: Case, definition: Definition) -> bool:
    """Whether doses are still to come, so that a recovery between two of them is not yet one."""
    return not case.treatment.finished and case.ending is None and case.as_of <= definition.last_day


def _documented(trail: _Trail, definition: Definition) -> tuple[int | None, tuple[int, int] | None]:
    if not trail.complete:
        return None, None
    assert trail.last_low is not None
    first, last = trail.run[0].day, trail.run[-1].day
    day = last if definition.recovery_day == "confirmation" else first
    return day, (trail.last_low.day, first)


def _samples(trail: _Trail) -> tuple[Sample, ...]:
    """The last low sample and the good ones after it."""
    low = [trail.last_low] if trail.last_low is not None else []
    return tuple(value.sample for value in [*low, *trail.run])


def _no_fall(values: Sequence[Value], case: Case, definition: Definition) -> Outcome:
    """No low value by the last day: proven only by a good one in each week."""
    if case.as_of <= definition.last_day:
        return Outcome("waiting", "no-fall-yet")
    weeks = _weeks(case, definition)
    if not weeks:
        return Outcome("undecided", "treated-past-window")
    first_of_week = [
        next((one for one in values if first <= one.day <= last and not one.low), None) for first, last in weeks
    ]
    empty = tuple(week for week, one in zip(weeks, first_of_week, strict=True) if one is None)
    samples = tuple(one.sample for one in first_of_week if one is not None)
    if empty:
        return Outcome("undecided", "week-without-sample", deciding=samples, weeks=empty)
    return Outcome("never-below", "never-below", deciding=samples)


def _weeks(case: Case, definition: Definition) -> list[tuple[int, int]]:
    """Whole weeks from the last dose to the last day; what remains of a week asks for nothing, unless it is all."""
    last_dose, last_day = case.treatment.last_day, definition.last_day
    assert last_dose is not None
    starts = range(last_dose + 1, last_day - _WEEK + 2, _WEEK)
    if weeks := [(first, first + _WEEK - 1) for first in starts]:
        return weeks
    return [(last_dose + 1, last_day)] if last_dose < last_day else []


def _run_over_the_last_day(trail: _Trail, day: int | None, interval: tuple[int, int] | None, case: Case) -> Outcome:
    """A recovery begun in time: confirmed late under the definition, or not yet settled."""
    if trail.complete:
        return Outcome("late", "confirmed-late", day, interval, _samples(trail), low=False, later_fall=trail.later_fall)
    over = case.ending is not None and case.ending.day < case.as_of
    return Outcome("undecided" if over else "unconfirmed", "unconfirmed", deciding=_samples(trail))


def _after_the_last_day(values: Sequence[Value], trail: _Trail, case: Case, definition: Definition) -> Outcome:
    """No recovery begun in time: a fact if there is a sample on the last day, or low counts close on both sides."""
    day, interval = _documented(trail, definition)
    last_day = definition.last_day
    before = [value for value in values if value.day <= last_day][-1]
    after = next((value for value in values if value.day > last_day), None)
    deciding = (before.sample, *([after.sample] if after else []))

    def outcome(kind: Kind, rule: str) -> Outcome:
        return Outcome(kind, rule, day, interval, deciding, later_fall=trail.later_fall)

    if before.day == last_day:
        return outcome("late", "low-on-last-day" if before.low else "not-sustained")
    if after is None:
        waits = case.as_of <= min(before.day + definition.gap_days, case.until)
        return outcome("waiting", "sample-awaited") if waits else outcome("undecided", "no-sample-after")
    if before.low and not after.low:
        return outcome("undecided", "good-after")
    if after.day - before.day > definition.gap_days:
        return outcome("undecided", "gap")
    return outcome("late", "low-on-both-sides" if before.low else "not-sustained")
