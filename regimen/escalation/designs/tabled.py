"""A design that is a decision table: what its rows say becomes a decision, also while subjects are pending."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from regimen.escalation.decision import Action, Decision, Design
from regimen.escalation.state import State, Tally
from regimen.escalation.table import Above, Below, Row, Table

GAP = "gap"
BELOW = -1
"""Stands for the level below in what a row recommends."""
PENDING = "pending"
WAIT = Decision(
    Action.HOLD,
    None,
    PENDING,
    "subjects are pending, and what comes next hangs on them",
    "follows from the other rows: every way the pending can turn out must lead to the same",
)
"""Where nothing is presumed of the pending."""
_UNTRIED = "; nobody was evaluable at the level below"


def settled(tally: Tally) -> Iterator[Tally]:
    """Every way in which the pending of a level can turn out, the fewest DLTs first."""
    return (Tally(tally.counted, tally.dlts + more, 0, tally.excluded) for more in range(tally.pending + 1))


def may_close(design: Design, tally: Tally) -> bool:
    """Whether the pending of a level can turn out so that it is too toxic."""
    return bool(tally.pending) and design.closes(Tally(tally.counted, tally.dlts + tally.pending))


@dataclass(frozen=True, slots=True)
class TableDesign:
    """A design whose decision looks at the level in force and at its neighbours only."""

    id: str
    name: str
    about: str
    """What makes it differ from its relatives, in a sentence."""
    cohort: int
    """Subjects of a first cohort."""
    full: int
    """Subjects who must count before a level below is recommended."""
    table: Table
    waits: bool = True
    """Whether it decides only what every outcome of the pending leads to; else its rows count the pending."""
    local: bool = True
    _found: dict[tuple[Tally, Above, Below], Decision] = field(default_factory=dict, compare=False, repr=False)
    _closed: dict[Tally, bool] = field(default_factory=dict, compare=False, repr=False)

    def __hash__(self) -> int:
        """By name: rows are many, and designs are keys of caches."""
        return hash((self.id, self.name))

    def closes(self, tally: Tally) -> bool:
        """Whether a level with this tally is too toxic: its row gives the level up, however the pending turn out."""
        if tally not in self._closed:
            rows = [self.table.row(one, Above.TOP, Below.NONE) for one in settled(tally)]
            self._closed[tally] = all(row and row.action is Action.STOP and not row.here for row in rows)
        return self._closed[tally]

    def decide(self, state: State) -> Decision:
        """What comes next; of a pending subject nothing is presumed."""
        for level, tally in enumerate(state.tallies[: state.level - 1], 1):
            if self.closes(tally):  # only a departure goes on above such a level
                return self.decide(State(level, state.tallies))
            if may_close(self, tally):
                return WAIT
        found = self._decided(state.at(state.level), self.above(state), self.below(state))
        if found.action is Action.ESCALATE:
            return self._up(state, found)
        if found.action is Action.DE_ESCALATE or found.level == BELOW:
            return self._down(state, found)
        return found._replace(level=None if found.action is Action.HOLD else state.level)

    def _up(self, state: State, found: Decision) -> Decision:
        """To the level above; where that is full already, as only a departure leads to, on to what follows there."""
        level, tally = state.level + 1, state.at(state.level + 1)
        if tally.counted >= self.full:
            further = self.decide(State(level, state.tallies))
            if further.action is not Action.DE_ESCALATE:
                return further
        return found._replace(level=level, enrol=self._lacking(tally))

    def _down(self, state: State, found: Decision) -> Decision:
        """To the level below, or its recommendation."""
        level = state.level - 1
        if not level:
            return found._replace(level=None)
        tally = state.at(level)
        if found.action is Action.DE_ESCALATE:
            return found._replace(level=level, enrol=self._lacking(tally))
        if not tally.evaluable:
            return found._replace(level=level, words=found.words + _UNTRIED)
        return found._replace(level=level)

    def above(self, state: State) -> Above:
        """What lies above the level in force."""
        if state.level == state.levels:
            return Above.TOP
        return Above.CLOSED if self.closes(state.at(state.level + 1)) else Above.OPEN

    def below(self, state: State) -> Below:
        """What lies below it."""
        if state.level == 1:
            return Below.NONE
        return Below.FULL if state.at(state.level - 1).counted >= self.full else Below.SHORT

    def _lacking(self, tally: Tally) -> int:
        return max(1, (self.cohort if tally.counted < self.cohort else self.full) - tally.counted)

    def _decided(self, tally: Tally, above: Above, below: Below) -> Decision:
        """What the rows say, levels left open."""
        key = tally._replace(excluded=0), above, below
        if key not in self._found:
            self._found[key] = self._worked_out(*key)
        return self._found[key]

    def _worked_out(self, tally: Tally, above: Above, below: Below) -> Decision:
        if not tally.pending or not self.waits:
            return self._by_row(tally, above, below)
        ways = [self._by_row(one, above, below) for one in settled(tally)]
        if len({(way.action, way.level) for way in ways}) == 1:
            return ways[0]
        known = self.table.row(Tally(tally.evaluable, tally.dlts), above, below)
        if known and known.action is Action.STAY and tally.counted < known.to and not self.closes(tally):
            # A cohort that was opened is filled without waiting for those of it who came first.
            return _said(known, tally.counted)
        return WAIT

    def _by_row(self, tally: Tally, above: Above, below: Below) -> Decision:
        row = self.table.row(tally, above, below)
        if row is None:
            words = f"the table has no row for {tally.dlts} DLTs in {tally.evaluable} evaluable subjects"
            return Decision(Action.HOLD, None, GAP, words, self.name, silent=True)
        return _said(row, tally.counted)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in the order in which they are tried."""
        return self.table.rows


def _said(row: Row, counted: int) -> Decision:
    """A row as a decision, its level left open."""
    enrol = max(1, row.to - counted) if row.action is Action.STAY else 0
    level = BELOW if row.action is Action.STOP and not row.here else None
    return Decision(row.action, level, row.id, row.words, row.source, enrol, row.silent)
