"""Body size against published and independently computed values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.dosing.body import (
    BSA_FORMULAS,
    DEFAULT_BSA_FORMULA,
    adjusted_weight,
    as_bsa,
    bsa_table,
    ideal_weight,
    lean_weight,
    weights,
)

IDS = ["mosteller", "dubois", "haycock", "gehan-george", "boyd"]

# First two rows: test suite of pharmaverse admiral (compute_bsa). The others: computed by hand from the
# formulas as printed by Mosteller 1987, Du Bois 1916, Haycock 1978, Gehan and George 1970, Boyd 1935.
VECTORS = [
    ("170", "75", ["1.882", "1.864", "1.895", "1.897", "1.905"]),
    ("185", "90", ["2.151", "2.141", "2.161", "2.160", "2.158"]),
    ("170", "70", ["1.8181", "1.8097", "1.8257", "1.8313", "1.8347"]),
    ("180", "80", ["2.0000", "1.9964", "2.0066", "2.0095", "2.0074"]),
    ("160", "55", ["1.5635", "1.5632", "1.5655", "1.5767", "1.5785"]),
    ("165", "120", ["2.3452", "2.2269", "2.4109", "2.3863", "2.4351"]),
]


@pytest.mark.parametrize(("height", "weight", "expected"), VECTORS, ids=[f"{row[0]}cm-{row[1]}kg" for row in VECTORS])
def test_bsa_matches_published_values(height, weight, expected) -> None:
    """Every formula gives the published surface area to the last digit printed."""
    table = bsa_table(Decimal(height), Decimal(weight))
    assert list(table) == IDS
    for bsa, value in zip(table.values(), map(Decimal, expected), strict=True):
        assert abs(bsa.m2_unrounded - value) <= Decimal(5).scaleb(value.as_tuple().exponent - 1)


def test_bsa_display_value_is_rounded_half_up_to_three_decimals() -> None:
    """The display value rounds half up and the unrounded one is left alone."""
    assert as_bsa(Decimal("1.8825")) == (Decimal("1.8825"), Decimal("1.883"))
    assert as_bsa(Decimal("1.8824")).m2 == Decimal("1.882")


def test_bsa_float_becomes_a_decimal_by_its_shortest_form() -> None:
    """The Decimal is what Python prints for the float, not its binary expansion."""
    bsa = bsa_table(Decimal(170), Decimal(75))[DEFAULT_BSA_FORMULA]
    assert bsa.m2_unrounded == Decimal("1.8819316317727024")


def test_every_formula_names_its_paper() -> None:
    """Each formula has a citation with a year, and the default is Mosteller."""
    assert list(BSA_FORMULAS) == IDS
    assert DEFAULT_BSA_FORMULA == "mosteller"
    years = ["1987", "1916", "1978", "1970", "1935"]
    assert all(year in formula.citation for year, formula in zip(years, BSA_FORMULAS.values(), strict=True))


# Computed by hand from Devine 1974 and the 0.4 adjustment (Winter 2012).
@pytest.mark.parametrize(
    ("sex", "height", "actual", "ideal", "adjusted"),
    [("M", "170", "75", "65.94", "69.56"), ("F", "165", "120", "56.91", "82.15"), ("M", "180", "80", "74.99", "77.00")],
    ids=["M-170-75", "F-165-120", "M-180-80"],
)
def test_ideal_and_adjusted_weight_match_hand_values(sex, height, actual, ideal, adjusted) -> None:
    """Devine's ideal weight and the 0.4-adjusted weight agree with the hand calculation to 10 g."""
    computed = ideal_weight(Decimal(height), sex)
    assert computed is not None
    assert round(computed, 2) == Decimal(ideal)
    assert round(adjusted_weight(computed, Decimal(actual)), 2) == Decimal(adjusted)


@pytest.mark.parametrize(("sex", "base"), [("M", "50"), ("F", "45.5")])
def test_ideal_weight_starts_at_sixty_inches(sex, base) -> None:
    """At exactly 152.4 cm the ideal weight is Devine's base; below it there is none."""
    assert ideal_weight(Decimal("152.4"), sex) == Decimal(base)
    assert ideal_weight(Decimal("152.39"), sex) is None


def test_adjusted_weight_equals_ideal_when_actual_does() -> None:
    """Without excess weight nothing is adjusted."""
    assert adjusted_weight(Decimal("61.4"), Decimal("61.4")) == Decimal("61.4")


# 56.1 kg: the standard man of pharmacokinetics (70 kg, 176 cm; Anderson and Holford 2008). The others: test suite of
# InsightRX clinPK (calc_ffm), which gives BMI 20 and 30 for 80 kg as whole kilograms.
@pytest.mark.parametrize(
    ("sex", "height", "weight", "expected"),
    [
        pytest.param("M", "176", "70", "56.1", id="standard-man"),
        pytest.param("M", "150", "80", "51.643454", id="M-150-80"),
        pytest.param("M", "200", "80", "67", id="M-BMI-20"),
        pytest.param("M", "163.29932", "80", "56", id="M-BMI-30"),
        pytest.param("F", "163.29932", "80", "46", id="F-BMI-30"),
    ],
)
def test_lean_weight_matches_published_values(sex, height, weight, expected) -> None:
    """Janmahasatian's formula gives the published weight to the last digit printed."""
    value = Decimal(expected)
    computed = lean_weight(Decimal(height), Decimal(weight), sex)
    assert abs(computed - value) <= Decimal(5).scaleb(value.as_tuple().exponent - 1)


@given(st.decimals(min_value=140, max_value=220, places=1), st.decimals(min_value=12, max_value=60, places=1))
def test_lean_weight_lies_below_the_actual_one(height, bmi) -> None:
    """From BMI 12 up nobody is heavier without fat, and a man's lean weight is the greater of the two."""
    weight = bmi * (height / 100) ** 2
    man, woman = (lean_weight(height, weight, sex) for sex in "MF")
    assert 0 < woman < man < weight


@pytest.mark.parametrize(
    ("height", "weight", "sex", "names"),
    [
        ("170", "75", "F", ["actual", "ideal", "adjusted", "lean"]),
        ("150", "75", "F", ["actual", "lean"]),
        (None, "75", "F", ["actual"]),
        ("170", "75", None, ["actual"]),
        ("170", None, "F", []),
    ],
    ids=["all", "short", "no-height", "no-sex", "no-weight"],
)
def test_weights_are_those_that_the_data_allow(height, weight, sex, names) -> None:
    """Each formula is left out where its data are missing or it is not defined."""
    found = weights(height and Decimal(height), weight and Decimal(weight), sex)
    assert list(found) == names
