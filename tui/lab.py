"""Two protocols, versions or levels laid beside each other: what is on each side, and the comparison. No Textual."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from regimen.compare.comparison import Comparison, compare
from regimen.compare.overlay import Lane
from regimen.course import Course
from regimen.nomenclature import MARK, NOT_IN_SOURCES, drug_name
from regimen.printouts.difference import lane_text
from regimen.printouts.words import day_words
from regimen.protocol.model import Protocol
from regimen.protocol.reader import read_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol
from tui.revise import alike
from tui.session import Session

RULER = "study day"
"""Name of the line above the signs."""
RULER_EVERY = 5
"""Days between two numbers above the overlay."""


class Side(NamedTuple):
    """What stands on one side."""

    path: Path
    """The protocol's file."""
    version: str
    level: str | None


class Lab:
    """Makes comparisons; every file is read once. Nothing here touches the course."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.protocol = cache(read_protocol)
        """A protocol by path and version."""

    def opening(self) -> tuple[Side, Side]:
        """The version before beside the one in force; of the only version two levels, the one in force second."""
        path, here = self.session.protocol_path, self.session.plan.resolved
        known, version = here.protocol.versions, here.protocol.version
        if len(known) > 1:
            later = max(1, known.index(version))
            first = self.side(path, known[later - 1], here.level if known[later - 1] == version else None)
            return first, self.side(path, known[later], like=first)
        levels = list(here.protocol.ladder.levels) if here.protocol.ladder else []
        if here.level is None or len(levels) == 1:
            return Side(path, version, here.level), Side(path, version, here.level)
        above = max(1, levels.index(here.level))
        return Side(path, version, levels[above - 1]), Side(path, version, levels[above])

    def side(
        self, path: Path, version: str | None = None, level: str | None = None, *, like: Side | None = None
    ) -> Side:
        """A side at a level: the one named, that most like another side's, or the protocol's own."""
        protocol = self.protocol(path, version)
        names = list(protocol.ladder.levels) if protocol.ladder else []
        if level not in names:
            level = protocol.ladder.default if protocol.ladder else None
            if like is not None and like.path == path and names:
                level = alike(protocol, self.resolved(like))[0]
        return Side(path, protocol.version, level)

    def resolved(self, side: Side) -> ResolvedProtocol:
        """One side, under the course's choices where it is the course's own protocol."""
        protocol = self.protocol(side.path, side.version)
        return resolve(protocol, side.level, _choices(self.session.course, protocol, side, self.session.protocol_path))

    def compared(self, first: Side, second: Side, *, hide: bool = False) -> Comparison:
        """The second side held against the first; with `hide` assumed values are blanked."""
        found = compare(self.resolved(first), self.resolved(second))
        return _blanked(found) if hide else found


def _choices(course: Course, protocol: Protocol, side: Side, own: Path) -> dict[str, str]:
    groups = protocol.assumptions if side.path == own else {}
    return {
        name: choice for name, choice in course.assumptions.items() if name in groups and choice in groups[name].sets
    }


def _blanked(found: Comparison) -> Comparison:
    """The comparison without what rests on assumptions: values are blanked, drugs on assumed days are left out."""
    lines = [line for side in (found.a, found.b) for line in side.resolved.lines]
    unsure = [line for line in lines if any(step.marks["days"].assumed for step in line.steps)]
    lanes = {f"{drug_name(line.agent)} {line.route}" for line in unsure}
    blocks = {drug_name(line.block or line.agent) for line in unsure}
    return replace(
        found,
        changes=tuple(
            change._replace(before=_blank(change.before), after=_blank(change.after)) for change in found.changes
        ),
        lanes=tuple(lane for lane in found.lanes if lane.name not in lanes),
        clocks=tuple(clock for clock in found.clocks if clock.name not in blocks),
    )


def _blank(value: str | None) -> str | None:
    return NOT_IN_SOURCES if value is not None and MARK in value else value


def clock_words(found: Comparison) -> Iterator[str]:
    """`Days from last LEN to Day 45: 31 → 35 (last dose: Day 14 → Day 10)`, for each drug or block."""
    closes = [day_words(side.window[1]) for side in (found.a, found.b) if side.window]
    for clock in found.clocks:
        days = _both(*("none" if days is None else str(days).replace("-", "−") for days in clock.days))
        last = _both(*("none" if day is None else day_words(day) for day in clock.last))
        yield f"Days from last {clock.name} to {_both(closes[0], closes[-1])}: {days} (last dose: {last})"


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one} → {other}"


class Row(NamedTuple):
    """One line of the overlay: a name, and a sign for each day."""

    name: str
    signs: str


def overlay_rows(found: Comparison, width: int) -> Iterator[Row]:
    """Rows of days that fit a width, each under its study days and over the days until the window closes."""
    lanes = [lane for lane in found.lanes if lane.days]
    windows = list(_windows(found))
    days = [day for lane in (*lanes, *windows) for day in lane.days]
    if not days:
        return
    room = width - max(len(lane.name) for lane in (*lanes, *windows)) - 1
    step = max(RULER_EVERY, room // RULER_EVERY * RULER_EVERY)
    for first in range(min(days), max(days) + 1, step):
        last = min(first + step - 1, max(days))
        yield Row(RULER, _ruler(found, first, last))
        for lane in lanes:
            yield Row(lane.name, lane_text(lane, first, last))
        for lane in windows:
            yield Row(lane.name, "".join(lane.days.get(day, " ") for day in range(first, last + 1)).rstrip())


def _windows(found: Comparison) -> Iterator[Lane]:
    """The days of the DLT window, one lane where both sides have the same."""
    ends = [side.resolved.numbering.offset(side.window[1]) if side.window else None for side in (found.a, found.b)]
    names = {"DLT window": ends[0]} if ends[0] == ends[1] else {"window, first": ends[0], "window, second": ends[1]}
    for name, end in names.items():
        if end is not None:
            yield Lane(name, {**dict.fromkeys(range(end), "─"), end: "┤"})


def _ruler(found: Comparison, first: int, last: int) -> str:
    """Study days, each number ending above its day."""
    signs = [" "] * (last - first + 1)
    numbering = found.b.resolved.numbering
    for at in range(first, last + 1):
        day = numbering.day(at)
        text = str(day).replace("-", "−")
        begin = at - first - len(text) + 1
        if (day % RULER_EVERY == 0 or at == 0) and begin >= 0:
            signs[begin : at - first + 1] = text
    return "".join(signs).rstrip()
