"""What a follow-up does to a deviation, and what it cannot do; the keys by which follow-ups find deviations."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import HOME, act, dose, record, report
from test_deviations_properties import ANY_RECORD

from regimen.findings import Severity
from regimen.record.facts import FollowUp, Hold
from regimen.schedule.moves import planned

KEY = "deferred-series:MEC:d4"
ACTION = FollowUp(KEY, 12, corrective_action="start days are checked by two")
CAUSE = FollowUp(KEY, 11, cause="fever", impact="two days fewer")
APPROVAL = FollowUp(KEY, 11, approved_day=3, approved_by="sponsor")


def deferred(*follow_ups: FollowUp, **given):
    """The report on MEC two days late, with these follow-ups."""
    return report(HOME, record(HOME, {"MEC": "6-10"}, follow_ups=follow_ups), **given)


@pytest.mark.parametrize(
    ("follow_ups", "still_open"),
    [
        ((), True),
        ((CAUSE,), True),
        ((APPROVAL,), True),
        ((CAUSE, APPROVAL), True),
        ((ACTION,), False),
        ((CAUSE, APPROVAL, ACTION), False),
        ((ACTION, CAUSE), False),
        ((ACTION._replace(deviation="deferred-series:MEC:d5"),), True),
    ],
    ids=["none", "a cause", "an approval", "both", "an action", "everything", "a cause after it", "of another one"],
)
def test_only_a_corrective_action_closes(follow_ups, still_open) -> None:
    """The deviation stays a finding in any case."""
    found = deferred(*follow_ups)
    (one,) = found.deviations
    assert (one.important, one.open, found.open) == (True, still_open, int(still_open))


def test_an_act_closes_nothing() -> None:
    """It explains, and the deviation is open until something is done about it."""
    moved = planned(HOME, [act("defer", 4, by=2, what=["MEC"])])
    (before,) = deferred(planned=moved).deviations
    (after,) = deferred(ACTION, planned=moved).deviations
    assert (before.explained_by, before.open, after.open) == (1, True, False)


def test_later_follow_ups_add_to_earlier_ones() -> None:
    """What they say takes the place of what was said; what they leave out stays."""
    (one,) = deferred(CAUSE, APPROVAL, CAUSE._replace(day=14, cause="staffing", impact=None)).deviations
    assert one.follow_up == FollowUp(KEY, 14, None, "staffing", "two days fewer", None, 3, "sponsor")


@pytest.mark.parametrize(
    ("follow_up", "codes"),
    [
        (CAUSE, []),
        (APPROVAL, []),
        (APPROVAL._replace(approved_day=4), []),
        (APPROVAL._replace(approved_day=5), ["approval-not-prospective"]),
        (CAUSE._replace(deviation="deferred-series:MEC:d5"), ["follow-up-unmatched"]),
        (CAUSE._replace(deviation="anything"), ["follow-up-unmatched"]),
    ],
    ids=["fits", "before", "on its first day", "a day later", "another day", "nothing like it"],
)
def test_what_is_doubtful_about_follow_ups(follow_up, codes) -> None:
    """A key that no deviation has, and an approval that came when it had happened."""
    found = deferred(follow_up._replace(key="follow_ups[1]")).doubtful
    assert [one.code for one in found] == codes
    assert all(one.severity is Severity.OTHER and one.subject == "follow_ups[1]" for one in found)


def test_a_key_that_is_nearly_one_is_told() -> None:
    """With the one that was probably meant."""
    (found,) = deferred(CAUSE._replace(deviation="deferred-series:MEC:d5")).doubtful
    assert "there is no deviation 'deferred-series:MEC:d5'; did you mean deferred-series:MEC:d4?" in found.message


def test_a_follow_up_counts_from_its_day() -> None:
    """Judged as of the day before, nothing was done yet."""
    (before,), (after,) = (deferred(ACTION, as_of=day).deviations[:1] for day in (11, 12))
    assert (before.open, after.open) == (True, False)


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        (
            record(HOME, holds=(Hold(("lenalidomide",), 3, 3, "rash"), Hold(("lenalidomide",), 3, 4, "fever"))),
            ["dose-during-hold:LEN:d3", "dose-during-hold:LEN:d3:2"],
        ),
        (
            record(HOME, more=[dose("daunorubicin", 5, "10 mg"), dose("daunorubicin", 7, "20 mg")]),
            ["extra:daunorubicin:d5", "extra:daunorubicin:d7"],
        ),
        (record(HOME, {"mitoxantrone": "4-7", "etoposide": "4-7"}), ["missed:mitoxantrone+etoposide:d8"]),
    ],
    ids=["two holds on one day", "two days", "part of a block"],
)
def test_keys(facts, keys) -> None:
    """Class, subject and first day, and a number where that is not enough; no key needs quotes in a shell."""
    assert sorted(one.key for one in report(HOME, facts).deviations) == keys


@given(facts=ANY_RECORD, as_of=st.none() | st.integers(1, 50), seed=st.integers(0, 9))
def test_keys_are_unique_and_stay(facts, as_of, seed) -> None:
    """Whatever was given, and in whatever order it was recorded: each deviation has a key of its own, and keeps it."""
    found = report(HOME, facts, as_of=as_of).deviations
    keys = [one.key for one in found]
    assert len(set(keys)) == len(keys)
    given = random.Random(seed).sample(facts.given, len(facts.given))  # noqa: S311 - a shuffle, not a secret
    again = report(HOME, facts._replace(given=tuple(given)), as_of=as_of).deviations
    assert [(one.key, one.message) for one in again] == [(one.key, one.message) for one in found]
    assert not any(" " in key for key in keys)
