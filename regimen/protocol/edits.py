"""Single changes to the plain data of a file: set, add, remove, each with the change that takes it back.

A place is written as keys joined by points; entries of a list go by their own name (`doses.lenalidomide.days`). Keys
may hold points themselves (`assumptions.recovery.sets.0.5-20`), so the longest key that is there is taken.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from regimen.errors import RegimenError, nearest
from regimen.protocol.shape import KeyPath
from regimen.protocol.tree import Spot, Tree

_NAMES = ("id", "agent", "rule", "version")
"""Keys that may name an entry of a list, the first that it has."""


class Edit(NamedTuple):
    """One change; `before` puts an added part in front of another instead of at the end."""

    change: str
    """`set`, `add` or `remove`."""
    at: str
    to: Any = None
    before: str | None = None


class EditRefused(RegimenError):
    """A change that does not apply: its place does not exist, or exists already."""


def edited(data: dict[str, Any], edits: Sequence[Edit]) -> tuple[dict[str, Any], list[Edit]]:
    """A copy of the data with the edits made, and the edits that take them back, in the order to apply them."""
    work = copied(Tree("", data))
    inverses = [apply(work, edit, None) for edit in edits]
    return work.data, inverses[::-1]


def copied(tree: Tree) -> Tree:
    """A tree of its own that can be changed: every container new, every place kept."""
    work = Tree(tree.file, {}, list(tree.findings), dict(tree.spots))
    work.data = _copy(work, tree.data)
    return work


def _copy(tree: Tree, node: Any) -> Any:
    if not isinstance(node, dict | list):
        return node
    new: Any = (
        {key: _copy(tree, value) for key, value in node.items()}
        if isinstance(node, dict)
        else [_copy(tree, value) for value in node]
    )
    tree.spots[id(new)] = dict(tree.spots.get(id(node), {}))
    return new


def apply(tree: Tree, edit: Edit, spot: Spot | None) -> Edit:
    """Make one edit in place, its value standing at `spot`; returns the edit that takes it back."""
    if edit.change == "set":
        return _set(tree, edit, spot)
    if edit.change == "remove":
        return _remove(tree, edit)
    if edit.change == "add":
        return _add(tree, edit, spot)
    raise EditRefused(f"'{edit.change[:20]}' is no change", allowed="set, add or remove")


def _set(tree: Tree, edit: Edit, spot: Spot | None) -> Edit:
    path = _located(tree.data, edit.at)
    parent, key = tree.at(path[:-1]), path[-1]
    old, parent[key] = parent[key], _copy(tree, edit.to)
    place = _place(tree.data, path)
    if _descended(tree.data, place) != (path, ""):
        parent[key] = old
        raise EditRefused(f"'{place}' would stand there twice", hint="give it a name of its own")
    _note(tree, parent, key, spot)
    return Edit("set", place, old)


def _place(data: Any, path: KeyPath) -> str:
    """A path as the text of a place."""
    names, node = [], data
    for key in path:
        names.append(list(_names(node))[key] if isinstance(key, int) else key)
        node = node[key]
    return ".".join(names)


def _remove(tree: Tree, edit: Edit) -> Edit:
    *above, key = _located(tree.data, edit.at)
    if key in _NAMES and above and isinstance(above[-1], int):
        raise EditRefused(f"'{edit.at}' is what its entry goes by", hint="remove the whole entry, or set another name")
    parent = tree.at(tuple(above))
    names = list(_names(parent))
    at = key if isinstance(key, int) else names.index(key)
    follower = names[at + 1] if at + 1 < len(names) else None
    old = parent.pop(key)
    spots = [spot for name, spot in _spots_of(tree, parent) if name != key]
    _renote(tree, parent, spots)
    place = edit.at if isinstance(parent, dict) else edit.at.removesuffix(f".{names[at]}")
    return Edit("add", place, old, follower)


def _add(tree: Tree, edit: Edit, spot: Spot | None) -> Edit:
    path, rest = _descended(tree.data, edit.at)
    node, value = tree.at(path), _copy(tree, edit.to)
    if isinstance(node, list) and not rest:
        index = len(node) if edit.before is None else _entry(node, edit.before, edit.at)
        spots = [spot for _, spot in _spots_of(tree, node)]
        node.insert(index, value)
        if len(set(_names(node))) < len(node):
            del node[index]
            raise EditRefused(f"'{edit.at}' has an entry of that name already", hint="give it a name of its own")
        if spot is not None:
            spots.insert(index, spot)
        _renote(tree, node, spots)
        return Edit("remove", f"{edit.at}.{list(_names(node))[index]}")
    if not isinstance(node, dict) or not rest:
        raise EditRefused(f"'{edit.at}' is there already", hint="use set to change it")
    if rest in _NAMES and path and isinstance(path[-1], int):
        raise EditRefused(f"'{edit.at}' would give its entry another name", hint="remove the entry and add it anew")
    if edit.before is not None and edit.before not in node:
        raise EditRefused(f"'{edit.at}' cannot stand before '{edit.before}'", allowed=", ".join(node) or None)
    keys = list(node)
    moved = keys[keys.index(edit.before) :] if edit.before is not None else []
    held = {key: node.pop(key) for key in moved}
    node[rest] = value
    node.update(held)
    _note(tree, node, rest, spot)
    return Edit("remove", edit.at)


def _descended(data: Any, at: str) -> tuple[KeyPath, str]:
    """As far as a place leads: the path that is there, and the rest of the text that is not."""
    path: list[str | int] = []
    node: Any = data
    rest = at.split(".")
    while rest:
        names = list(_names(node))
        count = next((n for n in range(len(rest), 0, -1) if ".".join(rest[:n]) in names), 0)
        if not count:
            break
        name = ".".join(rest[:count])
        key: str | int = name if isinstance(node, dict) else names.index(name)
        path.append(key)
        node, rest = node[key], rest[count:]
    return tuple(path), ".".join(rest)


def _located(data: Any, at: str) -> KeyPath:
    """The path of a place that must be there."""
    path, rest = _descended(data, at)
    if rest or not path:
        node = data
        for key in path:
            node = node[key]
        known = [name for name in _names(node) if name]
        what = f"there is no '{rest or at}' at '{at}'{nearest(rest, known)}"
        raise EditRefused(what, allowed=", ".join(known) or "nothing is there")
    return path


def _names(node: Any) -> Iterator[str]:
    """What the entries of a container go by."""
    if isinstance(node, dict):
        yield from node
    elif isinstance(node, list):
        for part in node:
            names = (part[key] for key in _NAMES if key in part) if isinstance(part, dict) else iter([part])
            yield str(next(names, ""))


def _entry(node: list[Any], name: str, at: str) -> int:
    names = list(_names(node))
    if name not in names:
        raise EditRefused(f"there is no '{name}' at '{at}'{nearest(name, names)}", allowed=", ".join(names) or None)
    return names.index(name)


def _note(tree: Tree, parent: Any, key: str | int, spot: Spot | None) -> None:
    """Remember where a value that was set or added stands."""
    if spot is not None:
        name = f".{key}" if isinstance(key, str) else f"[{key + 1}]"
        tree.spots.setdefault(id(parent), {})[key] = spot._replace(name=name)


def _spots_of(tree: Tree, node: Any) -> list[tuple[str | int, Spot]]:
    """The spots of a container's entries, those of a list by index."""
    spots = tree.spots.get(id(node), {})
    return sorted(spots.items()) if isinstance(node, list) else list(spots.items())


def _renote(tree: Tree, node: Any, spots: list[Spot]) -> None:
    """Number the spots of a list anew after an entry came or went."""
    if isinstance(node, list) and spots:
        tree.spots[id(node)] = {i: spot._replace(name=f"[{i + 1}]") for i, spot in enumerate(spots)}
