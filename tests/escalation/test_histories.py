"""Every history that fits published totals: counted by hand, and held against a search that knows no shortcut."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.errors import RegimenError
from regimen.escalation.outcomes import Cohort
from regimen.escalation.published.histories import History, most_replaced, stage_histories
from regimen.escalation.published.model import Stage
from regimen.escalation.published.reader import published


def stage(*levels: tuple[int, int], order: str = "unknown", cohorts: list[str] | None = None) -> Stage:
    """A stage with (treated, DLTs) of each rung, lowest first."""
    names = [f"l{number}" for number in range(1, len(levels) + 1)]
    told = [
        {"level": name, "treated": str(treated), "dlts": str(dlts), "cohorts": cohorts, "source": "x"}
        for name, (treated, dlts) in zip(names, levels, strict=True)
    ]
    data = {"version": "1", "ladder": names, "order": order, "above": "none", "levels": told, "source": "x"}
    return Stage.model_validate(data)


def searched(totals: tuple[tuple[int, int], ...], cohort: int) -> Iterator[History]:
    """Every sequence of cohorts, one subject's letter after the other, kept if its totals are those wanted."""
    rooms = {level: treated for level, (treated, _) in enumerate(totals, 1)}

    def opened(left: dict[int, int], before: History) -> Iterator[History]:
        if not any(left.values()):
            yield before
        for level, room in left.items():
            for size in range(1, room + 1):
                for letters in words(size):
                    yield from opened({**left, level: room - size}, (*before, Cohort(level, letters)))

    for history in opened(rooms, ()):
        letters = {level: "".join(one.letters for one in history if one.level == level) for level in rooms}
        small = [one for one in history if len(one.letters) < min(cohort, rooms[one.level])]
        fits = all(
            text.count("T") == totals[level - 1][1] and text.count("X") <= most_replaced(len(text), cohort)
            for level, text in letters.items()
        )
        if fits and not small:
            yield history


def words(size: int) -> Iterator[str]:
    """Letters of a cohort without their order."""
    for dlts in range(size + 1):
        for replaced in range(size - dlts + 1):
            yield "N" * (size - dlts - replaced) + "T" * dlts + "X" * replaced


def test_the_histories_of_the_home_trial() -> None:
    """Eleven before the amendment, fourteen after it."""
    trial = published("nct01681537").trial
    found = [stage_histories(one, trial.design.cohort) for one in trial.stages]
    assert [len(histories) for histories in found] == [11, 14]
    assert Counter(history[0].level for history in found[0]) == {1: 4, 2: 7}
    evaluable = [sum(len(one.letters.strip("X")) for one in history if one.level == 4) for history in found[1]]
    assert Counter(evaluable) == {6: 9, 7: 5}


SMALL = st.lists(st.integers(1, 6), min_size=1, max_size=3).filter(lambda sizes: sum(sizes) <= 6)
"""Subjects of each level; small enough to try everything."""


@given(
    SMALL.flatmap(lambda sizes: st.tuples(*(st.tuples(st.just(n), st.integers(0, n)) for n in sizes))),
    st.integers(1, 3),
)
def test_the_histories_are_those_a_search_finds(levels: tuple[tuple[int, int], ...], cohort: int) -> None:
    """Neither one too few nor one too many, and none twice; cohorts of one to three, so that many are replaced."""
    found = stage_histories(stage(*levels), cohort)
    assert len(found) == len(set(found))
    assert set(found) == set(searched(levels, cohort))


def test_seven_with_one_dlt_are_those_a_search_finds() -> None:
    """The level of which the sources say least."""
    assert set(stage_histories(stage((7, 1)), 3)) == set(searched(((7, 1),), 3))


def test_a_known_order_leaves_one_order() -> None:
    """As listed: all cohorts of a level before the next level."""
    found = stage_histories(stage((6, 1), (3, 0), order="as-listed"), 3)
    assert {tuple(one.level for one in history) for history in found} == {(1, 1, 2), (1, 2)}


def test_published_cohorts_are_taken_as_they_are() -> None:
    """Where the sources give the letters of each cohort, there is one history."""
    (found,) = stage_histories(stage((7, 1), cohorts=["NTN", "NNXN"]), 3)
    assert found == (Cohort(1, "NNT"), Cohort(1, "NNNX"))


def test_too_many_to_look_through_are_refused() -> None:
    """Large levels in an unknown order are not enumerated; the message says what would help."""
    with pytest.raises(RegimenError, match="more than 10,000 histories fit the totals of version 1; give the order"):
        stage_histories(stage((30, 9), (30, 9)), 3)
