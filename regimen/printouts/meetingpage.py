"""The cohort meeting as a printed sheet: the same words as on the terminal, the calendar as a drawing."""

import hashlib

from regimen.escalation.timing.gantt import Gantt
from regimen.escalation.timing.meeting import Meeting
from regimen.nomenclature import MARK
from regimen.printouts.board import IDENTITY
from regimen.printouts.document import (
    Align,
    Chart,
    Column,
    Document,
    Heading,
    Identity,
    Line,
    Lines,
    Listing,
    Orientation,
    Part,
    Table,
    cell,
)
from regimen.printouts.ganttdrawing import gantt_drawing
from regimen.printouts.meeting import meeting_sheet
from regimen.printouts.sheet import Block, as_text
from regimen.printouts.sheet import Table as Rows

KIND = "cohort-meeting"
_LEAST, _MOST = 5, 30
"""Characters that a column's share is counted from and up to."""


def meeting_document(made: Meeting, gantt: Gantt) -> Document:
    """The whole meeting, landscape, since designs stand side by side."""
    sheet = meeting_sheet(made, gantt)
    parts = [part for block in sheet.blocks for part in _parts(block, gantt)]
    return Document(
        kind=KIND,
        title=sheet.title,
        subtitle=" · ".join(line for line in sheet.lead if line != IDENTITY),
        subject=IDENTITY,
        identity=Identity(
            made.rungs.protocol,
            made.rungs.version,
            None,
            hashlib.sha256(as_text(sheet).encode("utf-8")).hexdigest(),
            (f"review lag, stagger and the coming of subjects{MARK}: see the notes",),
            of="meeting",
        ),
        parts=tuple(parts),
        orientation=Orientation.LANDSCAPE,
    )


def _parts(block: Block, gantt: Gantt) -> list[Part]:
    found: list[Part] = [Heading(block.heading)] if block.entries or block.table or block.drawn else []
    if block.table:
        found.append(_table(block.heading, block.table))
    if block.drawn:
        about = "a bar a subject from Day 1 to the end of the window, filled up to the day the verdict was known"
        found.append(Chart("Cohorts on the calendar", about, gantt_drawing(gantt), block.drawn))
        found.append(
            Lines((Line("Filled: waited for; open: window still open; dashed: today; ▲ next cohort, as planned."),))
        )
    if block.entries:
        found.append(Listing(block.entries))
    return found


def _table(caption: str, table: Rows) -> Table:
    """Columns get a share by what they hold."""
    columns = zip(table.head, *table.rows, strict=True)
    widths = [min(max(map(len, column)), _MOST) for column in columns]
    heads = tuple(
        Column(head, max(width, _LEAST), Align.START if place in table.words else Align.END)
        for place, (head, width) in enumerate(zip(table.head, widths, strict=True))
    )
    return Table(caption, heads, tuple(tuple(cell(text) for text in row) for row in table.rows))
