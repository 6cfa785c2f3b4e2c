"""An escalation that grows cohort by cohort: the learner says what comes next, at which level and from when."""

from collections.abc import Iterator
from itertools import pairwise

from pendulum import Date

from regimen.dates import safe_date
from regimen.errors import RegimenError
from regimen.escalation.follow import Course
from regimen.escalation.outcomes import LETTERS
from regimen.escalation.showing import next_words, rule_words, tally_words
from regimen.nomenclature import MARK
from regimen.printouts.document import Column, Facts, Heading, Part, Table, cell
from regimen.printouts.words import day_words, plural
from regimen.training.climbed import Climbed, Climber, climbed
from regimen.training.exercise import Item
from regimen.training.keys.decision import Decision
from regimen.training.kinds.registry import Made
from regimen.training.material import Material

_SUBJECTS = (Column("Subject", 2), Column("Level", 5), Column("Day 1", 4), Column("Outcome", 6))


def next_cohort(material: Material) -> Made:
    """A decision after each cohort that is asked about, each with what was seen since the last one."""
    task = material.case.next_cohort
    if task is None:
        raise RegimenError("nothing to decide on", hint="add the section 'next_cohort' with 'levels' and 'outcomes'")
    trial = climbed(task)
    items = tuple(_item(trial, since, cohort) for since, cohort in pairwise((0, *trial.asked)))
    return Made(items, lambda: tuple(_rules(trial)))


def _item(trial: Climbed, since: int, cohort: int) -> Item:
    course, date, levels = trial.course(cohort), trial.opens(cohort), trial.task.levels
    said, dated = course.decision, bool(trial.task.subjects)
    where = "at which level, and from which date on" if dated else "and at which level"
    return Item(
        id=f"next.c{cohort}",
        prompt=f"After cohort {cohort}: what does the design say, {where}?",
        key=Decision(str(said.action), list(levels)[said.level - 1] if said.level else None, date, levels, dated),
        why=tuple(_why(trial, course, date)),
        material=(Heading("What was seen"), _seen(trial, since, cohort)),
    )


def _why(trial: Climbed, course: Course, date: Date | None) -> Iterator[str]:
    names, here = list(trial.task.levels.values()), course.state.level
    yield f"{names[here - 1]}: {tally_words(course.state.at(here))}"
    yield next_words(course.decision, names)
    yield rule_words(course.decision)
    if date is not None:
        yield f"from {safe_date(date)}: the day after the last verdict that is needed, and the days of review"
    if departure := course.steps[-1].departure:
        yield f"the conduct had left the design: {departure.words}"


def _seen(trial: Climbed, since: int, cohort: int) -> Table:
    """The subjects of some cohorts, a row each."""
    rows = (_row(trial, one) for one in trial.climbers if since < one.cohort <= cohort)
    return Table("Subjects and their outcomes", _SUBJECTS, tuple(tuple(map(cell, row)) for row in rows))


def _row(trial: Climbed, one: Climber) -> tuple[str, ...]:
    level, outcome = list(trial.task.levels.values())[one.level - 1], LETTERS[one.letter]
    if one.treated is None:
        return str(one.number), level, "–", outcome
    known = "" if one.treated.known is None else f", known on {day_words(one.treated.known)}"
    return str(one.number), level, safe_date(one.treated.day1), outcome + known


def _rules(trial: Climbed) -> Iterator[Part]:
    """The design, what decides on dates, and the ladder."""
    yield Heading("The design")
    yield Facts((("Design", trial.design.name), ("Cohort", plural(trial.design.cohort, "subject")),
                 ("What marks it", trial.design.about)))  # fmt: skip
    if trial.task.subjects:
        end = day_words(trial.planning.window)
        yield Heading("When the next cohort may open")
        yield Facts((
            ("Verdict without a DLT", f"known at the end of {end}, if no other day is named{MARK}"),
            ("Verdict of a DLT", f"known the day after {end}, if no other day is named{MARK}"),
            ("Open", f"from the day after the last verdict that is needed{MARK}"),
            ("Review of a cohort", f"{plural(trial.planning.review_lag, 'day')} more{MARK}"),
        ))  # fmt: skip
    yield Heading("The ladder, the lowest level first")
    yield Facts(tuple(trial.task.levels.items()))
