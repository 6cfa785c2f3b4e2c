"""The second-check worksheet: everything that goes into a dose, and blank cells for what comes out, worked out twice.

The key is a document of its own, so that it can stay with the teacher.
"""

from collections.abc import Iterator

from regimen.course import Plan
from regimen.nomenclature import MARK, drug_name
from regimen.printouts.document import Cell, Column, Document, Facts, Heading, Line, Part, Table, Tone, cell, headed
from regimen.printouts.facts import identity
from regimen.printouts.identity import identity_of
from regimen.printouts.kinds.doseinputs import body_facts, course_facts, dose_facts
from regimen.printouts.kinds.forms import BOX, OPEN, key_to
from regimen.printouts.kinds.source import TEACHER, Options, Source
from regimen.printouts.notes import MARK_MEANS
from regimen.printouts.recalculation import Step, body_steps, dose_steps
from regimen.printouts.totals import Tally, tallies
from regimen.printouts.words import dose_words, giving

_LEARNER = (
    Column("What to work out", 9),
    Column("Prepared by: result", 6),
    Column("Checked by: result", 6),
    Column("Tolerance", 6),
    Column("Agree", 2),
)
_TEACHER = (Column("What to work out", 11), Column("Answer", 7), Column("Working", 19), Column("Tolerance", 9))
_SIGNATURES = (Column("Role", 6), Column("Initials", 4), Column("Date", 4), Column("Time", 3))
_ROLES = ("Prepared by (training)", "Checked by (training)")
_NO_ANSWER = "cannot be worked out"
_NOTES = (
    "The second result is worked out without looking at the first.",
    f"Tolerances are teaching assumptions{MARK}, no limits for practice.",
    MARK_MEANS,
)


def second_check(source: Source, options: Options) -> Document:
    """The worksheet of a plan, or with `variant` teacher its key."""
    plan, teacher = source.plan, options.variant == TEACHER
    parts: list[Part] = [Facts(tuple(course_facts(plan)))]
    parts += [Heading("Given"), Facts(tuple(body_facts(plan)))]
    if steps := list(body_steps(plan)):
        parts += [Heading("Body"), _table("Body", steps, teacher=teacher)]
    for number, tally in enumerate(tallies(plan.ideal), 1):
        parts += _dose(plan, number, tally, teacher=teacher)
    parts += (
        [] if teacher else [Heading("Signatures"), Table("Signatures", _SIGNATURES, tuple(map(_signature, _ROLES)))]
    )
    name = "second-check key" if teacher else "second-check worksheet"
    return Document(
        kind="second-check-key" if teacher else "second-check",
        title=f"{plan.resolved.protocol.short}: {name}",
        subtitle=plan.resolved.protocol.title,
        subject=identity(plan.course.subject.id),
        identity=identity_of(plan),
        parts=(*parts, *key_to(plan, parts), *headed("Notes", *_NOTES)),
    )


def _dose(plan: Plan, number: int, tally: Tally, *, teacher: bool) -> Iterator[Part]:
    entry = tally.entry
    assert entry.line is not None
    heading = f"{number}. {drug_name(entry.name)} {dose_words(entry)} {giving(entry.line)}"
    yield Heading(heading)
    yield Facts(tuple(dose_facts(plan, tally)))
    yield _table(heading, list(dose_steps(plan, tally)), teacher=teacher)


def _table(caption: str, steps: list[Step], *, teacher: bool) -> Table:
    rows = map(_answered, steps) if teacher else map(_blank, steps)
    return Table(caption, _TEACHER if teacher else _LEARNER, tuple(rows))


def _blank(step: Step) -> tuple[Cell, ...]:
    return cell(step.what), OPEN, OPEN, cell(step.tolerance.words), cell(BOX)


def _answered(step: Step) -> tuple[Cell, ...]:
    answer = (Line(step.answer or _NO_ANSWER, Tone.STRONG),)
    if not step.working:
        return cell(step.what), Cell(answer, span=2), cell(step.tolerance.words)
    return cell(step.what), Cell(answer), cell(*step.working), cell(step.tolerance.words)


def _signature(role: str) -> tuple[Cell, ...]:
    return cell(role), OPEN, OPEN, OPEN
