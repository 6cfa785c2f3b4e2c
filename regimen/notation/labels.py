"""What a typed protocol is called: ids of its lines, letters of its drugs, title, notes."""

import string
from collections.abc import Collection

from regimen.nomenclature import drug_name
from regimen.notation.names import spelling_question

SIGNS = string.ascii_uppercase + string.ascii_lowercase + string.digits
"""Signs that drugs have in narrow calendars."""
_NAMED = 6
"""Drugs that a title names; the rest are counted."""


def line_ids(drugs: list[str]) -> list[str]:
    """A line id for each item: the drug, numbered from its second item on."""
    ids: list[str] = []
    for drug in drugs:
        number, name = 2, drug
        while name in ids or (name != drug and name in drugs):
            name = f"{drug}-{number}"
            number += 1
        ids.append(name)
    return ids


def letters_of(drugs: list[str]) -> dict[str, str] | None:
    """Drug to a sign of its own: a letter of its name, or the next one free; None where the signs run out."""
    letters: dict[str, str] = {}
    for name in dict.fromkeys(drugs):
        wished = [sign for sign in name.upper() if sign in SIGNS]
        free = next((sign for sign in [*wished, *SIGNS] if sign not in letters.values()), None)
        if free is None:
            return None
        letters[name] = free
    return letters


def listed(drugs: list[str], between: str) -> str:
    """The drugs of a heading, each once."""
    names = [drug_name(drug) for drug in dict.fromkeys(drugs)]
    more = len(names) - _NAMED
    return between.join(names[:_NAMED]) + (f"{between}{more} more" if more > 0 else "")


def notes_on(drugs: Collection[str], *, sourced: bool) -> list[str]:
    """What the reader of a typed regimen must know, and names that may be slips of the keyboard."""
    questions = [(name, known) for name in drugs if (known := spelling_question(name)) is not None]
    unsourced = "" if sourced else ", and no source stands behind it"
    return [
        f"Typed in one line: no product is known for its drugs{unsourced}.",
        *(f"No drug named {name} is known here; was {known} meant?" for name, known in questions),
    ]
