"""Parts that can be put into a protocol's text: a new line, drug, visit, group; each fits as it stands. No Textual."""

import re
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.protocol.tree import Tree

INDENT = "  "


class Snippet(NamedTuple):
    """One kind of part that can be put in."""

    name: str
    section: str
    """Top-level key that it goes under."""
    lines: tuple[str, ...]
    """Its text; braces hold what is looked up or made: {agent}, {source}, {id}, {letter}."""


SNIPPETS = (
    Snippet(
        "dose line", "doses",
        ("- {{id: {id}, agent: {agent}, dose: 1 mg, route: PO, days: 1, source: {source}}}",),
    ),
    Snippet("drug", "agents", ("{id}: {{letter: {letter}, source: {source}}}",)),
    Snippet("assessment", "assessments", ("- {{id: {id}, name: Visit, letter: v, days: 1, source: {source}}}",)),
    Snippet("milestone", "milestones", ("- {{id: {id}, name: Milestone, day: 1, source: {source}}}",)),
    Snippet(
        "assumption group", "assumptions",
        ("{id}:", "  title: What is assumed", "  reason: Why the sources leave it open", "  default: set-1", "  sets:",
         "    set-1: {{dose: 1 mg}}"),
    ),
    Snippet("source", "references", ("{id}: {{kind: entered, citation: Where it comes from}}",)),
)  # fmt: skip


class Insertion(NamedTuple):
    """A text to put in at a place (row and column from zero), and the row in which the part itself then begins."""

    place: tuple[int, int]
    text: str
    begins: int


def insertion(snippet: Snippet, text: str, tree: Tree) -> Insertion:
    """Where a new part goes, at the end of its section, and its text; the section is begun where there is none."""
    lines = text.splitlines()
    start = next((row for row, line in enumerate(lines) if re.match(rf"{snippet.section}\s*:", line)), None)
    if start is None:
        return _placed(lines, len(lines), ["", f"{snippet.section}:", *_filled(snippet, tree, INDENT)], 2, text)
    head = lines[start].partition(":")[2].strip()
    if head and not head.startswith("#"):
        raise RegimenError(f"'{snippet.section}' holds its value on one line", hint="write one entry a line below it")
    row, indent = _end(lines, start)
    return _placed(lines, row, _filled(snippet, tree, indent), 0, text)


def _placed(lines: list[str], row: int, part: list[str], lead: int, text: str) -> Insertion:
    """The part as whole lines in front of a row; a last line without its end gets one first."""
    body = "\n".join(part)
    if row == len(lines) and lines and not text.endswith("\n"):
        return Insertion((row - 1, len(lines[-1])), f"\n{body}", row + lead)
    return Insertion((row, 0), f"{body}\n", row + lead)


def _end(lines: list[str], start: int) -> tuple[int, str]:
    """The line after the last entry of a section, and how its entries are indented."""
    row, end, indent = start + 1, start + 1, None
    while row < len(lines) and (not lines[row].strip() or re.match(r"[\s#-]", lines[row])):
        if lines[row].strip() and not lines[row].startswith("#"):
            end = row + 1
            if indent is None and not lines[row].lstrip().startswith("#"):
                indent = re.match(r"\s*", lines[row])
        row += 1
    return end, indent[0] if indent else INDENT


def _filled(snippet: Snippet, tree: Tree, indent: str) -> list[str]:
    data = tree.data
    agents, sources = _names(data.get("agents")), _names(data.get("references"))
    values = {
        "agent": next(iter(agents), "drug"),
        "source": next(iter(sources), "source"),
        "id": _free(f"new-{snippet.section.rstrip('s')}", set(_ids(data))),
        "letter": next((sign for sign in "NXYZWQVUABCDEFGHIJKLMOPRST" if sign not in _letters(data)), "N"),
    }
    return [indent + line.format(**values) for line in snippet.lines]


def _names(section: object) -> list[str]:
    return list(section) if isinstance(section, dict) else []


def _letters(data: dict[str, object]) -> list[object]:
    agents = data.get("agents")
    parts = agents.values() if isinstance(agents, dict) else ()
    return [part.get("letter") for part in parts if isinstance(part, dict)]


def _ids(data: dict[str, object]) -> Iterator[str]:
    """Every id that is in use."""
    for section in data.values():
        if isinstance(section, dict):
            yield from section
        elif isinstance(section, list):
            for part in section:
                if isinstance(part, dict):
                    yield from (str(part[key]) for key in ("id", "agent") if key in part)


def _free(stem: str, taken: set[str]) -> str:
    return next(name for number in count(1) if (name := f"{stem}-{number}") not in taken)
