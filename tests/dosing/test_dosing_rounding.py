"""Rounding policies, their limits and their words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.dosing.measurable import MEASURABLE_TOLERANCE_PERCENT
from regimen.dosing.products import Product
from regimen.dosing.rounded import variance_percent
from regimen.dosing.rounding import DEFAULT_ROUNDING, Rounding, parse_rounding, round_amount, round_to_product
from regimen.errors import ValueSyntaxError
from regimen.findings import Severity
from regimen.quantity import INTERNATIONAL, MG, Amount, parse_amount, parse_strength

CONCENTRATE = (Product("concentrate", parse_strength("2 mg/mL")),)
CAPSULES = (Product("capsule", parse_strength("5 mg")),)


def rounded(amount: str, rounding: str, products=(), **options):
    """`amount` mg rounded by the policy."""
    return round_amount(parse_amount(f"{amount} mg"), parse_rounding(rounding), products, agent="drug", **options)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("none", Rounding("none")),
        (" measurable ", DEFAULT_ROUNDING),
        ("nearest:5", Rounding("nearest", Decimal(5))),
        ("nearest: 0.5", Rounding("nearest", Decimal("0.5"))),
        ("bands", Rounding("bands")),
        ("nearest:5 mg", Rounding("nearest", Decimal(5), MG)),
        ("nearest:500[IU]", Rounding("nearest", Decimal(500), INTERNATIONAL)),
    ],
)
def test_policies_are_read_and_written(text, expected) -> None:
    """Each policy reads from its text and writes it back."""
    assert parse_rounding(text) == expected
    assert parse_rounding(str(expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "up",
        "nearest",
        "nearest:",
        "nearest:0",
        "nearest:0.0",
        "nearest:-5",
        "nearest:5 mg/m2",
        "nearest:5 units",
        "nearest:0 mg",
        "nearest:mg",
        "bands:6",
        "none:5",
        "measurable:1",
    ],
)
def test_other_policies_are_refused(text) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueSyntaxError):
        parse_rounding(text)


def test_unknown_policy_lists_what_is_allowed() -> None:
    """The refusal names the policies."""
    with pytest.raises(
        ValueSyntaxError, match=r"unknown rounding 'up'; allowed: none, measurable, bands, or nearest:N"
    ):
        parse_rounding("up")


def test_measurable_spells_out_step_and_variance() -> None:
    """The working names the amount, the measurable step and the signed variance, and is marked."""
    result = rounded("15.0554", "measurable", CONCENTRATE)
    assert result.step == "rounded to 15 mg (nearest measurable, 0.1 mL of 2 mg/mL; −0.37 %)†"
    assert result.amount == parse_amount("15 mg")
    assert result.measured is not None
    assert result.measured.text == "7.5 mL of 2 mg/mL concentrate"
    assert result.variance_percent == variance_percent(Decimal(15), Decimal("15.0554"))
    assert result.findings == ()


def test_exact_amount_is_told_as_such() -> None:
    """An amount that is measurable as it is gets no rounding mark and no variance."""
    result = rounded("15", "measurable", CONCENTRATE)
    assert (result.step, result.variance_percent) == ("15 mg as 7.5 mL of 2 mg/mL concentrate", 0)


@pytest.mark.parametrize(
    ("amount", "given_mg", "kept"),
    [
        pytest.param("100", "105", False, id="plus-5-exactly"),
        pytest.param("99.99", "99.99", True, id="over-plus-5"),
        pytest.param("110.52", "105", False, id="within-minus-5"),
        pytest.param("110.53", "110.53", True, id="over-minus-5"),
    ],
)
def test_five_percent_is_inclusive(amount, given_mg, kept) -> None:
    """Exactly 5 % from the calculated amount is still rounded; a hair more is kept with a finding."""
    result = rounded(amount, "measurable", (Product("capsule", parse_strength("105 mg")),))
    assert result.amount.value == Decimal(given_mg)
    assert [finding.code for finding in result.findings] == (["not-measurable"] if kept else [])


def test_kept_amount_says_what_was_nearest() -> None:
    """The finding names the nearest measurable amount and how far off it is."""
    result = rounded("7", "measurable", CAPSULES)
    (finding,) = result.findings
    assert finding.severity is Severity.OTHER
    assert finding.message == (
        "drug: 7 mg is kept: the nearest measurable amount, 1 × 5 mg capsule = 5 mg, is −28.57 % away (limit 5 %†)"
    )
    assert (result.amount.value, result.variance_percent, result.measured) == (7, 0, None)


def test_two_thousand_capsules_are_not_proposed() -> None:
    """An absurd amount is kept, with the limit of units in the finding."""
    (finding,) = rounded("5000", "measurable", (Product("capsule", parse_strength("2.5 mg")),)).findings
    assert (finding.code, "40 units or fewer" in finding.message) == ("not-measurable", True)


@pytest.mark.parametrize(("flat", "codes"), [(True, []), (False, ["no-product"])])
def test_without_products_a_calculated_amount_says_it_is_not_rounded(flat, codes) -> None:
    """A calculated amount without products is kept and says so; a flat dose is its own figure."""
    result = rounded("15.0554", "measurable", flat=flat)
    assert [finding.code for finding in result.findings] == codes
    assert (result.step is None) is flat
    assert result.amount.value == Decimal("15.0554")


@pytest.mark.parametrize("rounding", ["none", "measurable", "bands", "nearest:5"])
def test_products_of_another_kind_are_reported_not_converted(rounding) -> None:
    """A milligram product for a dose in international units is a finding under every policy."""
    result = round_amount(parse_amount("15 [IU]"), parse_rounding(rounding), CONCENTRATE, agent="bleomycin", flat=False)
    assert [finding.code for finding in result.findings] == ["product-unit"]
    assert "never converted" in result.findings[0].message
    assert str(result.amount) == "15 [IU]"


def test_policy_none_keeps_every_digit() -> None:
    """Without rounding the amount is the calculated one and the working says so, marked."""
    result = rounded("15.0554", "none", CONCENTRATE)
    assert (result.amount.value, result.step, result.measured) == (Decimal("15.0554"), "not rounded†", None)


def test_policy_none_still_names_an_exact_product() -> None:
    """A flat dose that capsules make exactly names them under every policy."""
    result = rounded("10", "none", CAPSULES, flat=True)
    assert result.measured is not None
    assert (result.measured.text, result.step) == ("2 × 5 mg capsules", None)


@pytest.mark.parametrize(
    ("amount", "policy", "expected"),
    [
        ("152.5", "nearest:5", "155"),
        ("152.49", "nearest:5", "150"),
        ("150.55", "nearest:0.5", "150.5"),
        ("150.55", "nearest:100", "200"),
    ],
)
def test_nearest_step_rounds_half_up(amount, policy, expected) -> None:
    """Halves go up, whatever the step."""
    result = rounded(amount, policy)
    assert result.amount.value == Decimal(expected)
    assert result.step is not None
    assert result.step.endswith("†")


@pytest.mark.parametrize(
    ("amount", "codes"), [("100", []), ("99.9", ["rounding-variance"])], ids=["10-exactly", "over"]
)
def test_step_beyond_ten_percent_is_remarked_on(amount, codes) -> None:
    """A step that moves the dose by more than HOPA's 10 % is done and reported; 10 % exactly is not."""
    result = rounded(amount, "nearest:110")
    assert result.amount.value == 110
    assert [finding.code for finding in result.findings] == codes


def test_step_never_rounds_to_nothing() -> None:
    """A step more than twice the amount keeps the amount."""
    result = rounded("15", "nearest:100")
    assert (result.amount.value, result.findings[0].code) == (15, "not-measurable")
    assert "would give nothing" in result.findings[0].message


def test_a_step_with_a_unit_is_converted() -> None:
    """Steps of 50 mg fit a dose in grams, which stays in grams."""
    result = round_amount(parse_amount("1.88 g"), parse_rounding("nearest:50 mg"), (), agent="drug")
    assert str(result.amount) == "1.9 g"
    assert result.step is not None
    assert "nearest 50 mg" in result.step


def test_a_step_in_another_kind_of_unit_keeps_the_amount() -> None:
    """Milligram steps are nothing to international units, and it is said."""
    result = round_amount(parse_amount("15 [IU]"), parse_rounding("nearest:5 mg"), (), agent="bleomycin")
    assert str(result.amount) == "15 [IU]"
    assert "a step in mg does not fit it" in result.findings[0].message


SYRINGES = tuple(Product("syringe", parse_strength(f"{mcg} ug")) for mcg in ("300", "480"))


@pytest.mark.parametrize(
    ("amount", "given_mcg", "variance", "codes"),
    [("375", "300", "−20 %", ["product-variance"]), ("330", "300", "−9.09 %", []), ("480", "480", "0 %", [])],
)
def test_rounding_to_a_product_goes_however_far(amount, given_mcg, variance, codes) -> None:
    """The source's own rounding is done, its variance told, and above 10 % remarked on with that source."""
    result = round_to_product(parse_amount(f"{amount} ug"), SYRINGES, agent="filgrastim", source="FLAG-Ida, NZ")
    assert result.amount.value == Decimal(given_mcg)
    assert result.step == f"rounded to {given_mcg} mcg (nearest product, as the source has it; {variance})"
    assert [(finding.code, finding.source) for finding in result.findings] == [(code, "FLAG-Ida, NZ") for code in codes]
    assert all(finding.severity is Severity.INFO for finding in result.findings)


def test_rounding_to_a_product_without_one_keeps_the_amount() -> None:
    """A rule without products cannot be followed, and that is said."""
    result = round_to_product(parse_amount("375 ug"), CONCENTRATE, agent="filgrastim", source=None)
    assert result.amount == parse_amount("375 ug")
    assert [finding.code for finding in result.findings] == ["not-measurable"]


def test_flat_dose_takes_no_step() -> None:
    """The protocol's own figure is not moved to a step."""
    result = rounded("12", "nearest:5", flat=True)
    assert (result.amount.value, result.step, result.findings) == (12, None, ())


@pytest.mark.parametrize(
    ("policy", "products", "expected"),
    [("measurable", CAPSULES, "13"), ("measurable", CONCENTRATE, "13"), ("nearest:5", (), "10")],
    ids=["capsules", "solution", "step"],
)
def test_rounding_never_passes_the_cap(policy, products, expected) -> None:
    """At a cap of 13 mg nothing rounds up to 15 mg."""
    result = rounded("13", policy, products, cap=parse_amount("13 mg"))
    assert result.amount.value == Decimal(expected)


AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=3000, places=6)
PRODUCTS = st.lists(
    st.sampled_from(
        [
            Product("capsule", parse_strength("2.5 mg")),
            Product("capsule", parse_strength("25 mg")),
            Product("tablet", parse_strength("500 mg")),
            Product("solution", parse_strength("2 mg/mL")),
            Product("solution", parse_strength("20 mg/mL"), measurable_ml=Decimal("0.5")),
        ]
    ),
    max_size=3,
    unique=True,
).map(tuple)


@given(AMOUNTS, PRODUCTS, st.none() | AMOUNTS)
def test_measurable_stays_within_policy_or_keeps_the_amount(value, products, cap) -> None:
    """The result is within 5 % and below the cap, or the calculated amount itself; the variance is exact."""
    if cap is not None:
        value = min(value, cap)
    limit = None if cap is None else Amount(cap, MG)
    result = round_amount(Amount(value, MG), DEFAULT_ROUNDING, products, agent="drug", cap=limit)
    assert abs(result.amount.value - value) * 100 <= MEASURABLE_TOLERANCE_PERCENT * value
    assert result.variance_percent == (result.amount.value - value) * 100 / value
    assert cap is None or result.amount.value <= cap
    assert result.findings == () or result.amount.value == value


@given(AMOUNTS, st.sampled_from(["0.5", "1", "5", "25"]))
def test_nearest_is_a_multiple_within_half_a_step(value, step) -> None:
    """The rounded amount is a positive multiple of the step and at most half a step away, or is kept."""
    result = round_amount(Amount(value, MG), parse_rounding(f"nearest:{step}"), (), agent="drug")
    if result.amount.value != value:
        assert result.amount.value % Decimal(step) == 0
        assert abs(result.amount.value - value) <= Decimal(step) / 2
    else:
        assert value % Decimal(step) == 0 or value < Decimal(step) / 2
