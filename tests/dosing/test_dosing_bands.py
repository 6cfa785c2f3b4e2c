"""Dose bands of our own, in the style of the NHS."""

from decimal import Decimal
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.dosing.bands import BIOLOGIC_PERCENT, CYTOTOXIC_PERCENT, band_of, bands, limit_percent
from regimen.dosing.products import Product
from regimen.dosing.rounding import parse_rounding, round_amount
from regimen.quantity import MG, Amount, parse_amount, parse_strength

LIMITS = st.sampled_from([CYTOTOXIC_PERCENT, BIOLOGIC_PERCENT])
VOLUMES = st.decimals(min_value=Decimal("0.76"), max_value=5000, places=6)
ETOPOSIDE = (Product("concentrate", parse_strength("20 mg/mL")),)
POLICY = parse_rounding("bands")


def banded(amount: str, **options):
    """An amount in mg of a 20 mg/mL concentrate, by bands."""
    return round_amount(parse_amount(f"{amount} mg"), POLICY, ETOPOSIDE, agent="etoposide", **options)


@given(VOLUMES, LIMITS)
def test_every_amount_lies_in_exactly_one_band(volume, limit) -> None:
    """From the first band up there is no gap and no overlap."""
    holding = [band for band in islice(bands(limit), 150) if band.low <= volume < band.high]
    assert holding == [band_of(volume, bands(limit))]


@given(VOLUMES, LIMITS)
def test_no_amount_lies_further_from_its_dose_than_the_limit(volume, limit) -> None:
    """At most 6 % for cytotoxic and 10 % for biological drugs, up or down."""
    band = band_of(volume, bands(limit))
    assert band is not None
    assert abs(band.dose - volume) * 100 <= limit * volume


@given(VOLUMES, VOLUMES, LIMITS)
def test_more_is_never_given_as_less(first, second, limit) -> None:
    """Doses rise with amounts."""
    low, high = (band_of(volume, bands(limit)) for volume in sorted((first, second)))
    assert low is not None
    assert high is not None
    assert low.dose <= high.dose


@given(VOLUMES, LIMITS)
def test_a_banded_dose_stays_what_it_is(volume, limit) -> None:
    """The dose of a band lies in that band."""
    band = band_of(volume, bands(limit))
    assert band is not None
    assert band_of(band.dose, bands(limit)) == band


@given(LIMITS, st.sampled_from(["0.02", "0.1", "0.5"]))
def test_every_dose_is_a_volume_that_can_be_measured(limit, step) -> None:
    """Doses are whole multiples of the product's smallest step, each above the last."""
    doses = [band.dose for band in islice(bands(limit, Decimal(step)), 100)]
    assert doses == sorted(set(doses))
    assert all(dose % Decimal(step) == 0 for dose in doses)


def test_doses_are_those_that_a_syringe_shows() -> None:
    """Tenths below 5 mL, halves below 20 mL, whole millilitres below 50 mL, fives and tens above."""
    doses = [str(band.dose.normalize()) for band in islice(bands(CYTOTOXIC_PERCENT), 45)]
    assert doses[:5] == ["0.8", "0.9", "1", "1.1", "1.2"]
    assert "7.5" in doses
    assert doses[doses.index("15") :][:4] == ["15", "16.5", "18.5", "2E+1"]


@pytest.mark.parametrize(
    ("agent", "percent"), [("etoposide", 6), ("rituximab", 10), ("gemtuzumab ozogamicin", 6), ("mab", 10)]
)
def test_antibodies_have_wider_bands_than_their_conjugates(agent, percent) -> None:
    """The stem -mab means an antibody; a second word means that it carries a cytotoxic drug."""
    assert limit_percent(agent) == percent


def test_working_says_whose_bands_they_are_not() -> None:
    """Etoposide 150.55 mg goes to 150 mg, and the reader is told that the table is not the national one."""
    result = banded("150.5545305")
    assert result.amount == parse_amount("150 mg")
    assert result.step == (
        "rounded to 150 mg (NHS-style band from 145 to under 155 mg, not the NHS England national tables; −0.37 %)†"
    )
    assert result.measured is not None
    assert result.measured.text == "7.5 mL of 20 mg/mL concentrate"


@pytest.mark.parametrize(("amount", "code"), [("15.09", "not-measurable"), ("15.1", None)])
def test_amounts_below_the_first_band_are_kept(amount, code) -> None:
    """16 mg is the smallest dose of a 20 mg/mL concentrate, and 15.09 mg lies more than 6 % below it."""
    result = banded(amount)
    assert result.amount.value == Decimal(amount if code else 16)
    assert [finding.code for finding in result.findings] == ([code] if code else [])


def test_a_band_never_passes_the_cap() -> None:
    """146 mg would be given as 150 mg; under a cap of 147 mg it is kept."""
    result = banded("146", cap=parse_amount("147 mg"))
    assert result.amount == parse_amount("146 mg")
    assert "more than the cap" in result.findings[0].message


@pytest.mark.parametrize(
    ("products", "flat", "expected"),
    [
        (ETOPOSIDE, True, "152"),
        ((Product("capsule", parse_strength("50 mg")),), False, "150"),
        ((), False, "151"),
    ],
    ids=["flat", "capsules", "no-products"],
)
def test_only_calculated_amounts_of_liquids_are_banded(products, flat, expected) -> None:
    """Flat doses and capsules go to what is measurable; without products nothing is known."""
    result = round_amount(parse_amount("151 mg"), POLICY, products, agent="etoposide", flat=flat)
    assert result.amount == Amount(Decimal(expected), MG)
