"""`regimen cohorts`: the cohort meeting from course files and from the ledger, as text, Markdown and JSON."""

from pathlib import Path

import pytest

from regimen.nomenclature import NOTICE

TESTS = Path(__file__).parents[1]
GOLDEN, COHORTS = TESTS / "golden" / "cohorts", TESTS / "fixtures" / "cohorts"
MARCH = ("--as-of", "2027-03-01")
SHEETS = {
    "meeting.txt": MARCH,
    "meeting.md": (*MARCH, "--format", "markdown"),
    "rolling-six.txt": (*MARCH, "--design", "rolling-six", "--beside", "deescalate-six", "--review-lag", "5"),
    "rest.txt": ("--as-of", "2027-02-05", "--rest", "--stagger", "7"),
    "known.txt": ("--as-of", "2027-05-01"),
}  # fmt: skip


@pytest.fixture
def cohorts(run):
    """Run the command on the folder of six courses."""
    return lambda *words: run("cohorts", str(COHORTS), *words)


@pytest.fixture
def ledger(run, tmp_path) -> str:
    """A ledger that keeps the six courses."""
    path = str(tmp_path / "ward.sqlite")
    for file in sorted(COHORTS.iterdir()):
        assert run("courses", "keep", str(file), "--ledger", path).status == 0
    return path


@pytest.mark.parametrize("name", SHEETS)
def test_golden(cohorts, name: str) -> None:
    """Each sheet prints exactly as in tests/golden/cohorts, within 100 columns, the notice above and below."""
    ran = cohorts(*SHEETS[name])
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (GOLDEN / name).read_text(encoding="utf-8")
    assert ran.out.count(NOTICE) == 2
    if name.endswith(".txt"):
        assert max(map(len, ran.out.splitlines())) <= 100


def test_json(cohorts) -> None:
    """One document: outcomes, subjects, the design and the one beside it, openings, what-ifs, calendar."""
    made = cohorts(*MARCH, "--json").json
    assert (made["notice"], made["outcomes"], made["ladder"]) == (
        NOTICE, "1NNN 2NPP", ["d10-5", "d10-10", "d10-25", "d10-50"],
    )  # fmt: skip
    assert [cohort["letters"] for cohort in made["cohorts"]] == ["NNN", "NPP"]
    subject = made["cohorts"][1]["subjects"][1]
    assert (subject["id"], subject["day"], subject["days_left"], subject["letter"]) == ("T-05", 28, 17, "P")
    assert subject["ahead"] == {"best": "2027-03-01", "planned": "2027-03-18", "worst": "2027-03-25"}
    first, beside = made["designs"]
    assert (first["design"], beside["design"]) == ("no-deescalation", "boin:0.25")
    assert (first["today"]["action"], first["today"]["rule"]["id"]) == ("hold", "pending")
    planned = first["opens"]["planned"]
    assert (planned["date"], planned["deciding"], planned["action"], planned["level"]) == (
        "2027-03-27", ["T-06"], "escalate", 3,
    )  # fmt: skip
    assert len(first["what_if"]) == len(beside["what_if"]) == 6
    assert [lane["level_id"] for lane in made["calendar"]["cohorts"]] == ["d10-5", "d10-10"]
    assert made["findings"] == []


def test_the_decision_is_that_of_escalate(run, cohorts) -> None:
    """What the meeting says today is what `regimen escalate` says of the outcomes it prints."""
    for date in ("2027-01-20", "2027-02-05", "2027-03-01", "2027-05-01"):
        made = cohorts("--as-of", date, "--design", "deescalate-six", "--json").json
        said = run("escalate", made["outcomes"], "--levels", "4", "--design", "deescalate-six", "--json").json
        assert made["designs"][0]["today"] == {key: said[key] for key in made["designs"][0]["today"]}


def test_the_ledger_says_what_the_files_say(run, cohorts, ledger) -> None:
    """The same courses, kept: the same document."""
    assert run("cohorts", "--ledger", ledger, *MARCH, "--json").json == cohorts(*MARCH, "--json").json
    some = run("cohorts", "T-01", "T-02", "--ledger", ledger, "--as-of", "2027-01-05", "--json").json
    assert some["outcomes"] == "1NN"


def test_a_definition_of_recovery_can_turn_the_cohort(cohorts) -> None:
    """With three values asked for, who recovered on one is pending or not evaluable; the protocol's sets count too."""
    usual, sustained, higher = (
        cohorts("--as-of", "2027-05-01", *words, "--json").json["outcomes"]
        for words in ((), ("--assume", "sustained=three-first-of-run"), ("--assume", "recovery=1.0-100"))
    )
    assert usual == "1NNN 2NNT"
    assert sustained != usual
    assert higher != usual


def test_a_date_on_which_somebody_comes(cohorts) -> None:
    """It takes the place of the accrual."""
    made = cohorts("--as-of", "2027-02-05", "--coming", "2027-03-02", "--json").json
    assert (made["coming"], made["designs"][0]["opens"]["planned"]["date"]) == (["2027-03-02"], "2027-04-16")


def test_what_leaves_the_design_is_a_finding(cohorts) -> None:
    """A review lag that was not kept: told, with the rule, and followed."""
    ran = cohorts("--as-of", "2027-05-01", "--review-lag", "5", "--json")
    assert ran.status == 0
    assert [(one["code"], one["subject"]) for one in ran.json["findings"]] == [("off-design", "T-04")]


def test_a_course_that_cannot_be_used_is_told_and_stops_nothing(run, cohorts, tmp_path) -> None:
    """A damaged file, a protocol without a window; alone they are an error."""
    torn, beam = tmp_path / "torn.yaml", tmp_path / "beam.yaml"
    torn.write_text("reference_date: [\n", encoding="utf-8")
    beam.write_text("format: 1\nprotocol: beam\nreference_date: 2026-12-01\nsubject: {id: B-1}\n", encoding="utf-8")
    made = run("cohorts", str(COHORTS), str(torn), str(beam), *MARCH, "--json").json
    assert made["outcomes"] == "1NNN 2NPP"
    assert {one["subject"] for one in made["findings"]} == {str(torn), str(beam)}
    text = run("cohorts", str(COHORTS), str(beam), *MARCH).out
    assert "Cannot be used" in text
    assert "beam has no count-recovery window" in text
    ran = run("cohorts", str(beam), *MARCH)
    assert (ran.status, ran.out) == (2, "")
    assert "no course can be used" in ran.err


REFUSED = {
    "no such protocol among them": (("--protocol", "beam"), "there is no subject to look at"),
    "an unknown design": (("--design", "deescalate-sixx"), "did you mean deescalate-six?"),
    "an unknown level": (("--ladder", "d10-5,d10-6"), "has no level 'd10-6'"),
    "a start off the ladder": (("--start", "5"), "start level 5; allowed: 1 to 4"),
    "a lag below zero": (("--review-lag", "-1"), "a review lag of -1 days; allowed: 0 to 3,660"),
    "an accrual of zero": (("--accrual", "0"), "an accrual of 0 days; allowed: 1 to 3,660"),
    "a stagger that is no number": (("--stagger", "a week"), "--stagger: 'a week' is not a whole number"),
    "a date that is none": (("--coming", "2027-02-29"), "--coming: 2027-02-29 is not in the calendar"),
    "a day that is none": (("--as-of", "01.03.2027"), "--as-of: '01.03.2027' is not a date"),
    "before anybody was treated": (("--as-of", "2020-02-29"), "nobody was treated by Sat 29 Feb 2020: the first of"),
    "csv": (("--format", "csv"), "unknown format 'csv'; allowed: text, markdown, json"),
}


@pytest.mark.parametrize(("words", "told"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused(cohorts, words, told: str) -> None:
    """With what is allowed, and nothing on stdout."""
    ran = cohorts(*(() if "--as-of" in words else MARCH), *words)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.parametrize("suffix", ["pdf", "html", "txt", "md"])
def test_the_meeting_as_a_sheet(run, tmp_path, suffix: str) -> None:
    """Written by the name of the file, with notice, digest and everybody on it; not twice to one file."""
    path = tmp_path / f"meeting.{suffix}"
    words = ("cohorts", str(COHORTS), "--as-of", "2027-02-20", "-o", str(path))
    assert run(*words).status == 0
    if suffix == "pdf":
        assert path.read_bytes().startswith(b"%PDF-1.7")
    else:
        text = path.read_text(encoding="utf-8")
        assert all(code in text for code in ("T-01", "T-06", "Cohort meeting on Sat 20 Feb 2027", "SPECIMEN"))
    again = run(*words)
    assert (again.status, "exists and was kept" in again.err) == (2, True)
    other = run(*words[:-1], str(tmp_path / "meeting.docx"))
    assert (other.status, "allowed: .pdf, .html, .txt, .md" in other.err) == (2, True)
