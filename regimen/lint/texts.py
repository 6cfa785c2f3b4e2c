"""The texts and figures of a file that people read, as written; what only the program reads is left out.

Citations and identifiers are other people's words, and ids are names in the file: none of them is held against the
lists of error-prone spellings.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple

from regimen.protocol.shape import KeyPath


class Form(Enum):
    """What a scalar is."""

    PROSE = "prose"
    """Text for people."""
    FIGURE = "figure"
    """A number that the program multiplies out, mostly with a unit."""


class Scalar(NamedTuple):
    """One text or figure with its path."""

    path: KeyPath
    text: str
    form: Form

    @property
    def prose(self) -> bool:
        """Whether it is text for people."""
        return self.form is Form.PROSE


_UNREAD = {"references", "identifiers", "source", "sources", "amendments"}
_CHOICES = {"sets", "values"}
"""Keys whose values may be either: what a choice of sets or a level stands for."""
_FORMS = {
    **dict.fromkeys(
        (
            *("title", "short", "condition", "notes", "lookalikes", "reason", "name", "caution", "event", "anchor"),
            *("until", "provided", "closed", "site", "note", "pregnancy", "label_note", "near_limit", "diluent"),
        ),
        Form.PROSE,
    ),
    **dict.fromkeys(
        (
            *("dose", "cap", "course_total", "single_maximum", "lifetime_maximum", "label_maximum", "strength"),
            *("vials", "lowest", "highest", "smallest_ml", "bags", "from_dose", "percent", "carries", "over", "lag"),
        ),
        Form.FIGURE,
    ),
}  # fmt: skip


def scalars(data: Any, path: KeyPath = (), form: Form | None = None, *, open_: bool = False) -> Iterator[Scalar]:
    """Every text and figure below a container; `open_` inside what may hold either."""
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in entries:
        if key in _UNREAD:
            continue
        kind = _FORMS.get(key, form) if isinstance(data, dict) else form
        if not isinstance(value, str):
            yield from scalars(value, (*path, key), kind, open_=open_ or key in _CHOICES)
        elif kind is not None:
            yield Scalar((*path, key), value, kind)
        elif open_:
            yield Scalar((*path, key), value, Form.FIGURE if value[:1].isdigit() else Form.PROSE)
