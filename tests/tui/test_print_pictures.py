"""What the print dialog looks like: one picture a state and size, compared to the letter.

Accepted after looking at them: `pytest tests/tui/test_print_pictures.py --snapshot-update`.
"""

from pathlib import Path

import pytest
from looking import settled
from sessions import session_of
from textual.widgets import Input

from tui.app import RegimenApp

SMALL, WIDE = (80, 24), (120, 40)
GONE = ["P", *["down"] * 4, "end", "backspace", *"gone", "enter"]
"""A folder that is not there, and Enter."""
PICTURES = {
    "month-80x24": (SMALL, ["P"]),
    "month-120x40": (WIDE, ["P"]),
    "diary-120x40": (WIDE, ["P", *["right"] * 3, "pagedown"]),
    "key-80x24": (SMALL, ["P", *["right"] * 4, "down", "right"]),
    "calendar-80x24": (SMALL, ["P", "down", *["right"] * 4]),
    "no-folder-80x24": (SMALL, GONE),
    "no-record-80x24": (SMALL, ["P", *["right"] * 7, "enter"]),
    "help-80x24": (SMALL, ["P", "f1"]),
    "class-80x24": (SMALL, ["w", "P"]),
    "class-120x40": (WIDE, ["w", "P", *["right"] * 5]),
    "paper-120x40": (WIDE, ["P", "right", "right"]),
}


@pytest.mark.usefixtures("ward")
@pytest.mark.parametrize("name", PICTURES)
def test_print_picture(name: str, snap_compare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The dialog looks as it did when it was last looked at."""
    monkeypatch.chdir(tmp_path)
    size, keys = PICTURES[name]

    async def before(pilot) -> None:
        pilot.app.screen.notify = lambda *_, **__: None
        if name.startswith("paper"):
            pilot.app.theme = "regimen-paper"
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        for node in pilot.app.screen.query(Input):
            node.cursor_blink = False
        await pilot.pause()

    assert snap_compare(RegimenApp(session_of()), terminal_size=size, run_before=before)
