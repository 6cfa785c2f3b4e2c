"""Renal function against published values, and which weight is used when."""

from decimal import Decimal

import pytest

from regimen.dosing.body import ideal_weight
from regimen.dosing.renal import NEVER_COMPARED, ckd_epi_2021, cockcroft_gault, renal_function
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject

UMOL = Decimal("88.42")


# The first two: test suite of pharmaverse admiral (compute_egfr), the first quoting the calculator of the
# National Kidney Foundation; the others: worked examples for Cockcroft and Gault 1976.
@pytest.mark.parametrize(
    ("sex", "age", "kg", "creatinine", "expected"),
    [
        pytest.param("M", 55, "90", Decimal("1.09"), "97.48", id="M55"),
        pytest.param("F", 65, "60", Decimal(85) / UMOL, "55.26", id="F65-umol"),
        pytest.param("M", 65, "70", Decimal("1.4"), "52.08", id="M65"),
        pytest.param("F", 45, "60", Decimal("0.9"), "74.77", id="F45"),
        pytest.param("F", 45, "60", Decimal("0.90"), "74.77", id="F45-two-digits"),
    ],
)
def test_cockcroft_gault_matches_published_values(sex, age, kg, creatinine, expected) -> None:
    """Creatinine clearance agrees with the published value at two decimals, halves rounded up."""
    assert abs(cockcroft_gault(age, Decimal(kg), creatinine, sex) - Decimal(expected)) <= Decimal("0.0051")


# pharmaverse admiral's test suite for CKD-EPI 2021 (Inker 2021); the last: the equation's worked value.
@pytest.mark.parametrize(
    ("sex", "age", "creatinine", "expected"),
    [
        pytest.param("M", 55, Decimal("1.09"), "80.15", id="M55"),
        pytest.param("F", 65, Decimal(85) / UMOL, "65.55", id="F65"),
        pytest.param("M", 55, Decimal("96.3") / UMOL, "80.2293", id="M55-umol"),
        pytest.param("F", 52, Decimal(70) / UMOL, "89.7175", id="F52"),
        pytest.param("M", 67, Decimal(77) / UMOL, "94.5453", id="M67"),
        pytest.param("F", 76, Decimal(65) / UMOL, "84.4646", id="F76"),
        pytest.param("F", 55, Decimal("0.9"), "75.50", id="F55"),
    ],
)
def test_ckd_epi_matches_published_values(sex, age, creatinine, expected) -> None:
    """The 2021 equation agrees with the published value to the last digit printed."""
    value = Decimal(expected)
    computed = ckd_epi_2021(age, creatinine, sex)
    assert abs(computed - value) <= Decimal(5).scaleb(value.as_tuple().exponent - 1)


def subject(**fields: object) -> Subject:
    """A 180 cm man with creatinine 1, changed by `fields`."""
    base: dict[str, object] = {"height_cm": 180, "weight_kg": 80, "sex": "M", "age": 60, "creatinine": "1"}
    return Subject.model_validate(base | fields)


def test_every_weight_is_shown_and_actual_is_used_by_default() -> None:
    """A subject above ideal weight gets four clearances; the default is the actual weight."""
    renal = renal_function(subject())
    assert [clearance.weight for clearance in renal.clearances] == ["actual", "ideal", "adjusted", "lean"]
    assert renal.used == renal.clearances[0]
    assert renal.used.ml_min == Decimal(80) * 80 / 72
    assert (renal.missing, renal.egfr_missing) == ((), ())


@pytest.mark.parametrize("weight", ["ideal", "adjusted", "lean"])
def test_chosen_weight_is_the_one_used(weight) -> None:
    """The policy's weight decides the clearance used."""
    renal = renal_function(subject(), weight)
    assert renal.used is not None
    assert renal.used.weight == weight
    assert renal.used.ml_min == (140 - 60) * renal.used.weight_kg / 72


@pytest.mark.parametrize("weight", ["actual", "ideal", "adjusted", "lean"])
def test_actual_weight_is_used_below_the_ideal_weight(weight) -> None:
    """Whoever is lighter than ideal is never given the ideal weight's higher clearance (Winter 2012)."""
    renal = renal_function(subject(weight_kg="74.9"), weight)
    assert [clearance.weight for clearance in renal.clearances] == ["actual"]
    assert renal.used == renal.clearances[0]
    assert "below the ideal weight" in renal.notes[0]


def test_weight_equal_to_ideal_gives_equal_clearances() -> None:
    """At exactly the ideal weight (152.4 cm, 50 kg, Devine) all but the lean one agree and no note is due."""
    at_ideal = subject(height_cm="152.4", weight_kg="50")
    assert ideal_weight(Decimal("152.4"), "M") == at_ideal.weight_kg
    renal = renal_function(at_ideal, "adjusted")
    *same, lean = renal.clearances
    assert len({clearance.ml_min for clearance in same}) == 1
    assert (lean.weight, lean.ml_min < same[0].ml_min) == ("lean", True)
    assert renal.used is not None
    assert renal.used.weight == "adjusted"
    assert renal.notes == (NEVER_COMPARED,)


def test_below_devines_height_actual_and_lean_weight_remain() -> None:
    """Asking for the ideal weight of a 150 cm subject gives no clearance, and says why; the lean one has no floor."""
    renal = renal_function(subject(height_cm=150), "ideal")
    assert (renal.used, renal.missing) == (None, ())
    assert "not defined below 152.4 cm" in renal.notes[0]
    assert renal_function(subject(height_cm=150)).used is not None
    assert [clearance.weight for clearance in renal.clearances] == ["actual", "lean"]
    used = renal_function(subject(height_cm=150), "lean").used
    assert used is not None
    assert used.weight == "lean"


@pytest.mark.parametrize(
    ("fields", "weight", "missing", "egfr_missing"),
    [
        pytest.param({"weight_kg": None}, "actual", ("weight_kg",), (), id="weight"),
        pytest.param({"height_cm": None}, "actual", (), (), id="height-not-needed"),
        pytest.param({"height_cm": None}, "ideal", ("height_cm",), (), id="height-needed"),
        pytest.param({"age": None}, "actual", ("age",), ("age",), id="age"),
        pytest.param(
            {"sex": None, "creatinine": None}, "actual", ("sex", "creatinine"), ("sex", "creatinine"), id="two"
        ),
    ],
)
def test_missing_data_are_named(fields, weight, missing, egfr_missing) -> None:
    """What is missing is listed by field, separately for the clearance and the estimate."""
    renal = renal_function(subject(**fields), weight)
    assert (renal.missing, renal.egfr_missing) == (missing, egfr_missing)
    assert (renal.used is None) == bool(missing)
    assert (renal.egfr is None) == bool(egfr_missing)


def test_no_subject_at_all_lists_everything() -> None:
    """Without a subject every needed field is missing."""
    assert renal_function(None).missing == ("age", "sex", "weight_kg", "creatinine")


@pytest.mark.parametrize(("age", "computed"), [(0, False), (17, False), (18, True), (120, True)])
def test_adult_formulas_are_not_used_for_children(age, computed) -> None:
    """Nothing is computed below 18 years, and the reason is given; 120 years still computes."""
    renal = renal_function(subject(age=age))
    assert (renal.used is not None) is computed
    assert (renal.egfr is not None) is computed
    assert ("adult formulas" in renal.notes[0]) is not computed


@pytest.mark.parametrize("creatinine", ["0.1", "20"])
def test_clearance_is_positive_at_the_limits_of_creatinine(creatinine) -> None:
    """The extreme creatinine values accepted give a finite positive clearance and estimate."""
    renal = renal_function(subject(creatinine=creatinine))
    assert renal.used is not None
    assert renal.egfr is not None
    assert 0 < renal.used.ml_min < 1000
    assert 0 < renal.egfr < 300


@pytest.mark.parametrize("who", [None, SAMPLE_SUBJECT, subject(age=5)], ids=["none", "sample", "child"])
def test_the_warning_about_indexed_egfr_is_always_there(who) -> None:
    """Every result says that an indexed eGFR is never compared with a clearance cut."""
    assert renal_function(who).notes[-1] == NEVER_COMPARED
