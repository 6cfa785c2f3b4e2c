"""The second check: the worksheet gives nothing away, and every figure of its key is the calculator's."""

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from forms import rows, tables, texts
from listing import laid
from pages import LIBRARY, golden, masked, sheet, written

from regimen.cli import main
from regimen.cli.doses import dose_rows
from regimen.dosing.rounding import Rounding
from regimen.dosing.subject import Subject
from regimen.dosing.summary import body_summary
from regimen.dosing.wording import shown, signed_percent
from regimen.nomenclature import MARK, safe_number
from regimen.printouts.words import amount_words
from regimen.protocol.shelf import load
from regimen.quantity import Basis


@pytest.fixture
def run_json(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict]:
    """The document of a command, numbers as decimals."""

    def ran(*words: str) -> dict:
        capsys.readouterr()
        assert main([*words, "--json"]) == 0
        return json.loads(capsys.readouterr().out, parse_float=Decimal, parse_int=Decimal)

    return ran


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_key_of_the_home_case(form: str) -> None:
    """The teacher's second check is exactly as in tests/golden/pages."""
    page = written(sheet("second-check", variant="teacher"), form)
    assert masked(page) == golden(f"second-check-key{'.txt' if form == 'text' else '.md'}")


NONE = "cannot be worked out"
BODIES = [
    pytest.param({}, id="sample"),
    pytest.param({"subject": Subject()}, id="no-body"),
    pytest.param({"subject": Subject(bsa="1.7", prior_anthracycline="100")}, id="given-area"),
    pytest.param({"rounding": Rounding("bands")}, id="bands"),
    pytest.param({"rounding": Rounding("none"), "region": "EU"}, id="unrounded"),
]


@pytest.mark.parametrize("course", BODIES)
@pytest.mark.parametrize("name", LIBRARY)
def test_every_figure_of_the_key_is_the_calculators(name: str, course: dict) -> None:
    """Each answer is the figure that `regimen dose --json` has for its line, in order; what is missing has none."""
    plan = laid(load(name), **course)
    lines = [table for table in tables(sheet("second-check", plan, variant="teacher")) if table.caption[0].isdigit()]
    doses = dose_rows(plan.ideal, plan.course.policy, hide=False)
    for table, dose in zip(lines, doses, strict=True):
        answers = {texts(row[0])[0].split(",")[0]: texts(row[1])[0].replace(MARK, "") for row in table.rows}
        assert {"One dose", "Course total"} <= answers.keys()
        told = expected(dose)
        assert {what for what in ("Volume to draw up", "Final concentration") if told[what] != NONE} <= answers.keys()
        assert [what for what in told if what in answers and not answers[what].startswith(told[what])] == []


def expected(dose: dict) -> dict[str, str]:
    """How the answers begin, by the document for scripts."""
    made_up, variance = dose["preparation"] or {}, dose["variance_percent"]
    figures = {
        "One dose before rounding": dose["amount_unrounded"],
        "One dose": dose["amount"],
        "Course total": dose["course_total"],
        "Volume to draw up": made_up.get("volume_ml"),
        "Final concentration": made_up.get("concentration_mg_ml"),
    }
    told = {what: NONE if value is None else f"{shown(value)} " for what, value in figures.items()}
    bag = made_up.get("bag_ml")
    told["Smallest bag that fits"] = f"{safe_number(bag)} mL" if bag else "none fits" if made_up else NONE
    return told | {"Variance": NONE if variance is None else signed_percent(variance)}


def test_the_figures_of_the_home_case(run_json) -> None:
    """Surface area, clearance, anthracyclines and rates follow from the document of the command."""
    document = sheet("second-check", variant="teacher")
    answers = [texts(row[1])[0] for row in rows(document, "What to work out")]
    found = run_json("dose", "--sample", "--level", "d10-50")
    assert answers[0] == f"{found['bsa_used']['m2']} m²†"
    assert answers[1] == f"{shown(found['renal']['crcl']['used']['ml_min'])} mL/min†"
    told = [one["message"] for one in found["findings"] if one["code"] == "anthracycline-cannot-assess"]
    assert [answers[2]] == told
    made_up = {dose["agent"]: dose["preparation"] for dose in found["doses"] if dose["preparation"]}
    rates = [
        f"{shown((made_up[agent]['volume_ml'] + made_up[agent]['bag_ml']) * 60 / minutes)} mL/h†"
        for agent, minutes in {"mitoxantrone": 30, "etoposide": 60}.items()
    ]
    assert [answer for answer in answers if answer.endswith("mL/h†")] == rates == ["115 mL/h†", "507.5 mL/h†"]


@pytest.mark.parametrize("name", LIBRARY)
def test_the_worksheet_gives_nothing_away(name: str) -> None:
    """The learner's sheet asks what the key answers, row by row, and holds no amount that is to be worked out."""
    plan = laid(load(name))
    learner, teacher = (sheet("second-check", plan, variant=variant) for variant in ("learner", "teacher"))
    asked = [(texts(row[0]), row[1].write, row[2].write) for row in rows(learner, "What to work out")]
    assert asked == [(texts(row[0]), 1, 1) for row in rows(teacher, "What to work out")]
    used = body_summary(plan.course.subject, plan.course.policy).bsa_used
    page = written(learner, "text")
    answers = {amount_words(entry) for entry in plan.ideal.doses if entry.dose.basis is not Basis.FLAT} - {None}
    answers.add(f"{used.m2} m²")
    assert [answer for answer in answers if answer in page] == []


def test_what_is_given_is_printed() -> None:
    """Body, formulas, dose, products, bags and durations stand on the worksheet; two roles sign it."""
    document = sheet("second-check")
    page = written(document, "text")
    for text in ("170 cm", "75 kg", "0.9 mg/dL", "Mosteller†", "2 mg/mL concentrate (vials of 10, 12.5, 15 mL, US†)"):
        assert text in page
    assert "250, 500, 1,000 mL† of sodium chloride 0.9 % or glucose 5 %; lowest 0.2 mg/mL" in page
    assert [texts(row[0])[0] for row in rows(document, "Role")] == ["Prepared by (training)", "Checked by (training)"]
    assert rows(sheet("second-check", variant="teacher"), "Role") == []


def test_the_key_is_a_document_of_its_own() -> None:
    """Worksheet and key have different ids, so their files lie side by side; both are of one course."""
    learner, teacher = (sheet("second-check", variant=variant) for variant in ("learner", "teacher"))
    assert (learner.kind, teacher.kind) == ("second-check", "second-check-key")
    assert learner.identity == teacher.identity
