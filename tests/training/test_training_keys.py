"""Keys: what each answer is worth and what is said of it; what cannot be read says what can."""

import datetime as dt
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.days import DAY_ZERO
from regimen.errors import ValueSyntaxError
from regimen.training.keys.cells import Cell
from regimen.training.keys.choice import Choice, Choices, Option
from regimen.training.keys.decision import ACTIONS, Decision
from regimen.training.keys.key import ALL, HALF, NOTHING, Hits, Key, Slip, Sure
from regimen.training.keys.marks import Decoy, Marks, Target
from regimen.training.keys.number import CANNOT, Number
from regimen.training.keys.when import Days, When

DAY_1 = dt.date(2026, 12, 1)
DOSE = Number(Decimal(1882), "mg", slips=(Slip(Decimal("1881.93"), HALF, "not rounded", Decimal(1)),))
NEAR = Number(Decimal("1.882"), "m²", Decimal("0.01"))
UNITS = Number(Decimal(10000), "international units")
STRENGTH = Number(Decimal("0.4"), "mg/mL", Decimal("0.004"))
NO_BAG = Number(None, "mL", nothing="none fits")
DAY_45 = When(dt.date(2027, 1, 14), DAY_1)
DATE = When(dt.date(2027, 1, 15))
NEVER = When(None, DAY_1)
TEN_DAYS = Days(frozenset(range(1, 11)))
OPTIONS = (Option("a", "Day 44"), Option("b", "Day 45", ALL), Option("c", "Day 46", HALF, "a day late"))
ONE = Choice(OPTIONS)
SEVERAL = Choices(
    (Option("len", "lenalidomide", ALL), Option("mec", "MEC", ALL), Option("flag", "FLAG", why="not here"))
)
LISTED = Choices((Option("both", "etoposide, cytarabine", ALL), Option("one", "etoposide")))
LEVELS = {"d10-25": "LEN 25 mg", "d10-50": "LEN 50 mg"}
OPEN = Decision("escalate", "d10-50", dt.date(2027, 1, 16), LEVELS, dated=True)
HOLD = Decision("hold", None, None, LEVELS)
NAMES = {"LEN": "lenalidomide", "lenalidomide": "lenalidomide", "mitoxantrone": "mitoxantrone"}
LATE = Target("1", frozenset({Cell("mitoxantrone", 4), Cell("mitoxantrone", 6)}), "Late.", "late", "important",
              frozenset({"deferred-series"}))  # fmt: skip
MISSED = Target("2", frozenset({Cell("lenalidomide", 5)}), "Missed.", "missed", "other")
CELLS = Marks(
    (LATE, MISSED),
    (Decoy(frozenset({Cell("lenalidomide", 7)}), "given in the evening, which is no deviation"),),
    NAMES,
    {"late": "x", "missed": "x", "deferred-series": "x"},
    {"important": "x", "other": "x"},
)
BARE = Marks((LATE._replace(cls=None, category=None), MISSED._replace(cls=None, category=None)), names=NAMES)
CLEAN = Marks((), names=NAMES)
KEYS: list[Key] = [DOSE, NEAR, UNITS, STRENGTH, NO_BAG, DAY_45, DATE, NEVER, TEN_DAYS, ONE, SEVERAL, OPEN, HOLD, CELLS,
                   BARE, CLEAN]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "answer", "percent", "told"),
    [
        (DOSE, "1882 mg", 100, ""),
        (DOSE, "1,882", 100, ""),
        (DOSE, "1.882 g", 100, ""),
        (DOSE, "1881.93 mg", 50, "not rounded"),
        (DOSE, "18820 mg", 0, "10 times too much"),
        (DOSE, "1.882", 0, "1,000 times too little"),
        (DOSE, "1900 mg", 0, ""),
        (DOSE, CANNOT, 0, "there is a figure"),
        (DOSE, "1882 USP units", 0, "mg is asked for, and USP units does not turn into it"),
        (NEAR, "1.89 m2", 100, ""),
        (NEAR, "1.893 m²", 0, ""),
        (UNITS, "10,000 IU", 100, ""),
        (UNITS, "10 USP units", 0, "international units is asked for, and USP units does not turn into it"),
        (STRENGTH, "400 mcg/mL", 100, ""),
        (STRENGTH, "0.4 mg/L", 0, "mg/mL is asked for, and mg/L does not turn into it"),
        (NO_BAG, "none fits", 100, ""),
        (NO_BAG, "none", 100, ""),
        (NO_BAG, "1,000 mL", 0, "no figure is right here: none fits"),
        (Number(Decimal(2)), "2 capsules", 100, ""),
        (Number(Decimal(3), "capsules"), "3 Capsule", 100, ""),
        (STRENGTH, "0.4 MG / ml", 100, ""),
        (DOSE, "1882 MG", 100, ""),
        (DOSE, "100 mg/m2", 0, "mg is asked for, and mg/m² does not turn into it"),
        (UNITS, "10,000 International Units", 100, ""),
        (Number(Decimal(5), "days"), "5 Days", 100, ""),
        (Number(Decimal(15), "%"), "15 per cent", 100, ""),
        (Number(Decimal(80), "mL/min"), "80 ml/minute", 100, ""),
        (Number(Decimal("-0.37"), "%", Decimal("0.1")), "−0.4 %", 100, ""),
        (DAY_45, "45", 100, ""),
        (DAY_45, "Day 45", 100, ""),
        (DAY_45, "2027-01-14", 100, ""),
        (DAY_45, "46", 0, "1 day too late"),
        (DAY_45, "2027-01-10", 0, "4 days too early"),
        (DAY_45, "none", 0, ""),
        (DATE, "2027-01-15", 100, ""),
        (NEVER, "none", 100, ""),
        (NEVER, "43", 0, ""),
        (When(DAY_1, DAY_1, DAY_ZERO), "Day 0", 100, ""),
        (When(dt.date(2026, 11, 30), DAY_1), "d−1", 100, ""),
        (TEN_DAYS, "days 1-10", 100, ""),
        (TEN_DAYS, "1-5, 6-10", 100, ""),
        (TEN_DAYS, "Days 1 to 10", 100, ""),
        (TEN_DAYS, "1–9 and 10", 100, ""),
        (TEN_DAYS, "d1 - d8; day 9 and day 10", 100, ""),
        (Days(frozenset(range(-3, 0))), "−3 to −1", 100, ""),
        (TEN_DAYS, "1-14", 1000 / 14, "too many: days 11-14"),
        (TEN_DAYS, "2-10", 90, "missing: day 1"),
        (TEN_DAYS, "11-20", 0, "missing: days 1-10; too many: days 11-20"),
        (TEN_DAYS, "none", 0, "missing: days 1-10"),
        (ONE, "B", 100, ""),
        (ONE, "day 45", 100, ""),
        (ONE, "c", 50, "a day late"),
        (ONE, "a", 0, ""),
        (SEVERAL, "len, mec", 100, ""),
        (SEVERAL, ["len"], 50, "missing: MEC"),
        (SEVERAL, ["len", "mec", "flag"], 200 / 3, "not FLAG: not here"),
        (SEVERAL, "none", 0, "missing: lenalidomide; missing: MEC"),
        (SEVERAL, "None", 0, "missing: lenalidomide; missing: MEC"),
        (SEVERAL, "Lenalidomide; MEC", 100, ""),
        (LISTED, "etoposide, cytarabine", 100, ""),
        (OPEN, {"action": "escalate", "level": "d10-50", "date": "2027-01-16"}, 100, ""),
        (OPEN, "escalate d10-50 2027-01-16", 100, ""),
        (OPEN, "escalate d10-50 2027-01-15", 200 / 3, "date: from Sat 16 Jan 2027"),
        (OPEN, "escalate", 100 / 3, "level: LEN 50 mg; date: from Sat 16 Jan 2027"),
        (OPEN, {"action": "stay", "level": "d10-50", "date": "2027-01-16"}, 0, "the rule says escalate"),
        (OPEN, {"level": "d10-50"}, 0, "the rule says escalate"),
        (HOLD, "hold none", 100, ""),
        (HOLD, "hold d10-50", 50, "level: none"),
        (CELLS, "mitoxantrone d4 late important; LEN d5 missed other", 100, ""),
        (CELLS, {"what": "mitoxantrone", "day": "6", "class": "late", "category": "important"}, 50, "missed: Missed"),
        (CELLS, "Mitoxantrone day 6, late, important\nlen, d5, other, missed, 80 %", 100, ""),
        (CELLS, "mitoxantrone d4", 25, "the class is late, not left open"),
        (CELLS, "mitoxantrone d4 deferred-series important", 43.75, "the class is late, not deferred-series"),
        (CELLS, "mitoxantrone d4 late important; mitoxantrone d6 late important; LEN d5 missed other", 100, ""),
        (CELLS, "mitoxantrone d4 late important; LEN d5 missed other; LEN d7 late", 200 / 3, "given in the evening"),
        (CELLS, "mitoxantrone d4 late important; LEN d5 missed other; LEN d8 late", 200 / 3, "nothing is wrong there"),
        (CELLS, "none", 0, "missed: Late"),
        (BARE, "mitoxantrone d4; LEN d5", 100, ""),
        (BARE, "mitoxantrone d4 wrong; LEN d5", 100, ""),
        (CLEAN, "none", 100, ""),
        (CLEAN, [], 100, ""),
        (CLEAN, "LEN d5", 0, "nothing is wrong there"),
    ],
)  # fmt: skip
def test_what_an_answer_is_worth(key: Key, answer: object, percent: float, told: str) -> None:
    """Each answer earns its share, and what is wrong with it is said."""
    judged = key.judge(answer)
    assert float(judged.share) * 100 == pytest.approx(percent)
    assert told in judged.told
    assert bool(judged.told) <= bool(told)
    assert judged.misfits == ()


@pytest.mark.parametrize(
    ("key", "answer", "told"),
    [
        (DOSE, "about 15", "cannot read the figure 'about 15'"),
        (DOSE, "1882 mq", "'mq' is not a unit of this figure; allowed: mg, or no unit"),
        (UNITS, "10000 units", "'units' is not a unit of this figure"),
        (DOSE, "0,37 mg", "cannot read the figure"),
        (DOSE, "2026-12-01", "cannot read the figure"),
        (DOSE, "50 mg x 10", "cannot read the figure"),
        (DOSE, "1-10", "cannot read the figure"),
        (DOSE, "", "the answer is empty"),
        (DOSE, ["15"], "found several values where one is meant"),
        (DATE, "45", "'45' is no date"),
        (DAY_45, "14.1.2027", "is no study day and no date; allowed: a study day or a date as"),
        (DAY_45, "2027-02-30", "is not in the calendar"),
        (NEAR, "1.89 mg", "'mg' is not a unit of this figure; allowed: m², or no unit"),
        (Number(Decimal(5), "days"), "5 mL", "'mL' is not a unit of this figure"),
        (NEAR, "1,89", "write a point for the decimals, not a comma"),
        (DAY_45, "0", "there is no Day 0 here"),
        (TEN_DAYS, "0-10", "there is no Day 0 here"),
        (TEN_DAYS, "1 until 10", "cannot read '1 until 10'"),
        (ONE, "d", "no option 'd'"),
        (SEVERAL, "lem", "did you mean len?"),
        (OPEN, "wait", "no part of the decision can be read"),
        (CELLS, "mitoxantrone", "cannot read the mark 'mitoxantrone'"),
        (CELLS, "mitoxantron d4", "did you mean mitoxantrone?"),
        (CELLS, "LEN d0 missed", "there is no Day 0 here"),
        (CELLS, "LEN d5 delayed", "no class 'delayed'"),
        (CELLS, {"what": "LEN"}, "a mark needs 'day'"),
        (CELLS, {"what": "LEN", "day": "5", "why": "x"}, "a mark has no 'why'"),
        (CELLS, {"what": "LEN", "day": "five"}, "'five' is no study day"),
        (CLEAN, "something", "cannot read the mark"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(key: Key, answer: object, told: str) -> None:
    """An answer that cannot be read is refused with the reason, never taken for a wrong one."""
    with pytest.raises(ValueSyntaxError) as refused:
        key.judge(answer)
    assert told in refused.value.message


@pytest.mark.parametrize("key", KEYS, ids=lambda key: type(key).__name__)
def test_the_stated_answer_earns_everything(key: Key) -> None:
    """What a key states as its answer is judged to be right, and says how it is written."""
    judged = key.judge(key.answer)
    assert (judged.share, judged.told, judged.misfits) == (ALL, "", ())
    assert key.words
    assert key.how


FIELDS = st.sampled_from(["what", "day", "action", "level", "date", "answer"])
ANSWERS = st.one_of(
    st.text(max_size=30), st.lists(st.text(max_size=10), max_size=3), st.dictionaries(FIELDS, st.text(max_size=8))
)


@given(st.sampled_from(KEYS), ANSWERS)
def test_whatever_is_answered_is_judged_or_refused(key: Key, answer: object) -> None:
    """Any answer is worth between nothing and everything, or is refused in words; nothing else happens."""
    with suppress(ValueSyntaxError):
        assert NOTHING <= key.judge(answer).share <= ALL


@given(st.sets(st.integers(1, 40), min_size=1), st.sets(st.integers(1, 40), min_size=1))
def test_days_are_marked_alike_from_both_sides(right: set[int], answered: set[int]) -> None:
    """Days too many cost as much as days missing, and only the right set earns everything."""
    share = Days(frozenset(right)).judge(Days(frozenset(answered)).answer).share
    assert share == Days(frozenset(answered)).judge(Days(frozenset(right)).answer).share
    assert (share == ALL) == (right == answered)


def test_marks_are_counted() -> None:
    """Found, missed and false marks are counted, each thing to find once; certainty goes with each mark."""
    judged = CELLS.judge("mitoxantrone d4 late important 90%; mitoxantrone d6 90; LEN d9 missed other 70; LEN d8 20%")
    assert judged.hits == Hits(found=1, missed=1, false=2)
    assert judged.sure == (Sure(90, right=True), Sure(90, right=False), Sure(70, right=False), Sure(20, right=False))


def test_marks_are_read_as_far_as_they_go() -> None:
    """A mark that cannot be read, or stands twice, is named; the others count."""
    judged = BARE.judge(["mitoxantrone d4", "mitomycin d4", "LEN d5", "len d5"])
    assert judged.share == ALL
    assert [misfit[:30] for misfit in judged.misfits] == [
        "nothing here is called 'mitomy",
        "lenalidomide on Day 5 is marke",
    ]


def test_the_best_of_several_marks_counts_in_any_order() -> None:
    """On one thing to find, a better mark earns what it is worth, whether it comes first or last."""
    for text in ("LEN d5 missed; LEN d5 missed other", "LEN d5 missed other; LEN d5 missed"):
        judged = CELLS.judge(f"mitoxantrone d4 late important; {text}")
        assert (judged.share, judged.misfits) == (ALL, ())


def test_a_certainty_that_cannot_be_read_leaves_the_mark() -> None:
    """The mark counts without it, and the certainty is named."""
    judged = CELLS.judge("mitoxantrone d4 late important; LEN d5 missed other 150%")
    assert (judged.share, judged.sure) == (ALL, ())
    assert ["'150' is no certainty" in misfit for misfit in judged.misfits] == [True]


@pytest.mark.parametrize(
    ("key", "answer", "share", "sure"),
    [(CLEAN, "none 90%", ALL, (Sure(90, right=True),)), (CLEAN, "None", ALL, ()),
     (CLEAN, "none, 80", ALL, (Sure(80, right=True),)),
     (BARE, "none 90%", NOTHING, (Sure(90, right=False),)), (BARE, "mitoxantrone d4\nLEN d5\nnone 90%", ALL, ())],
)  # fmt: skip
def test_how_certain_one_is_that_nothing_is_wrong(key, answer, share, sure) -> None:
    """`none` may say how certain; among marks it says nothing."""
    judged = key.judge(answer)
    assert (judged.share, judged.sure) == (share, sure)


def test_two_things_on_one_cell_are_told_apart_by_class() -> None:
    """A cell may hold two things to find; each mark goes to the one that it fits."""
    cell = frozenset({Cell("lenalidomide", 5)})
    both = Marks((Target("1", cell, "Late.", "late"), Target("2", cell, "Too much.", "over-dose")), names=NAMES,
                 classes={"late": "x", "over-dose": "x"})  # fmt: skip
    assert both.judge("LEN d5 over-dose; LEN d5 late").share == ALL
    assert both.judge("LEN d5 over-dose").share == HALF


@pytest.mark.parametrize("action", ACTIONS)
def test_a_decision_without_level_or_date_is_its_action(action: str) -> None:
    """Where neither level nor date is asked for, the action alone decides."""
    key = Decision("hold")
    assert key.judge(action).share == (ALL if action == "hold" else NOTHING)
    assert key.answer == {"action": "hold"}
