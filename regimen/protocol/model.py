"""The protocol file, format 1: which keys exist, what each holds, what it is for.

Pydantic stands only at this edge; the engine works on what resolve.py makes of it. Every entity names its
`source` (a key of `references`) for all its fields, and `sources` for the fields that come from elsewhere.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, WithJsonSchema

from regimen.protocol.values import (
    AgesField,
    AmountField,
    DaysField,
    DaysOrRef,
    DecimalOrRef,
    DoseOrRef,
    Id,
    Int,
    IntOrRef,
    Minutes,
    SlotsField,
    StrengthField,
    Text,
    TextOrRef,
)

FORMAT = 1
"""The file format this program reads and writes."""

Format = Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})]
ReferenceNumber = Annotated[Literal["0", "1"], WithJsonSchema({"enum": [0, 1, "0", "1"]})]
Route = Literal["PO", "IV", "SC", "IM", "intrathecal", "ophthalmic"]


class Part(BaseModel):
    """Base of everything in a protocol file: closed (unknown keys are refused) and read-only."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Entity(Part):
    """A part of the protocol that states facts, and so names where they come from."""

    source: Id
    """Reference behind every field that `sources` does not list."""
    sources: dict[str, Id] = {}
    """Field name to reference, for fields that come from elsewhere."""
    caution: Text | None = None
    """A reservation shown with the entity, such as "may predate the amendment"."""


class Reference(Part):
    """Where facts come from."""

    kind: Literal["published", "registry", "label", "assumption"]
    """`assumption` marks everything that rests on it with †."""
    citation: Text
    """Enough to find it again."""


class ReferenceDay(Entity):
    """The day that study days count from."""

    number: ReferenceNumber = "1"
    """1: the day before Day 1 is Day -1. 0: there is a Day 0, as in transplant protocols."""
    event: TextOrRef
    """The event this day stands for, e.g. "first lenalidomide dose"."""


class Cycle(Entity):
    """The protocol's cycles; a protocol without them is one course of days."""

    length: Int
    """Days from one cycle's first day to the next one's."""
    count: Int
    """How many cycles the calendar draws."""


class AssumptionGroup(Part):
    """One thing the sources leave open, with named sets of values to choose from."""

    title: Text
    """What the group decides, in a few words."""
    reason: Text
    """Why a value has to be assumed."""
    default: Id
    """The set in force unless another is chosen."""
    sets: dict[Id, dict[Id, Text]]
    """Set id to its values; every set of a group has the same keys."""


class Product(Part):
    """A form in which a drug is supplied."""

    form: Literal["capsule", "tablet", "concentrate", "solution", "syringe"]
    """What is counted or measured."""
    strength: StrengthField
    """Amount per unit (`25 mg`) or per mL (`2 mg/mL`)."""
    rxnorm: Text | None = None
    """RxNorm concept of the product."""


class Agent(Entity):
    """A drug; its key in the file is the full generic name in lower case."""

    abbreviation: Text | None = None
    """As the protocol writes it (LEN); shown only beside a key that explains it."""
    letter: Text
    """One letter for narrow calendars."""
    rxnorm: Text | None = None
    """RxNorm ingredient."""
    products: list[Product] = []
    """Every strength supplied; the closest measurable amount over all of them is taken."""
    label_maximum: AmountField | None = None
    """Largest labelled amount a day; going above it is information, not an error."""
    label_note: Text | None = None
    """What the label leaves open, said with that information."""
    anthracycline: DecimalOrRef | None = None
    """Factor to doxorubicin equivalents, for the cumulative sum."""


class Level(Part):
    """One rung of the ladder: dose x schedule."""

    name: Text
    """As spoken: "LEN 50 mg/day, days 1-10"."""
    values: dict[Id, Text]
    """What `$level.key` stands for on this rung."""


class Ladder(Entity):
    """The dose levels, lowest rung first within a schedule."""

    default: Id
    """Level shown unless another is chosen."""
    levels: dict[Id, Level]
    """Level id to rung."""


class Condition(Part):
    """When a dose line applies."""

    age: AgesField
    """Age band in years: `<60`, `>=60`, `18-59`."""


class Step(Part):
    """One stretch of a ramp."""

    dose: DoseOrRef
    """Dose of one administration."""
    days: DaysOrRef
    """Cycle days of this stretch."""


class DoseLine(Entity):
    """One drug, one route, its dose and its days within a cycle."""

    id: Id | None = None
    """Needed where an agent has several lines; otherwise the agent's name."""
    agent: Id
    """Key of `agents`."""
    block: Text | None = None
    """Lines that belong together, such as MEC; they are moved and judged as one."""
    dose: DoseOrRef | None = None
    """Dose of one administration (not of a day or a course)."""
    days: DaysOrRef | None = None
    """Cycle days it is given on."""
    steps: list[Step] = []
    """Instead of `dose` and `days`, a ramp by day."""
    route: Route
    """How it is given."""
    slots: SlotsField | None = None
    """Spread over the day (`q12h`, `BID`, …); once daily if absent."""
    over: Minutes | None = None
    """Duration of one administration: `30 min`, `46 h`."""
    cap: AmountField | None = None
    """Largest amount of one administration, whatever the body size."""
    when: Condition | None = None
    """Whom the line is for, if not everyone."""
    cycles: DaysField | None = None
    """Cycles it is given in (`1-7/2`, `2-4`); all if absent."""
    period: Int | None = None
    """Length in days of the line's own cycle, where it differs from the protocol's."""
    order: Int | None = None
    """Place among the day's drugs, only where a source states one."""
    after: Id | None = None
    """Id of the line it follows on the same day, only where a source states it."""


class Assessment(Entity):
    """An examination, sample or stay."""

    id: Id
    """Unique among lines, assessments and milestones."""
    name: Text
    """What is done."""
    letter: Text
    """One lower-case letter for narrow calendars."""
    days: DaysOrRef
    """Target days."""
    before: Int = 0
    """Days of tolerance before each target."""
    after: Int = 0
    """Days of tolerance after each target."""
    anchor: TextOrRef | None = None
    """Event that really fixes the day, if not the reference day; the calendar then shows the window."""
    until: Text | None = None
    """Event that ends the series early, such as count recovery."""
    cycles: DaysField | None = None
    """Cycles it is done in; the first if absent."""


class Thresholds(Part):
    """Counts at or above which blood counts have recovered, x10^9/L."""

    anc: DecimalOrRef
    """Absolute neutrophil count."""
    platelets: DecimalOrRef
    """Platelet count, unsupported."""


class DltWindow(Entity):
    """The count-recovery rule: counts not recovered by `last_day` are a dose-limiting toxicity."""

    kind: Literal["count-recovery"]
    """The one DLT criterion modelled; others belong in `notes`."""
    last_day: Int
    """Last study day on which recovery is in time."""
    thresholds: Thresholds
    """What "recovered" means."""


class Milestone(Entity):
    """A day worth marking."""

    id: Id
    """Unique among lines, assessments and milestones."""
    name: Text
    """As shown on the calendar."""
    at: Literal["first", "last"] | None = None
    """First or last dose day, of `block` if given, else of the protocol."""
    block: Text | None = None
    """Block that `at` refers to."""
    day: IntOrRef | None = None
    """Or a fixed study day."""


class Constraint(Entity):
    """An order between blocks: the first dose of `first` comes before the first of `then`."""

    id: Id
    """Unique among constraints."""
    first: Text
    """Block that starts first."""
    then: Text
    """Block that starts later."""


class Protocol(Part):
    """The written plan of a study."""

    format: Format
    """Version of this file format."""
    id: Id
    """Short id; also the file name in the library."""
    version: Text
    """Version of the protocol this file states."""
    title: Text
    """Full title."""
    short: Text
    """Name for headings."""
    phase: Text | None = None
    """Trial phase."""
    condition: Text | None = None
    """Disease and setting."""
    identifiers: dict[Id, Text] = {}
    """Registry number, DOI and the like."""
    notes: list[Text] = []
    """What the reader must know and the calendar cannot show."""
    references: dict[Id, Reference]
    """Reference id to source."""
    reference_day: ReferenceDay
    """What study days count from."""
    cycle: Cycle | None = None
    """Cycles, if the protocol has them."""
    assumptions: dict[Id, AssumptionGroup] = {}
    """What the sources leave open."""
    agents: dict[Id, Agent]
    """Generic name to drug."""
    ladder: Ladder | None = None
    """Dose levels, if the protocol escalates."""
    doses: list[DoseLine]
    """Dose lines in protocol order."""
    assessments: list[Assessment] = []
    """Examinations and samples."""
    dlt: DltWindow | None = None
    """The DLT window, if there is one."""
    milestones: list[Milestone] = []
    """Days worth marking."""
    constraints: list[Constraint] = []
    """Order between blocks."""
