"""A CSV file as rows of text: encoding and separator found, every row as long as the header."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from regimen.findings import Finding, Place, Severity
from regimen.protocol.reader import UnusableFile
from regimen.protocol.tree import MAX_BYTES

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_TRIED = ("utf-8", "cp1252")
ENCODING_WORDS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_LOOKED_AT = 50
"""Rows by which a separator is judged."""


class Row(NamedTuple):
    """One row that is not blank."""

    line: int
    """Line of the file it begins on."""
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A table with a header."""

    file: str
    line: int
    """Line of the header."""
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    separator: str
    blank: tuple[int, ...]
    """Lines of rows without any text."""

    def cells(self, column: int) -> list[str]:
        """The text of one column that is not blank."""
        return [row.cells[column] for row in self.rows if row.cells[column]]

    def place(self, line: int, column: int) -> Place:
        """Where a cell stands: its line, and the number of its column from one."""
        return Place(self.file, line, column + 1)


def read_table(path: Path) -> Table:
    """Read a CSV file; raises UnusableFile with what is wrong and where."""
    try:
        with path.open("rb") as handle:
            raw = handle.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unusable("file-unreadable", f"cannot read the file: {error.strerror}", str(path)) from error
    return parse_table(raw, str(path))


def parse_table(raw: bytes, file: str) -> Table:
    """Read CSV bytes."""
    if len(raw) > MAX_BYTES:
        raise _unusable("file-too-large", f"the file is larger than {MAX_BYTES:,} bytes and was not read", file)
    text, encoding = _decoded(raw, file)
    separator = max(SEPARATORS, key=lambda sign: _agreement(text, sign))
    rows, blank = list[Row](), list[int]()
    try:
        for line, cells in _rows(text, separator):
            if any(cells):
                rows.append(Row(line, cells))
            else:
                blank.append(line)
    except csv.Error as error:
        raise _unusable("csv-shape", f"not a table: {error}; check the quotation marks", file) from error
    if len(rows) < 2:  # noqa: PLR2004 - a header and one row
        raise _unusable("csv-shape", "the table holds no row below a header", file)
    header, *body = rows
    table = Table(file, header.line, header.cells, tuple(body), encoding, separator, tuple(blank))
    if faults := [*_faults(table)]:
        raise UnusableFile(faults)
    return table


def _decoded(raw: bytes, file: str) -> tuple[str, str]:
    marked = next((encoding for mark, encoding in _BOMS.items() if raw.startswith(mark)), None)
    for encoding in [marked] if marked else _TRIED:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, encoding
    raise _unusable("not-utf8", "the file is not text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8", file)


def _rows(text: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1
    for cells in reader:
        yield line, tuple(" ".join(cell.split()) for cell in cells)
        line = reader.line_num + 1


def _agreement(text: str, separator: str) -> tuple[int, int]:
    """How many rows are as long as the first under a separator, and how long that is; one column is no table."""
    lengths = []
    try:
        for _, (_, cells) in zip(range(_LOOKED_AT), _rows(text, separator), strict=False):
            lengths.append(len(cells))
    except csv.Error:
        return 0, 0
    width = lengths[0] if lengths else 0
    return (lengths.count(width), width) if width > 1 else (0, 0)


def _faults(table: Table) -> Iterator[Finding]:
    for index, name in enumerate(table.header):
        if name and name in table.header[:index]:
            yield cell_fault(
                table, "csv-shape", f"the column '{name[:40]}' stands twice; rename one", table.line, index
            )
    for row in table.rows:
        if len(row.cells) != len(table.header):
            told = f"this row has {len(row.cells)} cells, the header has {len(table.header)}"
            yield cell_fault(table, "csv-shape", f"{told}; separated by {SEPARATORS[table.separator]}", row.line, 0)


def cell_fault(table: Table, code: str, message: str, line: int, column: int) -> Finding:
    """An error at a cell of a table."""
    return Finding(code, Severity.ERROR, message, "table", None, table.place(line, column))


def _unusable(code: str, message: str, file: str) -> UnusableFile:
    return UnusableFile([Finding(code, Severity.ERROR, message, "file", None, Place(file, 1, 1))])
