"""The window and its edges: what counts in time, what counts late, and what nobody can know."""

from dataclasses import replace
from decimal import Decimal

import pytest
from dlt_subject import CLEAN, HOME, LOW, MEC, Told, growth_factor_on, marrow, platelets_on, told, verdict

from regimen.record.facts import Facts

FREE = Facts(marrows=(CLEAN,))
RECOVERED = Told("recovered", "recovered", "N")
DLT = Told("dlt", "low-on-last-day", "T")
NEVER = Told("never-below", "never-below", "N")
EMPTY_WEEK = Told("indeterminate", "week-without-sample", "X")
WEEKLY = "15:0.9/60 22:0.9/60 29:0.9/60 36:0.9/60 43:0.9/60"
"""Good on the last day of each week after MEC."""
PENDING = Told("pending", "window-open", "P")


@pytest.mark.parametrize(
    ("counts", "as_of", "expected", "day", "interval"),
    [
        (f"{LOW} 44:0.6/25", 60, RECOVERED, 44, (43, 44)),
        (f"{LOW} 45:0.5/20", 60, RECOVERED, 45, (43, 45)),
        (f"{LOW} 45:0.5/20", 45, RECOVERED, 45, (43, 45)),
        (f"{LOW} 45:0.49/20", 60, DLT, None, None),
        (f"{LOW} 45:0.5/19", 60, DLT, None, None),
        (f"{LOW} 45:0.3/12 46:0.6/25", 60, DLT, 46, (45, 46)),
        (f"{LOW} 46:0.6/25", 60, Told("indeterminate", "good-after", "X"), 46, (43, 46)),
        ("29:0.1/8 36:0.2/9 43:0.3/12 50:0.9/60", 60, Told("indeterminate", "good-after", "X"), 50, (43, 50)),
        ("36:0.2/9 43:0.3/12 50:0.4/15", 60, Told("dlt", "low-on-both-sides", "T"), None, None),
        ("36:0.2/9 41:0.3/12 48:0.4/15", 60, Told("dlt", "low-on-both-sides", "T"), None, None),
        ("36:0.2/9 40:0.3/12 48:0.4/15", 60, Told("indeterminate", "gap", "X"), None, None),
        (f"{LOW}", 60, Told("indeterminate", "no-sample-after", "X"), None, None),
        ("9:0.1/9 30:0.6/25", 60, RECOVERED, 30, (9, 30)),
        ("8:0.1/9 30:0.6/25", 60, EMPTY_WEEK, None, None),
        ("-3:2.1/90 2:1.5/80 12:0.1/9 30:0.6/25", 60, RECOVERED, 30, (12, 30)),
        ("2:0.9/60 5:0.8/50", 30, Told("pending", "no-fall-yet", "P"), None, None),
        ("-1:0.1/9 2:0.1/9 6:0.2/12 12:0.1/9 31:0.6/25", 60, RECOVERED, 31, (12, 31)),
        ("-1:0.1/9 2:0.1/9 12:0.7/30 19:0.7/30", 40, Told("pending", "no-fall-yet", "P"), None, None),
        ("12:0.9/60 17:0.9/60 24:0.9/60 33:0.9/60 40:0.9/60", 60, NEVER, None, None),
        ("12:0.9/60 17:0.9/60 33:0.9/60 40:0.9/60", 60, EMPTY_WEEK, None, None),
        (WEEKLY, 60, NEVER, None, None),
        (WEEKLY, 45, Told("pending", "no-fall-yet", "P"), None, None),
        (WEEKLY.replace("15:", "16:"), 60, EMPTY_WEEK, None, None),
        (f"{WEEKLY} 46:0.1/9", 60, NEVER, None, None),
        (f"{WEEKLY} 45:0.1/9", 60, DLT, None, None),
        (WEEKLY.removesuffix(" 43:0.9/60"), 60, EMPTY_WEEK, None, None),
        ("12:0.9/60 45:0.9/60", 60, EMPTY_WEEK, None, None),
        ("", 60, EMPTY_WEEK, None, None),
        ("", 20, Told("pending", "no-fall-yet", "P"), None, None),
        (f"{LOW} 44:0.6/25", 43, PENDING, None, None),
        (f"{LOW} 45:0.1/9", 45, PENDING, None, None),
        (f"{LOW} 45:0.1/9", 46, DLT, None, None),
        ("15:0.1/9 30:0.6/25 36:0.1/9 45:0.1/9", 60, RECOVERED, 30, (15, 30)),
    ],
    ids=[
        "recovered on 44", "recovered on 45, both hit exactly", "said on Day 45 itself", "ANC just below on 45",
        "platelets just below on 45", "recovered on 46", "nothing on 45, good on 46", "labs on 36, 43, 50: good",
        "labs on 36, 43, 50: low", "gap of 7", "gap of 8", "nothing after 43", "low on the day after MEC",
        "low on the last day of MEC only", "good on Day 2 is no recovery", "good while MEC is given",
        "low from the start", "low from the start but not after MEC", "never below, one sample a week",
        "never below, a week without", "first and last day of each week", "never below is not said on Day 45",
        "one day after the week", "a fall on 46 is after the window",
        "a fall on 45 is in it", "never below, but the last whole week without", "good on 45 but weeks without",
        "no sample at all", "no sample yet", "as of 43 the sample of 44 is not known", "low on 45 is pending on 45",
        "a DLT is said on 46",
        "a later fall is no new verdict",
    ],
)  # fmt: skip
def test_the_window(counts, as_of, expected, day, interval) -> None:
    """State, rule and letter, with the first documented recovery and its interval; the marrow is free of leukaemia."""
    found = verdict(counts, as_of, FREE)
    assert (told(found), found.day, found.interval) == (expected, day, interval)


@pytest.mark.parametrize(
    ("as_of", "marrows", "expected"),
    [
        (45, (), PENDING),
        (46, (), Told("pending", "marrow-awaited", "P")),
        (52, (), Told("pending", "marrow-awaited", "P")),
        (53, (), Told("indeterminate", "marrow-none", "X")),
        (46, marrow(38), DLT),
        (53, marrow(37), Told("indeterminate", "marrow-none", "X")),
        (53, marrow(52), DLT),
        (51, marrow(52), Told("pending", "marrow-awaited", "P")),
        (60, marrow(53), Told("indeterminate", "marrow-none", "X")),
        (60, marrow(45, "4.9"), DLT),
        (60, marrow(45, "5"), Told("no-dlt-disease", "marrow-leukaemia", "N")),
        (52, marrow(45, None, adequate=False), Told("pending", "marrow-awaited", "P")),
        (53, marrow(45, None, adequate=False), Told("indeterminate", "marrow-unreadable", "X")),
        (53, marrow(45, "1", adequate=False), Told("indeterminate", "marrow-unreadable", "X")),
        (53, marrow(45, None), Told("indeterminate", "marrow-unreadable", "X")),
        (60, (*marrow(45, None, adequate=False), *marrow(49)), DLT),
        (60, (*marrow(40, "2"), *marrow(47, "30")), Told("no-dlt-disease", "marrow-leukaemia", "N")),
        (46, (*marrow(40, "2"), *marrow(47, "30")), DLT),
        (60, (*marrow(43, "2"), *marrow(47, "30")), Told("no-dlt-disease", "marrow-leukaemia", "N")),
    ],
    ids=[
        "Day 45", "46 without", "52 without", "53 without", "7 days before", "8 days before", "7 days after",
        "not yet taken", "8 days after", "just below 5 %", "5 % exactly", "dry tap, another may come",
        "dry tap for good", "inadequate though counted", "adequate without blasts", "repeated after a dry tap",
        "the nearest decides",
        "as of 46 the later one is not known", "of two as near the later one",
    ],
)  # fmt: skip
def test_low_on_day_45_and_the_marrow(as_of, marrows, expected) -> None:
    """Low counts on Day 45 are a DLT only with a marrow near it that is free of leukaemia."""
    assert told(verdict(f"{LOW} 45:0.3/12", as_of, Facts(marrows=marrows))) == expected


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("evaluable_no_haematological_dlt", Told("no-dlt-disease", "marrow-leukaemia", "N")),
        ("not_evaluable", Told("not-evaluable", "marrow-leukaemia", "X")),
    ],
)
def test_persistent_leukaemia_by_setting(setting, expected) -> None:
    """Counts that leukaemia keeps low are counted as the setting says."""
    definition = replace(HOME, residual_leukaemia=setting)
    assert told(verdict(f"{LOW} 45:0.3/12", 60, Facts(marrows=marrow(45, "30")), definition)) == expected


def test_marrow_is_not_asked_when_counts_recovered() -> None:
    """Leukaemia in the marrow makes no other verdict of counts that recovered in time."""
    assert told(verdict(f"{LOW} 45:0.6/25", 60, Facts(marrows=marrow(45, "30")))) == RECOVERED


@pytest.mark.parametrize(
    ("last_low", "as_of", "state"),
    [
        (43, 50, "pending"), (43, 51, "indeterminate"), (36, 46, "indeterminate"), (39, 46, "pending"),
        (39, 47, "indeterminate"),
    ],
    ids=["gap may still be 7", "gap is 8", "gap too long already", "one day left", "no day left"],
)  # fmt: skip
def test_a_low_sample_after_is_awaited_as_long_as_it_can_decide(last_low, as_of, state) -> None:
    """Without a sample on Day 45 the verdict waits for one within the gap, and no longer."""
    assert verdict(f"15:0.1/9 {last_low}:0.3/12", as_of, FREE).state == state


@pytest.mark.parametrize(
    ("transfused", "free", "expected"),
    [
        ((43,), 3, Told("indeterminate", "no-sample-after", "X")),
        ((42,), 3, RECOVERED),
        ((45,), 0, RECOVERED),
        ((45,), 3, Told("indeterminate", "no-sample-after", "X")),
        ((39,), 7, Told("indeterminate", "no-sample-after", "X")),
        ((38,), 7, RECOVERED),
        ((30, 38, 46), 7, RECOVERED),
    ],
    ids=["2 days before", "3 days before", "same day, 0", "same day, 3", "6 days, 7", "7 days, 7", "the last before"],
)  # fmt: skip
def test_platelets_on_transfusion(transfused, free, expected) -> None:
    """A good platelet count is the subject's own from k days after the last transfusion before it."""
    definition = replace(HOME, platelet_free_days=free)
    assert told(verdict(f"{LOW} 45:0.6/25", 60, Facts(support=platelets_on(*transfused)), definition)) == expected


@pytest.mark.parametrize(
    ("free", "expected"),
    [(0, RECOVERED), (2, RECOVERED), (3, Told("indeterminate", "no-sample-after", "X"))],
    ids=["0", "2", "3"],
)
def test_anc_on_growth_factor(free, expected) -> None:
    """ANC that is good on growth factor counts by default and is undetermined under a longer freedom."""
    definition = replace(HOME, growth_factor_free_days=free)
    assert told(verdict(f"{LOW} 45:0.6/25", 60, Facts(support=growth_factor_on(43)), definition)) == expected


def test_red_cells_support_no_count() -> None:
    """A transfusion of red cells leaves ANC and platelets as they are."""
    support = tuple(one._replace(kind="red-cells") for one in platelets_on(45))
    definition = replace(HOME, growth_factor_free_days=7, platelet_free_days=7)
    assert told(verdict(f"{LOW} 45:0.6/25", 60, Facts(support=support), definition)) == RECOVERED


@pytest.mark.parametrize(
    ("last_dose", "expected"),
    [(44, NEVER), (45, Told("indeterminate", "treated-past-window", "X"))],
    ids=["MEC until 44", "until 45"],
)
def test_treatment_up_to_the_last_day(last_dose, expected) -> None:
    """Treatment that leaves no day to recover is told, and is never taken for counts that stayed good."""
    assert told(verdict("45:0.9/60 50:0.9/60", 60, FREE, treatment=MEC._replace(last_day=last_dose))) == expected


@pytest.mark.parametrize(
    ("finished", "as_of", "state"),
    [(False, 30, "pending"), (False, 45, "pending"), (True, 30, "recovered"), (False, 46, "recovered")],
)
def test_recovery_between_two_doses_is_none_yet(finished, as_of, state) -> None:
    """While doses of the block are still to come, good counts after a fall are not said to be a recovery."""
    treatment = MEC._replace(finished=finished)
    assert verdict("12:0.1/9 28:0.6/25", as_of, treatment=treatment).state == state


@pytest.mark.parametrize(
    ("share", "counts", "facts", "expected"),
    [
        ("0.8", f"{LOW} 45:0.6/25", FREE, RECOVERED),
        ("0.79", f"{LOW} 45:0.6/25", FREE, Told("not-evaluable", "little-treatment", "X")),
        ("0.2", f"{LOW} 45:0.3/12", FREE, DLT),
        ("0.2", f"{LOW} 45:0.3/12", Facts(marrows=marrow(45, "30")), Told("not-evaluable", "little-treatment", "X")),
        ("0.2", f"{LOW}", FREE, Told("indeterminate", "no-sample-after", "X")),
    ],
    ids=["enough", "too little", "a DLT however little", "leukaemia with little", "unknown with little"],
)
def test_least_treatment(share, counts, facts, expected) -> None:
    """A subject with a DLT is evaluable however little was given; one without needs the least amount."""
    assert told(verdict(counts, 60, facts, treatment=MEC._replace(share=Decimal(share)))) == expected


@pytest.mark.parametrize(("as_of", "state"), [(45, "pending"), (46, "not-evaluable")])
def test_without_a_dose_of_the_block(as_of, state) -> None:
    """A subject who was never given the block is not evaluable once the window has closed."""
    found = verdict("20:0.1/9 45:0.1/9", as_of, FREE, treatment=MEC._replace(last_day=None, share=Decimal(0)))
    assert (found.state, found.rule) == (state, "not-treated")
