"""The home protocol as text, changed on purpose, and the places of the changes as an editor would show them."""

from pathlib import Path

from regimen.findings import Finding
from regimen.protocol.reader import protocol_of
from regimen.protocol.shelf import LIBRARY
from regimen.protocol.tree import parse_tree

FIXTURES = Path(__file__).parents[1] / "fixtures" / "protocols"
PATHS = [*sorted(LIBRARY.glob("*.yaml")), *sorted(FIXTURES.glob("*.yaml"))]
"""Every protocol there is, shipped or for tests."""
HOME_PATH = LIBRARY / "nct01681537.yaml"

FILE = "case.yaml"
HOME_TEXT = HOME_PATH.read_text(encoding="utf-8")


def changed(old: str, new: str, text: str = HOME_TEXT) -> str:
    """The home protocol with one passage, which must stand in it exactly once, replaced."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def damaged(*changes: tuple[str, str], text: str = HOME_TEXT) -> tuple[str, list[tuple[str, int, int]]]:
    """The home protocol with passages replaced, and the places of the marks « in it, which are taken out."""
    for old, new in changes:
        text = changed(old, new, text)
    places = []
    while (at := text.find("«")) >= 0:
        text = text[:at] + text[at + 1 :]
        places.append((FILE, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)))
    return text, places


def faults(source: str | bytes) -> list[Finding]:
    """Everything wrong with a file."""
    raw = source if isinstance(source, bytes) else source.encode()
    return protocol_of(parse_tree(raw, FILE))[1]


def lacking(finding: Finding, words: list[str]) -> list[str]:
    """Words the user needs that the finding does not say."""
    return [word for word in words if word not in str(finding)]
