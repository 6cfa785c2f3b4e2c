"""What really happened to one subject, as the section `record:` of a course file.

Entries are never rewritten: a later entry under `corrections` replaces or voids an earlier one, and says why. A
course is one subject.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args, get_origin

from pydantic import Field, model_validator

from regimen.errors import ValueSyntaxError
from regimen.protocol.parts import Part
from regimen.protocol.values import Text
from regimen.record.entries import (
    Administration,
    AdverseEvent,
    AssessmentDone,
    BloodCount,
    Death,
    Entry,
    FollowUpEntry,
    GrowthFactor,
    HoldEntry,
    Infection,
    MarrowExam,
    NextTherapy,
    Note,
    Relapse,
    Transfusion,
    Transplant,
    Withdrawal,
)
from regimen.record.fields import Day, YesNo


class Correction(Part):
    """A later event that replaces or voids an earlier entry; what it corrects stays in the file."""

    of: Text
    """Id of the entry, or its place: `counts[3]`, `death`."""
    date: Day
    """When it was corrected."""
    reason: Text
    """Why."""
    who: Text | None = None
    """Role of whoever corrected it; never a real person's name."""
    void: YesNo = False
    """Whether nothing takes the entry's place."""
    administration: Administration | None = None
    """The dose as it should read."""
    count: BloodCount | None = None
    """The sample as it should read."""
    transfusion: Transfusion | None = None
    """The transfusion as it should read."""
    growth_factor: GrowthFactor | None = None
    """The dose of growth factor as it should read."""
    marrow: MarrowExam | None = None
    """The marrow as it should read."""
    toxicity: AdverseEvent | None = None
    """The toxicity as it should read."""
    infection: Infection | None = None
    """The infection as it should read."""
    hold: HoldEntry | None = None
    """The hold as it should read."""
    assessment: AssessmentDone | None = None
    """The assessment as it should read."""
    next_therapy: NextTherapy | None = None
    """The next therapy as it should read."""
    transplant: Transplant | None = None
    """The transplant as it should read."""
    relapse: Relapse | None = None
    """The relapse as it should read."""
    withdrawal: Withdrawal | None = None
    """The withdrawal as it should read."""
    death: Death | None = None
    """The death as it should read."""
    follow_up: FollowUpEntry | None = None
    """The follow-up as it should read."""
    entry_note: Note | None = None
    """The note as it should read."""

    @property
    def replacement(self) -> tuple[str, Entry] | None:
        """The section and the entry that takes the place of the corrected one."""
        found = ((section, getattr(self, name)) for section, name in REPLACEMENTS.items())
        return next(((section, entry) for section, entry in found if entry is not None), None)

    @model_validator(mode="after")
    def _one(self) -> "Correction":
        """It voids, or says what stands instead, once."""
        named = [name for name in REPLACEMENTS.values() if getattr(self, name) is not None]
        if len(named) + self.void != 1:
            found = ", ".join([*(["void"] if self.void else []), *named]) or "neither"
            raise ValueSyntaxError(
                f"a correction voids an entry or replaces it by one; found {found}",
                allowed=f"void: yes, or one of {', '.join(REPLACEMENTS.values())}",
            )
        replacement = self.replacement
        if replacement and replacement[1].id not in (None, self.of):
            raise ValueSyntaxError("an entry keeps its id when it is corrected", hint="leave the id out")
        return self


class Record(Part):
    """What really happened, each kind in a list of its own, in any order."""

    administrations: list[Administration] = Field(default_factory=list)
    """Doses given."""
    counts: list[BloodCount] = Field(default_factory=list)
    """Blood samples by time of collection."""
    transfusions: list[Transfusion] = Field(default_factory=list)
    """Platelets and red cells transfused."""
    growth_factor: list[GrowthFactor] = Field(default_factory=list)
    """Doses of myeloid growth factor."""
    marrow: list[MarrowExam] = Field(default_factory=list)
    """Examinations of the bone marrow."""
    toxicities: list[AdverseEvent] = Field(default_factory=list)
    """Toxicities with grade and attribution."""
    infections: list[Infection] = Field(default_factory=list)
    """Infections; kept and shown, no rule reads them."""
    holds: list[HoldEntry] = Field(default_factory=list)
    """Days on which drugs were held."""
    assessments: list[AssessmentDone] = Field(default_factory=list)
    """Assessments that took place; blood samples need no second entry."""
    next_therapy: NextTherapy | None = None
    """The next treatment of the leukaemia, if it began."""
    transplant: Transplant | None = None
    """The stem-cell transplant, if there was one."""
    relapse: Relapse | None = None
    """The relapse, if there was one."""
    withdrawal: Withdrawal | None = None
    """The withdrawal from the study, if there was one."""
    death: Death | None = None
    """The death, with its attribution."""
    follow_ups: list[FollowUpEntry] = Field(default_factory=list)
    """What was done about deviations: cause, impact, corrective action, approval."""
    notes: list[Note] = Field(default_factory=list)
    """Remarks that no rule reads."""
    corrections: list[Correction] = Field(default_factory=list)
    """Later events that replace or void entries, in the order in which they were made."""


REPLACEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "administrations": "administration",
        "counts": "count",
        "transfusions": "transfusion",
        "growth_factor": "growth_factor",
        "marrow": "marrow",
        "toxicities": "toxicity",
        "infections": "infection",
        "holds": "hold",
        "assessments": "assessment",
        "next_therapy": "next_therapy",
        "transplant": "transplant",
        "relapse": "relapse",
        "withdrawal": "withdrawal",
        "death": "death",
        "follow_ups": "follow_up",
        "notes": "entry_note",
    }
)
"""Section of a record to the key under which a correction holds an entry of it."""


def kind_of(section: str) -> type[Entry]:
    """The model of a section's entries."""
    kind: type[Entry] = get_args(Record.model_fields[section].annotation)[0]
    return kind


def holds_many(section: str) -> bool:
    """Whether a section is a list of entries; else it holds one, such as the death."""
    return get_origin(Record.model_fields[section].annotation) is list
