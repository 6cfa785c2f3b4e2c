"""A document as plain text, for terminals, screen readers and mail: in reading order, without a grid to get lost in."""

from collections.abc import Iterable, Iterator

from regimen.nomenclature import NOTICE
from regimen.printouts.document import (
    SPECIMEN,
    Cell,
    Chart,
    Document,
    Facts,
    Heading,
    Line,
    Lines,
    Listing,
    Month,
    PageBreak,
    Part,
    Table,
)
from regimen.printouts.facts import Fact
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.sheet import Entry
from regimen.printouts.wrap import WIDTH, wrapped

_WRITE = "________"
_NAME = 18
"""Widest name of a fact that its value stands beside."""


def render(document: Document, _paper: str) -> Rendered:
    """The whole document as UTF-8, with a line end after the last line."""
    return Rendered(("\n".join(_lines(document)) + "\n").encode("utf-8"))


def _lines(document: Document) -> Iterator[str]:
    yield from (*wrapped(NOTICE), SPECIMEN, "", *wrapped(document.title))
    for line in (document.subtitle, document.subject, document.identity.supersedes):
        yield from wrapped(line) if line else ()
    for part in document.body:
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    match part:
        case Heading(text):
            yield from ("", *wrapped(text))
        case Lines(lines):
            for line in lines:
                yield from wrapped(signed(line), WIDTH, "  ", "  ")
        case Facts(facts):
            yield from _facts(facts)
        case Listing(entries):
            yield from _listing(entries)
        case Table():
            yield from _table(part)
        case Month():
            yield from _month(part)
        case Chart(_, about, _, characters):
            yield from (*wrapped(about, WIDTH, "  ", "  "), *characters)
        case PageBreak():
            yield ""


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    pairs = list(facts)
    width = min(_NAME, max((len(name) for name, _ in pairs), default=0)) + 2
    for name, value in pairs:
        yield from wrapped(value, WIDTH, f"  {f'{name}:'.ljust(width - 1)} ", "  " + " " * width)


def _listing(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from wrapped(entry.text, WIDTH, "  ", "    ")
        for detail in entry.details:
            yield from wrapped(detail, WIDTH, "    - ", "      ")


def signed(line: Line) -> str:
    """`● LEN 50 mg`."""
    return f"{line.sign} {line.text}".lstrip()


def _table(table: Table) -> Iterator[str]:
    """A row as a block: what it is about, and below it each column by its head, or alone where there are but two."""
    for row in table.rows:
        place = 0
        for cell in row:
            if table.row_heads and place == 0:
                yield from wrapped(" · ".join(_texts(cell)), WIDTH, "  ")
            elif len(table.columns) == 1 + table.row_heads:
                for text in _texts(cell):
                    yield from wrapped(text, WIDTH, "    ", "      ")
            elif texts := _texts(cell):
                yield from wrapped("; ".join(texts), WIDTH, f"    {table.heads[place]}: ", "      ")
            place += cell.span


def _texts(cell: Cell) -> list[str]:
    return [*map(signed, cell.lines), *[_WRITE] * cell.write]


def _month(month: Month) -> Iterator[str]:
    """A day a line, a blank line between weeks."""
    yield from ("", *wrapped(month.title), *wrapped(month.about, WIDTH, "  ", "  "))
    label = max(len(day.label) for week in month.weeks for day in week)
    for week in month.weeks:
        yield ""
        for day in week:
            first = f"  {day.full_date}  {day.label.ljust(label)}  "
            yield from _hung(map(signed, day.lines), first, " " * len(first))
    yield ""
    for line in (*month.key, month.window):
        yield from wrapped(line, WIDTH, "  ", "    ") if line else ()


def _hung(texts: Iterable[str], first: str, then: str) -> list[str]:
    """Texts behind what stands first, each whole on a line if it can be."""
    lines: list[str] = []
    for text in texts:
        if lines and len(lines[-1]) + len(text) + 3 <= WIDTH:
            lines[-1] += f"   {text}"
        else:
            lines += wrapped(text, WIDTH, then if lines else first, then + "  ")
    return lines or [first.rstrip()]
