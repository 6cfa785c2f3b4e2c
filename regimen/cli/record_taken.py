"""What an import took, in lines and for scripts."""

from collections.abc import Iterator, Sequence
from typing import Any

from regimen.record.importing.columns import Kind
from regimen.record.importing.table import ENCODING_WORDS, SEPARATORS, Table
from regimen.record.importing.take import Taken, Wishes
from regimen.recordfile import Import

PRIVACY = "Names, dates of birth and record numbers must not be in a course file; free text was not looked at."


def taken_facts(table: Table, taken: Taken, wishes: Wishes) -> dict[str, Any]:
    """`columns, not_taken, added, known, repeated, empty` and how the table was read."""
    return {
        "table": table.file,
        "encoding": ENCODING_WORDS[table.encoding],
        "separator": SEPARATORS[table.separator],
        "decimal": taken.decimal,
        "shifted_days": wishes.shift_days,
        "columns": {column.field: table.header[column.number] for column in taken.columns},
        "units": {column.field: column.unit for column in taken.columns if column.unit},
        "not_taken": taken.left_out,
        "added": taken.added,
        "known": taken.known,
        "repeated": taken.repeated,
        "empty": taken.empty,
        "privacy": PRIVACY,
    }


def taken_lines(file: str, table: Table, kind: Kind, made: Import, wishes: Wishes, *, dry_run: bool) -> Iterator[str]:
    """What was read, what was added, what was left out and why."""
    taken = made.taken
    how = f"{ENCODING_WORDS[table.encoding]}, separated by {SEPARATORS[table.separator]}, decimal {taken.decimal}"
    columns = [
        f"{column.field} from '{table.header[column.number]}'{f' in {column.unit}' if column.unit else ''}"
        for column in taken.columns
    ]
    yield f"{table.file}: {how}; {', '.join(columns)}"
    if taken.left_out:
        yield f"{table.file}: not taken: {', '.join(taken.left_out)}"
    if wishes.shift_days:
        yield f"{table.file}: every date moved by {wishes.shift_days} days"
    for told, lines in (
        ("recorded already", taken.known),
        ("standing in the table before", taken.repeated),
        ("without a value", taken.empty),
    ):
        if lines:
            yield f"{table.file}: left out, {told}: {_lines(lines)}"
    yield from map(str, made.findings)
    yield f"{file}: {_count(kind, len(taken.added))} {'would be added' if dry_run else 'added'}"
    yield PRIVACY


def _lines(lines: Sequence[int]) -> str:
    return f"{'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}"


def _count(kind: Kind, number: int) -> str:
    noun = {"counts": "sample", "administrations": "administration"}[kind.section]
    return f"{number} {noun}{'' if number == 1 else 's'}"
