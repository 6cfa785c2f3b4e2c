"""The guided tour, driven from its first key to its last, left half-way, and offered once."""

import datetime as dt

from sessions import DEFER, OMIT, acts_of

from tui.app import RegimenApp
from tui.screens.tour import TourScreen
from tui.session import Session
from tui.tour import LEVEL, STEPS, first_start, tour_session
from tui.widgets.tourbar import TourBar

TODAY = dt.date(2026, 12, 9)
SMALL, WIDE = (80, 24), (120, 40)
KEYS = (
    ("right", "right", "right"),
    ("n",) * 6,
    ("a",),
    ("a",),
    ("v", "down", "left"),
    ("u",),
    ("v", "g", "4", "enter"),
    ("e", "down", "right", "right", "down", "down", "2", "down", *"fever", "enter"),
    ("u",),
    ("l",),
    ("l",),
    ("r",),
    ("g",),
    ("escape",),
    ("P",),
    ("escape",),
    ("f1",),
)
"""What to press for each step."""


def app() -> RegimenApp:
    """The app with a course of the learner's own, begun by the tour."""
    return RegimenApp(Session.home(TODAY), tour=True)


def words(app: RegimenApp) -> str:
    """What the bar on the screen on top says."""
    return str(app.screen.query_one(TourBar).content)


async def followed(pilot, step: int) -> None:
    """Press the keys of a step until the tour has seen them."""
    tour = next(screen for screen in pilot.app.screen_stack if isinstance(screen, TourScreen))
    for key in KEYS[step]:
        if tour.step > step:
            break
        await pilot.press(key)
        await pilot.pause()
        tour.look()
    await pilot.pause()
    tour.look()
    await pilot.pause()


def test_each_step_has_its_keys() -> None:
    """No step is left out of the test below."""
    assert len(KEYS) == len(STEPS)


async def test_the_tour_from_start_to_end() -> None:
    """Each step is over with its keys and not before; the bar is on every screen, the own course is untouched.

    Every other step is done at another size than the one before it, so that each begins or ends at both.
    """
    own = Session.home(TODAY)
    async with RegimenApp(own, tour=True).run_test(size=WIDE) as pilot:
        await pilot.pause()
        for number, step in enumerate(STEPS):
            size = (WIDE, SMALL)[number % 2]
            await pilot.resize_terminal(*size)
            tour = next(screen for screen in pilot.app.screen_stack if isinstance(screen, TourScreen))
            tour.look()
            await pilot.pause()
            assert tour.step == number, f"step {number} was done before its keys"
            assert step.task in words(pilot.app)
            assert pilot.app.screen.query_one(TourBar).region.bottom <= size[1]
            await followed(pilot, number)
            assert tour.step == number + 1, step.task
            assert step.learned in words(pilot.app)
        assert "Press f9 to leave the tour" in words(pilot.app)
        await pilot.press("f9")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, TourScreen)
        assert len(pilot.app.screen_stack) == 2
        assert own.course == Session.home(TODAY).course


async def test_another_act_is_not_the_one_that_was_asked_for() -> None:
    """Where a drug is left out, nothing has moved, and the tour does not say so; nor do other words cover its own."""
    async with app().run_test(size=SMALL) as pilot:
        while not isinstance(pilot.app.screen, TourScreen):
            await pilot.pause()
        for number in range(7):
            await followed(pilot, number)
        tour = pilot.app.screen
        assert isinstance(tour, TourScreen)
        assert not pilot.app._notifications
        for act, step in ((OMIT, 7), (DEFER, 8)):
            acts_of(tour.session, act)
            tour.look()
            assert tour.step == step
        await pilot.press("f1")
        await pilot.pause()
        tour.look()
        await pilot.pause()
        assert [one.display for screen in pilot.app.screen_stack for one in screen.query(TourBar)] == [False, True]


async def test_it_can_be_left_from_anywhere() -> None:
    """F9 leads back to the learner's own planner from every screen and dialog; pressed again it begins anew."""
    async with app().run_test(size=SMALL) as pilot:
        await pilot.pause()
        for keys in (("e",), ("r",), ("r", "c"), ("f1",), ("v", "enter")):
            await pilot.press(*keys, "f9")
            await pilot.pause()
            assert [type(screen).__name__ for screen in pilot.app.screen_stack[1:]] == ["PlannerScreen"], keys
            await pilot.press("f9")
            await pilot.pause()
            assert isinstance(pilot.app.screen, TourScreen)
        await pilot.press("q")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, TourScreen)


async def test_without_the_wish_there_is_no_tour() -> None:
    """The app opens on the planner; no bar, and F9 is told in help and palette."""
    async with RegimenApp(Session.home(TODAY)).run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert not pilot.app.screen.query(TourBar)
        assert not isinstance(pilot.app.screen, TourScreen)


def test_it_is_offered_once() -> None:
    """The first start begins it, the second does not."""
    assert [first_start(), first_start()] == [True, False]


def test_where_nothing_can_be_written_it_is_not_offered_each_time(monkeypatch, tmp_path) -> None:
    """Whoever cannot keep a mark is not met by the tour at every start."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert not first_start()


def test_the_course_for_practice() -> None:
    """The first day of MEC at the level of the tour, all before it recorded: nothing is missing, Day 45 lies ahead."""
    session = tour_session(TODAY)
    assert (session.plan.day(TODAY), session.course.level_in_force) == (4, LEVEL)
    assert session.review.report.deviations == ()
