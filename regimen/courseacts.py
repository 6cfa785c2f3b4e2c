"""Acts of a course made and taken back: tried on the plan first, so that what cannot be carried out changes nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from regimen.course import Course
from regimen.coursefile import Finder
from regimen.dates import date_of
from regimen.errors import RegimenError
from regimen.protocol.model import Protocol
from regimen.protocol.resolve import resolve
from regimen.schedule.acts import Act
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Kind, Schedule
from regimen.schedule.moves import planned


def read_act(fields: Mapping[str, Any]) -> Act:
    """An act from the words of a person; raises with what is wrong and what is allowed."""
    try:
        return Act.model_validate({name: value for name, value in fields.items() if value not in (None, "", [])})
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        name = str(problem["loc"][0]) if problem["loc"] else "act"
        if problem["type"] == "missing":
            raise RegimenError(f"an act needs '{name}'", hint=_NEEDS.get(name)) from error
        allowed = problem["ctx"]["expected"].replace("'", "") if problem["type"] == "literal_error" else None
        what = f"'{str(problem['input'])[:40]}' is no {name}" if allowed else problem["msg"]
        raise RegimenError(what.removeprefix("Value error, "), allowed=allowed) from error


_NEEDS = {"day": "give the planned study day from which it holds", "why": "give the reason in a few words"}


def acted(course: Course, act: Act, find: Finder) -> tuple[Course, Protocol]:
    """The course with one more act, and the protocol it then follows; `find` finds it."""
    after = course.model_copy(update={"acts": [*course.acts, act]})
    protocol = find(after)
    planned(_ideal(after, protocol), after.acts)
    return after, protocol


def off_blackouts(course: Course, protocol: Protocol, what: list[str]) -> list[Act]:
    """Deferrals that take the doses named off every blackout date, each by as few days as will do, in order of days.

    All that follows moves along, so that days between doses stay; a dose that lands on a later blackout moves again.
    """
    ideal, blackouts, found = _ideal(course, protocol), set(course.blackouts), list[Act]()
    numbering = ideal.resolved.numbering
    while (day := next(_blacked_out(course, planned(ideal, [*course.acts, *found]), what), None)) is not None:
        date = date_of(day, course.reference_date, numbering)
        by = next(n for n in range(1, len(blackouts) + 2) if date.add(days=n) not in blackouts)
        why = f"{date} is a blackout date"
        found.append(Act.model_construct(act="defer", day=day, by=by, what=what, why=why))
    return found


def _blacked_out(course: Course, schedule: Schedule, what: list[str]) -> Iterator[int]:
    """Days with a dose of the drugs named whose date is a blackout date."""
    for item in schedule.items:
        line = item.entry.line
        if line is None or (what and not {line.block, line.agent, line.id} & set(what)):
            continue
        if date_of(item.day, course.reference_date, schedule.resolved.numbering) in course.blackouts:
            yield item.day


def undone(course: Course) -> Course:
    """The course without its last act."""
    if not course.acts:
        raise RegimenError("the course has no act to take back")
    return course.model_copy(update={"acts": course.acts[:-1]})


def differing_past(course: Course, act: Act, find: Finder) -> list[int]:
    """For a move to another version: days before it on which the two versions give different doses.

    What was given there stays given; the plan of the other version is shown for those days all the same.
    """
    if act.version is None:
        return []
    after = course.model_copy(update={"acts": [*course.acts, act]})
    old, new = (_ideal(one, find(one)) for one in (course, after))
    offset = old.resolved.numbering.offset
    before, since = _doses(old), _doses(new)
    days = {day for day, _ in before ^ since if offset(day) < offset(act.day)}
    return sorted(days, key=offset)


def _ideal(course: Course, protocol: Protocol) -> Schedule:
    return build_schedule(resolve(protocol, *course.choices))


def _doses(schedule: Schedule) -> set[tuple[int, str]]:
    return {(item.day, f"{item.entry.name} {item.entry.dose}") for item in schedule.items if item.kind == Kind.DOSE}
