"""What lies under a chart: a strip for each kind of support and each block of doses, and what the signs mean."""

from collections.abc import Iterator
from typing import NamedTuple

from regimen.dlt.words import day_words
from regimen.flowsheet.sheet import Flowsheet
from regimen.printouts.axes import charted

SIGNS = {"anc": ("●", "○"), "platelets": ("▲", "△")}
"""Of a value, and of one that is only known to lie below."""
THRESHOLD, CLOSES, TODAY = "┄", "│", "↑"
GIVEN, PART, PLANNED = "■", "▪", "□"
SUPPORT = {
    "platelets": ("PLT given", "P", "platelets transfused"),
    "red-cells": ("RBC given", "R", "red cells transfused"),
    "growth-factor": ("GF given", "G", "growth factor"),
}
"""Kind to the name of its strip, its sign, and what that means."""
MARROW, UNREADABLE = "◆", "◇"


class Row(NamedTuple):
    """One strip."""

    label: str
    signs: dict[int, str]
    """Study day to its sign."""
    bar: bool = False
    """Whether a sign fills its whole day."""


def rows(sheet: Flowsheet) -> Iterator[Row]:
    """Support that was given, marrows, then the doses."""
    for kind, (label, sign, _) in SUPPORT.items():
        if days := {one.day: sign for one in sheet.columns for given in one.support if given.kind == kind}:
            yield Row(label, days)
    marrows = {marrow.day: marrow.adequate for one in sheet.columns for marrow in one.marrows}
    if marrows:
        yield Row("marrow", {day: MARROW if adequate else UNREADABLE for day, adequate in marrows.items()})
    for strip in sheet.doses:
        signs = (
            dict.fromkeys(strip.planned, PLANNED),
            dict.fromkeys(strip.part, PART),
            dict.fromkeys(strip.given, GIVEN),
        )
        yield Row(strip.name, signs[0] | signs[1] | signs[2], bar=True)


def legend(sheet: Flowsheet, *, today: bool) -> Iterator[str]:
    """The signs with what they mean, in words; those of the two counts stand together."""
    anc, platelets, *others = meanings(sheet, today=today)
    yield f"{_explained(*anc)}  {_explained(*platelets)}"
    yield from (_explained(*one) for one in others)


def _explained(signs: tuple[str, ...], words: str) -> str:
    return f"{' '.join(signs)} {words}"


def meanings(sheet: Flowsheet, *, today: bool) -> Iterator[tuple[tuple[str, ...], str]]:
    """What the signs mean, those that are there; `today` tells whether the day of the judgement is drawn."""
    yield (SIGNS["anc"][0],), "ANC"
    yield (SIGNS["platelets"][0],), "platelets, ×10⁹/L"
    limits = [name for name in SIGNS if any((count := charted(one, name)) and count.below for one in sheet.columns)]
    if limits:
        yield tuple(SIGNS[name][1] for name in limits), "known only to be below"
    definition = sheet.definition
    if definition and definition.anc is not None and definition.platelets is not None:
        yield (THRESHOLD,), "threshold"
    if definition:
        yield (CLOSES,), f"{day_words(definition.last_day)}, last in time"
    if today:
        yield (TODAY,), f"as of {day_words(sheet.as_of)}"
    drawn = [row for row in rows(sheet) if row.signs]
    signs = {sign for row in drawn for sign in row.signs.values()}
    yield from (((sign,), words) for _, sign, words in SUPPORT.values() if sign in signs)
    told = {
        MARROW: "marrow",
        UNREADABLE: "marrow that cannot be read",
        GIVEN: "given",
        PART: "given in part",
        PLANNED: "planned",
    }
    yield from (((sign,), words) for sign, words in told.items() if sign in signs)
