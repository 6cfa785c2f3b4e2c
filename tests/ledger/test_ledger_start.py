"""Who asks for no ledger pays for none: SQLite is loaded only where one is opened."""

from pathlib import Path

import pytest

REVIEWED = str(Path(__file__).parents[1] / "cli" / "reviewed.yaml")
RUN = """
sys.argv = ["regimen", *{words!r}]
from tui.launch import main
assert main() in (0, 1, None)
"""


@pytest.mark.parametrize(
    "words",
    [
        ["calendar", "--day1", "2026-12-01", "--json"],
        ["calendar", "--course", REVIEWED],
        ["check", REVIEWED, "--as-of", "2027-01-20"],
        ["courses", "show", REVIEWED],
    ],
    ids=["calendar", "calendar of a file", "check of a file", "course file"],
)
def test_a_command_on_a_file_loads_no_database(loaded_by, words) -> None:
    """Neither sqlite3 nor the ledger itself."""
    assert loaded_by(RUN.format(words=words)) & {"sqlite3", "regimen.ledger.ledger", "regimen.ledger.store"} == set()


def test_the_app_starts_without_a_database(loaded_by) -> None:
    """The first screen needs no ledger."""
    assert loaded_by("import tui.app") & {"sqlite3", "regimen.ledger.store"} == set()


def test_a_command_on_an_id_loads_one(loaded_by, path) -> None:
    """The probe sees it where it is."""
    assert "sqlite3" in loaded_by(RUN.format(words=["courses", "show", "T-07", "--ledger", str(path)]))
