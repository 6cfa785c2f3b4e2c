"""When a subject was or may be complete: asked of the verdict, case by case, and on any calendar."""

import datetime as dt

import pytest
from cohort_courses import DAY_1, GOOD, LOW, counts, judged, on, one
from hypothesis import given
from hypothesis import strategies as st

from regimen.days import DAY_ONE
from regimen.errors import RegimenError
from regimen.escalation.timing.members import Member, member

MARROW_50 = f"  marrow: [{{date: {on(50)}, adequate: yes, blasts: 1}}]\n"
LEUKAEMIA_40 = f"  marrow: [{{date: {on(40)}, adequate: yes, blasts: 30}}]\n"
DEATH = f"  death: {{date: {on(12)}, attribution: unknown}}\n"
WITHDRAWN = f"  withdrawal: {{date: {on(12)}}}\n"
TOXIC = (
    f"  toxicities: [{{date: {on(14)}, term: bleeding, grade: 4, ctcae: '5.0', attribution: treatment, dlt: yes}}]\n"
)
DOUBTFUL = (
    f"  toxicities: [{{date: {on(14)}, term: bleeding, grade: 4, ctcae: '5.0', attribution: unknown, dlt: yes}}]\n"
)
LOW_45 = {**counts(), 45: LOW}
SUSTAINED = {"sustained": "three-first-of-run"}
KNOWN = {
    "recovered on Day 29": (30, {"samples": counts(29)}, ("N", 29)),
    "recovered long ago": (200, {"samples": counts(36)}, ("N", 36)),
    "never below": (60, {"samples": dict.fromkeys(counts(), GOOD)}, ("N", 45)),
    "leukaemia in a marrow before Day 45": (60, {"samples": LOW_45, "more": LEUKAEMIA_40}, ("N", 45)),
    "a DLT by a marrow after Day 45": (60, {"samples": LOW_45, "more": MARROW_50}, ("T", 50)),
    "a DLT adjudicated": (60, {"more": TOXIC}, ("T", 14)),
    "no marrow": (60, {"samples": LOW_45}, ("X", 53)),
    "withdrawn": (20, {"more": WITHDRAWN}, ("X", 12)),
}
AHEAD = {
    "before Day 1": (-5, {}, (10, 45, 52)),
    "while doses are given": (6, {}, (10, 45, 52)),
    "after the last dose, low today": (9, {}, (10, 45, 52)),
    "low, no sample today": (20, {}, (20, 45, 52)),
    "low today": (22, {}, (23, 45, 52)),
    "no sample yet": (20, {"samples": {}}, (21, 45, 52)),
    "good today, never low": (22, {"samples": {22: GOOD}}, (24, 45, 52)),
    "the last day": (45, {}, (45, 45, 52)),
    "a sample is awaited": (46, {}, (46, 52, 52)),
    "a marrow is awaited": (48, {"samples": LOW_45}, (48, 52, 52)),
    "a death to be attributed": (20, {"more": DEATH}, (20, 20, 20)),
    "a DLT flag to be settled": (20, {"more": DOUBTFUL}, (20, 45, 52)),
}
BY_COUNTS = {name: row for name, row in AHEAD.items() if "more" not in row[1] and row[0] <= 45}
"""Those whose best day hangs on counts alone, not on a person or a marrow."""


def day_of(date: dt.date | None) -> int | None:
    """The study day of a date."""
    return None if date is None else DAY_ONE.day((date - DAY_1).days)


@pytest.mark.parametrize(("day", "course", "expected"), KNOWN.values(), ids=KNOWN)
def test_a_verdict_is_known_from_a_day_on(day: int, course, expected) -> None:
    """Letter, and the first day on which the record already said so; whoever waits for Day 45 is complete with it."""
    found = one(day, **course)
    assert (found.letter, day_of(found.done)) == expected
    assert found.ahead is None


@pytest.mark.parametrize(("day", "course", "expected"), AHEAD.values(), ids=AHEAD)
def test_a_pending_subject_may_be_complete_on_three_days(day: int, course, expected) -> None:
    """First day on which good counts would do, last day of the window, last day on which anything may decide."""
    found = one(day, **course)
    assert (found.letter, found.done) == ("P", None)
    assert found.ahead is not None
    assert tuple(map(day_of, found.ahead)) == expected


@pytest.mark.parametrize(("day", "course", "expected"), BY_COUNTS.values(), ids=BY_COUNTS)
def test_the_best_day_is_one_on_which_the_verdict_would_be_made(day: int, course, expected) -> None:
    """With good counts from today to the best day the real record says N on it, and not a day before."""
    best = expected[0]
    samples = dict(course.get("samples", counts()))
    taken = {when: text for when, text in samples.items() if when <= day}
    begin = max(day if day not in taken else day + 1, 9)
    fallen = any(when > 8 and text == LOW for when, text in taken.items())
    more = {when: GOOD if fallen or when > begin else LOW for when in range(begin, best + 1)}
    assert one(best, samples={**taken, **more}).letter == "N"
    assert one(best - 1, samples={**taken, **more}).letter == "P"


def test_a_sustained_recovery_is_complete_once_it_is_confirmed() -> None:
    """Three values on different days: the day of recovery is the first, the subject is complete on the third."""
    text = {**counts(29), 31: GOOD, 33: GOOD}
    assert day_of(one(40, samples=text).done) == 29
    assert day_of(one(40, SUSTAINED, samples=text).done) == 33
    pending = one(30, SUSTAINED, samples=text)
    assert pending.state == "pending-confirmation"
    assert pending.ahead is not None
    assert day_of(pending.ahead.best) == 31


def test_a_protocol_without_a_window_is_refused() -> None:
    """It has no verdict to wait for."""
    text = "format: 1\nprotocol: beam\nreference_date: 2026-12-01\n"
    with pytest.raises(RegimenError, match="no count-recovery window"):
        member("T-07", judged(text, DAY_1))


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 1, 1)))
def test_the_window_closes_44_days_after_day_1_whatever_the_calendar(day1: dt.date) -> None:
    """Leap days, month ends and nights with 23 or 25 hours move nothing: days are counted, not hours or months."""
    found = one(20, day1=day1)
    assert (found.closes - found.day1).days == 44
    assert found.closes.weekday() == (found.day1.weekday() + 2) % 7
    assert (found.day, found.days_left) == (20, 25)
    assert found.ahead is not None
    assert [(date - found.day1).days + 1 for date in found.ahead] == [20, 45, 52]


def test_a_member_is_made_of_plain_values() -> None:
    """Everything a screen shows is there without another question to the record."""
    found: Member = one(20)
    assert (found.id, found.level, found.actual, found.last_day) == ("T-07", "d10-50", True, 45)
    assert "not recovered as of Day 20" in found.reason
