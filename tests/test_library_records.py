"""Every protocol of the library, recorded as planned in a course file: read back, nothing departs from the plan."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from regimen.course import Course, Plan, plan
from regimen.coursefile import course_text, finder, open_course
from regimen.deviations.assessments import COUNTS, MARROW, kind_of
from regimen.deviations.delivered import delivered
from regimen.protocol.shelf import library_ids, load
from regimen.recordfile import check_record
from regimen.review import Review, review
from regimen.schedule.items import Item, Kind

DAY = dt.date(2026, 12, 1)
BODY = {"height_cm": "180", "weight_kg": "75", "sex": "M", "age": "50", "creatinine": "0.9 mg/dL"}


def levels(name: str) -> list[str | None]:
    """The levels of a protocol; one nameless one without a ladder."""
    ladder = load(name).ladder
    return list(ladder.levels) if ladder else [None]


LEVELS = [
    pytest.param(name, level, id=f"{name}{f' {level}' if level else ''}")
    for name in library_ids()
    for level in levels(name)
]


def laid(name: str, level: str | None, body: dict[str, str]) -> Plan:
    """A course that starts on 1 December 2026, with everything drawn that may be."""
    data = {"protocol": name, "level": level, "reference_date": str(DAY), "subject": {"id": "T-07", **body}}
    course = Course.model_validate(data | {"overlays": list(load(name).overlays)})
    return plan(course, load(name), DAY)


def entries(made: Plan) -> dict[str, list[dict[str, Any]]]:
    """An entry for every dose and assessment, on its planned date."""
    record: dict[str, list[dict[str, Any]]] = {}
    for item in made.ideal.items:
        for section, fields in _entry(item):
            record.setdefault(section, []).append({"date": str(made.date(item.day)), **fields})
    return record


def _entry(item: Item) -> Iterator[tuple[str, dict[str, Any]]]:
    entry = item.entry
    if entry.line is not None:
        given = {"agent": entry.name, "route": entry.line.route, "amount": entry.result and entry.result.amount}
        yield "administrations", given
    elif item.kind == Kind.ASSESSMENT:
        kinds = {
            COUNTS: ("counts", {"anc": "1 10^9/L", "platelets": "60 10^9/L"}),
            MARROW: ("marrow", {"adequate": "yes", "blasts": "2 %"}),
        }
        yield kinds.get(kind_of(entry), ("assessments", {"assessment": entry.id}))


def reviewed(made: Plan, folder: Path, as_of: dt.date) -> Review:
    """The course with its record, written, read back and judged."""
    course = Course.model_validate(
        made.course.model_dump(mode="json", exclude_defaults=True) | {"record": entries(made)}
    )
    path = folder / "course.yaml"
    path.write_text(course_text(course), encoding="utf-8")
    opened, protocol = open_course(path)
    assert opened == course
    assert [one.code for one in check_record(path, as_of).findings if one.code != "future-entry"] == []
    return review(opened, protocol, finder(folder), as_of)


@pytest.mark.parametrize("body", [BODY, {}], ids=["with a body", "without"])
@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_a_record_as_planned_departs_in_nothing(tmp_path, name, level, body) -> None:
    """On the ninth day and when all is over: no deviation, nothing that could not be compared, every dose delivered."""
    made = laid(name, level, body)
    over = made.date(made.ideal.last_day) + dt.timedelta(days=60)
    for as_of in (made.date(made.ideal.first_day) + dt.timedelta(days=8), over):
        found = reviewed(made, tmp_path, as_of)
        assert (found.report.deviations, found.report.remarks, found.report.cost) == ((), (), 0)
        assert found.timeline.reference.date == DAY
    assert all(one.given == one.planned for one in delivered(found.standard, found.timeline.facts))


def test_the_library_has_every_kind_of_plan() -> None:
    """Cycles, a Day 0, doses by the hour, infusions over midnight, no window, no ladder: none is left untried."""
    plans = [laid(case.values[0], case.values[1], BODY) for case in LEVELS]
    kinds = {
        "cycles": [made for made in plans if made.resolved.cycle_count > 1],
        "day 0": [made for made in plans if made.resolved.numbering.reference == 0],
        "q12h": [made for made in plans if any(line.slots and line.slots.a_day > 1 for line in made.resolved.lines)],
        "over midnight": [made for made in plans if any(item.end_day != item.day for item in made.ideal.items)],
        "no window": [made for made in plans if made.resolved.dlt is None],
        "a window": [made for made in plans if made.resolved.dlt is not None],
    }
    assert [kind for kind, found in kinds.items() if not found] == []
