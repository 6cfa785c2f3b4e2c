"""`regimen print KIND --all`: a file for every course of the ledger, all of them or none."""

import os
import pty
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from regimen.exchange import batch
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.write import Written, write

REVIEWED = (Path(__file__).parent / "reviewed.yaml").read_text(encoding="utf-8")
PLAIN = "format: 1\nprotocol: nct01681537\nreference_date: 2027-01-04\nsubject: {id: T-30}\n"
LEDGER = ("--ledger", "ward.sqlite")
AS_OF = ("--as-of", "2026-12-20")


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder with another one for the handouts in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()


@pytest.fixture
def keep(run):
    """Keep courses under ids in the ledger."""

    def kept(courses: Mapping[str, str]) -> None:
        for number, (name, text) in enumerate(courses.items()):
            path = Path(f"c{number}.yaml")
            path.write_text(text.replace("T-07", name).replace("T-30", name), encoding="utf-8")
            ran = run("courses", "keep", str(path), *LEDGER)
            assert ran.status == 0, ran.err

    return kept


@pytest.fixture
def ward(keep) -> None:
    """Two courses, one of them with a record."""
    keep({"T-30": PLAIN, "T-01": REVIEWED})


def written() -> list[str]:
    """What lies in the folder for handouts."""
    return sorted(path.name for path in Path("out").iterdir())


@pytest.mark.usefixtures("ward")
def test_each_course_is_a_file_named_by_its_id(run) -> None:
    """The answer lists them by id; each is as it is kept, with its own Day 1 and its record."""
    ran = run("print", "roadmap", "--all", *LEDGER, *AS_OF, "--format", "text", "-o", "out")
    assert (ran.status, ran.out, ran.err) == (0, "out/T-01-roadmap.txt\nout/T-30-roadmap.txt\n", "")
    recorded, plain = (Path("out", name).read_text(encoding="utf-8") for name in written())
    assert "Training subject T-01" in recorded
    assert "Amount given: 50 mg" in recorded
    assert "Training subject T-30" in plain
    assert "Mon 04 Jan 2027" in plain
    assert "Amount given: 50 mg" not in plain


@pytest.mark.usefixtures("ward")
@pytest.mark.parametrize("words", [("month", "--format", "pdf"), ("dlt-sheet", "--format", "html"),
                                   ("month", "--format", "ics")], ids="-".join)  # fmt: skip
def test_a_file_of_the_class_equals_the_course_printed_alone(run, words: tuple[str, ...]) -> None:
    """Byte for byte, a calendar with what the ledger knows of its events."""
    act = ("courses", "act", "T-30", "defer", "--day", "4", "--by", "2", "--what", "MEC", "--why", "fever")
    assert run(*act, *LEDGER).status == 0
    common = (*words, *LEDGER, *AS_OF, "--today", "2026-12-20")
    found = run("print", *common, "--all", "-o", "out", "--json").json["files"]
    for file in found:
        name = Path(file["path"]).name.split("-")[:2]
        alone = run("print", *common, "--course", "-".join(name), "-o", "alone", "--overwrite", "--json").json["files"]
        assert alone[0]["sha256"] == file["sha256"]
    assert len(found) == 2
    if "ics" in words:
        assert b"SEQUENCE:1\r\n" in Path("out", "T-30-calendar.ics").read_bytes()


@pytest.mark.usefixtures("ward")
def test_a_course_off_the_board_is_not_printed(run) -> None:
    """What was archived stays out."""
    assert run("courses", "archive", "T-01", *LEDGER).status == 0
    assert run("print", "month", "--all", *LEDGER, "--format", "text", "-o", "out").status == 0
    assert written() == ["T-30-month.txt"]


@pytest.mark.usefixtures("ward")
def test_nothing_is_written_while_a_file_is_in_the_way(run) -> None:
    """One file that exists stops the class, unless overwriting is asked for."""
    old = Path("out", "T-30-month.txt")
    old.write_bytes(b"old")
    words = ("print", "month", "--all", *LEDGER, "--format", "text", "-o", "out")
    ran = run(*words)
    assert (ran.status, ran.out, "T-30-month.txt exists and was kept" in ran.err) == (2, "", True)
    assert (written(), old.read_bytes()) == (["T-30-month.txt"], b"old")
    assert run(*words, "--overwrite").status == 0
    assert old.read_bytes() != b"old"


FAULTS = [
    pytest.param(
        {"T-01": REVIEWED, "T-02": PLAIN, "T-03": PLAIN}, "deviations",
        ["2 courses cannot be printed, so nothing was written:", "T-02, T-03: a deviation report holds a record"],
        id="no-record",
    ),
    pytest.param(
        {f"T-{number:02}": PLAIN for number in range(1, 8)}, "deviations",
        ["T-01, T-02, T-03, T-04, T-05 and 2 more: a deviation report"], id="many-alike",
    ),
    pytest.param(
        {"T-01": REVIEWED, "a/b": PLAIN}, "month",
        ["1 course cannot be printed", "a/b: the id cannot name a file; allowed: letters"], id="slash",
    ),
    pytest.param(
        {"../T-9": PLAIN, "T-01": PLAIN.replace("nct01681537", "abvd")}, "diary",
        ["2 courses cannot be printed", "../T-9: the id cannot name a file", "T-01: "], id="two-faults",
    ),
    pytest.param(
        {"T-01": REVIEWED, "t-01": PLAIN}, "month",
        ["2 courses cannot be printed", "T-01, t-01: another id differs by capitals only"], id="capitals",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("courses", "kind", "told"), FAULTS)
def test_every_fault_is_told_and_nothing_written(run, keep, courses, kind, told) -> None:
    """Each fault once, with the courses that have it, and those without one wait."""
    keep(courses)
    ran = run("print", kind, "--all", *LEDGER, *AS_OF, "-o", "out")
    assert (ran.status, ran.out, written()) == (2, "", [])
    for words in told:
        assert words in ran.err


@pytest.mark.usefixtures("ward")
def test_a_damaged_course_is_named(run) -> None:
    """Events that do not add up stop the class, and the course is named."""
    with closing(sqlite3.connect("ward.sqlite")) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE event SET body = '{}' WHERE course = 'T-01'")
        connection.commit()
    ran = run("print", "month", "--all", *LEDGER, "-o", "out")
    assert (ran.status, written()) == (2, [])
    assert (
        "1 course cannot be printed, so nothing was written:\nregimen: T-01: the ledger ward.sqlite is damaged"
        in ran.err
    )


REFUSED = [
    (("--subjects", "x.csv"), "--all and --subjects exclude each other; courses of the ledger are printed as they are"),
    (("--course", "T-30"), "--all and --course exclude each other"),
    (("--protocol", "abvd"), "--all and --protocol exclude each other"),
    (("--day1", "2026-12-01"), "--all and --day1 exclude each other"),
    (("--level", "d10-25"), "--all and --level exclude each other"),
    (("--assume", "mec=8-100-1000"), "--all and --assume exclude each other"),
    (("--sample",), "--all and --sample exclude each other"),
    (("--weight-kg", "75"), "--all and --weight-kg exclude each other"),
    (("-o", "-"), "a class does not go to stdout"),
    (("-o", "gone"), "there is no folder gone"),
    (("--paper", "a3"), "--paper: unknown 'a3'"),
    (("--timed",), "--timed is for calendars"),
    (("--as-of", "soon"), "--as-of: "),
]


@pytest.mark.usefixtures("ward")
@pytest.mark.parametrize(("words", "told"), REFUSED, ids=[" ".join(words) for words, _ in REFUSED])
def test_refused(run, words: tuple[str, ...], told: str) -> None:
    """What would make other courses of those kept, and what cannot be, with status 2 and nothing written."""
    more = () if "-o" in words else ("-o", "out")
    ran = run("print", "month", "--all", *LEDGER, *words, *more)
    assert (ran.status, ran.out, told in ran.err) == (2, "", True), ran.err
    assert written() == []


def test_without_courses_there_is_nothing_to_print(run, keep) -> None:
    """No ledger, and a ledger whose board is empty, are told apart."""
    none = run("print", "month", "--all", *LEDGER)
    assert (none.status, "the ledger ward.sqlite does not exist" in none.err) == (2, True)
    keep({"T-30": PLAIN})
    assert run("courses", "archive", "T-30", *LEDGER).status == 0
    empty = run("print", "month", "--all", *LEDGER)
    assert (empty.status, "no course is on the board of ward.sqlite" in empty.err) == (2, True)


@pytest.mark.usefixtures("ward")
def test_a_disk_that_gives_out_leaves_whole_files(run, monkeypatch) -> None:
    """What was written by then stays and is counted; no file is half written."""

    def full(rendered: Rendered, path: Path, *, overwrite: bool) -> Written:
        where = path if path.name.startswith("T-01") else Path("gone") / path.name
        return write(rendered, where, overwrite=overwrite)

    monkeypatch.setattr(batch, "write", full)
    ran = run("print", "month", "--all", *LEDGER, "--format", "text", "-o", "out")
    assert (ran.status, ran.out) == (2, "")
    assert "cannot write gone/T-30-month.txt: No such file or directory; choose a folder" in ran.err
    assert "; 1 of 2 sheets written" in ran.err
    assert written() == ["T-01-month.txt"]


@pytest.mark.usefixtures("ward")
def test_progress_is_shown_to_whoever_looks_on() -> None:
    """On a terminal the number of sheets done is told; stdout stays the list of files."""
    leader, follower = pty.openpty()
    words = ["print", "month", "--all", *LEDGER, "--format", "text", "-o", "out"]
    done = subprocess.run(
        [sys.executable, "-m", "regimen.cli", *words], stdout=subprocess.PIPE, stderr=follower, check=True
    )
    os.close(follower)
    told = os.read(leader, 1000).decode()
    os.close(leader)
    assert "2 of 2 sheets" in told
    assert done.stdout.decode().split() == ["out/T-01-month.txt", "out/T-30-month.txt"]
