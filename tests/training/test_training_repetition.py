"""When items come back: the worse they were known, the sooner; by rule, without chance, on the learner's own days."""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from regimen.training.attempts import Attempt, Kept
from regimen.training.repetition import Due, due, rating_of, schedule

NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
WRONG, PARTLY, RIGHT = Kept(Decimal(0)), Kept(Decimal("0.5")), Kept(Decimal(1))
Zone = Callable[[str], None]


def attempt(at: dt.datetime | None, case: str = "c", place: str = "c", **items: Kept) -> Attempt:
    """An attempt that came to its end at a time, or was left."""
    ended = None if at is None else at.isoformat()
    return Attempt(1, case, place, "d", None, "2026-01-01T00:00:00+00:00", finished=ended, items=items)


def days_until(*kept: Kept) -> list[int]:
    """How many days an item stays away, where it is done again whenever it has come back."""
    at, attempts, away = NOON, list[Attempt](), list[int]()
    for one in kept:
        attempts.append(attempt(at, a=one))
        (found,) = schedule(attempts)
        away.append((found.on - at.astimezone().date()).days)
        at += dt.timedelta(days=away[-1])
    return away


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zone]:
    """Set the clock of the machine to a time zone."""

    def to(name: str) -> None:
        monkeypatch.setitem(os.environ, "TZ", name)
        time.tzset()

    yield to
    monkeypatch.undo()
    time.tzset()


RATINGS = {
    "wrong": (WRONG, Rating.Again),
    "wrong after hints": (Kept(Decimal(0), 2), Rating.Again),
    "next to nothing": (Kept(Decimal("0.01")), Rating.Hard),
    "nearly all": (Kept(Decimal("0.99")), Rating.Hard),
    "right with a hint": (Kept(Decimal(1), 1), Rating.Hard),
    "right": (RIGHT, Rating.Good),
}


@pytest.mark.parametrize(("kept", "rating"), RATINGS.values(), ids=RATINGS)
def test_how_well_an_item_was_known(kept: Kept, rating: Rating) -> None:
    """What was earned and what help it took decide; nothing else is asked of the learner."""
    assert rating_of(kept) is rating


def test_the_worse_the_sooner() -> None:
    """A wrong answer comes back first, a right one last, and none on the day itself; known before, it stays longer."""
    (wrong,), (partly,), (right,) = days_until(WRONG), days_until(PARTLY), days_until(RIGHT)
    assert 1 <= wrong <= partly < right
    wrong, partly, right = (days_until(RIGHT, RIGHT, one)[2] for one in (WRONG, PARTLY, RIGHT))
    assert 1 <= wrong < partly < right


def test_right_answers_come_back_ever_later() -> None:
    """Each time at a greater distance; a wrong one brings it back within days, and the way begins again."""
    away = days_until(*[RIGHT] * 6)
    assert all(before < after for before, after in pairwise(away))
    fallen = days_until(RIGHT, RIGHT, RIGHT, WRONG, RIGHT)
    assert fallen[3] <= 3
    assert fallen[3] < fallen[4] < fallen[2]


KEPT = st.builds(Kept, st.sampled_from([Decimal(0), Decimal("0.3"), Decimal(1)]), st.integers(0, 2))
ATTEMPTS = st.lists(
    st.builds(
        lambda hours, case, items: attempt(NOON + dt.timedelta(hours=hours), case, f"{case}.yaml", **items),
        st.integers(0, 20_000),
        st.sampled_from("cd"),
        st.dictionaries(st.sampled_from("ab"), KEPT),
    ),
    max_size=8,
)


@given(attempts=ATTEMPTS)
def test_the_schedule_is_without_chance_and_in_order(attempts: list[Attempt]) -> None:
    """The same attempts give the same days, in whichever order they were begun; each item once, the earliest first."""
    found = schedule(attempts)
    assert schedule(list(attempts)) == found
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert {(one.case, one.item) for one in found} == {(one.case, item) for one in attempts for item in one.items}
    assert len({(one.case, one.item) for one in found}) == len(found)
    ended = [one.finished for one in attempts]
    if len(set(ended)) == len(ended):
        assert schedule(attempts[::-1]) == found


def test_an_attempt_that_was_begun_first_may_end_last() -> None:
    """The time of the end counts: the wrong answer given last brings the item back."""
    late, early = attempt(NOON + dt.timedelta(days=3), a=WRONG), attempt(NOON, a=RIGHT)
    assert schedule([late, early]) == schedule([early, late])
    (found,) = schedule([late, early])
    assert found.on <= dt.date(2026, 12, 6)


def test_what_was_left_before_its_end_has_no_schedule() -> None:
    """Nor does it change one."""
    assert schedule([attempt(None, a=RIGHT)]) == []
    ended = attempt(NOON, a=RIGHT)
    assert schedule([ended, attempt(None, a=WRONG)]) == schedule([ended])


def test_items_are_those_of_their_case_and_of_its_last_place() -> None:
    """The same id in another case is another item; a case that was moved is found where it was done last."""
    later = NOON + dt.timedelta(days=1)
    found = schedule(
        [attempt(NOON, "c", "old", a=RIGHT), attempt(later, "c", "new", a=RIGHT), attempt(NOON, "d", a=WRONG)]
    )
    assert [(one.case, one.place, one.item) for one in found] == [("d", "c", "a"), ("c", "new", "a")]


def test_due_from_its_day_on() -> None:
    """Not the day before, and every day after until it is done."""
    (one,) = schedule([attempt(NOON, a=RIGHT)])
    assert isinstance(one, Due)
    day = dt.timedelta(days=1)
    assert [due([attempt(NOON, a=RIGHT)], one.on + by * day) for by in (-1, 0, 100)] == [[], [one], [one]]


@pytest.mark.parametrize(
    "name", ["UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu"]
)
def test_the_days_are_the_learners(zone: Zone, name: str) -> None:
    """Done on a local day, it comes back as many local days later, in every time zone."""
    away = {
        (schedule([attempt(at, a=RIGHT)])[0].on - local).days
        for at in (NOON, NOON + dt.timedelta(hours=11, minutes=59), NOON - dt.timedelta(hours=11, minutes=59))
        if (local := _local(zone, name, at))
    }
    assert away == {days_until(RIGHT)[0]}


def _local(zone: Zone, name: str, at: dt.datetime) -> dt.date:
    zone(name)
    return at.astimezone().date()


NIGHTS = {
    "clocks go back": "2026-10-24T22:30:00+00:00",
    "clocks go forward": "2026-03-28T23:30:00+00:00",
    "half past midnight before they go back": "2026-10-23T22:30:00+00:00",
    "half to midnight before they go forward": "2026-03-27T22:30:00+00:00",
}


@pytest.mark.parametrize("at", NIGHTS.values(), ids=NIGHTS)
def test_the_night_in_which_the_clocks_change_is_a_night_like_any_other(zone: Zone, at: str) -> None:
    """No item comes back a day early or late because an hour was lost or won on the way."""
    zone("Europe/Berlin")
    ended = dt.datetime.fromisoformat(at)
    for kept in (WRONG, PARTLY, RIGHT):
        (found,) = schedule([attempt(ended, a=kept)])
        assert (found.on - ended.astimezone().date()).days == days_until(kept)[0]
