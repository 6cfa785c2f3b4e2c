"""Damage is recognised, named with its place and left as it is; what stands in the way of writing is told."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from ledgers import FIND, NURSE, course, given, omission, tampered

from regimen.errors import RegimenError
from regimen.ledger import opening
from regimen.ledger.backup import back_up
from regimen.ledger.check import check_ledger
from regimen.ledger.faults import DamagedLedger
from regimen.ledger.ledger import Ledger


def bytes_at(place: int, new: bytes) -> Callable[[Path], None]:
    """Overwrite bytes of a file."""

    def damage(path: Path) -> None:
        raw = bytearray(path.read_bytes())
        raw[place : place + len(new)] = new
        path.write_bytes(raw)

    return damage


def cut(size: int) -> Callable[[Path], None]:
    """Cut a file off."""
    return lambda path: path.write_bytes(path.read_bytes()[:size])


def changed(*statements: str) -> Callable[[Path], None]:
    """Change a ledger behind its back."""
    return lambda path: tampered(path, *statements)


FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "header": (bytes_at(0, b"not a database"), "its first bytes are not those of a ledger"),
    "empty": (cut(0), "it is empty"),
    "cut": (cut(9000), "it ends at byte 9,000 of "),
    "cut to a page": (cut(8192), "it ends at byte 8,192 of "),
    "page": (bytes_at(4096 + 3, b"\xff" * 40), ""),
    "no table": (changed("ALTER TABLE protocol RENAME TO kept"), "table protocol is missing"),
}
"""How a file is damaged, and what is said of it."""
EVENTS = {
    "first gone": ("DELETE FROM event WHERE seq = 1", "event 1: it is missing; event 2 follows"),
    "gap": ("DELETE FROM event WHERE seq = 3", "event 3: it is missing; event 4 follows"),
    "action": ("action = 1 WHERE seq = 4", "event 4: its action 1 does not follow action 3"),
    "undo": ("body = '{\"action\":1}' WHERE seq = 4", "event 4: it is about action 1"),
    "kind": ("kind = 'eaten' WHERE seq = 2", "event 2: its kind 'eaten' is not known"),
    "begins late": ("kind = 'recorded' WHERE seq = 1", "event 1: a course cannot begin with 'recorded'"),
    "begins twice": ("kind = 'enrolled' WHERE seq = 2", "event 2: a course begins there a second time"),
    "body": ("body = substr(body, 1, 9) WHERE seq = 2", "event 2: its body cannot be read"),
    "body a list": ("body = '[]' WHERE seq = 2", "event 2: its body is not a mapping"),
    "two bodies": ("body = '{},{}' WHERE seq = 2", "event 2: its body cannot be read"),
    "body of another": ("body = '{}' WHERE seq = 2", "event 2: its body lacks what 'recorded' needs"),
    "undone body": ("body = '{\"act\":{}}' WHERE seq = 3", "event 3: its body is not that of 'acted'"),
    "newer form": ("version = 2 WHERE seq = 2", "event 2: its form 2 is not known here; update the program"),
    "older form": ("version = 0 WHERE seq = 2", "event 2: its form 0 is not known here"),
    "time": ("at_utc = 'noon' WHERE seq = 2", "event 2: its time 'noon' cannot be read"),
    "no protocol": ("body = replace(body, '{\"protocol\"', '{\"p\"') WHERE seq = 1", "event 1: it names no protocol"),
}
"""How an event is damaged, and what is said of it."""
COURSES = {
    "date": ("body = replace(body, '2026-12-01', '2026-13-01') WHERE seq = 1", "2026-13-01 is not in the calendar"),
    "level": ("body = replace(body, 'd10-50', 'd10-51') WHERE seq = 1", "unknown level 'd10-51'"),
    "other id": ("body = replace(body, 'T-07', 'T-08') WHERE seq = 1", "T-07 keeps its id"),
    "protocol gone": ("DELETE FROM protocol", "the protocol text"),
}
"""How a course is damaged, and what is said of it."""
PROTOCOLS = {
    "text": ("UPDATE protocol SET text = replace(text, '50 mg', '60 mg')", "its text is not what was kept"),
    "text cut": ("UPDATE protocol SET text = substr(text, 1, 3000)", "protocol nct01681537 version 2: "),
    "version": ("UPDATE protocol SET version = '9'", "version 9: its text is not what was kept"),
}
"""How a protocol is damaged, and what is said of it."""


def damages() -> Iterator[Any]:
    """All of them, with the code of the finding."""
    for code, table in (("ledger-event", EVENTS), ("ledger-course", COURSES), ("ledger-protocol", PROTOCOLS)):
        for name, (change, told) in table.items():
            statement = change if change.startswith(("DELETE", "UPDATE")) else f"UPDATE event SET {change}"  # noqa: S608
            yield pytest.param(changed(statement), code, told, id=name)
    for name, (damage, told) in FILES.items():
        yield pytest.param(damage, "ledger-damaged", told, id=name)


@pytest.fixture
def history(path: Path) -> Path:
    """A ledger with one course and four events: enrolled, a dose, an act, the act undone; and a backup."""
    with Ledger.open(path) as ledger:
        ledger.commit("T-07", [given(1)], 1, who=NURSE)
        ledger.commit("T-07", [omission()], 2, who=NURSE)
        ledger.undo("T-07", 3, who=NURSE)
        back_up(ledger.store)
    return path


@pytest.mark.parametrize(("damage", "code", "told"), damages())
def test_damage_is_named_and_left(history: Path, damage, code, told) -> None:
    """The check names kind and place and the last good backup; neither it nor opening changes a byte."""
    damage(history)
    before = history.read_bytes()
    (backup,) = history.parent.glob("ward-backups/*")
    findings = check_ledger(history).findings
    assert findings[0].code == code
    assert told in findings[0].message
    assert (findings[-1].code, str(backup) in findings[-1].message) == ("ledger-backup", True)
    if code in ("ledger-damaged", "ledger-event"):
        with pytest.raises(DamagedLedger) as refused:
            read_all(history)
        assert told in refused.value.message
        assert str(backup) in refused.value.message
    assert history.read_bytes() == before


def read_all(path: Path) -> None:
    """All courses of a ledger, and all that was done to them."""
    with Ledger.open(path) as ledger:
        for held in ledger.all():
            ledger.history(held.id)


def test_a_ledger_that_lost_its_end_is_whole(history: Path) -> None:
    """The last event taken out by hand leaves what stood before it: only another copy could tell."""
    tampered(history, "DELETE FROM event WHERE seq = 4")
    assert check_ledger(history).findings == []
    with Ledger.open(history) as ledger:
        assert ledger.held("T-07").seq == 3


def test_a_damaged_course_leaves_the_others_readable(history: Path) -> None:
    """Each course is read by itself; the damaged one is named."""
    with Ledger.open(history) as ledger:
        ledger.enrol(course("T-08"), FIND, who=NURSE)
    tampered(history, "UPDATE event SET body = '{' WHERE course = 'T-07' AND seq = 2")
    with Ledger.open(history) as ledger:
        assert ledger.commit("T-08", [given(1)], 1, who=NURSE).seq == 2
        with pytest.raises(DamagedLedger, match="course T-07, event 2: its body cannot be read"):
            ledger.held("T-07")
    assert [finding.subject for finding in check_ledger(history).findings][:1] == ["course T-07, event 2"]


def test_without_a_backup_it_says_so(path: Path) -> None:
    """No backup is offered that is not there."""
    path.write_bytes(b"")
    with pytest.raises(DamagedLedger, match="there is no backup of it"):
        Ledger.open(path)
    assert "there is no backup that can be read back" in check_ledger(path).findings[-1].message


@pytest.mark.parametrize("kind", ["text", "another database", "folder", "nothing"])
def test_what_is_no_ledger_is_left_alone(tmp_path: Path, kind: str) -> None:
    """Refused with what it is; nothing is written."""
    path = tmp_path / "ward.sqlite"
    if kind == "folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("protocol: nct01681537\n" * 100, encoding="utf-8")
    elif kind == "another database":
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("CREATE TABLE event (x)")
    told = {"folder": "is not a file", "text": "its first bytes", "another database": "is not a ledger of this program"}
    with pytest.raises(RegimenError, match=told.get(kind, "does not exist")):
        Ledger.open(path)
    if path.is_file():
        with pytest.raises(RegimenError, match=told[kind]):
            Ledger.open(path, create=True)


def test_a_locked_ledger_is_told(path: Path, monkeypatch) -> None:
    """While another program writes, a write waits, then says so; nothing of it is written."""
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with Ledger.open(path) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegimenError, match=r"is in use by another program; nothing was written; try again"):
            ledger.commit("T-07", [given(1)], 1, who=NURSE)
        assert ledger.held("T-07").seq == 1
        other.execute("ROLLBACK")
        assert ledger.commit("T-07", [given(1)], 1, who=NURSE).seq == 2


def test_a_full_disk_is_told(path: Path) -> None:
    """The file may not grow: the action is refused whole, and the ledger is what it was."""
    with Ledger.open(path) as ledger:
        ledger.store.run([f"PRAGMA max_page_count = {ledger.store.pragma('page_count')}"])
        with pytest.raises(RegimenError, match=r"has no room to grow; nothing was written; make room"):
            fill(ledger)
        seq = ledger.held("T-07").seq
    with Ledger.open(path) as ledger:
        assert ledger.held("T-07").seq == seq
    assert check_ledger(path).findings == []


def fill(ledger: Ledger) -> None:
    """Write until there is no room."""
    seq = ledger.held("T-07").seq
    while True:
        seq = ledger.commit("T-07", [given(*range(1, 29))], seq, who=NURSE).seq


SMALL_DISK = """
from ledgers import NURSE, begun, given
path = Path(sys.argv[1]) / "ward.sqlite"
seq = begun(path).seq
with Ledger.open(path) as ledger:
    try:
        while True:
            seq = ledger.commit("T-07", [given(*range(1, 29))], seq, who=NURSE).seq
    except RegimenError as error:
        print(error.message)
print(seq, check_ledger(path).findings, flush=True)
with Ledger.open(path) as ledger:
    print(ledger.held("T-07").seq)
"""
READ_ONLY = """
from ledgers import NURSE, given
path = Path(sys.argv[1]) / "ward.sqlite"
with Ledger.open(path) as ledger:
    before = ledger.version()
    print(ledger.read_only, ledger.held("T-07").seq, check_ledger(path), flush=True)
    sys.stdin.readline()
    print(ledger.held("T-07").seq, ledger.version() != before)
    try:
        ledger.commit("T-07", [given(1)], 2, who=NURSE)
    except RegimenError as error:
        print(error.message)
try:
    Ledger.open(path.with_name("other.sqlite"), create=True)
except RegimenError as error:
    print(error.message)
"""
IMPORTS = """
import sys
from pathlib import Path
from regimen.errors import RegimenError
from regimen.ledger.check import check_ledger
from regimen.ledger.ledger import Ledger
"""
MOUNTS = {"full": "mount -t tmpfs -o size=300k none {0}", "read-only": "mount -o bind,ro {0} {0}"}
"""What makes a folder a disk of its own, for one process and its children."""
apart = pytest.mark.skipif(
    os.geteuid() != 0 or subprocess.run(["unshare", "-m", "true"], check=False).returncode != 0,
    reason="only root can give a process disks of its own",
)


INTERRUPTED = """
path = Path(sys.argv[1]) / "ward.sqlite"
try:
    Ledger.open(path)
except RegimenError as error:
    print(error.message)
"""


def on_a_disk(kind: str, folder: Path, program: str) -> subprocess.Popen[str]:
    """Run a program that sees a folder as a full or a read-only disk; everybody else sees it as it is."""
    environment = {**os.environ, "PYTHONPATH": f"{Path(__file__).parent}:{Path(__file__).parents[2]}"}
    shell = f"{MOUNTS[kind].format(folder)} && exec {sys.executable} -c '{IMPORTS}{program}' {folder}"
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen(["unshare", "-m", "sh", "-c", shell], env=environment, **streams)


@apart
def test_a_disk_that_is_really_full_is_told(tmp_path: Path) -> None:
    """A disk of 300 kB fills up: the last action is refused whole, and all confirmed ones are there."""
    with on_a_disk("full", tmp_path, SMALL_DISK) as child:
        told, counted, found = child.communicate(timeout=60)[0].splitlines()
    assert "nothing was written" in told
    assert counted == f"{found} []"
    assert int(found) > 1


@apart
def test_a_ledger_where_nothing_can_be_written(path: Path) -> None:
    """It is read, and said to be read-only; what another program writes is seen; a write is refused with what to do."""
    with on_a_disk("read-only", path.parent, READ_ONLY) as child:
        assert child.stdout
        assert (
            child.stdout.readline() == "True 1 Checked(findings=[], courses=1, events=1, protocols=1, read_only=True)\n"
        )
        with Ledger.open(path) as ledger:
            assert not ledger.read_only
            ledger.commit("T-07", [given(2)], 1, who=NURSE)
        seen, refused, not_begun = child.communicate("\n", timeout=60)[0].splitlines()
    assert seen == "2 True"
    assert "is read-only where it lies; copy it to a folder you can write to" in refused
    assert "cannot begin the ledger" in not_begun


@apart
def test_an_interrupted_write_where_nothing_can_be_written(path: Path, tmp_path: Path) -> None:
    """It is not read half written: it says what to do, and where it can be written the write is taken back."""
    copied = tmp_path / "copied" / "ward.sqlite"
    copied.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        row = ("x", "x", "acted", 1, "x" * 3000, None)
        writer.executemany(
            "INSERT INTO event VALUES ('T-07', ?, ?, ?, ?, ?, ?, ?, ?)", [(n, n, *row) for n in range(2, 60)]
        )
        for name in (path, path.with_name("ward.sqlite-journal")):
            shutil.copy(name, copied.parent)
        writer.execute("ROLLBACK")
    with on_a_disk("read-only", copied.parent, INTERRUPTED) as child:
        (told,) = child.communicate(timeout=60)[0].splitlines()
    assert "holds a write that was interrupted" in told
    assert "copy it, and the journal beside it, to a folder you can write to" in told
    with Ledger.open(copied) as ledger:
        assert ledger.held("T-07").seq == 1
