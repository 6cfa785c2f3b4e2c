"""A history of a stage followed by a design: what the design said before each cohort, and where the conduct left it.

The sources need not say whether a level above the highest one was planned, and designs ask for it. Then both readings
are followed, and what holds in one of them only is said with its condition.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from regimen.escalation.decision import Action, Decision, Design
from regimen.escalation.follow import Course, follow
from regimen.escalation.outcomes import EXCLUDED, Cohort
from regimen.escalation.published.histories import History
from regimen.escalation.published.model import Stage
from regimen.escalation.state import State, empty


class Reading(StrEnum):
    """What may be presumed of the ladder where the sources are silent."""

    TOP = "no level above was planned"
    MORE = "a level above was planned"


class Ending(NamedTuple):
    """What ended a stage."""

    words: str
    """`version 2 came into force`."""
    recommended: int | None
    """The level published as MTD, 1 the lowest; None where an amendment came first."""


class Leaving(NamedTuple):
    """Where the conduct left the design."""

    cohort: int
    """Place of the cohort, 1 the first; the end of the stage stands behind the last one."""
    kind: str
    """`level`, `size`, `hold`, `stopped` or `expansion`, as a trial is followed; `ended` for the end of the stage."""
    done: str
    said: str
    """What the design said instead."""
    only_if: Reading | None = None
    """The reading in which it holds; None in every one."""


class Ruling(NamedTuple):
    """What a design said."""

    reading: Reading | None
    """The reading in which it said so; None in every one."""
    decision: Decision
    words: str
    """The decision with the names of levels."""


class Followed(NamedTuple):
    """One history beside a design."""

    id: str
    """`2.4`: version and place among the histories of the stage."""
    history: History
    states: tuple[State, ...]
    """Before each cohort, and at the end."""
    rulings: tuple[tuple[Ruling, ...], ...]
    """As many as states."""
    leavings: tuple[Leaving, ...]

    def keeps(self, reading: Reading) -> bool:
        """Whether the conduct never left the design before the stage ended."""
        return all(one.kind == "ended" or one.only_if not in (None, reading) for one in self.leavings)


def readings(stage: Stage) -> tuple[Reading, ...]:
    """How the stage's ladder may have gone on."""
    return {"unknown": tuple(Reading), "none": (Reading.TOP,), "planned": (Reading.MORE,)}[stage.above]


def followed(design: Design, name: str, history: History, stage: Stage, names: Sequence[str], end: Ending) -> Followed:
    """Follow one history; `names` are the levels in words, and the trial is taken to have begun where it began."""
    names = [*names, "the level above"]
    rungs = {reading: len(stage.ladder) + (reading is Reading.MORE) for reading in readings(stage)}
    courses = {reading: follow(design, history, levels, history[0].level) for reading, levels in rungs.items()}
    said = [{reading: _said(course)[k] for reading, course in courses.items()} for k in range(len(history) + 1)]
    return Followed(
        name,
        history,
        tuple(_states(history, len(stage.ladder))),
        tuple(tuple(_rulings(decisions, names)) for decisions in said),
        tuple(_merged([list(_leavings(course, names, end)) for course in courses.values()], tuple(courses))),
    )


def _states(history: History, levels: int) -> Iterator[State]:
    state = empty(levels, history[0].level)
    yield state
    for cohort in history:
        state = state.plus(cohort)
        yield state


def _said(course: Course) -> list[Decision]:
    return [*(step.before for step in course.steps), course.decision]


def _rulings(decisions: dict[Reading, Decision], names: Sequence[str]) -> Iterator[Ruling]:
    alike = len(set(decisions.values())) == 1
    for reading, decision in decisions.items():
        yield Ruling(None if alike else reading, decision, decision_words(decision, names))
        if alike:
            return


def _leavings(course: Course, names: Sequence[str], end: Ending) -> Iterator[Leaving]:
    for step in course.steps:
        if step.departure:
            done, said = cohort_words(step.cohort, names[step.cohort.level - 1]), decision_words(step.before, names)
            yield Leaving(step.departure.cohort, step.departure.kind, done, said)
    last = course.decision
    if last.continues or last.level != (end.recommended or last.level):
        yield Leaving(len(course.steps) + 1, "ended", end.words, decision_words(last, names))


def cohort_words(cohort: Cohort, name: str) -> str:
    """`4 treated at LEN 50 mg/day, days 1-10 (1 of them not evaluable)`."""
    replaced = cohort.letters.count(EXCLUDED)
    return f"{len(cohort.letters)} treated at {name}" + (f" ({replaced} of them not evaluable)" if replaced else "")


def decision_words(decision: Decision, names: Sequence[str]) -> str:
    """`go up to LEN 10 mg/day, days 1-10 and treat 3`; `names` are the levels in words."""
    name = names[decision.level - 1] if decision.level else ""
    return {
        Action.ESCALATE: f"go up to {name} and treat {decision.enrol}",
        Action.STAY: f"treat {decision.enrol} at {name}",
        Action.HOLD: "enrol nobody yet",
        Action.DE_ESCALATE: f"go down to {name} and treat {decision.enrol}",
        Action.STOP: f"stop and recommend {name}" if name else "stop and recommend no level",
    }[decision.action]


def _merged(by_reading: Sequence[Sequence[Leaving]], names: Sequence[Reading]) -> Iterator[Leaving]:
    """What holds in every reading once, the rest with its condition; in the order of the cohorts."""
    found: dict[Leaving, list[Reading]] = {}
    for reading, leavings in zip(names, by_reading, strict=True):
        for one in leavings:
            found.setdefault(one, []).append(reading)
    for one in sorted(found, key=lambda leaving: leaving.cohort):
        yield one if len(found[one]) == len(names) else one._replace(only_if=found[one][0])
