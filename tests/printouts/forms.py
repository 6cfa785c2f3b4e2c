"""Reading sheets to fill in: their tables, rows and cells."""

from regimen.printouts.document import Cell, Document, Facts, Table


def tables(document: Document) -> list[Table]:
    """The tables of a sheet."""
    return [part for part in document.parts if isinstance(part, Table)]


def texts(cell: Cell) -> list[str]:
    """The lines of a cell."""
    return [line.text for line in cell.lines]


def rows(document: Document, head: str) -> list[tuple[Cell, ...]]:
    """The rows of all tables whose first column has a head."""
    return [row for table in tables(document) if table.columns[0].head == head for row in table.rows]


def facts(document: Document) -> dict[str, str]:
    """Every name and value, the last one where a name stands twice."""
    return {name: value for part in document.parts if isinstance(part, Facts) for name, value in part.facts}
