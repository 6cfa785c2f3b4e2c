"""What the screens look like: one picture a screen and size, compared to the letter.

The pictures are made on one Python (conftest.py) and looked at before they are accepted:
`pytest tests/tui/test_pictures.py --snapshot-update`.
"""

from pathlib import Path

import pytest
from sessions import session_of

from tui.app import RegimenApp

SMALL, WIDE = (80, 24), (120, 40)
RECORD = Path(__file__).parents[1] / "cli" / "reviewed.yaml"

MEC_LATER = [*["right"] * 3, "e", "down", "right", "right", "down", "down", "2", "down", *"fever"]
"""On Day 4: defer MEC by two days for fever, up to Enter."""
PICTURES = {
    "planner-80x24": (None, SMALL, ["right", "right", "right"]),
    "planner-120x40": (None, WIDE, ["right", "right", "right"]),
    "lanes-80x24": (None, SMALL, ["l", "right", "right", "right"]),
    "lanes-120x40": (None, WIDE, ["l", "right", "right", "right"]),
    "values-80x24": (None, SMALL, ["v", "down"]),
    "values-editing-120x40": (None, WIDE, ["v", *["down"] * 11, "enter"]),
    "hidden-80x24": (None, SMALL, ["n", "a"]),
    "hidden-120x40": (None, WIDE, ["n", "a"]),
    "help-80x24": (None, SMALL, ["f1"]),
    "help-120x40": (None, WIDE, ["f1"]),
    "assumptions-80x24": (None, SMALL, ["f2"]),
    "chooser-80x24": (None, SMALL, ["f3"]),
    "chooser-120x40": (None, WIDE, ["f3"]),
    "findings-80x24": (None, SMALL, ["f4"]),
    "choice-80x24": (None, SMALL, ["v", *["down"] * 4, "enter"]),
    "goto-80x24": (None, SMALL, ["g"]),
    "hypercvad-120x40": ("hypercvad", WIDE, ["down", "down", "down"]),
    "beam-80x24": ("beam", SMALL, ["home", "right"]),
    "paper-120x40": (None, WIDE, ["n"]),
    "act-80x24": (None, SMALL, MEC_LATER),
    "act-120x40": (None, WIDE, MEC_LATER),
    "moved-80x24": (None, SMALL, [*MEC_LATER, "enter"]),
    "moved-120x40": (None, WIDE, [*MEC_LATER, "enter"]),
    "record-80x24": ("record", SMALL, ["r", *["down"] * 3]),
    "record-120x40": ("record", WIDE, ["r", *["down"] * 3]),
    "record-chart-120x40": ("record", WIDE, ["r", "2"]),
    "record-deviations-80x24": ("record", SMALL, ["r", "4"]),
    "recorded-120x40": ("record", WIDE, ["right", "right", "right"]),
    "compare-80x24": (None, SMALL, ["m"]),
    "compare-120x40": (None, WIDE, ["m"]),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, snap_compare) -> None:
    """The screen looks as it did when it was last looked at."""
    fixture, size, keys = PICTURES[name]

    async def before(pilot) -> None:
        # A toast would come and go with the clock; its words are tested elsewhere.
        pilot.app.screen.notify = lambda *_, **__: None
        if name.startswith("paper"):
            pilot.app.theme = "regimen-paper"
        if fixture == "record":
            pilot.app.screen.session.open(RECORD)
            pilot.app.screen.show()
        await pilot.press(*keys)
        for node in pilot.app.screen.query("Input"):
            node.cursor_blink = False
        await pilot.pause()

    app = RegimenApp(session_of(None if fixture == "record" else fixture))
    assert snap_compare(app, terminal_size=size, run_before=before)
