"""About how many lines a part of a sheet takes on paper: a guess from its signs, made before anything is set."""

from collections.abc import Iterator

from regimen.printouts.document import Cell, Facts, Heading, Lines, Listing, Part, Table

_NARROW = 0.8
"""Share of a column's width that its words fill."""
_HEADING, _GAP = 2, 4
"""What a heading takes in lines; signs between a name and its value."""
_LARGEST = 100
"""Lines of what is never held together with anything: a month, a chart."""


def length(part: Part, signs: int) -> int:
    """About how many lines a part takes where a line has so many signs."""
    match part:
        case Heading():
            return _HEADING
        case Lines() | Facts() | Listing():
            return sum(_folded(text, room) for text, room in _texts(part, signs))
        case Table():
            return _table(part, signs)
    return _LARGEST


def _texts(part: Lines | Facts | Listing, signs: int) -> Iterator[tuple[str, int]]:
    """Each text with the signs that a line of it has."""
    match part:
        case Lines(lines):
            yield from ((line.text, signs) for line in lines)
        case Facts(facts):
            room = signs - max(len(name) for name, _ in facts) - _GAP
            yield from ((value, room) for _, value in facts)
        case Listing(entries):
            yield from ((text, signs) for entry in entries for text in (entry.text, *entry.details))


def _table(table: Table, signs: int) -> int:
    share = signs * _NARROW / sum(column.width for column in table.columns)
    widths = [int(column.width * share) for column in table.columns]
    return _HEADING + sum(1 + max(map(_cell, row, widths)) for row in table.rows)


def _cell(cell: Cell, signs: int) -> int:
    return sum(_folded(line.text, signs * cell.span) for line in cell.lines) + cell.write


def _folded(text: str, signs: int) -> int:
    return -(-len(text) // max(signs, 1)) or 1
