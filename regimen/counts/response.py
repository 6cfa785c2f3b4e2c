"""Response categories in acute myeloid leukaemia, by the criteria of the year.

The criteria are one table: they differ in whether a count must exceed its bound or may equal it, in what else they
ask, and in whether a partial haematologic recovery has a name of its own. What is not known makes an answer open,
never a guess.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from regimen.errors import RegimenError

Category = Literal["CR", "CRh", "CRi", "MLFS", "PR", "NR"]
_FREE = Decimal(5)
"""Marrow blasts in percent below which leukaemia is no longer seen."""
_PARTIAL = Decimal(25)
_FALL = Decimal("0.5")
"""Share by which marrow blasts must have fallen for a partial remission."""


class Criteria(NamedTuple):
    """One published set of criteria."""

    citation: str
    or_equal: bool
    """Whether a count that equals its bound meets it."""
    free_of_red_cells: bool
    """Whether complete remission asks for independence of red-cell transfusions."""
    no_auer_rods: bool
    no_circulating_blasts: bool
    partial_recovery: bool
    """Whether CRh is a category."""


CRITERIA = {
    "iwg-2003": Criteria(
        "Cheson BD et al. J Clin Oncol 2003;21:4642", or_equal=False, free_of_red_cells=True, no_auer_rods=True,
        no_circulating_blasts=False, partial_recovery=False,
    ),
    "eln-2010": Criteria(
        "Döhner H et al. Blood 2010;115:453", or_equal=False, free_of_red_cells=True, no_auer_rods=True,
        no_circulating_blasts=False, partial_recovery=False,
    ),
    "eln-2017": Criteria(
        "Döhner H et al. Blood 2017;129:424", or_equal=True, free_of_red_cells=False, no_auer_rods=True,
        no_circulating_blasts=True, partial_recovery=False,
    ),
    "eln-2022": Criteria(
        "Döhner H et al. Blood 2022;140:1345", or_equal=True, free_of_red_cells=False, no_auer_rods=False,
        no_circulating_blasts=True, partial_recovery=True,
    ),
}  # fmt: skip
COMPLETE = (Decimal("1.0"), Decimal(100))
PARTIAL = (Decimal("0.5"), Decimal(50))
"""ANC and platelets (×10⁹/L) of complete and of partial haematologic recovery."""


class Seen(NamedTuple):
    """What is known of a subject at one time; None where it is not."""

    blasts: Decimal | None
    """Marrow blasts in percent."""
    anc: Decimal | None = None
    platelets: Decimal | None = None
    circulating_blasts: bool | None = None
    auer_rods: bool | None = None
    extramedullary: bool | None = None
    red_cell_transfusions: bool | None = None
    """Whether red cells are still transfused."""
    enough_marrow: bool | None = None
    """At least 200 cells counted, or cellularity 10 % or more: not merely aplastic."""
    blasts_before: Decimal | None = None
    """Marrow blasts in percent before treatment."""


class Response(NamedTuple):
    """The best category that is proven, and what a better one waits for."""

    category: Category | None
    """None while nothing is proven and something better is open."""
    criteria: str
    open: tuple[str, ...] = ()
    """What is not known and would decide."""


def response(seen: Seen, criteria: str) -> Response:
    """The response by one set of criteria."""
    if criteria not in CRITERIA:
        raise RegimenError(f"response criteria '{criteria[:20]}' are not known", allowed=", ".join(CRITERIA))
    unknown: dict[str, None] = {}
    for category, needs in _categories(seen, CRITERIA[criteria]):
        if all(met for _, met in needs):
            return Response(category, criteria, tuple(unknown))
        if not any(met is False for _, met in needs):
            unknown |= {what: None for what, met in needs if met is None}
    return Response(None if unknown else "NR", criteria, tuple(unknown))


Needs = list[tuple[str, bool | None]]
"""What a category asks for, and whether it is met."""


def _categories(seen: Seen, rules: Criteria) -> Iterator[tuple[Category, Needs]]:
    """Every category from the best down, with what it asks for."""
    free: Needs = [("marrow blasts", None if seen.blasts is None else seen.blasts < _FREE)]
    rest = _beside_counts(seen, rules)
    yield "CR", [*free, *rest, *_recovered(seen, COMPLETE, or_equal=rules.or_equal), *_red_cells(seen, rules)]
    if rules.partial_recovery:
        yield "CRh", [*free, *rest, *_recovered(seen, PARTIAL, or_equal=True)]
    yield "CRi", [*free, *rest, *_one_recovered(seen, rules)]
    yield "MLFS", [*free, *rest, ("marrow that is not merely aplastic", seen.enough_marrow)]
    yield "PR", [*_fallen(seen), *_recovered(seen, COMPLETE, or_equal=rules.or_equal)]


def _recovered(seen: Seen, bounds: tuple[Decimal, Decimal], *, or_equal: bool) -> Needs:
    """Whether each count has reached its bound."""
    values = {"ANC": (seen.anc, bounds[0]), "platelets": (seen.platelets, bounds[1])}
    return [
        (name, None if value is None else value > bound or (or_equal and value == bound))
        for name, (value, bound) in values.items()
    ]


def _one_recovered(seen: Seen, rules: Criteria) -> Needs:
    """One lineage short of complete recovery, the other not; with both short it is a leukaemia-free state."""
    met = [reached for _, reached in _recovered(seen, COMPLETE, or_equal=rules.or_equal)]
    return [("ANC and platelets", None if None in met else sum(map(bool, met)) == 1)]


def _beside_counts(seen: Seen, rules: Criteria) -> Needs:
    """What complete remission and its lesser forms ask for beside blasts and counts."""
    asked = {
        "extramedullary disease": (True, seen.extramedullary),
        "Auer rods": (rules.no_auer_rods, seen.auer_rods),
        "circulating blasts": (rules.no_circulating_blasts, seen.circulating_blasts),
    }
    return [(name, None if found is None else not found) for name, (wanted, found) in asked.items() if wanted]


def _red_cells(seen: Seen, rules: Criteria) -> Needs:
    if not rules.free_of_red_cells:
        return []
    still = seen.red_cell_transfusions
    return [("red-cell transfusions", None if still is None else not still)]


def _fallen(seen: Seen) -> Needs:
    """Blasts between 5 and 25 percent, and at most half of what they were."""
    blasts, before = seen.blasts, seen.blasts_before
    return [
        ("marrow blasts", None if blasts is None else _FREE <= blasts <= _PARTIAL),
        ("marrow blasts before treatment", None if blasts is None or before is None else blasts <= before * _FALL),
    ]
