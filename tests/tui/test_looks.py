"""Style sheets: each screen's own is about that screen alone, whichever screens were opened before."""

import datetime as dt
from pathlib import Path

import pytest
from looking import detail, settled
from sessions import session_of
from textual.css.stylesheet import Stylesheet

from tui.app import RegimenApp
from tui.session import Session
from tui.widgets.calendar import GUTTER

SHEETS = sorted((Path(__file__).parents[2] / "tui" / "screens").glob("*.tcss"))
SHARED = "common.tcss"
DAY_1 = dt.date(2026, 12, 1)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_sheet_is_about_its_screen(sheet: Path) -> None:
    """Textual keeps every sheet it has read for all screens, so each rule begins with the screen it is meant for."""
    read = Stylesheet(variables=RegimenApp().get_css_variables())
    read.read(sheet)
    names = {selectors.selectors[0].name for rules in read.rules for selectors in rules.selector_set}
    assert names
    if sheet.name != SHARED:
        assert all(name.endswith("Screen") for name in names), names


async def laid_out(pilot) -> list[tuple[object, ...]]:
    """Where everything stands on the screen, and with which borders."""
    await settled(pilot)
    shown = [one for one in pilot.app.screen.query("*") if one.display]
    return [(type(one), one.id, one.region, one.styles.padding, one.styles.border_top) for one in shown]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_no_screen_leaves_a_trace_on_another(session, place, size) -> None:
    """Planner, record, library and escalation stand as they did, after all the others were opened."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        before = {}
        for key in ("r", "b", "x"):
            await pilot.press(key)
            before[key] = await laid_out(pilot)
            await pilot.press("escape")
        before[""] = await laid_out(pilot)
        for key in ("b", "f2", "escape", "escape", "m", "escape", "w", "escape", "P", "escape", "T", "escape"):
            await pilot.press(key)
            await settled(pilot)
        assert await laid_out(pilot) == before[""]
        for key in ("r", "b", "x"):
            await pilot.press(key)
            assert await laid_out(pilot) == before[key]
            await pilot.press("escape")


async def test_a_blanked_day_is_blank_beside_the_calendar_too(session) -> None:
    """Where a milestone stands on an assumed day, neither the cell nor the text shows it while † is blanked."""
    async with RegimenApp(session).run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "6", "0", "enter")
        assert "60-day landmark" in detail(pilot.app)
        await pilot.press("a")
        await pilot.pause()
        assert "Nothing is planned on this day by what the sources say." in detail(pilot.app)
        assert "60-day" not in detail(pilot.app)


@pytest.mark.parametrize("today", [9, 47, 62], ids=lambda day: f"today-{day}")
async def test_a_date_on_the_calendar_is_whole_or_not_there(today) -> None:
    """However narrow the window, no day of the month is cut to another one, and today is told by its brackets."""
    home = session_of()
    session = Session(home.course, home.protocol, DAY_1 + dt.timedelta(days=today - 1))
    async with RegimenApp(session).run_test(size=(120, 40)) as pilot:
        for width in (*range(60, 84), 100, 120):
            await pilot.resize_terminal(width, 40)
            await pilot.pause()
            grid = pilot.app.screen.grid
            for week in range(grid.weeks):
                line = grid.render_line(1 + week * grid.lines).text[GUTTER:]
                for column in range(7):
                    date = dt.date.fromordinal(grid.monday + 7 * week + column)
                    cell = line[column * grid.cell : (column + 1) * grid.cell]
                    day, _, after = cell.strip("▏▕ ").partition("‹" if "‹" in cell else " ")
                    assert int(day.replace("−", "-")) == session.plan.day(date), (width, cell)
                    assert after.strip(" ›") in ("", str(date.day)), (width, cell)
                    assert ("‹" in cell) == (date == session.today), (width, cell)
