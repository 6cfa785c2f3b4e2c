"""Trials followed cohort by cohort: departures reported and followed, or refused; expansions; words."""

import pytest

from regimen.errors import RegimenError
from regimen.escalation.designs.registry import design_of
from regimen.escalation.follow import follow
from regimen.escalation.outcomes import parse_outcomes
from regimen.escalation.showing import letters_of, next_words, rule_words, tally_words
from regimen.escalation.state import Tally

DEPARTURES = [
    ("1NNN 2NNN", []),
    ("1NN 1N 2NNN", []),
    ("1NNNX 2NNN", []),
    ("1NNNN", [("size", 1)]),
    ("1NNN 3NNN", [("level", 6)]),
    ("1NNP 2NNN", [("hold", 6)]),
    ("1NTT 1N", [("stopped", 6)]),
    ("1NNN 2NNN 3NNN 4NNN 4NNNNNNNNNN", [("expansion", 21)]),
    ("1NNN 2NNN 3NNN 4NNNNNNT", [("size", 16)]),
]


@pytest.mark.parametrize(("text", "expected"), DEPARTURES, ids=[one[0] for one in DEPARTURES])
def test_departures(text: str, expected: list[tuple[str, int]]) -> None:
    """Each has its kind and column; what comes after is judged from where the conduct went."""
    course = follow(design_of("no-deescalation"), parse_outcomes(text, 4), 4)
    assert [(one.kind, one.column) for one in course.departures] == expected
    assert course.state.level == int(text.rsplit(maxsplit=1)[-1][0])
    if expected:
        with pytest.raises(RegimenError, match="without --strict it is reported and followed"):
            follow(design_of("no-deescalation"), parse_outcomes(text, 4), 4, strict=True)


@pytest.mark.parametrize(
    ("text", "kinds"), [("1NNN 2NNNN", []), ("1NNNNNN 2N", []), ("1NNNNNNN", ["size"]), ("1NNN 3N", ["level"])]
)
def test_rolling_six_enrols_while_others_are_pending(text: str, kinds: list[str]) -> None:
    """Up to six who may all still be pending are no departure, the seventh is."""
    course = follow(design_of("rolling-six"), parse_outcomes(text, 4), 4)
    assert [one.kind for one in course.departures] == kinds


def test_a_level_below_the_start() -> None:
    """A level −1 is a level below the start: two DLTs at the start lead there."""
    course = follow(design_of("deescalate-six"), parse_outcomes("2NTT", 4), 4, 2)
    assert next_words(course.decision) == "de-escalate: treat 3 at level 1"


def test_words() -> None:
    """Letters by level, tallies, what comes next and why."""
    course = follow(design_of("no-deescalation"), parse_outcomes("1NNN 2NNT 2NPX", 4), 4)
    assert letters_of(course) == ("NNN", "NNT NPX", "", "")
    assert tally_words(course.state.at(2)) == "1 of 4 with a DLT, 1 pending, 1 not evaluable"
    assert tally_words(Tally()) == "nobody yet"
    assert next_words(course.decision) == "stay: treat 1 at level 2"
    assert rule_words(course.decision).startswith("row fill-second: fewer than 6: treat 6 [Storer 1989")


@pytest.mark.parametrize(
    ("text", "level", "told"),
    [
        ("4NNT 4NNN 4TNNNN", 4, "1 of 5 with a DLT in the expansion, 2 of 11 at the level in all; not fed back"),
        ("4NNT 4NNN 4TNN 4TNP", 4, "2 of 5 with a DLT in the expansion, 3 of 11 at the level in all; not fed back"),
        ("4NNT 4NNN 4TNN", 4, "by which the level would be too toxic"),
        ("4NNN 4NNNNNNNNNN 4TTT", 4, "3 of 13 with a DLT in the expansion, 3 of 16 at the level in all"),
    ],
)
def test_an_expansion_is_not_fed_back(text: str, level: int, told: str) -> None:
    """The end stands where the rule knows of no such number, and the running rate is told."""
    course = follow(design_of("no-deescalation"), parse_outcomes(f"1NNN 2NNN 3NNN {text}", 4), 4)
    said = course.decision
    assert {one.kind for one in course.departures} == {"expansion"}
    assert (said.action, said.level, said.row, said.silent) == ("stop", level, "expansion", True)
    assert told in said.words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1NNN 2NNN 3NNN 4NNN 4NNNNNNNNNN", "stop 4 over-top"),
        ("1NNN 2NNN 3NNN 4NNN 4NTT", "stop 3 toxic-second-stop"),
        ("1NNN 2NTT 1NNN", "stop 1 full-under-toxic"),
    ],
)
def test_what_the_rule_knows_of_it_decides(text: str, expected: str) -> None:
    """Up to six the rule decides after the end too, and beyond six where it says the same."""
    said = follow(design_of("no-deescalation"), parse_outcomes(text, 4), 4).decision
    assert f"{said.action} {said.level} {said.row}" == expected


def test_an_expansion_of_boin() -> None:
    """Its recommendation stands too: one regression ended the trial."""
    course = follow(design_of("boin:0.3,3,9,9"), parse_outcomes("1NNN 2NNN 3NNT 3TTTT", 3), 3)
    assert [step.after.level for step in course.steps[-2:]] == [3, 3]
    assert (course.decision.row, "5 of 7 at the level in all" in course.decision.words) == ("expansion", True)


def test_what_follows_an_expansion_elsewhere() -> None:
    """A cohort at another level after the end is judged by the rule again."""
    course = follow(design_of("no-deescalation"), parse_outcomes("1NNN 2NTT 1NNN 2N", 4), 4)
    assert [one.kind for one in course.departures] == ["expansion", "stopped"]
    assert course.decision.row == "toxic-second-stop"
