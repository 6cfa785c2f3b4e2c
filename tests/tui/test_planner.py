"""The planner as a person uses it: keys in, screen out."""

import pytest
from looking import detail, drawn, shown, type_in
from sessions import FIXTURES, open_row, session_of
from textual.widgets import Input, Static

from regimen.coursefile import save_course
from tui.app import RegimenApp
from tui.screens.dialogs import AskScreen, PickScreen, TextScreen
from tui.widgets.editor import Editor

WIDE = (120, 40)


async def test_opens_on_the_home_case(session) -> None:
    """The first screen is the home case with the calendar in focus and the notice in sight."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        text = shown(pilot.app)
        assert "LEN + MEC · d10-50" in text
        assert "today is Day 9" in text
        assert "TRAINING ONLY – not for prescribing, dispensing, administration or treatment decisions" in text
        assert pilot.app.focused.id == "calendar"


async def test_lenalidomide_runs_from_1_to_10_and_mec_from_4_to_8(session) -> None:
    """L stands on Days 1 to 10, M, E and C on Days 4 to 8, of the calendar as drawn."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        grid = pilot.app.screen.grid
        letters = {offset + 1: "".join(sign for sign, _ in grid.signs(offset)) for offset in range(45)}
        assert [day for day, signs in letters.items() if "L" in signs] == list(range(1, 11))
        for letter in "MEC":
            assert [day for day, signs in letters.items() if letter in signs] == [4, 5, 6, 7, 8]


async def test_the_window_closes_on_thursday_14_january(session) -> None:
    """Day 45 is Thursday 14 January 2027, named on the calendar and in the detail, with thresholds marked."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        assert "closes" in drawn(pilot.app)
        pilot.app.screen.cursor = 44
        await pilot.pause()
        text = detail(pilot.app)
        assert "Day 45 · Thu 14 Jan 2027" in text
        assert "ANC ≥ 0.5† and platelets ≥ 20† ×10⁹/L" in text
        assert "other DLT criteria: not in the sources" in text


async def test_day_1_to_45_are_in_sight_together(session) -> None:
    """At 120x40 no scrolling is needed to see Day 1 and Day 45."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        text = drawn(pilot.app)
        assert "First" in text
        assert "closes" in text


async def test_a_weight_is_followed_while_typing(session) -> None:
    """Typing a weight changes the MEC amounts at once; Escape takes it back, Enter keeps it, u undoes it."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        pilot.app.screen.cursor = 3
        await open_row(pilot, "Weight")
        await type_in(pilot, "90")
        await pilot.pause()
        assert "16.4 mg†" in detail(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert "15 mg†" in detail(pilot.app)
        assert not session.undo()
        await open_row(pilot, "Weight")
        await type_in(pilot, "90")
        await pilot.press("enter")
        await pilot.pause()
        assert "16.4 mg†" in detail(pilot.app)
        await pilot.press("u")
        await pilot.pause()
        assert "15 mg†" in detail(pilot.app)


async def test_level_d14_10_runs_to_14_december(session) -> None:
    """Stepping the level down to d14-10 draws LEN to Day 14."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("v", "down", "left", "left", "left", "left", "left")
        assert session.course.level == "d14-10"
        grid = pilot.app.screen.grid
        assert [n + 1 for n in range(45) if "L" in "".join(sign for sign, _ in grid.signs(n))] == list(range(1, 15))
        await pilot.press("left")
        assert session.course.level == "d14-10"


async def test_an_assumption_set_changes_etoposide(session) -> None:
    """Choosing 8-100-1000 from the list gives etoposide 188 mg."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        pilot.app.screen.cursor = 3
        await open_row(pilot, "MEC doses")
        assert isinstance(pilot.app.screen, PickScreen)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert session.course.assumptions["mec"] == "8-100-1000"
        assert "188 mg† (100 mg/m²†)" in detail(pilot.app)


BAD_VALUES = [
    ("Day 1", "2026-02-30", "not in the calendar"),
    ("Day 1", "1900-01-01", "out of range"),
    ("Height", "1.65", "did you mean 165 cm?"),
    ("Weight", "0", "2 to 400"),
    ("Age", "200", "0 to 120"),
    ("Creatinine", "85", "did you mean 85 umol/L?"),
    ("Rounding", "nearest", "nearest:N"),
]
"""The label of a value, what is typed for it, and what is said of that."""


async def test_a_value_that_cannot_be_is_told_and_changes_nothing(session) -> None:
    """The line under the input says what is wrong; Enter keeps the input open and the course as it was."""
    before = session.course
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        for label, text, words in BAD_VALUES:
            await open_row(pilot, label)
            pilot.app.screen.query_one(Input).value = text
            await pilot.press("enter")
            await pilot.pause()
            line = pilot.app.screen.query_one("#editor > Static", Static)
            assert words in str(line.render()), label
            assert pilot.app.screen.query(Editor)
            await pilot.press("escape")
            await pilot.pause()
            assert not pilot.app.screen.query(Editor)
            assert session.course == before


async def test_one_key_blanks_every_assumed_value(session) -> None:
    """Hidden, no assumed dose, amount, threshold, visit day or anchor stands on any day; the key again shows them."""
    assumed = ("8 mg/m²", "15 mg", "150 mg", "1,882 mg", "0.5", "20 ×10⁹", "first lenalidomide dose", "15,18,22")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("a")
        await pilot.pause()
        for offset in range(60):
            pilot.app.screen.cursor = offset
            assert not [value for value in assumed if value in detail(pilot.app)], offset
        assert "not in the sources" in shown(pilot.app)
        await pilot.press("a")
        pilot.app.screen.cursor = 3
        await pilot.pause()
        assert "15 mg† (8 mg/m²†)" in detail(pilot.app)


async def test_every_assumed_amount_carries_its_mark(session) -> None:
    """On MEC days every amount and dose expression of MEC is followed by †."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        pilot.app.screen.cursor = 3
        await pilot.pause()
        for value in ("15 mg† (8 mg/m²†)", "150 mg† (80 mg/m²†)", "1,882 mg† (1,000 mg/m²†)"):
            assert value in detail(pilot.app)


async def test_go_to(session) -> None:
    """G finds a study day, a cycle day, a date, today."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        for text, day in {"45": "Day 45", "C1D20": "Day 20", "2026-12-24": "Day 24", "today": "Day 9"}.items():
            await pilot.press("g")
            pilot.app.screen.query_one(Input).value = text
            await pilot.press("enter")
            await pilot.pause()
            assert detail(pilot.app).startswith(f"{day} ·")


async def test_go_to_nowhere_keeps_the_dialog(session) -> None:
    """A day that is not here is told in the dialog, and what was typed stays."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("g")
        await type_in(pilot, "999")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskScreen)
        assert "lies outside" in str(pilot.app.screen.query_one("#wrong", Static).render())
        await pilot.press("escape")
        assert pilot.app.focused.id == "calendar"


async def test_moving_about(session) -> None:
    """Arrows, pages, ends, today and milestones move the day in focus and never off the calendar."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = pilot.app.screen
        moves = {"right": 1, "down": 8, "up": 1, "left": 0, "n": 3, "p": 0, "t": 8, "end": 59, "home": 0}
        for key, offset in (moves | {"pagedown": 28, "pageup": 0}).items():
            await pilot.press(key)
            await pilot.pause()
            assert screen.cursor == offset, key
        await pilot.press(*["pageup"] * 3)
        assert screen.cursor == screen.grid.first_shown
        await pilot.press(*["pagedown"] * 6)
        assert screen.cursor == screen.grid.last_shown


async def test_a_click_goes_to_a_day(session) -> None:
    """A click on a cell brings its day into focus."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        grid = pilot.app.screen.grid
        await pilot.click("#calendar", offset=(4 + grid.cell * 4 + 2, 2))
        await pilot.pause()
        assert detail(pilot.app).startswith("Day 4 ·")


async def test_lanes_and_back(session) -> None:
    """L shows one row an agent, the same day in focus, and l again the calendar."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("right", "l")
        await pilot.pause()
        assert pilot.app.screen.grid.id == "lanes"
        rows = [line for line in drawn(pilot.app).splitlines() if line.startswith(("L ", "M ", "E ", "C "))][:4]
        assert [row[0] for row in rows] == ["L", "M", "E", "C"]
        assert rows[0].count("L") == 11  # the letter of the row and ten days
        assert rows[1].count("M") == 6
        await pilot.press("l")
        await pilot.pause()
        assert (pilot.app.screen.grid.id, pilot.app.screen.cursor) == ("calendar", 1)


TEXTS = {
    "f1": "One row a week",
    "question_mark": "dose-limiting toxicity",
    "f2": "The sources give the days and infusion times of MEC but no mg/m².",
    "f4": "cannot assess cumulative anthracycline exposure",
}
"""A key to words of the text that it opens."""


async def test_texts_open_and_close(session) -> None:
    """Help, assumptions and findings open by their key and close by Escape."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        for key, words in TEXTS.items():
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, TextScreen)
            assert words in str(pilot.app.screen.text)
            await pilot.press("escape")
            assert pilot.app.focused.id == "calendar"


async def test_help_explains_the_panel_in_focus(session) -> None:
    """F1 on the values explains the values."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("v", "f1")
        await pilot.pause()
        assert str(pilot.app.screen.text).startswith("Values\n")


async def test_day_1_chooser(session) -> None:
    """F3 offers seven days; the one chosen becomes Day 1 and can be undone."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert len(pilot.app.screen.options) == 7
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        assert str(session.course.reference_date) == "2026-12-04"
        await pilot.press("u")
        assert str(session.course.reference_date) == "2026-12-01"


async def test_undo_with_nothing_to_undo_says_so(session) -> None:
    """U and U without a past or future are told, not ignored."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("u", "U")
        await pilot.pause()
        told = [note.message for note in pilot.app._notifications]
        assert told == ["nothing to undo", "nothing to redo"]


async def test_copy_puts_the_day_list_on_the_clipboard(session) -> None:
    """C copies the whole day list as text, notice first."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("c")
        assert pilot.app.clipboard.startswith("TRAINING ONLY")
        assert "Day 45, Thu 14 Jan 2027" in pilot.app.clipboard


async def test_save_and_open_in_the_app(session, tmp_path) -> None:
    """S writes the course, o opens it again; a missing folder and a broken file are told in the dialog."""
    path = tmp_path / "course.yaml"
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("s")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "gone" / "course.yaml")
        await pilot.press("enter")
        await pilot.pause()
        wrong = " ".join(str(pilot.app.screen.query_one("#wrong", Static).render()).split())
        assert "No such file or directory" in wrong
        pilot.app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await pilot.pause()
        assert path.is_file()
        assert "course.yaml" in shown(pilot.app)
        other = session_of()
        other.change("subject.weight_kg", "101")
        save_course(other.course, path, overwrite=True)
        await pilot.press("o")
        pilot.app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await pilot.pause()
        assert session.course.subject.weight_kg == 101
        path.write_text("format: 1\nlevle: x\n")
        await pilot.press("o", "enter")
        await pilot.pause()
        wrong = str(pilot.app.screen.query_one("#wrong", Static).render())
        assert "did you mean level?" in " ".join(wrong.split())


@pytest.mark.parametrize(("fixture", "size"), [(None, (120, 40)), ("hypercvad", (80, 24))], ids=["whole", "scrolled"])
async def test_what_is_drawn_again_is_all_that_changed(fixture, size) -> None:
    """After each move the screen, colours too, is the one that drawing everything anew makes."""
    async with RegimenApp(session_of(fixture)).run_test(size=size) as pilot:
        for key in ("right", "down", "end", "left", "home", "pagedown", "l", "right", "end", "left", "pageup"):
            await pilot.press(key)
            await pilot.pause()
            moved = pilot.app.screen._compositor.render_strips()
            pilot.app.screen.grid.refresh()
            await pilot.pause()
            assert pilot.app.screen._compositor.render_strips() == moved, key


async def test_every_fixture_can_be_opened_and_walked(session) -> None:
    """Any protocol file opens from the dialog; every day of it can be shown, on the calendar and in lanes."""
    async with RegimenApp(session).run_test(size=(80, 24)) as pilot:
        for fixture in ("hypercvad", "beam", "mfolfox6", "two-periods", "azacitidine-venetoclax"):
            await pilot.press("o")
            pilot.app.screen.query_one(Input).value = str(FIXTURES / f"{fixture}.yaml")
            await pilot.press("enter")
            await pilot.pause()
            assert fixture in shown(pilot.app)
            schedule = session.plan.schedule
            for offset in {schedule.resolved.numbering.offset(item.day) for item in schedule.items}:
                pilot.app.screen.cursor = offset
                assert "·" in detail(pilot.app)
            await pilot.press("l", "end", "l", "home", "a", "a")
            await pilot.pause()


async def test_values_take_the_place_of_the_detail_on_a_narrow_screen(session) -> None:
    """At 80 columns v shows the values instead of the detail, Escape brings it back."""
    async with RegimenApp(session).run_test(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        assert not screen.query_one("#panel").display
        await pilot.press("v")
        await pilot.pause()
        assert screen.query_one("#panel").display
        assert not screen.query_one("#detail").display
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one("#detail").display
        assert pilot.app.focused.id == "calendar"


async def test_the_palette_finds_every_action(session) -> None:
    """Every action but quitting, which the palette has itself, is offered by name."""
    app = RegimenApp(session)
    async with app.run_test(size=WIDE):
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Lanes", "Go to", "Undo", "Redo", "Day-1 chooser", "Copy", "Open", "Save", "Quit", "Theme"} <= titles
