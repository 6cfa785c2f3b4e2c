"""Rules on order, on lines for the same days, on names that say days, on bands and on levels."""

from lintable import CYTARABINE, Change, case, cycle, infused, lines

MORE = "agent: etoposide, id: more, dose: 50 mg/m2, route: IV, over: 1 h, days: 3@"
PREDNISONE = ("route: PO, days: $level.days", "route: PO, days: $level.days, cycles: 1")
LOW = 'low: {name: "prednisone 10 mg/day, days 1-5", values: {dose: 10 mg, days: 1-5}}'


def after(keys: str, days: str) -> tuple[Change, ...]:
    """Cytarabine in order with another line."""
    return CYTARABINE, lines(infused("cytarabine", "1 g/m2", keys, days=days))


def bands(one: str, other: str) -> tuple[Change, ...]:
    """Two lines of one drug for two bands."""
    return CYTARABINE, lines(
        infused("cytarabine", "1 g/m2", "id: one", f"when: {{{one}}}"),
        infused("cytarabine", "2 g/m2", "id: other", f"when: {{{other}}}"),
    )


CASES = (
    case("order-without-other", "after", "1-4", "1-3", *after("after: etoposide", "@")),
    case("order-without-other", "before", "3-6", "3-5", *after("before: prednisone", "@")),
    case("order-without-other", "cycle", "1-2", "1", cycle("length: 28, count: 2"), PREDNISONE,
         *after("before: prednisone, cycles: @", "1-2")),
    case("order-without-other", "at-a-level", "1-4", "1-5", ("20 mg/day, days 1-5", "20 mg/day"),
         ("20 mg, days: 1-5", "20 mg, days: @"), *after("after: prednisone", "1-5")),
    case("same-slot-twice", "same-day", "3", "4", lines(MORE.replace("days: 3@", "days: @"))),
    case("same-slot-twice", "after", "", ", after: etoposide", lines(MORE)),
    case("same-slot-twice", "over-a-third", "", ", before: prednisone",
         ("over: 1 h, days: 1-3,", "over: 1 h, days: 1-3@,"), lines(MORE.replace("@", ", after: prednisone"))),
    case("same-slot-twice", "numbered", "1", "2", ("over: 1 h, days: 1-3,", "over: 1 h, days: 1-3, order: 1,"),
         lines(MORE.replace("@", ", order: @"))),
    case("same-slot-twice", "route", "IV", "IM", lines(MORE.replace("3@", "3").replace("IV", "@"))),
    case("same-slot-twice", "ages-meet", "<=60", "<60", *bands("age: '@'", "age: '>=60'")),
    case("same-slot-twice", "weights-meet", ">=60", ">60", *bands("weight: '<=60'", "weight: '@'")),
    case("same-slot-twice", "weights-both-over", ">60", "<50", *bands("weight: '>=50'", "weight: '@'")),
    case("same-slot-twice", "conditions", "at most 30", "over 30", *bands("provided: at most 30", "provided: @")),
    case("constraint-broken", "start", "2-3", "1-3", ("over: 1 h, days: 1-3", "over: 1 h, days: @")),
    case("name-says-otherwise", "milestone", "23", "22", ("day: 22, source", "day: @, source")),
    case("name-says-otherwise", "assessment", "4 and 11", "8 to 22", ("name: Blood counts", "name: Counts on days @")),
    case("level-says-otherwise", "days", "1-14", "1 to 5", ("20 mg/day, days 1-5", "20 mg/day, days @")),
    case("level-says-otherwise", "dose", "25 mg/day", "level 2", ("prednisone 20 mg/day, days", "prednisone @, days")),
    case("band-gap", "age", ">60", ">=60", *bands("age: '18-59'", "age: '@'")),
    case("band-gap", "weight", "<60", "<=60", *bands("weight: '@'", "weight: '>60'")),
    case("band-gap", "ejection-fraction", "45", "50", *bands("lvef: '<@'", "lvef: '>=50'")),
    case("ladder-not-ascending", "lower", "25", "5", (LOW, "low: {name: low, values: {dose: @ mg, days: 1-5}}")),
    case("ladder-not-ascending", "equal", "20", "15", (LOW, "low: {name: low, values: {dose: @ mg, days: 1-5}}")),
    case("ladder-not-ascending", "measure", "25 mg", "25 mg/m2",
         (LOW, "low: {name: low, values: {dose: @, days: 1-5}}")),
    case("ladder-not-ascending", "schedule", "5", "3", (LOW, "low: {name: low, values: {dose: 25 mg, days: 1-@}}")),
    case("ladder-not-ascending", "closed", "", "closed: ended, ",
         (LOW, "low: {name: low, @values: {dose: 25 mg, days: 1-5}}")),
)  # fmt: skip
