"""Units of blood counts: every spelling, every refusal, and conversions that lose nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.counts.count import Count
from regimen.counts.units import ANALYTES, CELL_UNITS, in_unit, question, read_measured, unit_of
from regimen.errors import ValueSyntaxError

D = Decimal


@pytest.mark.parametrize(
    ("analyte", "text", "value"),
    [
        ("anc", "0.4 10^9/L", "0.4"),
        ("anc", "0.4 10*9/L", "0.4"),
        ("anc", "0.4 ×10⁹/L", "0.4"),
        ("anc", "0.4 x10^9/L", "0.4"),
        ("anc", "0.4 x 10^9 /L", "0.4"),
        ("anc", "0.4x10E9/L", "0.4"),
        ("anc", "0.4 G/L", "0.4"),
        ("anc", "400 /µL", "0.400"),
        ("anc", "400 /μL", "0.400"),
        ("anc", "400/uL", "0.400"),
        ("anc", "400 cells/mm3", "0.400"),
        ("anc", "400 cells/mm³", "0.400"),
        ("anc", "0.4 K/µL", "0.4"),
        ("anc", "0.4 K/uL", "0.4"),
        ("anc", "0.4 10^3/µL", "0.4"),
        ("anc", "0.4 10³/µL", "0.4"),
        ("anc", "0.4 X10*3/uL", "0.4"),
        ("anc", "0 10^9/L", "0"),
        ("platelets", "20 10^9/L", "20"),
        ("platelets", "20000 /uL", "20"),
        ("wbc", "1000 10^9/L", "1000"),
        ("anc", "1000 10^9/L", "1000"),
        ("platelets", "5000 10^9/L", "5000"),
        ("haemoglobin", "8.1 g/dL", "8.1"),
        ("haemoglobin", "81 g/L", "8.1"),
        ("haemoglobin", "5 mmol/L", "8.057"),
        ("blasts", "3 %", "3"),
        ("blasts", "3", "3"),
        ("blasts", "0.5%", "0.5"),
    ],
)
def test_what_laboratories_write(analyte, text, value) -> None:
    """Each spelling of each unit gives the value in the base unit, and the text stays as it was written."""
    measured = read_measured(analyte, text)
    assert measured.count == Count(D(value), below=False)
    assert str(measured) == text


@pytest.mark.parametrize("text", ["<0.1 10^9/L", "< 0.1 10^9/L", "<100 /uL"])
def test_a_reporting_limit_is_no_value(text) -> None:
    """`<0.1` is kept as a limit."""
    assert read_measured("anc", text).count == Count(D("0.1"), below=True)


@pytest.mark.parametrize(
    ("analyte", "text", "told"),
    [
        ("anc", "0.4", "ANC 0.4 has no unit; allowed: 10^9/L, K/uL, /uL"),
        ("haemoglobin", "8.1", "haemoglobin 8.1 has no unit; allowed: g/dL, g/L, mmol/L"),
        ("anc", "-0.4 10^9/L", "ANC -0.4 10^9/L is below zero"),
        ("anc", "−0.4 10^9/L", "is below zero"),
        ("anc", "0.4 g/dL", "'g/dL' is no unit of ANC"),
        ("haemoglobin", "8.1 K/uL", "'K/uL' is no unit of haemoglobin"),
        ("anc", "0,4 10^9/L", "write a decimal point"),
        ("anc", ">0.5 10^9/L", "is no single value; allowed: a number, or <number"),
        ("anc", "<=0.1 10^9/L", "is no single value"),
        ("anc", "1.2.3 10^9/L", "'1.2.3' is not a number"),
        ("anc", "low", "cannot read ANC 'low'"),
        ("anc", "", "cannot read ANC ''"),
        ("anc", "5000 10^9/L", "ANC 5000 10^9/L is above 1000 10^9/L; did you mean 5000 /uL?"),
        ("haemoglobin", "81 g/dL", "is above 30 g/dL; did you mean 81 g/L?"),
        ("blasts", "101 %", "is above 100 %"),
    ],
)
def test_what_cannot_be_read_says_why(analyte, text, told) -> None:
    """The refusal says what is wrong and what is allowed."""
    with pytest.raises(ValueSyntaxError) as refused:
        read_measured(analyte, text)
    assert told in refused.value.message


@pytest.mark.parametrize(
    ("analyte", "text", "asked"),
    [
        ("anc", "0.5 10^9/L", False),
        ("anc", "0 10^9/L", False),
        ("anc", "<0.1 10^9/L", False),
        ("anc", "0.5 /uL", True),
        ("anc", "100 10^9/L", False),
        ("anc", "100.1 10^9/L", True),
        ("platelets", "20 /uL", True),
        ("platelets", "0.5 10^9/L", False),
        ("platelets", "0.49 10^9/L", True),
        ("haemoglobin", "2.9 g/dL", True),
        ("haemoglobin", "3 g/dL", False),
    ],
)
def test_a_probable_slip_of_unit_is_questioned(analyte, text, asked) -> None:
    """A value a thousandfold off is asked about; ends of the usual range, zero and limits are not."""
    assert bool(question(analyte, read_measured(analyte, text))) is asked


NUMBERS = st.decimals(min_value=0, max_value=900, places=3, allow_nan=False)


@given(number=NUMBERS, unit=st.sampled_from(CELL_UNITS))
def test_cells_there_and_back(number, unit) -> None:
    """A cell count in any unit comes back from the base unit digit for digit."""
    assert in_unit(read_measured("wbc", f"{number} {unit.text}").count.value, unit) == number


@given(number=st.decimals(min_value=1, max_value=18, places=2), unit=st.sampled_from(ANALYTES["haemoglobin"].units))
def test_haemoglobin_there_and_back(number, unit) -> None:
    """A haemoglobin in any unit comes back from g/dL."""
    assert in_unit(read_measured("haemoglobin", f"{number} {unit.text}").count.value, unit) == number


@pytest.mark.parametrize(
    ("analyte", "unit", "spelled"),
    [
        pytest.param(analyte, unit.text, spelled, id=f"{analyte} {spelled}")
        for analyte in ("anc", "haemoglobin", "blasts")
        for unit in ANALYTES[analyte].units
        for spelled in sorted(unit.spellings)
    ],
)
def test_no_spelling_names_two_units(analyte, unit, spelled) -> None:
    """Every spelling in the table leads to its own unit and no other."""
    assert unit_of(analyte, spelled).text == unit


@pytest.mark.parametrize(
    ("count", "bound", "under"),
    [
        (Count(D("0.5")), "0.5", False),
        (Count(D("0.499")), "0.5", True),
        (Count(D("0.1"), below=True), "0.1", True),
        (Count(D("0.1"), below=True), "0.5", True),
        (Count(D("0.5"), below=True), "0.1", None),
    ],
    ids=["equal", "lower", "limit equal", "limit lower", "limit above tells nothing"],
)
def test_whether_a_value_is_under_a_bound(count, bound, under) -> None:
    """A value that equals a bound is not under it; a limit above a bound leaves it open."""
    assert count.under(D(bound)) is under
