"""A user's own decision table: a CSV file, read with its lines and columns; sound, or refused with all its faults.

Columns: `id`, `evaluable`, `dlts`, `above`, `below`, `action`, `to`, `words`, `source`; the last three may be left out.
Numbers are `3`, `0-2` (or `0 to 2`), `7+` or `any`; the first row that fits decides, as in every table here.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from regimen.errors import RegimenError, ValueSyntaxError
from regimen.escalation.decision import Action
from regimen.escalation.designs.sound import faults, first_cohort, most_treated
from regimen.escalation.designs.tabled import TableDesign
from regimen.escalation.table import ANY, SILENT, Above, Below, Row, Span, Table
from regimen.findings import Finding
from regimen.protocol.reader import UnusableFile
from regimen.record.importing.table import Row as Line
from regimen.record.importing.table import Table as Sheet
from regimen.record.importing.table import cell_fault
from regimen.record.importing.table import read_table as read_sheet

NEEDED = ("id", "evaluable", "dlts", "above", "below", "action")
COLUMNS = (*NEEDED, "to", "words", "source", "enrolled", "notice")
"""The last two are in tables that `regimen designs ID --format csv` wrote; `enrolled` must be blank."""
ACTIONS = ("escalate", "stay", "hold", "de-escalate", "stop", "stop-below")
"""`stop` recommends the level itself, `stop-below` the one below."""
MOST = 30
"""Evaluable subjects at one level."""
MOST_ROWS = 500
_SPAN = re.compile(r"(\d{1,2})(?:(?: ?- ?| to )(\d{1,2})|(\+))?\Z", re.ASCII)
_MADE_A_DATE = re.compile(r"\d{1,2}[-. ]?[A-Za-z]{3}|[A-Za-z]{3}[-. ]\d|\d{1,4}[-./]\d{1,2}[-./]\d", re.ASCII)
_NUMBER = re.compile(r"\d{1,2}\Z", re.ASCII)
E_ = TypeVar("E_", bound=StrEnum)
T_ = TypeVar("T_")


def read_table(path: Path) -> TableDesign:
    """The design of a file; raises UnusableFile with everything that is wrong with it."""
    return _read(path, _stamp(path))


def _stamp(path: Path) -> tuple[int, ...]:
    """What tells a file from any other and from itself before a change; whatever is wrong is told by reading it."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


@lru_cache(maxsize=32)
def _read(path: Path, _file: tuple[int, ...]) -> TableDesign:
    sheet = read_sheet(path)
    heads = [head.strip().lower() for head in sheet.header]
    found, rows = list(_misfits(sheet, heads)), list[Row]()
    for line in sheet.rows if not found else ():
        try:
            rows.append(_row(sheet, heads, line))
        except UnusableFile as bad:
            found += bad.findings
    table = Table(tuple(rows))
    if not found:
        lines = [line.line for line in sheet.rows]
        for fault in faults(table, most_treated(table)):
            found.append(_fault(sheet, fault.words, sheet.line if fault.row is None else lines[fault.row], 0))
    if found:
        raise UnusableFile(found)
    return TableDesign(
        f"table:{path}", f"Table of {path.name}", "a table of your own", first_cohort(table), most_treated(table), table
    )


def _misfits(sheet: Sheet, heads: list[str]) -> list[Finding]:
    """Columns that are missing or unknown; too many rows."""
    allowed = f"allowed: {', '.join(COLUMNS)}"
    found = [
        _fault(sheet, f"there is no column '{head}'; {allowed}", sheet.line, 0) for head in NEEDED if head not in heads
    ]
    found += [
        _fault(sheet, f"unknown column '{head[:40]}'; {allowed}", sheet.line, column)
        for column, head in enumerate(heads)
        if head not in COLUMNS
    ]
    if len(sheet.rows) > MOST_ROWS:
        words = f"{len(sheet.rows)} rows; allowed: at most {MOST_ROWS}"
        found.append(_fault(sheet, words, sheet.rows[MOST_ROWS].line, 0))
    return found


def _fault(sheet: Sheet, message: str, line: int, column: int) -> Finding:
    return cell_fault(sheet, "decision-table", message, line, column)


def _row(sheet: Sheet, heads: list[str], line: Line) -> Row:
    def read(head: str, parse: Callable[[str], T_]) -> T_:
        column = heads.index(head) if head in heads else 0
        try:
            return parse(line.cells[column].strip() if head in heads else "")
        except RegimenError as error:
            fault = _fault(sheet, f"{head}: {error.message}", line.line, column)
            raise UnusableFile([fault]) from None

    name, evaluable, action = read("id", _name), read("evaluable", _span), read("action", _action)
    read("enrolled", lambda text: _blank(text, "a table of your own counts the evaluable only"))
    words = read("words", str) or f"{action}, by row {name}"
    return Row(
        name,
        evaluable,
        read("dlts", _span),
        Action("stop" if action == "stop-below" else action),
        words.removesuffix(SILENT),
        read("source", str) or sheet.file,
        read("above", lambda text: _some(text, Above)),
        read("below", lambda text: _some(text, Below)),
        to=read("to", _to if action == "stay" else lambda text: _blank(text, "only a stay treats up to a number")),
        here=action != "stop-below",
        silent=words.endswith(SILENT),
    )


def _name(text: str) -> str:
    if not text:
        raise ValueSyntaxError("the cell is blank", allowed="a name of the row")
    return text


def _action(text: str) -> str:
    if text.lower() not in ACTIONS:
        raise ValueSyntaxError(f"unknown '{text[:40]}'", allowed=", ".join(ACTIONS))
    return text.lower()


def _blank(text: str, why: str) -> int:
    if text:
        raise ValueSyntaxError(f"'{text[:20]}'; {why}", allowed="a blank cell")
    return 0


def _to(text: str) -> int:
    """How many a stay treats."""
    if _NUMBER.match(text) and 1 <= int(text) <= MOST:
        return int(text)
    raise ValueSyntaxError(f"'{text[:20]}'; a stay treats up to a number", allowed=f"1 to {MOST}")


def _span(text: str) -> Span:
    if text.lower() in ("", "any"):
        return ANY
    found = _SPAN.match(text)
    low, high = (int(found[1]), None if found[3] else int(found[2] or found[1])) if found else (1, 0)
    if low > MOST or (high is not None and (low > high or high > MOST)):
        dated = "a spreadsheet may have made it a date: write 4 to 6" if _MADE_A_DATE.match(text) else None
        allowed = f"such as 3, 0-2, 7+ or any, up to {MOST}"
        raise ValueSyntaxError(f"cannot read '{text[:20]}'", allowed=allowed, hint=dated)
    return Span(low, high)


def _some(text: str, kinds: type[E_]) -> tuple[E_, ...]:
    if text.lower() in ("", "any"):
        return tuple(kinds)
    try:
        return tuple(kinds(part.strip().lower()) for part in text.split("/"))
    except ValueError:
        words = ", ".join(kinds)
        raise ValueSyntaxError(f"unknown '{text[:40]}'", allowed=f"any, or of {words} with / between") from None
