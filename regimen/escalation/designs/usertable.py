"""A user's own decision table: a CSV file, read with its lines, complete, coherent and monotone, or refused.

Columns: `id`, `evaluable`, `dlts`, `above`, `below`, `action`, `to`, `words`, `source`; the last three may be left out.
Numbers are `3`, `0-2`, `7+` or `any`; the first row that fits decides, as in every table here.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from regimen.errors import RegimenError, ValueSyntaxError
from regimen.escalation.decision import Action
from regimen.escalation.designs.tabled import TableDesign
from regimen.escalation.state import Tally
from regimen.escalation.table import ANY, Above, Below, Row, Span, Table
from regimen.findings import Finding, Severity
from regimen.protocol.reader import UnusableFile
from regimen.record.importing.table import Table as Sheet
from regimen.record.importing.table import read_table as read_sheet

NEEDED = ("id", "evaluable", "dlts", "above", "below", "action")
COLUMNS = (*NEEDED, "to", "words", "source", "enrolled", "notice")
"""The last two are in tables that `regimen designs ID --format csv` wrote; `enrolled` must be blank."""
ACTIONS = ("escalate", "stay", "hold", "de-escalate", "stop", "stop-below")
"""`stop` recommends the level itself, `stop-below` the one below."""
MOST = 30
"""Evaluable subjects at one level."""
_SPAN = re.compile(r"(\d{1,2})(?:-(\d{1,2})|(\+))?\Z")
_BOLD = {Action.ESCALATE: 3, Action.STAY: 2, Action.HOLD: 2, Action.DE_ESCALATE: 1}
_TOLD = 5
E_ = TypeVar("E_", bound=StrEnum)


def read_table(path: Path) -> TableDesign:
    """The design of a file; raises UnusableFile with everything that is wrong with it."""
    return _read(path.resolve(), path.stat().st_mtime_ns if path.exists() else 0, str(path))


@cache
def _read(path: Path, _changed: int, name: str) -> TableDesign:
    sheet = read_sheet(path)
    heads = [head.strip().lower() for head in sheet.header]
    faults = [_fault(sheet, sheet.line, f"there is no column '{head}'", ", ".join(COLUMNS)) for head in NEEDED
              if head not in heads]  # fmt: skip
    faults += [_fault(sheet, sheet.line, f"unknown column '{head[:40]}'", ", ".join(COLUMNS)) for head in heads
               if head not in COLUMNS]  # fmt: skip
    rows: list[tuple[int, Row]] = []
    for line in sheet.rows if not faults else ():
        try:
            rows.append((line.line, _row(dict(zip(heads, map(str.strip, line.cells), strict=True)), name)))
        except RegimenError as error:
            faults.append(_fault(sheet, line.line, error.message, None))
    if not faults:
        faults = [_fault(sheet, line, words, None) for line, words in _incoherent(rows, sheet)]
    if faults:
        raise UnusableFile(faults)
    table = Table(tuple(row for _, row in rows))
    full = _full(table)
    first = next(
        (row.to for row in table.rows if row.action is Action.STAY and row.holds(Tally(), Above.TOP, Below.NONE)), full
    )
    return TableDesign(
        f"table:{name}", f"Table of {Path(name).name}", "a table of your own", first or full, full, table
    )


def _row(cells: dict[str, str], name: str) -> Row:
    action = cells["action"].lower()
    if action not in ACTIONS:
        raise ValueSyntaxError(f"action: unknown '{action[:40]}'", allowed=", ".join(ACTIONS))
    if cells.get("enrolled"):
        raise ValueSyntaxError("enrolled: a table of your own counts the evaluable only", allowed="leave it blank")
    if not cells["id"]:
        raise ValueSyntaxError("id: the cell is blank", allowed="a name of the row")
    to = _number("to", cells.get("to") or "0")
    evaluable = _span("evaluable", cells["evaluable"])
    if action == "stay" and to <= (evaluable.high if evaluable.high is not None else MOST):
        raise ValueSyntaxError(
            f"to: a stay must treat more than are evaluable already, not {to}", allowed=f"up to {MOST}"
        )
    return Row(
        cells["id"],
        evaluable,
        _span("dlts", cells["dlts"]),
        Action("stop" if action == "stop-below" else action),
        cells.get("words") or f"{action}, by row {cells['id']}",
        cells.get("source") or name,
        _some("above", cells["above"], Above),
        _some("below", cells["below"], Below),
        to=to,
        here=action != "stop-below",
    )


def _number(what: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= MOST):
        raise ValueSyntaxError(f"{what}: '{text[:20]}' is no number of subjects", allowed=f"0 to {MOST}")
    return int(text)


def _span(what: str, text: str) -> Span:
    if text.lower() in ("", "any"):
        return ANY
    found = _SPAN.match(text)
    low, high = (int(found[1]), None if found[3] else int(found[2] or found[1])) if found else (1, 0)
    if high is not None and (low > high or high > MOST):
        raise ValueSyntaxError(f"{what}: cannot read '{text[:20]}'", allowed=f"such as 3, 0-2, 7+ or any, up to {MOST}")
    return Span(low, high)


def _some(what: str, text: str, kinds: type[E_]) -> tuple[E_, ...]:
    if text.lower() in ("", "any"):
        return tuple(kinds)
    try:
        return tuple(kinds(part.strip().lower()) for part in text.split("/"))
    except ValueError:
        words = ", ".join(kinds)
        raise ValueSyntaxError(f"{what}: unknown '{text[:40]}'", allowed=f"any, or of {words} with / between") from None


def _full(table: Table) -> int:
    return max((row.to for row in table.rows if row.action is Action.STAY), default=3)


def _incoherent(rows: list[tuple[int, Row]], sheet: Sheet) -> Iterator[tuple[int, str]]:
    """What is wrong with rows that can be read: gaps, rows that say what cannot be, rows never reached, order."""
    yield from _alone(rows)
    table = Table(tuple(row for _, row in rows))
    used, gaps = set(), []
    for tally, above, below in table.states(_full(table)):
        row = table.row(tally, above, below)
        if row is None:
            gaps.append(f"{tally.dlts} of {tally.evaluable}, above {above}, below {below}")
        else:
            used.add(row.id)
    if gaps:
        more = f" and {len(gaps) - _TOLD} more" if len(gaps) > _TOLD else ""
        yield sheet.line, f"incomplete: no row for DLTs of evaluable {'; '.join(gaps[:_TOLD])}{more}"
    for line, row in rows:
        if row.id not in used and row.evaluable.low <= _full(table):
            yield line, f"row {row.id} never decides: rows above it take all its states"
    yield from _order(table, rows)


def _alone(rows: list[tuple[int, Row]]) -> Iterator[tuple[int, str]]:
    """What a row by itself cannot say."""
    seen: set[str] = set()
    for line, row in rows:
        if row.id in seen:
            yield line, f"two rows are called {row.id}"
        seen.add(row.id)
        if row.action is Action.ESCALATE and set(row.above) != {Above.OPEN}:
            yield line, f"row {row.id} escalates where no level above is open; allowed above: open"
        if row.action is Action.DE_ESCALATE and Below.NONE in row.below:
            yield line, f"row {row.id} de-escalates where there may be no level below; allowed below: short, full"


def _order(table: Table, rows: list[tuple[int, Row]]) -> Iterator[tuple[int, str]]:
    """Monotone: one DLT more must never make the design bolder."""
    lines = {row.id: line for line, row in rows}
    told = set()
    for tally, above, below in table.states(_full(table)):
        row, worse = table.row(tally, above, below), table.row(tally._replace(dlts=tally.dlts + 1), above, below)
        if (
            row
            and worse
            and tally.dlts < tally.evaluable
            and _bold(worse) > _bold(row)
            and (row.id, worse.id) not in told
        ):
            told.add((row.id, worse.id))
            yield (
                lines[worse.id],
                (
                    f"not monotone: with {tally.dlts} of {tally.evaluable} row {row.id} says {row.action}, "
                    f"with one DLT more row {worse.id} says {worse.action}"
                ),
            )


def _bold(row: Row) -> int:
    return (2 if row.here else 1) if row.action is Action.STOP else _BOLD[row.action]


def _fault(sheet: Sheet, line: int, message: str, allowed: str | None) -> Finding:
    words = f"{message}; allowed: {allowed}" if allowed else message
    return Finding("decision-table", Severity.ERROR, words, "decision table", place=sheet.place(line, 0))
