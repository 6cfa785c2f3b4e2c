"""The flowsheet on a sheet: counts by sample day, grades, the chart, and the summary."""

import re
from collections.abc import Iterator

from regimen.dates import safe_date
from regimen.flowsheet.columns import GRADED, Column
from regimen.flowsheet.sheet import Flowsheet
from regimen.nomenclature import NOT_IN_SOURCES
from regimen.printouts.chart import drawn
from regimen.printouts.countwords import (
    LOW,
    NAMES,
    NO_DLT,
    OPEN,
    RESPONSE_NOTE,
    anc_words,
    depth_words,
    grades_short,
    left_words,
    response_words,
    support_words,
    value_words,
    worst_words,
)
from regimen.printouts.sheet import Block, Entry, Table
from regimen.printouts.strips import SUPPORT
from regimen.printouts.words import day_words

HEAD = ("", "Day", "Date", "Left", "ANC", "WBC", "PLT", "Hb", "Blasts", "Beside")
WORDS = frozenset({0, 2, 9})
DECIDES = "*"
"""Before a sample that the verdict rests on."""
CHART_WIDTH, CHART_HEIGHT = 80, 26
_FIGURES = ("ANC", "WBC", "PLT", "Hb", "Blasts")
_WHOLE = re.compile(r"<?[0-9,]+")
_MINUTES = 60


def cells(column: Column, *, timed: bool = False) -> tuple[str, ...]:
    """A column of the flowsheet as the cells of a row; `timed` adds the time of collection to the date."""
    minute = column.sample.minute if column.sample and timed else None
    time = "" if minute is None else f" {minute // _MINUTES:02d}:{minute % _MINUTES:02d}"
    values = [value_words(name, column.values[name]) if name in column.values else "" for name in NAMES]
    values[0] = anc_words(column)
    return (
        DECIDES if column.decides else "",
        str(column.day).replace("-", "−"),
        f"{safe_date(column.date)}{time}",
        left_words(column.left),
        *values,
        support_words(column),
    )


def rows(sheet: Flowsheet) -> list[tuple[str, ...]]:
    """Every column as a row, figures under figures; times only where a day has several samples."""
    days = [one.day for one in sheet.columns]
    found = [cells(one, timed=days.count(one.day) > 1) for one in sheet.columns]
    aligned = [
        _by_point(cell) if HEAD[number] in _FIGURES else cell for number, cell in enumerate(zip(*found, strict=True))
    ]
    return list(zip(*aligned, strict=True))


def _by_point(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Figures padded behind, so that their decimal points stand under each other when they end together."""
    whole = [_WHOLE.match(text) for text in texts]
    behind = [len(text) - found.end() if found else None for text, found in zip(texts, whole, strict=True)]
    room = max((one for one in behind if one is not None), default=0)
    return tuple(
        text if after is None else f"{text}{' ' * (room - after)}" for text, after in zip(texts, behind, strict=True)
    )


def count_blocks(sheet: Flowsheet, *, chart: bool = True) -> Iterator[Block]:
    """The blocks of counts: table, grades, chart, summary."""
    notes = tuple(map(Entry, notes_of(sheet)))
    if not sheet.columns:
        yield Block("Counts", (Entry(f"No sample until {day_words(sheet.as_of)}."),))
    else:
        yield Block("Counts, ×10⁹/L; Hb g/dL; blasts %", notes, Table(HEAD, tuple(rows(sheet)), WORDS))
    if chart:
        lines = tuple(drawn(sheet, CHART_WIDTH, CHART_HEIGHT))
        yield Block("Chart, ×10⁹/L on a log axis", (), drawn=lines)
    yield from summary(sheet)
    if sheet.worst:
        grades = Table(("Day", "ANC", "WBC", "PLT", "Hb"), tuple(_grades(sheet)))
        yield Block("CTCAE grades by number alone", tuple(map(Entry, grade_notes(sheet))), grades)


def summary(sheet: Flowsheet) -> Iterator[Block]:
    """Nadirs and days low, worst grades, response."""
    recovered = sheet.verdict.day if sheet.verdict else None
    yield Block("How low, how long", tuple(Entry(depth_words(one, recovered)) for one in sheet.depths))
    worst = tuple(map(Entry, worst_words(sheet.worst)))
    yield Block("Worst grades", (*worst, Entry(NO_DLT)) if worst else ())
    read = any(one.marrow is not None for one in sheet.responses)
    told = [*response_words(sheet.responses), *([RESPONSE_NOTE] if read else [])]
    yield Block("Response", tuple(map(Entry, told)))


def notes_of(sheet: Flowsheet) -> Iterator[str]:
    """What the signs of the table mean, those that are there."""
    yield from value_notes(sheet)
    kinds = {one.kind for column in sheet.columns for one in column.support}
    if kinds:
        yield ", ".join(f"{sign} {words}" for kind, (_, sign, words) in SUPPORT.items() if kind in kinds)
    if any(one.marrows for one in sheet.columns):
        yield "M marrow with its blasts, M ? one that cannot be read"
    if any(one.baseline for one in sheet.columns):
        yield "days before the reference day are baseline and no recovery"
    if sheet.definition:
        yield f"Left: days to {day_words(sheet.definition.last_day)}, the last day in time"


def value_notes(sheet: Flowsheet) -> Iterator[str]:
    """What the signs beside values mean, and which samples decide."""
    definition = sheet.definition
    if any(one.decides for one in sheet.columns):
        yield f"{DECIDES} the verdict rests on it"
    if definition and (definition.anc is None or definition.platelets is None):
        yield f"thresholds: {NOT_IN_SOURCES}"
    levels = {value.level for one in sheet.columns for value in one.values.values()}
    if "low" in levels or any(one.by_wbc for one in sheet.columns):
        yield f"{LOW} below the threshold"
    if any(one.by_wbc for one in sheet.columns):
        yield "by WBC: no differential, and the white cells alone lie below the ANC threshold"
    yield from _open_values(sheet)


def _open_values(sheet: Flowsheet) -> Iterator[str]:
    """Why a value says nothing of its threshold."""
    for one in sheet.columns:
        for name, value in one.values.items():
            if value.why:
                yield f"{OPEN} {NAMES[name]} of {day_words(one.day)} decide nothing: {value.why}"


def _grades(sheet: Flowsheet) -> Iterator[tuple[str, ...]]:
    for one in sheet.columns:
        if any(value.grades for value in one.values.values()):
            yield str(one.day).replace("-", "−"), *(grades_short(one.values.get(name)) for name in GRADED)


def grade_notes(sheet: Flowsheet) -> Iterator[str]:
    """How the grades are written, and what would settle the open ones."""
    yield "4/4/3: by CTCAE 4.03, 5.0 and 6.0; one figure where they agree"
    needs = {
        need for one in sheet.columns for value in one.values.values() for grade in value.grades for need in grade.needs
    }
    if needs:
        yield f"0-1: not settled without {' or '.join(sorted(needs))}"
