"""Numbers as they are written: zeros, points and commas that make a reader see ten or a thousand times the dose."""

import re
from collections.abc import Iterator
from decimal import Decimal

from regimen.lint.rule import Hit
from regimen.lint.view import View
from regimen.nomenclature import safe_number

_UNIT = r"(?:mg|mcg|ug|µg|μg|g|mL|L|international units|USP units|units|drops?)\b"
_DOSE_UNIT = rf"(?:{_UNIT}(?!/(?:dL|L|min)\b)|h\b|min\b)"
"""A unit of a dose or of time. Laboratory results may show how precise they are, so those per litre do not count."""

_TRAILING = re.compile(rf"(?<![\d.,])\d[\d,]*\.\d*0(?=\s?{_DOSE_UNIT})|(?<=AUC )\d+\.\d*0\b")
_BARE_TRAILING = re.compile(r"\d+\.\d*0")
_NAKED = re.compile(r"(?:^|(?<=[\s(\[<>≤≥=~±]))\.\d+")
_COMMA = re.compile(rf"(?<![\d.,])\d+,\d{{1,2}}(?=\s?{_UNIT})")
_LONG = re.compile(rf"(?<![\w.,/-])\d{{4,}}(?=\s?{_UNIT})")
_TOUCHING = re.compile(r"(?<![\w.])\d[\d,.]*(?:mg|mcg|ug|µg|μg|g|mL|units|IU|USP)(?![a-z])")


def trailing_zero(view: View) -> Iterator[Hit]:
    """A dose, strength or volume that ends in a zero behind its point."""
    for path, text, prose in view.scalars:
        if "." in text and (match := _TRAILING.search(text) or (None if prose else _BARE_TRAILING.fullmatch(text))):
            safe = safe_number(Decimal(match[0].replace(",", "")))
            yield Hit(path, f"'{match[0]}' ends in a zero behind its point; write {safe}")


def naked_point(view: View) -> Iterator[Hit]:
    """A number that begins with its point."""
    for path, text, _ in view.scalars:
        if "." in text and (match := _NAKED.search(text)):
            yield Hit(path, f"'{match[0]}' lacks the zero in front of its point; write 0{match[0]}")


def decimal_comma(view: View) -> Iterator[Hit]:
    """A comma where a point is meant."""
    for path, text, _ in view.scalars:
        if "," in text and (match := _COMMA.search(text)):
            yield Hit(path, f"'{match[0]}' has a comma for its point; write {match[0].replace(',', '.')}")


def no_thousands_comma(view: View) -> Iterator[Hit]:
    """A dose of 1,000 or more without its comma, in text; the figures of the file are read without."""
    for path, text, prose in view.scalars:
        if prose and (match := _LONG.search(text)):
            yield Hit(path, f"'{match[0]}' is hard to count; write {int(match[0]):,}")


def unit_touching(view: View) -> Iterator[Hit]:
    """A unit that touches its number."""
    for path, text, _ in view.scalars:
        if match := _TOUCHING.search(text):
            yield Hit(path, f"'{match[0]}' has no space before its unit; write one")
