"""Parts of a sheet as lines on a screen: tables in columns where they fit, else as on paper in text."""

from collections.abc import Iterable

from regimen.printouts.document import Align, Heading, Part, Table
from regimen.printouts.formats.text import parts_text
from regimen.printouts.sheet import Table as Rows
from regimen.printouts.sheet import aligned


def pane_text(parts: Iterable[Part], width: int) -> str:
    """What a pane of a width shows."""
    texts = (
        ("\n" if isinstance(part, Heading) else "") + (_columns(part, width) or parts_text([part], width))
        for part in parts
    )
    return "\n".join(texts).strip("\n")


def _columns(part: Part, width: int) -> str | None:
    """A table in columns; None where it is none, or too wide."""
    if not isinstance(part, Table) or any(len(cell.lines) > 1 or cell.write for row in part.rows for cell in row):
        return None
    rows = [tuple("".join(line.text for line in cell.lines) for cell in row) for row in part.rows]
    used = [place for place in range(len(part.columns)) if any(row[place : place + 1] != ("",) for row in rows)]
    if not rows or any(len(row) != len(part.columns) for row in rows):
        return None
    heads = tuple(part.columns[place].head for place in used)
    words = frozenset(at for at, place in enumerate(used) if part.columns[place].align is not Align.END)
    lines = aligned(Rows(heads, tuple(tuple(row[place] for place in used) for row in rows), words), 400)
    return "\n".join(lines) if max(map(len, lines)) <= width else None
