"""`regimen print` of a recorded course: from a file and from the ledger, as of a date."""

from pathlib import Path

import pytest

RECORD = str(Path(__file__).parent / "reviewed.yaml")
TEXT = ("--format", "text", "-o", "-")


@pytest.fixture
def ledger(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A ledger that keeps the recorded course as T-07."""
    monkeypatch.chdir(tmp_path)
    path = str(tmp_path / "ward.sqlite")
    assert run("courses", "keep", RECORD, "--ledger", path).status == 0
    return path


@pytest.mark.parametrize("kind", ["dlt-sheet", "deviations"])
def test_file_and_ledger_give_the_same_sheet(run, ledger: str, kind: str) -> None:
    """A course that is kept in the ledger is printed as its file is, whole and without complaint."""
    words = ("print", kind, "--as-of", "2027-01-20", *TEXT)
    from_file, kept = run(*words, "--course", RECORD), run(*words, "--course", "T-07", "--ledger", ledger)
    assert (from_file.status, from_file.err) == (kept.status, kept.err) == (0, "")
    assert kept.out == from_file.out
    assert "As of:" in kept.out


@pytest.mark.parametrize(
    ("date", "verdict"), [("2027-01-05", "pending"), ("2027-01-20", "indeterminate")], ids=["in-window", "after"]
)
def test_the_verdict_is_that_of_the_date(run, date: str, verdict: str) -> None:
    """The sheet tells the verdict of `regimen dlt` on the same date, never one from what came later."""
    page = run("print", "dlt-sheet", "--course", RECORD, "--as-of", date, *TEXT).out
    assert f"Verdict:    {verdict}\n" in page
    assert f"Verdict: {verdict}\n" in run("dlt", RECORD, "--as-of", date).out


def test_a_form_for_a_class(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A class gets an empty sheet of counts each; a report is refused, since a class has no record."""
    monkeypatch.chdir(tmp_path)
    Path("class.csv").write_text("id,day1\nS-01,2026-12-01\nS-02,2026-12-08\n", encoding="utf-8")
    assert run("print", "dlt-sheet", "--subjects", "class.csv").status == 0
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["S-01-dlt-sheet.pdf", "S-02-dlt-sheet.pdf"]
    assert run("print", "deviations", "--subjects", "class.csv").status == 2


def test_a_course_without_a_record_has_no_report(run, tmp_path: Path) -> None:
    """There is nothing to report without a record, and the refusal says how to begin one."""
    plain = tmp_path / "plain.yaml"
    plain.write_text(Path(RECORD).read_text(encoding="utf-8").partition("record:")[0], encoding="utf-8")
    ran = run("print", "deviations", "--course", str(plain), *TEXT)
    assert (ran.status, "the course has no record; add one: regimen record given --help" in ran.err) == (2, True)
