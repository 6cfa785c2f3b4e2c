"""Curves for sliders: what changes as one chance moves, and how likely a level lets a trial pass."""

from collections.abc import Sequence

from regimen.errors import RegimenError
from regimen.escalation.exact.course import Conduct
from regimen.escalation.exact.ladder import ladder_of
from regimen.escalation.exact.oc import Expectations, expectations
from regimen.escalation.state import State, empty

POINTS = 21


def sweep(
    conduct: Conduct, chances: Sequence[float], state: State, level: int, points: int = POINTS
) -> tuple[tuple[float, Expectations], ...]:
    """The chance of one level moved from 0 to 1, all others as they are."""
    if not 1 <= level <= len(chances):
        raise RegimenError(f"there is no level {level}", allowed=f"1 to {len(chances)}")
    moved = [point / (points - 1) for point in range(points)]
    return tuple(
        (chance, expectations(conduct, (*chances[: level - 1], chance, *chances[level:]), state)) for chance in moved
    )


def passed(conduct: Conduct, chance: float) -> float:
    """How likely a level with levels below and above is left upwards at its first visit."""
    if not conduct.design.local:
        raise RegimenError(f"{conduct.design.id} may leave a level more than once, so there is no such curve")
    floor = ladder_of(conduct, empty(2)).floors[0]
    up = (term for _, terms in floor.climbs[0].up for term in floor.terms[terms])
    return sum(term.ways * chance**term.dlts * (1 - chance) ** term.others for term in up)
