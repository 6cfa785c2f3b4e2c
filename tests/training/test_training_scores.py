"""Scores: precision, recall, Brier score and calibration by hand and by law."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.training.keys.key import Hits, Sure
from regimen.training.scores import Bin, brier, calibration, overconfidence, precision, recall, together

SURE = st.builds(Sure, st.integers(0, 100), st.booleans())


@pytest.mark.parametrize(
    ("hits", "of_marks", "of_things"),
    [
        (None, None, None),
        (Hits(0, 0, 0), None, None),
        (Hits(0, 3, 0), None, "0"),
        (Hits(0, 0, 2), "0", None),
        (Hits(3, 1, 1), "0.75", "0.75"),
        (Hits(4, 0, 4), "0.5", "1"),
    ],
    ids=str,
)
def test_precision_and_recall(hits: Hits | None, of_marks: str | None, of_things: str | None) -> None:
    """Precision asks what was marked, recall what was to be found; without either there is no figure."""
    expected = tuple(None if share is None else Decimal(share) for share in (of_marks, of_things))
    assert (precision(hits), recall(hits)) == expected


def test_hits_add_up() -> None:
    """The hits of several items are one count; of none there is none."""
    assert together([Hits(1, 2, 3), Hits(10, 20, 30)]) == Hits(11, 22, 33)
    assert together([]) is None


@pytest.mark.parametrize(
    ("sure", "score", "over"),
    [
        ([], None, None),
        ([Sure(100, right=True)], "0", "0"),
        ([Sure(100, right=False)], "1", "100"),
        ([Sure(50, right=True), Sure(50, right=False)], "0.25", "0"),
        ([Sure(80, right=True), Sure(90, right=False)], "0.425", "35"),
        ([Sure(60, right=True)], "0.16", "-40"),
    ],
    ids=str,
)
def test_certainty_against_correctness(sure: list[Sure], score: str | None, over: str | None) -> None:
    """Brier scores and overconfidence of a few answers, worked out by hand."""
    expected = tuple(None if figure is None else Decimal(figure) for figure in (score, over))
    assert (brier(sure), overconfidence(sure)) == expected


def test_a_calibration_curve() -> None:
    """Certainties fall into bins of 20; 100 belongs to the last one, and empty bins are left out."""
    sure = [
        Sure(0, right=False),
        Sure(19, right=True),
        Sure(80, right=True),
        Sure(100, right=True),
        Sure(99, right=False),
    ]
    low, high = calibration(sure)
    assert low == Bin(0, 20, 2, Decimal("9.5"), Decimal(50))
    assert (high.low, high.high, high.answers, high.certainty) == (80, 100, 3, Decimal(93))
    assert round(high.right, 1) == Decimal("66.7")


@given(st.lists(SURE, min_size=1))
def test_laws_of_certainty(sure: list[Sure]) -> None:
    """A Brier score lies between 0 and 1 and knows no order; every answer stands in one bin of the curve."""
    score = brier(sure)
    assert score is not None
    assert 0 <= score <= 1
    assert score == brier(sure[::-1])
    bins = calibration(sure)
    assert sum(one.answers for one in bins) == len(sure)
    assert all(one.low <= one.certainty <= one.high and 0 <= one.right <= 100 for one in bins)


@given(st.lists(SURE, min_size=1))
def test_saying_the_truth_scores_best(sure: list[Sure]) -> None:
    """Nobody who says the share that was right throughout could have said one other figure and scored better."""
    right = sum(one.right for one in sure)
    honest = [Sure(round(100 * right / len(sure)), one.right) for one in sure]
    best = brier(honest)
    assert best is not None
    for other in (0, 25, 50, 75, 100):
        said = brier([Sure(other, one.right) for one in sure])
        assert said is not None
        assert best <= said + Decimal("0.0001")
