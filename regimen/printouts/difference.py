"""A comparison on a sheet: what differs in words, the calendar overlay, the days until the window closes."""

from collections.abc import Iterator

from regimen.compare.comparison import Comparison, side_name
from regimen.compare.overlay import SIGNS, Clock, Lane
from regimen.nomenclature import MARK
from regimen.printouts.keyblock import key_block
from regimen.printouts.sheet import Block, Entry, Sheet, block
from regimen.printouts.words import day_words

_HEADINGS = {
    "added": "Added",
    "removed": "Removed",
    "moved": "Moved to other days",
    "dose": "Other doses",
    "changed": "Changed otherwise",
}
"""Kind of change to its heading, in the order of the sheet."""
ROW_DAYS = 50
"""Days in one row of the overlay."""
SIGN_WORDS = (
    f"{SIGNS['both']} in both   {SIGNS['dose']} in both, another dose   "
    f"{SIGNS['removed']} only in the first   {SIGNS['added']} only in the second   · in neither"
)


def difference_sheet(comparison: Comparison) -> Sheet:
    """The whole comparison; equal protocols say so."""
    resolved = comparison.a.resolved, comparison.b.resolved
    lead = (f"First: {side_name(resolved[0])}", f"Second: {side_name(resolved[1])}")
    if comparison.equal:
        return Sheet(_title(comparison), (*lead, "Nothing differs."), ())
    changes = [
        block(heading, *dict.fromkeys(change.words for change in comparison.changes if change.kind == kind))
        for kind, heading in _HEADINGS.items()
    ]
    last = comparison.b.window or comparison.a.window
    heading = f"Days from the last dose to {day_words(last[1])}" if last else "Days"
    return Sheet(
        _title(comparison),
        lead,
        (
            block("Why", *comparison.reasons),
            *changes,
            block(heading, *map(_clock, comparison.clocks)),
            Block("Calendar overlay", tuple(overlay_entries(comparison))),
            key_block(resolved[1]),
            block("Notes", f"{MARK} = a teaching assumption; both sides stand under the sets in force."),
        ),
    )


def _title(comparison: Comparison) -> str:
    return f"{comparison.b.resolved.protocol.short}: what differs"


def _clock(clock: Clock) -> str:
    """`LEN: 31 days after Day 14, 35 days after Day 10`."""
    sides = [
        "not given" if last is None else f"{days} days after {day_words(last)}" if days is not None else "no window"
        for last, days in zip(clock.last, clock.days, strict=True)
    ]
    return f"{clock.name}: {sides[0]}" + ("" if sides[0] == sides[1] else f" → {sides[1]}")


def overlay_entries(comparison: Comparison) -> Iterator[Entry]:
    """Rows of days with one lane a drug; rows on which nothing differs are told in a sentence."""
    numbering = comparison.b.resolved.numbering
    lanes = [lane for lane in comparison.lanes if lane.days]
    days = sorted({day for lane in lanes for day in lane.days})
    yield Entry(SIGN_WORDS)
    for first in range(days[0], days[-1] + 1, ROW_DAYS) if days else ():
        last = min(first + ROW_DAYS - 1, days[-1])
        span = f"{day_words(numbering.day(first))} to {day_words(numbering.day(last))}"
        rows = [(lane, row) for lane in lanes if (row := lane_text(lane, first, last)).strip("·")]
        if all(set(row) <= {SIGNS["both"], "·"} for _, row in rows):
            yield Entry(f"{span}: the same in both")
            continue
        width = max(len(lane.name) for lane, _ in rows)
        yield Entry(span, tuple(f"{lane.name:<{width}} {row}" for lane, row in rows))


def lane_text(lane: Lane, first: int, last: int) -> str:
    """One sign a day: `==========----`."""
    return "".join(SIGNS[lane.days[day]] if day in lane.days else "·" for day in range(first, last + 1))
