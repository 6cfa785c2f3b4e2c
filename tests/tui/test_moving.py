"""Acts in the app: the dialog says what will happen, Enter does it, the calendar shows where doses have gone."""

from looking import letters, shown, told, type_in
from sessions import DEFER, OMIT, acts_of, session_of
from textual.widgets import Input

from regimen.coursefile import open_course
from tui.acting import whats
from tui.app import RegimenApp
from tui.screens.acts import ActScreen, ActsScreen
from tui.screens.dialogs import AskScreen, TextScreen
from tui.screens.planner import PlannerScreen
from tui.widgets.choice import Choice

WIDE, SMALL = (120, 40), (80, 24)
MEC_LATER = ["e", "down", "right", "right", "down", "down", "2", "down"]
"""Keys that defer MEC by two days from the day in focus, up to the reason."""


async def test_mec_is_deferred_with_keys_alone(session) -> None:
    """On Day 4: e, MEC, two days, a reason, Enter. The plan moves, undo and redo walk over it."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("right", "right", "right", *MEC_LATER)
        await type_in(pilot, "fever")
        assert "MEC deferred by 2 days from Day 4, all that follows: fever" in str(pilot.app.screen.text)
        assert "MEC: 35 days from the last dose (Day 10) to Day 45; before: 37" in str(pilot.app.screen.text)
        assert not session.course.acts
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert [letters(pilot.app, day)[:2] for day in (4, 5, 6)] == ["L»", "L»", "LM"]
        assert "1 act: E" in shown(pilot.app)
        await pilot.press("u")
        assert letters(pilot.app, 4).startswith("LMEC")
        await pilot.press("U")
        assert letters(pilot.app, 4).startswith("L»")
        assert session.course.acts[0].why == "fever"


async def test_an_act_without_a_reason_waits_for_it(session) -> None:
    """Enter without a reason says what is needed and goes to it; nothing is done."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("e", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ActScreen)
        assert "an act needs 'why'; give the reason in a few words" in str(pilot.app.screen.text)
        assert pilot.app.focused.id == "why"
        await pilot.press("x", "enter")
        await pilot.pause()
        assert len(session.course.acts) == 1


REFUSED = {
    "order": (
        ["down", "right", "down", "down", "5"],
        "MEC would start on Day 4, before LEN on Day 6; LEN comes first",
    ),
    "twice": (["down", "down", "right", "down"], "Day 2 would hold lenalidomide twice"),
    "too far": (["down", "down", "down", "9", "9", "9"], "deferred by 999 days; allowed: 1 to 366"),
    "no number": (["down", "down", "down", "x"], "'x'"),
    "empty": (["down", "down", "down", "backspace"], "'by' is the number of days of a deferral"),
}
"""Keys in the dialog on Day 1, and what is said of the act they make."""


async def test_what_is_refused_says_why_before_it_is_done(session) -> None:
    """The guard's words stand in the dialog while choices change; Enter keeps the dialog and the course."""
    before = session.course
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        for name, (keys, words) in REFUSED.items():
            await pilot.press("e", *keys)
            await pilot.pause()
            assert words in str(pilot.app.screen.text), name
            pilot.app.screen.query_one("#why", Input).value = "x"
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, ActScreen)
            assert words in str(pilot.app.screen.text), name
            await pilot.press("escape")
            assert session.course is before
    assert not session.undo()


async def test_each_kind_of_act_has_its_rows(session) -> None:
    """Days for a deferral only; version and level for a move to another version only; the usual scope each time."""
    rows = {
        "defer": ({"what", "scope", "by"}, "following"),
        "omit": ({"what", "scope"}, "day"),
        "cease": ({"what", "scope"}, "following"),
        "amend": ({"version", "level"}, None),
    }
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("e")
        for kind, (expected, scope) in rows.items():
            screen = pilot.app.screen
            assert screen.kind == kind
            here = {
                name for name in ("what", "scope", "by", "version", "level") if screen.query_one(f"#row-{name}").display
            }
            assert here == expected
            assert scope in (None, screen.query_one("#scope", Choice).key)
            await pilot.press("right")


async def test_a_scope_and_who_are_kept(session) -> None:
    """Omitting etoposide for all that follows, with the role of whoever decided."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        pilot.app.screen.cursor = 5
        await pilot.press("e", "right", "down", *["right"] * 4, "down", "right", "right", "down")
        await type_in(pilot, "bilirubin")
        await pilot.press("down")
        await type_in(pilot, "pharmacist")
        await pilot.press("enter")
        await pilot.pause()
    act = session.course.acts[0]
    assert (act.act, act.what, act.scope, act.who) == ("omit", ["etoposide"], "following", "pharmacist")
    assert [left.item.day for left in session.plan.schedule.left_out] == [6, 7, 8]


async def test_moving_to_another_version(session) -> None:
    """The nearest open level of the other version is offered; the bar and the calendar follow."""
    session.change("level", "d10-10")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        pilot.app.screen.cursor = 11
        await pilot.press("e")  # no dose on Day 12, so only the move is offered
        assert pilot.app.screen.kind == "amend"
        assert pilot.app.screen.query_one("#level", Choice).key == "d14-10"
        assert "lenalidomide: days 11-14 added" in str(pilot.app.screen.text)
        await pilot.press("down", "down", "down")
        await type_in(pilot, "site on version 1")
        await pilot.press("enter")
        await pilot.pause()
        assert "d14-10" in shown(pilot.app)
        assert "v1" in shown(pilot.app)
        assert [day for day in range(1, 46) if "L" in letters(pilot.app, day)] == list(range(1, 15))
    assert (session.course.level, session.course.version_in_force) == ("d10-10", "1")


async def test_nothing_to_act_on_is_told() -> None:
    """Where no dose is planned and there is one version, the app says on which days doses are planned."""
    session = session_of("beam")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        pilot.app.screen.cursor = 0
        assert whats(session.plan, 0) == []
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert "no dose is planned on Day 0; doses are planned on days −" in told(pilot.app)[-1]


async def test_the_dialog_explains_itself(session) -> None:
    """F1 explains acts, Escape leads back to the dialog as it was."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("e", "down", "right", "f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TextScreen)
        assert "The ideal day by the protocol never moves" in str(pilot.app.screen.text)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen.query_one("#what", Choice).key == "LEN"


async def test_a_long_effect_can_be_read_on() -> None:
    """What a deferred cycle moves is longer than the window; PgDn reads on and the choices stay in sight."""
    session = session_of("hypercvad")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("e")
        box = pilot.app.screen.query_one("VerticalScroll")
        assert box.max_scroll_y > 0
        await pilot.press("pagedown")
        await pilot.pause()
        assert box.scroll_y > 0
        assert box.region.bottom <= 23
        assert pilot.app.focused.id == "act"


async def test_hidden_assumptions_stay_hidden_in_the_dialog(session) -> None:
    """With † blanked, a move of a drug on assumed days names no day of it."""
    session.begin("nct01904643")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("a", "e")
        await pilot.pause()
        assert "lenalidomide: days not in the sources" in str(pilot.app.screen.text)


async def test_the_list_of_acts(session) -> None:
    """E lists each act with what it did, then ideal and planned side by side; x takes the last back."""
    acts_of(session, DEFER, OMIT | {"day": "7"})
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("E")
        await pilot.pause()
        text = str(pilot.app.screen.text)
        assert "1. MEC deferred by 2 days from Day 4, all that follows: fever" in text
        assert "2. etoposide omitted on Day 7: bilirubin\n   etoposide: day 7 left out" in text
        assert "Day 4, Fri 04 Dec 2026 → Day 6, Sun 06 Dec 2026" in text
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert told(pilot.app) == ["taken back: etoposide omitted on Day 7: bilirubin"]
        assert len(session.course.acts) == 1
        await pilot.press("u")
        assert len(session.course.acts) == 2


async def test_acts_are_saved_from_their_list(session, tmp_path) -> None:
    """S in the list asks for the file; the course is written with its acts."""
    acts_of(session, DEFER)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("E", "s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskScreen)
        pilot.app.screen.query_one(Input).value = str(tmp_path / "course.yaml")
        await pilot.press("enter")
        await pilot.pause()
    assert open_course(tmp_path / "course.yaml")[0].acts == session.course.acts


async def test_no_acts_are_told(session) -> None:
    """E on a course without acts says that everything stands on its ideal day."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("E")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ActsScreen)
        assert told(pilot.app) == ["no acts: everything is planned on its ideal day"]
