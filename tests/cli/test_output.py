"""Writing: exact JSON, CSV that no spreadsheet runs."""

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.cli.output import to_csv, to_json

SCALARS = st.none() | st.booleans() | st.integers() | st.text()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(VALUES)
def test_json_reads_back(value: object) -> None:
    """Whatever is written is what json reads, at every depth."""
    assert json.loads(to_json(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_decimals_keep_their_value(value: Decimal) -> None:
    """A decimal is a JSON number of exactly the same value."""
    assert json.loads(to_json([value]), parse_float=Decimal, parse_int=Decimal) == [value]


@pytest.mark.parametrize(
    ("value", "text"), [("1882", "1882"), ("0.10", "0.1"), ("1E+3", "1000"), ("15.0", "15"), ("0.000001", "0.000001")]
)
def test_decimals_are_plain_digits(value: str, text: str) -> None:
    """No exponent, no trailing zero."""
    assert to_json(Decimal(value)) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_defused(text: str) -> None:
    """A text cell that a spreadsheet would run gets an apostrophe in front."""
    (row,) = csv.DictReader(io.StringIO(to_csv(["a"], [{"a": text}]), newline=""))
    assert row["a"] == f"'{text}"


def test_numbers_are_not_text() -> None:
    """A negative number is a number and stays as it is."""
    (row,) = csv.DictReader(io.StringIO(to_csv(["a", "b"], [{"a": -6, "b": Decimal("-0.5")}])))
    assert (row["a"], row["b"]) == ("-6", "-0.5")


@given(st.text(alphabet=st.characters(exclude_characters="\0\r", exclude_categories=["Cs"])))
def test_cells_read_back(text: str) -> None:
    """Any text is read back from its cell, but for the apostrophe before a formula."""
    (row,) = csv.DictReader(io.StringIO(to_csv(["a", "b"], [{"a": text, "b": "x"}]), newline=""))
    assert row["a"].removeprefix("'") == text.removeprefix("'")
    assert row["b"] == "x"
