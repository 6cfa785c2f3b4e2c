"""The verdict in words and in one table: a cell a definition, the one in force in brackets."""

import datetime as dt
from pathlib import Path

import pytest

from regimen.coursefile import finder, open_course
from regimen.dlt.matrix import verdict_matrix
from regimen.review import Review, review
from tui.verdicts import matrix_table, verdict_text

CLI = Path(__file__).parents[1] / "cli"


def judged(name: str, as_of: str) -> Review:
    """A made-up record as of a date."""
    path = CLI / f"{name}.yaml"
    course, protocol = open_course(path)
    return review(course, protocol, finder(path.parent), dt.date.fromisoformat(as_of))


@pytest.mark.parametrize(("name", "as_of"), [("busy", "2027-01-15"), ("reviewed", "2027-01-19")])
def test_every_definition_has_its_cell(name, as_of) -> None:
    """Each of the 36 verdicts is behind one of 18 cells, each cell has their letters, and one is in brackets."""
    made = judged(name, as_of)
    matrix = verdict_matrix(made.case, made.definition())
    table = matrix_table(matrix)
    cells = [cell for row in table.rows for cell in row[2:]]
    assert (len(matrix.verdicts), len(cells)) == (36, 18)
    assert [cell for cell in cells if cell.startswith("[")] == [f"[{made.verdict.letter}]"]
    assert {sign for cell in cells for sign in cell.strip("[]").split("/")} == set(matrix.letters)
    assert table.head == ("ANC/platelets", "Days free", "Day 45", "Day 42†")


def test_an_earlier_last_day_and_higher_thresholds_turn_it() -> None:
    """Platelets above 100 came on Day 43: in time by Day 45, late by Day 42."""
    text = verdict_text(judged("busy", "2027-01-15"), 76, hide=False)
    assert "1†/100†        3†         N       X" in text
    assert "The cohort decision can hang on the definition: N or X" in text
    assert max(map(len, text.splitlines())) <= 76


def test_hidden_thresholds_leave_one_cell() -> None:
    """Nothing is varied where thresholds are blanked, and none of them is said."""
    text = verdict_text(judged("busy", "2027-01-15"), 76, hide=True)
    assert "indeterminate" in text
    assert "0.5" not in text
    assert "[X]" in text
