"""What is due by when: the day of judgement, endings, series until an event; and assessments with their windows."""

from decimal import Decimal

import pytest
from plans import HOME, dose, record, report, small, told

from regimen.counts.count import Count
from regimen.days import DAY_ZERO
from regimen.deviations.check import Report
from regimen.record.facts import Done, Ending, Facts, Sample

ONE = Count(Decimal(1))
CLEAN_COUNTS = "1-15,22,29,36,43,45"


def so_far(day: int, changed: dict[str, str], counts: str = CLEAN_COUNTS) -> Report:
    """A record up to a day, judged on that day."""
    facts = record(HOME, changed, counts=counts, marrow="")
    return report(HOME, facts, as_of=day)


@pytest.mark.parametrize(
    ("day", "changed", "expected"),
    [
        (1, {"LEN": "", "MEC": ""}, []),
        (2, {"LEN": "", "MEC": ""}, ["missed LEN 1> x1"]),
        (5, {"LEN": "1-5", "MEC": "4-5"}, []),
        (5, {"LEN": "1-4", "MEC": "4"}, []),
        (6, {"LEN": "1-4,6", "MEC": "4-6"}, ["missed LEN 5> x1"]),
        (6, {"LEN": "1-6", "MEC": ""}, ["missed MEC 4> x3", "missed MEC 5> x3"]),
        (6, {"LEN": "1-6", "MEC": "6"}, ["late MEC 4>6 x3"]),
        (7, {"LEN": "1-7", "MEC": "6-7"}, ["deferred-series MEC 4-5>6-7 x6"]),
        (9, {"LEN": "1-9", "MEC": "6-8"}, ["deferred-series MEC 4-6>6-8 x9"]),
        (10, {"LEN": "1-10", "MEC": "6-8"}, ["missed MEC 4> x3", "missed MEC 5> x3"]),
        (9, {"LEN": "1-6", "MEC": "4-8"}, ["missed LEN 7> x1", "missed LEN 8> x1"]),
        (11, {"LEN": "1-6", "MEC": "4-8"}, ["ceased LEN 7-10> x4"]),
        (9, {"LEN": "1-14", "MEC": "4-8"}, []),
        (12, {"LEN": "1-14", "MEC": "4-8"}, ["beyond-plan LEN >11-12 x2"]),
        (8, {"LEN": "1-8", "MEC": "3-7"}, ["extra MEC >3 x3"]),
        (9, {"LEN": "1-9", "MEC": "3-7"}, ["advanced-series MEC 4-8>3-7 x15"]),
    ],
    ids=[
        "nothing given yet", "yesterday's dose", "up to today", "today's not yet given", "a dose before today",
        "not begun", "begun late today", "deferral under way", "today's deferred dose", "no longer a deferral",
        "behind, still to come", "the end has passed", "the future is not looked at", "nor is it later",
        "a dose too early, or all of them?", "all of them",
    ],
)  # fmt: skip
def test_todays_dose_is_due_not_missed(day, changed, expected) -> None:
    """Doses before the day of judgement are missed, that day's are due, later ones are not looked at."""
    assert told(so_far(day, changed)) == expected


def ended(kind: str, day: int, changed: dict[str, str], **more: object) -> list[str]:
    """What is told of a course that ended on a day, without marrow, with counts until then."""
    counts = ",".join(str(one) for one in (*range(1, 16), 22, 29, 36, 43, 45) if one < day)
    return told(report(HOME, record(HOME, changed, counts=counts, marrow="", endings=(Ending(kind, day),), **more)))


@pytest.mark.parametrize("kind", ["death", "withdrawal", "next-therapy", "transplant"])
@pytest.mark.parametrize(
    ("day", "changed", "expected"),
    [
        (6, {"LEN": "1-6", "MEC": "4-6"}, []),
        (6, {"LEN": "1-5", "MEC": "4-5"}, []),
        (6, {"LEN": "1-4", "MEC": "4-5"}, ["missed LEN 5> x1"]),
        (6, {"LEN": "1-3", "MEC": "4-5"}, ["ceased LEN 4-5> x2"]),
        (6, {"LEN": "1-5", "MEC": ""}, ["omitted MEC 4-5> x6"]),
        (6, {"LEN": "1-7", "MEC": "4-6"}, ["extra LEN >7 x1"]),
        (6, {"LEN": "1-6,11", "MEC": "4-6"}, ["beyond-plan LEN >11 x1"]),
        (8, {"LEN": "1-8", "MEC": "6-8"}, ["deferred-series MEC 4-6>6-8 x9"]),
        (7, {"LEN": "1-7", "MEC": "3-7"}, ["extra MEC >3 x3"]),
    ],
    ids=[
        "up to that day", "not on that day", "before it", "the end before it", "nothing of a block", "given after it",
        "given after it and the plan", "deferred until then", "a dose too early",
    ],
)  # fmt: skip
def test_nothing_is_due_after_an_ending(kind, day, changed, expected) -> None:
    """After death, withdrawal or next therapy nothing is missed; what is given then is extra."""
    assert ended(kind, day, changed) == expected


def test_relapse_ends_no_treatment_by_itself() -> None:
    """Doses stay due after a relapse: only next therapy, transplant, withdrawal and death end them."""
    facts = record(HOME, {"LEN": "1-5"}, endings=(Ending("relapse", 6),))
    assert told(report(HOME, facts)) == ["ceased LEN 6-10> x5"]


def test_the_earlier_of_two_endings_counts() -> None:
    """Withdrawal on Day 6 and death on Day 20: nothing is due after Day 6."""
    ends = (Ending("death", 20), Ending("withdrawal", 6))
    facts = record(HOME, {"LEN": "1-5", "MEC": "4-5"}, counts="1-5", marrow="", endings=ends)
    assert told(report(HOME, facts)) == []


UNTIL = small("days: 1-10, until: count recovery")


@pytest.mark.parametrize(
    ("text", "recovered", "expected"),
    [
        ("1-6", 6, []),
        ("1-5", 6, []),
        ("1-4", 6, ["missed one 5> x1"]),
        ("1-8", 6, []),
        ("1-6", None, ["ceased one 7-10> x4"]),
    ],
    ids=["until that day", "not on that day", "before it", "a little longer", "not recovered"],
)
def test_a_series_until_recovery_ends_with_it(text, recovered, expected) -> None:
    """After documented recovery the rest of the series is not due."""
    assert told(report(UNTIL, record(UNTIL, {"one": text}), recovered=recovered)) == expected


@pytest.mark.parametrize(
    ("counts", "recovered", "expected"),
    [
        (CLEAN_COUNTS, None, []),
        ("1-15,21,30,36,43,44", None, []),
        ("1-15,22,29,36,43", None, []),
        ("1-15,22,29,36,42", None, ["counts-missing deciding-sample 45> x0"]),
        ("1-15,22,29,36,43,46", None, []),
        ("1-15,22,29,36,42,46", None, ["counts-missing deciding-sample 45> x0"]),
        ("1-15,22,29,36", None, ["assessment-missed bloods 43> x0", "counts-missing deciding-sample 45> x0"]),
        ("1-15,22,29,36", 36, []),
        ("1-15,22,29,36", 50, ["assessment-missed bloods 43> x0", "counts-missing deciding-sample 45> x0"]),
        ("1-15,22,29,36,43", 45, []),
        ("1-6,8-15,22,29,36,43,45", None, ["assessment-missed bloods-daily 7> x0"]),
        ("1-6,9-15,22,29,36,43,45", None, ["assessment-missed bloods-daily 7-8> x0"]),
        ("1-5,7,9-15,22,29,36,43,45", None,
         ["assessment-missed bloods-daily 6> x0", "assessment-missed bloods-daily 8> x0"]),
        ("1-13,15,22,29,36,43,45", None, ["assessment-missed bloods-daily 14> x0"]),
        ("1-14,22,29,36,43,45", None, ["assessment-missed bloods 15> x0"]),
        ("1-14,16,22,29,36,43,45", None, []),
        ("1-15,24,29,36,43,45", None, ["assessment-out-of-window bloods 22>24 x0"]),
        ("1-15,18,25,29,36,43,45", None, ["assessment-out-of-window bloods 22>25 x0"]),
        ("1-15,36,43,45", None, ["assessment-missed bloods 22,29> x0"]),
        ("1-15,22,24,29,36,43,45", None, []),
        ("1-15,22,29,36,43,50", None, []),
        ("1-15,50", 50,
         ["assessment-missed bloods 22-43/7> x0", "counts-missing deciding-sample 45> x0"]),
        ("1-15,22,29,36,46", None,
         ["assessment-out-of-window bloods 43>46 x0", "counts-missing deciding-sample 45> x0"]),
        ("1-15,22,29,36,47", None,
         ["assessment-missed bloods 43> x0", "counts-missing deciding-sample 45> x0"]),
        ("1-15,29,36,43,45", None, ["assessment-missed bloods 22> x0"]),
        ("1-15,18,29,36,43,45", None, ["assessment-missed bloods 22> x0"]),
        ("1-15,19,29,36,43,45", None, ["assessment-out-of-window bloods 22>19 x0"]),
        ("1-15,19,24,29,36,43,45", None, ["assessment-out-of-window bloods 22>24 x0"]),
        ("1-12,15,22,29,36,43,45", None, ["assessment-missed bloods-daily 13-14> x0"]),
    ],
    ids=[
        "as planned", "a day either side", "Day 43 decides", "Day 42 does not", "Day 46 besides", "Day 46 does not",
        "none from Day 37 on", "recovered before", "recovered too late", "recovered on Day 45", "one daily sample",
        "two in a row", "two apart", "the last daily one", "a daily sample is not the next week's", "a day late",
        "two days late", "the nearest target", "two weeks in a row", "more than asked for",
        "a week after the last one", "far behind all of them", "three days after the last one", "four days after it",
        "a week missed", "four days before it", "three days before it", "the nearer of two", "the last daily ones",
    ],
)  # fmt: skip
def test_counts(counts, recovered, expected) -> None:
    """Daily counts on their day, weekly ones a day either side (†), and one on Days 43 to 45 while not recovered."""
    marrow = "30" if recovered else ""
    assert told(report(HOME, record(HOME, counts=counts, marrow=marrow), recovered=recovered)) == expected


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"anc": ONE, "platelets": ONE}, False),
        ({"wbc": ONE, "platelets": ONE}, False),
        ({"anc": ONE}, True),
        ({"platelets": ONE}, True),
        ({"haemoglobin": ONE, "platelets": ONE}, True),
    ],
    ids=["both", "white cells", "neutrophils alone", "platelets alone", "no white cells"],
)
def test_the_deciding_counts_must_be_able_to_decide(values, missing) -> None:
    """A sample of Day 45 without neutrophils or white cells, or without platelets, tells no recovery."""
    facts = record(HOME, counts="1-15,22,29,36,42", marrow="")
    found = told(report(HOME, facts._replace(samples=(*facts.samples, Sample(45, **values)))))
    assert ("counts-missing deciding-sample 45> x0" in found) is missing


@pytest.mark.parametrize(("day", "missing"), [(44, False), (45, False), (46, True)])
def test_the_deciding_counts_are_due_through_day_45(day, missing) -> None:
    """On Day 45 itself they can still be taken."""
    found = told(report(HOME, record(HOME, counts="1-15,22,29,36,42", marrow=""), as_of=day))
    assert ("counts-missing deciding-sample 45> x0" in found) is missing


@pytest.mark.parametrize(("day", "expected"), [(44, []), (45, []), (46, ["counts-missing deciding-sample 45> x0"])])
def test_the_deciding_counts_are_not_due_once_the_course_has_ended(day, expected) -> None:
    """Death on Day 45 or before leaves nothing to decide by counts."""
    ends = (Ending("death", day),)
    facts = record(HOME, counts="1-15,22,29,36,42", marrow="", endings=ends)
    assert told(report(HOME, facts)) == expected


@pytest.mark.parametrize(
    ("marrow", "recovered", "expected"),
    [
        ("30", 30, []),
        ("20", 30, []),
        ("45", 30, []),
        ("19", 30, ["assessment-out-of-window marrow 20>19 x0"]),
        ("46", 30, ["assessment-out-of-window marrow 20>46 x0"]),
        ("52", 30, ["assessment-out-of-window marrow 20>52 x0"]),
        ("53", 30, ["assessment-missed marrow 20> x0"]),
        ("13", 30, ["assessment-out-of-window marrow 20>13 x0"]),
        ("12", 30, ["assessment-missed marrow 20> x0"]),
        ("14,30", 30, []),
        ("", 30, ["assessment-missed marrow 20> x0"]),
        ("", None, []),
        ("14", None, []),
    ],
    ids=[
        "in the window", "first day", "last day", "too early", "too late", "a week too late", "another marrow",
        "a week too early", "another one before", "one more", "none", "not recovered",
        "not recovered, one as indicated",
    ],
)  # fmt: skip
def test_the_marrow_is_due_at_recovery(marrow, recovered, expected) -> None:
    """At count recovery, Day 20 to 45; without recovery it has no day."""
    assert told(report(HOME, record(HOME, marrow=marrow), recovered=recovered)) == expected


def test_other_assessments_are_checked_once_the_record_names_them() -> None:
    """A record without examinations says nothing about them, and the report says that it looked at none."""
    facts = record(HOME)
    assert report(HOME, facts).unchecked == (
        "Dosing calendar handed out", "Clinical exam", "In hospital at least these days",
    )  # fmt: skip
    exams = tuple(Done("exam-daily", day) for day in range(1, 15) if day != 6)
    weekly = tuple(Done("exam", day) for day in (15, 18, 22, 25, 29, 32, 36, 39, 43))
    found = report(HOME, facts._replace(done=(*exams, *weekly)))
    assert told(found) == ["assessment-missed exam-daily 6> x0"]
    assert found.unchecked == ("Dosing calendar handed out", "In hospital at least these days")


@pytest.mark.parametrize(
    ("recovered", "expected"), [(29, ["assessment-missed exam 29> x0"]), (28, [])], ids=["that day", "the day before"]
)
def test_a_series_until_recovery_is_due_on_its_day(recovered, expected) -> None:
    """The examination of the day on which recovery is documented is still asked for, no later one is."""
    exams = tuple(Done("exam-daily", day) for day in range(1, 15))
    weekly = tuple(Done("exam", day) for day in (15, 18, 22, 25))
    facts = record(HOME, counts="1-15,22,29", marrow="29")._replace(done=(*exams, *weekly))
    assert told(report(HOME, facts, recovered=recovered, as_of=60)) == expected


def test_counts_can_be_recorded_as_done() -> None:
    """A visit noted by the assessment's id counts as its sample; a name that the protocol does not have as none."""
    facts = record(HOME, counts="1-6,8-15,22,29,36,43,45")
    assert told(report(HOME, facts._replace(done=(Done("bloods-daily", 7),)))) == []
    assert told(report(HOME, facts._replace(done=(Done("heart", 7),)))) == ["assessment-missed bloods-daily 7> x0"]


def test_supportive_drugs_are_checked_once_the_record_names_them() -> None:
    """A record without premedication says nothing about it."""
    schedule = small("days: 1-3", "agent: two, days: 1-3, purpose: premedication")
    without = report(schedule, record(schedule, {"two": ""}))
    assert (told(without), without.unchecked) == ([], ("two",))
    found = report(schedule, record(schedule, {"two": "1"}))
    assert (told(found), found.unchecked) == (["ceased two 2-3> x2"], ())


def test_days_before_a_day_zero_count_without_a_gap() -> None:
    """With a Day 0 in the protocol, a dose of Day 0 given on Day 1 is a day late; without one, Day −1 to 1 is a day."""
    zero = small("days: '-2-1'", reference=0)
    assert told(report(zero, record(zero, {"one": "-2--1,1-2"})), DAY_ZERO) == ["deferred-series one 0,1>1-2 x2"]
    none = small("days: '-1,5'")
    assert told(report(none, record(none, {"one": "1,5"}))) == ["late one -1>1 x1"]


def test_an_empty_record_says_so_once_a_line() -> None:
    """Nothing recorded of a course that is over: each block omitted, counts missing, no flood."""
    assert told(report(HOME, Facts())) == [
        "omitted LEN 1-10> x10", "assessment-missed bloods-daily 1-14> x0", "omitted MEC 4-8> x15",
        "assessment-missed bloods 15-43/7> x0", "counts-missing deciding-sample 45> x0",
    ]  # fmt: skip


def test_a_stranger_is_told_even_after_the_ending() -> None:
    """A drug that the plan does not have is extra whenever it is given."""
    facts = record(HOME, more=[dose("daunorubicin", 12)])
    assert told(report(HOME, facts)) == ["extra daunorubicin >12 x1"]
