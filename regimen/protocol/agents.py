"""The drugs of a protocol file: what they are supplied as, how they are made up, what their labels say."""

from typing import Literal

from regimen.protocol.parts import Entity, Part
from regimen.protocol.values import (
    AmountField,
    BandField,
    DecimalField,
    DecimalOrRef,
    DoseField,
    StrengthField,
    Text,
)

Region = Literal["US", "EU", "NZ"]


class Product(Part):
    """A form in which a drug is supplied."""

    form: Literal["capsule", "tablet", "concentrate", "solution", "syringe", "powder", "drops"]
    """What is counted or measured."""
    strength: StrengthField
    """Amount per unit (`25 mg`; a powder vial holds one unit) or per mL (`2 mg/mL`)."""
    vials: dict[Region, list[DecimalField]] = {}
    """Region to the vial sizes sold there, in mL; for liquids."""
    rxnorm: Text | None = None
    """RxNorm concept of the product."""


class Dilution(Entity):
    """How an infusion is made up: concentration counts drug plus diluent volume."""

    diluent: Text
    """What it is diluted with."""
    lowest: StrengthField | None = None
    """Lowest final concentration."""
    highest: StrengthField | None = None
    """Highest final concentration."""
    smallest_ml: DecimalField | None = None
    """Smallest volume of diluent, mL."""
    bags: list[DecimalField] = []
    """Bag sizes to choose from, mL."""
    near_limit: Text | None = None
    """What to mind close to the highest concentration."""


class Adjustment(Entity):
    """What a label or guideline says for impaired organs or age; told, never applied. All given bounds must hold."""

    crcl: BandField | None = None
    """Creatinine clearance in mL/min; never an indexed eGFR."""
    bilirubin: BandField | None = None
    """Total bilirubin in mg/dL."""
    age: BandField | None = None
    """Age in years."""
    from_dose: DoseField | None = None
    """Smallest dose of one administration it is about."""
    percent: DecimalField | None = None
    """Percentage of the dose that the source gives."""
    note: Text
    """What the source says, in a few words."""


class Agent(Entity):
    """A drug; its key in the file is the full generic name in lower case."""

    abbreviation: Text | None = None
    """As the protocol writes it (LEN); shown only beside a key that explains it."""
    letter: Text
    """One letter for narrow calendars."""
    rxnorm: Text | None = None
    """RxNorm ingredient."""
    products: list[Product] = []
    """Every strength supplied, preferred first."""
    dilution: Dilution | None = None
    """How its infusion is made up."""
    adjustments: list[Adjustment] = []
    """What sources say for impaired organs or age."""
    pregnancy: Text | None = None
    """What the label demands where pregnancy is possible."""
    single_maximum: DoseField | None = None
    """Largest labelled single administration; lint questions more."""
    lifetime_maximum: DoseField | None = None
    """Largest labelled cumulative dose; lint questions a protocol that exceeds it."""
    label_maximum: AmountField | None = None
    """Largest labelled amount a day; going above it is information, not an error."""
    label_note: Text | None = None
    """What the label leaves open, said with that information."""
    anthracycline: DecimalOrRef | None = None
    """Factor to doxorubicin equivalents, for the cumulative sum."""
