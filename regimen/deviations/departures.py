"""From the reading of a series to its edits: doses moved, not given, not planned."""

from collections import Counter
from collections.abc import Iterator, Sequence

from regimen.deviations.classes import Code
from regimen.deviations.costs import EXTRA, MISS, OVERRUN, STOP, run_cost
from regimen.deviations.edits import Edit, Reading, group_of, line_of
from regimen.deviations.series import Series
from regimen.record.facts import Given
from regimen.schedule.items import Item

ENOUGH = 2
"""Doses at the end of a line that count as ceasing it; days that make a series."""


def runs(reading: Reading) -> Iterator[Edit]:
    """Doses given early or late, each run of one shift an edit."""
    found: list[tuple[int, list[int]]] = []
    for number, (i, j) in enumerate(reading.alignment.pairs):
        shift = reading.days[j] - reading.series.days[i]
        if number and found[-1][0] == shift:
            found[-1][1].append(number)
        else:
            found.append((shift, [number]))
    for shift, numbers in found:
        if shift:
            pairs = [reading.alignment.pairs[number] for number in numbers]
            items = tuple(reading.series.items[i] for i, _ in pairs)
            yield moved(items, tuple(reading.given[j] for _, j in pairs), shift)


def moved(items: tuple[Item, ...], given: tuple[Given, ...], shift: int) -> Edit:
    """Planned doses that came, or are to come, `shift` days later."""
    series = len({item.day for item in items}) >= ENOUGH
    if shift > 0:
        code = Code.DEFERRED_SERIES if series else Code.LATE
    else:
        code = Code.ADVANCED_SERIES if series else Code.EARLY
    line = line_of(items[0])
    return Edit(code, group_of(line), items, given, (line,), shift=shift, explains=len(items), cost=run_cost(shift))


def losses(reading: Reading, missed: Sequence[int]) -> list[tuple[Code, list[int]]]:
    """The doses not given: whole lines, the end of the series, and single ones, as indices of planned doses."""
    items, tail, found = reading.series.items, reading.alignment.tail, []
    gone = set(missed)
    planned = Counter(line_of(item).id for item in items)
    for name, count in Counter(line_of(items[i]).id for i in missed).items():
        whole = [i for i in missed if line_of(items[i]).id == name]
        given = any(line_of(items[i]).id == name for i, _ in reading.alignment.pairs)
        if count >= ENOUGH and not given and (count == planned[name] or (reading.closed and whole[-1] >= tail)):
            found.append((Code.OMITTED, whole))
            gone -= set(whole)
    last = reading.alignment.missed[-1][0]
    end = sorted(i for i in gone if i >= tail)
    if len(end) >= ENOUGH and end == list(range(end[0], last + 1)) and _over(reading, last):
        found.append((Code.CEASED, end))
        gone -= set(end)
    return found + [(Code.MISSED, [i]) for i in sorted(gone)]


def _over(reading: Reading, last: int) -> bool:
    """Whether nothing of the series is still to come after this planned dose."""
    return reading.closed or last == len(reading.series.items) - 1


def loss_cost(code: Code) -> int:
    """A dose missed, or the end of a line or all of it."""
    return MISS if code is Code.MISSED else STOP


def not_given(reading: Reading, missed: Sequence[int]) -> Iterator[Edit]:
    """Planned doses that were not given."""
    behind = 0
    if not missed:
        return
    for code, indices in losses(reading, missed):
        items = tuple(reading.series.items[i] for i in indices)
        line = line_of(items[0])
        cost = loss_cost(code)
        if code is Code.MISSED and indices[0] in reading.alignment.paused:
            cost = 0
        if code is Code.MISSED and indices[0] >= reading.alignment.tail:
            # Doses due at the end of a line that still goes on: one explanation, several findings.
            behind += 1
            cost = (MISS, STOP - MISS, 0)[min(behind, 3) - 1]
        yield Edit(code, group_of(line), items, lines=(line,), explains=len(items), cost=cost)


def unplanned(reading: Reading, extras: Sequence[int]) -> Iterator[Edit]:
    """Doses given that fit no planned one, and those given after nothing was due."""
    series, days = reading.series, reading.days
    matched = {days[j] for _, j in reading.alignment.pairs}
    last_match = reading.alignment.pairs[-1][1] if reading.alignment.pairs else -1
    end = [j for j in extras if j > last_match and days[j] > series.days[-1] and days[j] not in matched]
    if end:
        given = tuple(reading.given[j] for j in end)
        yield _extra(Code.BEYOND_PLAN, series, given, OVERRUN if len(end) >= ENOUGH else EXTRA)
    singles = [(reading.given[j], days[j] in matched) for j in extras if j not in end]
    for dose, again in [*singles, *((dose, False) for dose in reading.late)]:
        after = Code.BEYOND_PLAN if dose.day > series.items[-1].day else Code.EXTRA
        yield _extra(Code.DUPLICATE if again else after, series, (dose,), EXTRA)


def _extra(code: Code, series: Series, given: tuple[Given, ...], cost: int) -> Edit:
    line = line_of(series.items[-1])
    return Edit(code, group_of(line), given=given, lines=(line,), explains=len(given), cost=cost)


def strange(given: Given) -> Edit:
    """A dose of a drug that the plan does not have."""
    return Edit(Code.EXTRA, given.agent, given=(given,), explains=1, cost=EXTRA)
