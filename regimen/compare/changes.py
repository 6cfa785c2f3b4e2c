"""What differs between two resolved protocols, part by part, in words. Equal protocols differ in nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from regimen.nomenclature import MARK, days_words, drug_name, safe_amount, safe_dose, safe_duration, safe_number
from regimen.protocol.resolved import Mark, ResolvedAssessment, ResolvedLine, ResolvedMilestone, ResolvedProtocol


class Change(NamedTuple):
    """One difference; `before` and `after` are values as people read them, None where there is none."""

    kind: str
    """`added`, `removed`, `moved` (other days), `dose` (another dose) or `changed`."""
    part: str
    """`dose line`, `assessment`, `milestone`, `DLT window`, `dose levels`, `cycles`, `assumption` or `text`."""
    subject: str
    """Name of the part for people."""
    field: str
    """What of it differs; empty where a whole part came or went."""
    before: str | None
    after: str | None

    @property
    def words(self) -> str:
        """`lenalidomide: days 1-14 → days 1-10`."""
        if self.kind in ("added", "removed"):
            held = self.after if self.kind == "added" else self.before
            return f"{self.subject} {self.kind}: {held}"
        field = f" {self.field}" if self.field else ""
        if self.before is None:
            return f"{self.subject}:{field} is now {self.after}"
        if self.after is None:
            return f"{self.subject}:{field} {self.before} goes"
        return f"{self.subject}:{field} {self.before} → {self.after}"


Facts = list[tuple[str, str, str | None]]
"""Kind of change, name and value of each fact of a part."""


def changes(a: ResolvedProtocol, b: ResolvedProtocol) -> list[Change]:
    """Every difference from `a` to `b`, doses first."""
    found = [*_parts("dose line", a.lines, b.lines, _line, lambda line: line.id, _line_name)]
    found += _parts(
        "assessment", a.assessments, b.assessments, _assessment, lambda part: part.id, lambda part: part.name
    )
    found += _parts("milestone", a.milestones, b.milestones, _milestone, lambda part: part.id, lambda part: part.name)
    for part, facts in (("DLT window", _window), ("cycles", _cycles), ("assumption", _assumptions), ("text", _text)):
        found += _facts(part, part, facts(a), facts(b))
    return [*found, *_levels(a, b)]


def _parts(
    part: str,
    before: Iterable[Any],
    after: Iterable[Any],
    facts: Callable[[Any], Facts],
    key: Callable[[Any], str],
    name: Callable[[Any], str],
) -> Iterator[Change]:
    """Parts matched by id; what is only on one side came or went as a whole."""
    old, new = {key(one): one for one in before}, {key(one): one for one in after}
    for ident, one in old.items():
        if ident in new:
            yield from _facts(part, name(one), facts(one), facts(new[ident]))
        else:
            yield Change("removed", part, name(one), "", _told(facts(one)), None)
    for ident, one in new.items():
        if ident not in old:
            yield Change("added", part, name(one), "", None, _told(facts(one)))


def _told(facts: Facts) -> str:
    return ", ".join(value for _, _, value in facts if value)


def _facts(part: str, subject: str, before: Facts, after: Facts) -> Iterator[Change]:
    old, new = (
        {name: (kind, value) for kind, name, value in before},
        {name: (kind, value) for kind, name, value in after},
    )
    for name in dict.fromkeys([*old, *new]):
        kind, was = old.get(name, (None, None))
        new_kind, is_now = new.get(name, (None, None))
        if was != is_now:
            field = "" if name in ("dose", "days") else name
            yield Change(kind or new_kind or "changed", part, subject, field, was, is_now)


def _marked(text: str, mark: Mark) -> str:
    return f"{text}{MARK}" if mark.assumed else text


def _quoted(text: str | None) -> str | None:
    """Running text in quotation marks, so that its end is seen."""
    return f"“{text}”" if text else None


def _line_name(line: ResolvedLine) -> str:
    name = drug_name(line.agent)
    return name if line.id == line.agent else f"{name} ({line.id})"


def _line(line: ResolvedLine) -> Facts:
    steps = line.steps
    doses = " then ".join(_marked(safe_dose(step.dose), step.marks["dose"]) for step in steps)
    days = " then ".join(_marked(days_words(step.days), step.marks["days"]) for step in steps)
    bands = [band.words for band in (line.ages, line.weight, line.lvef) if band]
    lag = f"{safe_duration(line.lag_min)} " if line.lag_min is not None else ""
    return [
        ("dose", "dose", doses),
        ("moved", "days", days),
        ("changed", "times a day", line.slots.name if line.slots.a_day > 1 else "once a day"),
        (
            "changed",
            "first and last of the day",
            f"{line.first_slot} to {line.last_slot}" if line.slots.a_day > 1 else None,
        ),
        ("changed", "route", " or ".join((line.route, *line.other_routes))),
        ("changed", "duration", safe_duration(line.duration_min) if line.duration_min else None),
        ("dose", "cap", safe_amount(line.cap) if line.cap else None),
        ("dose", "carries", ", ".join(f"{safe_dose(dose)} {drug}" for drug, dose in line.carries.items()) or None),
        ("changed", "cycles", str(line.cycles) if line.cycles else None),
        ("changed", "own cycle", f"{line.period} days" if line.period else None),
        ("changed", "for", ", ".join(bands) or None),
        ("changed", "condition", _quoted(line.provided)),
        ("changed", "ends early at", line.until),
        ("changed", "after", f"{lag}{line.after}" if line.after else None),
        ("changed", "before", f"{lag}{line.before}" if line.before else None),
        ("changed", "purpose", line.purpose if line.purpose != "treatment" else None),
        ("changed", "caution", _quoted(line.caution)),
    ]


def _assessment(part: ResolvedAssessment) -> Facts:
    window = f"{part.before} days before to {part.after} days after" if part.before or part.after else None
    return [
        ("moved", "days", _marked(days_words(part.days), part.marks["days"])),
        ("moved", "window", window),
        ("changed", "falls due at", part.anchor),
        ("changed", "ends early at", part.until),
        ("changed", "cycles", str(part.cycles) if part.cycles else None),
        ("changed", "caution", _quoted(part.caution)),
    ]


def _milestone(part: ResolvedMilestone) -> Facts:
    if part.day is not None:
        return [("moved", "days", _marked(f"Day {part.day}", part.marks["day"]))]
    return [("moved", "days", f"{part.at} dose day{f' of {part.block}' if part.block else ''}")]


def _window(resolved: ResolvedProtocol) -> Facts:
    dlt = resolved.dlt
    if dlt is None:
        return []
    anc, platelets = (
        _marked(safe_number(dlt.anc), dlt.marks["anc"]),
        _marked(safe_number(dlt.platelets), dlt.marks["platelets"]),
    )
    return [
        ("moved", "last day", f"Day {dlt.last_day}"),
        *([("changed", "after the last dose of", _marked(dlt.after, dlt.marks["after"]))] if dlt.after else []),
        ("changed", "ANC", f"{anc} ×10⁹/L"),
        ("changed", "platelets", f"{platelets} ×10⁹/L"),
    ]


def _cycles(resolved: ResolvedProtocol) -> Facts:
    number = resolved.numbering.reference
    event = ("changed", f"Day {number} stands for", _marked(resolved.event, resolved.event_mark))
    if resolved.cycle_length is None:
        return [event]
    return [
        event,
        ("changed", "length", f"{resolved.cycle_length} days"),
        ("changed", "number", str(resolved.cycle_count)),
    ]


def _assumptions(resolved: ResolvedProtocol) -> Facts:
    found: Facts = []
    for key, group in resolved.protocol.assumptions.items():
        found.append(
            ("changed", f"{group.title} ({key})", "; ".join(f"{name}: {values}" for name, values in _sets(group.sets)))
        )
    return found


def _sets(sets: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    for name, values in sets.items():
        yield name, ", ".join(f"{key} {value}{MARK}" for key, value in values.items())


def _text(resolved: ResolvedProtocol) -> Facts:
    protocol = resolved.protocol
    facts: Facts = [("changed", name, _quoted(getattr(protocol, name))) for name in ("title", "phase", "condition")]
    facts += [("changed", f"note {number}", _quoted(note)) for number, note in enumerate(protocol.notes, 1)]
    rules = [("changed", f"order {rule.id}", f"{rule.first} before {rule.then}") for rule in protocol.constraints]
    return [*facts, *rules]


def _levels(a: ResolvedProtocol, b: ResolvedProtocol) -> Iterator[Change]:
    """Rungs that came, went, closed or changed, and where the ladder starts."""
    old, new = a.protocol.ladder, b.protocol.ladder
    before: Facts = [("changed", "start", old.start)] if old else []
    after: Facts = [("changed", "start", new.start)] if new else []
    yield from _facts("dose levels", "dose levels", before, after)
    yield from _parts(
        "dose levels", _rungs(old), _rungs(new), _rung, lambda pair: str(pair[0]), lambda pair: f"level {pair[0]}"
    )


def _rungs(ladder: Any) -> Sequence[tuple[str, Any]]:
    return tuple(ladder.levels.items()) if ladder else ()


def _rung(pair: tuple[str, Any]) -> Facts:
    level = pair[1]
    return [("changed", "name", level.name), ("changed", "closed", _quoted(level.closed))]
