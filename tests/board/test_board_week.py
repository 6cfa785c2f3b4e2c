"""The weekly list: the week before a call, the week after it, and what is asked."""

import datetime as dt

from boards import LOW, on, reviewed

from regimen.board.week import Week, week

MORE = "\n".join(
    [
        f"  transfusions: [{{date: {on(3)}, product: platelets}}, {{date: {on(11)}, product: platelets}}]",
        f"  toxicities: [{{date: {on(9)}, term: febrile neutropenia, grade: 3, ctcae: 5.0, attribution: disease}}]",
        f"  holds: [{{date: {on(2)}, end: {on(2)}, reason: before}}, {{date: {on(10)}, reason: rash}}]",
        f"  assessments: [{{date: {on(6)}, assessment: exam-daily}}]",
    ]
)
ACTS = (
    "acts: [{act: omit, day: 8, what: [etoposide], why: bilirubin, on: %s}, "
    "{act: omit, day: 9, what: [LEN], why: rash, on: %s}, {act: omit, day: 10, what: [LEN], why: rash}]"
)


def listed(call: int, day: int | None = None, **course: object) -> Week:
    """The weekly list of a call on a study day, judged on it or on an earlier day."""
    return week("T-07", reviewed(day or call, **course), on(call))


def test_the_past_week_is_the_seven_days_before_the_call() -> None:
    """A call on Day 12 looks back on Days 5 to 11, both included, and on nothing else."""
    found = listed(12, more=MORE, acts=ACTS % (on(4), on(8)))
    assert (found.first_day, found.last_day) == (5, 11)
    assert sorted({one.day for one in found.facts.given if one.agent == "lenalidomide"}) == [5, 6, 7, 8, 9, 10]
    assert [one.day for one in found.facts.samples] == list(range(5, 12))
    assert [one.day for one in found.facts.support] == [11]
    assert [one.term for one in found.facts.toxicities] == ["febrile neutropenia"]
    assert [one.reason for one in found.facts.holds] == ["rash"]
    assert [(one.name, one.day) for one in found.facts.done] == [("Clinical exam", 6)]
    assert [one.day for one in found.acts] == [9]


def test_the_coming_week_begins_on_the_day_of_the_call() -> None:
    """A call on Day 12 looks ahead to Day 18; the sample of Day 22 is out of sight."""
    found = listed(12).standing.due
    assert sorted({one.day for one in found if one.entry.id.startswith("bloods")}) == [13, 14, 15]
    assert max(one.first_day for one in found) <= 18


def test_a_call_ahead_is_judged_today() -> None:
    """For a call on Day 15 looked at on Day 12, Days 12 to 14 are due, and the week after the call is in sight."""
    found = listed(15, 12, until=11)
    assert {one.day for one in found.standing.due if one.entry.id == "bloods-daily"} == {12, 13, 14}
    assert found.standing.overdue == ()
    assert max(one.first_day for one in found.standing.due) == 21
    assert [one.day for one in found.facts.samples] == [8, 9, 10, 11]


def test_questions_come_from_record_and_verdict() -> None:
    """What a person has to settle, and what in the record is worth a second look; what is only information is not."""
    death = f"  death: {{date: {on(11)}, attribution: unknown}}"
    odd = {**dict.fromkeys(range(1, 11), LOW), 11: ("400", "9")}
    codes = [one.code for one in listed(12, counts=odd, more=death).questions]
    assert codes == ["count-questionable", "needs-adjudication"]
    assert listed(12).questions == ()


def test_deviations_stand_in_the_week_in_which_they_end() -> None:
    """MEC two days late, from Day 6 to 10, is news in the call of Day 12 and not in that of Day 22."""
    late = {"mec_days": range(6, 11)}
    assert [one.code for one in listed(12, **late).deviations] == ["deferred-series"]
    assert listed(22, **late).deviations == ()


def test_days_before_day_1_are_a_week_too() -> None:
    """A call on Day 3 looks back over the gap where there is no Day 0."""
    baseline = {-2: LOW, 1: LOW, 2: LOW}
    found = listed(3, counts=baseline)
    assert (found.first_day, found.last_day) == (-5, 2)
    assert [one.day for one in found.facts.samples] == [-2, 1, 2]
    assert found.standing.today == dt.date(2026, 12, 3)
