"""What a record has of the doses and assessments of a plan, as a roadmap fills it in."""

from collections.abc import Mapping
from typing import NamedTuple

from pendulum import Date

from regimen.abreast import paired
from regimen.deviations.assessments import assessment_series
from regimen.deviations.standard import known
from regimen.dosing.wording import shown_amount
from regimen.printouts.abreast import lines_known
from regimen.record.facts import Given
from regimen.review import Review


class Dose(NamedTuple):
    """One dose as it was given."""

    agent: str
    """Generic name."""
    day: int
    """Study day, counted from the actual reference day."""
    date: Date
    amount: str
    """`50 mg`; a dose whose amount is not recorded says so."""


class Recorded(NamedTuple):
    """What is known to have happened until the day of the judgement."""

    given: Mapping[str, Dose] = {}
    """Id of a planned dose to what was given for it."""
    unplanned: tuple[Dose, ...] = ()
    """What was given beyond the plan of its day."""
    done: Mapping[str, tuple[Date, ...]] = {}
    """Id of an assessment to the dates on which it took place, in time."""


def recorded(review: Review | None) -> Recorded:
    """The record of a course; planned and given meet by drug and study day. Without a record there is nothing."""
    if review is None:
        return Recorded()
    filled: dict[str, Dose] = {}
    unplanned: list[Dose] = []
    for line in lines_known(review):
        filled |= {item.id: _dose(review, one) for item, one in paired(line.planned, line.given)}
        unplanned += [_dose(review, one) for one in line.given[len(line.planned) :]]
    return Recorded(filled, tuple(unplanned), _done(review))


def _dose(review: Review, one: Given) -> Dose:
    amount = "amount not recorded" if one.amount is None else shown_amount(one.amount)
    return Dose(one.agent, one.day, review.date(one.day), amount)


def _done(review: Review) -> Mapping[str, tuple[Date, ...]]:
    found: dict[str, tuple[Date, ...]] = {}
    for series in assessment_series(review.standard, known(review.standard, review.timeline.facts)):
        for target, item in series.items.items():
            if days := sorted(series.in_time(target)):
                found[item.id] = tuple(review.date(review.numbering.day(day)) for day in days)
    return found
