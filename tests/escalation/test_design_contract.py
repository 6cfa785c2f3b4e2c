"""One contract for every design: each state gives one decision, on the ladder, never at a level that is closed."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.escalation.decision import Action, Decision, Design
from regimen.escalation.designs.boin import Boin
from regimen.escalation.designs.registry import NAMED, design_of
from regimen.escalation.designs.sound import boldness, faults
from regimen.escalation.designs.tabled import GAP, TableDesign
from regimen.escalation.follow import EXPANSION, follow
from regimen.escalation.outcomes import LETTERS, PENDING, Cohort
from regimen.escalation.state import State, Tally, empty

EVERY = (*NAMED, "aplusb:3,3,1,1,1", "aplusb:3,3,1,1,1,deescalate", "aplusb:4,2,1,2,2", "aplusb:2,1,1,1,1,deescalate",
         "aplusb:3,3,2,1,1", "aplusb:1,0,1,0,0", "aplusb:4,2,1,1,2", "boin:0.3,2,12,6",
         f"table:{Path(__file__).with_name('own.csv')}")  # fmt: skip
TABLES = [name for name in EVERY if not name.startswith("boin")]
CAREFUL = [name for name in TABLES if name != "rolling-six"]
"""Those that presume nothing of the pending."""
WALKS = st.tuples(
    st.integers(1, 5), st.lists(st.tuples(st.integers(0, 4), st.text("".join(LETTERS), min_size=1, max_size=7)))
)
"""Number of levels; level, counted from the start and round again, and letters of each cohort."""
Walk = tuple[int, list[tuple[int, str]]]


def walked(walk: Walk) -> tuple[Cohort, ...]:
    """The cohorts of a walk, wherever it goes."""
    return tuple(Cohort(1 + level % walk[0], letters) for level, letters in walk[1])


def state_of(walk: Walk) -> State:
    """Where a walk leads."""
    state = empty(walk[0])
    for cohort in walked(walk):
        state = state.plus(cohort)
    return state


def resolved(state: State) -> list[State]:
    """Every way in which those pending at the level in force can turn out."""
    ways = []
    here = state.at(state.level)
    for dlts in range(here.pending + 1):
        tallies = list(state.tallies)
        tallies[state.level - 1] = Tally(here.counted, here.dlts + dlts, 0, here.excluded)
        ways.append(State(state.level, tuple(tallies)))
    return ways


def keeps_the_contract(design: Design, state: State, said: Decision) -> None:
    """What holds of every decision, whatever the state."""
    assert said == design.decide(state)
    assert said.action in Action
    assert said.row
    assert said.words
    assert said.source
    assert said.continues == (said.action is not Action.STOP)
    if said.action is Action.HOLD:
        assert (said.level, said.enrol) == (None, 0)
        assert said.row == GAP or any(tally.pending for tally in state.tallies)
    elif said.action is Action.STOP:
        assert said.enrol == 0
    else:
        assert said.level
        assert said.enrol >= 1
    if said.level is not None:
        assert 1 <= said.level <= state.levels
        assert not any(design.closes(tally) for tally in state.tallies[: said.level])


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(("levels", "start"), [(1, 1), (3, 1), (3, 2)])
def test_every_state_that_can_come(name: str, levels: int, start: int) -> None:
    """Each gives one decision, a step at most away, and the trial ends."""
    design, ahead, seen = design_of(name), [empty(levels, start)], set[State]()
    if name in ("boin:0.25", "boin:0.3") and levels > 1:
        design = Boin(design_of(name).target, most=9)  # type: ignore[attr-defined]
    while ahead:
        state = ahead.pop()
        if state in seen:
            continue
        seen.add(state)
        said = design.decide(state)
        keeps_the_contract(design, state, said)
        if said.continues:
            assert said.level is not None, "nobody is pending"
            step = {Action.ESCALATE: 1, Action.STAY: 0, Action.DE_ESCALATE: -1}[said.action]
            assert said.level == state.level + step
            ahead += [
                state.plus(Cohort(said.level, "T" * dlts + "N" * (said.enrol - dlts))) for dlts in range(said.enrol + 1)
            ]
    assert any(not design.decide(state).continues for state in seen)


@pytest.mark.parametrize("name", EVERY)
@given(walk=WALKS)
def test_whatever_was_done(name: str, walk: Walk) -> None:
    """Cohorts of any size at any level, pending or replaced: followed, with one decision after each."""
    design = cached(name)
    course = follow(design, walked(walk), walk[0])
    for step in course.steps:
        if step.after.row == EXPANSION:
            assert step.after[:2] == step.before[:2]
        else:
            keeps_the_contract(design, step.state, step.after)
    assert course.decision == (course.steps[-1].after if course.steps else design.decide(empty(walk[0])))


@pytest.mark.parametrize("name", [*CAREFUL, "boin:0.25"])
@given(walk=WALKS)
def test_nothing_is_presumed_of_the_pending(name: str, walk: Walk) -> None:
    """Beyond filling an open cohort, what is decided while some are pending is what every outcome leads to."""
    design, state = cached(name), state_of(walk)
    said = design.decide(state)
    if said.action in (Action.HOLD, Action.STAY):
        return
    others = [design.decide(way) for way in resolved(state)]
    assert {(one.action, one.level) for one in others} == {(said.action, said.level)}


@pytest.mark.parametrize("name", CAREFUL)
@given(walk=WALKS)
def test_one_dlt_more_never_leads_higher(name: str, walk: Walk) -> None:
    """Monotone in whole states: the level that enrols or is recommended next is no higher."""
    design, state = cached(name), state_of((walk[0], [(level, text.replace(PENDING, "N")) for level, text in walk[1]]))
    here = state.at(state.level)
    if here.dlts == here.evaluable:
        return
    tallies = list(state.tallies)
    tallies[state.level - 1] = here._replace(dlts=here.dlts + 1)
    less, more = design.decide(state), design.decide(State(state.level, tuple(tallies)))
    if GAP not in (less.row, more.row):
        assert (more.level or 0) <= (less.level or 0)


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_sound(name: str) -> None:
    """Every table passes what is asked of a table of one's own, and up to ten subjects no state lacks a row."""
    design = design_of(name)
    assert isinstance(design, TableDesign)
    if design.waits:
        assert list(faults(design.table, design.full)) == []
    for tally, above, below in design.table.states(design.full if name.startswith("table") else 10):
        rows = [design.table.row(tally._replace(dlts=dlts), above, below) for dlts in range(tally.evaluable + 1)]
        assert None not in rows
        assert all(boldness(later) <= boldness(earlier) for earlier, later in pairwise(rows) if earlier and later)


@cache
def cached(name: str) -> Design:
    """The design, made once for all examples."""
    return design_of(name)
