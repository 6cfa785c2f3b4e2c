"""A sheet of short blocks (doses, a protocol, start days), and its two plain forms."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from regimen.nomenclature import NOTICE
from regimen.printouts.markdown import escaped
from regimen.printouts.wrap import WIDTH, wrapped


class Entry(NamedTuple):
    """One line of a block, with what belongs below it."""

    text: str
    details: tuple[str, ...] = ()


class Table(NamedTuple):
    """Rows of short cells; only the last one may be folded."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: frozenset[int] = frozenset()
    """Columns that hold words and stand to the left; figures stand to the right."""


class Block(NamedTuple):
    """A heading and what stands below it: a table, a drawing, lines, as far as there are any."""

    heading: str
    entries: tuple[Entry, ...]
    table: Table | None = None
    drawn: tuple[str, ...] = ()
    """Lines that stand as they are."""


class Sheet(NamedTuple):
    """A titled sheet; the training notice stands above and below."""

    title: str
    lead: tuple[str, ...]
    """Lines under the title."""
    blocks: tuple[Block, ...]


def block(heading: str, *lines: str | Entry) -> Block:
    """A block of lines, some with details."""
    return Block(heading, tuple(line if isinstance(line, Entry) else Entry(line) for line in lines))


def as_text(sheet: Sheet, width: int = WIDTH) -> str:
    """The sheet as plain text."""
    return "\n".join(_text(sheet, width)) + "\n"


def _text(sheet: Sheet, width: int) -> Iterator[str]:
    yield from (*wrapped(NOTICE, width), "", *wrapped(sheet.title, width))
    for line in sheet.lead:
        yield from wrapped(line, width)
    for part in sheet.blocks:
        if part.entries or part.table or part.drawn:
            yield from ("", part.heading)
        if part.table:
            yield from (f"  {line}" for line in aligned(part.table, width - 2))
        yield from part.drawn
        for entry in part.entries:
            yield from wrapped(entry.text, width, "  ", "    ")
            for detail in entry.details:
                yield from wrapped(detail, width, "    - ", "      ")
    yield from ("", *wrapped(NOTICE, width))


def aligned(table: Table, width: int = WIDTH) -> list[str]:
    """A table in plain lines, its head first, the last cell folded where it does not fit; an empty table is none."""
    if not table.rows:
        return []
    lines = [table.head, *table.rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    before = sum(widths[:-1]) + 2 * len(widths[:-1])
    told: list[str] = []
    for line in lines:
        cells = [
            cell.ljust(room) if number in table.words else cell.rjust(room)
            for number, (cell, room) in enumerate(zip(line, widths, strict=True))
        ]
        told += _folded("  ".join(cells).rstrip(), before, width)
    return told


def _folded(line: str, before: int, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    first, *more = wrapped(line[before:], max(1, width - before))
    return [line[:before] + first, *(" " * before + text for text in more)]


def as_markdown(sheet: Sheet) -> str:
    """The sheet as Markdown."""
    return "\n".join(_markdown(sheet)) + "\n"


def _markdown(sheet: Sheet) -> Iterator[str]:
    notice = f"> **{escaped(NOTICE)}**"
    yield from (notice, "", f"# {escaped(sheet.title)}")
    for line in sheet.lead:
        yield from ("", escaped(line))
    for part in sheet.blocks:
        if part.entries or part.table or part.drawn:
            yield from ("", f"## {escaped(part.heading)}", "")
        if part.table:
            yield from _markdown_table(part.table)
        if part.drawn:
            yield from ("```text", *part.drawn, "```")
        if part.entries and (part.table or part.drawn):
            yield ""
        for entry in part.entries:
            yield f"- {escaped(entry.text)}"
            yield from (f"  - {escaped(detail)}" for detail in entry.details)
    yield from ("", notice)


def _markdown_table(table: Table) -> Iterator[str]:
    if table.rows:
        rules = ["---" if number in table.words else "---:" for number in range(len(table.head))]
        yield _markdown_row(map(escaped, table.head))
        yield _markdown_row(rules)
        yield from (_markdown_row(escaped(cell.strip()) for cell in row) for row in table.rows)


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
