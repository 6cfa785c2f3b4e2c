"""Printed sheets as files: named, checked beforehand, written whole or not at all."""

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.findings import Finding
from regimen.printouts.formats.registry import format_of
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.words import plural
from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.yamltext import save_bytes

FILE_NAME = re.compile(r"\w[\w.-]*")
"""What the code of a subject must look like where it names a file."""


class Written(NamedTuple):
    """A file that was written."""

    path: Path
    pages: int | None
    """None where the format has no pages."""
    sha256: str
    findings: tuple[Finding, ...]

    @property
    def words(self) -> str:
        """`handouts/T-07.pdf: 2 pages`."""
        return f"{self.path}: {plural(self.pages, 'page')}" if self.pages else str(self.path)


def usual_name(resolved: ResolvedProtocol, kind: str, form: str) -> str:
    """`nct01681537-d10-50-month.pdf`."""
    return f"{'-'.join(filter(None, (resolved.protocol.id, resolved.level, kind)))}{format_of(form).suffix}"


class Obstacle(NamedTuple):
    """What keeps a file from being written."""

    what: str
    mend: str
    """What can be done about it."""
    exists: bool = False
    """Whether it is a file that could be replaced."""


def obstacle(path: Path) -> Obstacle | None:
    """What keeps a file from being written, as far as it can be told beforehand."""
    try:
        return _obstacle(path)
    except OSError as error:
        return Obstacle(f"cannot write {path}: {error.strerror}", "name another file")


def _obstacle(path: Path) -> Obstacle | None:
    if not path.parent.is_dir():
        return Obstacle(f"there is no folder {path.parent}", "make it first, or name another")
    if path.is_dir():
        return Obstacle(f"{path} is a folder", "name a file")
    if not os.access(path.parent, os.W_OK):
        return Obstacle(f"cannot write into {path.parent}", "name a folder you can write to")
    return Obstacle(f"{path} exists and was kept", "name another file", exists=True) if path.exists() else None


def check_targets(paths: Iterable[Path], *, overwrite: bool) -> None:
    """Refuse files that could not be written, or are there already, before any work is done."""
    for path in paths:
        found = obstacle(path)
        if found is not None and not (found.exists and overwrite):
            more = ", or give --overwrite" if found.exists else ""
            raise RegimenError(found.what, hint=f"{found.mend} with -o{more}")


def write(rendered: Rendered, path: Path, *, overwrite: bool) -> Written:
    """Write one file whole or not at all."""
    save_bytes(rendered.data, path, overwrite=overwrite)
    return Written(path, rendered.pages, hashlib.sha256(rendered.data).hexdigest(), rendered.findings)
