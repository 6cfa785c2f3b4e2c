"""How much a dose depends on surface formula and rounding."""

from decimal import Decimal

import pytest

from regimen.dosing.body import BSA_FORMULAS
from regimen.dosing.calculator import DoseRequest, calculate
from regimen.dosing.policy import DosePolicy
from regimen.dosing.products import Product
from regimen.dosing.rounding import parse_rounding
from regimen.dosing.sensitivity import Sensitivity, sensitivity
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject
from regimen.quantity import parse_dose, parse_strength

REQUEST = DoseRequest(
    "etoposide", parse_dose("80 mg/m2"), products=(Product("concentrate", parse_strength("20 mg/mL")),)
)
OBESE = Subject(height_cm=Decimal(165), weight_kg=Decimal(120))


def table(subject: Subject = OBESE, rounding: str = "measurable", request: DoseRequest = REQUEST) -> Sensitivity:
    """The table of a line."""
    found = sensitivity(request, subject, DosePolicy(rounding=parse_rounding(rounding)))
    assert found is not None
    return found


def test_a_row_for_every_formula_and_a_column_for_every_rounding() -> None:
    """Five formulas by no rounding, measurable, bands; a step only where the course has one."""
    assert [variant.formula for variant in table().variants] == list(BSA_FORMULAS)
    assert list(map(str, table().roundings)) == ["none", "measurable", "bands"]
    assert list(map(str, table(rounding="nearest:5 mg").roundings)) == ["none", "measurable", "bands", "nearest:5 mg"]


def test_each_cell_is_what_the_calculator_gives() -> None:
    """The table computes nothing of its own."""
    found = table(rounding="nearest:5")
    for variant in found.variants:
        for rounding, amount in zip(found.roundings, variant.amounts, strict=True):
            policy = DosePolicy(bsa_formula=variant.formula, rounding=rounding)
            assert calculate(REQUEST, OBESE, policy).amount == amount


def test_formulas_differ_by_nine_percent_in_obesity() -> None:
    """165 cm, 120 kg: 2.2269 m² by Du Bois to 2.4351 m² by Boyd, which is 9.35 % (published values)."""
    assert round(table().spreads[0], 2) == Decimal("9.35")


def test_the_spread_of_the_table_is_the_widest() -> None:
    """Over all cells the spread is at least that of any column."""
    found = table()
    assert found.spread_percent >= max(found.spreads)
    assert table(SAMPLE_SUBJECT).spread_percent < found.spread_percent


def test_a_given_surface_area_leaves_the_rounding() -> None:
    """A BSA that is given has one row, and the formulas no say."""
    found = table(Subject(bsa=Decimal("1.9")))
    assert [variant.formula for variant in found.variants] == ["given"]
    assert found.spreads == (0, 0, 0)


@pytest.mark.parametrize(
    ("dose", "subject"), [("50 mg", OBESE), ("5 ug/kg", OBESE), ("80 mg/m2", Subject()), ("80 mg/m2", None)]
)
def test_other_doses_have_no_table(dose, subject) -> None:
    """Flat doses and doses by weight do not depend on a surface formula; without a body there is nothing to show."""
    assert sensitivity(DoseRequest("drug", parse_dose(dose)), subject, DosePolicy()) is None
