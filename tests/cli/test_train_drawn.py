"""`regimen train generate`: a class's worth of cases from a seed, the same bytes for ever, and nothing written over."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from regimen.training.casefile import check_case, read_case
from regimen.training.generate.generator import MAKERS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def draw(run, tmp_path: Path):
    """Draw cases into a folder."""
    return lambda *words, folder="lesson": run("train", "generate", "-o", str(tmp_path / folder), *words)


def held(folder: Path) -> dict[str, str]:
    """Every file of a folder, by its path in it, with its digest."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_a_lesson_holds(draw, tmp_path: Path) -> None:
    """A case file, a sheet and a blank answer file for each, one key; each file told, and what the engine did."""
    ran = draw("--seed", "7", "--count", "2", "--kind", "verdict", "--format", "markdown")
    names = ["verdict-7-1", "verdict-7-2"]
    files = [f"cases/{name}.yaml" for name in names]
    files += [file for name in names for file in (f"answers/{name}.yaml", f"sheets/{name}.md")] + ["key.md"]
    folder = tmp_path / "lesson"
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        *(f"{folder / file}" for file in files), f"{folder}: 2 cases, each solved by the engine",
    ]  # fmt: skip
    assert set(held(folder)) == set(files)
    assert all(check_case(folder / "cases" / f"{name}.yaml") == [] for name in names)
    key = (folder / "key.md").read_text(encoding="utf-8")
    assert "# Key, seed 7" in key
    assert all(name in key for name in names)


def test_a_lesson_is_marked_as_it_lies(draw, run, tmp_path: Path) -> None:
    """Blank answers earn nothing; the cases are found beside them, and neither they nor the sheets are answers."""
    draw("--count", "3", "--format", "text")
    made = run("train", "mark", str(tmp_path / "lesson"), "--json").json
    marks = {one["case"]: one["score"] for one in made["files"]}
    assert marks == {"calendar-1-1": 0, "worksheet-1-2": 0, "wrong-cell-1-3": 0}


def test_all_kinds_in_turn(draw, tmp_path: Path) -> None:
    """Without a wish; with wishes only the kinds that can have what is wished for."""
    wishes: dict[tuple[str, ...], list[str]] = {
        (): list(MAKERS),
        ("--errors", "2"): ["wrong-cell", "errors"],
        ("--errors", "0"): ["errors"],
        ("--among", "late"): ["errors"],
        ("--among", "tenfold", "--among", "moved"): ["wrong-cell"],
        ("--kind", "verdict", "--kind", "calendar", "--kind", "verdict"): ["verdict", "calendar"],
    }
    for place, (words, kinds) in enumerate(wishes.items()):
        ran = draw(*words, "--count", str(len(kinds) + 1), "--cases-only", "--json", folder=str(place))
        cases = ran.json["cases"]
        assert [one["kind"] for one in cases] == [*kinds, kinds[0]]
        assert set(held(tmp_path / str(place))) == {f"cases/{one['id']}.yaml" for one in cases}


def test_wishes_are_met(draw, tmp_path: Path) -> None:
    """Difficulty, number and kinds of errors."""
    draw(
        "--kind",
        "errors",
        "--errors",
        "2",
        "--among",
        "late",
        "--among",
        "missed",
        "--difficulty",
        "hard",
        "--cases-only",
    )
    (path,) = (tmp_path / "lesson" / "cases").iterdir()
    assert re.fullmatch(r"errors-1-1-hard-[0-9a-f]{6}\.yaml", path.name)
    case = read_case(path)
    assert case.errors is not None
    assert case.difficulty == "hard"
    planted = [one.deviation for one in case.errors.planted or ()]
    assert (len(planted), set(planted) <= {"late", "missed"}) == (2, True)


def test_a_lesson_for_scripts(draw, tmp_path: Path) -> None:
    """Every case with what it was made of, every file with pages and digest."""
    made = draw("--kind", "calendar", "--seed", "3", "--json").json
    assert list(made) == ["notice", "seed", "cases", "files", "findings"]
    assert list(made["cases"][0]) == ["id", "kind", "difficulty", "title", "generated", "items"]
    files = {one["path"]: one for one in made["files"]}
    folder = tmp_path / "lesson"
    assert {str(folder / path): digest for path, digest in held(folder).items()} == {
        path: one["sha256"] for path, one in files.items()
    }
    assert files[str(folder / "key.pdf")]["pages"] > 0
    assert files[str(folder / "cases" / "calendar-3-1.yaml")]["pages"] is None


def test_what_exists_is_kept(draw, tmp_path: Path) -> None:
    """Nothing is written where one of the files is there already, unless told otherwise."""
    words = ("--kind", "calendar", "--count", "2", "--format", "text")
    draw(*words)
    folder = tmp_path / "lesson"
    before = held(folder)
    (folder / "cases" / "calendar-1-1.yaml").unlink()
    (folder / "key.txt").write_text("mine", encoding="utf-8")
    ran = draw(*words)
    assert (ran.status, ran.out, "exists and was kept; name another file with -o, or give --overwrite" in ran.err) == (
        2,
        "",
        True,
    )
    assert (folder / "key.txt").read_text(encoding="utf-8") == "mine"
    assert not (folder / "cases" / "calendar-1-1.yaml").exists()
    assert draw(*words, "--overwrite").status == 0
    assert held(folder) == before


def test_without_a_folder_it_is_named_after_the_seed(run, monkeypatch, tmp_path: Path) -> None:
    """`training-SEED` where one stands."""
    monkeypatch.chdir(tmp_path)
    assert run("train", "generate", "--seed", "12", "--kind", "calendar", "--cases-only").status == 0
    assert held(tmp_path).keys() == {"training-12/cases/calendar-12-1.yaml"}


def test_another_process_with_other_hashes_makes_the_same_bytes(tmp_path: Path) -> None:
    """Cases, sheets, answer files and key of every kind."""
    command = [sys.executable, "-m", "regimen.cli", "train", "generate", "--seed", "5", "--count", str(len(MAKERS))]
    programs = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        programs.append(
            subprocess.Popen(
                [*command, "--format", "text", "-o", seed], cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL
            )
        )
    assert [program.wait(60) for program in programs] == [0, 0]
    one, two = (held(tmp_path / seed) for seed in ("1", "2"))
    assert one == two
    assert len(one) == 3 * len(MAKERS) + 1
