"""What the key under the cursor is for: from a place in the text to the words of the format reference. No Textual."""

import re
from typing import NamedTuple

from regimen.protocol.kinds import KINDS, REFERENCE, Kind
from regimen.protocol.reference import Key, PartWords, at
from regimen.protocol.shape import KeyPath
from regimen.protocol.tree import Tree

_HEAD = re.compile(r"[\s-]*")
"""What stands on a line before its first key: blanks and the dash of a list."""


class KeyHelp(NamedTuple):
    """The part the cursor stands in, and the key if it stands on one."""

    subject: str
    """The place in words: `doses[2].route`; `file` at the outermost."""
    part: PartWords
    key: Key | None


def help_at(tree: Tree, line: str, row: int, column: int) -> KeyHelp:
    """Help for a place in a text (`row` and `column` from zero), by the last tree that could be read of it."""
    path = path_at(tree, line, row, column)
    return KeyHelp(tree.subject(path), *at(path))


def path_at(tree: Tree, line: str, row: int, column: int) -> KeyPath:
    """The path of the last key that begins at or before a place; on an empty line, of the part that would go on."""
    empty = not line.strip()
    head = _HEAD.match(line)
    here = (row + 1, column + 1 if empty or head is None else max(column, head.end()) + 1)
    path: KeyPath = ()
    while entry := _last_before(tree, path, here):
        inner = (*path, *entry)
        if empty and tree.place(inner, of_key=True).column + isinstance(entry[0], str) > here[1]:
            break  # a key as far in as the cursor is a sibling of what would stand here; an entry of a list goes on
        path = inner
    return path


def _last_before(tree: Tree, path: KeyPath, here: tuple[int, int]) -> KeyPath:
    """The last entry of the part at `path` that begins at or before a place; none is an empty path."""
    spots = tree.spots.get(id(tree.at(path)), {})
    before = [name for name, spot in spots.items() if spot.key <= here]
    return (before[-1],) if before else ()


def in_a_line(found: KeyHelp) -> str:
    """The key's words and how it is written, for the lines below the text; the part's where there is no key."""
    if found.key is None:
        return f"{found.subject} ({found.part.name}): {found.part.words} F1 lists its keys."
    examples = " or ".join(example for kind in kinds_of(found.key) for example in kind.examples[:2])
    such = f", such as {examples}" if examples else ""
    return f"{found.subject}: {found.key.words} Holds {found.key.holds}{such}; {_need(found.key)}."


def kinds_of(key: Key) -> list[Kind]:
    """The kinds of value that a key holds and that have to be explained."""
    named = re.split(r" → | or |^list of ", key.holds)
    return [kind for kind in (*KINDS, REFERENCE) if kind.name in named and kind.name not in ("text", "id")]


def _need(key: Key) -> str:
    return "needed" if key.required else f"{key.default} if left out" if key.default else "may be left out"
