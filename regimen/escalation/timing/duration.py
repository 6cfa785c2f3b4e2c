"""How long trials take: the same subjects under several designs and windows, drawn by lot, seeded.

Each trial is shown to every design under every window, so differences are differences of the same trial.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import fmean, stdev
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.decision import Design
from regimen.escalation.exact.given import check_chances
from regimen.escalation.outcomes import check_levels
from regimen.escalation.timing.arrivals import lots
from regimen.escalation.timing.planning import WINDOW, Planning
from regimen.escalation.timing.racing import Finish, Race

AGAINST = 28
"""The window that the published one is held against: the registry calls a cycle 28 days."""
TRIALS, SEED = 10_000, 1
FEWEST_TRIALS, MOST_TRIALS = 2, 1_000_000
QUANTILES = (10, 25, 50, 75, 90)
"""Per cent of trials that take no longer."""
DAYS_A_MONTH = 365.25 / 12


class Spread(NamedTuple):
    """Days, over many trials."""

    mean: float
    error: float
    """Standard error of the mean, which more trials make smaller."""
    quantiles: tuple[int, ...]
    """At `QUANTILES`."""

    @classmethod
    def of(cls, days: Sequence[int]) -> "Spread":
        """The spread of at least two trials; quantiles are days that occurred."""
        ordered = sorted(days)
        places = (-(-len(ordered) * percent // 100) - 1 for percent in QUANTILES)
        return cls(fmean(days), stdev(days) / sqrt(len(days)), tuple(ordered[place] for place in places))


class Side(NamedTuple):
    """One design under one window."""

    design: Design
    window: int
    days: Spread
    """From the opening of the trial to its last decision."""
    treated: float
    """Subjects, on average."""
    dlts: float
    """Subjects with a DLT, on average."""
    levels: Mapping[int, float]
    """Recommended level to the share of trials; 0 stands for none."""


class Difference(NamedTuple):
    """What one side takes longer than another, trial by trial."""

    of: tuple[str, int]
    """Id of the design, and window."""
    to: tuple[str, int]
    days: Spread


class Durations(NamedTuple):
    """Every side, and what they differ by."""

    chances: tuple[float, ...]
    planning: Planning
    trials: int
    seed: int
    sides: tuple[Side, ...]
    differences: tuple[Difference, ...]
    """Of each design the first window against the others, then of each window the first design against the others."""


class Plan(NamedTuple):
    """What is simulated."""

    designs: tuple[Design, ...]
    chances: tuple[float, ...]
    """Of a DLT at each level, the lowest first; the same under every window (†)."""
    planning: Planning = Planning()
    windows: tuple[int, ...] = (WINDOW, AGAINST)
    trials: int = TRIALS
    seed: int = SEED
    start: int = 1


def durations(plan: Plan) -> Durations:
    """Run every trial under every design and window."""
    check_levels(len(plan.chances), plan.start)
    check_chances(plan.chances, len(plan.chances))
    if not FEWEST_TRIALS <= plan.trials <= MOST_TRIALS:
        raise RegimenError(f"{plan.trials:,} trials", allowed=f"{FEWEST_TRIALS} to {MOST_TRIALS:,}")
    races = {
        (design.id, window): Race(design, plan.chances, plan.planning._replace(window=window).checked(), plan.start)
        for design in plan.designs
        for window in plan.windows
    }
    finished: dict[tuple[str, int], list[Finish]] = {key: [] for key in races}
    runs = [(race.run, finished[key].append) for key, race in races.items()]
    for arrivals in lots(plan.seed, plan.planning.accrual, plan.trials):
        for run, keep in runs:
            keep(run(arrivals))
    sides = tuple(_side(race, finished[key]) for key, race in races.items())
    return Durations(plan.chances, plan.planning, plan.trials, plan.seed, sides, _differences(plan, finished))


def _side(race: Race, finished: Sequence[Finish]) -> Side:
    count = len(finished)
    levels = Counter(one.level for one in finished)
    return Side(
        race.design,
        race.planning.window,
        Spread.of([one.day for one in finished]),
        fmean(one.treated for one in finished),
        fmean(one.dlts for one in finished),
        {level: levels[level] / count for level in sorted(levels)},
    )


def _differences(plan: Plan, finished: Mapping[tuple[str, int], Sequence[Finish]]) -> tuple[Difference, ...]:
    first, *others = (design.id for design in plan.designs)
    pairs = [
        ((design.id, plan.windows[0]), (design.id, other)) for design in plan.designs for other in plan.windows[1:]
    ]
    pairs += [((first, window), (other, window)) for window in plan.windows for other in others]
    return tuple(
        Difference(of, to, Spread.of([a.day - b.day for a, b in zip(finished[of], finished[to], strict=True)]))
        for of, to in pairs
    )
