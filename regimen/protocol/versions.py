"""A protocol file read once: the versions of it, each made when it is first asked for."""

from functools import lru_cache
from pathlib import Path

from regimen.protocol.amend import in_force
from regimen.protocol.model import Protocol
from regimen.protocol.reader import protocol_of, read_protocol, usable
from regimen.protocol.tree import MAX_BYTES, Tree, parse_tree


def version_of(path: Path, version: str | None = None, on: str | None = None) -> Protocol:
    """What `read_protocol` reads, but a file that is as it was is not read again: many courses follow one protocol."""
    try:
        with path.open("rb") as handle:
            raw = handle.read(MAX_BYTES + 1)
    except OSError:
        return read_protocol(path, version, on)
    return _versions(raw, str(path)).of(version, on)


class Versions:
    """The versions of one file."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._made: dict[tuple[str | None, tuple[int, ...]], Protocol] = {}

    def of(self, version: str | None, on: str | None) -> Protocol:
        """The version that `protocol_of` makes; raises what reading the file raises."""
        key = version, in_force(self._tree, on)
        if key not in self._made:
            self._made[key] = usable(*protocol_of(self._tree, version, on))
        return self._made[key]


@lru_cache(maxsize=16)
def _versions(raw: bytes, file: str) -> Versions:
    return Versions(parse_tree(raw, file))
