"""`regimen train run`: an exercise on the terminal, kept answer by answer, gone on with, and asked again when due."""

import builtins
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from sittings import CTRL_C, EOF, GOLDEN, THREE, TWO, WHOLE, clock, kept, keyboard

from regimen.cli import questions, sitting
from regimen.training.answers import Answer
from regimen.training.marking import mark, perfect
from regimen.training.progress import Progress
from regimen.training.shelf import load_case

Sit = Callable[..., Any]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger that is not there yet."""
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def sit(run, monkeypatch, ledger: Path) -> Sit:
    """Sit an exercise in process: the lines that are typed, and the end of the input or Ctrl-C among them."""

    def sat(*words: str, typed: tuple[Any, ...] = ()) -> Any:
        lines = iter(typed)
        monkeypatch.setattr(questions, "on_terminal", lambda: True)
        monkeypatch.setattr(builtins, "input", keyboard(lines))
        monkeypatch.setattr(sitting, "time", SimpleNamespace(monotonic=clock()))
        ran = run("train", "run", *words, "--ledger", str(ledger))
        assert next(lines, None) is None, f"not all was asked: {ran.out}"
        return ran

    return sat


def test_an_exercise_from_its_start_to_its_debrief(sit: Sit, ledger: Path) -> None:
    """As in tests/golden/training/sitting.txt: what is given, each question, and what came of it."""
    ran = sit(THREE, typed=WHOLE)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == GOLDEN.read_text(encoding="utf-8")
    (attempt,) = Progress(ledger).attempts()
    assert (attempt.finished is not None, attempt.percent, attempt.place, attempt.only) == (True, 50, THREE, ())
    assert [one.seconds for one in attempt.answers.values()] == [30, 30, None]
    assert kept(ledger) == [
        {"left.len": Answer("34 days", 90, None, 1), "left.mec": Answer("37"), "closes": Answer("", hints=1)}
    ]


def test_answers_from_a_file_for_scripts(run) -> None:
    """A row, every item, the remarks; nothing is kept, and no terminal is needed."""
    made = run("train", "run", THREE, "--answers", str(Path(THREE).parents[1] / "three-answers.yaml"), "--json").json
    row = ["case", "learner", "score", "items", "right", "partly_right", "wrong", "not_readable", "not_answered"]
    assert list(made) == [
        "notice", *row, "precision", "recall", "brier", "seconds", "remarks", "marked", "findings",
    ]  # fmt: skip
    assert [made[name] for name in row] == ["three-questions", "M-1", 50, 3, 1, 0, 1, 0, 1]
    assert [one["code"] for one in made["findings"]] == ["item-unanswered", "item-unknown"]
    assert made["remarks"] == 2


def test_hints_are_paid_for_and_end(sit: Sit) -> None:
    """In their order, each at its price; then there is no more, and where there is none, none."""
    ran = sit(THREE, typed=("?", "?", "?", "35", "", "?", "37", "", "b", ""))
    assert "Hint, for 25 % of the item: LEN ends on Day 10." in ran.out
    assert "Hint, for 50 % of the item: Take 10 from 45." in ran.out
    assert "there is no more hint to this item" in ran.out
    assert "there is no hint to this item" in ran.out
    assert "Score: 81.3 % (3.25 of 4)" in ran.out
    assert "hints cost 75 % of it" in ran.out


NO_TEXT = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")


def test_what_cannot_be_read_is_asked_again(sit: Sit) -> None:
    """An answer, a certainty, bytes that are no text: each with what is allowed, and nothing is lost by it."""
    ran = sit(THREE, typed=(NO_TEXT, "soon", "35", "very", "120", "80", "", ""))
    assert ran.out.count("cannot read the figure") == 2
    assert ran.out.count("How certain, in percent?") == 3
    assert "Score: 25 % (1 of 4)" in " ".join(ran.out.split())


def test_an_item_passed_over_is_not_answered(sit: Sit, ledger: Path) -> None:
    """Enter leaves it; nothing is kept of it, and it comes up again in another sitting."""
    ran = sit(THREE, typed=("", "37", "", "."))
    assert ran.status == 130
    assert kept(ledger) == [{"left.mec": Answer("37")}]
    again = sit(THREE, typed=("35", "", "b", "80"))
    assert (again.status, "Score: 100 % (4 of 4)" in " ".join(again.out.split())) == (0, True)


STOPS = {"a dot": ".", "the end of the input": EOF, "Ctrl-C": CTRL_C}


@pytest.mark.parametrize("stop", STOPS.values(), ids=STOPS)
@pytest.mark.parametrize("at", ["the question", "the certainty"])
def test_what_was_answered_outlives_a_stop(sit: Sit, ledger: Path, stop: Any, at: str) -> None:
    """Status 130, how to go on, and the same command goes on with the next item."""
    ran = sit(THREE, typed=("35 days", "70", stop) if at == "the question" else ("35 days", stop))
    certainty = 70 if at == "the question" else None
    assert ran.status == 130
    assert ran.out.endswith("\nstopped; 1 answer kept, and the same command goes on with it\n")
    assert kept(ledger) == [{"left.len": Answer("35 days", certainty)}]
    on = sit(THREE, typed=("37", "", "b", ""))
    assert on.status == 0
    assert on.out.startswith("begun before: 1 answer kept; --again begins anew\n")
    assert "1 of 3." not in on.out
    assert "2 of 3. Days left: How many days elapse from the last planned dose of MEC" in on.out
    assert len(kept(ledger)) == 1


def test_hints_that_were_paid_for_are_told_again(sit: Sit, ledger: Path) -> None:
    """Whoever comes back sees them and pays once; a hint is no answer."""
    sit(THREE, typed=("?", EOF))
    assert kept(ledger) == [{"left.len": Answer("", hints=1)}]
    on = sit(
        THREE,
        typed=(
            "35",
            "",
            ".",
        ),
    )
    assert on.out.startswith("begun before: 0 answers kept; --again begins anew\n")
    assert "1 of 3. Days left: How many days elapse from the last planned dose of LEN" in on.out
    assert on.out.count("Hint, for 25 % of the item: LEN ends on Day 10.") == 1
    assert kept(ledger) == [{"left.len": Answer("35", hints=1)}]


def test_what_was_given_up_is_not_asked_again(sit: Sit, ledger: Path) -> None:
    """Once the reason was told an answer earns nothing, in a later sitting neither."""
    first = sit(THREE, typed=("!", "."))
    assert "Right is 35 days." in first.out
    on = sit(THREE, typed=("37", "", "b", ""))
    assert "2 of 3. Days left: How many days elapse from the last planned dose of MEC" in on.out
    assert "75 % (3 of 4)" in on.out
    assert "hints taken" not in on.out


def test_again_begins_anew(sit: Sit, ledger: Path) -> None:
    """What was left stays as it is."""
    sit(THREE, typed=("35 days", "", "."))
    ran = sit(THREE, "--again", typed=("34", "", "", ""))
    assert "begun before" not in ran.out
    assert [len(one) for one in kept(ledger)] == [1, 1]
    assert [one.finished is None for one in Progress(ledger).attempts()] == [True, False]


def test_learners_go_on_with_their_own(sit: Sit, run, ledger: Path) -> None:
    """Each code has its own attempt, and its own line in the list."""
    sit(THREE, "--learner", "a", typed=("35 days", "", "."))
    other = sit(THREE, "--learner", "b", typed=("34", "", "37", "", "b", ""))
    assert "begun before" not in other.out
    told = {
        learner: run("train", "list", THREE, "--ledger", str(ledger), "--json", *words).json["cases"][0]
        for learner, words in (("a", ("--learner", "a")), ("b", ("--learner", "b")), ("", ()))
    }
    assert [(one["attempts"], one["under_way"], one["best"]) for one in told.values()] == [
        (1, True, None), (1, False, 75), (0, False, None),
    ]  # fmt: skip
    assert " · under way\n" in run("train", "list", THREE, "--ledger", str(ledger), "--learner", "a").out
    refused = sit(THREE, "--learner", "x" * 41)
    assert (refused.status, "--learner: the code cannot be used" in refused.err) == (2, True)


def test_marks_are_written_line_by_line(sit: Sit, ledger: Path) -> None:
    """Until an empty line; certainty may stand in each."""
    ran = sit(TWO, typed=("etoposide d6 80%", "cytarabine d8", "", ""))
    assert "An empty line ends the marks." in " ".join(ran.out.split())
    assert "Score 100 %" in " ".join(ran.out.replace(":", "").split())
    assert kept(ledger) == [{"marks": Answer("etoposide d6 80%\ncytarabine d8")}]
    assert Progress(ledger).attempts()[0].sure == ((80, True),)


def test_marks_are_kept_one_by_one(sit: Sit, ledger: Path) -> None:
    """A stop, or the end of the input, between two marks loses none; the way on shows them and takes more."""
    stopped = sit(TWO, typed=("etoposide d6 80%", "?", "."))
    assert (stopped.status, "there is no hint to this item" in stopped.out) == (130, True)
    assert "stopped; 1 answer kept" in stopped.out
    assert kept(ledger) == [{"marks": Answer("etoposide d6 80%")}]
    ended = sit(TWO, typed=(EOFError(),))
    assert (ended.status, "1 mark so far: etoposide on Day 6" in ended.out) == (130, True)
    ran = sit(TWO, typed=("cytarabine d8", "", ""))
    assert "Score 100 %" in " ".join(ran.out.replace(":", "").split())
    assert [one["marks"].raw for one in kept(ledger)] == ["etoposide d6 80%\ncytarabine d8"]
    given_up = sit(TWO, "--again", typed=("etoposide d6", "!"))
    assert "Score 0 %" in " ".join(given_up.out.replace(":", "").split())


def test_a_mark_that_cannot_be_read_is_asked_again(sit: Sit, ledger: Path) -> None:
    """At once, with why; those before it stay."""
    ran = sit(TWO, typed=("etopside d66", "etoposide d6 80%", "etoposide d6", "cytarabine", "cytarabine d8", "", ""))
    told = " ".join(ran.out.split())
    assert "is marked twice; the first mark counts" in told
    assert told.count("cannot read the mark") == 1
    assert kept(ledger) == [{"marks": Answer("etoposide d6 80%\ncytarabine d8")}]


def test_a_story_goes_its_way(sit: Sit) -> None:
    """Each decision has its consequence told and leads on; the debrief says how it ended."""
    story = load_case("fever-on-day-4")
    right = perfect(story)
    typed = [line for one in right.by_item.values() for line in (one.raw, "")]
    ran = sit("fever-on-day-4", typed=tuple(typed))
    text = " ".join(ran.out.split())
    told = [one.told for one in mark(story, right).marked]
    assert ran.status == 0
    assert all(" ".join(one.split()) in text for one in told)
    assert text.index(told[0]) < text.index("2. ") < text.index("How it ended")
    assert ("1 of " in ran.out.partition("What was right")[0], "Score: 100 %" in text) == (False, True)


DAY = "2026-12-0{}T14:05:00Z"


def test_what_has_come_back_is_asked_alone(sit: Sit, run, ledger: Path) -> None:
    """The day after, the item that was wrong; then nothing, until the others are due."""
    with time_machine.travel(DAY.format(1), tick=False):
        sit(THREE, typed=("34", "", "37", "", "b", ""))
        early = sit(THREE, "--due")
        assert (early.status, early.out) == (2, "")
        assert "nothing of three-questions has come back; regimen train list --due tells what has" in early.err
        listed = run("train", "list", THREE, "--due", "--ledger", str(ledger), "--today", "2026-12-02")
        assert "best 75 % · 1 item due" in listed.out
    with time_machine.travel(DAY.format(2), tick=False):
        ran = sit(THREE, "--due", typed=("35", ""))
        assert "1 of 1. Days left: How many days elapse from the last planned dose of LEN" in ran.out
        assert run("train", "list", THREE, "--due", "--ledger", str(ledger)).out == "nothing has come back\n"
    assert [one.only for one in Progress(ledger).attempts()] == [(), ("left.len",)]
    row = run("train", "list", THREE, "--json", "--ledger", str(ledger), "--today", "2027-12-01").json["cases"][0]
    assert (row["attempts"], row["best"], sorted(row["due"])) == (2, 75, ["closes", "left.len", "left.mec"])


def test_an_item_that_is_asked_no_more_does_not_come_back(sit: Sit, tmp_path: Path) -> None:
    """A case that lost a question keeps what is known of the others; the lost one alone is nothing to do."""
    file = tmp_path / "mine.yaml"
    text = Path(THREE).read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    with time_machine.travel(DAY.format(1), tick=False):
        sit(str(file), typed=("35", "", "37", "", "a", ""))
    before, _, after = text.partition("questions:\n")
    file.write_text(before + after.partition("\n")[2], encoding="utf-8")
    none = sit(str(file), "--due", "--today", "2026-12-02")
    assert (none.status, "nothing of three-questions has come back" in none.err) == (2, True)
    ran = sit(str(file), "--due", "--today", "2099-01-01", typed=("35", "", "37", ""))
    assert (ran.status, "2 of 2." in ran.out, "Score: 100 %" in ran.out) == (0, True, True)


def test_a_case_drawn_by_lot_is_found_again(sit: Sit, ledger: Path) -> None:
    """Its name is told at the start and at a stop; it gives the same case again, and goes on with it."""
    words = ("--kind", "wrong-cell", "--seed", "7", "--difficulty", "easy", "--errors", "1", "--among", "tenfold")
    place = "lot:wrong-cell:7:1:easy:1:tenfold"
    first = sit(*words, typed=(".",))
    assert f"regimen train run {place} gives the same case again\n" in first.out
    assert f"stopped; 0 answers kept, and regimen train run {place} goes on with it\n" in first.out
    on = sit(place, typed=("!",))
    assert on.out.startswith("begun before: 0 answers kept; --again begins anew\n")
    (attempt,) = Progress(ledger).attempts()
    assert (attempt.place, attempt.case, attempt.finished is not None) == (place, "wrong-cell-7-1-easy-f80aaa", True)


def test_without_a_wish_any_kind_is_drawn(sit: Sit, ledger: Path) -> None:
    """By chance, with a seed short enough to be typed."""
    ran = sit(typed=(".",))
    assert ran.status == 130
    lot, _kind, seed, number, *wishes = Progress(ledger).attempts()[0].place.split(":")
    assert (lot, int(seed) < 100_000, number, wishes) == ("lot", True, "1", ["-", "-"])


def test_a_ledger_that_cannot_be_used_is_told_before_anything_is_asked(sit: Sit, ledger: Path) -> None:
    """Nothing is answered in vain."""
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("CREATE TABLE mine (a)")
    ran = sit(THREE)
    assert (ran.status, ran.out) == (2, "")
    assert "is not a ledger of this program" in ran.err
