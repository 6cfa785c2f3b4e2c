"""Whose results come before anything is decided: every way they can turn out, and where the trial stands then."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import comb, prod
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.exact.course import Conduct
from regimen.escalation.state import State, Tally

MOST_WAYS = 4096


class Settled(NamedTuple):
    """One way the pending turn out."""

    state: State
    chance: float


def settled(conduct: Conduct, state: State, chances: Sequence[float]) -> Iterator[Settled]:
    """Every way, with its chance; the state itself where nobody's result comes first."""
    first = [
        (level, tally)
        for level, tally in enumerate(state.tallies, 1)
        if tally.pending and (conduct.waiting == 1 or level != state.level)
    ]
    if prod(tally.pending + 1 for _, tally in first) > MOST_WAYS:
        what = f"{sum(tally.pending for _, tally in first)} subjects are pending, and each may turn out either way"
        raise RegimenError(what, hint="give some of their outcomes")
    if not first:
        lowered = _lowered(conduct, state)
        yield from [Settled(state, 1.0)] if lowered == state else settled(conduct, lowered, chances)
        return
    for dlts in product(*(range(tally.pending + 1) for _, tally in first)):
        tallies, chance = list(state.tallies), 1.0
        for (level, was), seen in zip(first, dlts, strict=True):
            tallies[level - 1] = Tally(was.counted, was.dlts + seen, 0, was.excluded)
            p = chances[level - 1]
            chance *= comb(was.pending, seen) * p**seen * (1 - p) ** (was.pending - seen)
        for then in settled(conduct, state._replace(tallies=tuple(tallies)), chances):
            yield Settled(then.state, chance * then.chance)


def _lowered(conduct: Conduct, state: State) -> State:
    """The trial at its lowest level found too toxic: only a departure goes on above such a level."""
    shut = (level for level in range(1, state.level) if conduct.design.closes(state.at(level)))
    return state._replace(level=next(shut, state.level))
