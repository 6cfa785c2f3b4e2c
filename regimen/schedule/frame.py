"""Where everything of a protocol lies: the part of a schedule that no body changes, made once for many subjects."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import product, repeat
from operator import itemgetter

from regimen.days import DayNumbering
from regimen.dosing.calculator import DoseRequest, calculate
from regimen.dosing.policy import DosePolicy
from regimen.protocol.ranges import repeats
from regimen.protocol.resolved import Mark, ResolvedAssessment, ResolvedLine, ResolvedMilestone, ResolvedProtocol
from regimen.protocol.same import Same
from regimen.quantity import Basis
from regimen.schedule.doses import dose_request
from regimen.schedule.items import DLT_CLOSES, Entry, Item, Kind

MINUTES_A_DAY = 1440
_ITEM = partial(tuple.__new__, Item)
"""Makes an item of a ready row; four times as fast as calling the class."""
_ENTRY = Item._fields.index("entry")


DoseDays = Mapping[tuple[str, str], tuple[int, ...]]
"""Drug and route to the offsets of their doses, ascending."""


@dataclass(frozen=True, eq=False)
class Frame:
    """A schedule without the doses that go by a body."""

    items: tuple[Item, ...]
    entries: tuple[Entry, ...]
    """Doses first; the order of an item is the place of its entry."""
    counts: tuple[int, ...]
    """Administrations of each dose entry."""
    asked: Mapping[int, DoseRequest]
    """Place of each entry whose dose goes by a body to what the calculator is asked for it."""

    @cached_property
    def days(self) -> DoseDays:
        """When each drug is given by each route."""
        found: dict[tuple[str, str], list[int]] = {}
        for item in self.items:
            if (line := item.entry.line) is not None:
                found.setdefault((line.agent, line.route), []).append(item.entry.numbering.offset(item.day))
        return {key: tuple(days) for key, days in found.items()}

    def filled(self, entries: Sequence[Entry]) -> tuple[Item, ...]:
        """The items with entries in the places of the frame's own."""
        if not self.asked:
            return self.items
        return tuple(
            [
                _ITEM((*item[:_ENTRY], entries[item.order], item.ideal_day)) if item.order in self.asked else item
                for item in self.items
            ]
        )


def frame_of(resolved: ResolvedProtocol, kept: tuple[int, ...], policy: DosePolicy) -> Frame:
    """The frame of a protocol with the dose lines that are for a subject, by their places."""
    return _frame(Same(resolved), kept, policy)


@lru_cache(maxsize=64)
def _frame(same: Same[ResolvedProtocol], kept: tuple[int, ...], policy: DosePolicy) -> Frame:
    resolved = same.it
    entries: list[Entry] = []
    counts: list[int] = []
    asked: dict[int, DoseRequest] = {}
    by_slot: dict[int, list[Item]] = {}
    for line in map(resolved.lines.__getitem__, kept):
        for entry, offsets, request in _dose_entries(resolved, line, policy):
            count = 0
            for slot, items in _dose_items(resolved, line, entry, offsets, len(entries)):
                by_slot.setdefault(slot, []).extend(items)
                count += len(items)
            if entry.worked_out is None:
                asked[len(entries)] = request
            entries.append(entry)
            counts.append(count)
    # Appended by slot, then by protocol order, so that a stable sort by day alone gives the whole order.
    items = [item for slot in sorted(by_slot) for item in by_slot[slot]]
    stones = list(_milestones(resolved, items))
    for part in resolved.assessments:
        entry = _assessment_entry(resolved, part)
        items += _assessment_items(resolved, part, entry, len(entries))
        entries.append(entry)
    for entry, day in stones:
        items.append(Item(day, Kind.MILESTONE, 0, len(entries), *_cycle_of(resolved, day), day, entry, day))
        entries.append(entry)
    items.sort(key=itemgetter(0))
    return Frame(tuple(items), tuple(entries), tuple(counts), asked)


def _dose_entries(
    resolved: ResolvedProtocol, line: ResolvedLine, policy: DosePolicy
) -> Iterator[tuple[Entry, tuple[int, ...], DoseRequest]]:
    """One entry a step, with the day offsets of one cycle; a flat dose is the same for everyone."""
    agent = resolved.agent(line.agent)
    _, count = repeats(resolved.cycle_length or 0, resolved.cycle_count, line.period)
    cycles = len(_cycles(line, count))
    for number, step in enumerate(line.steps, 1):
        offsets = step.days.offsets(resolved.numbering)
        slots = range(1, line.slots.a_day + 1)
        fewer = sum(len(offsets) - len(_slot_offsets(resolved, line, offsets, slot)) for slot in slots)
        request = dose_request(resolved, line, step, len(offsets), fewer, cycles, policy)
        yield (
            Entry(
                id=line.id if number == 1 else f"{line.id}/{number}",
                kind=Kind.DOSE,
                name=line.agent,
                letter=agent.letter,
                days=step.days,
                numbering=resolved.numbering,
                anchor=resolved.event,
                anchor_mark=resolved.event_mark,
                marks={**step.marks, **line.marks},
                line=line,
                dose=step.dose,
                worked_out=partial(calculate, request, None, policy) if step.dose.basis is Basis.FLAT else None,
                fewer=fewer,
                until=line.until,
                caution=line.caution,
            ),
            offsets,
            request,
        )


def _dose_items(
    resolved: ResolvedProtocol, line: ResolvedLine, entry: Entry, offsets: tuple[int, ...], order: int
) -> Iterator[tuple[int, list[Item]]]:
    """The items of one entry, slot by slot; columns first and tuples last, because there are thousands."""
    numbering, (length, count) = (
        resolved.numbering,
        repeats(resolved.cycle_length or 0, resolved.cycle_count, line.period),
    )
    cycles = _cycles(line, count)
    for slot in range(1, line.slots.a_day + 1):
        taken = _slot_offsets(resolved, line, offsets, slot)
        at = [(cycle - 1) * length + offset for cycle in cycles for offset in taken]
        days = _days(numbering, at)
        label: Iterable[tuple[int | None, int | None]]
        if resolved.cycle_length is None:
            label = repeat((None, None))
        elif line.period is not None:
            label = [_cycle_of(resolved, day) for day in days]
        else:
            label = product(cycles, list(map(numbering.day, taken)))
        nights = _nights(line, slot)
        ends = _days(numbering, [offset + nights for offset in at]) if nights else days
        rows = (
            (day, 0, slot, order, cycle, cycle_day, end, entry, day)
            for day, (cycle, cycle_day), end in zip(days, label, ends, strict=False)
        )
        yield slot, list(map(_ITEM, rows))


def _slot_offsets(
    resolved: ResolvedProtocol, line: ResolvedLine, offsets: tuple[int, ...], slot: int
) -> tuple[int, ...]:
    """The days of a step on which a slot is given: the series may begin and end in mid-day."""
    if line.first_slot <= slot <= line.last_slot:
        return offsets
    numbering = resolved.numbering
    first = min(step.days.offsets(numbering)[0] for step in line.steps)
    last = max(step.days.offsets(numbering)[-1] for step in line.steps)
    left_out = {
        offset for offset, given in ((first, slot >= line.first_slot), (last, slot <= line.last_slot)) if not given
    }
    return tuple(offset for offset in offsets if offset not in left_out)


def _days(numbering: DayNumbering, offsets: list[int]) -> list[int]:
    """`numbering.day` for many offsets at once."""
    gap = numbering.reference
    return [offset + gap if offset >= 0 else offset for offset in offsets]


def _cycles(line: ResolvedLine, count: int) -> Sequence[int]:
    if line.cycles is None:
        return range(1, count + 1)
    return [cycle for cycle in line.cycles.days() if cycle <= count]


def _nights(line: ResolvedLine, slot: int) -> int:
    """Midnights an administration runs across, by the nominal clock time of its slot."""
    start = line.start_min + (slot - 1) * line.slots.every_min
    return (start + (line.duration_min or 0) - (1 if line.duration_min else 0)) // MINUTES_A_DAY


def _cycle_of(resolved: ResolvedProtocol, day: int) -> tuple[int | None, int | None]:
    """Cycle and cycle day of an absolute study day; none after the last cycle."""
    length = resolved.cycle_length
    if length is None:
        return None, None
    offset = resolved.numbering.offset(day)
    cycle = max(0, offset // length)
    if cycle >= resolved.cycle_count:
        return None, None
    return cycle + 1, resolved.numbering.day(offset - cycle * length)


def _assessment_entry(resolved: ResolvedProtocol, part: ResolvedAssessment) -> Entry:
    return Entry(
        id=part.id,
        kind=Kind.ASSESSMENT,
        name=part.name,
        letter=part.letter,
        days=part.days,
        numbering=resolved.numbering,
        anchor=part.anchor or resolved.event,
        anchor_mark=part.marks.get("anchor", resolved.event_mark),
        marks=part.marks,
        before=part.before,
        after=part.after,
        until=part.until,
        caution=part.caution,
        event_anchored=part.anchor is not None,
    )


def _assessment_items(resolved: ResolvedProtocol, part: ResolvedAssessment, entry: Entry, order: int) -> Iterator[Item]:
    """Assessments by cycle, the first one only unless the protocol lists cycles."""
    numbering, length = resolved.numbering, resolved.cycle_length or 0
    for cycle in part.cycles.days() if part.cycles else (1,):
        if cycle > resolved.cycle_count:
            continue
        for offset in part.days.offsets(numbering):
            day = numbering.day((cycle - 1) * length + offset)
            label = (cycle, numbering.day(offset)) if offset < length else _cycle_of(resolved, day)
            yield Item(day, Kind.ASSESSMENT, 0, order, *label, day, entry, day)


def _milestones(resolved: ResolvedProtocol, doses: list[Item]) -> Iterator[tuple[Entry, int]]:
    for part in resolved.milestones:
        if (day := milestone_day(part, doses)) is not None:
            yield _milestone_entry(resolved, part.id, part.name, part.marks), day
    if dlt := resolved.dlt:
        marks = {"day": dlt.marks["last_day"], "anchor": resolved.event_mark}
        name = f"Day {dlt.last_day}: count-recovery window closes"
        yield _milestone_entry(resolved, DLT_CLOSES, name, marks), dlt.last_day


def milestone_day(part: ResolvedMilestone, doses: list[Item]) -> int | None:
    """The day of a milestone among these doses; None where its block has none left."""
    if part.day is not None:
        return part.day
    days = [
        item.day for item in doses if item.entry.line and (part.block is None or item.entry.line.block == part.block)
    ]
    if not days:
        return None
    return min(days) if part.at == "first" else max(days)


def _milestone_entry(resolved: ResolvedProtocol, key: str, name: str, marks: Mapping[str, Mark]) -> Entry:
    return Entry(
        id=key,
        kind=Kind.MILESTONE,
        name=name,
        letter="◆",
        days=None,
        numbering=resolved.numbering,
        anchor=resolved.event,
        anchor_mark=resolved.event_mark,
        marks=marks,
    )
