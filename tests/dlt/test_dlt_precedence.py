"""Which of two events decides: adjudication and deaths first, then whichever came first."""

from dataclasses import replace

import pytest
from dlt_subject import CLEAN, HOME, LOW, Told, ending, flagged, marrow, told, verdict

from regimen.record.facts import Ending, Facts

RECOVERED_30 = "15:0.1/9 28:0.2/12 30:0.6/25"
FREE = Facts(marrows=(CLEAN,))
DLT_BY_COUNTS = Told("dlt", "low-on-last-day", "T")
RECOVERED = Told("recovered", "recovered", "N")
TO_SETTLE = Told("needs-adjudication", "death-unattributed", "P")
CENSORED = Told("censored", "censoring", "X")
WITHDRAWN = Told("not-evaluable", "withdrawal", "X")


@pytest.mark.parametrize(
    ("counts", "facts", "expected"),
    [
        ("15:0.1/9", ending("death", 22, "treatment"), Told("dlt", "treatment-death", "T")),
        ("15:0.1/9", ending("death", 22, "disease"), Told("no-dlt-disease", "disease-death", "N")),
        ("15:0.1/9", ending("death", 22, "unrelated"), Told("not-evaluable", "unrelated-death", "X")),
        ("15:0.1/9", ending("death", 22, "unknown"), TO_SETTLE),
        ("15:0.1/9", ending("death", 22), TO_SETTLE),
        (RECOVERED_30, ending("death", 45, "treatment"), Told("dlt", "treatment-death", "T")),
        (RECOVERED_30, ending("death", 46, "treatment"), RECOVERED),
        (RECOVERED_30, ending("death", 40, "disease"), RECOVERED),
        (RECOVERED_30, ending("death", 40, "unknown"), TO_SETTLE),
        (RECOVERED_30, ending("death", 46, "unknown"), RECOVERED),
        (f"{LOW} 45:0.3/12", ending("death", 45, "disease"), Told("no-dlt-disease", "disease-death", "N")),
        (f"{LOW} 45:0.3/12", ending("death", 46, "disease"), DLT_BY_COUNTS),
        (f"{LOW} 45:0.3/12", ending("death", 46, "unknown"), DLT_BY_COUNTS),
        ("15:0.1/9", ending("next-therapy", 30), CENSORED),
        (RECOVERED_30, ending("next-therapy", 30), RECOVERED),
        ("15:0.1/9 31:0.6/25", ending("next-therapy", 30), CENSORED),
        ("15:0.1/9", ending("transplant", 40), CENSORED),
        ("15:0.1/9", ending("relapse", 40), CENSORED),
        (RECOVERED_30, ending("relapse", 40), RECOVERED),
        (f"{LOW} 45:0.3/12", ending("next-therapy", 45), CENSORED),
        (f"{LOW} 45:0.6/25", ending("next-therapy", 45), RECOVERED),
        (f"{LOW} 45:0.3/12", ending("next-therapy", 46), DLT_BY_COUNTS),
        (f"{LOW} 48:0.3/12", ending("next-therapy", 46), Told("indeterminate", "no-sample-after", "X")),
        (f"{LOW} 46:0.3/12", ending("next-therapy", 46), Told("dlt", "low-on-both-sides", "T")),
        ("15:0.1/9", ending("withdrawal", 30), WITHDRAWN),
        (RECOVERED_30, ending("withdrawal", 30), RECOVERED),
        (RECOVERED_30, ending("withdrawal", 29), WITHDRAWN),
        ("15:0.1/9", flagged(20), Told("dlt", "adjudicated", "T")),
        (RECOVERED_30, flagged(45), Told("dlt", "adjudicated", "T")),
        (RECOVERED_30, flagged(46), Told("needs-adjudication", "flag-outside-window", "P")),
        (RECOVERED_30, flagged(-2), Told("needs-adjudication", "flag-outside-window", "P")),
        (RECOVERED_30, flagged(20, "disease"), Told("needs-adjudication", "flag-attribution", "P")),
        (RECOVERED_30, flagged(20, "unrelated"), Told("needs-adjudication", "flag-attribution", "P")),
        (RECOVERED_30, flagged(20, "unknown"), Told("needs-adjudication", "flag-attribution", "P")),
        (RECOVERED_30, flagged(50, "disease"), Told("needs-adjudication", "flag-outside-window", "P")),
        (RECOVERED_30, flagged(20, "treatment", dlt=False), RECOVERED),
        (f"{LOW} 45:0.3/12", flagged(20, "disease"), DLT_BY_COUNTS),
        (f"{LOW} 45:0.3/12", flagged(50), DLT_BY_COUNTS),
    ],
    ids=[
        "death on 22 from treatment", "from disease", "unrelated", "unknown", "without attribution",
        "treatment death on 45 after recovery", "treatment death on 46", "disease death after recovery",
        "unknown death after recovery", "unknown death on 46", "disease death on 45", "disease death on 46",
        "unknown death on 46, counts decide", "salvage on 30", "salvage on the day of recovery",
        "recovery after salvage", "transplant on 40", "relapse on 40", "relapse after recovery", "salvage on 45",
        "salvage and recovery on 45", "salvage on 46", "a sample after salvage on 46 is not used",
        "a sample on the day of salvage is", "withdrawal on 30", "withdrawal on the day of recovery",
        "withdrawal before recovery", "adjudicated DLT", "adjudicated on 45 after recovery", "flag on 46",
        "flag before Day 1", "flag, disease", "flag, unrelated", "flag, unknown", "late flag, disease",
        "grade 4, no flag", "counts decide beside a conflicting flag", "counts decide beside a late flag",
    ],
)  # fmt: skip
def test_what_decides(counts, facts, expected) -> None:
    """Decision table of events against counts; the marrow of Day 44 is free of leukaemia."""
    assert told(verdict(counts, 60, facts._replace(marrows=FREE.marrows))) == expected


@pytest.mark.parametrize(
    ("endings", "expected"),
    [
        ((Ending("relapse", 30), Ending("death", 35, "disease")), CENSORED),
        ((Ending("withdrawal", 20), Ending("death", 35, "treatment")), Told("dlt", "treatment-death", "T")),
        ((Ending("withdrawal", 20), Ending("death", 35, "unknown")), TO_SETTLE),
        ((Ending("withdrawal", 30), Ending("next-therapy", 30)), CENSORED),
        ((Ending("next-therapy", 30), Ending("death", 30, "disease")), Told("no-dlt-disease", "disease-death", "N")),
        ((Ending("withdrawal", 30), Ending("death", 30, "unrelated")), Told("not-evaluable", "unrelated-death", "X")),
        ((Ending("withdrawal", 20), Ending("relapse", 30)), WITHDRAWN),
    ],
    ids=[
        "relapse, then death", "withdrawal, then treatment death", "withdrawal, then unknown death",
        "salvage and withdrawal on one day", "death and salvage on one day", "death and withdrawal on one day",
        "withdrawal, then relapse",
    ],
)  # fmt: skip
def test_two_endings(endings, expected) -> None:
    """The first one counts, whatever the order in the record; of one day a death, then therapy, then withdrawal."""
    for order in (endings, endings[::-1]):
        assert told(verdict("15:0.1/9", 60, Facts(endings=order))) == expected


@pytest.mark.parametrize(
    ("facts", "day"),
    [(ending("death", 22, "treatment"), 22), (ending("next-therapy", 30), 30), (flagged(20), 20), (flagged(50), 50)],
    ids=["death", "salvage", "adjudicated", "late flag"],
)
def test_an_event_is_not_known_before_its_day(facts, day) -> None:
    """The day before, the verdict is as if there were no such event."""
    counts = "15:0.1/9 19:0.1/9"
    assert told(verdict(counts, day - 1, facts)) == told(verdict(counts, day - 1))
    assert told(verdict(counts, day, facts)) != told(verdict(counts, day))


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("evaluable_no_haematological_dlt", Told("no-dlt-disease", "disease-death", "N")),
        ("not_evaluable", Told("not-evaluable", "disease-death", "X")),
    ],
)
def test_death_from_disease_by_setting(setting, expected) -> None:
    """A death from leukaemia in the window is counted as the setting says."""
    definition = replace(HOME, disease_death=setting)
    assert told(verdict("15:0.1/9", 60, ending("death", 22, "disease"), definition)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(), Told("indeterminate", "no-threshold", "X")),
        (ending("next-therapy", 30), Told("indeterminate", "no-threshold", "X")),
        (ending("death", 22, "treatment"), Told("dlt", "treatment-death", "T")),
        (ending("death", 22), TO_SETTLE),
        (flagged(20), Told("dlt", "adjudicated", "T")),
    ],
    ids=["counts", "salvage", "treatment death", "unattributed death", "adjudicated"],
)
def test_hidden_thresholds(facts, expected) -> None:
    """What needs a hidden threshold is indeterminate; what needs none is decided."""
    assert told(verdict(f"{LOW} 45:0.6/25", 60, facts, replace(HOME, anc=None, platelets=None))) == expected


def test_the_first_of_two_dose_limiting_events_is_named() -> None:
    """An adjudicated DLT and a later treatment death: the reason names the first."""
    facts = flagged(20)._replace(endings=(Ending("death", 22, "treatment"),))
    assert told(verdict("15:0.1/9", 60, facts)) == Told("dlt", "adjudicated", "T")


@pytest.mark.parametrize(
    ("ending_day", "marrow_day", "state"),
    [(47, 49, "indeterminate"), (47, 47, "dlt"), (49, 47, "dlt")],
    ids=["marrow after salvage", "on its day", "before"],
)
def test_a_marrow_after_an_ending_is_not_used(ending_day, marrow_day, state) -> None:
    """Nothing counts after an ending, marrow neither, and none is waited for."""
    facts = ending("next-therapy", ending_day)._replace(marrows=marrow(marrow_day))
    assert verdict(f"{LOW} 45:0.3/12", 50, facts).state == state
