"""From a protocol file to a checked protocol, or to every reason why not, each with file, line and column."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from regimen.errors import RegimenError
from regimen.findings import Finding, Place, Severity
from regimen.protocol.amend import amended, versions
from regimen.protocol.check import misfits
from regimen.protocol.model import Protocol
from regimen.protocol.parts import FORMAT
from regimen.protocol.shape import KeyPath, placed, salvaged, shaped
from regimen.protocol.tree import Tree, parse_tree, read_tree

M = TypeVar("M")


class UnusableFile(RegimenError):
    """A file with errors; carries all its findings."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__("\n".join(str(finding) for finding in findings))


def read_protocol(path: Path, version: str | None = None, on: str | None = None) -> Protocol:
    """Read a protocol file, as of a version or in force on a date; raises UnusableFile with every problem at once."""
    return usable(*protocol_of(read_tree(path), version, on))


def parse_protocol(text: str, file: str = "<text>") -> Protocol:
    """Read a protocol from text; raises UnusableFile with every problem at once."""
    return usable(*protocol_of(parse_tree(text.encode("utf-8", "surrogatepass"), file)))


def usable(value: M | None, findings: list[Finding]) -> M:
    """The value if nothing is wrong with its file."""
    if value is None or findings:
        raise UnusableFile(findings)
    return value


STAND_INS: dict[str, Any] = {
    **dict.fromkeys(("id", "version", "title", "short"), "x"),
    "references": {},
    "agents": {},
    "format": str(FORMAT),
    "doses": [],
    "reference_day": {"event": "x", "source": "x"},
}
"""What stands in for a top-level key that is missing or unreadable, while the rest is checked."""


def protocol_of(tree: Tree, version: str | None = None, on: str | None = None) -> tuple[Protocol | None, list[Finding]]:
    """The protocol a tree holds, amended as asked for (else fully), and all its problems in file order."""
    protocol, findings = _checked(amended(tree, version, on))
    findings.sort(key=lambda finding: (finding.place.line, finding.place.column) if finding.place else (0, 0))
    return protocol, findings


def every_version(tree: Tree) -> tuple[Protocol | None, list[Finding]]:
    """The latest version of the protocol a tree holds, and the problems of all its versions, each once."""
    protocol, found = None, dict[Finding, None]()
    known: list[str | None] = [*versions(tree)]
    for version in known or [None]:
        protocol, findings = protocol_of(tree, version)
        found |= dict.fromkeys(findings)
    return protocol, list(found)


def _checked(tree: Tree) -> tuple[Protocol | None, list[Finding]]:
    findings = list(tree.findings)
    if not tree.data:
        if not findings:
            message = "the file holds no protocol; regimen protocols schema shows what one holds"
            findings.append(Finding("not-a-mapping", Severity.ERROR, message, "file", None, Place(tree.file, 1, 1)))
        return None, findings
    version = tree.data.get("format")
    if isinstance(version, str) and version != str(FORMAT):
        newer = version.isdigit() and int(version) > FORMAT
        hint = "update the program" if newer else f"write format: {FORMAT}"
        message = f"format '{version[:20]}' is not read by this version; allowed: {FORMAT}; {hint}"
        findings.append(Finding("format", Severity.ERROR, message, "format", None, tree.place(("format",))))
        return None, findings
    protocol, problems = shaped(tree, Protocol)
    findings += problems
    rest = (protocol, tree) if protocol else salvaged(tree, Protocol, STAND_INS)
    if rest is not None:
        findings += _misfits(tree, *rest)
    return protocol, findings


def _misfits(tree: Tree, protocol: Protocol, rest: Tree) -> Iterator[Finding]:
    """Misfits between parts; nothing is blamed on what was taken out or stood in for because of another error."""
    for misfit in misfits(protocol):
        if rest is not tree and (not rest.holds(misfit.path[:1]) or _thinned(tree, rest, misfit.needs)):
            continue
        yield placed(rest, misfit.code, misfit.message, misfit.path, of_key=misfit.of_key)


def _thinned(tree: Tree, rest: Tree, path: KeyPath) -> bool:
    """Whether the file has something at `path` that the remainder has no longer, or has less of."""
    if not path or not tree.holds(path):
        return False
    return not rest.holds(path) or len(tree.at(path)) > len(rest.at(path))
