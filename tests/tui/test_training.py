"""Training in the app: the list of cases, exercises done with keys, hints that cost, certainty, the debrief."""

import datetime as dt
from decimal import Decimal

import pytest

from regimen.training.marking import perfect
from regimen.training.shelf import case_ids, load_case
from tui.app import RegimenApp
from tui.cases import ORDER, listed, opened
from tui.exercising import Attempt
from tui.partwords import pane_text
from tui.screens.exercise import ExerciseScreen
from tui.screens.looking import LookScreen
from tui.screens.training import TrainingScreen
from tui.session import Session

SMALL, WIDE = (80, 24), (120, 40)
PICTURES = {
    "training-120x40": (WIDE, ["T"]),
    "exercise-120x40": (WIDE, ["T", "down", "enter", "down"]),
    "exercise-80x24": (SMALL, ["T", "down", "enter"]),
    "debrief-120x40": (WIDE, ["T", "enter", *"lenalidomide d1 course-total", "f8"]),
}


@pytest.fixture
def session() -> Session:
    """The home case on a fixed day."""
    return Session.home(dt.date(2026, 12, 9))


def told(app: RegimenApp) -> str:
    """The last word in the corner."""
    return [note.message for note in app._notifications][-1]


def at(screen: TrainingScreen, name: str) -> list[str]:
    """The keys that lead from the first case to one."""
    return ["down"] * [one.id for one in screen.cases].index(name)


def test_every_case_is_listed() -> None:
    """All of the shelf, the easy ones first, each with what it is about."""
    found = listed()
    assert sorted(one.id for one in found) == case_ids()
    places = [ORDER.index(one.difficulty) for one in found]
    assert places == sorted(places)
    assert all(one.goals and one.introduction and one.minutes for one in found)


@pytest.mark.parametrize("name", ["len-mec-50", "second-check", "moved-and-tenfold", "labs-on-36-43-50"])
def test_an_exercise_solved_by_its_key(name: str) -> None:
    """Typed as its key states them, the answers earn everything; a hint taken costs what it said."""
    exercise = load_case(name)
    attempt = Attempt(exercise)
    for place, (item, answer) in enumerate(perfect(exercise).by_item.items()):
        attempt.at = place
        assert attempt.item.id == item
        raw = answer.raw
        text = (
            raw
            if isinstance(raw, str)
            else "; ".join(f"{mark['what']} d{mark['day']} {mark.get('class', '')}" for mark in raw)
        )
        attempt.write(text)
    assert (attempt.open, attempt.result.percent) == (0, 100)
    attempt.at = next(place for place, item in enumerate(exercise.items) if item.hints)
    assert attempt.hint() is not None
    assert attempt.result.percent < 100


def test_certainty_moves_in_steps_between_none_and_all() -> None:
    """From even chances, up and down by ten, and never beyond."""
    attempt = Attempt(load_case("recovery-on-day-45"))
    assert [attempt.sure(1), attempt.sure(-1), *(attempt.sure(1) for _ in range(6))][-1] == 100
    assert [attempt.sure(-1) for _ in range(12)][-1] == 0


def test_tables_stand_in_columns_where_they_fit() -> None:
    """The counts of a verdict are a table on a wide pane and a list on a narrow one."""
    item = load_case("recovery-on-day-45").items[0]
    wide, narrow = pane_text(item.material, 110), pane_text(item.material, 30)
    assert any("ANC" in line and "Platelets" in line for line in wide.splitlines())
    assert not any("ANC" in line and "Platelets" in line for line in narrow.splitlines())


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
async def test_a_verdict_called_with_keys(session, size) -> None:
    """From the list into the case, answer by answer to the debrief, and back with the score."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        await pilot.press("T")
        home = pilot.app.screen
        assert isinstance(home, TrainingScreen)
        await pilot.press(*at(home, "recovery-on-day-45"), "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ExerciseScreen)
        for answer in ("pending", "recovered", "recovered", "Day 45", "N"):
            await pilot.press("f4", *("space" if sign == " " else sign for sign in answer), "enter")
        assert told(pilot.app) == "all items are answered; F8 ends and marks"
        await pilot.press("f8")
        await pilot.pause()
        assert screen.result is not None
        assert screen.result.percent == 100
        assert "RIGHT" in str(screen.query_one("#item-text").content)
        await pilot.press("escape")
        await pilot.pause()
        assert next(one for one in home.cases if one.id == "recovery-on-day-45").best == Decimal(100)


async def test_what_cannot_be_read_is_told_and_kept(session) -> None:
    """An answer in the wrong form says so at once; work left half-way goes on where it was."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("T")
        home = pilot.app.screen
        await pilot.press(*at(home, "len-mec-50"), "enter", *"ten", "enter")
        assert "cannot read 'ten'" in told(pilot.app)
        await pilot.press("f2")
        assert "Hint:" in str(pilot.app.screen.query_one("#item-text").content)
        await pilot.press("f2")
        assert told(pilot.app) == "there is no more hint to this item"
        await pilot.press("escape", "enter")
        assert pilot.app.screen.query_one("#answer").value == "ten"
        await pilot.press("f8", "enter")
        assert pilot.app.screen.result is None
        await pilot.press("f8", "down", "enter", "f5")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LookScreen)
        await pilot.press("right", "escape", "f1", "escape", "escape", "f1", "escape", "escape")


async def test_no_calendar_gives_the_answer_away(session) -> None:
    """Before the end there is a calendar only where the exercise shows one."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("T")
        await pilot.press(*at(pilot.app.screen, "len-mec-50"), "enter", "f5")
        assert told(pilot.app) == "there is no calendar to look at before the end"


def test_every_case_opens_from_the_list() -> None:
    """Each can be begun."""
    assert all(opened(one).items for one in listed())


@pytest.mark.parametrize("name", PICTURES)
def test_training_picture(name: str, session, snap_compare) -> None:
    """The screen looks as it did when it was last looked at."""
    size, keys = PICTURES[name]
    pressed = ["space" if key == " " else key for key in keys]

    async def before(pilot) -> None:
        pilot.app.screen.notify = lambda *_, **__: None
        await pilot.press(*pressed)

    assert snap_compare(RegimenApp(session), terminal_size=size, run_before=before)
