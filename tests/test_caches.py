"""What is kept changes nothing: courses judged one after the other say what each says when nothing is kept."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from regimen.course import Course
from regimen.coursefile import finder, protocol_of
from regimen.deviations.check import check
from regimen.deviations.standard import Other
from regimen.errors import RegimenError
from regimen.protocol.resolve import _resolved, resolve
from regimen.protocol.shelf import load, place
from regimen.protocol.versions import _versions
from regimen.record.model import Record
from regimen.record.names import _names
from regimen.record.reference import _meant
from regimen.review import _others, review
from regimen.schedule.build import build_schedule
from regimen.schedule.frame import _frame
from regimen.schedule.items import Schedule

TODAY = dt.date(2027, 1, 20)
KEPT = (_resolved, _frame, _versions, _names, _meant)
FIND = finder(Path())
BODIES = (
    {},
    {"height_cm": "170", "weight_kg": "75", "sex": "F", "age": "59"},
    {"height_cm": "191", "weight_kg": "131.2", "sex": "M", "age": "60", "creatinine": "0.7", "lvef": "45"},
    {"bsa": "1.8", "weight_kg": "59.9", "age": "82"},
)
POLICIES = ({}, {"rounding": "bands", "region": "EU"}, {"rounding": "nearest:5", "bsa_formula": "dubois"})
ACTS = (
    [],
    [{"act": "defer", "day": "4", "by": "2", "what": ["MEC"], "why": "made up"}],
    [{"act": "omit", "day": "5", "what": ["lenalidomide"], "why": "made up"}],
    [{"act": "amend", "day": "3", "version": "2", "level": "d10-50", "why": "made up"}],
)
RECORDS = (range(1, 11), range(1, 15), [1, 2, 3, 6, 7, 8, 9, 10, 11, 12])
"""Days on which lenalidomide was given: as planned, by the first version, late from the fourth dose on."""


def _record(days: object) -> dict[str, object]:
    start = dt.date(2026, 12, 1)
    given = [
        {"date": str(start + dt.timedelta(day - 1)), "agent": "lenalidomide", "amount": "50 mg", "route": "PO"}
        for day in days
    ]
    counts = [
        {"date": str(start + dt.timedelta(day)), "anc": f"{0.1 * (day % 7):.1f} 10^9/L", "platelets": f"{day} K/uL"}
        for day in range(0, 45, 3)
    ]
    return {"administrations": given, "counts": counts}


def _home(number: int, level: str, version: str) -> dict[str, object]:
    """A course of the home protocol: every level with another mix of body, set, policy, acts and record."""
    mec = list(load().assumptions["mec"].sets)
    return {
        "level": level,
        "version": version,
        "subject": BODIES[number % len(BODIES)],
        "assumptions": {"mec": mec[number // 2 % len(mec)]},
        "acts": ACTS[number % len(ACTS)],
        "record": _record(RECORDS[number % len(RECORDS)]),
        **POLICIES[number % len(POLICIES)],
    }


def _courses() -> Iterator[Course]:
    levels = [(level, version) for version in load().versions for level in load(version=version).ladder.levels]
    given = [_home(number + turn, *pair) for turn in (0, 5) for number, pair in enumerate(levels)]
    for protocol in ("hyper-cvad", "flag-ida", "carboplatin-paclitaxel", "da-3-8"):
        overlays = list(load(protocol).overlays)
        given += [{"protocol": protocol, "subject": body, **POLICIES[1]} for body in BODIES]
        given += [{"protocol": protocol, "subject": body, "overlays": overlays} for body in BODIES[1:3]]
    given += [{"protocol": "hyper-cvad", "cycles": str(count), "subject": BODIES[1]} for count in (2, 6, 8)]
    for data in given:
        yield Course.model_validate({"reference_date": "2026-12-01", **data})


def _laid(schedule: Schedule) -> list[object]:
    """A schedule with every word of its workings."""
    items = [(item[:7], item.id, item.ideal_day, item.entry.name) for item in schedule.items]
    return [
        items,
        *((entry.id, entry.result and (entry.result[:4], entry.result.working)) for entry in schedule.entries),
    ]


def _told(course: Course) -> list[object]:
    """Everything a course says: plan, findings, verdict, deviations."""
    try:
        made = review(course, protocol_of(course, Path()), FIND, TODAY)
    except RegimenError as error:
        return [error.message]
    verdict = made.verdict
    # The amounts of the ideal schedule are asked for last, by which time the report has asked for some.
    return [
        [one.message for one in made.report.deviations],
        verdict and (verdict.state, verdict.day),
        made.plan.findings,
        _laid(made.plan.schedule),
        _laid(made.plan.ideal),
    ]


def _forget() -> None:
    for kept in KEPT:
        kept.cache_clear()


def test_courses_judged_in_any_order_say_what_each_says_alone() -> None:
    """Bodies, levels, versions, sets, overlays, cycles, policies, acts and records never show in another course."""
    courses = list(_courses())
    alone = []
    for course in courses:
        _forget()
        alone.append(_told(course))
    order = [*range(len(courses))] * 2
    random.Random(45).shuffle(order)  # noqa: S311 - an order, not a secret
    _forget()
    assert all(_told(courses[number]) == alone[number] for number in order)
    assert len({str(told) for told in alone}) > len(courses) // 2
    assert all(kept.cache_info().hits for kept in KEPT)


def test_schedules_passed_over_by_their_days_explain_nothing() -> None:
    """Looking through every level of every version gives the same report as through those on other days alone."""
    for course in _courses():
        if course.record is None:
            continue
        made = review(course, protocol_of(course, Path()), FIND, TODAY)
        every = [
            Other(name, build_schedule(resolved, course.subject, course.policy))
            for name, resolved in _others(made.plan, FIND)
        ]
        standard = replace(made.standard, others=lambda _, every=every: every)
        told = [one.message for one in check(standard, made.timeline.facts).deviations]
        assert told == [one.message for one in made.report.deviations]


def test_what_is_kept_is_bounded() -> None:
    """Every cache forgets what was asked for longest ago; protocols that nobody uses any more go with it."""
    assert all(kept.cache_info().maxsize for kept in KEPT)
    _forget()
    for _ in range(3 * _resolved.cache_info().maxsize):
        build_schedule(resolve(load("beam")))
    assert _resolved.cache_info().currsize == _resolved.cache_info().maxsize
    assert _frame.cache_info().currsize == _frame.cache_info().maxsize


def test_equal_protocols_are_not_taken_for_each_other() -> None:
    """A protocol read again is another one: its plan names its own parts."""
    one, other = load(), load()
    assert resolve(one).protocol is one
    assert resolve(other).protocol is other


@pytest.mark.parametrize("refused", [1.0, 1, [], {}], ids=repr)
def test_values_that_are_equal_to_python_are_read_apart(refused) -> None:
    """`true` is yes; what Python holds to be equal to it is not, and what no cache can hold is refused in words."""
    event = {"date": "2026-12-05", "term": "Rash", "grade": "1", "ctcae": "5.0", "attribution": "treatment"}
    assert Record.model_validate({"toxicities": [{**event, "dlt": True}]}).toxicities[0].dlt
    with pytest.raises(ValueError, match="is neither yes nor no"):
        Record.model_validate({"toxicities": [{**event, "dlt": refused}]})


def test_a_protocol_file_that_changes_is_read_anew(tmp_path) -> None:
    """What is kept of a file is told by its content, so that an edit is seen at once, however quick."""
    text = place("beam").read_text()
    course = Course(reference_date="2026-12-01", protocol="beam", protocol_file="beam.yaml")
    find = finder(tmp_path)
    for title in ("One", "Two"):
        (tmp_path / "beam.yaml").write_text(text.replace("title: ", f"title: {title} ", 1))
        assert find(course).title.startswith(title)
    (tmp_path / "beam.yaml").unlink()
    with pytest.raises(RegimenError, match="cannot read the file"):
        find(course)


def test_the_version_in_force_is_found_by_date_unless_it_is_named(tmp_path) -> None:
    """Without a version the reference date decides; a version that is named holds, whatever the date."""
    text = place("nct01681537").read_text().replace('- version: "2"', '- version: "2"\n    date: 2014-03-01')
    (tmp_path / "p.yaml").write_text(text)
    find = finder(tmp_path)
    followed = [
        (version, date, find(Course(reference_date=date, protocol_file="p.yaml", version=version)).version)
        for _ in range(2)
        for version in (None, "1", "2")
        for date in ("2014-02-28", "2014-03-01")
    ]
    in_force = {"2014-02-28": "1", "2014-03-01": "2"}
    assert all(found == (version or in_force[date]) for version, date, found in followed)
