"""Several designs with the same simulated subjects: what each would have done with the very people who came.

Subject 1 of every design is the same person, with the same tolerance; designs differ only in whom they treat where.
So a difference between two designs is theirs and not chance's.
"""

from collections.abc import Sequence
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.exact.course import Conduct
from regimen.escalation.exact.given import check_chances
from regimen.escalation.exact.paths import plus
from regimen.escalation.exact.subjects import Subjects, Walker, seeded
from regimen.escalation.outcomes import Trial, write_outcomes
from regimen.escalation.state import State

MOST_TRIALS = 100_000


class Run(NamedTuple):
    """One design's trial."""

    design: str
    """Id."""
    outcomes: str
    """Results in the order in which they came: `1NNN 2NNT`."""
    recommended: int | None
    subjects: int
    """Simulated ones; those of a trial under way not among them."""
    dlts: int


class Side(NamedTuple):
    """One design over all trials."""

    design: str
    """Id."""
    selected: tuple[int, ...]
    """Trials that recommend each level, level 1 first."""
    none: int
    """Trials that recommend none."""
    mean_subjects: float
    mean_dlts: float
    as_first: int
    """Trials in which it recommends what the first design does."""


class Abreast(NamedTuple):
    """Designs side by side."""

    trials: int
    seed: int
    sides: tuple[Side, ...]
    lowest: tuple[int | None, ...]
    """Of the subjects of the first trial: the lowest level at which each has a DLT, None where at no level."""
    runs: tuple[Run, ...]
    """The first trial, design by design."""


def abreast(conducts: Sequence[Conduct], chances: Sequence[float], state: State, trials: int, seed: int) -> Abreast:
    """Run the designs on the same subjects; the same seed brings the same ones, whatever the designs."""
    check_chances(chances, state.levels)
    if not 1 <= trials <= MOST_TRIALS:
        raise RegimenError(f"{trials:,} trials", allowed=f"1 to {MOST_TRIALS:,}")
    everybody = [Subjects(seeded(seed, trial)) for trial in range(trials)]
    runs = [_runs(Walker(conduct, state, chances), everybody) for conduct in conducts]
    sides = tuple(_side(run, runs[0], state.levels) for run in runs)
    seen = everybody[0].tolerances[: max(run[0].subjects for run in runs)]
    return Abreast(trials, seed, sides, tuple(_lowest(one, chances) for one in seen), tuple(run[0] for run in runs))


def _runs(walker: Walker, everybody: Sequence[Subjects]) -> list[Run]:
    found = []
    for subjects in everybody:
        *steps, (last, _) = walker.walk(subjects)
        cohorts: Trial = ()
        for node, dlts in steps:
            cohorts = plus(cohorts, node, dlts)
        treated, dlts = sum(node.results for node, _ in steps), sum(dlts for _, dlts in steps)
        found.append(Run(walker.conduct.design.id, write_outcomes(cohorts), last.recommended, treated, dlts))
    return found


def _side(runs: list[Run], first: list[Run], levels: int) -> Side:
    chosen = [run.recommended for run in runs]
    return Side(
        runs[0].design,
        tuple(chosen.count(level) for level in range(1, levels + 1)),
        chosen.count(None),
        sum(run.subjects for run in runs) / len(runs),
        sum(run.dlts for run in runs) / len(runs),
        sum(run.recommended == other.recommended for run, other in zip(runs, first, strict=True)),
    )


def _lowest(tolerance: float, chances: Sequence[float]) -> int | None:
    return next((level for level, chance in enumerate(chances, 1) if tolerance < chance), None)
