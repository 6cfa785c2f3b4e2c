"""The whole library read and checked, and asked every rule of the linter besides; in process.

python tests/benchmarks/bench_library.py --rounds 50
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from measuring import HEAD, Spread, compile_first, ratios, rounds, seconds

from regimen.lint.run import Report, lint
from regimen.protocol.reader import protocol_of
from regimen.protocol.shelf import LIBRARY
from regimen.protocol.tree import read_tree

PATHS = sorted(LIBRARY.glob("*.yaml"))
FILES = 22
"""What the limit in milliseconds is for; it is held against as many of the library's own size."""
MAX_MS, MAX_RATIO = 150, 2.5


def reading() -> None:
    """Every file read and checked."""
    for path in PATHS:
        protocol_of(read_tree(path))


def linting() -> list[Report]:
    """Every file read, checked and linted."""
    return [lint(read_tree(path)) for path in PATHS]


def main() -> None:
    """Measure, and print rows for docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=50)
    options = parser.parse_args()
    compile_first()
    if any(report.misfits for report in linting()):
        sys.exit("a file of the library cannot be read; nothing was measured")
    contestants = {"reading": lambda: seconds(reading), "all": lambda: seconds(linting)}
    found = rounds(options.rounds, contestants, warm_up=2)
    found["rules"] = [both - read for both, read in zip(found["all"], found["reading"], strict=True)]
    scaled = [1000 * value * FILES / len(PATHS) for value in found["all"]]
    print(HEAD)
    for name, what in (("reading", "reading and checking"), ("rules", "asking every rule of")):
        print(Spread.of([1000 * value for value in found[name]]).row(f"{what} {len(PATHS)} protocols", " ms"))
    print(Spread.of(scaled).row(f"both, for {FILES} such files", " ms", MAX_MS))
    print(ratios(found, "rules", "reading").row("asking the rules ÷ reading and checking", at_most=MAX_RATIO))


if __name__ == "__main__":
    main()
