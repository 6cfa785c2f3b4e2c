"""Exercises of every kind in the app, driven by keys: typed, marked on the calendar, chosen, told."""

import pytest
from exercising import begin, text, told
from looking import shown, type_in
from textual.widgets import Input

from regimen.training.marking import perfect
from regimen.training.progress import Progress
from regimen.training.shelf import load_case
from tui.app import RegimenApp
from tui.screens.entry import EntryScreen
from tui.screens.looking import LookScreen
from tui.widgets.chart import CountChart
from tui.widgets.markedcalendar import MarkedCalendar

SMALL, WIDE = (80, 24), (120, 40)
pytestmark = pytest.mark.usefixtures("place")


async def test_what_was_wrong_with_one_item_is_not_told_of_another(session, place) -> None:
    """The word beside the line goes with its item, also where the next one has choices; back again it is told again."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await begin(pilot, "put off for")
        await pilot.press(*["down"] * (len(screen.work.asked) - 2))
        await type_in(pilot, "nonsense")
        await pilot.press("enter")
        assert "nonsense" in text(pilot.app, "#how")
        assert screen.query_one("#how").has_class("-wrong")
        await pilot.press("down")
        await pilot.pause()
        assert "choices: ↑↓ or a digit" in text(pilot.app, "#how")
        assert not screen.query_one("#how").has_class("-wrong")
        screen.action_step(-1)
        await pilot.pause()
        assert "nonsense" in text(pilot.app, "#how")


async def test_a_room_of_errors_is_marked_with_keys(session, place) -> None:
    """A day is marked by a form, the mark changed, removed, brought back; nothing judged is shown before the end."""
    exercise = load_case("old-sheet-on-the-ward")
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await begin(pilot, "diary")
        grid = screen.query_one(MarkedCalendar)
        assert [sign for sign, _ in grid.signs(3)] == ["L", "M", "E", "C", "●"]
        await pilot.press("down", *["right"] * 3)
        assert "planned –\n  given   50 mg" in text(pilot.app, "#day-text")
        await pilot.press("enter")
        form = pilot.app.screen
        assert isinstance(form, EntryScreen)
        await pilot.press("down", "s", "down", "i", "down", "right", "enter")
        mark = {"what": "lenalidomide", "day": "11", "class": "superseded-schedule", "category": "important"}
        assert screen.work.answer.raw == [mark | {"certainty": "100"}]
        assert grid.signs(10)[0][0] == "!"
        await pilot.press("n", "u", "tab", "enter", "down", "down", "down", "right", "enter")
        assert screen.work.answer.raw == [mark | {"certainty": "90"}]
        await pilot.press("delete")
        assert screen.work.answer.raw == ""
        await pilot.press("u", "tab")
        assert isinstance(pilot.app.focused, Input)
        await type_in(pilot, "mitoxantrone d5 late")
        await pilot.press("enter")
        assert len(screen.work.answer.raw) == 2
        assert Progress(place).attempts()[0].answers["marks"].raw == screen.work.answer.raw
        await pilot.press("f5")
        assert screen.query_one("#given").display
        await pilot.press("f5", "f8")
        await pilot.pause()
        assert screen.result.hits.found >= 1
        assert screen.result.hits.false == 1
        await pilot.press("f5")
        look = pilot.app.screen
        assert isinstance(look, LookScreen)
        signs = {offset: look.query_one(MarkedCalendar).signs(offset)[0][0] for offset in (4, 10)}
        assert signs[4] == "!"
        assert signs[10] in "✓~"
        assert "marked without cause" in shown(pilot.app)
        await pilot.press("escape", "escape")
    assert exercise.items[0].key.judge([mark]).hits.found == 1


async def test_a_drug_that_looks_alike_is_drawn(session) -> None:
    """A drug that is on no plan stands on the calendar to check, and in the words of its day."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        await pilot.press("T")
        pilot.app.screen.begin("lot:wrong-cell:8:1:hard:-")
        await pilot.pause()
        screen = pilot.app.screen
        wrong = [target for target in screen.work.item.key.targets if target.cls == "other-drug"]
        assert wrong
        days = {cell.day for cell in wrong[0].cells}
        assert len(days) == 1
        screen.grid.post_message(screen.grid.Moved(days.pop() - 1))
        await pilot.pause()
        assert "mitoMYcin" in text(pilot.app, "#day-text")


async def test_a_wrong_cell_and_nothing_wrong(session) -> None:
    """The calendar as it was copied, day by day in words; that nothing is wrong can be said and taken back."""
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        screen = await begin(pilot, "one figure")
        assert "500 mg" in text(pilot.app, "#day-text")
        await pilot.press("x")
        assert told(pilot.app) == "nothing is marked on Day 1"
        await pilot.press("n")
        assert (screen.work.answer.raw, screen.work.open) == ("none", 0)
        assert "Marks: nothing is wrong" in shown(pilot.app)
        await pilot.press("u", "m", "down", "c", "enter", "f8")
        await pilot.pause()
        assert screen.result.percent == 100
        assert "Debrief: 100 %" in shown(pilot.app)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
async def test_a_verdict_called_with_keys(session, size) -> None:
    """Digits and arrows choose, Enter decides; the chart ends on the item's day; the debrief and the score follow."""
    async with RegimenApp(session).run_test(size=size) as pilot:
        screen = await begin(pilot, "counts, the second")
        chart = screen.query_one(CountChart)
        assert chart.display
        assert max(one.day for one in chart.sheet.columns) == 42
        await pilot.press("f4", "2", "up", "enter")
        await pilot.pause()
        assert screen.work.answers["state.d42"][:2] == ("pending", 60)
        assert max(one.day for one in chart.sheet.columns) == 45
        await pilot.press("f5")
        assert not chart.display
        await pilot.press("f5", "3", "enter", "3", "enter")
        await type_in(pilot, "Day 45")
        await pilot.press("enter", "1", "enter")
        assert told(pilot.app) == "all items are answered; F8 ends and marks"
        await pilot.press("f8")
        await pilot.pause()
        assert screen.result.percent == 100
        await pilot.press("f5")
        flags = pilot.app.screen.query_one(MarkedCalendar)
        assert [flags.signs(offset)[0][0] for offset in (41, 44, 45)] == ["✓", "✓", "✓"]


async def test_the_reason_is_told_at_the_price_of_the_item(session) -> None:
    """Asked for before the end, the key is told, the item earns nothing, and the next one comes."""
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await begin(pilot, "counts, the second")
        await pilot.press("f6", "enter")
        assert "Right:" not in text(pilot.app)
        await pilot.press("f6", "down", "enter")
        await pilot.pause()
        assert "Right: pending" in text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.work.item.id == "state.d45"
        await pilot.press("f8", "down", "enter")
        assert screen.result.percent == 0


async def test_a_story_tells_what_comes_of_a_decision(session) -> None:
    """The consequence is read before the next scene, and the decision stands; the ending comes in the debrief."""
    right = perfect(load_case("fever-on-day-4")).by_item
    async with RegimenApp(session).run_test(size=WIDE) as pilot:
        screen = await begin(pilot, "a fever")
        scenes = []
        for item, answer in right.items():
            assert screen.work.item.id == item
            scenes.append(text(pilot.app))
            options = getattr(screen.work.item.key, "options", ())
            if options:
                await pilot.press(str([one.id for one in options].index(answer.raw) + 1), "enter")
            else:
                await type_in(pilot, answer.raw)
                await pilot.press("enter")
            await pilot.pause()
            if options and options[[one.id for one in options].index(answer.raw)].why:
                assert "You answered:" in text(pilot.app)
                assert "Enter goes on" in text(pilot.app, "#how") or not screen.work.open
                await pilot.press("f3")
                assert screen.work.answer.certainty is None
                assert "say it before you answer" in [*pilot.app._notifications][-1].message
                await pilot.press("f6", "enter")
                await pilot.pause()
        assert len(set(scenes)) == len(right)
        await pilot.press("f8")
        await pilot.pause()
        assert screen.result.percent == 100
        assert "How it ended" in text(pilot.app, "#given-text")
