"""Amendments: later versions of a protocol as dated changes to its file, so that any version can be rebuilt.

The changes are made to the plain data of the file before any model sees it. So an amended protocol passes exactly the
checks that one written out in full would, and a fault in an amendment is told at the amendment's own line.
"""

from typing import Any

from regimen.errors import RegimenError, nearest
from regimen.protocol.edits import Edit, EditRefused, apply, copied
from regimen.protocol.shape import KeyPath, placed
from regimen.protocol.tree import Tree


def versions(tree: Tree) -> list[str]:
    """Every version the file can be read as, oldest first."""
    parts = [tree.data, *(part for part in _amendments(tree) if isinstance(part, dict))]
    return [part["version"] for part in parts if isinstance(part.get("version"), str)]


def amended(tree: Tree, version: str | None = None, on: str | None = None) -> Tree:
    """The tree as of a version, or as in force `on` a date (YYYY-MM-DD); the latest version if neither is given.

    An amendment without a date counts as in force. What does not apply becomes a finding at its place.
    """
    known = versions(tree)
    if version is not None and version not in known and tree.data:
        what = f"no version '{version[:40]}' of {tree.data.get('id', 'this protocol')}{nearest(version, known)}"
        raise RegimenError(what, allowed=", ".join(known))
    amendments = _amendments(tree)
    if not amendments or version == tree.data.get("version"):
        return tree
    work = copied(tree)
    for number in in_force(tree, on):
        part = amendments[number]
        _amend(work, part, ("amendments", number))
        if version is not None and part.get("version") == version:
            break
    return work


def in_force(tree: Tree, on: str | None = None) -> tuple[int, ...]:
    """Places of the amendments that count on a date (YYYY-MM-DD); all of them without one."""
    return tuple(
        number
        for number, part in enumerate(_amendments(tree))
        if isinstance(part, dict) and (on is None or str(part.get("date", "")) <= on)
    )


def _amendments(tree: Tree) -> list[Any]:
    found = tree.data.get("amendments")
    return found if isinstance(found, list) else []


def _amend(tree: Tree, part: dict[str, Any], path: KeyPath) -> None:
    """Make one amendment's changes; misshapen ones are left to the models, which say what is wrong with them."""
    changes = part.get("changes")
    for number, change in enumerate(changes if isinstance(changes, list) else []):
        if not isinstance(change, dict) or not isinstance(change.get("at"), str):
            continue
        edit = Edit(str(change.get("change")), change["at"], change.get("to"), change.get("before"))
        spots = tree.spots.get(id(change), {})
        try:
            apply(tree, edit, spots.get("to") or spots.get("at"))
        except EditRefused as error:
            at = (*path, "changes", number, "at")
            tree.findings.append(placed(tree, "amendment-refused", error.message, at))
    if isinstance(part.get("version"), str):
        tree.data.setdefault("base_version", tree.data.get("version"))
        tree.data["version"] = part["version"]
