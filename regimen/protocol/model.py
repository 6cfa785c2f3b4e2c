"""The protocol file, format 1, as a whole: which keys exist, what each holds, what it is for."""

from typing import Any, Literal

from regimen.protocol.agents import Agent
from regimen.protocol.lines import Assessment, DoseLine
from regimen.protocol.parts import (
    AssumptionGroup,
    Cycle,
    Entity,
    Format,
    Ladder,
    Overlay,
    Part,
    Reference,
    ReferenceDay,
    Suppression,
)
from regimen.protocol.values import DateText, DecimalOrRef, Id, Int, IntOrRef, Text


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
    after: Text | None = None
    """Block after whose last dose recovery is looked for; after all treatment if absent."""
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


class Change(Part):
    """One change of an amendment to the protocol file."""

    change: Literal["set", "add", "remove"]
    """What happens at the place: a value is replaced, a part is added, a part goes."""
    at: Text
    """Place: keys joined by points; entries of a list by their id (`doses.lenalidomide.days`)."""
    to: Any = None
    """The new value or part; absent for `remove`."""
    before: Text | None = None
    """Name of the part that an added one is put in front of; at the end if absent."""


class Amendment(Entity):
    """A dated step from one version of the protocol to the next."""

    version: Text
    """Version that it makes."""
    date: DateText | None = None
    """Date it came into force, where the sources give one."""
    reason: Text
    """Why."""
    changes: list[Change]
    """What it changes, in order."""


class Protocol(Part):
    """The written plan of a study."""

    format: Format
    """Version of this file format."""
    id: Id
    """Short id; also the file name in the library."""
    version: Text
    """Version of the protocol before any amendment; after reading, the version in force."""
    base_version: Text | None = None
    """Version before any amendment; filled in by the reader when it has made some."""
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
    lookalikes: dict[Id, Text] = {}
    """Protocols easily confused with this one (library id or registry number), each with what differs."""
    references: dict[Id, Reference]
    """Reference id to source."""
    reference_day: ReferenceDay
    """What study days count from."""
    cycle: Cycle | None = None
    """Cycles, if the protocol has them."""
    assumptions: dict[Id, AssumptionGroup] = {}
    """What the sources leave open."""
    overlays: dict[Id, Overlay] = {}
    """Supportive care and monitoring by analogy; off by default."""
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
    amendments: list[Amendment] = []
    """Later versions, oldest first; applied in reading."""
    suppress: list[Suppression] = []
    """Lint remarks that are right as they are."""

    @property
    def versions(self) -> tuple[str, ...]:
        """Every version its file can be read as, oldest first."""
        return (self.base_version or self.version, *(amendment.version for amendment in self.amendments))

    @property
    def own(self) -> "Protocol":
        """The version in force as a protocol of its own, its amendments already made."""
        return self.model_copy(update={"amendments": [], "base_version": None})
