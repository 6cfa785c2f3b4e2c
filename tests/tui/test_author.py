"""The editor in the app: findings beside the lines, the calendar of the text, its keys explained, parts put in."""

import pytest
from editing import BEAM, SMALL, WIDE, change, drawn, editor, errors, findings, from_library, words
from looking import settled, shown
from shelves import told
from textual.widgets import OptionList

from regimen.nomenclature import NOTICE
from regimen.protocol import shelf
from tui.app import RegimenApp
from tui.screens.author import PAUSE
from tui.screens.dialogs import PickScreen, TextScreen
from tui.screens.library import LibraryScreen
from tui.snippets import SNIPPETS
from tui.widgets.booklist import BookList
from tui.widgets.calendar import Calendar


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
async def test_the_editor_opens_on_the_text(session, work, size) -> None:
    """Text with line numbers, notice, six keys, help for the first key; nothing is wrong yet."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        screen = await from_library(pilot)
        text = shown(pilot.app)
        assert "beam-copy.yaml" in text
        assert "can be used · not saved · Esc returns" in text
        assert NOTICE.split(" – ")[0] in text
        assert text.splitlines()[-1].split()[::2] == ["f1", "f2", "f3", "f4", "f8", "f9"]
        assert drawn(screen)[0].startswith(" 1  ")
        assert errors(screen) == []
        assert screen.focused is screen.source


async def test_findings_stand_beside_their_line_as_you_type(session, work) -> None:
    """A slip is told after a pause: a sign before the line, words behind it, in full below, counted in the bar."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await editor(pilot)
        await change(pilot, "id: beam-copy", "id: BEAM")
        row = screen.source.text.splitlines().index("id: BEAM")
        line = next(line for line in drawn(screen) if "id: BEAM" in line)
        assert line.startswith(f"{row + 1:>2}✗ id: BEAM  ◂ 'BEAM' is not an id; allowed: lower-case")
        assert line.rstrip().endswith("…")
        assert findings(screen) == [
            f"✗ {row + 1}:5 id: 'BEAM' is not an id; allowed: lower-case letters, digits, '-' and '.', at most 64"
        ]
        assert "1 error" in shown(pilot.app)
        await change(pilot, "id: BEAM", "id: beam")
        assert errors(screen) == []
        assert "✗" not in "".join(drawn(screen))


async def test_remarks_of_a_text_that_can_be_used(session, work) -> None:
    """Where nothing is wrong lint speaks: its sign, the place, and the rule by which it is suppressed."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await editor(pilot)
        first, place = findings(screen)[0], screen.draft.remarks[0].place
        assert first.startswith(f"? {place.line}:{place.column} carmustine: ")
        assert first.endswith(" [no-product]")
        await pilot.press("f4")
        await pilot.pause()
        assert [line for line in drawn(screen) if line.startswith(f"{place.line:>2}? ")] != []
        assert "can be used" in shown(pilot.app)


async def test_typing_with_keys_is_followed_and_undone(session, work) -> None:
    """Letters go into the text, plain ones too; ctrl+z takes them back, ctrl+y makes them again."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot)
        before = screen.draft.text
        screen.source.move_cursor((0, 0))
        await pilot.press("q", "b")
        await pilot.pause(PAUSE * 2)
        assert screen.draft.text == f"qb{before}"
        await pilot.press("ctrl+z")
        await pilot.pause(PAUSE * 2)
        assert (screen.draft.text, screen.draft.modified) == (before, False)
        await pilot.press("ctrl+y")
        await pilot.pause(PAUSE * 2)
        assert screen.draft.text == f"qb{before}"


async def test_the_text_is_read_once_after_a_burst(session, work, monkeypatch) -> None:
    """While letters follow each other closely the text is not read; after a pause it is read once."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot)
        read: list[str] = []
        monkeypatch.setattr(screen.draft, "change", read.append)
        await pilot.press(*"abcdef")
        assert read == []
        await pilot.pause(PAUSE * 2)
        assert len(read) == 1


async def test_a_line_begins_as_far_in_as_the_one_above(session, work) -> None:
    """Enter keeps the indentation; within it only as far as the cursor is."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot)
        screen.source.load_text("doses:\n    - agent: a\n")
        screen.source.move_cursor((1, 14))
        await pilot.press("enter", "x")
        assert screen.source.text == "doses:\n    - agent: a\n    x\n"
        screen.source.move_cursor((1, 2))
        await pilot.press("enter")
        assert screen.source.text == "doses:\n  \n    - agent: a\n    x\n"


async def test_the_calendar_follows_and_stays_at_the_last_good_text(session, work) -> None:
    """The calendar is that of the text; while there are errors it stays and says so; mended, it follows again."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await editor(pilot, "azacitidine-venetoclax")
        calendar = screen.query_one(Calendar)
        assert words(screen, "#plan-state") == "Cycle 1"
        good = calendar.plan
        await change(pilot, "days: 1-7,", "days: 1-x,")
        assert calendar.plan is good
        assert words(screen, "#plan-state") == "AS BEFORE THE ERRORS. Cycle 1"
        await change(pilot, "days: 1-x,", "days: 1-5,")
        assert calendar.plan is screen.draft.plan is not good
        letters = ["".join(sign for sign, _ in calendar.signs(offset)) for offset in range(8)]
        assert [n + 1 for n, signs in enumerate(letters) if "A" in signs] == [1, 2, 3, 4, 5]


async def test_a_text_with_errors_from_the_start_has_no_calendar(session, work) -> None:
    """A broken file opened to be mended shows its findings and no calendar."""
    (work / "mine.yaml").write_text("doses: [\n")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await editor(pilot, "mine")
        assert words(screen, "#plan-state") == "No calendar yet: the text has errors."
        assert "not valid YAML" in findings(screen)[0]
        await pilot.press("f3", "right")
        assert told(pilot.app) == "No calendar yet: the text has errors."
        assert screen.focused is screen.source
        await pilot.press("f8")
        assert "cannot be used" in told(pilot.app)


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
async def test_f3_leads_to_the_calendar_and_back(session, work, size) -> None:
    """On a narrow screen the calendar takes the place of the text; arrows move the day, which is explained."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        screen = await editor(pilot)
        await pilot.press("f3")
        await pilot.pause()
        calendar = screen.query_one(Calendar)
        assert screen.focused is calendar
        assert calendar.region.width >= 40
        await pilot.press("right")
        await pilot.pause()
        assert calendar.cursor == 1
        assert "Day 1 ·" in words(screen, "#day-text")
        for keys in (["f3"], ["f3", "escape"] if size == SMALL else ["f3", "f3"]):
            await pilot.press(*keys)
            await pilot.pause()
            assert pilot.app.screen is screen
            assert screen.focused is screen.source
            assert screen.source.region.width > 60


async def test_f4_goes_from_finding_to_finding(session, work) -> None:
    """Each press goes to the place of the next finding behind the cursor, after the last to the first."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot)
        screen.source.insert("suppress:\n  - {rule: no-product, reason: not needed here}\n", screen.source.document.end)
        await pilot.press("f4")
        assert findings(screen) == ["No findings: the text can be used."]
        assert told(pilot.app) == "no findings"
        await change(pilot, "id: beam-copy", "id: BEAM")
        await change(pilot, "number: 0", "number: 2")
        screen.source.move_cursor((0, 0))
        places = []
        for _ in range(3):
            await pilot.press("f4")
            places.append(screen.source.cursor_location)
        lines = screen.source.text.splitlines()
        assert ["id: BEAM" in lines[row] for row, _ in places] == [True, False, True]
        assert [lines[row][column:][:4] for row, column in places] == ["BEAM", "2, e", "BEAM"]


async def test_the_list_of_findings_shows_their_places(session, work) -> None:
    """Moving in the list moves in the text; Enter goes there; on a line with a finding its row is in focus."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot)
        await change(pilot, "number: 0", "number: 2")
        await change(pilot, "id: beam-copy", "id: BEAM")
        rows = screen.query_one("#findings", OptionList)
        assert rows.highlighted == 0
        await pilot.press("tab", "down")
        await pilot.pause()
        assert screen.focused is rows
        second = screen.draft.findings[1].place
        assert screen.source.cursor_location == (second.line - 1, second.column - 1)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.focused is screen.source


async def test_a_row_that_is_gone_leads_nowhere(session, work) -> None:
    """Who is quicker than the list, and chooses a row of a text that is mended by then, stays where he is."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot)
        await change(pilot, "id: beam-copy", "id: BEAM")
        rows = screen.query_one("#findings", OptionList)
        rows.focus()
        rows.highlighted = 0
        screen.source.load_text(BEAM + "suppress:\n  - {rule: no-product, reason: not needed here}\n")
        rows.action_select()
        screen.read()
        await pilot.pause()
        assert screen.source.cursor_location == (0, 0)


async def test_the_day_in_focus_stays_on_the_calendar(session, work) -> None:
    """When the text becomes shorter than the day in focus, the last day there is comes into focus."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await editor(pilot, "azacitidine-venetoclax")
        await pilot.press("f3", "end")
        await pilot.pause()
        calendar = screen.query_one(Calendar)
        assert calendar.cursor == 27
        screen.source.load_text(BEAM)
        screen.read()
        assert calendar.cursor == calendar.last_shown < 27


async def test_the_key_under_the_cursor_is_explained(session, work) -> None:
    """The line below follows the cursor, also while the text has errors; F1 tells more and lists the part's keys."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot)
        row = next(n for n, line in enumerate(screen.source.text.splitlines()) if "agent: carmustine" in line)
        column = screen.source.document.get_line(row).index("route:")
        screen.source.move_cursor((row, column))
        await pilot.pause()
        assert words(screen, "#key").startswith("doses[1].route: How it is given.")
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TextScreen)
        text = str(pilot.app.screen.text)
        assert text.startswith("doses[1].route\nHow it is given.")
        assert "Keys of a part: dose line" in text
        assert NOTICE in text


async def test_f1_explains_the_panel_in_focus(session, work) -> None:
    """Outside the text F1 explains the panel."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await editor(pilot)
        for focus, title in {"#findings": "Findings", "#plan": "Calendar", "#day": "Day"}.items():
            screen.query_one(focus).focus()
            await pilot.press("f1")
            await pilot.pause()
            assert str(pilot.app.screen.text).startswith(f"{title}\n")
            await pilot.press("escape")


async def test_every_part_is_put_in(session, work) -> None:
    """F2 puts in what is chosen, its line in focus, without a finding; one undo takes it out."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot)
        before = screen.source.text
        for number, snippet in enumerate(SNIPPETS):
            await pilot.press("f2")
            await pilot.pause()
            assert isinstance(pilot.app.screen, PickScreen)
            pilot.app.screen.query_one(OptionList).highlighted = number
            await pilot.press("enter")
            await pilot.pause()
            assert errors(screen) == [], snippet.name
            assert snippet.section in screen.source.text
            assert "new-" in screen.source.document.get_line(screen.source.cursor_location[0]), snippet.name
            await pilot.press("ctrl+z")
            assert screen.source.text == before


async def test_a_part_that_cannot_be_put_in_is_told(session, work) -> None:
    """Where the section stands in one line nothing is changed."""
    (work / "mine.yaml").write_text("doses: []\n")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot, "mine")
        await pilot.press("f2", "enter")
        await pilot.pause()
        assert "holds its value on one line" in told(pilot.app)
        assert screen.source.text == "doses: []\n"


async def test_bad_input_changes_nothing(session, work) -> None:
    """A newer format, 1,000 cycles, a million days: a clear word each, and the text stays as it was typed."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await editor(pilot, "hypercvad")
        calendar = screen.query_one(Calendar)
        await change(pilot, "count: 8", "count: 1000")
        assert "cycle.count: 1000 is out of range; allowed: 1 to 130" in " ".join(findings(screen))
        await change(pilot, "count: 1000", "count: 8")
        await change(pilot, "format: 1", "format: 2")
        assert "format '2' is not read by this version; allowed: 1; update the program" in " ".join(findings(screen))
        assert "AS BEFORE THE ERRORS" in words(screen, "#plan-state")
        await change(pilot, "format: 2", "format: 1")
        good = calendar.plan
        await change(pilot, 'days: "4,11"', "days: 1-1000000")
        assert "'1-1000000'" in " ".join(findings(screen))
        assert "days: 1-1000000" in screen.source.text
        assert calendar.plan is good


async def test_escapes_never_reach_the_terminal(session, work) -> None:
    """A control character pasted into the text is shown as a box, told with its place, and can be taken out."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await editor(pilot)
        screen.source.insert("# \x1b[31mred\n", (0, 0))
        await pilot.pause(PAUSE * 2)
        assert "\x1b" not in shown(pilot.app)
        assert "▯[31mred" in drawn(screen)[0]
        assert "U+001B" in findings(screen)[0]


async def test_everything_stays_in_a_window_made_smaller(session, work) -> None:
    """When the window shrinks, no panel reaches beyond it, and the text keeps the focus."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await editor(pilot)
        await pilot.resize_terminal(*SMALL)
        await settled(pilot)
        panels = [node for node in screen.query("*") if node.display and node.region]
        assert not [node for node in panels if node.region.right > 80 or node.region.bottom > 24]
        assert screen.focused is screen.source
        assert screen.source.size.height >= 10


async def test_the_palette_offers_the_editors_actions(session, work) -> None:
    """In the editor the palette has its actions."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot)
        titles = [command.title for command in pilot.app.get_system_commands(screen)]
        assert [name for name in ("Insert", "Calendar", "Finding", "Use", "Save") if name not in titles] == []


async def test_every_theme_draws_library_and_editor(session, work) -> None:
    """On any theme, dark, light or of 16 colours, the marks and the row in focus can be told from their ground."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await from_library(pilot)
        await change(pilot, "id: beam-copy", "id: BEAM")
        shelf_screen = next(one for one in pilot.app.screen_stack if isinstance(one, LibraryScreen))
        for theme in pilot.app.available_themes:
            pilot.app.theme = theme
            await pilot.pause()
            assert "✗" in shown(pilot.app), theme
            for widget, part in ((screen.source, "source--error"), (shelf_screen.query_one(BookList), "books--cursor")):
                style = widget.get_component_rich_style(part)
                assert style.reverse or style.color != style.bgcolor or style.color.is_default, (theme, part)


def test_the_first_screen_loads_neither_library_nor_editor(loaded_by) -> None:
    """Starting the app imports nothing that only library and editor need."""
    loaded = loaded_by("import tui.app")
    late = {"tui.screens.library", "tui.screens.author", "tui.drafts", "tui.catalogue", "tui.guides", "tui.keyhelp"}
    assert loaded & (late | {"regimen.protocol.reference", "textual.widgets._text_area"}) == set()


PICTURES = {
    "editor-80x24": (SMALL, ["f4"]),
    "editor-120x40": (WIDE, ["f4"]),
    "editor-calendar-80x24": (SMALL, ["f3", "right", "right"]),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, session, work, snap_compare) -> None:
    """The editor with two findings looks as it did when it was last looked at."""
    size, keys = PICTURES[name]

    async def before(pilot) -> None:
        screen = await editor(pilot, "azacitidine-venetoclax")
        await change(pilot, "days: 1-7,", "days: 7-1,")
        await change(pilot, "letter: V\n", "letter: VV\n")
        await pilot.press(*keys)
        await settled(pilot)
        assert screen.draft.file is None

    assert snap_compare(RegimenApp(session), terminal_size=size, run_before=before)


def test_the_library_is_the_one_shipped() -> None:
    """Outside these tests the library lies in the package."""
    assert (shelf.LIBRARY / "nct01681537.yaml").is_file()
