"""Trials on the calendar a second: the fast loop beside the plain conduct, subjects drawn and all.

python tests/benchmarks/bench_duration.py --rounds 20
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "escalation"))
from calendar_peer import finished
from measuring import HEAD, Spread, compile_first, rounds

from regimen.escalation.designs.registry import design_of
from regimen.escalation.timing.arrivals import lots
from regimen.escalation.timing.duration import Plan, durations
from regimen.escalation.timing.planning import Planning
from regimen.escalation.timing.racing import Race

CHANCES = (0.05, 0.10, 0.20, 0.35, 0.50)
TRIALS, PLAIN_TRIALS = 5_000, 200
LEAST_A_SECOND = 20_000
PLANNING = Planning()


def a_second(trials: int, work: Callable[[], object]) -> float:
    """Trials a second of time of this process: others on the machine do not count."""
    began = time.process_time()
    work()
    return trials / (time.process_time() - began)


def fast(race: Race, trials: int = TRIALS) -> list[object]:
    """Trials of one design, each with subjects drawn for it."""
    return [race.run(arrivals) for arrivals in lots(1, PLANNING.accrual, trials)]


def main() -> None:
    """Measure, and print rows for docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    compile_first()
    rolling, six = design_of("rolling-six"), design_of("deescalate-six")
    races = {design.id: Race(design, CHANCES, PLANNING) for design in (rolling, six)}

    def plain() -> list[object]:
        every = lots(1, PLANNING.accrual, PLAIN_TRIALS)
        return [finished(rolling, CHANCES, PLANNING, arrivals) for arrivals in every]

    if fast(races[rolling.id], PLAIN_TRIALS) != plain():
        sys.exit("the fast loop is not the plain conduct; nothing was measured")
    together = Plan((six, rolling), CHANCES, trials=TRIALS)
    found = rounds(
        options.rounds,
        {
            rolling.id: lambda: a_second(TRIALS, lambda: fast(races[rolling.id])),
            six.id: lambda: a_second(TRIALS, lambda: fast(races[six.id])),
            "plain": lambda: a_second(PLAIN_TRIALS, plain),
            "together": lambda: a_second(TRIALS, lambda: durations(together)),
        },
    )
    print(HEAD)
    for name in (rolling.id, six.id):
        print(Spread.of([value / 1000 for value in found[name]]).row(f"`{name}`, thousand trials a second"))
    print(
        Spread.of([value / 1000 for value in found["plain"]]).row(
            "`rolling-six` by the plain conduct, thousand a second"
        )
    )
    ratio = [a / b for a, b in zip(found[rolling.id], found["plain"], strict=True)]
    print(Spread.of(ratio).row("times as fast as the plain conduct"))
    words = "both designs under Day 45 and Day 28 with all statistics, thousand trials a second"
    print(Spread.of([value / 1000 for value in found["together"]]).row(words))
    if Spread.of(found[rolling.id]).median < LEAST_A_SECOND:
        sys.exit(f"fewer than {LEAST_A_SECOND:,} trials of rolling six a second")


if __name__ == "__main__":
    main()
