"""An escalation of a case, read: its subjects one by one, what the design says after a cohort, and from when on."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pendulum import Date

from regimen.errors import RegimenError
from regimen.escalation.decision import Action, Design
from regimen.escalation.designs.registry import design_of
from regimen.escalation.follow import Course, follow
from regimen.escalation.outcomes import DLT, PENDING, Trial, parse_outcomes
from regimen.escalation.timing.conduct import Enrolment, Ladder, conduct
from regimen.escalation.timing.planning import Planning
from regimen.printouts.words import plural
from regimen.training.figures.named import chosen
from regimen.training.tasks.next_cohort import NextCohortTask, Treated

_NEVER = Date.max.toordinal() - 1
"""A pending verdict is not known before it."""
_OPENS_NOTHING = (Action.HOLD, Action.STOP)


@dataclass(frozen=True)
class Climber:
    """One subject of an escalation."""

    number: int
    """Place in the order of enrolment, 1 the first."""
    cohort: int
    """Number of its cohort, 1 the first."""
    level: int
    letter: str
    treated: Treated | None
    """When, where the case says so."""

    def enrolment(self, window: int) -> Enrolment:
        """The subject on the calendar; without a day of its own the verdict is known at the end of the window."""
        assert self.treated is not None
        start = self.treated.day1.toordinal()
        day = self.treated.known if self.treated.known is not None else window + (self.letter == DLT)
        done = _NEVER if self.letter == PENDING else start + day - 1
        return Enrolment(str(self.number), self.level, start, done, self.letter)


@dataclass(frozen=True)
class Climbed:
    """An escalation as a case tells it."""

    task: NextCohortTask
    design: Design
    trial: Trial
    planning: Planning
    start: int
    """Number of the level at which it starts."""

    @cached_property
    def climbers(self) -> tuple[Climber, ...]:
        """Every subject in the order of enrolment."""
        dates = iter(self.task.subjects)
        told = ((cohort, one.level, letter) for cohort, one in enumerate(self.trial, 1) for letter in one.letters)
        return tuple(Climber(number, *one, next(dates, None)) for number, one in enumerate(told, 1))

    @property
    def asked(self) -> tuple[int, ...]:
        """Cohorts after which the decision is asked for, in order."""
        every = range(1, len(self.trial) + 1)
        for number in self.task.after:
            if number not in every:
                raise RegimenError(f"there is no cohort {number}", allowed=f"1 to {len(every)}")
        return tuple(sorted(set(self.task.after))) or tuple(every)

    def course(self, cohort: int) -> Course:
        """The trial followed until a cohort."""
        return follow(self.design, self.trial[:cohort], len(self.task.levels), self.start)

    def opens(self, cohort: int) -> Date | None:
        """From when on a cohort's decision may be carried out; None on hold, at the end, and where nothing is dated."""
        if not self.task.subjects or self.course(cohort).decision.action in _OPENS_NOTHING:
            return None
        enrolled = [one.enrolment(self.planning.window) for one in self.climbers if one.cohort <= cohort]
        moments = list(conduct(self.design, Ladder(len(self.task.levels), self.start), self.planning, enrolled))
        while not moments[-1].start and moments[-1].before[:2] == moments[-1].after[:2]:
            moments.pop()
        return Date.fromordinal(moments[-1].day)


def climbed(task: NextCohortTask) -> Climbed:
    """The escalation of a task; refuses what does not go together."""
    trial = parse_outcomes(task.outcomes, len(task.levels))
    numbers = {name: number for number, name in enumerate(task.levels, 1)}
    start = 1 if task.start is None else chosen(numbers, task.start, "level")
    planning = Planning(window=task.window, review_lag=task.review_lag).checked()
    _check_dates(task, trial)
    return Climbed(task, design_of(task.design), trial, planning, start)


def _check_dates(task: NextCohortTask, trial: Trial) -> None:
    """Refuse a calendar of other subjects than the outcomes', out of order, or with a verdict before Day 1."""
    count = sum(len(cohort.letters) for cohort in trial)
    if task.subjects and len(task.subjects) != count:
        what = f"{plural(len(task.subjects), 'subject')} on the calendar, but {plural(count, 'outcome')}"
        raise RegimenError(what, hint="list every subject of every cohort in the order of enrolment, or none")
    if any(after.day1 < before.day1 for before, after in pairwise(task.subjects)):
        raise RegimenError("the subjects do not stand in the order of Day 1", hint="list who came first first")
    if any(one.known is not None and one.known < 1 for one in task.subjects):
        raise RegimenError("a verdict is known before Day 1", allowed="a study day from 1 on")
