"""Training in the app, driven by keys: the list, what is kept, what comes back, and how it all looks."""

import datetime as dt

import pytest
from exercising import begin, footer, text, told
from looking import shown, type_in
from textual.widgets import Input

from regimen.dates import today
from regimen.training import progress
from regimen.training.marking import perfect
from regimen.training.shelf import load_case
from tui.app import RegimenApp
from tui.notebook import Notebook
from tui.screens.entry import EntryScreen
from tui.screens.exercise import ExerciseScreen
from tui.screens.looking import LookScreen
from tui.screens.training import TrainingScreen
from tui.session import Session

SMALL, WIDE = (80, 24), (120, 40)
pytestmark = pytest.mark.usefixtures("place")


async def test_answers_outlast_the_program(session, place) -> None:
    """What was answered, hinted and doubted is there after a restart; then the score, the count and the progress."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await begin(pilot, "len + mec")
        assert not place.exists()
        await type_in(pilot, "ten")
        await pilot.press("enter")
        assert "cannot read 'ten'" in text(pilot.app, "#how")
        await pilot.press("f2", "f3")
        assert "20 open" in shown(pilot.app)
        assert pilot.app.screen.work.answer.raw == "ten"
        await type_in(pilot, "x")
        pilot.app.screen.query_one(Input).value = "1-10"
        await pilot.press("enter")
        assert "item 2 of 20" in shown(pilot.app)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("T")
        home = pilot.app.screen
        assert isinstance(home, TrainingScreen)
        assert (home.here.group, home.here.one.id) == ("Go on", "len-mec-50")
        assert footer(pilot.app) == "f1 Help f2 Level f3 Kind f4 By goal n New f8 Start"
        await pilot.press("enter")
        assert "item 2 of 20" in shown(pilot.app)
        assert footer(pilot.app) == "f1 Help f2 Hint f4 Surer f6 Why f8 End"
        await pilot.press("up", "f5")
        assert pilot.app.screen.query_one(Input).value == "1-10"
        assert "Hint: " in text(pilot.app)
        assert "40 % sure" in shown(pilot.app)
        await pilot.press("f2")
        assert told(pilot.app) == "there is no more hint to this item"
        await pilot.press("f7", "f2")
        assert told(pilot.app) == "this item has no hint"
        await pilot.press("f8", "enter")
        assert pilot.app.screen.result is None
        await pilot.press("f8", "down", "enter")
        await pilot.pause()
        assert "RIGHT" in text(pilot.app)
        assert footer(pilot.app) == "f1 Help f5 Picture f6 Why a Another"
        await pilot.press("f6", "escape", "f5")
        assert isinstance(pilot.app.screen, LookScreen)
        await pilot.press("escape", "escape")
        state = dict(home.known)[home.here.one]
        assert (state.attempts, state.going, home.here.one.id) == (1, False, "len-mec-50")
        assert f"best score {state.best.quantize(1)} % in 1 attempt" in text(pilot.app, "#about-text")
        assert "done: 1 of 26 cases; 1 attempt" in text(pilot.app, "#about-text")


async def test_a_case_under_way_is_begun_anew(session, place) -> None:
    """`a` asks first, then everything from the start; what was answered is gone on with unless something is now."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await begin(pilot, "len + mec")
        for answer in ("1-10", "4-8"):
            await type_in(pilot, answer)
            await pilot.press("enter")
        await pilot.press("escape")
        home = pilot.app.screen
        assert "goes on where it was, F7 begins" in text(pilot.app, "#about-text")
        await pilot.press("a")
        await pilot.pause()
        assert "2 answers kept of it." in shown(pilot.app)
        await pilot.press("escape")
        assert pilot.app.screen is home
        await pilot.press("a", "enter")
        assert "item 3 of 20" in shown(pilot.app)
        await pilot.press("escape", "a", "end", "enter")
        await pilot.pause()
        assert "item 1 of 20" in shown(pilot.app)
        await pilot.press("escape", "enter")
        assert "item 3 of 20" in shown(pilot.app)
        await pilot.press("escape", "a", "end", "enter")
        await type_in(pilot, "1-10")
        await pilot.press("enter", "escape", "enter")
        assert "item 2 of 20" in shown(pilot.app)
        await pilot.press("escape")
        assert [len(one.answers) for one in home.book.attempts] == [2, 1]


async def test_a_ledger_that_fails_is_told_once(session, place) -> None:
    """Training goes on without it, and the score is there until the program is left."""
    place.write_text("no ledger")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await begin(pilot, "one figure")
        assert "is not kept" in told(pilot.app)
        await pilot.press("n", "f8", "escape")
        assert isinstance(pilot.app.screen, TrainingScreen)
        assert [note.message for note in pilot.app._notifications if "is not kept" in note.message] == [told(pilot.app)]
        assert screen.result.percent == 0
        assert "best score 0 % in 1 attempt" in text(pilot.app, "#about-text")


async def test_the_list_is_sifted_and_a_lot_drawn(session) -> None:
    """Search, level, kind and goals by keys; Escape shows all; a typed seed gives its case, and one key another."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("T", "slash")
        home = pilot.app.screen
        await type_in(pilot, "verdict day 45")
        assert [row.one.id for row in home.rows if row] == ["recovery-on-day-45"]
        assert "'verdict day 45': 1 case" in shown(pilot.app)
        await pilot.press("escape", "f2", "f3")
        assert {(row.one.difficulty, row.one.kind) for row in home.rows if row} == {("easy", "calendar")}
        await pilot.press("escape", "f4")
        groups = [row.group for row in home.rows if row]
        assert groups == sorted(groups, key=str.lower)
        assert "Tell the two lenalidomide schedules apart" in groups
        await pilot.press("f4", "n")
        form = pilot.app.screen
        assert isinstance(form, EntryScreen)
        await pilot.press("v", "down", "e", "down", "down", "end", *["backspace"] * 5, "s")
        assert "is no seed" in str(form.text)
        await pilot.press("enter")
        assert pilot.app.screen is form
        await pilot.press("backspace", "7", "enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ExerciseScreen)
        assert screen.sitting.place == "lot:verdict:7:1:easy:-"
        await pilot.press("a")
        assert pilot.app.screen is screen
        await pilot.press("f8", "down", "enter", "a")
        await pilot.pause()
        other = pilot.app.screen
        assert isinstance(other, ExerciseScreen)
        assert other.sitting.place != screen.sitting.place
        assert other.sitting.place.startswith("lot:verdict:")
        await pilot.press("escape")
        assert "Go on" not in {row.group for row in home.rows if row}
        assert "and 1 by lot" in text(pilot.app, "#about-text")


async def test_what_came_back_is_asked_alone(place) -> None:
    """Under "Due again", only the items that came back."""
    exercise = load_case("the-amendment")
    sitting = Notebook(place).sit(exercise, exercise.id)
    sitting.work.write(exercise.items[0].key.answer)
    sitting.end()
    soon = today() + dt.timedelta(days=1)
    async with RegimenApp(Session.home(soon)).run_test(size=WIDE) as pilot:
        await pilot.press("T")
        home = pilot.app.screen
        assert home.here.group == "Due again"
        await pilot.press("enter")
        await pilot.pause()
        assert len(pilot.app.screen.work.asked) == len(home.here.only) == len(exercise.items) - 1


async def test_help_and_palette_tell_the_keys(session) -> None:
    """F1 explains both screens; the palette has the exercise's actions."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("T", "f1")
        assert "due again" in shown(pilot.app).lower()
        await pilot.press("escape", "enter", "f1")
        assert "Nothing is marked before the end" in " ".join(shown(pilot.app).replace("│", " ").split())
        palette = [command.title for command in pilot.app.get_system_commands(pilot.app.screen_stack[-2])]
        assert {"Hint", "Why", "Mark", "Another"} <= set(palette)


ROOM = ["slash", "=diary", "enter", "down", *["right"] * 3, "enter", "down", "s", "down", "i", "down", "right"]
PICTURES = {
    "home-120x40": (WIDE, []),
    "home-80x24": (SMALL, []),
    "filtered-120x40": (WIDE, ["f4", "slash", "=verdict"]),
    "filtered-80x24": (SMALL, ["f4", "slash", "=verdict"]),
    "lot-120x40": (WIDE, ["n", "down", "down", "down", "end", *["backspace"] * 5, "=7"]),
    "lot-80x24": (SMALL, ["n", "down", "down", "down", "end", *["backspace"] * 5, "=7"]),
    "room-120x40": (WIDE, ROOM),
    "room-80x24": (SMALL, [*ROOM, "enter"]),
    "room-form-80x24": (SMALL, ROOM),
    "debrief-120x40": (WIDE, [*ROOM, "enter", "f8", "f5"]),
    "debrief-80x24": (SMALL, [*ROOM, "enter", "f8", "f5"]),
    "verdict-120x40": (WIDE, ["slash", "=counts, the second", "enter", "1", "enter", "f4"]),
    "verdict-80x24": (SMALL, ["slash", "=counts, the second", "enter", "1", "enter", "f4"]),
    "exercise-80x24": (SMALL, ["slash", "=mec at", "enter", "f2", "down"]),
    "marked-120x40": (WIDE, ["slash", "=mec at", "enter", "=1-9", "f8", "down", "enter"]),
}


@pytest.mark.parametrize("name", PICTURES)
def test_training_picture(name: str, session, place, monkeypatch, snap_compare) -> None:
    """The screens look as they did when they were last looked at, on a ledger with a score and work under way."""
    monkeypatch.setattr(progress, "now", lambda: dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC))
    book = Notebook(place)
    for case, rights in (("recovery-on-day-44", 3), ("up-the-ladder", 9)):
        sitting = book.sit(load_case(case), case)
        for item, answer in list(perfect(sitting.work.exercise).by_item.items())[:rights]:
            assert sitting.work.item.id == item
            sitting.work.sure(2)
            sitting.work.write(answer.raw, 10)
            sitting.work.onward()
        sitting.end()
    book.sit(load_case("second-check"), "second-check").work.write("1.9")
    size, keys = PICTURES[name]

    async def before(pilot) -> None:
        for key in ("T", *keys):
            await (type_in(pilot, key[1:]) if key[0] == "=" else pilot.press(key))
        await pilot.pause()

    assert snap_compare(RegimenApp(session), terminal_size=size, run_before=before)
