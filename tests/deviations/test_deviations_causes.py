"""Acts that explain, holds that leave a question, and what the protocol permits; no act makes a finding go away."""

import pytest
from plans import HOME, act, dose, planned_doses, record, report, short, small

from regimen.deviations.check import Report
from regimen.deviations.outcomes import UNKNOWN_RULE
from regimen.record.facts import Facts, Hold
from regimen.schedule.items import Schedule
from regimen.schedule.moves import planned

MEC_BY_TWO = act("defer", 4, by=2, what=["MEC"])
ALL_BY_TWO = act("defer", 6, by=2)


def by_acts(found: Report) -> list[tuple[str, int | None]]:
    """Each deviation in short, with the act that covers it."""
    return [(short(one), one.explained_by) for one in found.deviations]


def after(acts: list, facts: Facts, schedule: Schedule = HOME, **given: object) -> list[tuple[str, int | None]]:
    """What is told of a record under acts."""
    return by_acts(report(schedule, facts, planned=planned(schedule, acts), **given))


@pytest.mark.parametrize(
    ("acts", "changed", "expected"),
    [
        ([MEC_BY_TWO], {"MEC": "6-10"}, [("deferred-series MEC 4-8>6-10 x15", 1)]),
        ([MEC_BY_TWO], {"MEC": "7-11"}, [("deferred-series MEC 4-8>7-11 x15", None)]),
        ([MEC_BY_TWO], {"MEC": "6-9,11"}, [("deferred-series MEC 4-7>6-9 x12", 1), ("late MEC 8>11 x3", None)]),
        ([MEC_BY_TWO], {}, []),
        ([MEC_BY_TWO], {"MEC": "6-10", "cytarabine": "4-8"},
         [("deferred-series mitoxantrone, etoposide 4-8>6-10 x10", 1)]),
        ([act("defer", 4, by=2, what=["etoposide"]), act("defer", 4, by=2, what=["mitoxantrone", "cytarabine"])],
         {"MEC": "6-10"},
         [("deferred-series mitoxantrone, cytarabine 4-8>6-10 x10", 2), ("deferred-series etoposide 4-8>6-10 x5", 1)]),
        ([ALL_BY_TWO], {"LEN": "1-5,8-12", "MEC": "4,5,8-10"},
         [("deferred-series LEN 6-10>8-12 x5", 1), ("deferred-series MEC 6-8>8-10 x9", 1)]),
        ([act("omit", 5, what=["LEN"])], {"LEN": "1-4,6-10"}, [("omitted LEN 5> x1", 1)]),
        ([act("omit", 5, what=["LEN"])], {"LEN": "1-5,7-10"}, [("missed LEN 6> x1", None)]),
        ([act("omit", 5), act("omit", 6)], {"LEN": "1-4,7-10", "MEC": "4,7-8"},
         [("omitted LEN 5> x1", 1), ("omitted MEC 5> x3", 1), ("omitted LEN 6> x1", 2), ("omitted MEC 6> x3", 2)]),
        ([act("omit", 7, what=["MEC"], scope="following")], {"MEC": "4-6"}, [("omitted MEC 7-8> x6", 1)]),
        ([act("cease", 7, what=["MEC"])], {"MEC": "4-6"}, [("ceased MEC 7-8> x6", 1)]),
        ([act("cease", 7, what=["MEC"])], {"MEC": "4-5"}, [("missed MEC 6> x3", None), ("ceased MEC 7-8> x6", 1)]),
        ([act("cease", 10, what=["LEN"])], {"LEN": "1-9"}, [("omitted LEN 10> x1", 1)]),
        ([act("cease", 4, what=["MEC"])], {"MEC": ""}, [("omitted MEC 4-8> x15", 1)]),
        ([act("cease", 7, what=["MEC"])], {"MEC": "4-8"}, []),
        ([act("defer", 4, by=1, what=["MEC"]), act("defer", 7, by=2, what=["MEC"])], {"MEC": "5-6,9-11"},
         [("deferred-series MEC 4-5>5-6 x6", 1), ("deferred-series MEC 6-8>9-11 x9", 2)]),
    ],
    ids=[
        "as put off", "put off further", "one day further", "given on the ideal days", "one drug on the ideal days",
        "by two acts",
        "both blocks", "left out", "another day missed", "two acts", "left out to the end", "ceased",
        "missed, then ceased", "the last dose ceased", "all ceased", "given although ceased", "put off twice",
    ],
)  # fmt: skip
def test_acts_explain_and_never_excuse(acts, changed, expected) -> None:
    """Compared is the ideal schedule; an act is named where the doses went as it says."""
    assert after(acts, record(HOME, changed)) == expected


@pytest.mark.parametrize(
    ("day", "changed", "expected"),
    [
        (5, {"LEN": "1-5", "MEC": ""}, [("late MEC 4> x3", 1)]),
        (6, {"LEN": "1-6", "MEC": ""}, [("deferred-series MEC 4-5> x6", 1)]),
        (6, {"LEN": "1-6", "MEC": "6"}, [("deferred-series MEC 4>6 x3", 1)]),
        (8, {"LEN": "1-8", "MEC": "6-7"}, [("deferred-series MEC 4-5>6-7 x6", 1)]),
        (7, {"LEN": "1-7", "MEC": ""}, [("missed MEC 4> x3", None), ("deferred-series MEC 5-6> x6", 1)]),
    ],
    ids=["due, put off", "two due, put off", "begun as put off", "under way", "put off, then not given"],
)
def test_a_dose_put_off_to_a_day_still_to_come_is_not_missed(day, changed, expected) -> None:
    """Until the day that an act put it on has passed, a dose counts as put off."""
    facts = record(HOME, changed, marrow="")
    assert after([MEC_BY_TWO], facts, as_of=day) == expected


def test_ceasing_holds_while_the_rest_is_still_to_come() -> None:
    """Doses that an act took out are one finding already on the way, not one a day."""
    facts = record(HOME, {"LEN": "1-8", "MEC": "4-5"}, marrow="")
    assert after([act("cease", 6, what=["MEC"])], facts, as_of=8) == [("ceased MEC 6-7> x6", 1)]


@pytest.mark.parametrize(
    ("acts", "shift", "by"),
    [
        ([act("defer", 1, by=3)], 3, 1),
        ([act("defer", 1, by=3)], 2, None),
        ([act("defer", 4, by=3)], 3, None),
        ([], 3, None),
    ],
    ids=["put off by as much", "by another number", "only later doses", "no act"],
)
def test_a_reference_day_put_off_by_an_act(acts, shift, by) -> None:
    """An act that put everything off covers a reference day that came so many days later."""
    found = report(HOME, record(HOME), planned=planned(HOME, acts), reference_shift=shift)
    assert [(one.code, one.explained_by) for one in found.deviations] == [("reference-day-differs", by)]


def test_acts_count_from_the_planned_reference_day() -> None:
    """LEN a day late and MEC put off by two planned days: a day later by the actual reference day, as the act says."""
    facts = record(HOME, {"MEC": "5-9"})
    assert after([MEC_BY_TWO], facts, reference_shift=1)[1:] == [("deferred-series MEC 4-8>5-9 x15", 1)]


HELD = Hold(("lenalidomide",), 4, 5, "infection")


@pytest.mark.parametrize(
    ("hold", "changed", "expected"),
    [
        (HELD, {"LEN": "1-3,6-10"}, [("missed LEN 4> x1", "u"), ("missed LEN 5> x1", "u")]),
        (HELD, {"LEN": "1-3,6-12"}, [("deferred-series LEN 4-10>6-12 x7", "u")]),
        (HELD, {"LEN": "1-3,5-10"}, [("missed LEN 4> x1", "u"), ("dose-during-hold LEN >5 x1", "u")]),
        (HELD, {"LEN": "1-4,6-10"}, [("dose-during-hold LEN >4 x1", "u"), ("missed LEN 5> x1", "u")]),
        (HELD, {"LEN": "1-5,7-10"}, [("dose-during-hold LEN >4-5 x2", "u"), ("missed LEN 6> x1", "d")]),
        (HELD, {"LEN": "1-3,6-10", "MEC": "5-8"},
         [("missed LEN 4> x1", "u"), ("missed MEC 4> x3", "d"), ("missed LEN 5> x1", "u")]),
        (Hold((), 6, None, "fever"), {"LEN": "1-5", "MEC": "4-5"},
         [("ceased LEN 6-10> x5", "u"), ("ceased MEC 6-8> x9", "u")]),
        (Hold((), 7, 7, "fever"), {"LEN": "1-6,8-10", "MEC": "4-5,8"},
         [("missed MEC 6> x3", "d"), ("missed LEN 7> x1", "u"), ("missed MEC 7> x3", "u")]),
        (Hold((), 8, None, "fever"), {"LEN": "1-5", "MEC": "4-7"},
         [("ceased LEN 6-7> x2", "d"), ("ceased LEN 8-10> x3", "u"), ("missed MEC 8> x3", "u")]),
        (Hold(("etoposide",), 6, 6, "rash"), {"MEC": "4-5,7-8"},
         [("missed mitoxantrone, cytarabine 6> x2", "d"), ("missed etoposide 6> x1", "u")]),
    ],
    ids=[
        "not given while held", "made up after the hold", "given on its last day", "given on its first day",
        "missed the day after", "another drug missed", "for all, without end", "missed before it", "ceased before it",
        "one drug of a block",
    ],
)  # fmt: skip
def test_holds_cannot_be_classified(hold, changed, expected) -> None:
    """When to hold is not in the sources: held doses, and doses in spite of a hold, are a question; others are not."""
    found = report(HOME, record(HOME, changed, holds=(hold,)))
    assert [(short(one), one.outcome[0]) for one in found.deviations] == expected
    assert all(UNKNOWN_RULE in (one.because or "") for one in found.deviations if one.outcome == "unclassifiable")


def test_a_hold_and_an_act_are_told_together() -> None:
    """A dose held and left out by an act has both: the act that covers it, and the question."""
    facts = record(HOME, {"LEN": "1-3,5-10"}, holds=(Hold((), 4, 4, "fever"),))
    found = report(HOME, facts, planned=planned(HOME, [act("omit", 4, what=["LEN"])]))
    assert [(short(one), one.outcome, one.explained_by) for one in found.deviations if one.explained_by] == [
        ("omitted LEN 4> x1", "unclassifiable", 1)
    ]


CYCLES = small("days: 1-2", cycle="length: 28, count: 4, fewest: 2, most: 4, shortest: 28, longest: 35")
STIFF = small("days: 1-2", cycle="length: 28, count: 4")


@pytest.mark.parametrize(
    ("schedule", "text", "expected"),
    [
        (CYCLES, "1-2,36-37,64-65,92-93",
         [("deferred-series one 29-30,57-58,85-86>36-37,64-65,92-93 x6", "permitted")]),
        (CYCLES, "1-2,37-38,65-66,93-94",
         [("deferred-series one 29-30,57-58,85-86>37-38,65-66,93-94 x6", "deviation")]),
        (CYCLES, "1-2,36-37,71-72,99-100",
         [("deferred-series one 29-30>36-37 x2", "permitted"),
          ("deferred-series one 57-58,85-86>71-72,99-100 x4", "permitted")]),
        (CYCLES, "1-2,28-29,57-58,85-86", [("advanced-series one 29-30>28-29 x2", "deviation")]),
        (CYCLES, "1-2,29,37,57-58,85-86", [("late one 30>37 x1", "deviation")]),
        (STIFF, "1-2,36-37,64-65,92-93", [("deferred-series one 29-30,57-58,85-86>36-37,64-65,92-93 x6", "deviation")]),
        (CYCLES, "1-2,29-30", [("ceased one 57-58,85-86> x4", "permitted")]),
        (CYCLES, "1-2,29-30,57-58", [("ceased one 85-86> x2", "permitted")]),
        (CYCLES, "1-2", [("ceased one 29-30,57-58,85-86> x6", "deviation")]),
        (CYCLES, "1-2,29-30,57", [("ceased one 58,85-86> x3", "deviation")]),
        (STIFF, "1-2,29-30", [("ceased one 57-58,85-86> x4", "deviation")]),
    ],
    ids=[
        "35 days apart", "36 days apart", "35 days apart twice", "27 days apart", "within a cycle", "no range given",
        "the fewest cycles", "one more than the fewest", "fewer than the fewest", "in mid-cycle", "no fewest given",
    ],
)  # fmt: skip
def test_what_the_protocol_permits(schedule, text, expected) -> None:
    """Cycles as far apart, and as few, as the source allows are permitted modifications, told with the rule."""
    found = report(schedule, record(schedule, {"one": text}))
    assert [(short(one), one.outcome) for one in found.deviations] == expected
    permitted = [one for one in found.deviations if one.outcome == "permitted"]
    assert all(one.because and one.because.endswith("(teaching)") and one.category == "other" for one in permitted)


def test_a_route_that_the_source_allows_is_permitted() -> None:
    """The rule is told; another route stays a deviation."""
    schedule = small("days: 1-3, route: IV, other_routes: [SC]")
    amount = planned_doses(schedule, "one")[0].entry.result.amount

    def by(route: str) -> list[tuple[str, str, str | None]]:
        given = tuple(dose("one", day, str(amount), route if day == 2 else "IV") for day in (1, 2, 3))
        found = report(schedule, record(schedule)._replace(given=given))
        return [(short(one), one.outcome, one.because) for one in found.deviations]

    assert by("SC") == [
        ("wrong-route one 2>2 x1", "permitted", "the protocol also allows it subcutaneously (teaching)")
    ]
    assert by("IM") == [("wrong-route one 2>2 x1", "deviation", None)]


@pytest.mark.parametrize(
    ("line", "text", "because"),
    [
        ("days: 1-4, when: {provided: blasts 5 % or more}", "", "given only if blasts 5 % or more, not recorded"),
        ("days: 1-4, until: progression", "1-2", "the series ends at progression, which is not recorded"),
    ],
    ids=["a condition", "an event"],
)
def test_what_the_record_does_not_know_cannot_be_classified(line, text, because) -> None:
    """Doses under a condition, and series until an event, that no record holds."""
    schedule = small(line)
    (found,) = report(schedule, record(schedule, {"one": text})).deviations
    assert (found.outcome, found.because) == ("unclassifiable", f"cannot classify: {because}")
