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


def load(name: str = HOME) -> Protocol:
    """Read a bundled protocol by id."""
    path = LIBRARY / f"{name}.yaml"
    known = library_ids() if "/" in name or "\\" in name or not path.is_file() else [name]
    if name not in known:
        raise RegimenError(
            f"no protocol '{name[:60]}' in the library{nearest(name, known)}",
            allowed=", ".join(known),
            hint="for a file of your own use --protocol-file FILE",
        )
    return read_protocol(path)
