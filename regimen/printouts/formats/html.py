"""A document as one self-contained HTML page: headings in order, tables with scopes, no scripts, ready for printing."""

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

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
    MonthDay,
    PageBreak,
    Part,
    Table,
    Tone,
)
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.formats.svg import svg

_WRITE = '<span class="write" role="img" aria-label="room to write"></span>'
_SIZES = {"a4": "A4", "letter": "letter"}


def render(document: Document, paper: str) -> Rendered:
    """The whole page as UTF-8."""
    return Rendered(("\n".join(_page(document, paper)) + "\n").encode("utf-8"))


def _page(document: Document, paper: str) -> Iterator[str]:
    yield from ("<!DOCTYPE html>", f'<html lang="{escape(document.language)}">', "<head>", '<meta charset="utf-8">')
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(document.title)} ({SPECIMEN}, training only)</title>"
    yield from ("<style>", _style(document, paper), "</style>", "</head>")
    yield f'<body class="{"large" if document.large else "usual"}">'
    yield f'<div class="mark" aria-hidden="true">{SPECIMEN}</div>'
    yield from ("<header>", f'<p class="notice"><strong>{escape(NOTICE)}</strong><br>{SPECIMEN}</p>', "</header>")
    yield from ("<main>", f"<h1>{escape(document.title)}</h1>")
    for line in (document.subtitle, document.subject):
        yield f"<p>{escape(line)}</p>"
    if document.identity.supersedes:
        yield f'<p class="notice"><strong>{escape(document.identity.supersedes)}</strong></p>'
    for part in document.body:
        yield from _part(part)
    yield from ("</main>", f"<footer><p>{escape(document.identity.stamp)}</p></footer>", "</body>", "</html>")


@cache
def _sheet() -> str:
    return (files("regimen.printouts.formats") / "templates" / "page.css").read_text(encoding="utf-8").rstrip()


def _style(document: Document, paper: str) -> str:
    """The style sheet, and what it says on the margins of each printed page."""
    boxes = {"top-center": _css_text(NOTICE), "bottom-left": _css_text(document.identity.stamp)}
    margins = " ".join(f"@{box} {{ content: {text}; }}" for box, text in boxes.items())
    size = f"size: {_SIZES[paper]} {document.orientation};"
    return f"{_sheet()}\n@page {{ {size} {margins} }}"


def _css_text(text: str) -> str:
    """A text as CSS takes it; every sign that could end it, or the style sheet, as its number with a space behind."""
    safe = re.sub(r"[^A-Za-z0-9 ]", lambda match: f"\\{ord(match[0]):x} ", text)
    return f'"{safe}"'


def _part(part: Part) -> Iterator[str]:
    match part:
        case Heading(text, level):
            yield f"<h{level}>{escape(text)}</h{level}>"
        case Lines(lines):
            yield from map(_paragraph, lines)
        case Facts(facts):
            pairs = (f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
            yield from ("<dl>", *pairs, "</dl>")
        case Listing(entries):
            yield "<ul>"
            for entry in entries:
                details = "".join(f"<li>{escape(detail)}</li>" for detail in entry.details)
                yield f"<li>{escape(entry.text)}{f'<ul>{details}</ul>' if details else ''}</li>"
            yield "</ul>"
        case Table():
            yield from _table(part)
        case Month():
            yield from _month(part)
        case Chart(title, about, drawing):
            inside = f"<title>{escape(title)}</title><desc>{escape(about)}</desc>"
            yield f'<figure class="chart">{svg(drawing, inside)}</figure>'
        case PageBreak():
            yield '<div class="break"></div>'


def _line(line: Line) -> str:
    text = escape(line.text)
    if line.tone is not Tone.PLAIN:
        text = f"<strong>{text}</strong>" if line.tone is Tone.STRONG else f'<span class="quiet">{text}</span>'
    return f"{line.sign} {text}" if line.sign else text


def _paragraph(line: Line) -> str:
    return f'<p class="signed">{_line(line)}</p>' if line.sign else f"<p>{_line(line)}</p>"


def _table(table: Table) -> Iterator[str]:
    yield from ("<table>", f"<caption>{escape(table.caption)}</caption>", "<colgroup>")
    share = sum(column.width for column in table.columns)
    yield from (f'<col style="width: {100 * column.width / share:.2f}%">' for column in table.columns)
    yield from ("</colgroup>", "<thead>")
    if table.over:
        yield f"<tr>{''.join(map(_over, table.over))}</tr>"
    heads = (f'<th scope="col" class="{column.align}">{escape(column.head)}</th>' for column in table.columns)
    yield from (f"<tr>{''.join(heads)}</tr>", "</thead>", "<tbody>")
    for row in table.rows:
        yield f"<tr>{''.join(_cells(table, row))}</tr>"
    yield from ("</tbody>", "</table>")


def _over(cell: Cell) -> str:
    """What stands over several heads; nothing is no head."""
    kind = ('th scope="colgroup"', "th") if any(line.text for line in cell.lines) else ("td", "td")
    return f'<{kind[0]} colspan="{cell.span}">{_inside(cell)}</{kind[1]}>'


def _cells(table: Table, row: tuple[Cell, ...]) -> Iterator[str]:
    place = 0
    for cell in row:
        kind = ('th scope="row"', "th") if table.row_heads and place == 0 else ("td", "td")
        classes = f"{table.columns[place].align}{' shaded' if cell.shaded else ''}"
        span = f' colspan="{cell.span}"' if cell.span > 1 else ""
        yield f'<{kind[0]} class="{classes}"{span}>{_inside(cell)}</{kind[1]}>'
        place += cell.span


def _inside(cell: Cell) -> str:
    return "".join(_paragraph(line) for line in cell.lines if line.text) + _WRITE * cell.write


def _month(month: Month) -> Iterator[str]:
    yield from ('<section class="month">', f"<h2>{escape(month.title)}</h2>", f"<p>{escape(month.about)}</p>")
    yield from ("<table>", f"<caption>{escape(month.title)}, a row a week</caption>", "<thead>")
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in month.weekdays)
    yield from (f"<tr>{heads}</tr>", "</thead>", "<tbody>")
    for week in month.weeks:
        yield from ("<tr>", *map(_day, week), "</tr>")
    yield from ("</tbody>", "</table>", '<ul class="key">', *(f"<li>{escape(line)}</li>" for line in month.key))
    if month.window:
        yield f'<li><span class="swatch shaded"></span> {escape(month.window)}</li>'
        yield '<li><span class="swatch framed"></span> its last day</li>'
    yield from ('<li><span class="swatch weekend"></span> weekend</li>', "</ul>", "</section>")


def _day(day: MonthDay) -> str:
    marks = {"shaded": day.shaded, "framed": day.framed, "weekend": day.weekend, "outside": day.outside}
    classes = " ".join(name for name, on in marks.items() if on)
    head = f"<strong>{escape(day.date)}</strong>" + (f" <span>{escape(day.label)}</span>" if day.label else "")
    lines = "".join(f"<li>{_line(line)}</li>" for line in day.lines)
    opening = f'<td class="{classes}">' if classes else "<td>"
    return f"{opening}<p>{head}</p>{f'<ul>{lines}</ul>' if lines else ''}</td>"
