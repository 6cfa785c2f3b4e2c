"""Tables taken into records: cells read as they are meant, all or nothing, and never twice."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recording import record

from regimen.course import Course
from regimen.coursefile import course_text, open_course
from regimen.errors import RegimenError
from regimen.protocol.reader import UnusableFile
from regimen.record.importing.cells import decimal_sign
from regimen.record.importing.columns import KINDS
from regimen.record.importing.table import parse_table
from regimen.record.importing.take import Taken, Wishes, take
from regimen.record.model import Record

NO_WISHES = Wishes()


def taken(text: str, kind: str = "counts", wishes: Wishes = NO_WISHES, into: Record | None = None) -> Taken:
    """A table taken into a record."""
    return take(into or Record(), parse_table(text.encode(), "t.csv"), KINDS[kind], wishes, "T-07")


def refused(text: str, kind: str = "counts", wishes: Wishes = NO_WISHES) -> list[tuple[str, int, int, str]]:
    """Code, line, column and message of everything a table is refused for."""
    with pytest.raises(UnusableFile) as stop:
        taken(text, kind, wishes)
    return [(one.code, one.place.line, one.place.column, one.message) for one in stop.value.findings if one.place]


@pytest.mark.parametrize(
    ("header", "cell", "written", "value"),
    [
        ("ANC (K/uL)", "0.4", "0.4 K/uL", "0.4"),
        ("ANC (/uL)", "400", "400 /uL", "0.4"),
        ("ANC (K/uL)", "400 /uL", "400 /uL", "0.4"),
        ("ANC", "0.4 10^9/L", "0.4 10^9/L", "0.4"),
        ("ANC (10^9/L)", "<0.1", "<0.1 10^9/L", "0.1"),
        ("ANC (10^9/L)", "< 0.1", "<0.1 10^9/L", "0.1"),
        ("PLT (/uL)", "'12,000.5'", "12000.5 /uL", "12.0005"),
        ("Hb (g/L)", "81", "81 g/L", "8.1"),
    ],
)
def test_a_value_keeps_its_text_and_has_its_unit(header, cell, written, value) -> None:
    """The unit is that of the cell, else that of the column; thousands lose their comma."""
    quoted = cell.replace("'", '"')
    (sample,) = taken(f"Collected,{header}\n2026-12-10,{quoted}\n").record.counts
    (measured,) = [part for part in (sample.anc, sample.platelets, sample.haemoglobin) if part]
    assert (str(measured), measured.count.value) == (written, Decimal(value))


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["0.4", "12"], "point"),
        (["0,4", "12"], "comma"),
        (["12", "9"], "point"),
        (["1.250,5"], "comma"),
        (["1,250.5"], "point"),
        (["0,400"], "comma"),
        (["12,5", "1,250"], "comma"),
        (["1.5", "1,250"], "point"),
        (["<0,1"], "comma"),
        (["450 /uL", "0.4 10^9/L"], "point"),
    ],
)
def test_the_decimal_sign_is_found(cells, sign) -> None:
    """Decimals that can be read in one way decide for the whole table."""
    assert decimal_sign(cells) == sign


def test_an_ambiguous_comma_is_asked_about() -> None:
    """1,250 alone may be 1250 or 1.25; the option settles it."""
    text = "Collected;ANC (/uL)\n2026-12-10;1,250\n"
    with pytest.raises(RegimenError, match="give --decimal comma or --decimal point"):
        taken(text)
    for sign, written in (("point", "1250 /uL"), ("comma", "1.250 /uL")):
        (sample,) = taken(text, wishes=Wishes(decimal=sign)).record.counts
        assert str(sample.anc) == written


@pytest.mark.parametrize(
    ("cell", "wishes", "date", "time"),
    [
        ("2026-12-10", NO_WISHES, "2026-12-10", None),
        ("2026-12-10 07:30", NO_WISHES, "2026-12-10", "07:30"),
        ("2026-12-10T07:30:59", NO_WISHES, "2026-12-10", "07:30"),
        ("2026-12-10 00:00:00", NO_WISHES, "2026-12-10", None),
        ("01/02/2026", Wishes(dates="dmy"), "2026-02-01", None),
        ("01/02/2026", Wishes(dates="mdy"), "2026-01-02", None),
        ("1.2.2026 7:30", Wishes(dates="dmy"), "2026-02-01", "07:30"),
        ("2026-02-27", Wishes(shift_days=3), "2026-03-02", None),
        ("2028-02-27", Wishes(shift_days=3), "2028-03-01", None),
        ("2026-03-02", Wishes(shift_days=-3), "2026-02-27", None),
    ],
)
def test_dates(cell, wishes, date, time) -> None:
    """Dates are read strictly or in the order that is given, and moved by whole days."""
    (sample,) = taken(f"Collected,ANC (K/uL)\n{cell},0.4\n", wishes=wishes).record.counts
    assert (str(sample.date), sample.time) == (date, time)


def test_a_column_for_the_time_is_taken() -> None:
    """Its time overrides one that stands behind the date; 7:30 is 07:30."""
    text = "Collected,Time,ANC (K/uL)\n2026-12-10 00:00,7:30,1\n2026-12-11 00:00,,1\n"
    assert [sample.time for sample in taken(text).record.counts] == ["07:30", "00:00"]


@pytest.mark.parametrize("cell", ["", "-", "NA", "n/a", "ND", "not done", "pending", "NULL", "."])
def test_blanks_are_no_values(cell) -> None:
    """What laboratories write for nothing is nothing, and a row of it is left out with its line."""
    read = taken(f"Collected,ANC (K/uL),PLT (K/uL)\n2026-12-10,{cell},12\n2026-12-11,{cell},{cell}\n")
    assert [(sample.anc, str(sample.platelets)) for sample in read.record.counts] == [(None, "12 K/uL")]
    assert read.empty == [3]


def test_administrations() -> None:
    """Doses have their drug, amount with the unit of the column, and route in any case."""
    text = "Given on;Drug name;Dose (mg);Route\n2026-12-01;LEN;50;oral\n2026-12-04;mitoxantrone;15,06;iv\n"
    first, second = taken(text, "administrations").record.administrations
    assert (first.id, first.agent, str(first.amount), first.route) == ("a1", "LEN", "50 mg", "PO")
    assert (second.id, second.agent, str(second.amount), second.route) == ("a2", "mitoxantrone", "15.06 mg", "IV")


FAULTY = """\
MRN,Collected,ANC (K/uL),PLT,Born
70010,10/12/2026,0.4,12,1961-04-03
70010,2026-13-01,0.4,12,1961-04-03
70010,2026-12-10,-0.4,12,1961-04-03
70010,2026-12-11,low,12,1961-04-03
70010,,0.4,12,1961-04-03
"""


def test_everything_that_is_wrong_is_told() -> None:
    """Personal columns, missing units and cells that cannot be read come together, in the order of the table."""
    assert [(code, line, column) for code, line, column, _ in refused(FAULTY)] == [
        ("column-personal", 1, 1),
        ("unit-missing", 1, 4),
        ("column-personal", 1, 5),
        ("value-refused", 2, 2),
        ("value-refused", 3, 2),
        ("value-refused", 4, 3),
        ("value-refused", 5, 3),
        ("value-refused", 6, 2),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("Date,ANC (K/uL)\n10/12/2026,1\n", "counts", "10 Dec or 12 Oct; write YYYY-MM-DD; or give --date-format"),
        ("Date,ANC (K/uL)\n13/02/2027,1\n", "counts", "as dates are here; write YYYY-MM-DD; or give"),
        ("Date,ANC (K/uL)\n10 December 2026,1\n", "counts", "'10 December 2026' is not a date; allowed: YYYY-MM-DD"),
        ("Date,ANC (K/uL)\n2026-12-10 07:30Z,1\n", "counts", "'2026-12-10 07:30Z' is not a date"),
        ("Date,Time,ANC (K/uL)\n2026-12-10,7.30,1\n", "counts", "Time: '7.30' is not a time"),
        ("Date;ANC (K/uL)\n2026-12-10;0,4\n2026-12-11;0.4\n", "counts", "'0.4' does not have the decimal comma"),
        ("Date,ANC (K/uL)\n2026-12-10,5000\n", "counts", "above 1000 K/uL; did you mean 5000 /uL?"),
        ("Date,Hb\n2026-12-10,8\n", "counts", "as in Hb (g/dL), or give --unit haemoglobin=g/dL"),
        ("Date,Drug,Dose\n2026-12-10,LEN,50\n", "administrations", "as in Dose (mg), or give --unit amount=mg"),
        ("Date,Drug,Route\n2026-12-10,LEN,nose\n", "administrations", "Route: 'nose' is not allowed; allowed: 'PO'"),
        ("Date,Drug\n2026-12-10,LEN\n,LEN\n", "administrations", "Date: the cell is blank"),
        ("Date,Subject,ANC (K/uL)\n2026-12-10,T-1,1\n2026-12-11,T-2,1\n", "counts", "2 subjects (T-1, T-2)"),
        ("Date,Subject,ANC (K/uL)\n2026-12-10,T-1,1\n", "counts", "of subject 'T-1', the course is of 'T-07'"),
    ],
    ids=[
        "ambiguous date", "date with the day first",
        "date in words", "date with a zone", "time", "two decimal signs", "slip of unit", "no unit",
        "amount without unit", "route",
        "no date", "two subjects", "another subject",
    ],
)  # fmt: skip
def test_what_is_refused_says_what_to_do(text, kind, told) -> None:
    """Each refusal names the column, what is allowed or which option settles it."""
    ((_, _, _, message),) = refused(text, kind)
    assert told in message


@pytest.mark.parametrize(("cell", "order", "first"), [("13/02/2027", "mdy", "month"), ("02/13/2027", "dmy", "day")])
def test_a_date_in_the_other_order_is_told_as_it_stands(cell, order, first) -> None:
    """The cell is named as the table has it, and the option that may be wrong."""
    ((*_, told),) = refused(f"Date,ANC (K/uL)\n{cell},1\n", wishes=Wishes(dates=order))
    assert told == f"Date: '{cell}' is no date with the {first} first; give the other --date-format"


@pytest.mark.parametrize("header", ["Subject", "ID", "USUBJID"])
def test_the_subject_of_the_course_is_welcome(header) -> None:
    """A column with the course's own code is no fault and is not taken; another code is."""
    read = taken(f"Date,{header},ANC (K/uL)\n2026-12-10,T-07,1\n")
    assert (len(read.added), read.left_out) == (1, [header])
    assert [code for code, *_ in refused(f"Date,{header},ANC (K/uL)\n2026-12-10,70010,1\n")] == ["other-subject"]


def test_a_name_in_a_mapped_note_is_refused() -> None:
    """A note is free text, so a column of names is not taken for one."""
    text = "Date,ANC (K/uL),Seen by\n2026-12-10,1,Jane Doe\n2026-12-11,1,John Q. Public\n"
    assert [code for code, *_ in refused(text, wishes=Wishes(columns={"note": "Seen by"}))] == ["column-personal"]
    assert taken(text.replace("Jane Doe", "fever"), wishes=Wishes(columns={"note": "Seen by"})).added == [2, 3]


def test_equal_platelets_are_no_record_number() -> None:
    """Two rows with 150000 per microlitre are imported."""
    read = taken("Date,PLT (/uL)\n2026-12-10,150000\n2026-12-11,150000\n")
    assert [str(sample.platelets) for sample in read.record.counts] == ["150000 /uL"] * 2


def test_a_dropped_column_is_not_looked_at() -> None:
    """What is dropped is neither mapped, nor refused, nor named as left out."""
    text = "MRN,Collected,ANC (K/uL),WBC\n70010,2026-12-10,0.4,low\n"
    read = taken(text, wishes=Wishes(drop=("mrn", "WBC")))
    assert (read.left_out, [column.field for column in read.columns]) == ([], ["date", "anc"])


@pytest.mark.parametrize("days", [-3661, 3661])
def test_a_shift_beyond_ten_years_is_refused(days) -> None:
    """A shift that leaves the program's days is a slip."""
    with pytest.raises(RegimenError, match="allowed: -3660 to 3660"):
        taken("Date,ANC (K/uL)\n2026-12-10,1\n", wishes=Wishes(shift_days=days))


def test_a_shift_beyond_the_calendar_is_told_at_its_row() -> None:
    """A date that would leave 1980 to 2099 is refused where it stands."""
    ((code, line, _, told),) = refused("Date,ANC (K/uL)\n1980-01-02,1\n", wishes=Wishes(shift_days=-2))
    assert (code, line, "out of range" in told) == ("value-refused", 2, True)


SAMPLES = "Date,ANC (K/uL)\n2026-12-10,0.4\n2026-12-11,0.5\n2026-12-10,0.4\n2026-12-10,0.6\n"
DOSES = "Date,Time,Drug,Dose (mg)\n2026-12-10,,etoposide,10\n2026-12-10,,etoposide,10\n2026-12-10,08:00,etoposide,10\n"


@pytest.mark.parametrize(
    ("text", "kind", "added", "repeated"),
    [
        (SAMPLES, "counts", [2, 3, 5], [4]),
        (DOSES, "administrations", [2, 3, 4], []),
        (DOSES + "2026-12-10,08:00,etoposide,10\n", "administrations", [2, 3, 4], [5]),
    ],
    ids=["samples", "doses without time may be two", "a dose with its time is one"],
)
def test_repeated_rows(text, kind, added, repeated) -> None:
    """The same row twice is taken once, unless it can have happened twice."""
    read = taken(text, kind)
    assert (read.added, read.repeated) == (added, repeated)


@pytest.mark.parametrize(("text", "kind"), [(SAMPLES, "counts"), (DOSES, "administrations")], ids=["samples", "doses"])
def test_a_table_imported_again_adds_nothing(text, kind) -> None:
    """What is recorded is recognised, in whatever unit it was written."""
    first = taken(text, kind)
    again = taken(text.replace("K/uL", "10^9/L"), kind, into=first.record)
    assert (again.added, again.record) == ([], first.record)


def test_a_corrected_row_does_not_come_back() -> None:
    """An entry that was voided or replaced counts as recorded, as it was and as it should read."""
    kept = record("""\
  counts:
  - {id: c1, date: 2026-12-10, anc: 4 K/uL}
  - {id: c2, date: 2026-12-11, anc: 0.5 K/uL}
  corrections:
  - {of: c1, date: 2026-12-12, reason: x, count: {date: 2026-12-10, anc: 0.4 K/uL}}
  - {of: c2, date: 2026-12-12, reason: x, void: yes}
""")
    text = "Date,ANC (K/uL)\n2026-12-10,4\n2026-12-10,0.4\n2026-12-11,0.5\n"
    assert taken(text, into=kept).known == [2, 3, 4]


def test_ids_given_out_are_free() -> None:
    """New entries get the next ids that nothing else has."""
    kept = record(
        "  counts:\n  - {date: 2026-12-10, anc: 4 K/uL}\n  marrow:\n  - {id: c2, date: 2026-12-10, adequate: no}\n"
    )
    assert [sample.id for sample in taken(SAMPLES, into=kept).record.counts] == [None, "c3", "c4", "c5"]


NUMBERS = st.decimals(min_value=0, max_value=90, places=2).map(str) | st.just("") | st.just("<0.1")
LINES = st.tuples(st.dates(dt.date(1981, 1, 1), dt.date(2098, 1, 1)), NUMBERS, NUMBERS)


@given(lines=st.lists(LINES, max_size=12), comma=st.booleans(), shift=st.integers(-300, 300))
def test_what_is_imported_survives_and_is_recognised(tmp_path_factory, lines, comma, shift) -> None:
    """Imported, saved and opened, a record is the same; the same table adds nothing, and is saved as the same bytes."""
    rows = [f"{date};{anc};{platelets}" for date, anc, platelets in lines] or ["2026-12-10;0.25;1"]
    text = "Date;ANC (K/uL);PLT (10^9/L)\n" + "\n".join(rows) + "\n2026-12-10;0.25;3.25\n"
    wishes = Wishes(shift_days=shift)
    read = taken(text.replace(".", ",") if comma else text, wishes=wishes)
    course = Course(reference_date="2026-12-01", record=read.record)
    path = tmp_path_factory.mktemp("import") / "c.yaml"
    path.write_text(course_text(course), encoding="utf-8")
    opened, _ = open_course(path)
    assert opened == course
    again = taken(text, wishes=wishes, into=opened.record)
    assert again.added == []
    assert course_text(opened.model_copy(update={"record": again.record})) == course_text(course)


def test_a_second_dose_of_the_day_is_added() -> None:
    """Of two equal doses without a time, one that is recorded accounts for one row only."""
    kept = record("  administrations:\n  - {date: 2026-12-10, agent: etoposide, amount: 10 mg}\n")
    read = taken(
        "Date,Drug,Dose (mg)\n2026-12-10,etoposide,10\n2026-12-10,etoposide,10\n", "administrations", into=kept
    )
    assert (read.known, read.added) == ([2], [3])
