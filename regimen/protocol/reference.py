"""The reference of the protocol file, made from the models: every part, every key, how its value is written.

The page, the command and the editor's help are all made of it, so that none can tell of a key that is not read.
"""

import types
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from regimen.nomenclature import NOTICE
from regimen.protocol.canonical import key_order
from regimen.protocol.kinds import KINDS, REFERENCE, kind_name
from regimen.protocol.model import Protocol
from regimen.protocol.parts import FORMAT, Part
from regimen.protocol.schema import field_words

_ONE_OF = "one of "


class Key(NamedTuple):
    """One key of a part."""

    name: str
    holds: str
    """What its value is, in words: `list of dose line`, `dose or $reference`, `one of PO, IV`."""
    part: type[Part] | None
    """The part that its value, or each of its values, is."""
    layers: int
    """Lists and mappings between the key and its single values."""
    required: bool
    default: str
    """What holds if it is left out; empty where that is nothing."""
    words: str


class PartWords(NamedTuple):
    """One kind of part and its keys, in the order in which files list them."""

    name: str
    words: str
    keys: tuple[Key, ...]


class _Held(NamedTuple):
    words: str
    part: type[Part] | None = None
    layers: int = 0


@cache
def part_words(model: type[Part]) -> PartWords:
    """A model in words."""
    hints = get_type_hints(model, include_extras=True)
    return PartWords(
        _spelled(model),
        " ".join((model.__doc__ or "").split()),
        tuple(_key(model, name, hints[name]) for name in key_order(model)),
    )


@cache
def all_parts() -> tuple[type[Part], ...]:
    """Every kind of part, the whole file first, each after the one that first holds it."""
    found: dict[type[Part], None] = {Protocol: None}
    waiting: list[type[Part]] = [Protocol]
    while waiting:
        held = [key.part for key in part_words(waiting.pop(0)).keys if key.part]
        waiting += [part for part in dict.fromkeys(held) if part not in found]
        found |= dict.fromkeys(held)
    return tuple(found)


def at(path: Sequence[str | int]) -> tuple[PartWords, Key | None]:
    """The part that a path of a file leads into, and the key of it that the path ends in or below.

    There is no key where the path ends in an entry (`agents.etoposide`: the part is the agent), or in no known key.
    """
    part, rest = part_words(Protocol), list(path)
    while rest:
        key = next((key for key in part.keys if key.name == rest[0]), None)
        if key is None or key.part is None or len(rest) <= key.layers:
            return part, key
        part, rest = part_words(key.part), rest[1 + key.layers :]
    return part, None


def _key(model: type[Part], name: str, hint: Any) -> Key:
    field, held = model.model_fields[name], _held(_bare(hint))
    default = "" if field.is_required() or field.default in (None, [], {}) else str(field.default)
    words = field_words(model.__name__, name)
    return Key(name, held.words, held.part, held.layers, field.is_required(), default, words)


def _held(hint: Any) -> _Held:
    """What a field's type says of its values."""
    if name := kind_name(hint):
        return _Held(name)
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _held(args[0])
    if origin is Literal:
        return _Held(f"{_ONE_OF if len(args) > 1 else ''}{', '.join(map(str, args))}")
    if origin in (list, dict):
        inner = _held(args[-1])
        head = "list of" if origin is list else f"{_held(args[0]).words.removeprefix(_ONE_OF)} →"
        return _Held(f"{head} {inner.words.removeprefix(_ONE_OF)}", inner.part, inner.layers + 1)
    if isinstance(hint, type) and issubclass(hint, Part):
        return _Held(_spelled(hint), hint)
    return _Held("text" if hint is str else "any value")


def _bare(hint: Any) -> Any:
    """The type without `| None`."""
    if get_origin(hint) in (Union, types.UnionType) and kind_name(hint) is None:
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


def _spelled(model: type[Part]) -> str:
    """`DoseLine` as `dose line`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__)
    return words.strip().replace("dlt", "DLT")


def as_markdown() -> str:
    """The whole reference as a page of Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield from (f"# The protocol file, format {FORMAT}", "", f"> **{NOTICE}**", "")
    yield "Made from what the program reads by `regimen protocols format`; [authoring.md](authoring.md) says how to"
    yield "begin. A file is YAML in UTF-8 without tags, anchors and aliases; unknown keys and doubled keys are refused."
    yield from ("", "## How values are written", "", "| kind | how | examples |", "|---|---|---|")
    for kind in (*KINDS, REFERENCE):
        yield f"| {kind.name} | {kind.words} | {', '.join(f'`{example}`' for example in kind.examples)} |"
    for part in map(part_words, all_parts()):
        yield from ("", f"## {part.name[0].upper()}{part.name[1:]}", "", part.words, "")
        yield from ("| key | holds | if left out | what it is |", "|---|---|---|---|")
        for key in part.keys:
            left_out = "**needed**" if key.required else f"`{key.default}`" if key.default else ""
            yield f"| `{key.name}` | {_linked(key)} | {left_out} | {key.words} |"


def _linked(key: Key) -> str:
    if key.part is None:
        return key.holds
    name = _spelled(key.part)
    return f"{key.holds.removesuffix(name)}[{name}](#{name.lower().replace(' ', '-')})"
