"""Exact chances of a 3 + 3 with six at the recommended level, beside whole states and beside every path; simulation.

python tests/benchmarks/bench_chances.py --rounds 200
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from measuring import HEAD, Spread, compile_first, ratios, rounds

from regimen.escalation.designs.registry import design_of
from regimen.escalation.exact.course import conduct_of
from regimen.escalation.exact.engine import ByState, engine_of
from regimen.escalation.exact.oc import characteristics, expectations
from regimen.escalation.exact.paths import paths
from regimen.escalation.exact.simulate import simulate
from regimen.escalation.state import empty

EIGHT = (0.02, 0.05, 0.10, 0.15, 0.20, 0.30, 0.40, 0.50)
FORTY = tuple(number / 100 for number in range(1, 41))
TIMES, TRIALS = 20, 200_000
MAX_SUMS_US, MAX_SPREADS_MS, MAX_FORTY_MS, MAX_TRIAL_US = 200, 10, 10, 1
SIX = conduct_of(design_of("deescalate-six"))


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """How long one of several equal runs takes, in time of this process: others on the machine do not count."""
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) / times


def spreads() -> object:
    """Both distributions."""
    engine = engine_of(SIX, empty(8))
    return engine.subjects(EIGHT), engine.dlts(EIGHT)


def enumerated() -> float:
    """Every path added up."""
    return sum(path.chance for path in paths(SIX, EIGHT, empty(8)) if path.recommended == 1)


def main() -> None:
    """Measure, and print rows for docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    compile_first()
    whole, quick = ByState(SIX, empty(8)), expectations(SIX, EIGHT, empty(8))
    answers = (whole.sums(EIGHT).select[0], enumerated())
    if any(abs(answer - quick.p_select[0]) > 1e-12 for answer in answers):
        sys.exit("the three ways do not agree; nothing was measured")
    contestants = {
        "sums": lambda: seconds(lambda: expectations(SIX, EIGHT, empty(8)), TIMES),
        "whole": lambda: seconds(lambda: whole.sums(EIGHT)),
        "paths": lambda: seconds(enumerated),
        "spreads": lambda: seconds(spreads, 5),
        "forty": lambda: seconds(lambda: expectations(SIX, FORTY, empty(40)), 5),
        "all forty": lambda: seconds(lambda: characteristics(SIX, FORTY, empty(40))),
        "trials": lambda: seconds(lambda: simulate(SIX, EIGHT, empty(8), TRIALS, 1)) / TRIALS,
    }
    found = rounds(options.rounds, contestants, warm_up=3)
    print(HEAD)
    micro = {name: [1e6 * value for value in values] for name, values in found.items()}
    milli = {name: [1e3 * value for value in values] for name, values in found.items()}
    print(Spread.of(micro["sums"]).row("8 levels: recommended levels, subjects, DLTs expected", " µs", MAX_SUMS_US))
    print(ratios(found, "whole", "sums").row("state by state ÷ level by level"))
    print(ratios(found, "paths", "sums").row("path by path (16,138) ÷ level by level"))
    print(Spread.of(milli["spreads"]).row("8 levels: both distributions", " ms", MAX_SPREADS_MS))
    print(Spread.of(milli["forty"]).row("40 levels: recommended levels, subjects, DLTs expected", " ms", MAX_FORTY_MS))
    print(
        Spread.of(milli["all forty"]).row("40 levels: the same, both distributions, paths counted", " ms", MAX_FORTY_MS)
    )
    print(Spread.of(micro["trials"]).row("a simulated trial of 8 levels", " µs", MAX_TRIAL_US))


if __name__ == "__main__":
    main()
