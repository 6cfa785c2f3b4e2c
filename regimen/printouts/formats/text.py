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
    return Rendered((text_of(document, WIDTH) + "\n").encode("utf-8"))


def text_of(document: Document, width: int) -> str:
    """The same in lines of at most a width; a chart is as wide as it is."""
    return "\n".join(_lines(document, width))


def parts_text(parts: Iterable[Part], width: int) -> str:
    """Parts by themselves, such as what an exercise gives its learner."""
    return "\n".join(line for part in parts for line in _part(part, width)).strip("\n")


def _lines(document: Document, width: int) -> Iterator[str]:
    yield from (*wrapped(NOTICE, width), SPECIMEN, "", *wrapped(document.title, width))
    for line in (document.subtitle, document.subject, document.identity.supersedes):
        yield from wrapped(line, width) if line else ()
    for part in document.body:
        yield from _part(part, width)


def _part(part: Part, width: int) -> Iterator[str]:
    match part:
        case Heading(text):
            yield from ("", *wrapped(text, width))
        case Lines(lines):
            for line in lines:
                yield from wrapped(signed(line), width, "  ", "  ")
        case Facts(facts):
            yield from _facts(facts, width)
        case Listing(entries):
            yield from _listing(entries, width)
        case Table():
            yield from _table(part, width)
        case Month():
            yield from _month(part, width)
        case Chart(_, about, _, characters):
            yield from (*wrapped(about, width, "  ", "  "), *characters)
        case PageBreak():
            yield ""


def _facts(facts: Iterable[Fact], width: int) -> Iterator[str]:
    pairs = list(facts)
    room = min(_NAME, max((len(name) for name, _ in pairs), default=0)) + 2
    for name, value in pairs:
        yield from wrapped(value, width, f"  {f'{name}:'.ljust(room - 1)} ", "  " + " " * room)


def _listing(entries: Iterable[Entry], width: int) -> Iterator[str]:
    for entry in entries:
        yield from wrapped(entry.text, width, "  ", "    ")
        for detail in entry.details:
            yield from wrapped(detail, width, "    - ", "      ")


def signed(line: Line) -> str:
    """`● LEN 50 mg`."""
    return f"{line.sign} {line.text}".lstrip()


def _table(table: Table, width: int) -> Iterator[str]:
    """A row as a block: what it is about, and below it each column by its head, or alone where there are but two."""
    for row in table.rows:
        place = 0
        for cell in row:
            if table.row_heads and place == 0:
                yield from wrapped(" · ".join(_texts(cell)), width, "  ")
            elif len(table.columns) == 1 + table.row_heads:
                for text in _texts(cell):
                    yield from wrapped(text, width, "    ", "      ")
            elif texts := _texts(cell):
                yield from wrapped(_joined(texts), width, f"    {table.heads[place]}: ", "      ")
            place += cell.span


def _joined(texts: list[str]) -> str:
    """Lines of a cell one after the other; what ends in a full stop needs no other sign."""
    return "".join(f"{text}{' ' if text.endswith('.') else '; '}" for text in texts[:-1]) + texts[-1]


def _texts(cell: Cell) -> list[str]:
    return [*map(signed, cell.lines), *[_WRITE] * cell.write]


def _month(month: Month, width: int) -> Iterator[str]:
    """A day a line, a blank line between weeks."""
    yield from ("", *wrapped(month.title, width), *wrapped(month.about, width, "  ", "  "))
    label = max(len(day.label) for week in month.weeks for day in week)
    for week in month.weeks:
        yield ""
        for day in week:
            first = f"  {day.full_date}  {day.label.ljust(label)}  "
            yield from _hung(map(signed, day.lines), first, width)
    yield ""
    for line in (*month.key, month.window):
        yield from wrapped(line, width, "  ", "    ") if line else ()


def _hung(texts: Iterable[str], first: str, width: int) -> list[str]:
    """Texts behind what stands first, each whole on a line if it can be."""
    lines: list[str] = []
    then = " " * len(first)
    for text in texts:
        if lines and len(lines[-1]) + len(text) + 3 <= width:
            lines[-1] += f"   {text}"
        else:
            lines += wrapped(text, width, then if lines else first, then + "  ")
    return lines or [first.rstrip()]
