"""Every way a trial can go on, cohort by cohort, with its chance: to be shown, and to hold the quick sums against.

Cohorts are told apart by how many had a DLT, not by who: `NNT` stands for its three orders, and the chance is theirs
together.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.decision import Decision
from regimen.escalation.exact.course import Conduct, Draw, known
from regimen.escalation.exact.engine import engine_of
from regimen.escalation.exact.given import check_chances
from regimen.escalation.exact.graph import Node, graph_of
from regimen.escalation.exact.whole import binomial
from regimen.escalation.outcomes import DLT, NONE, Cohort, Trial, write_outcomes
from regimen.escalation.state import State

MOST_LISTED = 100_000


class Path(NamedTuple):
    """One way to the end."""

    cohorts: Trial
    """Results in the order in which they come."""
    recommended: int | None
    chance: float
    state: State
    """At the end."""

    @property
    def outcomes(self) -> str:
        """The results as text: `1NNN 2NNT`."""
        return write_outcomes(self.cohorts)


class Branch(NamedTuple):
    """What may come next, and what the design says then."""

    cohort: Cohort
    chance: float
    """From the state that branches."""
    decision: Decision
    node: Node
    """From here it branches on."""


def paths(conduct: Conduct, chances: Sequence[float], state: State) -> Iterator[Path]:
    """Every path, those with fewer DLTs first; refused where nobody could read them."""
    check_chances(chances, state.levels)
    count = engine_of(conduct, state).paths
    if count > MOST_LISTED:
        what = f"{count:,} paths are too many to list"
        raise RegimenError(what, allowed=f"up to {MOST_LISTED:,}", hint="take fewer levels, or begin further on")
    return _listed(graph_of(conduct, state).root, chances)


def _listed(root: Node, chances: Sequence[float]) -> Iterator[Path]:
    ahead: list[tuple[Node, Trial, float]] = [(root, (), 1.0)]
    while ahead:
        node, cohorts, chance = ahead.pop()
        if node.ended:
            yield Path(cohorts, node.recommended, chance, node.state)
            continue
        cohort = binomial(node.results, chances[node.level - 1])
        ahead += [
            (node.then[dlts], plus(cohorts, node, dlts), chance * cohort[dlts]) for dlts in range(node.results, -1, -1)
        ]


def branches(node: Node, conduct: Conduct, chances: Sequence[float]) -> tuple[Branch, ...]:
    """What the next results may be; none at an end. A tree is opened with `graph_of(conduct, state).root`."""
    if not isinstance(node.step, Draw):
        return ()
    step = node.step
    cohort = binomial(step.results, chances[step.level - 1])
    return tuple(
        Branch(plus((), node, dlts)[0], chance, conduct.design.decide(known(step, dlts)), node.then[dlts])
        for dlts, chance in enumerate(cohort)
    )


def plus(cohorts: Trial, node: Node, dlts: int) -> Trial:
    """With the results due at a node; subjects who are enrolled one by one stand together as long as they can."""
    letters = NONE * (node.results - dlts) + DLT * dlts
    if node.single and cohorts and cohorts[-1].level == node.level:
        return (*cohorts[:-1], Cohort(node.level, cohorts[-1].letters + letters))
    return (*cohorts, Cohort(node.level, letters))
