"""Where an escalation stands: what was seen at each level, and which level enrols. Integers only, hashable."""

from typing import NamedTuple

from regimen.escalation.outcomes import DLT, EXCLUDED, NONE, PENDING, Cohort, check_levels


class Tally(NamedTuple):
    """What was seen at one level."""

    evaluable: int = 0
    dlts: int = 0
    pending: int = 0
    excluded: int = 0
    """Not evaluable, so replaced."""

    @property
    def enrolled(self) -> int:
        """Everybody treated at the level."""
        return self.evaluable + self.pending + self.excluded

    @property
    def counted(self) -> int:
        """Those evaluable or still pending: who counts towards the cohort."""
        return self.evaluable + self.pending

    def plus(self, letters: str) -> "Tally":
        """With more subjects."""
        dlts = letters.count(DLT)
        return Tally(
            self.evaluable + letters.count(NONE) + dlts,
            self.dlts + dlts,
            self.pending + letters.count(PENDING),
            self.excluded + letters.count(EXCLUDED),
        )


class State(NamedTuple):
    """Where the trial stands."""

    level: int
    """The level that enrolled last, or will enrol first; 1 is the lowest."""
    tallies: tuple[Tally, ...]
    """By level, the lowest first."""

    @property
    def levels(self) -> int:
        """Rungs of the ladder."""
        return len(self.tallies)

    def at(self, level: int) -> Tally:
        """What was seen at a level."""
        return self.tallies[level - 1]

    def plus(self, cohort: Cohort) -> "State":
        """After more subjects; the level moves to theirs."""
        tallies = list(self.tallies)
        tallies[cohort.level - 1] = tallies[cohort.level - 1].plus(cohort.letters)
        return State(cohort.level, tuple(tallies))


def empty(levels: int, start: int = 1) -> State:
    """A trial before its first subject."""
    check_levels(levels, start)
    return State(start, (Tally(),) * levels)
