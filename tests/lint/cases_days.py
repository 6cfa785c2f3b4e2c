"""Rules on days, cycles and windows."""

from lintable import CYTARABINE, NO_WINDOW, Change, case, cycle, infused, lines

UNNUMBERED = ("number: 1, ", "")
COUNTS = ('days: "8,15,22", before: 1, after: 1', 'days: "8,15,22", before: 3, after: @')


def on(days: str, *keys: str) -> tuple[Change, ...]:
    """Cytarabine on other days."""
    return CYTARABINE, lines(infused("cytarabine", "1 g/m2", *keys, days=days))


CASES = (
    case("undefined-day-zero", "unnumbered", "", "number: 1, ", ("number: 1, ", "@"), *on("-2--1")),
    case("undefined-day-zero", "days-back", "-1", "8", UNNUMBERED, *on("@")),
    case("undefined-day-zero", "at-a-level", "-1", "1", UNNUMBERED, ("first: E, then: P", "first: P, then: E"),
         ("20 mg/day, days 1-5", "20 mg/day"), ("20 mg, days: 1-5", "20 mg, days: @")),
    case("days-across-zero", "range", "-2-3", "'-2--1,1-3'", *on("@")),
    case("days-across-zero", "day-zero", "1", "0", ("number: 1,", "number: @,"), *on("-1-1")),
    case("cycles-overlap", "late-day", "'5,25'", "'5,21'", NO_WINDOW, cycle("length: 21, count: 2"), *on("@")),
    case("cycles-overlap", "shortest", "25", "24", NO_WINDOW, cycle("length: 28, shortest: 24, count: 2"), *on("@")),
    case("cycles-overlap", "next-in-advance", "'-9,21'", "'-7,20'", NO_WINDOW, cycle("length: 28, count: 2"), *on("@")),
    case("cycles-overlap", "one-cycle", "2", "1", NO_WINDOW, cycle("length: 21, count: @"), *on("'5,25'")),
    case("cycles-overlap", "until-an-event", "", ", until: recovery", NO_WINDOW, cycle("length: 21, count: 2"),
         *on("'5,25'@")),
    case("cycle-in-dlt-window", "length", "21", "22", cycle("length: @, count: 2")),
    case("cycle-in-dlt-window", "most", "2", "1", cycle("length: 21, count: 1, most: @")),
    case("cycle-in-dlt-window", "shortest", "21", "22", cycle("length: 28, shortest: @, count: 2")),
    case("window-shorter-than-treatment", "last-dose", "23", "22", *on("@")),
    case("window-shorter-than-treatment", "purpose", "treatment", "supportive", *on("23", "purpose: @")),
    case("window-shorter-than-treatment", "until-an-event", "", ", until: recovery", *on("23@")),
    case("window-shorter-than-treatment", "own-period", "10", "8", *on("@", "period: 14")),
    case("no-deciding-sample", "last-day", "24", "23", ("last_day: 22", "last_day: @")),
    case("windows-overlap", "meeting", "4", "3", COUNTS),
    case("windows-overlap", "anchored", "", ", anchor: recovery", (COUNTS[0], f"{COUNTS[1].replace('@', '4')}@")),
)  # fmt: skip
