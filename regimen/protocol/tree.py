"""YAML text to plain data that remembers where everything stood.

Only the safe half of YAML is read: no aliases (alias bombs), no tags, no second document, no duplicate keys,
limited depth and size. Every scalar stays text, so `1.0` keeps its zero and `no` is not False; the models
convert. Events of the C parser are used because its node composer crashes on deep nesting.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from regimen.findings import Finding, Place, Severity

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = yaml.reader.Reader.NON_PRINTABLE
"""Characters that YAML does not allow; compiled by the parser anyway."""


class _Unreadable(Exception):
    """Stops the reading; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


class Spot(NamedTuple):
    """Where a key and its value stand, and what the key is called in the file as read."""

    key: tuple[int, int]
    value: tuple[int, int]
    name: str


@dataclass(slots=True)
class Tree:
    """Plain data (dict, list, str) of one file, with the place of every key and value."""

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    spots: dict[int, dict[str | int, Spot]] = field(default_factory=dict)
    """Container identity to the spots of its entries."""

    def place(self, path: tuple[str | int, ...], *, of_key: bool = False) -> Place:
        """Where the value (or the key) at `path` stands; the nearest known place above it if it is absent."""
        spots = self._along(path)
        if not spots:
            return Place(self.file, 1, 1)
        return Place(self.file, *(spots[-1].key if of_key and len(spots) == len(path) else spots[-1].value))

    def subject(self, path: tuple[str | int, ...]) -> str:
        """The path in words: `doses[2].dose`, counted from one."""
        names = [spot.name for spot in self._along(path)]
        names += [f".{part}" for part in path[len(names) :] if isinstance(part, str)]
        return "".join(names).removeprefix(".") or "file"

    def holds(self, path: tuple[str | int, ...]) -> bool:
        """Whether the file has a value at `path`."""
        return len(self._along(path)) == len(path)

    def at(self, path: tuple[str | int, ...]) -> Any:
        """The value at `path`, which the file must hold."""
        node: Any = self.data
        for part in path:
            node = node[part]
        return node

    def _along(self, path: tuple[str | int, ...]) -> list[Spot]:
        node: Any = self.data
        found: list[Spot] = []
        for part in path:
            spot = self.spots.get(id(node), {}).get(part)
            if spot is None:
                break
            found.append(spot)
            node = node[part]
        return found


def read_tree(path: Path) -> Tree:
    """Read a file; what cannot be read is in `findings`, with its place."""
    try:
        with path.open("rb") as handle:
            raw = handle.read(MAX_BYTES + 1)
    except OSError as error:
        tree = Tree(str(path))
        tree.findings.append(_finding("file-unreadable", f"cannot read the file: {error.strerror}", str(path)))
        return tree
    return parse_tree(raw, str(path))


def parse_tree(raw: bytes, file: str) -> Tree:
    """Read YAML bytes; problems are findings, never exceptions."""
    tree = Tree(file)
    try:
        data = _Builder(tree).build(_decoded(raw, file))
        if isinstance(data, dict):
            tree.data = data
        else:
            kind = "nothing" if data is None else "a list" if isinstance(data, list) else "text"
            tree.findings.append(
                _finding("not-a-mapping", f"the file holds {kind} where 'key: value' lines are meant", file)
            )
    except _Unreadable as stop:
        tree.findings.append(stop.finding)
    return tree


def _decoded(raw: bytes, file: str) -> str:
    if len(raw) > MAX_BYTES:
        raise _Unreadable(
            _finding("file-too-large", f"the file is larger than {MAX_BYTES:,} bytes and was not read", file)
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise _Unreadable(_finding("not-utf8", message, file, line, column)) from error
    if bad := _CONTROL.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1) + 1
        message = f"control character U+{ord(bad[0]):04X} is not allowed in a text file"
        raise _Unreadable(_finding("control-character", message, file, line, column))
    return text


def _finding(code: str, message: str, file: str, line: int = 1, column: int = 1) -> Finding:
    return Finding(code, Severity.ERROR, message, "file", None, Place(file, line, column))


class _Builder:
    """Folds parser events into plain data, one pass, no recursion on the parser's side."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.events: Iterator[Any] = iter(())

    def build(self, text: str) -> Any:
        self.events = yaml.parse(text, Loader=_LOADER)
        try:
            next(self.events)  # stream start
            if isinstance(next(self.events), yaml.StreamEndEvent):
                return None
            data = self._value(next(self.events), 0)
            next(self.events)  # document end
            extra = next(self.events)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            words = " ".join(part for part in (error.context, error.problem) if part)
            raise _Unreadable(
                _finding("yaml-syntax", f"not valid YAML: {words}", self.tree.file, line, column)
            ) from error
        if not isinstance(extra, yaml.StreamEndEvent):
            self._refuse(
                "second-document", "a second document starts here; one file holds one protocol or course", extra
            )
        return data

    def _refuse(self, code: str, message: str, event: Any) -> None:
        mark = event.start_mark
        raise _Unreadable(_finding(code, message, self.tree.file, mark.line + 1, mark.column + 1))

    def _value(self, event: Any, depth: int) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            if event.tag is not None or event.anchor is not None:
                self._refuse("yaml-feature", "tags (!…) and anchors (&…) are not read; write the value out", event)
            return event.value
        if isinstance(event, yaml.AliasEvent):
            self._refuse("yaml-feature", f"aliases (*{event.anchor}) are not read; write the value out", event)
        if event.tag is not None or event.anchor is not None:
            self._refuse("yaml-feature", "tags (!…) and anchors (&…) are not read; write the value out", event)
        if depth >= MAX_DEPTH:
            self._refuse("too-deep", f"nested deeper than {MAX_DEPTH} levels", event)
        return self._mapping(depth) if isinstance(event, yaml.MappingStartEvent) else self._sequence(depth)

    def _sequence(self, depth: int) -> list[Any]:
        items: list[Any] = []
        spots: dict[str | int, Spot] = {}
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            mark = event.start_mark
            spot = (mark.line + 1, mark.column + 1)
            spots[len(items)] = Spot(spot, spot, f"[{len(items) + 1}]")
            items.append(self._value(event, depth + 1))
        self.tree.spots[id(items)] = spots
        return items

    def _mapping(self, depth: int) -> dict[str, Any]:
        items: dict[str, Any] = {}
        spots: dict[str | int, Spot] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse("key-not-text", "a key must be plain text", event)
            mark, value_event = event.start_mark, next(self.events)
            at, value_mark = (mark.line + 1, mark.column + 1), value_event.start_mark
            value = self._value(value_event, depth + 1)
            if event.value in items:
                first = spots[event.value].key
                message = f"key '{event.value}' stands twice in one mapping (first on line {first[0]}); keep one"
                self.tree.findings.append(_finding("duplicate-key", message, self.tree.file, *at))
                continue
            items[event.value] = value
            spots[event.value] = Spot(at, (value_mark.line + 1, value_mark.column + 1), f".{event.value}")
        self.tree.spots[id(items)] = spots
        return items
