"""What a protocol file puts on days: dose lines and assessments."""

from typing import Literal

from regimen.protocol.parts import Entity, Part
from regimen.protocol.values import (
    AgesField,
    AmountField,
    BandField,
    DaysField,
    DaysOrRef,
    DoseField,
    DoseOrRef,
    Id,
    Int,
    Minutes,
    SlotsField,
    Text,
    TextOrRef,
)

Route = Literal["PO", "IV", "SC", "IM", "intrathecal", "ophthalmic"]


class Condition(Part):
    """When a dose line applies."""

    age: AgesField | None = None
    """Age band in years: `<60`, `>=60`, `18-59`."""
    weight: BandField | None = None
    """Weight band in kg: `<60`, `>=60`."""
    lvef: BandField | None = None
    """Band of left ventricular ejection fraction in percent."""
    provided: Text | None = None
    """A condition that a person judges, such as "white cells at most 30"; the line is drawn and says so."""


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
    purpose: Literal["treatment", "premedication", "fluid", "rescue", "supportive"] = "treatment"
    """What it is given for."""
    overlay: Id | None = None
    """Overlay it belongs to; then drawn only when asked for."""
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
    other_routes: list[Route] = []
    """Other routes that the source allows."""
    site: Text | None = None
    """Where, if the route does not say it: "each eye"."""
    carries: dict[Id, DoseField] = {}
    """Further drugs in the same fixed-ratio product, with the dose that goes with this line's."""
    slots: SlotsField | None = None
    """Spread over the day (`q12h`, `BID`, …); once daily if absent."""
    over: Minutes | None = None
    """Duration of one administration: `30 min`, `46 h`."""
    cap: AmountField | None = None
    """Largest amount of one administration, whatever the body size."""
    rounding: Literal["product"] | None = None
    """`product`: the source rounds to the nearest product, however far away."""
    course_total: DoseField | None = None
    """Total of one cycle as the source prints it; lint multiplies out and compares."""
    first_slot: Int = 1
    """Slot that the first day of the series begins with, where it starts in mid-day."""
    last_slot: Int | None = None
    """Slot that the last day of the series ends with; all of them if absent."""
    until: Text | None = None
    """Event that ends the series early, such as count recovery; planned to the end of its days."""
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
    before: Id | None = None
    """Id of the line it precedes on the same day, as premedication does."""
    lag: Minutes | None = None
    """Time between the two: `4 h`, `30 min`."""
    lag_from: Literal["start", "end"] | None = None
    """Whether the lag counts from the start or the end of the other line, where the source says so."""


class Assessment(Entity):
    """An examination, sample or stay."""

    id: Id
    """Unique among lines, assessments and milestones."""
    name: Text
    """What is done."""
    overlay: Id | None = None
    """Overlay it belongs to; then drawn only when asked for."""
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
