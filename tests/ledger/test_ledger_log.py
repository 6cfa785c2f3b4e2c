"""The audit: when, who, what in words, why, and whether it still holds."""

import datetime as dt

import pytest
import time_machine
from ledgers import FIND, NURSE, course, given, omission, voided

from regimen import changes
from regimen.errors import RegimenError
from regimen.ledger.place import ledger_path, role
from regimen.record.entries import Withdrawal

NOW = dt.datetime(2026, 12, 24, 14, 5, 6, tzinfo=dt.UTC)
WITHDRAWN = Withdrawal.model_validate({"date": "2026-12-30", "reason": "moved away"})


def test_time_is_utc_whatever_the_place(ledger) -> None:
    """The time of writing, to the millisecond."""
    with time_machine.travel(
        dt.datetime(2026, 12, 24, 23, 5, 6, tzinfo=dt.timezone(dt.timedelta(hours=9))), tick=False
    ):
        ledger.commit("T-07", [given(1)], 1, who=NURSE)
    last = ledger.history("T-07")[-1]
    assert (last.at, last.actor, last.reason) == (NOW, NURSE, None)
    assert last.line.startswith("2026-12-24 14:05 UTC, research nurse: recorded ")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (given(1), "recorded dose of Tue 01 Dec 2026: LEN, 50 mg"),
        (given(1, 2, 3, 4, 5), "; Thu 03 Dec 2026: LEN, 50 mg; and 2 more"),
        (changes.recorded("withdrawal", [WITHDRAWN]), "recorded withdrawal of Wed 30 Dec 2026: moved away"),
        (omission(), "LEN omitted on Day 5: rash"),
        (voided(), "voided administrations[1]: never given"),
        (changes.revised(course(level="d10-25", subject={"id": "T-07", "weight_kg": "75"})),
         "changed level d10-50 → d10-25, subject.weight_kg (not given) → 75"),
        (changes.revised(course(reference_date="2026-12-02", blackouts=["2026-12-25", "2026-12-26"])),
         "Tue 01 Dec 2026 → Wed 02 Dec 2026, blackouts (not given) → Fri 25 Dec 2026, Sat 26 Dec 2026"),
        (changes.revised(course()), "changed nothing"),
    ],
    ids=["dose", "many doses", "ending", "act", "voided", "values", "dates", "nothing"],
)  # fmt: skip
def test_what_was_done_in_words(ledger, change, words) -> None:
    """Each kind says what it did, dates so that they cannot be misread."""
    before = [given(9)] if change.kind == "corrected" else []
    held = ledger.commit("T-07", [*before, change], 1, who=NURSE, why="because")
    last = ledger.history("T-07")[-1]
    assert last.words.endswith(words)
    assert last.reason == "because"
    held = ledger.undo("T-07", held.seq, who="pharmacist")
    assert ledger.history("T-07")[-1].words.startswith("undone: ")
    assert [one.undone for one in ledger.history("T-07")] == [False, *[True] * (1 + len(before)), False]


def test_a_revision_after_an_undo_is_held_against_what_stood(ledger) -> None:
    """The level before is that of the course as it stood, and not that of the undone revision."""
    held = ledger.commit("T-07", [changes.revised(course(level="d10-25"))], 1, who=NURSE)
    held = ledger.undo("T-07", held.seq, who=NURSE)
    held = ledger.commit("T-07", [changes.revised(course(level="d10-10"))], held.seq, who=NURSE)
    assert ledger.history("T-07")[-1].words == "changed level d10-50 → d10-10"
    held = ledger.redo("T-07", ledger.undo("T-07", held.seq, who=NURSE).seq, who=NURSE)
    assert ledger.history("T-07")[-1].words == "redone: changed level d10-50 → d10-10"
    assert held.course.level == "d10-10"


def test_the_log_of_all_stands_in_the_order_of_writing(ledger) -> None:
    """Courses alternate as they were written."""
    ledger.enrol(course("T-01"), FIND, who=NURSE)
    ledger.commit("T-07", [given(1)], 1, who=NURSE)
    ledger.commit("T-01", [given(1)], 1, who=NURSE)
    assert [(one.course, one.seq) for one in ledger.log()] == [("T-07", 1), ("T-01", 1), ("T-07", 2), ("T-01", 2)]


def test_the_role_is_stated_or_not_stated(monkeypatch) -> None:
    """Option before environment; never the name of the computer's user."""
    monkeypatch.setenv("USER", "mary.smith")
    assert role() == "not stated"
    monkeypatch.setenv("REGIMEN_WHO", "teacher")
    assert (role(), role("research nurse")) == ("teacher", "research nurse")
    for bad in ("a\nb", "x" * 61, " "):
        with pytest.raises(RegimenError, match="the role of whoever acts cannot be used"):
            role(bad)


def test_where_the_ledger_lies(monkeypatch, tmp_path) -> None:
    """Option before environment before the person's own data folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert ledger_path().name == "ledger.sqlite"
    monkeypatch.setenv("REGIMEN_LEDGER", "ward.sqlite")
    assert (str(ledger_path()), str(ledger_path("other.sqlite"))) == ("ward.sqlite", "other.sqlite")
