"""Deviations on a sheet: each with planned and actual, class, category and reason; what was delivered."""

from collections.abc import Iterator

from regimen.deviations.delivered import Delivered, delivered
from regimen.deviations.deviation import Deviation
from regimen.deviations.words import FOOTER
from regimen.dosing.wording import shown_amount
from regimen.nomenclature import drug_name
from regimen.printouts.facts import identity
from regimen.printouts.findings import finding_line
from regimen.printouts.sheet import Block, Entry, Sheet, block
from regimen.printouts.words import day_words, plural
from regimen.review import Review


def deviation_sheet(made: Review) -> Sheet:
    """Every deviation of a record as of a day; a record without any says so."""
    protocol, report = made.plan.resolved.protocol, made.report
    important = sum(deviation.important for deviation in report.deviations)
    count = len(report.deviations)
    lead = (
        identity(made.plan.course.subject.id),
        f"Protocol {protocol.id}, version {protocol.version}; as of {day_words(made.as_of)}",
        f"{plural(count, 'finding')}, {important} important and open" if count else "No deviations were found.",
    )
    return Sheet(
        f"{protocol.short}: record against schedule",
        lead,
        (
            Block("Deviations", tuple(map(_entry, report.deviations))),
            block("Could not be compared", *map(finding_line, report.remarks)),
            block("Not in the record, so not judged", *report.unchecked),
            block("Delivered of planned", *_delivered(made)),
            block("Notes", FOOTER, "dose intensity is not informative for a single course"),
        ),
    )


def _entry(deviation: Deviation) -> Entry:
    details = [f"planned: {deviation.planned}", f"actual: {deviation.actual}"]
    details.append(f"{deviation.code}, {deviation.outcome}, {deviation.category} ({deviation.rule}): {deviation.why}")
    details += [deviation.because] if deviation.because else []
    details += [f"explained by act {deviation.explained_by}"] if deviation.explained_by else []
    details.append(f"no finding if: {deviation.would_clear}")
    return Entry(deviation.message, tuple(details))


def _delivered(made: Review) -> Iterator[str]:
    for one in delivered(made.standard, made.timeline.facts):
        yield f"{drug_name(one.agent)}: {one.given} of {plural(one.planned, 'dose')}{_amounts(one)}"


def _amounts(one: Delivered) -> str:
    if one.given_amount is None or one.planned_amount is None:
        return ""
    return f", {shown_amount(one.given_amount)} of {shown_amount(one.planned_amount)}"
