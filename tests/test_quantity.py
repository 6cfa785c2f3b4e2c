"""Amounts and dose expressions: exact, with a unit, and no silent conversion between kinds of unit."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.errors import RegimenError, ValueSyntaxError
from regimen.quantity import (
    INTERNATIONAL,
    MCG,
    MG,
    ML,
    USP,
    Amount,
    Basis,
    Dose,
    G,
    Kind,
    Strength,
    Unit,
    parse_amount,
    parse_decimal,
    parse_dose,
    parse_duration,
    parse_strength,
    plain,
)

UNITS = [MG, G, MCG, INTERNATIONAL, USP, ML]
VALUES = st.decimals("0.001", "99999", places=3)

SPELLINGS = [
    ("mg", MG), ("g", G), ("ug", MCG), ("mcg", MCG), ("µg", MCG), ("μg", MCG), ("mL", ML),
    ("[IU]", INTERNATIONAL), ("IU", INTERNATIONAL), ("international units", INTERNATIONAL),
    ("[USP'U]", USP), ("USP units", USP),
]  # fmt: skip


@pytest.mark.parametrize(("spelling", "unit"), SPELLINGS, ids=[ascii(spelling) for spelling, _ in SPELLINGS])
@pytest.mark.parametrize(
    ("tail", "basis"),
    [("", Basis.FLAT), ("/m2", Basis.PER_M2), ("/m²", Basis.PER_M2), ("/m^2", Basis.PER_M2), ("/kg", Basis.PER_KG)],
)
def test_every_unit_spelling_with_every_basis(spelling, unit, tail, basis) -> None:
    """Each spelling of a unit is read as that unit, alone and per m² and per kg."""
    assert parse_dose(f"8 {spelling}{tail}") == Dose(Decimal(8), unit, basis)


@pytest.mark.parametrize(
    ("text", "value", "unit", "basis"),
    [
        pytest.param("50 mg", "50", MG, Basis.FLAT, id="flat"),
        pytest.param("50mg", "50", MG, Basis.FLAT, id="no-space"),
        pytest.param("  8 mg / m2 ", "8", MG, Basis.PER_M2, id="spaces"),
        pytest.param("0.5 mg", "0.5", MG, Basis.FLAT, id="fraction"),
        pytest.param("AUC 5", "5", MG, Basis.AUC, id="auc"),
        pytest.param("AUC5.5", "5.5", MG, Basis.AUC, id="auc-fraction"),
        pytest.param("10000 international units/m2", "10000", INTERNATIONAL, Basis.PER_M2, id="bleomycin-iu"),
        pytest.param("10 USP units/m2", "10", USP, Basis.PER_M2, id="bleomycin-usp"),
    ],
)
def test_dose_expression_is_read(text, value, unit, basis) -> None:
    """A dose of one administration is a number, a unit and what it is scaled by."""
    assert parse_dose(text) == Dose(Decimal(value), unit, basis)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("8", ["the dose '8' has no unit", "allowed: mg, g, mcg, international units"], id="no-unit"),
        pytest.param("1000", ["has no unit"], id="no-unit-thousand"),
        pytest.param("AUC", ["cannot read the dose 'AUC'"], id="auc-without-number"),
        pytest.param("1,000 mg", ["unknown unit", "1,000 mg"], id="comma-number"),
        pytest.param("0 mg", ["the dose '0 mg' is zero"], id="zero"),
        pytest.param("0.000 mg/m2", ["is zero"], id="zero-with-places"),
        pytest.param("AUC 0", ["is zero"], id="auc-zero"),
        pytest.param("-5 mg", ["cannot read the dose '-5 mg'"], id="negative"),
        pytest.param("+5 mg", ["cannot read the dose"], id="plus"),
        pytest.param(".5 mg", ["cannot read the dose '.5 mg'"], id="naked-point"),
        pytest.param("5. mg", ["unknown unit"], id="dangling-point"),
        pytest.param("1e3 mg", ["unknown unit"], id="exponent"),
        pytest.param("1/2 mg", ["unknown unit"], id="vulgar-fraction"),
        pytest.param("５ mg", ["cannot read the dose"], id="wide-digit"),
        pytest.param("5-10 mg", ["unknown unit"], id="range"),
        pytest.param("", ["cannot read the dose ''"], id="empty"),
        pytest.param("mg", ["cannot read the dose 'mg'"], id="no-number"),
        pytest.param("NaN mg", ["cannot read the dose"], id="nan"),
        pytest.param("5 MG", ["unknown unit 'MG'", "did you mean mg?"], id="wrong-case"),
        pytest.param("5 ml", ["unknown unit 'ml'", "did you mean mL?"], id="small-litre"),
        pytest.param("5 mgs", ["unknown unit 'mgs'"], id="unknown-unit"),
        pytest.param("5 mg/m3", ["cannot read '/m3'", "allowed: /m2 or /kg"], id="unknown-basis"),
        pytest.param("50 mg/day", ["cannot read '/day'", "one administration: leave out the day"], id="per-day"),
        pytest.param("50 mg/m2/d", ["cannot read '/m2/d'", "leave out the day"], id="per-m2-per-day"),
        pytest.param("1234567890123 mg", ["is not a number"], id="too-many-digits"),
    ],
)
def test_unreadable_dose_is_refused_in_words(text, words) -> None:
    """A dose that could be misread is refused, with what is wrong and what is allowed."""
    with pytest.raises(ValueSyntaxError) as caught:
        parse_dose(text)
    assert [word for word in words if word not in caught.value.message] == []


@pytest.mark.parametrize("unit", ["units", "unit", "U", "u", "iu", "i.u.", "I.U.", "Units", "UNITS"])
@pytest.mark.parametrize("tail", ["", "/m2", "/kg"])
def test_bare_units_are_refused(unit, tail) -> None:
    """Units that do not say which are refused: for bleomycin the mistake is a thousandfold."""
    with pytest.raises(ValueSyntaxError, match="does not say which units; allowed: international units or USP units"):
        parse_dose(f"10 {unit}{tail}")


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("1", G, MG, "1000"),
        ("1", MG, MCG, "1000"),
        ("300", MCG, MG, "0.3"),
        ("2500", MG, G, "2.5"),
        ("1", G, MCG, "1000000"),
        ("10000", INTERNATIONAL, INTERNATIONAL, "10000"),
    ],
)
def test_conversion_within_a_kind_is_exact(value, source, target, expected) -> None:
    """Grams, milligrams and micrograms turn into each other without rounding."""
    assert Amount(Decimal(value), source).to(target) == Amount(Decimal(expected), target)


KINDS = [(one, other) for one in UNITS for other in UNITS if one.kind is not other.kind]


@pytest.mark.parametrize(("one", "other"), KINDS, ids=[f"{one.ucum}-{other.ucum}" for one, other in KINDS])
def test_kinds_never_convert(one, other) -> None:
    """International units, USP units, mass and volume never turn into each other, also not in a sum."""
    with pytest.raises(RegimenError, match=r"cannot turn .* never converted silently"):
        Amount(Decimal(10), one).to(other)
    with pytest.raises(RegimenError, match=r"cannot turn"):
        Amount(Decimal(10), one).plus(Amount(Decimal(10), other))


def test_international_and_usp_units_are_different_kinds() -> None:
    """The two sorts of units that bleomycin is written in are told apart by kind, not by name alone."""
    assert (INTERNATIONAL.kind, USP.kind) == (Kind.INTERNATIONAL, Kind.USP)
    assert parse_dose("10 IU") != parse_dose("10 USP units")


@given(VALUES, st.sampled_from([MG, G, MCG]), st.sampled_from([MG, G, MCG]))
def test_conversion_there_and_back_is_exact(value, source, target) -> None:
    """No conversion within mass loses a digit."""
    amount = Amount(value, source)
    assert amount.to(target).to(source) == amount


@given(VALUES, VALUES)
def test_sums_are_exact(one, other) -> None:
    """A sum over units is the sum of the milligrams, to the last digit."""
    total = Amount(one, MG).plus(Amount(other, G))
    assert total == Amount(one + other * 1000, MG)


def test_course_total_is_exact() -> None:
    """Ten times a tenth is one: amounts are decimals, not binary fractions."""
    assert str(Amount(Decimal("0.1"), MG).times(10)) == "1 mg"
    assert Amount(Decimal("0.1"), MG).plus(Amount(Decimal("0.2"), MG)).value == Decimal("0.3")


@given(VALUES, st.sampled_from(UNITS), st.sampled_from([Basis.FLAT, Basis.PER_M2, Basis.PER_KG]))
def test_dose_text_round_trip(value, unit, basis) -> None:
    """The UCUM text of a dose reads back as the same dose."""
    dose = Dose(value, unit, basis)
    assert parse_dose(str(dose)) == dose


@pytest.mark.parametrize(
    ("text", "ucum"),
    [
        ("8.0 mg/m²", "8 mg/m2"), ("5 mcg/kg", "5 ug/kg"), ("10000 IU/m2", "10000 [IU]/m2"),
        ("10 USP units/m2", "10 [USP'U]/m2"), ("AUC 5.0", "AUC 5"), ("1000 mg", "1000 mg"),
    ],
)  # fmt: skip
def test_files_hold_ucum(text, ucum) -> None:
    """Doses are written in UCUM codes in files and JSON, without trailing zeros."""
    assert str(parse_dose(text)) == ucum


@pytest.mark.parametrize("text", ["0.5", "8", "1.0", "1000", "0", "0.50", "123456789.12"])
def test_number_is_read_exactly(text) -> None:
    """A printed number keeps every digit it was printed with."""
    assert str(parse_decimal(text)) == text


@pytest.mark.parametrize(
    "text",
    ["1,5", "1,000", ".5", "5.", "-1", "1e3", "1_000", "", " 1", "1 ", "NaN", "Infinity", "１", "0x10", "1" * 13],
)
def test_number_that_could_be_misread_is_refused(text) -> None:
    """Commas, naked points, signs, exponents and other digits are refused."""
    with pytest.raises(ValueSyntaxError, match="is not a number; allowed: digits with at most one point"):
        parse_decimal(text)


@pytest.mark.parametrize("text", ["8 mg/m2", "5 ug/kg", "AUC 5"])
def test_amount_is_not_a_dose_by_body_size(text) -> None:
    """Where an amount is meant, a dose by body size is refused."""
    with pytest.raises(ValueSyntaxError, match="is a dose by body size; allowed: an amount such as 2 mg"):
        parse_amount(text)


def test_amount_is_read() -> None:
    """An amount is a value and a unit."""
    assert parse_amount("2.5 mg") == Amount(Decimal("2.5"), MG)


@pytest.mark.parametrize(
    ("text", "unit", "per_ml", "shown"),
    [
        ("25 mg", MG, False, "25 mg"), ("2 mg/mL", MG, True, "2 mg/mL"), ("2 mg / mL", MG, True, "2 mg/mL"),
        ("300 mcg/mL", MCG, True, "300 ug/mL"), ("15000 international units", INTERNATIONAL, False, "15000 [IU]"),
    ],
)  # fmt: skip
def test_strength_is_read(text, unit, per_ml, shown) -> None:
    """A product holds so much a piece, or so much a millilitre."""
    strength = parse_strength(text)
    assert (strength.amount.unit, strength.per_ml, str(strength)) == (unit, per_ml, shown)
    assert parse_strength(str(strength)) == Strength(strength.amount, per_ml)


@pytest.mark.parametrize("text", ["2 mg/ml", "2 mg/L", "2 mg/", "2 mg/mL/h", "8 mg/m2", "2", "2 units/mL", ""])
def test_strength_that_cannot_be_read(text) -> None:
    """A strength per anything but mL, or without a unit, is refused."""
    with pytest.raises(ValueSyntaxError):
        parse_strength(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30 min", 30), ("1 h", 60), ("1 h 30 min", 90), ("1h30min", 90), ("46 h", 2760), ("24 h", 1440),
        ("60 min", 60), ("90 min", 90), (" 2 h ", 120), ("672 h", 40320), ("1 min", 1),
    ],
)  # fmt: skip
def test_duration_is_read(text, minutes) -> None:
    """Hours and minutes are read as minutes."""
    assert parse_duration(text) == minutes


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "cannot read"), ("30", "cannot read"), ("h", "cannot read"), ("1.5 h", "cannot read"),
        ("2 d", "cannot read"), ("30 min 1 h", "cannot read"), ("1:30", "cannot read"), ("-1 h", "cannot read"),
        ("1 hour", "cannot read"), ("١ h", "cannot read"), ("0 min", "out of range"), ("0 h 0 min", "out of range"),
        ("673 h", "out of range"), ("672 h 1 min", "out of range"),
    ],
)  # fmt: skip
def test_duration_that_cannot_be_read(text, word) -> None:
    """Anything but hours and minutes, none at all, or more than four weeks is refused."""
    with pytest.raises(ValueSyntaxError, match=word):
        parse_duration(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [("8.00", "8"), ("1E+3", "1000"), ("0.50", "0.5"), ("100", "100"), ("0.000001", "0.000001"), ("0.0", "0")],
)
def test_plain_digits(value, text) -> None:
    """Numbers are written without exponent and trailing zeros, and whole tens keep theirs."""
    assert plain(Decimal(value)) == text


@given(st.text(max_size=20))
def test_any_text_is_a_dose_or_refused(text) -> None:
    """No text makes the reader fail in any other way than by refusing it."""
    with contextlib.suppress(ValueSyntaxError):
        dose = parse_dose(text)
        assert dose.value > 0
        assert isinstance(dose.unit, Unit)
