"""Sheets of a recorded course: counts with chart and verdict, and the deviation report."""

import re

import pytest
from forms import facts
from listing import laid
from pages import HOSTILE, POINTS, golden, lint_view, masked, printed, sheet, written
from reviewed import COURSES, FORMS, KINDS, golden_name, judged, recorded

from regimen.deviations.words import FOOTER, INTENSITY
from regimen.dlt.verdict import OTHER_CRITERIA
from regimen.errors import RegimenError
from regimen.lint import figures, names
from regimen.nomenclature import NOTICE
from regimen.printouts.document import SPECIMEN, Chart, Document, Orientation, Table
from regimen.printouts.drawing import Drawing, Label
from regimen.printouts.formats.registry import rendered
from regimen.protocol.shelf import load

BUSY = COURSES / "busy.yaml"


def table(document: Document, caption: str) -> list[list[str]]:
    """The rows of a table as text, a span as one cell."""
    (found,) = [part for part in document.parts if isinstance(part, Table) and part.caption == caption]
    return [
        ["; ".join(f"{line.sign} {line.text}".strip() for line in cell.lines) for cell in row] for row in found.rows
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_golden(kind: str, form: str) -> None:
    """The recorded course is exactly as in tests/golden/pages."""
    assert masked(written(recorded(kind), form)) == golden(golden_name(kind, form))


@pytest.mark.parametrize("paper", POINTS)
@pytest.mark.parametrize("path", ["reviewed.yaml", "busy.yaml"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_bears_its_marks_and_holds_all_of_it(kind: str, path: str, paper: str) -> None:
    """Notice, SPECIMEN, subject and identity stand on each page of the right size, and nothing lies beyond its edge."""
    document = recorded(kind, COURSES / path)
    read = printed(document, paper)
    size = POINTS[paper] if document.orientation is Orientation.PORTRAIT else tuple(reversed(POINTS[paper]))
    for number, (page, text) in enumerate(zip(read.pdf, read.pages, strict=True), 1):
        assert page.get_size() == pytest.approx(size, abs=0.01)
        for said in (NOTICE, SPECIMEN, document.subject, document.identity.stamp, f"page {number} of {len(read.pdf)}"):
            assert said in text
    assert list(read.outside()) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "rule",
    [figures.trailing_zero, figures.naked_point, figures.no_thousands_comma, names.error_prone_abbreviation],
    ids=lambda rule: rule.__name__,
)
def test_figures_and_words_are_safe(kind: str, rule) -> None:
    """No line of a busy record holds a figure or an abbreviation known to be misread."""
    text = written(recorded(kind, BUSY), "text")
    assert [hit.message for hit in rule(lint_view(text))] == []


@pytest.mark.parametrize("short", ["ANC", "WBC", "PLT", "RBC", "GF", "MEC", "LEN", "DLT"])
def test_every_abbreviation_has_its_key(short: str) -> None:
    """What the sheet or its chart abbreviates is explained on it."""
    document = recorded("dlt-sheet", BUSY)
    assert re.search(rf"\b{short}\b", printed(document).text)
    assert short in facts(document)


def test_an_empty_sheet_has_a_row_for_every_planned_sample() -> None:
    """Each planned day by date with room to write, the deciding days shaded, then Day 45, then rows for others."""
    rows = table(sheet("dlt-sheet"), "Counts by study day")
    days = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 22, 29, 36, 43, 45]
    assert [row[0] for row in rows[:20]] == [f"Day {day}" for day in days]
    assert (rows[0][1], rows[19][1]) == ("Tue 01 Dec 2026", "Thu 14 Jan 2027")
    assert rows[20] == ["◆ Day 45, Thu 14 Jan 2027: last day in time; deciding sample Day 43 to 45† (shaded)"]
    (found,) = [part for part in sheet("dlt-sheet").parts if isinstance(part, Table)]
    assert [row[0].shaded for row in found.rows] == [False] * 18 + [True] * 3 + [False] * 4
    assert all(cell.write for number, row in enumerate(found.rows) if number != 20 for cell in row[2:])
    assert not any(isinstance(part, Chart) for part in sheet("dlt-sheet").parts)


def test_the_rules_stand_with_their_values() -> None:
    """Thresholds with their mark, the day that is late, the gap, and what is not judged, on the empty sheet too."""
    text = " ".join(written(sheet("dlt-sheet"), "text").split())
    for said in (
        "ANC ≥ 0.5† and platelets ≥ 20†", "after the last dose of MEC†, and only after a low sample since then",
        "Recovery on Day 45 is in time, on Day 46 it is late", "at most 7† days apart",
        "no count-recovery DLT by this rule", OTHER_CRITERIA,
    ):  # fmt: skip
        assert said in text


def test_other_thresholds_are_the_ones_shown() -> None:
    """A course that chose another set has its values on the sheet."""
    chosen = sheet("dlt-sheet", laid(assumptions={"recovery": "1.0-100"}))
    assert facts(chosen)["Recovered"].startswith("ANC ≥ 1† and platelets ≥ 100†")


FILLED = [
    pytest.param("Day −5; baseline", ["Thu 26 Nov 2026; marrow 48 %", "", "", "", "", "", "", "–"], id="marrow-alone"),
    pytest.param("Day 2", ["Wed 02 Dec 2026", "", "", "", "", "", "", "no sample"], id="not-taken"),
    pytest.param(
        "Day 12", ["Sat 12 Dec 2026", "<0.1↓", "8↓", "0.2", "", "platelets; red cells", "", "yes: both"], id="low"
    ),
    pytest.param("Day 15", ["Tue 15 Dec 2026", "by WBC↓", "6↓", "0.2", "", "platelets", "", "yes: both"], id="by-wbc"),
    pytest.param("Day 24", ["Thu 24 Dec 2026", "<0.1↓", "24?", "0.2", "", "", "given", "yes: ANC"], id="supported"),
    pytest.param("* Day 36", ["Tue 05 Jan 2027", "0.7", "41", "2", "0", "", "", "no"], id="recovered"),
    pytest.param("Day 48", ["Sun 17 Jan 2027", "0.4↓", "120", "1.9", "0", "", "", "yes: ANC"], id="low-again"),
]


@pytest.mark.parametrize(("day", "cells"), FILLED)
def test_a_recorded_sample_fills_its_row(day: str, cells: list[str]) -> None:
    """Counts, what was transfused, growth factor, marrow, and whether it lies below the threshold."""
    rows = {row[0]: row[1:] for row in table(recorded("dlt-sheet", BUSY), "Counts by study day")}
    assert rows[day] == cells


def test_samples_after_the_window_stand_below_its_line() -> None:
    """Day 45 and its line come before Day 48, and a closed window leaves no rows to write on."""
    heads = [row[0] for row in table(recorded("dlt-sheet", BUSY), "Counts by study day")]
    assert heads[-3:-1] == ["Day 45", heads[-2]]
    assert heads[-2].startswith("◆ Day 45")
    assert heads[-1] == "Day 48"


def test_nothing_after_the_day_of_judgement_is_filled_in() -> None:
    """As of Day 20, later planned days are open to write on, and no later sample is known."""
    document = recorded("dlt-sheet", BUSY, "2026-12-20")
    rows = {row[0]: row for row in table(document, "Counts by study day")}
    assert rows["Day 22"][2:] == [""] * 7
    assert "Day 24" not in rows
    assert facts(document)["Verdict"] == "pending"


def test_the_matrix_says_whether_the_cohort_decision_turns() -> None:
    """Every definition has its cell, the one in force is named once, and what turns the decision is told."""
    document = recorded("dlt-sheet")
    rows = table(document, "Verdict under every definition")
    assert [len(row) for row in rows] == [7] * 6
    told = [cell for row in rows for cell in row[1:]]
    assert (told.count("pending; P"), sum("in force" in cell for cell in told)) == (6, 1)
    assert rows[0][0] == "ANC 0.5†, PLT 20†; Day 45"
    text = " ".join(written(document, "text").split())
    assert "The cohort decision can hang on the definition: P or X; alone would turn it: thresholds" in text


def test_the_chart_can_be_read_in_every_format() -> None:
    """A picture with words for it in PDF and HTML, characters in text and Markdown."""
    document = recorded("dlt-sheet", BUSY)
    (chart,) = [part for part in document.parts if isinstance(part, Chart)]
    data = rendered(document, "pdf", "a4").data
    assert len(re.findall(rb"/S/Figure/P [0-9]+ 0 R/Alt", data)) == data.count(b"/S/Figure") == 1
    assert "window: Day 1 to Day 45" in printed(document).text
    page = written(document, "html")
    assert f"<title>{chart.title}</title><desc>{chart.about}</desc>" in page
    assert page.count('role="img" font-family') == 1
    for form in ("text", "markdown"):
        assert "\n".join(chart.characters) in written(document, form)


def test_a_text_on_a_chart_stays_a_text() -> None:
    """Markup in a label is printed as it is, and a sign that the fonts lack as its number."""
    chart = Chart(
        "t", "a", Drawing(400, 200, tuple(Label((5, 20 + 20 * n), text) for n, text in enumerate(HOSTILE[:4]))), ()
    )
    document = sheet("dlt-sheet")._replace(parts=(chart,))
    letters = "".join(printed(document).text.split())
    assert ["".join(text.split()) in letters for text in HOSTILE[:4]] == [True] * 4
    odd = document._replace(parts=(chart._replace(drawing=Drawing(90, 50, (Label((5, 20), "中"),))),))
    made = rendered(odd, "pdf", "a4")
    assert [finding.code for finding in made.findings] == ["cannot-draw"]


def test_the_report_tells_every_deviation() -> None:
    """Each finding has its key, days, what was planned and done, outcome, rule, DV terms and follow-up."""
    document, found = recorded("deviations"), judged(COURSES / "reviewed.yaml").report.deviations
    rows, done = table(document, "Findings"), table(document, "Follow-up")
    assert [row[0].split(";")[0] for row in rows] == [one.key for one in found] == [row[0] for row in done]
    moved = rows[1]
    assert moved[1:4] == ["Days 4-10; Fri 04 Dec 2026 to Thu 10 Dec 2026", "days 4-8", "days 6-10"]
    assert moved[4].startswith("deviation, important (days-moved)")
    assert moved[5:] == ["IMPORTANT; SERIES DEFERRED", "–"]
    assert [row[5] for row in done] == ["open"] * 4
    assert facts(document)["Summary"] == "4 findings, 4 important, 4 of them open"


def test_a_follow_up_is_told_and_closes(tmp_path) -> None:
    """Cause, impact, action and approval stand where they were recorded; the finding is closed and still there."""
    text = (COURSES / "reviewed.yaml").read_text(encoding="utf-8")
    told = (
        "  follow_ups:\n  - {deviation: deferred-series:MEC:d4, date: 2027-01-15, cause: fever, impact: none seen,\n"
        "     corrective_action: staff retrained, approved_on: 2027-01-14, approved_by: sponsor}\n"
    )
    path = tmp_path / "course.yaml"
    path.write_text(text.replace("record:\n", f"record:\n{told}"), encoding="utf-8")
    document = recorded("deviations", path)
    row = table(document, "Follow-up")[1]
    assert row[1:4] == ["fever", "none seen", "staff retrained"]
    assert row[4:] == ["Thu 14 Jan 2027; by: sponsor", "closed; last entry Fri 15 Jan 2027"]
    assert facts(document)["Summary"] == "4 findings, 4 important, 3 of them open"


def test_the_report_says_what_it_does_not_judge() -> None:
    """Scope and dose intensity are told, and the amounts delivered stand beside those planned."""
    document = recorded("deviations")
    text = " ".join(written(document, "text").split()).lower()
    assert FOOTER.lower() in text
    assert INTENSITY.lower() in text
    rows = table(document, "Delivered of planned")
    assert rows[3] == ["cytarabine", "5", "5", "9,410 mg", "9,410 mg", "100 %"]
    assert rows[1][0] == "mitoXANTRONE"


@pytest.mark.parametrize(
    ("kind", "plan", "told"),
    [
        ("deviations", laid(), "the course has no record; add one"),
        ("dlt-sheet", laid(load("abvd")), "abvd has no DLT window, so there is no sheet for its counts"),
    ],
    ids=["no-record", "no-window"],
)
def test_what_cannot_be_printed_is_refused(kind: str, plan, told: str) -> None:
    """A report without a record, and counts without a window, are refused with what to do."""
    with pytest.raises(RegimenError, match=told):
        sheet(kind, plan)
