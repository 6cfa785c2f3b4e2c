"""Subject data: what is refused, what is questioned, what is kept."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from regimen.dosing.measures import LabValue, read_number
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject, questions
from regimen.errors import ValueSyntaxError
from regimen.findings import Severity


def message(**fields: object) -> str:
    """The one error that the fields raise."""
    with pytest.raises(ValidationError) as caught:
        Subject.model_validate(fields)
    errors = caught.value.errors()
    assert len(errors) == 1
    assert errors[0]["loc"][0] in fields
    return errors[0]["msg"]


LIMITS = [
    ("height_cm", "50", "250", "49.9", "250.1"),
    ("weight_kg", "2", "400", "1.99", "400.01"),
    ("age", "0", "120", "-1", "121"),
    ("creatinine", "0.1", "20", "0.09", "20.1"),
    ("creatinine", "8.842 umol/L", "1768.4 umol/L", "8.84 umol/L", "1768.5 umol/L"),
    ("bsa", "0.1", "3.5", "0.09", "3.51"),
    ("bilirubin", "0.1", "60", "0.09", "60.1"),
    ("lvef", "5", "90", "4.9", "90.1"),
    ("prior_anthracycline", "0", "2000", "-0.1", "2000.1"),
]


@pytest.mark.parametrize(
    ("field", "low", "high", "below", "above"), LIMITS, ids=[f"{row[0]}-{row[1]}" for row in LIMITS]
)
def test_hard_range_includes_both_ends_and_nothing_beyond(field, low, high, below, above) -> None:
    """Both ends of a hard range are accepted; the next step outside is refused."""
    for accepted in (low, high):
        assert getattr(Subject.model_validate({field: accepted}), field) is not None
    for refused in (below, above):
        assert message(**{field: refused})


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        pytest.param({"height_cm": "1.65"}, "1.65 looks like metres; did you mean 165 cm?", id="metres"),
        pytest.param({"height_cm": 1.65}, "1.65 looks like metres; did you mean 165 cm?", id="metres-float"),
        pytest.param({"height_cm": "20"}, "20 cm is outside 50 to 250 cm", id="short"),
        pytest.param({"lvef": "0.55"}, "0.55 looks like a fraction; did you mean 55 %?", id="fraction"),
        pytest.param(
            {"creatinine": "85"}, "85 mg/dL is outside 0.1 to 20 mg/dL; did you mean 85 umol/L?", id="molar-bare"
        ),
        pytest.param(
            {"creatinine": 85}, "85 mg/dL is outside 0.1 to 20 mg/dL; did you mean 85 umol/L?", id="molar-int"
        ),
        pytest.param(
            {"creatinine": "1.09 umol/L"},
            "1.09 umol/L is outside 8.842 to 1768.4 umol/L; did you mean 1.09 mg/dL?",
            id="mass-as-molar",
        ),
        pytest.param({"creatinine": "5000"}, "5000 mg/dL is outside 0.1 to 20 mg/dL", id="no-unit-fits"),
        pytest.param(
            {"creatinine": "1 mmol/L"},
            "cannot read '1 mmol/L'; allowed: a number in mg/dL or umol/L, such as 0.9 mg/dL",
            id="unknown-unit",
        ),
        pytest.param({"age": "61.5"}, "age 61.5 is not a whole number; allowed: completed years, such as 61", id="age"),
        pytest.param({"sex": "X"}, "sex 'X' cannot be used in the formulas; allowed: F or M", id="sex"),
        pytest.param(
            {"chest_radiotherapy": "maybe"}, "'maybe' is neither yes nor no; allowed: yes, no or unknown", id="flag"
        ),
        pytest.param(
            {"chest_radiotherapy": 1}, "'1' is neither yes nor no; allowed: yes, no or unknown", id="flag-number"
        ),
    ],
)
def test_refusal_names_the_likely_slip(fields, text) -> None:
    """A refused value says what is allowed and, where one fits, the unit that was probably meant."""
    assert message(**fields) == f"Value error, {text}"


@pytest.mark.parametrize("field", ["height_cm", "weight_kg", "age", "creatinine", "bsa", "bilirubin", "lvef"])
@pytest.mark.parametrize(
    "raw", ["nan", "inf", "-5", "", "1e2", float("nan"), float("inf"), -5, True, None.__class__, Decimal("NaN")]
)
def test_not_a_number_is_refused_everywhere(field, raw) -> None:
    """NaN, infinities, negatives, exponents, booleans and other objects are never a measurement."""
    assert message(**{field: raw})


@pytest.mark.parametrize("field", ["height_cm", "weight_kg", "creatinine", "bsa", "bilirubin", "lvef"])
@pytest.mark.parametrize("zero", [0, "0", "0.0", 0.0])
def test_zero_is_refused_for_measures(field, zero) -> None:
    """Zero stands for a missing value in many tables and is refused."""
    assert "outside" in message(**{field: zero})


def test_zero_is_an_age_and_a_known_absence_of_exposure() -> None:
    """Age 0 and prior exposure 0 are values, not gaps."""
    subject = Subject.model_validate({"age": "0", "prior_anthracycline": "0"})
    assert (subject.age, subject.prior_anthracycline) == (0, Decimal(0))


@pytest.mark.parametrize("raw", ["1" * 13, 10**30, Decimal("1E+999999"), 1e300])
def test_huge_numbers_are_refused_without_being_written_out(raw) -> None:
    """A number far out of range is refused with a short message."""
    with pytest.raises(ValueSyntaxError) as caught:
        read_number(raw)
    assert len(caught.value.message) < 150


def test_unknown_is_none_for_every_clinical_field() -> None:
    """The text `unknown` means None, so that a form can say it."""
    fields = set(Subject.model_fields) - {"id"}
    subject = Subject.model_validate(dict.fromkeys(fields, " Unknown "))
    assert subject == Subject()
    assert len(fields) == 11


@pytest.mark.parametrize(("raw", "expected"), [("yes", True), ("No", False), ("TRUE", True), (False, False)])
def test_flags_read_words_and_booleans(raw, expected) -> None:
    """Yes and no are read in words, in any case."""
    assert Subject.model_validate({"childbearing_potential": raw}).childbearing_potential is expected


@pytest.mark.parametrize(
    ("raw", "mg_dl", "text"),
    [
        pytest.param("1.09 mg/dL", Decimal("1.09"), "1.09 mg/dL", id="mass"),
        pytest.param(" 1.09 ", Decimal("1.09"), "1.09 mg/dL", id="bare"),
        pytest.param(1.09, Decimal("1.09"), "1.09 mg/dL", id="float"),
        pytest.param("1.09mg/dl", Decimal("1.09"), "1.09mg/dl", id="case-and-space"),
        pytest.param("88.42 umol/L", Decimal(1), "88.42 umol/L", id="molar"),
        pytest.param("88.42 µmol/L", Decimal(1), "88.42 µmol/L", id="micro-sign"),
        pytest.param("88.42 μmol/L", Decimal(1), "88.42 μmol/L", id="greek-mu"),
    ],
)
def test_creatinine_keeps_both_the_value_and_the_text(raw, mg_dl, text) -> None:
    """Creatinine is exact mg/dL (88.42 umol/L per mg/dL) and remembers how it was written."""
    creatinine = Subject.model_validate({"creatinine": raw}).creatinine
    assert creatinine is not None
    assert (creatinine.mg_dl, creatinine.text) == (mg_dl, text)


def test_bilirubin_converts_by_its_own_factor() -> None:
    """17.1 umol/L of bilirubin is 1 mg/dL."""
    assert Subject.model_validate({"bilirubin": "17.1 umol/L"}).bilirubin == LabValue(Decimal(1), "17.1 umol/L")


@pytest.mark.parametrize("bad", ["", "   ", "x" * 41, "a\nb", 7])
def test_id_is_short_printable_text(bad) -> None:
    """An id that cannot stand on a printed line is refused."""
    assert "subject id" in message(id=bad)


def test_unknown_fields_are_refused_and_values_frozen() -> None:
    """A misspelt field is an error, and a subject never changes under a plan."""
    assert message(hieght_cm=170) == "Extra inputs are not permitted"
    with pytest.raises(ValidationError):
        SAMPLE_SUBJECT.age = 62  # type: ignore[misc]


def test_subject_survives_a_json_round_trip() -> None:
    """What is written as JSON reads back equal, with decimals and lab text as they were."""
    subject = Subject.model_validate({"id": "s1", "weight_kg": "70.50", "creatinine": "96.3 umol/L", "lvef": 55})
    again = Subject.model_validate_json(subject.model_dump_json())
    assert again == subject
    assert str(again.creatinine) == "96.3 umol/L"
    assert str(again.weight_kg) == "70.50"


QUESTIONS = [
    ("height_cm", "120", "220", "119.9", "220.1"),
    ("weight_kg", "30", "200", "29.9", "200.1"),
    ("age", "18", "100", "17", "101"),
    ("creatinine", "0.3", "5", "0.29", "5.01"),
    ("bilirubin", "0.1", "10", None, "10.1"),
    ("bsa", "1.2", "2.6", "1.19", "2.61"),
    ("lvef", "20", "80", "19", "81"),
    ("prior_anthracycline", "0", "700", None, "700.5"),
]


@pytest.mark.parametrize(("field", "low", "high", "below", "above"), QUESTIONS, ids=[row[0] for row in QUESTIONS])
def test_usual_range_raises_no_question_at_its_ends(field, low, high, below, above) -> None:
    """Values inside the usual range pass silently; outside they are kept and questioned with that range."""
    for usual in (low, high):
        assert questions(Subject.model_validate({field: usual})) == []
    for unusual in filter(None, (below, above)):
        subject = Subject.model_validate({field: unusual})
        (finding,) = questions(subject)
        assert (finding.code, finding.severity, finding.subject) == ("subject-questionable", Severity.OTHER, field)
        assert f"usual: {low} to {high}" in finding.message


def test_question_about_a_lab_value_quotes_it_as_written() -> None:
    """A questioned laboratory value is shown in the unit it was given in."""
    (finding,) = questions(Subject.model_validate({"creatinine": "500 umol/L"}))
    assert "creatinine 500 umol/L is unusual; usual: 0.3 to 5 mg/dL" in finding.message


@pytest.mark.parametrize(
    ("height", "weight", "asked"),
    [("200", "48", False), ("200", "47.9", True), ("150", "135", False), ("150", "135.1", True)],
    ids=["bmi-12", "under-12", "bmi-60", "over-60"],
)
def test_body_mass_index_is_questioned_outside_12_to_60(height, weight, asked) -> None:
    """Height and weight that each look usual may not fit each other."""
    found = questions(Subject.model_validate({"height_cm": height, "weight_kg": weight}))
    assert bool(found) is asked
    assert all("body mass index" in finding.message for finding in found)


@pytest.mark.parametrize(("bsa", "asked"), [("2.3", False), ("2.31", True), ("1.7", False), ("1.69", True)])
def test_given_bsa_far_from_mosteller_is_questioned(bsa, asked) -> None:
    """At 180 cm and 80 kg (Mosteller exactly 2 m²) a given BSA may differ by 15 %, inclusive."""
    found = questions(Subject.model_validate({"height_cm": 180, "weight_kg": 80, "bsa": bsa}))
    assert [finding.subject for finding in found] == (["bsa"] if asked else [])


def test_sample_subject_is_complete_for_dosing_and_raises_no_question() -> None:
    """The sample has what the formulas need and leaves the history unknown."""
    assert questions(SAMPLE_SUBJECT) == []
    assert SAMPLE_SUBJECT.id == "sample"
    assert SAMPLE_SUBJECT.age == 61
    assert SAMPLE_SUBJECT.prior_anthracycline is None
