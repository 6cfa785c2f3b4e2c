"""What a person meets off the beaten path: leaving inputs, other protocols, files, themes, small windows."""

import pytest
from sessions import FIXTURES, open_row, session_of
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from tui.app import RegimenApp
from tui.field import shown_value
from tui.fields import fields
from tui.screens.dialogs import PickScreen, hanging, told
from tui.screens.planner import PlannerScreen, bar_text
from tui.widgets.calendar import Calendar
from tui.widgets.detail import since_last
from tui.widgets.editor import Editor
from tui.widgets.panel import Panel

WIDE, SMALL = (120, 40), (80, 24)


def bar(app: RegimenApp) -> str:
    """The text of the bar."""
    return str(app.screen.query_one("#bar", Static).render())


async def test_leaving_an_input_takes_back_what_was_typed(session) -> None:
    """Tab, a click elsewhere, undo and another dialog's choice close the input; nothing half-typed stays in sight."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        for way in (("tab",), (), ("ctrl+z",), ("f3", "enter")):
            await open_row(pilot, "Weight")
            await pilot.press("9", "0")
            assert pilot.app.screen.query(Editor)
            if way:
                await pilot.press(*way)
            else:
                await pilot.click("#calendar", offset=(20, 5))
            await pilot.pause()
            assert not pilot.app.screen.query(Editor), way
            assert pilot.app.screen.plan is session.plan, way
            assert pilot.app.focused is not None


async def test_what_arrives_after_the_input_is_closed_is_dropped(session) -> None:
    """A letter that is still on its way when the input closes neither shows a preview nor stops the program."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        panel = await open_row(pilot, "Weight")
        field = panel.rows[panel.row]
        await pilot.press("escape")
        pilot.app.screen.post_message(Editor.Typed(field, "90"))
        pilot.app.screen.post_message(Editor.Kept(field, "90"))
        await pilot.pause()
        assert pilot.app.screen.plan is session.plan
        assert session.course.subject.weight_kg == 75


async def test_a_click_goes_to_the_row_under_it(session) -> None:
    """The row that is clicked comes into focus, a second click opens it."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        panel = pilot.app.screen.query_one(Panel)
        await pilot.click("#panel", offset=(5, 12))  # the first line is the frame
        await pilot.pause()
        assert panel.rows[panel.row].label == "Weight"
        await pilot.click("#panel", offset=(5, 12))
        await pilot.pause()
        assert pilot.app.screen.query(Editor)


async def test_an_emptied_value_is_unknown(session) -> None:
    """Clearing the weight leaves doses without amounts and says what to give."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        pilot.app.screen.cursor = 3
        await open_row(pilot, "Weight")
        pilot.app.screen.query_one(Input).value = ""
        await pilot.press("enter")
        await pilot.pause()
        assert session.course.subject.weight_kg is None
        assert "for an amount, give: weight" in " ".join(
            str(pilot.app.screen.query_one("#day-text", Static).render()).split()
        )


async def test_undoing_a_protocol_keeps_the_day_in_focus_on_the_calendar(session) -> None:
    """Day 151 of eight cycles is not left in focus on a calendar of nine weeks, nor in its lanes."""
    session.open(FIXTURES / "hypercvad.yaml")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = pilot.app.screen
        await pilot.press("end", "u")
        await pilot.pause()
        assert screen.cursor == screen.grid.last_shown
        await pilot.press("l")
        await pilot.pause()
        assert screen.cursor == screen.grid.last


async def test_cycles_are_named_in_the_week_they_begin() -> None:
    """C2 stands at the week of Day 22 of a 21-day cycle, C8 at that of Day 148."""
    async with RegimenApp(session_of("hypercvad")).run_test(size=(120, 60)) as pilot:
        grid = pilot.app.screen.query_one(Calendar)
        lines = [grid.render_line(y).text for y in range(grid.size.height)]
        second = next(n for n, line in enumerate(lines) if line.startswith("  C2"))
        assert " 22 " in lines[second - 1]
        assert grid.cycles[(147 + grid.reference - grid.monday) // 7] == 8


async def test_the_legend_stands_where_there_is_room(session) -> None:
    """At 80x24 the drugs are named below the weeks; with no free line they are not, and nothing is cut in half."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        assert pilot.app.screen.grid.legend == [" L LEN  M mitoXANTRONE  E etoposide  C cytarabine"]
    async with RegimenApp(session).run_test(size=(80, 23)) as pilot:
        assert pilot.app.screen.grid.legend == []


@pytest.mark.parametrize(("level", "since"), [("d10-50", 35), ("d14-10", 31)])
def test_days_from_the_last_doses_to_day_45(session, level, since) -> None:
    """37 days after the last MEC day; 35 after the last LEN day, 31 on the schedule of 14 days."""
    session.change("level", level)
    told_days = list(since_last(session.plan, 45, hide=False))
    assert told_days == [
        f"{since} days after the last LEN day (Day {45 - since})",
        "37 days after the last MEC day (Day 8)",
    ]


async def test_the_marrow_window_is_drawn_to_day_45(session) -> None:
    """From the day after m to Day 45 every day carries the sign of an open window, no other day does."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        grid = pilot.app.screen.grid
        open_days = [n + 1 for n in range(60) if "─" in [sign for sign, _ in grid.signs(n)]]
        assert open_days == list(range(21, 46))


async def test_an_assumed_day_carries_its_mark_on_the_calendar(session) -> None:
    """Visit days that the sources leave open show †, daily ones and the doses do not."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        grid = pilot.app.screen.grid
        assert [sign for sign, _ in grid.signs(14)] == ["x†", "b†"]
        assert [sign for sign, _ in grid.signs(0)] == ["L", "◆", "d", "x", "b"]
        assert [sign for sign, _ in grid.signs(59)] == ["◆†"]


async def test_the_closing_day_is_known_without_colour(session) -> None:
    """Day 45 is the last with the bar of the window and alone has ▕ behind its date."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        grid = pilot.app.screen.grid
        text = "\n".join(grid.render_line(y).text for y in range(grid.size.height))
        assert text.count("▕") == 1
        assert "▏45 14▕" in text


async def test_the_bar_tells_findings_and_blanks(session) -> None:
    """The bar counts the findings with their key and says while assumed values are blanked."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        assert "3 findings: f · today is Day 9" in bar(pilot.app)
        await pilot.press("a")
        assert "† blanked" in bar(pilot.app)
        await pilot.press("a")
        assert "blanked" not in bar(pilot.app)


def test_the_bar_drops_whole_parts() -> None:
    """What does not fit is left out from the right, never cut, unless the first alone is too long."""
    assert bar_text(["a" * 20, "b" * 20], ["today"], 40) == f"{'a' * 20:<31}  today"
    assert bar_text(["a" * 50], ["today"], 40) == f"{'a' * 30}…  today"


@pytest.mark.parametrize("hide", [False, True])
def test_every_assumed_field_is_marked_or_blank(session, hide) -> None:
    """In the values each assumed row ends in † or is blanked; the others are neither."""
    for field in fields(session.plan):
        shown = shown_value(field, hide=hide)
        assert (shown == "not in the sources") == (field.assumed and hide)
        assert shown.endswith("†") == (field.assumed and not hide)


async def test_hidden_assumptions_are_blanked_in_their_dialog(session) -> None:
    """F2 names each gap and its reason; hidden, none of the values stands there."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert "mitoXANTRONE 8 mg/m²†" in str(pilot.app.screen.text)
        await pilot.press("escape", "a", "f2")
        await pilot.pause()
        text = str(pilot.app.screen.text)
        assert "The sources give the days and infusion times of MEC but no mg/m²." in text
        assert not [value for value in ("8 mg/m²", "platelets 20", "mosteller", "5 %") if value in text]


async def test_every_problem_of_a_broken_file_can_be_read(session, tmp_path) -> None:
    """Many problems are counted, one below the other, and PgDn reads on while the input keeps the focus."""
    path = tmp_path / "bad.yaml"
    path.write_text((FIXTURES / "hypercvad.yaml").read_text(encoding="utf-8").replace("dose:", "doze:"))
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("o")
        pilot.app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await pilot.pause()
        problems = pilot.app.screen.query_one("VerticalScroll")
        assert "problems (PgDn reads on):" in str(pilot.app.screen.query_one("#wrong", Static).render())
        assert problems.max_scroll_y > 0
        assert problems.region.bottom < 24
        await pilot.press("pagedown")
        await pilot.pause()
        assert problems.scroll_y > 0
        assert isinstance(pilot.app.focused, Input)


async def test_save_and_quit_stays_when_saving_fails(session, tmp_path) -> None:
    """If the folder is gone, saving on quitting is told and the program goes on."""
    path = tmp_path / "gone" / "course.yaml"
    path.parent.mkdir()
    session.save(path)
    session.change("level", "d10-5")
    path.unlink()
    path.parent.rmdir()
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert "cannot write" in [note.message for note in pilot.app._notifications][-1]


async def test_every_theme_draws_every_dialog(session) -> None:
    """Any theme can be chosen, dark, light or of 16 colours, and the notice stays legible on it."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("v", "enter", "f1", "escape", "f3", "escape", "g", "escape", "escape")
        for theme in pilot.app.available_themes:
            pilot.app.theme = theme
            await pilot.pause()
            notice = pilot.app.screen.query_one("#notice").rich_style
            assert notice.color is not None
            assert notice.color != notice.bgcolor or notice.color.is_default, theme


async def test_the_lowest_of_seven_days_is_named(session) -> None:
    """In the chooser one day says that it is the lowest."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        assert ["lowest" in text for _, text in pilot.app.screen.options].count(True) == 1


@pytest.mark.parametrize("key", ["f1", "f3", "o"])
async def test_a_dialog_fits_a_window_made_smaller(session, key) -> None:
    """A dialog that is open while the window shrinks stays inside it, and Escape still returns."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press(key)
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        box = pilot.app.screen.query_one("Vertical").region
        assert (box.right <= 80, box.bottom <= 24) == (True, True)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlannerScreen)


async def test_all_choices_can_be_reached(session) -> None:
    """In a low window the list scrolls to the choice in focus."""
    async with RegimenApp(session).run_test(size=(80, 16)) as pilot:
        await pilot.press("f3", "end")
        await pilot.pause()
        picks = pilot.app.screen.query_one(OptionList)
        assert picks.highlighted == 6
        assert picks.region.bottom <= 16
        assert picks.scroll_y == picks.max_scroll_y


def test_wrapped_text_hangs() -> None:
    """The rest of a line stands under its beginning, of a table row under its last column."""
    text = hanging(
        Content("  key     words that go on and on, further\n  ▸ one two three four five six seven\nplain"), 32
    )
    assert text.plain.splitlines() == [
        "  key     words that go on and",
        "          on, further",
        "  ▸ one two three four five six",
        "    seven",
        "plain",
    ]


def test_one_problem_is_not_counted() -> None:
    """A single problem stands as it is; several are counted and set off."""
    assert told("one") == "one"
    assert told("one\ntwo").splitlines() == ["2 problems (PgDn reads on):", " one", " two"]


async def test_an_infusion_over_days_says_when_it_ends() -> None:
    """The 46 hours of fluorouracil run until Day 3."""
    async with RegimenApp(session_of("mfolfox6")).run_test(size=WIDE) as pilot:
        text = " ".join(str(pilot.app.screen.query_one("#day-text", Static).render()).split())
        assert "runs until Day 3, Thu 03 Dec 2026" in text
