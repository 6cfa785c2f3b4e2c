"""A document as its templates take it: lists, mappings and texts, with whatever can be decided before they run.

The templates are interpreted anew for each sheet, so what is decided there costs ten times what it costs here.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from textwrap import shorten
from typing import Any

from regimen.nomenclature import NOTICE
from regimen.printouts.document import SPECIMEN, Cell, Chart, Document, Facts, Line, Month, MonthDay, Table, Tone
from regimen.printouts.formats.arranged import arranged
from regimen.printouts.formats.svg import svg

_HEADER_SIGNS, _FOOTER_SIGNS = 50, 110
"""What header and footer have room for; both stand in full on the first or the last page."""
_RUNNING = {"text", "details"}
"""Fields whose texts are set as runs."""
_AMOUNT = r"\d[\d,.]* (?:mg|mcg|g|mL|kg|cm|h|min|m²|drops?|international units|USP units)\S*"
_LONG_WORD = r"(?:[^\s/–-]|[/–-](?=\d)){24,}"
_HELD = re.compile(f"({_AMOUNT}|{_LONG_WORD})")
"""An amount never parts from its unit; a word that is longer than a line has to break somewhere, if not at a hyphen."""
_LONG_NAME = 32
"""Signs from which the names of facts get a third of the width."""
_LONG_CELL, _LINE_SIGNS = 1500, 50
"""Signs from which a row may go on on the next page, and what a line counts for at least."""
_Day = tuple[Line, ...]


def template_data(document: Document, paper: str) -> dict[str, Any]:
    """All that the templates need to know of a document."""
    language, _, region = document.language.partition("-")
    return {
        "paper": paper,
        "title": _runs(document.title),
        "short": _short(document.title, _HEADER_SIGNS),
        "subtitle": _runs(document.subtitle),
        "subject": document.subject,
        "supersedes": _runs(document.identity.supersedes or ""),
        "stamp": _short(document.identity.stamp, _FOOTER_SIGNS),
        "language": language,
        "region": region,
        "orientation": document.orientation,
        "large": document.large,
        "notice": NOTICE,
        "mark": SPECIMEN,
        "body": [_plain(part) for part in arranged(document)],
    }


def _short(text: str, signs: int) -> str:
    return shorten(text, signs, placeholder=" …", break_on_hyphens=False)


def _runs(text: str) -> list[str]:
    """The text in runs, of which every other one is held together."""
    return _HELD.split(text)


def _plain(value: Any, *, running: bool = False) -> Any:
    """A part of the tree as a mapping that names it, other tuples as lists, running text as runs."""
    if (made := _MAKERS.get(type(value))) is not None:
        return made(value)
    if isinstance(value, str):
        return _runs(value) if running else value
    if (names := getattr(value, "_fields", None)) is not None:
        fields = {name: _plain(getattr(value, name), running=name in _RUNNING) for name in names}
        return {"part": type(value).__name__.lower(), **fields}
    return [_plain(inner, running=running) for inner in value] if isinstance(value, tuple) else value


def _line(line: Line) -> dict[str, Any]:
    return {"text": _runs(line.text), "tone": line.tone, "sign": line.sign}


def _facts(facts: Facts) -> dict[str, Any]:
    long = any(len(name) >= _LONG_NAME for name, _ in facts.facts)
    return {"part": "facts", "facts": [[_runs(name), _runs(value)] for name, value in facts.facts], "long": long}


def _chart(chart: Chart) -> dict[str, Any]:
    return {"part": "chart", "about": f"{chart.title}: {chart.about}", "drawing": svg(chart.drawing)}


def _month(month: Month) -> dict[str, Any]:
    """The days of a month, each with the number of its kind: equal days are set only once."""
    days = [day for week in month.weeks for day in week]
    kinds = {lines: number for number, lines in enumerate(dict.fromkeys(day.lines for day in days))}
    return {
        "part": "month",
        "title": month.title,
        "about": _runs(month.about),
        "weekdays": month.weekdays,
        "weeks": [[_day(day, kinds[day.lines]) for day in week] for week in month.weeks],
        "kinds": [[_line(line) for line in lines] for lines in kinds],
        "fullest": [[kinds[lines] for lines in fullest({day.lines for day in week})] for week in month.weeks],
        "longest": max((day.label for day in days), key=len),
        "window": month.window,
        "key": [_runs(line) for line in month.key],
    }


def _day(day: MonthDay, kind: int) -> dict[str, Any]:
    marks = {"shaded": day.shaded, "framed": day.framed, "weekend": day.weekend, "outside": day.outside}
    return {"date": day.date, "label": day.label, "kind": kind, **marks}


def fullest(days: Collection[_Day]) -> Iterator[_Day]:
    """Days that may be the highest of their week: one whose lines all stand in another one as well cannot be."""
    counted = {lines: Counter(lines) for lines in days}
    return (one for one in days if not any(counted[one] < counted[other] for other in days))


def _table(table: Table) -> dict[str, Any]:
    cells = [cell for row in table.rows for cell in row]
    return {
        "part": "table",
        "shares": [column.width for column in table.columns],
        "aligns": [column.align for column in table.columns],
        "heads": [_runs(column.head) for column in table.columns],
        "over": [_cell(cell) for cell in table.over],
        "rows": [{"goes_on": _goes_on(row), "cells": [_cell(cell) for cell in row]} for row in table.rows],
        "form": any(cell.write for cell in cells),
        "long": any(sum(max(len(line.text), _LINE_SIGNS) for line in cell.lines) > _LONG_CELL for cell in cells),
    }


def _goes_on(row: tuple[Cell, ...]) -> bool:
    """Whether a row goes on with what the row above began: it names the day once more, but quietly."""
    return any(line.tone is Tone.QUIET for line in row[0].lines)


def _cell(cell: Cell) -> dict[str, Any]:
    lines = [_line(line) for line in cell.lines]
    return {"lines": lines, "hang": _hang(cell), "span": cell.span, "shaded": cell.shaded, "write": cell.write}


def _hang(cell: Cell) -> float:
    """How far a folded line stands in: behind the signs; without any, so far that it is told from the next one."""
    if any(line.sign for line in cell.lines):
        return 1
    return 0.8 if len(cell.lines) > 1 and len({line.tone for line in cell.lines}) == 1 else 0


_MAKERS: dict[type, Callable[[Any], Any]] = {Line: _line, Facts: _facts, Chart: _chart, Month: _month, Table: _table}
