"""Why an item stands where it stands: rule, offset, anchor, in words a learner can check."""

from regimen.nomenclature import MARK, NOT_IN_SOURCES, drug_name, safe_duration
from regimen.protocol.resolved import ResolvedLine
from regimen.schedule.applies import whom_for
from regimen.schedule.items import DLT_CLOSES, Item, Kind, Schedule


def why_here(schedule: Schedule, item: Item, *, hide: bool = False) -> str:
    """One sentence: what the protocol says and how the day follows; the references are in `entry.source`.

    With `hide`, what rests on an assumption is blanked.
    """
    parts = [_rule(schedule, item, hide=hide), _offset(schedule, item, hide=hide)]
    parts += [f"act {number}: {schedule.acts[number - 1].words}" for number in schedule.touched.get(item.id, ())]
    if item.day != item.ideal_day:
        parts.append(f"so it is planned on Day {item.day} instead of Day {item.ideal_day}")
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
    text += order_words(line)
    if whom := whom_for(line):
        text += f", for {whom}"
    if conditions := item.conditions(resolved):
        text += f", only if {' and '.join(conditions)}"
    return text


def order_words(line: ResolvedLine) -> str:
    """The line's place in its day, as far as the source says: `, 4 h after the start of fludarabine`."""
    other = line.after or line.before
    if other is None:
        return f", number {line.order} of the day's drugs" if line.order else ""
    word = "after" if line.after else "before"
    lag = f"{safe_duration(line.lag_min)} " if line.lag_min is not None else ""
    end = f"the {line.lag_from} of " if line.lag_from else ""
    return f", {lag}{word} {end}{other}"


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
    offset = resolved.numbering.offset(item.ideal_day)
    anchor = _value(resolved.event, assumed=resolved.event_mark.assumed, hide=hide)
    reference = f"Day {resolved.numbering.reference} ({anchor})"
    if offset == 0:
        return f"Day {item.ideal_day} is the reference day ({anchor})"
    days = f"{abs(offset)} day{'s' if abs(offset) > 1 else ''}"
    return f"Day {item.ideal_day} is {days} {'after' if offset > 0 else 'before'} {reference}"
