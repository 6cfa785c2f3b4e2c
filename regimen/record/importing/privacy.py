"""Columns that look as if they told who somebody is: refused unless they are dropped.

Looked at by header and by content. It is a net with holes: free text is not read, so whoever imports must look too.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from regimen.record.importing.table import Table

_WORDS = {
    "a person's name": """name names surname forename firstname lastname fullname initials nom prenom prénom vorname
        nachname nombre apellido apellidos cognome""",
    "a date of birth": "dob birth birthdate birthday born yob geb geburtsdatum naissance nacimiento nascita",
    "a person's number": """patient mrn nhs ssn nhi medrec record chart insurance passport accession specimen barcode
        hospital aktenzeichen""",
    "an address": "address street city zip postcode postal phone telephone mobile email mail fax adresse telefon",
}
_THINGS = {"drug", "agent", "medication", "product", "test", "analyte", "protocol", "study", "unit"}
"""Words that say that a name is that of a thing."""
SUBJECT = {"subject", "subject id", "subject code", "subjid", "usubjid", "participant", "participant id", "study id"}
"""Headers of a pseudonymous code; one table is one subject."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+", re.IGNORECASE)
_COMMA_NAME = re.compile(r"[A-ZÀ-Þ][\w'-]+, ?[A-ZÀ-Þ][\w'-]*\.?")
_DATE = re.compile(r"(?:[0-9]{1,2}[/.-]){2}((?:19|20)[0-9]{2})|((?:19|20)[0-9]{2})-[0-9]{2}-[0-9]{2}.*", re.ASCII)
_NUMBER = re.compile(r"[0-9]{6,}", re.ASCII)
_YEARS_BEFORE = 10


def header_words(header: str) -> str:
    """A header in lower case, its words one space apart: `Patient_Name` is `patient name`."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return " ".join(re.split(r"[\s_.\-/#:]+", spaced.lower())).strip()


def personal(table: Table, skip: Iterable[int], dated: int | None) -> Iterator[tuple[int, str]]:
    """Each column that looks personal, with what it looks like; `dated` is the column of the dates of the rows."""
    years = _years(table.cells(dated)) if dated is not None else []
    skipped = set(skip)
    for index, header in enumerate(table.header):
        if index in skipped:
            continue
        cells = table.cells(index)
        if what := _by_header(header) or _by_content(cells, years if index != dated else []):
            yield index, what


def _by_header(header: str) -> str | None:
    words = set(header_words(header).split())
    if words & _THINGS:
        words -= {"name", "names"}
    return next((what for what, known in _WORDS.items() if words & set(known.split())), None)


def _by_content(cells: list[str], years: list[int]) -> str | None:
    if not cells:
        return None
    if _all(_EMAIL.fullmatch, cells):
        return "an e-mail address"
    if _all(_COMMA_NAME.fullmatch, cells):
        return "a person's name"
    if years and (born := _years(cells)) and max(born) <= min(years) - _YEARS_BEFORE:
        return "a date of birth"
    if len(cells) > 1 and len(set(cells)) == 1 and _NUMBER.fullmatch(cells[0]):
        return "a person's number"
    return None


def _all(matches: Callable[[str], object], cells: list[str]) -> bool:
    return all(matches(cell) for cell in cells)


def _years(cells: list[str]) -> list[int]:
    """The years of a column of dates; none if it holds anything else."""
    found = [_DATE.fullmatch(cell) for cell in cells]
    return [int(match[1] or match[2]) for match in found if match] if all(found) else []
