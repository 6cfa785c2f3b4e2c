"""The editor in the app: findings beside the lines, the calendar of the text, saving, using, leaving."""

from pathlib import Path

import pytest
from sessions import FIXTURES
from shelves import own_shelf, shown, told
from textual.widgets import Input, OptionList, Static

from regimen.nomenclature import NOTICE
from regimen.protocol import shelf
from regimen.protocol.reader import read_protocol
from tui.app import RegimenApp
from tui.drafts import Draft
from tui.recent import recent_files
from tui.screens.author import PAUSE, AuthorScreen
from tui.screens.dialogs import AskScreen, PickScreen, TextScreen
from tui.screens.library import LibraryScreen
from tui.screens.planner import PlannerScreen
from tui.snippets import SNIPPETS
from tui.widgets.booklist import BookList
from tui.widgets.calendar import Calendar

SMALL, WIDE = (80, 24), (120, 40)
BEAM = (FIXTURES / "beam.yaml").read_text(encoding="utf-8")


@pytest.fixture
def work(monkeypatch, tmp_path) -> Path:
    """The current folder, with one protocol; four others are bundled."""
    return own_shelf(monkeypatch, tmp_path)


async def from_library(pilot, key: str = "f2", row: int = 1) -> AuthorScreen:
    """Open the editor from the library: a copy of a row, or the row's own file."""
    await pilot.press("b")
    await settled(pilot)
    await pilot.press(*["down"] * row, key)
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, AuthorScreen)
    screen.source.cursor_blink = False
    return screen


async def editor(pilot, name: str = "beam") -> AuthorScreen:
    """The editor on a copy of a bundled protocol, or on the file in the current folder, without the library below."""
    session, bundled = pilot.app.session, {path.stem: path for path in shelf.LIBRARY.iterdir()}
    if name in bundled:
        draft = Draft.copy_of(bundled[name], bundled, session.course, session.today)
    else:
        draft = Draft.of_file(Path.cwd() / f"{name}.yaml", session.course, session.today)
    screen = AuthorScreen(draft, session)
    await pilot.app.push_screen(screen)
    screen.source.cursor_blink = False
    await settled(pilot)
    return screen


async def settled(pilot) -> None:
    """Wait for messages and for the library's search."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def change(pilot, old: str, new: str) -> None:
    """Replace a passage of the text as if it were typed, and wait for the pause after it."""
    source = pilot.app.screen.source
    before = source.text
    assert before.count(old) == 1
    at = before.index(old)
    start = (before.count("\n", 0, at), at - before.rfind("\n", 0, at) - 1)
    source.replace(new, start, (start[0], start[1] + len(old)), maintain_selection_offset=False)
    source.move_cursor(start)
    await pilot.pause(PAUSE * 2)
    draft = pilot.app.screen.draft
    while draft.text != source.text:  # a busy machine is later with its timers
        await pilot.pause(PAUSE)
    await pilot.pause()


def findings(screen: AuthorScreen) -> list[str]:
    """The rows of the list of findings."""
    rows = screen.query_one("#findings", OptionList)
    return [str(rows.get_option_at_index(number).prompt) for number in range(rows.option_count)]


def errors(screen: AuthorScreen) -> list[str]:
    """The rows that tell what keeps the text from being used."""
    return [row for row in findings(screen) if row.startswith("✗")]


def words(screen: AuthorScreen, place: str) -> str:
    """The text of a line of the screen, unwrapped."""
    return " ".join(str(screen.query_one(place, Static).render()).split())


def drawn(screen: AuthorScreen) -> list[str]:
    """The lines of the text area as drawn."""
    return [screen.source.render_line(y).text for y in range(screen.source.size.height)]


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
        await pilot.press("f3")
        await pilot.pause()
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


async def save_as(pilot, name: str) -> None:
    """Answer the question for a path."""
    await pilot.pause()
    assert isinstance(pilot.app.screen, AskScreen)
    pilot.app.screen.query_one(Input).value = name
    await pilot.press("enter")
    await settled(pilot)


async def test_a_copy_is_saved_under_its_own_name(session, work) -> None:
    """F9 asks where to, suggests the id's name; the second time it asks no more; the file is remembered."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot)
        await pilot.press("f9")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "beam-copy.yaml"
        await pilot.press("enter")
        await settled(pilot)
        assert read_protocol(work / "beam-copy.yaml").id == "beam-copy"
        assert "saved to" in told(pilot.app)
        assert "can be used · saved" in shown(pilot.app)
        assert recent_files()[0] == (work / "beam-copy.yaml").resolve()
        await change(pilot, "short: BEAM", "short: BEAM 2")
        assert "not saved" in shown(pilot.app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert read_protocol(work / "beam-copy.yaml").short == "BEAM 2"


NOT_TO_BE_WRITTEN = {
    "mine.yaml": "exists and was kept",
    "gone/x.yaml": "cannot write",
    "x.txt": "does not end in .yaml",
    "../library/beam.yaml": "bundled protocols stay as they are",
}
"""A path to what is said of it."""


async def test_no_other_file_is_overwritten(session, work) -> None:
    """A path that will not do is told in the dialog, which stays; no file changes."""
    before = {path: path.read_bytes() for path in work.parent.rglob("*.yaml")}
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await editor(pilot)
        await pilot.press("f9")
        for name, problem in NOT_TO_BE_WRITTEN.items():
            await save_as(pilot, name)
            assert isinstance(pilot.app.screen, AskScreen)
            assert problem in pilot.app.screen.problem
            assert {path: path.read_bytes() for path in work.parent.rglob("*.yaml")} == before


@pytest.mark.parametrize(("answer", "kept"), [("home", True), ("end", False)], ids=["other-name", "replace"])
async def test_a_file_changed_elsewhere_is_asked_about(session, work, answer, kept) -> None:
    """What someone else wrote since is replaced only when the person says so."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot, "mine")
        (work / "mine.yaml").write_text("theirs\n")
        await change(pilot, "short: Two periods", "short: Mine")
        await pilot.press("f9")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        await pilot.press(answer, "enter")
        if kept:
            await save_as(pilot, "other.yaml")
            assert read_protocol(work / "other.yaml").short == "Mine"
        await settled(pilot)
        assert ((work / "mine.yaml").read_text() == "theirs\n") == kept
        assert not screen.draft.modified


async def test_a_file_that_cannot_be_written_is_told(session, work) -> None:
    """If the folder is gone, saving is told and the text stays unsaved in the editor."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot, "mine")
        await change(pilot, "short: Two periods", "short: Mine")
        screen.draft.file = work / "gone" / "mine.yaml"
        await pilot.press("f9")
        await settled(pilot)
        assert "cannot write" in told(pilot.app)
        assert screen.draft.modified


async def test_errors_are_saved_but_not_used(session, work) -> None:
    """Half a protocol can be saved, and says so; using it is refused with the way to the error."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await editor(pilot, "mine")
        await change(pilot, "short: Two periods", "shirt: Two periods")
        await pilot.press("f9")
        await settled(pilot)
        assert told(pilot.app).endswith("with 2 errors to mend")
        assert "shirt: Two periods" in (work / "mine.yaml").read_text(encoding="utf-8")
        await pilot.press("f8")
        await pilot.pause()
        assert "a protocol with errors cannot be used; F4 goes to the next one" in told(pilot.app)
        assert session.course.protocol == "nct01681537"


async def test_using_saves_first_and_opens_the_planner(session, work) -> None:
    """F8 asks for a name, saves, and shows the protocol in the planner; one undo leads back."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await from_library(pilot)
        await pilot.press("f8")
        await save_as(pilot, "own.yaml")
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert session.course.protocol_file == str((work / "own.yaml").resolve())
        assert "BEAM" in shown(pilot.app)
        await pilot.press("u")
        assert session.course.protocol == "nct01681537"


async def test_using_what_is_saved_asks_nothing(session, work) -> None:
    """A file that is as it was opened goes straight to the planner."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await from_library(pilot, "f4", 4)
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert session.course.protocol_file == str((work / "mine.yaml").resolve())


async def test_what_is_typed_last_counts(session, work) -> None:
    """Saving right after a key, before the text was read, saves that key too."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await editor(pilot, "mine")
        screen.source.move_cursor((0, 0))
        await pilot.press("#", "f9")
        await settled(pilot)
        assert (work / "mine.yaml").read_text(encoding="utf-8").startswith("#")


@pytest.mark.parametrize(("answer", "written"), [("home", True), ("end", False)], ids=["save", "drop"])
async def test_leaving_asks_about_changes(session, work, answer, written) -> None:
    """Escape asks whether to save; Escape again stays in the editor with everything typed."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await from_library(pilot, "f4", 4)
        await change(pilot, "short: Two periods", "short: Mine")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert "short: Mine" in screen.source.text
        await pilot.press("escape", answer, "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert ("short: Mine" in (work / "mine.yaml").read_text(encoding="utf-8")) == written


async def test_an_unchanged_text_is_left_without_a_question(session, work) -> None:
    """Who only looked is not asked."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        await from_library(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_ctrl_q_loses_nothing(session, work) -> None:
    """Ctrl+q asks about the text, also from a dialog, then about the planner's own file, and then leaves."""
    session.save(work / "course.yaml", overwrite=False)
    session.change("level", "d10-5")
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await from_library(pilot, "f4", 4)
        await change(pilot, "short: Two periods", "short: Mine")
        await pilot.press("f1", "ctrl+q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app.screen_stack[-2:] == [screen, pilot.app.screen]
        await pilot.press("end", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PickScreen)
        assert "course.yaml has unsaved changes" in pilot.app.screen.why
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert pilot.app.is_running


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
