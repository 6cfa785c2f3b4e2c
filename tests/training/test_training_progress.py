"""Progress in the ledger: every step is kept at once, comes back as it was, and goes to its own learner and case."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_cases import EVERY, exercise, marked

from regimen.ledger.backup import back_up
from regimen.ledger.check import check_ledger
from regimen.ledger.opening import open_store
from regimen.training import sheets
from regimen.training.answers import Answer
from regimen.training.attempts import Kept
from regimen.training.keys.key import Sure
from regimen.training.marking import mark, perfect
from regimen.training.progress import Progress

ROOT = Path(__file__).parents[2]
VERDICT = EVERY["verdict"]
FIRST, SECOND = (item.id for item in VERDICT.items[:2])


@pytest.fixture
def progress(tmp_path: Path) -> Progress:
    """Progress in a ledger that is not there yet."""
    return Progress(tmp_path / "mine" / "ledger.sqlite")


def test_without_a_ledger_there_is_nothing_and_none_is_begun(progress: Progress) -> None:
    """To look makes no file."""
    assert (progress.attempts(), progress.unfinished(VERDICT)) == ([], None)
    assert not progress.ledger.parent.exists()


def test_an_attempt_is_kept_step_by_step(progress: Progress) -> None:
    """Each step is there for another program as soon as it is done; a later answer takes the earlier one's place."""
    other = Progress(progress.ledger)
    number = progress.begin(VERDICT, "here", "s-07", [FIRST])
    (begun,) = other.attempts()
    assert (begun.number, begun.case, begun.place, begun.learner) == (number, VERDICT.id, "here", "s-07")
    assert (begun.only, begun.answers, begun.finished, begun.percent, begun.items) == ((FIRST,), {}, None, None, {})
    progress.answer(number, FIRST, Answer("", hints=1))
    progress.answer(number, FIRST, Answer("pending", 80, 40, 1))
    (under_way,) = other.attempts()
    assert under_way.answers == {FIRST: Answer("pending", 80, 40, 1)}
    assert under_way.given.by_item == under_way.answers
    assert (under_way.given.case, under_way.given.learner) == (VERDICT.id, "s-07")


def test_what_came_of_an_attempt_is_kept(progress: Progress) -> None:
    """Score, share and hints of every item, and every certainty, as they were marked."""
    answers = {FIRST: Answer("pending", 80), SECOND: Answer("dlt", 60, hints=1)}
    result = marked(VERDICT, answers)
    progress.finish(progress.begin(VERDICT, "here"), result)
    (ended,) = progress.attempts()
    assert ended.finished is not None
    assert ended.percent == result.percent
    assert ended.items == {one.item.id: Kept(one.share, one.answer.hints if one.answer else 0) for one in result.marked}
    assert ended.sure == result.sure == (Sure(80, True), Sure(60, False))


def test_the_certainty_of_single_marks_is_kept(progress: Progress) -> None:
    """A mark that states its own counts in the curve as it does in the debrief."""
    wrong = EVERY["wrong-cell"]
    cells = [{**cell, "certainty": "70"} for cell in perfect(wrong).by_item["marks"].raw]
    result = marked(wrong, {"marks": Answer([*cells, "LEN d40 5%"])})
    progress.finish(progress.begin(wrong, "here"), result)
    assert progress.attempts()[0].sure == result.sure
    assert {one.certainty for one in result.sure} == {70, 5}


def test_an_interrupted_attempt_goes_on(progress: Progress) -> None:
    """The last attempt, unless it came to its end; an abandoned one before it stays abandoned."""
    progress.begin(VERDICT, "here")
    second = progress.begin(VERDICT, "here")
    progress.answer(second, FIRST, Answer("pending"))
    left = progress.unfinished(VERDICT)
    assert left is not None
    assert (left.number, left.answers) == (second, {FIRST: Answer("pending")})
    progress.finish(second, mark(VERDICT, left.given))
    assert progress.unfinished(VERDICT) is None
    assert [one.finished is None for one in progress.attempts()] == [True, False]


def test_another_digest_is_another_exercise(progress: Progress) -> None:
    """A case that asks something else under its old name is not gone on with."""
    progress.begin(VERDICT, "here")
    changed = replace(VERDICT, items=VERDICT.items[:-1])
    assert sheets.digest_of(changed) != sheets.digest_of(VERDICT)
    assert progress.unfinished(changed) is None
    assert progress.unfinished(VERDICT) is not None


def test_learners_are_kept_apart(progress: Progress) -> None:
    """An attempt is that of its learner alone, and without a code that of nobody named."""
    numbers = {learner: progress.begin(VERDICT, "here", learner) for learner in (None, "a", "b")}
    progress.finish(numbers["a"], marked(VERDICT, {}))
    found = {learner: progress.unfinished(VERDICT, learner) for learner in numbers}
    assert found["a"] is None
    assert {learner: one.number for learner, one in found.items() if one} == {None: numbers[None], "b": numbers["b"]}


RAW = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
WHOLE = st.none() | st.integers(0, 9_999_999)


@settings(max_examples=20)
@given(answers=st.lists(st.builds(Answer, RAW, st.none() | st.integers(0, 100), WHOLE, st.integers(0, 9)), max_size=3))
def test_any_answer_comes_back_the_same(tmp_path_factory: pytest.TempPathFactory, answers: list[Answer]) -> None:
    """Text, lists and mappings, whatever stands in them, through the file."""
    progress = Progress(tmp_path_factory.getbasetemp() / "any answer.sqlite")
    number = progress.begin(VERDICT, "a place: 'quoted' \"twice\"\n\t…", "læarner")
    for place, answer in enumerate(answers):
        progress.answer(number, f"item.{place}", answer)
    kept = progress.attempts()[-1]
    assert (kept.number, list(kept.answers.values())) == (number, answers)
    assert (kept.place, kept.learner) == ("a place: 'quoted' \"twice\"\n\t…", "læarner")


def test_a_backup_carries_the_attempts(progress: Progress, tmp_path: Path) -> None:
    """Read back from the copy, every attempt is the same."""
    progress.finish(progress.begin(VERDICT, "here"), marked(VERDICT, {FIRST: Answer("pending", 80)}))
    store = open_store(progress.ledger)
    copy = back_up(store, tmp_path / "copy.sqlite")
    store.close()
    assert Progress(copy).attempts() == progress.attempts()


WRITER = """
import sys
from pathlib import Path
from types import SimpleNamespace
import regimen.training.progress as module
from regimen.training.answers import Answer
module.digest_of = lambda exercise: "d"
kept = module.Progress(Path(sys.argv[1]))
number = kept.begin(SimpleNamespace(route=None, id="c"), "here", sys.argv[2])
for place in range(12):
    kept.answer(number, f"item-{place}", Answer(f"{sys.argv[2]} {place}", place))
    print(place, flush=True)
if sys.argv[3] == "wait":
    sys.stdin.read()
"""


def writer(path: Path, name: str, then: str) -> "subprocess.Popen[str]":
    """A process that begins an attempt and answers twelve items."""
    command = [sys.executable, "-c", WRITER, str(path), name, then]
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, text=True, **streams)  # type: ignore[call-overload,no-any-return]


def test_two_programs_at_once_and_a_kill_lose_nothing(progress: Progress) -> None:
    """Both begin the ledger at once; each answer that was confirmed is there, of the program that was killed too."""
    ends, killed = writer(progress.ledger, "ends", "end"), writer(progress.ledger, "killed", "wait")
    assert killed.stdout is not None
    confirmed = [killed.stdout.readline() for _ in range(12)]
    killed.kill()
    killed.communicate(timeout=30)
    _, problems = ends.communicate(timeout=30)
    assert (problems, ends.returncode, len(confirmed)) == ("", 0, 12)
    attempts = {str(one.learner): one for one in progress.attempts()}
    assert {one.number for one in attempts.values()} == {1, 2}
    for name in ("ends", "killed"):
        expected = {f"item-{place}": Answer(f"{name} {place}", place) for place in range(12)}
        assert attempts[name].answers == expected
    assert check_ledger(progress.ledger).findings == []


def test_a_score_keeps_its_digits(progress: Progress) -> None:
    """Decimal, not float: a third stays a third."""
    third = exercise("calendar", calendar={"ask": ["days"]}, items={"days.lenalidomide": {"weight": "2"}})
    result = marked(third, {"days.lenalidomide": "1-9"})
    progress.finish(progress.begin(third, "here"), result)
    (kept,) = progress.attempts()
    assert (kept.percent, kept.items["days.lenalidomide"].share) == (result.percent, Decimal("0.9"))
