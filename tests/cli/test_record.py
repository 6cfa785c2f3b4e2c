"""`regimen record`: a record checked with every place, tables imported whole or not at all."""

from pathlib import Path

import pytest

from regimen.coursefile import open_course

HEAD = "format: 1\nprotocol: nct01681537\nreference_date: 2026-12-01\nsubject: {id: T-07}\n"
TABLE = "Collected,ANC (K/uL),PLT (K/uL)\n2026-12-14,<0.1,7\n2026-12-18,0.2,12\n2026-12-19,,\n2026-12-18,0.2,12\n"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with a course that has begun and a table of counts."""
    monkeypatch.chdir(tmp_path)
    course = HEAD + "record:\n  administrations:\n  - {date: 2026-12-02, agent: LEN}\n"
    Path("c.yaml").write_text(course, encoding="utf-8")
    Path("t.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_check_for_scripts(run, folder) -> None:
    """The document says whether the file can be used, what days count from and how many entries hold."""
    ran = run("record", "check", "c.yaml", "--today", "2026-12-10", "--json")
    assert ran.status == 0
    assert {key: ran.json[key] for key in ("file", "usable", "protocol", "subject", "entries", "findings")} == {
        "file": "c.yaml", "usable": True, "protocol": "nct01681537", "subject": "T-07",
        "entries": {"administrations": 1}, "findings": [],
    }  # fmt: skip
    assert ran.json["reference"] == {
        "date": "2026-12-02", "planned": "2026-12-01", "actual": True, "agents": ["lenalidomide"],
    }  # fmt: skip


def test_questions_do_not_change_the_exit_status(run, folder) -> None:
    """A questionable record can be used; today is asked of the clock only if it is not given."""
    ran = run("record", "check", "c.yaml", "--today", "2026-12-01")
    assert (ran.status, ran.err) == (0, "")
    assert "c.yaml:7:12: record.administrations[1].date: Wed 02 Dec 2026 is later than today" in ran.out
    assert "c.yaml: 1 entry; days count from Wed 02 Dec 2026 (first dose of lenalidomide given)" in ran.out


def test_faults_do(run, folder) -> None:
    """A faulty record cannot be used: exit status 2, every fault on stdout, keys without a value null."""
    Path("c.yaml").write_text(HEAD + "record:\n  counts:\n  - {date: 2026-12-02, anc: 1}\n", encoding="utf-8")
    ran = run("record", "check", "c.yaml")
    assert (ran.status, ran.out.startswith("c.yaml:7:29: record.counts[1].anc: ANC 1 has no unit")) == (2, True)
    document = run("record", "check", "c.yaml", "--json").json
    assert (document["usable"], document["reference"], document["entries"]) == (False, None, {})


def test_a_course_without_a_record(run, folder) -> None:
    """Nothing recorded is no fault."""
    Path("c.yaml").write_text(HEAD, encoding="utf-8")
    ran = run("record", "check", "c.yaml")
    assert (ran.status, ran.out) == (0, "the course has no record: nothing has been recorded yet\n")


def test_import_writes_what_it_says(run, folder) -> None:
    """The rows are in the file, the rest of it is as it was, and the document lists every line of the table."""
    ran = run("record", "import", "c.yaml", "t.csv", "--as", "counts", "--json")
    assert (ran.status, ran.err) == (0, "")
    told = ran.json
    assert (told["written"], told["added"], told["known"], told["repeated"], told["empty"]) == (
        True,
        [2, 3],
        [],
        [5],
        [4],
    )
    assert told["columns"] == {"date": "Collected", "anc": "ANC (K/uL)", "platelets": "PLT (K/uL)"}
    assert (told["units"], told["not_taken"]) == ({"anc": "K/uL", "platelets": "K/uL"}, [])
    assert (told["encoding"], told["separator"], told["decimal"], told["shifted_days"]) == (
        "UTF-8",
        "commas",
        "point",
        0,
    )
    course, _ = open_course(Path("c.yaml"))
    assert course.record is not None
    assert [(str(sample.date), sample.id) for sample in course.record.counts] == [
        ("2026-12-14", "c1"),
        ("2026-12-18", "c2"),
    ]
    assert (len(course.record.administrations), course.subject.id) == (1, "T-07")


def test_a_course_without_a_record_gets_one(run, folder) -> None:
    """The first import makes the record."""
    Path("c.yaml").write_text(HEAD, encoding="utf-8")
    assert run("record", "import", "c.yaml", "t.csv", "--as", "counts").status == 0
    assert "record:\n  counts:\n" in Path("c.yaml").read_text(encoding="utf-8")


def test_questions_point_to_rows_of_the_table(run, folder) -> None:
    """A row that is questionable is added, and told by its line."""
    ran = run("record", "import", "c.yaml", "t.csv", "--as", "counts", "--today", "2026-12-15")
    assert "t.csv:3:1: counts[2]: Fri 18 Dec 2026 is later than today" in ran.out
    assert ran.out.endswith("free text was not looked at.\n")


@pytest.mark.parametrize(
    ("table", "words", "told"),
    [
        (TABLE, ("--dry-run",), "c.yaml: 2 samples would be added"),
        (TABLE.replace("<0.1", "low"), (), "t.csv:2:2: ANC (K/uL): cannot read ANC 'low'"),
        (TABLE.replace("Collected", "Patient,Collected").replace("\n2026", "\nX,2026"), (), 'give --drop "Patient"'),
        (TABLE, ("--drop", "DOB"), "--drop: there is no column 'DOB'; allowed: Collected"),
        (TABLE, ("--map", "anc"), "--map: cannot read 'anc'; allowed: FIELD=TEXT"),
        (TABLE, ("--decimal", "dot"), "--decimal: 'dot' is not allowed; allowed: point, comma"),
        (TABLE, ("--date-format", "ymd"), "--date-format: 'ymd' is not allowed; allowed: dmy, mdy"),
        (TABLE, ("--shift-dates", "a week"), "--shift-dates: 'a week' is not a whole number"),
    ],
    ids=["dry run", "bad cell", "personal", "no such column", "bad map", "bad sign", "bad order", "bad shift"],
)
def test_nothing_is_written(run, folder, table, words, told) -> None:
    """A dry run, and whatever is refused, leaves the course file byte for byte as it was."""
    Path("t.csv").write_text(table, encoding="utf-8")
    before = Path("c.yaml").read_bytes()
    ran = run("record", "import", "c.yaml", "t.csv", "--as", "counts", *words)
    assert told in ran.out + ran.err
    assert ran.status == (0 if "--dry-run" in words else 2)
    assert Path("c.yaml").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["c.yaml", "t.csv"]


def test_a_full_disk_loses_nothing(run, folder, monkeypatch) -> None:
    """If the disk is full the old file stands and no other remains."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = Path("c.yaml").read_bytes()
    monkeypatch.setattr("os.fsync", full)
    ran = run("record", "import", "c.yaml", "t.csv", "--as", "counts")
    assert (ran.status, "No space left on device" in ran.err) == (2, True)
    assert Path("c.yaml").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["c.yaml", "t.csv"]


def test_a_record_too_large_to_be_read_again_is_refused(run, folder) -> None:
    """A course file beyond the size that is read would be lost, so it is not written."""
    rows = "".join(f"{1980 + n // 360}-{n % 12 + 1:02d}-{n // 12 % 28 + 1:02d},{n % 9}\n" for n in range(26_000))
    Path("t.csv").write_text("Date,ANC (K/uL)\n" + rows, encoding="utf-8")
    before = Path("c.yaml").read_bytes()
    ran = run("record", "import", "c.yaml", "t.csv", "--as", "counts")
    assert (ran.status, "would be larger than 1,000,000 bytes; import fewer rows" in ran.err) == (2, True)
    assert Path("c.yaml").read_bytes() == before


def test_dates_can_be_moved(run, folder) -> None:
    """Every date is moved before it is written, and the output says by how much."""
    ran = run("record", "import", "c.yaml", "t.csv", "--as", "counts", "--shift-dates=-7")
    assert "t.csv: every date moved by -7 days" in ran.out
    course, _ = open_course(Path("c.yaml"))
    assert course.record is not None
    assert [str(sample.date) for sample in course.record.counts] == ["2026-12-07", "2026-12-11"]


def test_doses_are_imported_too(run, folder) -> None:
    """Administrations have their own fields, and unknown drugs are questioned."""
    Path("t.csv").write_text("Date,Drug,Dose (mg),Route\n2026-12-05,etoposid,150,iv\n", encoding="utf-8")
    ran = run("record", "import", "c.yaml", "t.csv", "--as", "administrations")
    assert "did you mean etoposide?" in ran.out
    assert "c.yaml: 1 administration added" in ran.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check",), "which record is to be checked?"),
        (("import",), "which table into which course?"),
        (("import", "c.yaml"), "which table into which course?"),
        (("import", "c.yaml", "t.csv"), "--as; allowed: counts, administrations"),
        (("import", "c.yaml", "t.csv", "--as", "marrow"), "--as; allowed: counts, administrations"),
        (("import", "gone.yaml", "t.csv", "--as", "counts"), "gone.yaml:1:1: cannot read the file"),
        (("import", "c.yaml", "gone.csv", "--as", "counts"), "gone.csv:1:1: cannot read the file"),
    ],
    ids=["check nothing", "import nothing", "no table", "no kind", "no such kind", "no course", "no csv"],
)
def test_what_is_missing_is_asked_for(run, folder, words, told) -> None:
    """Each command says what it needs."""
    ran = run("record", *words)
    assert (ran.status, told in ran.err) == (2, True), ran.err
