"""Columns that look as if they told who somebody is: refused unless they are dropped.

Looked at by header and by content. It is a net with holes: free text is not read, so whoever imports must look too.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from regimen.record.importing.table import Table

_WORDS = {
    "a person's name": "name names initials nom prenom prénom nombre apellido apellidos cognome",
    "a date of birth": "dob born yob geb nacimiento nascita",
    "a person's number": """pat pid mrn nhs ssn nhi cpr dni record chart insurance passport accession specimen barcode
        hosp hospital aktenzeichen fallnummer""",
    "an address": "address street city zip postal phone telephone mobile email mail fax adresse telefon",
}
_STEMS = {
    "a person's name": "surname forename firstname lastname fullname givenname patname ptname vorname nachname",
    "a date of birth": "birth brthdt geburt naissance",
    "a person's number": "patient medrec medicalrecord recordn personnummer",
    "an address": "postcode zipcode",
}
"""What a word of a header may hold, however it is run together: `PATIENTID`, `BRTHDTC`."""
_THINGS = {"drug", "agent", "medication", "product", "test", "analyte", "protocol", "study", "unit"}
"""Words that say that a name is that of a thing."""
SUBJECT = {
    "id", "subject", "subject id", "subject code", "subjid", "usubjid", "participant", "participant id", "study id",
}  # fmt: skip
"""Headers of a pseudonymous code; one table is one subject."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+", re.IGNORECASE)
_FULL_NAME = re.compile(r"(?:(?:Mrs?|Ms|Dr|Prof|Herr|Frau)\.? )?[A-ZÀ-Þ][\w'’-]+ (?:[A-ZÀ-Þ]\.? )?[A-ZÀ-Þ][\w'’-]+")
_COMMA_NAME = re.compile(r"[A-ZÀ-Þ][\w'-]+, ?[A-ZÀ-Þ][\w'-]*\.?")
_DATE = re.compile(r"(?:[0-9]{1,2}[/.-]){2}((?:19|20)[0-9]{2})|((?:19|20)[0-9]{2})-[0-9]{2}-[0-9]{2}.*", re.ASCII)
_NUMBER = re.compile(r"[0-9]{6,}", re.ASCII)
_YEARS_BEFORE = 10


def header_words(header: str) -> str:
    """A header in lower case, its words one space apart: `Patient_Name` is `patient name`."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return " ".join(re.split(r"[\s_.\-/#:]+", spaced.lower())).strip()


def personal(table: Table, skip: Iterable[int], known: Iterable[int], dated: int) -> Iterator[tuple[int, str]]:
    """Each column that looks personal, with what it looks like; `dated` is the column of the dates of the rows.

    Of columns in `known`, which hold values, drugs or dates, only the header is looked at.
    """
    years = _years(table.cells(dated))
    skipped, told = set(skip), set(known)
    for index, header in enumerate(table.header):
        if index in skipped:
            continue
        if what := _by_header(header) or (None if index in told else _by_content(table.cells(index), years)):
            yield index, what


def _by_header(header: str) -> str | None:
    words = set(header_words(header).split())
    if words & _THINGS:
        words -= {"name", "names"}
    by_word = (what for what, known in _WORDS.items() if words & set(known.split()))
    together = "".join(header_words(header).split())
    by_stem = (what for what, known in _STEMS.items() if any(stem in together for stem in known.split()))
    return next(by_word, None) or next(by_stem, None)


def _by_content(cells: list[str], years: list[int]) -> str | None:
    if not cells:
        return None
    if _all(_EMAIL.fullmatch, cells):
        return "an e-mail address"
    if _all(_COMMA_NAME.fullmatch, cells) or _all(_FULL_NAME.fullmatch, cells):
        return "a person's name"
    if years and (born := _years(cells)) and max(born) <= min(years) - _YEARS_BEFORE:
        return "a date of birth"
    if len(set(cells)) == 1 and _NUMBER.fullmatch(cells[0]):
        return "a person's number"
    return None


def _all(matches: Callable[[str], object], cells: list[str]) -> bool:
    return all(matches(cell) for cell in cells)


def _years(cells: list[str]) -> list[int]:
    """The years of a column of dates; none if it holds anything else."""
    found = [_DATE.fullmatch(cell) for cell in cells]
    return [int(match[1] or match[2]) for match in found if match] if all(found) else []
