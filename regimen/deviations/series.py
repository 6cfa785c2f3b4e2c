"""The planned doses of each drug and route in order, and which of them a given dose belongs to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from regimen.record.facts import Given
from regimen.schedule.items import Item, Schedule


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
            items.sort(key=lambda item: (offset(item.day), _planned_amount(item)))
        series.append((items[0].order, Series(agent, route, tuple(items), days)))
    return tuple(one for _, one in sorted(series, key=lambda pair: pair[0]))


def _planned_amount(item: Item) -> float:
    """Where two doses share a day, the smaller one stands first, as among the given ones."""
    amount = item.entry.result.amount if item.entry.result else None
    return float(amount.value * amount.unit.factor) if amount else 0


def in_order(given: Iterable[Given]) -> list[Given]:
    """Given doses by day and amount, so that the order of the record says nothing."""
    return sorted(given, key=_place)


def _place(given: Given) -> tuple[int, float, int, str]:
    amount = given.amount
    size = float(amount.value * amount.unit.factor) if amount else 0
    return given.day, size, given.minute or 0, given.route or ""


def deal(series: tuple[Series, ...], given: Iterable[Given], carried: Mapping[str, object]) -> Dealt:
    """Each dose to the series it belongs to: that of its drug and, where there are several, of its route.

    A drug that only comes along in another one's product (`carried`) is not looked at by itself.
    """
    places: dict[str, list[int]] = {}
    for number, one in enumerate(series):
        places.setdefault(one.agent, []).append(number)
    piles: list[list[Given]] = [[] for _ in series]
    strangers = []
    for dose in in_order(given):
        choice = places.get(dose.agent)
        if choice is not None:
            piles[choice[0] if len(choice) == 1 else _by_route(series, choice, piles, dose)].append(dose)
        elif dose.agent not in carried:
            strangers.append(dose)
    return Dealt(tuple(map(tuple, piles)), tuple(strangers))


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
