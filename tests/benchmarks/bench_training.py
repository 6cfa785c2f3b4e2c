"""Cases drawn by lot and solved by the engine, and a class's answer files marked.

python tests/benchmarks/bench_training.py --rounds 12
"""

import argparse
import tempfile
from itertools import count
from pathlib import Path

from measuring import HEAD, Spread, compile_first, rounds, seconds

from regimen.training.answers import Answers, answers_text
from regimen.training.casefile import case_text
from regimen.training.generate.generator import MAKERS
from regimen.training.generate.verify import verified, verify
from regimen.training.marking import perfect
from regimen.training.papers import answer_files, marked_paper, shelf_for

CASES, FILES = 1_000, 1_000
MAX_CASE_MS, MAX_CASES_S, MAX_FILES_S = 20, 20, 5
A_ROUND = 10
"""Cases of one kind in a round; each is another one."""


def main() -> None:
    """Measure, and print rows for docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=12)
    options = parser.parse_args()
    compile_first()
    print(HEAD)
    numbers = count(1)

    def drawn(kind: str) -> float:
        return seconds(lambda: [verified(kind, 45, next(numbers)) for _ in range(A_ROUND)]) / A_ROUND

    for kind, found in rounds(options.rounds, {kind: lambda kind=kind: drawn(kind) for kind in MAKERS}).items():
        print(Spread.of([1000 * value for value in found]).row(f"a case of kind `{kind}`", " ms", MAX_CASE_MS))
    seeds = count(1)
    whole = rounds(3, {"cases": lambda: seconds(lambda: verify(next(seeds), CASES))}, warm_up=0)["cases"]
    print(Spread.of(whole).row(f"{CASES:,} cases of all kinds in turn", " s", MAX_CASES_S))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_class(folder)
        files = rounds(3, {"files": lambda: seconds(lambda: mark_class(folder))})["files"]
    print(Spread.of(files).row(f"{FILES:,} answer files to {len(MAKERS) * 5} cases", " s", MAX_FILES_S))


def write_class(folder: Path) -> None:
    """Five cases of each kind, each answered by as many learners as make up the class."""
    (folder / "cases").mkdir()
    made = [verified(kind, 7, number) for kind in MAKERS for number in range(1, 6)]
    for one in made:
        (folder / "cases" / f"{one.case.id}.yaml").write_text(case_text(one.case), encoding="utf-8")
    (folder / "answers").mkdir()
    for number in range(FILES):
        exercise = made[number % len(made)].exercise
        answers = Answers(perfect(exercise).by_item, exercise.id, f"L-{number}")
        (folder / "answers" / f"{number}.yaml").write_text(answers_text(answers), encoding="utf-8")


def mark_class(folder: Path) -> None:
    """Mark the whole folder as `regimen train mark` does."""
    names = [str(folder / "answers")]
    shelf = shelf_for(names, ())
    papers = [marked_paper(path, shelf) for path in answer_files(names)]
    assert len(papers) == FILES
    assert all(one.result is not None and one.result.percent == 100 for one in papers)


if __name__ == "__main__":
    main()
