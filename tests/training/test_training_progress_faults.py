"""Progress in a ledger that is damaged, foreign, newer, in use or read-only: told, named with its place, and left."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from training_cases import EVERY, marked

from regimen.errors import RegimenError
from regimen.ledger.check import check_ledger
from regimen.ledger.faults import DamagedLedger
from regimen.ledger.form import MIGRATIONS
from regimen.ledger.store import Step
from regimen.training.answers import Answer
from regimen.training.attempts import Attempts, folded
from regimen.training.progress import Progress

VERDICT = EVERY["verdict"]
FIRST = VERDICT.items[0].id


@pytest.fixture
def progress(tmp_path: Path) -> Progress:
    """Progress in a ledger that is not there yet."""
    return Progress(tmp_path / "mine" / "ledger.sqlite")


def behind_its_back(path: Path, *statements: str) -> None:
    """Change the steps of a ledger's file as no program does."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


UNREADABLE = {
    "no JSON": "body = '{'",
    "a list": "body = '[]'",
    "lacks the digest": 'body = \'{"case": "c", "place": "p", "learner": null, "only": []}\'',
    "only is a number": "body = json_set(body, '$.only', 4)",
    "an unknown kind": "kind = 'dreamt'",
    "no time": "at_utc = 'noon'",
    "a time of nowhere": "at_utc = '2026-12-01T10:00:00'",
}
ENDS = {
    "a score that is no number": "body = json_set(body, '$.percent', 'NaN')",
    "a score beyond all": "body = json_set(body, '$.percent', '101')",
    "hints in words": 'body = json_set(body, \'$.items\', json(\'{"a": {"share": "1", "hints": "many"}}\'))',
    "more certain than certain": "body = json_set(body, '$.sure', json('[[110, true]]'))",
    "a score that is none": "body = json_set(body, '$.percent', 'all')",
    "no items": "body = json_remove(body, '$.items')",
    "items in a list": "body = json_set(body, '$.items', json('[1]'))",
    "a share that is none": 'body = json_set(body, \'$.items\', json(\'{"a": {"share": "much", "hints": 0}}\'))',
    "certainty of nothing": "body = json_set(body, '$.sure', json('[[50]]'))",
}
DAMAGE = {name: (1, change) for name, change in UNREADABLE.items()} | {name: (3, one) for name, one in ENDS.items()}


@pytest.mark.parametrize(("seq", "change"), DAMAGE.values(), ids=DAMAGE)
def test_a_step_that_cannot_be_read_is_damage(progress: Progress, seq: int, change: str) -> None:
    """Named with attempt and step and the last good backup; nothing is changed."""
    number = progress.begin(VERDICT, "here")
    progress.answer(number, FIRST, Answer("pending"))
    progress.finish(number, marked(VERDICT, {}))
    behind_its_back(progress.ledger, f"UPDATE step SET {change} WHERE seq = {seq}")  # noqa: S608
    before = progress.ledger.read_bytes()
    with pytest.raises(DamagedLedger, match=f"step {seq} of attempt 1 at an exercise cannot be read"):
        progress.attempts()
    assert progress.ledger.read_bytes() == before


def test_an_answer_to_no_attempt_is_damage(tmp_path: Path) -> None:
    """The first step gone, the second says nothing."""
    steps = [Step(1, 2, "2026-12-01T10:00:00+00:00", "answered", json.dumps({"item": "a", "answer": {"raw": "1"}}))]
    with pytest.raises(DamagedLedger, match="step 2 of attempt 1"):
        folded(steps, tmp_path / "ledger.sqlite")


CHECKED = {
    "a body": ("UPDATE step SET body = '{' WHERE seq = 2", "attempt 1, step 2: its body cannot be read"),
    "a list": ("UPDATE step SET body = '[]' WHERE seq = 2", "attempt 1, step 2: its body cannot be read"),
    "a time": ("UPDATE step SET at_utc = 'noon' WHERE seq = 2", "attempt 1, step 2: its time 'noon' cannot be read"),
    "the first gone": ("DELETE FROM step WHERE seq = 1", "attempt 1, step 2: what came before it is missing"),
    "a gap": ("DELETE FROM step WHERE seq = 2", "attempt 1, step 3: what came before it is missing"),
    "a field": (
        "UPDATE step SET body = json_remove(body, '$.place') WHERE attempt = 1 AND seq = 1",
        "attempt 1, step 1: what it says cannot be understood",
    ),
    "the score": (
        "UPDATE step SET body = json_set(body, '$.percent', 'all') WHERE seq = 3",
        "attempt 1, step 3: what it says cannot be understood",
    ),
}


@pytest.mark.parametrize(("change", "told"), CHECKED.values(), ids=CHECKED)
def test_the_check_of_a_ledger_names_the_step(progress: Progress, change: str, told: str) -> None:
    """One finding, with its place; a ledger with attempts that are whole has none."""
    number = progress.begin(VERDICT, "here")
    progress.answer(number, FIRST, Answer("pending"))
    progress.finish(number, marked(VERDICT, {}))
    progress.begin(VERDICT, "here")
    assert check_ledger(progress.ledger, Attempts().take).findings == []
    behind_its_back(progress.ledger, change)
    steps = [one for one in check_ledger(progress.ledger, Attempts().take).findings if one.code == "ledger-step"]
    assert [one.message for one in steps] == [told]


def test_steps_are_only_ever_added(progress: Progress) -> None:
    """What was kept is neither changed nor taken out, and no step stands twice."""
    progress.begin(VERDICT, "here")
    for statement in (
        "DELETE FROM step",
        "UPDATE step SET kind = 'finished'",
        "INSERT OR REPLACE INTO step SELECT * FROM step",
    ):
        with closing(sqlite3.connect(progress.ledger)) as connection, pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    assert len(progress.attempts()) == 1


def test_an_older_ledger_is_brought_up(progress: Progress) -> None:
    """One from before exercises were kept takes steps like any other, after a backup."""
    progress.begin(VERDICT, "here")
    behind_its_back(progress.ledger, "DROP TABLE step", "PRAGMA user_version = 1")
    assert progress.attempts() == []
    assert progress.begin(VERDICT, "here") == 1
    assert len(list(progress.ledger.parent.glob("ledger-backups/*"))) == 1


def foreign(path: Path) -> None:
    """A database of another program."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (a)")


def newer(path: Path) -> None:
    """A ledger of a program to come."""
    Progress(path).begin(VERDICT, "here")
    behind_its_back(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")


def tableless(path: Path) -> None:
    """A ledger that lost its steps."""
    Progress(path).begin(VERDICT, "here")
    behind_its_back(path, "DROP TABLE step")


UNUSABLE = {
    "another program's": (foreign, "is not a ledger of this program and was left as it is"),
    "a newer one": (newer, "was written by a newer version of the program; update the program"),
    "no database": (lambda path: path.write_bytes(b"x" * 8192), "its first bytes are not those of a ledger"),
    "empty": (Path.touch, "it is empty"),
    "a folder": (Path.mkdir, "is not a file"),
    "a table gone": (tableless, "table step is missing"),
}


@pytest.mark.parametrize(("make", "told"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_ledger_that_cannot_be_used_is_told(tmp_path: Path, make, told: str) -> None:
    """Reading and writing are refused alike, and the file stays as it was."""
    path = tmp_path / "ledger.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    progress = Progress(path)
    for act in (progress.attempts, lambda: progress.begin(VERDICT, "here")):
        with pytest.raises(RegimenError, match=told):
            act()
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_read_only_ledger_is_read_and_not_written(progress: Progress, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept can be looked at; to go on needs a place to write to."""
    number = progress.begin(VERDICT, "here")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert len(progress.attempts()) == 1
    with pytest.raises(RegimenError, match="is read-only where it lies"):
        progress.answer(number, FIRST, Answer("pending"))
    assert progress.attempts()[0].answers == {}


def test_two_connections_do_not_write_over_each_other(progress: Progress, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program writes, a step waits, and is refused whole where it waits too long."""
    number = progress.begin(VERDICT, "here")
    monkeypatch.setattr("regimen.ledger.opening.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(progress.ledger, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegimenError, match="is in use by another program; nothing was written"):
            progress.answer(number, FIRST, Answer("pending"))
        other.execute("ROLLBACK")
    progress.answer(number, FIRST, Answer("pending"))
    assert len(progress.attempts()[0].answers) == 1
