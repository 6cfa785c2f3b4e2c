"""Assessments that were not done, or not in their window.

Blood counts and marrows have their own place in a record, so they are always checked. Anything else is checked once the
record names it: a record that leaves examinations out says nothing about them.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from regimen.days import DaySet
from regimen.deviations.classes import Code
from regimen.deviations.edits import Edit
from regimen.deviations.readings import ends_at_recovery
from regimen.deviations.standard import Horizon, Standard
from regimen.nomenclature import MARK, days_words
from regimen.protocol.same import Same
from regimen.record.facts import Facts
from regimen.schedule.frame import Frame
from regimen.schedule.items import Entry, Item, Kind

COUNTS, MARROW = "blood counts", "marrow"
"""Kinds of assessment that a record keeps apart."""
USUAL_TOLERANCE_DAYS = 1
"""Days either side of a target that the protocol gives no window for, but never in a daily series (†)."""
FURTHEST_DAYS = 7
"""What lies more days outside a window than these is never the assessment that the window was for (†)."""


def kind_of(entry: Entry) -> str:
    """Counts, marrow, or the assessment's own name; assessments of one kind share what was done."""
    name = entry.name.lower()
    if "marrow" in name:
        return MARROW
    return COUNTS if "blood count" in name else entry.name


class Assessed(NamedTuple):
    """What the check of assessments says."""

    edits: tuple[Edit, ...]
    unchecked: tuple[str, ...]
    """Names of assessments that the record never mentions."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One assessment of the protocol, with everything that was done of its kind."""

    entry: Entry
    items: Mapping[int, Item]
    """Offset of each target to its item."""
    targets: AbstractSet[int]
    """Targets of all assessments of its kind."""
    done: set[int]
    """Offsets on which something of its kind was done."""

    def window(self, day: int) -> tuple[int, int]:
        """First and last offset in time for a target."""
        entry = self.entry
        if entry.before or entry.after:
            return day - entry.before, day + entry.after
        daily = day - 1 in self.items or day + 1 in self.items
        tolerance = 0 if daily else USUAL_TOLERANCE_DAYS
        return day - tolerance, day + tolerance

    @property
    def window_assumed(self) -> bool:
        """Whether the days in time rest on an assumption (†): one of the protocol's, or our own tolerance."""
        marks = self.entry.marks
        given = {"before", "after"} & marks.keys() if self.entry.before or self.entry.after else set()
        return not given or any(marks[field].assumed for field in (*given, "days"))

    def reaches(self, day: int, at: int) -> bool:
        """Whether something done outside every window can be a target's: near it, and not past half-way to the next.

        Past the last target it is half the days to the one before.
        """
        first, last = self.window(day)
        others = [other for other in self.items if other != day]
        beyond = [other for other in others if (other > day) == (at > day)]
        gap = min((abs(other - day) for other in beyond or others), default=2 * abs(at - day))
        return max(first - at, at - last) <= FURTHEST_DAYS and 2 * abs(at - day) <= gap

    def in_time(self, day: int) -> set[int]:
        """What was done in the window of a target; where that is our tolerance, other targets keep what is theirs."""
        if day in self.done:
            return {day}
        first, last = self.window(day)
        found = {one for one in self.done if first <= one <= last}
        return found if self.entry.before or self.entry.after else found - self.targets


def assess(standard: Standard, facts: Facts, horizon: Horizon) -> Assessed:
    """Every planned assessment against what was done."""
    series = assessment_series(standard, facts)
    checked = [one for one in series if one.done or kind_of(one.entry) in (COUNTS, MARROW)]
    unchecked = dict.fromkeys(one.entry.name for one in series if one not in checked)
    edits = [edit for one in checked for edit in _check(standard, horizon, one, checked)]
    return Assessed(tuple(edits), tuple(unchecked))


def assessment_series(standard: Standard, facts: Facts) -> list[Series]:
    """Every assessment of the protocol with what was done of its kind, checked or not."""
    planned, kinds, targets = _planned(Same(standard.ideal.frame))
    done, unable = _done(standard, facts, kinds), _unable(standard, facts)
    found = [
        Series(entry, items, targets[kinds[entry]], done.get(kinds[entry], set())) for entry, items in planned.items()
    ]
    return [replace(one, done=one.done - unable) if unable and _decides(standard, one) else one for one in found]


@lru_cache(maxsize=64)
def _planned(
    same: Same[Frame],
) -> tuple[Mapping[Entry, Mapping[int, Item]], Mapping[Entry, str], Mapping[str, AbstractSet[int]]]:
    """Every assessment with its items by offset, the kinds, and the targets of each kind; many subjects share them."""
    planned: dict[Entry, dict[int, Item]] = {}
    for item in same.it.items:
        if item.kind == Kind.ASSESSMENT:
            planned.setdefault(item.entry, {})[item.entry.numbering.offset(item.day)] = item
    kinds = {entry: kind_of(entry) for entry in planned}
    targets: dict[str, set[int]] = {}
    for entry, items in planned.items():
        targets.setdefault(kinds[entry], set()).update(items)
    return planned, kinds, targets


def _done(standard: Standard, facts: Facts, kinds: Mapping[Entry, str]) -> dict[str, set[int]]:
    """Kind to the offsets on which it was done."""
    offset = standard.numbering.offset
    done = {
        COUNTS: {offset(one.day) for one in facts.samples if one.anc or one.wbc or one.platelets},
        MARROW: {offset(one.day) for one in facts.marrows},
    }
    names = {entry.id: kind for entry, kind in kinds.items()} if facts.done else {}
    for one in facts.done:
        if one.name in names:
            done.setdefault(names[one.name], set()).add(offset(one.day))
    return done


def _unable(standard: Standard, facts: Facts) -> set[int]:
    """Offsets of samples that tell no recovery: without neutrophils and white cells, or without platelets."""
    offset = standard.numbering.offset
    able = {one.day for one in facts.samples if one.decides}
    return {offset(one.day) for one in facts.samples if one.day not in able}


def _check(standard: Standard, horizon: Horizon, one: Series, all_series: list[Series]) -> Iterator[Edit]:
    """What is wrong with one assessment."""
    lacking = [day for day in one.items if not one.in_time(day) and _due(standard, horizon, one, day)]
    if not lacking:
        return
    if _decides(standard, one):
        window = _window_words(standard, one, lacking[-1])
        items = tuple(one.items[day] for day in lacking)
        yield Edit(Code.COUNTS_MISSING, one.entry.id, items, detail=window)
        return
    spare = _spare(one, [other for other in all_series if other.targets is one.targets])
    near = _near(one, spare)
    runs: list[list[int]] = [[]]
    for day in one.items:
        if day in lacking and day not in near:
            runs[-1].append(day)
        else:
            runs.append([])
    for run in filter(None, runs):
        first, last = one.window(run[0])
        window = _window_words(standard, one, run[0]) if len(run) == 1 and first != last else ""
        items = tuple(one.items[day] for day in run)
        yield Edit(Code.ASSESSMENT_MISSED, one.entry.id, items, detail=window)
    for day in lacking:
        if day in near:
            at, window = standard.numbering.day(near[day]), _window_words(standard, one, day)
            yield Edit(Code.ASSESSMENT_OUT_OF_WINDOW, one.entry.id, (one.items[day],), done=(at,), detail=window)


def _near(one: Series, spare: set[int]) -> dict[int, int]:
    """Each target that something done outside every window can be taken for, with the nearest such."""
    found: dict[int, int] = {}
    for at in sorted(spare):
        day = min(one.items, key=lambda target: (abs(target - at), target))
        if one.reaches(day, at) and (day not in found or abs(at - day) < abs(found[day] - day)):
            found[day] = at
    return found


def _window_words(standard: Standard, one: Series, day: int) -> str:
    """`days 43-45†`: the days in time for a target."""
    first, last = one.window(day)
    days = DaySet.of(map(standard.numbering.day, range(first, last + 1)), standard.numbering)
    return f"{days_words(days)}{MARK if one.window_assumed else ''}"


def _due(standard: Standard, horizon: Horizon, one: Series, day: int) -> bool:
    """Whether the window of a target has closed without it, and nothing ended the series before."""
    closed = horizon.limit is None or one.window(day)[1] < horizon.limit
    return closed and asked_for(standard, one.entry, day)


def asked_for(standard: Standard, entry: Entry, day: int) -> bool:
    """Whether recovery, as far as it is documented, leaves a target to be done: it ends some and calls for others."""
    recovery = standard.recovery
    if entry.event_anchored:
        return recovery is not None and ends_at_recovery(entry.anchor)
    return not (entry.until and ends_at_recovery(entry.until) and recovery is not None and day > recovery)


def _decides(standard: Standard, one: Series) -> bool:
    """Whether it is the sample that the DLT verdict waits for: counts with a window around the last day."""
    dlt = standard.ideal.resolved.dlt
    if dlt is None or kind_of(one.entry) != COUNTS or not (one.entry.before or one.entry.after):
        return False
    last = standard.numbering.offset(dlt.last_day)
    return any(first <= last <= end for first, end in map(one.window, one.items))


def _spare(one: Series, alike: list[Series]) -> set[int]:
    """What was done of a kind outside every window of the kind."""
    windows = [series.window(day) for series in alike for day in series.items]
    return {at for at in one.done if not any(first <= at <= last for first, last in windows)}
