"""What happened as calendar, lanes and the day's words show it, drug by drug and by date."""

import datetime as dt
from pathlib import Path

import pytest
from looking import detail, drawn, letters
from rich.style import Style
from sessions import session_of
from textual.widgets import Static

from regimen.recording import read_entry
from tui.app import RegimenApp
from tui.session import Session
from tui.widgets.days import packed

BUSY = Path(__file__).parents[1] / "cli" / "busy.yaml"
WIDE, SMALL = (120, 40), (80, 24)


def session_on(today: str, file: Path | None = BUSY) -> Session:
    """A course on a day: the busy record, or the home case."""
    home = session_of()
    session = Session(home.course, home.protocol, dt.date.fromisoformat(today))
    if file is not None:
        session.open(file)
    return session


def given(session: Session, *doses: str) -> Session:
    """The session with doses recorded: `2026-12-03 lenalidomide 50 mg`."""
    for dose in doses:
        date, agent, amount = dose.split(maxsplit=2)
        fields = {"date": date, "agent": agent, "amount": amount}
        session.record("administrations", [read_entry("administrations", fields)])
    return session


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        ("L✓ M✓ E✗ C✓ ◆ ●", "LMC✓E✗◆●"),
        ("L≠ ◆ x", "L≠◆x"),
        ("L M E C", "LMEC"),
        ("C✓ C²†✗ ▪", "C✓C²†✗▪"),
        ("● ▪ x† ─", "●▪x†─"),
    ],
)
def test_drugs_of_one_fate_share_a_sign(texts, shown) -> None:
    """What does not fit is packed: no letter and no sign gets lost, and each sign follows the letters it is about."""
    assert "".join(text for text, _ in packed([(text, Style()) for text in texts.split()])) == shown


async def test_each_drug_has_its_own_sign() -> None:
    """On Day 6 etoposide alone is not recorded; a day with a sample and a transfusion shows both."""
    async with RegimenApp(session_on("2027-01-15")).run_test(size=WIDE) as pilot:
        assert letters(pilot.app, 6) == "L✓M✓E✗C✓●▪xbh"
        assert letters(pilot.app, 10).startswith("L✗")
        assert "LMC✓E✗" in drawn(pilot.app)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
async def test_the_signs_are_explained(size) -> None:
    """The legend keeps room for the signs of the record, also where the drugs' names find none."""
    async with RegimenApp(session_on("2027-01-15")).run_test(size=size) as pilot:
        assert "✓ given" in drawn(pilot.app)
        assert "✗ not recorded" in drawn(pilot.app)
        assert "● blood sample" in drawn(pilot.app)
        assert "+ unplanned" not in drawn(pilot.app)


async def test_lanes_show_signs_in_the_row_of_the_drug() -> None:
    """A row a drug, a sign a day; what is still to come keeps its letter."""
    async with RegimenApp(session_on("2026-12-08")).run_test(size=WIDE) as pilot:
        await pilot.press("l")
        rows = {line[0]: line[15:] for line in drawn(pilot.app).splitlines() if line[:2] in ("L ", "E ")}
        assert rows["L"].startswith("✓✓✓✓✓✓✓✓LL·")
        assert rows["E"].startswith("···✓✓✗✓✓··")
        assert "✗ not recorded" in drawn(pilot.app)


async def test_a_dose_on_an_unplanned_day_stands_beside_the_plan() -> None:
    """A drug given where none is planned has its letter and +, and so has one that the protocol does not have."""
    session = given(
        session_on("2026-12-20", None), "2026-12-01 lenalidomide 50 mg", "2026-12-15 lenalidomide 50 mg",
        "2026-12-02 filgrastim 300 mcg",
    )  # fmt: skip
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        assert letters(pilot.app, 15).startswith("L+")
        assert letters(pilot.app, 2).startswith("L✗f+")
        await pilot.press("l")
        lane = next(line[15:] for line in drawn(pilot.app).splitlines() if line.startswith("L "))
        assert lane[14] == "+"


async def test_day_1_given_later_is_told_on_the_planner() -> None:
    """The bar and the day say which day it is by the record; signs stand on the dates on which things happened."""
    session = given(session_on("2026-12-09", None), "2026-12-03 lenalidomide 50 mg", "2026-12-04 lenalidomide 25 mg")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        assert "today is Day 9 by plan, Day 7 by record" in str(pilot.app.screen.query_one("#bar", Static).render())
        assert letters(pilot.app, 1).startswith("L◆")
        assert letters(pilot.app, 3).startswith("L✓")
        await pilot.press("right", "right", "right")
        assert "Day 2 by the record: Day 1 was given 2 days later than planned" in detail(pilot.app)
        assert "≠ lenalidomide: differs: under-dose; given 25 mg" in detail(pilot.app)


async def test_without_a_record_nothing_is_said(session) -> None:
    """A planner without a record has no signs, no legend of them and no word of a record."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        assert not set("✓≠✗○‖+●▪") & set(drawn(pilot.app))
        assert "ecord" not in detail(pilot.app)
        assert "by record" not in str(pilot.app.screen.query_one("#bar", Static).render())


async def test_hidden_values_leave_no_verdict_that_rests_on_them() -> None:
    """With assumed thresholds blanked the line of the verdict knows none."""
    async with RegimenApp(session_on("2027-01-15")).run_test(size=SMALL) as pilot:
        await pilot.press("r")
        status = pilot.app.screen.query_one("#status", Static)
        assert str(status.render()).startswith("recovered (N)")
        await pilot.press("a")
        assert str(status.render()).startswith("indeterminate (X)")
