"""What a schedule consists of: entries (what), items (when), and the schedule that holds them.

An item is a NamedTuple because a schedule has thousands; all that its siblings share stands once, in the entry.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from regimen.days import DayNumbering, DaySet
from regimen.dosing.calculator import DoseResult
from regimen.findings import Finding
from regimen.nomenclature import days_words
from regimen.protocol.resolved import Mark, ResolvedLine, ResolvedProtocol
from regimen.quantity import Dose
from regimen.schedule.acts import Act

if TYPE_CHECKING:
    from regimen.schedule.frame import Frame


class Kind(IntEnum):
    """Kinds of item, in the order they are listed within a day."""

    DOSE = 0
    ASSESSMENT = 1
    MILESTONE = 2

    @property
    def word(self) -> str:
        """`dose`, `assessment` or `milestone`."""
        return self.name.lower()


DLT_CLOSES = "dlt-window-closes"
"""Id of the milestone on the last day of the DLT window."""


@dataclass(frozen=True, eq=False)
class Entry:
    """What a run of items has in common."""

    id: str
    """Id of the line, assessment or milestone; a ramp's later steps add `/2`, `/3`, …"""
    kind: Kind
    name: str
    """Generic drug name, or the name of the assessment or milestone."""
    letter: str
    """Sign for narrow calendars."""
    days: DaySet | None
    """The day set as the protocol gives it, for the explanation; None for milestones."""
    numbering: DayNumbering
    """How the protocol counts its days."""
    anchor: str
    """Event the day counts from."""
    anchor_mark: Mark
    marks: Mapping[str, Mark]
    """Field to what it rests on."""
    line: ResolvedLine | None = None
    dose: Dose | None = None
    worked_out: Callable[[], DoseResult] | None = None
    """Works out the dose for the subject."""
    before: int = 0
    after: int = 0
    until: str | None = None
    caution: str | None = None
    fewer: int = 0
    """Administrations that the first and last day of a cycle's series lack, where it begins or ends in mid-day."""
    event_anchored: bool = False
    """Whether the real day depends on an event, so that the item stands on the first day of its window."""

    def working_out(self, work: Callable[[], DoseResult]) -> "Entry":
        """The same entry with another dose; `replace` takes five times as long, and a cohort has thousands."""
        made = object.__new__(Entry)
        made.__dict__.update(self.__dict__, worked_out=work)
        made.__dict__.pop("result", None)
        return made

    @cached_property
    def result(self) -> DoseResult | None:
        """The dose worked out, when it is asked for: many a question is about days alone."""
        return self.worked_out() if self.worked_out else None

    @property
    def assumed(self) -> bool:
        """Whether the dose or the day rests on an assumption (†)."""
        return any(mark.assumed for field, mark in self.marks.items() if field in ("dose", "days", "day", "anchor"))

    @property
    def days_text(self) -> str:
        """The day set in words, as short as possible (`days 1-10`); empty for milestones."""
        return days_words(self.days.shortest(self.numbering)) if self.days else ""

    @property
    def source(self) -> str:
        """References behind the entry, each once."""
        return ", ".join(dict.fromkeys(mark.reference for mark in self.marks.values()))


class Item(NamedTuple):
    """One administration, assessment or milestone on its study day."""

    day: int
    """Study day: the ideal one, or after acts the planned one."""
    kind: int
    """A Kind; an int so that sorting stays fast."""
    slot: int
    """Which of the day's administrations, from 1; 0 for other kinds."""
    order: int
    """Place in the protocol."""
    cycle: int | None
    """Cycle number, if the protocol has cycles and the day lies in one."""
    cycle_day: int | None
    """Study day within the cycle."""
    end_day: int
    """Study day on which the administration ends, by nominal clock times."""
    entry: Entry
    ideal_day: int
    """Study day by the protocol; differs from `day` once an act has moved the item."""

    @property
    def id(self) -> str:
        """Stable id: line, ideal day, and slot where there are several."""
        slots = self.entry.line.slots.a_day if self.entry.line else 1
        return f"{self.entry.id}:d{self.ideal_day}" + (f":s{self.slot}" if slots > 1 else "")

    def conditions(self, resolved: ResolvedProtocol) -> tuple[str, ...]:
        """What a person must find to be so before this is given: of the line, of the cycle."""
        of_line = self.entry.line.provided if self.entry.line else None
        cycle = resolved.protocol.cycle
        of_cycle = cycle.provided.get(self.cycle) if cycle and self.cycle is not None else None
        return tuple(condition for condition in (of_line, of_cycle) if condition)

    @property
    def label(self) -> str:
        """`C2D8`, or nothing outside the protocol's cycles."""
        return f"C{self.cycle}D{self.cycle_day}".replace("-", "−") if self.cycle is not None else ""


class LeftOut(NamedTuple):
    """An item that an act took out of the plan."""

    item: Item
    """As it was planned before."""
    act: int
    """Number of the act, from 1."""


@dataclass(frozen=True, eq=False)
class Schedule:
    """Every item of a protocol at one level, sorted by day, kind, slot and protocol order; ideal, or after acts."""

    resolved: ResolvedProtocol
    items: tuple[Item, ...]
    entries: tuple[Entry, ...]
    frame: "Frame"
    """Everything on its ideal day, before amounts; other subjects' schedules share it."""
    told: Callable[[], Iterable[Finding]]
    """Says what is remarkable."""
    acts: tuple[Act, ...] = ()
    """Acts behind the plan, in order."""
    touched: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Item id to the numbers of the acts that moved it or took it out."""
    left_out: tuple[LeftOut, ...] = ()
    """What acts took out."""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is remarkable, when it is asked for: it takes longer than the schedule."""
        return tuple(self.told())

    @cached_property
    def by_day(self) -> Mapping[int, tuple[Item, ...]]:
        """Study day to its items."""
        days: dict[int, list[Item]] = {}
        for item in self.items:
            days.setdefault(item.day, []).append(item)
        return {day: tuple(items) for day, items in days.items()}

    @property
    def doses(self) -> Iterator[Entry]:
        """The dose entries in protocol order."""
        return (entry for entry in self.entries if entry.kind is Kind.DOSE)

    @property
    def first_day(self) -> int:
        """First study day with an item."""
        return self.items[0].day if self.items else self.resolved.numbering.day(0)

    @property
    def last_day(self) -> int:
        """Last study day with an item or an administration still running."""
        return max((item.end_day for item in self.items), default=self.first_day)

    @property
    def window(self) -> tuple[int, int] | None:
        """First and last study day of the DLT window."""
        dlt = self.resolved.dlt
        return (self.resolved.numbering.day(0), dlt.last_day) if dlt else None

    def window_of(self, item: Item) -> tuple[int, int] | None:
        """The days on which an assessment is in time; None without tolerance."""
        entry = item.entry
        if not (entry.before or entry.after):
            return None
        numbering = self.resolved.numbering
        at = numbering.offset(item.day)
        return numbering.day(at - entry.before), numbering.day(at + entry.after)
