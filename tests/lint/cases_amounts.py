"""Rules on totals and limits."""

from lintable import Change, case, cycle, drug, etoposide, infused, lines

TAPER = "id: taper, agent: prednisone, dose: 10 mg, route: PO, days: 8-11, course_total: @"
STEPS = "steps: [{dose: 10 mg, days: 8-9}, {dose: 5 mg, days: 10}]"
RAMP = f"id: taper, agent: prednisone, route: PO, {STEPS}, course_total: @"


def limited(dose: str, *keys: str, **limits: str) -> tuple[Change, ...]:
    """Two days of cytarabine, and what its label allows."""
    return drug("cytarabine", "C", **limits), lines(infused("cytarabine", dose, *keys, days="8-9"))


def two_lines(whom: str) -> Change:
    """A gram for the young, and another for some."""
    return lines(
        infused("cytarabine", "1 g/m2", "id: young", "when: {age: '<60'}"),
        infused("cytarabine", "1 g/m2", "id: some", f"when: {{{whom}}}", days="9"),
    )


CASES = (
    case("course-total", "days", "50 mg", "40 mg", lines(TAPER)),
    case("course-total", "slip", "10 mg", "0.04 g", lines(TAPER)),
    case("course-total", "measure", "40 mg/m2", "40 mg", lines(TAPER)),
    case("course-total", "slots", "40 mg", "80 mg", lines(f"{TAPER}, slots: BID")),
    case("course-total", "mid-day", "80 mg", "60 mg", lines(f"{TAPER}, slots: BID, first_slot: 2, last_slot: 1")),
    case("course-total", "ramp", "30 mg", "25 mg", lines(RAMP)),
    case("single-maximum", "by-surface", "1.1", "1", *limited("@ g/m2", single_maximum="1 g/m2")),
    case("single-maximum", "flat", "1.001", "1", *limited("@ g", single_maximum="1000 mg")),
    case("single-maximum", "surface-against-flat", "1.001", "1", *limited("@ g/m2", single_maximum="2 g")),
    case("single-maximum", "weight-against-flat", "20.1", "20", *limited("@ mg/kg", single_maximum="2 g")),
    case("single-maximum", "flat-against-surface", "1.501", "1.5", *limited("@ g", single_maximum="1 g/m2")),
    case("single-maximum", "flat-against-weight", "501", "500", *limited("@ mg", single_maximum="10 mg/kg")),
    case("single-maximum", "cap", "2.4 g", "2 g", *limited("1.5 g/m2", "cap: @", single_maximum="2 g")),
    case("single-maximum", "flat-cap", "1.2 g", "1 g", *limited("2 g", "cap: @", single_maximum="1 g")),
    case("single-maximum", "area-under-the-curve", "AUC 7", "400 mg",
         drug("carboplatin", "C", single_maximum="AUC 6"), lines(infused("carboplatin", "@"))),
    case("single-maximum", "in-a-set", "110", "120", etoposide("single_maximum: @ mg/m2")),
    case("daily-maximum", "slots", "501", "500", *limited("@ mg", "slots: BID", label_maximum="1 g")),
    case("daily-maximum", "cap", "1.2 g", "1 g",
         *limited("600 mg/m2", "cap: @, sources: {cap: trial}", label_maximum="1 g")),
    case("lifetime-maximum", "days", "1.1", "1", *limited("@ g/m2", lifetime_maximum="2 g/m2")),
    case("lifetime-maximum", "slots", "0.51", "0.5", *limited("@ g/m2", "slots: BID", lifetime_maximum="2 g/m2")),
    case("lifetime-maximum", "cycles", "3", "2",
         cycle("length: 28, count: @"), *limited("1 g/m2", lifetime_maximum="4 g/m2")),
    case("lifetime-maximum", "surface-against-flat", "1.1", "1", *limited("@ g/m2", lifetime_maximum="4 g")),
    case("lifetime-maximum", "who-gets-both", "weight: '<60'", "age: '>=60'",
         drug("cytarabine", "C", lifetime_maximum="1 g/m2"), two_lines("@")),
    case("unlike-units", "lifetime", "400 USP units", "400 g/m2", *limited("1 g/m2", lifetime_maximum="@")),
    case("unlike-units", "single", "400 USP units", "400 g/m2", *limited("1 g/m2", single_maximum="@")),
)  # fmt: skip
