"""Backups of a ledger: copied while it is in use, read back before they count, the last ones kept."""

import os
import re
import sqlite3
import tempfile
from collections import deque
from contextlib import closing, suppress
from pathlib import Path

from regimen.dates import now
from regimen.errors import RegimenError
from regimen.ledger.events import BrokenCourse
from regimen.ledger.faults import DamagedLedger
from regimen.ledger.fold import fold_all
from regimen.ledger.store import Store

KEPT = 10
"""How many backups stay in a ledger's own folder of backups."""


def folder_of(path: Path) -> Path:
    """Where the backups of a ledger lie unless another place is named."""
    return path.with_name(f"{path.stem}-backups")


def back_up(store: Store, target: Path | None = None) -> Path:
    """Copy a ledger to `target`, or to its own folder of backups; what cannot be read back does not count."""
    place = _dated(store.path) if target is None else target
    if place.exists():
        raise RegimenError(f"{place} exists and was kept", hint="choose another name")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".tmp")
        os.close(handle)
    except OSError as error:
        what = f"cannot write the backup {place}: {error.strerror}"
        raise RegimenError(what, hint="choose a folder you can write to") from error
    made = Path(name)
    try:
        store.copy_to(made)
        if fault := _fault(made):
            raise DamagedLedger(store.path, fault, last_good(store.path))
        made.replace(place)
    finally:
        made.unlink(missing_ok=True)
    if target is None:
        for old in _backups(store.path)[:-KEPT]:
            old.unlink(missing_ok=True)
    return place


def last_good(path: Path) -> Path | None:
    """The newest backup of a ledger that can be read back."""
    return next((backup for backup in reversed(_backups(path)) if not _fault(backup)), None)


def _dated(path: Path) -> Path:
    return folder_of(path) / f"{path.stem}-{now():%Y%m%dT%H%M%S%f}Z{path.suffix}"


def _backups(path: Path) -> list[Path]:
    """The dated backups of a ledger, oldest first."""
    name = re.compile(rf"{re.escape(path.stem)}-[0-9]{{8}}T[0-9]{{12}}Z{re.escape(path.suffix)}")
    with suppress(OSError):
        return sorted(found for found in folder_of(path).iterdir() if name.fullmatch(found.name))
    return []


def _fault(path: Path) -> str | None:
    """What is wrong with a copy of a ledger; it is read to the last event."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            store = Store(path, connection, read_only=True)
            if complaints := store.complaints():
                return complaints[0]
            deque(fold_all(store.events()), maxlen=0)
    except (sqlite3.DatabaseError, DamagedLedger, RegimenError, BrokenCourse) as error:
        return str(error)
    return None
