"""Sustained recovery, and lineages that recover each for itself."""

from dataclasses import replace

import pytest
from dlt_subject import CLEAN, HOME, LOW, Told, platelets_on, told, verdict

from regimen.dlt.questions import questions
from regimen.record.facts import Ending, Facts

FIRST = replace(HOME, sustained=True)
CONFIRMATION = replace(FIRST, recovery_day="confirmation")
EACH = replace(HOME, same_sample=False)
FREE = Facts(marrows=(CLEAN,))
BEGUN = Told("pending-confirmation", "unconfirmed", "P")
BROKEN = Told("dlt", "not-sustained", "T")
GAP = Told("indeterminate", "gap", "X")
LATE = Told("dlt", "low-on-last-day", "T")
CONFIRMED_LATE = Told("dlt", "confirmed-late", "T")
RECOVERED = Told("recovered", "recovered", "N")


@pytest.mark.parametrize(
    ("counts", "as_of", "first", "confirmation"),
    [
        ("33:0.6/25 35:0.7/30 38:0.8/40", 60, (RECOVERED, 33), (RECOVERED, 38)),
        ("33:0.6/25 35:0.7/30", 40, (BEGUN, None), (BEGUN, None)),
        ("44:0.6/25", 45, (BEGUN, None), (BEGUN, None)),
        ("44:0.6/25 45:0.7/30", 46, (BEGUN, None), (BEGUN, None)),
        ("44:0.6/25 45:0.7/30 46:0.8/40", 60, (RECOVERED, 44), (CONFIRMED_LATE, 46)),
        ("45:0.6/25 47:0.7/30 50:0.8/40", 60, (RECOVERED, 45), (CONFIRMED_LATE, 50)),
        ("41:0.6/25 43:0.7/30 45:0.8/40", 60, (RECOVERED, 41), (RECOVERED, 45)),
        ("44:0.6/25 44:0.7/30 46:0.8/40", 60, (BEGUN, None), (BEGUN, None)),
        ("33:0.6/25 35:0.1/9 37:0.6/25 38:0.7/30 39:0.7/30", 60, (RECOVERED, 37), (RECOVERED, 39)),
        ("44:0.6/25 46:0.1/9", 60, (BROKEN, None), (BROKEN, None)),
        ("44:0.6/25 46:0.7/30 48:0.1/9", 60, (BROKEN, None), (BROKEN, None)),
        ("38:0.6/25 46:0.7/30 48:0.1/9", 60, (GAP, None), (GAP, None)),
        ("45:0.6/25 60:0.1/9", 60, (BROKEN, None), (BROKEN, None)),
        ("40:0.6/25 48:0.1/9", 60, (GAP, None), (GAP, None)),
        ("45:0.1/9 46:0.6/25 47:0.6/25 48:0.6/25", 60, (LATE, 46), (LATE, 48)),
    ],
    ids=[
        "confirmed in time", "begun", "begun on 44, as of 45", "begun, as of 46", "confirmed after Day 45",
        "begun on Day 45", "confirmed on Day 45", "two values of one day count once", "broken and begun again",
        "broken after Day 45", "two good values, then broken", "the same over a gap of 8",
        "good on Day 45, broken later", "broken, but the gap is 8", "begun on 46",
    ],
)  # fmt: skip
def test_sustained_recovery(counts, as_of, first, confirmation) -> None:
    """Three values on different days; which day counts decides whether a late confirmation is in time."""
    lows = "15:0.1/9 22:0.1/9 29:0.1/9"
    for definition, expected in ((FIRST, first), (CONFIRMATION, confirmation)):
        found = verdict(f"{lows} {counts}", as_of, FREE, definition)
        assert (told(found), found.day) == expected


def test_a_late_confirmation_needs_no_marrow() -> None:
    """Marrow is asked only where counts are low on the last day."""
    counts = f"{LOW} 44:0.6/25 45:0.7/30 46:0.8/40"
    assert told(verdict(counts, 60, definition=CONFIRMATION)) == CONFIRMED_LATE


def test_an_undetermined_value_neither_counts_nor_breaks() -> None:
    """A supported value inside a run is passed over."""
    facts = Facts(support=platelets_on(35))
    found = verdict("15:0.1/9 33:0.6/25 36:0.7/40 39:0.8/40 41:0.8/40", 60, facts, FIRST)
    assert (told(found), found.day) == (RECOVERED, 33)
    assert [one.day for one in found.deciding] == [15, 33, 39, 41]


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        ("next-therapy", 40, Told("censored", "censoring", "X")),
        ("next-therapy", 47, Told("indeterminate", "unconfirmed", "X")),
        ("next-therapy", 48, RECOVERED),
    ],
    ids=["in the window", "before the confirmation", "on its day"],
)
def test_a_run_that_an_ending_cuts_short(kind, day, expected) -> None:
    """No value after an ending confirms a run."""
    counts = "15:0.1/9 38:0.6/25 39:0.7/30 48:0.8/40" if day == 40 else f"{LOW} 44:0.6/25 46:0.7/30 48:0.8/40"
    assert told(verdict(counts, 60, Facts(endings=(Ending(kind, day),)), FIRST)) == expected


@pytest.mark.parametrize(("as_of", "state"), [(47, "pending-confirmation"), (48, "indeterminate")])
def test_on_the_day_of_an_ending_a_value_may_still_come(as_of, state) -> None:
    """A begun run is given up the day after, not on the day."""
    facts = Facts(endings=(Ending("next-therapy", 47),))
    assert verdict(f"{LOW} 44:0.6/25 46:0.7/30", as_of, facts, FIRST).state == state


@pytest.mark.parametrize(
    ("counts", "same", "each", "day"),
    [
        ("15:0.1/9 30:0.6/15 33:0.4/30 45:0.4/18", "dlt", "recovered", 33),
        ("15:0.1/9 30:0.6/15 33:0.6/30", "recovered", "recovered", 33),
        ("15:0.1/9 30:0.6/15 45:0.6/15", "dlt", "dlt", None),
        ("15:0.1/9 30:0.6/15 45:0.6/15 50:0.6/25", "dlt", "dlt", 50),
        ("15:0.1/60 22:0.1/60 30:0.6/70", "recovered", "recovered", 30),
        ("15:0.1/60 30:0.6/- 33:-/70", "indeterminate", "recovered", 30),
        ("15:0.1/- 30:0.6/- 33:-/70", "indeterminate", "recovered", 33),
        ("15:0.1/- 30:0.6/- 45:-/70", "indeterminate", "recovered", 45),
        ("15:0.1/- 30:0.6/- 46:-/70", "indeterminate", "indeterminate", None),
        ("15:0.1/- 30:0.6/- 33:-/9 40:-/30", "indeterminate", "recovered", 40),
        ("15:0.1/60 30:0.6/60 33:0.6/9 45:0.6/9", "recovered", "recovered", 30),
        ("15:0.1/60 22:0.1/9 30:0.6/12 45:0.6/12", "dlt", "dlt", None),
        ("15:0.1/60 30:0.6/9 45:0.6/9", "dlt", "dlt", None),
        ("15:0.1/- 30:0.6/-", "indeterminate", "indeterminate", None),
        ("15:0.9/60 22:0.9/60 29:0.9/60 36:0.9/60 43:0.9/60", "never-below", "never-below", None),
    ],
    ids=[
        "on different days", "in one sample", "platelets late", "platelets recovered on 50", "platelets never fell",
        "measured apart", "the other seen good later", "the other seen good on 45",
        "the other seen good on 46", "the other fell unseen", "the other falls after the recovery",
        "the other falls before it", "the other falls that day", "the other never measured", "neither fell",
    ],
)  # fmt: skip
def test_same_sample_or_each_lineage(counts, same, each, day) -> None:
    """One sample must show both, or each lineage recovers for itself and the later day counts."""
    assert verdict(counts, 60, FREE).state == same
    found = verdict(counts, 60, FREE, EACH)
    assert (found.state, found.day) == (each, day)


@pytest.mark.parametrize(
    ("counts", "definition", "days"),
    [
        ("15:0.1/- 30:0.6/- 33:-/70", EACH, [15, 30, 33]),
        ("15:0.1/- 20:-/70 30:0.6/-", EACH, [15, 30]),
        ("15:0.1/- 30:0.6/- 33:0.6/70 36:0.6/-", replace(FIRST, same_sample=False), [15, 30, 33, 36]),
        ("15:0.1/- 30:0.6/- 33:0.6/- 34:-/70 36:0.6/-", replace(FIRST, same_sample=False), [15, 30, 33, 34, 36]),
    ],
    ids=["seen later", "seen before", "seen in the run", "seen between"],
)
def test_samples_that_decide_hold_the_other_lineage(counts, definition, days) -> None:
    """The sample that shows the lineage that had not fallen is among those that decide, once."""
    assert [one.day for one in verdict(counts, 60, FREE, definition).deciding] == days


@pytest.mark.parametrize(("facts", "state"), [(Facts(), "indeterminate"), (FREE, "dlt")], ids=["no marrow", "marrow"])
def test_a_lineage_that_is_low_asks_for_marrow(facts, state) -> None:
    """Where one lineage is confirmed late and the other still low, the marrow decides."""
    definition = replace(CONFIRMATION, same_sample=False)
    assert verdict("15:0.1/9 44:0.6/9 45:0.7/9 46:0.8/9", 60, facts, definition).state == state


def test_a_lineage_that_falls_later_is_shown_not_judged() -> None:
    """With each lineage for itself, a first fall after the recovery is told as a later fall."""
    found = verdict("15:0.1/60 30:0.6/60 33:0.6/9 45:0.6/9", 60, FREE, EACH)
    assert (found.interval, found.later_fall) == ((15, 30), 33)


@pytest.mark.parametrize("as_of", [40, 60], ids=["pending", "indeterminate"])
def test_a_lineage_may_fall_again_while_the_other_is_low(as_of) -> None:
    """ANC recovered and low again, platelets not recovered: told, though there is no day of recovery."""
    found = verdict("15:0.1/9 30:0.9/9 36:0.2/9", as_of, Facts(), EACH)
    assert (found.state, found.day) == ("pending" if as_of == 40 else "indeterminate", None)
    (told,) = [one.message for one in questions(found) if one.code == "low-again"]
    assert told == "one lineage is low again on Day 36, before the other has recovered; it is no other verdict"


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ("15:0.1/60 22:0.1/9 30:0.9/15 36:0.2/15 44:0.2/60", "one lineage is low again on Day 36, before the other"),
        ("15:0.1/9 30:0.9/9 40:0.9/60 50:0.2/60", "counts are low again on Day 50, after recovery on Day 40"),
        ("15:0.1/9 30:0.9/9 44:0.3/60 50:0.9/9", "one lineage is low again on Day 44, before the other"),
    ],
    ids=["ANC before platelets recovered", "ANC after both", "ANC that day, platelets later"],
)
def test_either_lineage_may_fall_again(counts, words) -> None:
    """The earliest fall of either is told, also one that came before the other lineage recovered."""
    found = verdict(counts, 60, FREE, EACH)
    assert found.state == "recovered"
    assert [words in one.message for one in questions(found) if one.code == "low-again"] == [True]


@pytest.mark.parametrize("as_of", [31, 46])
def test_the_lineage_that_is_behind_speaks_for_both(as_of) -> None:
    """While one lineage is pending the subject is; once it is late, the subject is."""
    found = verdict("15:0.1/9 30:0.6/12 45:0.6/12", as_of, FREE, EACH)
    assert found.state == ("pending" if as_of == 31 else "dlt")
