"""What a person sees of the app and types into it, for tests."""

from textual.widgets import Static

from tui.app import RegimenApp


def shown(app: RegimenApp) -> str:
    """The whole screen as text."""
    return "\n".join("".join(segment.text for segment in line) for line in app.screen._compositor.render_strips())


def drawn(app: RegimenApp) -> str:
    """The calendar or lanes, all lines, as text."""
    grid = app.screen.grid
    return "\n".join(grid.render_line(y).text for y in range(grid.size.height))


def detail(app: RegimenApp) -> str:
    """The text of the day in focus, unwrapped."""
    return " ".join(str(app.screen.query_one("#detail Static", Static).render()).split())


async def settled(pilot) -> None:
    """Wait until everything is read, judged and drawn."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def type_in(pilot, text: str) -> None:
    """Type text into the focused input: the first sign as a key, which replaces what is there, the rest at once."""
    names = {"-": "minus", ".": "full_stop", " ": "space", "/": "slash", "_": "underscore"}
    await pilot.press(names.get(text[0], text[0]))
    pilot.app.focused.insert_text_at_cursor(text[1:])
    await pilot.pause()


def told(app: RegimenApp) -> list[str]:
    """The toasts so far."""
    return [note.message for note in app._notifications]


def letters(app: RegimenApp, day: int) -> str:
    """The signs of a day on the calendar."""
    return "".join(sign for sign, _ in app.screen.grid.signs(day - 1))
