"""One subject of the home protocol in a few words: MEC until Day 8, counts written `43:0.2/12` (day:ANC/platelets)."""

from decimal import Decimal
from typing import NamedTuple

from regimen.counts.count import Count
from regimen.dlt.case import Case, Treatment
from regimen.dlt.definition import Definition
from regimen.dlt.settings import define
from regimen.dlt.verdict import Verdict, judge
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import load
from regimen.record.facts import Ending, Facts, Marrow, Sample, Support, Toxicity

WINDOW = resolve(load()).dlt
assert WINDOW is not None
HOME = define(WINDOW)
MEC = Treatment("MEC", 8, Decimal(1))
LOW = "15:0.1/9 22:0.0/6 29:0.1/8 36:0.2/9 43:0.3/12"
"""Low in each week after MEC."""
NOTHING = Facts()
CLEAN = Marrow(44, adequate=True, blasts=Decimal(2))


class Told(NamedTuple):
    """The short form of a verdict."""

    state: str
    rule: str
    letter: str


def count(text: str) -> Count | None:
    """`0.4`, `<0.1`; `-` for none."""
    return None if text == "-" else Count(Decimal(text.removeprefix("<")), text.startswith("<"))


def sample(text: str) -> Sample:
    """`43:0.2/12`, with a minute of the day `43@480:0.2/12`, with white cells `43:-/12/0.3`."""
    when, values = text.split(":")
    day, _, minute = when.partition("@")
    anc, platelets, *wbc = map(count, values.split("/"))
    return Sample(int(day), int(minute) if minute else None, anc=anc, platelets=platelets, wbc=wbc[0] if wbc else None)


def samples(text: str) -> tuple[Sample, ...]:
    """Samples parted by spaces."""
    return tuple(map(sample, text.split()))


def platelets_on(*days: int) -> tuple[Support, ...]:
    """Platelet transfusions."""
    return tuple(Support("platelets", day) for day in days)


def growth_factor_on(*days: int) -> tuple[Support, ...]:
    """Doses of growth factor."""
    return tuple(Support("growth-factor", day) for day in days)


def ending(kind: str, day: int, attribution: str | None = None) -> Facts:
    """Facts that hold one ending."""
    return Facts(endings=(Ending(kind, day, attribution),))  # type: ignore[arg-type]


def flagged(day: int, attribution: str = "treatment", *, dlt: bool = True) -> Facts:
    """Facts that hold one adjudicated toxicity."""
    return Facts(toxicities=(Toxicity(day, "hepatic failure", 4, "4.03", attribution, dlt),))  # type: ignore[arg-type]


def marrow(day: int, blasts: str | None = "2", *, adequate: bool = True) -> tuple[Marrow, ...]:
    """One marrow."""
    return (Marrow(day, adequate=adequate, blasts=None if blasts is None else Decimal(blasts)),)


def verdict(
    counts: str,
    as_of: int = 60,
    facts: Facts = NOTHING,
    definition: Definition = HOME,
    treatment: Treatment = MEC,
) -> Verdict:
    """The verdict on counts written in short, beside other facts."""
    return judge(Case(facts._replace(samples=samples(counts)), treatment, as_of), definition)


def told(of: Verdict) -> Told:
    """What a decision table holds of it."""
    return Told(of.state, of.rule, of.letter)
