"""The library in the app: found by typing, shown beside the list, opened in the planner, copied to be edited."""

import pytest
from looking import settled, shown
from shelves import BUNDLED, told
from textual.widgets import Input, Static

from regimen.nomenclature import NOTICE
from tui.app import RegimenApp
from tui.keymap import CONFIG_VARIABLE
from tui.recent import recent_files
from tui.screens.author import AuthorScreen
from tui.screens.dialogs import PickScreen, TextScreen
from tui.screens.library import LibraryScreen
from tui.screens.planner import PlannerScreen
from tui.widgets.booklist import BookList

SMALL, WIDE = (80, 24), (120, 40)
NAMES = [*BUNDLED, "mine.yaml"]


async def library(pilot) -> LibraryScreen:
    """Open the library and wait until everything is shown."""
    await pilot.press("b")
    await settled(pilot)
    assert isinstance(pilot.app.screen, LibraryScreen)
    return pilot.app.screen


def listed(screen: LibraryScreen) -> list[str]:
    """The names of the rows."""
    return [book.name for book in screen.query_one(BookList).books]


def sheet(screen: LibraryScreen) -> str:
    """The sheet beside the list, unwrapped."""
    return " ".join(str(screen.query_one("#sheet", Static).render()).split())


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
async def test_the_library_shows_list_and_sheet(session, work, size) -> None:
    """The library and the folder's own file are listed, the notice stands on top, the first sheet beside the list."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        screen = await library(pilot)
        assert listed(screen) == NAMES
        assert "5 protocols of 5" in shown(pilot.app)
        assert "azacitidine-venetoclax · version 1" in " ".join(shown(pilot.app).split())
        assert NOTICE.split(" – ")[0] in shown(pilot.app)
        assert "Azacitidine" in sheet(screen)


async def test_only_rows_in_sight_are_read(session, work) -> None:
    """On opening, files below the window are listed without being read; going there reads them."""
    for number in range(30):
        (work / f"p{number:02}.yaml").write_text((work / "mine.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        read = [book.is_read for book in screen.books]
        assert len(read) == 35
        assert sum(read) < 12
        assert read == sorted(read, reverse=True)
        await pilot.press("tab", "end")
        await settled(pilot)
        assert all(book.is_read for book in screen.books)
        assert "p29.yaml" in shown(pilot.app)


async def test_the_protocol_of_the_planner_is_in_focus_first(session, work) -> None:
    """Who looks for an alternative begins at what is planned."""
    session.begin("hypercvad")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        assert screen.query_one(BookList).book.name == "hypercvad"


async def test_a_file_named_like_a_bundled_protocol_is_told_from_it(session, work) -> None:
    """The protocol in focus first is the one that is planned, not another of its name."""
    (work / "beam.yaml").write_text((work / "mine.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    session.begin("two-periods", work / "beam.yaml")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        assert not screen.query_one(BookList).book.bundled


async def test_typing_searches(session, work) -> None:
    """Typing keeps the rows that hold every word, of drugs too; Escape empties the search, then returns."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        await pilot.press(*"vincristine")
        await settled(pilot)
        assert listed(screen) == ["hypercvad"]
        assert "1 protocol of 5" in shown(pilot.app)
        assert "Hyper-CVAD" in sheet(screen)
        await pilot.press(*"xx")
        await settled(pilot)
        assert listed(screen) == []
        assert "Nothing holds all these words." in sheet(screen)
        await pilot.press("f8", "f2", "f3", "f4", "down", "pagedown")
        assert pilot.app.screen is screen
        await pilot.press("escape")
        await settled(pilot)
        assert listed(screen) == NAMES
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, PlannerScreen)


async def test_a_search_keeps_the_row_in_focus(session, work) -> None:
    """While typing, the protocol in focus stays in focus as long as it is among the rows."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        await pilot.press("down", "down", *"le")
        await settled(pilot)
        assert screen.query_one(BookList).book.name == "hypercvad"


async def test_opening_is_one_step_that_can_be_undone(session, work) -> None:
    """Enter opens the protocol in the planner from its first day; Day 1 and subject stay; u takes it back."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        for keys in (["enter"], ["f8"], ["tab", "enter"], ["tab", "o"]):
            pilot.app.screen.cursor = 20
            await library(pilot)
            await pilot.press("down", *keys)
            await settled(pilot)
            assert isinstance(pilot.app.screen, PlannerScreen), keys
            assert (session.course.protocol, session.course.protocol_file) == ("beam", None)
            assert session.course.reference_date.isoformat() == "2026-12-01"
            assert session.course.subject.id == "sample"
            assert pilot.app.screen.cursor == 0
            assert "BEAM" in shown(pilot.app)
            await pilot.press("u")
            assert session.course.protocol == "nct01681537"
            assert not session.undo()


async def test_a_file_is_opened_as_a_file_and_remembered(session, work) -> None:
    """A protocol of the folder becomes a course with its path, and stands among the files opened last."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await library(pilot)
        await pilot.press("up", "tab", "end", "enter")
        await settled(pilot)
        assert session.course.protocol_file == str((work / "mine.yaml").resolve())
        assert recent_files() == [(work / "mine.yaml").resolve()]


async def test_files_opened_elsewhere_are_found_again(session, work, monkeypatch, tmp_path) -> None:
    """A file opened by its path, with o, is listed in the library from any folder."""
    path = work / "mine.yaml"
    monkeypatch.chdir(tmp_path)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await pilot.press("o")
        pilot.app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await settled(pilot)
        screen = await library(pilot)
        assert [book.place for book in screen.books if book.name == "mine.yaml"] == ["opened before"]
        assert screen.query_one(BookList).book.name == "mine.yaml"


async def test_another_version_is_opened(session) -> None:
    """F3 offers the versions with their reasons; the first one is opened as such."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await library(pilot)
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        text = shown(pilot.app)
        assert "version 1" in text
        assert "LEN was shortened to days 1-10" in " ".join(text.split())
        await pilot.press("home", "enter")
        await settled(pilot)
        assert session.course.version == "1"
        assert session.plan.resolved.level == "d14-10"


async def test_a_protocol_of_one_version_says_so(session, work) -> None:
    """Without amendments there is nothing to choose."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await library(pilot)
        await pilot.press("tab", "v")
        assert told(pilot.app) == "azacitidine-venetoclax has one version, 1"


async def test_copying_opens_the_editor_on_a_text_of_its_own(session, work) -> None:
    """f2 edits the text under an id that nothing has, belonging to no file; Escape leads back to the same row."""
    (work / "beam-copy.yaml").write_text("id: beam-copy\ndoses:\n")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        await pilot.press("down", "f2")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AuthorScreen)
        draft = pilot.app.screen.draft
        assert (draft.protocol.id, draft.file) == ("beam-copy-2", None)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert screen.query_one(BookList).book.name == "beam"


@pytest.mark.parametrize(("row", "name", "own"), [(1, "beam-copy.yaml", False), (4, "mine.yaml", True)])
async def test_editing_touches_own_files_only(session, work, row, name, own) -> None:
    """Edit opens a file of one's own as that file; of a bundled protocol a copy, and says so."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        screen.query_one(BookList).row = row
        await pilot.press("tab", "e")
        await pilot.pause()
        assert pilot.app.screen.draft.name == name
        assert (pilot.app.screen.draft.file is not None) == own
        assert own or "bundled protocols stay as they are" in told(pilot.app)


async def test_a_broken_file_is_listed_told_and_can_be_mended(session, work) -> None:
    """It stands in the list with a sign, its problems beside it; it is not opened, but it can be edited."""
    (work / "broken.yaml").write_text("format: 2\ndoses: []\n")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        await pilot.press(*"broken")
        await settled(pilot)
        assert "✗ 1 problem: format '2' is not read" in shown(pilot.app)
        assert "broken.yaml:1:9: format '2' is not read by this version" in sheet(screen)
        await pilot.press("enter")
        assert pilot.app.screen is screen
        assert "broken.yaml cannot be used" in told(pilot.app)
        await pilot.press("f4")
        await pilot.pause()
        assert pilot.app.screen.draft.text == "format: 2\ndoses: []\n"


async def test_a_file_that_is_no_text_is_not_edited(session, work) -> None:
    """What no editor could show is refused in words, and the library stays."""
    (work / "broken.yaml").write_bytes(b"doses:\n# \xff\n")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        await pilot.press(*"broken", "f4")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert "not UTF-8 text: byte 0xff in line 2" in told(pilot.app)


async def test_a_file_that_breaks_while_it_is_listed_changes_nothing(session, work) -> None:
    """A file that was good when it was listed and is not when it is opened is told; the planner stays as it was."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        await pilot.press("tab", "end")
        (work / "mine.yaml").write_text("doses: [\n")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert "not valid YAML" in told(pilot.app)
        assert session.course.protocol == "nct01681537"


async def test_help_names_every_key(session, work) -> None:
    """F1 explains the library and lists its keys, with the notice."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await library(pilot)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TextScreen)
        text = str(pilot.app.screen.text)
        assert [key for key in ("f2 or c", "f3 or v", "f4 or e", "f8 or o", "/", NOTICE) if key not in text] == []


async def test_the_sheet_is_read_on_with_page_keys(session, work) -> None:
    """PgDn and PgUp scroll the sheet while the search is typed; another row begins at the top."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        preview = screen.query_one("#preview")
        await pilot.press("pagedown")
        await pilot.pause()
        assert preview.scroll_y > 5
        await pilot.press("down")
        await pilot.pause()
        assert preview.scroll_y == 0


async def test_a_click_chooses_and_opens(session, work) -> None:
    """The row under the mouse comes into focus, a second click opens it."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        rows = screen.query_one(BookList)
        place = (5, rows.tops[1])
        await pilot.click("#books", offset=place)
        assert rows.book.name == "beam"
        await pilot.click("#books", offset=place)
        await settled(pilot)
        assert session.course.protocol == "beam"


async def test_nothing_is_cut_off_in_a_narrow_window(session, work) -> None:
    """In a window made narrower, every word of the rows in sight is still there."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await library(pilot)
        await pilot.resize_terminal(*SMALL)
        await settled(pilot)
        rows = screen.query_one(BookList)
        drawn = " ".join(" ".join(rows.render_line(y).text for y in range(rows.size.height)).split())
        assert all(book.words in drawn for book in screen.books[:3])
        preview = screen.query_one("#preview")
        assert preview.region.right <= 80
        assert preview.max_scroll_x == 0


async def test_the_palette_offers_the_librarys_actions(session, work) -> None:
    """In the library the palette has its actions, not the planner's."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await library(pilot)
        titles = [command.title for command in pilot.app.get_system_commands(screen)]
        assert "Copy to edit" in titles
        assert "Lanes" not in titles


async def test_nothing_stands_in_the_footer_twice(session, work) -> None:
    """Six keys at most, each with its word."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await library(pilot)
        footer = shown(pilot.app).splitlines()[-1]
        assert " ".join(footer.split()) == "f1 Help f2 Copy to edit f3 Versions f4 Edit f8 Open"


async def test_a_moved_key_works_in_the_library(monkeypatch, tmp_path, session, work) -> None:
    """After `library-copy = "f9"` F9 copies, the footer says so, and F1 lists it."""
    (tmp_path / "keys.toml").write_text('[keys]\nlibrary-copy = "f9"\n')
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path))
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await library(pilot)
        assert "f9 Copy to edit" in shown(pilot.app)
        await pilot.press("f9")
        await settled(pilot)
        assert isinstance(pilot.app.screen, AuthorScreen)


PICTURES = {
    "library-80x24": (SMALL, ["down"]),
    "library-120x40": (WIDE, ["down"]),
    "library-broken-80x24": (SMALL, [*"broken"]),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, session, work, snap_compare) -> None:
    """The library looks as it did when it was last looked at."""
    size, keys = PICTURES[name]
    (work / "broken.yaml").write_text("format: 2\nid: broken\ndoses: []\n")

    async def before(pilot) -> None:
        screen = await library(pilot)
        screen.query_one(Input).cursor_blink = False
        await pilot.press(*keys)
        await settled(pilot)

    assert snap_compare(RegimenApp(session), terminal_size=size, run_before=before)
