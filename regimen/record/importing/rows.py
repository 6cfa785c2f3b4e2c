"""The rows of a table as entries of a record, or every cell that cannot be read."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pendulum import Date
from pydantic import ValidationError

from regimen.counts.units import ANALYTES
from regimen.dates import parse_date
from regimen.errors import ValueSyntaxError
from regimen.findings import Finding
from regimen.record.entries import Timed
from regimen.record.importing.cells import DateOrder, DecimalSign, blank, clock, moment, number_text, route_text
from regimen.record.importing.columns import Column, Kind
from regimen.record.importing.table import Row, Table, cell_fault

MEASURED = {*ANALYTES, "amount"}
"""Fields that hold a number and its unit."""
_WHEN = {"date", "time", "note"}
_MIDNIGHT = "00:00"


class Reading(NamedTuple):
    """How the cells of a table are read."""

    kind: Kind
    columns: list[Column]
    decimal: DecimalSign
    dates: DateOrder | None
    shift_days: int


class Rows(NamedTuple):
    """What the rows of a table come to."""

    entries: list[tuple[int, Timed]]
    """Line and entry of each row that could be read."""
    empty: list[int]
    """Lines of rows without a value."""
    faults: list[Finding]


def read_rows(table: Table, reading: Reading) -> Rows:
    """Every row as an entry; rows without a value are counted, cells that cannot be read are faults."""
    entries, empty, faults = list[tuple[int, Timed]](), [*table.blank], list[Finding]()
    midnight = _only_midnight(table, reading)
    for row in table.rows:
        fields, found = _fields(table, reading, row)
        if midnight:
            fields.pop("time", None)
        if found:
            faults += found
        elif set(fields) <= _WHEN:
            empty.append(row.line)
        else:
            try:
                entries.append((row.line, reading.kind.model.model_validate(fields)))
            except ValidationError as error:
                faults += _told(table, reading, row, error)
    return Rows(entries, sorted(empty), faults)


def _only_midnight(table: Table, reading: Reading) -> bool:
    """Whether every date is written with midnight, as spreadsheets do with dates that have no time."""
    if any(column.field == "time" for column in reading.columns):
        return False
    dates = next(column.number for column in reading.columns if column.field == "date")
    return all(f" {_MIDNIGHT}" in cell.replace("T", " ") for cell in table.cells(dates))


def _fields(table: Table, reading: Reading, row: Row) -> tuple[dict[str, str], list[Finding]]:
    fields, faults = dict[str, str](), list[Finding]()
    for column in reading.columns:
        cell = row.cells[column.number]
        if blank(cell):
            continue
        try:
            fields |= _field(reading, column, cell)
        except ValueSyntaxError as error:
            asked = "; or give --date-format dmy or mdy" if column.field == "date" and not reading.dates else ""
            faults.append(_at(table, row, column, error.message + asked))
    return fields, faults


def _field(reading: Reading, column: Column, cell: str) -> dict[str, str]:
    """What one cell says; a date may bring a time with it, which a cell for the time overrides."""
    if column.field == "date":
        date, time = moment(cell, reading.dates)
        moved = Date.fromordinal(parse_date(date).toordinal() + reading.shift_days)
        return {"date": moved.isoformat()} | ({"time": time} if time else {})
    if column.field == "time":
        return {"time": clock(cell)}
    if column.field in MEASURED:
        return {column.field: number_text(cell, reading.decimal, column.unit)}
    return {column.field: route_text(cell) if column.field == "route" else cell}


def _told(table: Table, reading: Reading, row: Row, error: ValidationError) -> Iterator[Finding]:
    by_field: dict[Any, Column] = {column.field: column for column in reading.columns}
    for problem in error.errors(include_url=False):
        field = problem["loc"][0] if problem["loc"] else None
        words = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "missing":
            words = "the cell is blank"
        elif problem["type"] == "literal_error":
            words = f"'{str(problem['input'])[:40]}' is not allowed; allowed: {problem['ctx']['expected']}"
        yield _at(table, row, by_field.get(field, reading.columns[0]), words)


def _at(table: Table, row: Row, column: Column, words: str) -> Finding:
    return cell_fault(table, "value-refused", f"{table.header[column.number]}: {words}", row.line, column.number)
