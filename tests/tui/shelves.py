"""A library that stays as it is, for tests and pictures of the library and the editor."""

import shutil
from pathlib import Path

import pytest
from sessions import FIXTURES

from regimen.protocol import shelf
from tui.app import RegimenApp

BUNDLED = ("azacitidine-venetoclax", "beam", "hypercvad", "mfolfox6")


def own_shelf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Four fixture protocols as the library, an empty list of last files, and a current folder with one of its own."""
    library, work = tmp_path / "library", tmp_path / "work"
    library.mkdir()
    work.mkdir()
    for name in BUNDLED:
        shutil.copy(FIXTURES / f"{name}.yaml", library)
    shutil.copy(FIXTURES / "two-periods.yaml", work / "mine.yaml")
    monkeypatch.setattr(shelf, "LIBRARY", library)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(work)
    return work


def told(app: RegimenApp) -> str:
    """The short word in the corner that came last."""
    return [note.message for note in app._notifications][-1]
