"""An exercise opened from the planner, and what its screen says, for tests."""

from looking import shown, type_in
from textual.widgets import Static

from tui.app import RegimenApp
from tui.screens.exercise import ExerciseScreen


def told(app: RegimenApp) -> str:
    """The last word in the corner."""
    return [note.message for note in app._notifications][-1]


def text(app: RegimenApp, name: str = "#item-text") -> str:
    """What a pane says."""
    return str(app.screen.query_one(name, Static).content)


async def begin(pilot, words: str) -> ExerciseScreen:
    """From the planner to the first case that holds some words."""
    await pilot.press("T", "slash")
    await type_in(pilot, words)
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(pilot.app.screen, ExerciseScreen)
    return pilot.app.screen


def footer(app: RegimenApp) -> str:
    """The keys at the foot of the screen."""
    return " ".join(shown(app).splitlines()[-1].split())
