"""Whether one drug stands on a day twice: two once-daily oral lines are meant to add up, or one of them is a slip."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from regimen.findings import Finding, Severity
from regimen.nomenclature import drug_name
from regimen.protocol.resolved import ResolvedLine
from regimen.protocol.values import Band
from regimen.schedule.items import Entry, Item


def given_twice(items: Sequence[Item], doses: list[Entry]) -> Iterator[Finding]:
    """Each pair of once-daily oral lines of one drug that share a day, unless they are for different subjects."""
    daily = [entry for entry in doses if entry.line and entry.line.route == "PO" and entry.line.slots.a_day == 1]
    for one, other in combinations(daily, 2):
        if one.name == other.name and (shared := _shared(one, other, items)):
            more = f" and {len(shared) - 1} more days" if len(shared) > 1 else ""
            message = (
                f"{drug_name(one.name)}: the once-daily lines {one.id} and {other.id} both give it on "
                f"Day {min(shared)}{more}; the day's dose is their sum"
            )
            yield Finding("same-agent-twice", Severity.OTHER, message, one.name)


def _shared(one: Entry, other: Entry, items: Sequence[Item]) -> set[int]:
    """Days that two lines have in common."""
    if one.line is None or other.line is None or one.line is other.line or _exclude(one.line, other.line):
        return set()
    return {item.day for item in items if item.entry is one} & {item.day for item in items if item.entry is other}


def _exclude(one: ResolvedLine, other: ResolvedLine) -> bool:
    """Whether no subject gets both lines."""
    if one.provided and other.provided and one.provided != other.provided:
        return True
    if one.ages and other.ages and not (one.ages.low <= other.ages.high and other.ages.low <= one.ages.high):
        return True
    pairs = ((one.weight, other.weight), (one.lvef, other.lvef))
    return any(first is not None and second is not None and _apart(first, second) for first, second in pairs)


def _apart(first: Band, second: Band) -> bool:
    """Whether two bands have no number in common."""
    return _below(first, second) or _below(second, first)


def _below(first: Band, second: Band) -> bool:
    if first.high is None or second.low is None:
        return False
    touching = first.high == second.low and first.high_included and second.low_included
    return first.high <= second.low and not touching
