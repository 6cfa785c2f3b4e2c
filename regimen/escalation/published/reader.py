"""From the file of a published trial to a checked one, or to every reason why not, each with file, line and column."""

from pathlib import Path
from typing import NamedTuple

from regimen.errors import RegimenError, nearest
from regimen.escalation.published.check import misfits
from regimen.escalation.published.model import PublishedTrial
from regimen.protocol.model import Protocol
from regimen.protocol.reader import UnusableFile, usable
from regimen.protocol.shape import placed, shaped
from regimen.protocol.shelf import place
from regimen.protocol.tree import Tree, read_tree
from regimen.protocol.versions import version_of

SHELF = Path(__file__).parent


class Published(NamedTuple):
    """A trial as published, and the protocol it followed in each version that a stage names."""

    trial: PublishedTrial
    protocols: tuple[Protocol, ...]
    """One a stage."""


def published_ids() -> list[str]:
    """Protocols of the library whose trial can be replayed."""
    return sorted(path.stem for path in SHELF.glob("*.yaml"))


def published(name: str) -> Published:
    """A bundled trial, by the id of its protocol."""
    known = published_ids()
    if name not in known:
        raise RegimenError(
            f"no published trial of '{name[:60]}' is at hand{nearest(name, known)}",
            allowed=", ".join(known),
            hint="for a trial of your own use --file FILE",
        )
    return read_published(SHELF / f"{name}.yaml")


def read_published(path: Path, protocol_file: Path | None = None) -> Published:
    """Read the file of a trial; its protocol is the library's, or a file of one's own."""
    tree = read_tree(path)
    if tree.findings or not tree.data:
        return usable(None, tree.findings)
    trial = usable(*shaped(tree, PublishedTrial))
    protocols = _protocols(tree, trial, protocol_file)
    faults = [placed(tree, fault.code, fault.message, fault.path) for fault in misfits(trial, protocols)]
    return Published(usable(trial, faults), protocols)


def _protocols(tree: Tree, trial: PublishedTrial, file: Path | None) -> tuple[Protocol, ...]:
    """The protocol in the version of each stage."""
    try:
        source = file or place(trial.protocol)
    except RegimenError as error:
        raise UnusableFile([placed(tree, "unknown-protocol", error.message, ("protocol",))]) from error
    found = []
    for number, stage in enumerate(trial.stages):
        try:
            found.append(version_of(source, stage.version))
        except UnusableFile:
            raise
        except RegimenError as error:
            path = ("stages", number, "version")
            raise UnusableFile([placed(tree, "unknown-version", error.message, path)]) from error
    return tuple(found)
