"""Lines, assessments and milestones on study days: order, identity, the ends of infusions, cycles, age bands."""

import datetime as dt

import pytest
from by_hand import FOLDER, LEVELS
from hypothesis import given
from hypothesis import strategies as st
from small import small

from regimen.course import Course, plan
from regimen.days import DAY_ONE, DaySet
from regimen.dosing.subject import Subject
from regimen.protocol.reader import UnusableFile, read_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import load
from regimen.protocol.values import SLOTS
from regimen.schedule.build import build_schedule
from regimen.schedule.items import DLT_CLOSES, Item, Kind, Schedule

FIXTURES = FOLDER.parents[1] / "fixtures" / "protocols"
HOME = load()
ALL = [
    *[pytest.param(resolve(HOME, level), id=level) for level in LEVELS],
    *[pytest.param(resolve(read_protocol(path)), id=path.stem) for path in sorted(FIXTURES.glob("*.yaml"))],
]


def on(schedule: Schedule, entry: str) -> list[Item]:
    """The items of one entry."""
    return [item for item in schedule.items if item.entry.id == entry]


def only(schedule: Schedule, entry: str) -> Item:
    """The single item of an entry."""
    [item] = on(schedule, entry)
    return item


@pytest.mark.parametrize("level", LEVELS)
def test_milestones_of_the_home_case(level) -> None:
    """First dose Day 1, MEC on Days 4 to 8, LEN to Day 10 or 14, and Day 45 closes the window at every level."""
    schedule = build_schedule(resolve(HOME, level))
    days = {item.entry.id: item.day for item in schedule.items if item.kind == Kind.MILESTONE}
    assert days == {
        "first-dose": 1,
        "mec-start": 4,
        "mec-end": 8,
        "len-end": LEVELS[level][1],
        "day-60": 60,
        DLT_CLOSES: 45,
    }


@pytest.mark.parametrize(("choice", "day"), [("day-60", 60), ("60-days-elapsed", 61)])
def test_60_day_landmark_follows_the_assumption(choice, day) -> None:
    """The landmark stands on Day 60 or Day 61, marked as assumed, and moves nothing else."""
    schedule = build_schedule(resolve(HOME, choices={"landmark": choice}))
    landmark = only(schedule, "day-60")
    assert landmark.day == day
    assert landmark.entry.assumed
    others = [item.id for item in schedule.items if item is not landmark]
    assert others == [item.id for item in build_schedule(resolve(HOME)).items if item.entry.id != "day-60"]


@pytest.mark.parametrize(("level", "days_left"), [(level, 45 - last) for level, (_, last) in LEVELS.items()])
def test_days_left_to_recover(level, days_left) -> None:
    """From the last MEC dose to Day 45 are 37 days; from the last LEN dose 35, or 31 on the 14-day schedule."""
    schedule = build_schedule(resolve(HOME, level))
    closes = only(schedule, DLT_CLOSES).day
    assert DAY_ONE.elapsed(only(schedule, "mec-end").day, closes) == 37
    assert DAY_ONE.elapsed(only(schedule, "len-end").day, closes) == days_left
    assert days_left == (31 if level.startswith("d14") else 35)


def test_window_runs_from_day_1_to_day_45() -> None:
    """The DLT window is Day 1 to Day 45; a protocol without the rule has none."""
    assert build_schedule(resolve(HOME)).window == (1, 45)
    assert build_schedule(resolve(read_protocol(FIXTURES / "beam.yaml"))).window is None


@pytest.mark.parametrize("resolved", ALL)
def test_items_are_sorted(resolved) -> None:
    """Items come by day, then doses before assessments before milestones, then by slot, then as in the protocol."""
    items = build_schedule(resolved).items
    keys = [(item.day, item.kind, item.slot, item.order) for item in items]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("resolved", ALL)
def test_ids_are_unique_and_stable(resolved) -> None:
    """Every item has an id of its own, and building again gives the same ones."""
    ids = [item.id for item in build_schedule(resolved).items]
    assert len(set(ids)) == len(ids)
    assert [item.id for item in build_schedule(resolved).items] == ids


def test_id_is_line_day_and_slot() -> None:
    """An id says which line, which ideal day, and which of several administrations."""
    assert only(build_schedule(resolve(HOME)), "diary").id == "diary:d1"
    beam = build_schedule(resolve(read_protocol(FIXTURES / "beam.yaml")))
    assert [item.id for item in on(beam, "cytarabine")][:2] == ["cytarabine:d-5:s1", "cytarabine:d-5:s2"]


def test_ids_are_unique_where_cycles_overlap() -> None:
    """A line whose days fall on one day in successive cycles is refused: the dose would stand there twice."""
    with pytest.raises(UnusableFile, match="Day 1 and Day 8 fall on one day in successive cycles of 7 days"):
        small("days: 1-10", cycle=(7, 2))


def test_ids_are_unique_beside_a_ramp() -> None:
    """A line whose id looks like a step of another is refused or kept apart."""
    more = "  - {id: two.2, agent: two, dose: 1 mg, route: IV, source: teaching, days: 2}\n"
    more += "  - {agent: two, route: IV, source: teaching, steps: [{dose: 1 mg, days: 1}, {dose: 2 mg, days: 2}]}\n"
    ids = [item.id for item in build_schedule(small("days: 1", more=more)).items]
    assert len(set(ids)) == len(ids)


ENDS = [
    ("daily", "", [1]),
    ("daily", "15 min", [1]),
    ("daily", "1 h", [1]),
    ("daily", "16 h", [1]),  # 8:00 to midnight still belongs to the day
    ("daily", "16 h 1 min", [2]),
    ("daily", "22 h", [2]),
    ("daily", "24 h", [2]),
    ("daily", "40 h", [2]),
    ("daily", "46 h", [3]),
    ("daily", "168 h", [8]),
    ("q12h", "", [1, 1]),
    ("q12h", "2 h", [1, 1]),
    ("q12h", "4 h", [1, 1]),  # 20:00 to midnight
    ("q12h", "5 h", [1, 2]),
    ("q12h", "12 h", [1, 2]),
    ("q8h", "3 h", [1, 1, 2]),
    ("q6h", "6 h", [1, 1, 1, 1]),
    ("q6h", "6 h", [1, 1, 1, 1]),
    ("BID", "1 h", [1, 1]),
    ("TID", "1 h", [1, 1, 1]),
    ("QID", "1 h", [1, 1, 1, 1]),
    ("q4h", "1 h", [1, 1, 1, 1, 1, 1]),
]


@pytest.mark.parametrize(("slots", "over", "ends"), ENDS, ids=[f"{slots}-{over or 'none'}" for slots, over, _ in ENDS])
def test_end_of_an_administration(slots, over, ends) -> None:
    """An administration is one item, however long, and ends on the day its nominal clock time says."""
    fields = f"days: 1, slots: {slots}" + (f", over: {over}" if over else "")
    schedule = build_schedule(small(fields))
    assert [(item.day, item.slot, item.end_day) for item in schedule.items] == [
        (1, slot, end) for slot, end in enumerate(ends, 1)
    ]
    assert schedule.last_day == max(ends)


@pytest.mark.parametrize(("reference", "end"), [(1, 1), (0, 0)], ids=["no-day-zero", "day-zero"])
def test_end_across_the_reference_day(reference, end) -> None:
    """A 24 h infusion from Day -1 ends on the reference day, which is Day 1 or Day 0."""
    [item] = build_schedule(small("days: -1, over: 24 h", reference=reference)).items
    assert (item.day, item.end_day) == (-1, end)


@pytest.mark.parametrize(
    ("age", "lines", "asked"),
    [
        pytest.param(18, {"cytarabine-under-60"}, 0, id="18"),
        pytest.param(59, {"cytarabine-under-60"}, 0, id="59"),
        pytest.param(60, {"cytarabine-from-60"}, 0, id="60"),
        pytest.param(85, {"cytarabine-from-60"}, 0, id="85"),
        pytest.param(None, {"cytarabine-under-60", "cytarabine-from-60"}, 2, id="unknown"),
    ],
)
def test_age_bands(age, lines, asked) -> None:
    """At 59 the young band, at 60 the other; with no age both are drawn and the age is asked for."""
    schedule = build_schedule(resolve(read_protocol(FIXTURES / "hypercvad.yaml")), Subject(age=age))
    assert {entry.id for entry in schedule.doses if entry.id in ("cytarabine-under-60", "cytarabine-from-60")} == lines
    assert {entry.id for entry in schedule.doses if entry.id == "cytarabine-it"}
    questions = [finding for finding in schedule.findings if finding.code == "age-needed"]
    assert len(questions) == asked
    assert all("give the age to choose between the lines" in finding.message for finding in questions)


def test_no_subject_asks_for_the_age_too() -> None:
    """Without a subject both bands are drawn, as with an unknown age."""
    schedule = build_schedule(resolve(read_protocol(FIXTURES / "hypercvad.yaml")))
    assert [finding.subject for finding in schedule.findings if finding.code == "age-needed"] == [
        "cytarabine-under-60",
        "cytarabine-from-60",
    ]


@pytest.mark.parametrize(
    ("cycles", "starts"),
    [
        ("", [1, 22, 43, 64, 85, 106, 127, 148]),
        ("cycles: 1-7/2", [1, 43, 85, 127]),
        ("cycles: 2-8/2", [22, 64, 106, 148]),
        ("cycles: 1", [1]),
        ("cycles: 2-4", [22, 43, 64]),
        ('cycles: "1,8"', [1, 148]),
    ],
)
def test_cycles_of_a_line(cycles, starts) -> None:
    """A line is given in the cycles it names, or in all."""
    schedule = build_schedule(small(f"days: 1, {cycles}", cycle=(21, 8)))
    assert [item.day for item in schedule.items] == starts


@pytest.mark.parametrize(
    ("period", "length", "count", "days"),
    [
        (14, 28, 2, [1, 15, 29, 43]),
        (7, 28, 1, [1, 8, 15, 22]),
        (28, 14, 4, [1, 29]),
        (21, 28, 3, [1, 22, 43, 64]),
        (60, 28, 1, [1]),
    ],
)
def test_line_with_its_own_period(period, length, count, days) -> None:
    """A line with its own period repeats by it as long as whole periods fit into the protocol's cycles."""
    schedule = build_schedule(small(f"days: 1, period: {period}", cycle=(length, count)))
    assert [item.day for item in schedule.items] == days
    labels = [f"C{(day - 1) // length + 1}D{(day - 1) % length + 1}" for day in days]
    assert [item.label for item in schedule.items] == labels


def test_cycle_labels_end_with_the_cycles() -> None:
    """In the home case Day 28 is C1D28 and Day 29 has no cycle: the registry's cycle is shorter than the DLT window."""
    by_day = build_schedule(resolve(HOME)).by_day
    assert {item.label for item in by_day[25]} == {"C1D25"}
    assert {item.label for item in by_day[29]} == {""}
    assert {item.cycle for item in by_day[45]} == {None}


@pytest.mark.parametrize(
    ("day", "label"),
    [(-3, "C1D−3"), (1, "C1D1"), (7, "C1D7"), (8, "C2D1"), (14, "C2D7"), (15, ""), (60, "")],
)
def test_label_of_a_day_counted_from_the_start(day, label) -> None:
    """The last day of a cycle still belongs to it; days before Day 1 count as the first, later days as none."""
    more = f"milestones:\n  - {{id: stone, name: S, day: {day}, source: teaching}}\n"
    assert only(build_schedule(small("days: 1", cycle=(7, 2), more=more)), "stone").label == label


@pytest.mark.parametrize(
    ("entry", "window"),
    [("marrow", (20, 45)), ("deciding-sample", (43, 45)), ("diary", None), ("inpatient", None)],
)
def test_windows_of_assessments(entry, window) -> None:
    """The marrow may be taken from Day 20 to 45, the deciding sample from Day 43; others have their day only."""
    schedule = build_schedule(resolve(HOME))
    assert schedule.window_of(on(schedule, entry)[0]) == window


def test_window_across_the_reference_day_skips_day_zero() -> None:
    """Two days before Day 1 are Days -2 and -1 where there is no Day 0."""
    more = "assessments:\n  - {id: baseline, name: B, letter: b, days: 1, before: 2, source: teaching}\n"
    schedule = build_schedule(small("days: 1", more=more))
    assert schedule.window_of(only(schedule, "baseline")) == (-2, 1)


def test_event_anchored_assessment_stands_on_its_first_day() -> None:
    """The marrow is due at count recovery, so it is drawn on the first day of its window and says so."""
    marrow = only(build_schedule(resolve(HOME)), "marrow")
    assert (marrow.day, marrow.entry.event_anchored, marrow.entry.anchor) == (20, True, "count recovery")


def test_assessments_stand_in_the_first_cycle_unless_told() -> None:
    """An assessment without cycles is done once; with cycles, in each of them."""
    more = "assessments:\n  - {id: a, name: A, letter: a, days: 1, source: teaching}\n"
    more += "  - {id: b, name: B, letter: b, days: 3, cycles: 2-3, source: teaching}\n"
    schedule = build_schedule(small("days: 1", cycle=(7, 3), more=more))
    assert [item.day for item in on(schedule, "a")] == [1]
    assert [(item.day, item.label) for item in on(schedule, "b")] == [(10, "C2D3"), (17, "C3D3")]


def test_ramp_gives_one_entry_a_step() -> None:
    """A ramp's steps are entries of their own, so that each shows its own dose and days."""
    schedule = build_schedule(resolve(read_protocol(FIXTURES / "azacitidine-venetoclax.yaml")))
    steps = {entry.id: (str(entry.dose), entry.days_text) for entry in schedule.doses if entry.name == "venetoclax"}
    assert steps == {
        "venetoclax": ("100 mg", "day 1"),
        "venetoclax/2": ("200 mg", "day 2"),
        "venetoclax/3": ("400 mg", "days 3-28"),
        "venetoclax-full": ("400 mg", "days 1-28"),
    }


@st.composite
def lines(draw) -> tuple[str, DaySet, int, int, set[int], str, int]:
    """A line's fields, its day set, the cycle length and count, its cycles, its spread, and the reference day."""
    length, count = draw(st.integers(3, 42)), draw(st.integers(1, 6))
    reference = draw(st.sampled_from([0, 1]))
    # cycle days 1 to length where the reference day is 1, else 0 to length - 1
    days = draw(st.sets(st.integers(reference, length - 1 + reference), min_size=1, max_size=10))
    cycles = draw(st.sets(st.integers(1, count), min_size=1))
    slots = draw(st.sampled_from(sorted(SLOTS)))
    given_days, given_cycles = ",".join(map(str, sorted(days))), ",".join(map(str, sorted(cycles)))
    fields = f'days: "{given_days}", cycles: "{given_cycles}", slots: {slots}'
    return fields, DaySet.parse(given_days), length, count, cycles, slots, reference


@given(lines())
def test_every_dose_is_on_a_day_of_its_line(case) -> None:
    """Each day of the line's set is given in each of its cycles, in every slot, exactly once, and no other day is."""
    fields, days, length, count, cycles, slots, reference = case
    schedule = build_schedule(small(fields, reference=reference, cycle=(length, count)))
    numbering = schedule.resolved.numbering
    found = [(item.cycle, item.cycle_day, item.slot) for item in schedule.items]
    assert sorted(found) == sorted(
        (cycle, day, slot)
        for cycle in cycles
        for day in days.days(numbering)
        for slot in range(1, SLOTS[slots].a_day + 1)
    )
    for item in schedule.items:
        assert numbering.offset(item.day) == (item.cycle - 1) * length + numbering.offset(item.cycle_day)
        assert item.end_day == item.day


@given(st.dates(dt.date(2001, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 400))
def test_moving_day_1_moves_every_date_and_no_day(day1, by) -> None:
    """A new Day 1 leaves all study days alone and moves every date by as much; moved by nothing, nothing changes."""
    before = plan(Course(reference_date=day1), HOME, day1)
    after = plan(Course(reference_date=day1 + dt.timedelta(days=by)), HOME, day1)
    assert [item[:7] for item in after.schedule.items] == [item[:7] for item in before.schedule.items]
    for item in before.schedule.items:
        assert (after.date(item.day).toordinal() - before.date(item.day).toordinal()) == by
        assert before.day(before.date(item.day)) == item.day


@pytest.mark.parametrize("subject", [None, Subject(), Subject(age=61, sex="F")], ids=["none", "empty", "some"])
def test_subject_changes_amounts_and_no_day(subject) -> None:
    """Who the subject is never moves a day of a protocol without age bands."""
    alone = build_schedule(resolve(HOME)).items
    assert [item[:7] for item in build_schedule(resolve(HOME), subject).items] == [item[:7] for item in alone]


@pytest.mark.parametrize("resolved", ALL)
def test_items_by_day_hold_every_item_once(resolved) -> None:
    """The items of the days together are the items of the schedule."""
    schedule = build_schedule(resolved)
    assert [item for day in sorted(schedule.by_day) for item in schedule.by_day[day]] == list(schedule.items)
    assert schedule.first_day == min(schedule.by_day)
