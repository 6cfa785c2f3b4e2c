"""Counts that grow day by day: the learner calls the state of count recovery as of given days."""

from collections.abc import Iterator

from regimen.dlt.words import described, disease_words
from regimen.errors import RegimenError
from regimen.printouts.document import Facts, Heading, Part
from regimen.printouts.words import day_words
from regimen.review import Review
from regimen.training.events import given_facts, recorded_part
from regimen.training.exercise import Item
from regimen.training.figures.figure import Asked
from regimen.training.figures.registry import found
from regimen.training.given import course_parts
from regimen.training.kinds.registry import Made
from regimen.training.material import Material
from regimen.training.tasks.verdict import VerdictTask

MOST_DAYS = 40
"""Days as of which one exercise asks for the verdict."""
_LAST = {"recovery-day": "recovery_day", "letter": "letter"}
"""Figure that may be asked for at the end to the field of the task that asks for it."""


_OF_LEUKAEMIA = ("residual_leukaemia", "disease_death")
"""Fields of the definition that say how leukaemia counts."""


def verdict(material: Material) -> Made:
    """The state as of each day, each with what was recorded since the last one; then day and letter, if asked for."""
    task = material.case.verdict
    if task is None:
        raise RegimenError("a verdict is called as of some days", hint="add the section 'verdict' with 'days'")
    days = list(task.days.days(material.plan.resolved.numbering))
    if len(days) > MOST_DAYS:
        raise RegimenError(f"the verdict is called on {len(days):,} days", allowed=f"at most {MOST_DAYS}")
    reviews = [material.review(material.recorded_date(day)) for day in days]

    def parts() -> tuple[Part, ...]:
        return (*course_parts(material.plan, body=False), *_rules(reviews[-1]))

    items = (*_states(material, reviews), *_at_the_end(material, task, days[-1]))
    return Made(items, parts, shown=material.plan, solution=material.plan, review=reviews[-1])


def _states(material: Material, reviews: list[Review]) -> Iterator[Item]:
    since = None
    for made in reviews:
        answer = found(material, Asked("verdict", on=str(made.as_of)))
        heading = f"Recorded until {day_words(made.as_of)}" if since is None else f"Recorded since {day_words(since)}"
        yield Item(
            id=f"state.d{made.as_of}",
            prompt=answer.prompt,
            key=answer.key,
            why=answer.why,
            material=(Heading(heading), recorded_part(made, since)),
            as_of=made.date(made.as_of),
        )
        since = made.as_of


def _at_the_end(material: Material, task: VerdictTask, day: int) -> Iterator[Item]:
    for figure, field in _LAST.items():
        if getattr(task, field):
            answer = found(material, Asked(figure, on=str(day)))
            as_of = material.recorded_date(day)
            yield Item(id=figure, prompt=answer.prompt, key=answer.key, why=answer.why, as_of=as_of)


def _rules(made: Review) -> Iterator[Part]:
    """What was given, and the definition of recovery in force."""
    if facts := tuple(given_facts(made)):
        yield Heading("Treatment")
        yield Facts(facts)
    yield Heading("The definition of recovery")
    definition = made.definition()
    words = described(definition) | {field: disease_words(definition, field) for field in _OF_LEUKAEMIA}
    yield Facts(tuple((name.replace("_", " ").capitalize(), text) for name, text in words.items()))
