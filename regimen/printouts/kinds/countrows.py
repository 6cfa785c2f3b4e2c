"""The table of counts on a DLT sheet: planned samples and recorded ones by day, then room for others."""

from regimen.abreast import moved_reference
from regimen.dates import safe_date
from regimen.deviations.assessments import COUNTS, kind_of
from regimen.dlt.definition import Definition
from regimen.flowsheet.columns import Column as Taken
from regimen.flowsheet.sheet import Flowsheet
from regimen.nomenclature import safe_number
from regimen.printouts.countwords import NAMES, anc_words, value_words
from regimen.printouts.document import Align, Cell, Column, Line, Table, Tone, cell
from regimen.printouts.flowsheet import DECIDES
from regimen.printouts.kinds.forms import OPEN
from regimen.printouts.kinds.source import Source
from regimen.printouts.rules import deciding_words
from regimen.printouts.words import day_words
from regimen.record.facts import Marrow
from regimen.schedule.items import Kind

_COLUMNS = (
    Column("Day", 8), Column("Date", 12), Column("ANC", 7, Align.END), Column("Platelets", 8, Align.END),
    Column("WBC", 6, Align.END), Column("Blasts", 6, Align.END), Column("Transfusion", 10), Column("Growth factor", 7),
    Column("Below threshold?", 10),
)  # fmt: skip
_ORDER = ("platelets", "wbc", "blasts")
"""Values beside ANC, in the order of the columns."""
_TRANSFUSED = {"platelets": "platelets", "red-cells": "red cells"}
_SPARE = 4
"""Rows for samples that are not planned."""
_CLOSES = "◆"


def count_table(source: Source, definition: Definition, counts: Flowsheet | None) -> Table:
    """A row for each planned sample of the window and each recorded one; rows to write on while more may come."""
    planned = _planned_days(source, definition)
    taken: dict[int, list[Taken]] = {}
    for one in counts.columns if counts else ():
        taken.setdefault(one.day, []).append(one)
    offset = source.plan.resolved.numbering.offset
    rows: list[tuple[Cell, ...]] = []
    closed = False
    for day in sorted({*planned, *taken}, key=offset):
        if day > definition.last_day and not closed:
            closed = True
            rows.append(_closing(source, definition))
        rows += [_filled(one, definition) for one in taken.get(day, ())] or [_blank(source, definition, day)]
    rows += [] if closed else [_closing(source, definition)]
    if counts is None or not closed:
        rows += [(OPEN,) * len(_COLUMNS)] * _SPARE
    return Table("Counts by study day", _COLUMNS, tuple(rows))


def _planned_days(source: Source, definition: Definition) -> list[int]:
    """Days of planned blood counts up to the last day, as the record counts them."""
    plan, numbering = source.plan, source.plan.resolved.numbering
    earlier = 0 if source.review is None else moved_reference(source.review)
    days = (
        numbering.day(numbering.offset(item.day) - earlier)
        for item in plan.schedule.items
        if item.kind == Kind.ASSESSMENT and kind_of(item.entry) == COUNTS
    )
    return [day for day in days if day <= definition.last_day]


def _decides(day: int, definition: Definition) -> bool:
    return definition.last_day - definition.sample_days <= day <= definition.last_day


def _closing(source: Source, definition: Definition) -> tuple[Cell, ...]:
    """The line of the last day."""
    plan, review = source.plan, source.review
    date = safe_date((plan if review is None else review).date(definition.last_day))
    last = f"{day_words(definition.last_day)}{definition.mark('last_day')}, {date}"
    text = f"{last}: last day in time; deciding sample {deciding_words(definition)} (shaded)"
    return (Cell((Line(text, Tone.STRONG, _CLOSES),), span=len(_COLUMNS), shaded=True),)


def _days(day: int, date: str, definition: Definition, *more: Line) -> tuple[Cell, Cell]:
    shaded = _decides(day, definition)
    return Cell((Line(day_words(day), Tone.STRONG), *more), shaded=shaded), Cell((Line(date),), shaded=shaded)


def _blank(source: Source, definition: Definition, day: int) -> tuple[Cell, ...]:
    """A planned sample that is not recorded: open, or not taken once its day is past."""
    plan, review = source.plan, source.review
    date = safe_date((plan if review is None else review).date(day))
    shaded = _decides(day, definition)
    if review is not None and day < review.as_of:
        nothing = (cell("", shaded=shaded),) * (len(_COLUMNS) - 3)
        return *_days(day, date, definition), *nothing, cell("no sample", tone=Tone.QUIET, shaded=shaded)
    return *_days(day, date, definition), *[Cell(write=1, shaded=shaded)] * (len(_COLUMNS) - 2)


def _filled(one: Taken, definition: Definition) -> tuple[Cell, ...]:
    shaded = _decides(one.day, definition)
    values = [anc_words(one)]
    values += [value_words(name, one.values[name]) if name in one.values else "" for name in _ORDER]
    kinds = dict.fromkeys(support.kind for support in one.support)
    beside = (
        [words for kind, words in _TRANSFUSED.items() if kind in kinds],
        ["given"] if "growth-factor" in kinds else [],
        [_below(one)],
    )
    baseline = [Line("baseline", Tone.QUIET)] if one.baseline else []
    day, date = _days(one.day, safe_date(one.date), definition, *baseline)
    date = date._replace(lines=(*date.lines, *map(_marrow, one.marrows)))
    signed = Line(day.lines[0].text, Tone.STRONG, DECIDES if one.decides else "")
    day = day._replace(lines=(signed, *day.lines[1:]))
    tone = Tone.STRONG if one.decides else Tone.PLAIN
    figures = (cell(text, tone=tone, shaded=shaded) for text in values)
    return day, date, *figures, *(cell(*texts, shaded=shaded) for texts in beside)


def _marrow(marrow: Marrow) -> Line:
    blasts = marrow.blasts if marrow.adequate else None
    return Line("marrow, unreadable" if blasts is None else f"marrow {safe_number(blasts)} %")


def _below(one: Taken) -> str:
    """Which counts are below, as far as both say something of the threshold."""
    levels = {name: one.values[name].level for name in ("anc", "platelets") if name in one.values}
    if one.by_wbc:
        levels["anc"] = "low"
    low = [NAMES[name] for name, level in levels.items() if level == "low"]
    if low:
        return f"yes: {low[0] if len(low) == 1 else 'both'}"
    if one.sample is None:
        return "–"
    return "no" if set(levels.values()) == {"good"} and len(levels) > 1 else "open"
