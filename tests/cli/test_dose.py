"""`regimen dose`: the contract's keys, published figures, what is missing."""

import csv
import io
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures" / "protocols"
BODY = ("--height-cm", "170", "--weight-kg", "75")
KEYS = {
    "agent", "dose", "amount_unrounded", "amount", "unit", "days", "course_total", "variance_percent", "product",
    "working",
}  # fmt: skip


@pytest.fixture
def dose(run):
    """The JSON of `regimen dose`."""

    def document(*words: str):
        ran = run("dose", "--json", *words)
        assert (ran.status, ran.err) == (0, "")
        return ran.json

    return document


@pytest.mark.parametrize("key", ["notice", "findings", "bsa", "bsa_used", "renal", "doses", "protocol", "level"])
def test_the_document_has_its_keys(dose, key: str) -> None:
    """Every key of the contract stands at the top."""
    assert key in dose()


def test_every_dose_has_its_keys(dose) -> None:
    """One entry a dose line, with the contract's keys."""
    doses = dose(*BODY)["doses"]
    assert [line["agent"] for line in doses] == ["lenalidomide", "mitoxantrone", "etoposide", "cytarabine"]
    assert all(set(line) >= KEYS for line in doses)


def test_bsa_by_all_formulas(dose) -> None:
    """Five formulas, each rounded and unrounded; the one used is named."""
    document = dose(*BODY, "--bsa-formula", "dubois")
    assert list(document["bsa"]) == ["mosteller", "dubois", "haycock", "gehan-george", "boyd"]
    assert document["bsa"]["mosteller"] == {"m2_unrounded": 1.8819316317727024, "m2": 1.882}
    assert document["bsa_used"] == {"formula": "dubois", **document["bsa"]["dubois"]}


@pytest.mark.parametrize(
    ("level", "days", "total"),
    [("d10-50", 10, 500), ("d10-25", 10, 250), ("d10-10", 10, 100), ("d10-5", 10, 50), ("d14-10", 14, 140),
     ("d14-5", 14, 70)],
)  # fmt: skip
def test_course_totals_of_lenalidomide(dose, level: str, days: int, total: int) -> None:
    """Per day × days = course total at every level."""
    line = dose("--level", level)["doses"][0]
    assert (line["days"], line["course_total"], line["amount"] * line["days"]) == (days, total, total)


def test_course_total_over_cycles(dose) -> None:
    """With cycles and slots, days and total are those of the whole course, and the working spells the product out."""
    lines = dose("--protocol-file", str(FIXTURES / "hypercvad.yaml"), "--bsa", "2", "--age", "40")["doses"]
    (line,) = [line for line in lines if line["agent"] == "cyclophosphamide"]
    assert (line["amount"], line["days"], line["slots"], line["cycles"]) == (600, 12, 2, 4)
    assert line["course_total"] == 600 * 2 * 12
    assert line["working"][-1] == "600 mg × 2 times a day × 3 days × 4 cycles = 14,400 mg course total"


def test_without_body_data_it_says_what_is_missing(run, dose) -> None:
    """Exit 0, amounts null, and a finding that names the options."""
    document = dose()
    assert [line["amount"] for line in document["doses"]] == [50, None, None, None]
    assert (document["bsa"], document["bsa_used"]) == ({}, None)
    (finding,) = [finding for finding in document["findings"] if finding["code"] == "body-data-missing"]
    assert "--height-cm, --weight-kg" in finding["message"]
    assert "missing: height, weight" in run("dose").out


def test_a_given_surface_area_replaces_the_formula(dose) -> None:
    """With --bsa doses are calculated from it."""
    document = dose("--bsa", "1.9")
    assert document["bsa_used"] == {"formula": "given", "m2_unrounded": 1.9, "m2": 1.9}
    assert document["doses"][3]["amount_unrounded"] == 1900


def test_body_options_replace_single_values_of_the_sample(dose) -> None:
    """--sample with --weight-kg keeps the sample's height."""
    assert dose("--sample", "--weight-kg", "92")["bsa"]["mosteller"]["m2"] == 2.084


@pytest.mark.parametrize("weight", ["actual", "ideal", "adjusted"])
def test_renal_weight(dose, weight: str) -> None:
    """--renal-weight chooses the weight for Cockcroft-Gault."""
    assert dose("--sample", "--renal-weight", weight)["renal"]["crcl"]["used"]["weight"] == weight


@pytest.mark.parametrize(("policy", "amount"), [("none", 150.554530541816192), ("measurable", 150), ("nearest:5", 150)])
def test_rounding(dose, policy: str, amount: float) -> None:
    """--rounding decides the amount of etoposide."""
    assert dose(*BODY, "--rounding", policy)["doses"][2]["amount"] == amount


@pytest.mark.parametrize(
    ("words", "code"), [((), "anthracycline-cannot-assess"), (("120",), "anthracycline-cumulative")]
)
def test_prior_anthracycline(dose, words: tuple[str, ...], code: str) -> None:
    """Unknown prior exposure cannot be assessed; given, the sum is told."""
    option = ("--prior-anthracycline", *words) if words else ()
    assert code in {finding["code"] for finding in dose(*BODY, *option)["findings"]}


def test_above_the_label_is_information_at_50_mg_only(dose) -> None:
    """The labelled maximum is remarked on at 50 mg, as information, and nowhere below."""
    (finding,) = [finding for finding in dose()["findings"] if finding["code"] == "label-maximum"]
    assert finding["severity"] == "info"
    assert "label-maximum" not in {finding["code"] for finding in dose("--level", "d10-25")["findings"]}


def test_hidden_doses(dose) -> None:
    """Hidden: dose, amounts, variance, total, product and working of MEC are gone; lenalidomide's stay."""
    document = dose("--sample", "--hide-assumptions")
    lenalidomide, *mec = document["doses"]
    for line in mec:
        gone = ("dose", "amount", "amount_unrounded", "variance_percent", "course_total", "product")
        assert {line[key] for key in gone} == {None}
        assert line["working"] == []
    assert lenalidomide["course_total"] == 500
    assert (document["bsa_used"], document["renal"]["crcl"]["used"]) == (None, None)


def test_csv(run) -> None:
    """One row a dose line; lists stand as text."""
    rows = list(csv.DictReader(io.StringIO(run("dose", *BODY, "--format", "csv").out)))
    assert [row["amount"] for row in rows] == ["50", "15", "150", "1882"]
    assert rows[1]["working"].startswith("BSA 1.882 m² (Mosteller†")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_text_tells_course_totals(run, form: str) -> None:
    """Per day × days = course total stands in both text forms."""
    assert "50 mg × 10 days = 500 mg course total" in run("dose", "--format", form).out
