"""Paths: their chances add up to the sums, and every step of each is the design's own decision."""

from functools import cache
from pathlib import Path as File

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regimen.errors import RegimenError
from regimen.escalation.designs.registry import design_of
from regimen.escalation.exact.course import Conduct, conduct_of
from regimen.escalation.exact.engine import ByState, engine_of
from regimen.escalation.exact.graph import graph_of
from regimen.escalation.exact.oc import characteristics, expectations
from regimen.escalation.exact.paths import Path, branches, paths
from regimen.escalation.follow import follow
from regimen.escalation.outcomes import Cohort, Trial, parse_outcomes
from regimen.escalation.state import empty

CHANCES = (0.1, 0.25, 0.4)
EVERY = ["no-deescalation", "deescalate-top3", "deescalate-six", "rolling-six", "boin:0.25", "boin:0.3",
         "aplusb:2,4,1,1,2,deescalate"]  # fmt: skip
CLIMBS_AGAIN = """\
id,evaluable,dlts,above,below,action,to
begin,0-2,any,any,any,stay,3
up,3-5,0,open,any,escalate,
confirm,3-5,0,top/closed,any,stay,6
more,3-5,1,any,any,stay,6
down,3-5,2+,any,short,de-escalate,
once-more,3-5,2+,any,none/full,stay,6
passed,6+,0-1,open,any,escalate,
end,6+,0-1,top/closed,any,stop,
toxic,6+,2+,any,any,stop-below,
"""


def conduct(name: str) -> Conduct:
    """A design as it is usually run."""
    return conduct_of(design_of(name))


@pytest.mark.parametrize("name", EVERY)
def test_path_chances_add_up_to_the_sums(name: str) -> None:
    """Each level's chance is that of the paths that end there; their number is the one told."""
    levels = 2 if name.startswith("boin") else 3
    chances = CHANCES[:levels]
    found = characteristics(conduct(name), chances, empty(levels))
    listed = list(paths(conduct(name), chances, empty(levels)))
    assert len(listed) == found.paths == len({path.outcomes for path in listed})
    for level in range(1, levels + 1):
        ending = sum(path.chance for path in listed if path.recommended == level)
        assert ending == pytest.approx(found.expected.p_select[level - 1], abs=1e-12)
    assert sum(path.chance for path in listed) == pytest.approx(1, abs=1e-12)


def steps(name: str, cohorts: Trial) -> Trial:
    """As enrolled: one by one in a design that does not wait for cohorts."""
    if design_of(name).waits:
        return cohorts
    return tuple(Cohort(cohort.level, letter) for cohort in cohorts for letter in cohort.letters)


@cache
def every_path(name: str, levels: int) -> list[Path]:
    """Listed once."""
    return list(paths(conduct(name), CHANCES[:levels], empty(levels)))


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(EVERY), st.data())
def test_every_decision_is_the_next_step_of_every_path(name: str, data: st.DataObject) -> None:
    """Following a path cohort by cohort, the design says what the path does next, and ends where it ends."""
    levels = 2 if name.startswith("boin") else 3
    listed = every_path(name, levels)
    path = data.draw(st.sampled_from(listed))
    course = follow(design_of(name), steps(name, path.cohorts), levels, strict=True)
    assert not course.decision.continues
    assert (course.decision.level, course.state) == (path.recommended, path.state)
    place = data.draw(st.integers(0, len(path.cohorts)))
    before = follow(design_of(name), steps(name, path.cohorts[:place]), levels)
    forecast = list(paths(conduct(name), CHANCES[:levels], before.state))
    following = {one.cohorts[0].level for one in forecast if one.cohorts}
    assert following == ({before.decision.level} if before.decision.continues else set())


@pytest.mark.parametrize("name", ["deescalate-six", "rolling-six", "boin:0.25"])
@pytest.mark.parametrize("outcomes", ["", "1NNN", "1NNN 2NNT", "1NNP"])
def test_a_forecast_is_what_the_branches_lead_to(name: str, outcomes: str) -> None:
    """The chances from a state are those after each next result, weighed; from the empty trial that is the whole."""
    state = follow(design_of(name), parse_outcomes(outcomes, 3), 3).state
    root = graph_of(conduct(name), state).root
    found = branches(root, conduct(name), CHANCES)
    assert sum(branch.chance for branch in found) == pytest.approx(1)
    total = [0.0] * 3
    for branch in found:
        then = expectations(conduct(name), CHANCES, branch.node.state)
        total = [had + branch.chance * more for had, more in zip(total, then.p_select, strict=True)]
        assert branch.decision.continues is not branch.node.ended
    assert total == pytest.approx(expectations(conduct(name), CHANCES, state).p_select, abs=1e-12)


def test_an_end_has_no_branches() -> None:
    """Nothing follows the end, and its only path is empty."""
    ended = follow(design_of("no-deescalation"), parse_outcomes("1NTT", 3), 3).state
    root = graph_of(conduct("no-deescalation"), ended).root
    assert branches(root, conduct("no-deescalation"), CHANCES) == ()
    (path,) = paths(conduct("no-deescalation"), CHANCES, ended)
    assert (path.outcomes, path.recommended, path.chance) == ("", None, 1.0)


def test_too_many_paths_are_counted_but_not_listed() -> None:
    """A list that nobody can read is refused with its length."""
    with pytest.raises(RegimenError, match="184,330 paths"):
        paths(conduct("deescalate-six"), (0.1,) * 11, empty(11))


@pytest.fixture
def table(tmp_path: File) -> str:
    """A table that climbs again after it went down."""
    file = tmp_path / "again.csv"
    file.write_text(CLIMBS_AGAIN, encoding="utf-8")
    return f"table:{file}"


def test_a_table_that_climbs_again_is_followed_state_by_state(table: str) -> None:
    """What the ladder cannot show is still exact, and agrees with its paths."""
    assert isinstance(engine_of(conduct(table), empty(3)), ByState)
    found = expectations(conduct(table), CHANCES, empty(3))
    listed = list(paths(conduct(table), CHANCES, empty(3)))
    assert any(_climbs_again(path.cohorts) for path in listed)
    chosen = [sum(path.chance for path in listed if path.recommended == level) for level in (1, 2, 3)]
    assert found.p_select == pytest.approx(chosen, abs=1e-12)
    assert sum(chosen) + found.p_none == pytest.approx(1)


def _climbs_again(cohorts: Trial) -> bool:
    levels = [cohort.level for cohort in cohorts]
    fell = next((place for place in range(1, len(levels)) if levels[place] < levels[place - 1]), len(levels))
    return any(levels[place] > levels[place - 1] for place in range(fell + 1, len(levels)))


def test_such_a_table_is_refused_on_a_long_ladder(table: str) -> None:
    """Whole states grow with the levels; the limit is said."""
    assert sum(expectations(conduct(table), (0.3,) * 8, empty(8)).p_select) < 1
    with pytest.raises(RegimenError, match="up to 8 levels"):
        expectations(conduct(table), (0.3,) * 9, empty(9))
