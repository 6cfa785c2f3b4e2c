"""Whether the numbers of a protocol can be: days that exist, cycles that are drawn, sizes within reason."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from regimen.days import MAX_DAY, DayNumbering, DaySet
from regimen.errors import RegimenError
from regimen.protocol.lines import DoseLine
from regimen.protocol.model import Protocol
from regimen.protocol.shape import KeyPath

MAX_CYCLE_DAYS = 366
MAX_CYCLES = 130
MAX_TOLERANCE_DAYS = 366


class Misfit(NamedTuple):
    """Something that does not fit, and the path of the value to point at."""

    code: str
    message: str
    path: KeyPath
    needs: KeyPath = ()
    """Part of the file that the check looked at besides; what was taken out of it is not blamed here."""
    of_key: bool = False
    """Whether the key, not the value, is at fault."""


def numbering(protocol: Protocol) -> DayNumbering:
    """How this protocol counts its days."""
    return DayNumbering(int(protocol.reference_day.number))


def day_misfits(protocol: Protocol, path: KeyPath, value: Any) -> Iterator[Misfit]:
    """A day or day set that this numbering does not have; other values pass."""
    try:
        if isinstance(value, DaySet):
            value.offsets(numbering(protocol))
        elif path[0] == "milestones" or path[-1] == "day":
            yield from _milestone_day(protocol, path, value)
    except RegimenError as error:
        yield Misfit("no-day-zero", str(error), path, ("reference_day",))


def _milestone_day(protocol: Protocol, path: KeyPath, value: Any) -> Iterator[Misfit]:
    if isinstance(value, int):
        numbering(protocol).offset(value)
        if abs(value) > MAX_DAY:
            yield Misfit("out-of-range", f"{value} is out of range; allowed: -{MAX_DAY} to {MAX_DAY}", path)


def overlaps(protocol: Protocol, line: DoseLine, path: KeyPath, days: DaySet) -> Iterator[Misfit]:
    """Two days of a line that fall on one calendar day in successive cycles: the dose would stand twice."""
    length, count = periods(protocol, line)
    if count < 2:  # noqa: PLR2004 - one cycle cannot meet the next
        return
    try:
        offsets = days.offsets(numbering(protocol))
    except RegimenError:
        return  # told as a day that does not exist
    seen: dict[int, int] = {}
    for offset in offsets:
        if (first := seen.setdefault(offset % length, offset)) != offset:
            day = numbering(protocol).day
            message = (
                f"Day {day(first)} and Day {day(offset)} fall on one day in successive cycles of {length} days; "
                "shorten the days or lengthen the cycle"
            )
            yield Misfit("overlapping-cycles", message, path)
            return


def repeated_steps(protocol: Protocol, path: KeyPath, steps: list[DaySet]) -> Iterator[Misfit]:
    """Steps of one ramp that share a day: it would get both doses."""
    seen: dict[int, int] = {}
    for number, days in enumerate(steps, 1):
        try:
            offsets = days.offsets(numbering(protocol))
        except RegimenError:
            return  # told as a day that does not exist
        for offset in offsets:
            if (first := seen.setdefault(offset, number)) != number:
                day = numbering(protocol).day(offset)
                yield Misfit("overlapping-steps", f"Day {day} stands in step {first} and in step {number}", path)
                return


def periods(protocol: Protocol, line: DoseLine) -> tuple[int, int]:
    """Length and count of the cycles a line repeats in; at least 1 each, whatever the file says."""
    length, count = (protocol.cycle.length, _most_drawn(protocol)) if protocol.cycle else (0, 1)
    length, count = repeats(length, count, line.period)
    return max(1, length), max(1, count)


def most_cycles(length: int) -> int:
    """Most cycles of this length that are drawn."""
    return min(MAX_CYCLES, max(1, MAX_DAY // max(1, length)))


def _most_drawn(protocol: Protocol) -> int:
    """Most cycles a course of this protocol may have."""
    cycle = protocol.cycle
    return max(cycle.count, cycle.most or 0) if cycle else 1


def repeats(length: int, count: int, period: int | None) -> tuple[int, int]:
    """Length and count of a line's cycles: the protocol's, or as many of its own as fit into the same days."""
    if period is None or period < 1:
        return length, count
    return period, max(1, length * count // period)


def number_misfits(protocol: Protocol) -> Iterator[Misfit]:
    """Sizes out of range, cycles that are not drawn, letters that are not one sign."""
    for path, value, low, high in _sizes(protocol):
        if value is not None and not low <= value <= high:
            yield Misfit("out-of-range", f"{value} is out of range; allowed: {low} to {high}", path)
    for i, line in enumerate(protocol.doses):
        yield from _cycles(("doses", i, "cycles"), line.cycles, periods(protocol, line)[1])
    drawn = _most_drawn(protocol)
    for i, part in enumerate(protocol.assessments):
        yield from _cycles(("assessments", i, "cycles"), part.cycles, drawn)
    yield from _cycle_ranges(protocol)
    yield from _letters(protocol)


def _cycle_ranges(protocol: Protocol) -> Iterator[Misfit]:
    """The usual number and length of cycles lie within the source's own range; conditions are for cycles drawn."""
    cycle = protocol.cycle
    if cycle is None:
        return
    for name, low, high in (("count", cycle.fewest, cycle.most), ("length", cycle.shortest, cycle.longest)):
        value = getattr(cycle, name)
        if (low is not None and value < low) or (high is not None and value > high):
            message = f"{name} {value} lies outside the range the file gives, {low or 1} to {high or 'any'}"
            yield Misfit("out-of-range", message, ("cycle", name))
    most = _most_drawn(protocol)
    for number in cycle.provided:
        if not 1 <= number <= most:
            message = f"cycle {number} is not drawn; allowed: 1 to {most}"
            yield Misfit("no-such-cycle", message, ("cycle", "provided"))


def _sizes(protocol: Protocol) -> Iterator[tuple[KeyPath, int | None, int, int]]:
    """KeyPath, value, lowest and highest of every plain number."""
    if protocol.cycle:
        for name in ("length", "shortest", "longest"):
            yield ("cycle", name), getattr(protocol.cycle, name), 1, MAX_CYCLE_DAYS
        for name in ("count", "fewest", "most"):
            yield ("cycle", name), getattr(protocol.cycle, name), 1, most_cycles(protocol.cycle.length)
    if protocol.dlt:
        yield ("dlt", "last_day"), protocol.dlt.last_day, 1, MAX_DAY
    for i, line in enumerate(protocol.doses):
        yield ("doses", i, "period"), line.period, 1, MAX_CYCLE_DAYS
        slots = line.slots.a_day if line.slots else 1
        yield ("doses", i, "first_slot"), line.first_slot, 1, slots
        yield ("doses", i, "last_slot"), line.last_slot, 1, slots
    for i, part in enumerate(protocol.assessments):
        yield ("assessments", i, "before"), part.before, 0, MAX_TOLERANCE_DAYS
        yield ("assessments", i, "after"), part.after, 0, MAX_TOLERANCE_DAYS


def _cycles(path: KeyPath, cycles: DaySet | None, drawn: int) -> Iterator[Misfit]:
    """Cycles count from 1 to the number drawn, without a gap at zero."""
    if cycles is None:
        return
    outside = [cycle for cycle in cycles.days(DayNumbering(0)) if not 1 <= cycle <= drawn]
    if outside:
        message = f"cycle {outside[0]} is not drawn; allowed: 1 to {drawn}"
        yield Misfit("no-such-cycle", message, path, ("cycle",))


def _letters(protocol: Protocol) -> Iterator[Misfit]:
    owners: dict[str, str] = {}
    for key, agent in protocol.agents.items():
        if len(agent.letter) != 1:
            yield Misfit("letter", f"'{agent.letter[:20]}' is not one sign", ("agents", key, "letter"))
        elif (owner := owners.setdefault(agent.letter, key)) != key:
            yield Misfit("letter", f"the letter '{agent.letter}' is taken by {owner}", ("agents", key, "letter"))
    for i, part in enumerate(protocol.assessments):
        if len(part.letter) != 1:
            yield Misfit("letter", f"'{part.letter[:20]}' is not one sign", ("assessments", i, "letter"))
