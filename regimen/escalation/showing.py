"""A design and a trial in words: the rows of a decision table, the tally of each level, what comes next."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regimen.escalation.decision import Action, Decision, Design
from regimen.escalation.designs.boin import Boin
from regimen.escalation.designs.tabled import TableDesign
from regimen.escalation.follow import Course
from regimen.escalation.state import Tally
from regimen.escalation.table import ANY, SILENT, Row

HEADS = ("id", "enrolled", "evaluable", "dlts", "above", "below", "action", "to", "words", "source")
"""Columns of a table of rows."""
BOIN_HEADS = ("evaluable", "escalate", "de-escalate", "close", "source")


class Shown(NamedTuple):
    """A decision table as text."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shown_table(design: Design) -> Shown:
    """The rows of a design, in the order in which they are tried; of BOIN by number of evaluable subjects."""
    if isinstance(design, Boin):
        return Shown(BOIN_HEADS, tuple(_bounds(design)))
    assert isinstance(design, TableDesign)
    return Shown(HEADS, tuple(map(_row, design.rows)))


def _row(row: Row) -> tuple[str, ...]:
    enrolled = "" if row.enrolled == ANY else str(row.enrolled)
    above, below = ("any" if len(some) == len(type(some[0])) else "/".join(some) for some in (row.above, row.below))
    action = "stop-below" if row.action is Action.STOP and not row.here else str(row.action)
    to = str(row.to) if row.to else ""
    words = row.words + SILENT if row.silent else row.words
    return row.id, enrolled, str(row.evaluable), str(row.dlts), above, below, action, to, words, row.source


def _bounds(design: Boin) -> Iterator[tuple[str, ...]]:
    from regimen.escalation.designs.boin import SOURCE

    for evaluable in range(1, design.most_at_level + 1):
        found = design.bounds(evaluable)
        up = f"{found.escalate} or fewer" if found.escalate >= 0 else "–"
        down = f"{found.de_escalate} or more" if found.de_escalate <= evaluable else "–"
        close = f"{found.close} or more" if found.close is not None else "–"
        yield str(evaluable), up, down, close, SOURCE


def tally_words(tally: Tally) -> str:
    """`1 of 6 with a DLT, 1 pending`."""
    if not tally.enrolled:
        return "nobody yet"
    parts = [f"{tally.dlts} of {tally.evaluable} with a DLT"]
    others = (tally.pending, "pending"), (tally.excluded, "not evaluable")
    return ", ".join((*parts, *(f"{count} {word}" for count, word in others if count)))


def next_words(decision: Decision, names: Sequence[str] = ()) -> str:
    """`escalate: treat 3 at level 2`, or at the name of that level."""
    name = f"level {decision.level}"
    if names and decision.level:
        name = names[decision.level - 1]
    if decision.action is Action.HOLD:
        return "hold: enrol nobody before more is known"
    if decision.action is Action.STOP:
        return f"stop: {name if decision.level else 'no level'} is recommended"
    return f"{decision.action}: treat {decision.enrol} at {name}"


def rule_words(decision: Decision) -> str:
    """`row up-first: fewer than 1 of 3: next level [Storer 1989 …]`."""
    silent = "; the design itself is silent here" if decision.silent else ""
    return f"row {decision.row}: {decision.words}{silent} [{decision.source}]"


def letters_of(course: Course) -> tuple[str, ...]:
    """The letters of each level, the lowest first, cohorts apart: `NNT NNN`."""
    by_level: list[list[str]] = [[] for _ in course.state.tallies]
    for step in course.steps:
        by_level[step.cohort.level - 1].append(step.cohort.letters)
    return tuple(" ".join(found) for found in by_level)
