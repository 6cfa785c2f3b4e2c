"""The editor opened, typed into and read, for tests."""

from pathlib import Path

from looking import settled
from sessions import FIXTURES
from textual.widgets import Input, OptionList, Static

from regimen.protocol import shelf
from tui.drafts import Draft
from tui.screens.author import PAUSE, AuthorScreen
from tui.screens.dialogs import AskScreen

SMALL, WIDE = (80, 24), (120, 40)
BEAM = (FIXTURES / "beam.yaml").read_text(encoding="utf-8")


async def from_library(pilot, key: str = "f2", row: int = 1) -> AuthorScreen:
    """Open the editor from the library: a copy of a row, or the row's own file."""
    await pilot.press("b")
    await settled(pilot)
    await pilot.press(*["down"] * row, key)
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, AuthorScreen)
    screen.source.cursor_blink = False
    return screen


async def editor(pilot, name: str = "beam") -> AuthorScreen:
    """The editor on a copy of a bundled protocol, or on the file in the current folder, without the library below."""
    session, bundled = pilot.app.session, {path.stem: path for path in shelf.LIBRARY.iterdir()}
    if name in bundled:
        draft = Draft.copy_of(bundled[name], bundled, session.course, session.today)
    else:
        draft = Draft.of_file(Path.cwd() / f"{name}.yaml", session.course, session.today)
    screen = AuthorScreen(draft, session)
    await pilot.app.push_screen(screen)
    screen.source.cursor_blink = False
    await settled(pilot)
    return screen


async def change(pilot, old: str, new: str) -> None:
    """Replace a passage of the text as if it were typed, and wait for the pause after it."""
    source = pilot.app.screen.source
    before = source.text
    assert before.count(old) == 1
    at = before.index(old)
    start = (before.count("\n", 0, at), at - before.rfind("\n", 0, at) - 1)
    source.replace(new, start, (start[0], start[1] + len(old)), maintain_selection_offset=False)
    source.move_cursor(start)
    await pilot.pause(PAUSE * 2)
    draft = pilot.app.screen.draft
    while draft.text != source.text:  # a busy machine is later with its timers
        await pilot.pause(PAUSE)
    await pilot.pause()


def findings(screen: AuthorScreen) -> list[str]:
    """The rows of the list of findings."""
    rows = screen.query_one("#findings", OptionList)
    return [str(rows.get_option_at_index(number).prompt) for number in range(rows.option_count)]


def errors(screen: AuthorScreen) -> list[str]:
    """The rows that tell what keeps the text from being used."""
    return [row for row in findings(screen) if row.startswith("✗")]


def words(screen: AuthorScreen, place: str) -> str:
    """The text of a line of the screen, unwrapped."""
    return " ".join(str(screen.query_one(place, Static).render()).split())


def drawn(screen: AuthorScreen) -> list[str]:
    """The lines of the text area as drawn."""
    return [screen.source.render_line(y).text for y in range(screen.source.size.height)]


async def save_as(pilot, name: str) -> None:
    """Answer the question for a path."""
    await pilot.pause()
    assert isinstance(pilot.app.screen, AskScreen)
    pilot.app.screen.query_one(Input).value = name
    await pilot.press("enter")
    await settled(pilot)
