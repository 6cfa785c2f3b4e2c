"""One value that can be changed, as a row of the panel. No Textual."""

from typing import NamedTuple

from regimen.nomenclature import MARK, NOT_IN_SOURCES


class Field(NamedTuple):
    """One row of the panel of values."""

    path: str
    """Where the value stands in the course (`subject.weight_kg`)."""
    label: str
    """Name of the row."""
    value: str
    """Value as shown."""
    edit: str
    """Value as typed."""
    choices: tuple[str, ...] = ()
    """What it may be, where that is a list."""
    hint: str = ""
    """What may be typed, or why the value is open."""
    assumed: bool = False
    """Whether it carries the mark †."""


def shown_value(field: Field, *, hide: bool) -> str:
    """The value with its mark; assumed ones are blanked when `hide`."""
    if not field.assumed:
        return field.value
    return NOT_IN_SOURCES if hide else f"{field.value}{MARK}"
