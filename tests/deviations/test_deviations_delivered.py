"""Doses delivered against doses planned."""

from decimal import Decimal

import pytest
from plans import HOME, dose, record, small

from regimen.deviations.delivered import Delivered, delivered
from regimen.deviations.standard import Standard
from regimen.record.facts import Facts


def of(agent: str, facts: Facts, **given: object) -> Delivered:
    """One drug's row."""
    return next(row for row in delivered(Standard(HOME, **given), facts) if row.agent == agent)


def test_as_planned_is_one() -> None:
    """What was measured out by the plan and given is all of it, although the plan rounds."""
    rows = delivered(Standard(HOME), record(HOME))
    assert [(row.agent, row.planned, row.given) for row in rows] == [
        ("lenalidomide", 10, 10), ("mitoxantrone", 5, 5), ("etoposide", 5, 5), ("cytarabine", 5, 5),
    ]  # fmt: skip
    assert {row.relative for row in rows} == {Decimal(1)}


def test_counts_and_amounts() -> None:
    """Eight of ten doses of 50 mg are 0.8; a course under way counts against the whole plan."""
    row = of("lenalidomide", record(HOME, {"LEN": "1-8"}))
    assert (row.planned, row.given, str(row.planned_amount), str(row.given_amount), row.relative) == (
        10, 8, "500 mg", "400 mg", Decimal("0.8"),
    )  # fmt: skip
    assert of("lenalidomide", record(HOME), as_of=5).relative == Decimal("0.5")


@pytest.mark.parametrize(
    ("more", "relative"),
    [("0.05 g", "1.1"), (None, None), ("50 international units", None)],
    ids=["in grams", "not recorded", "in units that do not turn"],
)
def test_amounts_that_are_not_known(more, relative) -> None:
    """One unknown amount leaves the sum unknown, not smaller."""
    row = of("lenalidomide", record(HOME, more=[dose("lenalidomide", 11, more)]))
    assert (row.given, row.relative) == (11, relative and Decimal(relative))


def test_drugs_that_the_plan_does_not_have() -> None:
    """They are counted, and held against nothing; nor is a plan without amounts."""
    row = of("daunorubicin", record(HOME, more=[dose("daunorubicin", 5, "90 mg")]))
    assert (row.planned, row.given, row.relative) == (0, 1, None)
    schedule = small("days: 1, dose: 10 mg")
    other = Facts(given=(dose("one", 1, "5 mL"),))
    assert [row.relative for row in delivered(Standard(schedule), other)] == [None]
