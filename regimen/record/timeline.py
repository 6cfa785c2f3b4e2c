"""From a record to facts: dates become study days, values their base unit, names those of the protocol."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple, TypeVar, cast

from regimen.protocol.resolved import ResolvedProtocol
from regimen.record.corrections import Kept, in_force
from regimen.record.entries import (
    Administration,
    AdverseEvent,
    AssessmentDone,
    BloodCount,
    Death,
    Entry,
    FollowUpEntry,
    GrowthFactor,
    HoldEntry,
    MarrowExam,
    NextTherapy,
    Relapse,
    Transfusion,
    Transplant,
    Withdrawal,
)
from regimen.record.facts import Done, Ending, Facts, FollowUp, Given, Hold, Marrow, Sample, Support, Toxicity
from regimen.record.fields import minute_of
from regimen.record.model import Record
from regimen.record.names import Names, names_of
from regimen.record.reference import Reference, reference_of

E = TypeVar("E", bound=Entry)
Fact = TypeVar("Fact", Given, Sample, Marrow, Support, Toxicity, Ending, Done, FollowUp)
_Kinds = Mapping[type[Entry], list[tuple[Entry, str]]]
"""The entries by their kind, each with its key."""
_Ending = Literal["next-therapy", "transplant", "relapse", "withdrawal", "death"]

ENDINGS: Mapping[type[Entry], _Ending] = {
    NextTherapy: "next-therapy",
    Transplant: "transplant",
    Relapse: "relapse",
    Withdrawal: "withdrawal",
    Death: "death",
}
"""What ends a course, by the kind of its entry."""


class Timeline(NamedTuple):
    """A record in study days, and the date they count from."""

    facts: Facts
    reference: Reference


def timeline(record: Record | None, resolved: ResolvedProtocol, planned: dt.date) -> Timeline:
    """The facts of a record; `planned` is the reference date of the course. Without a record there are none."""
    return timeline_of(in_force(record) if record else [], resolved, planned)


def timeline_of(entries: Iterable[Kept], resolved: ResolvedProtocol, planned: dt.date) -> Timeline:
    """The facts of entries that are in force, each kind sorted by day and time."""
    kinds: dict[type[Entry], list[tuple[Entry, str]]] = {}
    for kept in entries:
        kinds.setdefault(type(kept.entry), []).append((kept.entry, kept.key))
    names = names_of(resolved)
    given = (entry for entry, _ in _of(kinds, Administration))
    reference = reference_of(given, resolved, names, planned)
    start, numbered = reference.date.toordinal(), resolved.numbering.day

    def day(date: dt.date) -> int:
        return numbered(date.toordinal() - start)

    return Timeline(_facts(kinds, names, day), reference)


def _facts(kinds: _Kinds, names: Names, day: Callable[[dt.date], int]) -> Facts:
    support = [
        *(Support(e.product, day(e.date), minute_of(e.time), key) for e, key in _of(kinds, Transfusion)),
        *(Support("growth-factor", day(e.date), minute_of(e.time), key) for e, key in _of(kinds, GrowthFactor)),
    ]
    endings = [
        Ending(kind, day(entry.date), getattr(entry, "attribution", None), key)
        for held, kind in ENDINGS.items()
        for entry, key in _of(kinds, held)
    ]
    return Facts(
        given=_sorted(
            Given(names.drug(e.agent), day(e.date), minute_of(e.time), e.amount, e.route, key)
            for e, key in _of(kinds, Administration)
        ),
        samples=_sorted(_sample(e, day(e.date), key) for e, key in _of(kinds, BloodCount)),
        marrows=_sorted(
            Marrow(day(e.date), e.adequate, e.blasts.count.value if e.blasts else None, key)
            for e, key in _of(kinds, MarrowExam)
        ),
        support=_sorted(support),
        toxicities=_sorted(
            Toxicity(day(e.date), e.term, e.grade, e.ctcae, e.attribution, e.dlt, _last(day, e.end), key)
            for e, key in _of(kinds, AdverseEvent)
        ),
        holds=_holds(kinds, names, day),
        endings=_sorted(endings),
        done=_sorted(Done(e.assessment, day(e.date), key) for e, key in _of(kinds, AssessmentDone)),
        follow_ups=_sorted(_follow_up(e, day, key) for e, key in _of(kinds, FollowUpEntry)),
    )


def _holds(kinds: _Kinds, names: Names, day: Callable[[dt.date], int]) -> tuple[Hold, ...]:
    held = (
        Hold(names.several(entry.agents), day(entry.date), _last(day, entry.end), entry.reason, key)
        for entry, key in _of(kinds, HoldEntry)
    )
    return tuple(sorted(held, key=lambda hold: hold.first_day))


def _of(kinds: _Kinds, kind: type[E]) -> list[tuple[E, str]]:
    """The entries of one kind, with their keys."""
    return cast("list[tuple[E, str]]", kinds.get(kind, []))


def _sorted(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """By day and time; what has no time of day comes first on its day, else in the order of the record."""
    return tuple(sorted(facts, key=_when))


def _when(fact: Fact) -> tuple[int, int]:
    minute: int | None = getattr(fact, "minute", None)
    return fact.day, -1 if minute is None else minute


def _last(day: Callable[[dt.date], int], end: dt.date | None) -> int | None:
    """The study day of an end; None while there is none."""
    return None if end is None else day(end)


def _follow_up(e: FollowUpEntry, day: Callable[[dt.date], int], key: str) -> FollowUp:
    said = e.who, e.cause, e.impact, e.corrective_action
    return FollowUp(e.deviation, day(e.date), *said, _last(day, e.approved_on), e.approved_by, key)


def _sample(e: BloodCount, day: int, key: str) -> Sample:
    return Sample(
        day,
        minute_of(e.time),
        e.anc.count if e.anc else None,
        e.wbc.count if e.wbc else None,
        e.platelets.count if e.platelets else None,
        e.haemoglobin.count if e.haemoglobin else None,
        e.blasts.count if e.blasts else None,
        key,
    )
