"""What is said of a deviation: message, planned, actual, what would clear it, marks, categories and codes."""

import pytest
from plans import FIRST_VERSION, HOME, act, dose, record, report, small, told

from regimen.deviations.classes import CLASSES, Code
from regimen.deviations.deviation import Deviation
from regimen.deviations.outcomes import Outcome
from regimen.deviations.rules import RULES, Category
from regimen.deviations.standard import Other
from regimen.findings import Severity
from regimen.record.facts import Ending, Facts, Hold
from regimen.schedule.items import Schedule
from regimen.schedule.moves import planned


def one(facts: Facts, schedule: Schedule = HOME, **given: object) -> Deviation:
    """The only deviation of a record."""
    (found,) = report(schedule, facts, **given).deviations
    return found


def amount(agent: str, day: int, text: str) -> Facts:
    """The home record with another amount of a drug on one day."""
    facts = record(HOME)
    given = tuple(dose(agent, day, text) if (was.agent, was.day) == (agent, day) else was for was in facts.given)
    return facts._replace(given=given)


def given_by(agent: str, day: int, route: str) -> Facts:
    """The home record with another route of a drug on one day."""
    facts = record(HOME)
    return facts._replace(
        given=tuple(was._replace(route=route) if (was.agent, was.day) == (agent, day) else was for was in facts.given)
    )


CASES = [
    (record(HOME, {"LEN": "1-4,6-10"}), {}, "LEN of Day 5 was not given (1 dose)",
     "Day 5", "not given", "a dose recorded on Day 5"),
    (record(HOME, {"MEC": "4-6"}), {}, "MEC of days 7-8 was not given (6 doses)",
     "days 7-8", "not given", "doses recorded on days 7-8"),
    (record(HOME, {"MEC": "4-8,12"}), {}, "MEC was given on Day 12, after the last planned day (3 doses)",
     "no dose", "Day 12", "no dose recorded on Day 12"),
    (record(HOME, {"mitoxantrone": "4-8,8"}), {}, "mitoXANTRONE was given on Day 8, more often than planned (1 dose)",
     "fewer doses", "Day 8", "one dose less recorded on Day 8"),
    (record(HOME, more=[dose("daunorubicin", 5)]), {},
     "DAUNOrubicin was given on Day 5, for which the plan has no dose (1 dose)",
     "no dose", "Day 5", "no dose recorded on Day 5"),
    (record(HOME, {"MEC": "6-10"}), {}, "MEC was given on days 6-10 instead of days 4-8, 2 days later (15 doses)",
     "days 4-8", "days 6-10", "doses recorded on days 4-8"),
    (record(HOME, {"MEC": "3,5-8"}), {}, "MEC was given on Day 3 instead of Day 4, 1 day earlier (3 doses)",
     "Day 4", "Day 3", "doses recorded on Day 4"),
    (amount("lenalidomide", 5, "75 mg"), {},
     "LEN on Day 5: 75 mg instead of 50 mg, 150 % of the planned amount (1 dose)",
     "50 mg", "75 mg", "an amount of 45 mg† to 55 mg† recorded"),
    (amount("mitoxantrone", 5, "31 mg"), {},
     "mitoXANTRONE on Day 5: 31 mg instead of 15.49 mg†, 200 % of the planned amount (1 dose)",
     "15.49 mg†", "31 mg", "an amount of 13.94 mg† to 17.04 mg† recorded"),
    (record(HOME, {"etoposide": "4,6-8"}, more=[dose("daunorubicin", 5)]), {},
     "DAUNOrubicin was given on Day 5 instead of etoposide (1 dose)",
     "etoposide", "DAUNOrubicin", "etoposide recorded on Day 5 instead of DAUNOrubicin"),
    (given_by("etoposide", 5, "SC"), {}, "etoposide was given subcutaneously instead of IV on Day 5 (1 dose)",
     "IV", "subcutaneously", "route IV recorded on Day 5"),
    (record(HOME, {"LEN": "1-14"}), {"others": (Other("version 1, d14-10", FIRST_VERSION),)},
     "LEN followed version 1, d14-10: given on days 11-14 otherwise than in force (4 doses)",
     "the version and level in force", "version 1, d14-10", "doses as the version and level in force say"),
    (record(HOME, holds=(Hold(("etoposide",), 6, 7, "rash"),)), {},
     ("etoposide was given on days 6-7 in spite of a hold: rash (2 doses); cannot classify: the rule is not in the "
      "sources (when to hold a drug; the record holds it: rash)"),
     "held", "days 6-7", "no dose recorded on days 6-7, or a hold with other days"),
    (record(HOME, counts="1-15,22,29,36,42"), {},
     "no neutrophils and platelets counted on days 43-45†, which decide whether counts recovered by Day 45",
     "days 43-45†", "not done", "a sample actually taken on days 43-45†, or recovery documented before"),
    (record(HOME, counts="1-6,8-15,22,29,36,43"), {}, "Blood counts and chemistry of Day 7: not done",
     "Day 7", "not done", "one recorded on Day 7"),
    (record(HOME, counts="1-15,24,29,36,43"), {},
     "Blood counts and chemistry of Day 22†: done on Day 24; in time: days 21-23†",
     "Day 22†", "Day 24", "one recorded on days 21-23†"),
    (record(HOME, marrow=""), {"recovered": 30}, "Bone marrow at count recovery of days 20-45: not done",
     "days 20-45", "not done", "one recorded on days 20-45"),
    (record(HOME, counts="1-15,29,36,43"), {}, "Blood counts and chemistry of Day 22†: not done; in time: days 21-23†",
     "Day 22†", "not done", "one recorded on days 21-23†"),
    (record(HOME, counts="1-15,36,43"), {}, "Blood counts and chemistry of days 22,29†: not done",
     "days 22,29†", "not done", "one each recorded on days 22,29†"),
    (record(HOME, {"etoposide": "4,6-8", "cytarabine": "4,6-8"}), {},
     "etoposide and cytarabine of Day 5 were not given (2 doses)", "Day 5", "not given", "doses recorded on Day 5"),
    (record(HOME, {"etoposide": "5-9", "cytarabine": "5-9"}), {},
     "etoposide and cytarabine were given on days 5-9 instead of days 4-8, 1 day later (10 doses)",
     "days 4-8", "days 5-9", "doses recorded on days 4-8"),
    (record(HOME, marrow="46"), {"recovered": 30},
     "Bone marrow at count recovery of days 20-45: done on Day 46",
     "days 20-45", "Day 46", "one recorded on days 20-45"),
    (record(HOME), {"reference_shift": -1},
     "the reference day came 1 day earlier than planned; all days count from the actual one",
     "the planned date", "1 day earlier", "a first dose on the planned date"),
    (record(HOME, {"LEN": "1-4,6-10"}), {"planned": planned(HOME, [act("omit", 5, what=["LEN"])])},
     "LEN of Day 5 was not given (1 dose); act 1 covers it", "Day 5", "not given", "a dose recorded on Day 5"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "given", "message", "planned_words", "actual", "would_clear"), CASES, ids=[case[2][:40] for case in CASES]
)
def test_messages(facts, given, message, planned_words, actual, would_clear) -> None:
    """Each says what happened, what was planned, and what would clear it; assumed values carry their mark."""
    found = one(facts, **given)
    assert (found.message, found.planned, found.actual, found.would_clear) == (
        message, planned_words, actual, would_clear,
    )  # fmt: skip


def test_an_order_broken_is_told_with_both_blocks() -> None:
    """Beside it stands the series that came early."""
    found, moved = report(HOME, record(HOME, {"MEC": "-1,1-4"})).deviations
    assert found.message == "MEC was given on Day −1, before the first day of LEN; LEN comes first"
    assert found.would_clear == "MEC recorded on or after the first day of LEN"
    assert moved.message.startswith("MEC was given on days −1 to 4 instead of days 4-8, 4 days earlier")


def test_doses_put_off_are_told_with_the_day_they_are_put_off_to() -> None:
    """A deferral still to come names the days that the act gives."""
    facts = record(HOME, {"LEN": "1-6", "MEC": ""}, marrow="")
    found = one(facts, as_of=6, planned=planned(HOME, [act("defer", 4, by=2, what=["MEC"])]))
    assert found.message == "MEC of days 4-5: put off to days 6-7, 2 days later (6 doses); act 1 covers it"


def test_days_left_out_by_another_version_are_told() -> None:
    """The version followed may also have fewer days."""
    found = one(record(FIRST_VERSION, {"LEN": "1-10"}), FIRST_VERSION, others=(Other("version 2, d10-10", HOME),))
    assert found.message == "LEN followed version 2, d10-10: not given on days 11-14 (4 doses)"


def test_amounts_of_several_drugs_are_told_by_drug() -> None:
    """A block at half its amounts names each of them once."""
    facts = record(HOME)
    given = tuple(
        was._replace(amount=was.amount.times(0)) if was.agent in ("etoposide", "cytarabine") and was.day == 5 else was
        for was in facts.given
    )
    found = one(facts._replace(given=given))
    assert found.message.startswith(
        "etoposide and cytarabine on Day 5: etoposide 0 mg and cytarabine 0 mg instead of etoposide 154.92 mg† "
        "and cytarabine 1,936.49 mg†, 0 % of the planned amount"
    )


@pytest.mark.parametrize(
    ("facts", "given", "rule", "category"),
    [
        (record(HOME, {"LEN": "1-4,6-10"}), {}, "oral-dose", "other"),
        (record(HOME, {"LEN": "1-8"}), {}, "oral-doses", "important"),
        (record(HOME, {"MEC": "4-7"}), {}, "parenteral-dose", "important"),
        (record(HOME, {"MEC": "5-9"}), {}, "day-moved", "other"),
        (record(HOME, {"MEC": "6-10"}), {}, "days-moved", "important"),
        (record(HOME, {"LEN": "1-11"}), {}, "past-the-plan", "important"),
        (record(HOME, {"LEN": "1-10,10"}), {}, "given-twice", "important"),
        (amount("lenalidomide", 5, "75 mg"), {}, "amount", "important"),
        (given_by("etoposide", 5, "PO"), {}, "wrong-treatment", "important"),
        (
            record(HOME, {"LEN": "1-14"}),
            {"others": (Other("version 1", FIRST_VERSION),)},
            "wrong-schedule",
            "important",
        ),
        (record(HOME, holds=(Hold((), 10, 10, "x"),)), {}, "during-hold", "important"),
        (record(HOME, counts="1-15,22,29,36,42"), {}, "deciding-counts", "important"),
        (record(HOME, counts="1-6,8-15,22,29,36,43"), {}, "assessment", "other"),
        (record(HOME, counts="1-6,9-15,22,29,36,43"), {}, "counts-in-a-row", "important"),
        (record(HOME, marrow="46"), {"recovered": 30}, "assessment", "other"),
        (record(HOME, marrow=""), {"recovered": 30}, "marrow-missing", "important"),
        (record(HOME), {"reference_shift": 4}, "reference-day", "other"),
    ],
)
def test_rules_of_category(facts, given, rule, category) -> None:
    """Which rule makes a finding important, at the edges of each."""
    found = one(facts, **given)
    assert (found.rule, found.category) == (rule, category)


@pytest.mark.parametrize(
    ("line", "text", "rule"),
    [
        ("days: 1-5", "1-2,4-5", "oral-doses"),
        ("days: 1-6", "1-2,4-6", "oral-dose"),
        ("days: 1-6", "1-6,6", "given-twice"),
        ("days: '1,8,15,22,29,36'", "1,4,8,15,22,29,36", "oral-dose"),
        ("days: 1-6, route: IV", "1-2,4-6", "parenteral-dose"),
        ("days: 1-6, route: IV, purpose: supportive", "1-2,4-6", "supportive-drug"),
        ("days: 1-6, route: IV, purpose: rescue", "1-2,4-6", "parenteral-dose"),
        ("days: '1,8', route: IV, other_routes: [SC]", "", "parenteral-dose"),
    ],
    ids=["20 %", "below 20 %", "twice", "an extra dose", "into a vein", "supportive", "rescue", "omitted"],
)
def test_rules_of_single_doses(line, text, rule) -> None:
    """One oral dose of many is other, two or 20 % important, any other route important; supportive drugs are other."""
    schedule = small(line)
    assert one(record(schedule, {"one": text}), schedule).rule == rule


def test_every_rule_has_been_asked() -> None:
    """The rules not in these tables are those of other tests: permitted outcomes and the order of blocks."""
    (order, *_) = report(HOME, record(HOME, {"MEC": "-1,1-4"})).deviations
    assert order.rule == "order"
    assert [rule.id for rule in RULES] == list(dict.fromkeys(rule.id for rule in RULES))
    assert {rule.category for rule in RULES} == set(Category)


def test_classes_and_categories_in_the_words_of_others() -> None:
    """Major or minor, and the variables of the SDTM domain DV, with terms of our own."""
    important, other = one(record(HOME, {"MEC": "6-10"})), one(record(HOME, {"MEC": "5-9"}))
    assert (important.major_minor, important.dvcat, important.dvdecod) == ("major", "IMPORTANT", "SERIES DEFERRED")
    assert (other.major_minor, other.dvcat) == ("minor", "OTHER")
    held = one(record(HOME, holds=(Hold((), 10, 10, "x"),)))
    assert (held.outcome, held.major_minor, held.dvcat) == (Outcome.UNCLASSIFIABLE, None, None)
    assert len({what.decode for what in CLASSES.values()}) == len(Code)


def test_weights_among_findings() -> None:
    """Important, other, a question, and information."""
    cycles = small("days: 1", cycle="length: 28, count: 2, fewest: 1")
    lines = small("days: 1-2", cycle="length: 28, count: 2, fewest: 1")
    weights = [
        one(record(HOME, {"MEC": "6-10"})),
        one(record(HOME, {"MEC": "5-9"})),
        one(record(HOME, holds=(Hold((), 10, 10, "x"),))),
        one(record(lines, {"one": "1-2"}), lines),
    ]
    assert [found.severity for found in weights] == [
        Severity.IMPORTANT, Severity.OTHER, Severity.OTHER, Severity.INFO,
    ]  # fmt: skip
    assert [found.important for found in weights] == [True, False, False, False]
    assert one(record(cycles, {"one": "1"}), cycles).code is Code.MISSED


def test_a_deviation_is_a_finding_among_others() -> None:
    """Code, weight, message and subject; its source is the rule, or what the protocol says."""
    found = one(record(HOME, {"MEC": "6-10"})).finding
    assert (found.code, found.severity, found.subject, found.source) == (
        "deferred-series", "important", "MEC", "days-moved",
    )  # fmt: skip


def test_keys_stay_the_same_as_the_record_grows() -> None:
    """A corrective action names a finding by class, subject and first day."""
    for day in (9, 12, None):
        found = report(HOME, record(HOME, {"MEC": "6-10"}), as_of=day).deviations
        assert [one.key for one in found if one.subject == "MEC"] == ["deferred-series:MEC:d4"]


def test_findings_stand_in_order_of_days() -> None:
    """By first day, then in protocol order."""
    facts = record(
        HOME, {"LEN": "1-4,6-10", "MEC": "4,6-8"}, counts="1-2,4-15,22,29,36,43", endings=(Ending("relapse", 50),)
    )
    assert told(report(HOME, facts)) == ["assessment-missed bloods-daily 3> x0", "missed LEN 5> x1", "missed MEC 5> x3"]


def test_each_says_why() -> None:
    """The class's meaning, the category, and the rule behind it with its source."""
    assert one(record(HOME, {"MEC": "5-9"})).why == (
        "The doses of two or more days were given later by the same number of days. Other: One day changes little. "
        "(our convention†)"
    )
