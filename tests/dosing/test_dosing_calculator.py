"""One dose line for one subject: amounts, totals, working, and what is missing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.dosing.body import BSA_FORMULAS
from regimen.dosing.calculator import DoseRequest, DoseResult, calculate
from regimen.dosing.policy import DosePolicy
from regimen.dosing.products import Product
from regimen.dosing.rounding import Rounding, parse_rounding
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject
from regimen.errors import RegimenError
from regimen.quantity import MG, Amount, Basis, Dose, parse_amount, parse_dose, parse_strength

POLICY = DosePolicy()
UNROUNDED = DosePolicy(rounding=Rounding("none"))
CAPSULES = tuple(Product("capsule", parse_strength(f"{mg} mg")) for mg in ("2.5", "5", "10", "15", "20", "25"))
CONCENTRATE = (Product("concentrate", parse_strength("2 mg/mL")),)


def dose(text: str, subject: Subject | None = SAMPLE_SUBJECT, policy: DosePolicy = POLICY, **fields) -> DoseResult:
    """One line of `drug` calculated."""
    return calculate(DoseRequest("drug", parse_dose(text), **fields), subject, policy)


def changed(**fields: object) -> Subject:
    """The sample subject with other values."""
    return Subject.model_validate(SAMPLE_SUBJECT.model_dump() | fields)


# The trial's mitoxantrone, etoposide, cytarabine at Mosteller 1.8819 m² (170 cm, 75 kg), by hand.
@pytest.mark.parametrize(
    ("text", "expected"), [("8 mg/m2", "15.06"), ("80 mg/m2", "150.55"), ("1000 mg/m2", "1881.93")]
)
def test_mec_doses_use_the_unrounded_surface_area(text, expected) -> None:
    """The amount comes from the unrounded BSA: 80 mg/m² is 150.55 mg, not 150.56 mg as with 1.882 m²."""
    result = dose(text, policy=UNROUNDED)
    assert result.amount_unrounded is not None
    assert round(result.amount_unrounded.value, 2) == Decimal(expected)
    assert result.amount == result.amount_unrounded


def test_working_of_a_dose_by_surface_area() -> None:
    """Every step is a sentence with its assumptions marked, down to the course total."""
    result = dose("8 mg/m2", days=5, products=CONCENTRATE, assumed=True)
    assert result.working == (
        "BSA 1.882 m² (Mosteller†, 170 cm, 75 kg actual weight†)",
        "8 mg/m²† × 1.881932 m² = 15.06 mg†",
        "rounded to 15 mg (nearest measurable, 0.1 mL of 2 mg/mL; −0.37 %)†",
        "15 mg† × 5 days = 75 mg† course total",
    )
    assert (result.amount, result.course_total) == (parse_amount("15 mg"), parse_amount("75 mg"))
    assert result.variance_percent is not None
    assert round(result.variance_percent, 2) == Decimal("-0.37")
    assert (result.missing, result.findings) == ((), ())


@pytest.mark.parametrize(
    ("level", "total", "product"),
    [
        ("5", 50, "1 × 5 mg capsule"),
        ("10", 100, "1 × 10 mg capsule"),
        ("25", 250, "1 × 25 mg capsule"),
        ("50", 500, "2 × 25 mg capsules"),
    ],
)
def test_lenalidomide_totals_over_ten_days(level, total, product) -> None:
    """Per day × days = course total, at each level of the 10-day schedule."""
    result = dose(f"{level} mg", subject=None, days=10, products=CAPSULES)
    assert result.course_total == Amount(Decimal(total), MG)
    assert result.product == product
    assert result.working == (
        f"{level} mg flat dose",
        f"{level} mg as {product}",
        f"{level} mg × 10 days = {total} mg course total",
    )


def test_flat_dose_needs_no_body_data() -> None:
    """A flat dose is worked out without any subject."""
    result = dose("50 mg", subject=None)
    assert (result.amount, result.missing, result.variance_percent) == (parse_amount("50 mg"), (), 0)
    assert result.working == ("50 mg flat dose", "50 mg × 1 day = 50 mg course total")


def test_several_administrations_a_day_are_multiplied_out() -> None:
    """The total spells out per administration × times a day × days."""
    result = dose("1 g/m2", days=3, slots=2, subject=changed(bsa="1.5"))
    assert result.working[-1] == "1.5 g × 2 times a day × 3 days = 9 g course total"
    assert result.course_total == parse_amount("9 g")


def test_per_kg_uses_the_actual_weight() -> None:
    """5 mcg/kg at 75 kg is 375 mcg, and the weight is marked as a choice."""
    result = dose("5 ug/kg", policy=UNROUNDED)
    assert result.amount == parse_amount("375 ug")
    assert result.working[:2] == ("weight 75 kg (actual weight†)", "5 mcg/kg × 75 kg = 375 mcg†")


@pytest.mark.parametrize("text", ["1 g/m2", "1000 [IU]/m2", "100 [USP'U]/kg", "5 ug/kg"])
def test_amounts_stay_in_the_doses_own_unit(text) -> None:
    """Grams stay grams and international units stay international units."""
    result = dose(text)
    assert result.amount is not None
    assert result.course_total is not None
    assert result.amount.unit == result.course_total.unit == parse_dose(text).unit


def test_given_surface_area_overrides_the_formula() -> None:
    """A BSA given for the subject is used as it is, and the working says so."""
    result = dose("10 mg/m2", subject=changed(bsa="2"), policy=UNROUNDED)
    assert result.amount == parse_amount("20 mg")
    assert result.working[:2] == ("BSA 2 m² (given for this subject)", "10 mg/m² × 2 m² = 20 mg")
    assert dose("10 mg/m2", subject=Subject.model_validate({"bsa": "2"})).amount == parse_amount("20 mg")


@pytest.mark.parametrize("formula", BSA_FORMULAS)
def test_policy_chooses_the_formula_and_the_working_names_it(formula) -> None:
    """The chosen formula is the one in the working."""
    result = dose("10 mg/m2", policy=DosePolicy(bsa_formula=formula))
    assert f"({BSA_FORMULAS[formula].name}†" in result.working[0]


@pytest.mark.parametrize(
    ("text", "subject", "missing"),
    [
        pytest.param("8 mg/m2", None, ("height_cm", "weight_kg"), id="m2-none"),
        pytest.param("8 mg/m2", changed(height_cm=None), ("height_cm",), id="m2-height"),
        pytest.param("8 mg/m2", changed(weight_kg=None), ("weight_kg",), id="m2-weight"),
        pytest.param("5 ug/kg", None, ("weight_kg",), id="kg"),
        pytest.param("AUC 5", None, ("age", "sex", "weight_kg", "creatinine"), id="auc-none"),
        pytest.param("AUC 5", changed(creatinine=None), ("creatinine",), id="auc-creatinine"),
    ],
)
def test_missing_data_leave_the_dose_and_name_the_fields(text, subject, missing) -> None:
    """Without body data there is no amount, no total and no working, but the dose and the gap are told."""
    result = dose(text, subject=subject, products=CONCENTRATE)
    assert result.dose == parse_dose(text)
    assert (result.amount, result.amount_unrounded, result.course_total, result.variance_percent) == (None,) * 4
    assert (result.product, result.working, result.missing, result.findings) == (None, (), missing, ())


def test_calvert_with_cockcroft_gault() -> None:
    """AUC 5 for the sample subject, by hand (Calvert 1989): 79 × 75 / (72 × 0.9) × 0.85 = 77.72; × 5 as below."""
    result = dose("AUC 5", policy=UNROUNDED)
    assert result.amount is not None
    assert round(result.amount.value, 2) == Decimal("513.60")
    assert result.working[:2] == (
        "GFR 77.72 mL/min (Cockcroft-Gault†, 75 kg actual weight†, creatinine 0.9 mg/dL)",
        "AUC 5 × (77.72 + 25) = 513.6 mg† (Calvert)",
    )


# 40 y, 72 kg, M: clearance = 100 / creatinine mL/min.
@pytest.mark.parametrize(
    ("creatinine", "cap", "expected", "capped"),
    [
        pytest.param("0.8", Decimal(125), "750", False, id="exactly-at-cap"),
        pytest.param("0.5", Decimal(125), "750", True, id="above-cap"),
        pytest.param("0.5", None, "1125", False, id="no-cap"),
        pytest.param("1", Decimal(125), "625", False, id="below-cap"),
    ],
)
def test_gfr_is_capped_for_calvert(creatinine, cap, expected, capped) -> None:
    """AUC 5 never gives more than 5 × 150 mg unless the cap is lifted (FDA 2010)."""
    subject = Subject.model_validate({"age": 40, "weight_kg": 72, "sex": "M", "creatinine": creatinine})
    result = dose("AUC 5", subject=subject, policy=DosePolicy(rounding=Rounding("none"), gfr_cap=cap))
    assert result.amount == parse_amount(f"{expected} mg")
    assert ("GFR capped at 125 mL/min†" in result.working) is capped


def test_calvert_names_the_weight_chosen() -> None:
    """The clearance is computed with the policy's weight."""
    result = dose("AUC 5", policy=DosePolicy(renal_weight="adjusted"))
    assert "66.86 kg adjusted weight†" in result.working[0]


@pytest.mark.parametrize(
    ("subject", "weight", "why"),
    [(changed(age=12), "actual", "adult formulas"), (changed(height_cm=150), "ideal", "not defined below 152.4 cm")],
    ids=["child", "short"],
)
def test_renal_function_that_cannot_be_computed_is_a_finding(subject, weight, why) -> None:
    """When nothing is missing and still no clearance exists, a finding tells why."""
    result = dose("AUC 5", subject=subject, policy=DosePolicy(renal_weight=weight))
    assert (result.amount, result.missing) == (None, ())
    (finding,) = result.findings
    assert finding.code == "renal-not-computed"
    assert why in finding.message


@pytest.mark.parametrize(
    ("bsa", "expected", "capped"),
    [("1.4", "1.96", False), ("1.6", "2", False), ("1.7", "2", True)],
    ids=["below", "exactly-at-cap", "above"],
)
def test_cap_applies_after_calculation(bsa, expected, capped) -> None:
    """1.25 or 1.4 mg/m² of vincristine stops at 2 mg; hitting the cap exactly is no capping."""
    text = "1.4 mg/m2" if bsa == "1.4" else "1.25 mg/m2"
    result = dose(text, subject=changed(bsa=bsa), policy=UNROUNDED, cap=parse_amount("2 mg"))
    assert result.amount == result.amount_unrounded == parse_amount(f"{expected} mg")
    assert ("capped at 2 mg for one administration" in result.working) is capped


def test_rounding_never_exceeds_the_cap() -> None:
    """1.96 mg in steps of 0.1 mg would be 2 mg, and is 1.9 mg under a cap of 1.97 mg."""
    solution = (Product("solution", parse_strength("1 mg/mL")),)
    result = dose("1.4 mg/m2", subject=changed(bsa="1.4"), cap=parse_amount("1.97 mg"), products=solution)
    assert result.amount == parse_amount("1.9 mg")
    assert dose("1.4 mg/m2", subject=changed(bsa="1.4"), products=solution).amount == parse_amount("2 mg")


def test_cap_converts_within_a_kind_only() -> None:
    """A cap in g caps a dose in mg; a cap in international units is misuse."""
    assert dose("3000 mg", cap=parse_amount("2 g")).amount == parse_amount("2000 mg")
    with pytest.raises(RegimenError, match="cannot turn international units into mg"):
        dose("3000 mg", cap=parse_amount("2 [IU]"))


def test_a_fixed_ratio_product_brings_its_second_drug() -> None:
    """CPX-351, daunorubicin 44 with cytarabine 100 mg/m²: what is rounded decides what comes along."""
    powder = (Product("powder", parse_strength("44 mg")),)
    result = dose(
        "44 mg/m2", subject=changed(bsa="1.9"), products=powder, carries={"cytarabine": parse_dose("0.1 g/m2")}
    )
    assert result.amount == parse_amount("83.6 mg")
    assert result.carried == {"cytarabine": parse_amount("0.19 g")}
    assert "carries cytarabine 0.19 g (0.1 g/m² beside 44 mg/m², in one product)" in result.working
    assert dose("44 mg/m2", subject=None, carries={"cytarabine": parse_dose("100 mg/m2")}).carried == {}


def test_a_rounded_amount_rounds_what_it_carries() -> None:
    """The ratio of the product holds after rounding, too, and the amount carried is marked with it."""
    result = dose(
        "44 mg/m2",
        policy=DosePolicy(rounding=parse_rounding("nearest:11")),
        carries={"cytarabine": parse_dose("100 mg/m2")},
    )
    assert (result.amount, result.carried["cytarabine"]) == (parse_amount("88 mg"), parse_amount("200 mg"))
    assert "carries cytarabine 200 mg† (100 mg/m² beside 44 mg/m², in one product)" in result.working


@pytest.mark.parametrize("other", ["100 mg", "100 [IU]/m2"], ids=["another-basis", "another-kind"])
def test_doses_without_a_ratio_carry_nothing(other) -> None:
    """A flat dose or international units beside mg/m² have no fixed ratio, and that is said."""
    result = dose("44 mg/m2", carries={"cytarabine": parse_dose(other)})
    assert result.carried == {}
    assert "have no fixed ratio" in next(
        finding.message for finding in result.findings if finding.code == "carried-not-computed"
    )


def test_bleomycin_is_written_in_both_its_units() -> None:
    """10,000 international units are 10 USP units for bleomycin alone; the amount stays in its own unit."""
    request = DoseRequest("bleomycin", parse_dose("10000 [IU]/m2"))
    result = calculate(request, changed(bsa="2"), UNROUNDED)
    assert result.amount == parse_amount("20000 [IU]")
    assert result.working[1] == (
        "10,000 international units/m² (= 10 USP units/m²) × 2 m² = 20,000 international units"
    )


def test_a_line_that_rounds_to_a_product_does_so_under_every_policy() -> None:
    """Filgrastim 5 mcg/kg at 75 kg is one 300 mcg syringe, whatever the course rounds to."""
    syringes = tuple(Product("syringe", parse_strength(f"{mcg} ug")) for mcg in ("300", "480"))
    for rounding in ("none", "measurable", "bands", "nearest:100"):
        policy = DosePolicy(rounding=parse_rounding(rounding))
        result = dose("5 ug/kg", policy=policy, products=syringes, to_product=True, source="NZ")
        assert (result.amount, result.product) == (parse_amount("300 ug"), "1 × 300 mcg syringe")
        assert [finding.code for finding in result.findings] == ["product-variance"]
        assert result.working[-1] == "300 mcg† × 1 day = 300 mcg† course total"


@pytest.mark.parametrize("fields", [{"days": 0}, {"slots": 0}, {"days": -1}])
def test_a_line_without_administrations_is_refused(fields) -> None:
    """Zero days or zero administrations a day cannot be multiplied out."""
    with pytest.raises(RegimenError, match="1 or more of each"):
        DoseRequest("drug", parse_dose("50 mg"), **fields)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"bsa_formula": "fujimoto"}, "unknown BSA formula 'fujimoto'; allowed: mosteller, dubois, haycock"),
        ({"renal_weight": "dry"}, "unknown weight 'dry'; allowed: actual, ideal, adjusted, lean"),
        ({"region": "us"}, "unknown region 'us'; did you mean US\\?; allowed: US, EU, NZ"),
        ({"gfr_cap": Decimal(0)}, "the GFR cap 0 cannot be used"),
        ({"gfr_cap": Decimal("NaN")}, "the GFR cap NaN cannot be used"),
    ],
    ids=["formula", "weight", "region", "zero-cap", "nan-cap"],
)
def test_impossible_policies_are_refused(fields, text) -> None:
    """A policy with an unknown choice says what is allowed."""
    with pytest.raises(RegimenError, match=text):
        DosePolicy(**fields)


WEIGHTS = st.decimals(min_value=2, max_value=400, places=1)


@given(WEIGHTS, WEIGHTS, st.sampled_from(["8 mg/m2", "5 mg/kg", "AUC 5"]), st.sampled_from(list(BSA_FORMULAS)))
def test_amount_is_monotone_in_weight(first, second, text, formula) -> None:
    """A heavier subject never gets a smaller calculated amount, by any formula."""
    light, heavy = sorted((first, second))
    policy = DosePolicy(bsa_formula=formula, rounding=Rounding("none"))
    amounts = [dose(text, subject=changed(weight_kg=weight), policy=policy).amount for weight in (light, heavy)]
    assert amounts[0] is not None
    assert amounts[1] is not None
    assert amounts[0].value <= amounts[1].value


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=2000, places=2),
    st.integers(min_value=1, max_value=60),
    st.integers(min_value=1, max_value=4),
    st.decimals(min_value=Decimal("0.5"), max_value=3, places=3),
)
def test_totals_and_products_are_exact(value, days, slots, bsa) -> None:
    """With a given BSA the amount and the total are the exact decimal products."""
    request = DoseRequest("drug", Dose(value, MG, Basis.PER_M2), days, slots)
    result = calculate(request, changed(bsa=bsa), UNROUNDED)
    assert result.amount == Amount(value * bsa, MG)
    assert result.course_total == Amount(value * bsa * days * slots, MG)


@given(WEIGHTS, st.decimals(min_value=Decimal("0.1"), max_value=5, places=2))
def test_capped_and_rounded_amount_never_passes_the_cap(weight, cap) -> None:
    """Whatever the weight, the amount to give is at most the cap."""
    solution = (Product("solution", parse_strength("1 mg/mL")),)
    result = dose("1.4 mg/m2", subject=changed(weight_kg=weight), cap=Amount(cap, MG), products=solution)
    assert result.amount is not None
    assert result.amount.value <= cap
