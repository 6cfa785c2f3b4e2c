"""What kinds of sheet say: every item on its day, abbreviations with their key, the window, the order of the day."""

import re
from dataclasses import replace

import pytest
from listing import fixture, laid
from pages import LIBRARY, WHOLE, sheet

from regimen.dosing.subject import Subject
from regimen.errors import RegimenError
from regimen.printouts.document import Document, Facts, Heading, Lines, Month, MonthDay, Orientation, Table
from regimen.printouts.formats.registry import format_of
from regimen.printouts.kinds.registry import KINDS, kind_of
from regimen.printouts.notes import key
from regimen.protocol.shelf import load


def months(document: Document) -> list[Month]:
    """The month pages of a sheet."""
    return [part for part in document.parts if isinstance(part, Month)]


def days(document: Document) -> dict[str, MonthDay]:
    """Every day of the months by its full date."""
    return {day.full_date: day for month in months(document) for week in month.weeks for day in week}


def texts(day: MonthDay) -> list[str]:
    """What stands in a day."""
    return [line.text for line in day.lines]


def test_the_home_case_at_50_mg() -> None:
    """Day 1 says LEN 50 mg, a MEC day has all four drugs with their amounts, and the weekend is named."""
    shown = days(sheet("month"))
    assert texts(shown["Tue 01 Dec 2026"])[0] == "LEN 50 mg"
    amounts = ["LEN 50 mg", "mitoXANTRONE 15 mg†", "etoposide 150 mg†", "cytarabine 1,882 mg†"]
    assert texts(shown["Sat 05 Dec 2026"])[:4] == amounts
    assert [shown["Sat 05 Dec 2026"].weekend, shown["Mon 07 Dec 2026"].weekend] == [True, False]
    assert texts(shown["Fri 11 Dec 2026"]) == ["Clinical exam", "Blood counts and chemistry"]


def test_the_window_is_shaded_and_day_45_framed() -> None:
    """Exactly Day 1 to Day 45 are shaded, Day 45 alone is framed and says what it is."""
    shown = days(sheet("month"))
    assert {day.label for day in shown.values() if day.shaded} == {f"Day {day}" for day in range(1, 46)}
    (framed,) = [day for day in shown.values() if day.framed]
    assert (framed.full_date, framed.label) == ("Thu 14 Jan 2027", "Day 45")
    assert "Day 45: count-recovery window closes†" in texts(framed)


@pytest.mark.parametrize(("starts", "first", "dates"), [("monday", "Mon", "30 Nov"), ("sunday", "Sun", "29 Nov")])
def test_weeks_are_whole_and_begin_as_asked(starts: str, first: str, dates: str) -> None:
    """A week runs on over the end of a month, and begins on Monday or Sunday."""
    december, january = months(sheet("month", week_starts=starts))
    assert (december.weekdays[0], december.weeks[0][0].date) == (first, dates)
    assert {len(week) for month in (december, january) for week in month.weeks} == {7}
    assert december.weeks[-1] == tuple(day._replace(outside=not day.outside) for day in january.weeks[0])
    assert all(
        day.full_date.startswith(name)
        for week in december.weeks
        for name, day in zip(december.weekdays, week, strict=True)
    )


@pytest.mark.parametrize("name", LIBRARY)
def test_every_item_stands_on_its_date(name: str) -> None:
    """Of every bundled protocol, each dose, visit and milestone is on its date, on a month page and in the day list."""
    plan = laid(load(name))
    shown, listed = days(sheet("month", plan)), _listed(sheet("daylist", plan))
    for day, items in plan.schedule.by_day.items():
        entries = {item.entry.id for item in items}
        date = f"{plan.date(day):%a %d %b %Y}"
        assert len(shown[date].lines) == len(entries)
        assert len(listed[date]) == len(entries)


def _listed(document: Document) -> dict[str, list[str]]:
    """Date to the signed lines of its row."""
    rows = [row for part in document.parts if isinstance(part, Table) for row in part.rows]
    return {row[0].lines[1].text.split(" · ")[0]: [line.text for line in row[1].lines if line.sign] for row in rows}


@pytest.mark.parametrize("name", LIBRARY)
def test_no_abbreviation_stands_without_its_key(name: str) -> None:
    """On every month page, each abbreviation that the protocol explains and the page uses is explained on it."""
    plan = laid(load(name))
    for month in months(sheet("month", plan)):
        shown = " ".join(
            [month.about, month.window, *(text for week in month.weeks for day in week for text in texts(day))]
        )
        used = [short for short, _ in key(plan.resolved) if re.search(rf"\b{re.escape(short)}\b", shown)]
        explained = [line.partition(" = ")[0] for line in month.key]
        assert [short for short in used if short not in explained] == []


def test_cycles_are_named_where_there_are_several() -> None:
    """A day of a later cycle says which day of it it is, a long infusion when it ends."""
    shown = days(sheet("month", laid(fixture("mfolfox6"))))
    assert shown["Tue 15 Dec 2026"].label == "C2D1 · Day 15"
    assert "C1D4 = cycle 1, day 4 (cycles of 14 days)" in months(sheet("month", laid(fixture("mfolfox6"))))[0].key
    long = "fluorouracil 4,516.64 mg† IV over 46 h, after fluorouracil-bolus, ends on Day 17"
    assert long in texts(shown["Tue 15 Dec 2026"])


def test_what_could_be_mixed_up_says_how_it_is_given() -> None:
    """A drug given by two routes says which, one given several times a day how often, one for a band for whom."""
    shown = days(sheet("month", laid(fixture("hypercvad"), subject=Subject(bsa=2))))
    assert "methotrexate 12 mg intrathecal" in texts(shown["Wed 02 Dec 2026"])
    assert "cyclophosphamide 600 mg† × 2 doses" in texts(shown["Tue 01 Dec 2026"])
    assert any("only for age 60 or over" in text for text in texts(shown["Wed 23 Dec 2026"]))


def test_months_without_anything_are_left_out_and_told() -> None:
    """A course with a gap of months has no empty page, and says so."""
    plan = laid(load("mec-8-100-1000"))
    late = plan.schedule.items[-1]._replace(day=200, end_day=200)
    gap = replace(plan, schedule=replace(plan.schedule, items=(*plan.schedule.items, late)))
    made = sheet("month", gap)
    assert [month.title for month in months(made)][-1] == "June 2027"
    assert len(months(made)) < 7
    assert any(isinstance(part, Lines) and "left out" in part.lines[0].text for part in made.parts)


def test_acts_and_blackout_dates_show() -> None:
    """A moved dose names its ideal day, a blackout date is told in its cell, the sheet is the second of its course."""
    act = {"act": "defer", "day": "4", "what": ["MEC"], "by": "2", "why": "infection"}
    made = sheet("month", laid(acts=[act], blackouts=["2026-12-25"]))
    shown = days(made)
    assert "mitoXANTRONE 15 mg†, ideal Day 4" in texts(shown["Sun 06 Dec 2026"])
    assert texts(shown["Fri 25 Dec 2026"])[0] == "blackout date"
    assert made.identity.issue == 2


def test_the_order_of_the_day_is_told_or_said_to_be_open() -> None:
    """A day with several drugs says that no source puts them in order, unless one does."""
    (table,) = [part for part in sheet("daylist").parts if isinstance(part, Table)]
    open_days = [row[0].lines[0].text for row in table.rows if row[1].lines[-1].text.startswith("order within the day")]
    assert open_days == [f"Day {day} · C1D{day}" for day in range(4, 9)]
    assert any("IV over 30 min" in line.text for row in table.rows for line in row[1].lines)
    stated = sheet("daylist", laid(load("flag-ida")))
    lines = [
        line.text for part in stated.parts if isinstance(part, Table) for row in part.rows for line in row[1].lines
    ]
    assert any(text.startswith("cytarabine") and ", 4 h after fludarabine" in text for text in lines)


@pytest.mark.parametrize("kind", ["month", "daylist"])
def test_calendars_end_with_the_particulars(kind: str) -> None:
    """Facts, totals, findings, key and notes stand on a calendar besides its days."""
    made = sheet(kind)
    headings = [part.text for part in made.parts if isinstance(part, Heading)]
    for heading in ("Milestones", "Doses: per day × days = course total", "Findings", "Key", "Notes"):
        assert heading in headings
    (facts, *_) = [part.facts for part in made.parts if isinstance(part, Facts)]
    assert ("Dose level", "d10-50 (LEN 50 mg/day, days 1-10)") in facts


@pytest.mark.parametrize("kind", WHOLE)
def test_every_kind_says_what_it_was_made_from(kind: str) -> None:
    """Assumptions and digest stand at the end of each sheet, whatever its kind."""
    made = sheet(kind)
    headings = [part.text for part in made.body if isinstance(part, Heading)]
    assert headings[-2:] == ["Assumptions in force", "This sheet"]
    assert (made.kind, made.language) == (kind, "en-GB")
    assert made.identity == sheet("month").identity


def test_months_lie_on_their_side() -> None:
    """A month needs the width, a list the height."""
    assert sheet("month").orientation is Orientation.LANDSCAPE
    assert sheet("daylist").orientation is Orientation.PORTRAIT


def test_doses_come_before_visits() -> None:
    """In every day, doses come first and visits last, so that what is left out of a full cell is never a dose first."""
    for day in days(sheet("month")).values():
        signs = [line.sign for line in day.lines]
        assert signs == sorted(signs, key=["●", "◆", "○"].index)


def test_the_registries_hold_what_they_promise() -> None:
    """Every kind and format has its words, and a kind that is none is refused with the nearest."""
    assert all(kind.words and ":" in kind.maker for kind in KINDS.values())
    with pytest.raises(RegimenError, match=r"no kind of sheet 'mnoth'; did you mean month\?; allowed: month, daylist"):
        kind_of("mnoth")
    with pytest.raises(RegimenError, match=r"unknown format 'pfd'; did you mean pdf\?; allowed: pdf, html"):
        format_of("pfd")
