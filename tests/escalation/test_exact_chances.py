"""Exact chances: published figures, a textbook enumeration, and the two engines against each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textbook import Walked, walked

from regimen.errors import RegimenError
from regimen.escalation.designs.registry import design_of
from regimen.escalation.exact.course import Conduct, conduct_of
from regimen.escalation.exact.curves import passed, sweep
from regimen.escalation.exact.engine import ByLadder, ByState, engine_of
from regimen.escalation.exact.oc import characteristics, expectations
from regimen.escalation.state import State, Tally, empty

FIVE = (0.05, 0.10, 0.20, 0.35, 0.50)
EIGHT = (0.02, 0.05, 0.10, 0.15, 0.20, 0.30, 0.40, 0.50)
VARIANTS = {
    "no-deescalation": {"down": False, "six": False},
    "deescalate-top3": {"down": True, "six": False},
    "deescalate-six": {"down": True, "six": True},
}
PATHS = {
    "no-deescalation": [7, 19, 43, 91, 187, 379, 763, 1531, 3067, 6139],
    "deescalate-top3": [7, 34, 118, 346, 922, 2314, 5578, 13066, 29962, 67594],
    "deescalate-six": [10, 46, 154, 442, 1162, 2890, 6922, 16138, 36874, 82954],
}
LOCAL = [
    *(pytest.param(conduct_of(design_of(name)), id=name) for name in VARIANTS),
    pytest.param(conduct_of(design_of("rolling-six")), id="rolling six, one at a time"),
    pytest.param(conduct_of(design_of("rolling-six"), 3), id="rolling six, three waiting"),
    pytest.param(conduct_of(design_of("rolling-six"), 6), id="rolling six, six waiting"),
    pytest.param(conduct_of(design_of("aplusb:3,3,1,1,1")), id="3 + 3 as A + B"),
    pytest.param(conduct_of(design_of("aplusb:2,4,1,1,2,deescalate")), id="2 + 4 going down"),
    pytest.param(conduct_of(design_of("aplusb:4,2,1,2,2,deescalate")), id="4 + 2 going down"),
    pytest.param(conduct_of(design_of("aplusb:3,0,1,0,0")), id="3 + 0"),
]
NEAR = 1e-12


def test_storers_design_has_the_published_chances() -> None:
    """The worked example of the literature, to four places."""
    found = expectations(conduct_of(design_of("no-deescalation")), FIVE, empty(5))
    assert [round(chance, 4) for chance in found.p_select] == [0.0914, 0.2570, 0.3772, 0.2052, 0.0426]
    assert round(found.p_none, 4) == 0.0266
    assert round(found.expected_n, 3) == 14.428


@pytest.mark.parametrize("name", VARIANTS)
def test_paths_are_as_many_as_published_for_one_to_ten_levels(name: str) -> None:
    """Published software is told apart by these numbers."""
    conduct = conduct_of(design_of(name))
    assert [engine_of(conduct, empty(levels)).paths for levels in range(1, 11)] == PATHS[name]


def test_a_level_lets_a_trial_pass_as_often_as_tabled() -> None:
    """The curve of a single level of 3 + 3: 0.973 at 5 %, 0.172 at 50 %."""
    conduct = conduct_of(design_of("no-deescalation"))
    curve = [round(passed(conduct, chance), 3) for chance in (0.05, 0.10, 0.20, 0.30, 0.40, 0.50)]
    assert curve == [0.973, 0.906, 0.709, 0.494, 0.309, 0.172]


def summed(
    paths: list[Walked], levels: int
) -> tuple[list[float], list[float], list[float], dict[int, float], dict[int, float]]:
    """Ends (none first), subjects and DLTs by level, and both distributions."""
    ends, subjects, dlts = [0.0] * (levels + 1), [0.0] * levels, [0.0] * levels
    by_subjects, by_dlts = dict[int, float](), dict[int, float]()
    for path in paths:
        ends[path.recommended] += path.chance
        for level, seen in path.cohorts:
            subjects[level - 1] += 3 * path.chance
            dlts[level - 1] += seen * path.chance
        number, toxic = 3 * len(path.cohorts), sum(seen for _, seen in path.cohorts)
        by_subjects[number] = by_subjects.get(number, 0.0) + path.chance
        by_dlts[toxic] = by_dlts.get(toxic, 0.0) + path.chance
    return ends, subjects, dlts, by_subjects, by_dlts


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("levels", [1, 2, 3, 5, 8])
def test_sums_agree_with_a_textbook_enumeration(name: str, levels: int) -> None:
    """Every path of a 3 + 3 written without tables adds up to the same, to 1e-12."""
    chances = EIGHT[-levels:]
    paths = list(walked(chances, **VARIANTS[name]))
    ends, subjects, dlts, by_subjects, by_dlts = summed(paths, levels)
    found = characteristics(conduct_of(design_of(name)), chances, empty(levels))
    assert found.paths == len(paths)
    assert [found.expected.p_none, *found.expected.p_select] == pytest.approx(ends, abs=NEAR)
    assert found.expected.expected_n_per_level == pytest.approx(subjects, abs=NEAR)
    assert found.expected.expected_dlt_per_level == pytest.approx(dlts, abs=NEAR)
    assert found.n_distribution == pytest.approx(by_subjects, abs=NEAR)
    assert found.dlt_distribution == pytest.approx(by_dlts, abs=NEAR)


def same(conduct: Conduct, chances: tuple[float, ...], state: State) -> None:
    """The ladder and the whole states say the same of everything."""
    ladder, whole = ByLadder(conduct, state), ByState(conduct, state)
    one, other = ladder.sums(chances), whole.sums(chances)
    assert [one.none, *one.select] == pytest.approx([other.none, *other.select], abs=NEAR)
    assert one.more == pytest.approx(other.more, abs=NEAR)
    for spread, same_spread in (
        (ladder.subjects(chances), whole.subjects(chances)),
        (ladder.dlts(chances), whole.dlts(chances)),
    ):
        for number in spread | same_spread:  # a chance of 1e-320 may be a nought in one of them
            assert spread.get(number, 0) == pytest.approx(same_spread.get(number, 0), abs=NEAR)
    assert ladder.paths == whole.paths


@pytest.mark.parametrize("conduct", LOCAL)
@pytest.mark.parametrize("start", [1, 3, 4])
def test_the_quick_way_agrees_with_whole_states(conduct: Conduct, start: int) -> None:
    """What is worked out level by level is what following every state through the design's own decisions gives."""
    same(conduct, (0.1, 0.15, 0.3, 0.45), empty(4, start))


CHANCE = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1))


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """What may have been seen at a level."""
    evaluable = draw(st.integers(0, 7))
    return Tally(evaluable, draw(st.integers(0, min(3, evaluable))), draw(st.integers(0, 2)), draw(st.integers(0, 1)))


@st.composite
def questions(draw: st.DrawFn) -> tuple[tuple[float, ...], State]:
    """Chances and any state of a short ladder, however it was come by."""
    levels = draw(st.integers(1, 4))
    chances = draw(st.lists(CHANCE, min_size=levels, max_size=levels))
    seen = draw(st.lists(tallies(), min_size=levels, max_size=levels))
    return tuple(chances), State(draw(st.integers(1, levels)), tuple(seen))


@pytest.mark.parametrize("conduct", LOCAL)
@settings(deadline=None, max_examples=25)
@given(question=questions())
def test_forecasts_from_any_state_agree_with_whole_states(
    conduct: Conduct, question: tuple[tuple[float, ...], State]
) -> None:
    """Also from states that no design would come to, with subjects pending anywhere."""
    same(conduct, *question)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([*PATHS, "rolling-six", "aplusb:2,3,1,1,2", "aplusb:3,3,1,2,2,deescalate"]),
    st.lists(CHANCE, min_size=1, max_size=40),
    st.data(),
)
def test_chances_sum_to_one(name: str, chances: list[float], data: st.DataObject) -> None:
    """Some end always comes, whatever the ladder, and the distributions are distributions."""
    start = data.draw(st.integers(1, len(chances)))
    found = characteristics(conduct_of(design_of(name)), chances, empty(len(chances), start))
    expected = found.expected
    assert sum(expected.p_select) + expected.p_none == pytest.approx(1, abs=1e-9)
    assert sum(found.n_distribution.values()) == pytest.approx(1, abs=1e-9)
    assert sum(number * chance for number, chance in found.n_distribution.items()) == pytest.approx(expected.expected_n)
    assert sum(number * chance for number, chance in found.dlt_distribution.items()) == pytest.approx(
        expected.expected_dlt, abs=1e-9
    )


@pytest.mark.parametrize("start", [1, 2])
def test_boin_is_exact_too(start: int) -> None:
    """Its choice at the end looks at every level, so whole states are followed; forty levels are no more work."""
    conduct = conduct_of(design_of("boin:0.25"))
    found = characteristics(conduct, FIVE, empty(5, start))
    assert sum(found.expected.p_select) + found.expected.p_none == pytest.approx(1, abs=NEAR)
    assert max(found.n_distribution) == 30
    assert max(range(5), key=lambda place: found.expected.p_select[place]) == 2


def test_boin_on_forty_levels_never_comes_beyond_the_tenth() -> None:
    """Ten cohorts climb nine levels, so the states of a longer ladder are the same."""
    conduct, chances = conduct_of(design_of("boin:0.25")), tuple(number / 50 for number in range(1, 41))
    long, short = expectations(conduct, chances, empty(40)), expectations(conduct, chances[:11], empty(11))
    assert long.p_select == pytest.approx((*short.p_select, *[0.0] * 29), abs=NEAR)
    assert long.expected_n == pytest.approx(short.expected_n)


def test_a_forecast_counts_those_already_treated() -> None:
    """Seven treated at the second level with one DLT: nobody more in Storer's design, and the eleven stay counted."""
    state = State(2, (Tally(3, 0), Tally(6, 1, 0, 1)))
    found = characteristics(conduct_of(design_of("no-deescalation")), (0.1, 0.2), state)
    assert found.expected.p_select == (0.0, 1.0)
    assert found.expected.expected_n_per_level == (3, 7)
    assert (found.n_distribution, found.dlt_distribution, found.paths) == ({10: 1.0}, {1: 1.0}, 1)


def test_a_pending_subject_has_the_chance_of_the_level() -> None:
    """1NNP: with the chance of the level the third has a DLT, and the forecast is the mixture of both."""
    conduct, chances = conduct_of(design_of("deescalate-six")), (0.2, 0.3)
    pending = expectations(conduct, chances, State(1, (Tally(2, 0, 1), Tally())))
    spared, toxic = (expectations(conduct, chances, State(1, (Tally(3, dlts), Tally()))) for dlts in (0, 1))
    mixed = [0.8 * one + 0.2 * other for one, other in zip(spared.p_select, toxic.p_select, strict=True)]
    assert pending.p_select == pytest.approx(mixed, abs=NEAR)


def test_a_sweep_moves_one_chance_and_leaves_the_others() -> None:
    """At the chance that the level has anyway the curve goes through the answer."""
    conduct, chances = conduct_of(design_of("deescalate-six")), (0.1, 0.3, 0.5)
    curve = sweep(conduct, chances, empty(3), 2, points=11)
    assert [round(chance, 1) for chance, _ in curve] == [number / 10 for number in range(11)]
    assert curve[3][1].p_select == pytest.approx(expectations(conduct, chances, empty(3)).p_select, abs=NEAR)
    assert [found.p_select[2] for _, found in curve] == sorted((found.p_select[2] for _, found in curve), reverse=True)


@pytest.mark.parametrize(
    ("chances", "said"),
    [
        pytest.param((0.1,), "chances for 1 of 2 levels", id="too few"),
        pytest.param((0.1, 0.2, 0.3), "chances for 3 of 2 levels", id="too many"),
        pytest.param((0.1, 1.2), "level 2: 1.2", id="above one"),
        pytest.param((0.1, float("nan")), "level 2: nan", id="no number"),
        pytest.param((0.1,) * 41, "41 levels", id="too long a ladder"),
    ],
)
def test_chances_that_do_not_fit_are_refused(chances: tuple[float, ...], said: str) -> None:
    """A wrong count or a chance that is none is told with its level."""
    with pytest.raises(RegimenError, match=said):
        expectations(conduct_of(design_of("deescalate-six")), chances, empty(2))
