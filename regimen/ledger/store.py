"""The ledger's file: SQLite, opened with care, read whole, only ever added to.

The rollback journal is kept rather than a write-ahead log: the ledger is then one file, which can be copied, put on a
share or burnt on a disc, and read where nothing can be written. Writes are seconds apart, so nothing is lost by it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.ledger.events import Event
from regimen.ledger.faults import told

_COLUMNS = ", ".join(f"{name}_utc" if name == "at" else name for name in Event._fields)


class KeptText(NamedTuple):
    """One row of kept protocols."""

    digest: str
    """SHA-256 of the text."""
    id: str
    version: str
    """The latest version it holds."""
    text: str
    at: str
    """When it was kept, in UTC."""
    actor: str


class Step(NamedTuple):
    """One row of what was done while learning: a step of an attempt at an exercise."""

    attempt: int
    """1, 2, 3 …"""
    seq: int
    """1, 2, 3 … in its attempt."""
    at: str
    """When, in UTC, as ISO 8601."""
    kind: str
    """What kind of step."""
    body: str
    """JSON."""


class Store:
    """An open ledger file."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        """Whether nothing can be written where it lies."""
        self._connection = connection
        self._written = 0

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def events(self, course: str | None = None) -> list[Event]:
        """Events of one course or of all, in order; read in one go, so that nobody waits while they are looked at."""
        where = "" if course is None else "WHERE course = :course"
        query = f"SELECT {_COLUMNS} FROM event {where} ORDER BY course, seq"  # noqa: S608 - no value is in it
        with told(self.path):
            return list(map(Event._make, self._connection.execute(query, {"course": course})))

    def courses(self) -> list[str]:
        """Ids of all courses."""
        return [course for (course,) in self._rows("SELECT DISTINCT course FROM event ORDER BY course")]

    def written(self) -> list[tuple[str, int]]:
        """Course and number of every event, in the order in which they were written."""
        with told(self.path):
            return self._connection.execute("SELECT course, seq FROM event ORDER BY rowid").fetchall()

    def of_kind(self, kind: str) -> list[str]:
        """Ids of courses with an event of a kind."""
        return [course for (course,) in self._rows("SELECT DISTINCT course FROM event WHERE kind = ?", kind)]

    def digests(self, protocol: str) -> list[str]:
        """Digests of the kept texts of a protocol, oldest first."""
        return [digest for (digest,) in self._rows("SELECT digest FROM protocol WHERE id = ? ORDER BY rowid", protocol)]

    def text(self, digest: str) -> str | None:
        """The kept text with a digest."""
        return next((text for (text,) in self._rows("SELECT text FROM protocol WHERE digest = ?", digest)), None)

    def protocols(self) -> list[KeptText]:
        """Every kept protocol, oldest first."""
        query = "SELECT digest, id, version, text, at_utc, actor FROM protocol ORDER BY rowid"
        return [KeptText(*row) for row in self._rows(query)]

    def steps(self) -> list[Step]:
        """Every step of every attempt at an exercise, in order."""
        with told(self.path):
            rows = self._connection.execute("SELECT attempt, seq, at_utc, kind, body FROM step ORDER BY attempt, seq")
            return list(map(Step._make, rows))

    def _rows(self, query: str, *values: str) -> list[tuple[str, ...]]:
        with told(self.path):
            return self._connection.execute(query, values).fetchall()

    def add(self, events: Iterable[Event]) -> None:
        """Add events; inside `writing` only."""
        marks = ", ".join("?" * len(Event._fields))
        self._connection.executemany(f"INSERT INTO event ({_COLUMNS}) VALUES ({marks})", events)  # noqa: S608

    def keep(self, kept: KeptText) -> None:
        """Add the text of a protocol; inside `writing` only."""
        self._connection.execute("INSERT INTO protocol VALUES (?, ?, ?, ?, ?, ?)", kept)

    def step(self, attempt: int | None, at: str, kind: str, body: str) -> int:
        """Add a step to an attempt, or to a new one, whose number it gives; inside `writing` only."""
        number = attempt or self._after("SELECT max(attempt) FROM step")
        seq = self._after("SELECT max(seq) FROM step WHERE attempt = ?", number)
        self._connection.execute("INSERT INTO step VALUES (?, ?, ?, ?, ?)", (number, seq, at, kind, body))
        return number

    def _after(self, query: str, *values: int) -> int:
        """The number that follows the last one."""
        (last,) = self._connection.execute(query, values).fetchone()
        return int(last or 0) + 1

    def run(self, statements: Iterable[str]) -> None:
        """Carry out the steps of a migration; inside `writing` only."""
        for statement in statements:
            self._connection.execute(statement)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: everything in it is written and on the disk at its end, or nothing is."""
        if self.read_only:
            raise RegimenError(
                f"the ledger {self.path} is read-only where it lies", hint="copy it to a folder you can write to"
            )
        with told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        self._written += 1

    def version(self) -> int:
        """A number that differs after any change, by this program or another."""
        return self.pragma("data_version") + self._written

    def pragma(self, name: str) -> int:
        """A number that SQLite keeps with the file."""
        with told(self.path):
            (number,) = self._connection.execute(f"PRAGMA {name}").fetchone()
        return int(number)

    def copy_to(self, path: Path) -> None:
        """Copy the whole ledger as it stands to a new file."""
        with told(self.path), closing(sqlite3.connect(path, isolation_level=None)) as target:
            self._connection.backup(target)

    def complaints(self) -> list[str]:
        """What SQLite's own check finds wrong with the file."""
        with told(self.path):
            rows = self._connection.execute("PRAGMA integrity_check(20)").fetchall()
        return [] if rows == [("ok",)] else [line for (text,) in rows for line in str(text).splitlines()]
