"""The board and the weekly list on paper, as text and Markdown."""

from pathlib import Path

import pytest
from boards import GOOD, LOW, USUAL, on, reviewed

from regimen.board.rows import Unreadable
from regimen.board.standing import standing
from regimen.board.week import week
from regimen.findings import Finding, Severity
from regimen.nomenclature import NOT_IN_SOURCES, NOTICE
from regimen.printouts.board import IDENTITY, ORDER, board_sheet, week_sheet
from regimen.printouts.sheet import Sheet, as_markdown, as_text
from regimen.review import Review

GOLDEN = Path(__file__).parents[1] / "golden" / "printouts"
CALL = 17
TORN = Unreadable(
    "torn.yaml", (Finding("unreadable-course", Severity.ERROR, "torn.yaml: not valid YAML", "torn.yaml"),)
)
MORE = "\n".join(
    [
        f"  transfusions: [{{date: {on(12)}, product: platelets}}]",
        f"  marrow: [{{date: {on(15)}, adequate: no}}]",
        f"  toxicities: [{{date: {on(11)}, term: febrile neutropenia, grade: 3, ctcae: 5.0, attribution: disease}}]",
        f"  holds: [{{date: {on(10)}, end: {on(10)}, agents: [lenalidomide], reason: rash}}]",
    ]
)


def courses() -> dict[str, Review]:
    """Courses that stand on the board for different reasons, judged on Day 17."""
    death = f"  death: {{date: {on(12)}, attribution: unknown}}"
    return {
        "T-01": reviewed(CALL),
        "T-02": reviewed(CALL, until=9, len_days=(*range(1, 6), *range(7, 10))),
        "T-03": reviewed(CALL, mec_days=range(6, 11), more=MORE),
        "T-04": reviewed(CALL, until=12, more=death),
        "T-05": reviewed(CALL, len_days=(), mec_days=range(1, 6), protocol="mec-6-80-1000", counts={}),
        "T-06": reviewed(CALL, len_days=(), mec_days=(), counts={}, acts="assumptions: {recovery: 0.5-50}"),
    }


def board(*, hide: bool = False) -> Sheet:
    """The board of these courses."""
    rows = [standing(name, made, hide=hide) for name, made in courses().items()]
    return board_sheet([*rows, TORN], on(CALL), hide=hide)


def weekly(*, hide: bool = False) -> Sheet:
    """Their weekly list."""
    weeks = [week(name, made, on(CALL), hide=hide) for name, made in courses().items()]
    return week_sheet([*weeks, TORN], on(CALL), hide=hide)


SHEETS = {"sheet-board.txt": (board, as_text), "sheet-board.md": (board, as_markdown),
          "sheet-week.txt": (weekly, as_text), "sheet-week.md": (weekly, as_markdown)}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_golden(name: str) -> None:
    """Each sheet prints exactly as in tests/golden/printouts."""
    sheet, form = SHEETS[name]
    assert form(sheet()) == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("sheet", [board, weekly])
def test_sheets_fit_and_carry_notice_identity_and_order(sheet) -> None:
    """They fit 100 columns, begin and end with the notice, ask for codes instead of names, and say their order."""
    lines = as_text(sheet()).splitlines()
    assert max(map(len, lines)) <= 100
    assert (lines[0], lines[-1]) == (NOTICE, NOTICE)
    assert as_markdown(sheet()).count(NOTICE) == 2
    text = " ".join(as_text(sheet()).split())
    assert [line for line in (IDENTITY, ORDER) if line not in text] == []


@pytest.mark.parametrize("sheet", [board, weekly])
def test_hidden_days_are_blanked(sheet) -> None:
    """Visit days that only an assumption gives are not told, nor windows, nor a verdict that rests on thresholds."""
    shown, hidden = as_text(sheet()), as_text(sheet(hide=True))
    assert "Day 18† (days 17-19†), Fri 18 Dec 2026" in shown
    assert f"day {NOT_IN_SOURCES}: Clinical exam" in hidden
    assert [text for text in ("Day 18†", "17-19", "0.5†", "20†") if text in hidden] == []
    assert "indeterminate (X)" in hidden


def test_an_empty_board_says_so() -> None:
    """No courses: a sheet that says so, with notice and rule."""
    assert "0 courses; none is kept" in as_text(board_sheet([], on(CALL)))


def test_days_in_a_row_that_ask_for_the_same_are_one_line() -> None:
    """Recovered counts leave one day to tell; daily ones in a row are told as a span of days and dates."""
    row = standing("T-01", reviewed(9))
    text = " ".join(as_text(board_sheet([row], on(9))).split())
    assert "- Day 10, Thu 10 Dec 2026: lenalidomide; Clinical exam; Blood counts and chemistry" in text
    assert "- Day 11 to Day 14, Fri 11 Dec 2026 to Mon 14 Dec 2026: Clinical exam; Blood counts and chemistry" in text
    done = standing("T-01", reviewed(40, counts={**dict.fromkeys(USUAL, LOW), 36: GOOD}))
    assert "- Day 20 (days 20-45), Sun 20 Dec 2026: Bone marrow" in " ".join(
        as_text(board_sheet([done], on(40))).split()
    )
