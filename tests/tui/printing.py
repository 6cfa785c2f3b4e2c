"""The print dialog opened, filled in and read, for its tests."""

from pathlib import Path

from looking import settled
from textual.widgets import Input, Log, Static

from tui.app import RegimenApp
from tui.screens.printing import PrintScreen
from tui.widgets.choice import Choice


async def dialog(pilot, *keys: str) -> PrintScreen:
    """Open the dialog, from the planner if no other keys lead to it."""
    await pilot.press(*(keys or ("P",)))
    await settled(pilot)
    assert isinstance(pilot.app.screen, PrintScreen)
    return pilot.app.screen


async def choose(pilot, **rows: str) -> None:
    """Choose in rows by stepping to the key, as a person does."""
    for name, key in rows.items():
        choice = pilot.app.screen.query_one(f"#{name}", Choice)
        choice.focus()
        keys = [one for one, _ in choice.options]
        by = keys.index(key) - choice.at
        await pilot.press(*(["right"] * by if by > 0 else ["left"] * -by))
    await settled(pilot)


async def fill(pilot, **rows: str) -> None:
    """Fill in folder or file."""
    for name, text in rows.items():
        field = pilot.app.screen.query_one(f"#{name}", Input)
        field.focus()
        field.value = text
    await settled(pilot)


async def write(pilot) -> str:
    """Write, and what is said then."""
    await pilot.press("f8")
    await settled(pilot)
    return said(pilot.app)


def said(app: RegimenApp) -> str:
    """How things stand, in one line."""
    return " ".join(app.screen.said.split())


def is_wrong(app: RegimenApp) -> bool:
    """Whether it is said as a fault."""
    return app.screen.query_one("#standing", Static).has_class("-wrong")


def named(app: RegimenApp) -> str:
    """The file's name."""
    return app.screen.query_one("#file", Input).value


def sheet(app: RegimenApp) -> str:
    """The whole preview."""
    return "\n".join(app.screen.query_one(Log).lines)


def chosen(app: RegimenApp, name: str) -> str:
    """What a row shows."""
    return str(app.screen.query_one(f"#{name}", Choice).render()).strip(" ◂▸")


def files(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())
