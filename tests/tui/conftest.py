"""The app on a fixed day."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from kept_courses import NURSE, enrolled
from sessions import session_of
from shelves import own_shelf
from textual import _wait
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen

from tui.session import Session


@pytest.fixture(autouse=True, scope="session")
def _style_sheets() -> Iterator[None]:
    """Each style sheet is read once for each set of colours; Textual reads all of them anew for each app and screen."""
    read, known = Stylesheet._parse_rules, {}

    def remembered(sheet: Stylesheet, css: str, **source: object) -> list[RuleSet]:
        key = (css, *source.values(), *sheet._variables.values())
        if key not in known:
            known[key] = read(sheet, css, **source)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", remembered)
        yield


@pytest.fixture(autouse=True, scope="session")
def _rest() -> Iterator[None]:
    """After each key the app is looked at every 10 ms, not 20, until it rests; twice, which outlasts a frame."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_wait, "SLEEP_GRANULARITY", _wait.SLEEP_GRANULARITY / 2)
        patch.setattr(_wait, "SLEEP_IDLE", _wait.SLEEP_IDLE / 2)
        yield


@pytest.fixture(autouse=True)
def _frames(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen is drawn where a test pauses to look, not after each key, which takes a third of the time.

    What cannot be drawn fails at the next pause; pictures and tests marked `frames` draw as the program does.
    """
    if request.node.get_closest_marker("frames") or "snap_compare" in request.fixturenames:
        return
    pause = Pilot.pause

    async def drawn(pilot: Pilot[object], delay: float | None = None) -> None:
        await pause(pilot, delay)
        pilot.app.screen._compositor.render_strips()

    def undrawn(screen: Screen[object]) -> None:
        screen._dirty_widgets.clear()
        screen._compositor._dirty_regions.clear()

    monkeypatch.setattr(Pilot, "pause", drawn)
    monkeypatch.setattr(Screen, "_compositor_refresh", undrawn)


@pytest.fixture
def session() -> Session:
    """The home case, Day 1 on 1 December 2026, today 9 December."""
    return session_of()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The current folder, with one protocol; four others are bundled."""
    return own_shelf(monkeypatch, tmp_path)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the app looks for its ledger; there is none yet."""
    path = tmp_path / "ward.sqlite"
    monkeypatch.setenv("REGIMEN_LEDGER", str(path))
    monkeypatch.setenv("REGIMEN_WHO", NURSE)
    return path


@pytest.fixture
def ward(place: Path) -> Path:
    """The same with four courses in it."""
    return enrolled(place)
