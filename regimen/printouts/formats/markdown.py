"""A document as Markdown, for course pages and notes: CommonMark, with the tables of GitHub's dialect."""

from collections.abc import Iterable, Iterator

from regimen.nomenclature import NOTICE
from regimen.printouts.document import (
    SPECIMEN,
    Align,
    Cell,
    Chart,
    Document,
    Facts,
    Heading,
    Line,
    Lines,
    Listing,
    Month,
    MonthDay,
    PageBreak,
    Part,
    Table,
    Tone,
)
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.markdown import escaped

_WRITE = r"\_\_\_\_\_\_\_\_"
_RULES = {Align.START: ":---", Align.CENTRE: ":---:", Align.END: "---:"}


def render(document: Document, _paper: str) -> Rendered:
    """The whole document as UTF-8, with a line end after the last line."""
    return Rendered(("\n".join(_lines(document)) + "\n").encode("utf-8"))


def _lines(document: Document) -> Iterator[str]:
    yield from (f"> **{escaped(NOTICE)}**", ">", f"> {SPECIMEN}", "", f"# {escaped(document.title)}")
    for line in (document.subtitle, document.subject, document.identity.supersedes):
        yield from ("", escaped(line)) if line else ()
    for part in document.body:
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    yield ""
    match part:
        case Heading(text, level):
            yield f"{'#' * level} {escaped(text)}"
        case Lines(lines):
            yield "\n\n".join(map(_line, lines))
        case Facts(facts):
            yield from (f"- **{escaped(name)}:** {escaped(value)}" for name, value in facts)
        case Listing(entries):
            for entry in entries:
                yield f"- {escaped(entry.text)}"
                yield from (f"  - {escaped(detail)}" for detail in entry.details)
        case Table():
            yield from _table(part)
        case Month():
            yield from _month(part)
        case Chart(_, about, _, characters):
            yield from (escaped(about), "", "```text", *characters, "```")
        case PageBreak():
            yield "---"


def _line(line: Line) -> str:
    text = escaped(line.text)
    return " ".join(filter(None, (line.sign, f"**{text}**" if line.tone is Tone.STRONG else text)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table(table: Table) -> Iterator[str]:
    yield _row(map(escaped, table.heads))
    yield _row(_RULES[column.align] for column in table.columns)
    for row in table.rows:
        yield _row(text for cell in row for text in (_cell(cell), *[""] * (cell.span - 1)))


def _cell(cell: Cell) -> str:
    return "<br>".join([*map(_line, cell.lines), *[_WRITE] * cell.write])


def _month(month: Month) -> Iterator[str]:
    yield from (f"## {escaped(month.title)}", "", escaped(month.about), "")
    yield from (_row(month.weekdays), _row(_RULES[Align.START] for _ in month.weekdays))
    yield from (_row(map(_day, week)) for week in month.weeks)
    yield ""
    yield from (f"- {escaped(line)}" for line in (*month.key, month.window) if line)


def _day(day: MonthDay) -> str:
    head = f"**{day.date}**" + (f" {escaped(day.label)}" if day.label else "")
    return "<br>".join([head, *map(_line, day.lines)])
