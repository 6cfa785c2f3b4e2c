"""BOIN: published bounds, its table, what is recommended, and what happens to what nobody planned."""

import pytest

from regimen.escalation.designs.boin import Boin, isotonic
from regimen.escalation.designs.registry import design_of
from regimen.escalation.follow import follow
from regimen.escalation.outcomes import parse_outcomes
from regimen.escalation.state import State, Tally


@pytest.mark.parametrize(("target", "low", "high"), [(0.25, 0.197, 0.298), (0.30, 0.236, 0.359)])
def test_the_bounds(target: float, low: float, high: float) -> None:
    """The published bounds (Liu and Yuan 2015, table 1)."""
    assert tuple(round(rate, 3) for rate in Boin(target).rates) == (low, high)


@pytest.mark.parametrize(
    ("target", "table"),
    [
        (0.25, {3: (0, 1, 3), 6: (1, 2, 4), 9: (1, 3, 5), 12: (2, 4, 6)}),
        (0.30, {3: (0, 2, 3), 6: (1, 3, 4), 9: (2, 4, 5), 12: (2, 5, 7)}),
    ],
)
def test_the_table(target: float, table: dict[int, tuple[int, int, int]]) -> None:
    """DLTs that escalate, de-escalate and close a level in cohorts of three, as published software prints them."""
    assert {bounds.evaluable: bounds[1:] for bounds in map(Boin(target).bounds, table)} == table


def test_no_level_is_closed_by_fewer_than_three() -> None:
    """Two of two are no proof."""
    assert [Boin(0.1).bounds(evaluable).close for evaluable in (1, 2, 3)] == [None, None, 2]


DECISIONS = [
    ("boin:0.25", "1NNN", "escalate 2 up 3"),
    ("boin:0.25", "1NNT", "stay 1 stay 3"),
    ("boin:0.25", "1NNN 2NNT", "de-escalate 1 down 3"),
    ("boin:0.3", "1NNN 2NNT", "stay 2 stay 3"),
    ("boin:0.25", "1TTT", "stop None too-toxic 0"),
    ("boin:0.25", "1NNN 2TTT", "de-escalate 1 down 3"),
    ("boin:0.25", "1NNN 2TTT 1NNN", "stay 1 stay 3"),
    ("boin:0.25", "1NNN 2NNN 3NNN 4NNN", "stay 4 stay 3"),
    ("boin:0.25", "1NNN 2NNT 1NNN 1NNN 1NNN", "escalate 2 up 3"),
    ("boin:0.25", "1NNN 2TTT 1NNN 1NNN 1NNN", "stop 1 enough 0"),
    ("boin:0.25,3,6,6", "1NNN 2NNN", "stop 2 full 0"),
    # Cohorts are filled; seven are two cohorts and one of a third
    ("boin:0.25", "1NP", "stay 1 fill 1"),
    ("boin:0.25", "1NNX", "stay 1 fill 1"),
    ("boin:0.25", "1NNNNNNT", "stay 1 fill 2"),
    ("boin:0.25", "1NNNN 2NNT", "de-escalate 1 down 2"),
    # Pending
    ("boin:0.25", "1NNP", "hold None pending 0"),
    ("boin:0.25", "1NNN 2TTP", "de-escalate 1 down 3"),
    ("boin:0.25", "1TTTP", "stop None too-toxic 0"),
    ("boin:0.25", "1TTPP 2NNN", "hold None pending 0"),
    ("boin:0.25,3,6,6", "1NNP 2NNN 2NNN", "hold None pending 0"),
    # After departures: never at a level that is closed or above it
    ("boin:0.25", "1NNN 2TTTT", "de-escalate 1 down 3"),
    ("boin:0.25", "1NNN 2TTT 3NNN", "de-escalate 1 down 3"),
    ("boin:0.25", "1NNN 2TTT 4N", "de-escalate 1 down 3"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), DECISIONS, ids=[f"{one[0]}: {one[1]}" for one in DECISIONS])
def test_decisions(name: str, text: str, expected: str) -> None:
    """Action, level, row and number to enrol on a ladder of four."""
    said = follow(design_of(name), parse_outcomes(text, 4), 4).decision
    assert f"{said.action} {said.level} {said.row} {said.enrol}" == expected


@pytest.mark.parametrize(
    ("dlts", "evaluable", "level"),
    [
        ((0, 0, 4, 4, 0), (3, 3, 15, 9, 0), 3),
        ((0, 0, 0), (3, 3, 3), 3),
        ((1, 1, 1), (3, 3, 3), 1),
        ((0, 3), (3, 3), 1),
        ((3, 0), (3, 3), None),
    ],
    ids=["nearest", "ties below the target", "ties above the target", "closed", "lowest closed"],
)
def test_what_is_recommended(dlts: tuple[int, ...], evaluable: tuple[int, ...], level: int | None) -> None:
    """The level nearest to a target of 0.3, of levels alike the highest below it, the lowest above it."""
    design = Boin(0.3, most=3)
    tallies = tuple(Tally(of, some) for of, some in zip(evaluable, dlts, strict=True))
    assert design.decide(State(1, tallies)).level == level


def test_rates_are_pooled_where_they_fall() -> None:
    """Isotonic regression: neighbours in the wrong order share their weighted mean."""
    assert isotonic([(0.25, 4), (0.5, 4), (0.25, 4), (0.7, 1)]) == [0.25, 0.375, 0.375, 0.7]
    assert isotonic([(0.5, 1), (0.2, 3), (0.1, 4)]) == pytest.approx([0.1875] * 3)


def test_weights_are_inverse_variances() -> None:
    """Worked by hand for 1 of 3 above 1 of 6: rates 1.05/3.1 and 1.05/6.1 with weights 18.30 and 49.82 share 0.217.

    Weighted by subjects it would be 0.228; at a target of 0.2222 the one lies below, the other above it.
    """
    tallies = Tally(3, 1), Tally(6, 1)
    assert Boin(0.2222).recommended(State(1, tallies), 3) == 2


def test_the_id_tells_all_numbers() -> None:
    """The usual ones are left out; an id reads back as the same design."""
    assert Boin(0.3).id == "boin:0.3"
    assert design_of("boin:.300").id == "boin:0.3"
    assert design_of("boin:0.3,2,24,10") == Boin(0.3, 2, 24, 10)
    assert design_of(Boin(0.3, 2, 24, 10).id) == Boin(0.3, 2, 24, 10)
