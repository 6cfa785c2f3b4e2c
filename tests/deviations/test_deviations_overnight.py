"""Doses given after midnight: whose day they are, told by their times."""

import pytest
from plans import dose, record, report, small, told

from regimen.record.facts import Given
from regimen.schedule.items import Schedule

TWICE = small("days: 1-3, slots: q12h, route: IV")
APART = small("days: '1,3,5', slots: q12h, route: IV")
ONCE = small("days: 1-5, route: IV")


def times(text: str) -> tuple[Given, ...]:
    """`1@21 2@9 2`: doses on days at hours, or without a time."""
    parts = (part.partition("@") for part in text.split())
    return tuple(dose("one", int(day))._replace(minute=int(hour) * 60 if hour else None) for day, _, hour in parts)


@pytest.mark.parametrize(
    ("schedule", "text", "expected"),
    [
        (TWICE, "1@21 2@9 2@21 3@9 3@21 4@9", []),
        (TWICE, "1 2 2 3 3 4", ["missed one 1> x1", "beyond-plan one >4 x1"]),
        (TWICE, "1@21 2@12 2@21 3@12 3@21 4@12", ["missed one 1> x1", "beyond-plan one >4 x1"]),
        (TWICE, "1@21 2@9 2@21 3@9 3@21", ["missed one 1> x1"]),
        (TWICE, "1@9 2@9 2@21 3@9 3@21", ["missed one 1> x1"]),
        (TWICE, "2@9 2@21 3@9 3@21 4@9 4@21", ["deferred-series one 1-3>2-4 x6"]),
        (APART, "1@18 2@6 3@18 4@6 5@18 6@6", []),
        (APART, "1@18 2@18 3@18 4@6 5@18 6@6", ["late one 1>2 x1"]),
        (ONCE, "1@22 2@22 4@0 4@22 5@22", []),
        (ONCE, "1@22 2@22 4@5 4@22 5@22", []),
        (ONCE, "1@22 2@22 4@6 4@22 5@22", ["missed one 3> x1", "duplicate one >4 x1"]),
        (ONCE, "1@22 2@22 4 4@22 5@22", ["missed one 3> x1", "duplicate one >4 x1"]),
        (ONCE, "1@22 2@22 3@22 4@22 6@1", []),
        (ONCE, "1@22 2@22 4@1 5@22", ["missed one 3> x1"]),
    ],
    ids=[
        "begun in the evening", "without times", "at noon it is the day's own", "one of the first day",
        "the second one missed", "begun a day late", "every other day", "a whole day late", "just after midnight",
        "before six", "from six on it is the day's own", "one without a time", "the last one after midnight",
        "only one on two days",
    ],
)  # fmt: skip
def test_doses_after_midnight(schedule: Schedule, text: str, expected: list[str]) -> None:
    """A dose of the small hours fills the day before if that explains more; two of a day's doses are never dropped."""
    assert told(report(schedule, record(schedule)._replace(given=times(text)))) == expected


def test_amounts_stay_with_their_doses() -> None:
    """Counted to the evening before, a dose keeps its own amount and route."""
    *most, last = times("1@21 2@9 2@21 3@9 3@21 4@9")
    twice = last._replace(amount=dose("one", 4, "20 mg").amount)
    given = (*(one._replace(amount=dose("one", 1, "10 mg").amount) for one in most), twice)
    assert told(report(TWICE, record(TWICE)._replace(given=given))) == ["over-dose one 3>4 x1"]
