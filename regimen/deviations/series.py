"""The planned doses of each drug and route in order, and which of them a given dose belongs to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from regimen.quantity import Amount
from regimen.record.facts import Given
from regimen.schedule.items import Item, Schedule

_DAY = Given._fields.index("day")


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """All planned doses of one drug by one route; several lines of a drug follow each other here."""

    agent: str
    route: str
    items: tuple[Item, ...]
    days: tuple[int, ...]
    """Offsets, ascending."""

    def takes(self, route: str | None) -> bool:
        """Whether its lines have this route, as theirs or as one that the source allows too."""
        return route == self.route or any(
            item.entry.line is not None and route in item.entry.line.other_routes for item in self.items
        )


class Dealt(NamedTuple):
    """The given doses, each kind in order of day and amount."""

    by_series: tuple[tuple[Given, ...], ...]
    strangers: tuple[Given, ...]
    """Doses of drugs that the schedule does not have."""


def series_of(schedule: Schedule) -> tuple[Series, ...]:
    """Every drug and route of a schedule, in protocol order."""
    found: dict[tuple[str, str], list[Item]] = {}
    for item in schedule.items:
        line = item.entry.line
        if line is not None:
            found.setdefault((line.agent, line.route), []).append(item)
    offset = schedule.resolved.numbering.offset
    series = []
    for (agent, route), items in found.items():
        days = tuple(offset(item.day) for item in items)
        if len(set(days)) < len(days):
            items.sort(key=lambda item: (offset(item.day), planned_size(item)))
        series.append((items[0].order, Series(agent, route, tuple(items), days)))
    return tuple(one for _, one in sorted(series, key=lambda pair: pair[0]))


def planned_size(item: Item) -> float:
    """The amount of a planned dose, to sort by."""
    return size(item.entry.result.amount if item.entry.result else None)


def size(amount: Amount | None) -> float:
    """An amount to sort by; an unknown one stands first."""
    return float(amount.value * amount.unit.factor) if amount else 0


def in_order(given: list[Given]) -> tuple[Given, ...]:
    """The given doses of a series by day and amount, so that the order of the record says nothing."""
    given.sort(key=itemgetter(_DAY))
    if any(one.day == other.day for one, other in pairwise(given)):
        given.sort(key=_place)
    return tuple(given)


def _place(given: Given) -> tuple[int, float, int, str, str]:
    return given.day, size(given.amount), given.minute or 0, given.route or "", given.agent


def deal(series: tuple[Series, ...], given: Iterable[Given], carried: Collection[str]) -> Dealt:
    """Each dose to the series it belongs to: that of its drug and, where there are several, of its route.

    A drug that only comes along in another one's product (`carried`) is not looked at by itself.
    """
    places: dict[str, list[int]] = {}
    for number, one in enumerate(series):
        places.setdefault(one.agent, []).append(number)
    piles: list[list[Given]] = [[] for _ in series]
    strangers: list[Given] = []
    for dose in given:
        choice = places.get(dose.agent)
        if choice is not None:
            piles[choice[0] if len(choice) == 1 else _by_route(series, choice, piles, dose)].append(dose)
        elif dose.agent not in carried:
            strangers.append(dose)
    return Dealt(tuple(map(in_order, piles)), in_order(strangers))


def _by_route(series: tuple[Series, ...], choice: list[int], piles: list[list[Given]], dose: Given) -> int:
    """The series whose route it is; without a known route, one that still asks for a dose that day."""
    for number in choice:
        if series[number].takes(dose.route):
            return number
    for number in choice:
        asked = sum(item.day == dose.day for item in series[number].items)
        if asked > sum(one.day == dose.day for one in piles[number]):
            return number
    return choice[0]
