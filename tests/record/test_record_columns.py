"""Which column is what, and which may not be imported at all."""

import pytest

from regimen.errors import RegimenError
from regimen.record.importing.columns import KINDS, columns_of, pairs
from regimen.record.importing.privacy import personal
from regimen.record.importing.table import Table, parse_table

COUNTS = KINDS["counts"]


def table(*header: str, cells: tuple[str, ...] = ()) -> Table:
    """A table with a header and one row."""
    row = cells or tuple("x" for _ in header)
    quoted = (",".join(f'"{cell}"' for cell in line) for line in (header, row))
    return parse_table("\n".join(quoted).encode(), "t.csv")


@pytest.mark.parametrize(
    ("header", "field", "unit"),
    [
        ("ANC (K/uL)", "anc", "K/uL"),
        ("ANC [10^9/L]", "anc", "10^9/L"),
        ("ANC K/µL", "anc", "K/µL"),
        ("anc, x10^9 /L", "anc", "x10^9 /L"),
        ("Absolute_Neutrophil_Count", "anc", None),
        ("NeutrophilCount", "anc", None),
        ("PLT", "platelets", None),
        ("Platelet Count (10³/µL)", "platelets", "10³/µL"),
        ("WCC", "wbc", None),
        ("Hgb (g/dL)", "haemoglobin", "g/dL"),
        ("hemoglobin g/L", "haemoglobin", "g/L"),
        ("Blasts (%)", "blasts", "%"),
        ("Time collected", "time", None),
    ],
)
def test_usual_headers_are_known(header, field, unit) -> None:
    """Headers of other programs lead to their field, with the unit they name."""
    columns = columns_of(table("Collected", header, "WBC (K/uL)" if field != "wbc" else "ANC (K/uL)"), COUNTS, {}, {})
    assert (field, unit) in [(column.field, column.unit) for column in columns]


@pytest.mark.parametrize(
    "header", ["Neutrophils (%)", "ANC comment", "Platelet volume (fL)", "Hb A1c (%)", "Date of birth"]
)
def test_other_headers_are_left_alone(header) -> None:
    """A share, a comment or another measure is not taken for a count."""
    columns = columns_of(table("Collected", "WBC (K/uL)", header), COUNTS, {}, {})
    assert [column.field for column in columns] == ["date", "wbc"]


@pytest.mark.parametrize(
    ("header", "chosen", "units", "told"),
    [
        (("Collected", "Comment"), {}, {}, "no column is anc; allowed: Collected, Comment; give --map anc=COLUMN"),
        (("ANC", "PLT"), {}, {}, "no column is date; allowed: ANC, PLT; give --map date=COLUMN"),
        (("Date", "Collected", "ANC"), {}, {}, "'Date' and 'Collected' may both be date; give --map date=COLUMN"),
        (("Date", "ANC"), {"anc": "Neuts"}, {}, "--map: there is no column 'Neuts'"),
        (("Date", "ANC"), {"anc": "ANK"}, {}, "did you mean ANC?"),
        (("Date", "ANC"), {"ank": "ANC"}, {}, "--map: 'ank' is not imported here; did you mean anc?"),
        (("Date", "ANC"), {}, {"plt": "K/uL"}, "--unit: 'plt' is not imported here"),
        (("Date", "ANC"), {}, {"anc": "g/dL"}, "--unit: 'g/dL' is no unit of anc; allowed: 10^9/L, K/uL, /uL"),
        (("Date", "ANC"), {}, {"date": "K/uL"}, "--unit: 'K/uL' is no unit of date"),
    ],
    ids=[
        "nothing to import", "no date", "two dates", "no such column", "nearly", "no such field", "unit of nothing",
        "no unit of it", "no measure",
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_asked_for(header, chosen, units, told) -> None:
    """The refusal names the columns there are and the option that settles it."""
    with pytest.raises(RegimenError) as refused:
        columns_of(table(*header), COUNTS, chosen, units)
    assert told in refused.value.message


def test_a_choice_beats_the_usual_header() -> None:
    """What is mapped is taken, in any case, and the usual column is left."""
    columns = columns_of(table("Date", "ANC", "Segs"), COUNTS, {"anc": "segs"}, {"anc": "K/uL"})
    assert [(column.field, column.number, column.unit) for column in columns] == [("anc", 2, "K/uL"), ("date", 0, None)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["anc=Neutrophils,date=Collected"], {"anc": "Neutrophils", "date": "Collected"}),
        (["anc=Neutrophils", "date=Collected"], {"anc": "Neutrophils", "date": "Collected"}),
        (["anc=Neutrophils, absolute, date=Drawn"], {"anc": "Neutrophils, absolute", "date": "Drawn"}),
    ],
)
def test_pairs(texts, expected) -> None:
    """Pairs stand in one text or several; a comma inside a header is kept."""
    assert pairs("--map", texts) == expected


@pytest.mark.parametrize("texts", [["anc"], ["=x"], ["anc="], ["anc=a", "anc=b"]])
def test_pairs_that_are_none(texts) -> None:
    """Half a pair, or a field twice, is refused."""
    with pytest.raises(RegimenError, match="--map"):
        pairs("--map", texts)


@pytest.mark.parametrize(
    ("header", "cells", "what"),
    [
        ("Patient Name", None, "a person's name"),
        ("surname", None, "a person's name"),
        ("LastName", None, "a person's name"),
        ("Initials", None, "a person's name"),
        ("Nachname", None, "a person's name"),
        ("DOB", None, "a date of birth"),
        ("Date_of_Birth", None, "a date of birth"),
        ("Geburtsdatum", None, "a date of birth"),
        ("MRN", None, "a person's number"),
        ("Patient ID", None, "a person's number"),
        ("Hospital No.", None, "a person's number"),
        ("NHS number", None, "a person's number"),
        ("Accession #", None, "a person's number"),
        ("PATIENTID", None, "a person's number"),
        ("Pat.-Nr", None, "a person's number"),
        ("MedicalRecordNo", None, "a person's number"),
        ("BRTHDTC", None, "a date of birth"),
        ("BIRTHDT", None, "a date of birth"),
        ("PATNAME", None, "a person's name"),
        ("PT (s)", None, None),
        ("Pt", ("Jane Doe", "Jane Doe"), "a person's name"),
        ("Ordered by", ("Dr. John Q. Public", "Anne-Marie Müller"), "a person's name"),
        ("No", ("7001000",), "a person's number"),
        ("Postcode", None, "an address"),
        ("E-mail", None, "an address"),
        ("Contact", ("a.b@c.org", "d@e.com"), "an e-mail address"),
        ("Who", ("Doe, Jane", "Müller, K."), "a person's name"),
        ("B", ("1961-04-03", "1961-04-03"), "a date of birth"),
        ("B", ("03/04/1961", "03/04/1961"), "a date of birth"),
        ("B", ("2016-04-03", "2016-04-03"), "a date of birth"),
        ("B", ("2017-04-03", "2017-04-03"), None),
        ("No", ("7001000", "7001000"), "a person's number"),
        ("No", ("7001000", "7001001"), None),
        ("Resulted", ("2026-12-10", "2026-12-11"), None),
        ("Drug name", None, None),
        ("Test name", None, None),
        ("Subject", ("T-07", "T-07"), None),
        ("Comment", ("Platelets given", "Fever"), None),
        ("Lot", ("A1, B2", "C3"), None),
    ],
)
def test_columns_that_look_personal(header, cells, what) -> None:
    """By header or by the look of their values; what belongs to a drug or a test does not."""
    cells = cells or ("x", "y")
    rows = "".join(f'2026-12-1{n},"{cell}"\n' for n, cell in enumerate(cells))
    read = parse_table(f"Collected,{header}\n{rows}".encode(), "t.csv")
    assert list(personal(read, [], [0], 0)) == ([(1, what)] if what else [])
    assert list(personal(read, [1], [0], 0)) == []


def test_birth_dates_need_dates_to_be_held_against() -> None:
    """The column of the dates itself is never taken for a date of birth."""
    read = parse_table(b"Collected,X\n1999-01-01,1\n1999-01-02,2\n", "t.csv")
    assert list(personal(read, [], [0], 0)) == []


def test_values_that_are_imported_are_no_record_numbers() -> None:
    """150000 platelets twice are two counts, and a drug of two names is no person; a header still tells."""
    read = parse_table(
        b"Collected,PLT (/uL),Drug\n2026-12-10,150000,Gemtuzumab Ozogamicin\n2026-12-11,150000,\n", "t.csv"
    )
    assert list(personal(read, [], [0, 1, 2], 0)) == []
    assert [number for number, _ in personal(read, [], [0], 0)] == [1, 2]
    read = parse_table(b"Collected,MRN\n2026-12-10,7\n", "t.csv")
    assert [number for number, _ in personal(read, [], [0, 1], 0)] == [1]
