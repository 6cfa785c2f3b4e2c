"""What one sample says: thresholds, reporting limits, white cells, support within a day, samples that disagree."""

from dataclasses import replace
from decimal import Decimal

import pytest
from dlt_subject import HOME, MEC, samples

from regimen.days import DAY_ZERO
from regimen.dlt.case import Case
from regimen.dlt.levels import Limits, readings
from regimen.record.facts import Facts, Support

LIMITS = Limits(Decimal("0.5"), Decimal(20))


def levels(counts: str, support: tuple[Support, ...] = (), **settings: int) -> list[tuple[str, str, str]]:
    """ANC, platelets and the sample as a whole, for each sample."""
    case = Case(Facts(samples=samples(counts), support=support), MEC, 60)
    read = readings(case, replace(HOME, **settings), LIMITS, after=8)
    return [(one.anc, one.platelets, one.both) for one in read]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ("20:0.5/20", ("good", "good", "good")),
        ("20:0.499/20", ("low", "good", "low")),
        ("20:0.5/19.9", ("good", "low", "low")),
        ("20:<0.5/<20", ("low", "low", "low")),
        ("20:<0.1/25", ("low", "good", "low")),
        ("20:<1.0/25", ("undetermined", "good", "undetermined")),
        ("20:-/25", ("undetermined", "good", "undetermined")),
        ("20:0.9/-", ("good", "undetermined", "undetermined")),
        ("20:-/12", ("undetermined", "low", "low")),
        ("20:-/25/0.49", ("low", "good", "low")),
        ("20:-/25/<0.5", ("low", "good", "low")),
        ("20:-/25/0.5", ("undetermined", "good", "undetermined")),
        ("20:<1.0/25/0.3", ("low", "good", "low")),
        ("20:0.6/25/0.6", ("good", "good", "good")),
        ("20:0.5/25/0.4", ("good", "good", "good")),
        ("20:0.6/25/0.4", ("undetermined", "good", "undetermined")),
        ("20:0.6/12/0.4", ("undetermined", "low", "low")),
        ("20:0.6/25/<0.5", ("good", "good", "good")),
        ("20:0.3/25/0.1", ("low", "good", "low")),
    ],
    ids=[
        "hit exactly", "ANC below", "platelets below", "reported below the threshold", "reported far below",
        "reporting limit above", "no ANC", "no platelets", "no ANC, platelets low", "white cells prove it",
        "white cells reported below", "white cells at the threshold prove nothing", "white cells beside a limit",
        "as many white cells", "a tenth above low white cells is rounding", "ANC above low white cells",
        "ANC above them, platelets low", "above their limit by rounding", "low is low above them too",
    ],
)  # fmt: skip
def test_levels_of_one_sample(counts, expected) -> None:
    """Low is below the threshold; what a value cannot tell is undetermined."""
    assert levels(counts) == [expected]


GOOD, LOW, OPEN = ("good",) * 3, ("low",) * 3, ("undetermined",) * 3


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ("20@480:0.1/9 20@1200:0.6/25", [LOW, GOOD]),
        ("20@1200:0.6/25 20@480:0.1/9", [LOW, GOOD]),
        ("20:0.1/9 20:0.6/25", [OPEN, OPEN]),
        ("20@480:0.1/9 20:0.6/25", [OPEN, OPEN]),
        ("20@480:0.1/9 20@480:0.6/25", [OPEN, OPEN]),
        ("20:0.1/9 20:0.2/8", [LOW, LOW]),
        ("20:0.1/25 20:0.6/25", [("undetermined", "good", "undetermined")] * 2),
        ("20:0.1/9 21:0.6/25", [LOW, GOOD]),
    ],
    ids=[
        "by time of collection", "whatever the order in the record", "no times", "one time", "equal times",
        "they agree", "only ANC disagrees", "another day",
    ],
)  # fmt: skip
def test_two_samples_of_a_day(counts, expected) -> None:
    """Times order them; without an order, samples that disagree say nothing."""
    assert levels(counts) == expected


@pytest.mark.parametrize(
    ("sampled", "transfused", "level"),
    [("@600", 480, "undetermined"), ("@600", 720, "good"), ("@600", None, "undetermined"), ("", 720, "undetermined")],
    ids=["transfused before", "transfused after", "transfusion without time", "sample without time"],
)
def test_a_transfusion_on_the_day_of_the_sample(sampled, transfused, level) -> None:
    """Only a transfusion known to be later leaves that day's sample alone."""
    assert levels(f"20{sampled}:0.6/25", (Support("platelets", 20, transfused),))[0][1] == level


def test_a_low_value_is_low_on_support() -> None:
    """Transfused or not, a low platelet count is low."""
    assert levels("20:0.6/12", (Support("platelets", 20),)) == [("good", "low", "low")]


@pytest.mark.parametrize(
    ("transfused", "level"), [(-1, "undetermined"), (-2, "good")], ids=["2 days before Day 2", "3 days before"]
)
def test_days_are_counted_without_a_day_0(transfused, level) -> None:
    """From Day −1 to Day 2 are two days, from Day −2 three; with a Day 0 it is one more."""
    facts = Facts(samples=samples("2:0.6/25"), support=(Support("platelets", transfused),))
    case = Case(facts, MEC, 60)
    assert readings(case, HOME, LIMITS, after=1)[0].platelets == level
    assert readings(case._replace(numbering=DAY_ZERO), HOME, LIMITS, after=1)[0].platelets == "good"


def test_only_samples_of_the_case_are_read() -> None:
    """Samples up to the last dose, and after the day asked for, are not read."""
    case = Case(Facts(samples=samples("8:0.1/9 9:0.1/9 60:0.1/9 61:0.1/9")), MEC, 60)
    assert [one.sample.day for one in readings(case, HOME, LIMITS, after=8)] == [9, 60]
