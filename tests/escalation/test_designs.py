"""The designs: decision tables row by row, published path counts, ids that are none."""

from functools import cache

import pytest

from regimen.errors import RegimenError
from regimen.escalation.decision import Design
from regimen.escalation.designs.registry import design_of
from regimen.escalation.designs.tabled import TableDesign
from regimen.escalation.follow import follow
from regimen.escalation.outcomes import Cohort, parse_outcomes
from regimen.escalation.state import State, empty
from regimen.escalation.table import Above, Below

PATHS = {
    "no-deescalation": (7, 19, 43, 91, 187),
    "deescalate-top3": (7, 34, 118, 346, 922),
    "deescalate-six": (10, 46, 154, 442, 1162),
}
"""Cohort paths for 1 to 5 levels, as published software counts them."""


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
    """For 1 to 5 levels the published numbers; up to 8 levels by the recurrences that those numbers keep."""
    counts = list(PATHS[name])
    while len(counts) < 8:
        once = 2 * counts[-1] + 5
        counts.append(once if name == "no-deescalation" else 4 * counts[-1] - 4 * counts[-2] + 10)
    assert [paths(design_of(name), levels) for levels in range(1, 9)] == counts


def test_the_general_form_holds_the_named_one() -> None:
    """A + B with A = B = 3, C = D = E = 1 decides as the named designs do."""
    for general, named in (
        ("aplusb:3,3,1,1,1", "no-deescalation"),
        ("aplusb:3,3,1,1,1,deescalate", "deescalate-top3"),
    ):
        assert [row[:4] for row in design_of(general).rows] == [row[:4] for row in design_of(named).rows]


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
    ("no-deescalation", "1NNP", "hold None pending"),
    ("no-deescalation", "1NTP", "hold None pending"),
    ("no-deescalation", "1TTP", "stop None toxic-first-stop"),
    ("no-deescalation", "1NNX", "stay 1 fill-first"),
    ("no-deescalation", "1NNX 1N", "escalate 2 up-first"),
    # Seven at the top: six evaluable and one replaced, or over-enrolled
    ("deescalate-six", "1NNN 2NNN 3NNN 4NNN 4NNTX", "stop 4 full-top"),
    ("deescalate-six", "1NNN 2NNN 3NNN 4NNN 4NNTN", "stop 4 over-top"),
    ("deescalate-six", "1NNN 2NNN 3NNN 4NNN 4NTTN", "de-escalate 3 toxic-more-down"),
    ("deescalate-top3", "1NNN 2NNN 3NNN 4NNN 4NTTN", "stop 4 expansion"),
    ("no-deescalation", "1NNN 2NNN 3NNN 4NNNNNNT", "stop 4 over-top"),
    # Four or five: published software carries on
    ("no-deescalation", "1NNNN", "stay 1 fill-between"),
    ("no-deescalation", "1NNNT", "stay 1 fill-second"),
    ("deescalate-six", "1NNN 2NTT 1N", "stay 1 refill"),
    # After departures: never to a level that is too toxic, never more at one that is full
    ("no-deescalation", "1NTT 2NTT", "stop None toxic-first-stop"),
    ("deescalate-six", "1NNN 2NTT 3NNN", "de-escalate 1 toxic-first-down"),
    ("deescalate-six", "1NNNTTT 2NTT", "stop None toxic-second-stop"),
    ("no-deescalation", "2NNT 2NNN 1NNN", "escalate 3 full-up"),
    ("no-deescalation", "1NNNNTP 2NTT", "hold None pending"),
    ("no-deescalation", "1NNNNNP 2NTT", "stop 1 toxic-first-stop"),
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
    ("rolling-six", "1NNN 2NNN 3NNN 4NNN", "stay 4 top-3-of-3"),
    ("rolling-six", "1NNN 2NNN 3NNN 4NNP", "stay 4 next"),
    ("rolling-six", "1NNN 2NNN 3TT 2N", "stay 2 next"),
    ("rolling-six", "1NNNNTPP", "hold None over-wait"),
    ("rolling-six", "1NNN 2NNNNNTT", "de-escalate 1 over-toxic-down"),
    ("rolling-six", "1NNNNNTT", "stop None over-toxic-stop"),
    ("rolling-six", "1NNNNNNT", "escalate 2 over-up"),
    ("rolling-six", "1NNN 2NNN 3NNN 4NNNNNP", "stop 4 six-none-stop"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), DECISIONS, ids=[f"{one[0]}: {one[1]}" for one in DECISIONS])
def test_decisions(name: str, text: str, expected: str) -> None:
    """Action, level and row of a state on a ladder of four."""
    said = follow(design_of(name), parse_outcomes(text, 4), 4).decision
    assert f"{said.action} {said.level} {said.row}" == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("no-deescalation", "1NNNNNNT"),
        ("no-deescalation", "1NNNN"),
        ("rolling-six", "1NNNNNNT"),
        ("rolling-six", "1NNN 2NNN 3NNN 4NNN"),
        ("no-deescalation", "1NNN 2NNN 3NNN 4NNN 4NTTN"),
    ],
)
def test_a_silent_row_says_so(name: str, text: str) -> None:
    """What no source decides is decided openly."""
    said = follow(design_of(name), parse_outcomes(text, 4), 4).decision
    assert (said.silent, said.source.startswith("not stated")) == (True, True)


def test_a_level_below_the_start_that_nobody_was_treated_at() -> None:
    """It is recommended, as the design says, and that nobody was treated there is told; others treat six there."""
    trial = parse_outcomes("2NTT", 4)
    said = follow(design_of("no-deescalation"), trial, 4, 2).decision
    assert (said.level, said.words.endswith("nobody was evaluable at the level below")) == (1, True)
    said = follow(design_of("deescalate-six"), trial, 4, 2).decision
    assert (said.action, said.level, said.enrol) == ("de-escalate", 1, 3)


@pytest.mark.parametrize(
    ("name", "text", "enrol"),
    [
        ("no-deescalation", "", 3),
        ("no-deescalation", "1N", 2),
        ("no-deescalation", "1NNX", 1),
        ("no-deescalation", "1NNT", 3),
        ("no-deescalation", "1NNT 1P", 2),
        ("no-deescalation", "1NNN", 3),
        ("deescalate-six", "1NNN 2NTT", 3),
        ("deescalate-six", "1NNNN 2NTT", 2),
        ("rolling-six", "", 3),
        ("rolling-six", "1P", 2),
        ("rolling-six", "1PPP", 1),
        ("aplusb:4,2,1,2,2", "", 4),
        ("aplusb:4,2,1,2,2", "1NNTT", 2),
    ],
)
def test_how_many_are_enrolled_next(name: str, text: str, enrol: int) -> None:
    """What is lacking to the cohort; rolling six, beyond three, one at a time."""
    assert follow(design_of(name), parse_outcomes(text, 4), 4).decision.enrol == enrol


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no-deescalate", "did you mean no-deescalation?"),
        ("boin", "unknown design 'boin'"),
        ("boin:x", "cannot read 'boin:x'"),
        ("boin:0.25,3", "cannot read 'boin:0.25,3'"),
        ("boin:0.9", "a target rate of 0.9; allowed: 0.05 to 0.6"),
        ("boin:0.3,3,30,0", "cohorts of 3, 30 subjects, 0 at a level; allowed: each 1 to 120"),
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
