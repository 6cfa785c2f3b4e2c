"""Numbers typed without a unit: taken where they can mean one thing only."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.counts.bare import with_unit
from regimen.counts.count import Count
from regimen.counts.units import ANALYTES, Measured, question, read_measured
from regimen.errors import ValueSyntaxError
from regimen.quantity import plain


@pytest.mark.parametrize(
    ("analyte", "text", "read"),
    [
        ("anc", "0.4", "0.4 10^9/L"),
        ("anc", "<0.1", "<0.1 10^9/L"),
        ("anc", "0", "0 10^9/L"),
        ("anc", "0.002", "0.002 10^9/L"),
        ("platelets", "22", "22 10^9/L"),
        ("haemoglobin", "14.5", "14.5 g/dL"),
        ("blasts", "3", "3"),
        ("anc", "450 /uL", "450 /uL"),
        ("anc", "low", "low"),
    ],
    ids=[
        "usual in one unit", "a reporting limit", "none in any unit", "usual in none", "platelets",
        "too high for mmol/L", "percent needs none", "with its unit", "no number: left to the reader",
    ],
)  # fmt: skip
def test_a_bare_number_gets_the_base_unit(analyte, text, read) -> None:
    """Where no other unit would make it usual; what has a unit is left alone."""
    assert with_unit(analyte, text) == read


@pytest.mark.parametrize(
    ("analyte", "text", "told"),
    [
        ("anc", "450", "did you mean 450 /uL?"),
        ("anc", "50", "did you mean 50 10^9/L or 50 /uL?"),
        ("platelets", "22000", "did you mean 22000 /uL?"),
        ("haemoglobin", "8.1", "did you mean 8.1 g/dL or 8.1 mmol/L?"),
        ("haemoglobin", "92", "did you mean 92 g/L?"),
        ("platelets", "99999999", "is above 5000 10^9/L"),
    ],
    ids=["only in /uL", "in both", "platelets in /uL", "g/dL or mmol/L", "only in g/L", "in none"],
)
def test_a_number_that_can_mean_another_unit_is_refused(analyte, text, told) -> None:
    """With the readings that it may have."""
    with pytest.raises(ValueSyntaxError, match=re.escape(told)):
        with_unit(analyte, text)


@given(
    analyte=st.sampled_from(["anc", "wbc", "platelets", "haemoglobin"]),
    number=st.decimals(min_value="0.001", max_value="900000", places=3),
)
def test_no_number_is_taken_that_another_unit_makes_usual(analyte, number) -> None:
    """Whatever is taken is the base unit's value, and unusual in every unit of another size."""
    try:
        read = read_measured(analyte, with_unit(analyte, plain(number)))
    except ValueSyntaxError:
        return
    base, *others = ANALYTES[analyte].units
    assert read.count.value == Decimal(plain(number)) * base.factor
    for unit in others:
        value = Measured(Count(number * unit.factor), "")
        assert unit.factor == base.factor or question(analyte, value) is not None
