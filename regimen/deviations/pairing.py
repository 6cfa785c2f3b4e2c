"""Leftovers of different drugs on one day paired up: what was planned, and what was given in its place."""

from collections.abc import Sequence
from typing import NamedTuple

from regimen.days import DayNumbering
from regimen.deviations.classes import Code
from regimen.deviations.costs import EXTRA, SWAP
from regimen.deviations.departures import loss_cost, losses
from regimen.deviations.edits import Edit, Reading, group_of, line_of
from regimen.record.facts import Given


class Leftovers(NamedTuple):
    """What matching left over."""

    swaps: list[Edit]
    missed: list[list[int]]
    """By reading: planned doses not given, nothing else in their place."""
    extras: list[list[int]]
    """By reading: given doses that fit no planned one and replace none."""
    strangers: list[Given]
    """Doses of drugs that the plan does not have, and that replace none."""


class _Spare(NamedTuple):
    """A given dose that may have replaced a planned one."""

    agent: str
    given: Given
    reading: int | None
    """Its own series; None for a drug that the plan does not have."""
    place: int
    """Where it stands there."""


def leftovers(readings: Sequence[Reading], strangers: Sequence[Given], numbering: DayNumbering) -> Leftovers:
    """Pair each missed dose with a spare one of its day, where that explains the day at no higher cost."""
    left = Leftovers(
        [],
        [[i for i, _ in reading.alignment.missed] for reading in readings],
        [list(reading.alignment.extras) for reading in readings],
        list(strangers),
    )
    if not any(left.missed) or not (left.strangers or any(left.extras)):
        return left
    spares = _spares(readings, strangers, numbering)
    for number, reading in enumerate(readings):
        missed = left.missed[number]
        if missed and not _replace(left, number, reading, tuple(missed), spares):
            for _, group in losses(reading, tuple(missed)):
                _replace(left, number, reading, group, spares)
    taken = [spare for day in spares.values() for spare in day]
    for number in range(len(readings)):
        left.extras[number][:] = [spare.place for spare in taken if spare.reading == number]
    left.strangers[:] = [spare.given for spare in taken if spare.reading is None]
    return left


def _spares(
    readings: Sequence[Reading], strangers: Sequence[Given], numbering: DayNumbering
) -> dict[int, list[_Spare]]:
    """Offset to the given doses that fit no planned one."""
    spares: dict[int, list[_Spare]] = {}
    for number, reading in enumerate(readings):
        for j in reading.alignment.extras:
            spare = _Spare(reading.series.agent, reading.given[j], number, j)
            spares.setdefault(reading.days[j], []).append(spare)
    for index, given in enumerate(strangers):
        spares.setdefault(numbering.offset(given.day), []).append(_Spare(given.agent, given, None, index))
    return spares


def _replace(
    left: Leftovers, number: int, reading: Reading, group: Sequence[int], spares: dict[int, list[_Spare]]
) -> bool:
    """Take the spare doses that replaced missed ones, unless that makes the explanation dearer; whether any were."""
    expected = dict(reading.alignment.missed)
    pairs: list[tuple[int, _Spare]] = []
    for i in group:
        if spare := _best(number, reading, spares.get(expected[i], ()), [pair[1] for pair in pairs]):
            pairs.append((i, spare))
    if not pairs:
        return False
    swaps = _swaps(reading, pairs)
    rest = [i for i in left.missed[number] if i not in {pair[0] for pair in pairs}]
    before = sum(loss_cost(code) for code, _ in losses(reading, left.missed[number])) + EXTRA * len(pairs)
    after = sum(loss_cost(code) for code, _ in losses(reading, rest)) + sum(edit.cost for edit in swaps)
    if after > before:
        return False
    left.swaps.extend(swaps)
    left.missed[number][:] = rest
    for i, spare in pairs:
        spares[expected[i]].remove(spare)
    return True


def _best(number: int, reading: Reading, spares: Sequence[_Spare], taken: Sequence[_Spare]) -> _Spare | None:
    """The same drug by another route first, then another drug."""
    free = [spare for spare in spares if spare not in taken and spare.reading != number]
    same = (spare for spare in free if spare.agent == reading.series.agent)
    return next(same, None) or next(iter(free), None)


def _swaps(reading: Reading, pairs: Sequence[tuple[int, _Spare]]) -> list[Edit]:
    """One edit for each run of doses that the same drug replaced."""
    runs: list[list[tuple[int, _Spare]]] = []
    for i, spare in pairs:
        last = runs[-1][-1] if runs else None
        if last is not None and last[0] == i - 1 and last[1].agent == spare.agent:
            runs[-1].append((i, spare))
        else:
            runs.append([(i, spare)])
    return [_swap(reading, run) for run in runs]


def _swap(reading: Reading, run: Sequence[tuple[int, _Spare]]) -> Edit:
    items = tuple(reading.series.items[i] for i, _ in run)
    given = tuple(spare.given for _, spare in run)
    line, agent = line_of(items[0]), run[0][1].agent
    other = agent != reading.series.agent
    code = Code.WRONG_AGENT if other else Code.WRONG_ROUTE
    detail = agent if other else given[0].route or ""
    return Edit(code, group_of(line), items, given, (line,), detail=detail, explains=len(items), cost=SWAP)
