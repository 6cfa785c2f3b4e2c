"""Where protocols are found: the bundled library by id, or a file by path."""

from pathlib import Path

from regimen.errors import RegimenError, nearest
from regimen.protocol.model import Protocol
from regimen.protocol.reader import read_protocol

LIBRARY = Path(__file__).parent / "library"
HOME = "nct01681537"
"""The protocol the program opens with."""


def library_ids() -> list[str]:
    """Ids of the bundled protocols, the home case first."""
    return sorted((path.stem for path in LIBRARY.glob("*.yaml")), key=lambda name: (name != HOME, name))


def found(name: str, version: str | None = None) -> Protocol:
    """A protocol by library id or by the path of a file."""
    if name in library_ids() or not Path(name).suffix:
        return load(name, version)
    return read_protocol(Path(name), version)


def pair(a: str, b: str | None) -> tuple[Protocol, Protocol]:
    """Two protocols to hold against each other, each `NAME` or `NAME@VERSION`; one alone against its version before."""
    name, _, version = a.partition("@")
    if b is not None:
        other, _, other_version = b.partition("@")
        return found(name, version or None), found(other, other_version or None)
    latest = found(name, version or None)
    known = latest.versions
    at = known.index(latest.version)
    if at == 0:
        what = f"{name} has no version before {latest.version}"
        raise RegimenError(what, hint="name a second protocol to hold against it")
    return found(name, known[at - 1]), latest


def load(name: str = HOME, version: str | None = None, on: str | None = None) -> Protocol:
    """Read a bundled protocol by id: the latest version, the one asked for, or the one in force on a date."""
    return read_protocol(place(name), version, on)


def place(name: str) -> Path:
    """The file of a bundled protocol."""
    path = LIBRARY / f"{name}.yaml"
    known = library_ids() if "/" in name or "\\" in name or not path.is_file() else [name]
    if name not in known:
        raise RegimenError(
            f"no protocol '{name[:60]}' in the library{nearest(name, known)}",
            allowed=", ".join(known),
            hint="for a file of your own use --protocol-file FILE",
        )
    return path
