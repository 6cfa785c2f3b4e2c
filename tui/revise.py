"""One choice of a course changed, and what else must change with it. No Textual."""

import re

from regimen.course import Course, changed
from regimen.dates import parse_reference_date
from regimen.errors import RegimenError
from regimen.protocol.model import Protocol
from regimen.protocol.resolved import ResolvedProtocol

_BETWEEN = re.compile(r"[\s,;]+")
ON, OFF = "on", "off"
"""How an overlay is said to be drawn or not."""


def revised(course: Course, field: str, text: str | None) -> Course:
    """The course with one value changed from text; a value that cannot be used raises."""
    head, _, tail = field.partition(".")
    if field == "reference_date" and text is None:
        raise RegimenError("a course needs its date", allowed="YYYY-MM-DD, for example 2026-12-01")
    if field == "blackouts":
        dates = {parse_reference_date(part) for part in _BETWEEN.split(text or "") if part}
        return course.model_copy(update={"blackouts": sorted(dates)})
    if head == "overlays":
        kept = [name for name in course.overlays if name != tail]
        return course.model_copy(update={"overlays": [*kept, tail] if text == ON else kept})
    if field in ("version", "level"):
        _not_moved(course, field)
    return changed(course, field, text)


def _not_moved(course: Course, field: str) -> None:
    """Refuse to choose what an act has chosen: it would be kept and show nowhere."""
    moved = [number for number, act in enumerate(course.acts, 1) if getattr(act, field) is not None]
    if moved:
        what = f"act {moved[-1]} moved the course to another {field}"
        raise RegimenError(what, hint=f"take that act back to choose the {field} of enrolment")


def alike(protocol: Protocol, other: ResolvedProtocol) -> list[str]:
    """The levels of a protocol, those first that are open, then the one called the same, then those most alike."""
    if protocol.ladder is None:
        return []
    levels, ladder = protocol.ladder.levels, other.protocol.ladder
    values = ladder.levels[other.level].values.items() if ladder and other.level else set()

    def unlike(name: str) -> tuple[bool, bool, int]:
        level = levels[name]
        return level.closed is not None, name != other.level, -len(level.values.items() & values)

    return sorted(levels, key=unlike)


def followed(course: Course) -> tuple[str | None, str]:
    """What decides which version of its protocol a course follows: the one named, else the reference date."""
    return course.version_in_force, str(course.reference_date)


def fitting(course: Course, protocol: Protocol) -> tuple[Course, tuple[str, ...]]:
    """The course without the choices that this version of its protocol does not offer, and which those were."""
    ladder, cycle = protocol.ladder, protocol.cycle
    update: dict[str, object] = {}
    gone: list[str] = []
    if course.level is not None and (ladder is None or course.level not in ladder.levels):
        update["level"] = None
        gone.append(f"level {course.level}")
    sets = {
        name: choice
        for name, choice in course.assumptions.items()
        if name in protocol.assumptions and choice in protocol.assumptions[name].sets
    }
    if dropped := course.assumptions.keys() - sets:
        update["assumptions"] = sets
        gone += sorted(f"{course.assumptions[name]} of {name}" for name in dropped)
    overlays = [name for name in course.overlays if name in protocol.overlays]
    if overlays != course.overlays:
        update["overlays"] = overlays
        gone += [name for name in course.overlays if name not in overlays]
    if course.cycles is not None and cycle is None:
        update["cycles"] = None
        gone.append("cycles")
    notes = tuple(f"version {protocol.version} has no {what}; its own default holds" for what in gone)
    return course.model_copy(update=update) if update else course, notes
