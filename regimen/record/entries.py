"""What a record holds: each kind of thing that happened, as one entry with its date.

There are no names of people here, and no dates of birth.
"""

from typing import Annotated, Literal

from pydantic import WithJsonSchema, model_validator

from regimen.counts.units import Measured
from regimen.errors import ValueSyntaxError
from regimen.protocol.lines import Route
from regimen.protocol.parts import Part
from regimen.protocol.values import Id, Text
from regimen.record.facts import Attribution
from regimen.record.fields import (
    Anc,
    Blasts,
    Day,
    GivenAmount,
    GradeField,
    Haemoglobin,
    Platelets,
    Time,
    Wbc,
    YesNo,
)

Ctcae = Annotated[Literal["4.03", "5.0", "6.0"], WithJsonSchema({"enum": [4.03, 5.0, 6.0, "4.03", "5.0", "6.0"]})]


class Entry(Part):
    """One thing that happened on one day."""

    id: Id | None = None
    """Name by which a correction finds it; its place in the record serves too, such as `counts[3]`."""
    date: Day
    """The day on which it happened or began."""

    @property
    def content(self) -> tuple[object, ...]:
        """What it says, less its id and its note, with values in their base unit: equal for equal things."""
        values = (getattr(self, name) for name in type(self).model_fields if name not in ("id", "note"))
        return tuple(value.count if isinstance(value, Measured) else value for value in values)


class Timed(Entry):
    """One thing that happened at one time."""

    time: Time | None = None
    """Local time as HH:MM; of blood, the time of collection."""


class Lasting(Entry):
    """One thing that went on for some days."""

    end: Day | None = None
    """Its last day; absent while it goes on."""

    @model_validator(mode="after")
    def _in_order(self) -> "Lasting":
        """It ends no earlier than it begins."""
        if self.end is not None and self.end < self.date:
            raise ValueSyntaxError(f"it ends on {self.end}, before it begins on {self.date}")
        return self


class Administration(Timed):
    """One dose that was given."""

    agent: Text
    """The drug: generic name, or the abbreviation that the protocol gives it."""
    amount: GivenAmount | None = None
    """What was given, with its unit: `50 mg`."""
    route: Route | None = None
    """How it was given."""
    note: Text | None = None
    """Anything else worth keeping."""


class BloodCount(Timed):
    """One blood sample; each value has its unit: `0.4 10^9/L`, `450 /uL`, `<0.1 K/uL`."""

    anc: Anc | None = None
    """Absolute neutrophil count."""
    wbc: Wbc | None = None
    """White blood cells."""
    platelets: Platelets | None = None
    """Platelets."""
    haemoglobin: Haemoglobin | None = None
    """Haemoglobin in g/dL, g/L or mmol/L."""
    blasts: Blasts | None = None
    """Circulating blasts, percent of leukocytes."""
    note: Text | None = None
    """Anything else worth keeping."""

    @model_validator(mode="after")
    def _measured(self) -> "BloodCount":
        """A sample holds at least one value."""
        if not any((self.anc, self.wbc, self.platelets, self.haemoglobin, self.blasts)):
            raise ValueSyntaxError("the sample has no value", allowed="anc, wbc, platelets, haemoglobin, blasts")
        return self


class Transfusion(Timed):
    """One transfusion."""

    product: Literal["platelets", "red-cells"]
    """What was transfused."""
    note: Text | None = None
    """Anything else worth keeping."""


class GrowthFactor(Timed):
    """One dose of a myeloid growth factor."""

    agent: Text | None = None
    """Which one."""


class MarrowExam(Entry):
    """One examination of the bone marrow."""

    adequate: YesNo
    """Whether it can be read; a dry tap cannot."""
    blasts: Blasts | None = None
    """Percent of nucleated cells."""
    note: Text | None = None
    """Anything else worth keeping."""

    @model_validator(mode="after")
    def _counted(self) -> "MarrowExam":
        """A marrow's blasts are counted, so there is no reporting limit."""
        if self.blasts is not None and self.blasts.count.below:
            raise ValueSyntaxError(f"marrow blasts '{self.blasts}' are no number", hint="write the percentage counted")
        return self


class AdverseEvent(Lasting):
    """A toxicity; `date` is its first day."""

    term: Text
    """CTCAE term."""
    grade: GradeField
    """Grade, 1 to 5."""
    ctcae: Ctcae
    """Version of CTCAE it was graded by."""
    attribution: Attribution
    """What it is put down to."""
    dlt: YesNo = False
    """Whether it was adjudicated to be dose-limiting; no rule computes this."""


class Infection(Lasting):
    """An infection; `date` is its first day."""

    term: Text
    """Site and organism, as far as known."""


class HoldEntry(Lasting):
    """Days on which drugs were held; `date` is the first of them."""

    agents: list[Text] = []
    """Drugs or blocks; all if empty."""
    reason: Text
    """Why."""


class AssessmentDone(Entry):
    """An assessment that took place."""

    assessment: Id
    """Id of the protocol's assessment."""


class NextTherapy(Entry):
    """The next treatment of the leukaemia."""

    what: Text | None = None
    """Which one."""


class Transplant(Entry):
    """A stem-cell transplant."""


class Relapse(Entry):
    """A relapse."""


class Withdrawal(Entry):
    """The subject left the study."""

    reason: Text | None = None
    """Why."""


class Death(Entry):
    """The subject died."""

    attribution: Attribution
    """What it is put down to; `unknown` needs adjudication."""


class FollowUpEntry(Entry):
    """What was done about one deviation; nothing in it makes the deviation go away."""

    deviation: Text
    """Key of the deviation, as the report gives it: `deferred-series:MEC:d4`."""
    who: Text | None = None
    """Role of whoever wrote this; never a real person's name."""
    cause: Text | None = None
    """Why it happened."""
    impact: Text | None = None
    """What it means for the subject and for the trial's data."""
    corrective_action: Text | None = None
    """What was done about it and against another one; this closes an important deviation."""
    approved_on: Day | None = None
    """Date of an approval, if there was one; it excuses nothing."""
    approved_by: Text | None = None
    """Role of whoever approved; never a real person's name."""

    @model_validator(mode="after")
    def _says_something(self) -> "FollowUpEntry":
        """It tells a cause, an impact, an action or an approval, and an approval has its date and its role."""
        if not any((self.cause, self.impact, self.corrective_action, self.approved_on, self.approved_by)):
            raise ValueSyntaxError("it says nothing", allowed="cause, impact, corrective_action, an approval")
        if (self.approved_on is None) != (self.approved_by is None):
            raise ValueSyntaxError("an approval has a date and a role", hint="give approved_on and approved_by")
        if self.approved_on is not None and self.approved_on > self.date:
            raise ValueSyntaxError(f"it was approved on {self.approved_on}, after it was written on {self.date}")
        return self


class Note(Entry):
    """Something worth keeping that no rule reads."""

    text: Text
    """In a sentence; no names."""
