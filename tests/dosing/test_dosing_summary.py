"""The body-size and renal block, and how figures are written."""

from decimal import Decimal

import pytest

from regimen.dosing.policy import DosePolicy
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject
from regimen.dosing.summary import BsaUsed, body_summary
from regimen.dosing.wording import shown, shown_amount, signed_percent
from regimen.quantity import parse_amount


def test_summary_holds_every_formula_and_the_one_used() -> None:
    """All five surface areas are given, and the policy's is the one used."""
    summary = body_summary(SAMPLE_SUBJECT, DosePolicy(bsa_formula="dubois"))
    assert list(summary.bsa) == ["mosteller", "dubois", "haycock", "gehan-george", "boyd"]
    assert summary.bsa_used == BsaUsed("dubois", *summary.bsa["dubois"])
    assert summary.bsa_used.m2 == Decimal("1.864")


def test_given_surface_area_is_used_beside_the_table() -> None:
    """A given BSA is used, the formulas are still shown for comparison."""
    summary = body_summary(SAMPLE_SUBJECT.model_copy(update={"bsa": Decimal("1.9")}), DosePolicy())
    assert summary.bsa_used == BsaUsed("given", Decimal("1.9"), Decimal("1.900"))
    assert len(summary.bsa) == 5


@pytest.mark.parametrize("subject", [None, Subject(), Subject(height_cm=Decimal(170)), Subject(weight_kg=Decimal(75))])
def test_without_body_data_the_summary_is_empty(subject) -> None:
    """Height or weight alone gives no surface area."""
    summary = body_summary(subject, DosePolicy())
    assert (summary.bsa, summary.bsa_used, summary.renal.used) == ({}, None, None)
    assert summary.as_dict()["bsa_used"] is None
    assert summary.as_dict()["renal"]["crcl"]["used"] is None


def test_dictionary_has_the_keys_of_the_script_contract() -> None:
    """`bsa` is {formula: {m2_unrounded, m2}}; the renal block has units, sources, variants and the warning."""
    block = body_summary(SAMPLE_SUBJECT, DosePolicy(renal_weight="ideal")).as_dict()
    assert set(block) == {"bsa", "bsa_used", "weights", "renal"}
    assert block["bsa"]["mosteller"] == {"m2_unrounded": Decimal("1.8819316317727024"), "m2": Decimal("1.882")}
    assert block["bsa_used"]["formula"] == "mosteller"
    crcl, egfr = block["renal"]["crcl"], block["renal"]["egfr"]
    assert set(crcl["by_weight"]) == set(block["weights"]) == {"actual", "ideal", "adjusted", "lean"}
    assert crcl["used"] == {"weight": "ideal", **crcl["by_weight"]["ideal"]}
    assert (crcl["unit"], egfr["unit"]) == ("mL/min", "mL/min/1.73 m²")
    assert (crcl["missing"], egfr["missing"]) == ([], [])
    assert "1976" in crcl["source"]
    assert "2021" in egfr["source"]
    assert "never compared" in block["renal"]["notes"][-1]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1881.9316317", "1,881.93"),
        ("15.055", "15.055"),
        ("15.0554", "15.06"),
        ("77.7199", "77.72"),
        ("513.59953", "513.6"),
        ("0.0123456", "0.0123"),
        ("0.5", "0.5"),
        ("0.0625", "0.0625"),
        ("15.0", "15"),
        ("2.005001", "2.01"),
    ],
)
def test_figures_are_short_and_not_misleading(value, text) -> None:
    """Short figures are exact, long ones have two decimals, small ones three significant digits."""
    assert shown(Decimal(value)) == text


def test_amounts_carry_their_unit_in_words() -> None:
    """UCUM codes never reach the reader."""
    assert shown_amount(parse_amount("1234.5 [IU]")) == "1,234.5 international units"


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        ("0", "0 %"),
        ("-0.3683", "−0.37 %"),
        ("0.3683", "+0.37 %"),
        ("5", "+5 %"),
        ("0.005", "+0.01 %"),
        ("-0.0036", "under 0.01 %"),
    ],
)
def test_variance_shows_its_sign_and_never_hides_a_trace(percent, text) -> None:
    """A variance that rounds to nothing is told as under 0.01 %, not as none."""
    assert signed_percent(Decimal(percent)) == text
