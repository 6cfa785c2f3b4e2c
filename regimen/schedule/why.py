"""Why an item stands where it stands: rule, offset, anchor, in words a learner can check."""

from regimen.nomenclature import MARK, NOT_IN_SOURCES, drug_name
from regimen.schedule.items import DLT_CLOSES, Item, Kind, Schedule


def why_here(schedule: Schedule, item: Item, *, hide: bool = False) -> str:
    """One sentence: what the protocol says and how the day follows; the references are in `entry.source`.

    With `hide`, what rests on an assumption is blanked.
    """
    parts = [_rule(schedule, item, hide=hide), _offset(schedule, item, hide=hide)]
    if item.entry.until:
        parts.append(f"the series ends early at {item.entry.until}")
    if item.entry.caution:
        parts.append(f"the source's text {item.entry.caution}")
    return "; ".join(part for part in parts if part).replace("Day -", "Day −")


def _rule(schedule: Schedule, item: Item, *, hide: bool) -> str:
    entry = item.entry
    if entry.kind is Kind.MILESTONE:
        return _milestone_rule(schedule, item, hide=hide)
    assumed = entry.marks["days"].assumed
    days = f"days {NOT_IN_SOURCES}" if hide and assumed else _value(entry.days_text, assumed=assumed, hide=hide)
    if entry.line is None:
        if entry.event_anchored and (window := schedule.window_of(item)):
            event = _value(entry.anchor, assumed=entry.anchor_mark.assumed, hide=hide)
            return f"due at {event}, usually Day {window[0]} to {window[1]}; shown on the window's first day"
        return f"the protocol asks for it on {days}{_tolerance(item)}"
    line, resolved = entry.line, schedule.resolved
    text = f"{drug_name(entry.name)} is given on {days}"
    if line.period is not None:
        text += f" of its own {line.period}-day cycle"
    elif resolved.cycle_count > 1:
        text += f" of cycles {line.cycles}" if line.cycles else " of every cycle"
    if line.slots.a_day > 1:
        text += f", {line.slots.name} ({item.slot} of {line.slots.a_day})"
    if line.after:
        text += f", after {line.after}"
    elif line.order:
        text += f", number {line.order} of the day's drugs"
    return text + (f", for {line.ages.words}" if line.ages else "")


def _milestone_rule(schedule: Schedule, item: Item, *, hide: bool) -> str:
    dlt = schedule.resolved.dlt
    if item.entry.id == DLT_CLOSES and dlt is not None:
        return f"recovery on Day {dlt.last_day} is still in time, from Day {dlt.last_day + 1} it is delayed"
    mark = item.entry.marks.get("day")
    if mark is None:
        return "follows from the first or last dose day"
    return f"by definition Day {_value(str(item.day), assumed=mark.assumed, hide=hide)}"


def _value(text: str, *, assumed: bool, hide: bool) -> str:
    """A value with its mark, or the blank that stands for it."""
    if not assumed:
        return text
    return NOT_IN_SOURCES if hide else f"{text}{MARK}"


def _tolerance(item: Item) -> str:
    entry = item.entry
    if not (entry.before or entry.after):
        return ""
    return f", allowed {entry.before} days before to {entry.after} days after"


def _offset(schedule: Schedule, item: Item, *, hide: bool) -> str:
    resolved = schedule.resolved
    offset = resolved.numbering.offset(item.day)
    anchor = _value(resolved.event, assumed=resolved.event_mark.assumed, hide=hide)
    reference = f"Day {resolved.numbering.reference} ({anchor})"
    if offset == 0:
        return f"Day {item.day} is the reference day ({anchor})"
    days = f"{abs(offset)} day{'s' if abs(offset) > 1 else ''}"
    return f"Day {item.day} is {days} {'after' if offset > 0 else 'before'} {reference}"
