"""Labelled maxima and cumulative anthracyclines: informed, never cleared."""

from decimal import Decimal

import pytest

from regimen.dosing.limits import (
    EquivalenceFactors,
    anthracycline,
    label_maximum,
)
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject
from regimen.errors import RegimenError
from regimen.findings import Severity
from regimen.quantity import parse_amount

COURSE = {"mitoxantrone": Decimal(40)}
COG = EquivalenceFactors(
    {"doxorubicin": Decimal(1), "daunorubicin": Decimal("0.5"), "idarubicin": Decimal(5), "mitoxantrone": Decimal(4)},
    "Children's Oncology Group, Long-Term Follow-Up Guidelines, version 5.0, 2018",
)
FEIJEN = EquivalenceFactors(
    {"daunorubicin": Decimal("0.6"), "mitoxantrone": Decimal("10.5")}, "Feijen EAM et al. JAMA Oncol 2019;5:864-71"
)


def treated(mg_m2: str, **fields: object) -> Subject:
    """A subject with this earlier exposure."""
    return Subject.model_validate({"prior_anthracycline": mg_m2} | fields)


@pytest.mark.parametrize(("level", "above"), [("10 mg", False), ("25 mg", False), ("25.1 mg", True), ("50 mg", True)])
def test_labelled_maximum_is_passed_only_above_it(level, above) -> None:
    """25 mg a day of lenalidomide is at the label's maximum, not above; only 50 mg of the levels is."""
    finding = label_maximum("lenalidomide", parse_amount(level), parse_amount("25 mg"), "label")
    assert (finding is not None) is above


def test_label_finding_is_information_with_its_source() -> None:
    """The remark is of the lowest severity and says what the label leaves open."""
    finding = label_maximum(
        "mitoxantrone", parse_amount("50 mg"), parse_amount("0.025 g"), "label 2019", note="AML is unlabelled"
    )
    assert finding is not None
    assert (finding.code, finding.severity, finding.source) == ("label-maximum", Severity.INFO, "label 2019")
    assert finding.message == (
        "mitoXANTRONE 50 mg a day is above the labelled maximum of 0.025 g a day; AML is unlabelled"
    )


def test_label_maximum_in_another_kind_is_misuse() -> None:
    """Milligrams are never compared with international units."""
    with pytest.raises(RegimenError):
        label_maximum("bleomycin", parse_amount("15 [IU]"), parse_amount("15 mg"), "label")


@pytest.mark.parametrize("subject", [None, Subject(), SAMPLE_SUBJECT], ids=["no-subject", "empty", "sample"])
def test_unknown_prior_exposure_cannot_be_assessed(subject) -> None:
    """Unknown earlier exposure is an important finding, never a sum."""
    (finding,) = anthracycline(COURSE, subject, COG)
    assert (finding.code, finding.severity) == ("anthracycline-cannot-assess", Severity.IMPORTANT)
    assert finding.message == (
        "cannot assess cumulative anthracycline exposure: prior exposure is unknown; "
        "this course adds mitoXANTRONE 40 mg/m² × 4† = 160 mg/m²† of doxorubicin equivalent"
    )


def test_known_exposure_is_summed_in_words() -> None:
    """The sum is spelled out term by term, with what else bears on the heart."""
    course = COURSE | {"daunorubicin": Decimal(90)}
    (finding,) = anthracycline(course, treated("240", chest_radiotherapy=True, lvef=55), COG)
    assert (finding.code, finding.severity) == ("anthracycline-cumulative", Severity.INFO)
    assert finding.message == (
        "cumulative anthracycline in doxorubicin equivalents: 240 mg/m² before + mitoXANTRONE 40 mg/m² × 4†"
        " + DAUNOrubicin 90 mg/m² × 0.5† = 445 mg/m²†; chest radiotherapy: yes; LVEF: 55 %; "
        "risk rises with dose from the first dose on"
    )


def test_no_known_exposure_is_still_a_sum() -> None:
    """Prior exposure known to be none is 0, and unknown heart data are named as unknown."""
    (finding,) = anthracycline(COURSE, treated("0", chest_radiotherapy=False), COG)
    assert "0 mg/m² before + mitoXANTRONE 40 mg/m² × 4† = 160 mg/m²†" in finding.message
    assert "chest radiotherapy: no; LVEF: unknown" in finding.message


def test_equivalence_factors_are_a_choice() -> None:
    """Another set of factors (Feijen 2019: mitoxantrone 10.5) changes the sum and the source."""
    (finding,) = anthracycline(COURSE, treated("0"), FEIJEN)
    assert "× 10.5† = 420 mg/m²†" in finding.message
    assert finding.source is not None
    assert "Feijen" in finding.source


def test_agent_without_factor_cannot_be_assessed() -> None:
    """Feijen 2019 could not estimate idarubicin: no sum is made up."""
    (finding,) = anthracycline({"idarubicin": Decimal(36)}, treated("0"), FEIJEN)
    assert (finding.code, finding.severity) == ("anthracycline-cannot-assess", Severity.IMPORTANT)
    assert "no equivalence factor for IDArubicin" in finding.message


def test_course_without_anthracycline_has_no_remark() -> None:
    """Nothing is said about the heart of a course without anthracyclines."""
    assert anthracycline({}, None, COG) == []


@pytest.mark.parametrize("prior", [None, "0", "100", "2000"])
@pytest.mark.parametrize("agent", sorted(COG.factors))
def test_no_wording_reassures(prior, agent) -> None:
    """No combination calls an exposure fine, safe, acceptable or OK."""
    subject = Subject() if prior is None else treated(prior)
    (finding,) = anthracycline({agent: Decimal(1)}, subject, COG)
    assert not {"fine", "safe", "acceptable", "ok"} & set(finding.message.lower().replace(",", " ").split())
