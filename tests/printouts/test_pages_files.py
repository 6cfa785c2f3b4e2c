"""Printed files and classes: written whole or not at all, and a table refused cell by cell before anything is made."""

import dataclasses
import hashlib
import os
import resource
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from pages import laid, sheet

from regimen.errors import RegimenError
from regimen.printouts.formats.registry import FORMATS, rendered
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.members import members
from regimen.printouts.write import check_targets, usual_name, write
from regimen.protocol.reader import UnusableFile
from regimen.protocol.shelf import load
from regimen.record.importing.table import parse_table

HEADER = "id,day1,level,height_cm,weight_kg,sex,age,creatinine"
ROW = "S-01,2026-12-01,d10-50,170,75,F,61,0.9"


def test_a_file_is_written_with_its_digest(tmp_path: Path) -> None:
    """The file holds the bytes, the answer their number of pages and SHA-256, and nothing else is left behind."""
    made = rendered(sheet("month"), "pdf", "a4")
    done = write(made, tmp_path / "month.pdf", overwrite=False)
    data = (tmp_path / "month.pdf").read_bytes()
    assert (data, done.pages, done.sha256) == (made.data, 3, hashlib.sha256(made.data).hexdigest())
    assert [path.name for path in tmp_path.iterdir()] == ["month.pdf"]


def test_whoever_may_read_the_folder_may_read_the_file(tmp_path: Path) -> None:
    """A printed file has the rights that the umask leaves, not those of a temporary file."""
    before = os.umask(0o027)
    try:
        write(Rendered(b"x"), tmp_path / "x.txt", overwrite=False)
    finally:
        os.umask(before)
    assert (tmp_path / "x.txt").stat().st_mode & 0o777 == 0o640


def test_the_usual_name_says_what_it_is() -> None:
    """Protocol, level and kind, with the suffix of the format; no level where there is no ladder."""
    resolved = laid().resolved
    names = [usual_name(resolved, "month", form) for form in FORMATS]
    assert names == [f"nct01681537-d10-50-month.{suffix}" for suffix in ("pdf", "html", "txt", "md", "ics")]
    assert usual_name(dataclasses.replace(resolved, level=None), "month", "pdf") == "nct01681537-month.pdf"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("there.pdf", "there.pdf exists and was kept; name another file with -o, or give --overwrite"),
        ("no/such/folder/x.pdf", "there is no folder "),
        ("folder", "folder is a folder; name a file with -o"),
        ("there.pdf/x.pdf", "there is no folder "),
        (f"{'x' * 300}.pdf", "File name too long; name another file with -o"),
    ],
    ids=["exists", "no-folder", "folder", "file-as-folder", "long-name"],
)
def test_targets_are_checked_beforehand(tmp_path: Path, name: str, told: str) -> None:
    """What cannot be written, or is there already, is refused before any work is done."""
    (tmp_path / "there.pdf").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(RegimenError) as refused:
        check_targets([tmp_path / "new.pdf", tmp_path / name], overwrite=False)
    assert told in refused.value.message
    assert (tmp_path / "there.pdf").read_bytes() == b"old"


def test_overwriting_is_possible_when_asked(tmp_path: Path) -> None:
    """An existing file is replaced as a whole."""
    path = tmp_path / "x.txt"
    path.write_bytes(b"a longer old text")
    check_targets([path], overwrite=True)
    write(Rendered(b"new"), path, overwrite=True)
    assert path.read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """When the disk takes no more, the old file stays whole, no part of the new one does, and it is told."""
    path = tmp_path / "x.txt"
    path.write_bytes(b"old")
    code = (
        "import signal, sys\nfrom pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from regimen.printouts.formats.rendered import Rendered\nfrom regimen.printouts.write import write\n"
        "from regimen.errors import RegimenError\n"
        "try:\n    write(Rendered(b'n' * 100_000), Path(sys.argv[1]), overwrite=True)\n"
        "except RegimenError as error:\n    print(error.message)\n"
    )
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # noqa: E731
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, str(path)],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(f"cannot write {path}: ")
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("x.txt", b"old")]


def table(*rows: str, header: str = HEADER):
    """A class from its lines."""
    return parse_table("\n".join((header, *rows)).encode(), "class.csv")


def test_a_class_is_read() -> None:
    """Each row is a subject with what it gives; blanks are left to the options."""
    first, second = members(table(ROW, "S-02,,,180,,,,"), load(), day1=True)
    assert (first.subject.id, first.level, str(first.day1)) == ("S-01", "d10-50", "2026-12-01")
    assert (first.subject.weight_kg, first.subject.sex, first.subject.age) == (Decimal(75), "F", 61)
    assert (second.level, second.day1, second.given) == (None, None, {"id", "height_cm"})


FAULTS = [
    pytest.param(
        HEADER, "S-01,2026-02-30,d10-50,170,75,F,61,0.9", 2, 2, "day1: 2026-02-30 is not in the calendar", id="date"
    ),
    pytest.param(
        HEADER, "S-01,01/12/2026,d10-50,170,75,F,61,0.9", 2, 2, "day1: '01/12/2026' is not a date", id="date-form"
    ),
    pytest.param(
        HEADER, "S-01,,d10-50,170,75,F,61,0.9", 2, 2, "day1: the cell is blank; fill it, or give --day1", id="no-date"
    ),
    pytest.param(
        HEADER, "S-01,2026-12-01,d10-5o,170,75,F,61,0.9", 2, 3, "unknown level 'd10-5o'; did you mean d10-5", id="level"
    ),
    pytest.param(
        HEADER,
        "S-01,2026-12-01,d10-50,1.7,75,F,61,0.9",
        2,
        4,
        "1.7 looks like metres; did you mean 170 cm?",
        id="metres",
    ),
    pytest.param(
        HEADER, "S-01,2026-12-01,d10-50,170,NaN,F,61,0.9", 2, 5, "weight_kg: 'NaN' is not a number", id="number"
    ),
    pytest.param(HEADER, "S-01,2026-12-01,d10-50,170,75,x,61,0.9", 2, 6, "sex: sex 'x' cannot be used", id="sex"),
    pytest.param(
        HEADER, "S-01,2026-12-01,d10-50,170,75,F,200,0.9", 2, 7, "age: 200 years is outside 0 to 120 years", id="age"
    ),
    pytest.param(
        HEADER, "S-01,2026-12-01,d10-50,170,75,F,61,85", 2, 8, "creatinine: 85 mg/dL is outside", id="creatinine"
    ),
    pytest.param(HEADER, ",2026-12-01,d10-50,170,75,F,61,0.9", 2, 1, "id: the cell is blank", id="no-id"),
    pytest.param(
        HEADER, "Jane,2026-12-01,d10-50,170,75,F,61,0.9", 2, 1, "id: 'Jane' looks like a person's name", id="first-name"
    ),
    pytest.param(
        HEADER, '"Doe, Jane",2026-12-01,d10-50,170,75,F,61,0.9', 1, 1, "'id' looks like a person's name", id="full-name"
    ),
    pytest.param(HEADER, "../S1,2026-12-01,d10-50,170,75,F,61,0.9", 2, 1, "id: '../S1' cannot name a file", id="slash"),
    pytest.param(HEADER, ".S1,2026-12-01,d10-50,170,75,F,61,0.9", 2, 1, "id: '.S1' cannot name a file", id="hidden"),
    pytest.param("id,surname", "S-01,Doe", 1, 2, "the column 'surname' looks like a person's name", id="name-column"),
    pytest.param("id,dob", "S-01,1961-02-03", 1, 2, "the column 'dob' looks like a date of birth", id="birth-column"),
    pytest.param(
        "id,wieght_kg", "S-01,75", 1, 2, "no column 'wieght_kg' is known; did you mean weight_kg?", id="column"
    ),
    pytest.param("day1,level", "2026-12-01,d10-50", 1, 1, "there is no column 'id'", id="no-id-column"),
]


@pytest.mark.parametrize(("header", "row", "line", "column", "told"), FAULTS)
def test_a_bad_cell_is_told_with_its_place(header: str, row: str, line: int, column: int, told: str) -> None:
    """Each fault names line and column of the table, what is wrong, and what is allowed."""
    with pytest.raises(UnusableFile) as refused:
        members(table(row, header=header), load(), day1=False)
    places = {
        (finding.place.line, finding.place.column): finding.message
        for finding in refused.value.findings
        if finding.place
    }
    assert told in places[line, column]


def test_all_faults_of_a_class_at_once() -> None:
    """Every bad cell of every row is told in one go, and a code that stands twice with the line of the first."""
    rows = (ROW, ROW.replace("S-01", "s-01"), ROW.replace("170", "0").replace("F", "?").replace("S-01", "S-03"))
    with pytest.raises(UnusableFile) as refused:
        members(table(*rows), load(), day1=False)
    told = [(finding.code, finding.place.line) for finding in refused.value.findings if finding.place]
    assert told == [("duplicate-id", 3), ("value-refused", 4), ("value-refused", 4)]
    assert "stands on line 2 too" in refused.value.findings[0].message


def test_a_level_where_there_is_no_ladder() -> None:
    """A protocol without levels says so."""
    with pytest.raises(UnusableFile, match="unknown level 'd10-50'; abvd has no dose levels"):
        members(table(ROW), load("abvd"), day1=False)
