"""The print dialog: choices, the sheet as text, destinations checked while they are typed, files whole or none."""

import re
from pathlib import Path

import pytest
from kept_courses import told
from looking import settled, shown, type_in
from printing import choose, chosen, dialog, files, fill, is_wrong, named, said, sheet, write
from sessions import session_of
from textual.widgets import Input, Log

from regimen.nomenclature import NOTICE
from tui.app import RegimenApp
from tui.printrun import Standing
from tui.screens.dialogs import PickScreen, TextScreen
from tui.screens.planner import PlannerScreen
from tui.screens.record import RecordScreen

SMALL, WIDE = (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
REVIEWED = Path(__file__).parents[1] / "cli" / "reviewed.yaml"
USUAL = "nct01681537-d10-50-month"


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The current folder, empty."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@SIZES
async def test_a_sheet_is_written_by_keyboard_alone(session, work, size) -> None:
    """P, Enter: the usual file in the current folder; its path is said whole, and F2 copies it; Escape returns."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        await dialog(pilot)
        assert said(pilot.app) == f"Enter writes {USUAL}.pdf."
        assert NOTICE.split(" – ")[0] in shown(pilot.app)
        await pilot.press("f2")
        assert "nothing is written yet" in told(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        path = work / f"{USUAL}.pdf"
        assert said(pilot.app) == f"written: {path}, 3 pages · f2 copies the path"
        assert path.read_bytes().startswith(b"%PDF")
        await pilot.press("f2")
        assert pilot.app.clipboard == str(path)
        assert chosen(pilot.app, "kind").startswith("month")
        assert pilot.app.focused.id == "kind"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, PlannerScreen)
    assert files(work) == [path.name]


FORMS = [("html", ".html", b"<!DOCTYPE html>"), ("text", ".txt", NOTICE.encode()),
         ("markdown", ".md", b"> **TRAINING"), ("ics", ".ics", b"BEGIN:VCALENDAR")]  # fmt: skip


async def test_every_format_is_a_file_with_its_ending(session, work) -> None:
    """The name follows the format while nobody typed another; a format without pages counts none."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await dialog(pilot)
        for form, suffix, begins in FORMS:
            await choose(pilot, form=form)
            name = "nct01681537-d10-50-calendar.ics" if form == "ics" else f"{USUAL}{suffix}"
            assert named(pilot.app) == name
            assert await write(pilot) == f"written: {work / name} · f2 copies the path"
            assert (work / name).read_bytes().startswith(begins)


async def test_a_name_somebody_typed_stays(session, work) -> None:
    """Only its ending follows the format."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await dialog(pilot)
        await fill(pilot, file="mine.pdf")
        await choose(pilot, kind="roadmap", form="html")
        assert named(pilot.app) == "mine.html"
        await fill(pilot, file="")
        await choose(pilot, kind="diary")
        assert named(pilot.app) == "nct01681537-d10-50-diary.html"


@SIZES
async def test_the_preview_follows_the_choices(session, work, size) -> None:
    """Kind, variant and week change the sheet at once, in lines that fit, and the keys read on in it."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        await dialog(pilot)
        page = pilot.app.screen.query_one(Log)
        width = page.scrollable_content_region.width
        assert sheet(pilot.app).startswith("TRAINING ONLY")
        assert max(map(len, page.lines)) <= width
        assert "Mon 30 Nov 2026" in sheet(pilot.app)
        await choose(pilot, week_starts="sunday")
        assert "Sun 29 Nov 2026" in sheet(pilot.app)
        await choose(pilot, kind="second-check")
        learner = sheet(pilot.app)
        assert "second-check worksheet" in learner
        await pilot.press("pagedown")
        assert page.scroll_offset.y > 0
        await choose(pilot, variant="teacher")
        assert "second-check key" in sheet(pilot.app)
        assert page.scroll_offset.y == 0
        assert named(pilot.app) == "nct01681537-d10-50-second-check-key.pdf"
        await pilot.press("pageup")
        assert files(work) == []


async def test_the_preview_is_the_text_that_is_written(session, work) -> None:
    """Where there is room for its lines, the text file holds what was shown; blanked assumptions are printed."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await dialog(pilot, "a", "P")
        await choose(pilot, form="text")
        await write(pilot)
        assert (work / f"{USUAL}.txt").read_text(encoding="utf-8").rstrip("\n") == sheet(pilot.app)
        assert "mitoXANTRONE 15 mg†" in sheet(pilot.app)


async def test_what_has_no_effect_offers_nothing(session, work) -> None:
    """A row that the sheet or format does not heed shows – and is passed over; what was chosen in it comes back."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await dialog(pilot)
        await choose(pilot, week_starts="sunday", paper="letter")
        assert chosen(pilot.app, "variant") == "–"
        await choose(pilot, form="ics")
        rows = ("kind", "variant", "paper", "week_starts")
        assert [chosen(pilot.app, name) for name in rows] == ["–"] * 4
        assert "Tue 01 Dec 2026 to Thu 14 Jan 2027  TRAINING – DLT window" in sheet(pilot.app)
        await pilot.press("down")
        assert pilot.app.focused.id == "folder"
        await choose(pilot, form="pdf")
        assert [chosen(pilot.app, name) for name in ("paper", "week_starts")] == ["Letter", "begins on Sunday"]


async def test_a_narrower_screen_folds_the_sheet_anew(session, work) -> None:
    """After the terminal was made smaller every line fits, and the keys still work."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await dialog(pilot)
        await pilot.resize_terminal(*SMALL)
        await settled(pilot)
        page = pilot.app.screen.query_one(Log)
        assert max(map(len, page.lines)) <= page.scrollable_content_region.width < 80
        await choose(pilot, kind="roadmap")
        assert "roadmap" in sheet(pilot.app)


BAD = [
    ({"folder": "gone"}, "there is no folder gone; make it first, or name another"),
    ({"folder": ""}, "no path was given"),
    ({"folder": "~nobody-here/x"}, "there is no home folder for '~nobody-here'"),
    ({"folder": "old.pdf"}, "there is no folder old.pdf"),
    ({"file": " "}, "the file has no name; type one, such as month.pdf"),
    ({"file": "a/b.pdf"}, "'a/b.pdf' has a slash, and a file's name has none; folders go into the row above"),
    ({"file": "a\\b.pdf"}, "has a slash, and a file's name has none"),
    ({"file": "sub"}, "sub is a folder; name a file"),
    ({"file": ".."}, ".. is a folder; name a file"),
    ({"file": f"{'x' * 300}.pdf"}, "File name too long; name another file"),
]


async def test_a_bad_destination_is_told_while_it_is_typed(session, work) -> None:
    """It is said before Enter, Enter writes nothing and says it as a fault, and what was typed stays to be mended."""
    (work / "sub").mkdir()
    (work / "old.pdf").write_bytes(b"old")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await dialog(pilot)
        usual = {"folder": pilot.app.screen.query_one("#folder", Input).value, "file": named(pilot.app)}
        for rows, words in BAD:
            await fill(pilot, **(usual | rows))
            assert words in said(pilot.app)
            assert not is_wrong(pilot.app), rows
            await pilot.press("enter")
            await settled(pilot)
            assert words in said(pilot.app)
            assert is_wrong(pilot.app), rows
            assert files(work) == ["old.pdf", "sub"]
            for name, text in rows.items():
                assert pilot.app.screen.query_one(f"#{name}", Input).value == text
            await fill(pilot, folder="sub", file="good.pdf")
            assert said(pilot.app) == "Enter writes sub/good.pdf.", rows
        assert "written:" in await write(pilot)
    assert files(work / "sub") == ["good.pdf"]


async def test_a_folder_that_cannot_be_written_to(session, work, monkeypatch) -> None:
    """It is told beforehand; if it turns out only while writing, no half of a file stays."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await dialog(pilot)
        with monkeypatch.context() as patched:
            patched.setattr("regimen.printouts.write.os.access", lambda *_: False)
            await fill(pilot, folder="./")
            assert said(pilot.app) == "cannot write into .; name a folder you can write to"
            await write(pilot)
            assert is_wrong(pilot.app)
        monkeypatch.setattr("regimen.protocol.yamltext.os.fsync", _full)
        assert "No space left on device" in await write(pilot)
        assert is_wrong(pilot.app)
        assert files(work) == []


def _full(_: int) -> None:
    raise OSError(28, "No space left on device")


@SIZES
async def test_nothing_is_replaced_unasked(session, work, size) -> None:
    """The dialog says that the file exists, asks, keeps it at first and replaces it on demand."""
    old = work / f"{USUAL}.pdf"
    old.write_bytes(b"old")
    async with RegimenApp(session).run_test(size=size) as pilot:
        await dialog(pilot)
        assert said(pilot.app) == f"Enter writes {USUAL}.pdf. It exists; nothing is replaced unasked."
        for keys in (["enter", "enter"], ["enter", "escape"]):
            await pilot.press(keys[0])
            await settled(pilot)
            assert isinstance(pilot.app.screen, PickScreen)
            assert f"There already: {USUAL}.pdf" in shown(pilot.app)
            await pilot.press(keys[1])
            await settled(pilot)
            assert old.read_bytes() == b"old"
        await pilot.press("enter", "down", "enter")
        await settled(pilot)
        assert said(pilot.app).startswith("written: ")
        assert old.read_bytes().startswith(b"%PDF")


async def test_a_file_that_appears_meanwhile_is_kept(session, work, monkeypatch) -> None:
    """What another program put there after the question was not asked about, so it stays."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await dialog(pilot)
        monkeypatch.setattr("tui.screens.writing.standing", lambda _: Standing("", ()))
        (work / f"{USUAL}.pdf").write_bytes(b"theirs")
        told_ = await write(pilot)
        assert f"{USUAL}.pdf exists and was kept; choose another name" in told_
        assert told_.endswith("; 0 of 1 sheet written")
        assert is_wrong(pilot.app)
        assert (work / f"{USUAL}.pdf").read_bytes() == b"theirs"


async def test_wishes_are_remembered(session, work) -> None:
    """Format, paper, week and folder are as they were left; the kind begins anew; a folder not written to is not."""
    (work / "out").mkdir()
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await dialog(pilot)
        await choose(pilot, week_starts="sunday", paper="letter", form="html", kind="diary")
        await fill(pilot, folder="out")
        await write(pilot)
        await fill(pilot, folder="nowhere")
        await pilot.press("escape")
        await dialog(pilot)
        rows = {name: chosen(pilot.app, name).partition(":")[0] for name in ("kind", "form", "paper", "week_starts")}
        assert rows == {"kind": "month", "form": "html", "paper": "Letter", "week_starts": "begins on Sunday"}
        assert pilot.app.screen.query_one("#folder", Input).value == "out"
        assert named(pilot.app) == f"{USUAL}.html"
        await write(pilot)
        page = (work / "out" / f"{USUAL}.html").read_text(encoding="utf-8")
        assert re.search(r"size: [^;]*letter", page, re.IGNORECASE)


async def test_a_sheet_that_cannot_be_made_says_why(session, work) -> None:
    """A report of deviations needs a record: the preview says so, Enter says it as a fault, nothing is written."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await dialog(pilot)
        await choose(pilot, kind="deviations")
        assert sheet(pilot.app).startswith("✗ a deviation report holds a record against its plan")
        assert "the course has no record" in await write(pilot)
        assert is_wrong(pilot.app)
        assert files(work) == []


async def test_what_cannot_be_drawn_is_told(session, work) -> None:
    """The file is written, and the sign that the fonts lack is named."""
    session.change("subject.id", "王-01")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await dialog(pilot)
        assert "f2 copies the path other: '王' cannot be drawn with the fonts of the sheet" in await write(pilot)


async def test_texts_stay_texts(session, work) -> None:
    """What looks like markup of any kind, right-to-left and accented text stand in preview and bar as they are."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        for name in ("mal*b* #panic() [red]", "<script>&", "=cmd()", "دواء-7", "Žofie 1"):
            session.change("subject.id", name)
            pilot.app.screen.show()
            await dialog(pilot)
            assert f"Training subject {name} (do not write" in sheet(pilot.app)
            assert f"subject {name}" in shown(pilot.app).splitlines()[0]
            await choose(pilot, form="text")
            assert "written:" in await write(pilot), name
            written = work / f"{USUAL}.txt"
            assert name in written.read_text(encoding="utf-8")
            written.unlink()
            await pilot.press("escape")


@SIZES
async def test_the_record_prints_its_deviations_first(session, work, size) -> None:
    """From the record the dialog begins with the deviation report, judged as of today; Escape leads back there."""
    session.open(REVIEWED)
    async with RegimenApp(session).run_test(size=size) as pilot:
        await dialog(pilot, "r", "P")
        assert "deviation report" in sheet(pilot.app)
        assert "Day 9, Wed 09 Dec 2026" in sheet(pilot.app)
        assert "written:" in await write(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, RecordScreen)
    assert files(work) == ["nct01681537-d10-50-deviations.pdf"]


async def test_a_record_that_is_empty_prints_the_month(session, work) -> None:
    """Without entries there are no deviations to begin with."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await dialog(pilot, "r", "f6")
        assert chosen(pilot.app, "kind").startswith("month")


async def test_help_and_palette_list_the_keys(session, work) -> None:
    """F1 explains the dialog, also while a path is typed; the palette has the actions."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await dialog(pilot)
        screen.query_one("#folder").focus()
        await pilot.press("f1")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TextScreen)
        assert "A sheet of the course as a file" in str(pilot.app.screen.text)
        await pilot.press("escape")
        offered = [command.title for command in pilot.app.get_system_commands(screen)]
        assert offered[:3] == ["Help", "Copy path", "Write"]


async def test_letters_go_into_the_path(session, work) -> None:
    """A folder and a name are typed, Enter in the row writes."""
    (work / "q").mkdir()
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await dialog(pilot)
        screen.query_one("#folder").focus()
        await pilot.press("end", "backspace")
        await type_in(pilot, "q")
        await pilot.press("enter")
        await settled(pilot)
    assert files(work / "q") == [f"{USUAL}.pdf"]


@pytest.mark.parametrize("keys", [("P",), ("r", "P"), ("r",)], ids=["dialog", "dialog-on-record", "record"])
async def test_leaving_the_program_asks_about_what_is_not_saved(work, keys) -> None:
    """Ctrl+q leads by way of the planner, which asks."""
    session = session_of()
    session.save(work / "c.yaml")
    session.change("level", "d10-25")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press(*keys)
        await settled(pilot)
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PickScreen)
        assert pilot.app.screen.why.endswith("c.yaml has unsaved changes.")
