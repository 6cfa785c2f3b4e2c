"""A design that is a decision table: what its rows say becomes a decision, also while subjects are pending."""

from dataclasses import dataclass, field

from regimen.escalation.decision import Action, Decision
from regimen.escalation.state import State, Tally
from regimen.escalation.table import Above, Below, Row, Table

GAP = "gap"
PENDING = "pending"
_WAIT = "subjects are pending, and what comes next hangs on them"
_WAIT_SOURCE = "follows from the other rows: every way the pending can turn out must lead to the same"


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
    _found: dict[tuple[Tally, Above, Below], Decision] = field(
        default_factory=dict, compare=False, hash=False, repr=False
    )

    def __hash__(self) -> int:
        """By name: rows are many, and designs are keys of caches."""
        return hash((self.id, self.name))

    def closes(self, tally: Tally) -> bool:
        """Whether a level with this tally is too toxic: its row gives the level up."""
        row = self.table.row(tally, Above.TOP, Below.NONE)
        return row is not None and row.action is Action.STOP and not row.here

    def decide(self, state: State) -> Decision:
        """What comes next; of a pending subject nothing is presumed."""
        level, tally, above, below = state.level, state.at(state.level), self.above(state), self.below(state)
        found = self._decided(tally, above, below)
        if found.action is Action.STAY:
            return found._replace(level=level)
        if found.action is Action.ESCALATE:
            return found._replace(level=level + 1, enrol=self._lacking(state.at(level + 1)))
        if found.action is Action.DE_ESCALATE:
            return found._replace(level=level - 1, enrol=self._lacking(state.at(level - 1)))
        if found.action is Action.STOP:
            best = level + (found.level or 0)
            if best and self.waits and best != level and state.at(best).pending:
                return Decision(Action.HOLD, None, PENDING, _WAIT, _WAIT_SOURCE)
            return found._replace(level=best or None)
        return found._replace(level=None)

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
        """The decision with levels told as steps from the level in force."""
        key = tally._replace(excluded=0), above, below
        if key not in self._found:
            self._found[key] = self._worked_out(*key)
        return self._found[key]

    def _worked_out(self, tally: Tally, above: Above, below: Below) -> Decision:
        if not tally.pending or not self.waits:
            return self._by_row(tally, above, below)
        known = self.table.row(Tally(tally.evaluable, tally.dlts), above, below)
        if known and known.action is Action.STAY and tally.counted < known.to:
            # A cohort that was opened is filled without waiting for those of it who came first.
            return Decision(Action.STAY, 0, known.id, known.words, known.source, known.to - tally.counted, known.silent)
        settled = (Tally(tally.counted, tally.dlts + more) for more in range(tally.pending + 1))
        ways = [self._by_row(one, above, below) for one in settled]
        if len({(way.action, way.level) for way in ways}) == 1:
            return ways[0]
        return Decision(Action.HOLD, None, PENDING, _WAIT, _WAIT_SOURCE)

    def _by_row(self, tally: Tally, above: Above, below: Below) -> Decision:
        row = self.table.row(tally, above, below)
        if row is None:
            words = f"the table has no row for {tally.dlts} DLTs in {tally.evaluable} evaluable subjects"
            return Decision(Action.HOLD, None, GAP, words, self.name, silent=True)
        enrol = 0
        if row.action is Action.STAY:
            enrol = max(1, row.to - tally.counted)
        steps = -1 if row.action is Action.STOP and not row.here else 0
        return Decision(row.action, steps, row.id, row.words, row.source, enrol, row.silent)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in the order in which they are tried."""
        return self.table.rows
