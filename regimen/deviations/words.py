"""Deviations in words: what was planned, what happened, what would clear it; one function a family of classes."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from regimen.deviations import phrases
from regimen.deviations.classes import AMOUNTS, MOVED, NOT_GIVEN, UNPLANNED, Code
from regimen.deviations.costs import AMOUNT_TOLERANCE_PERCENT
from regimen.deviations.edits import Edit
from regimen.deviations.phrases import Phrases
from regimen.nomenclature import drug_name

FOOTER = (
    "dosing, schedule and counts only; consent, eligibility, concomitant drugs and safety reporting are not checked"
)
"""Stands under every report of deviations."""
ORDER_WITHIN_A_DAY = "order within the day not stated in the sources"
"""Why the order of doses on one day is never judged."""
INTENSITY = "dose intensity is not informative for a single course"
"""Why doses delivered are held against doses planned, and not against time."""
_MOST_PLACES = 6
"""Decimals of a percentage at most."""


class Words(NamedTuple):
    """What is said of one finding."""

    planned: str
    actual: str
    message: str
    would_clear: str


def words(say: Phrases, edit: Edit) -> Words:
    """The words for an edit, by its class."""
    return _WORDS[edit.code](say, edit)


def _not_given(say: Phrases, edit: Edit) -> Words:
    planned = say.planned_days(edit)
    message = f"{say.name(edit)} of {planned} {say.was(edit)} not given ({phrases.doses(edit.explains)})"
    return Words(planned, "not given", message, f"{_recorded(edit)} on {planned}")


def _recorded(edit: Edit) -> str:
    return "a dose recorded" if len(edit.items) == 1 else "doses recorded"


_UNPLANNED = {
    Code.EXTRA: ("no dose", "for which the plan has no dose"),
    Code.DUPLICATE: ("fewer doses", "more often than planned"),
    Code.BEYOND_PLAN: ("no dose", "after the last planned day"),
}
"""What the plan has instead, and how that is said."""


def _unplanned(say: Phrases, edit: Edit) -> Words:
    planned, reason = _UNPLANNED[edit.code]
    given, count = say.given_days(edit), phrases.doses(edit.explains)
    message = f"{say.name(edit)} {say.was(edit)} given on {given}, {reason} ({count})"
    what = "one dose less" if edit.code is Code.DUPLICATE else "no dose"
    return Words(planned, given, message, f"{what} recorded on {given}")


def _moved(say: Phrases, edit: Edit) -> Words:
    planned, actual, shift = say.planned_days(edit), say.moved_days(edit), phrases.days_apart(edit.shift)
    count, name = phrases.doses(edit.explains), say.name(edit)
    if edit.given:
        message = f"{name} {say.was(edit)} given on {actual} instead of {planned}, {shift} ({count})"
    else:
        message = f"{name} of {planned}: put off to {actual}, {shift} ({count})"
    return Words(planned, actual, message, f"{_recorded(edit)} on {planned}")


def _amount(say: Phrases, edit: Edit) -> Words:
    planned, actual = phrases.planned_amounts(edit), phrases.given_amounts(edit)
    assert edit.percent is not None
    message = (
        f"{say.name(edit)} on {say.given_days(edit)}: {actual} instead of {planned}, "
        f"{_share(edit.percent)} % of the planned amount ({phrases.doses(edit.explains)})"
    )
    return Words(planned, actual, message, f"an amount of {phrases.allowed_amounts(edit)} recorded")


def _share(percent: Decimal) -> str:
    """A whole number; with decimals where that would stand within the tolerance which the amount has left."""
    for places in range(_MOST_PLACES):
        text = f"{percent:.{places}f}"
        if abs(Decimal(text) - 100) > AMOUNT_TOLERANCE_PERCENT:
            break
    return text


def _wrong_agent(say: Phrases, edit: Edit) -> Words:
    planned, actual, days = say.name(edit), drug_name(edit.detail), say.given_days(edit)
    message = f"{actual} was given on {days} instead of {planned} ({phrases.doses(edit.explains)})"
    return Words(planned, actual, message, f"{planned} recorded on {days} instead of {actual}")


def _wrong_route(say: Phrases, edit: Edit) -> Words:
    planned = phrases.listed(dict.fromkeys(phrases.route(line.route) for line in edit.lines))
    actual, days = phrases.route(edit.detail) or "another route", say.given_days(edit)
    how, count = f"{actual} instead of {planned}", phrases.doses(edit.explains)
    message = f"{say.name(edit)} {say.was(edit)} given {how} on {days} ({count})"
    return Words(planned, actual, message, f"route {planned} recorded on {days}")


def _superseded(say: Phrases, edit: Edit) -> Words:
    parts = [f"given on {say.given_days(edit)} otherwise than in force"] if edit.given else []
    parts += [f"not given on {say.planned_days(edit)}"] if edit.items else []
    message = f"{say.name(edit)} followed {edit.detail}: {phrases.listed(parts)} ({phrases.doses(edit.explains)})"
    return Words("the version and level in force", edit.detail, message, "doses as the version and level in force say")


def _order(say: Phrases, edit: Edit) -> Words:
    given, first = say.given_days(edit), edit.detail
    planned = f"on or after the first day of {first}"
    message = f"{edit.group} was given on {given}, before the first day of {first}; {first} comes first"
    return Words(planned, given, message, f"{edit.group} recorded {planned}")


def _held(say: Phrases, edit: Edit) -> Words:
    given = say.given_days(edit)
    count = phrases.doses(edit.explains)
    message = f"{say.name(edit)} {say.was(edit)} given on {given} in spite of a hold: {edit.hold} ({count})"
    return Words("held", given, message, f"no dose recorded on {given}, or a hold with other days")


def _counts(say: Phrases, edit: Edit) -> Words:
    day = say.days([edit.items[-1].day])
    message = f"no neutrophils and platelets counted on {edit.detail}, which decide whether counts recovered by {day}"
    clear = f"a sample actually taken on {edit.detail}, or recovery documented before"
    return Words(edit.detail, "not done", message, clear)


def _assessment(say: Phrases, edit: Edit) -> Words:
    planned = edit.detail if edit.items[0].entry.event_anchored else say.planned_days(edit)
    actual = say.days(edit.done) if edit.done else "not done"
    message = f"{say.name(edit)} of {planned}: {'done on ' if edit.done else ''}{actual}"
    if edit.detail not in ("", planned):
        message += f"; in time: {edit.detail}"
    clear = f"one{' each' if len(edit.items) > 1 else ''} recorded on {edit.detail or planned}"
    return Words(planned, actual, message, clear)


def _reference(_: Phrases, edit: Edit) -> Words:
    shift = phrases.days_apart(edit.shift)
    message = f"the reference day came {shift} than planned; all days count from the actual one"
    return Words("the planned date", shift, message, "a first dose on the planned date")


_WORDS: Mapping[Code, Callable[[Phrases, Edit], Words]] = {
    **dict.fromkeys(NOT_GIVEN, _not_given),
    **dict.fromkeys(UNPLANNED, _unplanned),
    **dict.fromkeys(MOVED, _moved),
    **dict.fromkeys(AMOUNTS, _amount),
    Code.WRONG_AGENT: _wrong_agent,
    Code.WRONG_ROUTE: _wrong_route,
    Code.SUPERSEDED_SCHEDULE: _superseded,
    Code.ORDER_BROKEN: _order,
    Code.DOSE_DURING_HOLD: _held,
    Code.COUNTS_MISSING: _counts,
    Code.ASSESSMENT_MISSED: _assessment,
    Code.ASSESSMENT_OUT_OF_WINDOW: _assessment,
    Code.REFERENCE_DAY_DIFFERS: _reference,
}
