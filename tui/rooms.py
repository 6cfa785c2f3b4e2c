"""What is looked at in a room of errors: a calendar as shown, or a record bare and day by day. No Textual."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from regimen.abreast import moved_reference
from regimen.course import Plan, plan
from regimen.dates import safe_date
from regimen.nomenclature import drug_name
from regimen.printouts.abreast import given_words, planned_words
from regimen.printouts.daylist import dose_text
from regimen.printouts.words import dated, day_words, label, span
from regimen.record.words import entry_words
from regimen.recording import noun
from regimen.review import Review
from regimen.schedule.items import Item, Kind
from regimen.training.exercise import Exercise
from tui.recordbook import Book, Day
from tui.widgets.marks import OTHER, SAMPLE

Line = tuple[str, str]
"""Text and the part it plays: head, strong, quiet or nothing."""


class Sign(NamedTuple):
    """One letter of a day."""

    text: str
    drug: str = ""
    """Drug whose colour it takes; empty for any other sign."""


class Room(Protocol):
    """A calendar whose days can be marked."""

    @property
    def plan(self) -> Plan:
        """The weeks that are drawn."""

    @property
    def signs(self) -> Mapping[int, tuple[Sign, ...]] | None:
        """What stands on each day, by days elapsed; None where the plan itself is drawn."""

    @property
    def meanings(self) -> tuple[str, ...]:
        """What signs other than letters mean."""

    def names(self, offset: int) -> list[str]:
        """What stands on a day, by the names that marks use."""

    def words(self, offset: int) -> Iterator[Line]:
        """A day in words."""


def room_of(exercise: Exercise) -> Room | None:
    """The room of an exercise; None where there is nothing to look at."""
    if exercise.review is not None:
        return RecordRoom(exercise.review)
    return None if exercise.shown is None else PlanRoom(exercise.shown)


def anchored(made: Review) -> Plan:
    """The plan of a record with its days counted from the actual reference day, as everything recorded is."""
    course = made.plan.course.model_copy(update={"reference_date": made.timeline.reference.date})
    return plan(course, made.plan.resolved.protocol, made.plan.today)


class PlanRoom:
    """A calendar to check: the days as they are written there."""

    signs: Mapping[int, tuple[Sign, ...]] | None = None
    meanings: tuple[str, ...] = ()

    def __init__(self, shown: Plan) -> None:
        self.plan = shown

    def _doses(self, offset: int) -> Mapping[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.plan.schedule.by_day.get(self.plan.resolved.numbering.day(offset), ()):
            if item.kind == Kind.DOSE:
                found.setdefault(item.entry.name, []).append(item)
        return found

    def names(self, offset: int) -> list[str]:
        """The drugs that stand on a day."""
        return list(self._doses(offset))

    def words(self, offset: int) -> Iterator[Line]:
        """A day in words: each dose in full."""
        yield f"{dated(self.plan, self.plan.resolved.numbering.day(offset))}\n", "head"
        for items in self._doses(offset).values():
            yield f"\n{dose_text(self.plan, items[0], [item.slot for item in items])}\n", ""
        if not self._doses(offset):
            yield "\nno dose stands on this day\n", "quiet"


class RecordRoom:
    """A record to check: what was recorded on each day, planned beside given in words, and nothing judged."""

    meanings = (f"{SAMPLE} blood sample", f"{OTHER} other entry")

    def __init__(self, made: Review) -> None:
        self.plan = anchored(made)
        self._made, self._earlier = made, moved_reference(made)
        self._book = Book(made, made.plan.course.record)
        self.signs = {day.offset: tuple(self._signs(day)) for day in self._book.days}

    def _signs(self, day: Day) -> Iterator[Sign]:
        for line in day.lines:
            if line.given:
                yield Sign(self._book.letter(line) + ("²" if len(line.given) > 1 else ""), line.agent)
        sections = {one.section for one in day.entries}
        yield from [Sign(SAMPLE)] * ("counts" in sections)
        yield from [Sign(OTHER)] * bool(sections - {"counts"})

    def _day(self, offset: int) -> Day | None:
        day = self._book.at(offset)
        return day if day.offset == offset else None

    def _planned(self, offset: int) -> list[Item]:
        """Assessments and milestones of the plan on a day."""
        schedule, numbering = self._made.plan.schedule, self._made.numbering
        items = schedule.by_day.get(numbering.day(offset + self._earlier), ())
        return [item for item in items if item.kind != Kind.DOSE]

    def names(self, offset: int) -> list[str]:
        """Drugs planned or given on a day, then what is to be assessed."""
        day = self._day(offset)
        assessed = [item.entry.id for item in self._planned(offset)]
        return [*(line.agent for line in (day.lines if day else ())), *assessed]

    def words(self, offset: int) -> Iterator[Line]:
        """A day in words: planned beside given, what is to be assessed, what else was recorded."""
        day, number = self._day(offset), self._made.numbering.day(offset)
        yield f"{day_words(number)} · {safe_date(self._made.date(number))}\n", "head"
        if offset == 0:
            yield f"planned for {safe_date(self._made.timeline.reference.planned)}\n", "quiet"
        for line in day.lines if day else ():
            yield f"\n{drug_name(line.agent)}\n", "strong"
            yield f"  planned {planned_words(line)}\n  given   {given_words(line)}\n", ""
        yield from [("\n", "")] * bool(self._planned(offset))
        for item in self._planned(offset):
            window = self._made.plan.schedule.window_of(item)
            within = f", {span(self.plan, *window)}" if window else ""
            yield f"planned: {label(item)}{within}\n", "quiet"
        for one in day.entries if day else ():
            yield f"\n{noun(one.section)}\n", "strong"
            yield f"  {entry_words(one.entry)}\n", ""
        if not (day and (day.lines or day.entries)) and not self._planned(offset):
            yield "\nnothing planned or recorded\n", "quiet"
