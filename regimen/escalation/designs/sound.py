"""Whether a decision table can be used: complete, coherent and monotone."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from regimen.escalation.decision import Action
from regimen.escalation.state import Tally
from regimen.escalation.table import Above, Below, Row, Table

_TOLD = 8
"""Gaps that are named one by one."""
_BOLD = {Action.ESCALATE: 3, Action.STAY: 2, Action.HOLD: 2, Action.STOP: 2, Action.DE_ESCALATE: 1}


class Fault(NamedTuple):
    """Something wrong with a table."""

    row: int | None
    """Place of the row, the first is 0; None where it is about the table as a whole."""
    words: str


def faults(table: Table, full: int) -> Iterator[Fault]:
    """Everything wrong; `full` is how many subjects the table itself treats at a level at most."""
    yield from _alone(table.rows)
    yield from _gaps(table, full)
    yield from _never(table, full)
    yield from _treats_nobody(table)
    yield from _keeps_what_is_closed(table)
    yield from _bolder(table)


def _alone(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """What a row by itself cannot say."""
    seen: set[str] = set()
    for place, row in enumerate(rows):
        if row.id in seen:
            yield Fault(place, f"two rows are called {row.id}")
        seen.add(row.id)
        if row.action is Action.ESCALATE and set(row.above) != {Above.OPEN}:
            yield Fault(place, f"row {row.id} escalates where no level above is open; allowed above: open")
        if row.action is Action.DE_ESCALATE and Below.NONE in row.below:
            yield Fault(
                place, f"row {row.id} de-escalates where there may be no level below; allowed below: short, full"
            )


def _gaps(table: Table, full: int) -> Iterator[Fault]:
    """Complete: a row for every state that the table itself can lead to."""
    found: list[str] = []
    missing = (state for state in table.states(full) if table.row(*state) is None)
    for tally, states in groupby(missing, lambda state: state[0]):
        sides = [(above, below) for _, above, below in states]
        said = f"{tally.dlts} of {tally.evaluable}"
        if len(sides) == len(Above) * len(Below):
            found.append(said)
            continue
        for above, some in groupby(sides, lambda side: side[0]):
            belows = [below for _, below in some]
            found.append(f"{said} above {above}" + ("" if len(belows) == len(Below) else f" below {'/'.join(belows)}"))
    if found:
        more = f" and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
        yield Fault(None, f"incomplete: no row for DLTs of evaluable {'; '.join(found[:_TOLD])}{more}")


def _never(table: Table, full: int) -> Iterator[Fault]:
    used = {id(table.row(*state)) for state in table.states(max(full, _reach(table)))}
    for place, row in enumerate(table.rows):
        if id(row) not in used:
            yield Fault(place, f"row {row.id} never decides: no state fits it, or rows before it take them all")


def _treats_nobody(table: Table) -> Iterator[Fault]:
    """Coherent: a level that is opened treats somebody, and who stays treats more than are evaluable already."""
    told: set[Row] = set()
    for state in table.states(_reach(table)):
        row, evaluable = table.row(*state), state[0].evaluable
        if row is None or row in told:
            continue
        if row.action is Action.STAY and row.to <= evaluable:
            words = f"row {row.id} treats up to {row.to} where {evaluable} are evaluable already"
        elif row.action is not Action.STAY and not evaluable:
            words = f"row {row.id} says {row.action} where nobody is evaluable yet; allowed: stay"
        else:
            continue
        told.add(row)
        yield Fault(table.rows.index(row), words)


def _keeps_what_is_closed(table: Table) -> Iterator[Fault]:
    """Coherent: a level that one row gives up for good is not kept by another, whatever lies above and below."""
    told: set[Row] = set()
    for tally, above, below in table.states(_reach(table)):
        closing, row = table.row(tally, Above.TOP, Below.NONE), table.row(tally, above, below)
        if closing and gives_up(closing) and row and not _leaves(row) and row not in told:
            told.add(row)
            words = f"incoherent: with {tally.dlts} of {tally.evaluable} row {closing.id} gives the level up"
            yield Fault(table.rows.index(row), f"{words}, row {row.id} does not ({row.action})")


def _bolder(table: Table) -> Iterator[Fault]:
    """Monotone: one DLT more never makes the design bolder."""
    told: set[tuple[Row, Row]] = set()
    for tally, above, below in table.states(_reach(table)):
        if tally.dlts == tally.evaluable:
            continue
        row, worse = table.row(tally, above, below), table.row(tally._replace(dlts=tally.dlts + 1), above, below)
        if row and worse and boldness(worse) > boldness(row) and (row, worse) not in told:
            told.add((row, worse))
            words = f"not monotone: with {tally.dlts} of {tally.evaluable} row {row.id} says {row.action}"
            yield Fault(table.rows.index(worse), f"{words}, with one DLT more row {worse.id} says {worse.action}")


def _reach(table: Table) -> int:
    """Evaluable subjects beyond which nothing changes."""
    return 1 + max(max(row.evaluable.low, row.evaluable.high or 0, row.dlts.low, row.to) for row in table.rows)


def gives_up(row: Row) -> bool:
    """Whether it stops and recommends a level below: the level itself is too toxic."""
    return row.action is Action.STOP and not row.here


def _leaves(row: Row) -> bool:
    return gives_up(row) or row.action is Action.DE_ESCALATE


def boldness(row: Row) -> int:
    """The more, the more is risked: up, at this level, away from it."""
    return _BOLD[Action.DE_ESCALATE] if gives_up(row) else _BOLD[row.action]


def most_treated(table: Table) -> int:
    """How many subjects the table treats at a level at most."""
    return max((row.to for row in table.rows if row.action is Action.STAY), default=0)


def first_cohort(table: Table) -> int:
    """How many it treats first at a level."""
    row = table.row(Tally(), Above.TOP, Below.NONE)
    return row.to if row and row.action is Action.STAY else most_treated(table)
