"""The weekly list for the cohort call: of each course what happened in the past week, what comes, what is asked."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from regimen.board.standing import DAYS_AHEAD, Standing, standing
from regimen.dates import day_of, parse_date
from regimen.deviations.deviation import Deviation
from regimen.dlt.questions import questions as verdict_questions
from regimen.dlt.verdict import Verdict
from regimen.findings import Finding, Severity
from regimen.record.corrections import in_force
from regimen.record.facts import Done, Ending, Facts, Given, Marrow, Sample, Support, Toxicity
from regimen.record.questions import questions as record_questions
from regimen.review import Review
from regimen.schedule.acts import Act

Fact = TypeVar("Fact", Given, Sample, Marrow, Support, Toxicity, Ending, Done)


class Week(NamedTuple):
    """One course in the weekly list."""

    standing: Standing
    """With what is due to the end of the coming week."""
    first_day: int
    """First study day of the past week."""
    last_day: int
    """Last study day of it."""
    facts: Facts
    """What was recorded of that week, assessments by their names; of what lasts, what began in it."""
    acts: tuple[Act, ...]
    """Decisions dated in it."""
    deviations: tuple[Deviation, ...]
    """Deviations whose last day lies in it."""
    questions: tuple[Finding, ...]
    """What a person has to look at, from the record and the verdict."""


def week(name: str, made: Review, call: dt.date, *, hide: bool = False) -> Week:
    """The weeks on either side of a call: the seven days before it, and the seven from its day on."""
    numbering, reference = made.numbering, made.timeline.reference.date
    first = day_of(call - dt.timedelta(days=DAYS_AHEAD), reference, numbering)
    last = day_of(call - dt.timedelta(days=1), reference, numbering)
    acts = (
        one
        for one in made.plan.course.acts
        if one.on and first <= day_of(parse_date(one.on), reference, numbering) <= last
    )
    stands = standing(name, made, call + dt.timedelta(days=DAYS_AHEAD - 1), hide=hide)
    return Week(
        stands,
        first,
        last,
        _within(_named(made), first, min(last, made.as_of)),
        tuple(acts),
        tuple(one for one in made.report.deviations if first <= one.days[-1] <= last),
        tuple(_questions(made, stands.verdict)),
    )


def _named(made: Review) -> Facts:
    """The facts with the names of assessments in place of their ids."""
    facts = made.timeline.facts
    names = {one.id: one.name for one in made.plan.resolved.assessments} if facts.done else {}
    return facts._replace(done=tuple(one._replace(name=names.get(one.name, one.name)) for one in facts.done))


def _within(facts: Facts, first: int, last: int) -> Facts:
    def some(found: Iterable[Fact]) -> tuple[Fact, ...]:
        return tuple(one for one in found if first <= one.day <= last)

    return Facts(
        given=some(facts.given),
        samples=some(facts.samples),
        marrows=some(facts.marrows),
        support=some(facts.support),
        toxicities=some(facts.toxicities),
        holds=tuple(one for one in facts.holds if first <= one.first_day <= last),
        endings=some(facts.endings),
        done=some(facts.done),
        follow_ups=tuple(one for one in facts.follow_ups if first <= one.day <= last),
    )


def _questions(made: Review, verdict: Verdict | None) -> Iterator[Finding]:
    """Everything that asks for an answer; what is only worth knowing stands in the verdict."""
    record, line = made.plan.course.record, made.timeline
    if record is not None:
        asked = record_questions(in_force(record), made.plan.resolved, line.reference, made.plan.today)
        yield from (one.finding for one in asked if one.severity is not Severity.INFO)
    if verdict is not None:
        yield from (one for one in verdict_questions(verdict) if one.severity is not Severity.INFO)
    yield from made.report.doubtful
