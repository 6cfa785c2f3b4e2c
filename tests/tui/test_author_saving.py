"""The editor in the app: saving a text, using it, leaving it."""

import pytest
from editing import SMALL, change, editor, from_library, save_as
from looking import settled, shown
from shelves import told
from textual.widgets import Input

from regimen.protocol.reader import read_protocol
from tui.app import RegimenApp
from tui.recent import recent_files
from tui.screens.dialogs import AskScreen, PickScreen
from tui.screens.library import LibraryScreen
from tui.screens.planner import PlannerScreen


async def test_a_copy_is_saved_under_its_own_name(session, work) -> None:
    """F9 asks where to, suggests the id's name; the second time it asks no more; the file is remembered."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot)
        await pilot.press("f9")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "beam-copy.yaml"
        await pilot.press("enter")
        await settled(pilot)
        assert read_protocol(work / "beam-copy.yaml").id == "beam-copy"
        assert "saved to" in told(pilot.app)
        assert "can be used · saved" in shown(pilot.app)
        assert recent_files()[0] == (work / "beam-copy.yaml").resolve()
        await change(pilot, "short: BEAM", "short: BEAM 2")
        assert "not saved" in shown(pilot.app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert read_protocol(work / "beam-copy.yaml").short == "BEAM 2"


NOT_TO_BE_WRITTEN = {
    "mine.yaml": "exists and was kept",
    "gone/x.yaml": "cannot write",
    "x.txt": "does not end in .yaml",
    "../library/beam.yaml": "bundled protocols stay as they are",
}
"""A path to what is said of it."""


async def test_no_other_file_is_overwritten(session, work) -> None:
    """A path that will not do is told in the dialog, which stays; no file changes."""
    before = {path: path.read_bytes() for path in work.parent.rglob("*.yaml")}
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await editor(pilot)
        await pilot.press("f9")
        for name, problem in NOT_TO_BE_WRITTEN.items():
            await save_as(pilot, name)
            assert isinstance(pilot.app.screen, AskScreen)
            assert problem in pilot.app.screen.problem
            assert {path: path.read_bytes() for path in work.parent.rglob("*.yaml")} == before


@pytest.mark.parametrize(("answer", "kept"), [("home", True), ("end", False)], ids=["other-name", "replace"])
async def test_a_file_changed_elsewhere_is_asked_about(session, work, answer, kept) -> None:
    """What someone else wrote since is replaced only when the person says so."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot, "mine")
        (work / "mine.yaml").write_text("theirs\n")
        await change(pilot, "short: Two periods", "short: Mine")
        await pilot.press("f9")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        await pilot.press(answer, "enter")
        if kept:
            await save_as(pilot, "other.yaml")
            assert read_protocol(work / "other.yaml").short == "Mine"
        await settled(pilot)
        assert ((work / "mine.yaml").read_text() == "theirs\n") == kept
        assert not screen.draft.modified


async def test_a_file_that_cannot_be_written_is_told(session, work) -> None:
    """If the folder is gone, saving is told and the text stays unsaved in the editor."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot, "mine")
        await change(pilot, "short: Two periods", "short: Mine")
        screen.draft.file = work / "gone" / "mine.yaml"
        await pilot.press("f9")
        await settled(pilot)
        assert "cannot write" in told(pilot.app)
        assert screen.draft.modified


async def test_errors_are_saved_but_not_used(session, work) -> None:
    """Half a protocol can be saved, and says so; using it is refused with the way to the error."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await editor(pilot, "mine")
        await change(pilot, "short: Two periods", "shirt: Two periods")
        await pilot.press("f9")
        await settled(pilot)
        assert told(pilot.app).endswith("with 2 errors to mend")
        assert "shirt: Two periods" in (work / "mine.yaml").read_text(encoding="utf-8")
        await pilot.press("f8")
        await pilot.pause()
        assert "a protocol with errors cannot be used; F4 goes to the next one" in told(pilot.app)
        assert session.course.protocol == "nct01681537"


async def test_using_saves_first_and_opens_the_planner(session, work) -> None:
    """F8 asks for a name, saves, and shows the protocol in the planner; one undo leads back."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await from_library(pilot)
        await pilot.press("f8")
        await save_as(pilot, "own.yaml")
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert session.course.protocol_file == str((work / "own.yaml").resolve())
        assert "BEAM" in shown(pilot.app)
        await pilot.press("u")
        assert session.course.protocol == "nct01681537"


async def test_using_what_is_saved_asks_nothing(session, work) -> None:
    """A file that is as it was opened goes straight to the planner."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await from_library(pilot, "f4", 4)
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert session.course.protocol_file == str((work / "mine.yaml").resolve())


async def test_what_is_typed_last_counts(session, work) -> None:
    """Saving right after a key, before the text was read, saves that key too."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot, "mine")
        screen.source.move_cursor((0, 0))
        await pilot.press("#", "f9")
        await settled(pilot)
        assert (work / "mine.yaml").read_text(encoding="utf-8").startswith("#")


@pytest.mark.parametrize(("answer", "written"), [("home", True), ("end", False)], ids=["save", "drop"])
async def test_leaving_asks_about_changes(session, work, answer, written) -> None:
    """Escape asks whether to save; Escape again stays in the editor with everything typed."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await from_library(pilot, "f4", 4)
        await change(pilot, "short: Two periods", "short: Mine")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert "short: Mine" in screen.source.text
        await pilot.press("escape", answer, "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert ("short: Mine" in (work / "mine.yaml").read_text(encoding="utf-8")) == written


async def test_an_unchanged_text_is_left_without_a_question(session, work) -> None:
    """Who only looked is not asked."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await from_library(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_ctrl_q_loses_nothing(session, work) -> None:
    """Ctrl+q asks about the text, also from a dialog, then about the planner's own file, and then leaves."""
    session.save(work / "course.yaml")
    session.change("level", "d10-5")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await from_library(pilot, "f4", 4)
        await change(pilot, "short: Two periods", "short: Mine")
        await pilot.press("f1", "ctrl+q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app.screen_stack[-2:] == [screen, pilot.app.screen]
        await pilot.press("end", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PickScreen)
        assert "course.yaml has unsaved changes" in pilot.app.screen.why
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert pilot.app.is_running
