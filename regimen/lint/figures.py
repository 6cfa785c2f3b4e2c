"""Numbers as they are written: zeros, points and commas that are read as ten or a thousand times the dose."""

import re
from collections.abc import Iterator
from decimal import Decimal

from regimen.lint.rule import Hit
from regimen.lint.view import View
from regimen.nomenclature import safe_number

_UNIT = r"(?:mg|mcg|ug|µg|μg|g|mL|L|international units|USP units|units|drops?|h|min)\b"
_DOSE_UNIT = rf"{_UNIT}(?!/(?:dL|L|min)\b)"
"""A unit of a dose; laboratory results may show their precision, so concentrations in blood and clearances may not."""

_TRAILING = re.compile(rf"(?<![\d.,])\d[\d,]*\.\d*0(?=\s?{_DOSE_UNIT})|(?<=AUC )\d+\.\d*0\b|^\d+\.\d*0$")
_NAKED = re.compile(r"(?:^|(?<=[\s(\[<>≤≥=~±]))\.\d+")
_COMMA = re.compile(rf"(?<![\d.,])\d+,\d{{1,2}}(?=\s?{_UNIT})")
_LONG = re.compile(r"(?<![\w.,/-])\d{4,}(?=\s?(?:mg|mcg|g|mL|units|international units|USP units)\b)")
_TOUCHING = re.compile(r"(?<![\w.])\d[\d,.]*(?:mg|mcg|ug|µg|μg|g|mL|units|IU|USP)(?![a-z])")


def trailing_zero(view: View) -> Iterator[Hit]:
    """A dose, strength or volume that ends in a zero behind the point."""
    for path, text, form in view.scalars:
        match = _TRAILING.search(text)
        if match and (" " in text or _TRAILING.pattern and form is not None):
            yield Hit(path, f"'{match[0]}' has a trailing zero; write {_safe(match[0])}")


def naked_point(view: View) -> Iterator[Hit]:
    """A number that begins with its point."""
    for path, text, _ in view.scalars:
        if match := _NAKED.search(text):
            yield Hit(path, f"'{match[0]}' lacks the zero before its point; write 0{match[0]}")
