"""One column a sample: what each value says of the threshold and its grade, and what was given beside it."""

import pytest
from flowsheet_course import growth_factor, made, marrow, on, record, transfused

from regimen.flowsheet.columns import Column
from regimen.flowsheet.sheet import flowsheet

LOW = "15:0.1/9 22:0.0/6 29:0.1/8 36:0.2/9 43:0.3/12"


def column(counts: str, day: int, as_of: int = 60, hide: bool = False, **sections: object) -> Column:
    """The first column of a day."""
    sheet = flowsheet(made(record(counts, **sections), as_of), hide=hide)
    return next(one for one in sheet.columns if one.day == day)


@pytest.mark.parametrize(("day", "left"), [(-3, 47), (1, 44), (44, 1), (45, 0), (46, -1)], ids=str)
def test_days_left_to_the_close(day, left) -> None:
    """From Day 44 there is one day left, on Day 45 none, on Day 46 it is one day too late; there is no Day 0."""
    assert column(f"{day}:0.4/12", day).left == left


@pytest.mark.parametrize(
    ("sample", "anc", "platelets", "by_wbc"),
    [
        ("30:0.4/12", "low", "low", False),
        ("30:0.5/20", "good", "good", False),
        ("30:0.49/19.9", "low", "low", False),
        ("30:<0.1/<5", "low", "low", False),
        ("30:<0.5/<20", "low", "low", False),
        ("30:<0.6/<30", "undetermined", "undetermined", False),
        ("30:-/25/0.4", None, "good", True),
        ("30:-/25/0.5", None, "good", False),
        ("30:<1/25/0.3", "low", "good", True),
        ("30:0.6/-", "good", None, False),
    ],
    ids=[
        "both low", "exactly on both", "just under", "below a limit", "a limit that is the threshold",
        "a limit above it", "no differential, WBC low", "no differential, WBC on it", "limit settled by WBC",
        "no platelets",
    ],
)  # fmt: skip
def test_what_a_value_says_of_its_threshold(sample, anc, platelets, by_wbc) -> None:
    """Below is below; the threshold itself is reached; a reporting limit above it tells nothing."""
    found = column(sample, 30)
    levels = {name: value.level for name, value in found.values.items()}
    assert (levels.get("anc"), levels.get("platelets"), found.by_wbc) == (anc, platelets, by_wbc)


@pytest.mark.parametrize(
    ("sample", "sections", "level", "why"),
    [
        ("30:0.6/25", {"transfusions": transfused("platelets", 28)}, "undetermined", "platelets transfused on Day 28"),
        ("30:0.6/25", {"transfusions": transfused("platelets", 27)}, "good", None),
        ("30:0.6/25", {"transfusions": transfused("red-cells", 29)}, "good", None),
        ("30:0.6/12", {"transfusions": transfused("platelets", 29)}, "low", None),
        ("30:0.6/25 30:0.2/9", {}, "undetermined", "samples of the day disagree"),
        ("30@08:00:0.6/25 30@18:00:0.2/9", {}, "good", None),
    ],
    ids=["two days free", "three days free", "red cells", "low is low", "no times", "times"],
)
def test_why_platelets_say_nothing(sample, sections, level, why) -> None:
    """A transfusion or a contradiction leaves a good value open, and the column says which."""
    found = column(sample, 30, **sections).values["platelets"]
    assert (found.level, found.why) == (level, why)


def test_growth_factor_leaves_a_good_anc_open_where_the_definition_asks() -> None:
    """By default it does not; with seven free days it does."""
    held = record("30:0.6/25", growth_factor=growth_factor(28))
    by_default = flowsheet(made(held)).columns
    asked = flowsheet(made(held, settings=[("growth-factor-free", "7-days")])).columns
    assert [one.values["anc"].why for one in (*by_default, *asked) if one.sample] == [None, "growth factor on Day 28"]


def test_days_without_a_sample_have_a_column_when_something_was_given() -> None:
    """Support and marrows are never lost between samples, and stand once on a day with several."""
    held = record(
        "30@08:00:0.6/25 30@18:00:0.7/30", transfusions=transfused("platelets", 30, 33), marrow=marrow((31, "3"))
    )
    found = flowsheet(made(held)).columns
    assert [(one.day, len(one.support), len(one.marrows), one.sample is not None) for one in found] == [
        (30, 1, 0, True), (30, 0, 0, True), (31, 0, 1, False), (33, 1, 0, False)
    ]  # fmt: skip


def test_nothing_later_than_the_day_is_shown() -> None:
    """Samples, support and marrows after the day of the judgement are not known yet."""
    held = record("30:0.6/25 46:0.9/60", transfusions=transfused("platelets", 31), marrow=marrow((45, "3")))
    assert [one.day for one in flowsheet(made(held, 30)).columns] == [30]


def test_the_samples_that_decide_are_marked() -> None:
    """The last low and the first good sample decide a recovery; the marrow decides where leukaemia does."""
    found = flowsheet(made("15:0.1/9 29:0.4/18 33:0.6/25 40:0.9/60")).columns
    assert [one.day for one in found if one.decides] == [29, 33]
    residual = flowsheet(made(record(f"{LOW} 45:0.3/12", marrow=marrow((44, "30"))))).columns
    assert [one.day for one in residual if one.decides] == [44, 45]


def test_baseline_is_marked_and_decides_nothing() -> None:
    """Samples before Day 1 are kept and are no recovery."""
    found = flowsheet(made("-3:2.0/90 1:1.8/80 15:0.1/9")).columns
    assert [one.baseline for one in found] == [True, False, False]


def test_hidden_thresholds_leave_values_without_levels() -> None:
    """Neither levels nor deciding samples tell the thresholds when assumptions are hidden."""
    found = flowsheet(made("15:0.1/9 33:0.6/25"), hide=True).columns
    assert {value.level for one in found for value in one.values.values()} == {None}
    assert not any(one.decides or one.by_wbc for one in found)


@pytest.mark.parametrize(
    ("sample", "name", "grades"),
    [
        ("30:0.4/12", "anc", [(4, 4), (4, 4), (3, 3)]),
        ("30:0.05/9", "anc", [(4, 4), (4, 4), (4, 4)]),
        ("30:0.5/25", "anc", [(3, 3), (3, 3), (2, 2)]),
        ("30:1.6/90", "anc", [(0, 1), (0, 1), (0, 0)]),
        ("30:<0.1/12", "anc", [(4, 4), (4, 4), (4, 4)]),
        ("30:1.6/24", "platelets", [(4, 4), (4, 4), (3, 3)]),
        ("30:1.6/9/2/7.9", "haemoglobin", [(3, 3), (3, 3), (3, 3)]),
    ],
)
def test_grades_by_version(sample, name, grades) -> None:
    """Each version grades for itself; what needs the lower limit of normal stays open."""
    assert [(one.low, one.high) for one in column(sample, 30).values[name].grades] == grades


def test_haemoglobin_is_graded_in_the_unit_it_was_written_in() -> None:
    """4.9 mmol/L is grade 2 by its own table, though it is 7.9 g/dL, which is grade 3."""
    written = [{"date": on(30), "haemoglobin": "4.9 mmol/L"}, {"date": on(31), "haemoglobin": "79 g/L"}]
    held = record("") | {"counts": written}
    found = [one.values["haemoglobin"].grades for one in flowsheet(made(held)).columns]
    assert [{grade.value for grade in grades} for grades in found] == [{2}, {3}]
