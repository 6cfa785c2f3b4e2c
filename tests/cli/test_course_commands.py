"""`regimen courses`: course files written, moved by acts, shown and taken back."""

from pathlib import Path

import pytest

from regimen.cli.held import opened
from regimen.coursefile import open_course
from regimen.errors import RegimenError


@pytest.fixture
def course(run, tmp_path, monkeypatch) -> Path:
    """A course file of the home case with Day 1 on 1 December 2026."""
    monkeypatch.chdir(tmp_path)
    assert run("courses", "new", "course.yaml", "--day1", "2026-12-01", "--sample").status == 0
    return tmp_path / "course.yaml"


def defer(run, *words: str):
    """Defer MEC by two days from Day 4, with further words."""
    fixed = ("--day", "4", "--by", "2", "--what", "MEC", "--why", "fever")
    return run("courses", "act", "course.yaml", "defer", *fixed, *words)


def test_a_new_course_names_the_version_in_force(course) -> None:
    """A later amendment must not change the course by itself."""
    made, protocol = open_course(course)
    assert (made.version, made.level, protocol.version) == ("2", "d10-50", "2")


def test_a_new_course_keeps_an_existing_file(run, course) -> None:
    """Nothing is overwritten unless it is asked for."""
    before = course.read_text(encoding="utf-8")
    ran = run("courses", "new", "course.yaml", "--day1", "2027-01-01")
    assert (ran.status, "exists and was kept" in ran.err) == (2, True)
    assert course.read_text(encoding="utf-8") == before
    assert run("courses", "new", "course.yaml", "--day1", "2027-01-01", "--overwrite").status == 0


def test_what_was_written_meanwhile_is_not_lost(run, course) -> None:
    """A command that read the file before another one wrote to it writes nothing, and says so."""
    found = opened("course.yaml")
    assert defer(run).status == 0
    with pytest.raises(RegimenError, match="changed by another program since it was opened, and was kept"):
        found.written(found.course)
    assert len(open_course(course)[0].acts) == 1
    again = opened("course.yaml")
    assert again.written(again.course).written(again.course).was == again.was


def test_a_course_of_a_protocol_file_finds_it_from_its_own_folder(run, tmp_path, monkeypatch) -> None:
    """The protocol file is named so that it is found from where the course lies."""
    source = Path(__file__).parents[1] / "fixtures" / "protocols" / "mfolfox6.yaml"
    (tmp_path / "sub").mkdir()
    (tmp_path / "mine.yaml").write_bytes(source.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert run("courses", "new", "sub/c.yaml", "--day1", "2026-12-01", "--protocol-file", "mine.yaml").status == 0
    assert run("courses", "show", "sub/c.yaml").status == 0


def test_ideal_and_planned_days_stand_side_by_side(run, course) -> None:
    """Each moved dose has both days and the act; Day 45 stays; the days left are told."""
    assert defer(run).status == 0
    shown = run("courses", "show", "course.yaml", "--json").json
    moved = {entry["id"]: (entry["ideal_day"], entry["day"], entry["acts"]) for entry in shown["moved"]}
    assert moved["etoposide:d4"] == (4, 6, [1])
    assert len(moved) == 15
    text = run("courses", "show", "course.yaml").out
    assert "Day 4, Fri 04 Dec 2026 → Day 6, Sun 06 Dec 2026" in text
    assert "Day 45, Thu 14 Jan 2027 closes the window; no act moves it" in text
    assert "MEC: 35 days from its last dose to Day 45 (ideal: 37)" in text


def test_the_calendar_of_a_course_has_the_planned_days(run, course) -> None:
    """Events carry planned and ideal day; the day list names the act and the ideal day."""
    assert defer(run).status == 0
    events = run("calendar", "--course", "course.yaml", "--json").json["events"]
    days = [(event["ideal_day"], event["day"], event["date"]) for event in events if event.get("agent") == "etoposide"]
    assert days[0] == (4, 6, "2026-12-06")
    assert [event["day"] for event in events if event["id"].startswith("dlt-window-closes")] == [45]
    text = run("calendar", "--course", "course.yaml").out
    assert "1. MEC deferred by 2 days from Day 4, all that follows: fever" in text
    assert "etoposide 150 mg† (80 mg/m²†) IV over 1 h, ideal Day 4" in text


def test_undo_gives_the_very_same_file(run, course) -> None:
    """The file after an act and its undo is the file before, byte for byte."""
    before = course.read_bytes()
    assert defer(run).status == 0
    assert course.read_bytes() != before
    assert run("courses", "undo", "course.yaml").status == 0
    assert course.read_bytes() == before
    ran = run("courses", "undo", "course.yaml")
    assert (ran.status, "no act to take back" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("defer", "--day", "5", "--by", "1", "--scope", "day", "--why", "x"), "Day 6 would hold lenalidomide twice"),
        (("defer", "--day", "5", "--by", "0", "--why", "x"), "deferred by 0 days; allowed: 1 to 366"),
        (("defer", "--day", "5", "--by", "two", "--why", "x"), "'two' is not a whole number"),
        (("postpone", "--day", "5", "--why", "x"), "'postpone' is no act; allowed: defer, omit, ceas"),
        (("omit", "--day", "5"), "an act needs 'why'; give the reason in a few words"),
        (("omit", "--why", "x"), "an act needs 'day'"),
        (("omit", "--day", "5", "--scope", "week", "--why", "x"), "'week' is no scope; allowed: day, cycle"),
        (("amend", "--day", "5", "--version", "7", "--why", "x"), "no version '7' of nct01681537; allowed: 1, 2"),
        (("amend", "--day", "5", "--version", "1", "--why", "x"), "unknown level 'd10-50'"),
        (("omit", "--day", "5", "--on", "5 Dec", "--why", "x"), "'5 Dec' is not a date"),
    ],
    ids=[
        "twice", "zero", "no number", "no act", "no reason", "no day", "no scope", "no version", "no such level",
        "no date",
    ],
)  # fmt: skip
def test_an_act_that_cannot_be_is_refused_and_nothing_is_written(run, course, words, told) -> None:
    """The refusal says why; the file stays as it was."""
    before = course.read_bytes()
    ran = run("courses", "act", "course.yaml", *words)
    assert (ran.status, told in ran.err) == (2, True), ran.err
    assert course.read_bytes() == before


def test_a_move_to_another_version_says_which_past_days_differ(run, tmp_path, monkeypatch) -> None:
    """LEN on days 1-14 cut to days 1-10 on Day 13: days 11 and 12 lie behind and stay given."""
    monkeypatch.chdir(tmp_path)
    text = (
        "format: 1\nprotocol: nct01681537\nversion: 1\nlevel: d14-10\nreference_date: 2026-12-01\n"
    )  # fmt: skip
    Path("course.yaml").write_text(text, encoding="utf-8")
    to = ("--version", "2", "--level", "d10-10")
    ran = run("courses", "act", "course.yaml", "amend", "--day", "13", *to, "--why", "amendment")
    assert (ran.status, ran.err) == (0, "")
    assert "The versions differ before Day 13, on days 11, 12; what was given stays given." in ran.out
    made, protocol = open_course(Path("course.yaml"))
    assert (made.version, made.version_in_force, protocol.version) == ("1", "2", "2")
    assert (made.level, made.level_in_force) == ("d14-10", "d10-10")


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("{act: defer, day: 5, by: 1, scope: day, why: x}", "course.yaml:5:3: acts[1]: act 1"),
        ("{act: defer, day: 5, why: x}", "'by' is the number of days of a deferral"),
        ("{act: omit, day: 55, why: x}", "no dose of any drug is planned on Day 55"),
    ],
    ids=["refused", "misshapen", "nothing there"],
)
def test_a_course_file_with_a_bad_act_is_told_at_its_line(run, tmp_path, monkeypatch, act, told) -> None:
    """Opening the file names the act by line and column."""
    monkeypatch.chdir(tmp_path)
    text = f"format: 1\nprotocol: nct01681537\nreference_date: 2026-12-01\nacts:\n- {act}\n"
    Path("course.yaml").write_text(text, encoding="utf-8")
    ran = run("courses", "show", "course.yaml")
    assert (ran.status, told in ran.err) == (2, True), ran.err


def test_a_blackout_date_is_a_finding(run, tmp_path, monkeypatch) -> None:
    """Doses on a date on which nothing can be given are told, with what falls on it."""
    monkeypatch.chdir(tmp_path)
    words = ("--day1", "2026-12-22", "--blackout", "2026-12-25", "--blackout", "2027-01-01")
    assert run("courses", "new", "c.yaml", *words).status == 0
    findings = run("courses", "show", "c.yaml", "--json").json["findings"]
    assert [finding["message"] for finding in findings if finding["code"] == "blackout"] == [
        "Fri 25 Dec 2026 (Day 4) is a blackout date, and lenalidomide, mitoXANTRONE, etoposide, cytarabine is planned",
    ]


@pytest.mark.parametrize(
    ("blackouts", "what", "days"),
    [
        (["2026-12-25"], "MEC", [5, 6, 7, 8, 9]),
        (["2026-12-25", "2026-12-26"], "MEC", [6, 7, 8, 9, 10]),
        (["2026-12-26", "2026-12-28"], "MEC", [4, 6, 8, 9, 10]),
        (["2026-12-25"], None, [5, 6, 7, 8, 9]),
        (["2027-01-20"], "MEC", [4, 5, 6, 7, 8]),
    ],
    ids=["one day", "two in a row", "two apart", "all drugs", "not concerned"],
)
def test_doses_are_deferred_off_the_blackout_dates(run, tmp_path, monkeypatch, blackouts, what, days) -> None:
    """Each move is as short as will do, and no dose named is left on a blackout date."""
    monkeypatch.chdir(tmp_path)
    dates = [word for date in blackouts for word in ("--blackout", date)]
    assert run("courses", "new", "c.yaml", "--day1", "2026-12-22", *dates).status == 0
    assert run("courses", "act", "c.yaml", "defer", "--off-blackouts", *(["--what", what] if what else [])).status == 0
    events = run("calendar", "--course", "c.yaml", "--json").json["events"]
    assert [event["day"] for event in events if event.get("agent") == "etoposide"] == days


def test_nothing_named_is_asked_for(run) -> None:
    """Each command says what it needs."""
    for words in (("new",), ("act",), ("undo",), ("show",)):
        ran = run("courses", *words)
        assert (ran.status, "?" in ran.err) == (2, True)
