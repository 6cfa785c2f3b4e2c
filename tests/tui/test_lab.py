"""Two sides of a comparison without a screen: what stands on each, the days left, the overlay, what is hidden."""

import pytest
from sessions import AMEND, acts_of

from regimen.protocol.shelf import LIBRARY
from tui.lab import Lab, Row, Side, clock_words, overlay_rows

HOME = LIBRARY / "nct01681537.yaml"


def test_home_opens_on_the_amendment(session) -> None:
    """The version before at its own level, beside the one in force at the level most like it."""
    assert Lab(session).opening() == (Side(HOME, "1", "d14-10"), Side(HOME, "2", "d10-10"))


def test_a_course_of_the_first_version_opens_on_the_next(session) -> None:
    """Under version 1 at 5 mg the second side is version 2 at 5 mg."""
    session.change("version", "1")
    session.change("level", "d14-5")
    assert Lab(session).opening() == (Side(HOME, "1", "d14-5"), Side(HOME, "2", "d10-5"))


def test_a_course_that_was_moved_opens_on_the_version_in_force(session) -> None:
    """After an act moved it to version 1, that is the side before."""
    acts_of(session, AMEND)
    assert Lab(session).opening()[0] == Side(HOME, "1", "d14-10")


def test_one_version_opens_on_two_levels(session, tmp_path) -> None:
    """The level below beside the one in force; at the lowest the one above; without a ladder twice the same."""
    text = HOME.read_text(encoding="utf-8")
    path = tmp_path / "one.yaml"
    path.write_text(text[: text.index("\namendments:")], encoding="utf-8")
    session.open(path)
    expected = (Side(path, "1", "d14-10"), Side(path, "1", "d14-5"))
    assert Lab(session).opening() == expected
    session.change("level", "d14-5")
    assert Lab(session).opening() == expected
    session.begin("mec-6-80-1000")
    first, second = Lab(session).opening()
    assert first == second == Side(LIBRARY / "mec-6-80-1000.yaml", "1", None)


def test_a_side_keeps_its_level_where_it_can(session) -> None:
    """Stepping to another version keeps a level of the same name, else the one most like it."""
    lab = Lab(session)
    side = Side(HOME, "2", "d10-5")
    assert lab.side(HOME, "1", side.level, like=side) == Side(HOME, "1", "d14-5")
    side = Side(HOME, "1", "d14-10")
    assert lab.side(HOME, "2", side.level, like=side) == Side(HOME, "2", "d14-10")
    assert lab.side(HOME) == Side(HOME, "2", "d10-50")


def test_31_days_against_35(session) -> None:
    """From the last LEN dose to Day 45: 31 on days 1-14, 35 on days 1-10; MEC as before."""
    lab = Lab(session)
    assert list(clock_words(lab.compared(*lab.opening()))) == [
        "Days from last LEN to Day 45: 31 → 35 (last dose: Day 14 → Day 10)",
        "Days from last MEC to Day 45: 37 (last dose: Day 8)",
    ]


def test_the_overlay_has_a_sign_a_day(session) -> None:
    """LEN is the same on ten days and only in the first on four; study days stand above, the window below."""
    lab = Lab(session)
    found = lab.compared(*lab.opening())
    rows = list(overlay_rows(found, 100))
    assert rows[0] == Row("study day", "1   5   10   15   20   25   30   35   40   45")
    assert rows[1] == Row("lenalidomide PO", "==========----" + "·" * 31)
    assert rows[2] == Row("mitoXANTRONE IV", "···=====" + "·" * 37)
    assert rows[-1] == Row("DLT window", "─" * 44 + "┤")


@pytest.mark.parametrize("width", [30, 56, 78])
def test_the_overlay_fits_every_width(session, width) -> None:
    """Rows are cut into pieces that fit, whole study days each; together they hold every day."""
    lab = Lab(session)
    rows = list(overlay_rows(lab.compared(*lab.opening()), width))
    assert max(len(row.name) + 1 + len(row.signs) for row in rows) <= width
    lane = "".join(row.signs for row in rows if row.name == "lenalidomide PO")
    assert lane == "==========----" + "·" * 31


def test_another_dose_and_another_window(session, tmp_path) -> None:
    """25 against 50 mg is ~ on ten days; windows of different length have a row each and both their days."""
    lab = Lab(session)
    found = lab.compared(Side(HOME, "2", "d10-25"), Side(HOME, "2", "d10-50"))
    assert Row("lenalidomide PO", "~" * 10 + "·" * 35) in overlay_rows(found, 100)
    path = tmp_path / "short.yaml"
    path.write_text(HOME.read_text(encoding="utf-8").replace("last_day: 45", "last_day: 42"), encoding="utf-8")
    found = lab.compared(Side(path, "2", "d10-50"), Side(HOME, "2", "d10-50"))
    assert next(clock_words(found)) == "Days from last LEN to Day 42 → Day 45: 32 → 35 (last dose: Day 10)"
    assert {"window, first": 42, "window, second": 45}.items() <= {
        row.name: len(row.signs) for row in overlay_rows(found, 100)
    }.items()


def test_a_drug_on_one_side_only(session) -> None:
    """MEC alone beside LEN with MEC: LEN is not given on one side, and neither days nor window are made up."""
    lab = Lab(session)
    found = lab.compared(lab.side(LIBRARY / "mec-8-100-1000.yaml"), Side(HOME, "2", "d10-50"))
    assert "Days from last LEN to Day 45: none → 35 (last dose: none → Day 10)" in list(clock_words(found))


def test_own_choices_hold_on_both_sides(session) -> None:
    """The sets in force for the course hold for its own protocol, so that only the protocols differ."""
    session.change("assumptions.mec", "8-100-1000")
    lab = Lab(session)
    assert lab.resolved(lab.opening()[0]).choices["mec"] == "8-100-1000"
    assert lab.compared(Side(HOME, "2", "d10-5"), Side(HOME, "2", "d10-5")).equal


def test_hidden_assumptions_stay_hidden(session) -> None:
    """Assumed values are blanked in the words, drugs on assumed days leave the overlay and the days left."""
    lab = Lab(session)
    sides = lab.side(LIBRARY / "nct01904643.yaml"), Side(HOME, "2", "d10-50")
    shown_, hidden = lab.compared(*sides), lab.compared(*sides, hide=True)
    assert [lane.name for lane in shown_.lanes if lane not in hidden.lanes] == ["lenalidomide PO"]
    text = " ".join(change.words for change in hidden.changes)
    assert "†" not in text
    assert "not in the sources" in text
