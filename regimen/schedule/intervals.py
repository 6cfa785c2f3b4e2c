"""From one cycle's start to the next one's, after acts: what the source allows."""

from collections.abc import Iterator
from itertools import pairwise

from regimen.findings import Finding, Severity
from regimen.schedule.items import Kind, Schedule


def cycle_starts(schedule: Schedule) -> dict[int, int]:
    """Cycle to its planned first day: the ideal first day, moved as far as the cycle's first dose is."""
    resolved, numbering = schedule.resolved, schedule.resolved.numbering
    length = resolved.cycle_length
    if length is None:
        return {}
    starts = {cycle: (cycle - 1) * length for cycle in range(1, resolved.cycle_count + 1)}
    first: dict[int, tuple[int, int]] = {}
    for item in schedule.items:
        if item.kind == Kind.DOSE and item.cycle is not None:
            ideal = numbering.offset(item.ideal_day)
            here = (ideal, numbering.offset(item.day) - ideal)
            first[item.cycle] = min(first.get(item.cycle, here), here)
    return {cycle: numbering.day(start + first.get(cycle, (0, 0))[1]) for cycle, start in starts.items()}


def cycle_label(schedule: Schedule, day: int) -> str:
    """`C2D8` of a planned day, counted from its cycle's planned start; empty outside the cycles."""
    length, offset = schedule.resolved.cycle_length, schedule.resolved.numbering.offset
    starts = [(offset(start), cycle) for cycle, start in cycle_starts(schedule).items() if offset(start) <= offset(day)]
    if length is None or not starts:
        return ""
    start, cycle = max(starts)
    gone = offset(day) - start
    if cycle == schedule.resolved.cycle_count and gone >= length:
        return ""
    return f"C{cycle}D{schedule.resolved.numbering.day(gone)}"


def last_doses(schedule: Schedule) -> dict[str, int]:
    """The last study day of each block, or of each drug without one."""
    offset = schedule.resolved.numbering.offset
    last: dict[str, int] = {}
    for item in schedule.items:
        if item.entry.line is not None:
            name = item.entry.line.block or item.entry.name
            last[name] = max(last.get(name, item.day), item.day, key=offset)
    return last


def days_to_window(schedule: Schedule, day: int | None) -> int | None:
    """Days from a study day until the DLT window closes; None without either."""
    if day is None or schedule.window is None:
        return None
    offset = schedule.resolved.numbering.offset
    return offset(schedule.window[1]) - offset(day)


def interval_findings(schedule: Schedule) -> Iterator[Finding]:
    """Cycles that acts bring closer together or further apart than the source allows."""
    cycle = schedule.resolved.protocol.cycle
    if cycle is None or not schedule.touched:
        return
    offset = schedule.resolved.numbering.offset
    low, high = cycle.shortest or cycle.length, cycle.longest
    for (one, start), (two, following) in pairwise(cycle_starts(schedule).items()):
        days = offset(following) - offset(start)
        if days < low or (high is not None and days > high):
            span = f"{low} to {high}" if high is not None else f"at least {low}"
            message = f"cycle {two} starts {days} days after cycle {one}; the protocol gives {span}"
            yield Finding("cycle-interval", Severity.OTHER, message, f"cycle {two}", cycle.source)
