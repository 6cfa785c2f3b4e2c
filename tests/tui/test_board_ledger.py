"""The board and its ledger: what other programs write is followed, what cannot be read is told."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from kept_courses import BY_URGENCY, board, enrolled, listed, on, told, words
from looking import settled

from regimen.ledger.ledger import Ledger
from regimen.recording import read_entry, recorded
from tui.app import RegimenApp
from tui.keeping import changes_between

SMALL, WIDE = (80, 24), (120, 40)


def give(path: Path, name: str, day: int) -> None:
    """Record a dose as another program would."""
    with Ledger.open(path) as ledger:
        held = ledger.held(name)
        entry = read_entry("administrations", {"date": str(on(day)), "agent": "lenalidomide", "amount": "50 mg"})
        after = recorded(held.course, "administrations", [entry])
        ledger.commit(name, changes_between(held.course, after), held.seq, who="pharmacist")


async def test_what_another_program_writes_is_followed_and_told(session, ward) -> None:
    """A dose recorded elsewhere changes its row alone, within the next look, and a word says which."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await board(pilot)
        before = dict(screen.board.rows)
        give(ward, "T-02", 7)
        pilot.app._poll()
        await settled(pilot)
        assert told(pilot.app) == "changed by another program: T-02"
        changed = [name for name, row in screen.board.rows.items() if row is not before[name]]
        assert changed == ["T-02"]
        assert [one.day for one in screen.board.rows["T-02"].overdue if one.entry.name == "lenalidomide"] == [8]
        pilot.app._poll()
        assert told(pilot.app).count("changed") == 1


async def test_a_ledger_that_appears_is_found(session, place) -> None:
    """The board of a ledger that another program begins fills by itself."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await board(pilot)
        enrolled(place)
        pilot.app._poll()
        await settled(pilot)
        assert listed(screen) == BY_URGENCY


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_bytes(b"no ledger at all, but as long as one" * 60), "first bytes are not"),
        (lambda path: path.write_bytes(path.read_bytes()[:3000]), "damaged"),
        (lambda path: path.unlink(), "No course is kept yet"),
    ],
    ids=["not a ledger", "cut short", "gone"],
)  # fmt: skip
async def test_a_ledger_that_cannot_be_opened_is_told(session, ward, spoil, said) -> None:
    """What is wrong stands where the courses would; nothing is written, and no key breaks."""
    spoil(ward)
    before = ward.read_bytes() if ward.exists() else None
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await board(pilot)
        assert said in words(screen)
        await pilot.press("down", "enter", "w", "escape", "s", "c")
        await settled(pilot)
        assert pilot.app.screen is screen
    assert (ward.read_bytes() if ward.exists() else None) == before


async def test_a_ledger_that_is_spoilt_while_it_is_open_is_told(session, ward) -> None:
    """What another program does to the file is told where the courses stood, and they come back with the file."""
    whole = ward.read_bytes()
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await board(pilot)
        ward.write_bytes(b"no ledger at all, but as long as one" * 60)
        pilot.app._poll()
        await settled(pilot)
        assert listed(screen) == []
        assert "first bytes are not" in words(screen)
        ward.write_bytes(whole)
        pilot.app._poll()
        await settled(pilot)
        assert listed(screen) == BY_URGENCY


async def test_a_newer_ledger_is_told(session, ward) -> None:
    """A ledger of a later version of the program is left as it is."""
    with closing(sqlite3.connect(ward)) as connection:
        connection.execute("PRAGMA user_version = 99")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        assert "written by a newer version of the program" in words(await board(pilot))
