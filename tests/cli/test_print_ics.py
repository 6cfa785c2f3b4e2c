"""`regimen print KIND --format ics`: a calendar file beside the sheets, its revisions from the ledger."""

import re
from pathlib import Path

import pytest
from icalendar import Calendar

HOME = ("print", "month", "--day1", "2026-12-01", "--sample", "--format", "ics")


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Calendars go to a folder of their own."""
    monkeypatch.chdir(tmp_path)


def lines(path: Path, name: str) -> list[str]:
    """The values of a property in a file, one an event."""
    return re.findall(rf"^{name}:(.*)\r$", path.read_bytes().decode("utf-8"), re.MULTILINE)


def sequences(path: Path) -> dict[int, int]:
    """How many events have each SEQUENCE."""
    found = [int(number) for number in lines(path, "SEQUENCE")]
    return {number: found.count(number) for number in sorted(set(found))}


def test_a_calendar_file_and_what_is_answered(run, tmp_path: Path) -> None:
    """The file is named for what it is, has no pages, and no finding."""
    found = run(*HOME, "--json").json
    assert [(one["path"], one["pages"]) for one in found["files"]] == [("nct01681537-d10-50-calendar.ics", None)]
    text = (tmp_path / "nct01681537-d10-50-calendar.ics").read_bytes().decode("utf-8")
    assert run(*HOME, "-o", "-").out == text
    assert len(Calendar.from_ical(text).walk("VEVENT")) == text.count("BEGIN:VEVENT")
    assert "TRIGGER" not in text


def test_wishes_reach_the_file(run, tmp_path: Path) -> None:
    """Hours, reminders and the number of the edition, as asked."""
    run(*HOME, "--timed", "--alarm", "90", "--sequence", "3", "-o", "x.ics")
    text = (tmp_path / "x.ics").read_bytes().decode("utf-8")
    assert sequences(tmp_path / "x.ics").keys() == {3}
    assert "TRIGGER:-PT90M\r\n" in text
    assert "DTSTART:20261204T080000\r\n" in text


def test_the_kind_of_sheet_does_not_matter(run, tmp_path: Path) -> None:
    """A calendar is made of the plan: no record is needed, whatever kind stands before it."""
    run(*HOME, "-o", "month.ics")
    run("print", "deviations", *HOME[2:], "-o", "deviations.ics")
    assert (tmp_path / "deviations.ics").read_bytes() == (tmp_path / "month.ics").read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--alarm", "soon"), "--alarm: "),
        (("--alarm", "40321"), "--alarm: 40321 is out of range; allowed: 0 to 40,320"),
        (("--sequence", "-1"), "--sequence: -1 is out of range; allowed: 0 to 999,999"),
        (("--format", "text", "--timed"), "--timed is for calendars; give --format ics as well"),
        (("--format", "pdf", "--alarm", "15"), "--alarm is for calendars; give --format ics as well"),
        (("--format", "html", "--sequence", "0"), "--sequence is for calendars; give --format ics as well"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_refused(run, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    """What cannot be is told, and nothing is written."""
    given = [word for word in HOME if "--format" not in words or word not in ("--format", "ics")]
    ran = run(*given, *words, "-o", "x.ics")
    assert (ran.status, ran.out, told in ran.err) == (2, "", True), ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_class_has_a_calendar_each(run, tmp_path: Path) -> None:
    """Two subjects, two files, no event in common."""
    (tmp_path / "class.csv").write_text("id,day1\nS-01,2026-12-01\nS-02,2026-12-08\n", encoding="utf-8")
    run("print", "month", "--subjects", "class.csv", "--format", "ics")
    uids = [set(lines(tmp_path / f"{name}-calendar.ics", "UID")) for name in ("S-01", "S-02")]
    assert len(uids[0]) == len(uids[1]) > 0
    assert not uids[0] & uids[1]


def test_the_ledger_counts_what_moved(run, tmp_path: Path) -> None:
    """Each act that moves an event is one more in its SEQUENCE, taking it back is another, and a dose given is none."""
    (tmp_path / "c.yaml").write_text("format: 1\nreference_date: 2026-12-01\nsubject: {id: T-07}\n", encoding="utf-8")
    ledger = ("--ledger", "ward.sqlite")

    def printed(name: str) -> dict[int, int]:
        assert run("print", "month", "--course", "T-07", *ledger, "--format", "ics", "-o", name).status == 0
        return sequences(tmp_path / name)

    assert run("courses", "keep", "c.yaml", *ledger).status == 0
    events = printed("0.ics")
    assert events.keys() == {0}
    given = run("record", "given", "T-07", "--days", "1", *ledger, "--today", "2026-12-01")
    assert given.status == 0, given.err
    assert printed("1.ics") == events
    act = ("courses", "act", "T-07", "defer", "--day", "4", "--by", "2", "--what", "MEC", "--why", "fever", *ledger)
    assert run(*act).status == 0
    moved = printed("2.ics")
    assert moved.keys() == {0, 1}
    assert run("courses", "undo", "T-07", *ledger).status == 0
    assert printed("3.ics") == {0: moved[0], 2: moved[1]}
    assert moved[1] > 15, "15 doses and the milestones that follow them"
    assert "20261201T000000Z" not in {lines(tmp_path / name, "DTSTAMP")[0] for name in ("0.ics", "3.ics")}
