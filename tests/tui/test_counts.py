"""The chart and the flowsheet of counts in a host that does what a screen does: move the day in focus where asked."""

import datetime as dt
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from regimen.coursefile import finder, open_course
from regimen.review import Review, review
from tui.themes import NIGHT
from tui.widgets.chart import CountChart
from tui.widgets.counts import CountsView
from tui.widgets.days import DayGrid
from tui.widgets.flowsheet import CountTable

BUSY = Path(__file__).parent.parent / "cli" / "busy.yaml"
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
VIEWS = pytest.mark.parametrize("view", [CountChart, CountTable], ids=["chart", "flowsheet"])


def busy(as_of: str = "2027-01-25") -> Review:
    """The course with support, marrows, limits and a late fall."""
    course, protocol = open_course(BUSY)
    return review(course, protocol, finder(BUSY.parent), dt.date.fromisoformat(as_of))


class Host(App):
    """One view, and what its messages ask for."""

    def __init__(self, view: CountsView, made: Review | None, *, hide: bool = False) -> None:
        super().__init__()
        self.view, self.made, self.hide = view, made, hide
        self.moved: list[int] = []

    def compose(self) -> ComposeResult:
        """The view alone."""
        yield self.view

    def on_mount(self) -> None:
        """Show the review, if there is one."""
        self.register_theme(NIGHT)
        self.theme = NIGHT.name
        if self.made is not None:
            self.view.show(self.made, hide=self.hide)
        self.view.focus()

    def on_day_grid_moved(self, event: DayGrid.Moved) -> None:
        """Follow."""
        self.moved.append(event.offset)
        self.view.cursor = event.offset


def drawn(view: CountsView) -> list[str]:
    """Every line in sight."""
    return [view.render_line(y).text for y in range(view.size.height)]


@VIEWS
@SIZES
async def test_it_fills_its_room_and_no_more(view, size) -> None:
    """Every line has the width of the widget, and the head names the day in focus."""
    app = Host(view(), busy())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        lines = drawn(app.view)
        assert {len(line) for line in lines} == {app.view.size.width}
        assert lines[0].startswith(" ▼ Day 1, Tue 01 Dec 2026 · 44 days to Day 45")
        assert "ANC 1.6  PLT 58  WBC 2.9  Hb 8.8  blasts 20" in lines[1]


@VIEWS
async def test_keys_ask_for_another_day(view) -> None:
    """Left and right by day, up and down by what was recorded, pages by week, Home and End to the ends."""
    app = Host(view(), busy())
    keys = ["right", "left", "down", "up", "up", "pagedown", "pageup", "home", "end", "right"]
    async with app.run_test() as pilot:
        await pilot.press(*keys)
    assert app.moved == [1, 0, 2, 0, -3, 4, -3, -5, 55, 55]


@VIEWS
async def test_the_head_tells_the_day(view) -> None:
    """Values with their flags, what was given, and between samples when the last one was."""
    app = Host(view(), busy())
    async with app.run_test(size=(120, 40)) as pilot:
        for day, told in {
            12: "ANC <0.1↓  PLT 8↓  WBC 0.2  Hb 7.8  P R",
            15: "ANC by WBC↓  PLT 6↓",
            18: "ANC <0.1↓  PLT 22?",
            20: "G M ? · no sample; last on Day 18: ANC <0.1↓  PLT 22?",
            34: "no sample; last on Day 33: ANC 0.4↓  PLT 28",
        }.items():
            app.view.cursor = day - 1
            await pilot.pause()
            assert told in drawn(app.view)[1]
        app.view.cursor = 45
        await pilot.pause()
        assert "Day 46, Fri 15 Jan 2027 · 1 day after Day 45" in drawn(app.view)[0]


@VIEWS
async def test_hidden_thresholds_leave_no_trace(view) -> None:
    """Neither lines, flags, marks nor days below a value."""
    app = Host(view(), busy(), hide=True)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("end")
        text = "\n".join(drawn(app.view))
        assert not any(sign in text for sign in ("↓", "PLT 20", "ANC 0.5", "0.5†", "20†"))


@SIZES
async def test_the_chart_marks_the_day_in_focus(size) -> None:
    """A pointer stands on the axis under the day, also where no colour is seen."""
    app = Host(CountChart(), busy())
    async with app.run_test(size=size) as pilot:
        await pilot.press("right", "right")
        chart = app.view.chart
        axis = next(line for line in drawn(app.view)[2:] if "└" in line)
        assert axis.index("▼") == chart.days.middle(2)


async def test_the_chart_drops_its_key_before_its_strips() -> None:
    """In a low room the doses stay in sight and what the signs mean goes."""
    app = Host(CountChart(), busy())
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        text = "\n".join(drawn(app.view))
        assert "MEC" in text
        assert "known only to be below" not in text
        await pilot.resize_terminal(80, 30)
        await pilot.pause()
        assert "known only to be below" in "\n".join(drawn(app.view))


async def test_a_click_asks_for_the_day_under_it() -> None:
    """On the chart the column counts, in the flowsheet the row, scrolled or not."""
    app = Host(CountChart(), busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(CountChart, offset=(app.view.chart.days.middle(20), 10))
        await pilot.click(CountChart, offset=(2, 10))
    assert app.moved == [20]
    app = Host(CountTable(), busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(CountTable, offset=(10, 4))
        await pilot.press("end")
        await pilot.click(CountTable, offset=(10, 4))
        await pilot.click(CountTable, offset=(10, 1))
        assert app.view.scroll_offset.y > 0
    assert app.moved[0] == -5
    assert len(app.moved) == 3
    assert app.moved[2] > 20


async def test_the_flowsheet_keeps_the_day_in_sight() -> None:
    """The row of the day is marked; between rows the last one before it; from the last one on the summary is seen."""
    app = Host(CountTable(), busy())
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.cursor = 29
        await pilot.pause()
        assert any(line.startswith("›") and "Day" not in line and " 30  Wed 30 Dec" in line for line in drawn(app.view))
        app.view.cursor = 30
        await pilot.pause()
        assert any(line.startswith("›") and " 30  Wed 30 Dec" in line for line in drawn(app.view))
        assert not any("How low" in line for line in drawn(app.view))
        await pilot.press("end")
        await pilot.pause()
        assert any("How low, how long" in line for line in drawn(app.view))
        assert "grades by CTCAE 4.03/5.0/6.0" not in drawn(app.view)[2]


@VIEWS
async def test_nothing_recorded_is_nothing_wrong(view) -> None:
    """Before the first sample both views draw what there is."""
    app = Host(view(), busy("2026-11-20"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "down", "right")
        assert "no sample yet" in drawn(app.view)[1]
    assert app.moved == [1]


@VIEWS
async def test_before_it_is_given_anything_it_is_blank(view) -> None:
    """A view without a review draws blanks and asks for nothing."""
    app = Host(view(), None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "up")
        assert {line.strip() for line in drawn(app.view)} == {""}
    assert app.moved == []


PICTURES = {"chart-120x40": (CountChart, (120, 40), 12), "flowsheet-80x24": (CountTable, (80, 24), 12)}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, snap_compare) -> None:
    """The views look as they did when they were last looked at."""
    view, size, steps = PICTURES[name]
    assert snap_compare(Host(view(), busy()), terminal_size=size, press=["down"] * steps)
