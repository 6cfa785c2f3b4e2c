"""Kinds of exercise: keys are the engine's, learners are given nothing of them, and the whole library can be asked."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training_cases import BODY, EVERY, LABS, case, count, exercise, marks_of, recorded

from regimen.coursefile import finder
from regimen.dlt.reasons import reason
from regimen.nomenclature import MARK
from regimen.printouts.document import Facts, Heading, Lines, Listing, Part, Table
from regimen.printouts.kinds.registry import KINDS as SHEETS
from regimen.printouts.kinds.registry import made as sheet
from regimen.printouts.kinds.source import Options, Source
from regimen.printouts.recalculation import body_steps, dose_steps
from regimen.printouts.totals import tallies
from regimen.protocol.shelf import library_ids, load
from regimen.review import review
from regimen.training.answers import Answers
from regimen.training.build import CaseRefused
from regimen.training.marking import mark, perfect
from regimen.training.planting import differing


def texts(parts: tuple[Part, ...]) -> str:
    """Everything that parts of a sheet say."""
    said: list[str] = []
    for part in parts:
        if isinstance(part, Facts):
            said += [f"{name} {value}" for name, value in part.facts]
        elif isinstance(part, Table):
            said += [line.text for row in part.rows for cell in row for line in cell.lines]
        elif isinstance(part, Listing):
            said += [text for entry in part.entries for text in (entry.text, *entry.details)]
        elif isinstance(part, Lines):
            said += [line.text for line in part.lines]
        elif isinstance(part, Heading):
            said.append(part.text)
    return "\n".join(said)


@pytest.mark.parametrize("kind", EVERY)
def test_its_own_key_earns_everything_and_nothing_earns_nothing(kind: str) -> None:
    """A perfect answer scores 100 %, an empty one 0 %; every item has a prompt and the engine's reason."""
    made = EVERY[kind]
    whole = mark(made, perfect(made))
    assert (whole.percent, whole.findings) == (100, ())
    assert mark(made, Answers({})).percent == 0
    assert [item.id for item in made.items if not (item.prompt and item.why)] == []
    assert len(made.by_id) == len(made.items)


@pytest.mark.parametrize("subject", [BODY, {}], ids=["body", "no-body"])
@pytest.mark.parametrize("kind", ["calendar", "worksheet", "wrong-cell"])
@pytest.mark.parametrize("name", library_ids())
def test_every_protocol_of_the_library_can_be_asked(name: str, kind: str, subject: dict[str, str]) -> None:
    """Whatever the protocol and however little is known of the body, the exercise can be made and solved."""
    made = exercise(kind, {"protocol": name, "level": None, "subject": subject})
    assert made.items
    assert made.material
    assert mark(made, perfect(made)).percent == 100


CALENDAR = {
    "days.lenalidomide": "days 1-10",
    "days.cytarabine": "days 4-8",
    "dose.lenalidomide": "50 mg",
    "dose.mitoxantrone": f"15 mg{MARK}",
    "dose.cytarabine": f"1,882 mg{MARK}",
    "total.lenalidomide": "500 mg",
    "total.etoposide": f"750 mg{MARK}",
    "date.mec-start": "Fri 04 Dec 2026",
    "date.dlt-window-closes": "Thu 14 Jan 2027",
    "left.len": "35 days",
    "left.mec": "37 days",
}


@pytest.mark.parametrize("item", CALENDAR)
def test_the_calendar_of_the_home_case(item: str) -> None:
    """Days, doses, totals, dates and days left of the home case are those of the published schedule."""
    assert EVERY["calendar"].by_id[item].key.words == CALENDAR[item]


def test_a_deferral_moves_days_and_days_left_and_never_day_45() -> None:
    """Acts count: MEC put off by two days is asked for where it is planned, and Day 45 stays."""
    act = {"act": "defer", "what": ["MEC"], "day": "4", "by": "2", "why": "infection"}
    made = exercise("calendar", {"acts": [act]})
    words = {item.id: item.key.words for item in made.items}
    assert (words["days.etoposide"], words["left.mec"]) == ("days 6-10", "35 days")
    assert words["date.dlt-window-closes"] == "Thu 14 Jan 2027"
    assert any("act 1: MEC deferred by 2 days" in why for why in made.by_id["days.etoposide"].why)
    assert "MEC deferred by 2 days" in texts(made.material)
    assert "days 6-10" not in texts(made.material)


def test_the_other_schedule_leaves_fewer_days() -> None:
    """On days 1-14 there are 31 days from the last LEN dose to Day 45."""
    made = exercise("calendar", {"level": "d14-10", "version": "1"})
    assert made.by_id["left.len"].key.words == "31 days"


def test_a_calendar_asks_what_it_is_told_to() -> None:
    """Only the drugs and questions that the case names are asked for; lines may have to be known."""
    made = exercise("calendar", calendar={"ask": ["dose"], "drugs": ["MEC"], "lines": "no"})
    assert [item.id for item in made.items] == ["dose.mitoxantrone", "dose.etoposide", "dose.cytarabine"]
    assert "mg/m²" not in texts(made.material)


SLIPS = {
    ("dose.cytarabine", "1881.93 mg"): (50, "not rounded"),
    ("dose.cytarabine", "9,410 mg"): (0, "given as one dose it has killed"),
    ("dose.cytarabine", "1,000 mg"): (0, "not yet multiplied"),
    ("total.lenalidomide", "50 mg"): (0, "this is one dose, not the course total"),
    ("dose.lenalidomide", "500 mg"): (0, "given as one dose it has killed"),
    ("dose.lenalidomide", "50.2 mg"): (0, ""),
    ("left.mec", "38"): (50, "the day of the dose itself is not counted"),
}


@pytest.mark.parametrize(("item", "answer"), SLIPS)
def test_typical_slips_are_told(item: str, answer: str) -> None:
    """A course total given as a daily dose, a dose not rounded or not multiplied: each slip is recognised."""
    percent, told = SLIPS[item, answer]
    judged = EVERY["calendar"].by_id[item].key.judge(answer)
    assert (judged.share * 100, told in judged.told) == (percent, True)


@pytest.mark.parametrize("name", library_ids())
def test_the_worksheet_asks_what_the_second_check_asks(name: str) -> None:
    """Each line of the printed worksheet with one figure is an item whose key is the figure of the printed key."""
    made = exercise("worksheet", {"protocol": name, "level": None})
    assert made.solution is not None
    plan = made.solution
    steps = [*body_steps(plan), *(step for tally in tallies(plan.ideal) for step in dose_steps(plan, tally))]
    asked = [step for step in steps if step.value is not None or step.answer in (None, "none fits")]
    assert [item.key.words for item in made.items] == [step.answer or "cannot be worked out" for step in asked]
    assert [item.prompt for item in made.items] == [step.what for step in asked]
    assert {step.id for step in steps if step not in asked} <= {"anthracycline", "units"}


def test_the_worksheet_gives_nothing_away() -> None:
    """What the learner is given holds no amount that is to be worked out."""
    made = EVERY["worksheet"]
    worked = [item.key.words for item in made.items if item.key.words.endswith(MARK) and "bag" not in item.id]
    assert worked
    given = texts(made.material).replace("15 mg capsule", "")
    assert [words for words in worked if words.removesuffix(MARK) in given] == []


def test_a_worksheet_of_a_few_lines() -> None:
    """Drugs and lines can be chosen; a choice without any line is refused with the reason."""
    task = {"body": "no", "drugs": ["etoposide"], "lines": ["dose", "bag", "concentration"]}
    made = exercise("worksheet", worksheet=task)
    assert [item.id for item in made.items] == ["dose.etoposide", "bag.etoposide", "concentration.etoposide"]
    with pytest.raises(CaseRefused, match="the worksheet has no such line"):
        exercise("worksheet", worksheet={"body": "no", "drugs": ["LEN"], "lines": ["bag"]})


def test_without_a_body_the_right_answer_is_that_there_is_none() -> None:
    """What cannot be worked out is asked all the same: a figure made up is wrong."""
    made = exercise("worksheet", {"subject": {}})
    key = made.by_id["dose.cytarabine"].key
    assert key.words == "cannot be worked out"
    assert [int(key.judge(answer).share) for answer in ("cannot be worked out", "1,882 mg")] == [1, 0]


@given(st.integers(0, 99_999), st.integers(1, 6))
def test_drawn_errors_are_found_by_the_engine(seed: int, number: int) -> None:
    """The calendar that is shown differs from the plan exactly in the planted cells, and nowhere else."""
    made = exercise("wrong-cell", seed=str(seed), wrong_cell={"number": str(number)})
    key = marks_of(made)
    assert made.shown is not None
    assert made.solution is not None
    assert len(key.targets) == number
    planted = [cell for target in key.targets for cell in target.cells]
    assert differing(made.solution.schedule, made.shown.schedule) == frozenset(planted)
    assert len(planted) == len(set(planted))


@pytest.mark.parametrize("kind", [kind for kind, one in SHEETS.items() if not one.needs_record])
def test_a_wrong_calendar_can_be_drawn(kind: str) -> None:
    """Every sheet that shows a plan shows the wrong one too, whatever was planted."""
    planted = [
        {"error": "other-drug", "drug": "mitoxantrone", "day": "4"},
        {"error": "moved", "drug": "LEN", "day": "1", "to": "-1"},
        {"error": "tenfold", "drug": "cytarabine", "day": "5"},
    ]
    drawn = exercise("wrong-cell", wrong_cell={"planted": planted})
    assert drawn.shown is not None
    assert sheet(kind, Source(drawn.shown), Options()).parts


def test_the_wrong_calendar_shows_its_errors_and_does_not_name_them() -> None:
    """The sheet of a wrong-cell exercise shows the dose as if it had always stood there."""
    made = exercise("wrong-cell", wrong_cell={"planted": [{"error": "moved", "drug": "LEN", "day": "10", "to": "12"}]})
    shown = texts(made.material)
    assert "Day 12, Sat 12 Dec 2026\nlenalidomide 50 mg PO" in shown
    assert "ideal" not in shown


SUPPORTED = recorded(LABS, transfusions=[{"date": "2027-01-11", "product": "platelets"}])
ENDED = recorded(LABS[:2], death={"date": "2027-01-08", "attribution": "treatment"})
LATE = recorded([*LABS[:2], count("2027-01-19", "0.9", "60")])
STATES = [
    pytest.param(recorded(LABS), "2,42,43,46", "pending pending recovered recovered", "N", "Day 43", id="recovered"),
    pytest.param(SUPPORTED, "43,46", "pending indeterminate", "X", "none", id="transfused"),
    pytest.param(ENDED, "38,39", "pending dlt", "T", "none", id="toxic-death"),
    pytest.param(LATE, "45,50", "pending indeterminate", "X", "Day 50", id="nothing-on-day-45"),
]


@pytest.mark.parametrize(("course", "days", "states", "letter", "day"), STATES)
def test_the_states_are_those_of_the_verdict(course: dict, days: str, states: str, letter: str, day: str) -> None:
    """As of each day the key is the engine's state; then the letter and the documented day of recovery."""
    made = exercise("verdict", course, verdict={"days": days, "recovery_day": "yes", "letter": "yes"})
    *called, recovery, last = made.items
    assert " ".join(item.key.answer for item in called) == states
    assert (last.key.answer, recovery.key.words.split(",")[0]) == (letter, day)
    course_held = case("verdict", course).course
    assert course_held is not None
    for item in called:
        assert item.as_of is not None
        judged = review(course_held, load(), finder(Path()), item.as_of).verdict
        assert judged is not None
        assert (item.key.answer, item.why[0]) == (judged.state, reason(judged))


def test_counts_come_in_with_their_days() -> None:
    """Each item brings what was recorded since the last one, bare: no threshold mark, no state."""
    made = exercise("verdict", SUPPORTED, verdict={"days": "20,40,46"})
    shown = [texts(item.material) for item in made.items]
    assert ["Day 15" in text for text in shown] == [True, False, False]
    assert ["Day 36" in text for text in shown] == [False, True, False]
    assert ["platelets transfused" in text for text in shown] == [False, False, True]
    assert not any(sign in text for text in (*shown, texts(made.material)) for sign in ("↓", "not counted", "pending"))


EVENTS = {
    "marrow": [{"date": "2027-01-06", "adequate": "yes", "blasts": "3 %"}, {"date": "2027-01-07", "adequate": "no"}],
    "toxicities": [
        {"date": "2027-01-08", "term": "Hepatic failure", "grade": "4", "ctcae": "5.0", "attribution": "treatment",
         "dlt": "yes"},
    ],
    "growth_factor": [{"date": "2027-01-09", "agent": "filgrastim"}],
    "next_therapy": {"date": "2027-01-10"},
    "death": {"date": "2027-01-11", "attribution": "disease"},
}  # fmt: skip


def test_everything_beside_the_counts_is_shown() -> None:
    """Marrows, toxicities, support and endings stand on their days, as far as they are recorded."""
    made = exercise("verdict", recorded(LABS, **EVENTS), verdict={"days": "41,45"})
    shown = texts(made.items[0].material)
    assert "Hepatic failure, grade 4 (CTCAE 5.0), put down to: treatment, adjudicated to be dose-limiting" in shown
    for told in ("marrow, 3 % blasts", "marrow that cannot be read", "growth factor", "next therapy"):
        assert told in shown
    assert "death" not in shown
    assert "death, put down to: disease" in texts(made.items[1].material)


def test_a_stretch_without_anything_says_so() -> None:
    """Where nothing was recorded since the last question, the sheet says that too."""
    made = exercise("verdict", recorded(LABS), verdict={"days": "43,46"})
    assert texts(made.items[1].material) == "Recorded since Day 43\nNothing was recorded."


def test_another_state_of_the_same_letter_is_half_right() -> None:
    """For the cohort never-below and recovered are alike; the state is not, so it earns half."""
    key = exercise("verdict", recorded(LABS), verdict={"days": "46"}).items[0].key
    assert [float(key.judge(state).share) for state in ("recovered", "never-below", "dlt")] == [1, 0.5, 0]


def test_settings_change_the_key() -> None:
    """The recovery definition of the case is that of its keys: without transfusion-free days Day 43 is a recovery."""
    made = exercise("verdict", SUPPORTED, verdict={"days": "46"}, settings={"platelet-free": "0-days"})
    assert made.items[0].key.answer == "recovered"
    assert "0 days†" in texts(made.material)


def test_dates_count_from_the_first_dose_given() -> None:
    """Where the first dose came a day late, the days of the verdict count from it."""
    given = [{"date": "2026-12-02", "agent": "LEN"}]
    made = exercise("verdict", {"record": {"administrations": given, "counts": LABS}}, verdict={"days": "46"})
    assert made.items[0].as_of == dt.date(2027, 1, 16)


def test_a_verdict_needs_its_days() -> None:
    """A verdict is called as of some days, which the case must name; nobody calls it on a thousand."""
    with pytest.raises(CaseRefused, match="the verdict is called on 1,000 days; allowed: at most 40"):
        exercise("verdict", recorded(LABS), verdict={"days": "1-1000"})
    with pytest.raises(CaseRefused, match="add the section 'verdict' with 'days'"):
        exercise("verdict", recorded(LABS))
