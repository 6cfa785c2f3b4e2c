"""A year of four daily lines (1,460 items) laid out, against the same tuples built by hand; ten years; 24 cycles.

python tests/benchmarks/bench_engine.py --rounds 200
"""

import argparse
import sys
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from measuring import HEAD, Spread, compile_first, ratios, rounds, seconds

from regimen.dosing.subject import Subject
from regimen.protocol.reader import parse_protocol, read_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.shelf import HOME, LIBRARY, load
from regimen.schedule.build import build_schedule
from regimen.schedule.frame import _frame
from regimen.schedule.items import Entry, Item

LINES, DAYS_A_YEAR, YEARS = 4, 365, 10
CYCLES, CYCLE_DAYS, CYCLE_LINES = 24, 28, 10
MAX_MS, MAX_CYCLES_MS, MAX_RATIO, MAX_GROWTH, MAX_READ_MS = 2, 10, 5, 1.25, 5
AGENTS = ("aspirin", "bleomycin", "cytarabine", "digoxin", "etoposide", "folate", "genistein", "heparin", "iron", "jod")


def protocol(days: int, *, lines_a_day: int = LINES, cycles: int | None = None) -> ResolvedProtocol:
    """Flat doses, every day, of one course or of cycles."""
    names = AGENTS[:lines_a_day]
    cycle = f"cycle: {{length: {days}, count: {cycles}, source: made-up}}\n" if cycles else ""
    agents = "".join(f"  {name}: {{letter: {name[0].upper()}, source: made-up}}\n" for name in names)
    lines = "".join(
        f"  - {{agent: {name}, dose: 10 mg, route: PO, days: 1-{days}, source: made-up}}\n" for name in names
    )
    return resolve(
        parse_protocol(
            'format: 1\nid: long\nversion: "1"\ntitle: Four daily lines\nshort: four lines\n'
            "references: {made-up: {kind: assumption, citation: made up for measuring}}\n"
            "reference_day: {number: 1, event: first dose, source: made-up}\n"
            f"{cycle}agents:\n{agents}doses:\n{lines}"
        )
    )


def by_hand(entries: tuple[Entry, ...], days: int) -> tuple[Item, ...]:
    """The same items, nothing worked out: as fast as these tuples can be made here."""
    return tuple(
        Item(day, 0, 1, order, None, None, day, entry, day)
        for day in range(1, days + 1)
        for order, entry in enumerate(entries)
    )


def laid(resolved: ResolvedProtocol) -> float:
    """How long a schedule takes of which nothing is kept from before."""
    took = seconds(lambda: build_schedule(resolved))
    _frame.cache_clear()
    return took


def main() -> None:
    """Measure, and print rows for docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    compile_first()
    year, decade = protocol(DAYS_A_YEAR), protocol(DAYS_A_YEAR * YEARS)
    cycles = protocol(CYCLE_DAYS, lines_a_day=CYCLE_LINES, cycles=CYCLES)
    if len(build_schedule(cycles).items) != CYCLES * CYCLE_DAYS * CYCLE_LINES:
        sys.exit("the cycles are not drawn in full; nothing was measured")
    home, bodies = resolve(load()), [Subject(weight_kg=Decimal(kg), height_cm=Decimal(170)) for kg in range(40, 140)]
    schedule = build_schedule(year)
    made = by_hand(schedule.entries, DAYS_A_YEAR)
    if len(schedule.items) != LINES * DAYS_A_YEAR or schedule.items != made:
        sys.exit("the schedule is not what was built by hand; nothing was measured")
    _frame.cache_clear()
    found = rounds(
        options.rounds,
        {
            "year": lambda: laid(year),
            "hand": lambda: seconds(lambda: by_hand(schedule.entries, DAYS_A_YEAR)),
            "cycles": lambda: laid(cycles),
            "decade": lambda: laid(decade),
            "again": lambda: seconds(lambda: [build_schedule(home, subject) for subject in bodies]) / len(bodies),
        },
        warm_up=5,
    )
    found["ten years as one"] = [value / YEARS for value in found["decade"]]
    print(HEAD)
    print(Spread.of([1000 * value for value in found["year"]]).row("1,460 items", " ms", MAX_MS))
    print(ratios(found, "year", "hand").row("1,460 items ÷ the same tuples by hand", at_most=MAX_RATIO))
    print(ratios(found, "ten years as one", "year").row("an item of ten years ÷ an item of one", at_most=MAX_GROWTH))
    milliseconds = [1000 * value for value in found["cycles"]]
    print(Spread.of(milliseconds).row("24 cycles × 28 days × 10 lines (6,720 items)", " ms", MAX_CYCLES_MS))
    print(Spread.of([1000 * value for value in found["again"]]).row(f"{HOME} again, for another body", " ms"))
    read = rounds(options.rounds, {"file": lambda: seconds(lambda: read_protocol(LIBRARY / f"{HOME}.yaml"))}, warm_up=5)
    print(Spread.of([1000 * value for value in read["file"]]).row(f"reading {HOME}", " ms", MAX_READ_MS))


if __name__ == "__main__":
    main()
