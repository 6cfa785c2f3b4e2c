"""What can go wrong with a ledger, told so that the reader knows that nothing is lost and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regimen.errors import RegimenError


class Conflict(RegimenError):
    """A course was changed by somebody else since it was read."""


class DamagedLedger(RegimenError):
    """A ledger that cannot be read as it must be; the file is left as it is."""

    def __init__(self, path: Path, place: str, good: Path | None = None) -> None:
        self.path = path
        self.place = place
        """What is wrong, and where in the file."""
        saved = f"the last good backup is {good}" if good else "there is no backup of it"
        super().__init__(f"the ledger {path} is damaged: {place}", hint=f"the file was left as it is; {saved}")


_TOLD = {
    sqlite3.SQLITE_BUSY: ("is in use by another program", "nothing was written; try again in a moment"),
    sqlite3.SQLITE_FULL: ("has no room to grow", "nothing was written; make room on the disk and do it again"),
    sqlite3.SQLITE_READONLY: ("cannot be written to", "nothing was written; choose a folder you can write to"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "check the folder, and that you may read the file"),
    sqlite3.SQLITE_IOERR: ("cannot be read or written: the disk reports an error", "check the disk; make a backup"),
    sqlite3.SQLITE_PERM: ("cannot be opened", "check that you may read the file"),
}
_INTERRUPTED = "holds a write that was interrupted, and cannot be brought back to order where it lies"
"""A journal beside it says how; SQLite does it by itself where it may write."""
_DAMAGE = {
    sqlite3.SQLITE_NOTADB: "its first bytes are not those of a ledger",
    sqlite3.SQLITE_CORRUPT: "its pages do not fit together",
}
_HEADER = 100
"""Bytes of the header of an SQLite file."""
_PRIMARY = 0xFF
"""Mask of the primary code in an extended one."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what SQLite reports about a file into our errors."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        if code in _DAMAGE:
            from regimen.ledger.backup import last_good

            raise DamagedLedger(path, _shortened(path) or _DAMAGE[code], last_good(path)) from error
        if code not in _TOLD:
            raise
        what, hint = _TOLD[code]
        if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            what, hint = _INTERRUPTED, "copy it, and the journal beside it, to a folder you can write to"
        raise RegimenError(f"the ledger {path} {what}", hint=hint) from error


def _shortened(path: Path) -> str | None:
    """Where a file ends before it should.

    Asked only once SQLite has refused the file: to open and close it beside a connection would take its locks away.
    """
    try:
        with path.open("rb") as handle:
            head = handle.read(_HEADER)
        size = path.stat().st_size
    except OSError:
        return None
    meant = int.from_bytes(head[28:32]) * int.from_bytes(head[16:18])
    return f"it ends at byte {size:,} of {meant:,}" if head.startswith(b"SQLite format 3") and size < meant else None
