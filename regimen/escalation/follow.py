"""A trial followed cohort by cohort: what the design said before each, where the conduct left it, what comes next."""

from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.decision import Action, Decision, Design
from regimen.escalation.outcomes import EXCLUDED, PENDING, Cohort, Trial
from regimen.escalation.state import State, Tally, empty

EXPANSION = "expansion"
_NOT_STATED = "not stated: the design ends with its recommendation"


class Departure(NamedTuple):
    """Where the conduct left the design; it is followed all the same."""

    cohort: int
    """Place of the cohort, 1 the first."""
    column: int
    """Where it stands in the text; 0 if it was not read from one."""
    kind: str
    """`level`, `size`, `hold`, `stopped` or `expansion`."""
    words: str


class Step(NamedTuple):
    """One cohort of a trial."""

    cohort: Cohort
    before: Decision
    """What the design said before it."""
    departure: Departure | None
    state: State
    """After it."""
    after: Decision
    """What the design says after it."""


class Course(NamedTuple):
    """A trial followed to its present state."""

    steps: tuple[Step, ...]
    state: State
    decision: Decision

    @property
    def departures(self) -> tuple[Departure, ...]:
        """Every departure, in order."""
        return tuple(step.departure for step in self.steps if step.departure)


def follow(design: Design, trial: Trial, levels: int, start: int = 1, *, strict: bool = False) -> Course:
    """Follow a trial; with `strict` the first departure is refused."""
    state = empty(levels, start)
    decision, steps, ended = design.decide(state), list[Step](), Tally()
    for number, cohort in enumerate(trial, 1):
        departure = _departure(design, state, decision, cohort, number)
        if departure and strict:
            raise RegimenError(departure.words, hint="without --strict it is reported and followed")
        before, here, state = decision, state.at(cohort.level), state.plus(cohort)
        decision = design.decide(state)
        if departure and departure.kind == EXPANSION:
            last = steps[-1].departure
            ended = ended if last and last.kind == EXPANSION else here
            decision = _expanded(design, before, decision, ended, state.at(cohort.level))
        steps.append(Step(cohort, before, departure, state, decision))
    return Course(tuple(steps), state, decision)


def _expanded(design: Design, end: Decision, ruled: Decision, ended: Tally, now: Tally) -> Decision:
    """After an expansion: the rule, as far as it knows of so many subjects; beyond that the end stands.

    A rule for six would call two DLTs of thirteen too toxic. What the expansion shows is told, never fed back silently.
    """
    if ruled[:2] == end[:2] or (design.local and not ruled.silent):
        return ruled
    words = (
        f"the trial had ended; {now.dlts - ended.dlts} of {now.evaluable - ended.evaluable} with a DLT in the "
        f"expansion, {now.dlts} of {now.evaluable} at the level in all; not fed back into the rule"
    )
    if design.closes(now):
        words += ", by which the level would be too toxic"
    return end._replace(row=EXPANSION, words=words, source=_NOT_STATED, silent=True)


def _allowed(design: Design, state: State, said: Decision, cohort: Cohort) -> int:
    """How many of a cohort the design enrols; those who are replaced do not count."""
    asked = len(cohort.letters) - cohort.letters.count(EXCLUDED)
    if design.waits:
        return min(asked, said.enrol)
    for place in range(asked):
        said = design.decide(state)
        if said.level != cohort.level or not said.enrol:
            return place
        state = state.plus(Cohort(cohort.level, PENDING))
    return asked


def _departure(design: Design, state: State, said: Decision, cohort: Cohort, number: int) -> Departure | None:
    where = f"cohort {number}, {cohort}" + (f" (column {cohort.column})" if cohort.column else "")
    rule = f"{design.id} said {said.action}, row {said.row}"
    if said.action is Action.STOP:
        kind = EXPANSION if cohort.level == said.level else "stopped"
        words = "an expansion after the end" if kind == EXPANSION else "the trial had ended"
        return Departure(number, cohort.column, kind, f"{where}: {words}; {rule}")
    if said.action is Action.HOLD:
        return Departure(number, cohort.column, "hold", f"{where}: enrolled on hold; {rule}")
    if cohort.level != said.level:
        words = f"{where}: level {cohort.level} instead of {said.level}; {rule}"
        return Departure(number, cohort.column, "level", words)
    asked, allowed = len(cohort.letters) - cohort.letters.count(EXCLUDED), _allowed(design, state, said, cohort)
    if asked > allowed:
        words = f"{where}: {asked} enrolled instead of {allowed}; {rule}"
        return Departure(number, cohort.column, "size", words)
    return None
