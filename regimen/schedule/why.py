"""Why an item stands where it stands: anchor, offset, rule, source, in words a learner can check."""

from regimen.nomenclature import MARK
from regimen.schedule.items import DLT_CLOSES, Item, Kind, Schedule


def why_here(schedule: Schedule, item: Item) -> str:
    """One paragraph: what the protocol says, how the day follows, which reference says so."""
    parts = [_rule(schedule, item), _offset(schedule, item)]
    if item.entry.until:
        parts.append(f"the series ends early at {item.entry.until}")
    if item.entry.caution:
        parts.append(f"the source's text {item.entry.caution}")
    parts.append(f"source: {_sources(schedule, item)}")
    return "; ".join(part for part in parts if part)


def _rule(schedule: Schedule, item: Item) -> str:
    entry = item.entry
    if entry.kind is Kind.MILESTONE:
        return _milestone_rule(schedule, item)
    days = f"days {entry.days_text}{MARK if entry.marks['days'].assumed else ''}"
    if entry.line is None:
        if entry.event_anchored and (window := schedule.window_of(item)):
            return f"due at {entry.anchor}, usually Day {window[0]} to {window[1]}; shown on the window's first day"
        return f"the protocol asks for it on {days}{_tolerance(item)}"
    line, resolved = entry.line, schedule.resolved
    text = f"{entry.name} is given on {days}"
    if line.period is not None:
        text += f" of its own {line.period}-day cycle"
    elif resolved.cycle_count > 1:
        text += f" of cycles {line.cycles}" if line.cycles else " of every cycle"
    if line.slots.a_day > 1:
        text += f", {line.slots.name} ({item.slot} of {line.slots.a_day})"
    return text + (f", for {line.ages.words}" if line.ages else "")


def _milestone_rule(schedule: Schedule, item: Item) -> str:
    dlt = schedule.resolved.dlt
    if item.entry.id == DLT_CLOSES and dlt is not None:
        return f"recovery on Day {dlt.last_day} is still in time, from Day {dlt.last_day + 1} it is delayed"
    mark = item.entry.marks.get("day")
    if mark is None:
        return "follows from the first or last dose day"
    return f"Day {item.day}{MARK if mark.assumed else ''}"


def _tolerance(item: Item) -> str:
    entry = item.entry
    if not (entry.before or entry.after):
        return ""
    return f", allowed {entry.before} days before to {entry.after} days after"


def _offset(schedule: Schedule, item: Item) -> str:
    resolved = schedule.resolved
    offset = resolved.numbering.offset(item.day)
    anchor = f"{resolved.event}{MARK if resolved.event_mark.assumed else ''}"
    reference = f"Day {resolved.numbering.reference} ({anchor})"
    if offset == 0:
        return f"Day {item.day} is the reference day ({anchor})"
    days = f"{abs(offset)} day{'s' if abs(offset) > 1 else ''}"
    return f"Day {item.day} is {days} {'after' if offset > 0 else 'before'} {reference}"


def _sources(schedule: Schedule, item: Item) -> str:
    references = schedule.resolved.protocol.references
    ids = dict.fromkeys(mark.reference for mark in item.entry.marks.values())
    return "; ".join(references[key].citation for key in ids)
