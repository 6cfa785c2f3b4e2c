"""`regimen print`: files, answers, classes, and everything that is refused before a file is made."""

import hashlib
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from regimen.printouts.document import Document
from regimen.printouts.kinds import registry
from regimen.printouts.kinds.daylist import daylist
from regimen.printouts.kinds.registry import Kind
from regimen.printouts.kinds.source import Options, Source

HOME = ("--day1", "2026-12-01", "--sample")
ROOT = Path(__file__).parent.parent.parent
CLASS = """\
id,day1,level,height_cm,weight_kg,sex,age,creatinine
S-01,2026-12-01,d10-50,170,75,F,61,0.9
S-02,,d14-10,180,,,,
"""
RECORD = str(Path(__file__).parent / "reviewed.yaml")


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Sheets go to a folder of their own."""
    monkeypatch.chdir(tmp_path)


def test_a_file_and_what_is_answered(run, tmp_path: Path) -> None:
    """Without -o the file lies in the current folder under its usual name; the answer is its name and pages."""
    ran = run("print", "month", *HOME)
    assert (ran.status, ran.out, ran.err) == (0, "nct01681537-d10-50-month.pdf: 3 pages\n", "")
    assert (tmp_path / "nct01681537-d10-50-month.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_the_document_for_scripts(run, tmp_path: Path) -> None:
    """--json names each file with pages and SHA-256, and the findings of the plan with the file they are about."""
    found = run("print", "daylist", *HOME, "-o", "days.pdf", "--json").json
    (file,) = found["files"]
    data = (tmp_path / "days.pdf").read_bytes()
    assert file == {"path": "days.pdf", "pages": 3, "sha256": hashlib.sha256(data).hexdigest()}
    assert {"label-maximum", "anthracycline-cannot-assess"} <= {finding["code"] for finding in found["findings"]}
    assert {finding["path"] for finding in found["findings"]} == {"days.pdf"}


@pytest.mark.parametrize(("form", "suffix", "begins"), [
    ("html", "html", b"<!DOCTYPE html>"), ("text", "txt", b"TRAINING ONLY"), ("markdown", "md", b"> **TRAINING ONLY"),
])  # fmt: skip
def test_other_formats_have_no_pages(run, tmp_path: Path, form: str, suffix: str, begins: bytes) -> None:
    """HTML, text and Markdown are files like the PDF, or go to stdout; they have no pages to count."""
    found = run("print", "month", *HOME, "--format", form, "--json").json
    path = tmp_path / f"nct01681537-d10-50-month.{suffix}"
    assert (found["files"][0]["path"], found["files"][0]["pages"]) == (path.name, None)
    assert path.read_bytes().startswith(begins)
    ran = run("print", "month", *HOME, "--format", form, "-o", "-")
    assert (ran.status, ran.out.encode(), ran.err) == (0, path.read_bytes(), "")


def test_the_same_words_give_the_same_file(run, tmp_path: Path) -> None:
    """Paper changes the file; printing again does not."""
    digests = [
        run("print", "month", *HOME, "--paper", paper, "-o", f"{number}.pdf", "--json").json["files"][0]["sha256"]
        for number, paper in enumerate(("a4", "a4", "letter"))
    ]
    assert (digests[0] == digests[1], digests[0] == digests[2]) == (True, False)


def test_where_the_course_comes_from(run) -> None:
    """A protocol of the library, a file, a course or a line are printed alike."""
    files = ROOT / "tests" / "fixtures" / "protocols"
    for words, shown in (
        (("--protocol", "abvd", "--day1", "2026-12-01"), "ABVD: month calendar"),
        (("--protocol-file", str(files / "beam.yaml"), "--day0", "2026-12-01"), "BEAM: month calendar"),
        (("--course", RECORD, "--level", "d10-25"), "Training subject T-07"),
        (("--line", "cytarabine 100 mg/m2 IV d1-7", *HOME), "cytarabine 188.19 mg"),
    ):
        ran = run("print", "month", *words, "--format", "text", "-o", "-")
        assert (ran.status, shown in ran.out) == (0, True)


def test_the_week_begins_as_asked(run) -> None:
    """--week-starts sunday is heeded."""
    ran = run("print", "month", *HOME, "--week-starts", "sunday", "--format", "markdown", "-o", "-")
    assert "| Sun | Mon | Tue | Wed | Thu | Fri | Sat |" in ran.out


def test_assumptions_are_never_hidden_on_paper(run) -> None:
    """The key that hides assumptions has no effect, and that is said."""
    plain, hidden = (
        run("print", "daylist", *HOME, "--format", "text", "-o", "-", *more) for more in ((), ("--hide-assumptions",))
    )
    assert plain.out == hidden.out
    assert hidden.err == "--hide-assumptions has no effect on paper: assumed values are printed, with †\n"


def test_the_list_of_kinds(run) -> None:
    """`print list` says what each kind shows, for people and for scripts."""
    first = run("print", "list").out.splitlines()[0]
    assert first == "month           a page a month: doses, visits and the DLT window by day"
    found = run("print", "list", "--json").json
    assert [row["kind"] for row in found["kinds"]] == list(registry.KINDS)
    assert (found["formats"], found["papers"]) == (["pdf", "html", "text", "markdown", "ics"], ["a4", "letter"])


def test_what_cannot_be_drawn_is_told(run, tmp_path: Path) -> None:
    """A sign that the fonts lack is named on stderr, and is a finding for scripts."""
    course = tmp_path / "course.yaml"
    course.write_text("format: 1\nreference_date: 2026-12-01\nsubject: {id: 王-01}\n", encoding="utf-8")
    ran = run("print", "daylist", "--course", str(course), "-o", "a.pdf")
    told = "'王' cannot be drawn with the fonts of the sheet; it is printed as [U+738B]"
    assert ran.err == f"a.pdf: other: {told}\n"
    found = run("print", "daylist", "--course", str(course), "-o", "b.pdf", "--json").json
    assert [finding["message"] for finding in found["findings"] if finding["code"] == "cannot-draw"] == [told]


REFUSED = [
    (("print",), "which sheet?; allowed: month, daylist"),
    (("print", "mnoth", *HOME), "no kind of sheet 'mnoth'; did you mean month?; allowed: month, daylist"),
    (("print", "month"), "--day1 YYYY-MM-DD is needed"),
    (("print", "month", "more", *HOME), "cannot use 'more' here"),
    (("print", "month", *HOME, "--paper", "a3"), "--paper: unknown 'a3'; allowed: a4, letter"),
    (("print", "month", *HOME, "--week-starts", "tue"), "--week-starts: unknown 'tue'; allowed: monday, sunday"),
    (("print", "month", *HOME, "--format", "docx"), "unknown format 'docx'; allowed: pdf, html, text, markdown"),
    (("print", "month", *HOME, "-o"), "--output needs a value; write --output FILE"),
    (
        ("print", "month", *HOME, "-o", "-"),
        "pdf does not go to stdout; allowed: html, text, markdown, ics; name a file with -o",
    ),
    (("print", "month", *HOME, "--format", "text", "-o", "-", "--json"), "--json and -o - both ask for stdout"),
    (("print", "month", *HOME, "-o", "no/such/x.pdf"), "there is no folder no/such; make it first"),
    (("print", "month", *HOME, "-o", "there.pdf"), "there.pdf exists and was kept; name another file with -o"),
    (("print", "month", *HOME, "-o", "."), ". is a folder; name a file with -o"),
    (("print", "month", *HOME, "--protocol", "abdv"), "no protocol 'abdv' in the library; did you mean abvd?"),
    (("print", "month", *HOME, "--level", "d10-500"), "unknown level 'd10-500' in nct01681537; did you mean d10-50?"),
    (("print", "month", "--protocol", "abvd", "--course", "x.yaml"), "exclude each other"),
    (("print", "month", "--subjects", "none.csv"), "none.csv:1:1: cannot read the file"),
    (("print", "month", "--subjects", "class.csv"), "class.csv:3:2: day1: the cell is blank"),
    (("print", "month", "--subjects", "class.csv", *HOME[:2], "-o", "-"), "a class does not go to stdout"),
    (("print", "month", "--subjects", "class.csv", *HOME[:2], "-o", "gone"), "there is no folder gone"),
]


@pytest.mark.parametrize(("words", "told"), REFUSED, ids=[" ".join(words)[-60:] for words, _ in REFUSED])
def test_refused(run, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    """Refused with status 2, the reason on stderr, nothing on stdout and no file made or changed."""
    (tmp_path / "class.csv").write_text(CLASS, encoding="utf-8")
    (tmp_path / "there.pdf").write_bytes(b"old")
    ran = run(*words)
    assert told in ran.err
    assert (ran.status, ran.out) == (2, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class.csv", "there.pdf"]
    assert (tmp_path / "there.pdf").read_bytes() == b"old"


def test_a_class(run, tmp_path: Path) -> None:
    """Each row is its own file under its own code; what a row leaves out is as the options say."""
    (tmp_path / "class.csv").write_text(CLASS, encoding="utf-8")
    (tmp_path / "handouts").mkdir()
    words = ("--subjects", "class.csv", "-o", "handouts", "--day1", "2026-12-08", "--weight-kg", "90")
    ran = run("print", "daylist", *words, "--format", "text")
    assert (ran.status, ran.out) == (0, "handouts/S-01-daylist.txt\nhandouts/S-02-daylist.txt\n")
    first, second = (
        (tmp_path / "handouts" / f"S-0{number}-daylist.txt").read_text(encoding="utf-8") for number in (1, 2)
    )
    assert "Training subject S-01" in first
    assert "Tue 01 Dec 2026; stands for" in first
    assert "170 cm, 75 kg" in first
    assert "d14-10 (LEN 10 mg/day" in second
    assert "Tue 08 Dec 2026; stands for" in second
    assert "180 cm, 90 kg" in second


def test_a_class_as_pdf_equals_its_sheets_one_by_one(run, tmp_path: Path) -> None:
    """Printed in one go or singly, a subject's file is the same, byte for byte."""
    (tmp_path / "class.csv").write_text(CLASS.splitlines()[0] + "\n" + CLASS.splitlines()[1] + "\n", encoding="utf-8")
    found = run("print", "month", "--subjects", "class.csv", "--json").json
    course = tmp_path / "course.yaml"
    subject = "{id: S-01, height_cm: 170, weight_kg: 75, sex: F, age: 61, creatinine: 0.9}"
    course.write_text(f"format: 1\nlevel: d10-50\nreference_date: 2026-12-01\nsubject: {subject}\n", encoding="utf-8")
    single = run("print", "month", "--course", str(course), "-o", "one.pdf", "--json").json
    assert found["files"][0]["path"] == "S-01-month.pdf"
    assert found["files"][0]["sha256"] == single["files"][0]["sha256"]


def test_a_class_counts_its_day_zero(run, tmp_path: Path) -> None:
    """Where a protocol has a Day 0, the day1 of a row is Day 1."""
    (tmp_path / "class.csv").write_text("id,day1\nS-01,2026-12-02\n", encoding="utf-8")
    beam = str(ROOT / "tests" / "fixtures" / "protocols" / "beam.yaml")
    run("print", "month", "--protocol-file", beam, "--subjects", "class.csv", "--format", "text")
    assert "Tue 01 Dec 2026  Day 0" in (tmp_path / "S-01-month.txt").read_text(encoding="utf-8")


def test_nothing_of_a_class_is_written_where_a_file_is_in_the_way(run, tmp_path: Path) -> None:
    """One file that exists stops the whole class, unless overwriting is asked for."""
    (tmp_path / "class.csv").write_text(CLASS, encoding="utf-8")
    (tmp_path / "S-02-month.txt").write_bytes(b"old")
    words = ("print", "month", "--subjects", "class.csv", "--day1", "2026-12-01", "--format", "text")
    ran = run(*words)
    assert (ran.status, "S-02-month.txt exists and was kept" in ran.err) == (2, True)
    assert not (tmp_path / "S-01-month.txt").exists()
    assert run(*words, "--overwrite").status == 0
    assert (tmp_path / "S-02-month.txt").read_bytes() != b"old"


def test_progress_is_shown_to_whoever_looks_on(tmp_path: Path) -> None:
    """On a terminal the number of sheets done is told; stdout stays the list of files."""
    (tmp_path / "class.csv").write_text(CLASS, encoding="utf-8")
    leader, follower = pty.openpty()
    words = ["print", "month", "--subjects", "class.csv", "--day1", "2026-12-01", "--format", "text"]
    done = subprocess.run(
        [sys.executable, "-m", "regimen.cli", *words], stdout=subprocess.PIPE, stderr=follower, check=True, cwd=tmp_path
    )
    os.close(follower)
    told = os.read(leader, 1000).decode()
    os.close(leader)
    assert "2 of 2 sheets" in told
    assert done.stdout.decode().split() == ["S-01-month.txt", "S-02-month.txt"]


@pytest.mark.parametrize("design", ["deescalate-six", "rolling-six", "boin:0.25"])
def test_a_decision_table_is_printed(run, design: str) -> None:
    """Every row of the design stands on the sheet with its source, beside the protocol's open rungs."""
    page = run("print", "decision-table", *HOME, "--design", design, "--format", "markdown", "-o", "-").out
    rows = run("designs", design, "--json").json["rows"]
    assert all(f"| {next(iter(row.values()))} |" in page for row in rows)
    assert rows[0]["source"] in page
    assert "level 4, d10-50: LEN 50 mg/day, days 1-10" in page
    refused = run("print", "decision-table", *HOME, "--design", "none")
    assert (refused.status, "unknown design 'none'" in refused.err) == (2, True)


def reviewed(source: Source, options: Options) -> Document:
    """A kind that needs a record: it looks at the review."""
    assert source.review is not None
    return daylist(source, options)._replace(
        title=f"{len(source.review.report.deviations)} deviations on {source.review.as_of}"
    )


@pytest.fixture
def _with_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.KINDS, "reviewed", Kind("what happened", f"{__name__}:reviewed", needs_record=True))


@pytest.mark.usefixtures("_with_record")
def test_a_kind_about_a_record_gets_its_review(run) -> None:
    """A kind that shows what happened is given the course judged as of the date asked for."""
    ran = run("print", "reviewed", "--course", RECORD, "--as-of", "2027-01-20", "--format", "text", "-o", "-")
    assert ran.status == 0
    assert "deviations on 51" in ran.out
    assert "reviewed" in run("print", "list").out


@pytest.mark.usefixtures("_with_record")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "which course?; regimen print reviewed --course FILE"),
        (("--subjects", "x.csv"), "'reviewed' is about a record"),
    ],
    ids=["no-course", "class"],
)
def test_a_kind_about_a_record_needs_one(run, words: tuple[str, ...], told: str) -> None:
    """Without a course, or for a class, there is no record to show."""
    ran = run("print", "reviewed", *words)
    assert (ran.status, told in ran.err) == (2, True)


@pytest.mark.parametrize("words", [("print", "list"), ("print", "month", *HOME, "--format", "text", "-o", "-")])
def test_the_typesetter_is_loaded_for_pdf_alone(loaded_by, words: tuple[str, ...]) -> None:
    """Neither the list of kinds nor a sheet as text loads the typesetter."""
    statement = f"from regimen.cli import main\nassert main({list(words)!r}) == 0"
    assert "typst" not in loaded_by(statement)


def test_worksheet_and_key_lie_side_by_side(run, tmp_path: Path) -> None:
    """The key of a worksheet is asked for by --variant and has a name of its own, for one subject and for a class."""
    (tmp_path / "class.csv").write_text(CLASS, encoding="utf-8")
    for variant in ("learner", "teacher"):
        options = ("--variant", variant, "--format", "text")
        assert run("print", "second-check", *HOME, *options).status == 0
        assert run("print", "second-check", *options, "--day1", "2026-12-01", "--subjects", "class.csv").status == 0
    names = {path.name for path in tmp_path.glob("*second-check*")}
    assert names == {
        f"{who}-second-check{key}.txt" for who in ("nct01681537-d10-50", "S-01", "S-02") for key in ("", "-key")
    }


def test_a_variant_is_one_of_two(run) -> None:
    """A variant that is none is refused with the nearest."""
    refused = run("print", "second-check", *HOME, "--variant", "teachers")
    assert (refused.status, "unknown 'teachers'; did you mean teacher?; allowed: learner, teacher" in refused.err) == (
        2,
        True,
    )


def test_a_roadmap_is_filled_in_from_the_record(run) -> None:
    """With a course that has a record, what was given until --as-of stands in the roadmap, and nothing later."""
    page = run("print", "roadmap", "--course", RECORD, "--as-of", "2026-12-02", "--format", "text", "-o", "-").out
    assert page.count("Amount given: 50 mg") == 2
    plain = run("print", "roadmap", *HOME, "--format", "text", "-o", "-").out
    assert plain.count("Amount given: 50 mg") == 0
