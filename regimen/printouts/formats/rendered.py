"""A document in one format: bytes, how many pages, and what could not be shown as written."""

from typing import NamedTuple

from regimen.findings import Finding


class Rendered(NamedTuple):
    """What a format makes of a document."""

    data: bytes
    pages: int | None = None
    """None where the format has no pages."""
    findings: tuple[Finding, ...] = ()
