"""The board without a screen: what is judged when, and how a ledger is watched and written."""

import datetime as dt
from pathlib import Path

import pytest
from kept_courses import BY_URGENCY, NURSE, enrolled, on
from sessions import DEFER, TODAY

from regimen.courseacts import read_act
from regimen.errors import RegimenError
from regimen.ledger.ledger import Ledger
from regimen.recording import corrected, read_correction, read_entry, recorded
from tui.boarding import Board, Waiting, head, holds, line
from tui.keeping import Keeper, changes_between


def board(path: Path, today: dt.date = TODAY) -> Board:
    """A board that has looked at its ledger once."""
    made = Board(Keeper(path), today, hide=False)
    made.look()
    return made


def judged(path: Path) -> Board:
    """The same with every course judged."""
    made = board(path)
    while made.waiting:
        made.judge_next([])
    return made


def test_courses_are_listed_before_they_are_judged(ward) -> None:
    """A look costs the ids alone; rows in sight are judged first."""
    made = board(ward)
    assert [type(row) for row in made.listed()] == [Waiting] * 4
    made.judge_next(["T-09", "T-03"])
    assert [row.id for row in made.listed()] == ["T-03", "T-01", "T-02", "T-04"]
    assert (made.waiting, made.summary) == (3, ["4 courses", "by urgency", "1 to be settled by a person"])


def test_a_second_look_judges_what_was_changed(ward) -> None:
    """Rows of courses that nobody touched stay as they are, and so do their words."""
    made = judged(ward)
    assert [row.id for row in made.listed()] == BY_URGENCY
    rows, words = dict(made.rows), made.week("T-01")
    with Ledger.open(ward) as ledger:
        ledger.archive("T-04", 1, who=NURSE)
        ledger.commit("T-02", changes_between(*with_dose(ledger.held("T-02").course)), 1, who=NURSE)
    assert made.look() == ["T-04", "T-02"]
    assert (made.waiting, list(made.rows)) == (1, ["T-01", "T-02", "T-03"])
    made.judge_next([])
    assert [name for name, row in made.rows.items() if row is not rows[name]] == ["T-02"]
    assert made.week("T-01") is words
    assert made.look() == []


def with_dose(course):
    """A course, and the same with a dose more."""
    entry = read_entry("administrations", {"date": str(on(7)), "agent": "lenalidomide", "amount": "50 mg"})
    return course, recorded(course, "administrations", [entry])


def test_a_damaged_course_is_a_row(ward) -> None:
    """One course whose events do not add up is told in its row; all others stand."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(ward)) as connection:
        connection.execute("DROP TRIGGER IF EXISTS event_stays")
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE event SET body = '{}' WHERE course = 'T-01'")
        connection.commit()
    made = judged(ward)
    row = made.listed()[0]
    assert (row.id, row.findings[0].code) == ("T-01", "unreadable-course")
    assert line(row, 60).startswith("✗ T-01: cannot be read: the ledger")
    assert "damaged" in made.detail(row, 60)
    assert made.summary[2] == "1 cannot be read"


@pytest.mark.parametrize("width", [10, 40, 66, 79, 118])
def test_rows_and_head_fill_the_width(ward, width) -> None:
    """Head and rows are as wide as the list, whatever the width; columns fall away from the right."""
    made = judged(ward)
    told = [head(width), *(line(row, width) for row in made.listed())]
    assert {len(text) for text in told} == {max(width, 30)}
    assert ("Counts" in told[0]) is (width > 70)


def test_a_search_looks_at_every_word(ward) -> None:
    """Id, level, protocol, verdict, study day and reason; a course that is not judged yet is found by its id."""
    row = judged(ward).rows["T-02"]
    assert [
        text for text in ("t-02", "d10-50 pending", "overdue", "day 9", "nct01681537") if not holds(row, text)
    ] == []
    assert not holds(row, "t-02 settled")
    assert holds(Waiting("T-02"), "t-0")


def test_a_keeper_sees_what_others_write_and_not_what_it_wrote(ward) -> None:
    """Changed is asked every second: once after another program wrote, never after one's own writing."""
    keeper = Keeper(ward)
    held = keeper.held("T-02")
    assert not keeper.changed()
    held = keeper.commit("T-02", changes_between(*with_dose(held.course)), held.seq)
    assert not keeper.changed()
    with Ledger.open(ward) as other:
        other.undo("T-02", held.seq, who="somebody else")
    assert (keeper.changed(), keeper.changed()) == (True, False)
    keeper.close()


def test_a_keeper_follows_another_file_in_its_place(ward, tmp_path) -> None:
    """A ledger that was restored, removed and begun anew is read anew each time."""
    keeper = Keeper(ward)
    assert keeper.ledger().ids() == ["T-01", "T-02", "T-03", "T-04"]
    other = enrolled(tmp_path / "other.sqlite", {"T-11": {}})
    other.replace(ward)
    assert keeper.changed()
    assert keeper.ledger().ids() == ["T-11"]
    ward.unlink()
    assert keeper.changed()
    assert not keeper.exists
    enrolled(ward, {"T-12": {}})
    assert keeper.changed()
    assert keeper.ledger().ids() == ["T-12"]
    keeper.close()


def test_every_difference_is_a_change(ward) -> None:
    """Values, acts, entries and corrections become the changes that make them; together they give the course back."""
    with Ledger.open(ward) as ledger:
        before = ledger.held("T-02").course
        after = with_dose(before)[1].model_copy(update={"region": "EU", "acts": [read_act(DEFER)]})
        after = recorded(after, "death", [read_entry("death", {"date": str(on(9)), "attribution": "disease"})])
        after = corrected(after, read_correction({"of": "counts[1]", "date": str(on(9)), "reason": "x", "void": "yes"}))
        changes = changes_between(before, after)
        assert [one.kind for one in changes] == ["revised", "acted", "recorded", "recorded", "corrected"]
        held = ledger.commit("T-02", changes, 1, who=NURSE)
        assert held.course == after
    assert changes_between(after, after) == []
    with pytest.raises(RegimenError, match="taken back in turn"):
        changes_between(after, before)
