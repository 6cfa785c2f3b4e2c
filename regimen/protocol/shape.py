"""Hold a tree against a pydantic model, and tell every misfit in plain words with its place.

Serves every file format of the program: protocols, courses, records, cases.
"""

import types
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from regimen.errors import nearest
from regimen.findings import Finding, Severity
from regimen.protocol.tree import Tree

M = TypeVar("M", bound=BaseModel)
KeyPath = tuple[str | int, ...]
"""Keys and list indexes that lead to a value."""


class Later(NamedTuple):
    """In a field's annotation: the model of a part that few files have, loaded when one does."""

    load: Callable[[], type[BaseModel]]


_WANTED = {
    "dict_type": "a mapping of 'key: value' lines",
    "model_type": "a mapping of 'key: value' lines",
    "list_type": "a list (lines that begin with '-')",
    "string_type": "text",
}


def shaped(tree: Tree, model: type[M]) -> tuple[M | None, list[Finding]]:
    """The model made of the tree, or every reason why not."""
    try:
        return model.model_validate(tree.data), []
    except ValidationError as error:
        return None, [_told(tree, model, problem) for problem in error.errors(include_url=False)]


def salvaged(tree: Tree, model: type[M], stand_ins: Mapping[str, Any]) -> tuple[M, Tree] | None:
    """The model of what is left when the misfit parts are taken out, and that remainder with its places.

    Later checks run on it, so that reports stay complete in one go: a wrong dose on one line must not hide
    an unknown agent on another. `stand_ins` take the place of top-level keys that the model cannot do without.
    """
    rest = Tree(tree.file, tree.data, [], dict(tree.spots))
    for _ in range(6):
        try:
            return model.model_validate(rest.data), rest
        except ValidationError as error:
            problems = error.errors(include_url=False)
        paths = {_to_remove(problem) for problem in problems}
        kept = _without(rest, rest.data, paths - {()}, ())
        needed = {problem["loc"][0] for problem in problems if len(_clean(problem["loc"])) == 1}
        rest.data = {**kept, **{str(key): stand_ins[str(key)] for key in needed if str(key) in stand_ins}}
        rest.spots[id(rest.data)] = {
            key: spot for key, spot in rest.spots.get(id(kept), {}).items() if key not in needed
        }
    return None


def _to_remove(problem: Any) -> KeyPath:
    """What goes for a misfit: the value, or the whole part that lacks a key."""
    path = _clean(problem["loc"])
    return path[:-1] if problem["type"] == "missing" else path


def _without(rest: Tree, node: Any, paths: set[KeyPath], at: KeyPath) -> Any:
    """The node less what misfits; a list item or a named entry with a misfit inside goes as a whole."""
    if not _touches(at, paths) or isinstance(node, str):
        return node
    spots = rest.spots.get(id(node), {})
    keys: Iterable[Any] = node if isinstance(node, dict) else range(len(node))
    whole = isinstance(node, list) or len(at) == 1
    kept = [key for key in keys if not (_touches((*at, key), paths) if whole else (*at, key) in paths)]
    values = [_without(rest, node[key], paths, (*at, key)) for key in kept]
    result: Any = dict(zip(kept, values, strict=True)) if isinstance(node, dict) else values
    names = kept if isinstance(node, dict) else range(len(kept))
    rest.spots[id(result)] = {name: spots[key] for name, key in zip(names, kept, strict=True) if key in spots}
    return result


def _touches(path: KeyPath, paths: set[KeyPath]) -> bool:
    return any(other[: len(path)] == path for other in paths)


def _clean(loc: KeyPath) -> KeyPath:
    """Pydantic marks a bad mapping key by a last part `[key]`; the path ends before it."""
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def _told(tree: Tree, model: type[BaseModel], problem: Any) -> Finding:
    path, kind = _clean(problem["loc"]), problem["type"]
    of_key = kind == "extra_forbidden" or path != problem["loc"]
    code, message = in_words(model, problem)
    return placed(tree, code, message, path[:-1] if kind == "missing" else path, of_key=of_key)


def in_words(model: type[BaseModel], problem: Any) -> tuple[str, str]:
    """Code and message of one of the problems that pydantic lists."""
    path, kind = _clean(problem["loc"]), problem["type"]
    code, message = "value-refused", problem["msg"].removeprefix("Value error, ")
    if kind == "extra_forbidden":
        allowed = _keys_at(model, path[:-1])
        code = "unknown-key"
        message = f"unknown key '{_short(path[-1])}'{nearest(str(path[-1]), allowed)}; allowed: {', '.join(allowed)}"
    elif kind == "missing":
        code, message = "missing-key", f"the key '{path[-1]}' is missing here"
    elif kind == "literal_error":
        allowed_text = problem["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        value = _short(problem["input"])
        message = f"'{value}' is not allowed{nearest(value, allowed_text.split(', '))}; allowed: {allowed_text}"
    elif kind in _WANTED:
        code, message = "wrong-shape", f"{_WANTED[kind]} is meant here"
    return code, message


def placed(tree: Tree, code: str, message: str, path: KeyPath, *, of_key: bool = False) -> Finding:
    """An error in a file, with its subject in words and its place."""
    subject = tree.subject(path)
    return Finding(code, Severity.ERROR, f"{subject}: {message}", subject, None, tree.place(path, of_key=of_key))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - a message stays readable


def _keys_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys a mapping at `path` may have, found by walking the model's annotations."""
    current: Any = model
    for part in path:
        current = _inner(current, part)
    return sorted(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else []


def _inner(annotation: Any, part: str | int) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _bare(annotation.model_fields[str(part)].annotation)
    args = get_args(annotation)
    return _bare(args[-1]) if args else Any


def _bare(annotation: Any) -> Any:
    """The annotation without `| None`, or the model that is loaded later."""
    if get_origin(annotation) in (Union, types.UnionType):
        return _bare(next(arg for arg in get_args(annotation) if arg is not type(None)))
    if get_origin(annotation) is Annotated:
        return next((part.load() for part in annotation.__metadata__ if isinstance(part, Later)), annotation)
    return annotation
