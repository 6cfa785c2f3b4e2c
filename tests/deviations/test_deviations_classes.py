"""Every class of deviation in dose lines, with what separates it from its neighbours."""

import pytest
from plans import FIRST_VERSION, HOME, dose, record, report, small, told

from regimen.deviations.standard import Other

FIRST = (Other("version 1, d14-10", FIRST_VERSION),)
GAPS = small("days: '1,8,15,22'")

LINES = [
    ("as planned", {}, []),
    ("one dose", {"LEN": "1-4,6-10"}, ["missed LEN 5> x1"]),
    ("two single doses", {"LEN": "1,2,4,6-10"}, ["missed LEN 3> x1", "missed LEN 5> x1"]),
    ("two neighbours in the middle", {"LEN": "1-4,7-10"}, ["missed LEN 5> x1", "missed LEN 6> x1"]),
    ("a pause of four days", {"LEN": "1-3,8-10"},
     ["missed LEN 4> x1", "missed LEN 5> x1", "missed LEN 6> x1", "missed LEN 7> x1"]),
    ("a pause, made up", {"LEN": "1-3,8-14"}, ["deferred-series LEN 4-10>8-14 x7"]),
    ("a pause, made up in part", {"LEN": "1-3,8-13"}, ["missed LEN 4> x1", "deferred-series LEN 5-10>8-13 x6"]),
    ("the last dose", {"LEN": "1-9"}, ["missed LEN 10> x1"]),
    ("the last two", {"LEN": "1-8"}, ["ceased LEN 9-10> x2"]),
    ("a day of a block", {"MEC": "4,5,7,8"}, ["missed MEC 6> x3"]),
    ("a day of one drug of a block", {"etoposide": "4,5,7,8"}, ["missed etoposide 6> x1"]),
    ("a day of two drugs", {"etoposide": "4,5,7,8", "cytarabine": "4,5,7,8"}, ["missed etoposide, cytarabine 6> x2"]),
    ("two drugs on two days", {"etoposide": "4,5,7,8", "cytarabine": "4,6-8"},
     ["missed cytarabine 5> x1", "missed etoposide 6> x1"]),
    ("a block omitted", {"MEC": ""}, ["omitted MEC 4-8> x15"]),
    ("a line omitted", {"etoposide": ""}, ["omitted etoposide 4-8> x5"]),
    ("blocks cease apart", {"LEN": "1-6", "MEC": "4-6"}, ["ceased LEN 7-10> x4", "ceased MEC 7-8> x6"]),
    ("drugs cease apart", {"etoposide": "4-6", "cytarabine": "4,5"},
     ["ceased cytarabine 6-8> x3", "ceased etoposide 7-8> x2"]),
    ("twice on a day", {"MEC": "4,5,5,6-8"}, ["duplicate MEC >5 x3"]),
    ("three times on a day", {"etoposide": "4,5,5,5,6-8"}, ["duplicate etoposide >5 x2"]),
    ("twice on the last day", {"LEN": "1-10,10"}, ["duplicate LEN >10 x1"]),
    ("one day too long", {"LEN": "1-11"}, ["beyond-plan LEN >11 x1"]),
    ("four days too long", {"LEN": "1-14"}, ["beyond-plan LEN >11-14 x4"]),
    ("beyond the plan after a gap", {"MEC": "4-8,11,13"}, ["beyond-plan MEC >11,13 x6"]),
    ("one dose early", {"MEC": "3,5-8"}, ["early MEC 4>3 x3"]),
    ("one dose late", {"MEC": "4-7,10"}, ["late MEC 8>10 x3"]),
    ("doubled the next day", {"MEC": "4,5,7,7,8"}, ["missed MEC 6> x3", "duplicate MEC >7 x3"]),
    ("one drug late", {"cytarabine": "4-7,9"}, ["late cytarabine 8>9 x1"]),
    ("a block deferred", {"MEC": "6-10"}, ["deferred-series MEC 4-8>6-10 x15"]),
    ("two drugs deferred", {"etoposide": "5-9", "cytarabine": "5-9"},
     ["deferred-series etoposide, cytarabine 4-8>5-9 x10"]),
    ("two drugs by different days", {"etoposide": "5-9", "cytarabine": "6-10"},
     ["deferred-series etoposide 4-8>5-9 x5", "deferred-series cytarabine 4-8>6-10 x5"]),
    ("made up after a pause", {"MEC": "4,5,8-10"}, ["deferred-series MEC 6-8>8-10 x9"]),
    ("made up after one day", {"LEN": "1-4,6-11"}, ["deferred-series LEN 5-10>6-11 x6"]),
    ("deferred, one day missed", {"MEC": "6,7,9,10"}, ["deferred-series MEC 4-5,7-8>6-7,9-10 x12", "missed MEC 6> x3"]),
    ("deferred twice", {"MEC": "5,6,9-11"}, ["deferred-series MEC 4-5>5-6 x6", "deferred-series MEC 6-8>9-11 x9"]),
    ("both blocks deferred", {"LEN": "1-5,8-12", "MEC": "4,5,8-10"},
     ["deferred-series LEN 6-10>8-12 x5", "deferred-series MEC 6-8>8-10 x9"]),
    ("a block advanced", {"MEC": "3-7"}, ["advanced-series MEC 4-8>3-7 x15"]),
    ("advanced and ceased", {"MEC": "2-4"}, ["advanced-series MEC 4-6>2-4 x9", "ceased MEC 7-8> x6"]),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "expected"), [row[1:] for row in LINES], ids=[row[0] for row in LINES])
def test_days(changed, expected) -> None:
    """What the days of the home course are read as."""
    assert told(report(HOME, record(HOME, changed))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,4,8,15,22", ["extra one >4 x1"]),
        ("1,6,13,20", ["advanced-series one 8-22/7>6-20/7 x3"]),
        ("1,10,17,24", ["deferred-series one 8-22/7>10-24/7 x3"]),
        ("1,10,15,22", ["late one 8>10 x1"]),
        ("1,8,15,50", ["late one 22>50 x1"]),
        ("1,8,15,51", ["missed one 22> x1", "beyond-plan one >51 x1"]),
        ("", ["omitted one 1-22/7> x4"]),
    ],
    ids=["extra", "advanced", "deferred", "late", "28 days late", "29 days are another dose", "omitted"],
)
def test_days_with_gaps(text, expected) -> None:
    """A weekly line: doses between the planned ones, and how far a dose may move."""
    assert told(report(GAPS, record(GAPS, {"one": text}))) == expected


LONG = small("days: 1-21", cycle="length: 28, count: 3")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1-10,16-21,29-49,57-77", [f"missed one {day}> x1" for day in range(11, 16)]),
        ("1-10,16-20,29-49,57-77", [*(f"missed one {day}> x1" for day in range(11, 16)), "missed one 21> x1"]),
        ("1-21,57-77", ["deferred-series one 29-49>57-77 x21", "ceased one 57-77> x21"]),
        ("1-10,16-26,29-49,57-77", ["deferred-series one 11-21>16-26 x11"]),
    ],
    ids=["held for five days", "and stopped a day early", "a cycle skipped is one put off", "made up"],
)
def test_pauses_within_a_cycle(text, expected) -> None:
    """Doses held and not made up are missed; a whole cycle left out is no pause, as cycles follow each other."""
    assert told(report(LONG, record(LONG, {"one": text}))) == expected


def test_one_planned_dose_is_missed_not_omitted() -> None:
    """A line with a single dose has no series to omit."""
    once = small("days: 3")
    assert told(report(once, record(once, {"one": ""}))) == ["missed one 3> x1"]


def swapped(drug: str, text: str, by: str) -> list[str]:
    """What is told when another drug stands in for one on some days."""
    facts = record(HOME, {drug: ",".join(str(day) for day in range(4, 9) if str(day) not in text.split(","))})
    given = (*facts.given, *(dose(by, int(day)) for day in text.split(",")))
    return told(report(HOME, facts._replace(given=given)))


@pytest.mark.parametrize(
    ("drug", "text", "by", "expected"),
    [
        ("etoposide", "5", "cytarabine", ["wrong-agent etoposide 5>5 x1"]),
        ("etoposide", "5", "daunorubicin", ["wrong-agent etoposide 5>5 x1"]),
        ("etoposide", "5,6", "daunorubicin", ["wrong-agent etoposide 5-6>5-6 x2"]),
        ("etoposide", "7,8", "daunorubicin", ["wrong-agent etoposide 7-8>7-8 x2"]),
        ("etoposide", "4,5,6,7,8", "daunorubicin", ["wrong-agent etoposide 4-8>4-8 x5"]),
        ("etoposide", "5", "lenalidomide", ["wrong-agent etoposide 5>5 x1"]),
    ],
    ids=["another of the block", "a stranger", "two days", "the last two days", "a whole line", "of another block"],
)
def test_leftovers_of_one_day_pair_up(drug, text, by, expected) -> None:
    """A drug missing and another one too many on a day are one wrong drug."""
    assert swapped(drug, text, by) == expected


def test_leftovers_that_explain_nothing_stay_apart() -> None:
    """On another day than the missing dose, or beside a line that ceased long before, a spare dose is extra."""
    other_day = record(HOME, {"etoposide": "4,6-8"}, more=[dose("daunorubicin", 6)])
    assert told(report(HOME, other_day)) == ["missed etoposide 5> x1", "extra daunorubicin >6 x1"]
    ceased = record(HOME, {"LEN": "1-5"}, more=[dose("thalidomide", 7)])
    assert told(report(HOME, ceased)) == ["ceased LEN 6-10> x5", "extra thalidomide >7 x1"]


def test_a_wrong_drug_names_both() -> None:
    """The planned drug stands before the one given."""
    facts = record(HOME, {"etoposide": "4,6-8"}, more=[dose("daunorubicin", 5)])
    (found,) = report(HOME, facts).deviations
    assert (found.agents, found.planned, found.actual) == (("etoposide", "daunorubicin"), "etoposide", "DAUNOrubicin")


@pytest.mark.parametrize(
    ("text", "amount", "others", "expected"),
    [
        ("1-14", "50 mg", (), ["beyond-plan LEN >11-14 x4"]),
        ("1-14", "50 mg", FIRST, ["superseded-schedule LEN >11-14 x4"]),
        ("1-14", "10 mg", FIRST, ["superseded-schedule LEN >1-14 x14"]),
        ("1-14", "10 mg", (), ["under-dose LEN 1-10>1-10 x10", "beyond-plan LEN >11-14 x4"]),
        ("1-11", "50 mg", FIRST, ["beyond-plan LEN >11 x1"]),
        ("1-13", "50 mg", FIRST, ["beyond-plan LEN >11-13 x3"]),
        ("1-6,8-14", "50 mg", FIRST, ["missed LEN 7> x1", "superseded-schedule LEN >11-14 x4"]),
        ("1-10", "10 mg", FIRST, ["under-dose LEN 1-10>1-10 x10"]),
        ("1-10", "50 mg", FIRST, []),
    ],
    ids=[
        "not offered", "to Day 14", "to Day 14 at the other dose", "the other dose, not offered", "one day more",
        "three days more", "one of its days missed", "the other dose on the days in force", "as planned",
    ],
)  # fmt: skip
def test_superseded_schedule(text, amount, others, expected) -> None:
    """Another version is believed where its days explain the doses at less cost, and never for the dose alone."""
    facts = record(HOME, {"LEN": ""}, more=[dose("lenalidomide", day, amount) for day in _days(text)])
    assert told(report(HOME, facts, others=others)) == expected


def _days(text: str) -> list[int]:
    return [one.day for one in record(HOME, {"LEN": text}).given if one.agent == "lenalidomide"]


def test_at_equal_points_the_version_in_force_is_believed() -> None:
    """On Day 12 a dose of Day 11 may be one too many or the first of four: the plan in force decides."""
    facts = record(HOME, {"LEN": "1-11"}, marrow="")
    assert told(report(HOME, facts, others=FIRST, as_of=12)) == ["beyond-plan LEN >11 x1"]
    facts = record(HOME, {"LEN": "1-12"}, marrow="")
    assert told(report(HOME, facts, others=FIRST, as_of=12)) == ["superseded-schedule LEN >11-12 x2"]


def test_at_equal_points_no_other_version_is_believed_however_dear_the_plan() -> None:
    """Five points by the plan in force, and two and three by another one: the plan in force is told."""
    now, before = small("days: 1-10"), small("days: 1-5")
    facts = record(now, {"one": "1-6,10-11,13"})
    expected = ["deferred-series one 7-8,10>10-11,13 x3", "missed one 9> x1"]
    assert told(report(now, facts, others=(Other("version 1", before),))) == expected


def test_lines_may_have_other_ids_in_another_version() -> None:
    """A missed dose of another version's line is judged although the version in force has no such line."""
    now, before = small("days: 1-5"), (Other("version 1", small("id: before, days: 1-9")),)
    facts = record(now, {"one": "1-2,4-9"})
    assert told(report(now, facts, others=before)) == ["missed one 3> x1", "superseded-schedule one >6-9 x4"]


def test_the_new_version_followed_too_early() -> None:
    """The other way round: with days 1-14 in force, days 1-10 are those of the other version, not an early stop."""
    facts = record(FIRST_VERSION, {"LEN": "1-10"})
    others = (Other("version 2, d10-10", HOME),)
    assert told(report(FIRST_VERSION, facts)) == ["ceased LEN 11-14> x4"]
    assert told(report(FIRST_VERSION, facts, others=others)) == ["superseded-schedule LEN 11-14> x4"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"MEC": "-2--1,1-3"}, ["order-broken MEC >-2--1 x0", "advanced-series MEC 4-8>-2-3 x15"]),
        ({"MEC": "1-5"}, ["advanced-series MEC 4-8>1-5 x15"]),
        ({"MEC": "-1,5-8"}, ["order-broken MEC >-1 x0", "early MEC 4>-1 x3"]),
        ({"etoposide": "-1,5-8"}, ["order-broken etoposide >-1 x0", "early etoposide 4>-1 x1"]),
        ({"MEC": "-1,5-8", "LEN": ""}, ["early MEC 4>-1 x3", "omitted LEN 1-10> x10"]),
    ],
    ids=["two days before", "on one day", "one day before", "one drug", "without the first block"],
)
def test_order_of_blocks(changed, expected) -> None:
    """MEC before the first LEN day breaks the order and explains no dose; on that very day it does not."""
    assert told(report(HOME, record(HOME, changed))) == expected


def test_an_order_that_the_plan_itself_breaks_is_no_deviation() -> None:
    """Where the schedule has the blocks the other way round at this level, the record is not blamed."""
    more = "constraints: [{id: order, first: A, then: B, source: teaching}]"
    schedule = small("block: A, days: 5-6", "agent: two, block: B, days: 1-2", more=more)
    assert told(report(schedule, record(schedule))) == []


@pytest.mark.parametrize(("shift", "expected"), [(0, []), (2, 1), (-1, 1)])
def test_reference_day_differs(shift, expected) -> None:
    """A course that began on another date is one finding that explains no dose."""
    found = report(HOME, record(HOME), reference_shift=shift)
    assert told(found) == (["reference-day-differs reference day 1>1 x0"] if expected else [])


def test_slots_of_one_day_are_one_finding() -> None:
    """Two doses a day: both missed on a day is one finding, one of them is one dose, and a day moved is late."""
    twice = small("days: '1,3,5', slots: q12h, route: IV")

    def of(text: str) -> list[str]:
        return told(report(twice, record(twice, {"one": text})))

    assert of("1,1,3,3,5,5") == []
    assert of("1,1,5,5") == ["missed one 3> x2"]
    assert of("1,1,3,5,5") == ["missed one 3> x1"]
    assert of("1,1,4,4,5,5") == ["late one 3>4 x2"]
    assert of("1,1,3,3") == ["ceased one 5> x2"]


def test_a_line_of_a_drug_can_be_omitted_while_another_is_given() -> None:
    """Whole lines are told as such, also between doses of another line of the drug."""
    lines = small("id: early, days: 1-3", "id: middle, days: 40-42", "id: end, days: 80-82")
    assert told(report(lines, record(lines, {"one": "1-3,80-82"}))) == ["omitted one 40-42> x3"]


def test_what_comes_along_in_a_product_is_not_looked_at() -> None:
    """A carried drug recorded by itself is no stranger."""
    schedule = small("days: 1-3, carries: {two: 5 mg}")
    facts = record(schedule, more=[dose("two", 1)])
    assert told(report(schedule, facts)) == []
