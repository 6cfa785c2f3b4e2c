"""CSV files as tables: encodings, separators, quotation marks, and everything that makes a table unreadable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.protocol.reader import UnusableFile
from regimen.record.importing.table import SEPARATORS, parse_table, read_table

ROWS = "Date{0}ANC (10^9/L){0}Note\n2026-12-10{0}0.4{0}fièvre\n"


@pytest.mark.parametrize("separator", SEPARATORS, ids=SEPARATORS.values())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_whatever_a_program_writes(separator, encoding, ending) -> None:
    """Separator, encoding and line ends are found; the cells are the same."""
    raw = ROWS.format(separator).replace("\n", ending).encode(encoding)
    table = parse_table(raw, "t.csv")
    assert (table.separator, table.encoding) == (separator, encoding)
    assert (table.header, table.rows[0].cells) == (("Date", "ANC (10^9/L)", "Note"), ("2026-12-10", "0.4", "fièvre"))


def test_lines_are_those_of_the_file() -> None:
    """Blank rows, and cells that hold line ends, do not shift the line numbers."""
    table = parse_table(b'Date,Note\n\n2026-12-01,"two\nlines"\n,\n2026-12-02,x\n', "t.csv")
    assert [row.line for row in table.rows] == [3, 6]
    assert (table.rows[0].cells[1], table.blank) == ("two lines", (2, 5))


def test_a_decimal_comma_does_not_pass_for_a_separator() -> None:
    """In a table parted by semicolons the commas stay in their numbers."""
    table = parse_table(b"Date;ANC;PLT\n2026-12-01;0,4;12,5\n2026-12-02;0,5;13,5\n", "t.csv")
    assert table.rows[0].cells == ("2026-12-01", "0,4", "12,5")


@pytest.mark.parametrize(
    ("raw", "code", "line", "told"),
    [
        (b"", "csv-shape", 1, "no row below a header"),
        (b"Date,ANC\n", "csv-shape", 1, "no row below a header"),
        (b"Date,ANC\n\n,\n", "csv-shape", 1, "no row below a header"),
        (b"Date,ANC,ANC\n1,2,3\n", "csv-shape", 1, "the column 'ANC' stands twice; rename one"),
        (b"Date,ANC\n1,2\n1,2,3\n", "csv-shape", 3, "this row has 3 cells, the header has 2; separated by commas"),
        (b'Date,ANC\n1,"2\n', "csv-shape", 1, "check the quotation marks"),
        (b"Date,ANC\n1,\x81\x8d\n", "not-utf8", 1, "save it as UTF-8"),
        (b"Date,ANC\n1,\0\n", "not-utf8", 1, "save it as UTF-8"),
        (b"D,A\n" + b"1,2\n" * 260_000, "file-too-large", 1, "larger than 1,000,000 bytes"),
    ],
    ids=[
        "empty",
        "header only",
        "blank rows",
        "header twice",
        "ragged",
        "open quote",
        "no text",
        "binary",
        "too large",
    ],
)
def test_what_is_no_table(raw, code, line, told) -> None:
    """Each reason is told with its place."""
    with pytest.raises(UnusableFile) as refused:
        parse_table(raw, "t.csv")
    (finding,) = refused.value.findings
    assert (finding.code, finding.place and finding.place.line) == (code, line)
    assert told in finding.message


def test_every_ragged_row_is_told() -> None:
    """All rows of a wrong length are told in one go."""
    with pytest.raises(UnusableFile) as refused:
        parse_table(b"Date,ANC\n1,2,3\n1,2\n1\n", "t.csv")
    assert [finding.place.line for finding in refused.value.findings if finding.place] == [2, 4]


def test_a_file_that_is_not_there(tmp_path) -> None:
    """A missing file is told in words."""
    with pytest.raises(UnusableFile, match=r"gone\.csv:1:1: cannot read the file: No such file"):
        read_table(tmp_path / "gone.csv")


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_a_table_or_are_refused(raw) -> None:
    """Nothing but UnusableFile is ever raised, and a table has rows as long as its header."""
    try:
        table = parse_table(raw, "t.csv")
    except UnusableFile:
        return
    assert {len(row.cells) for row in table.rows} == {len(table.header)}
