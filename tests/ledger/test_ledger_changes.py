"""Changes as plain data: folded, they are the course that the models would make."""

import pytest
from ledgers import course, dose, given, omission, sample, voided

from regimen import changes
from regimen.changes import applied, course_data
from regimen.course import Course
from regimen.record.entries import Death, Withdrawal
from regimen.record.model import Record

DEATH = Death.model_validate({"date": "2026-12-30", "attribution": "disease"})
COURSE = course(record={"administrations": [{"date": "2026-12-01", "agent": "LEN"}]}, acts=[])


@pytest.mark.parametrize(
    ("change", "reading"),
    [
        (given(2, 3), lambda after: [entry.date.day for entry in after.record.administrations] == [1, 2, 3]),
        (changes.recorded("counts", [sample()]), lambda after: str(after.record.counts[0].anc) == "0.4 10^9/L"),
        (changes.recorded("death", [DEATH]), lambda after: after.record.death == DEATH),
        (voided(), lambda after: after.record.corrections[0].void),
        (omission(), lambda after: after.acts[0].what == ["LEN"]),
        (
            changes.revised(course(level="d10-25")),
            lambda after: (after.level, after.record) == ("d10-25", COURSE.record),
        ),
    ],
    ids=["doses", "sample", "death", "correction", "act", "revision"],
)  # fmt: skip
def test_a_change_is_what_it_says(change, reading) -> None:
    """Each kind changes its own part; the data before stays what it was."""
    before = course_data(COURSE)
    kept = course_data(COURSE)
    assert reading(Course.model_validate(applied(before, change)))
    assert before == kept


def test_a_course_comes_back_as_it_was() -> None:
    """Enrolled and read back, a course with everything is equal."""
    whole = course(
        acts=[{"act": "defer", "day": "4", "by": "2", "what": ["MEC"], "why": "fever", "on": "2026-12-03"}],
        blackouts=["2026-12-25"],
        assumptions={"mec": "8-100-1000"},
        record={
            "administrations": [{"date": "2026-12-01", "agent": "LEN", "amount": "50 mg", "id": "a1"}],
            "marrow": [{"date": "2027-01-11", "adequate": "no"}],
            "death": {"date": "2027-02-01", "attribution": "unknown"},
            "corrections": [{"of": "a1", "date": "2026-12-02", "reason": "twice", "void": "yes"}],
        },
    )
    assert Course.model_validate(applied(None, changes.enrolled(whole))) == whole


def test_every_section_of_a_record_can_be_recorded() -> None:
    """A section of one entry holds one, a list takes many; both come back through the model."""
    single = changes.recorded("withdrawal", [Withdrawal.model_validate({"date": "2026-12-30"})])
    assert single.body == {"section": "withdrawal", "entry": {"date": "2026-12-30"}}
    assert changes.recorded("administrations", [dose()]).body["entries"][0]["amount"] == "50 mg"
    assert set(applied(course_data(course()), single)["record"]) <= set(Record.model_fields)
