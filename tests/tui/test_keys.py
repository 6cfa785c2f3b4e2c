"""Actions and the key file."""

import re
from pathlib import Path

import pytest
from textual.widgets import Static

from tui.actions import BY_ID, SCREENS, key_table
from tui.app import RegimenApp
from tui.keymap import CONFIG_VARIABLE, read_keys
from tui.screens.author import AuthorScreen
from tui.screens.board import BoardScreen
from tui.screens.compare import CompareScreen
from tui.screens.exercise import ExerciseScreen
from tui.screens.library import LibraryScreen
from tui.screens.planner import PlannerScreen
from tui.screens.printing import PrintScreen
from tui.screens.record import RecordScreen
from tui.screens.training import TrainingScreen
from tui.screens.trial import TrialScreen

KEYS_PAGE = Path(__file__).parents[2] / "docs" / "keys.md"
COLLIDING = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+left_square_bracket"}
HANDLERS = {
    "Planner": PlannerScreen,
    "Library": LibraryScreen,
    "Editor": AuthorScreen,
    "Compare": CompareScreen,
    "Board": BoardScreen,
    "Record": RecordScreen,
    "Print": PrintScreen,
    "Escalation": TrialScreen,
    "Training": TrainingScreen,
    "Exercise": ExerciseScreen,
}


@pytest.mark.parametrize("screen", HANDLERS)
def test_the_actions_of_each_screen(screen) -> None:
    """Each is handled, its keys mean one thing on its screen, six at most stand in the footer, the page lists it.

    None collides with Tab, Enter, Escape or Backspace.
    """
    actions = SCREENS[screen]
    keys = [key for action in actions for key in action.keys.split(",")]
    assert len(set(keys)) == len(keys)
    assert not COLLIDING & set(keys)
    shown = [action.id for action in actions if action.footer]
    assert len(shown) <= (7 if "exercise-another" in shown else 6)  # which comes when Hint, Surer and End are gone
    missing = [a.id for a in actions if not hasattr(HANDLERS[screen], f"action_{a.action.partition('(')[0]}")]
    assert missing == []
    assert key_table(actions) in KEYS_PAGE.read_text(encoding="utf-8")


def test_ids_are_unique_over_all_screens() -> None:
    """An id of the key file means one action, and no screen is left out here."""
    assert len(BY_ID) == sum(map(len, SCREENS.values()))
    assert HANDLERS.keys() == SCREENS.keys()


@pytest.mark.parametrize(
    ("text", "keys", "words"),
    [
        ('[keys]\ngoto = "f8"\n', {"goto": "f8"}, None),
        ('[keys]\ngoot = "f8"\n', {}, "no action 'goot'; did you mean goto?"),
        ('[keys]\ngoto = "l"\n', {}, "taken by lanes"),
        ('[keys]\ngoto = "l"\nlanes = "g"\n', {"goto": "l", "lanes": "g"}, None),
        ('[keys]\ngoto = "l"\nlanes = "v"\n', {}, "taken by values"),
        ('[keys]\ngoto = "f8"\nlanes = "f8"\n', {"lanes": "f8"}, "taken by lanes"),
        ('[keys]\ngoto = "/"\n', {"goto": "slash"}, None),
        ('[keys]\ngoto = "F8, ctrl+R"\n', {"goto": "f8,ctrl+r"}, None),
        ('[keys]\ngoto = "?"\n', {}, "taken by help"),
        ('[keys]\ngoto = "strg+x"\n', {}, "is no key"),
        ('[keys]\ngoto = "f99"\n', {}, "is no key"),
        ('[keys]\ngoto = ","\n', {}, "is no key"),
        ('[keys]\ngoto = "enter"\n', {}, "needs itself"),
        ('[keys]\ngoto = "ctrl+p"\n', {}, "needs itself"),
        ("[keys]\ngoto = 8\n", {}, "must be text"),
        ("[keys\n", {}, "cannot be read"),
        ('[kyes]\ngoto = "f8"\n', {}, "unknown table 'kyes'"),
        ("keys = 3\n", {}, "as a table"),
        ('[keys]\nlibrary-copy = "f4"\n', {}, "taken by library-edit"),
        ('[keys]\nlibrary-copy = "f9"\n', {"library-copy": "f9"}, None),
        ('[keys]\neditor-save = "f5"\n', {"editor-save": "f5"}, None),
    ],
)
def test_key_file(tmp_path, text, keys, words) -> None:
    """A usable line moves a key; anything else is told and the defaults stay. Keys clash on one screen, not on two."""
    path = tmp_path / "keys.toml"
    path.write_text(text)
    found, problems = read_keys(path)
    assert found == keys
    assert (words is None) == (problems == [])
    if words:
        assert words in problems[0]


def test_no_key_file_is_fine(tmp_path) -> None:
    """Without a key file the defaults hold and nothing is said."""
    assert read_keys(tmp_path / "keys.toml") == ({}, [])


def test_a_key_file_in_another_encoding_is_told(tmp_path) -> None:
    """A file that is not UTF-8 does not stop the program."""
    (tmp_path / "keys.toml").write_bytes(b'[keys]\ngoto = "\xff"\n')
    keys, problems = read_keys(tmp_path / "keys.toml")
    assert keys == {}
    assert "cannot be read" in problems[0]


async def test_a_moved_key_works_in_the_app(tmp_path, monkeypatch, session) -> None:
    """After `lanes = "f8"` F8 shows the lanes and l does nothing."""
    (tmp_path / "keys.toml").write_text('[keys]\nlanes = "f8"\n')
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path))
    async with RegimenApp(session).run_test(size=(100, 30)) as pilot:
        await pilot.press("l")
        assert pilot.app.screen.grid.id == "calendar"
        await pilot.press("f8")
        assert pilot.app.screen.grid.id == "lanes"


@pytest.mark.parametrize("key", ["/", "slash"])
async def test_help_and_bar_show_the_moved_key(tmp_path, monkeypatch, session, key) -> None:
    """F1 lists a moved action under its new key, and the bar names the new key of the findings."""
    (tmp_path / "keys.toml").write_text(f'[keys]\nfindings = "{key}"\n')
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path))
    async with RegimenApp(session).run_test(size=(120, 40)) as pilot:
        assert "3 findings: /" in str(pilot.app.screen.query_one("#bar", Static).render())
        await pilot.press("f1")
        await pilot.pause()
        assert re.search(r"^  / +Read the findings", str(pilot.app.screen.text), re.MULTILINE)


async def test_a_bad_key_file_is_told_on_the_screen(tmp_path, monkeypatch, session) -> None:
    """What cannot be used in the key file is told when the app starts."""
    (tmp_path / "keys.toml").write_text('[keys]\ngoot = "f8"\n')
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path))
    async with RegimenApp(session).run_test(size=(120, 40)) as pilot:
        assert [note.message for note in pilot.app._notifications if "did you mean goto?" in note.message]
