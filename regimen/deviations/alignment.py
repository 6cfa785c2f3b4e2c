"""One line's planned doses and given doses matched in order, by the cheapest explanation.

A monotone dynamic programme over (planned dose, given dose, days moved): each planned dose is given at the shift in
force, given at another shift, or missed; given doses in between are extra; after the last match the line has stopped.
A dose given on a planned day is extra only if more were given that day than planned; two doses of a day never pass for
doses of two days, because a doubled dose must not look like one that came late. Of a pause only the first doses count,
but only if it ends with a dose in time.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from regimen.deviations.costs import EXTRA, MAX_SHIFT_DAYS, MISS, PAUSE_DOSES, POINT, run_cost
from regimen.deviations.explanation import Alignment, Pair, beyond, follows, laid, last_due, tail_cost

_SIMPLE = 4 * POINT
"""Below this no other explanation can be cheaper than matching on equal days."""

_Path = tuple["_Path", int, int] | None
"""The matches so far, last one first."""
_State = tuple[int, int, int]
"""Given doses used up, the shift in force, and how far a pause has come: doses missed in a row, or `_ON_TRUST`."""
_ON_TRUST = PAUSE_DOSES + 1
"""A pause whose further doses cost nothing, which holds only if the next dose is given in time."""
_Found = tuple[int, _Path]
"""The cheapest way to a state."""


def align(planned: Sequence[int], given: Sequence[int], limit: int | None = None) -> Alignment:
    """The cheapest reading of `given`; a dose is due while the day it is expected on lies before `limit`."""
    start = _common(planned, given)
    if start == len(planned) == len(given):
        return Alignment(0, tuple((i, i) for i in range(start)), (), (), start)
    simple = laid(planned, given, _on_equal_days(planned, given, start), limit)
    return simple if simple.cost < _SIMPLE else _Search(planned, given, limit).best(start, simple)


def _common(planned: Sequence[int], given: Sequence[int]) -> int:
    """How many doses from the first on were given on their days: these match in every cheapest explanation."""
    count = 0
    for a, b in zip(planned, given, strict=False):
        if a != b:
            break
        count += 1
    return count


def _on_equal_days(planned: Sequence[int], given: Sequence[int], start: int) -> list[Pair]:
    """Every match at shift 0."""
    pairs = [(i, i) for i in range(start)]
    i = j = start
    while i < len(planned) and j < len(given):
        if planned[i] == given[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif planned[i] < given[j]:
            i += 1
        else:
            j += 1
    return pairs


class _Search:
    """The dynamic programme, one layer of states a planned dose."""

    def __init__(self, planned: Sequence[int], given: Sequence[int], limit: int | None) -> None:
        self.planned, self.given, self.limit = planned, given, limit
        self.cost = 0
        """Cost of the cheapest explanation so far."""
        asked, most, had = Counter(planned), max(Counter(planned).values()), Counter[int]()
        ranks = []
        for day in given:
            had[day] += 1
            ranks.append((day, had[day]))
        self.spare = [rank > asked[day] for day, rank in ranks]
        """Whether each given dose may be extra: more than the day's planned ones."""
        self.surplus = [rank > most for _, rank in ranks]
        """Whether it must be: more than the plan ever has on a day."""
        self.bound = max((j + 1 for j, spare in enumerate(self.spare) if not spare), default=0)
        """How many of the given doses must be used up before the line can end."""

    def best(self, start: int, simple: Alignment) -> Alignment:
        """The cheapest explanation; `simple` is the one to beat, and the first `start` doses match."""
        self.cost = simple.cost
        found: _Path = None
        layer: dict[_State, _Found] = {(start, 0, 0): (0, None)}
        for i in range(start, len(self.planned) + 1):
            for (j, shift, pause), (cost, path) in layer.items():
                if j >= self.bound and pause < _ON_TRUST and (total := cost + self._ending(i, j, shift)) < self.cost:
                    self.cost, found = total, path
            if i < len(self.planned):
                layer = self._next(layer, i)
        if self.cost == simple.cost:
            return simple
        return laid(self.planned, self.given, _pairs(found, start), self.limit)

    def _ending(self, i: int, j: int, shift: int) -> int:
        """Cost of matching nothing from here on."""
        last = len(self.planned) if self.limit is None else bisect_right(self.planned, last_due(self.limit, shift), i)
        return tail_cost(last - i, *beyond(self.planned, self.given, j))

    def _next(self, layer: dict[_State, _Found], i: int) -> dict[_State, _Found]:
        """The states after planned dose `i`: given after some extras, or missed."""
        after: dict[_State, _Found] = {}
        going_on = follows(self.planned, i)
        for (j, shift, missed), (cost, path) in layer.items():
            if missed == _ON_TRUST and not going_on:
                continue
            pause = missed if going_on else 0
            in_time = self._match(after, (j, shift, pause), (cost, path), i)
            if pause == _ON_TRUST:
                self._keep(after, (j, shift, pause), cost, path)
            elif pause or not in_time:
                self._keep(after, (j, shift, 0 if shift else min(pause + 1, PAUSE_DOSES)), cost + MISS, path)
                if pause == PAUSE_DOSES:
                    self._keep(after, (j, shift, _ON_TRUST), cost, path)
        return self._undominated(after)

    def _match(self, after: dict[_State, _Found], state: _State, found: _Found, i: int) -> bool:
        """Note every given dose that planned dose `i` can have been; whether the next one was given in time."""
        (j, shift, pause), (cost, path) = state, found
        for k in range(j, len(self.given)):
            days = self.given[k] - self.planned[i]
            if days > MAX_SHIFT_DAYS:
                break
            if days >= -MAX_SHIFT_DAYS and not self.surplus[k] and (pause < _ON_TRUST or days == 0):
                step = 0 if days == shift else run_cost(days)
                self._keep(after, (k + 1, days, 0), cost + EXTRA * (k - j) + step, (path, i, k))
                if days == shift == 0:
                    return k == j
            if not self.spare[k]:
                break
        return False

    def _undominated(self, states: dict[_State, _Found]) -> dict[_State, _Found]:
        """Without the states that the cheapest one of the same shift reaches by extras, or betters by misses."""
        cheapest: dict[tuple[int, int], tuple[int, int]] = {}
        for (j, *alike), (cost, _) in states.items():
            key = alike[0], alike[1]
            if key not in cheapest or cost < cheapest[key][0]:
                cheapest[key] = (cost, j)
        kept = {}
        for (j, shift, pause), found in states.items():
            cost, at = cheapest[shift, pause]
            spare = j <= at or all(self.spare[at:j])
            on_trust = pause == _ON_TRUST
            if j == at or on_trust or not spare or found[0] < cost + (EXTRA * (j - at) if j > at else MISS * (at - j)):
                kept[j, shift, pause] = found
        return kept

    def _keep(self, states: dict[_State, _Found], state: _State, cost: int, path: _Path) -> None:
        """Note a way to a state if it is the cheapest, and not dearer than a whole explanation already found."""
        if cost < self.cost and (state not in states or cost < states[state][0]):
            states[state] = (cost, path)


def _pairs(path: _Path, start: int) -> list[Pair]:
    """The matches of a path, first one first, behind the doses that match in any case."""
    pairs: list[Pair] = []
    while path is not None:
        path, i, j = path
        pairs.append((i, j))
    return [*((i, i) for i in range(start)), *reversed(pairs)]
