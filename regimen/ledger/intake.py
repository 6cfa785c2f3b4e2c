"""A file taken into a ledger, whichever of the two kinds it is."""

import hashlib
from codecs import BOM_UTF8
from pathlib import Path

from regimen.coursefile import course_in, finder
from regimen.errors import RegimenError
from regimen.ledger.ledger import Ledger
from regimen.ledger.reading import Held
from regimen.ledger.transfer import receive
from regimen.ledger.usable import renamed
from regimen.protocol.tree import parse_tree

MAX_BYTES = 50_000_000


def take_in(ledger: Ledger, path: Path, *, who: str, name: str | None = None, as_kept: bool = False) -> Held:
    """Take in an export, or a course file as one action; `name` gives the subject another id."""
    try:
        with path.open("rb") as handle:
            raw = handle.read(MAX_BYTES + 1)
    except OSError as error:
        raise RegimenError(f"cannot read {path}: {error.strerror}") from error
    if len(raw) > MAX_BYTES:
        raise RegimenError(f"{path} is larger than {MAX_BYTES:,} bytes and was not read")
    if raw.removeprefix(BOM_UTF8).lstrip()[:1] == b"{":
        if as_kept:
            raise RegimenError("an export brings its protocol along", hint="leave --as-kept out")
        return receive(ledger, raw, path.name, who=who, name=name)
    course, _ = course_in(parse_tree(raw, str(path)), path.parent)
    if name is not None:
        course = renamed(course, name)
    source = path.name, hashlib.sha256(raw).hexdigest()
    return ledger.enrol(course, finder(path.parent), who=who, source=source, as_kept=as_kept)
