"""Entries written into a course: what is taken, what is refused, and doses given as planned."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.course import Course
from regimen.coursefile import course_text, finder, open_course
from regimen.dates import safe_date
from regimen.deviations.classes import ASSESSED
from regimen.errors import RegimenError
from regimen.protocol.reader import read_protocol
from regimen.protocol.shelf import library_ids, load
from regimen.record.corrections import in_force
from regimen.record.model import REPLACEMENTS
from regimen.recording import (
    as_planned,
    corrected,
    noun,
    planned_doses,
    read_correction,
    read_entry,
    reading_of,
    recorded,
)
from regimen.review import Review, review

FIXTURES = Path(__file__).parent / "fixtures" / "protocols"
DAY_1 = dt.date(2026, 12, 1)
FIND = finder(FIXTURES)
BODY = {"id": "T-07", "height_cm": "170", "weight_kg": "75", "sex": "F", "age": "61", "creatinine": "0.9"}
COUNT = {"date": "2026-12-14", "anc": "0.4 10^9/L"}
DOSE = {"date": "2026-12-01", "agent": "lenalidomide", "amount": "50 mg", "route": "PO"}
HOLD = {"date": "2026-12-02", "end": "2026-12-02", "reason": "fever"}
DEATH = {"date": "2027-01-12", "attribution": "unknown"}


def course(**fields: object) -> Course:
    """A course planned for 1 December 2026, of a subject whose doses can be calculated."""
    return Course.model_validate({"reference_date": str(DAY_1), "subject": BODY, **fields})


def with_entry(section: str, fields: dict[str, object], before: Course | None = None) -> Course:
    """A course with an entry more."""
    return recorded(before or course(), section, [read_entry(section, fields)])


def judged(one: Course, day: int) -> Review:
    """A course as of a date, counted from the planned Day 1."""
    return review(one, FIND(one), FIND, DAY_1 + dt.timedelta(days=day - 1))


def days_of(doses: list, one: Course) -> dict[str, list[int]]:
    """Drug to the days of its doses, counted from the planned Day 1."""
    found: dict[str, list[int]] = {}
    for dose in doses:
        found.setdefault(dose.agent, []).append((dose.date - one.reference_date).days + 1)
    return found


@pytest.mark.parametrize(
    ("section", "fields", "told"),
    [
        ("counts", {"date": "2027-01-12", "anc": "0.4"}, "count, anc: ANC 0.4 has no unit"),
        ("counts", {"date": "01/02/2027", "anc": "1 10^9/L"}, "count, date: '01/02/2027' is ambiguous: 1 Feb or 2 Jan"),
        ("counts", {"date": "2027-01-12", "anc": "-1 10^9/L"}, "count, anc: ANC -1 10^9/L is below zero"),
        ("counts", {"date": "2027-01-12"}, "count: the sample has no value"),
        ("administrations", {**DOSE, "route": "by mouth"}, "dose, route: 'by mouth' is not allowed"),
        ("administrations", {**DOSE, "amount": "50"}, "dose, amount: the dose '50' has no unit"),
        ("death", {"date": "2027-01-12"}, "death: the key 'attribution' is missing here"),
        ("death", {**DEATH, "why": "x"}, "death: unknown key 'why'"),
        ("deaths", DEATH, "a record has no 'deaths'; did you mean death?"),
        ("toxicities", {"grade": "7"}, "toxicity, grade: '7' is no grade"),
    ],
    ids=[
        "no unit", "ambiguous date", "below zero", "no value", "no such route", "no unit of an amount", "a key lacks",
        "unknown key", "unknown section", "several faults",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(section, fields, told) -> None:
    """With the field it is about."""
    with pytest.raises(RegimenError, match=re.escape(told)):
        read_entry(section, fields)


def test_fields_left_empty_count_as_not_given() -> None:
    """A form hands over every field; those left empty are none."""
    assert read_entry("counts", {**COUNT, "wbc": "", "note": None}) == read_entry("counts", COUNT)


@pytest.mark.parametrize(
    ("section", "first", "second", "told"),
    [
        ("counts", COUNT, {**COUNT, "note": "again"}, "the count of Mon 14 Dec 2026 is recorded already, as counts[1]"),
        ("counts", COUNT, {**COUNT, "anc": "400 /uL"}, "recorded already, as counts[1]"),
        ("administrations", DOSE, DOSE, "the dose of Tue 01 Dec 2026 is recorded already, as administrations[1]"),
        ("holds", {"date": "2026-12-05", "reason": "fever", "agents": ["MEC"]}, None, "recorded already, as holds[1]"),
        ("death", DEATH, {**DEATH, "date": "2027-01-13"}, "the death was recorded already, Tue 12 Jan 2027"),
        ("counts", {**COUNT, "id": "c1"}, {**COUNT, "anc": "1 10^9/L", "id": "c1"}, "the id 'c1' is that of counts[1]"),
    ],
    ids=["a sample", "in another unit", "a dose", "a hold", "a second death", "an id taken"],
)
def test_what_is_recorded_already_is_refused(section, first, second, told) -> None:
    """With the entry that says so; the course stays as it was."""
    before = with_entry(section, first)
    with pytest.raises(RegimenError, match=re.escape(told)):
        with_entry(section, second or first, before)


@pytest.mark.parametrize(
    ("section", "first", "second"),
    [
        ("counts", COUNT, {**COUNT, "time": "08:00"}),
        ("counts", COUNT, {**COUNT, "anc": "0.5 10^9/L"}),
        ("administrations", DOSE, {**DOSE, "agent": "etoposide"}),
        ("relapse", {"date": "2027-02-01"}, None),
    ],
    ids=["another time", "another value", "another drug", "another section"],
)
def test_what_differs_is_recorded(section, first, second) -> None:
    """What is only questionable is for the questions."""
    before = with_entry(section, first)
    after = with_entry(section, second, before) if second else with_entry("death", DEATH, before)
    assert after.record is not None
    assert len(in_force(after.record)) == 2


def test_a_dose_may_be_given_twice_a_day() -> None:
    """Whoever says so may record an equal entry again."""
    entry = read_entry("administrations", DOSE)
    twice = recorded(recorded(course(), "administrations", [entry]), "administrations", [entry], again=True)
    assert twice.record is not None
    assert len(twice.record.administrations) == 2


def correction(of: str, **fields: object):
    """A correction of 15 January."""
    return read_correction({"of": of, "date": "2027-01-15", "reason": "slip", **fields})


def test_a_correction_keeps_what_it_corrects() -> None:
    """The record holds both, and the entry goes by all its names."""
    after = corrected(with_entry("counts", COUNT), correction("counts[1]", count={**COUNT, "anc": "0.5 10^9/L"}))
    again = corrected(after, correction("corrections[1]", count={**COUNT, "anc": "0.6 10^9/L"}))
    assert again.record is not None
    assert [str(entry.anc) for entry in again.record.counts] == ["0.4 10^9/L"]
    for name in ("counts[1]", "corrections[1]", "corrections[2]"):
        section, entry = reading_of(again, name)
        assert (section, str(entry and entry.anc)) == ("counts", "0.6 10^9/L")


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: correction("counts[2]", void="yes"), "there is no entry 'counts[2]'; did you mean counts[1]?"),
        (lambda: correction("counts[1]", count=COUNT), "'counts[1]' reads so already"),
        (lambda: correction("counts[1]", death=DEATH), "'counts[1]' is no death"),
        (lambda: correction("counts[1]"), "voids an entry or replaces it by one; found neither"),
    ],
    ids=["no such entry", "nothing changes", "another kind", "neither"],
)
def test_corrections_that_fit_nothing_are_refused(made, told) -> None:
    """Before anything is written."""
    with pytest.raises(RegimenError, match=re.escape(told)):
        corrected(with_entry("counts", COUNT), made())


def test_a_voided_death_can_be_recorded_anew() -> None:
    """A record has one place for it, so a correction gives it; a voided sample is simply recorded once more."""
    voided = corrected(with_entry("death", DEATH), correction("death", void="yes"))
    assert reading_of(voided, "death") == ("death", None)
    with pytest.raises(RegimenError, match="the death was voided; a record holds one; correct 'death'"):
        with_entry("death", DEATH, voided)
    anew = corrected(voided, correction("death", death=DEATH))
    assert reading_of(anew, "death")[1] == read_entry("death", DEATH)
    without = corrected(with_entry("counts", COUNT), correction("counts[1]", void="yes"))
    with pytest.raises(RegimenError, match="was voided by an earlier correction; record it anew"):
        reading_of(without, "counts[1]")
    assert with_entry("counts", COUNT, without).record is not None


@pytest.mark.parametrize("section", REPLACEMENTS)
def test_every_kind_has_a_name(section) -> None:
    """For messages and for the command line."""
    assert noun(section).replace(" ", "").replace("-", "").isalpha()


@pytest.mark.parametrize(
    ("more", "as_of", "asked", "given"),
    [
        ({}, 3, range(1, 4), {"lenalidomide": [1, 2, 3]}),
        ({}, 2, range(1, 4), {"lenalidomide": [1, 2]}),
        ({}, 20, [1, 8], {"lenalidomide": [1, 8], "mitoxantrone": [8], "etoposide": [8], "cytarabine": [8]}),
        ({"holds": [HOLD]}, 3, [1, 2, 3], {"lenalidomide": [1, 3]}),
        ({"withdrawal": {"date": "2026-12-02"}}, 5, range(1, 6), {"lenalidomide": [1, 2]}),
        ({"administrations": [{**DOSE, "agent": "LEN"}]}, 2, [1, 2], {"lenalidomide": [2]}),
        ({"administrations": [{**DOSE, "date": "2026-12-03"}]}, 5, range(1, 4), {"lenalidomide": [4, 5]}),
        ({}, 20, [11, 12], {}),
    ],
    ids=[
        "three days", "the third lies ahead", "single days", "held", "after an ending", "recorded by its abbreviation",
        "Day 1 was two days late", "nothing planned",
    ],
)  # fmt: skip
def test_doses_given_as_planned(more, as_of, asked, given) -> None:
    """Planned, not recorded, not ahead, not held, not after an ending; days count from the actual Day 1."""
    one = course(record=more) if more else course()
    assert days_of(as_planned(judged(one, as_of), asked), one) == given


def test_acts_move_what_is_planned() -> None:
    """MEC put off by two days is planned on days 6-10, and LEN put off with it keeps its distance from Day 1."""
    moved = course(acts=[{"act": "defer", "day": "4", "by": "2", "what": ["MEC"], "why": "fever"}])
    doses = days_of(as_planned(judged(moved, 20), range(1, 12)), moved)
    assert (doses["lenalidomide"], doses["mitoxantrone"]) == ([*range(1, 11)], [*range(6, 11)])
    later = course(acts=[{"act": "defer", "day": "1", "by": "3", "why": "blackout"}])
    first = recorded(later, "administrations", as_planned(judged(later, 20), [4]))
    doses = days_of(as_planned(judged(first, 30), range(1, 11)), first)
    assert (doses["lenalidomide"], doses["mitoxantrone"]) == ([*range(5, 14)], [*range(7, 12)])


def test_the_first_dose_is_not_passed_over() -> None:
    """Day 2 recorded first would become Day 1, so it is not taken as planned; other drugs are."""
    made = judged(course(), 6)
    told = "the first dose of lenalidomide, planned on Day 1, is not recorded; record Day 1 first"
    with pytest.raises(RegimenError, match=told):
        as_planned(made, [2, 3])
    assert planned_doses(made, [4], ("etoposide",)).doses
    held = judged(course(record={"holds": [{"date": "2026-12-01", "end": "2026-12-01", "reason": "late"}]}), 6)
    assert days_of(as_planned(held, [2, 3]), course()) == {"lenalidomide": [2, 3]}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"administrations": [DOSE]}, "recorded already"),
        ({"holds": [{"date": "2026-11-30", "end": "2026-12-02", "reason": "fever"}]}, "held: fever"),
        ({"death": {"date": "2026-11-30", "attribution": "disease"}}, "not due any more: the course had ended"),
    ],
    ids=["recorded", "held", "ended"],
)
def test_what_is_left_out_has_its_reason(more, why) -> None:
    """So that nobody takes it for recorded."""
    found = planned_doses(judged(course(record=more), 3), [1])
    assert (found.doses, [one.why for one in found.left_out]) == ([], [why])


def test_a_block_that_moved_is_not_recorded_a_second_time() -> None:
    """MEC given on days 6-10: its days 4 and 5 are told as moved, and are not recorded as planned."""
    doses = [{**DOSE, "date": f"2026-12-{day:02d}"} for day in range(1, 11)]
    for day in range(6, 11):
        doses += [
            {"date": f"2026-12-{day:02d}", "agent": agent} for agent in ("mitoxantrone", "etoposide", "cytarabine")
        ]
    found = planned_doses(judged(course(record={"administrations": doses}), 20), range(1, 11))
    assert found.doses == []
    moved = {(one.day, one.agent): one.why for one in found.left_out if one.day in (4, 5) and one.agent == "etoposide"}
    assert moved == dict.fromkeys(
        [(4, "etoposide"), (5, "etoposide")], "MEC was given on days 6-10 instead of days 4-8, 2 days later (15 doses)"
    )


PROTOCOLS = st.sampled_from(library_ids())


@given(name=PROTOCOLS, level=st.randoms(use_true_random=False), as_of=st.integers(1, 60))
def test_a_second_call_records_nothing(name, level, as_of) -> None:
    """Whatever the protocol: what is recorded as planned is matched by drug and day, slot by slot."""
    ladder = load(name).ladder
    one = course(protocol=name, level=level.choice(list(ladder.levels)) if ladder else None)
    days = range(-30, as_of + 1)
    first = as_planned(judged(one, as_of), days)
    after = recorded(one, "administrations", first, again=True)
    assert as_planned(judged(after, as_of), days) == []
    back = Course.model_validate(after.model_dump(mode="json", exclude_none=True))
    assert back.record == after.record


@given(name=PROTOCOLS, level=st.randoms(use_true_random=False), parts=st.integers(1, 4))
def test_a_course_recorded_as_planned_has_no_deviation_of_doses(name, level, parts) -> None:
    """In one go or in several, each as of its own day."""
    ladder = load(name).ladder
    one = course(protocol=name, level=level.choice(list(ladder.levels)) if ladder else None)
    for as_of in range(60 // parts, 61, 60 // parts):
        doses = as_planned(judged(one, as_of), range(-30, as_of + 1))
        one = recorded(one, "administrations", doses, again=True)
    found = judged(one, 60).report.deviations
    assert [deviation.key for deviation in found if deviation.code not in ASSESSED] == []


@given(
    values=st.lists(st.sampled_from(["0.4 10^9/L", "<0.1 K/uL", "450 /uL", "2 G/L"]), min_size=1, max_size=6),
    slips=st.lists(st.integers(0, 5), max_size=4),
    void=st.booleans(),
)
def test_what_was_recorded_and_corrected_comes_back_from_its_file(tmp_path_factory, values, slips, void) -> None:
    """Written, read and written again: the same entries, the same corrections, the same text."""
    one = course()
    for number, value in enumerate(values):
        fields = {"date": f"2026-12-{number + 5:02d}", "anc": value, "note": "first: 'reading', #1"}
        one = with_entry("counts", fields, one)
    for place in sorted({slip % len(values) for slip in slips}):
        said = {"void": "yes"} if void else {"count": {"date": "2026-12-25", "platelets": "7 10^9/L", "time": "07:30"}}
        one = corrected(one, correction(f"counts[{place + 1}]", **said))
    path = tmp_path_factory.mktemp("course") / "course.yaml"
    path.write_text(course_text(one), encoding="utf-8")
    back, _ = open_course(path)
    assert back.record == one.record
    assert course_text(back) == course_text(one)
    assert back.record is not None
    assert one.record is not None
    assert in_force(back.record) == in_force(one.record)


def test_a_protocol_with_day_0_counts_from_it() -> None:
    """Doses before the transplant are on days below zero, and Day 0 is a day."""
    protocol = read_protocol(FIXTURES / "beam.yaml")
    one = course(protocol="beam", protocol_file="beam.yaml", reference_date="2026-12-10")
    made = review(one, protocol, FIND, dt.date(2026, 12, 20))
    doses = as_planned(made, range(-10, 5))
    assert doses
    assert safe_date(doses[0].date) == safe_date(made.date(-6))
    after = recorded(one, "administrations", doses, again=True)
    assert as_planned(review(after, protocol, FIND, dt.date(2026, 12, 20)), range(-10, 5)) == []
