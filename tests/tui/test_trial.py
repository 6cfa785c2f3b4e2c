"""The escalation in the app: enrolling and marking with keys, what follows, undo, chances, paths, and the meeting."""

import datetime as dt
from pathlib import Path

import pytest

from regimen.cli import main
from regimen.errors import RegimenError
from regimen.escalation.designs.registry import NAMED
from regimen.protocol.shelf import load
from tui.app import RegimenApp
from tui.screens.trial import PANES, TrialScreen
from tui.session import Session
from tui.trialbook import TrialBook
from tui.trialcurves import curves_text
from tui.trialwords import bar, chances_text, next_text, table_text, trial_text

SMALL, WIDE = (80, 24), (120, 40)
PICTURES = {
    "next-120x40": (WIDE, ["x", *["enter"] * 3, "n", "left", "t", "left", "n", "enter"]),
    "next-80x24": (SMALL, ["x", *["enter"] * 3, "n", "left", "t"]),
    "chances-120x40": (WIDE, ["x", "2", "up", "full_stop"]),
    "published-80x24": (SMALL, ["x", "5", "full_stop"]),
}


@pytest.fixture
def book() -> TrialBook:
    """The ladder of the home case."""
    return TrialBook.of(load())


@pytest.fixture
def session() -> Session:
    """The home case on a fixed day."""
    return Session.home(dt.date(2026, 12, 9))


def said(parts) -> str:
    """A pane as plain text."""
    return "".join(text for text, _ in parts)


def test_the_ladder_of_the_protocol(book) -> None:
    """Open levels only, from where the ladder starts; a protocol without one has four unnamed levels."""
    assert (book.names, book.start) == (("d10-5", "d10-10", "d10-25", "d10-50"), 1)
    assert TrialBook.of(load("abvd")).names == ("level 1", "level 2", "level 3", "level 4")


def test_subjects_go_where_the_design_wants_them(book) -> None:
    """A cohort is filled, the next one opens at the next level, and undo walks all the way back."""
    for letter in "NNNNTN":
        book.add(letter)
    assert book.text == "1NNN 2NTN"
    book.add("N")
    assert book.text == "1NNN 2NTN 2N"
    for _ in range(7):
        assert book.undo()
    assert (book.text, book.undo(), book.redo(), book.text) == ("", False, True, "1N")


def test_marking_and_taking_out(book) -> None:
    """The subject in focus changes; an empty cohort goes; without anybody there is nothing to mark."""
    with pytest.raises(RegimenError, match="nobody is enrolled yet"):
        book.mark("T")
    book.write("1NNN 2N")
    book.mark("T")
    assert book.text == "1NNN 2T"
    book.remove()
    assert book.text == "1NNN"
    book.step(-1)
    book.mark("X")
    assert (book.text, book.seat) == ("1NXN", (0, 1))


def test_what_if_names_every_outcome(book) -> None:
    """Of the subject in focus: what would come next with each letter."""
    book.write("1NNP")
    assert dict(book.what_if()) == {
        "N no DLT": "escalate: treat 3 at d10-10",
        "T DLT": "stay: treat 3 at d10-5",
        "P pending": "hold: enrol nobody before more is known",
        "X not evaluable": "stay: treat 1 at d10-5",
    }


def test_going_along_a_path(book) -> None:
    """The pending get their results first; chances of the lines add up to one."""
    book.write("1NPP")
    ahead = book.ahead()
    assert sum(branch.chance for branch in ahead) == pytest.approx(1)
    book.go(ahead[1].cohort)
    assert book.text == "1NNT"


def test_chances_stay_within_bounds(book) -> None:
    """From 0 to 1, one level at a time; what is forecast adds up."""
    for _ in range(30):
        book.shift(2, -0.05)
    assert book.trial.chances[1] == 0
    book.shift(4, 2)
    assert book.trial.chances == (0.05, 0.0, 0.2, 1.0)
    found = book.forecast()
    assert sum(found.p_select) + found.p_none == pytest.approx(1)


@pytest.mark.parametrize("design", NAMED)
@pytest.mark.parametrize("text", ["", "1NNP", "1NNN 2NTT", "1NNNNNNN"])
def test_every_pane_says_something(book, design: str, text: str) -> None:
    """Whatever the design and the outcomes: no error, and the deciding row is marked."""
    book.change(design=design)
    book.write(text)
    assert said(next_text(book)).strip()
    assert said(chances_text(book, 1)).count("\n") > 8
    assert "[" in said(table_text(book))
    assert trial_text(book).startswith(book.design.name)


def test_bars() -> None:
    """A share as eighths of a character."""
    assert [bar(share, 2) for share in (0, 0.25, 0.5, 1)] == ["  ", "▌ ", "█ ", "██"]


async def test_a_cohort_decided_with_keys(session) -> None:
    """Enter enrols, letters mark; every pane is drawn, wide and small; Escape leads back, the course is untouched."""
    before = session.course
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("x", "enter", "enter", "enter", "n", "left", "n", "left", "t")
        screen = pilot.app.screen
        assert isinstance(screen, TrialScreen)
        assert screen.book.text == "1TNN"
        for size in (WIDE, SMALL):
            await pilot.resize_terminal(*size)
            for key, name in enumerate(PANES, 1):
                await pilot.press(str(key))
                await pilot.pause()
                assert screen.pane == name
                assert [one.id for one in screen.query(".pane") if one.display] == [name]
        await pilot.press("3", "down", "enter")
        assert screen.book.text == "1TNN 1NNT"
        await pilot.press("u", "escape", "d", "U")
        assert screen.book.trial.design == NAMED[1]
        await pilot.press("pagedown", "c", "f1", "escape", "backspace", "escape")
        assert not isinstance(pilot.app.screen, TrialScreen)
        assert session.course == before


async def test_outcomes_typed_and_refused(session) -> None:
    """What cannot be read is told with its column, and nothing typed is lost."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("x", "t")
        assert "nobody is enrolled yet" in [one.message for one in pilot.app._notifications][-1]
        await pilot.press("o", *"1NNQ", "enter")
        assert "column 4: 'Q' is no outcome" in pilot.app.screen.problem
        await pilot.press("backspace", "T", "enter")
        await pilot.pause()
        assert pilot.app.screen.book.text == "1NNT"


async def test_the_published_trial_in_steps(session) -> None:
    """Full stop goes a step on, comma back, not beyond the ends."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("x", "5", "comma", "full_stop")
        text = str(pilot.app.screen.query_one("#published-text").content)
        assert "Step 1 of 11" in text
        assert "Step 2 of 11" not in text
        await pilot.press(*["full_stop"] * 14)
        assert "Step 11 of 11" in str(pilot.app.screen.query_one("#published-text").content)


@pytest.mark.parametrize("name", PICTURES)
def test_trial_picture(name: str, session, snap_compare) -> None:
    """The screen looks as it did when it was last looked at."""
    size, keys = PICTURES[name]
    assert snap_compare(RegimenApp(session), terminal_size=size, press=keys)


async def test_the_meeting_follows_the_ledger(session, tmp_path, monkeypatch) -> None:
    """Without a kept course that is said; with courses kept their outcomes are taken, and the meeting lists them."""
    from tui.keeping import Keeper
    from tui.meetings import meeting_text

    path = tmp_path / "ward.sqlite"
    assert "No course of this protocol is kept" in meeting_text(
        Keeper(path), "nct01681537", "rolling-six", session.today, 80
    )
    for file in sorted((Path(__file__).parents[1] / "fixtures" / "cohorts").glob("*.yaml")):
        assert main(["courses", "keep", str(file), "--ledger", str(path)]) == 0
    monkeypatch.setenv("REGIMEN_LEDGER", str(path))
    async with RegimenApp(Session.home(dt.date(2027, 2, 20))).run_test(size=WIDE) as pilot:
        await pilot.press("x", "f", "6")
        await pilot.pause()
        screen = pilot.app.screen
        assert screen.book.text == "1NNN 2PPP"
        text = str(screen.query_one("#meeting-text").content)
        assert "Cohort meeting on Sat 20 Feb 2027" in text
        assert "One column is" in text


@pytest.mark.parametrize(("design", "columns"), [("no-deescalation", 21), ("boin:0.25", 7)])
def test_curves_go_through_the_chances_in_force(book, design: str, columns: int) -> None:
    """A curve a level, each over the whole range; at the chance in force they are the forecast."""
    book.change(design=design, chances=(0.05, 0.5, 0.5, 1.0))
    found = book.sweep(2)
    assert [len(found), found[0][0], found[-1][0]] == [columns, 0.0, 1.0]
    (here,) = (expected for chance, expected in found if chance == 0.5)
    assert here == book.forecast()
    lines = "".join(text for text, _ in curves_text(book, 2)).splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["d10-50", "d10-25", "d10-10", "d10-5", "none", "↑"]
    assert lines[-1].index("↑") - len(f"  {'':<10} ") == [chance for chance, _ in found].index(0.5)
