"""The file of a trial as published: what was treated where, with which DLTs, and what else was reported.

Pydantic stands only at this edge; histories, replay and results are plain values made of it.
"""

from typing import Literal

from regimen.protocol.parts import Entity, Format, Part, Reference
from regimen.protocol.values import Id, Int, Text


class Enrolled(Entity):
    """How many subjects the whole trial had."""

    count: Int
    """Stages and expansion add up to it."""


class StatedDesign(Entity):
    """What the sources say of the design."""

    words: Text
    """As published: "3 + 3 design"."""
    cohort: Int
    """Fewest subjects that were enrolled together."""


class LevelTotals(Entity):
    """What was published of one level in one stage."""

    level: Id
    """A level of the protocol, in the stage's version."""
    treated: Int
    """Subjects treated."""
    dlts: Int
    """Those with a DLT."""
    cohorts: list[Text] | None = None
    """Each cohort's letters, `NNN` or `NNT`, where the sources give them; else every split is considered."""
    not_known: list[Text] = []
    """What the sources leave open about it."""


class Stage(Entity):
    """The escalation under one version of the protocol; each stage begins a ladder of its own."""

    version: Text
    """Version of the protocol."""
    ladder: list[Id]
    """The levels that could be given, lowest first."""
    order: Literal["unknown", "as-listed"]
    """Whether the sources prove in which order the levels were opened."""
    above: Literal["unknown", "none", "planned"]
    """Whether a level above the ladder's last was planned."""
    levels: list[LevelTotals]
    """The levels in the order in which the source lists them."""
    not_known: list[Text] = []
    """What the sources leave open about the stage as a whole."""


class Expansion(Entity):
    """Subjects treated at the recommended level after the escalation."""

    level: Id
    """A level of the last stage."""
    treated: Int
    """Subjects treated."""
    not_known: list[Text] = []
    """What the sources leave open about it."""


class StatedMtd(Entity):
    """The maximum tolerated dose as published."""

    level: Id
    """A level of the last stage."""
    treated: Int
    """Subjects treated there, the expansion counted."""


class Result(Entity):
    """A result that is a count of a count, so that intervals can be computed beside it."""

    id: Id
    """Unique among the results."""
    what: Text
    """The outcome: "complete remission"."""
    among: Text
    """Who was counted: "all subjects"."""
    events: Int
    """Subjects with the outcome."""
    of: Int
    """Subjects counted."""
    published: Text
    """The figure as published."""


class Contrast(Entity):
    """Two levels whose DLTs are held against each other."""

    id: Id
    """Unique among the comparisons."""
    lower: Id
    """Level expected to have fewer DLTs."""
    higher: Id
    """Level expected to have more."""
    question: Text
    """What the comparison is about."""
    reading: Text
    """Whose reading of it was published."""


class Quote(Entity):
    """Figures that can only be quoted: nothing is derived from them."""

    what: Text
    """What they are figures of."""
    figures: dict[Text, Text]
    """Which to its figure, as published."""


class Successor(Entity):
    """The trial that followed."""

    id: Text
    """Its registry number."""
    what: Text
    """What it was."""
    told: list[Text]
    """What is known of it."""


class PublishedTrial(Part):
    """A trial's escalation and results as published."""

    format: Format
    """Version of this file format."""
    protocol: Id
    """The protocol it followed, by its id in the library."""
    title: Text
    """Heading of the replay."""
    references: dict[Id, Reference]
    """Reference id to source."""
    enrolled: Enrolled
    """Size of the trial."""
    design: StatedDesign
    """The escalation as the sources name it."""
    stages: list[Stage]
    """The escalation, one stage a version of the protocol."""
    expansion: Expansion | None = None
    """The expansion, if there was one."""
    mtd: StatedMtd | None = None
    """The maximum tolerated dose, if one was published."""
    results: list[Result] = []
    """Results with intervals."""
    comparisons: list[Contrast] = []
    """Levels held against each other."""
    quoted: list[Quote] = []
    """What can only be quoted."""
    successor: Successor | None = None
    """The trial that followed, if there was one."""
