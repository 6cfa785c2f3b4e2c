"""Trials followed cohort by cohort: departures reported and followed, or refused; tables in words, and own ones."""

from pathlib import Path

import pytest

from regimen.errors import RegimenError
from regimen.escalation.designs.registry import design_of
from regimen.escalation.follow import follow
from regimen.escalation.outcomes import parse_outcomes
from regimen.escalation.showing import HEADS, letters_of, next_words, rule_words, shown_table, tally_words
from regimen.escalation.state import Tally
from regimen.protocol.reader import UnusableFile

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


HEAD = "id,evaluable,dlts,above,below,action,to\n"
WHOLE = """\
down,any,2+,any,short/full,de-escalate,
out,any,2+,any,none,stop-below,
fill,0-2,any,any,any,stay,3
up,3+,any,open,any,escalate,
end,any,any,any,any,stop,
"""
FAULTS = [
    ("id,evaluable,dlts,above,below\nx,1,1,any,any\n", "there is no column 'action'"),
    (HEAD.replace("to", "until") + WHOLE, "unknown column 'until'"),
    (HEAD + WHOLE.partition("end,")[0], "incomplete: no row for DLTs of evaluable 0 of 3, above top"),
    (HEAD + WHOLE.replace("escalate,", "climb,", 1).replace("de-climb", "climb"), "action: unknown 'climb'"),
    (HEAD + WHOLE.replace("up,3+,any,open", "up,3+,any,any"), "row up escalates where no level above is open"),
    (HEAD + WHOLE.replace("short/full", "any"), "row down de-escalates where there may be no level below"),
    (HEAD + WHOLE.replace("stay,3", "stay,2"), "to: a stay must treat more than are evaluable already"),
    (HEAD + WHOLE.replace("0-2", "2-0"), "evaluable: cannot read '2-0'"),
    (HEAD + WHOLE.replace("0-2", "0-99"), "evaluable: cannot read '0-99'"),
    (HEAD + WHOLE.replace("stay,3", "stay,x"), "to: 'x' is no number of subjects"),
    (HEAD + WHOLE.replace("any,none", "under,none"), "above: unknown 'under'"),
    (HEAD + WHOLE.replace("fill,", ",", 1), "id: the cell is blank"),
    (HEAD + WHOLE.replace("up,3+", "end,3+"), "two rows are called end"),
    (HEAD + WHOLE + "late,3,0,any,any,stop,\n", "row late never decides"),
    (HEAD + "bold,1-3,1,open,any,escalate,\n" + WHOLE, "not monotone: with 0 of 1 row fill says stay"),
]  # fmt: skip


def test_a_small_table_of_ones_own(tmp_path: Path) -> None:
    """Five rows make a design."""
    path = tmp_path / "own.csv"
    path.write_text(HEAD + WHOLE, encoding="utf-8")
    design = design_of(f"table:{path}")
    said = [follow(design, parse_outcomes(text, 2), 2).decision for text in ("", "1NNN", "1NNT", "1NNN 2NNN", "1TT")]
    assert [next_words(one) for one in said] == [
        "stay: treat 3 at level 1",
        "escalate: treat 3 at level 2",
        "escalate: treat 3 at level 2",
        "stop: level 2 is recommended",
        "stop: no level is recommended",
    ]
    assert shown_table(design).heads == HEADS


@pytest.mark.parametrize(("text", "told"), FAULTS, ids=[one[1] for one in FAULTS])
def test_a_table_that_cannot_be_used(text: str, told: str, tmp_path: Path) -> None:
    """Every fault is told with file and line."""
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableFile) as caught:
        design_of(f"table:{path}")
    assert told in str(caught.value)
    assert f"{path}:" in str(caught.value)


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is told, not a traceback."""
    with pytest.raises(UnusableFile, match="cannot read the file"):
        design_of(f"table:{tmp_path / 'none.csv'}")
