"""A ledger's file begun, found, examined and brought to the form of this program, before anything is read from it."""

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from regimen.errors import RegimenError
from regimen.ledger.backup import back_up, last_good
from regimen.ledger.faults import DamagedLedger, told
from regimen.ledger.form import APPLICATION, MIGRATIONS, TABLES
from regimen.ledger.place import is_there
from regimen.ledger.store import Store

BUSY_SECONDS = 5.0
"""How long to wait for another program that is writing."""
_OLDEST = (3, 37)
"""First SQLite with strict tables."""


def open_store(path: Path, *, create: bool = False) -> Store:
    """Open a ledger in the form of this program; refuses damage, other files and newer forms."""
    if sqlite3.sqlite_version_info < _OLDEST:
        what = f"a ledger needs SQLite 3.37; this Python has {sqlite3.sqlite_version}"
        raise RegimenError(what, hint="update Python")
    if create and not is_there(path):
        _begin(path)
    store = attached(path)
    try:
        _ready(store)
    except BaseException:
        store.close()
        raise
    return store


def attached(path: Path) -> Store:
    """The file as it is, in this form or an older one; raises if it is no ledger, damaged, or of a newer form."""
    if not is_there(path) or not path.is_file():
        what = "is not a file" if is_there(path) else "does not exist"
        raise RegimenError(f"the ledger {path} {what}", hint="regimen courses keep FILE begins one")
    read_only = not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK))
    with told(path):
        connection = _connected(path, "ro" if read_only else "rw")
        try:
            _examine(connection, path)
        except BaseException:
            connection.close()
            raise
    return Store(path, connection, read_only=read_only)


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.resolve().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    # FULL, and the folder too: else a power cut could bring the journal back and with it undo a confirmed action.
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _examine(connection: sqlite3.Connection, path: Path) -> None:
    """Whether it is a ledger, and all there; within one transaction, so that nobody writes meanwhile."""
    if path.stat().st_size == 0:
        raise DamagedLedger(path, "it is empty", last_good(path))
    connection.execute("BEGIN")
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION:
            raise RegimenError(
                f"{path} is not a ledger of this program and was left as it is", hint="name another file"
            )
        (form,) = connection.execute("PRAGMA user_version").fetchone()
        if form > len(MIGRATIONS):
            what = f"the ledger {path} was written by a newer version of the program"
            raise RegimenError(what, hint="update the program; nothing was changed")
        if missing := {name for names in TABLES[: max(form, 1)] for name in names} - tables:
            raise DamagedLedger(path, f"table {', '.join(sorted(missing))} is missing", last_good(path))
    finally:
        connection.execute("ROLLBACK")


def form_of(store: Store) -> int:
    """Number of the form that the file has."""
    return int(store.pragma("user_version"))


def _begin(path: Path) -> None:
    """Begin an empty ledger: made whole beside its place and put there at once, so that nobody finds half of one."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        os.close(handle)
    except OSError as error:
        what = f"cannot begin the ledger {path}: {error.strerror}"
        raise RegimenError(what, hint="choose a folder you can write to") from error
    made = Path(name)
    try:
        with told(path), closing(_connected(made, "rw")) as connection:
            store = Store(made, connection, read_only=False)
            with store.writing():
                store.run([f"PRAGMA application_id = {APPLICATION}", *_steps(0)])
        _put(made, path)
    finally:
        made.unlink(missing_ok=True)


def _put(made: Path, path: Path) -> None:
    """Give a file its name; a ledger that another program has begun there meanwhile stays and is used."""
    with suppress(FileExistsError):
        try:
            os.link(made, path)
        except FileExistsError:
            raise
        except OSError:
            # Some memory sticks and shares know no links.
            if not path.exists():
                made.replace(path)


def _steps(form: int) -> list[str]:
    """What brings a file of a form to the form of this program."""
    return [*(step for script in MIGRATIONS[form:] for step in script), f"PRAGMA user_version = {len(MIGRATIONS)}"]


def _ready(store: Store) -> None:
    """Bring an older ledger to the form of this program, after a backup."""
    if form_of(store) == len(MIGRATIONS):
        return
    if store.read_only:
        what = f"the ledger {store.path} has an older form and is read-only where it lies"
        raise RegimenError(what, hint="copy it to a folder you can write to, and open it there")
    back_up(store)
    bring_up(store)


def bring_up(store: Store) -> None:
    """Bring an older ledger to the form of this program, as it is; a backup is for others to make."""
    with store.writing():
        # Another program may have done it since the form was read.
        store.run(_steps(form_of(store)))
