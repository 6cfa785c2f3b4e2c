"""Generated cases: the same seed gives the same bytes, the engine finds just what was planted, wishes are kept."""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from regimen.errors import RegimenError
from regimen.training.answers import Answer, Answers
from regimen.training.build import CaseRefused, exercise_of
from regimen.training.casefile import case_text, check_case, read_case
from regimen.training.generate import verify as verifying
from regimen.training.generate.errors import MOST
from regimen.training.generate.generator import MAKERS, generate
from regimen.training.generate.lot import DIFFICULTIES, VERSION, Wishes, lot_of
from regimen.training.generate.plants import PLANTS
from regimen.training.generate.verify import GeneratorFault, verified, verify
from regimen.training.keys.choice import Choice
from regimen.training.keys.marks import Marks
from regimen.training.kinds.errors import MARKS
from regimen.training.marking import mark
from regimen.training.planting import ERRORS

KINDS = pytest.mark.parametrize("kind", MAKERS)
BYTES = {
    "calendar": "e9fdddc8ffb1",
    "worksheet": "c69b84995d56",
    "wrong-cell": "de696e870ace",
    "errors": "01d34df1363d",
    "verdict": "e1b686e7774f",
    "next-cohort": "2d0fcd4c2408",
}
"""Kind to the first digits of the hash of three cases."""


def digest(kind: str) -> str:
    """What three cases of a kind come to, whatever the version of the program."""
    texts = "".join(case_text(generate(kind, 7, number)) for number in range(3))
    told = re.sub(r"(?m)^(generated: regimen) [^,]+,", r"\1,", texts)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


@KINDS
def test_a_version_of_the_generator_makes_the_same_bytes_for_ever(kind: str) -> None:
    """Whoever changes what a seed gives raises the generator's version, and these digests with it."""
    assert (VERSION, digest(kind)) == (2, BYTES[kind])


HASHED = """
from regimen.training.casefile import case_text
from regimen.training.generate.generator import MAKERS, generate
print("".join(case_text(generate(kind, 5, number)) for kind in MAKERS for number in range(4)), end="")
"""


def test_nothing_depends_on_the_order_of_hashes() -> None:
    """Another process with other hashes makes the same bytes."""
    other = str(int(os.environ.get("PYTHONHASHSEED", "0").replace("random", "0")) + 1)
    environment = {**os.environ, "PYTHONHASHSEED": other}
    made = subprocess.run([sys.executable, "-c", HASHED], env=environment, capture_output=True, check=True)
    assert made.stdout.decode() == "".join(
        case_text(generate(kind, 5, number)) for kind in MAKERS for number in range(4)
    )


def test_two_hundred_cases_are_found_as_planted() -> None:
    """The engine finds exactly the planted truth, a perfect answer scores 100 %, an empty one 0 %; progress is told."""
    told: list[tuple[int, int]] = []
    verify(11, 200, progress=lambda done, of: told.append((done, of)))
    assert told == [(number, 200) for number in range(1, 201)]


@KINDS
def test_a_case_survives_its_file_and_is_sound(kind: str, tmp_path: Path) -> None:
    """Written, it reads back the same, and nothing in it is questionable."""
    path = tmp_path / "case.yaml"
    for number in range(3):
        case = generate(kind, 3, number)
        path.write_text(case_text(case), encoding="utf-8")
        assert read_case(path) == case
        assert check_case(path) == []


@KINDS
def test_a_case_says_what_it_was_made_of_and_that_it_is_invented(kind: str) -> None:
    """All that is needed to make it again stands in it."""
    case = generate(kind, 3, 1, Wishes("hard"))
    assert case.generated is not None
    assert case.generated.endswith(f"generator {VERSION}, kind {kind}, seed 3, number 1, difficulty hard")
    assert "invented" in case.introduction
    assert case.difficulty == "hard"


@pytest.mark.parametrize("difficulty", DIFFICULTIES)
@pytest.mark.parametrize("number", range(MOST + 1))
def test_as_many_deviations_as_asked_for(number: int, difficulty: str) -> None:
    """At every difficulty there is room for each number that is allowed; a clean record is one of them."""
    for one in range(3):
        made = verified("errors", 4, one, Wishes(difficulty, number))  # type: ignore[arg-type]
        key = made.exercise.by_id[MARKS].key
        assert isinstance(key, Marks)
        assert len(key.targets) == number


@pytest.mark.parametrize("code", dict.fromkeys(one.code for one in PLANTS))
def test_each_class_can_be_asked_for(code: str) -> None:
    """A record with one deviation of the class, and with no other."""
    for number in range(6):
        planted = verified("errors", 8, number, Wishes(planted=1, among=(code,))).case.errors
        assert planted is not None
        assert [one.deviation for one in planted.planted or ()] == [code]


@pytest.mark.parametrize("error", ERRORS)
def test_each_kind_of_wrong_cell_can_be_asked_for(error: str) -> None:
    """A calendar with one wrong cell of the kind."""
    task = verified("wrong-cell", 8, 1, Wishes(planted=1, among=(error,))).case.wrong_cell
    assert task is not None
    assert [one.error for one in task.planted] == [error]


REFUSED = {
    "no-such-kind": ("verdicts", Wishes(), "did you mean verdict"),
    "no-such-error": ("errors", Wishes(among=("mised",)), "did you mean missed"),
    "error-of-another-kind": ("wrong-cell", Wishes(among=("missed",)), "no kind of error 'missed'"),
    "too-many": ("errors", Wishes(planted=7), "a case of kind errors with 7 errors is no exercise; allowed: 0 to 6"),
    "too-few": ("wrong-cell", Wishes(planted=0), "allowed: 1 to"),
    "no-room": ("errors", Wishes(planted=2, among=("extra",)), "no room for 2 such deviations; allowed: at most 1"),
    "nothing-planted": ("verdict", Wishes(planted=1), "nothing is planted in a case of kind verdict"),
    "nothing-to-draw": ("calendar", Wishes(among=("moved",)), "nothing is planted in a case of kind calendar"),
}


@pytest.mark.parametrize(("kind", "wishes", "told"), REFUSED.values(), ids=REFUSED)
def test_wishes_that_cannot_be_met_are_refused(kind: str, wishes: Wishes, told: str) -> None:
    """With what is allowed."""
    with pytest.raises(RegimenError) as refused:
        generate(kind, 1, 1, wishes)
    assert told in str(refused.value)


def test_a_mismatch_is_raised_and_never_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that promises less than its record holds is a fault, told with everything needed to see it again."""
    case = generate("errors", 2, 1, Wishes(planted=2))
    assert case.errors is not None
    assert case.errors.planted is not None
    poorer = case.model_copy(update={"errors": case.errors.model_copy(update={"planted": case.errors.planted[:1]})})
    with pytest.raises(CaseRefused, match="found besides"):
        exercise_of(poorer)
    monkeypatch.setattr(verifying, "generate", lambda *_: poorer)
    with pytest.raises(GeneratorFault, match=r"seed 2, number 1.*found besides"):
        verify(2, 1)


def test_every_plant_is_used() -> None:
    """In hard cases all classes that can be planted come up."""
    seen = Counter(
        one.deviation
        for number in range(60)
        if (task := generate("errors", 6, number, Wishes("hard", MOST)).errors)
        for one in task.planted or ()
    )
    assert seen.keys() == {one.code for one in PLANTS}


def test_what_a_protocol_permits_is_among_the_look_alikes() -> None:
    """Azacitidine into a vein is permitted beside the injection under the skin; no other deed makes it a finding."""
    permitted = 0
    for number in range(60):
        made = verified("errors", 10, number, Wishes("hard", 2))
        key = made.exercise.by_id[MARKS].key
        assert isinstance(key, Marks)
        permitted += sum(decoy.why.startswith("permitted: the protocol also allows it IV") for decoy in key.decoys)
    assert permitted > 0


def test_random_answers_score_near_chance() -> None:
    """Options chosen by lot earn what the options of an item earn on average; marks by lot find next to nothing."""
    lot = lot_of("answers", 1, 1)
    earned, expected, found = Decimal(0), Decimal(0), Decimal(0)
    for number in range(24):
        exercise = verified("verdict", 12, number).exercise
        keys = {item.id: item.key for item in exercise.items if isinstance(item.key, Choice)}
        drawn = {name: Answer(lot.choice(key.options).id) for name, key in keys.items()}
        earned += sum(one.share for one in mark(exercise, Answers(drawn)).marked if one.item.id in keys)
        expected += sum(sum(one.share for one in key.options) / len(key.options) for key in keys.values())
        room = verified("errors", 12, number).exercise
        cells = [
            {"what": lot.choice(("LEN", "cytarabine", "bloods")), "day": str(lot.randint(1, 45))} for _ in range(3)
        ]
        found += mark(room, Answers({MARKS: Answer(cells)})).percent
    assert abs(earned / expected - 1) < Decimal("0.25")
    assert found / 24 < 10


def test_amounts_taken_by_mouth_are_made_of_capsules() -> None:
    """Wrong or right, no case records an amount that nobody can have swallowed."""
    smallest = {"lenalidomide": Decimal("2.5"), "venetoclax": Decimal(10)}
    wrong = set[str]()
    for number in range(40):
        made = verified("errors", 6, number, Wishes("hard", among=("over-dose", "under-dose"))).exercise.review
        assert made is not None
        assert made.plan.course.record is not None
        for one in made.plan.course.record.administrations:
            if one.agent in smallest and one.amount is not None:
                assert one.amount.value % smallest[one.agent] == 0, (number, one.amount)
        wrong |= {one.code.value for one in made.report.deviations if {*one.agents} & {*smallest}}
    assert wrong == {"over-dose", "under-dose"}
