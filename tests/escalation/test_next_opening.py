"""When the next cohort may open, from recorded courses: three cases, what-ifs, designs side by side."""

import datetime as dt

import pytest
from cohort_courses import LOW, counts, one, recorded
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date

from regimen.dates import parse_date
from regimen.escalation.designs.registry import design_of
from regimen.escalation.outcomes import write_outcomes
from regimen.escalation.timing.meeting import Asked, Meeting, meeting
from regimen.escalation.timing.opening import Opening
from regimen.escalation.timing.planning import Planning
from regimen.escalation.timing.roster import Case

STORER, ROLLING, BOIN = map(design_of, ("no-deescalation", "rolling-six", "boin:0.25"))
Short = tuple[str, int | None, str, str]
"""Action, level, date, deciding subjects."""


def held(as_of: str, design: str = "no-deescalation", **asked: object) -> Meeting:
    """The meeting about the recorded folder on a date."""
    date = parse_date(as_of)
    return meeting(recorded(date), date, Asked((design_of(design),), **asked))


def short(found: Opening | None) -> Short | None:
    """An opening in few words."""
    if found is None:
        return None
    return str(found.decision.action), found.decision.level, str(found.date), " ".join(found.deciding)


OUTCOMES = {
    "2026-11-30": "",
    "2026-12-01": "1P",
    "2027-01-05": "1NNP",
    "2027-01-26": "1NNN",
    "2027-02-05": "1NNN 2PP",
    "2027-03-01": "1NNN 2NPP",
    "2027-03-26": "1NNN 2NNP",
    "2027-03-27": "1NNN 2NNT",
    "2028-02-29": "1NNN 2NNT",
}


@pytest.mark.parametrize(("as_of", "outcomes"), list(OUTCOMES.items())[1:])
def test_outcomes_follow_from_the_record(as_of: str, outcomes: str) -> None:
    """Day by day, with nothing typed: level by order of Day 1, letter by verdict as of the day."""
    assert write_outcomes(held(as_of).trial) == outcomes


OPENINGS = {
    "one waits for Day 45, one recovered": ("2027-03-01", {
        Case.BEST: ("escalate", 3, "2027-03-02", "T-05 T-06"),
        Case.PLANNED: ("escalate", 3, "2027-03-27", "T-06"),
        Case.WORST: ("escalate", 3, "2027-04-03", "T-06"),
    }),
    "one is lacking": ("2027-02-05", {
        Case.BEST: ("escalate", 3, "2027-02-15", "next 1"),
        Case.PLANNED: ("escalate", 3, "2027-04-05", "next 1"),
        Case.WORST: ("escalate", 3, "2027-04-12", "next 1"),
    }),
    "all is known, open since": ("2027-05-01", dict.fromkeys(Case, ("stay", 2, "2027-03-28", "T-06"))),
}  # fmt: skip


@pytest.mark.parametrize(("as_of", "expected"), OPENINGS.values(), ids=OPENINGS)
def test_the_next_cohort_opens_on_dates(as_of: str, expected) -> None:
    """The day after the last subject that is needed is complete, with that subject named."""
    view = held(as_of).views[0]
    assert {case: short(found) for case, found in view.openings.items()} == expected


WHAT_IFS = {
    "3 + 3": ("no-deescalation", {
        "T-05 N": ("escalate", 3, "2027-03-27", "T-06"),
        "T-05 T": ("stay", 2, "2027-03-27", "T-06"),
        "T-05 X": ("stay", 2, "2027-03-19", "T-05"),
        "T-06 N": ("escalate", 3, "2027-03-27", "T-06"),
        "T-06 T": ("stay", 2, "2027-03-28", "T-06"),
        "T-06 X": ("stay", 2, "2027-03-27", "T-06"),
    }),
    "BOIN goes down at one of three, whatever the others": ("boin:0.25", {
        "T-05 N": ("escalate", 3, "2027-03-27", "T-06"),
        "T-05 T": ("de-escalate", 1, "2027-03-20", "T-05"),
        "T-05 X": ("stay", 2, "2027-03-19", "T-05"),
        "T-06 N": ("escalate", 3, "2027-03-27", "T-06"),
        "T-06 T": ("de-escalate", 1, "2027-03-28", "T-06"),
        "T-06 X": ("stay", 2, "2027-03-27", "T-06"),
    }),
    "rolling six replaces, or fills six": ("rolling-six", {
        "T-05 N": ("escalate", 3, "2027-03-27", "T-06"),
        "T-05 T": ("escalate", 3, "2027-05-27", "next 3"),
        "T-05 X": ("escalate", 3, "2027-04-29", "next 1"),
        "T-06 N": ("escalate", 3, "2027-03-27", "T-06"),
        "T-06 T": ("escalate", 3, "2027-05-27", "next 3"),
        "T-06 X": ("escalate", 3, "2027-04-29", "next 1"),
    }),
}  # fmt: skip


@pytest.mark.parametrize(("design", "expected"), WHAT_IFS.values(), ids=WHAT_IFS)
def test_what_if(design: str, expected) -> None:
    """Each pending subject as N, T and X: the decision that follows, its earliest date, and who decides."""
    view = held("2027-03-01", design).views[0]
    assert {f"{one.subject} {one.letter}": short(one.opening) for one in view.what_ifs} == expected


def test_two_dlts_decide_at_once() -> None:
    """Nobody waits for the third subject of a cohort once two have a DLT."""
    late = {"samples": {**counts(), 45: LOW}, "more": "  marrow: [{date: 2027-01-13, adequate: yes, blasts: 2}]\n"}
    toxic = [one(66, name=name, **late) for name in ("T-01", "T-02")]
    third = one(30, name="T-03", day1=Date(2027, 1, 6), samples=counts())
    view = meeting([*toxic, third], Date(2027, 2, 4), Asked((STORER,))).views[0]
    assert (str(view.today.action), view.today.row) == ("stop", "toxic-first-stop")
    assert short(view.openings[Case.WORST]) == ("stop", 3, "2027-01-16", "T-01 T-02")
    assert third.letter == "P"


def test_an_expansion_does_not_move_the_end() -> None:
    """Who is treated after the last decision is told as an expansion; the trial ended when it did."""
    six = [one(60, name=f"T-{number}", level="d10-50", samples=counts(29)) for number in range(6)]
    later = one(20, name="T-9", level="d10-50", day1=Date(2027, 3, 1))
    asked = Asked((design_of("deescalate-six"),), ladder=("d10-50",))
    made = meeting([*six, later], Date(2027, 3, 20), asked)
    assert short(made.views[0].openings[Case.PLANNED]) == ("stop", 1, "2026-12-30", "T-0 T-1 T-2 T-3 T-4 T-5")
    assert made.views[0].place is None
    assert [(found.code, str(found.severity)) for found in made.findings][-1:] == [("off-design", "info")]
    assert "an expansion, by the rule" in made.findings[-1].message


def test_a_lag_and_a_stagger_put_dates_off() -> None:
    """The review lag moves every opening; the stagger moves the next place in a cohort that is not full."""
    lagged = held("2027-03-01", planning=Planning(review_lag=5)).views[0]
    assert short(lagged.openings[Case.PLANNED]) == ("escalate", 3, "2027-04-01", "T-06")
    for stagger, date in ((0, "2027-02-05"), (10, "2027-02-12")):
        place = held("2027-02-05", planning=Planning(stagger=stagger)).views[0].place
        assert (place and place.level, str(place and place.date)) == (2, date)


def test_fixed_dates_take_the_place_of_the_accrual() -> None:
    """Whoever is lacking comes on the first date given that is not past; without one left nothing opens."""
    dates = (parse_date("2027-01-01"), parse_date("2027-03-02"))
    view = held("2027-02-05", dates=dates).views[0]
    assert short(view.openings[Case.PLANNED]) == ("escalate", 3, "2027-04-16", "next 1")
    assert held("2027-02-05", dates=dates[:1]).views[0].openings[Case.PLANNED] is None


def test_rolling_six_has_a_place_while_a_3_plus_3_holds() -> None:
    """The next subject: today at this level, or at the next one once all are complete."""
    places = [held("2027-03-01", name).views[0].place for name in ("rolling-six", "no-deescalation")]
    assert [(place and place.level, str(place and place.date)) for place in places] == [
        (2, "2027-03-01"), (3, "2027-03-27"),
    ]  # fmt: skip


@given(
    st.lists(st.integers(0, 120), min_size=1, max_size=7),
    st.integers(0, 30),
    st.dates(dt.date(2001, 1, 1), dt.date(2098, 1, 1)),
    st.sampled_from(["no-deescalation", "deescalate-six", "rolling-six", "boin:0.3"]),
)
def test_cases_are_in_order_on_any_calendar(starts, lag, first, design) -> None:
    """Best is never after planned, planned never after worst; one pending subject of one cohort opens it on Day 46."""
    begin = Date(first.year, first.month, first.day)
    model = one(20, day1=begin)
    members = [_moved(model, f"T-{number}", begin, days) for number, days in enumerate(sorted(starts))]
    made = meeting(members, members[-1].day1, Asked((design_of(design),), Planning(review_lag=lag)))
    best, planned, worst = (made.views[0].openings[case] for case in Case)
    assert best
    assert planned
    assert worst
    assert best.date <= planned.date <= worst.date
    if planned.deciding and not planned.lacking:
        last = next(found for found in members if found.id == planned.deciding[-1])
        assert (planned.date - last.day1).days == 45 + lag


def _moved(model, name: str, begin: Date, days: int):
    """The same subject, some days later."""
    at = model._replace(
        id=name, subject=name, day1=begin.add(days=days), closes=model.closes.add(days=days), level="d10-5"
    )
    return at._replace(ahead=model.ahead._make(date.add(days=days) for date in model.ahead))
