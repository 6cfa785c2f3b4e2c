"""The alignment finds the cheapest explanation: against every other one, at the ties, and at size."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.deviations.alignment import align
from regimen.deviations.costs import EXTRA, MAX_SHIFT_DAYS, MISS, OVERRUN, PAUSE, POINT, SHIFT, STOP, points, run_cost
from regimen.deviations.explanation import Pair, laid

DAY_BY_DAY = st.integers(4, 7).map(lambda count: list(range(count)))
FEW_DAYS = st.lists(st.integers(0, 9), min_size=1, max_size=5).map(sorted) | DAY_BY_DAY
GIVEN_DAYS = st.lists(st.integers(-1, 12), max_size=5).map(sorted)


def matchings(planned: Sequence[int], given: Sequence[int], i: int = 0, j: int = 0) -> Iterator[list[Pair]]:
    """Every way to match doses in order."""
    yield []
    for a in range(i, len(planned)):
        for b in range(j, len(given)):
            if abs(given[b] - planned[a]) <= MAX_SHIFT_DAYS:
                yield from ([(a, b), *rest] for rest in matchings(planned, given, a + 1, b + 1))


def allowed(planned: Sequence[int], given: Sequence[int], extras: Sequence[int]) -> bool:
    """Whether no dose of a planned day is called extra unless more were given than planned."""
    spare = Counter(given) - Counter(planned)
    return not Counter(given[j] for j in extras) - spare and _doubled(planned, given, extras)


def _doubled(planned: Sequence[int], given: Sequence[int], extras: Sequence[int]) -> bool:
    """Whether all that is more on a day than the plan ever has on one is extra."""
    most = max(Counter(planned).values())
    matched = Counter(given) - Counter(given[j] for j in extras)
    return all(count <= most for count in matched.values())


@given(planned=FEW_DAYS, given=GIVEN_DAYS, limit=st.none() | st.integers(0, 12))
def test_no_explanation_is_cheaper(planned, given, limit) -> None:
    """Of all ways to match the doses in order, none costs less than the one found, ties included."""
    given = [day for day in given if limit is None or day <= limit]
    every = (laid(planned, given, pairs, limit) for pairs in matchings(planned, given))
    assert align(planned, given, limit).cost == min(one.cost for one in every if allowed(planned, given, one.extras))


@given(planned=FEW_DAYS, given=GIVEN_DAYS)
def test_every_dose_is_told_once(planned, given) -> None:
    """Each planned dose is matched or missed, each given dose matched or extra."""
    found = align(planned, given)
    assert sorted([*(i for i, _ in found.pairs), *(i for i, _ in found.missed)]) == list(range(len(planned)))
    assert sorted([*(j for _, j in found.pairs), *found.extras]) == list(range(len(given)))


@given(planned=FEW_DAYS, given=GIVEN_DAYS, days=st.integers(-400, 400))
def test_moving_both_changes_nothing(planned, given, days) -> None:
    """Only the days between planned and given doses count."""
    found = align(planned, given)
    moved = align([day + days for day in planned], [day + days for day in given])
    assert moved._replace(missed=()) == found._replace(missed=())
    assert [(i, day - days) for i, day in moved.missed] == list(found.missed)


FIVE = range(3, 8)


@pytest.mark.parametrize(
    ("given", "pairs", "cost"),
    [
        ([3, 4, 5, 6, 7], 5, 0),
        ([3, 4, 6, 7], 4, MISS),
        ([3, 4, 5, 6, 7, 8], 5, EXTRA),
        ([5, 6, 7, 8, 9], 5, SHIFT),
        ([3, 4, 5], 3, STOP),
        ([], 0, STOP),
        ([3, 4, 5, 6, 7, 8, 9, 10], 5, OVERRUN),
        ([3, 4, 6, 7, 8], 5, SHIFT),
        ([3, 4, 4, 5, 6, 7], 5, EXTRA),
        ([5, 6, 7], 3, 2 * MISS),
        ([4, 5, 8, 9], 4, SHIFT + MISS),
        ([3, 7], 2, PAUSE),
        ([7], 1, PAUSE),
        ([3, 4, 6, 6, 7], 4, MISS + EXTRA),
    ],
)
def test_the_costs_of_the_table(given, pairs, cost) -> None:
    """Explanations of five daily doses, in whole points."""
    found = align(FIVE, given)
    assert (len(found.pairs), points(found.cost)) == (pairs, points(cost))


@pytest.mark.parametrize(
    ("planned", "given", "pairs"),
    [
        ([3, 4, 5, 6, 7], [3, 4, 5, 8], ((0, 0), (1, 1), (2, 2), (4, 3))),
        ([0, 4], [2], ((0, 0),)),
        ([0, 1], [], ()),
        ([0, 0], [0], ((0, 0),)),
    ],
    ids=[
        "a dose moved by one day rather than two", "late rather than early", "stopped",
        "the later of two is missed",
    ],
)  # fmt: skip
def test_ties(planned, given, pairs) -> None:
    """Explanations of equal points: fewer extra doses, then fewer days, then later, then the fixed order."""
    assert align(planned, given).pairs == pairs


def test_points_outweigh_every_tie() -> None:
    """Ten years of daily doses break no tie against a point."""
    assert 3_660 * (run_cost(-MAX_SHIFT_DAYS) - SHIFT + EXTRA - MISS) < POINT


@given(missing=st.sets(st.integers(0, 299), max_size=12))
def test_long_lines_are_read_too(missing) -> None:
    """A year of doses, some missing: never more than a miss each, or one stop at the end."""
    given = [day for day in range(300) if day not in missing]
    assert align(range(300), given).cost <= MISS * len(missing)
