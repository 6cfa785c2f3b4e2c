"""All rules over one protocol: what they raise, less what the file says is right as it is."""

from typing import NamedTuple

from regimen.findings import Finding
from regimen.lint.registry import RULES
from regimen.lint.rule import Hit, Rule
from regimen.lint.view import View
from regimen.protocol.parts import Suppression
from regimen.protocol.reader import protocol_of
from regimen.protocol.tree import Tree


class Suppressed(NamedTuple):
    """A finding that the file suppresses."""

    finding: Finding
    reason: str
    """Why the protocol is right, in the file's own words."""


class Report(NamedTuple):
    """What lint has to say of one file."""

    misfits: tuple[Finding, ...] = ()
    """Why the file cannot be used; then no rule was asked."""
    findings: tuple[Finding, ...] = ()
    """In file order; the code of each is the id of its rule."""
    suppressed: tuple[Suppressed, ...] = ()


def lint(tree: Tree) -> Report:
    """Ask every rule about the protocol that a file holds, all its amendments made."""
    protocol, misfits = protocol_of(tree)
    if protocol is None or misfits:
        return Report(tuple(misfits))
    view = View(tree, protocol, {rule.id: set() for rule in RULES})
    findings: list[Finding] = []
    suppressed: list[Suppressed] = []
    for rule in RULES:
        for hit in {hit.path: hit for hit in reversed([*rule.find(view)])}.values():
            finding = _told(view, rule, hit)
            view.raised[rule.id].add(finding.subject)
            by = next((part for part in protocol.suppress if _covers(part, finding)), None)
            if by is None:
                findings.append(finding)
            else:
                suppressed.append(Suppressed(finding, by.reason))
    return Report((), tuple(sorted(findings, key=_place)), tuple(sorted(suppressed, key=lambda part: _place(part[0]))))


def _told(view: View, rule: Rule, hit: Hit) -> Finding:
    subject = view.subject(hit.path)
    place = view.tree.place(hit.path, of_key=hit.of_key)
    return Finding(rule.id, rule.severity, f"{subject}: {hit.message}", subject, rule.source, place)


def _covers(part: Suppression, finding: Finding) -> bool:
    return part.rule == finding.code and part.subject in (None, finding.subject)


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.place.line, finding.place.column) if finding.place else (0, 0)
