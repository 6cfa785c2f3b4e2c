"""A calendar file of 5,000 events beside the icalendar library writing the same file from its own parsed form.

python tests/benchmarks/bench_ics.py --rounds 12
"""

import argparse
import datetime as dt

from icalendar import Calendar
from measuring import HEAD, Spread, compile_first, ratios, rounds, seconds

from regimen.course import Course, plan
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.exchange.ics import calendar_text
from regimen.protocol.shelf import load

EVENTS, MAX_MS, MAX_RATIO = 5_000, 50, 0.1
YEARLY = "lenalidomide-myeloma-maintenance"


def main() -> None:
    """Measure, and print rows for docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=12)
    options = parser.parse_args()
    compile_first()
    protocol = load(YEARLY)
    course = Course(reference_date="2026-12-01", subject=SAMPLE_SUBJECT, cycles=str(protocol.cycle.most))
    laid = plan(course, protocol, dt.date(2026, 12, 1))
    text = calendar_text(laid)
    share = EVENTS / text.count("BEGIN:VEVENT")
    parsed = Calendar.from_ical(text)
    found = rounds(
        options.rounds,
        {"ours": lambda: seconds(lambda: calendar_text(laid)), "icalendar": lambda: seconds(parsed.to_ical)},
    )
    print(HEAD)
    print(ratios(found, "ours", "icalendar").row("a calendar file ÷ the same written by icalendar", at_most=MAX_RATIO))
    ours = [1000 * value * share for value in found["ours"]]
    print(Spread.of(ours).row(f"a calendar file, for {EVENTS:,} events", " ms", MAX_MS))


if __name__ == "__main__":
    main()
