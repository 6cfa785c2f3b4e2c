"""The day list on paper: every day with amounts, infusion times and, where a source states it, order."""

from regimen.printouts.daylist import BULLETS, Day, Section, day_list
from regimen.printouts.document import Cell, Column, Document, Heading, Line, Part, Table, Tone
from regimen.printouts.identity import identity_of
from regimen.printouts.kinds.source import Options, Source
from regimen.printouts.particulars import above, below
from regimen.schedule.items import Kind

_COLUMNS = (Column("Day and date", 5), Column("What happens", 14))
_ORDER_OPEN = "order within the day not stated in the sources"


def daylist(source: Source, _options: Options) -> Document:
    """The day list of a plan, a row a day, a table a cycle, with what to take or draw up."""
    plan = source.plan
    content = day_list(plan, products=True)
    return Document(
        kind="daylist",
        title=content.title,
        subtitle=content.full_title,
        subject=content.identity,
        identity=identity_of(plan),
        parts=(*above(content), *(part for section in content.sections for part in _section(section)), *below(content)),
    )


def _section(section: Section) -> tuple[Part, ...]:
    heading = section.heading or "Day by day"
    return Heading(heading), Table(heading, _COLUMNS, tuple(map(_row, section.days)))


def _row(day: Day) -> tuple[Cell, ...]:
    lines = [Line(line.text, _tone(line.kind), BULLETS[line.kind]) for line in day.lines]
    lines += [Line(_ORDER_OPEN, Tone.QUIET)] if day.order_open else []
    return Cell((Line(day.day, Tone.STRONG), Line(day.date))), Cell(tuple(lines))


def _tone(kind: Kind) -> Tone:
    return Tone.STRONG if kind is Kind.DOSE else Tone.PLAIN
