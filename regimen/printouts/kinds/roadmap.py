"""The therapy roadmap: a table a cycle, a row a dose, with room for what was given, as cooperative groups use them.

Where the course has a record, what was given is filled in; the rest stays open for the pen.
"""

from collections.abc import Iterator

from regimen.dates import safe_date
from regimen.nomenclature import drug_name
from regimen.printouts.daylist import BULLETS, by_cycle, cycle_day, day_list, dose_text, other_text
from regimen.printouts.document import Cell, Column, Document, Heading, Line, Lines, PageBreak, Part, Table, Tone, cell
from regimen.printouts.identity import identity_of
from regimen.printouts.kinds.forms import BOX, OPEN, TICKED, ruled
from regimen.printouts.kinds.given import Dose, Recorded, recorded
from regimen.printouts.kinds.source import Options, Source
from regimen.printouts.particulars import above, below
from regimen.printouts.words import day_words
from regimen.schedule.items import Item, Kind

_COLUMNS = (
    Column("Planned day", 17),
    Column("Date due", 28),
    Column("Drug and planned amount, or what is done", 77),
    Column("Date given or done", 27),
    Column("Amount given", 18),
    Column("Initials", 15),
)
_COMMENT_LINES = 4
_HOW = (
    "A row a dose: write down date, amount and initials when it has been given. "
    f"{BOX} = tick when done; {TICKED} = done by the record."
)


def roadmap(source: Source, _options: Options) -> Document:
    """The roadmap of a plan: per cycle every dose and assessment with its date due and what was given."""
    plan = source.plan
    content, record = day_list(plan), recorded(source.review)
    cycles = list(by_cycle(plan))
    parts: list[Part] = [*above(content), Lines((Line(_HOW, Tone.QUIET),))]
    for number, (heading, days) in enumerate(cycles):
        parts += [PageBreak()] if number else []
        parts += _cycle(source, record, heading or "Day by day", days)
    return Document(
        kind="roadmap",
        title=f"{plan.resolved.protocol.short}: therapy roadmap",
        subtitle=plan.resolved.protocol.title,
        subject=content.identity,
        identity=identity_of(plan),
        parts=(*parts, *_unplanned(record), *below(content)),
    )


def _cycle(source: Source, record: Recorded, heading: str, days: dict[int, list[Item]]) -> Iterator[Part]:
    rows = [row for day, items in days.items() for row in _day(source, record, day, items)]
    yield from (Heading(heading), Table(heading, _COLUMNS, tuple(rows)))
    yield ruled("Comments", heading, _COMMENT_LINES)


def _day(source: Source, record: Recorded, day: int, items: list[Item]) -> Iterator[tuple[Cell, ...]]:
    """A row a dose, and one for all that is done; the day stands on each row and weighs on the first."""
    plan, label, tone = source.plan, _label(source, day), Tone.STRONG
    for item in [item for item in items if item.entry.kind is Kind.DOSE]:
        yield (*_due(source, day, label, tone), *_dose(source, record, item))
        tone = Tone.QUIET
    others = [item for item in items if item.entry.kind is Kind.ASSESSMENT]
    if others:
        yield (*_due(source, day, label, tone), *_assessments(source, record, others))
        tone = Tone.QUIET
    for item in [item for item in items if item.entry.kind is Kind.MILESTONE]:
        marked = Cell((Line(other_text(plan, item), Tone.STRONG, BULLETS[Kind.MILESTONE]),), span=4, shaded=True)
        yield (*(one._replace(shaded=True) for one in _due(source, day, label, tone)), marked)


def _label(source: Source, day: int) -> tuple[str, ...]:
    """`C2D1`, `Day 29`; the day alone where there is but one cycle."""
    cycle = cycle_day(source.plan.schedule, day) if source.plan.resolved.cycle_count > 1 else ""
    return (cycle, day_words(day)) if cycle else (day_words(day),)


def _due(source: Source, day: int, label: tuple[str, ...], tone: Tone) -> tuple[Cell, Cell]:
    date_tone = Tone.PLAIN if tone is Tone.STRONG else tone
    return cell(*label, tone=tone), cell(safe_date(source.plan.date(day)), tone=date_tone)


def _dose(source: Source, record: Recorded, item: Item) -> tuple[Cell, ...]:
    planned = Cell((Line(dose_text(source.plan, item, [item.slot]), sign=BULLETS[Kind.DOSE]),))
    given = record.given.get(item.id)
    return (planned, *(_filled(given) if given else (OPEN, OPEN, OPEN)))


def _filled(given: Dose) -> tuple[Cell, ...]:
    return cell(safe_date(given.date)), cell(given.amount), OPEN


def _assessments(source: Source, record: Recorded, items: list[Item]) -> tuple[Cell, ...]:
    """Each with its box; one line to write on for those that are open."""
    lines, dates = [], dict[str, None]()
    for item in items:
        found = record.done.get(item.id, ())
        lines.append(Line(other_text(source.plan, item), sign=TICKED if found else BOX))
        dates |= dict.fromkeys(map(safe_date, found))
    is_open = any(item.id not in record.done for item in items)
    return Cell(tuple(lines)), cell(*dates, write=int(is_open)), cell("–"), OPEN


def _unplanned(record: Recorded) -> Iterator[Part]:
    """What the record has and the plan does not."""
    if record.unplanned:
        heading = "Given, but not planned on that day"
        rows = tuple(
            (
                cell(day_words(given.day)),
                cell("–"),
                Cell((Line(drug_name(given.agent), sign=BULLETS[Kind.DOSE]),)),
                *_filled(given),
            )
            for given in record.unplanned
        )
        yield from (Heading(heading), Table(heading, _COLUMNS, rows))
