"""`regimen protocols new`: a protocol file from answers on a terminal, or from a line; nothing half written."""

import os

import pytest
from terminals import Start

from regimen.protocol.canonical import canonical
from regimen.protocol.reader import parse_protocol, read_protocol

LINE = "carboplatin AUC 5 IV d1; q21 x6"
ANSWERS = ["mine", "no", "first dose", "28", "2", "VEN 400 mg PO d1-28", "azacitidine 75 mg/m2 SC d1-7 cycle 1", ""]
"""Up to the last dose."""


@pytest.fixture
def terminal(terminal: Start) -> Start:
    """Start the command on a terminal."""
    return lambda *words: terminal("protocols", "new", *words)


def test_a_line_and_an_id_make_a_file(run, tmp_path) -> None:
    """Without a terminal: what is written reads as the protocol that was printed."""
    file = tmp_path / "carbo.yaml"
    printed = run("protocols", "new", "--line", LINE, "--id", "carbo")
    written = run("protocols", "new", str(file), "--line", LINE, "--id", "carbo")
    assert (printed.status, printed.err) == (0, "")
    assert (written.status, written.out, written.err) == (0, "", f"{file} written\n")
    assert file.read_text(encoding="utf-8") == printed.out
    assert parse_protocol(printed.out).id == "carbo"


def test_options_name_title_and_source(run) -> None:
    """Title, citation and kind stand in the file; as JSON the protocol is plain data."""
    words = ("--id", "own", "--title", "Own title", "--citation", "Register entry 1", "--kind", "registry", "--json")
    document = run("protocols", "new", "--line", LINE, *words).json
    assert document["file"] is None
    assert document["protocol"]["title"] == "Own title"
    assert document["protocol"]["references"]["source"] == {"kind": "registry", "citation": "Register entry 1"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "there is no terminal to ask on; give --line and --id"),
        (("--id", "own"), "there is no terminal to ask on; give --line and --id"),
        (("--line", LINE), "the protocol needs an id; give --id"),
        (("--line", LINE, "--id", "Own"), "--id: 'Own' is not an id"),
        (("--line", LINE, "--id", "own", "--title", " "), "--title: the value is empty"),
        (("--line", LINE, "--id", "own", "--kind", "rumour"), "--kind: unknown kind of source 'rumour'"),
        (("--line", "carboplatin AUC 5 d1", "--id", "own"), "column 19: the route of carboplatin is missing"),
        (("no/such/folder/x.yaml", "--line", LINE, "--id", "own"), "cannot write no/such/folder/x.yaml"),
    ],
    ids=["nothing", "id-only", "no-id", "bad-id", "bad-title", "bad-kind", "bad-line", "no-folder"],
)
def test_what_is_missing_or_wrong_is_told(run, words: tuple[str, ...], told: str) -> None:
    """Nothing is asked without a terminal, and nothing printed when something is wrong."""
    ran = run("protocols", "new", *words)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_an_existing_file_is_kept_unless_told_otherwise(run, tmp_path) -> None:
    """Never overwritten by itself; with --overwrite replaced whole."""
    file = tmp_path / "mine.yaml"
    file.write_text("mine", encoding="utf-8")
    words = ("protocols", "new", str(file), "--line", LINE, "--id", "own")
    ran = run(*words)
    assert (ran.status, file.read_text(encoding="utf-8")) == (2, "mine")
    assert "exists and was kept; choose another name or give --overwrite" in ran.err
    assert run(*words, "--overwrite").status == 0
    assert read_protocol(file).id == "own"
    assert list(tmp_path.iterdir()) == [file]


def test_questions_on_a_terminal_make_the_file(terminal, tmp_path) -> None:
    """Every answer stands in the file; cycle 1 is shown before it is written."""
    asked = terminal()
    asked.answer(*ANSWERS, "", "Smith 2020", "label", "", "yes")
    assert asked.end() == 0
    data = canonical(read_protocol(tmp_path / "mine.yaml"))
    assert (data["id"], data["cycle"]["length"], data["cycle"]["count"]) == ("mine", "28", "2")
    assert data["reference_day"]["event"] == "first dose"
    assert data["references"]["source"] == {"kind": "label", "citation": "Smith 2020"}
    assert [line["agent"] for line in data["doses"]] == ["venetoclax", "azacitidine"]
    shown = asked.shown[asked.shown.index("Cycle 1") :].splitlines()
    assert shown[1] == "  Day 1: venetoclax 400 mg PO; azaCITIDine 75 mg/m² subcutaneously"
    assert shown[28] == "  Day 28: venetoclax 400 mg PO"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


def test_defaults_are_shown_and_taken(terminal, tmp_path) -> None:
    """Empty answers give a protocol of one course from Day 1; the file's name proposes the id."""
    asked = terminal("carbo.yaml")
    asked.answer("", "", "", "", "carboplatin AUC 5 IV d1", "", "", "", "")
    assert asked.end() == 0
    assert "[carbo]" in asked.shown
    assert "[CARBOplatin]" in asked.shown
    data = canonical(read_protocol(tmp_path / "carbo.yaml"))
    assert (data["id"], data["title"], "cycle" in data) == ("carbo", "CARBOplatin", False)
    assert data["references"] == {"entry": {"kind": "entered", "citation": "typed at a terminal, without a source"}}


def test_an_answer_that_cannot_be_read_is_asked_for_again(terminal, tmp_path) -> None:
    """The error is shown, for a dose with its own column, and the same question comes again."""
    asked = terminal("--id", "own", "--citation", "Smith 2020", "--kind", "published")
    asked.answer("perhaps", "yes", "", "400", "28", "0", "1", "", "LEN 50 mg PO d1", "LEN 50 mg d2", "mesna 1 g IV d0")
    asked.answer("", "", "", "")
    assert asked.end() == 0
    assert "'perhaps' is neither; allowed: yes or no" in asked.shown
    assert "400 is out of range; allowed: 0 to 366" in asked.shown
    assert "column 11: the route of lenalidomide is missing" in asked.shown
    assert "\n  LEN 50 mg d2\n            ^\nDose 2" in asked.shown
    assert asked.shown.count("Dose 1\n") == 2
    protocol = read_protocol(tmp_path / "own.yaml")
    assert (protocol.reference_day.number, len(protocol.doses)) == ("0", 2)


@pytest.mark.parametrize(
    ("answers", "sign", "status"),
    [
        ([], b"\x03", 130),
        (ANSWERS, b"\x03", 130),
        ([*ANSWERS, "", "", ""], b"\x03", 130),
        (ANSWERS[:5], b"\x04", 2),
        ([*ANSWERS, "", "", ""], b"\x04", 2),
        ([*ANSWERS, "", "", ""], b"no\n", 2),
    ],
    ids=["interrupt-first", "interrupt-middle", "interrupt-last", "end-middle", "end-last", "refused"],
)
def test_stopping_leaves_nothing_behind(terminal, tmp_path, answers: list[str], sign: bytes, status: int) -> None:
    """Ctrl-C, Ctrl-D or a no at any question: no file, no temporary file, no traceback."""
    asked = terminal()
    asked.answer(*answers)
    asked.until("> ")
    if sign == b"\x03":
        asked.interrupt()
    else:
        os.write(asked.fd, sign)
    assert asked.end() == status
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in asked.shown


def test_an_existing_file_is_not_asked_about(terminal, tmp_path) -> None:
    """A name that is taken is told before the first question."""
    (tmp_path / "mine.yaml").write_text("mine", encoding="utf-8")
    asked = terminal("mine.yaml")
    assert asked.end() == 2
    assert "exists and was kept" in asked.shown
    assert ">" not in asked.shown
