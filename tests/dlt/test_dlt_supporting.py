"""What stands beside a verdict: figures of the course, the deciding sample, findings, treatment given."""

from dataclasses import replace
from decimal import Decimal

import pytest
from dlt_subject import CLEAN, HOME, LOW, MEC, ending, flagged, marrow, samples, verdict

from regimen.counts.count import Count
from regimen.counts.trajectory import DaysLow
from regimen.dlt.case import Case
from regimen.dlt.questions import questions
from regimen.dlt.supporting import Lineage, supporting
from regimen.record.facts import Facts

COUNTS = "-30:2.0/90 -1:1.5/80 2:0.9/60 9:0.4/30 15:0.0/6 22:-/6/0.3 29:<0.1/15 33:0.6/25"


def test_figures_of_the_course() -> None:
    """Nadir, days below and first low day from Day 1 on; baseline apart; white cells where they prove ANC low."""
    found = supporting(Case(Facts(samples=samples(COUNTS)), MEC, 40), HOME)
    assert found.anc == Lineage((15, Count(Decimal("0.0"))), DaysLow(21, 30), 9)
    assert found.platelets == Lineage((15, Count(Decimal(6))), DaysLow(15, 23), 15)
    assert found.by_wbc == (22,)
    assert [one.day for one in found.baseline] == [-30, -1]


def test_figures_know_nothing_later() -> None:
    """As of an earlier day, later samples are not in the figures."""
    found = supporting(Case(Facts(samples=samples(COUNTS)), MEC, 14), HOME)
    assert (found.anc.nadir, found.platelets.first_low) == ((9, Count(Decimal("0.4"))), None)


def test_figures_without_thresholds() -> None:
    """Hidden thresholds leave the nadirs, which need none."""
    found = supporting(Case(Facts(samples=samples(COUNTS)), MEC, 40), replace(HOME, anc=None, platelets=None))
    assert found.anc == Lineage((15, Count(Decimal("0.0"))), None, None)
    assert found.by_wbc == ()


@pytest.mark.parametrize(
    ("counts", "facts", "codes"),
    [
        ("15:0.1/9 33:0.6/25", Facts(), []),
        ("15:-/25/0.3 33:0.6/25", Facts(), ["anc-by-wbc"]),
        ("15:0.1/9 33:0.6/25 36:0.2/12", Facts(), ["low-again"]),
        ("15:0.1/9 33:0.6/25 33:0.2/12 40:0.6/25", Facts(), ["samples-disagree"]),
        ("15:0.1/9 33:0.6/25 40:0.6/25", ending("next-therapy", 35), ["samples-after-ending"]),
        ("15:0.1/9", ending("death", 22), ["needs-adjudication"]),
        ("15:0.1/9", flagged(20, "disease"), ["needs-adjudication"]),
        ("15:0.1/9", flagged(20), []),
        (LOW, Facts(marrows=marrow(44, None)), ["marrow-without-blasts"]),
        (LOW, Facts(marrows=marrow(44, None, adequate=False)), []),
        (LOW, Facts(marrows=(*marrow(40), *marrow(47, "30"))), ["marrows-disagree"]),
        (LOW, Facts(marrows=(*marrow(40), CLEAN)), []),
        (LOW, Facts(marrows=(*marrow(40, "30", adequate=False), CLEAN)), []),
    ],
    ids=[
        "nothing", "white cells", "low again", "one day, no times", "after salvage", "death", "flag", "adjudicated",
        "no blasts", "dry tap", "marrows disagree", "marrows agree",
        "an inadequate one does not disagree",
    ],
)  # fmt: skip
def test_what_is_questionable(counts, facts, codes) -> None:
    """Each remark once, by its code."""
    assert [one.code for one in questions(verdict(counts, 60, facts))] == codes


def test_remarks_name_the_days() -> None:
    """A remark says on which day, and what follows."""
    found = questions(verdict("15:-/25/0.3 16:-/25/0.2 33:0.6/25 36:0.2/12", 60))
    assert [one.message for one in found] == [
        "Day 15, Day 16: white cells below 0.5† ×10⁹/L prove ANC below it, without a differential",
        "counts are low again on Day 36, after recovery on Day 33; it is no other verdict",
    ]


def test_without_treatment_or_thresholds_counts_raise_no_question() -> None:
    """Where counts are not read, they are not asked about."""
    assert questions(verdict("15:-/25/0.3", 60, treatment=MEC._replace(last_day=None))) == ()
    assert questions(verdict("15:-/25/0.3", 60, definition=replace(HOME, anc=None))) == ()
