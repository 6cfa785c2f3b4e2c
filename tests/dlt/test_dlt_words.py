"""What people read: the reason of each verdict, what would change it, and that this would be so."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from dlt_examples import EXAMPLES
from dlt_subject import HOME, LOW, MEC, ending, marrow, sample, samples, told, verdict

from regimen.counts.count import Count
from regimen.dlt import changes
from regimen.dlt.changes import would_change
from regimen.dlt.evidence import Change
from regimen.dlt.reasons import reason
from regimen.dlt.verdict import OTHER_CRITERIA, Verdict, judge
from regimen.dlt.words import described, label, sample_words, span_words
from regimen.record.facts import Facts, Marrow, Sample

REASONS = {
    "no-threshold": "the thresholds of recovery are not in the sources, and without them there is no verdict",
    "adjudicated": "adjudicated DLT, attributed to treatment: hepatic failure on Day 20 (grade 4, CTCAE 4.03)",
    "treatment-death": "death on Day 22, in the window, attributed to treatment",
    "flag-outside-window": "hepatic failure on Day 50 (grade 4, CTCAE 4.03) is flagged as a DLT but outside Day 1 to "
    "45; a person must settle it",
    "flag-attribution": "hepatic failure on Day 20 (grade 4, CTCAE 4.03) is flagged as a DLT but attributed to an "
    "unrelated cause; a person must settle it",
    "death-unattributed": "death on Day 22, in the window, has no known attribution; a person must give one",
    "withdrawal": "withdrawn on Day 30, before a documented recovery",
    "censoring": "next therapy on Day 30, before a documented recovery",
    "disease-death": "death on Day 22 from the disease, before a documented recovery; counted as evaluable†; no "
    "count-recovery DLT by this rule",
    "unrelated-death": "death on Day 22, unrelated, before a documented recovery",
    "not-treated": "no dose of MEC was given as of Day 60",
    "little-treatment": "recovered on Day 30 (ANC 0.6, platelets 25); last low sample Day 15 (ANC 0.1, platelets 9); "
    "but no more than 60 % of the planned doses of a drug were given or still can be, and without a DLT a subject "
    "needs 80 %† to be evaluable",
    "treatment-goes-on": "doses of MEC are still to come; good counts between them are no recovery",
    "treated-past-window": "the last dose of MEC on Day 45 leaves no day to recover by Day 45",
    "window-open": "not recovered as of Day 40; low on Day 15 (ANC 0.1, platelets 9); Day 45 is the last day in time;"
    " not counted: Day 38 (platelets transfused on Day 37)",
    "no-fall-yet": "no low sample since the last dose of MEC on Day 8, as of Day 12",
    "recovered": "recovered on Day 33 (ANC 0.6, platelets 25); last low sample Day 31 (ANC 0.2, platelets 12); no "
    "count-recovery DLT by this rule",
    "never-below": "never below threshold from the last dose of MEC on Day 8 to Day 45, with a good sample in each "
    "week; no count-recovery DLT by this rule",
    "week-without-sample": "no low sample after the last dose of MEC on Day 8, but no sample that shows good counts "
    "on Day 16 to 22 or Day 23 to 29",
    "unconfirmed": "good from Day 44 on, 2 of 3† values on different days: recovery is not confirmed",
    "confirmed-late": "good from Day 44 on, confirmed on Day 48 by 3† values on different days, and the confirmation†"
    " is the day that counts; count recovery is delayed beyond Day 45",
    "low-on-last-day": "low on Day 45 (WBC 0.3 without a differential, so ANC below 0.5†, platelets 12); marrow of "
    "Day 44 free of leukaemia (2 % blasts, below 5 %†); count recovery is delayed beyond Day 45",
    "low-on-both-sides": "low on Day 43 (ANC 0.3, platelets 12) and on Day 46 (ANC 0.3, platelets 12), 3 days apart, "
    "at most 7†: taken as low on Day 45; marrow of Day 44 free of leukaemia (2 % blasts, below 5 %†); count "
    "recovery is delayed beyond Day 45",
    "not-sustained": "good on Day 44 (ANC 0.6, platelets 25), but low again before 3† values on different days; "
    "marrow of Day 44 free of leukaemia (2 % blasts, below 5 %†); count recovery is delayed beyond Day 45",
    "gap": "low on Day 36 (ANC 0.1, platelets 9) and on Day 50 (ANC 0.3, platelets 12), 14 days apart, more than 7†: "
    "nothing is known of Day 45",
    "good-after": "low on Day 43 (ANC 0.3, platelets 12), good on Day 50 (ANC 0.9, platelets 60), and no sample on "
    "Day 44 or 45 decides whether recovery came in time; not counted: Day 45 (platelets transfused on Day 44)",
    "no-sample-after": "low on Day 43 (ANC 0.3, platelets 12), and no sample after it decides about Day 45",
    "sample-awaited": "low on Day 43 (ANC 0.3, platelets 12), and no sample after it yet decides about Day 45",
    "marrow-awaited": "low on Day 45 (ANC 0.3, platelets 12); no marrow within 7† days of Day 45 that can be read yet",
    "marrow-none": "low on Day 45 (ANC 0.3, platelets 12); no marrow within 7† days of Day 45",
    "marrow-unreadable": "low on Day 45 (ANC 0.3, platelets 12); marrow of Day 44 cannot be read",
    "marrow-leukaemia": "low on Day 45 (ANC 0.3, platelets 12); marrow of Day 44 shows leukaemia (30 % blasts, 5 %† "
    "or more), counted as evaluable†; no count-recovery DLT by this rule",
}


def test_every_rule_has_its_example() -> None:
    """The examples hold each rule that can decide, and each is decided by its own."""
    assert {rule: found.rule for rule, found in EXAMPLES.items()} == dict(zip(REASONS, REASONS, strict=True))
    assert set(changes._BY_RULE) == set(REASONS)


@pytest.mark.parametrize("rule", REASONS)
def test_the_reason_names_days_and_values(rule: str) -> None:
    """Golden reasons, one a rule."""
    assert reason(EXAMPLES[rule]) == REASONS[rule]


@pytest.mark.parametrize("rule", REASONS)
def test_no_more_is_claimed_than_the_rule_says(rule: str) -> None:
    """A verdict without a DLT says "by this rule", no text says "no DLT", and other criteria are always told."""
    found = EXAMPLES[rule]
    texts = [reason(found), *(change.words for change in would_change(found))]
    assert not re.search(r"\bno DLT", " ".join(texts), re.IGNORECASE)
    assert (found.letter == "N") == reason(found).endswith("; no count-recovery DLT by this rule")
    assert OTHER_CRITERIA == "other DLT criteria: not in the sources"


CHANGES = {
    "good-after": "a sample actually taken on Day 44 or 45 with ANC ≥ 0.5† and platelets ≥ 20† (3† days without "
    "platelets transfused): recovered",
    "gap": "a sample actually taken on Day 45 with ANC < 0.5† or platelets < 20†; then marrow decides",
    "marrow-awaited": "a marrow that can be read on Day 46 to 52 with 5 %† blasts or more: no-dlt-disease",
    "low-on-last-day": "the marrow of Day 44 corrected, or one nearer to Day 45, with 5 %† blasts or more: no-dlt-"
    "disease",
    "unrelated-death": "a sample actually taken on Day 10 to 22 with ANC ≥ 0.5† and platelets ≥ 20† (3† days without "
    "platelets transfused), after a low one: recovered",
    "not-sustained": "3† samples actually taken on different days, none low between them, the first on Day 45 with "
    "ANC ≥ 0.5† and platelets ≥ 20† (3† days without platelets transfused)",
    "confirmed-late": "the first day of the run taken as the day of recovery: recovered",
    "death-unattributed": "an attribution to the disease: no-dlt-disease",
    "recovered": "a DLT adjudicated, or a death from treatment, on Day 1 to 45: dlt",
    "window-open": "a sample on Day 40 to 45 with ANC ≥ 0.5† and platelets ≥ 20† (3† days without platelets "
    "transfused): recovered",
}


@pytest.mark.parametrize(("rule", "words"), CHANGES.items(), ids=CHANGES)
def test_what_would_change_it(rule, words) -> None:
    """Golden words, each among what would change the verdict."""
    assert words in [change.words for change in would_change(EXAMPLES[rule])]


@pytest.mark.parametrize(
    ("as_of", "what"), [(45, "a sample on Day 45 with"), (46, "a sample actually taken on Day 44 or 45")]
)
def test_on_the_last_day_a_sample_can_still_be_taken(as_of, what) -> None:
    """From the next day on, only one that was taken and not recorded would count."""
    assert would_change(verdict(LOW, as_of, Facts(marrows=marrow(44))))[0].words.startswith(what)


def test_too_few_days_for_a_confirmation_are_not_offered() -> None:
    """Where two days are left, three values by the last day are no way to another verdict."""
    assert not any("actually taken" in change.words for change in would_change(EXAMPLES["confirmed-late"]))


OFFERED = [
    pytest.param(rule, change, id=f"{rule}: {change.what}, {change.then}")
    for rule, found in EXAMPLES.items()
    for change in would_change(found)
    if change.days and change.then and change.what.startswith(("a sample", "a marrow"))
]


@pytest.mark.parametrize(("rule", "change"), OFFERED)
def test_what_would_change_it_does(rule: str, change: Change) -> None:
    """The sample or marrow offered, put on each day it is offered for, makes the verdict that was told."""
    found = EXAMPLES[rule]
    assert change.days is not None
    for day in range(change.days[0], change.days[1] + 1):
        assert _with(found, change, day).state == change.then


def _with(found: Verdict, change: Change, day: int) -> Verdict:
    """The verdict with one more sample or marrow, and no transfusions in its way."""
    facts = found.case.facts
    if change.what.startswith("a marrow"):
        blasts = Decimal(4 if change.then == "dlt" else 30)
        facts = facts._replace(marrows=(*facts.marrows, Marrow(day, adequate=True, blasts=blasts)))
    else:
        good = Sample(day, 1439, anc=Count(Decimal("0.5")), platelets=Count(Decimal(20)))
        before = (sample("9:0.1/9"),) if "after a low one" in change.needs else ()
        timed = [one._replace(minute=0) if one.day == day else one for one in facts.samples]
        facts = facts._replace(samples=(*before, *timed, good), support=())
    return judge(found.case._replace(facts=facts, as_of=max(found.case.as_of, day)), found.definition)


def test_offered_verdicts_mind_the_least_treatment() -> None:
    """With too little treatment a good sample would not make a subject evaluable, and none is promised."""
    found = verdict("15:0.1/9", 60, ending("withdrawal", 30), treatment=MEC._replace(share=Decimal("0.5")))
    assert [change.then for change in would_change(found)] == ["not-evaluable"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("43:0.2/12", "ANC 0.2, platelets 12"),
        ("43:<0.1/1200", "ANC <0.1, platelets 1,200"),
        ("43:-/12", "no ANC, platelets 12"),
        ("43:0.2/-", "ANC 0.2, no platelets"),
        ("43:-/12/0.3", "WBC 0.3 without a differential, so ANC below 0.5†, platelets 12"),
        ("43:-/12/0.9", "no ANC, platelets 12"),
    ],
)
def test_a_sample_in_words(text, words) -> None:
    """Both counts, what is missing, and white cells where they stand for a differential."""
    assert sample_words(sample(text), HOME) == words


@pytest.mark.parametrize(
    ("days", "words"), [((45, 45), "Day 45"), ((44, 45), "Day 44 or 45"), ((-3, 45), "Day −3 to 45")]
)
def test_days_in_words(days, words) -> None:
    """One day, two, or a span."""
    assert span_words(*days) == words


def test_the_definition_in_words() -> None:
    """Every field is told, marked where no source gives it; hidden thresholds hide all that is assumed."""
    words = described(HOME)
    assert words["thresholds"] == "ANC ≥ 0.5† and platelets ≥ 20† ×10⁹/L"
    assert words["last_day"] == "Day 45"
    assert words["after"] == "looked for after the last dose of MEC†"
    assert words["sustained"] == "one good value†"
    sustained = described(replace(HOME, sustained=True, recovery_day="confirmation"))["sustained"]
    assert sustained == "3 good values on different days; the day is that of the last†"
    hidden = described(replace(HOME, anc=None, platelets=None))
    assert {name for name, text in hidden.items() if not text.startswith(("not in", "ANC ≥ not in"))} == {"last_day"}
    assert label(HOME) == "0.5†/20†, 3† days free, Day 45, leukaemia evaluable†"


def test_many_samples_that_decide_nothing_are_not_all_named() -> None:
    """The last three are named, the others counted."""
    counts = "15:0.1/9 " + " ".join(f"{day}:-/25" for day in range(30, 36))
    assert reason(verdict(counts, 40)).endswith(
        "not counted: Day 33 (no ANC), Day 34 (no ANC), Day 35 (no ANC) and 3 more"
    )


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ("38:0.1/9 38:0.6/25", "Day 38 (samples without times disagree)"),
        ("38:<1.0/25", "Day 38 (below a reporting limit)"),
        ("38:0.6/-", "Day 38 (no platelets)"),
    ],
    ids=["disagree", "reporting limit", "no platelets"],
)
def test_why_a_sample_decides_nothing(counts, words) -> None:
    """Each way in which a sample is undetermined has its words."""
    assert words in reason(verdict(f"15:0.1/9 {counts}", 40))


@pytest.mark.parametrize(
    ("counts", "then"),
    [
        ("15:0.1/9", ["dlt", "no-dlt-disease", "not-evaluable"]),
        ("15:0.1/9 30:0.6/25", ["dlt", "recovered", "recovered"]),
    ],
    ids=["not recovered", "recovered before"],
)
def test_what_an_attribution_would_make(counts, then) -> None:
    """The attributions of a death, each with its verdict; after a recovery only treatment changes it."""
    assert [change.then for change in would_change(verdict(counts, 60, ending("death", 40)))] == then


def test_leukaemia_that_is_not_evaluable_says_so() -> None:
    """The other setting of persistent leukaemia has its own words, and claims no rule."""
    definition = replace(HOME, residual_leukaemia="not_evaluable")
    found = verdict(f"{LOW} 45:0.3/12", 60, Facts(marrows=marrow(44, "30")), definition)
    assert reason(found).endswith("shows leukaemia (30 % blasts, 5 %† or more), counted as not evaluable†")


def test_a_run_cut_short_says_what_ended_it() -> None:
    """A recovery that can no longer be confirmed names the day after which nothing counts."""
    facts = ending("next-therapy", 47)
    found = verdict(f"{LOW} 44:0.6/25 46:0.7/30 48:0.8/40", 60, facts, replace(HOME, sustained=True))
    assert reason(found).endswith("recovery is not confirmed; nothing counts after Day 47")


def test_samples_in_short_are_read_as_meant() -> None:
    """The short form of these tests: day, minute, ANC, platelets, white cells."""
    assert samples("43@60:<0.1/12/0.3") == (
        Sample(43, 60, anc=Count(Decimal("0.1"), below=True), wbc=Count(Decimal("0.3")), platelets=Count(Decimal(12))),
    )
    assert told(verdict("", 10, Facts())).letter == "P"


def test_little_treatment_names_the_death_that_cut_it_short() -> None:
    """Whoever died is not told of samples that nobody could take."""
    found = verdict("5:0.1/9", 60, ending("death", 7, "disease"), treatment=MEC._replace(share=Decimal("0.6")))
    assert found.rule == "little-treatment"
    assert reason(found).startswith("death on Day 7 from the disease, before a documented recovery")
    assert "sample" not in reason(found)
