"""What learners are given to work with: the course, its dose lines, its acts, what is assumed."""

from collections.abc import Iterator

from regimen.course import Plan
from regimen.nomenclature import drug_name
from regimen.printouts.document import Column, Facts, Heading, Part, Table, cell, headed
from regimen.printouts.facts import Fact, assumptions, recovery
from regimen.printouts.kinds.doseinputs import body_facts, course_facts
from regimen.printouts.moves import act_lines
from regimen.printouts.words import day_assumed, day_words, dose_words, giving, marked
from regimen.schedule.items import Entry

_LINES = (Column("Drug", 4), Column("Dose", 4), Column("How", 6), Column("Days by the protocol", 5))


def course_parts(plan: Plan, *, body: bool = True) -> Iterator[Part]:
    """Protocol, level and reference day, and what is known of the subject."""
    yield Facts((*course_facts(plan), *(body_facts(plan) if body else ())))


def line_parts(plan: Plan) -> Iterator[Part]:
    """The dose lines as the protocol writes them, the acts that moved them, the window, what is assumed."""
    yield Heading("Doses by the protocol")
    rows = (tuple(map(cell, _line(entry))) for entry in plan.ideal.doses)
    yield Table("Doses by the protocol", _LINES, tuple(rows))
    yield from headed("What was decided since", *act_lines(plan))
    if facts := tuple(_window(plan)):
        yield Heading("Window")
        yield Facts(facts)
    yield from headed("Assumptions in force", *assumptions(plan, hide=False))


def _window(plan: Plan) -> Iterator[Fact]:
    """The count-recovery rule of the protocol, as far as it has one."""
    dlt = plan.resolved.dlt
    if dlt is not None:
        yield "Count recovery", recovery(plan.resolved, hide=False).removeprefix("recovered: ")
        yield "In time until", marked(day_words(dlt.last_day), dlt.marks["last_day"].assumed)


def _line(entry: Entry) -> tuple[str, ...]:
    assert entry.line is not None
    return drug_name(entry.name), dose_words(entry), giving(entry.line), marked(entry.days_text, day_assumed(entry))
