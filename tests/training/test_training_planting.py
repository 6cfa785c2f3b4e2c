"""Wrong cells planted in a plan: each as it is named, told with true figures, refused where it cannot be told apart."""

import datetime as dt

import pytest
from training_cases import exercise, marked, marks_of

from regimen.course import Course, plan
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.dosing.wording import shown_amount
from regimen.printouts.totals import tallies
from regimen.protocol.shelf import library_ids, load
from regimen.quantity import Amount
from regimen.training.build import CaseRefused
from regimen.training.keys.cells import Cell
from regimen.training.kinds.wrong_cell import MARKS
from regimen.training.planting import ERRORS, Wrong, doses_on, planted

DAY_1 = dt.date(2026, 12, 1)


PLANTED = {
    "moved": ({"day": "10", "to": "11"}, {("lenalidomide", 10), ("lenalidomide", 11)}, "of Day 10 stands on Day 11."),
    "left-out": ({"day": "5"}, {("lenalidomide", 5)}, "lenalidomide is missing on Day 5."),
    "added": ({"day": "11"}, {("lenalidomide", 11)}, "lenalidomide stands on Day 11, which has none."),
    "course-total": ({"day": "1"}, {("lenalidomide", 1)}, "500 mg is the course total; one dose is 50 mg."),
    "tenfold": (
        {"drug": "cytarabine", "day": "4"}, {("cytarabine", 4)},
        "18,820 mg† is ten times the dose; one dose is 1,882 mg†.",
    ),
    "other-drug": (
        {"drug": "mitoxantrone", "day": "8"}, {("mitoxantrone", 8), ("mitomycin", 8)},
        "mitoMYcin stands on Day 8 instead of mitoXANTRONE.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("error", ERRORS)
def test_each_error_is_planted_as_it_is_named(error: str) -> None:
    """An error named in the case stands in its cells, is found by a mark on any of them, and is told."""
    more, cells, words = PLANTED[error]
    made = exercise("wrong-cell", wrong_cell={"planted": [{"error": error, "drug": "LEN", **more}], "name_it": "yes"})
    (target,) = marks_of(made).targets
    assert (target.cells, target.cls) == ({Cell(*cell) for cell in cells}, error)
    assert target.words.endswith(words)
    for what, day in cells:
        assert marked(made, {MARKS: f"{what} d{day} {error}"}).percent == 100


@pytest.mark.parametrize("protocol", library_ids())
def test_the_course_total_is_that_of_the_doses(protocol: str) -> None:
    """What stands as one dose is the sum that `regimen dose` prints, also where doses differ from day to day."""
    course = Course(protocol=protocol, reference_date=DAY_1, subject=SAMPLE_SUBJECT)
    laid = plan(course, load(protocol), DAY_1)
    totals = dict[tuple[str, str], Amount]()
    for tally in tallies(laid.schedule):
        assert tally.entry.line is not None
        if (total := tally.course_total) is not None:
            place = tally.entry.name, tally.entry.line.route
            totals[place] = totals[place].plus(total) if place in totals else total
    for item in laid.schedule.items:
        total = totals.pop((item.entry.name, item.entry.line.route), None) if item.entry.line else None
        if total is None or item.entry.result is None or total == item.entry.result.amount:
            continue
        same_day = doses_on(laid.schedule, item.entry.name, item.day)
        if len({other.entry.line.route for other in same_day if other.entry.line}) == 1:
            _, (target,) = planted(laid, [Wrong("course-total", item.entry.name, item.day)])
            assert f": {shown_amount(total)}" in target.words


REFUSED = [
    pytest.param([("left-out", "LEN", "11", None)], "no lenalidomide is planned on Day 11", id="not-there"),
    pytest.param([("added", "LEN", "10", None)], "cannot be added: it is planned there", id="there"),
    pytest.param([("moved", "LEN", "1", "2")], "lenalidomide is planned on Day 2 too", id="taken"),
    pytest.param([("other-drug", "LEN", "1", None)], "no drug looks like lenalidomide", id="no-look-alike"),
    pytest.param([("tenfold", "LEN", "1", None), ("left-out", "LEN", "1", None)], "overlap", id="overlap"),
    pytest.param([("added", "LEN", "11", None), ("left-out", "LEN", "1", None)], "could be each other", id="ambiguous"),
    pytest.param([("moved", "LEN", "1", "0")], "there is no Day 0", id="day-0"),
]  # fmt: skip


@pytest.mark.parametrize(("errors", "told"), REFUSED)
def test_errors_that_cannot_be_told_apart_or_made_are_refused(errors: list[tuple], told: str) -> None:
    """What cannot be planted, or could be read in two ways, is no exercise."""
    held = [{"error": error, "drug": drug, "day": day} | ({"to": to} if to else {}) for error, drug, day, to in errors]
    with pytest.raises(CaseRefused, match=told):
        exercise("wrong-cell", wrong_cell={"planted": held})


def test_no_amount_is_multiplied_that_is_not_known() -> None:
    """Without a body there is no amount to make ten times too much, and none is drawn."""
    tenfold = {"planted": [{"error": "tenfold", "drug": "cytarabine", "day": "4"}]}
    with pytest.raises(CaseRefused, match="the amount of cytarabine is not known"):
        exercise("wrong-cell", {"subject": {}}, wrong_cell=tenfold)
    drawn = exercise("wrong-cell", {"subject": {}}, wrong_cell={"number": "6", "among": ["tenfold"]})
    assert {cell.what for target in marks_of(drawn).targets for cell in target.cells} == {"lenalidomide"}


def test_too_many_errors_are_refused() -> None:
    """A plan has room for so many errors; the message says for how many."""
    with pytest.raises(CaseRefused, match="no room for 20 errors; allowed: at most"):
        exercise("wrong-cell", wrong_cell={"number": "20", "among": ["moved"]})


def test_the_same_seed_draws_the_same_errors() -> None:
    """One seed is one exercise; another seed is another one."""
    one, again, other = (marks_of(exercise("wrong-cell", seed=seed)).targets for seed in ("3", "3", "4"))
    assert one == again != other
