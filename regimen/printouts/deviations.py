"""Deviations on a sheet: each with planned and actual, class, category and reason; what was delivered."""

from collections.abc import Callable, Iterator

from regimen.dates import safe_date
from regimen.deviations.check import Report
from regimen.deviations.delivered import Delivered, delivered
from regimen.deviations.deviation import Deviation
from regimen.deviations.words import FOOTER, INTENSITY, ORDER_WITHIN_A_DAY
from regimen.dosing.wording import shown_amount
from regimen.findings import Place
from regimen.nomenclature import drug_name
from regimen.printouts.facts import identity
from regimen.printouts.findings import finding_line
from regimen.printouts.sheet import Block, Entry, Sheet, block
from regimen.printouts.words import day_words, plural
from regimen.record.facts import FollowUp
from regimen.review import Review


def _nowhere(_: str) -> Place | None:
    return None


def deviation_sheet(made: Review, place: Callable[[str], Place | None] = _nowhere) -> Sheet:
    """Every deviation of a record as of a day; a record without any says so. `place` finds an entry in its file."""
    protocol, report = made.plan.resolved.protocol, made.report
    lead = (
        identity(made.plan.course.subject.id),
        f"Protocol {protocol.id}, version {protocol.version}; as of {day_words(made.as_of)}",
        summary_words(report),
    )
    return Sheet(
        f"{protocol.short}: record against schedule",
        lead,
        (
            Block("Deviations", tuple(_entry(made, one, _place(one, place)) for one in report.deviations)),
            block(
                "Questions about follow-ups", *(str(one._replace(place=place(one.subject))) for one in report.doubtful)
            ),
            block("Could not be compared", *map(finding_line, report.remarks)),
            block("Not in the record, so not judged", *report.unchecked),
            block("Delivered of planned", *_delivered(made)),
            block("Notes", FOOTER, ORDER_WITHIN_A_DAY, INTENSITY),
        ),
    )


def summary_words(report: Report) -> str:
    """`4 findings, 4 important, 3 of them open`."""
    important = sum(deviation.important for deviation in report.deviations)
    count = len(report.deviations)
    told = f"{plural(count, 'finding')}, {important} important, {report.open} of them open"
    return told if count else "No deviations were found."


def _place(deviation: Deviation, place: Callable[[str], Place | None]) -> Place | None:
    return place(deviation.entries[0]) if deviation.entries else None


def _entry(made: Review, deviation: Deviation, place: Place | None) -> Entry:
    details = [f"planned: {deviation.planned}", f"actual: {deviation.actual}"]
    details.append(f"{deviation.code}, {deviation.outcome}, {deviation.category} ({deviation.rule}): {deviation.why}")
    details += [deviation.because] if deviation.because else []
    details += [f"explained by act {deviation.explained_by}"] if deviation.explained_by else []
    details.append(f"no finding if: {deviation.would_clear}")
    details += [f"its first entry: {place}"] if place else []
    details += _followed(made, deviation)
    return Entry(deviation.message, tuple(details))


def _followed(made: Review, deviation: Deviation) -> Iterator[str]:
    """What was done about it, and whether it is open; the key is what a follow-up names it by."""
    done = deviation.follow_up
    if deviation.open:
        yield f"open until a corrective action is recorded for {deviation.key}"
    elif deviation.important:
        yield f"closed: a corrective action is recorded for {deviation.key}"
    else:
        yield f"key: {deviation.key}"
    if done is None:
        return
    yield from (f"{label}: {said}" for label, said in _said(done) if said)
    if done.approved_day is not None:
        yield f"approved on {safe_date(made.date(done.approved_day))} by: {done.approved_by}; it stays a finding"
    yield f"last followed up on {safe_date(made.date(done.day))}{f' by: {done.who}' if done.who else ''}"


def _said(done: FollowUp) -> tuple[tuple[str, str | None], ...]:
    return ("cause", done.cause), ("impact", done.impact), ("corrective action", done.corrective_action)


def _delivered(made: Review) -> Iterator[str]:
    for one in delivered(made.standard, made.timeline.facts):
        yield f"{drug_name(one.agent)}: {one.given} of {plural(one.planned, 'dose')}{_amounts(one)}"


def _amounts(one: Delivered) -> str:
    if one.given_amount is None or one.planned_amount is None:
        return ""
    return f", {shown_amount(one.given_amount)} of {shown_amount(one.planned_amount)}"
