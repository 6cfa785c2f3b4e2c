"""The rungs of a ladder put together, once for a design and a state; any chances can be filled in afterwards.

A trial climbs, is turned back by a level found too toxic, and then only goes down: what is closed stays closed. So
two stays at a level are enough, the climb and the return, and the number of levels costs no more than it is long.
A design that climbs again after a return is told by `NotLocalError`.
"""

from functools import lru_cache
from typing import NamedTuple

from regimen.escalation.exact.course import Conduct
from regimen.escalation.exact.rung import Exit, Goes, NotLocalError, Term, Window, exits
from regimen.escalation.state import State, Tally

Terms = tuple[Term, ...]
_NOTHING: Terms = (Term(0, 0, 1, 1),)
"""A level left before the state: one way, no results."""


class Stay(NamedTuple):
    """Every way out of a level; sets of terms are told by their place in the floor's list."""

    up: tuple[tuple[int, int], ...]
    """Which of the level's kinds is left behind, and the terms."""
    down: tuple[int, ...]
    """Terms of the ways to the level below."""
    ends: tuple[tuple[int, int], ...]
    """Level recommended, 0 for none, and the terms."""


class Floor(NamedTuple):
    """One level: the stays that are possible there."""

    terms: tuple[Terms, ...]
    """Each set once, since several stays share them."""
    climbs: tuple[Stay, ...]
    """On the way up, by kind of the level below."""
    returns: tuple[tuple[Stay, ...], ...]
    """On the way down, by kind of this level, then by kind of the level below; empty where none leads here."""
    most: int
    """Most results of a kind, DLTs or others, in any of the terms."""


class Ladder(NamedTuple):
    """All that can happen, without chances."""

    state: State
    floors: tuple[Floor, ...]
    """From the lowest level to the highest that can be reached."""


@lru_cache(maxsize=64)
def ladder_of(conduct: Conduct, state: State) -> Ladder:
    """Put together what can happen from a state on, in which nobody is pending but at the level in force."""
    return _Builder(conduct, state).built()


class _Builder:
    """Climbs first, since they tell which kinds of a level can be returned to."""

    def __init__(self, conduct: Conduct, state: State) -> None:
        self.conduct, self.state = conduct, state
        self.kinds: list[list[Tally | None]] = [[None]]
        """By level, 0 standing for nothing below; what can be left behind there."""
        self.stays: dict[Window, tuple[Exit, ...]] = {}
        self.terms: list[dict[Terms, int]] = [{} for _ in state.tallies]
        self.shut: dict[tuple[int, int], Exit] = {}
        """By level and kind returned to: how the level above was left."""
        self.climbs: list[list[Stay]] = []
        """By level; those below the one in force were left upwards before."""
        for terms, tally in zip(self.terms[: state.level - 1], state.tallies, strict=False):
            terms[_NOTHING] = 0
            self.kinds.append([tally])
            self.climbs.append([Stay(((0, 0),), (), ())])

    def built(self) -> Ladder:
        """The ladder."""
        arriving = 0
        for level in range(self.state.level, self.state.levels + 1):
            arriving = self._climb(level, arriving)
            if not self.kinds[level]:
                break
        top = len(self.kinds) - 1
        returns = {level: self._return(level) for level in range(top, 0, -1)}
        return Ladder(self.state, tuple(self._floor(level, returns[level]) for level in range(1, top + 1)))

    def _floor(self, level: int, returns: tuple[tuple[Stay, ...], ...]) -> Floor:
        sets = tuple(self.terms[level - 1])
        most = max(max(term.dlts, term.others) for terms in sets for term in terms)
        return Floor(sets, tuple(self.climbs[level - 1]), returns, most)

    def _climb(self, level: int, arriving: int) -> int:
        """The stays at a level not returned to, one for each kind of the level below; how many arrive above."""
        above = self.state.at(level + 1) if level < self.state.levels else None
        kinds: dict[Tally | None, int] = {}
        stays, onwards = [], set[int]()
        for number, below in enumerate(self.kinds[level - 1]):
            left = self._exits(Window(self.state.at(level), below, above, arriving))
            stays.append(self._stay(level, left, kinds))
            self._turned_back(level, number, left)
            onwards |= {way.arriving for way in left if way.goes is Goes.UP}
        if len(onwards) > 1:
            raise NotLocalError
        self.climbs.append(stays)
        self.kinds.append(list(kinds))
        return onwards.pop() if onwards else 0

    def _return(self, level: int) -> tuple[tuple[Stay, ...], ...]:
        """The stays at a level to which the one above has sent the trial back."""
        found: list[tuple[Stay, ...]] = []
        for kind, here in enumerate(self.kinds[level]):
            shut = self.shut.get((level, kind))
            if here is None or shut is None:
                found.append(())
                continue
            stays = []
            for number, below in enumerate(self.kinds[level - 1]):
                left = self._exits(Window(here, below, shut.tally, shut.arriving))
                if any(way.goes is Goes.UP for way in left):
                    raise NotLocalError
                stays.append(self._stay(level, left, {}))
                self._turned_back(level, number, left)
            found.append(tuple(stays))
        return tuple(found)

    def _turned_back(self, level: int, number: int, left: tuple[Exit, ...]) -> None:
        """Note which kind of the level below is returned to, and how; the level left must be closed for good."""
        for way in left:
            if way.goes is Goes.DOWN:
                known = self.shut.setdefault((level - 1, number), way)
                if not self.conduct.design.closes(way.tally) or known.arriving != way.arriving:
                    raise NotLocalError

    def _exits(self, window: Window) -> tuple[Exit, ...]:
        """Levels are much alike, so each window is looked into once."""
        if window not in self.stays:
            self.stays[window] = exits(self.conduct, window)
        return self.stays[window]

    def _stay(self, level: int, left: tuple[Exit, ...], kinds: dict[Tally | None, int]) -> Stay:
        """Exits by what follows them; kinds that are met first are numbered."""
        up, down, ends = list[tuple[int, int]](), list[int](), list[tuple[int, int]]()
        known = self.terms[level - 1]
        for way in left:
            terms = known.setdefault(way.terms, len(known))
            if way.goes is Goes.UP:
                up.append((kinds.setdefault(way.tally, len(kinds)), terms))
            elif way.goes is Goes.DOWN:
                down.append(terms)
            else:
                ends.append(({Goes.HERE: level, Goes.BELOW: level - 1, Goes.NONE: 0}[way.goes], terms))
        return Stay(tuple(up), tuple(down), tuple(ends))
