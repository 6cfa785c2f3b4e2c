"""Lay the lines, assessments and milestones of a resolved protocol on study days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product, repeat
from operator import itemgetter

from regimen.days import DayNumbering
from regimen.dosing.policy import DosePolicy
from regimen.dosing.subject import Subject, questions
from regimen.findings import Finding
from regimen.protocol.ranges import repeats
from regimen.protocol.resolved import Mark, ResolvedAssessment, ResolvedLine, ResolvedMilestone, ResolvedProtocol
from regimen.schedule.applies import applies, left_out
from regimen.schedule.doses import course_findings, dose_result
from regimen.schedule.items import DLT_CLOSES, Entry, Item, Kind, Schedule

MINUTES_A_DAY = 1440
_ITEM = partial(tuple.__new__, Item)
"""Makes an item of a ready row; four times as fast as calling the class."""


def build_schedule(
    resolved: ResolvedProtocol, subject: Subject | None = None, policy: DosePolicy | None = None
) -> Schedule:
    """Every item of the protocol on its ideal day, with amounts where the subject's body data allow them."""
    policy = policy or DosePolicy()
    findings: list[Finding] = list(questions(subject)) if subject else []
    entries: list[Entry] = []
    given: list[tuple[Entry, int]] = []
    by_slot: dict[int, list[Item]] = {}
    for line in resolved.lines:
        if not applies(line, subject, findings):
            continue
        for entry, offsets in _dose_entries(resolved, line, subject, policy):
            count = 0
            for slot, items in _dose_items(resolved, line, entry, offsets, len(entries)):
                by_slot.setdefault(slot, []).extend(items)
                count += len(items)
            entries.append(entry)
            given.append((entry, count))
    findings += left_out(resolved, {entry.name for entry, _ in given})
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
    findings += course_findings(resolved, items, given, subject, policy)
    return Schedule(resolved, tuple(items), tuple(entries), tuple(findings))


def _dose_entries(
    resolved: ResolvedProtocol, line: ResolvedLine, subject: Subject | None, policy: DosePolicy
) -> Iterator[tuple[Entry, tuple[int, ...]]]:
    """One entry a step, with the day offsets of one cycle."""
    agent = resolved.agent(line.agent)
    _, count = repeats(resolved.cycle_length or 0, resolved.cycle_count, line.period)
    cycles = len(_cycles(line, count))
    for number, step in enumerate(line.steps, 1):
        offsets = step.days.offsets(resolved.numbering)
        slots = range(1, line.slots.a_day + 1)
        fewer = sum(len(offsets) - len(_slot_offsets(resolved, line, offsets, slot)) for slot in slots)
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
                result=dose_result(resolved, line, step, len(offsets), fewer, cycles, subject, policy),
                fewer=fewer,
                until=line.until,
                caution=line.caution,
            ),
            offsets,
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
