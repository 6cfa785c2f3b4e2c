"""What a line may say besides dose and days: bands, lags, series begun in mid-day, overlays, cycles."""

from decimal import Decimal

import pytest
from small import TEXT, small

from regimen.course import Course, plan
from regimen.dosing.subject import Subject
from regimen.nomenclature import MARK
from regimen.printouts.daylist import day_list
from regimen.printouts.totals import total_lines
from regimen.protocol.reader import parse_protocol
from regimen.protocol.resolve import UnknownChoice, resolve
from regimen.quantity import MG, Amount
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Schedule
from regimen.schedule.why import why_here


def one(fields: str, **more: object) -> Schedule:
    """The schedule of one line with these fields."""
    return build_schedule(small(fields, **more))


def places(schedule: Schedule) -> list[tuple[int, int, int]]:
    """Day, slot and last day of every dose."""
    return [(item.day, item.slot, item.end_day) for item in schedule.items]


def two(fields: str, other: str) -> Schedule:
    """Line `one` with these fields and line `two` with others."""
    return one(fields, more=f"  - {{agent: two, dose: 1 mg, route: IV, source: teaching, {other}}}")


@pytest.mark.parametrize(
    ("weight", "given", "codes"),
    [("59.9", ["one"], []), ("60", ["heavy"], []), (None, ["one", "heavy"], ["weight-needed", "weight-needed"])],
    ids=["below", "on the bound", "unknown"],
)
def test_weight_bands_choose_the_line(weight, given, codes) -> None:
    """A band ends where it says; an unknown weight draws every band and says so."""
    more = "  - {agent: one, id: heavy, dose: 2 mg, route: IV, days: 1, when: {weight: '>=60'}, source: teaching}"
    resolved = small("days: 1, when: {weight: '<60'}", more=more)
    schedule = build_schedule(resolved, Subject(weight_kg=Decimal(weight)) if weight else None)
    assert [item.entry.id for item in schedule.items] == given
    assert [finding.code for finding in schedule.findings if finding.code == "weight-needed"] == codes


@pytest.mark.parametrize(("lvef", "drawn"), [("50", True), ("49.9", False)], ids=["on the bound", "below"])
def test_a_drug_for_nobody_here_is_a_finding(lvef, drawn) -> None:
    """A gap between bands must not look like an empty plan."""
    schedule = build_schedule(small("days: 1, when: {lvef: '>=50'}"), Subject(lvef=Decimal(lvef)))
    assert (bool(schedule.items), "no-line-for-subject" in {f.code for f in schedule.findings}) == (drawn, not drawn)


BANDS = """
  - {agent: two, dose: 50 mg/m2, route: IV, days: 1, when: {lvef: ">=50"}, source: teaching}
  - {agent: two, id: low, dose: 25 mg/m2, route: IV, days: 1-3, when: {lvef: "<50"}, source: teaching}
  - {agent: two, id: all, dose: 10 mg/m2, route: IV, days: 4, source: teaching}
"""


@pytest.mark.parametrize(
    ("lvef", "total"), [(None, "85 mg/m²"), ("60", "60 mg/m²"), ("40", "85 mg/m²")], ids=["unknown", "good", "low"]
)
def test_bands_that_exclude_each_other_are_not_added_up(lvef, total) -> None:
    """An unknown value draws both bands, but no subject gets both: the larger one counts."""
    text = TEXT.format(reference=1, cycle="", fields="days: 1", more=BANDS.strip("\n"))
    text = text.replace("two: {letter: T,", "two: {letter: T, anthracycline: 1,")
    subject = Subject(lvef=Decimal(lvef) if lvef else None, prior_anthracycline=Decimal(0))
    found = build_schedule(resolve(parse_protocol(text)), subject).findings
    assert [total in finding.message for finding in found if finding.code == "anthracycline-cumulative"] == [True]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("days: 2-3, slots: q6h, first_slot: 3", [(2, 3), (2, 4), (3, 1), (3, 2), (3, 3), (3, 4)]),
        ("days: 2-3, slots: q12h, last_slot: 1", [(2, 1), (2, 2), (3, 1)]),
        ("days: 2, slots: q6h, first_slot: 2, last_slot: 3", [(2, 2), (2, 3)]),
        ("days: 2-3, slots: BID", [(2, 1), (2, 2), (3, 1), (3, 2)]),
    ],
    ids=["begins in mid-day", "ends in mid-day", "one day", "whole days"],
)
def test_a_series_may_begin_and_end_in_mid_day(fields, expected) -> None:
    """The first day lacks its earlier slots, the last day its later ones."""
    assert [(day, slot) for day, slot, _ in places(one(fields))] == expected


def test_a_series_in_mid_day_repeats_in_every_cycle() -> None:
    """First and last day are those of each cycle, not of the course."""
    found = places(one("days: 1-2, slots: BID, first_slot: 2", cycle=(7, 2)))
    assert [(day, slot) for day, slot, _ in found] == [(1, 2), (2, 1), (2, 2), (8, 2), (9, 1), (9, 2)]


@pytest.mark.parametrize(
    ("fields", "total", "words"),
    [
        ("days: 2-3, slots: q6h, first_slot: 3", 6, "1 mg × 6 doses on 2 days = 6 mg course total"),
        ("days: 2, slots: q6h, first_slot: 2, last_slot: 3", 2, "1 mg × 2 doses on 1 day = 2 mg course total"),
        ("days: 2-3, slots: q6h", 8, "1 mg × 4 a day × 2 days = 8 mg course total"),
    ],
    ids=["begins in mid-day", "one day", "whole days"],
)
def test_the_course_total_counts_the_doses_that_are_given(fields, total, words) -> None:
    """The total is that of the doses on the calendar, and says so."""
    schedule = one(fields)
    [entry] = schedule.doses
    assert entry.result is not None
    assert entry.result.course_total == Amount(Decimal(total), MG)
    assert len(schedule.items) == total
    assert [line.replace(MARK, "") for line in total_lines(schedule)] == [f"one: {words}"]


@pytest.mark.parametrize(
    ("first", "second", "ends"),
    [
        ("days: 1, over: 2 h", "days: 1, after: one, lag: 4 h, over: 10 h", 1),
        ("days: 1, over: 2 h", "days: 1, after: one, lag: 4 h, over: 10 h 1 min", 2),
        ("days: 1, over: 2 h", "days: 1, after: one, lag: 4 h, lag_from: start, over: 12 h", 1),
        ("days: 1, over: 2 h", "days: 1, after: one, lag: 4 h, lag_from: start, over: 12 h 1 min", 2),
        ("days: 1", "days: 1, before: one, lag: 1 h, over: 6 h", 1),
        ("days: 1", "days: 1, after: one, over: 16 h", 1),
    ],
    ids=["to midnight", "past midnight", "from the start", "from the start, past", "before", "no lag"],
)
def test_a_lag_moves_the_end_of_a_long_infusion(first, second, ends) -> None:
    """08:00 plus 2 h plus 4 h is 14:00; ten hours later it is midnight, which still is the same day."""
    [item] = [item for item in two(first, second).items if item.entry.name == "two"]
    assert item.end_day == ends


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("days: 1, after: one, lag: 4 h, lag_from: end", "4 h after the end of one"),
        ("days: 1, after: one, lag: 4 h", "4 h after one"),
        ("days: 1, before: one, lag: 30 min", "30 min before one"),
        ("days: 1, order: 2", "number 2 of the day's drugs"),
        ("days: 1, when: {provided: white cells at most 30}", "only if white cells at most 30"),
        ("days: 1, when: {weight: '<60'}", "for weight under 60 kg"),
        ("days: 1-5, until: count recovery", "the series ends early at count recovery"),
    ],
    ids=["lag from the end", "lag", "before", "order", "condition", "band", "until"],
)
def test_why_says_what_the_source_says(fields, words) -> None:
    """Order, lag, condition and early end are in the explanation."""
    schedule = two("days: 1", fields)
    item = next(item for item in schedule.items if item.entry.name == "two")
    assert words in why_here(schedule, item)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("days: 1, after: two, before: two", "order-unclear"),
        ("days: 1, lag: 4 h", "order-unclear"),
        ("days: 1, after: two, lag_from: end", "order-unclear"),
        ("days: 1, after: one", "order-unclear"),
        ("days: 1, slots: BID, first_slot: 3", "out-of-range"),
        ("days: 1, last_slot: 2", "out-of-range"),
        ("days: 1, overlay: drops", "unknown-overlay"),
        ("days: 1, before: three", "unknown-line"),
    ],
    ids=[
        "after and before", "lag of what", "from of what", "after itself", "no third slot", "no second slot", "overlay",
        "line",
    ],
)  # fmt: skip
def test_facts_that_do_not_fit_are_refused(fields, code) -> None:
    """Each misfit is one finding of its own code."""
    more = "  - {agent: two, dose: 1 mg, route: IV, source: teaching, days: 1}"
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the findings are what is looked at
        small(fields, more=more)
    assert {finding.code for finding in caught.value.findings} == {code}


OVERLAY = """
  - {agent: two, dose: 1 drop, route: ophthalmic, site: each eye, days: 1-2, overlay: drops, source: teaching}
overlays: {drops: {title: Eye drops, reason: by analogy, source: teaching}}
assessments: [{id: eyes, name: Eyes looked at, letter: e, days: 3, overlay: drops, source: teaching}]
"""


def test_an_overlay_is_drawn_only_when_asked_for() -> None:
    """Lines and assessments of an overlay are off by default."""
    protocol = parse_protocol(TEXT.format(reference=1, cycle="", fields="days: 1", more=OVERLAY.strip("\n")))
    assert {item.entry.name for item in build_schedule(resolve(protocol)).items} == {"one"}
    drawn = build_schedule(resolve(protocol, overlays=["drops"]))
    assert {item.entry.name for item in drawn.items} == {"one", "two", "Eyes looked at"}
    with pytest.raises(UnknownChoice, match=r"unknown overlay 'drips'.*did you mean drops"):
        resolve(protocol, overlays=["drips"])


CYCLE = "cycle: {length: 21, count: 4, fewest: 3, most: 6, provided: {2: blasts 5 % or more}, source: teaching}"
CYCLES = parse_protocol(TEXT.format(reference=1, cycle=CYCLE, fields="days: 1, cycles: 2-6", more=""))


@pytest.mark.parametrize(("cycles", "days"), [(None, [22, 43, 64]), (3, [22, 43]), (6, [22, 43, 64, 85, 106])])
def test_a_course_may_have_another_number_of_cycles(cycles, days) -> None:
    """The number asked for is drawn; lines for later cycles follow it."""
    assert [item.day for item in build_schedule(resolve(CYCLES, cycles=cycles)).items] == days


def test_a_line_of_cycles_that_are_not_drawn_is_left_out() -> None:
    """A shorter course draws what is in it, and does not call the rest missing."""
    text = TEXT.format(
        reference=1, cycle=CYCLE.replace("fewest: 3", "fewest: 1"), fields="days: 1, cycles: 2-6", more=""
    )
    schedule = build_schedule(resolve(parse_protocol(text), cycles=1))
    assert (schedule.items, schedule.findings) == ((), ())


@pytest.mark.parametrize("cycles", [2, 7, 1000])
def test_a_number_of_cycles_out_of_range_is_refused(cycles) -> None:
    """The source's own range is the limit, and is said."""
    with pytest.raises(UnknownChoice, match=f"{cycles} cycles of small; allowed: 3 to 6"):
        resolve(CYCLES, cycles=cycles)


def test_a_condition_of_a_cycle_stands_in_the_day_list() -> None:
    """Cycle 2 is drawn and says on what it depends; cycle 3 says nothing."""
    import datetime as dt

    laid = plan(Course(reference_date=dt.date(2026, 12, 1)), CYCLES, dt.date(2026, 11, 22))
    headings = [section.heading or "" for section in day_list(laid).sections]
    assert [heading.partition("; only if ")[2] for heading in headings] == ["blasts 5 % or more", "", ""]
    assert [item.conditions(laid.resolved) for item in laid.schedule.items] == [("blasts 5 % or more",), (), ()]
