"""What a teacher begins from: every kind whole, solved and without a remark; a change that turns an answer is told."""

from pathlib import Path
from typing import Any

import pytest
from training_cases import BODY, GIVEN, HOME, LABS, count

from regimen.course import Course
from regimen.errors import RegimenError
from regimen.findings import Severity
from regimen.training.build import SECTIONS, exercise_of
from regimen.training.casefile import case_text, check_case, open_case, read_case
from regimen.training.kinds.registry import KINDS
from regimen.training.marking import mark, perfect
from regimen.training.starters import starter

ABOUT = {"id": "my-case", "title": "My case"}
OTHER = {**HOME, "level": "d10-10", "reference_date": "2027-03-01"}
RECORD = {"record": {"administrations": GIVEN, "counts": LABS}}
WITH_COURSE = {
    "calendar": OTHER,
    "worksheet": OTHER,
    "wrong-cell": OTHER,
    "errors": {**HOME, **RECORD},
    "verdict": {**HOME, **RECORD},
}
"""Kinds that are about a course, each with one of a teacher's own."""


def course(data: dict[str, Any]) -> Course:
    """A course of plain data."""
    return Course.model_validate(data)


def looked_over(folder: Path, text: str) -> list[str]:
    """What `train check` remarks on a case file, from the weight that it shows on."""
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return [one.message for one in check_case(path) if one.severity.weight >= Severity.OTHER.weight]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_begins_whole_and_without_a_remark(kind: str, tmp_path: Path) -> None:
    """As a file it reads back the same, is an exercise that its own key solves, and has what it says of itself."""
    made = starter(kind, {**ABOUT, "difficulty": "hard"})
    assert (made.id, made.title, made.kind, made.difficulty) == ("my-case", "My case", kind, "hard")
    assert (made.generated, made.seed) == (None, 0)
    assert looked_over(tmp_path, case_text(made)) == []
    exercise = open_case(tmp_path / "mine.yaml")
    assert mark(exercise, perfect(exercise)).percent == 100
    assert read_case(tmp_path / "mine.yaml") == made


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "story"])
def test_every_answer_is_stated(kind: str) -> None:
    """Whoever turns an answer by a change is told, whichever it is."""
    made = starter(kind, ABOUT)
    assert list(made.items) == [item.id for item in exercise_of(made).items]
    assert all(one.answer is not None for one in made.items.values())


@pytest.mark.parametrize("kind", WITH_COURSE)
def test_a_course_of_ones_own_takes_the_examples_place(kind: str, tmp_path: Path) -> None:
    """Nothing of the example's course is left, and what is asked is answered of the teacher's."""
    mine = course(WITH_COURSE[kind])
    made = starter(kind, ABOUT, mine)
    assert made.course == mine
    assert looked_over(tmp_path, case_text(made)) == []
    exercise = open_case(tmp_path / "mine.yaml")
    assert exercise.solution is None or exercise.solution.course == mine
    assert mark(exercise, perfect(exercise)).percent == 100


def test_a_record_is_judged_at_its_end() -> None:
    """A room of errors as of the last entry of any kind; a verdict is called on the last five days with a sample."""
    late = {"date": "2027-02-01", "text": "the last visit"}
    room = starter("errors", ABOUT, course({**HOME, "record": {**RECORD["record"], "notes": [late]}}))
    assert str(room.as_of) == "2027-02-01"
    many = [count(f"2026-12-{day:02d}", "0.1", "8") for day in (2, 9, 16, 23, 30)] + [count("2027-01-05", "0.2", "9")]
    call = starter("verdict", ABOUT, course({**HOME, "record": {"administrations": GIVEN, "counts": many}}))
    assert call.verdict is not None
    assert [item.id for item in exercise_of(call).items] == [f"state.d{day}" for day in (9, 16, 23, 30, 36)]


def test_a_sample_before_the_first_day_is_no_obstacle(tmp_path: Path) -> None:
    """A record that has little beside its baseline is called on that day too, or on none before it."""
    counts = [count("2026-11-29", "1.4", "90"), *LABS]
    made = starter("verdict", ABOUT, course({**HOME, "record": {"administrations": GIVEN, "counts": counts}}))
    assert looked_over(tmp_path, case_text(made)) == []


def test_a_protocol_file_is_named_from_where_the_case_lies(tmp_path: Path) -> None:
    """The folder given is where a course's own protocol file is looked for."""
    library = Path(__file__).parents[2] / "regimen" / "protocol" / "library" / "hidac.yaml"
    (tmp_path / "own.yaml").write_text(library.read_text(encoding="utf-8"), encoding="utf-8")
    own = {"protocol": "hidac", "protocol_file": "own.yaml", "reference_date": "2026-12-01", "subject": BODY}
    made = starter("calendar", ABOUT, course(own), tmp_path)
    assert looked_over(tmp_path, case_text(made)) == []


@pytest.mark.parametrize("kind", ["calendar", "worksheet"])
def test_a_change_that_turns_an_answer_is_told(kind: str, tmp_path: Path) -> None:
    """Both answers and the engine's reason; what still holds is not told."""
    text = case_text(starter(kind, ABOUT, course(HOME)))
    changed = text.replace("weight_kg: 75", "weight_kg: 95")
    assert changed != text
    path = tmp_path / "mine.yaml"
    path.write_text(changed, encoding="utf-8")
    found = check_case(path)
    assert {one.code for one in found} == {"answer-contradicted"}
    assert any("stated is" in one.message and "but the engine says" in one.message for one in found)
    assert not any("lenalidomide" in one.subject for one in found)
    assert any(one.subject == "items.dose.etoposide.answer" for one in found)


REFUSED = {
    "an unknown kind": ("calender", None, "did you mean calendar"),
    "a story with a course": ("story", HOME, "a case of kind story has no course; leave --course out"),
    "an escalation with a course": ("next-cohort", HOME, "a case of kind next-cohort has no course"),
    "no record": ("errors", HOME, "a case of kind errors needs a course with a record; regimen record add"),
    "an empty record": ("verdict", {**HOME, "record": {}}, "a case of kind verdict needs a course with a record"),
    "no counts": ("verdict", {**HOME, "record": {"administrations": GIVEN}}, "no blood counts to call a verdict on"),
}


@pytest.mark.parametrize(("kind", "data", "told"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_case_is_refused(kind: str, data: dict[str, Any] | None, told: str) -> None:
    """With what is missing, and how to come by it."""
    with pytest.raises(RegimenError, match=told):
        starter(kind, ABOUT, None if data is None else course(data))


def test_a_task_of_the_example_does_not_outlive_its_course() -> None:
    """What was planted in the example, and as of when, says nothing of another course."""
    for kind, data in WITH_COURSE.items():
        example, made = starter(kind, ABOUT), starter(kind, ABOUT, course(data))
        section = SECTIONS[kind]
        if getattr(example, section) is not None:
            assert getattr(made, section) != getattr(example, section)
        assert made.as_of is None or made.as_of != example.as_of
