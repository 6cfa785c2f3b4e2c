"""Whole distributions over a ladder: of subjects, of DLTs, and how many paths there are.

Each is a walk down from the highest level that keeps two sums a level, weighed by what is counted: trials that are
over, and trials that the level sends back to the one below.
"""

from collections.abc import Callable, Sequence
from math import gcd
from typing import NamedTuple

from regimen.escalation.exact.ladder import Floor, Ladder, Terms
from regimen.escalation.exact.rung import Term

Spread = dict[int, float]
"""Number to its chance; impossible numbers are left out."""
Row = list[float]
"""Chances, or counts of paths, of 0, 1, 2, … steps of a number."""
Measure = Callable[[int, Term], tuple[int, float]]
"""Of a floor's place and a term: the number it counts, and its weight."""
Ups = tuple[tuple[int, int], ...]
"""The ways up of a stay."""
_ONE: Row = [1]


class _Sent(NamedTuple):
    """Trials from a climb to a level on."""

    over: Row
    back: Row
    """Sent back to the level below."""


def subjects(ladder: Ladder, chances: Sequence[float]) -> Spread:
    """Chance of each number of results to come."""
    return _spread(ladder, lambda place, term: (term.dlts + term.others, _chance(term, chances[place])))


def dlts(ladder: Ladder, chances: Sequence[float]) -> Spread:
    """Chance of each number of DLTs to come."""
    return _spread(ladder, lambda place, term: (term.dlts, _chance(term, chances[place])))


def path_count(ladder: Ladder) -> int:
    """How many paths there are, cohorts told apart by their number of DLTs."""
    return int(_spread(ladder, lambda _, term: (0, term.paths))[0])


def _chance(term: Term, p: float) -> float:
    return term.ways * p**term.dlts * (1 - p) ** term.others


def _spread(ladder: Ladder, measure: Measure) -> Spread:
    """From the highest level down; what is left at the end is over."""
    floors = [[_small(terms, place, measure) for terms in floor.terms] for place, floor in enumerate(ladder.floors)]
    step = gcd(*(number for floor in floors for small in floor for number in small)) or 1
    """Cohorts of three lead to every third number only."""
    above: list[_Sent] = []
    for floor, counted in zip(reversed(ladder.floors), reversed(floors), strict=True):
        steps = [{number // step: weight for number, weight in small.items()} for small in counted]
        climbed: dict[Ups, tuple[Row, list[Row]]] = {}
        above = [_sent(floor, number, steps, above, climbed) for number in range(len(floor.climbs))]
    return {place * step: chance for place, chance in enumerate(above[0].over) if chance}


def _small(terms: Terms, place: int, measure: Measure) -> Spread:
    found: Spread = {}
    for term in terms:
        number, weight = measure(place, term)
        found[number] = found.get(number, 0) + weight
    return found


def _sent(
    floor: Floor, number: int, small: list[Spread], above: list[_Sent], climbed: dict[Ups, tuple[Row, list[Row]]]
) -> _Sent:
    """A climb to a level, over a kind of the level below; what comes of the ways up is the same over most kinds."""
    stay = floor.climbs[number]
    if stay.up not in climbed:
        climbed[stay.up] = _climbed(stay.up, small, above)
    over, again = list(climbed[stay.up][0]), climbed[stay.up][1]
    back = Row()
    _add(over, _joined(small, [terms for _, terms in stay.ends]), _ONE)
    _add(back, _joined(small, stay.down), _ONE)
    for (kind, _), returned in zip(stay.up, again, strict=True):
        if returned:
            then = floor.returns[kind][number]
            _add(over, _joined(small, [terms for _, terms in then.ends]), returned)
            _add(back, _joined(small, then.down), returned)
    return _Sent(over, back)


def _climbed(up: Ups, small: list[Spread], above: list[_Sent]) -> tuple[Row, list[Row]]:
    """Of the ways up: what is over, and way by way what is sent back."""
    over, again = Row(), list[Row]()
    for kind, left in up:
        _add(over, small[left], above[kind].over)
        again.append(Row())
        if above[kind].back:
            _add(again[-1], small[left], above[kind].back)
    return over, again


def _joined(small: list[Spread], sets: Sequence[int]) -> Spread:
    """Several sets of terms as one."""
    if len(sets) == 1:
        return small[sets[0]]
    found: Spread = {}
    for terms in sets:
        for number, weight in small[terms].items():
            found[number] = found.get(number, 0) + weight
    return found


def _add(into: Row, small: Spread, large: Row) -> None:
    """Add the product of a few steps and a row."""
    for shift, weight in small.items():
        end = shift + len(large)
        if end > len(into):
            into += [0] * (end - len(into))
        into[shift:end] = [had + weight * more for had, more in zip(into[shift:end], large, strict=True)]
