"""Where facts come from: references nobody uses or finds, assumptions nobody reads, values without any source."""

import re
from collections import Counter
from collections.abc import Iterator

from regimen.days import DaySet
from regimen.errors import nearest
from regimen.lint.rule import Hit
from regimen.lint.view import View
from regimen.protocol.check import entities
from regimen.protocol.parts import Entity
from regimen.protocol.shape import KeyPath
from regimen.protocol.shelf import LIBRARY, library_ids
from regimen.protocol.values import LEVEL, Ref
from regimen.quantity import Dose

_FINDABLE = re.compile(r"https?://|doi|\d{4}|et al|[A-Z]\w+ [A-Z]{1,3}\b|, [A-Z]\w+")
"""An address, a number or year, authors, or a body behind a comma."""
_LABEL = re.compile(
    r"prescribing information|product information|summary of product|SmPC|package (?:insert|leaflet)|data ?sheet|label",
    re.IGNORECASE,
)
_REGISTERED = re.compile(r"nct\d{8}")


def entered_facts(view: View) -> Iterator[Hit]:
    """Facts that somebody entered without a source, told once a reference."""
    counts = Counter(reference for _, part in entities(view.protocol) for reference in _used(part))
    for name, reference in view.protocol.references.items():
        if reference.kind == "entered" and counts[name]:
            number = f"{counts[name]} part{'s' if counts[name] > 1 else ''} of the protocol"
            message = f"{number} rest on a user's own entry; name the source they come from"
            yield Hit(("references", name, "kind"), message)


def _used(part: Entity) -> set[str]:
    """The references a part names."""
    return {part.source, *part.sources.values()}


def unused_reference(view: View) -> Iterator[Hit]:
    """A reference on which nothing rests and that no text names by its id."""
    used = {reference for _, part in entities(view.protocol) for reference in _used(part)}
    for name in view.protocol.references:
        if name not in used and not _named(view, name):
            message = "no fact rests on it and no text names it; name it where it is used, or take it out"
            yield Hit(("references", name), message, of_key=True)


def _named(view: View, name: str) -> bool:
    """Whether a text for people holds the id of a reference as a word."""
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)
    return any(prose and word.search(text) for _, text, prose in view.scalars)


def vague_citation(view: View) -> Iterator[Hit]:
    """A citation by which nobody finds the source again."""
    for name, reference in view.protocol.references.items():
        text, kind = reference.citation, reference.kind
        findable = _FINDABLE.search(text) or (kind == "label" and _LABEL.search(text))
        if kind not in ("assumption", "entered") and not findable:
            message = f"'{text[:60]}' names no author, number or address; add what finds it again"
            yield Hit(("references", name, "citation"), message)


def unused_assumption(view: View) -> Iterator[Hit]:
    """An assumption group, or one value of it, that nothing reads."""
    read = _read(view)
    for name, group in view.protocol.assumptions.items():
        keys = {key: None for values in group.sets.values() for key in values}
        unread = [key for key in keys if (name, key) not in read]
        if keys and len(unread) == len(keys):
            yield Hit(
                ("assumptions", name), f"nothing reads it; write ${name}.{unread[0]} where it is meant", of_key=True
            )
        elif unread:
            path = ("assumptions", name, "sets", group.default, unread[0])
            yield Hit(
                path, f"nothing reads ${name}.{unread[0]}; write it where it is meant, or take it out", of_key=True
            )


def unused_level_value(view: View) -> Iterator[Hit]:
    """A value of the dose levels that nothing reads, so that the levels do not differ in it."""
    ladder, read = view.protocol.ladder, _read(view)
    if ladder is None:
        return
    for level, rung in ladder.levels.items():
        for key in rung.values:
            if (LEVEL, key) not in read:
                path: KeyPath = ("ladder", "levels", level, "values", key)
                yield Hit(
                    path, f"nothing reads ${LEVEL}.{key}; write it where it is meant, or take it out", of_key=True
                )
                return


def _read(view: View) -> set[tuple[str, str]]:
    """Every (group, key) that a field reads."""
    return {(value.group, value.key) for _, _, value in view.fields if isinstance(value, Ref)}


def assumed_in_line(view: View) -> Iterator[Hit]:
    """A dose or days that rest on an assumption but are written in the line, where nobody can choose another."""
    kinds = {name: reference.kind for name, reference in view.protocol.references.items()}
    for path, name, value in view.fields:
        if path[0] == "doses" and isinstance(value, Dose | DaySet):
            part = view.protocol.doses[int(path[1])]
            if part.overlay is None and kinds[part.sources.get(name, part.source)] == "assumption":
                what = "the dose is" if name == "dose" else "the days are"
                yield Hit(path, f"{what} assumed; move to a group of assumptions and write $group.key here")


def lookalike_unknown(view: View) -> Iterator[Hit]:
    """A protocol easily confused with this one that nobody finds: no registry number, not in the library."""
    for name in view.protocol.lookalikes:
        if not _REGISTERED.fullmatch(name) and not (LIBRARY / f"{name}.yaml").is_file():
            message = f"is neither in the library nor a registry number{nearest(name, library_ids())}; correct the id"
            yield Hit(("lookalikes", name), message, of_key=True)
