"""Which column of a table is what: by the usual headers, or as the person who imports says."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from regimen.counts.units import ANALYTES, unit_of
from regimen.errors import RegimenError, ValueSyntaxError, nearest
from regimen.quantity import parse_amount
from regimen.record.entries import Administration, BloodCount, Timed
from regimen.record.importing.privacy import header_words
from regimen.record.importing.table import Table


class Kind(NamedTuple):
    """What a table can hold."""

    section: str
    """Key of the record."""
    model: type[Timed]
    prefix: str
    """First letter of the ids that are given out."""
    needed: tuple[str, ...]
    headers: Mapping[str, str]
    """Field to the headers it is known by, parted by commas; a field without any must be mapped."""


_DATES = "collected, collection date, date collected, sample date, date of collection, drawn, date time, datetime"
KINDS = {
    "counts": Kind(
        "counts",
        BloodCount,
        "c",
        ("date",),
        {
            "date": f"date, {_DATES}",
            "time": "time, collection time, time collected, time of collection",
            "anc": "anc, neutrophils, neutrophil count, absolute neutrophil count, absolute neutrophils, neut, neuts",
            "wbc": "wbc, wcc, white cells, white blood cells, white cell count, leukocytes, leucocytes",
            "platelets": "platelets, platelet count, plt, plts, thrombocytes",
            "haemoglobin": "haemoglobin, hemoglobin, hb, hgb",
            "blasts": "blasts, blood blasts, peripheral blasts, circulating blasts",
            "note": "",
        },
    ),
    "administrations": Kind(
        "administrations",
        Administration,
        "a",
        ("date", "agent"),
        {
            "date": "date, given on, date given, administered, administration date, date time, datetime",
            "time": "time, time given, administration time",
            "agent": "agent, drug, drug name, medication, study drug",
            "amount": "amount, dose, dose given, amount given",
            "route": "route, route of administration",
            "note": "",
        },
    ),
}


class Column(NamedTuple):
    """A column that is imported."""

    number: int
    """Its place in the table, from 0."""
    field: str
    unit: str | None
    """Unit of its bare numbers."""


def columns_of(table: Table, kind: Kind, chosen: Mapping[str, str], units: Mapping[str, str]) -> list[Column]:
    """The columns by field: those chosen by header, then those with a usual header; refuses what cannot be told."""
    known = {field: _chosen(table, kind, field, header) for field, header in chosen.items()}
    taken = set(known.values())
    for field in kind.headers:
        fitting = [index for index, name in enumerate(table.header) if index not in taken and _fits(field, name, kind)]
        if len(fitting) > 1 and field not in known:
            names = " and ".join(f"'{table.header[index]}'" for index in fitting)
            raise RegimenError(f"{names} may both be {field}", hint=f"give --map {field}=COLUMN, or --drop one")
        if fitting and field not in known:
            known[field] = fitting[0]
    lacking = [field for field in kind.needed if field not in known]
    if lacking or not set(known) - {"date", "time", "note"}:
        field = lacking[0] if lacking else "anc"
        raise RegimenError(
            f"no column is {field}", allowed=", ".join(filter(None, table.header)), hint=f"give --map {field}=COLUMN"
        )
    _no_others("--unit", units, known)
    return [Column(index, field, _unit(field, table.header[index], units.get(field))) for field, index in known.items()]


def pairs(option: str, texts: list[str]) -> dict[str, str]:
    """`FIELD=TEXT` pairs, several in one text parted by commas; a comma inside a header is kept."""
    found: dict[str, str] = {}
    for text in texts:
        for part in re.split(r",(?=\s*[a-z]+=)", text):
            field, equals, value = (piece.strip() for piece in part.partition("="))
            if not (field and equals and value):
                raise RegimenError(
                    f"{option}: cannot read '{part[:40]}'", allowed="FIELD=TEXT, such as anc=Neutrophils"
                )
            if field in found:
                raise RegimenError(f"{option}: '{field}' is given twice", hint="give it once")
            found[field] = value
    return found


def index_of(table: Table, option: str, header: str) -> int:
    """The column of a header, in any case."""
    names = [name.lower() for name in table.header]
    if header.lower() not in names:
        near = nearest(header, filter(None, table.header))
        allowed = ", ".join(filter(None, table.header))
        raise RegimenError(f"{option}: there is no column '{header[:40]}'{near}", allowed=allowed)
    return names.index(header.lower())


def _chosen(table: Table, kind: Kind, field: str, header: str) -> int:
    _no_others("--map", {field: header}, kind.headers)
    return index_of(table, "--map", header)


def _no_others(option: str, given: Mapping[str, str], known: Mapping[str, object]) -> None:
    for field in given:
        if field not in known:
            raise RegimenError(
                f"{option}: '{field[:40]}' is not imported here{nearest(field, known)}", allowed=", ".join(known)
            )


def _fits(field: str, header: str, kind: Kind) -> bool:
    """Whether a header is one of the usual ones, with or without a unit that the field can have."""
    usual = set(filter(None, kind.headers[field].split(", ")))
    return any(
        header_words(name) in usual and (unit is None or _is_unit(field, unit)) for name, unit in _readings(header)
    )


def _readings(header: str) -> Iterator[tuple[str, str | None]]:
    """A header as name and unit: `ANC (K/uL)`, `ANC [K/uL]`, `ANC, K/uL`, `ANC K/uL`, or a name alone."""
    yield header, None
    if match := re.fullmatch(r"(.+?)\s*(?:\(([^()]+)\)|\[([^\[\]]+)\])", header):
        yield match[1], match[2] or match[3]
        return
    words = header.replace(",", " ").split()
    for count in range(1, len(words)):
        yield " ".join(words[:count]), " ".join(words[count:])


def _unit(field: str, header: str, given: str | None) -> str | None:
    """The unit of a column: as given, else as its header says."""
    if given is not None:
        if not _is_unit(field, given):
            raise RegimenError(f"--unit: '{given[:20]}' is no unit of {field}", allowed=_units(field))
        return given
    if field not in _MEASURED:
        return None
    return next((unit for _, unit in _readings(header) if unit and _is_unit(field, unit)), None)


_MEASURED = {*ANALYTES, "amount"}


def _is_unit(field: str, text: str) -> bool:
    try:
        if field in ANALYTES:
            unit_of(field, text)
        elif field == "amount":
            parse_amount(f"1 {text}")
        else:
            return False
    except ValueSyntaxError:
        return False
    return True


def _units(field: str) -> str:
    return ", ".join(unit.text for unit in ANALYTES[field].units) if field in ANALYTES else "mg, g and other units"
