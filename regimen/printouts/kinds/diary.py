"""The diary of what is taken by mouth: for the subject, in large type and plain words, a line a dose.

What no source says, such as what to do about a missed dose, is left open in so many words, not filled with habit.
"""

from collections.abc import Iterator
from typing import NamedTuple

from regimen.course import Plan
from regimen.dates import safe_date
from regimen.errors import RegimenError
from regimen.nomenclature import NOT_IN_SOURCES, drug_name
from regimen.printouts.daylist import by_cycle
from regimen.printouts.document import (
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Line,
    PageBreak,
    Part,
    Table,
    Tone,
    cell,
    headed,
)
from regimen.printouts.facts import Fact, identity
from regimen.printouts.identity import identity_of
from regimen.printouts.kinds.forms import BOX, OPEN, key_to, ruled
from regimen.printouts.kinds.source import Options, Source
from regimen.printouts.notes import MARK_MEANS, ROUTE_WORDS
from regimen.printouts.supply import supply_of, supply_words
from regimen.printouts.words import amount_words, day_assumed, day_words, dose_words, marked
from regimen.protocol.resolved import ResolvedLine
from regimen.schedule.applies import whom_for
from regimen.schedule.items import Entry, Item

_BY_MOUTH = "PO"
_AT_A_VISIT = "premedication"
"""Given by staff before an infusion, so that nothing is taken at home."""
_DIARY = (Column("Day and date", 8), Column("What to take", 8), Column("Time taken", 6), Column("Tick one", 5))
_GIVER = Column("Who gives it to you", 9)
_WITH_INFUSIONS = "infusions or injections on this day"
_SUPPLY = (
    Column("Medicine", 6),
    Column("Planned", 8),
    Column("Handed out", 6),
    Column("Brought back", 6),
)
_REMARK_LINES = 3
_QUESTIONS = ("Swallow whole", "With or without food", "Handling and storage", "Missed or vomited dose")
"""What a diary has to answer and no protocol file has a field for."""
_TICKS = tuple(Line(word, sign=BOX) for word in ("taken", "missed", "vomited"))


class _Days(NamedTuple):
    """What is taken by mouth in one cycle."""

    heading: str
    doses: dict[int, list[Item]]
    """Study day to its doses by mouth."""
    infusions: frozenset[int]
    """Those of them on which something else is given that is not taken by mouth."""


def diary(source: Source, _options: Options) -> Document:
    """The diary of a plan's drugs by mouth; refuses a plan that has none."""
    plan = source.plan
    cycles = list(_cycles(plan))
    if not cycles:
        what = f"{plan.resolved.protocol.id} has no drug that is taken by mouth, so there is nothing for a diary"
        raise RegimenError(what, hint="print daylist or roadmap")
    parts = [*_about(plan, cycles)]
    for number, days in enumerate(cycles):
        parts += _pages(plan, days, first=number == 0)
    return Document(
        kind="diary",
        title="Diary of medicines taken by mouth",
        subtitle=plan.resolved.protocol.title,
        subject=identity(plan.course.subject.id),
        identity=identity_of(plan),
        parts=(*parts, *key_to(plan, parts), *headed("Notes", MARK_MEANS)),
        large=True,
    )


def _cycles(plan: Plan) -> Iterator[_Days]:
    for heading, days in by_cycle(plan):
        doses = {day: [item for item in items if _by_mouth(item.entry)] for day, items in days.items()}
        taken = {day: items for day, items in doses.items() if items}
        others = {day for day, items in days.items() for item in items if _infused(item.entry)}
        if taken:
            yield _Days(heading or "Day by day", taken, frozenset(others & taken.keys()))


def _by_mouth(entry: Entry) -> bool:
    return entry.line is not None and entry.line.route == _BY_MOUTH and entry.line.purpose != _AT_A_VISIT


def _infused(entry: Entry) -> bool:
    return entry.line is not None and entry.line.route != _BY_MOUTH


def _about(plan: Plan, cycles: list[_Days]) -> Iterator[Part]:
    """Whose diary, of what, and how to take it, as far as the sources say."""
    entries = {item.entry.id: item.entry for days in cycles for items in days.doses.values() for item in items}
    drugs = list(dict.fromkeys(drug_name(entry.name) for entry in entries.values()))
    facts = [("Medicine" if len(drugs) == 1 else "Medicines", ", ".join(drugs))]
    facts.append(("Protocol", f"{plan.resolved.protocol.id}, version {plan.resolved.protocol.version}"))
    facts.append(("First day", safe_date(plan.date(min(cycles[0].doses, key=plan.resolved.numbering.offset)))))
    yield Facts(tuple(facts))
    yield Heading("How to take it")
    yield Facts(tuple(_rules(plan, list(entries.values()))))
    yield from headed(
        "How to fill in this diary",
        "Write down the time at which you took each dose, and tick one box.",
        "What was handed out and brought back is counted at the visit and written above the diary.",
    )


def _rules(plan: Plan, entries: list[Entry]) -> Iterator[Fact]:
    """What the protocol says of taking it; every question without an answer says so."""
    yield from ((question, NOT_IN_SOURCES) for question in _QUESTIONS)
    told = dict[Fact, None]()
    for entry in entries:
        pregnancy = plan.resolved.agent(entry.name).pregnancy
        found = {"Pregnancy": pregnancy, "Please note": entry.caution, "Ends early at": entry.until}
        told |= {(about, f"{drug_name(entry.name)}: {text}"): None for about, text in found.items() if text}
    yield from told


def _pages(plan: Plan, days: _Days, *, first: bool) -> Iterator[Part]:
    yield from () if first else (PageBreak(),)
    yield Heading(days.heading)
    yield Table(f"Capsules and tablets, {days.heading}", _SUPPLY, tuple(_supply(plan, days)))
    rows = tuple(_dose(plan, days, item) for items in days.doses.values() for item in items)
    columns = (*_DIARY, _GIVER) if days.infusions else _DIARY
    yield Table(f"Diary, {days.heading}", columns, rows)
    yield ruled("Remarks", days.heading, _REMARK_LINES)


def _supply(plan: Plan, days: _Days) -> Iterator[tuple[Cell, ...]]:
    """Per drug what all doses of the cycle take, with room to count what was handed out and brought back."""
    drugs: dict[str, list[Entry]] = {}
    for items in days.doses.values():
        for item in items:
            drugs.setdefault(item.entry.name, []).append(item.entry)
    for name, entries in drugs.items():
        yield cell(drug_name(name)), cell(*supply_words(supply_of(plan, entries))), OPEN, OPEN


def _dose(plan: Plan, days: _Days, item: Item) -> tuple[Cell, ...]:
    entry = item.entry
    assert entry.line is not None
    when = cell(day_words(item.day), tone=Tone.STRONG).lines + cell(safe_date(plan.date(item.day))).lines
    what = [Line(marked(drug_name(entry.name), day_assumed(entry)), Tone.STRONG), Line(_how_much(entry))]
    what += map(Line, (*supply_words(supply_of(plan, [entry])), *_conditions(item, entry.line)))
    cells = Cell(when), Cell(tuple(what)), OPEN, Cell(_TICKS)
    if not days.infusions:
        return cells
    return (*cells, cell(_WITH_INFUSIONS, tone=Tone.QUIET, write=1) if item.day in days.infusions else Cell())


def _how_much(entry: Entry) -> str:
    """`50 mg`; where no amount can be worked out, the dose, and that the amount is missing."""
    return amount_words(entry) or f"{dose_words(entry)}; amount not known"


def _conditions(item: Item, line: ResolvedLine) -> Iterator[str]:
    if line.slots.a_day > 1:
        yield f"dose {item.slot} of {line.slots.a_day} this day"
    if line.other_routes:
        yield f"or {' or '.join(ROUTE_WORDS.get(route, route) for route in line.other_routes)}"
    if whom := whom_for(line):
        yield f"only for {whom}"
    if line.provided:
        yield f"only if {line.provided}"
