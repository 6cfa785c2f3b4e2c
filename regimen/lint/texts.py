"""The texts and figures of a file that people read, as written; what only the program reads is left out.

Citations and identifiers are other people's words, and ids are names in the file: none of them is held against the
lists of error-prone spellings.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from regimen.protocol.shape import KeyPath


class Scalar(NamedTuple):
    """One text or figure with its path."""

    path: KeyPath
    text: str
    prose: bool
    """Whether it is text for people; else it is a figure that the program works with, mostly with a unit."""


_UNREAD = {"references", "identifiers", "source", "sources", "amendments"}
_CHOICES = {"sets", "values"}
"""Keys whose values may be either: what a set of assumptions or a level stands for."""
_BARE = re.compile(r"[\d.,/-]+")
"""Counts, thresholds and days, which are no doses."""
_PROSE = {
    *("title", "short", "condition", "notes", "lookalikes", "reason", "name", "caution", "event", "anchor", "until"),
    *("provided", "closed", "site", "note", "pregnancy", "label_note", "near_limit", "diluent"),
}
_FIGURES = {
    *("dose", "cap", "course_total", "single_maximum", "lifetime_maximum", "label_maximum", "strength", "vials"),
    *("lowest", "highest", "smallest_ml", "bags", "from_dose", "percent", "carries", "over", "lag"),
}
_KINDS: dict[str | int, bool] = {**dict.fromkeys(_PROSE, True), **dict.fromkeys(_FIGURES, False)}


def scalars(data: Any, path: KeyPath = (), prose: bool | None = None, *, choices: bool = False) -> Iterator[Scalar]:
    """Every text and figure below a container; `choices` inside what may hold either."""
    entries: Iterable[tuple[str | int, Any]] = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in entries:
        if key in _UNREAD:
            continue
        kind = prose if (known := _KINDS.get(key)) is None else known
        if not isinstance(value, str):
            yield from scalars(value, (*path, key), kind, choices=choices or key in _CHOICES)
        elif kind is not None:
            yield Scalar((*path, key), value, kind)
        elif choices and not _BARE.fullmatch(value):
            yield Scalar((*path, key), value, not value[:1].isdigit())
