"""Finding a day from what a person types."""

import pytest
from sessions import TODAY, session_of

from regimen.errors import RegimenError
from tui.where import find_offset, milestone_offset

SPAN = (-1, 62)
HOME = session_of().plan
HYPERCVAD = session_of("hypercvad").plan
BEAM = session_of("beam").plan


@pytest.mark.parametrize(
    ("text", "offset"),
    [("45", 44), ("D45", 44), ("day 45", 44), ("1", 0), ("-1", -1), ("−1", -1), ("C1D20", 19), ("2027-01-14", 44),
     ("today", 8), ("TODAY", 8), (" 4 ", 3)],
)  # fmt: skip
def test_every_form_finds_its_day(text, offset) -> None:
    """Study days, cycle days, dates and today are understood."""
    assert find_offset(HOME, text, TODAY, SPAN) == offset


@pytest.mark.parametrize(
    ("text", "words"),
    [("0", "there is no Day 0"), ("C2D1", "there is no C2D1"), ("C0D1", "there is no C0D1"),
     ("C1D29", "C1D1 to C1D28"), ("99", "Day −1 to Day 63"),
     ("99", "lies outside"), ("x", "cannot find 'x'"), ("2026-02-30", "cannot find"),
     ("", "cannot find"), ("2031-01-01", "lies outside")],
)  # fmt: skip
def test_what_is_no_day_here_is_refused(text, words) -> None:
    """Days that do not exist or are not drawn are told with what is allowed."""
    with pytest.raises(RegimenError, match=words):
        find_offset(HOME, text, TODAY, SPAN)


def test_cycle_days_count_by_the_protocol() -> None:
    """C2D8 of a 21-day cycle is Day 29."""
    assert find_offset(HYPERCVAD, "C2D8", TODAY, (0, 167)) == 28


def test_day_0_exists_where_the_protocol_has_one() -> None:
    """In a transplant protocol 0 is a day and has no cycles."""
    assert find_offset(BEAM, "0", TODAY, (-6, 0)) == 0
    assert find_offset(BEAM, "-6", TODAY, (-6, 0)) == -6
    with pytest.raises(RegimenError, match="no cycles"):
        find_offset(BEAM, "C1D1", TODAY, (-6, 0))


def test_milestones_in_both_directions() -> None:
    """From Day 4 the next milestone is Day 8, the one before Day 1; beyond the ends there is none."""
    assert (milestone_offset(HOME, 3, 1), milestone_offset(HOME, 3, -1)) == (7, 0)
    assert milestone_offset(HOME, 59, 1) is None
    assert milestone_offset(HOME, 0, -1) is None
