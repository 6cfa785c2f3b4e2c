"""The kind story: ways by decision and by score, endings, and stories that cannot be told."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from training_cases import EVERY, HEAD, STORY, exercise, marked

from regimen.training.answers import Answer
from regimen.training.build import CaseRefused, exercise_of
from regimen.training.case import Case
from regimen.training.casefile import check_case
from regimen.training.debrief import debrief
from regimen.training.exercise import Exercise
from regimen.training.marking import mark, perfect
from regimen.training.shelf import load_case

WAYS = pytest.mark.parametrize(
    ("answers", "way", "ending"),
    [
        ({"start": "left", "window": "a"}, ["start", "window"], "found"),
        ({"start": "left", "window": "b"}, ["start", "window"], "lost"),
        ({"start": "right", "window": "a"}, ["start", "window", "late"], "found"),
        ({"start": Answer("left", hints=1), "window": "a"}, ["start", "window", "late"], "found"),
        ({}, ["start"], "lost"),
        ({"start": "upwards"}, ["start"], "lost"),
        ({"start": "left"}, ["start", "window", "late"], "found"),
    ],
    ids=[
        "the best", "an option leads away", "the score is too low", "a hint costs the way", "nothing is decided",
        "what cannot be read decides nothing", "half way",
    ],
)  # fmt: skip


def changed(*path: str, to: Any = None) -> dict[str, Any]:
    """The story with one key exchanged, or taken away."""
    story = copy.deepcopy(STORY)
    inner = story
    for key in path[:-1]:
        inner = inner[key]
    if to is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return story


@WAYS
def test_ways(answers: dict[str, Any], way: list[str], ending: str) -> None:
    """What is asked next, and how it ends, depends on the decisions and on the score so far."""
    made = exercise("story", story=STORY, items={"start": {"hints": [{"text": "East.", "cost": "50"}]}})
    result = marked(made, answers)
    assert [one.item.id for one in result.marked] == way
    assert made.ending is not None
    assert made.ending(result.marked) == STORY["endings"][ending]


def test_without_ways_an_undecided_story_breaks_off() -> None:
    """It has no ending then, and says none."""
    story = changed("steps", "start", "ways")
    story["steps"]["start"]["options"]["right"]["to"] = "lost"
    made = exercise("story", story=story)
    result = marked(made, {})
    assert made.ending is not None
    assert made.ending(result.marked) is None
    assert "How it ended" not in str(debrief(result))


def test_consequences_and_ending_are_told() -> None:
    """The debrief tells what came of each decision, right or not, and how it ended."""
    told = str(debrief(marked(EVERY["story"], {"start": "left", "window": "b"})))
    assert all(words in told for words in ("A door opens.", "How it ended", "All is lost."))
    assert "It counts from Day 1." in str(debrief(marked(EVERY["story"], {"start": "left", "window": "a"})))


def test_the_engine_decides_on_figures() -> None:
    """Where a figure is asked for, its key and its reason are the engine's, with options and without."""
    window, late = EVERY["story"].by_id["window"], EVERY["story"].by_id["late"]
    assert (window.key.answer, late.key.words) == ("a", "37 days")
    assert window.why


@pytest.mark.parametrize(
    ("story", "reason"),
    [
        (changed("first", to="strat"), "no step and no ending 'strat'; did you mean start"),
        (changed("first", to="lost"), "begins with its ending"),
        (changed("steps", "late", "ways", to=[{"to": "nowhere"}]), "no step and no ending 'nowhere'"),
        (changed("steps", "start", "options", "left", "to", to="windw"), "did you mean window"),
        (changed("steps", "late", "ways", to=[{"to": "start"}]), "in a circle: "),
        (changed("steps", "late", "ways"), "the step leads nowhere"),
        (changed("steps", "start", "ways"), "option 'right' leads nowhere"),
        (changed("endings", to={**STORY["endings"], "else": "x"}), "nothing leads to 'else'"),
        (changed("steps", "window", "ways", to=[{"to": "found"}]), "nothing leads to 'late'"),
        (changed("endings", to={**STORY["endings"], "late": "x"}), "is a step and an ending"),
        (changed("steps", "start", "options", "left", "earns", to="90"), "let one earn 100"),
        (changed("steps", "start", "question"), "asks nothing"),
        (changed("steps", "start", "options", "right", "words", to="To the  left"), "read alike"),
        (changed("steps", "window", "options", "a", "earns", to="100"), "the figure decides"),
        (changed("steps", "window", "options", "a", "words", to="Day 46"), "none is right: the engine says Day 45"),
        (changed("steps", "window", "figure", to="window-close"), "did you mean window-closes"),
        (changed("steps", "start", "ways", to=[{"to": "lost", "score": "10"}]), "no way is open"),
        (changed("steps", "start", "ways", to=[{"to": "window"}, {"to": "lost"}]), "put it last"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_stories_that_cannot_be_told(story: dict[str, Any], reason: str) -> None:
    """Each is refused with what is wrong in it."""
    with pytest.raises(CaseRefused, match=reason):
        exercise("story", story=story)


def test_every_fault_is_told_in_its_place(tmp_path: Path) -> None:
    """The lint names line and column of each."""
    story = changed("steps", "start", "options", "left", "to", to="windw")
    story["steps"]["late"]["ways"] = [{"to": "nowhere"}]
    path = tmp_path / "case.yaml"
    path.write_text(yaml.safe_dump({**HEAD, "kind": "story", "story": story}, sort_keys=False), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    found = check_case(path)
    named = [lines[one.place.line - 1].strip() for one in found if one.place]
    assert named == ["to: windw", "- to: nowhere"]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({}, "nothing is told"),
        ({"story": STORY, "questions": {"q": {"figure": "window-closes"}}}, "asks in its steps"),
        ({"story": STORY}, "has no course"),
    ],
    ids=["no section", "questions besides", "a figure without a course"],
)
def test_what_a_story_needs(more: dict[str, Any], reason: str) -> None:
    """Its section, its questions in its steps, and a course where a figure is asked for."""
    bare = Case.model_validate({**HEAD, "kind": "story", **more})
    with pytest.raises(CaseRefused, match=reason):
        exercise_of(bare)


def every_way(made: Exercise, answers: dict[str, Any]) -> set[str | None]:
    """Endings of every way through a story, each step answered by each option or by its key."""
    result = marked(made, answers)
    name = next((one.item.id for one in result.marked if one.answer is None), None)
    if name is None:
        return {made.ending(result.marked) if made.ending else None}
    key = made.by_id[name].key
    options = [one.id for one in getattr(key, "options", ())] or [key.answer, "none"]
    return set[str | None]().union(*(every_way(made, {**answers, name: one}) for one in options))


def test_the_story_of_the_manual() -> None:
    """The example of docs/training.md can be told, and ends well for whoever decides well."""
    page = Path(__file__).parents[2] / "docs" / "training.md"
    (block,) = re.findall(r"^```text\n(story:\n.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    made = exercise("story", **yaml.safe_load(block))
    result = mark(made, perfect(made))
    assert (result.percent, made.ending and made.ending(result.marked)) == (100, "Course and record agree.")


def test_the_story_on_the_shelf_ends_on_every_way() -> None:
    """Both endings can be reached, and no way through it breaks off."""
    made = load_case("fever-on-day-4")
    endings = every_way(made, {})
    assert None not in endings
    assert len(endings) == 2
    assert mark(made, perfect(made)).percent == 100
