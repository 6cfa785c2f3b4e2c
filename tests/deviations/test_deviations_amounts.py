"""Amounts and routes of doses given on their days, and which of a day's doses was which."""

from decimal import Decimal

import pytest
from plans import HOME, MEC, dose, planned_doses, record, report, small, told

from regimen.quantity import Amount


def with_amount(agent: str, on: dict[int, str], *, route: str | None = None) -> list[str]:
    """What is told when a drug has other amounts on some days."""
    facts = record(HOME)
    given = tuple(
        dose(agent, one.day, on[one.day], route) if one.agent == agent and one.day in on else one for one in facts.given
    )
    return told(report(HOME, facts._replace(given=given)))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ({5: "50 mg"}, []),
        ({5: "0.05 g"}, []),
        ({5: "55 mg"}, []),
        ({5: "45 mg"}, []),
        ({5: "55.001 mg"}, ["over-dose LEN 5>5 x1"]),
        ({5: "44.999 mg"}, ["under-dose LEN 5>5 x1"]),
        ({5: "100 mg", 6: "100 mg"}, ["over-dose LEN 5-6>5-6 x2"]),
        ({5: "100 mg", 6: "25 mg"}, ["over-dose LEN 5>5 x1", "under-dose LEN 6>6 x1"]),
        ({5: "100 mg", 7: "100 mg"}, ["over-dose LEN 5>5 x1", "over-dose LEN 7>7 x1"]),
        ({5: "75 mg", 6: "77.5 mg"}, ["over-dose LEN 5-6>5-6 x2"]),
        ({5: "75 mg", 6: "77.6 mg"}, ["over-dose LEN 5>5 x1", "over-dose LEN 6>6 x1"]),
        (dict.fromkeys(range(1, 11), "25 mg"), ["under-dose LEN 1-10>1-10 x10"]),
    ],
    ids=[
        "as planned", "in another unit", "110 % included", "90 % included", "above 110 %", "below 90 %",
        "two days alike", "up and down", "not next to each other", "within 5 points", "more than 5 points", "all days",
    ],
)  # fmt: skip
def test_amounts(on, expected) -> None:
    """Ten percent either side are rounding, both ends included; equal departures in a row are one."""
    assert with_amount("lenalidomide", on) == expected


@pytest.mark.parametrize(
    ("factor", "more", "expected"),
    [
        ("1.1", "0", []),
        ("1.1", "0.0001", ["over-dose mitoxantrone 5>5 x1"]),
        ("0.9", "0", []),
        ("0.9", "-0.0001", ["under-dose mitoxantrone 5>5 x1"]),
    ],
)
def test_amounts_count_against_the_unrounded_one(factor, more, expected) -> None:
    """15.49… mg are measured out as 15.5 mg; the ten percent are those of 15.49…."""
    result = planned_doses(HOME, "mitoxantrone")[0].entry.result
    assert result.amount != result.amount_unrounded
    amount = Amount(result.amount_unrounded.value * Decimal(factor) + Decimal(more), result.amount_unrounded.unit)
    facts = record(HOME)
    given = tuple(
        one._replace(amount=amount) if (one.agent, one.day) == ("mitoxantrone", 5) else one for one in facts.given
    )
    assert told(report(HOME, facts._replace(given=given))) == expected


def test_what_was_measured_out_by_the_plan_is_no_deviation() -> None:
    """A source that rounds to the product may round by more than ten percent; that amount is the planned one."""
    schedule = small("agent: two, dose: 1 mg/kg, days: 1-3, rounding: product")
    result = planned_doses(schedule, "two")[0].entry.result
    assert (str(result.amount_unrounded), str(result.amount)) == ("75 mg", "60 mg")
    assert told(report(schedule, record(schedule))) == []


def test_amounts_of_a_block_merge_where_they_depart_equally() -> None:
    """Half of each drug on one day is one finding; half of one and three quarters of another are two."""
    facts = record(HOME)

    def less(parts: dict[str, str]) -> list[str]:
        given = tuple(
            one._replace(amount=one.amount.times(Decimal(parts[one.agent])))
            if one.day == 5 and one.agent in parts and one.amount else one
            for one in facts.given
        )  # fmt: skip
        return told(report(HOME, facts._replace(given=given)))

    assert less(dict.fromkeys(MEC, "0.5")) == ["under-dose MEC 5>5 x3"]
    assert less({"etoposide": "0.5", "cytarabine": "0.75"}) == [
        "under-dose etoposide 5>5 x1", "under-dose cytarabine 5>5 x1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("agent", "on", "route", "expected"),
    [
        ("etoposide", (5,), "PO", ["wrong-route etoposide 5>5 x1"]),
        ("etoposide", (5, 6), "PO", ["wrong-route etoposide 5-6>5-6 x2"]),
        ("etoposide", (5,), "IV", []),
        ("etoposide", (5,), None, []),
    ],
    ids=["one", "two days", "the planned one", "not recorded"],
)
def test_routes(agent, on, route, expected) -> None:
    """A route counts where it is recorded."""
    facts = record(HOME)
    given = tuple(one._replace(route=route) if one.agent == agent and one.day in on else one for one in facts.given)
    assert told(report(HOME, facts._replace(given=given))) == expected


TWO_ROUTES = small("id: vein, days: '1,8', route: IV", "id: spine, days: 2, route: intrathecal")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([(1, "IV"), (2, "intrathecal"), (8, "IV")], []),
        ([(1, None), (2, None), (8, None)], []),
        ([(1, "IV"), (2, "IV"), (8, "IV")], ["wrong-route one 2>2 x1"]),
        ([(1, "IV"), (8, "IV")], ["missed one 2> x1"]),
        ([(1, "IV"), (2, "intrathecal"), (3, None), (8, "IV")], ["extra one >3 x1"]),
    ],
    ids=["as planned", "routes not recorded", "into the vein", "left out", "one more"],
)
def test_one_drug_by_two_routes(given, expected) -> None:
    """Each route of a drug is a series of its own."""
    facts = record(TWO_ROUTES)._replace(given=tuple(dose("one", day, None, route) for day, route in given))
    assert told(report(TWO_ROUTES, facts)) == expected


def test_the_same_drug_by_another_route_is_the_substitute_before_another_drug() -> None:
    """Into the vein nothing, into the spine one dose, and another drug besides: the route was wrong."""
    given = (dose("one", 1, None, "IV"), dose("one", 2, None, "intrathecal"), dose("one", 8, None, "intrathecal"))
    facts = record(TWO_ROUTES)._replace(given=given)
    assert told(report(TWO_ROUTES, facts)) == ["wrong-route one 8>8 x1"]
    three = small("agent: two, days: 1-8", "id: vein, days: '1,8', route: IV", "id: spine, days: 2, route: intrathecal")
    doubled = (*(dose("two", day) for day in range(1, 9)), dose("two", 8), *given)
    assert told(report(three, record(three)._replace(given=doubled))) == [
        "duplicate two >8 x1", "wrong-route one 8>8 x1",
    ]  # fmt: skip


def test_two_lines_of_one_drug_given_on_different_days_stay_as_matched() -> None:
    """Where a day's doses were given on two days, the first is in time and the second late."""
    both = small("id: more, days: '1,8', dose: 30 mg", "id: less, days: '1,8', dose: 10 mg")
    given = (dose("one", 1, "10 mg"), dose("one", 1, "30 mg"), dose("one", 8, "10 mg"), dose("one", 9, "30 mg"))
    extra = dose("one", 40, "10 mg")
    assert told(report(both, record(both)._replace(given=(*given, extra)))) == [
        "late one 8>9 x1", "beyond-plan one >40 x1",
    ]  # fmt: skip


def test_two_lines_of_one_drug_on_a_day_are_matched_by_amount() -> None:
    """The smaller amount belongs to the smaller planned dose, in whatever order they are recorded."""
    both = small("id: more, days: 1-3, dose: 30 mg", "id: less, days: 1-3, dose: 10 mg")
    given = tuple(dose("one", day, amount) for day in (1, 2, 3) for amount in ("30 mg", "10 mg"))
    facts = record(both)
    assert told(report(both, facts._replace(given=given))) == []
    assert told(report(both, facts._replace(given=given[:-1]))) == ["missed one 3> x1"]


def test_amounts_in_units_that_never_meet_are_told() -> None:
    """International units are never turned into milligrams: a remark, and no class."""
    schedule = small("days: 1, dose: 10000 international units, route: IV")
    facts = record(schedule)._replace(given=(dose("one", 1, "10 mg"),))
    found = report(schedule, facts)
    assert told(found) == []
    assert [(remark.code, remark.subject) for remark in found.remarks] == [("amount-not-compared", "one")]
    assert "10 mg cannot be compared with a plan in international units" in found.remarks[0].message


@pytest.mark.parametrize(("amount", "remarks"), [("150 mg", 1), (None, 0)], ids=["recorded", "not recorded"])
def test_amounts_without_a_planned_one_are_told(amount, remarks) -> None:
    """Without body data there is nothing to hold an amount against: one remark a drug, and no class."""
    schedule = small("days: 1-3, dose: 80 mg/m2, route: IV", body=None)
    facts = record(schedule)._replace(given=tuple(dose("one", day, amount) for day in (1, 2, 3)))
    found = report(schedule, facts)
    assert told(found) == []
    assert [remark.message for remark in found.remarks] == [
        "one: the plan has no amount, so none was compared; add height_cm and weight_kg to the subject of the course"
    ] * remarks
