"""What can be opened: the bundled protocols, protocol files in the current folder, those opened last. No Textual.

A file is read when its row is first shown or searched: to list them costs the names alone.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from regimen.findings import Finding
from regimen.printouts.protocolsheet import protocol_sheet
from regimen.printouts.sheet import as_text
from regimen.printouts.words import plural
from regimen.protocol import shelf
from regimen.protocol.amend import versions
from regimen.protocol.model import Protocol
from regimen.protocol.reader import protocol_of
from regimen.protocol.resolve import resolve
from regimen.protocol.tree import read_tree
from regimen.protocol.yamltext import yaml_files

MOST_FILES = 200
"""Files of a folder that are looked at."""
_LOOKED_AT = 65_536
_PROTOCOL = re.compile(rb"^[\"']?(?:doses|agents|reference_day)[\"']?\s*:", re.MULTILINE)
"""What a protocol file has and a course file or other YAML has not."""


class Reading(NamedTuple):
    """What a file turned out to hold."""

    protocol: Protocol | None
    findings: list[Finding]
    versions: list[str]


class Book:
    """One protocol that can be opened."""

    def __init__(self, path: Path, place: str) -> None:
        self.path, self.place = path, place
        """Where it is, and in which words that is told: `library`, `this folder`, `opened before`."""

    def same(self, other: "Book") -> bool:
        """Whether another book is this file, perhaps as it is after an edit."""
        return self.path == other.path

    @property
    def bundled(self) -> bool:
        """Whether it belongs to the library and stays as it is."""
        return self.place == LIBRARY_PLACE

    @property
    def name(self) -> str:
        """The id of a bundled protocol, else the file's name."""
        return printable(self.path.stem if self.bundled else self.path.name)

    @property
    def is_read(self) -> bool:
        """Whether the file has been read."""
        return "reading" in self.__dict__

    @cached_property
    def reading(self) -> Reading:
        """The file's protocol, or what is wrong with it; read when first asked for."""
        tree = read_tree(self.path)
        protocol, findings = protocol_of(tree)
        return Reading(None if findings else protocol, findings, versions(tree))

    @property
    def head(self) -> str:
        """Name and version; of a file its protocol's id and where it lies too."""
        protocol = self.reading.protocol
        version = f"version {protocol.version}" if protocol else None
        parts = [self.name, version] if self.bundled else [self.name, protocol and protocol.id, version, self.place]
        return " · ".join(part for part in parts if part)

    @property
    def words(self) -> str:
        """Short name and condition; for a file that cannot be used, what is wrong with it."""
        protocol, findings, _ = self.reading
        if protocol is None:
            return f"✗ {plural(len(findings), 'problem')}: {printable(findings[0].message)}"
        return ": ".join(part for part in (protocol.short, protocol.condition) if part)

    @cached_property
    def _searched(self) -> str:
        protocol = self.reading.protocol
        if protocol is None:
            return self.name.lower()
        agents = [word for key, agent in protocol.agents.items() for word in (key, agent.abbreviation or "")]
        facts = (self.name, protocol.id, protocol.title, protocol.short, protocol.condition or "", protocol.phase or "")
        return " ".join((*facts, *protocol.identifiers.values(), *agents)).lower()

    def holds(self, text: str) -> bool:
        """Whether every word of a search stands in its id, title, condition, identifiers or drugs."""
        return all(word in self._searched for word in text.lower().split())

    def sheet(self, width: int) -> str:
        """The protocol in words; for a file that cannot be used, every problem with its place."""
        if self.reading.protocol is None:
            return "\n".join(f"✗ {printable(str(finding))}" for finding in self.reading.findings)
        return as_text(protocol_sheet(resolve(self.reading.protocol)), width)


LIBRARY_PLACE = "library"


def books(folder: Path, recent: Iterable[Path]) -> list[Book]:
    """Everything that can be opened, unread: the library, then the folder's protocol files, then those opened last."""
    bundled = [Book(shelf.LIBRARY / f"{name}.yaml", LIBRARY_PLACE) for name in shelf.library_ids()]
    here = [Book(path, "this folder") for path in protocol_files(folder)]
    known = {book.path.resolve() for book in (*bundled, *here)}
    before = [Book(path, "opened before") for path in recent if path.resolve() not in known]
    return [*bundled, *here, *before]


def protocol_files(folder: Path) -> list[Path]:
    """The files of a folder that look like protocols, by name, unreadable ones too; none of a folder that is gone."""
    try:
        paths = yaml_files(folder)
    except OSError:
        return []
    return [path for path in paths[:MOST_FILES] if _looks_like_one(path)]


def _looks_like_one(path: Path) -> bool:
    try:
        with path.open("rb") as handle:
            return _PROTOCOL.search(handle.read(_LOOKED_AT)) is not None
    except OSError:
        return True


def printable(text: str) -> str:
    """Text without signs that would steer the terminal; file names may hold any."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "▯" for sign in text)
