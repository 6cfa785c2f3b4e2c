"""Days, cycles and windows: days with two meanings, cycles that run into each other, windows that close too early."""

from collections.abc import Iterator
from itertools import pairwise

from regimen.days import DaySet
from regimen.lint.rule import Hit
from regimen.lint.view import Variant, View
from regimen.protocol.check import fields
from regimen.protocol.ranges import numbering
from regimen.protocol.shape import KeyPath
from regimen.protocol.values import Ref
from regimen.schedule.items import Item, Kind


def _day_sets(view: View) -> Iterator[tuple[KeyPath, DaySet]]:
    """Every day set of every variant, where it is written."""
    for path, name, value in fields(view.protocol):
        if name == "days" and isinstance(value, DaySet):
            yield path, value
    for variant in view.variants:
        for path, name, value in fields(view.protocol):
            if name == "days" and isinstance(value, Ref):
                origin = view.origin(variant, path, value)
                yield origin, DaySet.parse(view.tree.at(origin))


def undefined_day_zero(view: View) -> Iterator[Hit]:
    """Days before the reference day in a file that does not say whether there is a Day 0."""
    if view.tree.holds(("reference_day", "number")):
        return
    for path, days in _day_sets(view):
        if any(first < 0 for first, _, _ in days.terms):
            message = f"days {days} count back from a day that the file does not number; write reference_day number"
            yield Hit(path, f"{message} 1 (no Day 0) or 0")


def days_across_zero(view: View) -> Iterator[Hit]:
    """A range that runs over zero where there is no Day 0."""
    if numbering(view.protocol).reference == 0:
        return
    for path, days in _day_sets(view):
        for first, last, step in days.terms:
            if first < 0 < last:
                parts = f"{DaySet(((first, -1, step),))},{DaySet(((1, last, step),))}" if step == 1 else "two ranges"
                message = f"{first} to {last} runs over a Day 0 that is not there: {last - first} days; write {parts}"
                yield Hit(path, message)


def cycles_overlap(view: View) -> Iterator[Hit]:
    """Treatment of one cycle that goes on after the next has begun, at the shortest cycle the source allows."""
    cycle = view.protocol.cycle
    if cycle is None:
        return
    for variant in view.variants:
        length = cycle.shortest or cycle.length
        spans = _spans(variant, cycle.length)
        for (one, (_, last)), (other, (first, _)) in pairwise(sorted(spans.items())):
            begins = first + (other - one) * length
            if last >= begins:
                day = variant.resolved.numbering.day
                message = (
                    f"cycle {one} goes on to its day {day(last)}, but cycle {other} begins on day {day(begins)} of it "
                    f"with cycles of {length} days{variant.words}; lengthen the cycle or shorten the days"
                )
                yield Hit(("cycle", "shortest" if cycle.shortest else "length"), message)
                break


def _spans(variant: Variant, length: int) -> dict[int, tuple[int, int]]:
    """Cycle to the first and last offset within it on which something is given that ends by plan."""
    overlaid = {part.id or part.agent for part in variant.resolved.protocol.doses if part.overlay}
    spans: dict[int, tuple[int, int]] = {}
    for item in variant.doses:
        line = item.entry.line
        assert line is not None
        if item.cycle is not None and line.period is None and line.until is None and line.id not in overlaid:
            offset = variant.resolved.numbering.offset(item.day) - (item.cycle - 1) * length
            low, high = spans.get(item.cycle, (offset, offset))
            spans[item.cycle] = min(low, offset), max(high, offset)
    return spans


def cycle_in_window(view: View) -> Iterator[Hit]:
    """A second cycle that begins before the DLT window of the first has closed."""
    cycle, dlt = view.protocol.cycle, view.protocol.dlt
    if cycle is None or dlt is None or max(cycle.count, cycle.most or 0) == 1:
        return
    begins = numbering(view.protocol).day(cycle.shortest or cycle.length)
    if begins <= dlt.last_day:
        message = f"cycle 2 may begin on Day {begins}, before the DLT window closes with Day {dlt.last_day}"
        yield Hit(("cycle", "shortest" if cycle.shortest else "length"), message)


def window_in_treatment(view: View) -> Iterator[Hit]:
    """A DLT window that closes before the treatment it judges has ended."""
    dlt = view.protocol.dlt
    for variant in view.variants if dlt else ():
        last = max((item for item in variant.doses if _judged(item)), key=lambda item: item.day, default=None)
        if dlt and last and last.day > dlt.last_day:
            message = f"the window closes with Day {dlt.last_day}, but {last.entry.name} is given until Day {last.day}"
            yield Hit(("dlt", "last_day"), f"{message}{variant.words}")


def _judged(item: Item) -> bool:
    """Whether an administration belongs to the treatment that a window judges: the first cycle's, ending by plan."""
    line = item.entry.line
    return line is not None and line.purpose == "treatment" and line.until is None and item.cycle in (None, 1)


def no_deciding_sample(view: View) -> Iterator[Hit]:
    """A DLT window on whose last day no assessment is due."""
    schedule = view.default.schedule
    if view.protocol.dlt is None:
        return
    last = view.protocol.dlt.last_day
    windows = [
        schedule.window_of(item) or (item.day, item.day) for item in schedule.items if item.kind == Kind.ASSESSMENT
    ]
    if not any(first <= last <= end for first, end in windows):
        yield Hit(("dlt", "last_day"), f"no assessment may be done on Day {last}, which decides; add one")


def windows_overlap(view: View) -> Iterator[Hit]:
    """Targets of one assessment so close that one visit could count for two."""
    places = {part.id: i for i, part in enumerate(view.protocol.assessments)}
    for variant in view.variants:
        day = variant.resolved.numbering.day
        for part in variant.resolved.assessments:
            width = 0 if part.anchor else part.before + part.after
            for one, other in pairwise(part.days.offsets(variant.resolved.numbering)):
                if width and other - one <= width:
                    message = f"the windows of Day {day(one)} and Day {day(other)} meet{variant.words}"
                    yield Hit(("assessments", places[part.id]), f"{message}; narrow them, or space the days")
                    break
