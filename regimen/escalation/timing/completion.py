"""When a subject is complete: the day from which on its verdict was known, or the days on which it may be.

Both are asked of the verdict itself, made again as of other days or with the doses and counts that may still come. So
every definition of recovery is followed, and none of its rules is told twice.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from regimen.abreast import abreast
from regimen.counts.count import Count
from regimen.deviations.standard import known
from regimen.dlt.case import Case
from regimen.dlt.definition import Definition
from regimen.dlt.treatment import treatment_given
from regimen.dlt.verdict import Verdict, judge
from regimen.record.facts import Facts, Given, Sample
from regimen.review import Review


class Ahead(NamedTuple):
    """Study days on which a pending subject may be complete, in three cases."""

    best: int
    """The first day on which good counts would complete it: a bound, no forecast."""
    planned: int
    """The last day of the window, or of what is waited for after it."""
    worst: int
    """The last day on which the definition still lets a sample or a marrow decide."""


def known_on(made: Review, verdict: Verdict) -> int:
    """The study day from which on a verdict that is not pending was known.

    One without a DLT that only waited for the last day to pass is complete with that day.
    """
    days, last = made.numbering, verdict.definition.last_day
    day, settled = days.offset(made.as_of), days.offset(_last_to_decide(verdict.definition)) + 1
    if day > settled and _letter(made, settled) == verdict.letter:
        day = settled
    while day > 0 and _letter(made, day - 1) == verdict.letter:
        day -= 1
    return last if verdict.letter == "N" and day == days.offset(last) + 1 else days.day(day)


def _letter(made: Review, offset: int) -> str:
    case = replace(made, as_of=made.numbering.day(offset)).case
    return judge(case, made.definition()).letter


def _last_to_decide(definition: Definition) -> int:
    return definition.last_day + max(definition.marrow_days, definition.gap_days)


def ahead(made: Review, verdict: Verdict) -> Ahead:
    """The days on which a pending subject may be complete; what only a person can settle may be settled today."""
    today, definition = made.as_of, verdict.definition
    if verdict.case.ending is not None:
        return Ahead(today, today, today)
    worst = max(today, _last_to_decide(definition))
    if today > definition.last_day:
        return Ahead(today, worst, worst)
    facts = _as_planned(made, verdict)
    sampled = any(one.day == today for one in facts.samples)
    first = made.numbering.offset(today) + sampled
    return Ahead(_soonest(made, definition, facts, first), definition.last_day, worst)


def ahead_of_next(made: Review) -> Ahead:
    """The same for a subject who begins where this one did, as the protocol plans it."""
    definition = made.definition()
    doses = [Given(one.entry.line.agent, one.ideal_day) for one in made.plan.ideal.items if one.entry.line]
    best = _soonest(made, definition, Facts(given=tuple(doses)), 0)
    return Ahead(best, definition.last_day, _last_to_decide(definition))


def _soonest(made: Review, definition: Definition, facts: Facts, first: int) -> int:
    """The day by which good counts on every day from an offset on complete a subject whose doses go as planned."""
    days, last = made.numbering, made.numbering.offset(definition.last_day)
    treatment = treatment_given(made.plan.ideal, made.plan.ideal, 0, facts, definition.last_day)
    case = Case(facts, treatment, made.as_of, days)
    if treatment.last_day is not None:
        first = max(first, days.offset(treatment.last_day) + 1)
    for day in range(first, last + 1):
        for case_then in _with_good_counts(case, definition, first, day):
            if judge(case_then, definition).letter == "N":
                return days.day(day)
    return definition.last_day


def _as_planned(made: Review, verdict: Verdict) -> Facts:
    """What is known today and every dose still to come, without what a person has yet to settle."""
    facts, today, offset = known(made.standard, made.timeline.facts), made.as_of, made.numbering.offset
    coming = (
        Given(line.agent, line.day)
        for line in abreast(made)
        if line.state in ("due", "planned") or offset(line.day) > offset(today)
        for _ in line.planned
    )
    settled = None if verdict.event is None else verdict.event.what
    return facts._replace(
        given=(*facts.given, *coming),
        support=tuple(one for one in facts.support if one.day <= today),
        toxicities=tuple(one for one in facts.toxicities if one.day <= today and one is not settled),
    )


def _with_good_counts(case: Case, definition: Definition, first: int, last: int) -> Iterator[Case]:
    """Good counts on every day of a span; then the same after a fall on its first day."""
    assert definition.anc is not None
    assert definition.platelets is not None
    day = case.numbering.day
    low = Sample(day(first), anc=Count(Decimal(0)), platelets=Count(Decimal(0)))
    anc, platelets = Count(definition.anc), Count(definition.platelets)
    good = [Sample(day(one), anc=anc, platelets=platelets) for one in range(first, last + 1)]
    for more in (good, [low, *good[1:]]):
        facts = case.facts._replace(samples=(*case.facts.samples, *more))
        yield case._replace(facts=facts, as_of=day(last))
