"""Nadirs and days below a threshold, told as far as samples tell."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.counts.count import Count
from regimen.counts.trajectory import days_low, nadir, spells
from regimen.days import DAY_ONE

D = Decimal
HALF = D("0.5")


def points(text: str) -> list[tuple[int, Count]]:
    """`9:1.2 12:<0.1` as days and values."""
    pairs = (pair.split(":") for pair in text.split())
    return [(int(day), Count(D(value.lstrip("<")), value.startswith("<"))) for day, value in pairs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("1:1.2 9:0.3 14:0.3 20:0.8", 9),
        ("9:0.1 14:<0.1", 14),
        ("9:<0.1 14:<0.1", 9),
        ("9:<0.1 14:0.05", 14),
    ],
    ids=["none", "first of equals", "below a limit is lower", "first limit", "a value under the limit"],
)
def test_nadir(text, expected) -> None:
    """The lowest sample, the first where several are."""
    found = nadir(points(text))
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("1:2 5:1", 0, 0),
        ("8:1 10:0.4 12:0.2 15:0.6", 3, 6),
        ("8:1 10:0.4 15:0.6", 1, 6),
        ("8:1 10:0.5 15:0.6", 0, 0),
        ("10:0.4 15:0.6", 1, None),
        ("8:1 10:0.4", 1, None),
        ("8:1 10:0.4 12:0.7 14:0.3 20:1", 2, 10),
        ("8:1 10:0.4 12:<1 14:0.3 20:1", 5, 11),
        ("-2:1 -1:0.4 1:0.4 2:0.9", 2, 2),
        ("8:1 8:0.4 8:0.9", 1, 1),
    ],
    ids=[
        "never", "one spell", "one sample", "equal is not below", "low from the start", "low to the end", "two spells",
        "a limit above the threshold tells nothing", "there is no Day 0", "within one day",
    ],
)  # fmt: skip
def test_days_below_half(text, least, most) -> None:
    """At least from first to last low sample; at most between the neighbours that were not low."""
    assert days_low(points(text), HALF) == (least, most)


@given(
    values=st.dictionaries(
        st.integers(-20, 60).filter(bool), st.decimals(min_value=0, max_value=2, places=1), min_size=1
    )
)
def test_days_low_hold_together(values) -> None:
    """Each low sample lies in one spell, no other does, and the least is never above the most."""
    given_points = [(day, Count(value)) for day, value in sorted(values.items())]
    found = list(spells(given_points, HALF))
    low = {day for day, count in given_points if count.value < HALF}
    assert {day for day in values for spell in found if spell.first <= day <= spell.last} == low
    total = days_low(given_points, HALF)
    assert total.least == sum(DAY_ONE.elapsed(spell.first, spell.last) + 1 for spell in found)
    assert total.most is None or total.least <= total.most
    assert len(low) <= total.least
