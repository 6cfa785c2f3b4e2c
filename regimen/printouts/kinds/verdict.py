"""The verdict on paper: what it is and why, and what becomes of it under every definition, as a grid."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from regimen.dlt.changes import would_change
from regimen.dlt.definition import Definition
from regimen.dlt.matrix import Matrix, verdict_matrix
from regimen.dlt.questions import questions
from regimen.dlt.reasons import reason
from regimen.dlt.verdict import LETTER_MEANS, OTHER_CRITERIA, Verdict
from regimen.dlt.words import anc_words, disease_words, platelet_words
from regimen.nomenclature import MARK
from regimen.printouts.document import Cell, Column, Facts, Heading, Part, Table, Tone, cell, headed
from regimen.printouts.findings import finding_line
from regimen.printouts.verdict import spread_words
from regimen.printouts.words import day_words, plural

_FREE = "days free: since the last platelets transfused, before good platelets count"
_DAY = "Day beside a letter: the first documented recovery, in time or not"


def verdict_parts(verdict: Verdict) -> Iterator[Part]:
    """State, reason, what would change it."""
    yield Heading("Verdict")
    yield Facts((("Verdict", verdict.state), ("Reason", reason(verdict)), ("Not judged", OTHER_CRITERIA)))
    yield from headed("What would change it", *(change.words for change in would_change(verdict)))
    yield from headed("Questions", *map(finding_line, questions(verdict)))


def matrix_parts(verdict: Verdict) -> Iterator[Part]:
    """The verdict under every definition, and what becomes of the cohort decision."""
    table = verdict_matrix(verdict.case, verdict.definition)
    yield Heading("Verdict under every definition")
    yield _grid(table)
    letters = (f"{letter}: {LETTER_MEANS[letter]}" for letter in table.letters)
    yield from headed("Cohort decision", spread_words(table), *letters, _FREE, _DAY)


def _grid(table: Matrix) -> Table:
    """Thresholds and last day down, leukaemia and days without transfusion across; the verdict in force is strong."""
    found = {(_down(one.definition), _across(one.definition)): one for one in table.verdicts}
    rows, columns = sorted({row for row, _ in found}), sorted({column for _, column in found})
    heads = [found[rows[0], column].definition for column in columns]
    body = (
        (_about(found[row, columns[0]].definition), *(_told(found[row, one], table.verdicts[0]) for one in columns))
        for row in rows
    )
    return Table(
        "Verdict under every definition",
        (Column("Thresholds, last day", 11), *(Column(_free(one), 8) for one in heads)),
        tuple(body),
        over=(cell(""), *_leukaemia(heads)),
    )


def _down(definition: Definition) -> tuple[Decimal, Decimal, int]:
    return definition.anc or Decimal(0), definition.platelets or Decimal(0), -definition.last_day


def _across(definition: Definition) -> tuple[str, int]:
    return definition.residual_leukaemia, definition.platelet_free_days


def _about(definition: Definition) -> Cell:
    last = f"{day_words(definition.last_day)}{definition.mark('last_day')}"
    return cell(f"ANC {anc_words(definition)}, PLT {platelet_words(definition)}", last)


def _free(definition: Definition) -> str:
    return f"{plural(definition.platelet_free_days, 'day')}{definition.mark('platelet_free_days')} free"


def _leukaemia(heads: list[Definition]) -> Iterator[Cell]:
    """What leukaemia counts as, over the columns that share it."""
    for words, same in groupby(heads, key=lambda one: disease_words(one, "residual_leukaemia")):
        yield cell(f"leukaemia {words}".replace(MARK * 2, MARK), tone=Tone.STRONG, span=len(list(same)))


def _told(verdict: Verdict, in_force: Verdict) -> Cell:
    good = [day_words(verdict.day)] if verdict.day is not None else []
    current = verdict is in_force
    lines = [verdict.state, ", ".join([verdict.letter, *good]), *(["in force"] if current else [])]
    return cell(*lines, tone=Tone.STRONG if current else Tone.PLAIN, shaded=current)
