"""The record in the app: what happened is recorded with the keyboard alone, judged at once, and taken back."""

import datetime as dt
from pathlib import Path

import pytest
from kept_courses import NURSE
from looking import detail, letters, shown, told, type_in
from sessions import session_of
from textual.widgets import Input, OptionList, Static

from regimen.record.corrections import in_force
from regimen.record.model import REPLACEMENTS
from tui.app import RegimenApp
from tui.keeping import Keeper
from tui.screens.dialogs import TextScreen
from tui.screens.planner import PlannerScreen
from tui.screens.record import RecordScreen
from tui.session import Session
from tui.widgets.choice import Choice
from tui.widgets.recordlist import RecordList

WIDE, SMALL = (120, 40), (80, 24)
REVIEWED = Path(__file__).parents[1] / "cli" / "reviewed.yaml"


def doses(session: Session) -> int:
    """How many doses are recorded and in force."""
    record = session.course.record
    return sum(one.section == "administrations" for one in in_force(record)) if record else 0


def status(app: RegimenApp) -> str:
    """The line with verdict, days left and deviations."""
    return str(app.screen.query_one("#status", Static).render())


def row(app: RegimenApp, day: int) -> str:
    """The row of a study day from 1 on."""
    book = app.screen.query_one(RecordList).book
    return book.row(book.at(day - 1))


def reviewed(today: str) -> Session:
    """The made-up record on a day."""
    home = session_of()
    session = Session(home.course, home.protocol, dt.date.fromisoformat(today))
    session.open(REVIEWED)
    return session


async def test_a_week_is_recorded_as_planned(session) -> None:
    """G on Day 7 records its seven days, once; nothing ahead; undo and redo walk over it."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("r", *["down"] * 6, "G")
        await pilot.pause()
        assert doses(session) == 7 + 4 * 3
        assert row(pilot.app, 4).endswith("L✓ M✓ E✓ C✓")
        assert told(pilot.app)[-1] == "19 doses recorded as planned"
        await pilot.press("G")
        assert told(pilot.app)[-1].startswith("nothing to record\n")
        assert doses(session) == 19
        await pilot.press("end", "g")
        assert doses(session) == 19
        await pilot.press("u")
        assert doses(session) == 0
        assert "L✗" in row(pilot.app, 4)
        await pilot.press("U", "t", "g")
        assert doses(session) == 19 + 1
        assert "L✓" in row(pilot.app, 9)


async def test_the_first_dose_is_recorded_first(session) -> None:
    """The first dose recorded becomes Day 1, so a later day is refused while Day 1 is not there."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("r", "down", "g")
        assert "record Day 1 first" in told(pilot.app)[-1]
        assert session.course.record is None


async def test_counts_are_typed_in_one_line(session) -> None:
    """What is typed is read back while it is typed; the sample stands in its row."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("r", "g", "down", "c")
        await type_in(pilot, "0.4 22 hb 8.1")
        assert "did you mean" in shown(pilot.app)
        await type_in(pilot, " g/dL")
        assert "ANC 0.4 10^9/L, platelets 22 10^9/L, haemoglobin 8.1 g/dL" in " ".join(pilot.app.screen.problem.split())
        await pilot.press("enter")
        await pilot.pause()
        assert "● 0.4/22" in row(pilot.app, 2)


BAD_COUNTS = {
    "0,4 22": "has a comma",
    "450": "has no unit",
    "abc": "is no value and no name",
    "anc": "anc has no value",
    "0.4 22 9": "what is 9?",
    "anc -1": "is no value and no name",
    "": "the sample has no value",
}
"""A line that is no sample to what is said of it."""


async def test_counts_that_cannot_be_read(session) -> None:
    """What is wrong is said, what was typed stays, nothing is recorded."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("r", "c")
        for text, words in BAD_COUNTS.items():
            pilot.app.screen.query_one(Input).value = text
            await pilot.press("enter")
            assert words in pilot.app.screen.problem
            assert pilot.app.screen.query_one(Input).value == text
        assert session.course.record is None


async def test_nothing_is_recorded_ahead(session) -> None:
    """A sample of tomorrow is refused."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("r", "t", "down", "c")
        await type_in(pilot, "0.4 22")
        await pilot.press("enter")
        assert "is still to come" in pilot.app.screen.problem
        assert session.course.record is None


@pytest.mark.parametrize(
    ("today", "begins"),
    [
        ("2027-01-14", "pending (P) · Day 45 · 0 days to Day 45"),
        ("2027-01-19", "indeterminate (X) · Day 50 · 5 past Day 45"),
    ],
)
async def test_the_verdict_stays_in_sight(today, begins) -> None:
    """State, day and days left as of today."""
    async with RegimenApp(reviewed(today)).run_test(size=SMALL) as pilot:
        await pilot.press("r")
        assert status(pilot.app).startswith(begins)


async def test_a_sample_changes_the_verdict_at_once() -> None:
    """Good counts on Day 44 or 45 are in time; on Day 46 they leave the matter open."""
    async with RegimenApp(reviewed("2027-01-20")).run_test(size=WIDE) as pilot:
        await pilot.press("r")
        for day, state in {44: "recovered (N)", 45: "recovered (N)", 46: "indeterminate (X)"}.items():
            pilot.app.screen.cursor = day - 1
            await pilot.press("c")
            await type_in(pilot, "0.6 25")
            await pilot.press("enter")
            await pilot.pause()
            assert status(pilot.app).startswith(state), day
            await pilot.press("u")
            assert status(pilot.app).startswith("indeterminate (X)")


async def test_a_deviation_is_followed_up() -> None:
    """The key f on a deviation asks for cause and action; a corrective action closes it."""
    session = reviewed("2027-01-10")
    opened = sum(one.open for one in session.review.report.deviations)
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("r", "4")
        await pilot.pause()
        await pilot.press("f")
        await pilot.pause()
        pilot.app.screen.query_one("#f-corrective_action", Input).value = "calendar handed out again"
        await pilot.press("enter")
        await pilot.pause()
        assert sum(one.open for one in session.review.report.deviations) == opened - 1
        assert f"{opened - 1} open" in status(pilot.app)
        assert "calendar handed out again" in str(
            pilot.app.screen.query_one("#deviations", OptionList).get_option_at_index(0).prompt
        )


async def test_a_deviation_leads_to_its_day() -> None:
    """Enter on a deviation shows its first day."""
    async with RegimenApp(reviewed("2027-01-10")).run_test(size=SMALL) as pilot:
        await pilot.press("r", "4")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert pilot.app.screen.here.day == 4
        assert "MEC was given on days 6-10" in str(pilot.app.screen.query_one("#day-text", Static).render())


async def test_an_entry_is_corrected_and_struck_out() -> None:
    """A correction needs its reason, the entry reads otherwise, the old one stays in the file; x strikes out."""
    session = reviewed("2027-01-10")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("r", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        pilot.app.screen.query_one("#f-amount", Input).value = "25 mg"
        await pilot.press("enter")
        assert "needs its reason" in str(pilot.app.screen.text)
        pilot.app.screen.query_one("#f-why", Input).value = "misread"
        await pilot.press("enter")
        await pilot.pause()
        assert "given 25 mg" in str(pilot.app.screen.query_one("#day-text", Static).render())
        assert str(session.course.record.administrations[0].amount) == "50 mg"
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await type_in(pilot, "never given")
        await pilot.press("enter")
        await pilot.pause()
        assert doses(session) == 24
        await pilot.press("u", "u")
        assert doses(session) == 25
        assert not session.course.record.corrections


FORMS = {
    "transfusions": {"product": "platelets"},
    "growth_factor": {"agent": "filgrastim"},
    "marrow": {"adequate": "yes", "blasts": "3"},
    "toxicities": {"term": "Febrile neutropenia", "grade": "3", "ctcae": "5.0", "attribution": "treatment"},
    "infections": {"term": "blood, E. coli"},
    "holds": {"agents": "LEN, etoposide", "reason": "fever"},
    "assessments": {"assessment": "diary"},
    "next_therapy": {},
    "transplant": {},
    "relapse": {},
    "withdrawal": {},
    "death": {"attribution": "unknown"},
    "notes": {"text": "moved to another ward"},
    "administrations": {"agent": "len", "amount": "50 mg"},
    "counts": {"anc": "0.4 10^9/L"},
}
"""Section to what must be typed or chosen beside the date."""


def fill(app: RegimenApp, values: dict[str, str]) -> None:
    """Type into the inputs of a form and choose in its choices."""
    for name, text in values.items():
        field = app.screen.query_one(f"#f-{name}")
        if isinstance(field, Choice):
            field.choose(text)
        else:
            field.value = text


async def test_everything_else_has_its_form(session) -> None:
    """Each kind of entry is recorded by its form and undone."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("r")
        for section, values in FORMS.items():
            pilot.app.screen._form(section, {"date": "2026-12-05"})
            await pilot.pause()
            fill(pilot.app, values)
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, RecordScreen), section
            assert [one.section for one in in_force(session.course.record)] == [section]
            await pilot.press("u")
            assert session.course.record is None
    assert FORMS.keys() == REPLACEMENTS.keys() - {"follow_ups"}


async def test_a_form_says_what_is_wrong(session) -> None:
    """A form that cannot be read stays open with what was typed."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("r", "plus", "enter")
        await pilot.pause()
        fill(pilot.app, {"date": "01/02/2026", "product": "platelets"})
        await pilot.press("enter")
        assert "01/02/2026" in str(pilot.app.screen.text)
        await pilot.press("escape")
        assert session.course.record is None


async def test_what_is_questionable_is_said_before_it_is_recorded(session) -> None:
    """ANC above the white cells and a second sample without a time are told while the line is typed."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("r", "c")
        await type_in(pilot, "anc 3 wbc 1")
        assert "? ANC 3 is above the white cells" in pilot.app.screen.problem
        assert session.course.record is None
        await pilot.press("enter", "c")
        await type_in(pilot, "0.4 22")
        assert "? counts[1] has the same time" in pilot.app.screen.problem


async def test_what_weighs_is_never_chosen_by_itself(session) -> None:
    """A cause of death, a grade, a readable marrow: Enter records none of them before it is chosen."""
    lacking = {"death": "Attribution", "toxicities": "Term, Grade, CTCAE version, Attribution", "marrow": "Adequate"}
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("r")
        for section, names in lacking.items():
            pilot.app.screen._form(section, {"date": "2026-12-05"})
            await pilot.pause()
            await pilot.press("enter")
            assert str(pilot.app.screen.text) == f"needed: {names}"
            await pilot.press("escape")
            assert session.course.record is None


async def test_a_correction_that_changes_nothing_is_told() -> None:
    """An entry opened and left as it reads cannot be corrected, and says so at once."""
    async with RegimenApp(reviewed("2027-01-10")).run_test(size=WIDE) as pilot:
        await pilot.press("r", "right", "enter")
        await pilot.pause()
        assert "reads so already" in str(pilot.app.screen.text)
        fill(pilot.app, {"amount": "25 mg"})
        await pilot.pause()
        assert "25 mg" in str(pilot.app.screen.text)


async def test_what_was_left_out_of_a_week_is_said(session) -> None:
    """G says drug by drug which days it did not record, and why."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("r", "g")
        pilot.app.screen.cursor = 11
        await pilot.press("G")
        assert told(pilot.app)[-1].splitlines() == [
            "13 doses recorded as planned",
            "lenalidomide, day 10: not recorded: still to come",
            "days 11-12: nothing is planned",
        ]


async def test_every_pane_is_drawn_and_left() -> None:
    """1 to 5 show the panes, wide and small; Escape returns to the day, then to the planner on the same day."""
    panes = {"2": "window: Day 1 to Day 45", "3": "Worst grades", "4": "deferred-series", "5": "Reason:"}
    async with RegimenApp(reviewed("2027-01-20")).run_test(size=WIDE) as pilot:
        await pilot.press("r")
        pilot.app.screen.cursor = 14
        for size in (WIDE, SMALL):
            await pilot.resize_terminal(*size)
            for key, words in panes.items():
                await pilot.press(key)
                await pilot.pause()
                assert words in shown(pilot.app) or key == "3"
        await pilot.press("a", "f1")
        assert isinstance(pilot.app.screen, TextScreen)
        await pilot.press("escape", "escape", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert pilot.app.screen.cursor == 14


async def test_the_calendar_shows_what_happened() -> None:
    """Given, differing, unplanned and sampled days have signs; the day in focus tells the record."""
    async with RegimenApp(reviewed("2027-01-10")).run_test(size=WIDE) as pilot:
        assert "✓" in letters(pilot.app, 1)
        assert "≠" in letters(pilot.app, 4)
        assert "●" in letters(pilot.app, 15)
        await pilot.press("right", "right", "right")
        assert "≠ etoposide: differs: deferred-series" in detail(pilot.app)
        await pilot.press("u")
        assert "✓" not in letters(pilot.app, 1)


async def test_days_of_a_day_1_that_came_later() -> None:
    """With Day 1 given two days late, record and calendar meet on the date, not on the number."""
    session = session_of()
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("r", "enter")
        await pilot.pause()
        pilot.app.screen.query_one("#f-date", Input).value = "2026-12-03"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("home", "escape")
        await pilot.pause()
        assert str(session.plan.date(session.plan.resolved.numbering.day(pilot.app.screen.cursor))) == "2026-12-03"
        assert "✓" in letters(pilot.app, 3)


async def test_a_kept_course_is_written_at_once(session, place) -> None:
    """What is recorded of a kept course stands in the ledger, and u takes it back there."""
    keeper = Keeper(place)
    session.keep(keeper, "T-09", NURSE, None)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("r", "g")
        await pilot.pause()
        assert len(keeper.held("T-09").course.record.administrations) == 1
        await pilot.press("u")
        await pilot.pause()
        assert keeper.held("T-09").course.record is None
