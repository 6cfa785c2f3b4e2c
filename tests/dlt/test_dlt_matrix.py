"""One subject under many definitions, and whether the cohort decision hangs on the choice."""

from dataclasses import replace
from decimal import Decimal

import pytest
from dlt_subject import HOME, LOW, MEC, marrow, platelets_on, samples

from regimen.dlt.case import Case
from regimen.dlt.matrix import AXES, Matrix, definitions, verdict_matrix
from regimen.dlt.verdict import judge
from regimen.dlt.words import label
from regimen.record.facts import Facts


def matrix(counts: str, facts: Facts, as_of: int = 60) -> Matrix:
    """The matrix of counts written in short."""
    return verdict_matrix(Case(facts._replace(samples=samples(counts)), MEC, as_of), HOME)


def test_the_axes() -> None:
    """Three thresholds, three freedoms, two last days, two leukaemia rules: 36, the one in force first."""
    varied = list(definitions(HOME))
    assert (len(varied), len({label(one) for one in varied}), varied[0]) == (36, 36, HOME)
    assert {(one.anc, one.platelets) for one in varied} == {
        (Decimal("0.5"), Decimal(20)), (Decimal("0.5"), Decimal(50)), (Decimal("1.0"), Decimal(100)),
    }  # fmt: skip
    assert {one.platelet_free_days for one in varied} == {0, 3, 7}
    assert {one.last_day for one in varied} == {42, 45}


def test_a_definition_of_ones_own_stands_beside_the_named_ones() -> None:
    """A threshold, freedom or last day that is on no axis is added to it."""
    own = replace(HOME, anc=Decimal("0.8"), platelet_free_days=5, last_day=60)
    assert len(list(definitions(own))) == 4 * 4 * 3 * 2


def test_what_is_varied_is_marked() -> None:
    """The last day is the article's; another one is an assumption."""
    assert {label(one).split(", ")[2] for one in definitions(HOME)} == {"Day 45", "Day 42†"}


@pytest.mark.parametrize(
    ("counts", "facts", "letters", "hinges"),
    [
        ("15:0.1/9 29:0.1/9 31:1.2/120", Facts(), ("N",), ()),
        (f"{LOW} 45:0.3/12", Facts(marrows=marrow(44)), ("T",), ()),
        (f"{LOW} 45:0.3/12", Facts(marrows=marrow(44, "30")), ("N", "X"), ("residual_leukaemia",)),
        (f"{LOW} 44:0.6/25 45:0.6/25", Facts(marrows=marrow(44)), ("N", "T"), ("thresholds", "last_day")),
        (f"{LOW} 45:1.2/120", Facts(support=platelets_on(41)), ("N", "X"), ("platelet_free_days", "last_day")),
    ],
    ids=["all agree: N", "all agree: T", "leukaemia rule", "thresholds and last day", "transfusion and last day"],
)  # fmt: skip
def test_whether_the_letter_hangs_on_the_definition(counts, facts, letters, hinges) -> None:
    """The letters that occur, and the single axes along which the one in force would change."""
    found = matrix(counts, facts)
    assert (found.letters, found.flips, found.hinges) == (letters, len(letters) > 1, hinges)


def test_each_verdict_is_the_one_of_its_definition() -> None:
    """The matrix is nothing but verdicts side by side."""
    found = matrix(f"{LOW} 45:0.6/25", Facts(support=platelets_on(41)))
    assert all(judge(one.case, one.definition) == one for one in found.verdicts)
    assert set(AXES) == {"thresholds", "platelet_free_days", "last_day", "residual_leukaemia"}


def test_hidden_thresholds_are_not_laid_open_by_the_matrix() -> None:
    """With thresholds hidden there is one verdict, and it is indeterminate."""
    hidden = verdict_matrix(Case(Facts(), MEC, 60), replace(HOME, anc=None, platelets=None))
    assert [one.rule for one in hidden.verdicts] == ["no-threshold"]
