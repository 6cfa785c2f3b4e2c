"""The amendment lab: two sides, what differs in words and on the calendar, the days left to Day 45."""

import pytest
from sessions import acts_of, dated_amendment
from test_courses import AMEND
from test_moving import told
from test_planner import shown
from textual.widgets import Static

from regimen.protocol.shelf import LIBRARY
from tui.app import RegimenApp
from tui.lab import Lab, Row, Side, clock_words, overlay_rows
from tui.screens.compare import CompareScreen
from tui.screens.dialogs import PickScreen, TextScreen
from tui.screens.planner import PlannerScreen
from tui.widgets.choice import Choice

WIDE, SMALL = (120, 40), (80, 24)
HOME = LIBRARY / "nct01681537.yaml"


def words(app: RegimenApp) -> str:
    """The text of the comparison."""
    return str(app.screen.query_one("#difference", Static).render())


def clocks(app: RegimenApp) -> str:
    """The days that stand above it."""
    return str(app.screen.query_one("#clocks", Static).render())


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


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
async def test_the_amendment_is_seen_at_once(session, size) -> None:
    """M shows 31 → 35, the overlay and the notice without scrolling; Escape returns and nothing has changed."""
    before = session.course
    async with RegimenApp(session).run_test(size=size) as pilot:
        await pilot.press("m")
        await pilot.pause()
        text = shown(pilot.app)
        assert "Days from last LEN to Day 45: 31 → 35 (last dose: Day 14 → Day 10)" in text
        assert "lenalidomide PO ==========----···" in text
        assert "TRAINING ONLY – not for prescribing, dispensing, administration or treatment" in text
        for change in (
            "level d10-50 added",
            "lenalidomide: days 1-14 → days 1-10",
            "Moved to other days",
            "in neither",
        ):
            assert change in words(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlannerScreen)
    assert session.course is before
    assert not session.undo()


async def test_the_text_scrolls_and_the_choices_stay(session) -> None:
    """Down and PgDn scroll the text while a choice has the focus; Tab goes from choice to choice only."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("m")
        await pilot.pause()
        box = pilot.app.screen.query_one("#differences")
        for key, moved in (("down", 1), ("down", 2), ("up", 1), ("pagedown", box.size.height)):
            await pilot.press(key)
            await pilot.pause()
            assert box.scroll_y == moved, key
        await pilot.press("pageup")
        seen = set()
        for _ in range(6):
            seen.add(pilot.app.focused.id)
            await pilot.press("tab")
        assert seen == {f"{side}-{part}" for side in ("first", "second") for part in ("protocol", "version", "level")}


async def test_sides_are_chosen_with_keys(session) -> None:
    """Levels and versions step, a protocol is chosen from its list; the days left follow at once."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("m", "right", "right")
        await pilot.pause()
        assert "~~~~~~~~~~----" in words(pilot.app)
        assert pilot.app.screen.sides[1] == Side(HOME, "2", "d10-50")
        await pilot.press("shift+tab", "left")
        await pilot.pause()
        assert pilot.app.screen.sides[1].version == "1"
        await pilot.press("shift+tab", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        names = [name for name, _ in pilot.app.screen.options]
        await pilot.press(*["down"] * names.index("mec-8-100-1000"), "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CompareScreen)
        assert pilot.app.screen.sides[1] == Side(LIBRARY / "mec-8-100-1000.yaml", "1", None)
        assert "31 → none" in clocks(pilot.app)
        await pilot.press("f2")
        await pilot.pause()
        assert "none → 31" in clocks(pilot.app)


async def test_equal_sides_say_so(session) -> None:
    """A protocol beside itself: nothing differs, the overlay is all =."""
    session.begin("mec-6-80-1000")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert "Nothing differs." in words(pilot.app)
        assert clocks(pilot.app) == "No DLT window on either side."
        assert not pilot.app.screen.query_one("#first-level", Choice).options
        await pilot.press("right", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CompareScreen)


async def test_the_comparison_explains_itself_and_is_copied(session) -> None:
    """F1 explains the signs; c copies the sheet that regimen protocols diff prints, notice first."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("m", "f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TextScreen)
        assert "- only in the first" in str(pilot.app.screen.text)
        await pilot.press("escape", "c")
        await pilot.pause()
        assert pilot.app.clipboard.startswith("TRAINING ONLY")
        assert "LEN: 31 days after Day 14 → 35 days after Day 10" in pilot.app.clipboard


async def test_a_protocol_file_stands_beside_the_library(session, tmp_path) -> None:
    """A course of a file of one's own compares its versions; a file that is gone is told and nothing opens."""
    path = dated_amendment(tmp_path)
    session.open(path)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert pilot.app.screen.query_one("#first-protocol", Choice).key == "dated.yaml"
        assert "31 → 35" in clocks(pilot.app)
        await pilot.press("escape")
        path.unlink()
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert "no version '1'" in told(pilot.app)[-1]


async def test_a_side_that_cannot_be_read_changes_nothing(session, tmp_path) -> None:
    """A file broken while the comparison is open is told; both sides stay as they were."""
    path = dated_amendment(tmp_path)
    session.open(path)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("m")
        await pilot.pause()
        before = list(pilot.app.screen.sides)
        path.write_text("format: 1\n")
        choice = pilot.app.screen.query_one("#second-protocol", Choice)
        choice.choose(choice.options[1][0])
        await pilot.pause()
        assert pilot.app.screen.sides[1].path != path
        choice.choose("dated.yaml")
        await pilot.pause()
        assert "title" in told(pilot.app)[-1]
        assert pilot.app.screen.sides[0] == before[0]
        assert choice.key == pilot.app.screen.sides[1].path.stem


async def test_quitting_from_the_comparison_asks_for_the_course(session, tmp_path) -> None:
    """Ctrl+q in the comparison leads to the planner's question about unsaved changes."""
    session.save(tmp_path / "course.yaml", overwrite=False)
    session.change("level", "d10-5")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("m", "ctrl+q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        assert "unsaved changes" in pilot.app.screen.why


async def test_the_palette_has_the_comparison(session) -> None:
    """Act, Acts and Compare are found by name on the planner; Swap and Copy on the comparison."""
    app = RegimenApp(session)
    async with app.run_test(size=WIDE) as pilot:
        assert {"Act", "Acts", "Compare"} <= {command.title for command in app.get_system_commands(app.screen)}
        await pilot.press("m")
        await pilot.pause()
        assert {"Help", "Swap", "Copy"} <= {command.title for command in app.get_system_commands(app.screen)}


async def test_a_window_made_smaller_keeps_the_comparison(session) -> None:
    """The overlay is cut anew for the new width."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("m")
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert max(map(len, words(pilot.app).splitlines())) <= 58
        assert words(pilot.app).count("lenalidomide PO") == 2


def test_the_start_loads_no_comparison(loaded_by) -> None:
    """The app and its home session load neither the comparison nor the screens that the first paint does not need."""
    loaded = loaded_by("import datetime, tui.app; tui.app.Session.home(datetime.date(2026, 12, 1))")
    late = {"regimen.compare", "tui.lab", "tui.acting", "tui.screens.acts", "tui.screens.compare", "tui.texts"}
    assert loaded & late == set()
