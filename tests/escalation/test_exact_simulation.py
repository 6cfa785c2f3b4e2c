"""Simulated trials: seeded, near the exact chances, and the same people in every design."""

from math import sqrt

import pytest

from regimen.errors import RegimenError
from regimen.escalation.designs.registry import design_of
from regimen.escalation.exact.abreast import abreast
from regimen.escalation.exact.course import conduct_of
from regimen.escalation.exact.oc import expectations
from regimen.escalation.exact.simulate import simulate
from regimen.escalation.follow import follow
from regimen.escalation.outcomes import parse_outcomes
from regimen.escalation.state import empty

CHANCES = (0.05, 0.10, 0.20, 0.35, 0.50)
SIX = conduct_of(design_of("deescalate-six"))
ROLLING = conduct_of(design_of("rolling-six"))
BOIN = conduct_of(design_of("boin:0.25"))


@pytest.mark.parametrize(
    ("conduct", "chances", "trials"),
    [
        pytest.param(SIX, CHANCES, 200_000, id="drawn"),
        pytest.param(BOIN, CHANCES, 200_000, id="drawn from whole states"),
        pytest.param(SIX, CHANCES * 2, 5_000, id="walked, for its long ladder"),
    ],
)
def test_simulated_trials_come_near_the_exact_chances(conduct, chances, trials) -> None:
    """Every share lies within five standard errors; a mean of subjects is near its expectation."""
    told = simulate(conduct, chances, empty(len(chances)), trials, seed=45)
    exact = expectations(conduct, chances, empty(len(chances)))
    for level, chance in [(None, exact.p_none), *enumerate(exact.p_select, 1)]:
        assert told.recommended(level) / trials == pytest.approx(chance, abs=5 * sqrt(chance / trials) + 1e-12)
    assert sum(count for _, count in told.ends) == trials
    assert told.mean_subjects == pytest.approx(exact.expected_n, rel=0.02)
    assert told.mean_dlts == pytest.approx(exact.expected_dlt, rel=0.03)


def test_the_same_seed_brings_the_same_trials() -> None:
    """And another seed others."""
    one, again, other = (simulate(SIX, CHANCES, empty(5), 1000, seed) for seed in (7, 7, 8))
    assert one == again
    assert one.ends != other.ends


def test_designs_abreast_treat_the_same_people() -> None:
    """Told by the lowest level at which each has a DLT, every outcome of every design follows."""
    told = abreast([SIX, ROLLING, BOIN], CHANCES, empty(5), 200, seed=11)
    for run in told.runs:
        seen = 0
        for cohort in parse_outcomes(run.outcomes, 5):
            people = told.lowest[seen : seen + len(cohort.letters)]
            assert cohort.letters.count("T") == sum(lowest is not None and lowest <= cohort.level for lowest in people)
            seen += len(cohort.letters)
        assert run.subjects == seen
    assert [run.design for run in told.runs] == ["deescalate-six", "rolling-six", "boin:0.25"]
    assert told.sides[0].as_first == 200


def test_a_subject_is_the_same_whoever_stands_beside() -> None:
    """Leaving a design out, or changing their order, changes nobody's trial."""
    three = abreast([SIX, ROLLING, BOIN], CHANCES, empty(5), 50, seed=3)
    two = abreast([BOIN, SIX], CHANCES, empty(5), 50, seed=3)
    assert two.runs == (three.runs[2], three.runs[0])
    assert two.sides[1].selected == three.sides[0].selected


def test_abreast_goes_on_from_a_running_trial() -> None:
    """From 1NNN 2NNT every design treats the same next people; what was seen stays."""
    state = follow(SIX.design, parse_outcomes("1NNN 2NNT", 5), 5).state
    told = abreast([SIX, ROLLING], CHANCES, state, 2_000, seed=5)
    exact = expectations(SIX, CHANCES, state)
    assert told.sides[0].selected[0] / 2_000 == pytest.approx(exact.p_select[0], abs=0.05)
    assert all(run.outcomes.startswith("2") for run in told.runs)


@pytest.mark.parametrize(
    ("trials", "levels"),
    [
        pytest.param(0, 5, id="none"),
        pytest.param(5_000_001, 5, id="too many to draw"),
        pytest.param(200_001, 10, id="too many to walk"),
    ],
)
def test_a_number_of_trials_has_its_limits(trials: int, levels: int) -> None:
    """Said with what is allowed."""
    with pytest.raises(RegimenError, match="allowed: 1 to"):
        simulate(SIX, (0.2,) * levels, empty(levels), trials, seed=1)


def test_a_seed_has_its_limits() -> None:
    """Python takes -7 for 7, so that two seeds would be one."""
    with pytest.raises(RegimenError, match="seed -7"):
        simulate(SIX, CHANCES, empty(5), 10, seed=-7)


@pytest.mark.parametrize(("trials", "seed"), [(0, 1), (100_001, 1), (10, -1), (10, 10**9)])
def test_abreast_refuses_numbers_out_of_range(trials: int, seed: int) -> None:
    """Trials and seed alike."""
    with pytest.raises(RegimenError):
        abreast([SIX, BOIN], CHANCES, empty(5), trials, seed)
