"""The counts of the DLT window on paper: a row for every planned sample, to write on or filled in from the record.

A record adds what its counts come to: the chart, the verdict, and the verdict under every definition.
"""

from collections.abc import Iterator

from regimen.course import Plan
from regimen.dates import safe_date
from regimen.dlt.definition import Definition
from regimen.dlt.settings import define
from regimen.dlt.words import good_words
from regimen.errors import RegimenError
from regimen.flowsheet.sheet import Flowsheet, flowsheet
from regimen.printouts.chart import drawn
from regimen.printouts.document import Chart, Document, Facts, Heading, Line, Lines, Part, Tone, headed
from regimen.printouts.facts import Fact, identity, level_words
from regimen.printouts.flowsheet import CHART_HEIGHT, CHART_WIDTH, value_notes
from regimen.printouts.identity import identity_of
from regimen.printouts.kinds.countrows import count_table
from regimen.printouts.kinds.forms import key_to
from regimen.printouts.kinds.source import Options, Source
from regimen.printouts.kinds.verdict import matrix_parts, verdict_parts
from regimen.printouts.notes import MARK_MEANS
from regimen.printouts.plot import plotted
from regimen.printouts.rules import deciding_words, rules
from regimen.printouts.words import day_words, plural

_KEY = (
    ("WBC", "white blood cells"), ("PLT", "platelets"), ("RBC", "red blood cells"), ("GF", "growth factor"),
)  # fmt: skip


def dlt_sheet(source: Source, _options: Options) -> Document:
    """The counts of a plan's DLT window; refuses a protocol that has none."""
    plan, review = source.plan, source.review
    definition = _definition(source)
    counts = None if review is None else flowsheet(review)
    parts: list[Part] = [Facts(tuple(_about(source, definition)))]
    parts += [Heading("Counts, ×10⁹/L; blasts %"), count_table(source, definition, counts)]
    if counts is not None and counts.columns:
        parts.append(Lines(tuple(Line(note, Tone.QUIET) for note in value_notes(counts))))
    if counts is not None:
        parts += _filled(counts)
    rest = [*headed("Rules of the verdict", *rules(definition)), *headed("Notes", MARK_MEANS)]
    return Document(
        kind="dlt-sheet",
        title=f"{plan.resolved.protocol.short}: counts, {_window(plan, definition)}",
        subtitle=plan.resolved.protocol.title,
        subject=identity(plan.course.subject.id),
        identity=identity_of(plan),
        parts=(*parts, *rest, *key_to(plan, [*parts, *rest], _KEY)),
    )


def _definition(source: Source) -> Definition:
    """The definition in force: that of the review, else the protocol's own."""
    resolved, review = source.plan.resolved, source.review
    if resolved.dlt is None:
        what = f"{resolved.protocol.id} has no DLT window, so there is no sheet for its counts"
        raise RegimenError(what, hint="print roadmap or daylist")
    return define(resolved.dlt) if review is None else review.definition()


def _window(plan: Plan, definition: Definition) -> str:
    return f"{day_words(plan.resolved.numbering.reference)} to {definition.last_day}"


def _about(source: Source, definition: Definition) -> Iterator[Fact]:
    """Whose counts, of which days, held against what."""
    plan, review = source.plan, source.review
    resolved = plan.resolved
    date = plan.date if review is None else review.date
    yield "Protocol", f"{resolved.protocol.id}, version {resolved.protocol.version}"
    if level := level_words(resolved):
        yield "Dose level", level
    yield day_words(resolved.numbering.reference), safe_date(date(resolved.numbering.reference))
    last = f"{day_words(definition.last_day)}{definition.mark('last_day')}"
    yield "Last day in time", f"{last}, {safe_date(date(definition.last_day))}"
    yield "Recovered", f"{good_words(definition)}, ×10⁹/L"
    yield "Deciding sample", f"{deciding_words(definition)}, as long as recovery is not documented"
    if review is not None:
        yield "As of", f"{day_words(review.as_of)}, {safe_date(review.date(review.as_of))}"


def _filled(counts: Flowsheet) -> Iterator[Part]:
    """What a record adds: the verdict first, then what it rests on and how far it holds."""
    if counts.verdict is not None:
        yield from verdict_parts(counts.verdict)
    if any(one.sample for one in counts.columns):
        yield from (Heading("Chart"), _chart(counts))
    if counts.verdict is not None:
        yield from matrix_parts(counts.verdict)


def _chart(counts: Flowsheet) -> Chart:
    samples = [one.day for one in counts.columns if one.sample]
    taken = f"{plural(len(samples), 'sample')} from {day_words(samples[0])} to {day_words(samples[-1])}"
    about = f"ANC and platelets by study day on a log axis, {taken}; the values stand in the table of counts."
    return Chart("Counts by study day", about, plotted(counts), tuple(drawn(counts, CHART_WIDTH, CHART_HEIGHT)))
