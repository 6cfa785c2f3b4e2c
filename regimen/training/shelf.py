"""The cases that come with the program, by id."""

from pathlib import Path

from regimen.errors import RegimenError, nearest
from regimen.training.casefile import open_case
from regimen.training.exercise import Exercise

CASES = Path(__file__).parent / "cases"
"""Folder of the case files."""


def case_ids() -> list[str]:
    """Ids of the cases, in order."""
    return sorted(path.stem for path in CASES.glob("*.yaml"))


def case_path(name: str) -> Path:
    """The file of a case; refuses what is none, with the nearest one."""
    known = case_ids()
    if name not in known:
        raise RegimenError(f"no case '{name[:40]}'{nearest(name, known)}", allowed=", ".join(known))
    return CASES / f"{name}.yaml"


def load_case(name: str) -> Exercise:
    """The exercise of a case."""
    return open_case(case_path(name))
