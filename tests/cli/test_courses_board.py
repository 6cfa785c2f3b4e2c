"""`regimen courses list`, `courses week` and `check` of many courses: files, folders, the ledger; faults are rows."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from regimen.cli import progress
from regimen.nomenclature import NOT_IN_SOURCES, NOTICE

HERE = Path(__file__).parent
REVIEWED = (HERE / "reviewed.yaml").read_text(encoding="utf-8")
CLEAN = "format: 1\nprotocol: nct01681537\nreference_date: 2027-01-04\nsubject: {id: T-30}\n"
DAY_9 = ("--today", "2026-12-09")
LISTS = pytest.mark.parametrize("command", ["list", "week"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three courses, one of them damaged, and a protocol that lies among them."""
    where = tmp_path / "courses"
    where.mkdir()
    for name in ("T-01", "T-02"):
        (where / f"{name}.yaml").write_text(REVIEWED.replace("T-07", name), encoding="utf-8")
    (where / "torn.yaml").write_text("reference_date: [\n", encoding="utf-8")
    (where / "protocol.yaml").write_text("format: 1\nid: x\ndoses: []\n", encoding="utf-8")
    (where / "notes.txt").write_text("nothing", encoding="utf-8")
    return where


@pytest.fixture
def ledger(run, folder, tmp_path) -> str:
    """A ledger with two courses, and one that was taken off the board."""
    path = str(tmp_path / "ward.sqlite")
    (tmp_path / "T-30.yaml").write_text(CLEAN, encoding="utf-8")
    for file in (folder / "T-01.yaml", folder / "T-02.yaml", tmp_path / "T-30.yaml"):
        assert run("courses", "keep", str(file), "--ledger", path).status == 0
    assert run("courses", "archive", "T-02", "--ledger", path).status == 0
    return path


@LISTS
def test_a_folder_of_courses(run, folder, command) -> None:
    """Its course files are listed, a damaged one as a row with its findings, a protocol among them is passed over."""
    ran = run("courses", command, str(folder), *DAY_9, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert [(one["id"], one["urgency"]) for one in ran.json["courses"]] == [
        (str(folder / "torn.yaml"), "unreadable"), ("T-01", "overdue"), ("T-02", "overdue"),
    ]  # fmt: skip
    assert {one["subject"] for one in ran.json["findings"]} == {str(folder / "torn.yaml")}
    assert ran.json["notice"] == NOTICE
    text = run("courses", command, str(folder), *DAY_9).out
    assert "torn.yaml:" in text
    assert text.startswith(NOTICE)


@LISTS
def test_a_ledger_lists_what_is_on_its_board(run, ledger, command) -> None:
    """Every course of the ledger but those taken off the board; ids name single ones."""
    ran = run("courses", command, "--ledger", ledger, *DAY_9, "--json")
    assert [one["id"] for one in ran.json["courses"]] == ["T-01", "T-30"]
    one = run("courses", command, "T-30", "--ledger", ledger, *DAY_9, "--json")
    assert [one["id"] for one in one.json["courses"]] == ["T-30"]


def test_the_facts_of_a_row(run, folder) -> None:
    """Where the course is, its verdict, last counts, and what is due with its window."""
    (row,) = run("courses", "list", str(folder / "T-01.yaml"), *DAY_9, "--json").json["courses"]
    picked = {key: row[key] for key in ("day", "last_day", "closes", "days_left", "verdict", "letter", "actual")}
    assert picked == {"day": 9, "last_day": 45, "closes": "2027-01-14", "days_left": 36, "verdict": "pending",
                      "letter": "P", "actual": True}  # fmt: skip
    assert row["counts"] == {"day": 8, "anc": 0.6, "wbc": None, "platelets": 30, "haemoglobin": None, "blasts": None}
    assert row["due"][-1] == {
        "kind": "assessment", "id": "bloods", "name": "Blood counts and chemistry", "day": 15, "date": "2026-12-15",
        "window": [14, 16], "assumed": True, "checked": True,
    }  # fmt: skip
    assert [one["day"] for one in row["overdue"]] == [1, 2, 3, 4, 5, 6, 7]
    assert row["open"][1]["key"] == "deferred-series:MEC:d4"


def test_hidden_days_are_null(run, folder) -> None:
    """With assumptions hidden a day that nobody gives has neither day, date nor window."""
    path = str(folder / "T-01.yaml")
    (row,) = run("courses", "list", path, *DAY_9, "--hide-assumptions", "--json").json["courses"]
    assert [(one["day"], one["date"], one["window"]) for one in row["due"] if one["id"] == "bloods"] == [
        (None, None, None)
    ]
    assert row["verdict"] == "indeterminate"
    for command in ("list", "week"):
        out = run("courses", command, path, *DAY_9, "--hide-assumptions").out
        assert f"day {NOT_IN_SOURCES}" in out
        assert "Day 15" not in out.replace("Day 15 to", "")


def test_the_week_of_a_call(run, folder) -> None:
    """--from is the day of the call; one that lies ahead is judged as of today."""
    path = str(folder / "T-01.yaml")
    past = run("courses", "week", path, "--from", "2026-12-14", "--today", "2027-02-01", "--json").json
    (row,) = past["courses"]
    assert (past["call"], row["day"], row["past"]) == ("2026-12-14", 14, [7, 13])
    assert "Day 8: ANC 0.6, platelets 30" in row["happened"]
    (row,) = run("courses", "week", path, "--from", "2026-12-14", *DAY_9, "--json").json["courses"]
    assert (row["day"], max(one["day"] for one in row["due"])) == (9, 18)
    assert run("courses", "week", path, "--from", "14.12.2026").status == 2


@LISTS
def test_markdown(run, folder, command) -> None:
    """The same sheet as Markdown."""
    out = run("courses", command, str(folder), *DAY_9, "--format", "markdown").out
    assert out.startswith(f"> **{NOTICE}**")
    assert "# " in out


def test_files_of_one_subject_are_told_apart(run, folder) -> None:
    """Two files with the same subject are two rows, the second with its file's name."""
    copy = folder / "again.yaml"
    copy.write_text((folder / "T-01.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    rows = run("courses", "list", str(folder / "T-01.yaml"), str(copy), *DAY_9, "--json").json["courses"]
    assert [row["id"] for row in rows] == ["T-01", f"T-01 ({copy})"]


@pytest.mark.parametrize("words", [("courses", "list"), ("courses", "week"), ("check", "--all")], ids=" ".join)
def test_what_cannot_be_looked_at_at_all_is_refused(run, tmp_path, words) -> None:
    """No ledger, a file that is none, a folder without courses: said, with status 2 and nothing on stdout."""
    none = run(*words, "--ledger", str(tmp_path / "none.sqlite"))
    assert (none.status, none.out, "does not exist" in none.err) == (2, "", True)
    (tmp_path / "other.sqlite").write_bytes(b"no ledger" * 100)
    other = run(*words, "--ledger", str(tmp_path / "other.sqlite"))
    assert (other.status, other.out) == (2, "")
    (tmp_path / "empty").mkdir()
    empty = run(*[word for word in words if word != "--all"], str(tmp_path / "empty"))
    assert (empty.status, "holds no course file" in empty.err) == (2, True)


def test_a_folder_that_cannot_be_read_is_refused(run, folder, monkeypatch) -> None:
    """What the system says is passed on."""

    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    ran = run("courses", "list", str(folder))
    assert (ran.status, "cannot be read: Permission denied" in ran.err) == (2, True)


def test_a_file_that_is_gone_is_a_row(run, folder) -> None:
    """A named file that is not there stands among the others."""
    ran = run("courses", "list", str(folder / "gone.yaml"), str(folder / "T-01.yaml"), *DAY_9, "--json")
    assert [one["urgency"] for one in ran.json["courses"]] == ["unreadable", "overdue"]
    assert ran.status == 0


def test_a_damaged_course_of_the_ledger_is_a_row(run, ledger) -> None:
    """Events that do not add up spoil one row and no other."""
    with closing(sqlite3.connect(ledger)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE event SET body = '{}' WHERE course = 'T-01'")
        connection.commit()
    ran = run("courses", "list", "--ledger", ledger, *DAY_9, "--json")
    assert [(one["id"], one["urgency"]) for one in ran.json["courses"]] == [("T-01", "unreadable"), ("T-30", "waiting")]
    assert [one["code"] for one in ran.json["findings"]] == ["unreadable-course"]
    assert run("check", "--all", "--ledger", ledger, *DAY_9).status == 2


@pytest.mark.parametrize(
    ("names", "status"),
    [(["T-01.yaml", "T-02.yaml"], 1), (["T-01.yaml", "torn.yaml"], 2), (["clean.yaml", "clean.yaml"], 0)],
    ids=["open", "one cannot be read", "none open"],
)
def test_check_of_several_courses(run, folder, names, status) -> None:
    """A line each; 2 if one cannot be read, else 1 if an important deviation is open."""
    (folder / "clean.yaml").write_text(CLEAN, encoding="utf-8")
    ran = run("check", *(str(folder / name) for name in names), "--as-of", "2026-12-20")
    assert ran.status == status
    lines = ran.out.splitlines()
    assert lines[0] == NOTICE
    assert lines[-2].startswith(f"{len(names)} courses: ")
    told = run("check", *(str(folder / name) for name in names), "--as-of", "2026-12-20", "--json")
    assert (told.status, len(told.json["courses"]), told.json["as_of"]) == (status, len(names), "2026-12-20")


def test_check_of_all(run, ledger) -> None:
    """--all is the board of the ledger; it excludes names; a single course is told in full as ever."""
    ran = run("check", "--all", "--ledger", ledger, "--as-of", "2026-12-20", "--json")
    assert ran.status == 1
    found = {one["id"]: one for one in ran.json["courses"]}
    assert list(found) == ["T-01", "T-30"]
    assert found["T-01"]["open"] == [
        "assessment-missed:bloods-daily:d1", "deferred-series:MEC:d4", "assessment-missed:bloods-daily:d9",
    ]  # fmt: skip
    assert (found["T-30"]["deviations"], found["T-30"]["open"]) == (0, [])
    ran = run("check", "--all", "T-01", "--ledger", ledger)
    assert (ran.status, "--all and 'T-01' exclude each other" in ran.err) == (2, True)
    assert "planned: days 4-8" in run("check", "T-01", "--ledger", ledger, "--as-of", "2026-12-20").out


class Terminal:
    """A stderr that says that it is a terminal, or not."""

    def __init__(self, *, terminal: bool) -> None:
        self.terminal, self.text = terminal, ""

    def isatty(self) -> bool:
        """Whether somebody watches."""
        return self.terminal

    def write(self, text: str) -> None:
        """Keep it."""
        self.text += text

    def flush(self) -> None:
        """Nothing waits."""


@pytest.mark.parametrize(
    ("number", "terminal", "expected"),
    [
        (99, True, ""),
        (100, False, "100 of 100 done\n"),
        (100, True, "\r0 of 100 done\r100 of 100 done\n"),
    ],
    ids=["few", "many, nobody watches", "many, on a terminal"],
)
def test_progress(monkeypatch, number, terminal, expected) -> None:
    """A terminal sees a line that counts, a log one line at the end; few courses say nothing."""
    stream = Terminal(terminal=terminal)
    monkeypatch.setattr(progress.sys, "stderr", stream)
    monkeypatch.setattr(progress.time, "monotonic", lambda: 1.0)
    assert list(progress.followed(range(number), "done")) == list(range(number))
    assert stream.text == expected


def test_stdout_stays_json_with_many_courses(run, tmp_path) -> None:
    """A hundred courses: the words are on stderr, stdout is one document."""
    for number in range(100):
        (tmp_path / f"c{number:03}.yaml").write_text(CLEAN.replace("T-30", f"T-{number:03}"), encoding="utf-8")
    ran = run("courses", "list", str(tmp_path), *DAY_9, "--json")
    assert ran.err == "100 of 100 courses judged\n"
    assert len(json.loads(ran.out)["courses"]) == 100
