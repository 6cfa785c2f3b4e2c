"""Cases for the tests of training: one of each kind as a file has it, and what is made of plain data."""

from pathlib import Path
from typing import Any

from regimen.training.answers import Answer, Answers
from regimen.training.build import exercise_of
from regimen.training.case import Case
from regimen.training.exercise import Exercise
from regimen.training.keys.marks import Marks
from regimen.training.kinds.wrong_cell import MARKS
from regimen.training.marking import Result, mark

HEAD: dict[str, Any] = {
    "format": "1",
    "id": "case-1",
    "title": "A case",
    "difficulty": "easy",
    "goals": ["know it"],
    "minutes": "10",
    "introduction": "This is how it is.",
}
BODY = {"height_cm": "170", "weight_kg": "75", "sex": "F", "age": "61", "creatinine": "0.9 mg/dL"}
HOME = {"protocol": "nct01681537", "level": "d10-50", "reference_date": "2026-12-01", "subject": BODY}
MEC = ("mitoxantrone", "etoposide", "cytarabine")
GIVEN = [
    *({"date": f"2026-12-{day:02d}", "agent": "LEN", "amount": "50 mg"} for day in range(1, 11)),
    *({"date": f"2026-12-{day:02d}", "agent": agent} for day in range(4, 9) for agent in MEC),
]
"""Every dose of the home case, on its day."""


def count(date: str, anc: str, platelets: str) -> dict[str, str]:
    """A blood sample, ×10⁹/L."""
    return {"date": date, "anc": f"{anc} 10^9/L", "platelets": f"{platelets} 10^9/L"}


LABS = [count("2026-12-15", "0.1", "8"), count("2027-01-05", "0.2", "15"), count("2027-01-12", "0.7", "24")]
"""Low on Day 15 and Day 36, good on Day 43."""


ESCALATION: dict[str, Any] = {
    "levels": {"low": "10 mg", "high": "25 mg"},
    "outcomes": "1NNT 1NNN 2TNT",
    "subjects": [
        *({"day1": f"2026-01-{day:02d}"} for day in (5, 6, 7)),
        *({"day1": f"2026-03-{day:02d}", "known": "30"} for day in (9, 10, 11)),
        *({"day1": f"2026-05-{day:02d}"} for day in (4, 5, 6)),
    ],
}
"""Three cohorts on a ladder of two, with dates."""
STORY: dict[str, Any] = {
    "first": "start",
    "steps": {
        "start": {
            "text": "It begins.",
            "question": "Which way?",
            "options": {
                "left": {"words": "to the left", "earns": "100", "consequence": "A door opens.", "to": "window"},
                "right": {"words": "to the right", "earns": "50", "consequence": "It is dark."},
            },
            "ways": [{"to": "window", "score": "50"}, {"to": "lost"}],
        },
        "window": {
            "text": "A window.",
            "figure": "window-closes",
            "options": {
                "a": {"words": "Day 45", "consequence": "It counts from Day 1."},
                "b": {"words": "Day 47", "to": "lost"},
            },
            "ways": [{"to": "found", "score": "80"}, {"to": "late"}],
        },
        "late": {"text": "It is late.", "figure": "days-left", "of": "MEC", "ways": [{"to": "found"}]},
    },
    "endings": {"found": "All is found.", "lost": "All is lost."},
}
"""A story of three steps, one of which only the less good way leads to."""


def case(kind: str, course: dict[str, Any] | None = None, **more: Any) -> Case:
    """A case of plain data."""
    return Case.model_validate({**HEAD, "kind": kind, "course": {**HOME, **(course or {})}, **more})


def exercise(kind: str, course: dict[str, Any] | None = None, **more: Any) -> Exercise:
    """The exercise of such a case."""
    return exercise_of(case(kind, course, **more))


def recorded(counts: list[dict[str, str]], **record: Any) -> dict[str, Any]:
    """A course under way with every dose given."""
    return {"record": {"administrations": GIVEN, "counts": counts, **record}}


EVERY: dict[str, Exercise] = {
    "calendar": exercise("calendar", calendar={"ask": ["days", "dose", "totals", "milestones", "days-left"]}),
    "worksheet": exercise("worksheet"),
    "wrong-cell": exercise("wrong-cell", seed="7", wrong_cell={"number": "4", "name_it": "yes"}),
    "errors": exercise("errors", recorded([count("2026-12-15", "0.1", "8")]), as_of="2027-01-29"),
    "verdict": exercise(
        "verdict", recorded(LABS), verdict={"days": "2,36,43,46", "recovery_day": "yes", "letter": "yes"}
    ),
    "next-cohort": exercise("next-cohort", next_cohort=ESCALATION),
    "story": exercise("story", story=STORY),
}
"""One exercise of each kind that is made here."""


def marked(made: Exercise, answers: dict[str, Any]) -> Result:
    """Answers marked; a plain value is an answer by itself."""
    held = {name: one if isinstance(one, Answer) else Answer(one) for name, one in answers.items()}
    return mark(made, Answers(held))


CASE_FILE = """\
format: 1
id: len-mec-50
title: LEN + MEC at 50 mg
kind: calendar
difficulty: easy
goals: [lay out LEN and MEC in study days and dates]
minutes: 10
introduction: A subject is to start LEN + MEC at 50 mg on Tuesday, 1 December 2026.
course:
  protocol: nct01681537
  level: d10-50
  reference_date: 2026-12-01
  subject: {height_cm: 170, weight_kg: 75, sex: F, age: 61}
calendar:
  ask: [days, days-left]
items:
  days.lenalidomide:
    answer: 1-10
    hints: [{text: The amendment shortened it., cost: 20}]
  left.mec: {answer: 37 days, weight: 2}
questions:
  closes:
    figure: window-closes
    options: {a: Day 44, b: Day 45, c: 2027-01-15}
    answer: b
debrief: [Day 45 is fixed by Day 1.]
pointers: [{rule: "docs/training.md, calendar", source: "DeAngelo DJ, et al. Am J Hematol 2018"}]
"""


def written(folder: Path, *changes: tuple[str, str], text: str = CASE_FILE) -> Path:
    """A case file with some of its text exchanged."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def marks_of(made: Exercise) -> Marks:
    """The key of a wrong-cell exercise."""
    key = made.by_id[MARKS].key
    assert isinstance(key, Marks)
    return key
