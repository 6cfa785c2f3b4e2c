"""An escalation as the app shows it: who was treated where, what comes next, what would change it. No Textual."""

from collections.abc import Sequence
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.decision import Design
from regimen.escalation.designs.registry import NAMED, design_of
from regimen.escalation.exact.course import Conduct
from regimen.escalation.exact.curves import POINTS, sweep
from regimen.escalation.exact.graph import graph_of
from regimen.escalation.exact.oc import Expectations, expectations
from regimen.escalation.exact.paths import Branch, branches
from regimen.escalation.follow import Course, follow
from regimen.escalation.outcomes import LETTERS, PENDING, Cohort, Trial, parse_outcomes, write_outcomes
from regimen.escalation.showing import next_words
from regimen.escalation.state import empty
from regimen.protocol.model import Protocol

STEP = 0.05
"""By how much a key changes the chance of a DLT."""
_FEW_POINTS = 7
"""Of a curve where each point takes long: BOIN looks at every level at once."""
_USUAL = (0.05, 0.10, 0.20, 0.35, 0.50)
_SAMPLE_LEVELS = 4


class Seat(NamedTuple):
    """One subject's place: the cohort, and the subject in it."""

    cohort: int
    place: int


class Held(NamedTuple):
    """Everything that a key can change."""

    design: str
    outcomes: Trial
    chances: tuple[float, ...]


class TrialBook:
    """One escalation on one ladder, with what was changed and can be taken back."""

    def __init__(self, names: Sequence[str], design: str = NAMED[0], start: int = 1) -> None:
        self.names, self.start = tuple(names), start
        """Names of the levels, the lowest first."""
        usual = [_USUAL[min(place, len(_USUAL) - 1)] for place in range(len(self.names))]
        self._past: list[Held] = []
        self._future: list[Held] = []
        self.seat: Seat | None = None
        """The subject in focus."""
        self._set(Held(design, (), tuple(usual)))

    @classmethod
    def of(cls, protocol: Protocol) -> "TrialBook":
        """The ladder of a protocol, the levels that are open; four levels without names where it has none."""
        ladder = protocol.ladder
        if ladder is None:
            return cls([f"level {number}" for number in range(1, _SAMPLE_LEVELS + 1)])
        names = [name for name, level in ladder.levels.items() if level.closed is None]
        start = names.index(ladder.start) + 1 if ladder.start in names else 1
        return cls(names, start=start)

    def _set(self, trial: Held) -> None:
        design = design_of(trial.design)
        course = follow(design, trial.outcomes, self.levels, self.start)
        self.trial, self.design, self.course = trial, design, course
        seats = self.seats
        if self.seat not in seats:
            self.seat = seats[-1] if seats else None

    @property
    def levels(self) -> int:
        """Rungs of the ladder."""
        return len(self.names)

    @property
    def seats(self) -> list[Seat]:
        """Every subject, in the order of enrolment."""
        return [
            Seat(at, place) for at, cohort in enumerate(self.trial.outcomes) for place in range(len(cohort.letters))
        ]

    @property
    def text(self) -> str:
        """The outcomes as they are written."""
        return write_outcomes(self.trial.outcomes)

    def change(self, **parts: object) -> None:
        """One change, one step of undo; refused, it changes nothing."""
        before = self.trial
        self._set(before._replace(**parts))  # type: ignore[arg-type]
        if self.trial != before:
            self._past.append(before)
            self._future.clear()

    def undo(self) -> bool:
        """Take the last change back."""
        return self._walk(self._past, self._future)

    def redo(self) -> bool:
        """Make the last undone change again."""
        return self._walk(self._future, self._past)

    def _walk(self, source: list[Held], target: list[Held]) -> bool:
        if not source:
            return False
        target.append(self.trial)
        self._set(source.pop())
        return True

    def write(self, text: str) -> None:
        """Take outcomes as they are written."""
        self.change(outcomes=tuple(Cohort(*one[:2]) for one in parse_outcomes(text, self.levels)))
        self.seat = self.seats[-1] if self.seats else None

    def add(self, letters: str) -> None:
        """The next subjects, where the design wants them; on hold or after the end, at the level in force."""
        decision = self.course.decision
        level = decision.level if decision.enrol and decision.level else self.course.state.level
        self.add_at(level, letters)

    def add_at(self, level: int, letters: str) -> None:
        """Subjects at a level: in the cohort under way while it has room, else in a new one."""
        outcomes = self.trial.outcomes
        if outcomes and outcomes[-1].level == level and self._room() >= len(letters):
            outcomes = (*outcomes[:-1], Cohort(level, outcomes[-1].letters + letters))
        else:
            outcomes = (*outcomes, Cohort(level, letters))
        self.change(outcomes=outcomes)
        self.seat = self.seats[-1]

    def go(self, cohort: Cohort) -> None:
        """Results happen: those pending at the level get them first, the rest is enrolled."""
        letters, outcomes = list(cohort.letters), list(self.trial.outcomes)
        for at, (level, known, _) in enumerate(outcomes):
            if level == cohort.level:
                told = "".join(letters.pop(0) if one == PENDING and letters else one for one in known)
                outcomes[at] = Cohort(level, told)
        if letters:
            outcomes.append(Cohort(cohort.level, "".join(letters)))
        self.change(outcomes=tuple(outcomes))
        self.seat = self.seats[-1]

    def _room(self) -> int:
        """How many more the last cohort takes."""
        step = self.course.steps[-1]
        return step.before.enrol - len(step.cohort.letters)

    def mark(self, letter: str) -> None:
        """Change the outcome of the subject in focus."""
        if self.seat is None:
            raise RegimenError("nobody is enrolled yet", hint="Enter enrols the next subject")
        self.change(outcomes=self._with(self.seat, letter))

    def _with(self, seat: Seat, letter: str) -> Trial:
        cohorts = list(self.trial.outcomes)
        level, letters, _ = cohorts[seat.cohort]
        cohorts[seat.cohort] = Cohort(level, letters[: seat.place] + letter + letters[seat.place + 1 :])
        return tuple(cohorts)

    def remove(self) -> None:
        """Take the subject in focus out."""
        if self.seat is None:
            return
        cohorts, (at, place) = list(self.trial.outcomes), self.seat
        level, letters, _ = cohorts[at]
        cohorts[at] = Cohort(level, letters[:place] + letters[place + 1 :])
        self.change(outcomes=tuple(cohort for cohort in cohorts if cohort.letters))

    def step(self, by: int) -> None:
        """Go to the subject enrolled before or after."""
        if self.seat is not None:
            seats = self.seats
            self.seat = seats[min(max(seats.index(self.seat) + by, 0), len(seats) - 1)]

    def next_design(self, by: int = 1) -> None:
        """The next design by name."""
        names = list(NAMED)
        at = names.index(self.trial.design) if self.trial.design in names else -1
        self.change(design=names[(at + by) % len(names)])

    def shift(self, level: int, by: float) -> None:
        """Change the chance of a DLT at a level."""
        chances = list(self.trial.chances)
        chances[level - 1] = min(max(round(chances[level - 1] + by, 4), 0.0), 1.0)
        self.change(chances=tuple(chances))

    def what_if(self) -> list[tuple[str, str]]:
        """Each outcome the subject in focus may have, and what would come next."""
        if self.seat is None:
            return []
        found = []
        for letter, words in LETTERS.items():
            course = follow(self.design, self._with(self.seat, letter), self.levels, self.start)
            found.append((f"{letter} {words}", next_words(course.decision, self.names)))
        return found

    def beside(self, *designs: str) -> list[tuple[Design, Course]]:
        """What other designs say of the same outcomes."""
        others = [design_of(name) for name in designs if name != self.trial.design]
        return [(one, follow(one, self.trial.outcomes, self.levels, self.start)) for one in others]

    def forecast(self, *, from_start: bool = False) -> Expectations:
        """What may come of it, from here or from before the first subject."""
        state = empty(self.levels, self.start) if from_start else self.course.state
        return expectations(Conduct(self.design), self.trial.chances, state)

    def sweep(self, level: int) -> tuple[tuple[float, Expectations], ...]:
        """What may come of it from here, were the chance of one level another one."""
        points = POINTS if self.design.local else _FEW_POINTS
        return sweep(Conduct(self.design), self.trial.chances, self.course.state, level, points)

    def ahead(self) -> tuple[Branch, ...]:
        """What the next results may be."""
        conduct = Conduct(self.design)
        return branches(graph_of(conduct, self.course.state).root, conduct, self.trial.chances)
