"""The kind next-cohort: keys by the designs, dates by the calendar, and what is refused."""

from typing import Any

import pytest
from training_cases import ESCALATION, EVERY, exercise, marked

from regimen.escalation.designs.registry import NAMED, design_of
from regimen.escalation.follow import follow
from regimen.escalation.outcomes import parse_outcomes
from regimen.training.build import CaseRefused
from regimen.training.exercise import Exercise
from regimen.training.marking import mark, perfect


def escalation(**changes: Any) -> Exercise:
    """The escalation of these tests with some of its fields exchanged."""
    return exercise("next-cohort", next_cohort=ESCALATION | changes)


def answers(made: Exercise) -> list[str]:
    """The keys in the order of the cohorts, as text."""
    return [" ".join(item.key.answer.values()) for item in made.items]


def dated(*subjects: tuple[str, int | None]) -> list[dict[str, str]]:
    """Subjects by Day 1, with the day on which the verdict was known."""
    return [{"day1": day1} | ({"known": str(known)} if known else {}) for day1, known in subjects]


def test_action_level_and_date() -> None:
    """A DLT is known on Day 46, 20 February; after the second cohort the 30th day of its last subject, 9 April."""
    assert answers(EVERY["next-cohort"]) == ["stay low 2026-02-22", "escalate high 2026-04-10", "stop low none"]


@pytest.mark.parametrize(
    ("outcomes", "subjects", "expected"),
    [
        ("1NNN", [("2026-01-05", None), ("2026-01-06", 40), ("2026-01-07", 20)], "escalate high 2026-02-19"),
        ("1NNN", [("2026-01-05", 20), ("2026-01-06", 20), ("2026-01-07", 44)], "escalate high 2026-02-20"),
        ("2NTT", [("2026-01-05", None), ("2026-01-06", 9), ("2026-01-07", 12)], "de-escalate low 2026-01-19"),
        ("2PTT", [("2026-01-05", None), ("2026-01-06", 9), ("2026-01-07", 12)], "de-escalate low 2026-01-19"),
        ("2NNX", [("2026-01-05", 20), ("2026-01-06", 20), ("2026-01-07", 10)], "stay high 2026-01-17"),
        ("1NNP", [("2026-01-05", 20), ("2026-01-06", 20), ("2026-01-07", None)], "hold none none"),
    ],
    ids=[
        "the window decides", "the last recovery decides", "two DLTs wait for nobody", "not even for the pending",
        "a place is free at once", "a pending one is waited for",
    ],
)  # fmt: skip
def test_earliest_opening(outcomes: str, subjects: list[tuple[str, int | None]], expected: str) -> None:
    """The day after the last verdict that is needed."""
    start = {"start": "high"} if outcomes.startswith("2") else {}
    made = escalation(outcomes=outcomes, subjects=dated(*subjects), design="deescalate-top3", **start)
    assert answers(made) == [expected]


def test_review_takes_its_days() -> None:
    """Three days of review put each opening off by three days."""
    assert answers(escalation(review_lag="3"))[:2] == ["stay low 2026-02-25", "escalate high 2026-04-13"]


@pytest.mark.parametrize("design", NAMED)
def test_without_dates_the_key_is_what_the_design_says(design: str) -> None:
    """Action and level are those that following the trial gives; a date is not asked for."""
    outcomes = "1NNN 2NNT 2NNN 3NTP"
    made = escalation(design=design, outcomes=outcomes, subjects=[], levels={"a": "A", "b": "B", "c": "C"})
    trial = parse_outcomes(outcomes, 3)
    said = [follow(design_of(design), trial[:number], 3).decision for number in range(1, 5)]
    assert answers(made) == [f"{one.action} {'abc'[one.level - 1] if one.level else 'none'}" for one in said]


def test_only_some_cohorts_are_asked_about() -> None:
    """What was seen since the last question stands with each."""
    made = escalation(after=["3", "2"])
    assert [item.id for item in made.items] == ["next.c2", "next.c3"]
    assert [len(item.material[-1].rows) for item in made.items] == [6, 3]  # type: ignore[union-attr]
    assert mark(made, perfect(made)).percent == 100


def test_a_part_of_the_decision_earns_a_part() -> None:
    """The right action with the right level and a wrong date earns two thirds; another action nothing."""
    marks = marked(EVERY["next-cohort"], {"next.c1": "stay low 2026-02-20", "next.c2": "stay low 2026-04-10"}).marked
    assert [round(float(one.share), 2) for one in marks] == [0.67, 0, 0]


def test_a_departure_is_said() -> None:
    """Outcomes that leave the design are followed, and the reason says where."""
    made = escalation(outcomes="2NNN", subjects=[])
    assert "level 2 instead of 1" in " ".join(made.items[0].why)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"outcomes": "4NNN"}, "there is no level 4"),
        ({"outcomes": '""'}, "cannot read"),
        ({"after": ["4"]}, "there is no cohort 4"),
        ({"start": "hihg"}, "did you mean high"),
        ({"design": "rolling-sx"}, "did you mean rolling-six"),
        ({"subjects": dated(("2026-01-05", None))}, "1 subject on the calendar, but 9 outcomes"),
        ({"outcomes": "1NN", "subjects": dated(("2026-01-06", None), ("2026-01-05", None))}, "order of Day 1"),
        ({"outcomes": "1N", "subjects": [{"day1": "2026-01-06", "known": "-1"}]}, "before Day 1"),
        ({"review_lag": "-1"}, "review lag"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_go_together_is_refused(changes: dict[str, Any], reason: str) -> None:
    """Each with its reason."""
    with pytest.raises(CaseRefused, match=reason):
        escalation(**changes)


def test_the_section_is_needed() -> None:
    """A case of the kind without outcomes is refused."""
    with pytest.raises(CaseRefused, match="nothing to decide on"):
        exercise("next-cohort")
