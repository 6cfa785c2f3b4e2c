"""Leaving the app: what took a person some typing, and is in no file, is asked about; no other file is lost."""

import pytest
from kept_courses import enrolled
from looking import told
from sessions import session_of
from textual.widgets import Input

from regimen.coursefile import open_course
from tui.app import RegimenApp
from tui.screens.board import BoardScreen
from tui.screens.dialogs import AskScreen, PickScreen
from tui.screens.planner import PlannerScreen

WIDE = (120, 40)


async def test_quit_asks_for_unsaved_changes_of_a_file(session, tmp_path) -> None:
    """With a file and unsaved changes q asks, and saves to it."""
    path = tmp_path / "course.yaml"
    session.save(path)
    session.change("level", "d10-5")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        await pilot.press("enter")
        await pilot.pause()
    assert "d10-5" in path.read_text()


TRIFLES = [[], [("level", "d10-5")], [("level", "d10-5"), ("reference_date", "2027-01-04")]]


@pytest.mark.parametrize("changes", TRIFLES, ids=["nothing", "a-level", "level-and-date"])
async def test_what_takes_a_key_or_two_is_left_at_once(session, changes) -> None:
    """Who looked around is not asked."""
    for field, text in changes:
        session.change(field, text)
    app = RegimenApp(session)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert not isinstance(app.screen, PickScreen)
        assert app._exit


async def test_what_was_typed_into_no_file_is_asked_about(session, tmp_path, monkeypatch) -> None:
    """A subject's data: Escape stays, Save asks for a path, a path that will not do is told, and then it leaves."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text("mine")
    session.change("subject.weight_kg", "82")
    app = RegimenApp(session)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert "in no file yet" in app.screen.why
        await pilot.press("escape", "q", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        app.screen.query_one(Input).value = "mine.yaml"
        await pilot.press("enter")
        await pilot.pause()
        assert "was kept" in app.screen.problem
        assert not app._exit
        app.screen.query_one(Input).value = "course.yaml"
        await pilot.press("enter")
        await pilot.pause()
        assert app._exit
    assert open_course(tmp_path / "course.yaml")[0].subject == session.course.subject
    assert (tmp_path / "mine.yaml").read_text() == "mine"


async def test_it_can_be_left_without_saving(session) -> None:
    """The other answer leaves at once."""
    session.change("subject.weight_kg", "82")
    app = RegimenApp(session)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("q", "end", "enter")
        await pilot.pause()
        assert app._exit


async def test_what_another_program_wrote_is_not_replaced(session, tmp_path) -> None:
    """Saving on leaving is refused where the file was changed meanwhile; the app stays and says what to do."""
    path = tmp_path / "course.yaml"
    session.save(path)
    theirs = session_of()
    theirs.open(path)
    session.change("level", "d10-5")
    theirs.change("level", "d10-25")
    theirs.save(path)
    app = RegimenApp(session)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("q", "enter")
        await pilot.pause()
        assert not app._exit
        assert "was changed by another program since it was opened, and was kept" in told(app)[-1]
    assert open_course(path)[0].level == "d10-25"


@pytest.mark.parametrize("key", ["", "w", "r", "T"], ids=["planner", "board", "record", "training"])
async def test_what_others_write_while_a_screen_goes_is_nobodys_fault(session, ward, monkeypatch, key) -> None:
    """News on every tick of a clock that goes on while widgets are taken down: nothing is drawn on what is gone."""
    monkeypatch.setattr("tui.app.POLL_SECONDS", 0.0005)
    monkeypatch.setattr("tui.keeping.Keeper.changed", lambda _: True)
    for leave in ("escape", ""):
        async with RegimenApp(session).run_test(size=WIDE) as pilot:
            assert pilot.app.keeper.exists
            await pilot.press(*filter(None, [key, leave]))


async def test_the_board_is_left_while_it_judges(session, place, monkeypatch) -> None:
    """Work beside the messages ends where its screen does; many courses are still waiting then."""
    monkeypatch.setattr("tui.screens.board._TURN_SECONDS", 0.0005)
    enrolled(place, {f"T-{number:02}": {"until": 1} for number in range(1, 61)})
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = BoardScreen(session, pilot.app.keeper, hide=False)
        await pilot.app.push_screen(screen)
        screen.action_hide()
        assert screen.board.waiting == 60
        await screen.dismiss()
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert screen.board.waiting
