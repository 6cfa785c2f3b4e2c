"""How computed figures are written in a working: short, but never more exact than they look."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from regimen.nomenclature import rounded, safe_number, unit_words
from regimen.quantity import Amount

Words = str | Callable[[], str]
"""A sentence, or what writes it when it is read: of most doses that are worked out only the amount is wanted."""

_PLACES = 2
_EXACT_PLACES = 3
_SMALLEST_SHOWN = Decimal("0.01")


def written(words: Words) -> str:
    """The sentence."""
    return words if isinstance(words, str) else words()


def shown(value: Decimal) -> str:
    """A figure exactly when three decimals hold it, else at two, or at three significant digits below 1."""
    if value == value.quantize(Decimal(1).scaleb(-_EXACT_PLACES), ROUND_HALF_UP):
        return safe_number(value)
    return rounded(value, max(_PLACES, _PLACES - value.adjusted()))


def shown_amount(amount: Amount) -> str:
    """A computed amount with its unit in words."""
    return f"{shown(amount.value)} {unit_words(amount)}"


def signed_percent(percent: Decimal) -> str:
    """A variance for people: `−0.37 %`, `+5 %`, `0 %`; a trace of one says so instead of reading as none."""
    if percent == 0:
        return "0 %"
    near = percent.quantize(_SMALLEST_SHOWN, ROUND_HALF_UP)
    if near == 0:
        return "under 0.01 %"
    return f"{'−' if near < 0 else '+'}{safe_number(abs(near))} %"
