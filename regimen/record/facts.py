"""What happened, in study days: the light values that deviations and the DLT verdict are computed from.

Study days count from the actual reference day (the first dose given of the drug it stands for). Dates, time zones and
the forms in which people write counts stay in the record file and its readers.
"""

from decimal import Decimal
from typing import Literal, NamedTuple

from regimen.counts.count import Count
from regimen.quantity import Amount

Attribution = Literal["treatment", "disease", "unrelated", "unknown"]
"""What a toxicity or a death is put down to."""


class Given(NamedTuple):
    """One administration as it was given."""

    agent: str
    """Generic name in lower case."""
    day: int
    minute: int | None = None
    """Minute of the day; None where only the day is known."""
    amount: Amount | None = None
    """What was given; None where only that it was given is known."""
    route: str | None = None
    """Route; None where it is not recorded."""
    key: str = ""
    """Where the record holds it, for messages: `administrations[3]`."""


class Sample(NamedTuple):
    """Blood counts by time of collection, ×10⁹/L; haemoglobin g/dL; blasts percent of leukocytes."""

    day: int
    minute: int | None = None
    anc: Count | None = None
    wbc: Count | None = None
    platelets: Count | None = None
    haemoglobin: Count | None = None
    blasts: Count | None = None
    key: str = ""

    @property
    def decides(self) -> bool:
        """Whether it can tell recovery: platelets, and neutrophils or at least white cells."""
        return self.platelets is not None and (self.anc is not None or self.wbc is not None)


class Marrow(NamedTuple):
    """One marrow examination."""

    day: int
    adequate: bool
    """Whether it can be read: a dry tap or a bad sample cannot."""
    blasts: Decimal | None = None
    """Percent of nucleated cells."""
    key: str = ""


class Support(NamedTuple):
    """A transfusion or a dose of growth factor."""

    kind: Literal["platelets", "red-cells", "growth-factor"]
    day: int
    minute: int | None = None
    key: str = ""


class Toxicity(NamedTuple):
    """An adverse event; `dlt` is what an investigator adjudicated, not what a rule computes."""

    day: int
    term: str
    grade: int
    ctcae: str
    """Version the grade was given by."""
    attribution: Attribution
    dlt: bool
    last_day: int | None = None
    key: str = ""


class Hold(NamedTuple):
    """Days on which drugs were held."""

    agents: tuple[str, ...]
    """Generic names; empty for all."""
    first_day: int
    last_day: int | None
    """None while the hold goes on."""
    reason: str
    key: str = ""


class Ending(NamedTuple):
    """Something after which nothing more is due or counts."""

    kind: Literal["next-therapy", "transplant", "relapse", "withdrawal", "death"]
    day: int
    attribution: Attribution | None = None
    """Of a death."""
    key: str = ""


class Done(NamedTuple):
    """An assessment that took place."""

    name: str
    """Id of the protocol's assessment."""
    day: int
    key: str = ""


class FollowUp(NamedTuple):
    """What was done about one deviation."""

    deviation: str
    """Key of the deviation: `deferred-series:MEC:d4`."""
    day: int
    who: str | None = None
    """Role of whoever wrote it down."""
    cause: str | None = None
    impact: str | None = None
    corrective_action: str | None = None
    approved_day: int | None = None
    """Study day of an approval; it erases nothing."""
    approved_by: str | None = None
    """Role of whoever approved."""
    key: str = ""


class Facts(NamedTuple):
    """Everything recorded of one subject, each kind sorted by day."""

    given: tuple[Given, ...] = ()
    samples: tuple[Sample, ...] = ()
    marrows: tuple[Marrow, ...] = ()
    support: tuple[Support, ...] = ()
    toxicities: tuple[Toxicity, ...] = ()
    holds: tuple[Hold, ...] = ()
    endings: tuple[Ending, ...] = ()
    done: tuple[Done, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
