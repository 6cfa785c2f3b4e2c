"""An act before it is made: what it can be about, how far it reaches, and in words what it will do."""

import pytest
from sessions import AMEND, CEASE, DEFER, OMIT, acts_of, session_of

from regimen.courseacts import read_act
from tui.acting import effect, kinds, past_words, scopes, whats


@pytest.mark.parametrize(
    ("move", "lines"),
    [
        (
            DEFER,
            (
                "mitoXANTRONE, etoposide, cytarabine: days 4-8 → days 6-10",
                "  Fri 04 Dec 2026 to Tue 08 Dec 2026",
                "  → Sun 06 Dec 2026 to Thu 10 Dec 2026",
                "The window closes on Day 45, Thu 14 Jan 2027, as before.",
                "LEN: 35 days from the last dose (Day 10) to Day 45; as before",
                "MEC: 35 days from the last dose (Day 10) to Day 45; before: 37",
            ),
        ),
        (OMIT, ("etoposide: day 6 left out", "  Sun 06 Dec 2026", "doses still planned: etoposide: 4 of 5 doses")),
        (
            CEASE,
            (
                "lenalidomide: days 9-10 left out",
                "LEN: 37 days from the last dose (Day 8) to Day 45; before: 35",
            ),
        ),
        (
            AMEND,
            (
                "lenalidomide: days 11-14 added",
                "lenalidomide: 50 mg → 10 mg",
                "LEN: 31 days from the last dose (Day 14) to Day 45; before: 35",
            ),
        ),
        ({**CEASE, "day": "4", "what": ["MEC"]}, ("MEC: no dose is left",)),
        (
            {**DEFER, "by": "40"},
            ("MEC: the last dose (Day 48) comes 3 days after Day 45; before: 37",),
        ),
        ({**OMIT, "day": "4", "scope": "following"}, ("doses still planned: etoposide: 0 of 5 doses",)),
    ],
    ids=["defer", "omit", "cease", "amend", "none-left", "past-the-window", "omit-all"],
)
def test_what_an_act_will_do_is_told(session, move, lines) -> None:
    """Days and dates before and after, and the days left from the last LEN and MEC to Day 45."""
    told = list(effect(session.plan, session.with_act(read_act(move))))
    assert [line for line in lines if line not in told] == []


def test_a_dose_on_a_blackout_date_is_told_before_the_act(session) -> None:
    """Deferring MEC onto a date on which nothing can be given says so."""
    session.change("blackouts", "2026-12-10")
    session.act(read_act(CEASE))  # no LEN on that date either
    told = list(effect(session.plan, session.with_act(read_act(DEFER))))
    assert [line for line in told if line.startswith("to remark: Thu 10 Dec 2026 (Day 10) is a blackout date")]


def test_hidden_assumptions_stay_hidden_in_the_words(session) -> None:
    """A drug whose days are assumed moves by days that are not in the sources, and its dose too."""
    session.begin("nct01904643")
    move = read_act({"act": "defer", "day": "1", "by": "3", "why": "x"})
    shown, hidden = (list(effect(session.plan, session.with_act(move), hide=hide)) for hide in (False, True))
    assert not [line for line in shown if "not in the sources" in line]
    assert [line for line in hidden if line == "lenalidomide: days not in the sources"]
    assert not [line for line in hidden if line.startswith("lenalidomide: days ") and line.endswith("-")]


def test_what_can_be_acted_on(session) -> None:
    """All doses of the day, its blocks, the drugs of MEC; on a day without doses only another version."""
    assert [offer.key for offer in whats(session.plan, 4)] == [
        "",
        "LEN",
        "MEC",
        "mitoxantrone",
        "etoposide",
        "cytarabine",
    ]
    assert [offer.key for offer in whats(session.plan, 2)] == ["", "LEN"]
    assert [offer.key for offer in kinds(session.plan, 4)] == ["defer", "omit", "cease", "amend"]
    assert [offer.key for offer in kinds(session.plan, 20)] == ["amend"]


def test_lines_of_one_drug_can_be_acted_on_by_themselves() -> None:
    """Where a drug has several lines on a day, each can be named; an act on one leaves the other."""
    session = session_of("mfolfox6")
    assert [offer.key for offer in whats(session.plan, 1) if "fluorouracil" in offer.key] == [
        "fluorouracil",
        "fluorouracil-bolus",
        "fluorouracil-46h",
    ]
    session.act(read_act({"act": "omit", "day": "1", "what": ["fluorouracil-bolus"], "why": "x"}))
    assert [left.item.id for left in session.plan.schedule.left_out] == ["fluorouracil-bolus:d1"]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("defer", ["following", "day", "cycle"]),
        ("omit", ["day", "cycle", "following"]),
        ("cease", ["following", "cycle"]),
    ],
)
def test_the_usual_scope_comes_first(session, act, expected) -> None:
    """A deferral and a stop hold for all that follows, an omission for its day; a stop for one day is an omission."""
    assert [offer.key for offer in scopes(act, session.plan)] == expected


def test_no_scope_of_a_cycle_without_cycles() -> None:
    """A transplant protocol without cycles has no act for a cycle."""
    assert "cycle" not in [offer.key for offer in scopes("omit", session_of("beam").plan)]


def test_what_was_given_under_the_other_version_stays_given(session) -> None:
    """A move to another level says on which days before it the two differ."""
    assert list(past_words(session.course, read_act(AMEND), session.find)) == [
        "The versions differ before Day 6, on days 1, 2, 3, 4, 5; what was given there stays given."
    ]


def test_each_act_has_its_own_effect(session) -> None:
    """The list of acts shows what each did to the plan as it stood then, across versions."""
    acts_of(session, DEFER, AMEND, OMIT | {"day": "7"})
    steps = session.act_steps()
    told = [next(effect(before, after)) for before, after in steps]
    assert told == [
        "mitoXANTRONE, etoposide, cytarabine: days 4-8 → days 6-10",
        "lenalidomide: days 11-14 added",
        "etoposide: day 7 left out",
    ]
    assert [after.resolved.protocol.version for _, after in steps] == ["2", "1", "1"]
