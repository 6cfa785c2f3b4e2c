"""Training in the app, driven by keys: the list, exercises of every kind, marks, what is kept, the debrief."""

import datetime as dt
from pathlib import Path

import pytest
from looking import shown, type_in
from textual.widgets import Input, Static

from regimen.dates import today
from regimen.training import progress
from regimen.training.marking import perfect
from regimen.training.progress import Progress
from regimen.training.shelf import load_case
from tui.actions import EXERCISE_ACTIONS, TRAINING_ACTIONS, key_table
from tui.app import RegimenApp
from tui.notebook import Notebook
from tui.screens.entry import EntryScreen
from tui.screens.exercise import ExerciseScreen
from tui.screens.looking import LookScreen
from tui.screens.training import TrainingScreen
from tui.session import Session
from tui.widgets.chart import CountChart
from tui.widgets.markedcalendar import MarkedCalendar

SMALL, WIDE = (80, 24), (120, 40)
DAY = dt.date(2026, 12, 9)
pytestmark = pytest.mark.usefixtures("place")


@pytest.fixture
def session() -> Session:
    """The home case on a fixed day."""
    return Session.home(DAY)


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


async def test_answers_outlast_the_program(session, place) -> None:
    """What was answered, hinted and doubted is there after a restart; then the score, the count and the progress."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await begin(pilot, "len + mec")
        assert not place.exists()
        await type_in(pilot, "ten")
        await pilot.press("enter")
        assert "cannot read 'ten'" in told(pilot.app)
        await pilot.press("f2", "f3")
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
        assert footer(pilot.app) == "f1 Help f2 Hint f4 Surer f5 Picture f6 Why f8 End"
        await pilot.press("up", "f5")
        assert pilot.app.screen.query_one(Input).value == "1-10"
        assert "Hint: " in text(pilot.app)
        assert "40 % sure" in shown(pilot.app)
        assert told(pilot.app) == "there is no calendar or chart to look at before the end"
        await pilot.press("f7", "f2")
        assert told(pilot.app) == "there is no more hint to this item"
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
    """`a` asks everything from the start; what was answered before is gone on with unless something is answered now."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await begin(pilot, "len + mec")
        for answer in ("1-10", "4-8"):
            await type_in(pilot, answer)
            await pilot.press("enter")
        await pilot.press("escape")
        home = pilot.app.screen
        assert "goes on where it was, F7 begins" in text(pilot.app, "#about-text")
        await pilot.press("a")
        assert "item 1 of 20" in shown(pilot.app)
        await pilot.press("escape", "enter")
        assert "item 3 of 20" in shown(pilot.app)
        await pilot.press("escape", "a")
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


async def test_a_room_of_errors_is_marked_with_keys(session, place) -> None:
    """A day is marked by a form, the mark changed, removed, brought back; nothing judged is shown before the end."""
    exercise = load_case("old-sheet-on-the-ward")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await begin(pilot, "diary")
        grid = screen.query_one(MarkedCalendar)
        assert [sign for sign, _ in grid.signs(3)] == ["L", "M", "E", "C", "●"]
        await pilot.press("down", *["right"] * 3)
        assert "planned –\n  given   50 mg" in text(pilot.app, "#day-text")
        await pilot.press("enter")
        form = pilot.app.screen
        assert isinstance(form, EntryScreen)
        await pilot.press("down", "s", "down", "i", "down", "right", "enter")
        mark = {"what": "lenalidomide", "day": "11", "class": "superseded-schedule", "category": "important"}
        assert screen.work.answer.raw == [mark | {"certainty": "100"}]
        assert grid.signs(10)[0][0] == "!"
        await pilot.press("n", "u", "tab", "enter", "down", "down", "down", "right", "enter")
        assert screen.work.answer.raw == [mark | {"certainty": "90"}]
        await pilot.press("delete")
        assert screen.work.answer.raw == ""
        await pilot.press("u", "tab")
        assert isinstance(pilot.app.focused, Input)
        await type_in(pilot, "mitoxantrone d5 late")
        await pilot.press("enter")
        assert len(screen.work.answer.raw) == 2
        assert Progress(place).attempts()[0].answers["marks"].raw == screen.work.answer.raw
        await pilot.press("f5")
        assert screen.query_one("#given").display
        await pilot.press("f5", "f8")
        await pilot.pause()
        assert screen.result.hits.found >= 1
        assert screen.result.hits.false == 1
        await pilot.press("f5")
        look = pilot.app.screen
        assert isinstance(look, LookScreen)
        signs = {offset: look.query_one(MarkedCalendar).signs(offset)[0][0] for offset in (4, 10)}
        assert signs[4] == "!"
        assert signs[10] in "✓~"
        assert "marked without cause" in shown(pilot.app)
        await pilot.press("escape", "escape")
    assert exercise.items[0].key.judge([mark]).hits.found == 1


async def test_a_drug_that_looks_alike_is_drawn(session) -> None:
    """A drug that is on no plan stands on the calendar to check, and in the words of its day."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("T")
        pilot.app.screen.begin("lot:wrong-cell:8:1:hard:-")
        await pilot.pause()
        screen = pilot.app.screen
        wrong = [target for target in screen.work.item.key.targets if target.cls == "other-drug"]
        assert wrong
        days = {cell.day for cell in wrong[0].cells}
        assert len(days) == 1
        screen.grid.post_message(screen.grid.Moved(days.pop() - 1))
        await pilot.pause()
        assert "mitoMYcin" in text(pilot.app, "#day-text")


async def test_a_wrong_cell_and_nothing_wrong(session) -> None:
    """The calendar as it was copied, day by day in words; that nothing is wrong can be said and taken back."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await begin(pilot, "one figure")
        assert "500 mg" in text(pilot.app, "#day-text")
        await pilot.press("x")
        assert told(pilot.app) == "nothing is marked on Day 1"
        await pilot.press("n")
        assert (screen.work.answer.raw, screen.work.open) == ("none", 0)
        assert "Marks: nothing is wrong" in shown(pilot.app)
        await pilot.press("u", "m", "down", "c", "enter", "f8")
        await pilot.pause()
        assert screen.result.percent == 100
        assert "Debrief: 100 %" in shown(pilot.app)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
async def test_a_verdict_called_with_keys(session, size) -> None:
    """Digits and arrows choose, Enter decides; the chart ends on the item's day; the debrief and the score follow."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        screen = await begin(pilot, "counts, the second")
        chart = screen.query_one(CountChart)
        assert chart.display
        assert max(one.day for one in chart.sheet.columns) == 42
        await pilot.press("f4", "2", "up", "enter")
        await pilot.pause()
        assert screen.work.answers["state.d42"][:2] == ("pending", 60)
        assert max(one.day for one in chart.sheet.columns) == 45
        await pilot.press("f5")
        assert not chart.display
        await pilot.press("f5", "3", "enter", "3", "enter")
        await type_in(pilot, "Day 45")
        await pilot.press("enter", "1", "enter")
        assert told(pilot.app) == "all items are answered; F8 ends and marks"
        await pilot.press("f8")
        await pilot.pause()
        assert screen.result.percent == 100
        await pilot.press("f5")
        flags = pilot.app.screen.query_one(MarkedCalendar)
        assert [flags.signs(offset)[0][0] for offset in (41, 44, 45)] == ["✓", "✓", "✓"]


async def test_the_reason_is_told_at_the_price_of_the_item(session) -> None:
    """Asked for before the end, the key is told, the item earns nothing, and the next one comes."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await begin(pilot, "counts, the second")
        await pilot.press("f6", "enter")
        assert "Right:" not in text(pilot.app)
        await pilot.press("f6", "down", "enter")
        await pilot.pause()
        assert "Right: pending" in text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.work.item.id == "state.d45"
        await pilot.press("f8", "down", "enter")
        assert screen.result.percent == 0


async def test_a_story_tells_what_comes_of_a_decision(session) -> None:
    """The consequence is read before the next scene, and the decision stands; the ending comes in the debrief."""
    right = perfect(load_case("fever-on-day-4")).by_item
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await begin(pilot, "a fever")
        scenes = []
        for item, answer in right.items():
            assert screen.work.item.id == item
            scenes.append(text(pilot.app))
            options = getattr(screen.work.item.key, "options", ())
            if options:
                await pilot.press(str([one.id for one in options].index(answer.raw) + 1), "enter")
            else:
                await type_in(pilot, answer.raw)
                await pilot.press("enter")
            await pilot.pause()
            if options and options[[one.id for one in options].index(answer.raw)].why:
                assert "You answered:" in text(pilot.app)
                assert "Enter goes on" in text(pilot.app, "#how") or not screen.work.open
                await pilot.press("f6", "enter")
                await pilot.pause()
        assert len(set(scenes)) == len(right)
        await pilot.press("f8")
        await pilot.pause()
        assert screen.result.percent == 100
        assert "How it ended" in text(pilot.app, "#given-text")


async def test_help_and_pages_tell_the_keys(session) -> None:
    """F1 explains both screens; docs/keys.md has their tables; every action is handled and its keys mean one thing."""
    page = (Path(__file__).parents[2] / "docs" / "keys.md").read_text(encoding="utf-8")
    for actions, screen in ((TRAINING_ACTIONS, TrainingScreen), (EXERCISE_ACTIONS, ExerciseScreen)):
        assert key_table(actions) in page
        keys = [key for action in actions for key in action.keys.split(",")]
        assert len(set(keys)) == len(keys)
        assert [one.id for one in actions if not hasattr(screen, f"action_{one.action.partition('(')[0]}")] == []
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("T", "f1")
        assert "Due again" in shown(pilot.app).replace("due again", "Due again")
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
