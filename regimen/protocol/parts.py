"""The protocol file, format 1: what its parts have in common, and the parts that are not about drugs.

Pydantic stands only at this edge; the engine works on what resolve.py makes of it. Every entity names its
`source` (a key of `references`) for all its fields, and `sources` for the fields that come from elsewhere.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, WithJsonSchema

from regimen.protocol.values import Id, Int, Text, TextOrRef

FORMAT = 1
"""The file format this program reads and writes."""

Format = Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})]
ReferenceNumber = Annotated[Literal["0", "1"], WithJsonSchema({"enum": [0, 1, "0", "1"]})]


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

    kind: Literal["published", "registry", "label", "entered", "assumption"]
    """`assumption` marks everything that rests on it with †; `entered` is a user's own entry, without a source."""
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
    """How many cycles the calendar draws unless a course asks for another number."""
    fewest: Int | None = None
    """Fewest cycles the source allows."""
    most: Int | None = None
    """Most cycles the source allows."""
    shortest: Int | None = None
    """Fewest days from one cycle's start to the next one's, where the source gives a range."""
    longest: Int | None = None
    """Most days from one cycle's start to the next one's."""
    provided: dict[Int, Text] = {}
    """Cycle number to the condition it is given on, such as "blasts 5 % or more on day 21"."""


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


class Overlay(Entity):
    """Supportive care or monitoring by analogy, drawn only when asked for."""

    title: Text
    """What it adds, in a few words."""
    reason: Text
    """Why it is offered, and by what analogy."""


class Level(Part):
    """One rung of the ladder: dose x schedule."""

    name: Text
    """As spoken: "LEN 50 mg/day, days 1-10"."""
    values: dict[Id, Text]
    """What `$level.key` stands for on this rung."""
    closed: Text | None = None
    """Why no subject may start on this rung any more, such as "closed by version 2"."""


class Ladder(Entity):
    """The dose levels, lowest rung first within a schedule."""

    default: Id
    """Level shown unless another is chosen."""
    start: Id | None = None
    """Level the escalation begins at, where the source says so."""
    levels: dict[Id, Level]
    """Level id to rung."""


class Suppression(Part):
    """A lint remark that was looked at and found to be right as it is."""

    rule: Id
    """Id of the lint rule."""
    subject: Text | None = None
    """Line, agent or other part that the remark is about; all of them if absent."""
    reason: Text
    """Why the protocol is right."""
