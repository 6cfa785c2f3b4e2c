"""The count-recovery verdict on a sheet: state, reason, samples, what would change it, the matrix."""

from collections.abc import Iterator

from regimen.dlt.changes import would_change
from regimen.dlt.matrix import Matrix
from regimen.dlt.questions import questions
from regimen.dlt.reasons import reason
from regimen.dlt.verdict import LETTER_MEANS, OTHER_CRITERIA, Verdict
from regimen.dlt.words import described, label, on_day
from regimen.flowsheet.sheet import depths
from regimen.nomenclature import MARK
from regimen.printouts.countwords import depth_words
from regimen.printouts.facts import identity
from regimen.printouts.findings import finding_line
from regimen.printouts.notes import MARK_MEANS
from regimen.printouts.sheet import Block, Entry, Sheet, block
from regimen.printouts.words import day_words
from regimen.review import Review


def verdict_sheet(made: Review, verdict: Verdict, table: Matrix | None) -> Sheet:
    """The whole verdict; `table` adds the verdict under every definition."""
    protocol = made.plan.resolved.protocol
    return Sheet(
        f"{protocol.short}: count-recovery verdict on {day_words(made.as_of)}",
        (
            identity(made.plan.course.subject.id),
            f"Protocol {protocol.id}, version {protocol.version}",
            f"Verdict: {verdict.state}",
            f"Reason: {reason(verdict)}",
            OTHER_CRITERIA,
        ),
        (
            block("Samples that decide", *(on_day(sample, verdict.definition) for sample in verdict.deciding)),
            block("How low, how long", *_depths(verdict)),
            block("What would change it", *(change.words for change in would_change(verdict))),
            block("Questions", *map(finding_line, questions(verdict))),
            block("Definition", *(f"{_name(field)}: {text}" for field, text in described(verdict.definition).items())),
            Block("Under every definition", tuple(_rows(table)) if table else ()),
            block("Notes", MARK_MEANS),
        ),
    )


def _depths(verdict: Verdict) -> Iterator[str]:
    """Nadirs and days low; without the usual values too where thresholds are hidden."""
    hide = verdict.definition.anc is None or verdict.definition.platelets is None
    for depth in depths(verdict.case, verdict.definition, verdict.day, hide=hide):
        yield depth_words(depth, verdict.day)


def _name(field: str) -> str:
    return field.replace("_", " ")


def _rows(table: Matrix) -> Iterator[Entry]:
    """One line a state: the definitions that give it."""
    yield Entry(spread_words(table), tuple(f"{letter}: {LETTER_MEANS[letter]}" for letter in table.letters))
    by_state: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in table.verdicts:
        by_state.setdefault((verdict.state, verdict.letter), []).append(verdict)
    for (state, letter), verdicts in by_state.items():
        yield Entry(f"{state} ({letter}): {len(verdicts)} of {len(table.verdicts)}", tuple(map(_one, verdicts)))


def spread_words(table: Matrix) -> str:
    """Whether the cohort decision could turn, and on what alone."""
    if not table.flips:
        return f"The cohort decision does not hang on the definition: {table.letters[0]} under every one"
    told = f"The cohort decision can hang on the definition: {' or '.join(table.letters)}"
    return f"{told}{f'; alone would turn it: {listed}' if (listed := ', '.join(map(_name, table.hinges))) else ''}"


def _one(verdict: Verdict) -> str:
    day = f"; {day_words(verdict.day)}" if verdict.day is not None else ""
    return f"{label(verdict.definition)}{day}".replace(f"{MARK}{MARK}", MARK)
