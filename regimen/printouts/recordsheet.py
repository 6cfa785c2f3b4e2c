"""A course under way on a sheet: where it stands, plan beside actual, counts with their chart and summary."""

from collections.abc import Iterator

from regimen.dates import safe_date
from regimen.dlt.reasons import reason
from regimen.dlt.verdict import OTHER_CRITERIA
from regimen.flowsheet.sheet import Flowsheet, flowsheet
from regimen.nomenclature import drug_name
from regimen.printouts.abreast import abreast_table, lines_known
from regimen.printouts.countwords import to_close
from regimen.printouts.facts import identity
from regimen.printouts.flowsheet import count_blocks
from regimen.printouts.notes import MARK_MEANS
from regimen.printouts.sheet import Block, Sheet, block
from regimen.printouts.words import day_words
from regimen.review import Review


def record_sheet(made: Review, *, chart: bool = True, hide: bool = False) -> Sheet:
    """Everything recorded of a course that bears on its verdict, as of a day."""
    protocol, sheet = made.plan.resolved.protocol, flowsheet(made, hide=hide)
    lines = lines_known(made)
    return Sheet(
        f"{protocol.short}: the course as recorded until {day_words(made.as_of)}",
        tuple(_lead(made, sheet)),
        (
            Block("Plan beside actual", (), abreast_table(lines, made.numbering, hide=hide) if lines else None),
            *count_blocks(sheet, chart=chart),
            block("Notes", MARK_MEANS),
        ),
    )


def _lead(made: Review, sheet: Flowsheet) -> Iterator[str]:
    protocol, reference = made.plan.resolved.protocol, made.timeline.reference
    yield identity(made.plan.course.subject.id)
    yield f"Protocol {protocol.id}, version {protocol.version}"
    drugs = " or ".join(map(drug_name, reference.agents))
    why = f"first dose of {drugs} given" if reference.actual else f"planned; no dose of {drugs} is recorded"
    yield f"{day_words(made.numbering.reference)}: {safe_date(reference.date)} ({why})"
    left = "" if sheet.left is None else f"; {to_close(sheet, sheet.left)}"
    yield f"As of {day_words(made.as_of)}, {safe_date(made.date(made.as_of))}{left}"
    if sheet.verdict is None:
        yield "The protocol has no count-recovery window, so there is no verdict."
        return
    yield f"Verdict: {sheet.verdict.state}"
    yield f"Reason: {reason(sheet.verdict)}"
    yield OTHER_CRITERIA
