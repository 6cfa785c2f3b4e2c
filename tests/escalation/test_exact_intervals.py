"""Exact binomial intervals and Fisher's test, against their definitions in whole numbers."""

from fractions import Fraction
from itertools import combinations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.errors import RegimenError
from regimen.escalation.fisher import fisher_exact
from regimen.escalation.intervals import exact_interval, exact_intervals

PUBLISHED = [
    pytest.param(12, 35, "21.1–49.6", "19.1–52.2", id="responses of all"),
    pytest.param(7, 17, "21.2–63.6", "18.4–67.1", id="responses at the MTD"),
    pytest.param(1, 7, "0.7–52.1", "0.4–57.9", id="DLTs among seven treated"),
    pytest.param(1, 6, "0.9–58.2", "0.4–64.1", id="DLTs among six evaluable"),
    pytest.param(0, 3, "0.0–63.2", "0.0–70.8", id="none of three"),
    pytest.param(3, 3, "36.8–100.0", "29.2–100.0", id="all of three"),
]


@pytest.mark.parametrize(("events", "of", "ninety", "ninety_five"), PUBLISHED)
def test_the_intervals_are_those_of_published_tables(events: int, of: int, ninety: str, ninety_five: str) -> None:
    """12 of 35 is 21.1 to 49.6 at 90 %, as the trial published it."""
    assert [interval.ends for interval in exact_intervals(events, of)] == [ninety, ninety_five]


def test_an_interval_reads_as_count_and_ends() -> None:
    """The words carry the count, so that nobody quotes an interval without it."""
    assert str(exact_interval(1, 7)) == "1/7 (95 % CI 0.4–57.9)"


def tail(events: int, of: int, chance: Fraction) -> Fraction:
    """The probability of `events` or more, in whole numbers."""
    return sum(
        (comb(of, seen) * chance**seen * (1 - chance) ** (of - seen) for seen in range(events, of + 1)), Fraction()
    )


@given(st.integers(1, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), st.sampled_from([90, 95]))
def test_each_end_leaves_half_of_the_rest_outside(count: tuple[int, int], confidence: int) -> None:
    """The ends solve the equations that define them, worked out in fractions."""
    events, of = count
    interval = exact_interval(events, of, confidence)
    half = (1 - confidence / 100) / 2
    if events:
        assert float(tail(events, of, Fraction(interval.low))) == pytest.approx(half, rel=1e-9)
    if events < of:
        assert float(1 - tail(events + 1, of, Fraction(interval.high))) == pytest.approx(half, rel=1e-9)
    assert 0 <= interval.low <= events / of <= interval.high <= 1


@pytest.mark.parametrize(
    ("events", "of", "confidence"),
    [
        pytest.param(8, 7, 95, id="more events than subjects"),
        pytest.param(-1, 7, 95, id="fewer than none"),
        pytest.param(0, 0, 95, id="nobody"),
        pytest.param(1, 7, 100, id="certainty"),
    ],
)
def test_what_cannot_be_counted_is_refused(events: int, of: int, confidence: int) -> None:
    """An interval of nothing is a mistake of the caller, said as one."""
    with pytest.raises(RegimenError):
        exact_interval(events, of, confidence)


def test_two_of_six_and_one_of_seven_do_not_differ_by_fishers_test() -> None:
    """P = 0.56: the schedules' DLT rates are compatible with being the same."""
    assert fisher_exact(2, 6, 1, 7) == pytest.approx(0.5594405594405595, abs=1e-15)


@given(st.integers(1, 6), st.integers(1, 6), st.data())
def test_fishers_p_counts_the_ways_to_deal_out_the_events(of: int, other_of: int, data: st.DataObject) -> None:
    """Dealing the events to all subjects in every way gives the same p."""
    events, other = data.draw(st.integers(0, of)), data.draw(st.integers(0, other_of))
    dealt = [sum(place < of for place in places) for places in combinations(range(of + other_of), events + other)]
    seen = [dealt.count(count) for count in dealt]
    unlikelier = sum(often <= dealt.count(events) for often in seen)
    assert fisher_exact(events, of, other, other_of) == pytest.approx(unlikelier / len(dealt), abs=1e-15)


def test_fishers_test_refuses_an_empty_group() -> None:
    """Nobody cannot be compared with anybody."""
    with pytest.raises(RegimenError):
        fisher_exact(0, 0, 1, 7)
