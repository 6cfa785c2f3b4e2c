"""All rules over one protocol: what they ask about, less what the file says is right as it is."""

from collections.abc import Iterator
from typing import NamedTuple

from regimen.errors import nearest
from regimen.findings import Finding, Severity
from regimen.lint.registry import RULES
from regimen.lint.rule import Hit, Rule
from regimen.lint.view import View
from regimen.protocol.model import Protocol
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

    file: str
    misfits: tuple[Finding, ...]
    """Why the file cannot be used; then no rule was asked."""
    findings: tuple[Finding, ...]
    """In file order; the code of each is the id of its rule."""
    suppressed: tuple[Suppressed, ...]


def _nothing(_: View) -> Iterator[Hit]:
    """The rules on suppressions look at what the others found."""
    return iter(())


ON_SUPPRESSIONS = (
    Rule(
        "unknown-rule",
        Severity.IMPORTANT,
        "A suppression of a rule that does not exist suppresses nothing, and hides that.",
        "our convention",
        _nothing,
    ),
    Rule(
        "idle-suppression",
        Severity.OTHER,
        "A suppression that suppresses nothing would hide the next finding of its rule.",
        "our convention",
        _nothing,
    ),
)
"""Asked last; they cannot be suppressed."""
