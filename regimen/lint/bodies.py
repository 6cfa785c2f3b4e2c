"""Whom lines are for: whether one subject can get two of them, and whether bands leave somebody out."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from regimen.lint.rule import Hit
from regimen.lint.view import View
from regimen.protocol.lines import DoseLine
from regimen.protocol.resolved import ResolvedLine
from regimen.protocol.values import Ages, Band
from regimen.quantity import plain


class _Ends(NamedTuple):
    """The ends of a band, and whether they belong to it."""

    low: Decimal | None
    low_in: bool
    high: Decimal | None
    high_in: bool


def together(one: ResolvedLine, other: ResolvedLine) -> bool:
    """Whether one subject can get both lines; two conditions that a person judges are taken to exclude each other."""
    if one.provided and other.provided and one.provided != other.provided:
        return False
    if one.ages and other.ages and (one.ages.low > other.ages.high or other.ages.low > one.ages.high):
        return False
    pairs = ((one.weight, other.weight), (one.lvef, other.lvef))
    return all(first is None or second is None or _meet(first, second) for first, second in pairs)


def _meet(one: Band, other: Band) -> bool:
    """Whether two bands have a number in common: if any, then the middle between the inner ends."""
    lows = [band.low for band in (one, other) if band.low is not None]
    highs = [band.high for band in (one, other) if band.high is not None]
    if not lows or not highs:
        return True
    middle = (max(lows) + min(highs)) / 2
    return middle in one and middle in other


def band_gap(view: View) -> Iterator[Hit]:
    """Lines of one drug for bands of age, weight or ejection fraction, with a gap between two of the bands."""
    alike: dict[tuple[object, ...], list[tuple[int, DoseLine]]] = {}
    for i, line in view.lines.values():
        alike.setdefault((line.agent, line.route, line.block, line.purpose, line.overlay), []).append((i, line))
    for lines in alike.values():
        for field in ("age", "weight", "lvef"):
            bands = {i: getattr(line.when, field) for i, line in lines if line.when and getattr(line.when, field)}
            if len(bands) == len(lines) and (gap := _gap(bands.values())):
                message = f"no line of {lines[0][1].agent} is for {field} {gap}; close the gap between the bands"
                yield Hit(("doses", max(bands), "when", field), message)


def _gap(bands: Iterable[Ages | Band]) -> str | None:
    """The first gap between bands in words."""
    reached, included = None, False
    for low, low_in, high, high_in in sorted(map(_ends, bands), key=_rank):
        if reached is not None and low is not None and low >= reached:
            if low > reached:
                return f"{plain(reached)} to {plain(low)}"
            if not (included or low_in):
                return plain(low)
        if high is None:
            return None
        if reached is None or (high, high_in) > (reached, included):
            reached, included = high, high_in
    return None


def _ends(band: Ages | Band) -> _Ends:
    """Both ends of a band, and whether they belong to it; between two completed years no age is left out."""
    if isinstance(band, Band):
        return _Ends(band.low, band.low_included, band.high, band.high_included)
    return _Ends(Decimal(band.low), True, Decimal(band.high + 1), False)


def _rank(ends: _Ends) -> tuple[bool, Decimal, bool]:
    return ends.low is not None, ends.low or Decimal(0), not ends.low_in
