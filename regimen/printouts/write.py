"""Printed sheets as files: named, checked beforehand, written whole or not at all."""

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.findings import Finding
from regimen.printouts.document import Document
from regimen.printouts.formats.registry import format_of
from regimen.printouts.formats.rendered import Rendered
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


def usual_name(document: Document, form: str) -> str:
    """`nct01681537-d10-50-month.pdf`."""
    identity = document.identity
    return f"{'-'.join(filter(None, (identity.protocol, identity.level, document.kind)))}{format_of(form).suffix}"


def check_targets(paths: Iterable[Path], *, overwrite: bool) -> None:
    """Refuse files that could not be written, or are there already, before any work is done."""
    for path in paths:
        try:
            _check_target(path, overwrite=overwrite)
        except OSError as error:
            raise RegimenError(f"cannot write {path}: {error.strerror}", hint="name another file with -o") from error


def _check_target(path: Path, *, overwrite: bool) -> None:
    if not path.parent.is_dir():
        raise RegimenError(f"there is no folder {path.parent}", hint="make it first, or name another with -o")
    if path.is_dir():
        raise RegimenError(f"{path} is a folder", hint="name a file with -o")
    if not os.access(path.parent, os.W_OK):
        raise RegimenError(f"cannot write into {path.parent}", hint="name a folder you can write to with -o")
    if path.exists() and not overwrite:
        raise RegimenError(f"{path} exists and was kept", hint="name another file with -o, or give --overwrite")


def write(rendered: Rendered, path: Path, *, overwrite: bool) -> Written:
    """Write one file whole or not at all."""
    save_bytes(rendered.data, path, overwrite=overwrite)
    return Written(path, rendered.pages, hashlib.sha256(rendered.data).hexdigest(), rendered.findings)
