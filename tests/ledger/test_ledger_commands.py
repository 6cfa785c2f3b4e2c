"""The commands of the ledger: ids wherever a course is taken, JSON as the contract says, exit statuses, refusals."""

import json
from pathlib import Path

import pytest
from ledgers import begun, course, tampered

from regimen.coursefile import course_text
from regimen.ledger.ledger import Ledger

REVIEWED = str(Path(__file__).parents[1] / "cli" / "reviewed.yaml")
WARD = ("--ledger", "ward.sqlite")


@pytest.fixture
def ward(tmp_path, monkeypatch, run) -> Path:
    """A folder with a ledger that holds T-07 with a record, and with the file that it came from."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REGIMEN_LEDGER", "ward.sqlite")
    Path("reviewed.yaml").write_bytes(Path(REVIEWED).read_bytes())
    assert run("courses", "keep", "reviewed.yaml", "--who", "data manager")[0] == 0
    return tmp_path / "ward.sqlite"


def document(run, *words: str, status: int = 0) -> dict:
    """The JSON of a command."""
    ran, out, err = run(*words, "--json")
    assert (ran, err) == (status, "")
    return json.loads(out)


@pytest.mark.parametrize(
    "words",
    [
        ("check", "{}", "--as-of", "2027-01-20"),
        ("dlt", "{}", "--as-of", "2027-01-20", "--matrix"),
        ("courses", "show", "{}"),
        ("calendar", "--course", "{}"),
        ("dose", "--course", "{}"),
    ],
    ids=" ".join,
)
def test_an_id_is_as_good_as_a_file(ward, run, words) -> None:
    """Every command on a course answers the same for the id as for the file, but for places in the file."""
    status, out, err = run(*(word.format("reviewed.yaml") for word in words))
    lines = [line for line in out.splitlines(keepends=True) if "reviewed.yaml:" not in line]
    assert run(*(word.format("T-07") for word in words)) == (status, "".join(lines), err)
    assert err == ""


def test_what_is_a_file_and_what_is_an_id(ward, run) -> None:
    """A file that exists, a suffix of course files or a slash is a file; the rest is an id, and the option wins."""
    Path("T-07").write_text(course_text(course(level="d10-25")), encoding="utf-8")
    assert "d10-25" in run("courses", "show", "T-07")[1]
    Path("T-07").unlink()
    assert "d10-50" in run("courses", "show", "T-07")[1]
    assert "T-07.yml:1:1: cannot read the file" in run("courses", "show", "T-07.yml")[2]
    assert "T-07:1:1: cannot read the file" in run("courses", "show", "./T-07")[2]
    status, _, err = run("courses", "show", "T-07", "--ledger", "other.sqlite")
    assert (status, "the ledger other.sqlite does not exist; regimen courses keep FILE begins one" in err) == (2, True)
    assert not Path("other.sqlite").exists()


def test_acts_on_a_blackout_date_are_one_action(run, tmp_path, monkeypatch) -> None:
    """Several deferrals made by one command are undone by one undo."""
    monkeypatch.chdir(tmp_path)
    dates = ("--blackout", "2026-12-26", "--blackout", "2026-12-28")
    assert run("courses", "new", "c.yaml", "--day1", "2026-12-22", "--sample", *dates)[0] == 0
    assert run("courses", "keep", "c.yaml", *WARD)[0] == 0
    status, out, _ = run("courses", "act", "sample", "defer", "--off-blackouts", "--what", "MEC", *WARD)
    assert (status, out.count("sample: act ")) == (0, 2)
    assert run("courses", "undo", "sample", *WARD)[0] == 0
    with Ledger.open(Path("ward.sqlite")) as ledger:
        assert ledger.held("sample").course.acts == []
    assert "there is nothing to undo" in run("courses", "undo", "sample", *WARD)[2]


def test_a_table_is_one_action(ward, run) -> None:
    """Its rows are added at once, the audit names the table, and one undo takes all of them back."""
    Path("lab.csv").write_text("date,anc (10^9/L)\n2027-01-26,1.1\n2027-02-02,1.4\n", encoding="utf-8")
    words = ("record", "import", "T-07", "lab.csv", "--as", "counts", "--who", "data manager")
    status, out, err = run(*words)
    assert (status, err, "T-07: 2 samples added" in out) == (0, "", True)
    last = document(run, "ledger", "log", "T-07")["events"][-1]
    assert (last["actor"], last["reason"], last["seq"]) == ("data manager", "from the table lab.csv", 2)
    assert "T-07: 0 samples added" in run(*words)[1]
    run("courses", "undo", "T-07")
    assert "T-07: 2 samples added" in run(*words)[1]


def test_a_refused_act_leaves_the_ledger_as_it_was(ward, run) -> None:
    """Not a byte is written."""
    before = ward.read_bytes()
    status, out, err = run("courses", "act", "T-07", "omit", "--day", "55", "--why", "x")
    assert (status, out, "no dose" in err) == (2, "", True)
    assert ward.read_bytes() == before


def test_the_log_as_a_document(ward, run) -> None:
    """The keys of the contract, of one course and of all."""
    run("courses", "act", "T-07", "omit", "--day", "4", "--what", "LEN", "--why", "rash", "--who", "physician")
    log = document(run, "ledger", "log")
    assert (log["ledger"], len(log["events"])) == ("ward.sqlite", 2)
    last = document(run, "ledger", "log", "T-07")["events"][-1]
    assert last.pop("at").endswith("+00:00")
    assert last == {
        "course": "T-07", "seq": 2, "action": 2, "actor": "physician", "kind": "acted",
        "words": "LEN omitted on Day 4: rash", "reason": None, "undone": False,
    }  # fmt: skip


def test_check_ends_with_status_1_when_something_is_wrong(ward, run) -> None:
    """Findings with their place; the numbers of what was read."""
    assert run("ledger", "check")[0] == 0
    whole = document(run, "ledger", "check")
    assert {key: whole[key] for key in ("ledger", "courses", "events", "protocols", "read_only", "findings")} == {
        "ledger": "ward.sqlite", "courses": 1, "events": 1, "protocols": 1, "read_only": False, "findings": [],
    }  # fmt: skip
    made = document(run, "ledger", "backup")["backup"]
    tampered(ward, "UPDATE event SET body = '{'")
    found = document(run, "ledger", "check", status=1)["findings"]
    assert [(one["code"], one["severity"], one["subject"]) for one in found] == [
        ("ledger-event", "error", "course T-07, event 1"),
        ("ledger-backup", "info", "ward.sqlite"),
    ]
    assert made in found[1]["message"]
    status, out, _ = run("ledger", "check")
    assert (status, "error: course T-07, event 1: its body cannot be read" in out) == (1, True)
    status, out, err = run("check", "T-07")
    assert (status, out, "damaged" in err, made in err) == (2, "", True, True)
    assert run("ledger", "check", "--ledger", "nowhere.sqlite")[0] == 2


def test_export_and_import(ward, run) -> None:
    """To a file or to standard output; an existing file is kept unless it may be overwritten."""
    told = document(run, "ledger", "export", "T-07", "-o", "t.json", "--shift-dates=-3")
    assert (told["course"], told["file"], told["shifted_days"], "Names" in told["privacy"]) == (
        "T-07",
        "t.json",
        -3,
        True,
    )
    assert "t.json exists and was kept" in run("ledger", "export", "T-07", "-o", "t.json")[2]
    assert run("ledger", "export", "T-07", "--output", "t.json", "--overwrite")[0] == 0
    assert run("ledger", "export", "T-07")[1] == Path("t.json").read_text(encoding="utf-8")
    assert "itself is a JSON document" in run("ledger", "export", "T-07", "--json")[2]
    taken = document(run, "ledger", "import", "t.json", "--as", "T-08")
    assert (taken["course"], taken["events"]) == ("T-08", 2)
    assert document(run, "ledger", "import", "reviewed.yaml", "--as", "T-09")["events"] == 1
    for words, refusal in (
        (("ledger", "import", "reviewed.yaml"), "T-07 is in the ledger already"),
        (("ledger", "import", "t.json", "--as-kept"), "an export brings its protocol along"),
        (("ledger", "import", "t.json", "--as", "x" * 41), "the subject id cannot be used"),
        (("ledger", "import", "reviewed.yaml", "--as", "x" * 41), "the subject id cannot be used"),
        (("ledger", "export", "T-07", "--shift-dates", "some"), "--shift-dates: 'some' is not a whole number"),
        (("ledger", "export", "T-70"), "no course 'T-70' in ward.sqlite"),
    ):
        status, out, err = run(*words)
        assert (status, out, refusal in err) == (2, "", True), err


def test_a_protocol_is_kept_by_command(ward, run) -> None:
    """From the library or from a file; twice is no fault."""
    assert run("ledger", "protocol", "beam")[1].startswith("beam: kept, versions ")
    assert run("ledger", "protocol", "beam")[1].startswith("beam: was kept already, versions ")
    text = Path(__file__).parents[2] / "regimen" / "protocol" / "library" / "beam.yaml"
    Path("mine.yaml").write_text(text.read_text(encoding="utf-8").replace("short: ", "short: My "), encoding="utf-8")
    status, _, err = run("ledger", "protocol", "mine.yaml")
    assert (status, "of beam with another content" in err) == (2, True)


def test_a_course_without_a_subject_is_not_kept(ward, run) -> None:
    """It says where the id is to be written."""
    Path("c.yaml").write_text("format: 1\nreference_date: 2026-12-01\n", encoding="utf-8")
    status, _, err = run("courses", "keep", "c.yaml")
    assert (status, "needs the subject's id; write subject: {id: T-07}" in err) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        ("courses", "keep"), ("courses", "redo"), ("courses", "archive"), ("courses", "restore"),
        ("ledger", "export"), ("ledger", "import"), ("ledger", "protocol"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_is_missing_is_asked_for(run, words) -> None:
    """Each command says what it needs."""
    status, out, err = run(*words)
    assert (status, out, "?" in err) == (2, "", True)


def test_a_course_in_use_by_another_is_not_overwritten(ward, run, monkeypatch) -> None:
    """What was read and then changed by somebody else is refused, and told."""
    from regimen import changes
    from regimen.cli.held import opened

    mine = opened("T-07")
    run("courses", "act", "T-07", "omit", "--day", "4", "--what", "LEN", "--why", "rash", "--who", "physician")
    with pytest.raises(Exception, match=r"physician: LEN omitted on Day 4: rash.*nothing was written"):
        mine.commit([changes.revised(mine.course)])
    again = opened("T-07")
    monkeypatch.setenv("REGIMEN_WHO", "teacher")
    after = again.commit([changes.revised(again.course.model_copy(update={"level": "d10-25"}))], why="exercise")
    assert (after.course.level, after.seq) == ("d10-25", 3)
    assert run("ledger", "log")[1].splitlines()[-1].endswith("teacher: changed level d10-50 → d10-25 (exercise)")


def test_a_file_is_changed_alike(tmp_path, monkeypatch) -> None:
    """The same changes make the same course in a file."""
    from ledgers import given, omission

    from regimen.cli.held import opened

    monkeypatch.chdir(tmp_path)
    Path("c.yaml").write_text(course_text(course()), encoding="utf-8")
    by_file = opened("c.yaml").commit([given(1, 2), omission()])
    begun(Path("l.sqlite"))
    by_id = opened("T-07", "l.sqlite").commit([given(1, 2), omission()])
    assert by_file.course == by_id.course == opened("c.yaml").course
