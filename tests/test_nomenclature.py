"""Safe text for people, after the ISMP list of error-prone abbreviations and the CTEP nomenclature guidelines."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.nomenclature import (
    MARK,
    NOTICE,
    TALL_MAN,
    agent_dose,
    drug_name,
    rounded,
    safe_amount,
    safe_dose,
    safe_duration,
    safe_number,
    safe_strength,
)
from regimen.quantity import parse_amount, parse_dose, parse_duration, parse_strength


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("1882", "1,882", id="comma-from-1000"),
        pytest.param("1000", "1,000", id="thousand"),
        pytest.param("999", "999", id="below-a-thousand"),
        pytest.param("1000000", "1,000,000", id="million"),
        pytest.param("0.5", "0.5", id="leading-zero"),
        pytest.param("8.0", "8", id="no-trailing-zero"),
        pytest.param("12.50", "12.5", id="no-trailing-zero-after-a-digit"),
        pytest.param("10", "10", id="ten-stays-ten"),
        pytest.param("1882.25", "1,882.25", id="no-comma-after-the-point"),
        pytest.param("0.00001", "0.00001", id="no-exponent"),
        pytest.param("1E+4", "10,000", id="no-exponent-large"),
        pytest.param("0", "0", id="zero"),
        pytest.param("0.000", "0", id="zero-with-places"),
    ],
)
def test_number_for_people(value, text) -> None:
    """A number cannot be read as ten or a hundred times what it is."""
    assert safe_number(Decimal(value)) == text


@given(st.decimals("0", "9999999999", allow_nan=False, allow_infinity=False))
def test_no_number_has_a_trailing_zero_or_a_naked_point(value) -> None:
    """Whatever the value: digits before and after a point, no zero at the end of a fraction, commas by threes."""
    text = safe_number(value)
    assert re.fullmatch(r"(0|[1-9][0-9]{0,2}(,[0-9]{3})*)(\.[0-9]*[1-9])?", text, re.ASCII)
    assert Decimal(text.replace(",", "")) == value


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1882 mg", "1,882 mg"),
        ("0.5 mg", "0.5 mg"),
        ("8.0 mg", "8 mg"),
        ("300 ug", "300 mcg"),
        ("300 µg", "300 mcg"),
        ("2 g", "2 g"),
        ("10 mL", "10 mL"),
        ("10000 IU", "10,000 international units"),
        ("10 USP units", "10 USP units"),
    ],
)
def test_amount_for_people(amount, text) -> None:
    """Micrograms are mcg and units are written out; nothing on a do-not-use list is printed."""
    assert safe_amount(parse_amount(amount)) == text


@pytest.mark.parametrize(
    ("dose", "text"),
    [
        ("8 mg/m2", "8 mg/m²"),
        ("1000 mg/m2", "1,000 mg/m²"),
        ("5 ug/kg", "5 mcg/kg"),
        ("50.0 mg", "50 mg"),
        ("AUC 5", "AUC 5"),
        ("AUC 0.50", "AUC 0.5"),
        ("10000 [IU]/m2", "10,000 international units/m²"),
        ("10 [USP'U]/m2", "10 USP units/m²"),
    ],
)
def test_dose_for_people(dose, text) -> None:
    """A dose expression is printed in words a nurse reads once."""
    assert safe_dose(parse_dose(dose)) == text


@pytest.mark.parametrize(
    ("agent", "dose", "text"),
    [
        ("bleomycin", "10000 [IU]/m2", "10,000 international units/m² (= 10 USP units/m²)"),
        ("bleomycin", "10 [USP'U]/m2", "10 USP units/m² (= 10,000 international units/m²)"),
        ("bleomycin", "500 [IU]", "500 international units (= 0.5 USP units)"),
        ("bleomycin", "10 mg/m2", "10 mg/m²"),
        ("interferon", "10000 [IU]/m2", "10,000 international units/m²"),
    ],
)
def test_bleomycin_is_written_in_both_its_units(agent, dose, text) -> None:
    """1,000 international units are one USP unit of bleomycin; of no other drug are the two brought together."""
    assert agent_dose(agent, parse_dose(dose)) == text


@pytest.mark.parametrize(
    ("strength", "text"),
    [("25 mg", "25 mg"), ("2 mg/mL", "2 mg/mL"), ("300 ug/mL", "300 mcg/mL"), ("2.50 mg", "2.5 mg")],
)
def test_strength_for_people(strength, text) -> None:
    """A product's strength follows the same rules as amounts."""
    assert safe_strength(parse_strength(strength)) == text


DURATIONS = [
    (1, "1 min"),
    (30, "30 min"),
    (60, "1 h"),
    (90, "1 h 30 min"),
    (1320, "22 h"),
    (2760, "46 h"),
    (61, "1 h 1 min"),
]


@pytest.mark.parametrize(("minutes", "text"), DURATIONS)
def test_duration_for_people(minutes, text) -> None:
    """Minutes are printed as hours and minutes, leaving out what is none."""
    assert safe_duration(minutes) == text


@given(st.integers(1, 28 * 24 * 60))
def test_printed_duration_reads_back(minutes) -> None:
    """Every printed duration is one a protocol file may hold, and means the same."""
    assert parse_duration(safe_duration(minutes)) == minutes


@pytest.mark.parametrize(
    ("generic", "name"),
    [
        ("mitoxantrone", "mitoXANTRONE"),
        ("vincristine", "vinCRIStine"),
        ("doxorubicin", "DOXOrubicin"),
        ("azacitidine", "azaCITIDine"),
        ("lenalidomide", "lenalidomide"),
        ("cytarabine", "cytarabine"),
        ("etoposide", "etoposide"),
    ],
)
def test_drug_names_in_full(generic, name) -> None:
    """Listed look-alike names get tall-man letters, all others stay in lower case."""
    assert drug_name(generic) == name


@pytest.mark.parametrize("generic", TALL_MAN)
def test_tall_man_changes_only_the_case(generic) -> None:
    """A tall-man name is the same name, with letters that differ from plain lower case."""
    assert TALL_MAN[generic].lower() == generic
    assert TALL_MAN[generic] != generic


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("1.882", 2, "1.88"),
        ("1.885", 2, "1.89"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("1.999", 2, "2"),
        ("1881.6", 0, "1,882"),
        ("0.04", 1, "0"),
    ],
)
def test_display_rounds_half_up(value, places, text) -> None:
    """Display rounds half up, as people do, and drops the zeros it makes."""
    assert rounded(Decimal(value), places) == text


def test_notice_and_mark() -> None:
    """The notice says what the program is not for, and the mark of assumptions is the dagger."""
    assert NOTICE.startswith("TRAINING ONLY")
    assert "not for prescribing, dispensing, administration or treatment decisions" in NOTICE
    assert MARK == "†"
