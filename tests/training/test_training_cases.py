"""The cases that come with the program: each opens, is sound, teaches something, and is solved by its own key."""

from pathlib import Path

import pytest

from regimen.errors import RegimenError
from regimen.training.answers import Answers
from regimen.training.casefile import check_case, read_case
from regimen.training.generate.generator import MAKERS
from regimen.training.marking import mark, perfect
from regimen.training.shelf import case_ids, case_path, load_case

ROOT = Path(__file__).parents[2]
EVERY = pytest.mark.parametrize("name", case_ids())


def test_there_are_cases_of_every_difficulty() -> None:
    """At least fifteen, from easy to hard, each under its own id."""
    cases = {name: read_case(case_path(name)) for name in case_ids()}
    assert len(cases) >= 15
    assert all(case.id == name for name, case in cases.items())
    assert {case.difficulty for case in cases.values()} == {"easy", "moderate", "hard"}


@EVERY
def test_a_case_is_sound_and_solved_by_its_key(name: str) -> None:
    """Nothing is questionable about it; its own key scores 100 %, nothing answered 0 %."""
    assert check_case(case_path(name)) == []
    exercise = load_case(name)
    assert mark(exercise, perfect(exercise)).percent == 100
    assert mark(exercise, Answers({})).percent == 0


@EVERY
def test_a_case_teaches(name: str) -> None:
    """It has goals, a debrief, a rule with its source, a hint, and answers that the engine was held to."""
    case = read_case(case_path(name))
    assert case.goals
    assert case.debrief
    assert all(pointer.rule and pointer.source for pointer in case.pointers)
    assert case.pointers
    assert any(note.hints for note in case.items.values())
    assert any(note.answer is not None for note in case.items.values())


def test_pointers_lead_somewhere() -> None:
    """What a case, or one drawn by lot, points to is a page of these docs, and stands on it."""
    rules = {pointer.rule for name in case_ids() for pointer in read_case(case_path(name)).pointers}
    rules |= {rule for maker in MAKERS.values() for rule, _ in maker.pointers}
    assert len(rules) > 10
    for rule in rules:
        page, _, place = rule.partition(", ")
        assert place.lower() in (ROOT / page).read_text(encoding="utf-8").lower(), rule


def test_a_case_that_is_none() -> None:
    """An unknown id is refused with the nearest one."""
    with pytest.raises(RegimenError, match="did you mean len-mec-50"):
        case_path("len-mec-5")
