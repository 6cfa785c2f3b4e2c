"""Operating characteristics: what a design does on average if the chances of a DLT were these.

From the trial before its first subject, or from any state of a running one: then what has been seen counts, those
pending are taken to have the chance of their level, and nothing is estimated from the outcomes.
"""

from collections.abc import Sequence
from typing import NamedTuple

from regimen.escalation.exact.course import Conduct
from regimen.escalation.exact.engine import engine_of
from regimen.escalation.exact.given import check_chances
from regimen.escalation.exact.spread import Spread
from regimen.escalation.state import State


class Expectations(NamedTuple):
    """What sliders show: quick enough to follow every key."""

    p_select: tuple[float, ...]
    """Chance of each level of being recommended, level 1 first."""
    p_none: float
    """Chance that no level is."""
    expected_n_per_level: tuple[float, ...]
    """Subjects, those already treated among them."""
    expected_dlt_per_level: tuple[float, ...]

    @property
    def expected_n(self) -> float:
        """Subjects in all."""
        return sum(self.expected_n_per_level)

    @property
    def expected_dlt(self) -> float:
        """DLTs in all."""
        return sum(self.expected_dlt_per_level)


class Characteristics(NamedTuple):
    """Everything at once."""

    expected: Expectations
    n_distribution: Spread
    """Number of subjects to its chance."""
    dlt_distribution: Spread
    """Number of DLTs to its chance."""
    paths: int
    """How many ways the trial can go on, cohorts told apart by their number of DLTs."""


def expectations(conduct: Conduct, chances: Sequence[float], state: State) -> Expectations:
    """Who is recommended, and how many are treated, on average."""
    check_chances(chances, state.levels)
    found = engine_of(conduct, state).sums(chances)
    subjects, dlts = [], []
    for tally, more, chance in zip(state.tallies, found.more, chances, strict=True):
        subjects.append(tally.evaluable + tally.excluded + more)
        dlts.append(tally.dlts + more * chance)
    return Expectations(tuple(found.select), found.none, tuple(subjects), tuple(dlts))


def characteristics(conduct: Conduct, chances: Sequence[float], state: State) -> Characteristics:
    """Expectations, both distributions, and the number of paths."""
    expected, engine = expectations(conduct, chances, state), engine_of(conduct, state)
    return Characteristics(expected, engine.subjects(chances), engine.dlts(chances), engine.paths)
