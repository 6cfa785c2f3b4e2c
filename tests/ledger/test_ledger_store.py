"""The file: only ever added to, brought up to date after a backup, begun whole, backed up while in use."""

import os
import sqlite3
from contextlib import closing

import pytest
import time_machine
from ledgers import FIND, NURSE, begun, course, days_given, given, tampered

from regimen.errors import RegimenError
from regimen.ledger import form, opening
from regimen.ledger.backup import KEPT, back_up, folder_of, last_good
from regimen.ledger.check import check_ledger
from regimen.ledger.faults import DamagedLedger
from regimen.ledger.ledger import Ledger


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET actor = 'someone else'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event VALUES ('T-07', 1, 1, 'now', 'x', 'enrolled', 1, '{}', NULL)",
        "INSERT INTO event VALUES ('T-07', 3, 2, 'now', 'x', 'acted', 1, '{}', NULL)",
        "INSERT INTO event VALUES ('T-07', 2, 3, 'now', 'x', 'acted', 1, '{}', NULL)",
        "INSERT INTO event VALUES ('T-07', 2, 1.5, 'now', 'x', 'acted', 1, '{}', NULL)",
        "UPDATE protocol SET text = ''",
        "DELETE FROM protocol",
        "INSERT OR REPLACE INTO protocol SELECT digest, id, version, 'other', at_utc, actor FROM protocol",
        "INSERT OR REPLACE INTO protocol SELECT 'other', id, version, text, at_utc, actor FROM protocol",
    ],
    ids=[
        "update", "delete", "replace", "gap", "action ahead", "not a number", "protocol changed", "protocol deleted",
        "protocol replaced", "version replaced",
    ],
)  # fmt: skip
def test_the_file_itself_refuses_to_be_rewritten(path, statement) -> None:
    """Whatever program tries, the rows stay as they were."""
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute("SELECT * FROM event, protocol").fetchall()
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
        assert connection.execute("SELECT * FROM event, protocol").fetchall() == before


def test_a_ledger_is_one_file_with_its_own_mark(path) -> None:
    """No journal stays beside it, others cannot read it; application id, form and full synchronisation are set."""
    with Ledger.open(path) as ledger:
        ledger.commit("T-07", [given(1)], 1, who=NURSE)
        pragmas = {name: ledger.store.pragma(name) for name in ("application_id", "user_version", "synchronous")}
    assert pragmas == {"application_id": form.APPLICATION, "user_version": len(form.MIGRATIONS), "synchronous": 3}
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o077 == 0


def test_a_ledger_begun_by_another_meanwhile_is_used(tmp_path, monkeypatch) -> None:
    """Two programs begin one ledger at once: the one that comes second finds the other's."""
    path, link = tmp_path / "ward.sqlite", os.link

    def late(made, place) -> None:
        monkeypatch.setattr(os, "link", link)
        begun(place)
        link(made, place)

    monkeypatch.setattr(os, "link", late)
    with Ledger.open(path, create=True) as ledger:
        assert ledger.ids() == ["T-07"]


def test_where_links_are_unknown_a_ledger_begins_too(tmp_path, monkeypatch) -> None:
    """Memory sticks and some shares know no links."""

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    begun(tmp_path / "ward.sqlite")
    assert [found.name for found in tmp_path.iterdir()] == ["ward.sqlite"]


@pytest.fixture
def newer(monkeypatch):
    """A program whose ledgers have one form more."""
    monkeypatch.setattr(opening, "MIGRATIONS", (*form.MIGRATIONS, ("ALTER TABLE event ADD COLUMN place TEXT",)))


def test_a_migration_makes_a_backup_first(path, newer) -> None:
    """The older file lies in the folder of backups, whole; the ledger has the newer form and all its events."""
    with Ledger.open(path) as ledger:
        assert (ledger.store.pragma("user_version"), ledger.ids()) == (len(form.MIGRATIONS) + 1, ["T-07"])
    (backup,) = folder_of(path).iterdir()
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(form.MIGRATIONS),)
    with Ledger.open(path) as ledger:
        assert len(list(folder_of(path).iterdir())) == 1


def test_a_ledger_from_before_exercises_were_kept_is_brought_up(path) -> None:
    """Form 1 had no table of steps; the courses stay, and steps can be added."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE step")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    with Ledger.open(path) as ledger:
        with ledger.store.writing():
            assert ledger.store.step(None, "2026-12-01T08:00:00+00:00", "begun", "{}") == 1
        assert (ledger.ids(), len(ledger.store.steps())) == (["T-07"], 1)
    assert len(list(folder_of(path).iterdir())) == 1


def test_a_check_leaves_an_older_ledger_as_it_is(path) -> None:
    """It is read as this program would have it, and neither brought up nor backed up; a backup can be checked, too."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE step")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    before = path.read_bytes()
    assert (check_ledger(path).findings, check_ledger(path).courses) == ([], 1)
    assert (path.read_bytes(), list(path.parent.iterdir())) == (before, [path])
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE event SET body = '{' WHERE seq = 1")
    told = check_ledger(path).findings
    assert [one.code for one in told] == ["ledger-event", "ledger-backup"]
    assert told[1].subject == str(path)


def test_steps_are_numbered_in_their_attempts(ledger) -> None:
    """A new attempt has the next number, and each of its steps the next one in it."""
    with ledger.store.writing():
        first = ledger.store.step(None, "2026-12-01T08:00:00+00:00", "begun", "{}")
        second = ledger.store.step(None, "2026-12-01T09:00:00+00:00", "begun", "{}")
        ledger.store.step(first, "2026-12-01T10:00:00+00:00", "finished", "{}")
    assert [(one.attempt, one.seq) for one in ledger.store.steps()] == [(first, 1), (first, 2), (second, 1)]


def test_a_migration_that_fails_changes_nothing(path, monkeypatch) -> None:
    """Half a step is no step."""
    steps = ("ALTER TABLE event ADD COLUMN place TEXT", "ALTER TABLE nothing ADD COLUMN place TEXT")
    monkeypatch.setattr(opening, "MIGRATIONS", (*form.MIGRATIONS, steps))
    before = path.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_a_migration_of_a_damaged_ledger_is_not_begun(path, newer) -> None:
    """What cannot be backed up is not touched."""
    tampered(path, "UPDATE event SET body = '{'")
    before = path.read_bytes()
    with pytest.raises(DamagedLedger, match="event 1"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_program_is_left_alone(path, monkeypatch) -> None:
    """Refused with what to do."""
    with monkeypatch.context() as patch:
        patch.setattr(opening, "MIGRATIONS", (*form.MIGRATIONS, ("ALTER TABLE event ADD COLUMN place TEXT",)))
        Ledger.open(path).close()
    before = path.read_bytes()
    with pytest.raises(RegimenError, match="written by a newer version of the program; update the program"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_the_last_backups_stay(ledger, path) -> None:
    """Ten by date; each is a ledger that can be opened; other files in the folder are left alone."""
    folder_of(path).mkdir()
    (folder_of(path) / "notes.txt").write_text("mine", encoding="utf-8")
    with time_machine.travel("2026-12-24T14:05:06Z", tick=False) as clock:
        for _ in range(KEPT + 2):
            clock.shift(3600)
            last = back_up(ledger.store)
    names = sorted(found.name for found in folder_of(path).iterdir())
    assert (len(names), names[0], names[-1]) == (KEPT + 1, "notes.txt", "ward-20261225T020506000000Z.sqlite")
    assert last_good(path) == last
    assert check_ledger(last).findings == []


def test_a_backup_has_what_was_there(ledger, path, tmp_path) -> None:
    """Made while the ledger is open and written on; a later event is not in it; a file that exists is kept."""
    ledger.commit("T-07", [given(1)], 1, who=NURSE)
    made = back_up(ledger.store, tmp_path / "stick" / "copy.sqlite")
    ledger.commit("T-07", [given(2)], 2, who=NURSE)
    with Ledger.open(made) as copy:
        assert days_given(copy.held("T-07")) == [1]
    with pytest.raises(RegimenError, match=r"copy\.sqlite exists and was kept"):
        back_up(ledger.store, made)
    with pytest.raises(RegimenError, match="cannot write the backup"):
        back_up(ledger.store, made / "below" / "a-file.sqlite")
    assert last_good(path) is None


def test_a_backup_that_cannot_be_read_back_does_not_count(ledger, path) -> None:
    """The older one is offered."""
    good, bad = back_up(ledger.store), back_up(ledger.store)
    bad.write_bytes(bad.read_bytes()[:5000])
    assert last_good(path) == good


def test_many_courses_in_one_ledger(ledger) -> None:
    """Each has its own numbers."""
    for number in range(20):
        ledger.enrol(course(f"S-{number:02}"), FIND, who=NURSE)
    ledger.commit("S-05", [given(3)], 1, who=NURSE)
    assert [held.seq for held in ledger.all()] == [1] * 5 + [2] + [1] * 15
