"""The amendment lab: two sides, what differs in words and on the calendar, the days left to Day 45."""

import pytest
from looking import shown, told
from sessions import dated_amendment
from textual.widgets import Static

from regimen.protocol.shelf import LIBRARY
from tui.app import RegimenApp
from tui.lab import Side
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
        assert "cannot read the file" in told(pilot.app)[-1]


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
    session.save(tmp_path / "course.yaml")
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
