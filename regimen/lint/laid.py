"""Where lines and assessments of a resolved protocol lie, as plain days.

A schedule says the same and much more; lint asks about every variant of every protocol, for which it costs too much.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from regimen.days import DayNumbering, DaySet
from regimen.protocol.ranges import repeats
from regimen.protocol.resolved import ResolvedLine, ResolvedProtocol
from regimen.quantity import Dose


@dataclass(frozen=True, eq=False)
class Laid:
    """One dose line on its days; offsets are days elapsed since the reference day of its own cycle."""

    line: ResolvedLine
    numbering: DayNumbering
    cycles: tuple[int, ...]
    """Cycles it is given in, counted by its own period where it has one."""
    length: int
    """Days from one of them to the next."""

    @cached_property
    def steps(self) -> tuple[tuple[int, ...], ...]:
        """The offsets of each step."""
        return tuple(step.days.offsets(self.numbering) for step in self.line.steps)

    @cached_property
    def span(self) -> tuple[int, int]:
        """First and last offset of one cycle."""
        return min(offsets[0] for offsets in self.steps), max(offsets[-1] for offsets in self.steps)

    @cached_property
    def given(self) -> tuple[tuple[Dose, int], ...]:
        """Each step's dose and its administrations in one cycle; the first and the last day may lack some."""
        line, (first, last) = self.line, self.span
        return tuple(
            (
                step.dose,
                len(offsets) * line.slots.a_day
                - (line.first_slot - 1 if first in offsets else 0)
                - (line.slots.a_day - line.last_slot if last in offsets else 0),
            )
            for step, offsets in zip(line.steps, self.steps, strict=True)
        )

    @cached_property
    def days(self) -> frozenset[int]:
        """Every study day, over all cycles."""
        day = self.numbering.day
        return frozenset(
            day((cycle - 1) * self.length + offset)
            for cycle in self.cycles
            for offsets in self.steps
            for offset in offsets
        )


def laid(resolved: ResolvedProtocol) -> Mapping[str, Laid]:
    """Line id to where it lies."""
    found = {}
    for line in resolved.lines:
        length, count = repeats(resolved.cycle_length or 0, resolved.cycle_count, line.period)
        found[line.id] = Laid(line, resolved.numbering, _cycles(line.cycles, count), length)
    return found


def due(resolved: ResolvedProtocol) -> Mapping[str, tuple[tuple[int, int, int], ...]]:
    """Assessment id to (cycle day, first and last study day in time) of each target."""
    day, length = resolved.numbering.day, resolved.cycle_length or 0
    return {
        part.id: tuple(
            (day(offset), day(at - part.before), day(at + part.after))
            for cycle in (_cycles(part.cycles, resolved.cycle_count) if part.cycles else (1,))
            for offset in part.days.offsets(resolved.numbering)
            for at in [(cycle - 1) * length + offset]
        )
        for part in resolved.assessments
    }


def _cycles(cycles: DaySet | None, count: int) -> tuple[int, ...]:
    """The cycles that are drawn of those that are given."""
    return tuple(cycle for cycle in (cycles.days() if cycles else range(1, count + 1)) if cycle <= count)
