"""A table taken into a record: every row read, or every reason why not; what is recorded already is left out.

The record is only added to. A row that was recorded once counts as recorded even if it has been corrected since, so
that importing a file twice never brings a mistake back.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple

from regimen.days import MAX_DAY
from regimen.errors import RegimenError
from regimen.findings import Finding
from regimen.protocol.reader import UnusableFile
from regimen.record.entries import Administration, Timed
from regimen.record.importing.cells import DateOrder, DecimalSign, decimal_sign
from regimen.record.importing.columns import Column, Kind, columns_of, index_of
from regimen.record.importing.privacy import SUBJECT, header_words, personal
from regimen.record.importing.rows import MEASURED, Reading, read_rows
from regimen.record.importing.table import Table, cell_fault
from regimen.record.model import REPLACEMENTS, Record


class Wishes(NamedTuple):
    """How a table is to be read, as far as the person who imports says."""

    columns: Mapping[str, str] = {}
    """Field to header."""
    units: Mapping[str, str] = {}
    """Field to the unit of its bare numbers."""
    drop: tuple[str, ...] = ()
    """Headers of columns that are not looked at."""
    decimal: DecimalSign | None = None
    dates: DateOrder | None = None
    shift_days: int = 0
    """Days by which every date is moved."""


class Taken(NamedTuple):
    """What an import comes to."""

    record: Record
    """The record with what was added."""
    columns: list[Column]
    left_out: list[str]
    """Headers of columns that were not taken."""
    decimal: DecimalSign
    added: list[int]
    """Lines of rows that were added."""
    known: list[int]
    """Lines of rows that are recorded already."""
    repeated: list[int]
    """Lines of rows that stand in the table before."""
    empty: list[int]
    """Lines of rows without a value."""


def take(record: Record, table: Table, kind: Kind, wishes: Wishes, subject: str | None = None) -> Taken:
    """Read a whole table into the record of `subject`; raises with everything that is wrong, and takes nothing then."""
    if not -MAX_DAY <= wishes.shift_days <= MAX_DAY:
        raise RegimenError(f"dates shifted by {wishes.shift_days} days", allowed=f"{-MAX_DAY} to {MAX_DAY}")
    dropped = {index_of(table, "--drop", header) for header in wishes.drop}
    columns = columns_of(_without(table, dropped), kind, wishes.columns, wishes.units)
    numeric = [column.number for column in columns if column.field in MEASURED]
    decimal = wishes.decimal or decimal_sign(cell for number in numeric for cell in table.cells(number))
    unitless = list(_unitless(table, columns))
    read = [column for column in columns if column not in unitless]
    rows = read_rows(table, Reading(kind, read, decimal, wishes.dates, wishes.shift_days))
    faults = [
        *_personal(table, dropped, columns),
        *_subjects(table, dropped, subject),
        *(_no_unit(table, column) for column in unitless),
        *rows.faults,
    ]
    if faults:
        raise UnusableFile(sorted(faults, key=lambda one: one.place or ()))
    fresh, known, repeated = _told_apart(record, kind, rows.entries)
    taken = {*dropped, *(column.number for column in columns)}
    left_out = [name for number, name in enumerate(table.header) if number not in taken and name]
    added = [line for line, _ in fresh]
    return Taken(_with(record, kind, fresh), columns, left_out, decimal, added, known, repeated, rows.empty)


def _without(table: Table, dropped: set[int]) -> Table:
    """The table with the headers of dropped columns blanked, so that none of them can be mapped."""
    return table._replace(header=tuple("" if at in dropped else name for at, name in enumerate(table.header)))


def _unitless(table: Table, columns: list[Column]) -> Iterator[Column]:
    """Columns with bare numbers whose unit stands nowhere."""
    for column in columns:
        bare = re.compile(r"<?\s*[0-9.,]*[0-9]")
        if (
            column.field in MEASURED - {"blasts"}
            and column.unit is None
            and any(map(bare.fullmatch, table.cells(column.number)))
        ):
            yield column


def _no_unit(table: Table, column: Column) -> Finding:
    header, field = table.header[column.number], column.field
    example = {"haemoglobin": "g/dL", "amount": "mg"}.get(field, "10^9/L")
    told = f"'{header}' has numbers without a unit; write it in the header, as in {header} ({example})"
    return cell_fault(table, "unit-missing", f"{told}, or give --unit {field}={example}", table.line, column.number)


def _personal(table: Table, dropped: set[int], columns: list[Column]) -> Iterator[Finding]:
    dated = next(column.number for column in columns if column.field == "date")
    known = [column.number for column in columns if column.field != "note"]
    for number, what in personal(table, dropped, known, dated):
        header = table.header[number]
        told = f"the column '{header[:40]}' looks like {what}; nothing was imported"
        yield cell_fault(table, "column-personal", f'{told}; give --drop "{header}"', table.line, number)


def _subjects(table: Table, dropped: set[int], subject: str | None) -> Iterator[Finding]:
    """Rows of more than one subject, or of another one than the course's."""
    for number, header in enumerate(table.header):
        if number in dropped or header_words(header) not in SUBJECT:
            continue
        codes = list(dict.fromkeys(table.cells(number)))
        if len(codes) > 1:
            told = f"the rows are of {len(codes)} subjects ({', '.join(codes[:3])}); a course is one; keep one's rows"
            yield cell_fault(table, "other-subject", told, table.line, number)
        elif codes and subject and codes[0] != subject:
            told = f"the rows are of subject '{codes[0][:40]}', the course is of '{subject}'"
            yield cell_fault(table, "other-subject", told, table.line, number)


Lined = tuple[int, Timed]


def _told_apart(record: Record, kind: Kind, rows: list[Lined]) -> tuple[list[Lined], list[int], list[int]]:
    """Rows that are new, lines that are recorded already, lines that repeat an earlier one.

    A dose without a time of day may be one of several equal ones, so those are counted.
    """
    recorded: Counter[Any] = Counter(entry.content for entry in getattr(record, kind.section))
    field = REPLACEMENTS[kind.section]
    recorded.update(entry.content for correction in record.corrections if (entry := getattr(correction, field)))
    fresh, known, repeated, seen = list[Lined](), list[int](), list[int](), set[Any]()
    for line, entry in rows:
        several = isinstance(entry, Administration) and entry.time is None
        if recorded[entry.content] > 0:
            recorded[entry.content] -= several
            known.append(line)
        elif entry.content in seen and not several:
            repeated.append(line)
        else:
            seen.add(entry.content)
            fresh.append((line, entry))
    return fresh, known, repeated


def _with(record: Record, kind: Kind, rows: list[Lined]) -> Record:
    """The record with entries added, each under an id of its own."""
    sections = (getattr(record, section) for section in REPLACEMENTS)
    held = [entry for section in sections for entry in (section if isinstance(section, list) else [section]) if entry]
    taken = {entry.id for entry in held}
    old = getattr(record, kind.section)
    free = (name for number in count(len(old) + 1) if (name := f"{kind.prefix}{number}") not in taken)
    added = [entry.model_copy(update={"id": name}) for (_, entry), name in zip(rows, free, strict=False)]
    return record.model_copy(update={kind.section: [*old, *added]})
