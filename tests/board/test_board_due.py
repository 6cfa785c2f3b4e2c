"""What is due and what is overdue, at the days where one becomes the other."""

import pytest
from boards import GOOD, LOW, USUAL, board, days_of, on

RECOVERED = {**dict.fromkeys(USUAL, LOW), 36: GOOD, 43: GOOD}


@pytest.mark.parametrize(
    ("given", "due", "overdue"),
    [
        (range(1, 6), [6, 7, 8, 9, 10], []),
        (range(1, 5), [5, 6, 7, 8, 9, 10], []),
        ((1, 2, 3, 5), [6, 7, 8, 9, 10], [4]),
        ((1, 2), [5, 6, 7, 8, 9, 10], [3, 4]),
    ],
    ids=["given today", "today's dose is due", "one day was left out", "two days behind"],
)
def test_todays_dose_is_due_and_yesterdays_is_overdue(given, due, overdue) -> None:
    """On Day 5 the dose of Day 5 can still be given; one of a day before is overdue until it is recorded."""
    row = board(5, len_days=given, mec_days=range(4, 6))
    assert (days_of(row.due, "lenalidomide"), days_of(row.overdue, "lenalidomide")) == (due, overdue)


@pytest.mark.parametrize(
    ("day", "until", "due", "overdue"),
    [
        (36, 36, [], []),
        (37, 37, [45], []),
        (42, 42, [45], []),
        (43, 42, [45], []),
        (45, 42, [45], []),
        (46, 42, [], [45]),
        (43, 43, [], []),
        (46, 43, [], []),
    ],
    ids=[
        "out of sight on Day 36", "in sight on Day 37", "Day 42", "in its window on Day 43", "last chance on Day 45",
        "overdue on Day 46", "taken on Day 43", "taken, looked at on Day 46",
    ],
)  # fmt: skip
def test_the_deciding_sample(day, until, due, overdue) -> None:
    """While recovery is not documented it is due on Days 43 to 45, and overdue from Day 46."""
    row = board(day, counts=dict.fromkeys((one for one in USUAL if one <= until), LOW))
    assert (days_of(row.due, "deciding-sample"), days_of(row.overdue, "deciding-sample")) == (due, overdue)


@pytest.mark.parametrize("day", [42, 43, 45, 46])
def test_recovery_ends_what_waits_for_it(day) -> None:
    """Counts recovered on Day 36: neither the deciding sample nor that of Day 43 is asked for any more."""
    row = board(day, counts={one: level for one, level in RECOVERED.items() if one <= 36})
    assert row.state == "recovered"
    assert [one for one in (*row.due, *row.overdue) if one.entry.id in ("deciding-sample", "bloods")] == []


@pytest.mark.parametrize(
    ("day", "more", "due", "overdue"),
    [
        (35, "", [], []),
        (36, "", [20], []),
        (45, "", [20], []),
        (46, "", [], [20]),
        (46, f"  marrow: [{{date: {on(40)}, adequate: yes, blasts: 2}}]", [], []),
    ],
    ids=["not before recovery", "at recovery", "last day of its window", "past its window", "done"],
)
def test_the_marrow_is_due_at_recovery(day, more, due, overdue) -> None:
    """It has no day of its own: recovery calls for it, and it is in time from Day 20 to Day 45."""
    row = board(day, counts=RECOVERED, more=more)
    assert (days_of(row.due, "marrow"), days_of(row.overdue, "marrow")) == (due, overdue)
    assert [one.window for one in row.due if one.entry.id == "marrow"] == [(20, 45)] * len(due)


@pytest.mark.parametrize(
    ("taken", "day", "due", "overdue"),
    [
        ((), 21, [22], []),
        ((), 23, [22], []),
        ((), 24, [29][:0], [22]),
        ((21,), 22, [], []),
        ((23,), 24, [], []),
    ],
    ids=["a day before", "a day after", "two days after", "done a day early", "done a day late"],
)
def test_weekly_counts_have_a_day_either_side(taken, day, due, overdue) -> None:
    """The sample of Day 22 is in time on Days 21 to 23 (†), as the check of deviations has it."""
    row = board(day, counts=dict.fromkeys((*range(1, 16), *taken), LOW))
    found = [one for one in row.due if one.entry.id == "bloods" and one.day == 22]
    assert ([one.day for one in found], days_of(row.overdue, "bloods")) == (due, overdue)
    assert all(one.window == (21, 23) and one.window_assumed for one in found)


@pytest.mark.parametrize(
    "ending",
    ["death: {date: %s, attribution: disease}", "withdrawal: {date: %s}", "next_therapy: {date: %s}",
     "transplant: {date: %s}"],
    ids=["death", "withdrawal", "next therapy", "transplant"],
)  # fmt: skip
def test_nothing_is_due_after_an_ending(ending) -> None:
    """Doses and samples of Day 6 and later are not due and never become overdue; those of before stay so."""
    for day in (6, 12, 60):
        row = board(day, until=5, counts=dict.fromkeys((1, 2, 3, 5), LOW), more=f"  {ending % on(6)}")
        assert row.due == ()
        assert [(one.entry.id, one.day) for one in row.overdue] == [("bloods-daily", 4)]


def test_a_relapse_ends_nothing_by_itself() -> None:
    """Doses stay due after it."""
    assert days_of(board(6, more=f"  relapse: {{date: {on(6)}}}", until=5).due, "lenalidomide") == [6, 7, 8, 9, 10]


@pytest.mark.parametrize(
    ("day", "due"), [(5, []), (6, []), (7, [7, 8, 9, 10])], ids=["held", "last held day", "held no more"]
)
def test_a_held_drug_is_not_due(day, due) -> None:
    """Within a hold nothing of the drug is due or overdue."""
    hold = f"  holds: [{{date: {on(5)}, end: {on(6)}, agents: [lenalidomide], reason: rash}}]"
    row = board(day, until=4, more=hold)
    assert days_of(row.due, "lenalidomide")[: len(due) or None] == (due or [7, 8, 9, 10])
    assert days_of(row.overdue, "lenalidomide") == []


def test_an_act_moves_what_is_due() -> None:
    """MEC put off by two days is due on its planned days, and nothing of it is overdue on Day 5."""
    acts = "acts: [{act: defer, day: 4, by: 2, what: [MEC], why: fever}]"
    row = board(5, mec_days=(), acts=acts)
    assert (days_of(row.due, "etoposide"), days_of(row.overdue, "etoposide")) == ([6, 7, 8, 9, 10], [])


def test_what_was_done_about_a_missed_dose_takes_it_off() -> None:
    """A corrective action says that nobody has to look for the dose any more; the deviation stays."""
    told = f"  follow_ups: [{{date: {on(7)}, deviation: 'missed:LEN:d4', corrective_action: staff reminded}}]"
    days = [day for day in range(1, 8) if day != 4]
    assert days_of(board(7, len_days=days).overdue, "lenalidomide") == [4]
    row = board(7, len_days=days, more=told)
    assert (days_of(row.overdue, "lenalidomide"), row.open) == ([], ())


def test_what_a_record_never_names_is_due_but_not_overdue() -> None:
    """Nobody can tell whether the examinations were done, so none is called overdue."""
    row = board(9)
    assert 9 in days_of(row.due, "exam-daily")
    assert days_of(row.overdue, "exam-daily") == []
