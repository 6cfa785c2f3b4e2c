"""Every state a trial can come to, each once, with what leads from one to the next; no chances yet.

Two histories that end in the same state go on alike, so they share a node. That is what makes exact chances cheap:
a sum over nodes, not over paths.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from regimen.errors import RegimenError
from regimen.escalation.exact.course import Conduct, Draw, Ended, Step
from regimen.escalation.state import State

MOST_NODES = 250_000


class Node:
    """A state in which results are due, or the end; those that follow are made when first asked for."""

    __slots__ = ("_graph", "_then", "index", "level", "results", "step")

    def __init__(self, graph: "Graph", step: Step) -> None:
        self._graph = graph
        self._then: list[Node] | None = None
        self.step = step
        self.level, self.results = (step.level, step.results) if isinstance(step, Draw) else (step.state.level, 0)
        self.index = -1

    @property
    def state(self) -> State:
        """Before the results, or at the end."""
        return self.step.state

    @property
    def single(self) -> bool:
        """Whether subjects are enrolled one by one, not as a cohort."""
        return not self._graph.conduct.design.waits

    @property
    def ended(self) -> bool:
        """Whether nothing follows."""
        return self.results == 0

    @property
    def recommended(self) -> int | None:
        """The level recommended at the end."""
        return self.step.decision.level if isinstance(self.step, Ended) else None

    @property
    def then(self) -> list["Node"]:
        """What follows 0, 1, … DLTs among the results."""
        if self._then is None:
            self._then = self._graph.following(self.step) if isinstance(self.step, Draw) else []
        return self._then

    @property
    def known(self) -> int:
        """Results known so far."""
        return sum(tally.evaluable for tally in self.step.state.tallies)


class Graph:
    """The nodes of one conduct, from one state."""

    def __init__(self, conduct: Conduct, state: State) -> None:
        self.conduct = conduct
        self._nodes: dict[Step, Node] = {}
        self._ordered: list[Node] = []
        self.root = self._node(conduct.first(state))

    @property
    def full(self) -> bool:
        """Whether it has grown beyond what is sensible to keep."""
        return len(self._nodes) > MOST_NODES

    def following(self, draw: Draw) -> list[Node]:
        """The nodes after each number of DLTs."""
        return [self._node(self.conduct.after(draw, dlts)) for dlts in range(draw.results + 1)]

    def _node(self, step: Step) -> Node:
        found = self._nodes.get(step)
        if found is None:
            found = self._nodes[step] = Node(self, step)
        return found

    def ordered(self) -> list[Node]:
        """Every node, none before one that leads to it; each has its place as `index`."""
        if not self._ordered:
            self._ordered = list(self.until(lambda node: node.ended))
            for index, node in enumerate(self._ordered):
                node.index = index
        return self._ordered

    def until(self, last: Callable[[Node], bool]) -> Iterator[Node]:
        """Nodes by results known, which every step adds to; nothing is looked for behind those that are `last`."""
        ahead, seen = {self.root.known: [self.root]}, {self.root}
        while ahead:
            if self.full:
                what = f"{self.conduct.design.id} can come to more than {MOST_NODES:,} states from here"
                raise RegimenError(what, hint="take fewer levels, or start near the lowest")
            for node in ahead.pop(min(ahead)):
                yield node
                for after in () if last(node) else node.then:
                    if after not in seen:
                        seen.add(after)
                        ahead.setdefault(after.known, []).append(after)


@lru_cache(maxsize=4)
def graph_of(conduct: Conduct, state: State) -> Graph:
    """The graph of a conduct from a state; kept, so that sliders cost sums only."""
    return Graph(conduct, state)
