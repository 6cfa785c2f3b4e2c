"""Exercises done at a keyboard that types by itself, for the tests of `regimen train run`.

By hand: `python tests/cli/sittings.py` writes the golden sitting again.
"""

import builtins
import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from regimen.cli import main, questions, sitting
from regimen.training.answers import Answer
from regimen.training.progress import Progress

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden" / "training" / "sitting.txt"
THREE, TWO = (
    str(TESTS / "fixtures" / "training" / "cases" / f"{name}.yaml") for name in ("three-questions", "two-cells")
)
EOF, CTRL_C = EOFError(), KeyboardInterrupt()


def clock() -> Callable[[], int]:
    """A clock that is half a minute on whenever it is looked at."""
    return count(0, 30).__next__


def keyboard(lines: Iterator[Any]) -> Callable[[str], str]:
    """Types line after line, and echoes it as a terminal does."""

    def line(prompt: str) -> str:
        sys.stdout.write(prompt)
        said = next(lines, EOF)
        if isinstance(said, BaseException):
            raise said
        sys.stdout.write(f"{said}\n")
        return str(said)

    return line


def kept(ledger: Path) -> list[dict[str, Answer]]:
    """The answers of every attempt, the times they took aside."""
    return [
        {name: one._replace(seconds=None) for name, one in attempt.answers.items()}
        for attempt in Progress(ledger).attempts()
    ]


WHOLE = ("?", "what", "34 days", "90", "37", "", "!")
"""A hint, an answer that cannot be read, a wrong one, a right one without certainty, an item given up."""


if __name__ == "__main__":
    questions.on_terminal, builtins.input = lambda: True, keyboard(iter(WHOLE))  # type: ignore[assignment]
    sitting.time = SimpleNamespace(monotonic=clock())  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()) as out:
        main(["train", "run", THREE, "--ledger", f"{folder}/ledger.sqlite"])
    GOLDEN.write_text(out.getvalue(), encoding="utf-8")
