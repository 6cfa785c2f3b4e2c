"""What labels say for impaired organs, age and pregnancy: told, never applied."""

from decimal import Decimal

import pytest

from regimen.dosing.adjustments import Adjustment, Given, adjustments, body_of
from regimen.dosing.policy import DosePolicy
from regimen.dosing.pregnancy import pregnancy
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject
from regimen.findings import Finding, Severity
from regimen.protocol.values import parse_band
from regimen.quantity import parse_amount, parse_dose

RENAL = Adjustment("label", crcl=parse_band("15-50"), percent=Decimal(75), source="label of etoposide")
CEREBELLAR = (
    Adjustment("cerebellar risk", crcl=parse_band("<60"), from_dose=parse_dose("1 g/m2"), assumed=True),
    Adjustment("cerebellar risk", age=parse_band(">=60"), from_dose=parse_dose("1 g/m2"), assumed=True),
)
LIVER = Adjustment("clearance falls", bilirubin=parse_band(">3"))


def who(**fields: object) -> Subject:
    """A man of 40 years and 72 kg, whose clearance is 100 / creatinine mL/min."""
    return Subject.model_validate({"age": 40, "weight_kg": 72, "sex": "M"} | fields)


def told(
    rules: tuple[Adjustment, ...], subject: Subject | None, dose: str = "80 mg/m2", amount: str | None = None
) -> list[Finding]:
    """The findings about a dose."""
    given = [Given(parse_dose(dose), None if amount is None else parse_amount(amount))]
    return list(adjustments("etoposide", rules, given, body_of(subject, DosePolicy())))


@pytest.mark.parametrize(
    ("creatinine", "codes"),
    [
        pytest.param("1.9", [], id="52.6-above"),
        pytest.param("1.99", [], id="50.25-just-above"),
        pytest.param("2", ["dose-adjustment"], id="50-at-the-end"),
        pytest.param("4", ["dose-adjustment"], id="25-inside"),
        pytest.param("6.7", ["adjustment-beyond-sources"], id="14.9-below"),
    ],
)
def test_a_clearance_cut_is_compared_with_the_clearance(creatinine, codes) -> None:
    """15 to 50 mL/min, both ends included, against Cockcroft-Gault; of worse kidneys the source says nothing."""
    assert [one.code for one in told((RENAL,), who(creatinine=creatinine))] == codes


TOUCHING = tuple(Adjustment(text, crcl=parse_band(text)) for text in ("50-79.9", "30-49.9", "<30"))
LIVERS = tuple(Adjustment(text, bilirubin=parse_band(text)) for text in ("1.2-3", "3.1-5"))


@pytest.mark.parametrize(
    ("clearance", "band"),
    [("80.1", None), ("79.96", None), ("79.94", "50-79.9"), ("79.9", "50-79.9"), ("50", "50-79.9"),
     ("49.95", "50-79.9"), ("49.94", "30-49.9"), ("49.9", "30-49.9"), ("30", "30-49.9"), ("29.99", "<30"),
     ("16", "<30")],
)  # fmt: skip
def test_between_two_printed_bands_there_is_no_gap(clearance, band) -> None:
    """A source that prints 30-49.9 and 50-79.9 rounds to one place; a value between them is rounded as it would."""
    subject = who(creatinine="2", weight_kg=str(Decimal(clearance) * Decimal("1.44")))
    found = [one.message.rpartition("; told")[0] for one in told(TOUCHING, subject)]
    assert [text.rpartition(": ")[2] for text in found] == ([] if band is None else [band])


@pytest.mark.parametrize(
    ("bilirubin", "code", "words"),
    [("1.1", None, ""), ("3.04", "dose-adjustment", "1.2 to 3"), ("3.05", "dose-adjustment", "3.1 to 5"),
     ("5", "dose-adjustment", "3.1 to 5"), ("5.2", "adjustment-beyond-sources", "bilirubin over 5 mg/dL")],
)  # fmt: skip
def test_a_liver_worse_than_all_bands_is_told(bilirubin, code, words) -> None:
    """Bands of bilirubin leave no gap either; above the last one the sources say nothing, and that is said."""
    found = told(LIVERS, who(bilirubin=f"{bilirubin} mg/dL"))
    assert [one.code for one in found] == ([code] if code else [])
    assert all(words in one.message for one in found)


def test_the_remark_says_what_the_source_gives_and_that_nothing_was_changed() -> None:
    """Band, this subject's value with how it was computed, the source's percentage, the source."""
    (finding,) = told((RENAL,), who(creatinine="2.5"))
    assert (finding.code, finding.severity, finding.source) == (
        "dose-adjustment", Severity.OTHER, "label of etoposide",
    )  # fmt: skip
    assert finding.message == (
        "etoposide at creatinine clearance 15 to 50 mL/min (this subject: 40 mL/min†, actual weight†): "
        "the source gives 75 % of the dose; label; told, never applied"
    )


def test_an_indexed_egfr_is_never_compared_with_a_clearance_cut() -> None:
    """Without a weight there is an eGFR of 16 and no clearance: the rule is not assessed, and the reason is told."""
    subject = who(creatinine="4.6", weight_kg=None)
    egfr = body_of(subject, DosePolicy()).renal.egfr
    assert egfr is not None
    assert egfr in parse_band("15-50")
    (finding,) = told((RENAL,), subject)
    assert (finding.code, finding.severity) == ("adjustment-cannot-assess", Severity.INFO)
    assert "never compared" in finding.message


def test_the_weight_chosen_decides() -> None:
    """The same subject is inside the cut by lean weight and outside by actual weight."""
    subject = who(creatinine="1.9", height_cm=170)
    given = [Given(parse_dose("80 mg/m2"), None)]
    found = {
        weight: list(adjustments("etoposide", [RENAL], given, body_of(subject, DosePolicy(renal_weight=weight))))
        for weight in ("actual", "lean")
    }
    assert (len(found["actual"]), len(found["lean"])) == (0, 1)


@pytest.mark.parametrize(
    ("subject", "codes"),
    [
        pytest.param(None, [], id="nobody"),
        pytest.param(Subject(id="A1"), [], id="only-an-id"),
        pytest.param(Subject(lvef=Decimal(60)), ["adjustment-cannot-assess"], id="something-is-known"),
        pytest.param(who(creatinine="1", age=59), [], id="known-and-not-concerned"),
        pytest.param(who(creatinine="2", age=59), ["dose-adjustment"], id="kidneys"),
        pytest.param(who(creatinine="1", age=60), ["dose-adjustment"], id="age"),
        pytest.param(who(age=60), ["dose-adjustment", "adjustment-cannot-assess"], id="age-known-kidneys-not"),
        pytest.param(who(creatinine="2", age=75), ["dose-adjustment", "dose-adjustment"], id="both"),
    ],
)
def test_unknown_values_are_told_once_and_only_of_a_known_subject(subject, codes) -> None:
    """Nothing is asked of nobody; of a subject, one remark a drug says what could not be assessed."""
    assert [finding.code for finding in told(CEREBELLAR, subject, "1000 mg/m2")] == codes


@pytest.mark.parametrize(
    ("dose", "amount", "bsa", "speaks"),
    [
        pytest.param("1000 mg/m2", None, None, True, id="exactly-in-another-unit"),
        pytest.param("0.999 g/m2", None, None, False, id="below"),
        pytest.param("2000 mg", "2000 mg", "2", True, id="flat-that-comes-to-it"),
        pytest.param("1990 mg", "1990 mg", "2", False, id="flat-below"),
        pytest.param("2000 mg", "2000 mg", None, False, id="flat-without-a-body"),
        pytest.param("1000 [IU]/m2", None, None, False, id="another-kind"),
    ],
)
def test_a_rule_for_large_doses_is_about_large_doses(dose, amount, bsa, speaks) -> None:
    """From 1 g/m²; a flat dose counts as what it comes to on this body."""
    subject = who(age=70, creatinine="1") if bsa is None else who(age=70, creatinine="1", bsa=bsa)
    assert bool(told(CEREBELLAR, subject, dose, amount)) is speaks


@pytest.mark.parametrize(
    ("bilirubin", "speaks"), [("3", False), ("3.1", True), ("51 umol/L", False), ("53 umol/L", True)]
)
def test_bilirubin_is_compared_in_mg_dl(bilirubin, speaks) -> None:
    """3 mg/dL are 51.3 umol/L; the message shows the value as it was given."""
    found = told((LIVER,), who(bilirubin=bilirubin))
    assert bool(found) is speaks
    assert not speaks or f"this subject: {bilirubin}" in found[0].message


@pytest.mark.parametrize(("creatinine", "age", "speaks"), [("2", 70, True), ("2", 50, False), ("0.5", 70, False)])
def test_all_bounds_of_one_rule_must_hold(creatinine, age, speaks) -> None:
    """A rule with a cut and an age speaks only where both hold."""
    both = Adjustment("both", crcl=parse_band("<60"), age=parse_band(">=60"))
    assert bool(told((both,), who(creatinine=creatinine, age=age))) is speaks


def test_one_bound_that_fails_settles_a_rule() -> None:
    """Nothing is asked about a clearance where the age alone rules the remark out."""
    both = Adjustment("both", crcl=parse_band("<60"), age=parse_band(">=60"))
    assert told((both,), who(age=50)) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"childbearing_potential": "yes"}, "pregnancy"),
        ({"childbearing_potential": "no", "age": 30}, None),
        ({"age": 54}, "pregnancy-not-stated"),
        ({"age": 55}, None),
        ({"age": 30, "sex": "M"}, None),
        ({"age": None}, None),
        ({"age": 70, "childbearing_potential": "yes"}, "pregnancy"),
    ],
    ids=["yes", "no", "not-stated-54", "not-asked-55", "man", "age-unknown", "yes-at-70"],
)
def test_what_a_label_demands_where_pregnancy_is_possible(fields, code) -> None:
    """Told where it is stated; asked after where a woman under 55 has not been asked."""
    subject = Subject.model_validate(SAMPLE_SUBJECT.model_dump() | fields)
    finding = pregnancy("lenalidomide", "two negative tests", subject, "label")
    assert (finding and finding.code) == code
    if finding is not None:
        assert (finding.severity, finding.source) == (Severity.INFO, "label")
        assert "two negative tests" in finding.message


def test_nobody_is_not_asked() -> None:
    """Without a subject there is no question."""
    assert pregnancy("lenalidomide", "two negative tests", None, "label") is None
