"""The ladder that recorded subjects climb: rungs by id, the lowest first, those closed by an amendment apart."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from regimen.errors import RegimenError, nearest
from regimen.escalation.outcomes import check_levels
from regimen.protocol.model import Protocol
from regimen.protocol.parts import Level
from regimen.quantity import Dose, parse_dose

NO_LADDER = ("",)
"""The one rung of a protocol without dose levels."""


class Rungs(NamedTuple):
    """A ladder."""

    protocol: str
    version: str
    ids: tuple[str, ...]
    """Open rungs, the lowest first."""
    closed: Mapping[str, str]
    """Closed rungs, and why."""
    start: int | None
    """Level at which the escalation starts, 1 the lowest; None where the protocol does not say."""

    def number(self, level: str | None) -> int | None:
        """The number of a level; None for one that is closed."""
        name = level or ""
        return self.ids.index(name) + 1 if name in self.ids else None

    def name(self, number: int | None) -> str:
        """The id of a level, as people are told; empty where there is none."""
        return "" if number is None else self.ids[number - 1]


def rungs(protocol: Protocol, chosen: Sequence[str] = ()) -> Rungs:
    """The open rungs of a protocol, or those chosen, the lowest first."""
    levels = protocol.ladder.levels if protocol.ladder else {}
    for name in chosen:
        if name not in levels:
            raise RegimenError(
                f"{protocol.id} has no level '{name[:40]}'{nearest(name, levels)}", allowed=", ".join(levels)
            )
    if len(set(chosen)) != len(chosen):
        raise RegimenError("a level stands on the ladder twice", hint="name each once, the lowest first")
    closed = {name: level.closed for name, level in levels.items() if level.closed is not None and name not in chosen}
    opened = {name: level for name, level in levels.items() if name not in closed}
    ids = tuple(chosen) or tuple(_ascending(opened)) or NO_LADDER
    check_levels(len(ids))
    start = protocol.ladder.start if protocol.ladder else None
    return Rungs(protocol.id, protocol.version, ids, closed, ids.index(start) + 1 if start in ids else None)


def _ascending(levels: Mapping[str, Level]) -> list[str]:
    """Rungs of one schedule by their doses; of several schedules as they are listed."""
    doses = {name: _doses(level) for name, level in levels.items()}
    kinds = {tuple((key, dose.basis, dose.unit.kind) for key, dose in found.items()) for found in doses.values()}
    rest = {
        tuple((key, text) for key, text in level.values.items() if key not in doses[name])
        for name, level in levels.items()
    }
    if len(kinds) > 1 or len(rest) > 1:
        return list(levels)
    return sorted(levels, key=lambda name: [dose.value * dose.unit.factor for dose in doses[name].values()])


def _doses(level: Level) -> dict[str, Dose]:
    found = {}
    for key, text in level.values.items():
        with suppress(RegimenError):
            found[key] = parse_dose(text)
    return found
