"""From a protocol file to a checked protocol, or to every reason why not, each with file, line and column."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from regimen.errors import RegimenError
from regimen.findings import Finding, Severity
from regimen.protocol.check import misfits
from regimen.protocol.model import FORMAT, Protocol
from regimen.protocol.shape import placed, salvaged, shaped
from regimen.protocol.tree import Tree, parse_tree, read_tree

M = TypeVar("M")


class UnusableFile(RegimenError):
    """A file with errors; carries all its findings."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__("\n".join(str(finding) for finding in findings))


def read_protocol(path: Path) -> Protocol:
    """Read a protocol file; raises UnusableFile with every problem at once."""
    return usable(*protocol_of(read_tree(path)))


def parse_protocol(text: str, file: str = "<text>") -> Protocol:
    """Read a protocol from text; raises UnusableFile with every problem at once."""
    return usable(*protocol_of(parse_tree(text.encode(), file)))


def usable(value: M | None, findings: list[Finding]) -> M:
    """The value if nothing is wrong with its file."""
    if value is None or findings:
        raise UnusableFile(findings)
    return value


def protocol_of(tree: Tree) -> tuple[Protocol | None, list[Finding]]:
    """The protocol a tree holds, and all its problems in file order."""
    findings = list(tree.findings)
    if not tree.data:
        return None, findings
    if (version := tree.data.get("format")) is not None and version != str(FORMAT):
        message = f"format {version} is not read by this version; it reads format {FORMAT}: update the program"
        findings.append(Finding("format", Severity.ERROR, message, "format", None, tree.place(("format",))))
        return None, findings
    protocol, problems = shaped(tree, Protocol)
    findings += problems
    rest = (protocol, tree) if protocol else salvaged(tree, Protocol)
    if rest is not None:
        findings += _misfits(tree, *rest)
    findings.sort(key=lambda finding: (finding.place.line, finding.place.column) if finding.place else (0, 0))
    return protocol, findings


def _misfits(tree: Tree, protocol: Protocol, rest: Tree) -> Iterator[Finding]:
    """Misfits between parts; a name whose own entry was taken out for another error is not blamed."""
    for code, message, path, missing in misfits(protocol):
        if rest is tree or not missing or not tree.holds(missing):
            yield placed(rest, code, message, path)
