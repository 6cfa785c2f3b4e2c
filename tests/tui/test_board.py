"""The board in the app: sorted, searched, read, opened, filled, and following what other programs write."""

import pytest
from kept_courses import BY_URGENCY, NURSE, board, enrolled, listed, words
from looking import settled, shown
from sessions import session_of
from textual.widgets import Input

from regimen.ledger.ledger import Ledger
from regimen.nomenclature import NOT_IN_SOURCES, NOTICE
from tui.actions import BOARD_ACTIONS
from tui.app import RegimenApp
from tui.screens.board import BoardScreen
from tui.screens.dialogs import AskScreen, TextScreen
from tui.screens.planner import PlannerScreen
from tui.widgets.courselist import CourseList

SMALL, WIDE = (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])


@SIZES
async def test_the_board_shows_who_is_where(session, ward, size) -> None:
    """Sorted by urgency, the top row in focus with its words beside it, the notice above, the counts in the bar."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        screen = await board(pilot)
        assert listed(screen) == BY_URGENCY
        assert screen.query_one(CourseList).course.id == "T-03"
        text = shown(pilot.app)
        assert NOTICE.split(" – ")[0] in text
        assert "Board · 4 courses · by urgency" in text
        assert "? T-03" in text
        assert "! T-02" in text
        assert "death on Day 8, in the window, has no known attribution" in words(screen)
        await pilot.press("down")
        await settled(pilot)
        assert "Overdue: - lenalidomide, days 7-8, since Mon 07 Dec 2026" in words(screen)


async def test_enter_opens_the_course_in_the_planner(session, ward) -> None:
    """The planner shows the kept course and says so; u leads back to the course before."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await board(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert (session.kept_id, session.course.subject.id) == ("T-02", "T-02")
        assert "kept: T-02" in shown(pilot.app)
        await pilot.press("u")
        assert (session.kept_id, session.course.subject.id) == (None, "sample")


async def test_the_course_of_the_planner_is_in_focus_first(session, ward) -> None:
    """Who comes back to the board finds the row from which the course was opened."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await board(pilot)
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        assert (await board(pilot)).query_one(CourseList).course.id == "T-01"


async def test_the_order_can_be_another_one(session, ward) -> None:
    """By urgency, by id, by the end of the window; the course in focus stays in focus."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await board(pilot)
        await pilot.press("down", "s")
        assert listed(screen) == ["T-01", "T-02", "T-03", "T-04"]
        assert screen.query_one(CourseList).course.id == "T-02"
        assert "by id" in shown(pilot.app)
        await pilot.press("f2")
        assert "by end of the window" in shown(pilot.app)
        await pilot.press("f2")
        assert listed(screen) == BY_URGENCY


SEARCHES = {
    "t-02": ["T-02"],
    "overdue": ["T-02"],
    "D10-50 pending": ["T-02", "T-01"],
    "xyz": [],
    " ": BY_URGENCY,
}
"""What is typed to the rows that it leaves."""


async def test_the_search_keeps_rows_that_hold_every_word(session, ward) -> None:
    """Ids, levels, verdicts and reasons are searched; Escape leaves the search, then the board."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await board(pilot)
        for text, found in SEARCHES.items():
            await pilot.press("slash")
            screen.query_one("#search", Input).value = text
            await settled(pilot)
            assert listed(screen) == found, text
            assert ("Nothing holds all these words." in words(screen)) is (not found)
            await pilot.press("enter")
            assert screen.query_one(CourseList).has_focus
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PlannerScreen)


@SIZES
async def test_the_weekly_list_is_read_course_by_course(session, ward, size) -> None:
    """W shows one course on the whole screen; down goes to the next; Escape leads back to the list."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        screen = await board(pilot)
        await pilot.press("w")
        await settled(pilot)
        assert not screen.query_one(CourseList).region
        assert "1 of 4" in shown(pilot.app)
        await pilot.press("down")
        await settled(pilot)
        assert "2 of 4" in shown(pilot.app)
        assert words(screen).startswith("T-02")
        await pilot.press("escape")
        await settled(pilot)
        assert screen.query_one(CourseList).region
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_the_weekly_list_can_be_copied(session, ward) -> None:
    """All courses in the order of the board, with notice and identity rule."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await board(pilot)
        await pilot.press("c")
        await settled(pilot)
        text = pilot.app.clipboard
        assert text.startswith(NOTICE)
        assert "do not write a real person's name" in text
        assert sorted(text.index(f"\n{name} (") for name in BY_URGENCY) == [
            text.index(f"\n{name} (") for name in BY_URGENCY
        ]


async def test_hiding_blanks_days_that_nobody_gives(session, ward) -> None:
    """The key hides assumed days on the board as in the planner, whose state it takes over."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("a")
        screen = await board(pilot)
        screen.query_one(CourseList).row = 2
        await settled(pilot)
        assert f"day {NOT_IN_SOURCES}" in words(screen)
        await pilot.press("a")
        await settled(pilot)
        assert "Day 15†" in words(screen)


async def test_an_empty_board_says_what_to_do(session, place) -> None:
    """Without a ledger: words instead of rows, every key is harmless, and no file is made."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await board(pilot)
        assert "No course is kept yet. n keeps the course of the planner here" in words(screen)
        await pilot.press("down", "enter", "w", "s", "a", "c", "escape")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert not place.exists()


async def test_a_new_course_is_the_planners_under_another_id(session, ward) -> None:
    """The key asks for the id, refuses what is taken and keeps what was typed; acts and record stay behind."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await board(pilot)
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskScreen)
        pilot.app.screen.query_one(Input).value = "T-01"
        await pilot.press("enter")
        await pilot.pause()
        assert "T-01 is in the ledger already" in shown(pilot.app)
        pilot.app.screen.query_one(Input).value = "T-05"
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert screen.query_one(CourseList).course.id == "T-05"
        assert session.kept_id is None
    with Ledger.open(ward) as ledger:
        held = ledger.held("T-05")
        assert (held.course.record, held.course.acts, held.course.level) == (None, [], session.course.level)
        assert ledger.history("T-05")[0].actor == NURSE


@pytest.mark.frames
async def test_only_rows_in_sight_are_drawn(session, place, monkeypatch) -> None:
    """A key on a board of many screens draws a screenful, whatever the number."""
    enrolled(place, {f"S-{number:03}": {"until": 1} for number in range(80)})
    drawn: list[str] = []
    from tui.widgets import courselist

    monkeypatch.setattr(courselist, "line", lambda row, width: drawn.append(row.id) or f"{row.id:<{width}}")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await board(pilot)
        rows = screen.query_one(CourseList)
        await pilot.press("end")
        await settled(pilot)
        assert rows.row == 79
        drawn.clear()
        await pilot.press("home")
        await settled(pilot)
        in_sight = {row.id for row in rows.rows[: rows.size.height]}
        assert in_sight <= set(drawn)
        assert len(set(drawn)) <= 2 * rows.size.height


async def test_a_click_moves_and_a_second_one_opens(session, ward) -> None:
    """The mouse does what the keys do."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await board(pilot)
        await pilot.click(CourseList, offset=(5, 1))
        await pilot.click(CourseList, offset=(5, 1))
        await settled(pilot)
        assert session.kept_id == "T-02"


async def test_help_explains_signs_columns_and_keys(session, ward) -> None:
    """F1 names every sign, column and key."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await board(pilot)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TextScreen)
        text = str(pilot.app.screen.text)
        wanted = ["to be settled by a person", "Late:", "Left:", "no count-recovery DLT by this rule", NOTICE]
        assert [part for part in (*wanted, *(action.words for action in BOARD_ACTIONS)) if part not in text] == []


PICTURES = {"board-80x24": (SMALL, ["down"]), "board-120x40": (WIDE, ["down"]), "week-80x24": (SMALL, ["down", "w"])}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, ward, snap_compare) -> None:
    """The board looks as it did when it was last looked at."""
    size, keys = PICTURES[name]

    async def before(pilot) -> None:
        await board(pilot)
        await pilot.press(*keys)
        await settled(pilot)

    assert snap_compare(RegimenApp(session_of()), terminal_size=size, run_before=before)
