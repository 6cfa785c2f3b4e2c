"""What the benchmarks share: compiled bytecode, shuffled rounds, paired ratios, one form of table row.

Two things are only ever compared inside one round, run one right after the other in random order: on a busy
machine timings of separate runs differ more than the things do.
"""

import compileall
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
HEAD = "| what | median | middle half | at most | runs |\n| --- | ---: | ---: | ---: | ---: |"


class Spread(NamedTuple):
    """Median and middle half of some numbers."""

    low: float
    median: float
    high: float
    runs: int

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        """The spread of at least two values."""
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(low, median, high, len(values))

    def row(self, what: str, unit: str = "", at_most: float | None = None) -> str:
        """A row of the table in docs/performance.md."""
        limit = "" if at_most is None else f"{at_most:g}{unit}"
        middle = f"{self.low:.2f} to {self.high:.2f}{unit}"
        return f"| {what} | {self.median:.2f}{unit} | {middle} | {limit} | {self.runs} |"


def seconds(work: Callable[[], object]) -> float:
    """How long one run of `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compile_first() -> None:
    """Compile our own code; a start that compiles costs two to three times as much and is another question."""
    sys.dont_write_bytecode = False
    for folder in ("regimen", "tui", "tests/benchmarks"):
        if not compileall.compile_dir(ROOT / folder, quiet=1):
            sys.exit(f"{folder} does not compile; nothing was measured")


def child_environment(home: Path) -> dict[str, str]:
    """A plain environment for measured processes: bytecode allowed, no settings of the person who measures."""
    drop = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "NO_COLOR", "COLUMNS", "LINES")
    kept = {name: value for name, value in os.environ.items() if name not in drop and not name.startswith("REGIMEN_")}
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {**kept, **folders, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def rounds(count: int, contestants: Mapping[str, Callable[[], float]], warm_up: int = 1) -> dict[str, list[float]]:
    """Measure all contestants in each round, in a new random order; the first rounds only warm up."""
    names, order = list(contestants), random.Random(45)  # noqa: S311 - a shuffle, not a secret
    found: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-warm_up, count):
        order.shuffle(names)
        for name in names:
            value = contestants[name]()
            if number >= 0:
                found[name].append(value)
    return found


def ratios(found: Mapping[str, list[float]], of: str, to: str) -> Spread:
    """`of` divided by `to`, paired within each round."""
    return Spread.of([a / b for a, b in zip(found[of], found[to], strict=True)])
