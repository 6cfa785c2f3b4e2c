"""Courses that have moved, as they are seen: marks on calendar and lanes, words of a day, rows of the values."""

import re

from looking import detail, drawn, letters, shown, told
from sessions import AMEND, CEASE, DEFER, OMIT, acts_of, open_row, session_of
from textual.widgets import Input

from tui.app import RegimenApp
from tui.widgets.marks import Marks

WIDE, SMALL = (120, 40), (80, 24)


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
        assert text.count("#") == 2
        assert " » put off from here  ∅ left out here  # blackout date" in text
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
    session.save(path)
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
