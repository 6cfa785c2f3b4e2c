"""Days, cycles and windows: days with two meanings, cycles that run into each other, windows that close too early."""

from collections.abc import Iterator
from itertools import pairwise

from regimen.days import DaySet
from regimen.lint.laid import Laid, due
from regimen.lint.rule import Hit
from regimen.lint.view import Variant, View
from regimen.protocol.ranges import numbering
from regimen.protocol.shape import KeyPath


def _day_sets(view: View) -> Iterator[tuple[KeyPath, DaySet]]:
    """Every day set of every variant, where it is written."""
    for path, name, value in view.fields:
        if name != "days":
            continue
        if isinstance(value, DaySet):
            yield path, value
        else:
            for origin in {view.origin(variant, path, value) for variant in view.variants}:
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
    day, length = numbering(view.protocol).day, cycle.shortest or cycle.length
    for variant in view.variants:
        for (one, (_, last)), (other, (first, _)) in pairwise(sorted(_spans(view, variant).items())):
            begins = first + (other - one) * length
            if last >= begins:
                message = (
                    f"cycle {one} goes on to its day {day(last)}, but cycle {other} begins on day {day(begins)} of it "
                    f"with cycles of {length} days{variant.words}; lengthen the cycle or shorten the days"
                )
                yield Hit(("cycle", "shortest" if cycle.shortest else "length"), message)
                break


def _spans(view: View, variant: Variant) -> dict[int, tuple[int, int]]:
    """Cycle to the first and last offset within it on which something is given that ends by plan."""
    spans: dict[int, tuple[int, int]] = {}
    for name, laid in variant.lines.items():
        if laid.line.period is None and laid.line.until is None and view.lines[name][1].overlay is None:
            for cycle in laid.cycles:
                low, high = spans.get(cycle, laid.span)
                spans[cycle] = min(low, laid.span[0]), max(high, laid.span[1])
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
        ends = [(end, laid.line.agent) for laid in variant.lines.values() if (end := _end(variant, laid)) is not None]
        if dlt and ends and (last := max(ends))[0] > dlt.last_day:
            message = f"the window closes with Day {dlt.last_day}, but {last[1]} is given until Day {last[0]}"
            yield Hit(("dlt", "last_day"), f"{message}{variant.words}")


def _end(variant: Variant, laid: Laid) -> int | None:
    """The last day of a line in the first cycle, if it is treatment that a window judges and ends by plan."""
    if laid.line.purpose != "treatment" or laid.line.until is not None:
        return None
    day, length = variant.resolved.numbering.day, variant.resolved.cycle_length
    if laid.line.period is None:
        return day(laid.span[1]) if 1 in laid.cycles else None
    return max((each for each in laid.days if length is None or each < day(length)), default=None)


def no_deciding_sample(view: View) -> Iterator[Hit]:
    """A DLT window on whose last day no assessment is due."""
    if view.protocol.dlt is not None:
        last = view.protocol.dlt.last_day
        targets = [target for targets in due(view.default.resolved).values() for target in targets]
        if not any(first <= last <= end for _, first, end in targets):
            yield Hit(("dlt", "last_day"), f"no assessment may be done on Day {last}, which decides; add one")


def windows_overlap(view: View) -> Iterator[Hit]:
    """Targets of one assessment so close that one visit could count for two."""
    places = {part.id: i for i, part in enumerate(view.protocol.assessments)}
    for variant in view.variants:
        day = variant.resolved.numbering.day
        for part in variant.resolved.assessments:
            width = 0 if part.anchor else part.before + part.after
            for one, other in pairwise(part.days.offsets(variant.resolved.numbering)) if width else ():
                if other - one <= width:
                    message = f"the windows of Day {day(one)} and Day {day(other)} meet{variant.words}"
                    yield Hit(("assessments", places[part.id]), f"{message}; narrow them, or space the days")
                    break
