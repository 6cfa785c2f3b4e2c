"""Where in a course file the entries of its record stand."""

import re
from collections.abc import Callable
from pathlib import Path

from regimen.findings import Place
from regimen.protocol.tree import read_tree

_KEY = re.compile(r"([a-z_]+)(?:\[([0-9]+)\])?", re.ASCII)

Finds = Callable[[str], Place | None]
"""Finds the place of an entry by its key, `counts[3]`."""


def entry_places(ref: str) -> Finds:
    """Finds entries in the file that a course was named by; in a ledger they have no place."""
    path = Path(ref)
    if not path.is_file():
        return lambda _: None
    tree = read_tree(path)

    def place(key: str) -> Place | None:
        match = _KEY.fullmatch(key)
        return tree.place(("record", match[1], *([int(match[2]) - 1] if match[2] else []))) if match else None

    return place
