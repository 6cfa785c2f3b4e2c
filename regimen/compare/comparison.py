"""A whole comparison: what differs in words, on the calendar, and in the days left until the window closes."""

from collections.abc import Iterator
from dataclasses import dataclass

from regimen.compare.changes import Change, changes
from regimen.compare.overlay import Clock, Lane, clocks, overlay
from regimen.nomenclature import NOT_IN_SOURCES
from regimen.protocol.resolved import ResolvedProtocol
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Schedule


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two resolved protocols held against each other; `a` is the one before."""

    a: Schedule
    b: Schedule
    changes: tuple[Change, ...]
    lanes: tuple[Lane, ...]
    clocks: tuple[Clock, ...]
    reasons: tuple[str, ...]
    """Why, by the amendments that lie between two versions of one protocol."""

    @property
    def equal(self) -> bool:
        """Whether nothing differs."""
        return not self.changes


def compare(a: ResolvedProtocol, b: ResolvedProtocol) -> Comparison:
    """Hold `b` against `a`."""
    first, second = build_schedule(a), build_schedule(b)
    return Comparison(
        first,
        second,
        tuple(changes(a, b)),
        tuple(overlay(first, second)),
        tuple(clocks(first, second)),
        tuple(_reasons(a, b)),
    )


def _reasons(a: ResolvedProtocol, b: ResolvedProtocol) -> Iterator[str]:
    """The amendments after the version of `a` up to that of `b`."""
    versions = [amendment.version for amendment in b.protocol.amendments]
    if a.protocol.id != b.protocol.id or b.protocol.version not in versions:
        return
    first = versions.index(a.protocol.version) + 1 if a.protocol.version in versions else 0
    for amendment in b.protocol.amendments[first : versions.index(b.protocol.version) + 1]:
        date = amendment.date or f"date {NOT_IN_SOURCES}"
        yield f"version {amendment.version} ({date}): {amendment.reason}"


def side_name(resolved: ResolvedProtocol) -> str:
    """`nct01681537, version 2, d10-50`."""
    level = f", {resolved.level}" if resolved.level else ""
    return f"{resolved.protocol.id}, version {resolved.protocol.version}{level}"
