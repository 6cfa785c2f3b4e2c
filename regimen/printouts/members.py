"""A class as a table: a subject a row, with Day 1, level and body; every bad cell is told with its place."""

from collections.abc import Iterator
from typing import NamedTuple

from pendulum import Date
from pydantic import ValidationError

from regimen.dates import parse_reference_date
from regimen.dosing.subject import Subject
from regimen.errors import ValueSyntaxError, nearest
from regimen.findings import Finding
from regimen.printouts.write import FILE_NAME
from regimen.protocol.model import Protocol
from regimen.protocol.reader import UnusableFile
from regimen.record.importing.cells import blank
from regimen.record.importing.privacy import personal
from regimen.record.importing.table import Row, Table, cell_fault

BODY = ("height_cm", "weight_kg", "sex", "age", "creatinine")
COLUMNS = ("id", "day1", "level", *BODY)


class Member(NamedTuple):
    """One row."""

    subject: Subject
    given: frozenset[str]
    """Fields of the subject that the row gives."""
    day1: Date | None
    level: str | None


def members(table: Table, protocol: Protocol, *, day1: bool) -> list[Member]:
    """The rows as subjects; raises UnusableFile with all that is wrong. `day1` says that a row may leave Day 1 out."""
    fields = {name.lower(): number for number, name in enumerate(table.header)}
    faults = [*_headers(table, fields)]
    if "id" not in fields:
        faults.append(cell_fault(table, "missing-key", "there is no column 'id'", table.line, 0))
    if faults:
        raise UnusableFile(faults)
    found, seen = list[Member](), dict[str, int]()
    for row in table.rows:
        cells = {name: row.cells[number] for name, number in fields.items() if not blank(row.cells[number])}
        faults += _told(table, row, fields, _problems(cells, protocol, day1=day1))
        code = cells.get("id", "").casefold()
        if code and code in seen:
            words = f"the id '{cells['id'][:40]}' stands on line {seen[code]} too; give each subject its own"
            faults.append(cell_fault(table, "duplicate-id", words, row.line, fields["id"]))
        seen.setdefault(code, row.line)
        if not faults:
            found.append(_member(cells))
    if faults:
        raise UnusableFile(faults)
    return found


def _headers(table: Table, fields: dict[str, int]) -> Iterator[Finding]:
    """Columns that look as if they told who somebody is, and columns that nothing here reads."""
    known = [number for name, number in fields.items() if name in COLUMNS and name != "id"]
    private = dict(personal(table, (), known, fields.get("day1", 0)))
    for number, header in enumerate(table.header):
        if number in private:
            words = f"the column '{header[:40]}' looks like {private[number]}; nothing was printed; take it out"
            yield cell_fault(table, "column-personal", words, table.line, number)
        elif header.lower() not in COLUMNS:
            words = f"no column '{header[:40]}' is known{nearest(header, COLUMNS)}; allowed: {', '.join(COLUMNS)}"
            yield cell_fault(table, "unknown-key", words, table.line, number)


def _told(table: Table, row: Row, fields: dict[str, int], problems: Iterator[tuple[str, str]]) -> Iterator[Finding]:
    for name, words in problems:
        yield cell_fault(table, "value-refused", f"{name}: {words}", row.line, fields.get(name, 0))


def _problems(cells: dict[str, str], protocol: Protocol, *, day1: bool) -> Iterator[tuple[str, str]]:
    """Column and what is wrong with its cell."""
    try:
        _subject(cells)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            yield str(problem["loc"][0]), problem["msg"].removeprefix("Value error, ")
    yield from _code(cells.get("id"))
    try:
        _day1(cells)
    except ValueSyntaxError as error:
        yield "day1", error.message
    if "day1" not in cells and not day1:
        yield "day1", "the cell is blank; fill it, or give --day1 for all"
    levels = protocol.ladder.levels if protocol.ladder else {}
    if (level := cells.get("level")) is not None and level not in levels:
        allowed = f"; allowed: {', '.join(levels)}" if levels else f"; {protocol.id} has no dose levels"
        yield "level", f"unknown level '{level[:40]}'{nearest(level, levels)}{allowed}"


def _code(code: str | None) -> Iterator[tuple[str, str]]:
    """A code names a file and is no person's name, so it holds a digit."""
    if code is None:
        yield "id", "the cell is blank; give each subject a code such as S-01"
    elif not FILE_NAME.fullmatch(code) or not any(sign.isdecimal() for sign in code):
        what = "looks like a person's name" if not any(sign.isdecimal() for sign in code) else "cannot name a file"
        yield "id", f"'{code[:40]}' {what}; allowed: letters, digits, '-', '_' and '.', with a digit, such as S-01"


def _member(cells: dict[str, str]) -> Member:
    return Member(_subject(cells), frozenset(cells) & {"id", *BODY}, _day1(cells), cells.get("level"))


def _subject(cells: dict[str, str]) -> Subject:
    return Subject.model_validate({name: cells[name] for name in ("id", *BODY) if name in cells})


def _day1(cells: dict[str, str]) -> Date | None:
    return parse_reference_date(cells["day1"]) if "day1" in cells else None
