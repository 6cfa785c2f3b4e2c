"""Sheets to fill in: the roadmap has a row for every dose, the diary every capsule."""

import datetime as dt
import re
from pathlib import Path

import pytest
from forms import facts, rows, tables, texts
from listing import fixture, laid
from pages import FORMS, LIBRARY, NOT_BY_MOUTH, SHEETS, golden, masked, printed, ramp, sheet, written

from regimen.coursefile import finder, open_course
from regimen.dates import safe_date
from regimen.dosing.subject import Subject
from regimen.errors import RegimenError
from regimen.nomenclature import NOT_IN_SOURCES
from regimen.printouts.kinds.registry import made
from regimen.printouts.kinds.source import Options, Source
from regimen.printouts.notes import key
from regimen.protocol.shelf import load
from regimen.review import Review, review
from regimen.schedule.items import Kind

REVIEWED = Path(__file__).parents[1] / "cli" / "reviewed.yaml"
BY_MOUTH = [name for name in LIBRARY if name not in NOT_BY_MOUTH]


def judged(as_of: dt.date) -> Review:
    """The reviewed course of the manual, as of a date."""
    course, protocol = open_course(REVIEWED)
    return review(course, protocol, finder(REVIEWED.parent), as_of)


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("kind", FORMS)
def test_two_cycles_with_a_ramp_by_mouth(kind: str, form: str) -> None:
    """Azacitidine with venetoclax, two cycles, is exactly as in tests/golden/pages."""
    assert masked(written(ramp(kind), form)) == golden(f"{kind}-ramp{'.txt' if form == 'text' else '.md'}")


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("kind", FORMS)
def test_nothing_leaves_the_page(kind: str, paper: str) -> None:
    """A sheet of several cycles stays on its pages; each cycle begins on a new one."""
    read = printed(sheet(kind, laid(load("azacitidine-venetoclax"), cycles="3")), paper)
    assert list(read.outside()) == []
    if kind != "second-check":
        firsts = [number for number, text in enumerate(read.pages) if re.search(r"Cycle \d+†?: ", text)]
        assert len(firsts) == 3


# The roadmap


@pytest.mark.parametrize("name", LIBRARY)
def test_a_row_a_dose(name: str) -> None:
    """Of every bundled protocol each dose has a row of its own on its date, with room for date, amount and initials."""
    plan = laid(load(name))
    found = rows(sheet("roadmap", plan), "Planned day")
    doses = [row for row in found if row[2].lines[0].sign == "●"]
    planned = [item for items in plan.schedule.by_day.values() for item in items if item.entry.kind is Kind.DOSE]
    assert sorted(texts(row[1])[0] for row in doses) == sorted(safe_date(plan.date(item.day)) for item in planned)
    assert {tuple(cell.write for cell in row[3:]) for row in doses} == {(1, 1, 1)}
    boxes = [line for row in found for line in row[2].lines if line.sign == "☐"]
    assert len(boxes) == sum(item.entry.kind is Kind.ASSESSMENT for item in plan.schedule.items)


def test_the_roadmap_of_the_home_case() -> None:
    """It has 25 doses, states window and Day 45, and says what to give on Day 4."""
    document = sheet("roadmap")
    found = rows(document, "Planned day")
    assert sum(row[2].lines[0].sign == "●" for row in found) == 25
    fourth = [texts(row[2])[0] for row in found if texts(row[0]) == ["Day 4"] and row[2].lines[0].sign == "●"]
    assert fourth == [
        "lenalidomide 50 mg PO",
        "mitoXANTRONE 15 mg† (8 mg/m²†) IV over 30 min",
        "etoposide 150 mg† (80 mg/m²†) IV over 1 h",
        "cytarabine 1,882 mg† (1,000 mg/m²†) IV over 1 h",
    ]
    assert facts(document)["DLT window"].startswith("Day 1 to Day 45, Tue 01 Dec 2026 to Thu 14 Jan 2027")
    assert any(texts(row[2]) == ["Day 45: count-recovery window closes†"] and row[2].shaded for row in found)
    assert [table.rows[0][0].write for table in tables(document) if table.columns[0].head == "Comments"] == [4]


def test_each_dose_of_a_day_is_told_apart() -> None:
    """Where a drug is given twice a day, the rows say which dose each is."""
    found = rows(sheet("roadmap", laid(fixture("hypercvad"), subject=Subject(bsa=2))), "Planned day")
    doses = [texts(row[2])[0] for row in found if texts(row[0]) == ["C1D1", "Day 1"] and row[2].lines[0].sign == "●"]
    cyclophosphamide = [text for text in doses if text.startswith("cyclophosphamide")]
    assert [re.findall(r"dose \d of \d", text) for text in cyclophosphamide] == [["dose 1 of 2"], ["dose 2 of 2"]]


def test_the_record_is_filled_in() -> None:
    """Each recorded dose stands in its row or below as not planned; what is not known on the day stays open."""
    made_on = judged(dt.date(2026, 12, 8))
    document = made("roadmap", Source(made_on.plan, made_on), Options())
    found = [row for row in rows(document, "Planned day") if row[2].lines[0].sign == "●"]
    given = [(texts(row[2])[0].split()[0], *texts(row[3]), *texts(row[4])) for row in found if row[3].lines]
    known = [one for one in made_on.timeline.facts.given if one.day <= 8]
    assert len(given) == len(known)
    assert ("lenalidomide", "Tue 01 Dec 2026", "50 mg") in given
    assert ("mitoXANTRONE", "Sun 06 Dec 2026", "15 mg") in given
    open_rows = [row for row in found if not row[3].lines]
    assert {tuple(cell.write for cell in row[3:]) for row in open_rows} == {(1, 1, 1)}


def test_what_was_not_planned_is_not_lost() -> None:
    """MEC given after its last planned day has rows of its own under their heading."""
    made_on = judged(dt.date(2026, 12, 31))
    document = made("roadmap", Source(made_on.plan, made_on), Options())
    (late,) = [table for table in tables(document) if table.caption == "Given, but not planned on that day"]
    assert {texts(row[0])[0] for row in late.rows} == {"Day 9", "Day 10"}
    assert {texts(row[2])[0] for row in late.rows} == {"mitoXANTRONE", "etoposide", "cytarabine"}


def test_counts_of_the_record_are_ticked() -> None:
    """A blood count in time is ticked with its date, an examination that the record never names stays open."""
    made_on = judged(dt.date(2026, 12, 31))
    document = made("roadmap", Source(made_on.plan, made_on), Options())
    boxes = {(line.text, line.sign) for row in rows(document, "Planned day") for line in row[2].lines}
    assert {sign for text, sign in boxes if text.startswith("Blood counts and chemistry")} == {"☐", "☒"}
    assert {sign for text, sign in boxes if text.startswith("Clinical exam")} == {"☐"}


# The diary


def test_the_diary_of_the_home_case() -> None:
    """Ten days of 2 × 25 mg make 20 capsules; only on the five MEC days it is asked who gives them."""
    document = sheet("diary")
    days = rows(document, "Day and date")
    assert [texts(row[0]) for row in days][3] == ["Day 4", "Fri 04 Dec 2026"]
    assert {tuple(texts(row[1])) for row in days} == {("lenalidomide", "50 mg", "2 × 25 mg capsules")}
    assert {tuple(texts(row[3])) for row in days} == {("taken", "missed", "vomited")}
    assert [row[4].write for row in days] == [0, 0, 0, 1, 1, 1, 1, 1, 0, 0]
    ((drug, planned, *counted),) = rows(document, "Medicine")
    assert (texts(drug), texts(planned), [cell.write for cell in counted]) == (
        ["lenalidomide"],
        ["20 × 25 mg capsules"],
        [1, 1],
    )
    assert document.large
    assert "sample" in document.subject


@pytest.mark.parametrize("question", ["Swallow whole", "Handling and storage", "Missed or vomited dose"])
def test_what_no_source_says_is_left_open(question: str) -> None:
    """No rule is made up."""
    assert facts(sheet("diary"))[question] == NOT_IN_SOURCES


@pytest.mark.parametrize("name", BY_MOUTH)
def test_every_day_by_mouth_is_in_the_diary(name: str) -> None:
    """Of every bundled protocol each dose by mouth has its line on its date, and nothing that is infused has one."""
    plan = laid(load(name))
    planned = [
        safe_date(plan.date(item.day))
        for item in plan.schedule.items
        if item.entry.line and item.entry.line.route == "PO" and item.entry.line.purpose != "premedication"
    ]
    assert sorted(texts(row[0])[1] for row in rows(sheet("diary", plan), "Day and date")) == sorted(planned)


@pytest.mark.parametrize("name", BY_MOUTH)
def test_a_diary_is_in_plain_words(name: str) -> None:
    """No drug goes by an abbreviation and no route by its code; what the title abbreviates is in the key."""
    plan = laid(load(name))
    document = sheet("diary", plan)
    said = " ".join(text for table in tables(document) for row in table.rows for cell in row for text in texts(cell))
    assert [short for short, _ in key(plan.resolved) if re.search(rf"\b{re.escape(short)}\b", said)] == []


def test_a_ramp_is_counted_dose_by_dose() -> None:
    """100, 200 and 26 times 400 mg are 107 tablets of 100 mg in the first cycle, 112 in the next."""
    supply = rows(sheet("diary", laid(load("azacitidine-venetoclax"), cycles="2")), "Medicine")
    assert [texts(row[1]) for row in supply] == [["107 × 100 mg tablets"], ["112 × 100 mg tablets"]]


def test_without_a_body_nothing_is_counted() -> None:
    """A dose by surface area without a body says its dose, and that amount and number are not known."""
    days = rows(sheet("diary", laid(load("escalated-beacopp"), subject=Subject())), "Day and date")
    assert texts(days[0][1]) == ["predniSONE", "40 mg/m²; amount not known", "number not known"]


@pytest.mark.parametrize("name", sorted(NOT_BY_MOUTH))
def test_no_diary_without_a_drug_by_mouth(name: str) -> None:
    """Such a protocol is refused, and told what to print instead."""
    with pytest.raises(RegimenError, match=f"{name} has no drug that is taken by mouth.*print daylist or roadmap"):
        sheet("diary", laid(load(name)))


@pytest.mark.parametrize(("name", "kind"), [pair for pair in SHEETS if pair[1] in FORMS])
def test_forms_without_a_body(name: str, kind: str) -> None:
    """Every form can be made without body data; a key then says what is missing, never a figure of another body."""
    plan = laid(load(name), subject=Subject())
    page = written(sheet(kind, plan, variant="teacher"), "markdown")
    by_body = any(entry.result.missing for entry in plan.ideal.doses)
    assert ("missing: " in page) is (by_body and kind == "second-check")
