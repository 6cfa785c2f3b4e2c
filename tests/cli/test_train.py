"""`regimen train`: cases listed, shown, made, checked, drawn by lot and marked; what cannot be is refused.

By hand: `python tests/cli/test_train.py` writes the golden texts again.
"""

import csv
import io
import json
import os
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from regimen.cli import main
from regimen.nomenclature import NOTICE
from regimen.training.casefile import read_case
from regimen.training.kinds.registry import KINDS
from regimen.training.shelf import case_ids

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden" / "training"
FOLDER = "fixtures/training/cases"
THREE, TWO = f"{FOLDER}/three-questions.yaml", f"{FOLDER}/two-cells.yaml"
ANSWERS = "fixtures/training/three-answers.yaml"
TEXTS = {
    "list.txt": ("list", FOLDER, "--ledger", "none.sqlite"),
    "check.txt": ("check", FOLDER, "--at", "info"),
    "figures.txt": ("check", "--figures"),
    "blank.yaml": ("show", THREE, "--blank"),
    "new.yaml": ("new", "--id", "mine", "--kind", "worksheet", "--title", "Mine", "--difficulty", "hard"),
    "run.txt": ("run", THREE, "--answers", ANSWERS),
    "marks.csv": ("mark", ANSWERS),
}
"""Golden file to the words after `train`, in the folder of tests."""


@pytest.fixture
def train(run, monkeypatch):
    """Run a command of training in the folder of tests."""
    monkeypatch.chdir(TESTS)
    return lambda *words: run("train", *words)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A folder with one answer file: wrong, right, one item left out, one too many."""
    folder = tmp_path / "answers"
    folder.mkdir()
    shutil.copy(TESTS / ANSWERS, folder / "mia.yaml")
    return folder


@pytest.mark.parametrize("name", TEXTS)
def test_golden(train, name: str) -> None:
    """Each command prints exactly what stands in tests/golden/training, and says that it is for training."""
    ran = train(*TEXTS[name])
    assert ran.status == (1 if name == "check.txt" else 0)
    assert ran.out.encode() == (GOLDEN / name).read_bytes()
    assert NOTICE in ran.out or name in ("list.txt", "check.txt", "figures.txt")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("key", [False, True])
def test_a_sheet_goes_to_stdout_or_to_a_file(train, tmp_path: Path, form: str, key: bool) -> None:
    """The same bytes; an existing file is kept unless told otherwise."""
    words = ("show", "much-ado", "--format", form, *(["--key"] if key else []))
    printed, file = train(*words), tmp_path / "sheet"
    written = train(*words, "-o", str(file))
    assert (printed.status, written.status, written.out, written.err) == (0, 0, f"{file}\n", "")
    assert file.read_bytes().decode() == printed.out
    assert ("deferred-series, unclassifiable" in " ".join(printed.out.split())) is key
    again = train(*words, "-o", str(file))
    assert (again.status, "exists and was kept; name another file with -o, or give --overwrite" in again.err) == (
        2,
        True,
    )
    assert train(*words, "--output", str(file), "--overwrite").status == 0


def test_a_sheet_as_pdf(train, tmp_path: Path) -> None:
    """With its pages told; letter paper is another size."""
    sizes = set()
    for paper in ("a4", "letter"):
        file = tmp_path / f"{paper}.pdf"
        ran = train("show", THREE, "--format", "pdf", "--paper", paper, "-o", str(file))
        assert (ran.status, ran.out) == (0, f"{file}: 2 pages\n")
        sizes.add(file.read_bytes())
    assert len(sizes) == 2


def test_a_case_for_scripts(train) -> None:
    """What the learner sees; answers, reasons, hints and debrief only with --key."""
    shown, key = (train("show", THREE, "--json", *words).json for words in ((), ("--key",)))
    assert list(shown) == [
        "notice", "id", "title", "kind", "difficulty", "minutes", "introduction", "goals", "material", "items",
        "findings",
    ]  # fmt: skip
    assert list(shown["items"][0]) == ["id", "group", "material", "prompt", "how", "offered", "weight", "hints"]
    assert [item["hints"] for item in shown["items"]] == [2, 0, 0]
    assert shown["items"][2]["offered"] == {"a": "Day 44", "b": "Day 45", "c": "Day 46"}
    assert set(key) - set(shown) == {"debrief", "pointers"}
    assert set(key["items"][0]) - set(shown["items"][0]) == {"answer", "words", "why"}
    assert key["items"][0]["hints"][1] == {"text": "Take 10 from 45.", "cost": 0.5}
    assert [item["answer"] for item in key["items"]] == ["35 days", "37 days", "b"]


@pytest.mark.parametrize("name", case_ids())
def test_what_scripts_are_shown_holds_no_key(train, name: str) -> None:
    """Nothing of the reasons that --key adds stands in what is shown without it."""
    shown = train("show", name, "--json").out
    for item in train("show", name, "--json", "--key").json["items"]:
        told = [why for why in item["why"] if json.dumps(why, ensure_ascii=False)[1:-1] in shown]
        assert set(told) <= {"at least 50 mL of diluent"}


def test_the_list_for_scripts(train) -> None:
    """Every case of the program, with what was done of it; wishes narrow it down."""
    made = train("list", "--json", "--ledger", "none.sqlite").json
    assert {case["id"] for case in made["cases"]} == set(case_ids())
    assert list(made["cases"][0]) == [
        "id", "title", "kind", "difficulty", "goals", "minutes", "attempts", "best", "under_way", "due",
    ]  # fmt: skip
    assert all(
        (one["attempts"], one["best"], one["under_way"], one["due"]) == (0, None, False, []) for one in made["cases"]
    )
    order = [case["difficulty"] for case in made["cases"]]
    assert order == sorted(order, key=["easy", "moderate", "hard"].index)


WISHES = {
    "kind": (("--kind", "verdict"), lambda one: one["kind"] == "verdict"),
    "difficulty": (("--difficulty", "hard"), lambda one: one["difficulty"] == "hard"),
    "goal": (("--goal", "DOSE"), lambda one: any("dose" in goal.lower() for goal in one["goals"])),
    "all": (
        ("--kind", "errors", "--difficulty", "hard", "--goal", "tell"),
        lambda one: (one["kind"], one["difficulty"]) == ("errors", "hard") and "tell" in " ".join(one["goals"]),
    ),
}


@pytest.mark.parametrize(("words", "fits"), WISHES.values(), ids=WISHES)
def test_wishes_narrow_the_list_down(train, words: tuple[str, ...], fits) -> None:
    """To just the cases that fit."""
    every = train("list", "--json", "--ledger", "none.sqlite").json["cases"]
    some = train("list", "--json", "--ledger", "none.sqlite", *words).json["cases"]
    assert some == [one for one in every if fits(one)]
    assert some


def test_a_list_of_nothing_says_so(train) -> None:
    """No case that fits, and nothing that has come back."""
    assert train("list", THREE, "--kind", "errors", "--ledger", "none.sqlite").out == "no case fits\n"
    assert train("list", THREE, "--due", "--ledger", "none.sqlite").out == "nothing has come back\n"


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_of_ones_own_is_made_and_checked(train, tmp_path: Path, kind: str) -> None:
    """Each kind, named after its file, passes the check; printed or in JSON it is the same text."""
    file = tmp_path / "mine.yaml"
    written = train("new", str(file), "--kind", kind)
    assert (written.status, written.out, "looks it over" in written.err) == (0, "", True)
    assert train("check", str(file)).out.startswith("1 file: no findings")
    text = file.read_text(encoding="utf-8")
    made = train("new", "--kind", kind, "--id", "mine", "--json").json
    assert (made["file"], made["id"], made["kind"], made["text"]) == (None, "mine", kind, text)
    kept = train("new", str(file), "--kind", kind)
    assert (kept.status, file.read_text(encoding="utf-8")) == (2, text)
    assert "exists and was kept; choose another name or give --overwrite" in kept.err
    replaced = train("new", str(file), "--kind", kind, "--title", "Other", "--overwrite", "--json")
    assert (replaced.status, replaced.json["file"], read_case(file).title) == (0, str(file), "Other")


def test_a_case_about_a_course_of_ones_own(train, tmp_path: Path) -> None:
    """Its protocol file is named so that it is found from there; the file of the course is not needed again."""
    course, file = tmp_path / "course.yaml", tmp_path / "cases" / "mine.yaml"
    file.parent.mkdir()
    text = (TESTS.parent / "regimen" / "protocol" / "library" / "hidac.yaml").read_text(encoding="utf-8")
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    course.write_text("format: 1\nprotocol_file: own.yaml\nreference_date: 2026-12-01\n", encoding="utf-8")
    assert train("new", str(file), "--course", str(course), "--kind", "calendar").status == 0
    course.unlink()
    assert train("check", str(file)).status == 0


def test_a_check_returns_by_what_it_finds(train, tmp_path: Path) -> None:
    """0 without findings, 1 with some or with a contradicted answer, 2 where the file cannot be used."""
    text = (TESTS / THREE).read_text(encoding="utf-8")
    files = {
        0: text,
        1: text.replace("answer: 35 days", "answer: 34 days"),
        2: text.replace("kind: calendar", "kind: calender"),
    }
    for status, content in files.items():
        (tmp_path / f"{status}.yaml").write_text(content, encoding="utf-8")
        ran = train("check", str(tmp_path / f"{status}.yaml"))
        assert (ran.status, ran.err) == (status, "")
    assert train("check", str(tmp_path)).status == 2
    contradicted = train("check", str(tmp_path / "1.yaml"), "--json").json
    assert contradicted["files"] == [str(tmp_path / "1.yaml")]
    (found,) = contradicted["findings"]
    assert (found["code"], found["rule"], found["line"]) == ("answer-contradicted", "answer-contradicted", 16)
    assert "stated is 34 days, but the engine says 35 days" in found["message"]
    assert train("check", TWO).status == 1
    assert (
        train("check", TWO, "--at", "important").out
        == "1 file: no findings; 3 findings (2 other, 1 info) not shown (--at info)\n"
    )
    assert train("check").status == 0


def test_figures_for_scripts(train) -> None:
    """Name, words and needs of each."""
    rows = train("check", "--figures", "--json").json["figures"]
    assert all(list(row) == ["figure", "words", "needs"] for row in rows)
    assert "window-closes" in {row["figure"] for row in rows}


def test_marks_as_rows(train, answers: Path) -> None:
    """CSV with a row a file and the notice; remarks on stderr; the same in JSON, item by item."""
    ran = train("mark", str(answers), "--cases", FOLDER)
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert (ran.status, row["case"], row["learner"], row["score"], row["notice"]) == (
        0,
        "three-questions",
        "M-1",
        "50",
        NOTICE,
    )
    assert [row[name] for name in ("items", "right", "wrong", "not_answered", "brier", "seconds", "remarks")] == [
        "3", "1", "1", "1", "0.485", "300", "2",
    ]  # fmt: skip
    assert ran.err.splitlines() == [
        f"{answers}/mia.yaml: item closes is not answered",
        f"{answers}/mia.yaml: the case has no item 'close'; did you mean closes?; it does not count",
    ]
    made = train("mark", str(answers), "--cases", FOLDER, "--json").json
    (told,) = made["files"]
    assert {name: "" if value is None else str(value) for name, value in told.items() if name in row} == {
        name: value for name, value in row.items() if name != "notice"
    }
    assert [(one["id"], one["standing"], one["earned"], one["weight"]) for one in told["marked"]] == [
        ("left.len", "wrong", 0, 1), ("left.mec", "right", 2, 2), ("closes", "not answered", 0, 1),
    ]  # fmt: skip
    assert list(told["marked"][0]) == ["id", "standing", "share", "earned", "weight", "given", "told", "right", "why"]
    assert {one["path"] for one in made["findings"]} == {str(answers / "mia.yaml")}


def test_rows_and_debriefs_as_files(train, answers: Path, tmp_path: Path) -> None:
    """Each debrief under its own name, also where learners named their files alike; nothing is written over."""
    for folder in ("a", "b/a"):
        (answers / folder).mkdir(parents=True)
        shutil.copy(TESTS / ANSWERS, answers / folder)
        (answers / folder / "three-answers.yaml").rename(answers / folder / "mia.yaml")
    (answers / "torn.yaml").write_text("[", encoding="utf-8")
    rows, debriefs = tmp_path / "marks.csv", tmp_path / "debriefs"
    words = ("mark", str(answers), "--cases", FOLDER, "-o", str(rows), "--debriefs", str(debriefs), "--format", "text")
    ran = train(*words)
    assert (ran.status, ran.out) == (0, "")
    assert sorted(path.name for path in debriefs.iterdir()) == ["a-mia-2.txt", "a-mia.txt", "answers-mia.txt"]
    assert "Score 50 %" in (debriefs / "answers-mia.txt").read_text(encoding="utf-8")
    assert rows.read_bytes().decode() == train("mark", str(answers), "--cases", FOLDER, "-o", "-").out
    assert f"{rows} written" in ran.err
    assert "torn.yaml:2:1: not valid YAML" in ran.err
    again = train(*words)
    assert (again.status, f"{rows} exists and was kept" in again.err) == (2, True)
    rows.unlink()
    again = train(*words)
    assert (again.status, "mia.txt exists and was kept" in again.err, rows.exists()) == (2, True, False)
    assert train(*words, "--overwrite").status == 0


if __name__ == "__main__":
    os.chdir(TESTS)
    for name, words in TEXTS.items():
        with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()):
            main(["train", *words])
        (GOLDEN / name).write_bytes(out.getvalue().encode())
