"""The file of a case, format 1: what is asked about which course, and what a teacher adds to it.

A case holds no keys. Where it states an answer, that is a promise: the engine is asked, and a case that it
contradicts is refused.
"""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from regimen.course import Course, DateField
from regimen.errors import ValueSyntaxError, nearest
from regimen.protocol.parts import Format, Part
from regimen.protocol.values import Id, Int, Text, parse_int
from regimen.training.kinds.registry import KINDS
from regimen.training.shares import Share
from regimen.training.tasks.calendar import CalendarTask
from regimen.training.tasks.errors import ErrorsTask
from regimen.training.tasks.next_cohort import NextCohortTask
from regimen.training.tasks.story import StoryTask
from regimen.training.tasks.verdict import VerdictTask
from regimen.training.tasks.worksheet import WorksheetTask
from regimen.training.tasks.wrong_cell import WrongCellTask

MOST_WEIGHT = 100


def _kind(raw: object) -> str:
    kind = str(raw)
    if kind not in KINDS:
        raise ValueSyntaxError(f"no kind of exercise '{kind[:40]}'{nearest(kind, KINDS)}", allowed=", ".join(KINDS))
    return kind


def _weight(raw: object) -> int:
    weight = parse_int(str(raw))
    if not 1 <= weight <= MOST_WEIGHT:
        raise ValueSyntaxError(f"the weight {weight} is not possible", allowed=f"1 to {MOST_WEIGHT}")
    return weight


Weight = Annotated[int, PlainValidator(_weight), WithJsonSchema({"type": ["string", "integer"]})]
KindField = Annotated[str, PlainValidator(_kind), WithJsonSchema({"enum": list(KINDS)})]


class HintText(Part):
    """Help that may be taken, at a price."""

    text: Text
    """What it says; it points the way and does not give the answer."""
    cost: Share = Decimal("0.25")
    """Percent of the item's credit that it costs."""


class Notes(Part):
    """What a teacher adds to one item."""

    prompt: Text | None = None
    """The question in other words than the program's."""
    answer: Annotated[Any, WithJsonSchema({})] = None
    """The answer expected, written as a learner would; the case is refused if the engine contradicts it."""
    hints: list[HintText] = []
    """Help in the order in which it is given."""
    why: Text | None = None
    """What is said after the engine's reason."""
    weight: Weight = 1
    """How much the item counts beside the others."""


class Question(Notes):
    """A question of the teacher's own; its key is a figure that the engine works out."""

    figure: Id
    """What is asked for, by name: `regimen train check` lists them."""
    of: Text | None = None
    """Drug, block, milestone or assessment it is about."""
    on: Text | None = None
    """Study day or date it is about."""
    options: dict[Id, Text] = {}
    """Options to choose from, each written as an answer would be; the engine says which one is right."""


class CasePointer(Part):
    """Where a rule stands and what it rests on."""

    rule: Text
    """The rule, with its place in the documentation."""
    source: Text
    """Citation behind it, or that it is a teaching assumption."""


class Case(Part):
    """What a case file holds."""

    format: Format = "1"
    """Version of this file format."""
    id: Id
    """Name of the case; answer files use it."""
    title: Text
    """What it is about, in a few words that give nothing away."""
    kind: KindField
    """Kind of exercise."""
    difficulty: Literal["easy", "moderate", "hard"]
    """How hard it is."""
    goals: list[Text] = Field(min_length=1)
    """What can be done after it."""
    minutes: Int
    """How long it takes."""
    introduction: Text
    """The situation, as the learner is told it."""
    seed: Int = 0
    """Number from which everything drawn by lot follows."""
    generated: Text | None = None
    """What made the case, with its version; absent in a case written by hand."""
    course: Course | None = None
    """Protocol, level, subject, reference date, acts and record, as a course file has them."""
    as_of: DateField | None = None
    """Date of the judgement, where a record is judged."""
    settings: dict[Id, Id] = {}
    """Settings of the recovery definition: group to the set chosen."""
    calendar: CalendarTask | None = None
    """What is asked of a calendar."""
    worksheet: WorksheetTask | None = None
    """What is asked of a worksheet."""
    wrong_cell: WrongCellTask | None = None
    """What is planted in a calendar."""
    errors: ErrorsTask | None = None
    """What a record holds in a room of errors."""
    verdict: VerdictTask | None = None
    """When the verdict is called."""
    next_cohort: NextCohortTask | None = None
    """What is known of an escalation."""
    story: StoryTask | None = None
    """The scenes of a branching case."""
    items: dict[Id, Notes] = {}
    """Notes on items, by item id."""
    questions: dict[Id, Question] = {}
    """Questions of the teacher's own, asked after the kind's items."""
    debrief: list[Text] = []
    """What to take away."""
    pointers: list[CasePointer] = []
    """Rules and sources behind the case."""
