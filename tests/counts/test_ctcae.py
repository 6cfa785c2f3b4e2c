"""CTCAE grades: the printed boundaries of each version, and what a number alone leaves open."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.counts.count import Count
from regimen.counts.ctcae import SCALES, VERSIONS, grade
from regimen.errors import RegimenError

D = Decimal
LLN = {"anc": "1.8", "platelets": "150", "wbc": "4.0", "lymphocytes": "1.0", "haemoglobin": "12.0"}
OLD = [
    ("anc", "1.8", 0), ("anc", "1.79", 1), ("anc", "1.5", 1), ("anc", "1.49", 2), ("anc", "1.0", 2), ("anc", "0.99", 3),
    ("anc", "0.5", 3), ("anc", "0.499", 4), ("anc", "0", 4),
    ("platelets", "150", 0), ("platelets", "149", 1), ("platelets", "75", 1), ("platelets", "74.9", 2),
    ("platelets", "50", 2), ("platelets", "49.9", 3), ("platelets", "25", 3), ("platelets", "24.9", 4),
    ("lymphocytes", "1.0", 0), ("lymphocytes", "0.8", 1), ("lymphocytes", "0.79", 2), ("lymphocytes", "0.5", 2),
    ("lymphocytes", "0.49", 3), ("lymphocytes", "0.2", 3), ("lymphocytes", "0.19", 4),
]  # fmt: skip
NEW = [
    ("anc", "1.5", 0), ("anc", "1.49", 1), ("anc", "1.0", 1), ("anc", "0.99", 2), ("anc", "0.5", 2), ("anc", "0.49", 3),
    ("anc", "0.1", 3), ("anc", "0.099", 4),
    ("platelets", "150", 0), ("platelets", "75", 1), ("platelets", "74.9", 2), ("platelets", "50", 2),
    ("platelets", "49.9", 3), ("platelets", "10", 3), ("platelets", "9.9", 4),
]  # fmt: skip
ALWAYS = [
    ("wbc", "4.0", 0), ("wbc", "3.0", 1), ("wbc", "2.9", 2), ("wbc", "2.0", 2), ("wbc", "1.9", 3), ("wbc", "1.0", 3),
    ("wbc", "0.9", 4),
    ("haemoglobin", "12.0", 0), ("haemoglobin", "11.9", 1), ("haemoglobin", "10.0", 1), ("haemoglobin", "9.9", 2),
    ("haemoglobin", "8.0", 2), ("haemoglobin", "7.9", 3), ("haemoglobin", "3.0", 3),
]  # fmt: skip
TABLE = [
    *((version, *row) for version in ("4.03", "5.0") for row in OLD),
    *(("6.0", *row) for row in NEW),
    *((version, *row) for version in VERSIONS for row in ALWAYS),
]


@pytest.mark.parametrize(("version", "name", "value", "expected"), TABLE, ids=str)
def test_boundaries(version, name, value, expected) -> None:
    """Each printed limit belongs to the milder grade, the next smaller value to the worse one."""
    graded = grade(name, Count(D(value)), version, lln=D(LLN[name]))
    assert (graded.value, graded.version) == (expected, version)


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [("g/L", "100", 1), ("g/L", "99", 2), ("g/L", "80", 2), ("g/L", "79", 3),
     ("mmol/L", "6.2", 1), ("mmol/L", "6.1", 2), ("mmol/L", "4.9", 2), ("mmol/L", "4.8", 3)],
)  # fmt: skip
def test_anaemia_is_graded_in_the_unit_reported(unit, value, expected) -> None:
    """The printed limits in mmol/L are rounded, so a converted value would be graded otherwise."""
    assert grade("haemoglobin", Count(D(value)), "5.0", lln=D(1000), unit=unit).value == expected


@pytest.mark.parametrize(
    ("name", "count", "version", "span", "words"),
    [
        ("anc", Count(D("1.6")), "5.0", (0, 1), "grade 0 or 1 (CTCAE 5.0; needs the lower limit of normal)"),
        ("anc", Count(D("1.6")), "6.0", (0, 0), "grade 0 (CTCAE 6.0)"),
        ("anc", Count(D("1.2")), "5.0", (2, 2), "grade 2 (CTCAE 5.0)"),
        ("anc", Count(D("0.1"), below=True), "6.0", (4, 4), "grade 4 (CTCAE 6.0)"),
        ("anc", Count(D("0.5"), below=True), "6.0", (3, 4), "grade 3 or 4 (CTCAE 6.0; needs a value instead of <0.5)"),
        ("anc", Count(D("0.5"), below=True), "4.03", (4, 4), "grade 4 (CTCAE 4.03)"),
        ("anc", Count(D(3), below=True), "5.0", (0, 4),
         "grade 0 to 4 (CTCAE 5.0; needs the lower limit of normal; needs a value instead of <3)"),
        ("haemoglobin", Count(D(7)), "5.0", (3, 3), "grade 3 (CTCAE 5.0; grade 4 is clinical: life-threatening)"),
        ("platelets", Count(D(9)), "6.0", (4, 4), "grade 4 (CTCAE 6.0; asks for life-threatening consequences too)"),
    ],
)  # fmt: skip
def test_what_a_number_leaves_open_is_said(name, count, version, span, words) -> None:
    """Without a limit of normal, or with a reporting limit only, a grade is a span with what would settle it."""
    graded = grade(name, count, version)
    assert ((graded.low, graded.high), graded.words) == (span, words)


def test_the_same_patient_changes_grade_with_the_version() -> None:
    """ANC 0.3 is grade 4 up to version 5.0 and grade 3 in version 6.0."""
    assert [grade("anc", Count(D("0.3")), version).value for version in VERSIONS] == [4, 4, 3]


@pytest.mark.parametrize(
    ("now", "baseline", "worse"),
    [("0.3", "1.2", True), ("0.3", "0.2", False), ("1.2", "0.2", False), ("1.6", "1.7", None)],
    ids=["worse", "no worse", "better", "open"],
)
def test_a_grade_is_held_against_baseline(now, baseline, worse) -> None:
    """Relapsed leukaemia begins at high grades, so only a rise over baseline is news."""
    first, second = (grade("anc", Count(D(value)), "5.0") for value in (baseline, now))
    assert second.worse_than(first) is worse


@pytest.mark.parametrize(
    ("name", "version", "told"),
    [
        ("anc", "5", "CTCAE version '5' is not known; allowed: 4.03, 5.0, 6.0"),
        ("lymphocytes", "6.0", "lymphocytes has no grades of CTCAE 6.0 in the sources"),
        ("blasts", "5.0", "blasts has no grades"),
    ],
)
def test_what_has_no_grades(name, version, told) -> None:
    """A version or value without a table is refused, never guessed."""
    with pytest.raises(RegimenError) as refused:
        grade(name, Count(D(1)), version)
    assert told in refused.value.message


@given(
    key=st.sampled_from([(version, *key) for version in VERSIONS for key in SCALES[version]]),
    values=st.tuples(*[st.decimals(min_value=0, max_value=200, places=2)] * 2),
    lln=st.none() | st.decimals(min_value=1, max_value=200, places=1),
)
def test_a_lower_value_never_has_a_lower_grade(key, values, lln) -> None:
    """Grades rise as values fall, in every version and unit, with or without a limit of normal."""
    version, name, unit = key
    lower, higher = (grade(name, Count(value), version, lln=lln, unit=unit) for value in sorted(values))
    assert lower.low >= higher.low
    assert lower.high >= higher.high
