"""Pages as HTML before judges that others wrote; skipped where Node does not find them (see judges.py)."""

from pathlib import Path

import pytest
from judges import axe, nu_checker
from pages import PLANNED, hostile, ramp, sheet, written
from reviewed import KINDS, recorded

BROKEN = '<!DOCTYPE html><html><head><title>x</title></head><body><img src="x"><p id="a"><p id="a"></body></html>'
"""A page that every judge must have something against, or it has not looked."""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every kind of sheet, some filled in from a record, one of several cycles, one of hostile texts."""
    documents = {
        **{kind: sheet(kind) for kind in PLANNED},
        **{f"recorded-{kind}": recorded(kind) for kind in (*KINDS, "roadmap")},
        "second-check-key": sheet("second-check", variant="teacher"),
        "ramp": ramp("diary"),
        "hostile": hostile(),
    }
    return {"broken": BROKEN, **{name: written(document, "html") for name, document in documents.items()}}


def test_every_page_is_valid_html(pages: dict[str, str], tmp_path: Path) -> None:
    """The Nu HTML checker has nothing against any page, not even a remark."""
    told = nu_checker(pages, tmp_path)
    if told is None:
        pytest.skip("Node does not find vnu-jar, or there is no Java; NODE_PATH names the folder it is installed in")
    assert told.pop("broken")
    assert {name: found for name, found in told.items() if found} == {}


def test_every_page_can_be_used_by_everybody(pages: dict[str, str], tmp_path: Path) -> None:
    """axe-core finds no barrier on any page."""
    told = axe(pages, tmp_path)
    if told is None:
        pytest.skip("Node does not find axe-core and jsdom; NODE_PATH names the folder they are installed in")
    assert told.pop("broken")
    assert {name: found for name, found in told.items() if found} == {}
