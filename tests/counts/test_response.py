"""Response categories by year: where a bound may be met exactly, where CRh exists, and what is left open."""

from decimal import Decimal

import pytest

from regimen.counts.response import CRITERIA, Seen, response
from regimen.errors import RegimenError

D = Decimal
STRICT, EQUAL = ("iwg-2003", "eln-2010"), ("eln-2017", "eln-2022")
CLEAR = Seen(
    D(2), D("1.2"), D(120), circulating_blasts=False, auer_rods=False, extramedullary=False,
    red_cell_transfusions=False, enough_marrow=True,
)  # fmt: skip


def by(seen: Seen, *names: str) -> list[str | None]:
    """The category by each set of criteria."""
    return [response(seen, name).category for name in names]


@pytest.mark.parametrize(
    ("anc", "platelets", "strict", "equal"),
    [
        ("1.01", "101", "CR", "CR"),
        ("1.0", "101", "CRi", "CR"),
        ("1.01", "100", "CRi", "CR"),
        ("1.0", "100", "MLFS", "CR"),
        ("0.99", "100", "MLFS", None),
    ],
    ids=["above both", "ANC exactly", "platelets exactly", "both exactly", "ANC under"],
)
def test_whether_a_bound_may_be_equalled(anc, platelets, strict, equal) -> None:
    """IWG 2003 and ELN 2010 ask for more than 1.0 and 100, ELN 2017 and 2022 for at least that."""
    seen = CLEAR._replace(anc=D(anc), platelets=D(platelets))
    assert by(seen, *STRICT) == [strict, strict]
    assert by(seen, *EQUAL) == ([equal, equal] if equal else ["CRi", "CRh"])


@pytest.mark.parametrize(
    ("anc", "platelets", "category"),
    [("0.5", "50", "CRh"), ("0.49", "50", "MLFS"), ("0.5", "49", "MLFS"), ("0.5", "120", "CRh"), ("0.4", "120", "CRi")],
)
def test_partial_recovery_has_a_name_in_2022_only(anc, platelets, category) -> None:
    """CRh takes the place of CRi from 0.5 and 50, and no earlier criteria know it."""
    seen = CLEAR._replace(anc=D(anc), platelets=D(platelets))
    assert response(seen, "eln-2022").category == category
    assert "CRh" not in by(seen, *STRICT, "eln-2017")


@pytest.mark.parametrize(
    ("change", "categories"),
    [
        ({"red_cell_transfusions": True}, ["MLFS", "MLFS", "CR", "CR"]),
        ({"auer_rods": True}, ["NR", "NR", "NR", "CR"]),
        ({"circulating_blasts": True}, ["CR", "CR", "NR", "NR"]),
        ({"extramedullary": True}, ["NR"] * 4),
        ({"blasts": D(5), "blasts_before": D(9)}, ["NR"] * 4),
        ({"blasts": D(5), "blasts_before": D(10)}, ["PR"] * 4),
        ({"blasts": D("4.9")}, ["CR"] * 4),
        ({"blasts": D(25), "blasts_before": D(50)}, ["PR"] * 4),
        ({"blasts": D(25), "blasts_before": D(49)}, ["NR"] * 4),
        ({"blasts": D(26), "blasts_before": D(90)}, ["NR"] * 4),
        ({"anc": D("0.1"), "platelets": D(9), "enough_marrow": False}, ["NR"] * 4),
        ({"anc": D("0.1"), "platelets": D(9)}, ["MLFS"] * 4),
    ],
    ids=lambda part: str(part) if isinstance(part, dict) else "",
)
def test_what_else_the_criteria_ask_for(change, categories) -> None:
    """Red cells, Auer rods and circulating blasts count in some years only; blasts of 5 percent are too many."""
    assert by(CLEAR._replace(**change), *CRITERIA) == categories


@pytest.mark.parametrize(
    ("change", "category", "waits"),
    [
        ({"blasts": None}, None, ("marrow blasts",)),
        ({"platelets": None}, "MLFS", ("platelets", "ANC and platelets")),
        ({"extramedullary": None}, None, ("extramedullary disease",)),
        ({"blasts": D(20)}, None, ("marrow blasts before treatment",)),
    ],
    ids=["no marrow", "no platelets", "not looked for", "no marrow before"],
)
def test_what_is_not_known_stays_open(change, category, waits) -> None:
    """Nothing is guessed: the best proven category, and what a better one waits for."""
    found = response(CLEAR._replace(**change), "eln-2017")
    assert found.category == category
    assert set(waits) <= set(found.open)


def test_unknown_criteria_are_refused() -> None:
    """The message names those there are."""
    with pytest.raises(RegimenError, match="iwg-2003, eln-2010, eln-2017, eln-2022"):
        response(CLEAR, "eln-2025")
