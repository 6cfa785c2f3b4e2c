"""`regimen dose`: the contract's keys, published figures, what is missing."""

import csv
import io
from pathlib import Path

import pytest

from regimen.course import Course
from regimen.coursefile import open_course, save_course

FIXTURES = Path(__file__).parent.parent / "fixtures" / "protocols"
BODY = ("--height-cm", "170", "--weight-kg", "75")
KEYS = {
    "agent", "dose", "amount_unrounded", "amount", "unit", "days", "course_total", "variance_percent", "product",
    "working", "preparation", "carried",
}  # fmt: skip


@pytest.fixture
def dose(run):
    """The JSON of `regimen dose`."""

    def document(*words: str):
        ran = run("dose", "--json", *words)
        assert (ran.status, ran.err) == (0, "")
        return ran.json

    return document


@pytest.mark.parametrize(
    "key", ["notice", "findings", "bsa", "bsa_used", "weights", "renal", "doses", "protocol", "level"]
)
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


@pytest.mark.parametrize("weight", ["actual", "ideal", "adjusted", "lean"])
def test_renal_weight(dose, weight: str) -> None:
    """--renal-weight chooses the weight for Cockcroft-Gault."""
    assert dose("--sample", "--renal-weight", weight)["renal"]["crcl"]["used"]["weight"] == weight


@pytest.mark.parametrize(
    ("policy", "amount"),
    [
        ("none", 150.554530541816192),
        ("measurable", 150),
        ("bands", 150),
        ("nearest:5", 150),
        ("nearest:0.1 g", 200),
    ],
)
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
        gone = ("dose", "amount", "amount_unrounded", "variance_percent", "course_total", "product", "preparation")
        assert {line[key] for key in gone} == {None}
        assert (line["working"], line["carried"]) == ([], {})
    assert lenalidomide["course_total"] == 500
    assert (document["bsa_used"], document["renal"]["crcl"]["used"]) == (None, None)


def test_csv(run) -> None:
    """One row a dose line; lists stand as text."""
    rows = list(csv.DictReader(io.StringIO(run("dose", *BODY, "--format", "csv").out)))
    assert [row["amount"] for row in rows] == ["50", "15", "150", "1882"]
    assert rows[1]["working"].startswith("BSA 1.882 m² (Mosteller†")
    assert rows[1]["preparation"].startswith("7.5 mL of 2 mg/mL concentrate†; open 1 × 10 mL vial† (US†)")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_text_tells_course_totals(run, form: str) -> None:
    """Per day × days = course total stands in both text forms."""
    assert "50 mg × 10 days = 500 mg course total" in run("dose", "--format", form).out


def test_preparation_of_etoposide(dose) -> None:
    """150 mg: 7.5 mL from two vials, in the only bag between 0.2 and 0.4 mg/mL."""
    made = dose(*BODY)["doses"][2]["preparation"]
    assert (made["volume_ml"], made["left_over_ml"], made["bag_ml"], made["allowed_bags"]) == (7.5, 2.5, 500, [500])
    assert made["vials"] == [{"number": 2, "amount": 5, "unit": "mL"}]
    assert made["concentration_mg_ml"] == pytest.approx(150 / 507.5)
    assert (made["region"], made["near_limit"]) == ("US", None)


@pytest.mark.parametrize(
    ("region", "vials"),
    [("US", [(1, 12.5)]), ("EU", [(1, 15)]), ("NZ", [(2, 10)])],
)
def test_vials_go_by_region(dose, region: str, vials: list[tuple[int, float]]) -> None:
    """Mitoxantrone 22 mg (11 mL) opens other vials in the United States, Europe and New Zealand."""
    words = ("--bsa", "2.75", "--region", region)
    made = dose(*words)["doses"][1]["preparation"]
    assert [(vial["number"], vial["amount"]) for vial in made["vials"]] == vials


def test_capsules_are_not_made_up(dose) -> None:
    """An oral line has no preparation."""
    assert dose(*BODY)["doses"][0]["preparation"] is None


FLAT = """
format: 1
id: flat
version: 1
title: A published flat dose
short: Flat
references: {p: {kind: published, citation: invented for a test}}
reference_day: {event: first dose, source: p}
agents:
  vincristine:
    letter: V
    source: p
    products: [{form: solution, strength: 1 mg/mL, vials: {US: [1, 2]}}]
    dilution: {diluent: saline, bags: [50], source: p}
doses: [{agent: vincristine, dose: 2 mg, route: IV, days: 1, source: p}]
"""


def test_vials_and_bags_go_with_the_assumptions(run, dose, tmp_path) -> None:
    """A published flat dose stays when assumptions are hidden; the region and the bag, which are ours, do not."""
    file = tmp_path / "flat.yaml"
    file.write_text(FLAT, encoding="utf-8")
    words = ("--protocol-file", str(file))
    assert dose(*words)["doses"][0]["preparation"]["bag_ml"] == 50
    hidden = dose(*words, "--hide-assumptions")["doses"][0]
    assert (hidden["amount"], hidden["product"], hidden["preparation"]) == (2, "2 mL of 1 mg/mL solution", None)
    out = run("dose", *words, "--hide-assumptions").out
    assert "take or draw up: 2 mL of 1 mg/mL solution" in out
    assert "US" not in out
    assert "50 mL" not in out


def test_a_line_without_an_amount_is_not_made_up(dose) -> None:
    """Without body data there is nothing to draw up."""
    assert {line["preparation"] for line in dose()["doses"]} == {None}


def test_cytarabine_is_drawn_from_the_product_listed_first(dose) -> None:
    """1,882 mg are 18.82 mL of 100 mg/mL, not a score of vials of 20 mg/mL."""
    line = dose(*BODY)["doses"][3]
    assert (line["amount"], line["product"]) == (1882, "18.82 mL of 100 mg/mL solution")
    assert line["preparation"]["vials"] == [{"number": 1, "amount": 20, "unit": "mL"}]


def test_sensitivity(dose) -> None:
    """Each MEC dose by five formulas and three roundings; lenalidomide is flat."""
    document = dose(*BODY, "--sensitivity")
    assert [table["agent"] for table in document["sensitivity"]] == ["mitoxantrone", "etoposide", "cytarabine"]
    cytarabine = document["sensitivity"][2]
    assert [row["formula"] for row in cytarabine["amounts"]] == list(document["bsa"])
    assert cytarabine["amounts"][0] == {
        "formula": "mosteller", "m2": 1.882, "none": 1881.9316317727024, "measurable": 1882, "bands": 1850,
    }  # fmt: skip
    assert set(cytarabine["spread_by_rounding"]) == {"none", "measurable", "bands"}
    assert "sensitivity" not in dose(*BODY)


def test_hidden_sensitivity_tells_nothing(run, dose) -> None:
    """Formula and rounding are ours, so the whole table goes with the assumptions."""
    words = (*BODY, "--sensitivity", "--hide-assumptions")
    assert dose(*words)["sensitivity"] == []
    out = run("dose", *words).out
    assert "Formula and rounding are not in the sources." in out
    assert "Du Bois 1.864 m²:" not in out


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_sensitivity_stands_on_the_sheet(run, form: str) -> None:
    """Both text forms have the table, the chosen step in it, and say so where there is nothing to show."""
    out = run("dose", *BODY, "--sensitivity", "--rounding", "nearest:5", "--format", form).out
    assert "Du Bois 1.864 m²: none 149.08 mg†, measurable 150 mg†, bands 150 mg†, nearest:5 150 mg†" in out
    assert "No dose by body surface has an amount" in run("dose", "--sensitivity", "--format", form).out


COURSE = "protocol: nct01681537\nreference_date: 2026-12-01\nsubject: {height_cm: 170, weight_kg: 75}\n"


@pytest.mark.parametrize(
    ("words", "region", "rounded"),
    [((), "NZ", 1850), (("--region", "EU"), "EU", 1850), (("--rounding", "none"), "NZ", 1881.9316317727024)],
    ids=["as-in-the-file", "region-given", "rounding-given"],
)
def test_a_course_file_holds_the_choices(dose, tmp_path, words: tuple[str, ...], region: str, rounded: float) -> None:
    """Region and rounding come from the course file unless an option is given."""
    file = tmp_path / "course.yaml"
    file.write_text(f"{COURSE}region: NZ\nrounding: bands\n", encoding="utf-8")
    line = dose("--course", str(file), *words)["doses"][3]
    assert (line["preparation"]["region"], line["amount"]) == (region, rounded)


AUC = """
format: 1
id: auc
version: 1
title: Carboplatin by AUC
short: AUC
references: {t: {kind: assumption, citation: invented for a test}}
reference_day: {event: first dose, source: t}
agents: {carboplatin: {letter: C, source: t}}
doses: [{agent: carboplatin, dose: AUC 5, route: IV, days: 1, source: t}]
"""


@pytest.mark.parametrize(
    ("field", "words", "amount"),
    [
        ("", (), 750),
        ("gfr_cap: 100\n", (), 625),
        ("gfr_cap: none\n", (), 1125),
        ("gfr_cap: none\n", ("--gfr-cap", "125"), 750),
        ("", ("--gfr-cap", "none"), 1125),
    ],
    ids=["default", "file", "file-none", "option-wins", "option-none"],
)
def test_the_gfr_cap_is_a_choice(dose, tmp_path, field: str, words: tuple[str, ...], amount: float) -> None:
    """A clearance of 200 mL/min is capped at 125 unless the course file or the option says otherwise."""
    (tmp_path / "auc.yaml").write_text(AUC, encoding="utf-8")
    file = tmp_path / "course.yaml"
    subject = "subject: {age: 40, weight_kg: 72, sex: M, creatinine: 0.5}\n"
    text = f"protocol: auc\nprotocol_file: auc.yaml\nreference_date: 2026-12-01\n{subject}rounding: none\n{field}"
    file.write_text(text, encoding="utf-8")
    assert dose("--course", str(file), *words)["doses"][0]["amount"] == amount


def test_choices_survive_a_saved_course(tmp_path) -> None:
    """Cap, region and a step with its unit are written to a course file and read back."""
    course = Course.model_validate(
        {"reference_date": "2026-12-01", "gfr_cap": "none", "region": "EU", "rounding": "nearest:5 mg"}
    )
    save_course(course, tmp_path / "course.yaml")
    read, _ = open_course(tmp_path / "course.yaml")
    assert read.policy == course.policy
    assert (read.policy.gfr_cap, read.policy.region, str(read.policy.rounding)) == (None, "EU", "nearest:5 mg")


def test_questions_about_the_subject_reach_the_findings(dose) -> None:
    """Bilirubin, ejection fraction, radiotherapy and childbearing potential are read from options."""
    words = ("--childbearing-potential", "yes", "--lvef", "55", "--chest-radiotherapy", "no", "--bilirubin", "12")
    findings = {
        finding["code"]: finding["message"] for finding in dose(*words, "--prior-anthracycline", "0")["findings"]
    }
    assert "pregnancy is possible" in findings["pregnancy"]
    assert "chest radiotherapy: no; LVEF: 55 %" in findings["anthracycline-cumulative"]
    assert "bilirubin 12 mg/dL is unusual" in findings["subject-questionable"]
