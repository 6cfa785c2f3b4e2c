"""Printing from the board: a class, a file each; progress, stopping, and all or none where a course is faulty."""

import asyncio
import threading
from pathlib import Path

import pytest
from kept_courses import BY_URGENCY, board, enrolled, told
from looking import settled, shown
from printing import choose, chosen, dialog, files, fill, is_wrong, said, sheet, write
from textual.widgets import Static

from regimen.exchange import batch, kept
from regimen.ledger.ledger import Ledger
from tui.app import RegimenApp
from tui.screens.board import BoardScreen
from tui.screens.dialogs import PickScreen, TextScreen
from tui.screens.planner import PlannerScreen

SMALL, WIDE = (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The current folder, empty but for one for the handouts."""
    folder = tmp_path / "work"
    (folder / "out").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Every file but that of S-00 waits until this is set."""
    opened, write_one = threading.Event(), batch.write

    def waiting(rendered, path, *, overwrite):
        if not path.name.startswith("S-00"):
            opened.wait(10)
        return write_one(rendered, path, overwrite=overwrite)

    monkeypatch.setattr(batch, "write", waiting)
    return opened


def students(place: Path, number: int) -> Path:
    """A ledger of so many courses."""
    return enrolled(place, {f"S-{at:02}": {"until": 1} for at in range(number)})


async def class_dialog(pilot, key: str = "P"):
    """Open the dialog from the board."""
    await board(pilot)
    return await dialog(pilot, key)


@SIZES
async def test_a_class_is_written_from_the_board(session, ward, work, size) -> None:
    """Each course listed gets a file named by its id; the folder is told and copied; Escape leads back to the board."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        await class_dialog(pilot)
        assert "Print · 4 courses of the ledger" in shown(pilot.app)
        assert str(pilot.app.screen.query_one("#files", Static).render()) == (
            "T-03-month.pdf, T-02-month.pdf and 2 more"
        )
        assert said(pilot.app) == "Enter writes 4 files."
        await fill(pilot, folder="out")
        assert await write(pilot) == f"4 files in {work / 'out'}, 16 pages · f2 copies the path"
        await pilot.press("f2")
        assert pilot.app.clipboard == str(work / "out")
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, BoardScreen)
    assert files(work / "out") == [f"T-0{number}-month.pdf" for number in range(1, 5)]


async def test_the_preview_goes_from_course_to_course(session, ward, work) -> None:
    """It begins with the course in focus; the other rows follow the board."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await board(pilot)
        await dialog(pilot, "down", "f6")
        assert chosen(pilot.app, "subject") == "T-02, 1 of 4"
        assert "Training subject T-02 " in sheet(pilot.app)
        await choose(pilot, subject="T-04", kind="deviations")
        assert "Training subject T-04 " in sheet(pilot.app)
        assert "deviation report" in sheet(pilot.app)
        assert list(pilot.app.screen.printed.ids) == ["T-02", *(x for x in BY_URGENCY if x != "T-02")]


async def test_only_what_the_search_lists_is_printed(session, ward, work) -> None:
    """The search of the board makes the class; a single course is a class of one."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await board(pilot)
        await pilot.press("slash")
        pilot.app.screen.query_one("#search").value = "overdue"
        await settled(pilot)
        await dialog(pilot, "f6")
        assert "Print · 1 course of the ledger" in shown(pilot.app)
        await choose(pilot, form="text")
        assert await write(pilot) == f"written: {work / 'T-02-month.txt'} · f2 copies the path"
    assert files(work) == ["T-02-month.txt", "out"]


async def test_a_board_without_rows_prints_nothing(session, place, work) -> None:
    """The key says so."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await board(pilot)
        await pilot.press("P")
        assert isinstance(pilot.app.screen, BoardScreen)
        assert "no course is listed that could be printed" in told(pilot.app)


async def test_files_of_a_class_are_not_replaced_unasked(session, ward, work) -> None:
    """How many exist is said; keeping writes none of the class, replacing writes all."""
    for name in ("T-01", "T-04"):
        (work / f"{name}-month.txt").write_bytes(b"old")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await class_dialog(pilot)
        await choose(pilot, form="text")
        assert (
            "Enter writes 4 files. 2 of them exist: T-01-month.txt, T-04-month.txt; nothing is replaced unasked."
            in (said(pilot.app))
        )
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert files(work) == ["T-01-month.txt", "T-04-month.txt", "out"]
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PickScreen)
        assert "Replace 2 files and write 2 others" in shown(pilot.app)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert said(pilot.app).startswith(f"4 files in {work}")
    assert {path.read_bytes()[:8] for path in work.glob("*.txt")} == {b"TRAINING"}


async def test_nothing_is_written_while_one_course_is_faulty(session, place, work) -> None:
    """An id that cannot name a file, and a course without a record, are named; the others wait."""
    enrolled(place, {"T-01": {}, "a/b": {}})
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await class_dialog(pilot)
        assert "'a/b-month.pdf' has a slash" in said(pilot.app)
        await write(pilot)
        assert is_wrong(pilot.app)
        assert files(work) == ["out"]


async def test_a_course_that_cannot_be_read_is_named(session, ward, work) -> None:
    """A course that went meanwhile stops the class; preview and words name it."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await class_dialog(pilot)
        screen.printed.ids = [*screen.printed.ids, "T-99"]
        await choose(pilot, form="text")
        words = await write(pilot)
        assert words.startswith("1 course cannot be printed, so nothing was written: T-99: no course 'T-99'")
        assert is_wrong(pilot.app)
        assert files(work) == ["out"]


async def test_the_app_stays_alive_and_escape_stops(session, place, work, gate) -> None:
    """While files are written help opens and the count is shown; Escape stops: whole files stay, the rest is named."""
    students(place, 30)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await class_dialog(pilot)
        await choose(pilot, form="text")
        await pilot.press("enter")
        await _until(lambda: screen.writing is not None and screen.writing.done == 1)
        await _until(lambda: "1 of 30 written" in said(pilot.app))
        assert said(pilot.app).endswith("Esc stops")
        await pilot.press("enter", "f8", "right", "x")
        await pilot.press("f1")
        await _until(lambda: isinstance(pilot.app.screen, TextScreen))
        await pilot.press("escape")
        await _until(lambda: pilot.app.screen is screen)
        await pilot.press("escape")
        assert pilot.app.screen is screen
        gate.set()
        await settled(pilot)
        done = len(list(work.glob("S-*-month.txt")))
        assert 1 <= done < 30
        counted = f"{done} file{'s' if done > 1 else ''}"
        assert said(pilot.app) == f"{counted} in {work}; stopped, {30 - done} not written · f2 copies the path"
        assert pilot.app.focused.id == "form"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, BoardScreen)
    assert not list(work.glob(".*"))


async def test_stopped_before_the_first_file_nothing_is_written(session, place, work, monkeypatch) -> None:
    """Escape while the courses are laid out leaves the folder as it was; Enter begins anew."""
    students(place, 5)
    opened, laid_out, one = threading.Event(), list[str](), kept.kept_task

    def waiting(ledger, name, request, as_of):
        laid_out.append(name)
        opened.wait(10)
        return one(ledger, name, request, as_of)

    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await class_dialog(pilot)
        with monkeypatch.context() as patched:
            patched.setattr(kept, "kept_task", waiting)
            await pilot.press("enter")
            await _until(lambda: laid_out and "0 of 5 laid out" in said(pilot.app))
            await pilot.press("escape")
            opened.set()
            await settled(pilot)
        assert said(pilot.app) == "stopped; nothing was written"
        assert (len(laid_out), files(work)) == (1, ["out"])
        assert pilot.app.screen is screen
        assert (await write(pilot)).startswith("5 files in ")


async def test_leaving_the_program_stops_the_writing(session, place, work, gate) -> None:
    """Ctrl+q ends the app; what was begun is whole, nothing more is begun."""
    students(place, 30)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await class_dialog(pilot)
        await pilot.press("enter")
        await _until(lambda: screen.writing is not None and screen.writing.done == 1)
        await pilot.press("ctrl+q")
        await _until(lambda: not screen.is_attached)
        gate.set()
        await _until(lambda: not [one for one in threading.enumerate() if one.name.startswith("ThreadPool")])
    assert 1 < len(list(work.glob("*.pdf"))) < 30
    assert not list(work.glob(".*"))


async def test_a_kept_course_has_its_revisions_in_the_calendar(session, ward, work) -> None:
    """From the planner as from the board the calendar of a course says how often the ledger moved its events."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await board(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PlannerScreen)
        session.change("reference_date", "2026-12-02")
        await dialog(pilot)
        await choose(pilot, form="ics")
        await fill(pilot, file="one.ics")
        await write(pilot)
        await pilot.press("escape")
        await class_dialog(pilot)
        await write(pilot)
    one = (work / "one.ics").read_bytes()
    assert b"SEQUENCE:1\r\n" in one
    assert (work / "T-02-calendar.ics").read_bytes() == one
    assert b"SEQUENCE:1\r\n" not in (work / "T-01-calendar.ics").read_bytes()
    with Ledger.open(ward) as ledger:
        assert len(ledger.history("T-02")) == 2


async def _until(holds, seconds: float = 10) -> None:
    """Wait for something that another thread brings about."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - nothing tells when another thread is so far
            await asyncio.sleep(0.01)
