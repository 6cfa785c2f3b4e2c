"""Acts in the app: the dialog says what will happen, Enter does it, the calendar shows where doses have gone."""

import re

import pytest
from sessions import acts_of, open_row, session_of
from test_courses import AMEND, CEASE, DEFER, OMIT
from test_planner import detail, drawn, shown, type_in
from textual.widgets import Input

from regimen.coursefile import open_course
from tui.acting import whats
from tui.app import RegimenApp
from tui.screens.acts import ActScreen, ActsScreen
from tui.screens.dialogs import AskScreen, TextScreen
from tui.screens.planner import PlannerScreen
from tui.widgets.choice import Choice
from tui.widgets.marks import Marks

WIDE, SMALL = (120, 40), (80, 24)
MEC_LATER = ["e", "down", "right", "right", "down", "down", "2", "down"]
"""Keys that defer MEC by two days from the day in focus, up to the reason."""


def told(app: RegimenApp) -> list[str]:
    """The toasts so far."""
    return [note.message for note in app._notifications]


def letters(app: RegimenApp, day: int) -> str:
    """The signs of a day on the calendar."""
    return "".join(sign for sign, _ in app.screen.grid.signs(day - 1))


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
async def test_mec_is_deferred_with_keys_alone(session, size) -> None:
    """On Day 4: e, MEC, two days, a reason, Enter. The plan moves, undo and redo walk over it."""
    async with RegimenApp(session).run_test(size=size) as pilot:
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


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["down", "right", "down", "down", "5"], "MEC would start on Day 4, before LEN on Day 6; LEN comes first"),
        (["down", "down", "right", "down"], "Day 2 would hold lenalidomide twice"),
        (["down", "down", "down", "9", "9", "9"], "deferred by 999 days; allowed: 1 to 366"),
        (["down", "down", "down", "x"], "'x'"),
        (["down", "down", "down", "backspace"], "'by' is the number of days of a deferral"),
    ],
    ids=["order", "twice", "too-far", "no-number", "empty"],
)
async def test_what_is_refused_says_why_before_it_is_done(session, keys, words) -> None:
    """The guard's words stand in the dialog while choices change; Enter keeps the dialog and the course."""
    before = session.course
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("e", *keys)
        await pilot.pause()
        assert words in str(pilot.app.screen.text)
        pilot.app.screen.query_one("#why", Input).value = "x"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ActScreen)
        assert words in str(pilot.app.screen.text)
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


async def test_the_detail_tells_ideal_and_planned(session) -> None:
    """Day 6 has MEC with its ideal day and the act; Day 4 says where MEC has gone, Day 7 what is left out."""
    acts_of(session, DEFER, OMIT | {"day": "7"})
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = pilot.app.screen
        texts = {}
        for day in (4, 5, 6, 7):
            screen.cursor = day - 1
            await pilot.pause()
            texts[day] = detail(pilot.app)
    act = "act 1: MEC deferred by 2 days from Day 4, all that follows: fever"
    assert f"» mitoXANTRONE, etoposide, cytarabine: ideal day; planned Day 6, Sun 06 Dec 2026 {act}" in texts[4]
    assert "» etoposide: ideal day; put off to Day 7, Mon 07 Dec 2026, and left out there" in texts[5]
    assert "planned Day 6, ideal Day 4, Fri 04 Dec 2026" in texts[6]
    assert f"{act}; so it is planned on Day 6 instead of Day 4" in texts[6]
    assert "∅ etoposide: left out act 2: etoposide omitted on Day 7: bilirubin" in texts[7]


async def test_marks_stand_on_calendar_and_lanes(session) -> None:
    """» where MEC has gone from, ∅ where etoposide is left out, # at a blackout date; Day 45 as it was."""
    acts_of(session, DEFER, OMIT | {"day": "7"})
    session.change("blackouts", "2026-12-25")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        days = {sign: [day for day in range(1, 63) if sign in letters(pilot.app, day)] for sign in "»∅"}
        assert days == {"»": [4, 5, 7], "∅": [7]}
        text = drawn(pilot.app)
        assert re.search(r"▏25 +25#", text)
        assert text.count("#") == 1
        assert "▏45    14▕" in text
        await pilot.press("l")
        lanes = {line[0]: line[15:] for line in drawn(pilot.app).splitlines() if line[:2] in ("L ", "M ", "E ", "C ")}
        assert lanes["M"].startswith("···»»MMMMM··············#")
        assert lanes["E"].startswith("···»»E∅EEE··············#")
        assert " » put off from here  ∅ left out here  # blackout date" in drawn(pilot.app)
        pilot.app.screen.cursor = 24
        await pilot.pause()
        assert "# blackout date: nothing can be given" in detail(pilot.app)


async def test_marks_of_assumed_days_can_be_hidden(session) -> None:
    """A drug on assumed days leaves no mark while assumed values are blanked."""
    session.begin("nct01904643")
    acts_of(session, {"act": "omit", "day": "-5", "what": ["lenalidomide"], "why": "x"})
    at = session.plan.resolved.numbering.offset(-5)
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        grid = pilot.app.screen.grid
        assert grid.act_signs(at) == ["∅"]
        await pilot.press("a")
        assert grid.act_signs(at) == []
        pilot.app.screen.cursor = at
        await pilot.pause()
        assert "left out" not in detail(pilot.app)


async def test_a_deferred_cycle_is_named_where_it_begins() -> None:
    """After cycle 2 is put off by a week, C2 stands at Day 29, where go to finds C2D1 and the detail says so."""
    session = session_of("hypercvad")
    acts_of(session, {"act": "defer", "day": "22", "by": "7", "why": "counts"})
    async with RegimenApp(session).run_test(size=(120, 60)) as pilot:
        grid = pilot.app.screen.grid
        weeks = {cycle: week for week, cycle in grid.cycles.items()}
        assert weeks[2] == (28 + grid.reference - grid.monday) // 7
        await pilot.press("g")
        pilot.app.screen.query_one(Input).value = "C2D1"
        await pilot.press("enter")
        await pilot.pause()
        assert detail(pilot.app).startswith("Day 29 · Tue 29 Dec 2026 C2D1")


def test_days_that_only_acts_have_touched_are_drawn(session) -> None:
    """A course whose doses all are left out after Day 1 still shows them on their days."""
    session = session_of("azacitidine-venetoclax")
    before = session.plan.schedule.last_day
    acts_of(session, {"act": "cease", "day": "1", "why": "x"})
    assert session.plan.schedule.last_day < before
    assert session.plan.resolved.numbering.day(max(Marks(session.plan).days)) == before


async def test_the_day_list_that_is_copied_tells_the_acts(session) -> None:
    """C copies the acts, what they left out and the ideal days."""
    acts_of(session, DEFER, CEASE)
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("c")
        text = pilot.app.clipboard
    assert "1. MEC deferred by 2 days from Day 4, all that follows: fever" in text
    assert "lenalidomide, days 9-10: act 2" in text
    assert "ideal Day 4" in text


async def test_a_file_with_acts_opens_in_the_app(session, tmp_path) -> None:
    """A course with acts and another version opens from its file; one whose act is refused says which."""
    path = tmp_path / "moved.yaml"
    acts_of(session, DEFER, AMEND)
    session.save(path, overwrite=False)
    other = session_of()
    async with RegimenApp(other).run_test(size=WIDE) as pilot:
        await pilot.press("o")
        pilot.app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await pilot.pause()
        assert "2 acts: E" in shown(pilot.app)
        assert (other.protocol.version, other.plan.resolved.level) == ("1", "d14-10")
        path.write_text(path.read_text().replace("day: 4", "day: 1").replace("by: 2", "by: 60").replace("MEC", "LEN"))
        await pilot.press("o")
        pilot.app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await pilot.pause()
        assert "LEN comes first" in pilot.app.screen.problem
    assert len(other.course.acts) == 2


async def test_the_version_is_stepped_through_in_the_values(session) -> None:
    """Left on Version follows version 1 and tells that its level is gone; Enter lists versions and reasons."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        session.change("level", "d10-50")
        await open_row(pilot, "Version")
        assert "as first written" in pilot.app.screen.options[0][1]
        assert "2 of 6" in pilot.app.screen.options[1][1]
        await pilot.press("up", "enter")
        await pilot.pause()
        assert session.protocol.version == "1"
        assert told(pilot.app)[-1] == "version 1 has no level d10-50; its own default holds"
        await pilot.press("u")
        assert session.protocol.version == "2"


async def test_blackouts_overlays_and_cycles_in_the_values(session) -> None:
    """Dates are typed in a list, refused ones told; overlays step on and off; cycles are typed within their limits."""
    session.begin("nct01126814")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await open_row(pilot, "Blackout dates")
        pilot.app.screen.query_one(Input).value = "2026-12-25, 2026-13-01"
        await pilot.press("enter")
        await pilot.pause()
        assert "2026-13-01" in str(pilot.app.screen.query_one("#editor > Static").render())
        pilot.app.screen.query_one(Input).value = "2026-12-25, 2027-01-01"
        await pilot.press("enter")
        await pilot.pause()
        assert len(session.course.blackouts) == 2
        await open_row(pilot, "Cycles")
        pilot.app.screen.query_one(Input).value = "9"
        await pilot.press("enter")
        await pilot.pause()
        assert "1 to 3" in str(pilot.app.screen.query_one("#editor > Static").render())
        pilot.app.screen.query_one(Input).value = "2"
        await pilot.press("enter")
        await pilot.pause()
        assert session.course.cycles == 2
        await pilot.press("u", "u")
        assert (session.course.cycles, session.course.blackouts) == (None, [])


async def test_an_overlay_is_stepped_on_and_off(session) -> None:
    """Right draws the eye drops, left takes them away again, u too."""
    session.begin("mec-6-80-1000")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        panel = await open_row(pilot, "Steroid eye drops with cytarabine")
        assert "The source has no eye-drop rule" in pilot.app.screen.why
        await pilot.press("escape")
        await pilot.press("right")
        assert session.course.overlays == ["eye-drops"]
        assert panel.rows[panel.row].value == "on"
        await pilot.press("left")
        assert session.course.overlays == []
        await pilot.press("u")
        assert session.course.overlays == ["eye-drops"]
