"""The app on a fixed day."""

from pathlib import Path

import pytest
from kept_courses import NURSE, enrolled
from sessions import session_of

from tui.session import Session


@pytest.fixture
def session() -> Session:
    """The home case, Day 1 on 1 December 2026, today 9 December."""
    return session_of()


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
