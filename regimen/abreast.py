"""Plan beside actual: what was planned of each drug on each day, what was given, and what is made of the difference.

Planned and given doses meet by drug and day; a dose after midnight may be that of the evening before. Days count from
the actual reference day: planned Day n lies n − 1 days after the first dose given of the drug that fixes it, whatever
date was planned.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from pendulum import Date

from regimen.deviations.causes import covers
from regimen.deviations.classes import MOVED
from regimen.deviations.deviation import Deviation
from regimen.deviations.readings import ends_at_recovery
from regimen.deviations.standard import Horizon, known
from regimen.record.facts import Given, Hold
from regimen.review import Review
from regimen.schedule.items import Entry, Item, Schedule

State = Literal["given", "differs", "missing", "due", "planned", "held", "ended", "unplanned"]
"""`differs`: given with a deviation, or on another day; `due`: planned for the day of judgement and not recorded."""


class Line(NamedTuple):
    """One drug on one day."""

    day: int
    """Study day, counted from the actual reference day."""
    date: Date
    agent: str
    """Generic name."""
    entry: Entry | None
    """The line of the protocol; None for what is not planned."""
    planned: tuple[Item, ...]
    """Doses planned for the day, after acts."""
    given: tuple[Given, ...]
    deviations: tuple[Deviation, ...]
    """Deviations of the drug that touch the day."""
    state: State
    missing: tuple[Item, ...] = ()
    """Planned doses to which none of those given belongs."""


def abreast(made: Review) -> list[Line]:
    """Every drug on every day on which it is planned or was given, by day and then in protocol order."""
    days = _Days(made)
    planned, given = _planned(made), _given(made)
    order = {agent: number for number, agent in enumerate(dict.fromkeys(agent for _, agent in planned))}
    places = sorted({*planned, *given}, key=lambda place: (place[0], order.get(place[1], len(order)), place[1]))
    moved = _moved_away(made, planned, given)
    return [
        days.line(offset, agent, tuple(planned.get((offset, agent), ())), tuple(given.get((offset, agent), ())), moved)
        for offset, agent in places
    ]


_Place = tuple[int, str]
"""Offset from the actual reference day, and the drug."""


def _planned(made: Review) -> Mapping[_Place, list[Item]]:
    found: dict[_Place, list[Item]] = {}
    earlier = moved_reference(made)
    for item in made.plan.schedule.items:
        if item.entry.line is not None:
            found.setdefault((made.numbering.offset(item.day) - earlier, item.entry.line.agent), []).append(item)
    return found


def moved_reference(made: Review) -> int:
    """By how many days acts moved the dose that fixes the reference day; 0 while none is recorded.

    Once it is given, its day is the reference day, so everything planned after it stands so many days earlier.
    """
    reference = made.timeline.reference
    if not reference.actual:
        return 0
    planned, ideal = (_first(made, schedule) for schedule in (made.plan.schedule, made.plan.ideal))
    return 0 if planned is None or ideal is None else planned - ideal


def _first(made: Review, schedule: Schedule) -> int | None:
    """Offset of the first dose of the drugs that fix the reference day."""
    agents, offset = made.timeline.reference.agents, made.numbering.offset
    return min((offset(item.day) for item in schedule.items if item.entry.name in agents), default=None)


def _given(made: Review) -> Mapping[_Place, list[Given]]:
    found: dict[_Place, list[Given]] = {}
    overnight = made.report.overnight
    for dose in made.timeline.facts.given:
        offset = made.numbering.offset(dose.day) - (dose.key in overnight)
        found.setdefault((offset, dose.agent), []).append(dose)
    return found


def _moved_away(
    made: Review, planned: Mapping[_Place, list[Item]], given: Mapping[_Place, list[Given]]
) -> frozenset[_Place]:
    """Planned days whose dose was given on a day that has none planned: nothing is missing there."""
    offset, found = made.numbering.offset, set[_Place]()
    for deviation in made.report.deviations:
        if deviation.code in MOVED:
            for agent in deviation.agents:
                elsewhere = [(offset(day), agent) for day in deviation.actual_days]
                if any(place in given and place not in planned for place in elsewhere):
                    found |= {(offset(day), agent) for day in deviation.planned_days}
    return frozenset(found)


class _Days:
    """What makes one line of what is planned and given on a day."""

    def __init__(self, made: Review) -> None:
        self.made = made
        self.today = made.numbering.offset(made.as_of)
        facts = known(made.standard, made.timeline.facts)
        self.holds: tuple[Hold, ...] = facts.holds
        self.ended = Horizon.of(made.standard, facts).ended
        self.touching: dict[tuple[int, str], list[Deviation]] = {}
        """Study day and drug to the deviations."""
        for one in made.report.deviations:
            for day in one.days:
                for agent in one.agents:
                    self.touching.setdefault((day, agent), []).append(one)

    def line(
        self, offset: int, agent: str, planned: tuple[Item, ...], given: tuple[Given, ...], moved: frozenset[_Place]
    ) -> Line:
        """One drug on one day."""
        day = self.made.numbering.day(offset)
        told = tuple(self.touching.get((day, agent), ()))
        missing = tuple(_unmatched(planned, given))
        if missing and (offset, agent) not in moved:
            state = self._lacking(offset, agent, planned[0].entry)
        elif planned:
            state = "differs" if told or missing else "given"
        else:
            state = "unplanned"
        entry = planned[0].entry if planned else None
        return Line(day, self.made.date(day), agent, entry, planned, given, told, state, missing)

    def _lacking(self, offset: int, agent: str, entry: Entry) -> State:
        """What to say of a dose that is not recorded."""
        day, recovery = self.made.numbering.day(offset), self.made.standard.recovery
        if self.ended is not None and offset > self.ended:
            return "ended"
        if recovery is not None and offset > recovery and entry.until and ends_at_recovery(entry.until):
            return "ended"
        if any(covers(hold, agent, day) for hold in self.holds):
            return "held"
        if offset > self.today:
            return "planned"
        return "due" if offset == self.today else "missing"


def _unmatched(planned: Sequence[Item], given: Sequence[Given]) -> Iterator[Item]:
    """Planned doses of a drug on a day that are left when each given one has taken the nearest."""
    left = list(planned)
    for item, _ in paired(planned, given):
        left.remove(item)
    yield from left


def paired(planned: Sequence[Item], given: Sequence[Given]) -> Iterator[tuple[Item, Given]]:
    """Each given dose of a drug on a day with the planned one it is nearest to, as long as there are any."""
    left = list(planned)
    for dose in given[: len(planned)]:
        nearest = min(left, key=lambda item: _distance(item, dose))
        left.remove(nearest)
        yield nearest, dose


def _distance(item: Item, dose: Given) -> tuple[bool, float]:
    """How unlike a planned dose and a given one are: another route first, then another amount."""
    line, result = item.entry.line, item.entry.result
    other_route = line is not None and dose.route not in (None, line.route, *line.other_routes)
    planned = result.amount if result else None
    if planned is None or dose.amount is None or planned.unit.kind is not dose.amount.unit.kind:
        return other_route, 0.0
    return other_route, abs(float(dose.amount.to(planned.unit).value - planned.value))
