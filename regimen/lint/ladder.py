"""The ladder of dose levels: each schedule's rungs ascend."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

from regimen.errors import RegimenError
from regimen.lint.rule import Hit
from regimen.lint.view import View
from regimen.protocol.parts import Level
from regimen.quantity import Dose, parse_dose


def ladder_not_ascending(view: View) -> Iterator[Hit]:
    """A rung of a schedule that gives no more than the one before it; closed rungs are history."""
    if view.protocol.ladder is None:
        return
    schedules: dict[tuple[tuple[str, str], ...], list[tuple[str, dict[str, Dose]]]] = {}
    for name, rung in view.protocol.ladder.levels.items():
        if rung.closed is None:
            doses = _doses(rung)
            rest = tuple(sorted((key, value) for key, value in rung.values.items() if key not in doses))
            schedules.setdefault(rest, []).append((name, doses))
    for rungs in schedules.values():
        for (lower, before), (name, after) in pairwise(rungs):
            if not _more(before, after):
                message = f"gives no more than {lower}, which stands below it; put the lowest level first"
                yield Hit(("ladder", "levels", name), message, of_key=True)


def _doses(rung: Level) -> dict[str, Dose]:
    """The values of a rung that are doses; the rest is its schedule."""
    found = {}
    for key, text in rung.values.items():
        with suppress(RegimenError):
            found[key] = parse_dose(text)
    return found


def _more(before: dict[str, Dose], after: dict[str, Dose]) -> bool:
    """Whether some dose rises, or the two cannot be compared."""
    for key, dose in after.items():
        other = before.get(key)
        if other is None or (other.basis, other.unit.kind) != (dose.basis, dose.unit.kind):
            return True
        if dose.value * dose.unit.factor > other.value * other.unit.factor:
            return True
    return not after
