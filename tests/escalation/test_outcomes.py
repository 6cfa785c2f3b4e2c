"""Outcomes as the literature writes them: read, written back, and refused with the place of what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.errors import RegimenError
from regimen.escalation.outcomes import LETTERS, Cohort, parse_outcomes, write_outcomes

COHORTS = st.lists(
    st.builds(Cohort, st.integers(1, 40), st.text("".join(LETTERS), min_size=1, max_size=9)), max_size=12
)


@given(COHORTS)
def test_what_is_written_reads_as_the_same(cohorts: list[Cohort]) -> None:
    """Any trial survives being written; the columns are those of the text."""
    text = write_outcomes(tuple(cohorts))
    read = parse_outcomes(text, 40)
    assert [cohort[:2] for cohort in read] == [cohort[:2] for cohort in cohorts]
    assert all(text[cohort.column - 1 :].startswith(str(cohort)) for cohort in read)


def test_the_empty_trial() -> None:
    """No text is the trial before its first subject, whatever blanks there are."""
    assert parse_outcomes("", 4) == parse_outcomes("  ", 4) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1NNQ", "column 4: 'Q' is no outcome; allowed: N (no DLT), T (DLT), P (pending), X (not evaluable)"),
        ("1NNN 2NxN", "column 8: cannot read '2NxN' at 'x'"),
        ("1nnn", "column 2: cannot read '1nnn' at 'n'"),
        ("NNN", "column 4: cannot read 'NNN' at 'the end'"),
        ("1", "column 2: cannot read '1' at 'the end'"),
        ("1NNN 5N", "column 6: there is no level 5; allowed: 1 to 4"),
        ("0NNN", "column 1: there is no level 0; allowed: 1 to 4"),
        ("1000NNN", "column 1: there is no level 1000; allowed: 1 to 4"),
        ("9" * 5000 + "N", "column 1: there is no level 9999"),
        ("\u0661NNN", "column 1: cannot read '\u0661NNN' at '\u0661'"),
        ("1NNN,2NNN", "column 5: cannot read '1NNN,2NNN' at ','"),
        ("1" + "N" * 1000, "too many subjects; allowed: at most 999"),
    ],
)
def test_refused_with_the_column(text: str, told: str) -> None:
    """What cannot be read is told with its column and with what is allowed."""
    with pytest.raises(RegimenError) as caught:
        parse_outcomes(text, 4)
    assert told in caught.value.message


@pytest.mark.parametrize(("levels", "start"), [(0, 1), (41, 1), (4, 0), (4, 5)])
def test_a_ladder_that_cannot_be(levels: int, start: int) -> None:
    """One to forty levels, and the start is one of them."""
    from regimen.escalation.state import empty

    with pytest.raises(RegimenError, match="allowed: 1 to"):
        empty(levels, start)
