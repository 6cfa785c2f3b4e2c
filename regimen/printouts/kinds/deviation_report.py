"""The deviation report: every finding with planned, actual and category, what was done about it, what was delivered."""

from collections.abc import Iterator

from regimen.dates import safe_date
from regimen.days import DaySet
from regimen.deviations.delivered import Delivered, delivered
from regimen.deviations.deviation import Deviation
from regimen.deviations.words import FOOTER, INTENSITY, ORDER_WITHIN_A_DAY
from regimen.dosing.wording import shown_amount
from regimen.errors import RegimenError
from regimen.nomenclature import MARK, days_words, drug_name, rounded
from regimen.printouts.deviations import summary_words
from regimen.printouts.document import (
    Align,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Line,
    Orientation,
    Part,
    Table,
    Tone,
    cell,
    headed,
)
from regimen.printouts.facts import Fact, identity, level_words
from regimen.printouts.findings import finding_line
from regimen.printouts.identity import identity_of
from regimen.printouts.kinds.forms import OPEN, key_to
from regimen.printouts.kinds.source import Options, Source
from regimen.printouts.notes import MARK_MEANS
from regimen.printouts.words import day_words
from regimen.review import Review

_FOUND = (
    Column("Key and class", 26), Column("Days", 16), Column("Planned", 10), Column("Actual", 10),
    Column("Outcome, category and rule", 40), Column("DVCAT, DVDECOD", 17), Column("Explained by", 12),
)  # fmt: skip
_DONE = (
    Column("Key", 11), Column("Cause", 8), Column("Impact", 8), Column("Corrective action", 10),
    Column("Approval", 7), Column("State", 6),
)  # fmt: skip
_GIVEN = (
    Column("Drug", 6), Column("Doses planned", 4, Align.END), Column("Doses given", 4, Align.END),
    Column("Amount planned", 5, Align.END), Column("Amount given", 5, Align.END),
    Column("Given of planned", 5, Align.END),
)  # fmt: skip
_KEY = (
    ("DVCAT", "category of a protocol deviation in the SDTM domain DV"),
    ("DVDECOD", f"coded term of a protocol deviation in it; these are our own{MARK}"),
    ("SDTM", "Study Data Tabulation Model"),
)
_NOTES = (
    f"{FOOTER[:1].upper()}{FOOTER[1:]}.",
    f"{ORDER_WITHIN_A_DAY[:1].upper()}{ORDER_WITHIN_A_DAY[1:]}.",
    f"{INTENSITY[:1].upper()}{INTENSITY[1:]}.",
    "An important finding is open until a corrective action is recorded; neither an act nor an approval closes it.",
    MARK_MEANS,
)


def deviation_report(source: Source, _options: Options) -> Document:
    """The report of a recorded course; refuses a course without a record."""
    plan, review = source.plan, source.review
    if review is None or plan.course.record is None:
        what = "a deviation report holds a record against its plan, and the course has no record"
        raise RegimenError(what, hint="add one: regimen record given --help")
    found = review.report.deviations
    parts: list[Part] = [Facts(tuple(_about(review)))]
    if found:
        parts += [Heading("Findings"), Table("Findings", _FOUND, tuple(_row(review, one) for one in found))]
        parts += [Heading("Follow-up"), Table("Follow-up", _DONE, tuple(_followed(review, one) for one in found))]
    parts += headed("Questions about follow-ups", *map(finding_line, review.report.doubtful))
    parts += headed("Could not be compared", *map(finding_line, review.report.remarks))
    parts += headed("Not in the record, so not judged", *review.report.unchecked)
    parts += [Heading("Delivered of planned"), _delivered(review)]
    parts += headed("Notes", *_NOTES)
    return Document(
        kind="deviations",
        title=f"{plan.resolved.protocol.short}: deviation report",
        subtitle=plan.resolved.protocol.title,
        subject=identity(plan.course.subject.id),
        identity=identity_of(plan),
        parts=(*parts, *key_to(plan, parts, _KEY)),
        orientation=Orientation.LANDSCAPE,
    )


def _about(review: Review) -> Iterator[Fact]:
    """What is reported, as of when, and what it comes to."""
    resolved, reference = review.plan.resolved, review.timeline.reference
    yield "Protocol", f"{resolved.protocol.id}, version {resolved.protocol.version}"
    if level := level_words(resolved):
        yield "Dose level", level
    which = "actual" if reference.actual else "planned"
    yield day_words(review.numbering.reference), f"{safe_date(reference.date)} ({which})"
    yield "As of", f"{day_words(review.as_of)}, {safe_date(review.date(review.as_of))}"
    yield "Summary", summary_words(review.report)
    yield "Scope", FOOTER


def _row(review: Review, one: Deviation) -> tuple[Cell, ...]:
    days = days_words(DaySet.of(one.days, review.numbering))
    dates = dict.fromkeys(safe_date(review.date(day)) for day in (one.days[0], one.days[-1]))
    rests = [Line(one.because)] if one.because else []
    return (
        Cell((Line(one.key, Tone.STRONG), Line(one.message))),
        cell(f"{days[:1].upper()}{days[1:]}", " to ".join(dates)),
        cell(one.planned),
        cell(one.actual),
        Cell((Line(f"{one.outcome}, {one.category} ({one.rule})", Tone.STRONG), *rests, Line(one.why))),
        cell(one.dvcat or "–", one.dvdecod),
        cell(f"act {one.explained_by}" if one.explained_by else "–"),
    )


def _followed(review: Review, one: Deviation) -> tuple[Cell, ...]:
    """What was done about a finding; room to write where nothing was."""
    done = one.follow_up
    told = [done.cause, done.impact, done.corrective_action] if done else [None] * 3
    approval = OPEN
    if done and done.approved_day is not None:
        by = [f"by: {done.approved_by}"] if done.approved_by else []
        approval = cell(safe_date(review.date(done.approved_day)), *by)
    state = "open" if one.open else "closed" if one.important else "not needed"
    last = [f"last entry {safe_date(review.date(done.day))}"] if done else []
    return (
        cell(one.key, tone=Tone.STRONG),
        *(OPEN if text is None else cell(text) for text in told),
        approval,
        Cell((Line(state, Tone.STRONG if one.open else Tone.PLAIN), *(Line(text, Tone.QUIET) for text in last))),
    )


def _delivered(review: Review) -> Table:
    rows = map(_given, delivered(review.standard, review.timeline.facts))
    return Table("Delivered of planned", _GIVEN, tuple(rows))


def _given(one: Delivered) -> tuple[Cell, ...]:
    amounts = (shown_amount(amount) if amount else "–" for amount in (one.planned_amount, one.given_amount))
    share = "–" if one.relative is None else f"{rounded(one.relative * 100, 1)} %"
    return tuple(map(cell, (drug_name(one.agent), str(one.planned), str(one.given), *amounts, share)))
