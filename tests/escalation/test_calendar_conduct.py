"""Trials run through the calendar: the fast loop is the plain conduct, and both are fair to the designs they run."""

from collections import Counter
from math import sqrt

import pytest
from calendar_peer import finished, moments
from hypothesis import given
from hypothesis import strategies as st

from regimen.escalation.designs.registry import design_of
from regimen.escalation.exact.course import conduct_of
from regimen.escalation.exact.oc import expectations
from regimen.escalation.outcomes import DLT, NONE
from regimen.escalation.state import empty
from regimen.escalation.timing.arrivals import lot_of, lots
from regimen.escalation.timing.conduct import Enrolment, Ladder, conduct
from regimen.escalation.timing.planning import Planning
from regimen.escalation.timing.racing import Race

CHANCES = (0.05, 0.10, 0.20, 0.35, 0.50)
LOCAL = ("no-deescalation", "deescalate-top3", "deescalate-six", "rolling-six", "aplusb:2,2,1,1,1,deescalate")
PLANNINGS = st.builds(
    Planning,
    window=st.integers(1, 90),
    review_lag=st.integers(0, 20),
    stagger=st.integers(0, 30),
    accrual=st.integers(1, 60),
    recovery=st.none() | st.tuples(st.integers(1, 40), st.integers(40, 90)),
)


@given(
    st.sampled_from(LOCAL),
    st.lists(st.floats(0, 1), min_size=1, max_size=6),
    PLANNINGS,
    st.integers(0, 10**6),
    st.integers(1, 6),
)
def test_the_fast_loop_is_the_plain_conduct(name, chances, planning, seed, start) -> None:
    """Trial by trial: same last decision on the same day, same level, same subjects, for any design and planning."""
    design, first = design_of(name), min(start, len(chances))
    race = Race(design, chances, planning, first)
    for arrivals, again in zip(lots(seed, planning.accrual, 3), lots(seed, planning.accrual, 3), strict=True):
        assert race.run(arrivals) == finished(design, chances, planning, again, first)


@given(st.sampled_from([name for name in LOCAL if name != "rolling-six"]), PLANNINGS, st.integers(0, 10**6))
def test_a_longer_window_never_ends_a_waiting_design_earlier(name, planning, seed) -> None:
    """Where nobody has a DLT the same subjects climb to the same level, and only time differs, only one way."""
    shorter, longer = (
        Race(design_of(name), (0.0,) * 5, planning._replace(window=planning.window + more)) for more in (0, 17)
    )
    for arrivals in lots(seed, planning.accrual, 5):
        before, after = shorter.run(arrivals), longer.run(arrivals)
        assert after.day >= before.day
        assert after[1:] == before[1:]


@pytest.mark.parametrize("name", ["no-deescalation", "deescalate-top3", "deescalate-six"])
def test_waiting_for_the_calendar_changes_no_chance(name) -> None:
    """What a 3 + 3 recommends after time is counted lies within five standard errors of the exact chances."""
    trials, design = 20_000, design_of(name)
    race = Race(design, CHANCES, Planning())
    ends = [race.run(arrivals) for arrivals in lots(45, 14, trials)]
    seen, exact = Counter(end.level for end in ends), expectations(conduct_of(design), CHANCES, empty(5))
    for level, chance in enumerate((exact.p_none, *exact.p_select)):
        assert seen[level] / trials == pytest.approx(chance, abs=5 * sqrt(chance / trials))
    assert sum(end.treated for end in ends) / trials == pytest.approx(exact.expected_n, rel=0.02)
    assert sum(end.dlts for end in ends) / trials == pytest.approx(exact.expected_dlt, rel=0.03)


def test_subjects_are_the_same_whoever_asks_for_more() -> None:
    """A design that needs many subjects does not change those of the next trial."""
    one, other = list(lots(7, 14, 3)), list(lots(7, 14, 3))
    one[0].after(5_000, 0)
    assert len(one[0].days) > len(other[0].days)
    other[0].after(4_000, 0)
    assert [found.days for found in one[1:]] == [found.days for found in other[1:]]
    assert one[0].tolerances[: len(other[0].tolerances)] == other[0].tolerances
    assert sorted(one[0].days) == one[0].days


def test_recovery_is_spread_evenly_over_its_days() -> None:
    """Each day from first to last about as often as the others, none after the window, whatever the tolerance says."""
    planning = Planning(window=45, recovery=(26, 55))
    told = [one for found in lots(9, 14, 500) for one in found.tolerances]
    seen = Counter(planning.complete(lot_of(one)) for one in told)
    assert (min(seen), max(seen)) == (26, 45)
    assert seen[45] / len(told) == pytest.approx(11 / 30, rel=0.05)
    assert all(seen[day] / len(told) == pytest.approx(1 / 30, rel=0.2) for day in range(26, 45))
    low = Counter(planning.complete(lot_of(one)) for one in told if one < 0.2)
    assert low[45] / sum(low.values()) == pytest.approx(11 / 30, rel=0.1)


def test_subjects_come_as_often_as_they_are_meant_to() -> None:
    """On average every 14 days, and a seed of its own brings others."""
    days = [found.days for found in lots(3, 14, 2_000)]
    assert sum(one[-1] for one in days) / sum(map(len, days)) == pytest.approx(14, rel=0.02)
    assert days != [found.days for found in lots(4, 14, 2_000)]


EARLY, LAST = ((1, NONE, 45), (2, NONE, 30)), (3, NONE, 45)
STORER = "no-deescalation"
CONDUCTS = {
    "the last of three opens the next level, the day after": (STORER, (*EARLY, LAST), 0, (48, "escalate")),
    "a review lag puts it off": (STORER, (*EARLY, LAST), 7, (55, "escalate")),
    "a DLT is known a day later": (STORER, (*EARLY, (3, DLT, 46)), 0, (49, "stay")),
    "two DLTs wait for nobody": (STORER, ((1, DLT, 20), (9, DLT, 30), (17, NONE, 45)), 0, (39, "stop")),
    "verdicts of one day count together": (STORER, ((1, DLT, 40), (1, DLT, 40), (1, NONE, 45)), 0, (41, "stop")),
    "who is not evaluable leaves a place": (STORER, (*EARLY, (3, "X", 10)), 0, (13, "stay")),
    "rolling six goes on enrolling": ("rolling-six", (*EARLY, LAST), 0, (48, "escalate")),
}
"""Design; of each subject Day 1, letter and study day on which it is known; lag; day and action that follow."""


@pytest.mark.parametrize(("name", "subjects", "lag", "expected"), CONDUCTS.values(), ids=CONDUCTS)
def test_what_opens_when(name, subjects, lag, expected) -> None:
    """The first verdict after the last Day 1 that makes the design say something else."""
    enrolled = [
        Enrolment(f"T-{number}", 1, start, start + day - 1, letter)
        for number, (start, letter, day) in enumerate(subjects, 1)
    ]
    moments = list(conduct(design_of(name), Ladder(3), Planning(review_lag=lag), enrolled))
    turned = [one for one in moments if not one.start and one.after.action is not one.before.action]
    assert (turned[0].day, str(turned[0].after.action)) == expected
    assert [one.day for one in moments] == sorted(one.day for one in moments)


def test_a_stagger_keeps_subjects_of_a_level_apart() -> None:
    """No Day 1 lies closer to the last one at its level than asked for."""
    planning = Planning(stagger=10, accrual=2)
    starts: dict[int, int] = {}
    for arrivals in lots(5, 2, 20):
        starts.clear()
        for moment in moments(design_of("rolling-six"), CHANCES, planning, arrivals):
            for one in moment.who if moment.start else ():
                assert one.start - starts.get(one.level, -10) >= 10
                starts[one.level] = one.start
