"""A course passed on: its history arrives as it was, and whatever is wrong with the file is refused."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from ledgers import NURSE, begun, course, days_given, given, omission, voided

from regimen import changes
from regimen.changes import course_data
from regimen.coursefile import course_text, finder, open_course
from regimen.errors import RegimenError
from regimen.ledger.events import Event, body_text
from regimen.ledger.fold import fold
from regimen.ledger.intake import take_in
from regimen.ledger.ledger import Ledger
from regimen.ledger.shift import shifted
from regimen.ledger.transfer import export_text, receive
from regimen.nomenclature import NOTICE

WHO = "data manager"
FIXTURES = Path(__file__).parents[1] / "fixtures" / "protocols"


@pytest.fixture
def lived(ledger) -> Ledger:
    """A ledger whose course has seen every kind of action."""
    held = ledger.commit("T-07", [given(1, 2), given(3)], 1, who=NURSE, why="as planned until 2026-12-03")
    held = ledger.commit("T-07", [omission(), voided()], held.seq, who=NURSE)
    held = ledger.commit("T-07", [changes.revised(course(level="d10-25"))], held.seq, who=NURSE)
    held = ledger.undo("T-07", held.seq, who="teacher")
    held = ledger.redo("T-07", held.seq, who="teacher")
    ledger.undo("T-07", held.seq, who="teacher")
    return ledger


@pytest.fixture
def other(tmp_path) -> Ledger:
    """A ledger with another course."""
    begun(tmp_path / "other.sqlite", "T-01")
    with Ledger.open(tmp_path / "other.sqlite") as ledger:
        yield ledger


def passed_on(text: str, **changed) -> bytes:
    """An export with keys changed, its digest made to fit again."""
    data = json.loads(text) | changed
    content = {key: value for key, value in data.items() if key not in ("notice", "digest")}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return json.dumps(data | {"digest": hashlib.sha256(canonical.encode()).hexdigest()}).encode()


def test_the_history_arrives_as_it_was(lived, other) -> None:
    """Same course, same events, same undo; one event more says where it came from."""
    text = export_text(lived, "T-07")
    assert json.loads(text)["notice"] == NOTICE
    held = receive(other, text.encode(), "T-07.json", who=WHO)
    before, after = lived.store.events("T-07"), other.store.events("T-07")
    assert (after[:-1], after[-1].kind, after[-1].actor) == (before, "received", WHO)
    assert (held.course, held.protocol) == (lived.held("T-07").course, lived.held("T-07").protocol)
    assert other.can_redo("T-07").words == lived.can_redo("T-07").words
    assert other.redo("T-07", held.seq, who=WHO).course.level == "d10-25"
    assert "came with its history from T-07.json, SHA-256" in other.history("T-07")[-2].words
    again = json.loads(export_text(other, "T-07"))
    assert again["events"][: len(before)] == json.loads(text)["events"]


def test_two_records_of_one_subject_are_refused(lived, other) -> None:
    """An id that is there is never merged; another id can be given, and stands in the subject too."""
    text = export_text(lived, "T-07").encode()
    with pytest.raises(RegimenError, match=r"T-07 is in the ledger already, and one id is one subject"):
        receive(lived, text, "T-07.json", who=WHO)
    held = receive(lived, text, "T-07.json", who=WHO, name="T-09")
    assert (held.course.subject.id, lived.ids()) == ("T-09", ["T-07", "T-09"])
    assert lived.redo("T-09", held.seq, who=WHO).course.subject.id == "T-09"


def test_reformatted_it_is_the_same_file(lived, other) -> None:
    """The digest is over the content: indentation and the order of keys do not count."""
    data = json.loads(export_text(lived, "T-07"))
    text = json.dumps(dict(reversed(data.items())), ensure_ascii=True, indent=4)
    assert receive(other, text.encode("utf-16"), "T-07.json", who=WHO).id == "T-07"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("50 mg", "60 mg", "its digest does not fit its content"),
        ('"actor": "teacher"', '"actor": "student"', "its digest does not fit its content"),
        ('"seq": 1', '"seq": "1"', "events.0.seq"),
        ('"regimen-course 1"', '"regimen-course 2"', "has the format 'regimen-course 2'; allowed: regimen-course 1"),
        ('"course"', '"curse"', "is no exported course"),
        ("{", "[", "is no exported course"),
        ("TRAINING", "REAL", None),
    ],
    ids=["dose", "actor", "type", "format", "key", "no JSON", "notice"],
)
def test_a_changed_file_is_refused(lived, other, old, new, told) -> None:
    """Whatever changed by accident is told; the notice is no content."""
    text = export_text(lived, "T-07")
    assert old in text
    raw = text.replace(old, new, 1).encode()
    if told is None:
        assert receive(other, raw, "T-07.json", who=WHO).id == "T-07"
        return
    with pytest.raises(RegimenError) as refused:
        receive(other, raw, "T-07.json", who=WHO)
    assert told in refused.value.message
    assert other.ids() == ["T-01"]


def rows(text: str, number: int, **changed) -> list[dict]:
    """The events of an export, one of them changed."""
    return [row | changed if row["seq"] == number else row for row in json.loads(text)["events"]]


def unprotocolled(text: str) -> dict:
    """The body of the first event, pointing to a protocol that is nowhere."""
    return json.loads(text)["events"][0]["body"] | {"protocol": "x"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: {"events": rows(text, 2, kind="eaten")}, "event 2: its kind 'eaten' is not known"),
        (lambda text: {"events": rows(text, 3, at="noon")}, "event 3: its time 'noon' cannot be read"),
        (lambda text: {"events": rows(text, 2, actor="a\nb")}, "events.1.actor: Value error, not one line"),
        (lambda text: {"events": rows(text, 6, body={"course": 5})}, "event 6: its body is not that of 'revised'"),
        (lambda text: {"events": json.loads(text)["events"][1:]}, "event 1: it is missing"),
        (lambda text: {"events": []}, "holds no event"),
        (lambda text: {"events": rows(text, 1, body=unprotocolled(text))}, "does not bring the protocol it follows"),
        (lambda text: {"protocols": [json.loads(text)["protocols"][0].replace("50 mg", "60 mg")]}, "another content"),
        (lambda text: {"course": "T-55"}, "T-55 keeps its id"),
    ],
    ids=["kind", "time", "two lines", "undone body", "gap", "empty", "no protocol", "another protocol", "another id"],
)  # fmt: skip
def test_a_file_written_by_hand_is_tried_too(lived, other, change, told) -> None:
    """A digest that fits proves nothing: the course is folded, read and laid out before anything is written."""
    text = export_text(lived, "T-07")
    before = other.store.events()
    with pytest.raises(RegimenError) as refused:
        receive(other, passed_on(text, **change(text)), "T-07.json", who=WHO)
    assert told in refused.value.message
    assert other.store.events() == before


def test_dates_are_shifted_everywhere(lived, other) -> None:
    """Course, record, reasons and the times of the audit: days between them stay, no date of before is left."""
    lived.commit("T-07", [changes.revised(course(blackouts=["2026-12-25"]))], lived.held("T-07").seq, who=NURSE)
    text = export_text(lived, "T-07", 31)
    assert "2026-12-0" not in text.replace(json.loads(text)["protocols"][0], "")
    held = receive(other, text.encode(), "T-07.json", who=WHO)
    assert (str(held.course.reference_date), days_given(held)) == ("2027-01-01", [1, 2, 3])
    assert [str(date) for date in held.course.blackouts] == ["2027-01-25"]
    assert [entry.date.month for entry in held.course.record.administrations] == [1, 1, 1]
    assert other.history("T-07")[1].reason == "as planned until 2027-01-03"
    assert other.history("T-07")[-1].words.endswith("every date moved by 31 days")
    assert held.protocol == lived.held("T-07").protocol
    moved = [one.at - before.at for one, before in zip(other.history("T-07"), lived.history("T-07"), strict=False)]
    assert {gap.days for gap in moved[:-1]} == {31}


def test_names_that_hold_a_date_stay(ledger, other, tmp_path) -> None:
    """A version or an id that is a date is what the course goes by: it is found again, and the dates are moved."""
    text = (FIXTURES / "beam.yaml").read_text(encoding="utf-8")
    assert "\nversion: " in text
    dated = re.sub(r"(?m)^version: .*$", "version: '2024-05-01'", text)
    (tmp_path / "beam.yaml").write_text(dated, encoding="utf-8")
    path = tmp_path / "c.yaml"
    head = "format: 1\nprotocol: beam\nprotocol_file: beam.yaml\nversion: '2024-05-01'\nreference_date: 2026-12-01\n"
    path.write_text(f"{head}subject: {{id: S2024-05-01}}\n", encoding="utf-8")
    ledger.enrol(open_course(path)[0], finder(tmp_path), who=NURSE)
    held = receive(other, export_text(ledger, "S2024-05-01", 31).encode(), "s.json", who=WHO)
    assert (held.course.version, held.course.subject.id) == ("2024-05-01", "S2024-05-01")
    assert str(held.course.reference_date) == "2027-01-01"


@examples(st.integers(-15_000, 25_000), st.text(alphabet="2026-13T :x", max_size=40))
def test_a_shift_there_and_back_changes_nothing(days, text) -> None:
    """Any number of days, any text: what looks like a date and is none stays."""
    events = [Event("T-07", 1, 1, "2026-12-01T14:05:00.000Z", NURSE, "acted", 1, body_text({"why": text}), text)]
    assert shifted(shifted(events, days), -days) == events


@pytest.mark.parametrize("days", [40_000, -36_501, 30_000, -17_500])
def test_a_shift_out_of_range_is_refused(lived, days) -> None:
    """A course that could not be read again is not exported."""
    with pytest.raises(RegimenError, match=r"cannot be moved by|out of range"):
        export_text(lived, "T-07", days)


def test_a_course_file_is_one_action(ledger, tmp_path) -> None:
    """With its record, its digest and its name; the id may be another."""
    file = tmp_path / "files" / "ward.yaml"
    file.parent.mkdir()
    whole = course(record={"administrations": [{"date": "2026-12-01", "agent": "LEN"}]})
    file.write_text(course_text(whole), encoding="utf-8")
    held = take_in(ledger, file, who=WHO, name="T-08")
    assert (held.seq, days_given(held), held.course.subject.id) == (1, [1], "T-08")
    (logged,) = ledger.history("T-08")
    assert logged.words.startswith(
        "imported from ward.yaml, SHA-256 " + hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    )
    assert course_data(held.course) == fold(ledger.store.events("T-08")).data


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file holds nothing"),
        ("format: 1\nlevl: x\nreference_date: 2026-12-01\n", "ward.yaml:2:1: "),
        ("{}", "is no exported course"),
        ("[" * 100_000, "nested deeper than"),
        ("{" + "[" * 200_000, "is no exported course"),
    ],
    ids=["empty", "fault", "empty export", "deep YAML", "deep JSON"],
)
def test_a_file_that_is_neither_is_refused(ledger, tmp_path, text, told) -> None:
    """With its place."""
    file = Path(tmp_path / "ward.yaml")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RegimenError) as refused:
        take_in(ledger, file, who=WHO)
    assert told in refused.value.message
    with pytest.raises(RegimenError, match=r"cannot read .*nowhere"):
        take_in(ledger, tmp_path / "nowhere", who=WHO)
