"""Findings: problems and remarks about data, returned as values.

A finding is never raised, because one bad line must not hide the others and because learners are shown
all of them at once.
"""

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters; the order of the members is the order of weight."""

    INFO = "info"
    """Worth knowing; nothing to do."""
    OTHER = "other"
    """A question or a lesser departure."""
    IMPORTANT = "important"
    """May affect subject safety or the trial's data (ICH E3 Q&A R1 wording)."""
    ERROR = "error"
    """Cannot be used as it stands."""

    @property
    def weight(self) -> int:
        """Rank for thresholds: info 0 … error 3."""
        return list(Severity).index(self)


class Place(NamedTuple):
    """Where in a file a finding points: one-based line and column."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Finding(NamedTuple):
    """One remark about data."""

    code: str
    """Stable id, kebab-case; each has a heading in docs/findings.md."""
    severity: Severity
    message: str
    """One sentence: what is wrong, what is allowed, what to do."""
    subject: str
    """What it is about: a dose line, an agent, a key's path, a subject field."""
    source: str | None = None
    """Reference id or citation of the rule or fact behind it."""
    place: Place | None = None
    """File position, for findings about a file."""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message
