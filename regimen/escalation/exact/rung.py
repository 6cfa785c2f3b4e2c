"""One level by itself: every way a stay there can end, and how many ways of each, without any chance.

A local design decides by the level in force and its neighbours. So what happens at a level depends only on what was
seen there before, on the level below and on whether the one above is open: a window of three levels tells it all.
"""

from enum import Enum
from math import comb
from typing import NamedTuple

from regimen.escalation.exact.course import Conduct
from regimen.escalation.exact.graph import Graph, Node
from regimen.escalation.state import State, Tally


class Goes(Enum):
    """How a stay at a level ends."""

    UP = "up"
    DOWN = "down"
    HERE = "here"
    """The trial ends and recommends this level."""
    BELOW = "below"
    """The trial ends and recommends the level below."""
    NONE = "none"
    """The trial ends and recommends no level."""


class Term(NamedTuple):
    """Equally likely ways: each has the chance p ** dlts * (1 - p) ** others."""

    dlts: int
    others: int
    ways: int
    """Orders of subjects inside cohorts counted apart."""
    paths: int
    """Orders inside a cohort not counted apart: cohorts by number of DLTs."""


class Exit(NamedTuple):
    """One way out of a level."""

    goes: Goes
    tally: Tally
    """What was seen at the level by then."""
    terms: tuple[Term, ...]
    arriving: int
    """Subjects enrolled at the level it leads to."""


class NotLocalError(Exception):
    """The design moves in ways that a window of three levels does not show; its whole state must be followed."""


class Window(NamedTuple):
    """A level and its neighbours when a stay there begins; None where the ladder ends."""

    here: Tally
    below: Tally | None
    above: Tally | None
    arriving: int = 0
    """Subjects with whom the stay begins, enrolled by the decision that led here."""


Ways = dict[tuple[int, int], tuple[int, int]]
"""DLTs and others to ways and paths."""


def exits(conduct: Conduct, window: Window) -> tuple[Exit, ...]:
    """Every way out of the level in the middle."""
    here = 1 if window.below is None else 2
    middle = window.here._replace(pending=window.here.pending + window.arriving)
    tallies = tuple(tally for tally in (window.below, middle, window.above) if tally is not None)
    graph = Graph(conduct, State(here, tallies))
    ways: dict[Node, Ways] = {graph.root: {(0, 0): (1, 1)}}
    found: dict[tuple[Goes, Tally, int], Ways] = {}
    for node in graph.until(lambda node: node.ended or node.level != here):
        if node.ended or node.level != here:
            arriving = min(node.results, 1) if node.single else node.results
            _join(found.setdefault((_goes(node, here), node.state.at(here), arriving), {}), ways[node])
        else:
            for dlts, after in enumerate(node.then):
                _join(ways.setdefault(after, {}), _times(ways[node], dlts, node.results))
    return tuple(Exit(goes, tally, _terms(into), arriving) for (goes, tally, arriving), into in found.items())


def _goes(node: Node, here: int) -> Goes:
    """Where a leaf of the window leads, seen from the level in the middle."""
    if not node.ended:
        return Goes.UP if node.level > here else Goes.DOWN
    if node.recommended is None:
        return Goes.NONE
    if node.recommended > here:  # full already, so that nobody is enrolled before the next decision there
        return Goes.UP
    return Goes.HERE if node.recommended == here else Goes.BELOW


def _times(ways: Ways, dlts: int, results: int) -> Ways:
    """After so many DLTs among a cohort's results."""
    orders = comb(results, dlts)
    return {(t + dlts, n + results - dlts): (orders * w, paths) for (t, n), (w, paths) in ways.items()}


def _join(into: Ways, more: Ways) -> None:
    for key, (ways, paths) in more.items():
        had = into.get(key, (0, 0))
        into[key] = (had[0] + ways, had[1] + paths)


def _terms(ways: Ways) -> tuple[Term, ...]:
    return tuple(Term(dlts, others, *count) for (dlts, others), count in sorted(ways.items()))
