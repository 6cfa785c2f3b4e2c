"""The designs: one contract for all, decision tables row by row, published path counts and boundaries."""

from functools import cache
from itertools import pairwise

import pytest

from regimen.errors import RegimenError
from regimen.escalation.decision import Action, Design
from regimen.escalation.designs.boin import Boin, isotonic
from regimen.escalation.designs.registry import NAMED, design_of
from regimen.escalation.designs.tabled import TableDesign
from regimen.escalation.follow import follow
from regimen.escalation.outcomes import Cohort, parse_outcomes
from regimen.escalation.state import State, empty
from regimen.escalation.table import Above, Below

EVERY = (*NAMED, "aplusb:3,3,1,1,1", "aplusb:3,3,1,1,1,deescalate", "aplusb:4,2,1,2,2", "aplusb:2,1,1,1,1,deescalate",
         "aplusb:1,0,1,0,0")  # fmt: skip
PATHS = {
    "no-deescalation": (7, 19, 43, 91, 187, 379, 763, 1531, 3067, 6139),
    "deescalate-top3": (7, 34, 118, 346, 922),
    "deescalate-six": (10, 46, 154, 442, 1162),
}
"""Cohort paths for 1, 2, 3 … levels, as published software counts them; the first row by 2 × before + 5."""


def outcomes(state: State, design: Design) -> list[State]:
    """Every state after the cohort that is enrolled next."""
    said = design.decide(state)
    assert said.level is not None
    return [state.plus(Cohort(said.level, "T" * dlts + "N" * (said.enrol - dlts))) for dlts in range(said.enrol + 1)]


def paths(design: Design, levels: int) -> int:
    """How many paths a design has, subjects of a cohort in no order."""

    @cache
    def count(state: State) -> int:
        if not design.decide(state).continues:
            return 1
        return sum(map(count, outcomes(state, design)))

    return count(empty(levels))


@pytest.mark.parametrize("name", PATHS)
def test_path_counts(name: str) -> None:
    """The number of paths is the published one, level by level."""
    assert tuple(paths(design_of(name), levels) for levels in range(1, len(PATHS[name]) + 1)) == PATHS[name]


def test_the_general_form_holds_the_named_one() -> None:
    """A + B with A = B = 3, C = D = E = 1 decides as the named designs do."""
    for general, named in (
        ("aplusb:3,3,1,1,1", "no-deescalation"),
        ("aplusb:3,3,1,1,1,deescalate", "deescalate-top3"),
    ):
        assert [row[:4] for row in design_of(general).rows] == [row[:4] for row in design_of(named).rows]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(("levels", "start"), [(1, 1), (3, 1), (3, 2)])
def test_the_contract_of_every_design(name: str, levels: int, start: int) -> None:
    """Of every state that can come: one decision, on the ladder, that enrols if and only if the trial goes on."""
    design, ahead, seen = design_of(name), [empty(levels, start)], set[State]()
    if not design.local and levels > 1:
        design = Boin(0.25, most=9)
    while ahead:
        state = ahead.pop()
        if state in seen:
            continue
        seen.add(state)
        said = design.decide(state)
        assert said == design.decide(state)
        assert said.row
        assert said.words
        assert said.source
        if said.action is Action.STOP:
            assert said.level is None or 1 <= said.level <= levels
            assert said.level is None or not design.closes(state.at(said.level))
            assert said.enrol == 0
            continue
        assert said.action is not Action.HOLD, "nobody is pending"
        assert said.level is not None
        assert 1 <= said.level <= levels
        assert said.enrol >= 1
        assert abs(said.level - state.level) == {Action.STAY: 0}.get(said.action, 1)
        assert not design.closes(state.at(said.level))
        ahead += outcomes(state, design)


@pytest.mark.parametrize("name", [name for name in EVERY if not name.startswith("boin")])
def test_tables_are_complete_and_monotone(name: str) -> None:
    """Up to ten evaluable subjects each state has a row, and one DLT more is never bolder."""
    design = design_of(name)
    assert isinstance(design, TableDesign)
    bold = {Action.ESCALATE: 3, Action.STAY: 2, Action.HOLD: 2, Action.DE_ESCALATE: 1}
    for tally, above, below in design.table.states(10):
        rows = [design.table.row(tally._replace(dlts=dlts), above, below) for dlts in range(tally.evaluable + 1)]
        assert None not in rows
        weights = [bold.get(row.action, 2 if row.here else 1) for row in rows if row]
        assert all(later <= earlier for earlier, later in pairwise(weights)), (tally, above, below)


DECISIONS = [
    ("no-deescalation", "", "stay 1 fill-first"),
    ("no-deescalation", "1NN", "stay 1 fill-first"),
    ("no-deescalation", "1NNN", "escalate 2 up-first"),
    ("no-deescalation", "1NNT", "stay 1 more"),
    ("no-deescalation", "1NTT", "stop None toxic-first-stop"),
    ("no-deescalation", "1TT", "stop None toxic-first-stop"),
    ("no-deescalation", "1NNN 2NNT 2NNT", "stop 1 toxic-second-stop"),
    ("no-deescalation", "1NNN 2NNT 2NNN", "escalate 3 full-up"),
    ("no-deescalation", "1NNN 2NNN 3NNN 4NNN", "stop 4 top-first"),
    ("deescalate-top3", "1NNN 2NNN 3NNN 4NNN", "stop 4 top-first"),
    ("deescalate-six", "1NNN 2NNN 3NNN 4NNN", "stay 4 top-fill"),
    ("deescalate-six", "1NNN 2NTT", "de-escalate 1 toxic-first-down"),
    ("deescalate-six", "1NNN 2NTT 1NNT", "stop 1 full-under-toxic"),
    ("deescalate-six", "1NNN 2NTT 1NTT", "stop None toxic-second-stop"),
    ("deescalate-six", "1NNT 1NNN 2TT", "stop 1 toxic-first-stop"),
    # Pending and not evaluable
    ("no-deescalation", "1NP", "stay 1 fill-first"),
    ("no-deescalation", "1P", "stay 1 fill-first"),
    ("no-deescalation", "1TP", "stay 1 fill-first"),
    ("no-deescalation", "1NNT 1P", "stay 1 more"),
    ("no-deescalation", "1NNT 1PPP", "hold None pending"),
    ("boin:0.25", "1NP", "stay 1 fill"),
    ("no-deescalation", "1NNP", "hold None pending"),
    ("no-deescalation", "1NTP", "hold None pending"),
    ("no-deescalation", "1TTP", "stop None toxic-first-stop"),
    ("no-deescalation", "1NNX", "stay 1 fill-first"),
    ("no-deescalation", "1NNX 1N", "escalate 2 up-first"),
    # Seven at the top: six evaluable and one replaced, or over-enrolled
    ("deescalate-six", "1NNN 2NNN 3NNN 4NNN 4NNTX", "stop 4 full-top"),
    ("deescalate-six", "1NNN 2NNN 3NNN 4NNN 4NNTN", "stop 4 over-top"),
    ("deescalate-six", "1NNN 2NNN 3NNN 4NNN 4NTTN", "de-escalate 3 toxic-more-down"),
    ("no-deescalation", "1NNNN", "escalate 2 up-between"),
    ("no-deescalation", "1NNNT", "stay 1 fill-second"),
    # Rolling six: enrolled / evaluable / DLT
    ("rolling-six", "1NNN", "escalate 2 3-of-3"),
    ("rolling-six", "1NNNP", "stay 1 next"),
    ("rolling-six", "1NNNN", "escalate 2 4-of-4"),
    ("rolling-six", "1NNNPP", "stay 1 next"),
    ("rolling-six", "1NNNNP", "stay 1 next"),
    ("rolling-six", "1NNNNN", "escalate 2 5-of-5"),
    ("rolling-six", "1NNNPPP", "hold None six-wait"),
    ("rolling-six", "1NNNNPP", "hold None six-wait"),
    ("rolling-six", "1NNNNNP", "escalate 2 six-none"),
    ("rolling-six", "1NNNNTP", "hold None six-wait"),
    ("rolling-six", "1NNNNNT", "escalate 2 six-one"),
    ("rolling-six", "1NNT", "stay 1 next"),
    ("rolling-six", "1NPP", "stay 1 next"),
    ("rolling-six", "1PP", "stay 1 begin"),
    ("rolling-six", "1TTP", "stop None toxic-stop"),
    ("rolling-six", "1NNN 2TTP", "de-escalate 1 toxic-down"),
    ("rolling-six", "1NNN 2NNN 3NNN 4NNN", "stay 4 next"),
    ("rolling-six", "1NNN 2NNN 3NNN 4NNNNNP", "stop 4 six-none-stop"),
    # BOIN: the observed rate between two bounds
    ("boin:0.25", "1NNN", "escalate 2 up"),
    ("boin:0.25", "1NNT", "stay 1 stay"),
    ("boin:0.25", "1NNN 2NNT", "de-escalate 1 down"),
    ("boin:0.3", "1NNN 2NNT", "stay 2 stay"),
    ("boin:0.25", "1TTT", "stop None too-toxic"),
    ("boin:0.25", "1NNN 2TTT", "de-escalate 1 down"),
    ("boin:0.25", "1NNP", "hold None pending"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), DECISIONS, ids=[f"{one[0]}: {one[1]}" for one in DECISIONS])
def test_decisions(name: str, text: str, expected: str) -> None:
    """Action, level and row of a state on a ladder of four."""
    said = follow(design_of(name), parse_outcomes(text, 4), 4).decision
    assert f"{said.action} {said.level} {said.row}" == expected


def test_a_silent_row_says_so() -> None:
    """What no source decides is decided openly."""
    said = follow(design_of("no-deescalation"), parse_outcomes("1NNNNNNT", 4), 4).decision
    assert (said.silent, said.source.startswith("not stated")) == (True, True)


@pytest.mark.parametrize(("target", "low", "high"), [(0.25, 0.197, 0.298), (0.30, 0.236, 0.359)])
def test_the_bounds_of_boin(target: float, low: float, high: float) -> None:
    """The published bounds (Liu and Yuan 2015, table 1)."""
    assert tuple(round(rate, 3) for rate in Boin(target).rates) == (low, high)


def test_the_table_of_boin() -> None:
    """Numbers of DLTs at target 0.3 in cohorts of three, as published software prints them."""
    found = {bounds.evaluable: bounds[1:] for bounds in map(Boin(0.3).bounds, (3, 6, 9, 12))}
    assert found == {3: (0, 2, 3), 6: (1, 3, 4), 9: (2, 4, 5), 12: (2, 5, 7)}


def test_rates_are_pooled_where_they_fall() -> None:
    """Isotonic regression: neighbours in the wrong order share their pooled rate."""
    assert isotonic([(1, 4), (2, 4), (1, 4)]) == [0.25, 0.375, 0.375]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no-deescalate", "did you mean no-deescalation?"),
        ("boin", "unknown design 'boin'"),
        ("boin:x", "'x' is no target rate"),
        ("boin:0.9", "a target rate of 0.9; allowed: 0.05 to 0.6"),
        ("aplusb:3,3,1,1", "cannot read 'aplusb:3,3,1,1'"),
        ("aplusb:3,3,1,1,1,down", "cannot read"),
        ("aplusb:3,3,3,1,1", "C = 3, D = 1"),
        ("aplusb:3,3,1,1,6", "D = 1, E = 6"),
        ("aplusb:0,3,1,1,1", "A = 0, B = 3"),
        ("", "unknown design ''"),
    ],
)
def test_a_design_that_is_none(text: str, told: str) -> None:
    """Refused with what is allowed."""
    with pytest.raises(RegimenError) as caught:
        design_of(text)
    assert told in str(caught.value)


def test_the_sides_of_a_level() -> None:
    """Above: open, top, or closed by toxicity; below: none, short of six, or full."""
    design = design_of("deescalate-six")
    assert isinstance(design, TableDesign)

    def sides(text: str) -> tuple[Above, Below]:
        state = follow(design, parse_outcomes(text, 3), 3).state
        return design.above(state), design.below(state)

    assert sides("1NNN") == (Above.OPEN, Below.NONE)
    assert sides("1NNN 2NNN 3NNN") == (Above.TOP, Below.SHORT)
    assert sides("1NNT 1NNN 2TT") == (Above.OPEN, Below.FULL)
    assert sides("1NNN 2NNN 3TT 2N") == (Above.CLOSED, Below.SHORT)
