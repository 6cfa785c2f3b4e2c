"""Plan beside actual: what each drug's day comes to, counted from the actual Day 1."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.abreast import Line, abreast
from regimen.course import Course
from regimen.coursefile import finder
from regimen.review import Review, review

DAY_1 = dt.date(2026, 12, 1)
BODY = {"height_cm": "170", "weight_kg": "75"}
MEC = ("mitoxantrone", "etoposide", "cytarabine")
DRUGS = ("lenalidomide", *MEC)


def on(day: int) -> str:
    """The date of a day counted from the planned Day 1."""
    return str(DAY_1 + dt.timedelta(days=day - 1))


def judged(doses: list[tuple[str, int]], as_of: int, *, acts: list | None = None, **record: object) -> Review:
    """A course with these doses, judged on a day."""
    given_doses = [{"agent": agent, "date": on(day)} for agent, day in doses]
    course = Course.model_validate(
        {
            "reference_date": str(DAY_1), "subject": BODY, "acts": acts or [],
            "record": {"administrations": given_doses} | record,
        }
    )  # fmt: skip
    find = finder(Path())
    return review(course, find(course), find, dt.date.fromisoformat(on(as_of)))


def len_days(*days: int) -> list[tuple[str, int]]:
    """LEN on these days."""
    return [("lenalidomide", day) for day in days]


def mec_days(*days: int) -> list[tuple[str, int]]:
    """MEC on these days."""
    return [(agent, day) for day in days for agent in MEC]


def line(made: Review, day: int, agent: str) -> Line:
    """One drug on one day."""
    (found,) = [one for one in abreast(made) if (one.day, one.agent) == (day, agent)]
    return found


TO_DAY_5 = [*len_days(1, 2, 3, 5), *mec_days(4)]


@pytest.mark.parametrize(
    ("made", "day", "agent", "state"),
    [
        (judged(TO_DAY_5, 5), 1, "lenalidomide", "given"),
        (judged(TO_DAY_5, 5), 4, "lenalidomide", "missing"),
        (judged(TO_DAY_5, 5), 5, "etoposide", "due"),
        (judged(TO_DAY_5, 5), 6, "etoposide", "planned"),
        (judged(TO_DAY_5, 8, holds=[{"date": on(6), "end": on(6), "reason": "fever"}]), 6, "etoposide", "held"),
        (judged(TO_DAY_5, 8, withdrawal={"date": on(6)}), 7, "etoposide", "ended"),
        (judged(TO_DAY_5, 8, withdrawal={"date": on(6)}), 6, "etoposide", "missing"),
        (judged([*TO_DAY_5, ("lenalidomide", 11)], 11), 11, "lenalidomide", "unplanned"),
        (judged([*TO_DAY_5, ("daunorubicin", 5)], 5), 5, "daunorubicin", "unplanned"),
        (judged([*TO_DAY_5, ("lenalidomide", 5)], 5), 5, "lenalidomide", "differs"),
        (judged([*len_days(1), *mec_days(6, 7, 8, 9, 10)], 12), 4, "etoposide", "differs"),
        (judged([*len_days(1), *mec_days(6, 7, 8, 9, 10)], 12), 9, "etoposide", "unplanned"),
    ],
    ids=[
        "as planned", "not recorded", "today", "ahead", "held", "after the ending", "on the day of the ending",
        "after the plan", "another drug", "twice", "given on another day", "the other day",
    ],
)  # fmt: skip
def test_states(made, day, agent, state) -> None:
    """One state a drug and day."""
    assert line(made, day, agent).state == state


def test_lines_stand_by_day_and_in_protocol_order() -> None:
    """LEN before the drugs of MEC on each day, and a stranger last."""
    found = abreast(judged([*TO_DAY_5, ("aspirin", 4)], 5))
    assert [(one.day, one.agent) for one in found if one.day == 4] == [(4, agent) for agent in (*DRUGS, "aspirin")]
    assert [one.day for one in found] == sorted(one.day for one in found)


def test_deviations_stand_on_the_days_they_touch() -> None:
    """The drugs of the block, from the first day planned to the last one given; other drugs and days have none."""
    made = judged([*len_days(*range(1, 11)), *mec_days(6, 7, 8, 9, 10)], 12)
    touched = {(one.day, one.agent) for one in abreast(made) if one.deviations}
    assert touched == {(day, agent) for day in range(4, 11) for agent in MEC}


@pytest.mark.parametrize(
    ("acts", "first", "days"),
    [
        ([], 1, range(1, 11)),
        ([], 3, range(1, 11)),
        ([{"act": "defer", "day": "1", "by": "2", "why": "blackout"}], 3, range(1, 11)),
        ([{"act": "defer", "day": "1", "by": "2", "why": "blackout"}], 5, range(1, 11)),
        ([{"act": "defer", "day": "1", "by": "2", "why": "blackout"}], None, range(3, 13)),
        ([{"act": "omit", "day": "1", "what": ["LEN"], "why": "late"}], 2, range(1, 10)),
    ],
    ids=["in time", "two days late", "put off", "put off, and later still", "put off, not begun", "Day 1 left out"],
)
def test_the_plan_counts_from_the_first_dose_given(acts, first, days) -> None:
    """Planned Day n lies on the actual Day 1 + n − 1; until the first dose is recorded, on its planned date."""
    made = judged(len_days(first) if first else [], 20, acts=acts)
    planned = [one for one in abreast(made) if one.agent == "lenalidomide" and one.planned]
    assert [one.day for one in planned] == list(days)
    assert str(planned[0].date) == on(first or 3)
    assert planned[0].state == ("given" if first else "missing")


def test_a_dose_after_midnight_stands_on_the_evening_before() -> None:
    """As the deviations have it, so that nothing looks missing and nothing is recorded twice."""
    night = {"date": on(4), "time": "00:30", "agent": "lenalidomide"}
    doses = [*({"date": on(day), "time": "22:00", "agent": "lenalidomide"} for day in (1, 2)), night]
    doses.append({"date": on(4), "time": "22:00", "agent": "lenalidomide"})
    made = judged([], 5, administrations=doses)
    assert [(line(made, day, "lenalidomide").state, len(line(made, day, "lenalidomide").given)) for day in (3, 4)] == [
        ("given", 1), ("given", 1),
    ]  # fmt: skip


def test_of_two_doses_the_one_that_fits_is_given() -> None:
    """A bolus and an infusion of one drug: what was recorded takes the dose that it is nearest to."""
    fields = {"protocol_file": "mfolfox6.yaml", "reference_date": str(DAY_1), "subject": BODY}
    find = finder(Path(__file__).parent / "fixtures" / "protocols")

    def line_of_day_1(**record: object) -> Line:
        course = Course.model_validate({**fields, "record": record})
        made = review(course, find(course), find, DAY_1)
        return line(made, 1, "fluorouracil")

    bolus, infusion = sorted(line_of_day_1().planned, key=lambda item: item.entry.result.amount.value)
    amount = f"{infusion.entry.result.amount.value:.0f} mg"
    given = line_of_day_1(administrations=[{"date": str(DAY_1), "agent": "fluorouracil", "amount": amount}])
    assert (given.state, [item.entry.id for item in given.missing]) == ("due", [bolus.entry.id])


@given(
    doses=st.lists(st.tuples(st.sampled_from([*DRUGS, "aspirin"]), st.integers(1, 20)), max_size=30),
    as_of=st.integers(1, 25),
)
def test_nothing_is_lost_between_the_lines(doses, as_of) -> None:
    """Every planned dose and every dose given stands on one line, and each line has one or the other."""
    made = judged(doses, as_of)
    found = abreast(made)
    assert sum(len(one.given) for one in found) == len(doses)
    assert sum(len(one.planned) for one in found) == 25
    assert len({(one.day, one.agent) for one in found}) == len(found)
    for one in found:
        assert one.planned or one.given
        assert len(one.missing) == max(0, len(one.planned) - len(one.given))
        assert (one.state == "unplanned") == (not one.planned)
        assert one.date == made.date(one.day)
