"""The documents say what the code is: modules, dependencies, pins, links."""

import re
import tomllib
from pathlib import Path

import pytest
from protocol_page import page

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIRED = PROJECT["dependencies"]
DEVELOPMENT = PROJECT["optional-dependencies"]["dev"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")])


def name_of(requirement: str) -> str:
    """The project's name in a requirement."""
    match = re.match(r"[A-Za-z0-9-]+", requirement)
    assert match is not None
    return match[0].lower()


def modules() -> list[str]:
    """Every module that holds code, as the documents write it: `regimen/days.py`."""
    paths = [path for package in ("regimen", "tui") for path in (ROOT / package).rglob("*.py")]
    return sorted(str(path.relative_to(ROOT)) for path in paths if path.name != "__init__.py")


@pytest.mark.parametrize("requirement", REQUIRED)
def test_every_dependency_is_bounded(requirement: str) -> None:
    """What the product needs has a lowest and a highest version, or exactly one."""
    assert "==" in requirement or (">=" in requirement and "<" in requirement)


@pytest.mark.parametrize("requirement", [*REQUIRED, *DEVELOPMENT])
def test_every_dependency_has_its_reason(requirement: str) -> None:
    """docs/decisions.md has a row for each dependency, with the bounds of pyproject.toml."""
    rows = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").lower().splitlines()
    bounds = requirement[len(name_of(requirement)) :]
    row = [row for row in rows if row.startswith(f"| {name_of(requirement)} |")]
    assert len(row) == 1
    assert f"| `{bounds}` |" in row[0]


@pytest.mark.parametrize("requirement", [*REQUIRED, *DEVELOPMENT, "hatchling", "editables"])
def test_every_dependency_is_locked(requirement: str) -> None:
    """constraints.txt gives each dependency one version and its hashes."""
    assert re.search(rf"^{name_of(requirement)}==[^ ]+ \\\n +--hash=sha256:[0-9a-f]{{64}}", CONSTRAINTS, re.MULTILINE)


def test_the_lock_holds_no_address() -> None:
    """constraints.txt names no registry and no path of the machine it was made on."""
    lines = [
        line for line in CONSTRAINTS.splitlines() if "://" in line or " @ " in line or re.search(r"(^|[\s=])/", line)
    ]
    assert lines == []


def test_every_module_has_its_row() -> None:
    """docs/architecture.md has a row for each module."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [module for module in modules() if f"| `{module}` |" not in text] == []


def test_the_table_of_modules_names_no_ghosts() -> None:
    """Every module in the table of docs/architecture.md exists."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `((?:regimen|tui)/[a-z0-9_/]+\.py)` \|", text, re.MULTILINE))
    assert named - set(modules()) == set()


def test_the_page_of_the_library_is_that_of_its_files() -> None:
    """docs/protocols.md says what the bundled protocols say (python tests/update_pages.py writes it)."""
    assert (ROOT / "docs" / "protocols.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    """Every relative link in a document points to a file that is there."""
    links = re.findall(r"\]\((?![a-z]+:|#)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
