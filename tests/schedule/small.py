"""Small protocols for one question at a time."""

from regimen.protocol.reader import parse_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol

TEXT = """
format: 1
id: small
version: "1"
title: Small
short: Small
references: {{teaching: {{kind: assumption, citation: Invented for a test}}}}
reference_day: {{number: {reference}, event: start, source: teaching}}
{cycle}
agents: {{one: {{letter: O, source: teaching}}, two: {{letter: T, source: teaching}}}}
doses:
  - {{agent: one, dose: 1 mg, route: IV, source: teaching, {fields}}}
{more}
"""


def small(fields: str, *, reference: int = 1, cycle: tuple[int, int] | None = None, more: str = "") -> ResolvedProtocol:
    """A protocol with one line that has these fields, in cycles of (length, count) if given."""
    cycles = "cycle: {{length: {}, count: {}, source: teaching}}".format(*cycle) if cycle else ""
    return resolve(parse_protocol(TEXT.format(reference=reference, cycle=cycles, fields=fields, more=more)))
